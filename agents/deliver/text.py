"""An alert in a person's words, for Slack and e-mail: plain text, pure."""

import functools
import unicodedata
from collections.abc import Mapping
from datetime import date
from importlib import resources

from agents.deliver.choose import ringing_claims
from agents.deliver.state import Message
from schemas.alert import Alert, Incident, Reason, Span
from schemas.claim import Casualty, LocationFall, Number
from schemas.place import Place

REASONS: Mapping[Reason, str] = {
    "first_report": "First report", "corroborated": "Corroborated", "toll_raised": "Toll raised",
    "toll_revised": "Toll revised down", "denied": "Denied", "confirmed": "Confirmed", "reversal": "Reversal",
    "known": "Known already", "background": "Background",
}  # fmt: skip
EFFECTS = ("killed", "injured", "missing", "abducted", "displaced")
STANCES = {"asserted": "stated", "claimed": "claimed, with distance", "denied": "denied"}
MOST_QUOTES = 2


def title(alert: Alert) -> str:
    """ "First report: at least 7 killed, 33 injured · Tal Afar, Iraq"."""
    return clean(f"{REASONS[alert.reason]}: {headline(alert.incident)}")


def message_title(message: Message) -> str:
    """The one alert's title, or how many a digest holds and where they are."""
    if not message.is_digest:
        return title(message.alerts[0])
    places = list(dict.fromkeys(where(alert.incident.place) for alert in message.alerts))
    shown = "; ".join(places[:3]) + ("; …" if len(places) > 3 else "")
    return clean(f"{len(message.alerts)} alerts: {shown}")


def headline(incident: Incident) -> str:
    """What happened and where."""
    if incident.kind == "casualty":
        named = sorted(incident.effects.items(), key=lambda item: (*EFFECTS, item[0]).index(item[0]))
        what = ", ".join(f"{people(number)} {effect}" for effect, number in named) or "harm to people"
    elif incident.taken_by is not None:
        what = f"taken by {incident.taken_by.name}"
        what += f" from {incident.taken_from.name}" if incident.taken_from is not None else ""
    else:
        what = f"lost by {incident.taken_from.name}" if incident.taken_from is not None else "changed hands"
    return f"{what} · {where(incident.place)}"


def facts(alert: Alert) -> list[tuple[str, str]]:
    """Name and text of each line under the headline."""
    incident = alert.incident
    found = [("When", days(incident.time))]
    if claim := next(iter(quoted(alert)), None):
        speaker = f"{claim.said_by.name}, {claim.said_by.type}" if claim.said_by else claim.outlet or "nobody named"
        sure = STANCES[claim.stance] + (f", {claim.verification}" if claim.verification else "")
        found += [("Said by", speaker), ("How sure", f"{sure}; grade {incident.grade}")]
    outlets = f" ({', '.join(incident.outlets)})" if incident.outlets else ""
    counts = [
        (len(incident.articles), "article"), (len(incident.outlets), "outlet"), (len(incident.origins), "origin"),
    ]  # fmt: skip
    found.append(("Known from", ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts) + outlets))
    return [(name, clean(text)) for name, text in found]


def quoted(alert: Alert) -> list[LocationFall | Casualty]:
    """The claims to quote: of what made it ring, each sentence once; for a denial what denies, else what does not."""
    own = list(ringing_claims(alert))
    fitting = [claim for claim in own if (claim.stance == "denied") == (alert.reason == "denied")] or own
    return list({claim.evidence.text: claim for claim in reversed(fitting)}.values())[::-1][:MOST_QUOTES]


def people(number: Number) -> str:
    """A range of people: "7", "at least 7", "up to 40", "7 to 12", "about 100"; words where there is no figure."""
    low, best, high = number.low, number.best, number.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    if high is not None:
        return f"up to {high:,}"
    return f"about {best:,}" if best is not None else number.text or "an unknown number"


def where(place: Place | None) -> str:
    """A place with its country; a part of it, or a wide area, as such."""
    if place is None:
        return "place unknown"
    name = {1: place.name, 2: f"in or near {place.name}", 3: f"{place.name} (wide area)"}[place.precision]
    country = country_name(place.country) if place.country else None
    return f"{name}, {country}" if country and country != place.name else name


@functools.cache
def country_name(iso: str) -> str:
    """A country's name in English, or the code itself where the gazetteer's list has none."""
    table = resources.files("agents").joinpath("tag/data/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[1] for row in rows if row[0] == iso), iso)


def days(span: Span) -> str:
    """ "10 June 2014", "9 June 2014 to 10 June 2014", "before 10 June 2014", "date unknown"."""
    if span.start is not None and span.end is not None:
        return _day(span.start) if span.start == span.end else f"{_day(span.start)} to {_day(span.end)}"
    known = span.start or span.end
    return "date unknown" if known is None else f"{'since' if span.start else 'before'} {_day(known)}"


def clean(text: str) -> str:
    """On one line, without what a terminal or a mail reader would take for an order."""
    line = " ".join(text.split())
    return "".join(ch for ch in line if unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co"))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
