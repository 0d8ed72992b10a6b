"""How two places relate: the same, part of one another, apart, or not known; and the keys a place is kept under."""

from functools import lru_cache
from typing import Literal

from agents.ledger.text import alike, skeleton, tokens
from agents.ledger.words import words
from schemas.place import Place

Relation = Literal["same", "part", "within", "unknown", "apart"]
"""part: one is a part or the surroundings of the other; within: one is a province or wider and holds the other."""


def relation(one: Place | None, other: Place | None) -> Relation:
    """How they relate, for an event that happened at a place: two halves of a town are still that town's."""
    if one is None or other is None:
        return "unknown"
    if _countries_differ(one, other):
        return "apart"
    if same_name(one, other):
        return "same" if part(one) == part(other) else "part"
    if (one.precision == 3 and _holds(one, other)) or (other.precision == 3 and _holds(other, one)):
        return "within"
    return "apart"


def same_place(one: Place | None, other: Place | None) -> bool:
    """Whether both are exactly the same place to hold: two villages in a district are not the district."""
    if one is None or other is None or _countries_differ(one, other) or not same_name(one, other):
        return False
    return (one.precision == 2) == (other.precision == 2) and _same_part(part(one), part(other))


def _same_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both mean one part: the same words, or those of one among the other's, and as many ("two villages")."""
    if one == other:
        return True
    first, second, counts = set(one), set(other), words().part_counts
    nested = bool(one and other) and (first <= second or second <= first)
    return nested and first & counts == second & counts


def same_name(one: Place, other: Place) -> bool:
    """Whether both are (parts of) one named place: the same id, or one spelling or nearly, where an id is missing."""
    if one.geonames_id is not None and other.geonames_id is not None:
        return one.geonames_id == other.geonames_id
    return alike(one.name, other.name)


def part(place: Place) -> tuple[str, ...]:
    """Which part of the named place is meant, in comparable words, sorted; empty for the place itself."""
    if place.precision == 1:
        return ()
    found = _part(place.text, place.name)
    if place.precision == 2:
        return found
    return tuple(word for word in found if word in words().place_parts)  # a province has names in several languages


@lru_cache(maxsize=8192)
def _part(text: str, name: str) -> tuple[str, ...]:
    if alike(text, name):
        return ()
    lists, named = words(), tokens(name)
    left = {
        lists.place_parts.get(word, word)
        for word in tokens(text)
        if word not in lists.place_fillers and not any(word == known or alike(word, known) for known in named)
    }
    return tuple(sorted(left - lists.name_articles))


def better(old: Place | None, new: Place | None) -> Place | None:
    """The one that says more: the narrower, then the one with an id, then the one with a position; else the older."""
    if old is None or new is None:
        return old or new
    return new if _worth(new) > _worth(old) else old


def _worth(place: Place) -> tuple[bool, bool, bool]:
    return place.precision != 3, place.geonames_id is not None, place.lat is not None


def keys(place: Place) -> tuple[str, ...]:
    """Under which an incident at this place is kept: its id, and the skeleton of its name, its country being unknown
    to some reports."""
    named = f"n:{skeleton(place.name)}"
    return (named,) if place.geonames_id is None else (f"g:{place.geonames_id}", named)


def region(place: Place) -> str | None:
    """Country and province, as a key; null where the country is unknown. A whole country has an empty province."""
    if place.country is None:
        return None
    if place.admin1:
        return f"{place.country}:{skeleton(place.admin1)}"
    return f"{place.country}:"


def _countries_differ(one: Place, other: Place) -> bool:
    return one.country is not None and other.country is not None and one.country != other.country


def _holds(wide: Place, narrow: Place) -> bool:
    if wide.country is None or narrow.country is None:
        return False
    if not wide.admin1:
        return True
    return narrow.admin1 is not None and alike(wide.admin1, narrow.admin1)
