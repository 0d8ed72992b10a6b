"""Records in a person's words: the same on the terminal, on the desk, in Slack and in e-mail. Pure."""

import functools
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any

from schemas.actor import Actor, Speaker
from schemas.alert import Alert, Incident, Span
from schemas.claim import Claim, Number
from schemas.place import Place

STANCES = {"asserted": "stated", "claimed": "claimed, with distance", "denied": "denied"}
VERIFICATIONS = {"verified": "verified", "unverified": "not verified", "contested": "contested"}
SENTENCES = 2  # enough to judge by; the whole record is one command away
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
EFFECTS = ("killed", "injured", "missing", "abducted", "displaced")


def people(number: Number) -> str:
    """A range of people: "7", "at least 7", "up to 40", "7 to 12", "about 100"; words where there is no figure."""
    low, best, high = number.low, number.best, number.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    if high is not None:
        return f"up to {high:,}"
    if best is not None:
        return f"about {best:,}"
    return number.text or "an unknown number"


def effects(numbers: Mapping[str, Number]) -> str:
    """ "7 to 12 killed, at least 30 injured", the gravest first."""
    named = sorted(numbers.items(), key=lambda item: EFFECTS.index(item[0]) if item[0] in EFFECTS else len(EFFECTS))
    return ", ".join(f"{people(number)} {effect}" for effect, number in named)


def where(place: Place | None) -> str:
    """A place with its country: "Mosul, Iraq", "two villages in Adhaim, Iraq", "Diyala (wide area), Iraq"."""
    if place is None:
        return "place unknown"
    name = place.name
    if place.precision == 2:
        name = place.text if place.name.casefold() in place.text.casefold() else f"{place.text} (near {place.name})"
    elif place.precision == 3:
        name = f"{place.name} (wide area)"
    country = country_name(place.country) if place.country else None
    return f"{name}, {country}" if country and country != place.name else name


@functools.cache
def country_name(iso: str) -> str:
    """A country's name in English, or the code itself where the gazetteer has none."""
    table = resources.files("agents.tag").joinpath("data/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[1] for row in rows if row[0] == iso), iso)


def days(span: Span) -> str:
    """ "10 June 2014", "9 to 10 June 2014", "before 10 June 2014", "date unknown"."""
    if span.start is None and span.end is None:
        return "date unknown"
    if span.start is None or span.end is None:
        known = span.start or span.end
        assert known is not None
        return f"{'since' if span.start else 'before'} {day(known)}"
    if span.start == span.end:
        return day(span.start)
    if (span.start.year, span.start.month) == (span.end.year, span.end.month):
        return f"{span.start.day} to {day(span.end)}"
    return f"{day(span.start)} to {day(span.end)}"


def brief_days(span: Span) -> str:
    """The same for a table: "9–10 Jun 2014"."""
    start, end = span.start or span.end, span.end or span.start
    if start is None or end is None:
        return "unknown"
    if start == end:
        return f"{start.day} {start:%b %Y}"
    first = f"{start.day}" if (start.year, start.month) == (end.year, end.month) else f"{start.day} {start:%b}"
    return f"{first}–{end.day} {end:%b %Y}"


def day(value: date) -> str:
    """A day as people write it: "9 June 2014"."""
    return f"{value.day} {value:%B %Y}"


def speaker(said_by: Speaker | None, outlet: str | None) -> str:
    """Who says so: the person or body with its kind, else the outlet in its own voice."""
    if said_by is None:
        return f"{outlet or 'the report'}, in its own voice"
    told = ARTICLE.sub("", said_by.text)
    alias = f" ({said_by.text})" if told.casefold() != said_by.name.casefold() else ""
    return f"{said_by.name}{alias}, {said_by.type}"


def headline(incident: Incident) -> str:
    """What happened, where, and by whom, in one line."""
    place = where(incident.place)
    if incident.kind == "casualty":
        by = f", by {incident.taken_by.name}" if incident.taken_by else ""
        return f"{effects(incident.effects) or 'people came to harm'} · {place}{by}"
    return f"{place}{_holder(' taken by ', incident.taken_by)}{_holder(' from ', incident.taken_from)}" + (
        "" if incident.taken_by else " changed hands"
    )


def _holder(preposition: str, actor: Actor | None) -> str:
    return f"{preposition}{actor.name}" if actor else ""


def printable(text: str) -> str:
    """The text without what could steer a terminal or turn its direction: articles are written by strangers."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Co", "Cs"))


def sources(incident: Incident) -> str:
    """Articles, outlets and origins apart, with names; only "1 article (Desk)" where there is nothing to tell apart."""
    articles = count(len(incident.articles), "article")
    outlets, origins = ", ".join(incident.outlets), ", ".join(incident.origins)
    if len(incident.outlets) == 1 and origins in ("", outlets):
        return f"{articles} ({outlets})"
    parts = [articles]
    if outlets:
        parts.append(f"{count(len(incident.outlets), 'outlet')} ({outlets})")
    if origins:
        parts.append(f"{count(len(incident.origins), 'independent origin')} ({origins})")
    return " · ".join(parts)


def count(number: int, noun: str) -> str:
    """ "1 outlet", "2 outlets"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def how_sure(claim: Claim) -> str:
    """The stance, and what the article says of having checked: "claimed, with distance · not verified"."""
    checked = f" · {VERIFICATIONS[claim.verification]}" if claim.verification else ""
    return f"{STANCES[claim.stance]}{checked}"


def ringing_claims(alert: Alert) -> list[Claim]:
    """The claims of the article that made it ring; all claims where none of it is left."""
    return [claim for claim in alert.claims if claim.article_id == alert.rung_by] or list(alert.claims)


def leading_claims(alert: Alert) -> list[Claim]:
    """The claims to show: those of the article that made it ring, one for each sentence, at most a few.

    A denial is shown by what denies, anything else by what asserts, where there is such a claim.
    """
    own = ringing_claims(alert)
    fitting = [claim for claim in own if (claim.stance == "denied") == (alert.reason == "denied")]
    by_sentence = {claim.evidence.text: claim for claim in reversed(fitting or own)}
    return list(reversed(by_sentence.values()))[:SENTENCES]


def changes(changed: Mapping[str, Any], prefix: str = "") -> str:
    """What differs from the last alert: "killed: 7 → 12; grade: weak → fair"."""
    parts = []
    for name, value in changed.items():
        path = "" if name == "effects" else f"{prefix} {name}".strip()
        if isinstance(value, Mapping) and {"old", "new"} <= value.keys():
            parts.append(f"{path}: {_plain(value['old'])} → {_plain(value['new'])}")
        elif isinstance(value, Mapping):
            parts.append(changes(value, path))
        else:
            parts.append(f"{path}: {_plain(value)}")
    return "; ".join(part for part in parts if part)


def _plain(value: Any) -> str:
    """A value of ``changed``: a number record as a range, a list by its members, null as "unknown"."""
    if isinstance(value, Mapping):
        if value.keys() >= {"low", "best", "high"}:
            return people(Number(**{name: value.get(name) for name in ("text", "low", "best", "high")}))
        return ", ".join(f"{name} {_plain(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or "none"
    return "unknown" if value is None else str(value)
