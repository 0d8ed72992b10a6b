"""The line a report begins with, "CITY, Country (Agency) -": where it was sent from, perhaps not where it happened."""

import re

from agents.claims.model import Page
from agents.claims.reader.context import once
from schemas.place import PlaceMention

_NAME = r"[A-Z][\w'’.-]+"
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:,? [A-Z][\w.]+| \d{1,2}| \d{4}|,){0,6}"
    r"(?: ?\([^()]{2,30}\))?(?: ?[—–-]|:| --)"
    rf"|(?:{_NAME} ){{0,2}}{_NAME}(?:, {_NAME}(?: {_NAME})?)? ?\([^()]{{2,30}}\) ?(?:[—–-]|:| --)"
    rf"|(?:{_NAME} ){{0,2}}{_NAME}, {_NAME}(?: {_NAME})? ?[—–]"
)
"""In capitals; else with the agency in brackets, or with a country and a dash."""


_WIRE = re.compile(r"[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:,? [A-Z][\w.]+){0,2} ?\([^()]{2,30}\) ?(?:[—–-]|--)")
"""A dateline with its agency, which stands below a second headline, too: "BEIRUT (AP) —"."""
OPENING = 4


def in_dateline(page: Page, position: int) -> bool:
    """Whether a place stands in the "CITY, Country (Agency) -" that the article begins with, under its headline."""
    if not page.sentences:
        return False
    first = page.sentence_at(position)
    if any(before.block != "title" for before in page.sentences[: first.index][-2:]):
        wired = first.index < OPENING and _WIRE.match(first.text[:80]) is not None
        if not wired:
            return False
    return position < first.start + once(first, "dateline", lambda: _dateline(first.text))


def _dateline(text: str) -> int:
    """Where the dateline at the beginning of a text ends; 0 where there is none."""
    found = _DATELINE.match(text[:80])
    return found.end() if found is not None else 0


def abroad_dateline(page: Page, mention: PlaceMention) -> bool:
    """Whether a report is only sent from a place in another country than that of its events: "NAIROBI - Somali …"."""
    elsewhere = page.theatre is not None and mention.place.country not in (None, page.theatre)
    return elsewhere and in_dateline(page, mention.start)
