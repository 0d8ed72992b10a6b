"""Whether an endpoint wants an alert: a pure function from filter and alert to the reason why or why not."""

import re
from typing import Literal

from agents.endpoints import Box, Filter
from agents.wording import ringing_claims
from schemas.alert import Alert, Incident, Reason
from schemas.claim import Casualty, LocationFall

Choice = Literal["wanted", "silent", "kind", "reason", "place", "actor", "killed", "stance", "origins"]
"""wanted; silent: it does not ring by default, and the endpoint names no reasons; else the filter that keeps it out."""

RINGING: frozenset[Reason] = frozenset({"first_report", "toll_raised", "denied", "confirmed", "reversal"})
"""What rings where nobody says otherwise; the setting ``rings``."""

_GEONAMES = re.compile(r"geonames:(\d+)", re.IGNORECASE)


def choose(wanted: Filter, alert: Alert, ringing: frozenset[Reason] = RINGING) -> Choice:
    """What the filter makes of the alert: the first of its conditions that fails, or ``wanted``.

    ringing: the reasons that ring by default. One of them that does not ring is told too late to be news.
    """
    incident = alert.incident
    if wanted.kinds and incident.kind not in wanted.kinds:
        return "kind"
    if wanted.reasons is None:
        if not alert.rings:
            return "silent"
    elif alert.reason not in wanted.reasons:
        return "reason"
    elif alert.reason in ringing and not alert.rings:
        return "silent"
    if not _place_fits(wanted, alert):
        return "place"
    if wanted.actors and not {plain(name) for name in wanted.actors} & actors(alert):
        return "actor"
    if wanted.min_killed and incident.kind == "casualty" and killed(incident) < wanted.min_killed:
        return "killed"
    if wanted.stances and not {claim.stance for claim in ringing_claims(alert)} & set(wanted.stances):
        return "stance"
    return "origins" if len(incident.origins) < wanted.min_origins else "wanted"


def killed(incident: Incident) -> int:
    """The figure of the killed that a reader would quote: best, else the bound that is told; 0 where none is."""
    number = incident.effects.get("killed")
    if number is None:
        return 0
    return next((figure for figure in (number.best, number.low, number.high) if figure is not None), 0)


def actors(alert: Alert) -> set[str]:
    """Who acts in the incident, in plain letters: who took, who lost, who harmed; not who merely says so."""
    incident = alert.incident
    found = [incident.taken_by, incident.taken_from]
    for claim in alert.claims:
        if isinstance(claim, Casualty):
            found.append(claim.perpetrator)
        elif isinstance(claim, LocationFall):
            found += [claim.taken_by, claim.taken_from]
    return {plain(actor.name) for actor in found if actor is not None}


def countries(alert: Alert) -> set[str]:
    """The country of the incident's place; where that is unknown, those that its claims are about."""
    place = alert.incident.place
    if place is not None and place.country is not None:
        return {place.country}
    return {claim.theatre for claim in alert.claims if claim.theatre is not None}


def at_place(alert: Alert, wanted: str) -> bool:
    """Whether the incident is at the place of this name, as written or canonical, or of this geonames:NUMBER."""
    place = alert.incident.place
    if place is None:
        return False
    number = _GEONAMES.fullmatch(wanted.strip())
    if number:
        return place.geonames_id == int(number[1])
    return plain(wanted) in {plain(place.name), plain(place.text)}


def plain(name: str) -> str:
    """A name as it is compared: without regard to case, kind of apostrophe or spaces."""
    return " ".join(re.sub(r"[’‘ʼ`´]", "'", name).casefold().split())


def _place_fits(wanted: Filter, alert: Alert) -> bool:
    if not (wanted.places or wanted.countries or wanted.boxes):
        return True
    return (
        any(at_place(alert, place) for place in wanted.places)
        or bool(countries(alert) & set(wanted.countries))
        or any(_inside(alert, box) for box in wanted.boxes)
    )


def _inside(alert: Alert, box: Box) -> bool:
    place = alert.incident.place
    if place is None or place.lat is None or place.lon is None:
        return False
    west, south, east, north = box
    across = west <= place.lon <= east if west <= east else place.lon >= west or place.lon <= east
    return across and south <= place.lat <= north
