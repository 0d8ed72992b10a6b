"""Places as the claim contract has them, and their mentions in a text."""

from typing import Literal

from schemas.base import Offset, Record

Feature = Literal[
    "settlement", "country", "province", "district", "region", "road", "hill", "base", "dam", "airport",
    "crossing", "facility", "neighbourhood", "camp", "island", "water", "other",
]  # fmt: skip


class Place(Record, frozen=True, kw_only=True):
    """A place: text as written, name canonical; degrees WGS 84; ACLED precision (1 exact, 2 near or part, 3 wide).

    geonames_id is null for places of our own supplement; lat and lon are null where the name could not be settled.
    """

    text: str
    name: str
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Literal[1, 2, 3] = 1


class PlaceMention(Record, frozen=True, kw_only=True):
    """[start, end) of the clean text names this place; ``alternatives`` is what else the name could be."""

    start: Offset
    end: Offset
    feature: Feature
    place: Place
    alternatives: tuple[Place, ...] = ()
