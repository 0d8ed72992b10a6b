"""Time expressions of a sentence, resolved against the day of publication: "yesterday", "on Sunday", "since June"."""

import re
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from agents.claims.language.date_forms import forms_in
from agents.claims.language.dates import within
from agents.claims.words import listed

_SINCE = re.compile(r"\b[Ss]ince\b(?:\s+[\w’'-]+){0,7}\s*\Z")
_BESIDE = re.compile(r",? (?:(?:on|of) )?(?:early |late )?")


class When(Struct, frozen=True):
    """A time expression: [start, end) of the sentence; age of its first and last day in days, null where open."""

    text: str
    start: int
    end: int
    oldest: int | None
    newest: int | None
    since: bool = False
    said: bool = False
    """It dates what was said, not what happened: the event lies on that day or before it."""
    lasting: bool = False
    """It tells how long a count took to come about, up to now: "280,000 in eight days"."""


def expressions(text: str, published: date | None) -> list[When]:
    """All time expressions of a sentence in order, the longest where they overlap."""
    return list(_expressions(text, published))


@lru_cache(maxsize=256)
def _expressions(text: str, published: date | None) -> tuple[When, ...]:
    """Asked for each claim near a sentence."""
    found: list[When] = []
    for _, pattern, resolve in forms_in(text):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and match.end() > other.start for other in found):
                continue
            span = resolve(match, published)
            if span is not None:
                # "since 2011", "since the war began in 2011"
                since = match.group().lower().startswith("since ") or _SINCE.search(text, 0, match.start()) is not None
                lasting = resolve is within and " the " not in match.group().lower()
                told = match.group().rstrip(",")  # "7 October, and …": the comma parts what follows
                found.append(When(told, match.start(), match.start() + len(told), *span, since, lasting=lasting))
    return tuple(_with_their_day(sorted(found, key=lambda when: when.start), text))


def _with_their_day(found: list[When], text: str) -> list[When]:
    """The expressions (sorted), a part of a day beside its day as one: "at dawn on Thursday" is Thursday's."""
    out: list[When] = []
    for when in found:
        before = out[-1] if out else None
        if before is not None and _BESIDE.fullmatch(text, before.end, when.start):
            day = when if _is_part(before) else before if _is_part(when) else None
            if day is not None and day.oldest == day.newest and not day.since:
                out[-1] = replace(day, text=text[before.start : when.end], start=before.start, end=when.end)
                continue
        out.append(when)
    return out


def _is_part(when: When) -> bool:
    return when.text.lower() in listed("parts_of_day")
