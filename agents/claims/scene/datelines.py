"""The line a report begins with, "CITY, Country (Agency) -": where it was sent from, perhaps not where it happened."""

import re

from agents.claims.model import Page, Sentence
from agents.claims.reader.context import once
from schemas.place import PlaceMention

_NAME = r"[A-Z][\w'’.-]+"
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:,? [A-Z][\w.]+| and [A-Z][\w.]+| \d{1,2}| \d{4}|,){0,6}"
    r"(?: ?\([^()]{2,30}\))?(?: ?[—–-]|:| --| _| [•·|/»] )"
    rf"|(?:{_NAME} ){{0,2}}{_NAME}(?:, {_NAME}(?: {_NAME})?)? ?\([^()]{{2,30}}\) ?(?:[—–_-]|:| --)"
    rf"|(?:{_NAME} ){{0,2}}{_NAME}, {_NAME}(?: {_NAME})? ?[—–_]"
    r"|(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}) ?\([A-Z][^()]{2,40}\) ?(?:[—–-]|--)"
)
"""In capitals; else with the agency in brackets, or with a country and a dash; or in brackets behind the date."""


_WIRE = re.compile(
    r"[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:,? [A-Z][\w.]+){0,2} ?(?:\([^()]{2,30}\) ?(?:[—–_-]|--)|[—–_])"
)
"""A dateline with its agency or a long dash, below a second headline, too: "BEIRUT (AP) —", "RENO, Nev. –"."""
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
    if found is None and text.count(" ") >= LONG:
        found = _COLON.match(text)
    return found.end() if found is not None else 0


_COLON = re.compile(rf"{_NAME}(?: {_NAME})? ?: (?=[A-Z])")
"""As Indian papers have it: "Guwahati: Ten people …", before a whole sentence."""
LONG = 18
"""Words of a sentence that has such a dateline, at least: "Omagh: the death toll is now 28" is where it was."""


_PARTS = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?"
_IN_A_PART = re.compile(
    rf"\b(?:in|off|across|of|from|to) (?:the|its|an?|[\w’']+['’]s) (?:[\w'’-]+ ){{0,2}}{_PARTS}\b"
    r"(?! of (?:the|its) (?:city|capital|town))"
    r"|\b(?:near|along) (?:the|its|[\w’']+['’]s) (?:[\w'’-]+ ){0,2}(?:borders?|frontier)\b",
    re.I,
)
"""A part of a country in which the lead says that it was: "in the restive north", "off the island's northern tip",
"near the border with X"."""
_PART_OF = re.compile(rf"\b(?:in|across) (?:{_PARTS}|central)\s\Z")
LEAD = 2
"""Sentences of the text, its headline apart, in which a report says where its event was."""


def in_a_part(page: Page) -> bool:
    """Whether the lead says that it was in a part of the country, so that the dateline's town is not the place."""
    if not page.sentences:
        return False
    return once(page.sentences[0], "in a part", lambda: _in_a_part(page))


def _in_a_part(page: Page) -> bool:
    lead = [sentence for sentence in page.sentences[: LEAD + 1] if sentence.block != "title"][:LEAD]
    return any(_IN_A_PART.search(sentence.text) is not None or _part_named(page, sentence) for sentence in lead)


def _part_named(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence says that it was in a part of a country that it names: "a massacre in central Mexico"."""
    lands = (m for m in page.places_in(sentence.start, sentence.end) if m.feature == "country")
    return any(_PART_OF.search(sentence.text[: m.start - sentence.start]) is not None for m in lands)


def abroad_dateline(page: Page, mention: PlaceMention) -> bool:
    """Whether a report is only sent from a place in another country than that of its events: "NAIROBI - Somali …"."""
    elsewhere = page.theatre is not None and mention.place.country not in (None, page.theatre)
    return elsewhere and in_dateline(page, mention.start)
