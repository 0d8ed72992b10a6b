"""Where places lie that the gazetteer could not pin: in the town, province or country the text puts them in. Pure."""

import re

import msgspec

from agents.tag.compiling import km
from agents.tag.resolve import Context
from agents.tag.support import WITHIN
from agents.tag.tokens import is_beyond
from schemas.place import Feature, Place, PlaceMention

_IN_TOWN: frozenset[Feature] = frozenset({"neighbourhood", "district", "facility", "road", "camp", "base", "crossing"})
"""What has the coordinates of the town it is said to lie in, as near it (precision 2)."""
_IN_DISTRICT: frozenset[Feature] = _IN_TOWN | {"settlement", "other", "hill", "dam", "island"}
"""What has, as near it, the coordinates of the district it is said to lie in."""
_OUTER: frozenset[Feature] = frozenset({"settlement", "province", "district", "country", "neighbourhood"})
_NOWHERE: frozenset[Feature] = frozenset({"region", "water", "country"})
_POSSESSIVE = re.compile(r"(?:['’`]s?|s) (?:[a-z-]+ ){0,2}|s['’] ")
_SENTENCE_END = re.compile(r"[.!?]['’”\")]? (?=[A-Z\"“‘])|\n")
MAX_GAP = 70
FAR_KM = 100.0
"""A camp so far from the one town of its sentence is not the one its name has its pin from."""


def at_home(text: str, mentions: tuple[PlaceMention, ...], context: Context) -> tuple[PlaceMention, ...]:
    """The mentions (sorted), those without a pin of their own with the country, province and town they lie in."""
    found = list(mentions)
    dominant = context.dominant()
    for i in reversed(range(len(found))):  # "X, a village in Y township, Z state": the outer places first
        mention = found[i]
        outer = _outer(text, found, i)
        if outer is not None and _open(mention, outer):
            found[i] = msgspec.structs.replace(mention, place=_inside(mention, outer))
        elif (town := _town_of_camp(text, mentions, i)) is not None:
            found[i] = msgspec.structs.replace(mention, place=_inside(mention, town))
        elif mention.place.lat is None and mention.feature not in _NOWHERE:
            country = mention.place.country
            if country is None or (dominant and not context.share(country)):
                country = dominant or _nearest_country(text, mentions, i)
            place = msgspec.structs.replace(mention.place, country=country)
            found[i] = msgspec.structs.replace(mention, place=place)
            if (
                mention.feature in ("neighbourhood", "camp")
                and (town := _only_town(text, mentions, i, country)) is not None
            ):
                found[i] = msgspec.structs.replace(mention, place=_inside(mention, town))
    return tuple(found)


def _open(mention: PlaceMention, outer: PlaceMention) -> bool:
    """Whether a place may be put into another: it has no pin, or one in another country after a namesake."""
    place = mention.place
    if mention.feature in _NOWHERE or not outer.place.country:
        return False
    own = place.lat is None or (place.name == place.text and mention.feature in _IN_TOWN)
    province = outer.place.admin1
    elsewhere = place.country != outer.place.country or (province is not None and place.admin1 != province)
    return place.geonames_id is None and own and (place.lat is None or elsewhere)


def _outer(text: str, mentions: list[PlaceMention], at: int) -> PlaceMention | None:
    """What the text says a place lies in: "X, a village in Y", "the X quarter of Y", "Y's X quarter"."""
    mention = mentions[at]
    for other in mentions[at + 1 : at + 3]:
        gap = text[mention.end : other.start]
        if len(gap) > MAX_GAP:
            break
        if other.feature in _OUTER and WITHIN.fullmatch(gap) is not None:
            following = mentions[at + 2] if at + 2 < len(mentions) and other is mentions[at + 1] else None
            if other.feature == "country" and following is not None and following.place.country == other.place.country:
                owned = _POSSESSIVE.fullmatch(text[other.end : following.start])
                return following if owned and following.feature in ("province", "district") else other
            return other
    if at:
        before = mentions[at - 1]
        if before.feature in _OUTER and _POSSESSIVE.fullmatch(text[before.end : mention.start]):
            return before
    return None


def _inside(mention: PlaceMention, outer: PlaceMention) -> Place:
    place, around = mention.place, outer.place
    put = msgspec.structs.replace(place, country=around.country, admin1=around.admin1, lat=None, lon=None)
    if outer.feature in ("settlement", "neighbourhood") and mention.feature in _IN_TOWN and around.lat is not None:
        return msgspec.structs.replace(put, lat=around.lat, lon=around.lon, precision=max(2, put.precision))
    if outer.feature == "district" and mention.feature in _IN_DISTRICT and around.precision == 2:
        return msgspec.structs.replace(put, lat=around.lat, lon=around.lon, precision=2)
    return put


def _only_town(text: str, mentions: tuple[PlaceMention, ...], at: int, country: str | None) -> PlaceMention | None:
    """The one town that the sentence names beside a quarter."""
    start, end = _sentence(text, mentions[at])
    towns = {
        m.place.geonames_id or m.place.name: m
        for m in mentions
        if start <= m.start < end
        and m.feature == "settlement"
        and m.place.lat is not None
        and m.place.country == country
    }
    return next(iter(towns.values())) if len(towns) == 1 else None


def _town_of_camp(text: str, mentions: tuple[PlaceMention, ...], at: int) -> PlaceMention | None:
    """The one town that the sentence names beside a camp which only has the pin of a far namesake.

    Camps for displaced people bear the names of where their people came from.
    """
    mention = mentions[at]
    place = mention.place
    named = place.geonames_id is None and place.name == place.text and place.precision == 2
    if mention.feature != "camp" or not named or place.lat is None or place.lon is None:
        return None
    town = _only_town(text, mentions, at, place.country)
    if town is None or town.place.lat is None or town.place.lon is None:
        return None
    far = km(place.lat, place.lon, town.place.lat, town.place.lon) > FAR_KM
    return town if far else None


def _sentence(text: str, mention: PlaceMention) -> tuple[int, int]:
    starts = [match.end() for match in _SENTENCE_END.finditer(text, max(0, mention.start - 400), mention.start)]
    end = _SENTENCE_END.search(text, mention.end, mention.end + 400)
    return starts[-1] if starts else max(0, mention.start - 400), end.start() if end else mention.end + 400


def _nearest_country(text: str, mentions: tuple[PlaceMention, ...], at: int) -> str | None:
    """The country of the nearest place that has one, of the paragraph before others, the earlier of two as near."""
    mention = mentions[at]
    begin, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    near = [
        (
            not begin <= m.start < end,
            min(abs(mention.start - m.end), abs(m.start - mention.end)),
            m.start,
            m.place.country,
        )
        for m in mentions
        if m.place.country and m is not mention and not is_beyond(text, m.start, m.end)
    ]
    return min(near)[3] if near else None
