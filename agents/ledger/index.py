"""Handles: under what an incident is kept, and what a claim must look up to see every incident that it can be about.

Each handle is a list of incidents by the first day of the event, so a look-up loads one place, or one figure, or one
kind of victims of one perpetrator, in a window of days, and not the theatre.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from agents.ledger import places
from agents.ledger.actors import generic, proper
from agents.ledger.casualties import SMALL, told, victim_words
from agents.ledger.figures import bounds, unnumbered
from agents.ledger.incidents import case_id
from agents.ledger.state import Case
from agents.ledger.text import fold, skeleton
from agents.ledger.times import interval
from schemas.actor import Actor
from schemas.claim import Casualty, Claim, LocationFall
from schemas.ids import stable_id
from schemas.place import Place

WINDOW_DAYS = 30
FOREVER = (date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True, slots=True, order=True)
class Lookup:
    """Incidents under a handle whose event began on these days (ordinals); the latest ``limit`` of them."""

    handle: str
    first: int
    last: int
    limit: int = 100


def handles(case: Case) -> frozenset[str]:
    """Under what this incident is kept."""
    if case.kind == "location_fall":
        return frozenset(f"fall:{key}" for key in places.keys(case.place)) if case.place else frozenset()
    found: set[str] = set()
    if case.place is not None:
        found |= {f"at:{key}" for key in places.keys(case.place)}
        region = places.region(case.place)
        if region is not None:
            found.add(f"{'wide' if case.place.precision == 3 else 'in'}:{region}")
    for claim in told(case.reports):
        if case.cumulative:
            found.add(f"toll:{claim.effect}")
        found |= _marks(claim, case.perpetrator)
    return frozenset(found)


def lookups(claim: Claim, theatre: str, at: datetime) -> set[Lookup]:
    """What to look up for a claim published at this instant."""
    when = interval(claim.time, at)
    first, last = max(1, when.lo.toordinal() - WINDOW_DAYS), min(FOREVER[1], when.hi.toordinal() + WINDOW_DAYS)
    if isinstance(claim, LocationFall):
        keys = places.keys(claim.place) if claim.place else ()
        return {Lookup(f"fall:{key}", FOREVER[0], last) for key in keys}
    found = {Lookup(mark, first, last) for mark in _marks(claim, claim.perpetrator)}
    found |= {Lookup(handle, first, last) for handle in _around(claim.place)}
    if claim.cumulative:
        found.add(Lookup(f"toll:{claim.effect}", *FOREVER))
    return found


def identities(claims: Iterable[Claim], theatre: str) -> set[str]:
    """Ids that these claims' incidents would have, to see whether they are taken."""
    return {case_id(theatre, claim) for claim in claims}


def _around(place: Place | None) -> set[str]:
    if place is None:
        return set()
    found = {f"at:{key}" for key in places.keys(place)}
    region = places.region(place)
    if region is not None:
        found |= {f"wide:{region}", f"wide:{place.country}:"}
        if place.precision == 3 and place.admin1:
            found.add(f"in:{region}")
    return found


def _marks(claim: Casualty, perpetrator: Actor | None) -> set[str]:
    """By what an event is known wherever it was: its sentence, its number, or who did it to whom."""
    found = {f"said:{stable_id(fold(claim.evidence.text))}"}
    span = bounds(claim.number)
    if span is not None and span.told is not None and span.told >= SMALL:
        found.add(f"figure:{claim.effect}:{span.told}")
    if perpetrator is not None and not generic(perpetrator) and not unnumbered(claim.number):
        by = skeleton(" ".join(proper(perpetrator.name)))
        found |= {f"who:{by}:{word}" for word in victim_words(claim)}
    return found
