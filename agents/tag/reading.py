"""What was read of a text's runs of capitals: names found, names unknown, and who is somebody. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from agents.tag.names import Name
from agents.tag.tokens import LineKind, Token
from agents.tag.words import Words

Label = Literal[
    "place", "demonym", "modifier", "head", "title", "first", "organisation", "function", "common", "unknown"
]


@dataclass(slots=True)
class Found:
    """A name that may be a place: span, what it can mean, kind of its line, first and last of its words."""

    start: int
    end: int
    name: Name
    line: LineKind
    first: int
    last: int
    possessive: bool = False


@dataclass(slots=True)
class Unknown:
    """Capitalised words that the gazetteer lacks: a place only where the text says so ("the X dam", "in X").

    whole: a run that holds a word known otherwise (wholes.py); given: it begins like a person's name, or holds the name
    of a well-known place.
    """

    start: int
    end: int
    line: LineKind
    first: int
    last: int
    whole: bool = False
    given: bool = False
    possessive: bool = False


@dataclass(slots=True)
class Reading:
    """All runs of a text, read: names in order, unknown words, and who is named as a person or an organisation."""

    found: list[Found] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    demonyms: Counter[str] = field(default_factory=Counter)
    persons: set[str] = field(default_factory=set)
    perhaps_persons: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)


def contains(outer: Token | Found, inner: Token | Found) -> bool:
    """Two places in a row are both meant where the second is the first one's country or province ("Aleppo Syria")."""
    if not (isinstance(outer, Found) and isinstance(inner, Found)):
        return False
    around = outer.name.best
    if around.feature not in ("country", "province", "region") or inner.name.kind in ("person", "word"):
        return False
    return around.country in inner.name.countries


def well_known(part: Found) -> bool:
    """Whether a place is a country, a province or a city of some size."""
    best = part.name.best
    wide = best.feature in ("country", "province", "region")
    return part.name.kind == "sure" and (wide or best.population >= 100_000)


def beside(one: Token | Found, other: Token | Found) -> bool:
    """Two places of one country in a row are both meant, too: of a list whose commas were lost, or a village's town.

    Not a smaller one behind a bigger one: "Paris Saint-Germain".
    """
    if not (isinstance(one, Found) and isinstance(other, Found)):
        return False
    sure = one.name.kind == other.name.kind == "sure" and one.name.best.country == other.name.best.country
    bigger = other.name.best.population >= one.name.best.population
    return sure and (bigger or (well_known(one) and well_known(other)))


def borders(words: Words, part: Token) -> bool:
    """Whether it is a country's border that is meant, on which another country's places lie: "on the Libyan border"."""
    return part.last + 1 < len(words) and words.keys[part.last + 1] in ("border", "frontier")


def word(text: str, part: Token | Found) -> str:
    """A part of a run as written."""
    return text[part.start : part.end]
