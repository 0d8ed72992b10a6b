"""How two places relate: the same, part of one another, apart, or not known; and the keys a place is kept under."""

import math
from functools import lru_cache
from typing import Literal

from agents.ledger.text import alike, skeleton, tokens
from agents.ledger.words import words
from schemas.place import Place

Relation = Literal["same", "part", "within", "unknown", "apart"]
"""part: one is a part or the surroundings of the other; within: one is a province or wider and holds the other."""

NEAR_KM = 8.0  # how far from the middle of its town a camp, an airport or a quarter lies: this project's own choice
_KM_PER_DEGREE = 111.2  # of latitude
_CELL_DEGREES = 0.25


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
    if 3 in (one.precision, other.precision):
        return "apart"
    return _beside(one, other)


def _beside(one: Place, other: Place) -> Relation:
    """How two places of different names relate: an airport and its town, a quarter that no gazetteer has and a town."""
    if describes(one, other) or describes(other, one):
        return "unknown"
    if not (spot(one) or spot(other)):
        return "apart"
    if alike(town(one), other.name) or alike(town(other), one.name):
        return "part"
    if (distance := _km(one, other)) is not None:
        return "part" if distance <= NEAR_KM else "apart"
    return "unknown" if adrift(one) != adrift(other) else "apart"


def adrift(place: Place | None) -> bool:
    """Whether it is some quarter or camp of which nobody knows where it lies: it can be any town's."""
    if place is None or place.geonames_id is not None or place.lat is not None:
        return False
    return spot(place) and "quarter" in _spot_kinds(place.name)


def describes(place: Place, other: Place) -> bool:
    """Whether it is the other place by kind and province alone: "Kordofan town" is a town in West Kordofan."""
    if place.precision == 3 or place.geonames_id is not None or place.lat is not None or other.admin1 is None:
        return False
    *wide, kind = tokens(place.name) or [""]
    return kind in words().descriptions and bool(wide) and set(wide) <= set(tokens(other.admin1))


def spot(place: Place) -> bool:
    """Whether it lies in a town or beside it, by its kind, and has a name of its own."""
    return place.precision != 3 and bool(_spot_kinds(place.name) - {"kind"})


def in_town(place: Place) -> bool:
    """Whether it is one spot in the named town: its high street or centre, and not several, nor what lies around."""
    parts = set(part(place))
    inside = any(word in words().spots or word in ("centre", "neighbourhood") for word in parts)
    inside = inside or bool(parts & (words().buildings | words().shares))
    return inside and not parts & (words().part_counts | {"near", "village", "town", "area", "two"})


def town(place: Place) -> str:
    """The town that a spot is named after, so far as its name tells; empty for other places."""
    return " ".join(word for word in tokens(place.name) if word not in words().spots) if spot(place) else ""


@lru_cache(maxsize=8192)
def _spot_kinds(name: str) -> frozenset[str]:
    return frozenset(words().spots[word] for word in tokens(name) if word in words().spots)


def _km(one: Place, other: Place) -> float | None:
    """Distance of two places that lie some kilometres apart, on a plane; null where one has no position."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    shrunk = math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(one.lat - other.lat, (one.lon - other.lon) * shrunk) * _KM_PER_DEGREE


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
    """Whether both are (parts of) one named place: the same id, or one spelling or nearly, where an id is missing.

    Gazetteers have some towns twice: one spelling within a few kilometres is one town under two ids.
    """
    if one.geonames_id is None or other.geonames_id is None:
        return alike(one.name, other.name) or alike(_plain(one.name), _plain(other.name))
    if one.geonames_id == other.geonames_id:
        return True
    if 3 in (one.precision, other.precision) or not alike(one.name, other.name):
        return False
    distance = _km(one, other)
    return distance is not None and distance <= NEAR_KM


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    """A town's name without the word that says so: "Bilbis village" is Bilbis."""
    left = [word for word in tokens(name) if word not in words().settlements]
    return " ".join(left) or name


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
    """The one that says more: the narrower (a province before its country), then the one with an id, then one with a
    position; else the older.
    """
    if old is None or new is None:
        return old or new
    return new if _worth(new) > _worth(old) else old


def _worth(place: Place) -> tuple[bool, bool, bool, bool]:
    narrow = place.precision != 3
    return narrow, narrow or bool(place.admin1), place.geonames_id is not None, place.lat is not None


def keys(place: Place) -> tuple[str, ...]:
    """Under which an incident at this place is kept: its id, and the skeleton of its name (its country is unknown to
    some reports), and of the town's that it is named after."""
    named = [f"n:{skeleton(name)}" for name in dict.fromkeys((place.name, _plain(place.name), town(place))) if name]
    return tuple(named) if place.geonames_id is None else (f"g:{place.geonames_id}", *named)


def cell(place: Place) -> str | None:
    """The square of the map in which a place lies, as a key; null where its position is unknown or it is wide."""
    if place.precision == 3 or place.lat is None or place.lon is None:
        return None
    return f"{math.floor(place.lat / _CELL_DEGREES)}:{math.floor(place.lon / _CELL_DEGREES)}"


def cells_near(place: Place) -> set[str]:
    """The squares in which something within ``NEAR_KM`` of the place can lie."""
    if place.precision == 3 or place.lat is None or place.lon is None:
        return set()
    high = NEAR_KM / _KM_PER_DEGREE
    wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(place.lat) + high))))
    rows, columns = (
        range(math.floor((at - reach) / _CELL_DEGREES), math.floor((at + reach) / _CELL_DEGREES) + 1)
        for at, reach in ((place.lat, high), (place.lon, wide))
    )
    return {f"{row}:{column}" for row in rows for column in columns}


def whole_country(place: Place | None) -> bool:
    """Whether the place is no more than the country that something happened in."""
    return place is not None and place.precision == 3 and place.country is not None and not place.admin1


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
