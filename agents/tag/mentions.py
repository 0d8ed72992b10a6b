"""Mentions of places as the wire has them: settled, near a settled one, or without a pin. Pure."""

import re

from agents.tag.gazetteer import Candidate
from agents.tag.resolve import HINT_SHARE, Choice, Context, place_of, precision, unlisted
from schemas.place import Feature, Place, PlaceMention


def mention_of(start: int, end: int, written: str, choice: Choice) -> PlaceMention:
    """A mention with the meaning chosen; where none was, the text alone, without coordinates."""
    others = tuple(place_of(other, written) for other in choice.others[:3])
    if choice.chosen is not None:
        place, feature = place_of(choice.chosen, written), choice.chosen.feature
    else:
        country = None if choice.abroad else _shared(choice.others)
        place = Place(text=written, name=written, country=country)
        feature = choice.others[0].feature if choice.others and not choice.abroad else "settlement"
    return PlaceMention(start=start, end=end, feature=feature, place=place, alternatives=others)


def near(
    start: int, end: int, written: str, kind: Feature, choice: Choice, context: Context, known: bool
) -> PlaceMention:
    """A thing named after a place that the gazetteer lacks: near that place, not the place itself.

    known: the place is one that readers know by its name alone, so that it may lie where the text otherwise is not.
    """
    chosen = choice.chosen
    wide = unlisted(kind)
    foreign = chosen is not None and context.share(chosen.country) < HINT_SHARE
    foreign = foreign and (kind == "neighbourhood" or (not known and bool(context.countries)))
    if chosen is None or foreign or chosen.feature in ("country", "region", "water"):
        country = (
            context.dominant() if foreign or choice.abroad else chosen.country if chosen else _shared(choice.others)
        )
        place = Place(text=written, name=written, country=country, precision=max(2, wide))
    else:
        place = Place(
            text=written, name=written, country=chosen.country, admin1=chosen.admin1,
            lat=chosen.lat, lon=chosen.lon, precision=max(2, wide),
        )  # fmt: skip
    return PlaceMention(start=start, end=end, feature=kind, place=place)


_NUMBERED = re.compile(
    r"\b(?:(?P<road>[A-Z]{1,2}-?\d{1,3}(?= (?:highway|motorway|road)\b)|(?:Highway|Route) \d{1,3})"
    r"|(?P<hill>(?:Hill|Height|Point) \d{2,4}))(?: (?:highway|motorway|road)\b)?(?![\w-])"
)


_FACILITY = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Oo]utside|[Aa]long|[Ii]nside|[Aa]round|[Bb]eside|behind|into|of|over|captured|seized|"
    r"stormed|took|retook|retaken|overran|attacked|struck|hit|bombed|shelled|burned) (?:the |its )?|['’]s )"
    r"(?P<name>(?:St\.? [A-Z]\w+['’]s (?:[A-Z][\w’-]+ ){0,3}|(?:[A-Z][\w’-]+ ){1,4})"
    r"(?:Temple|Tower|Towers|Prospect|Monastery|Citadel|Avenue|"
    r"Road|Boulevard|Square|Market|Hotel|Cafe|Café|Bridge|Hospital|School|Street|"
    r"Mosque|Church|Cathedral|Stadium|Station|Terminus|Prison|Mall|Theatre|Palace|Tunnel|Highway|Park|Camp|Barracks|"
    r"Seminary|Hall|Compound|Plaza|Arena|Airport|Clinic|University(?: College)?|College|Academy|Polytechnic))\b"
)
_SCHOLAR = re.compile(
    r"\b(?:professors?|lecturers?|experts?|analysts?|fellows?|research\w*|historians?|scholars?|scientists?|studied|studies|"
    r"teaches|taught|degree|graduate[ds]?|dean|department|centre|center|institute|school|programme|program)"
    r"(?: of [\w ]{1,30})?(?:,? (?:at|in|from))?(?: the)? $"
)
"""Before the name of a university: one of its people, who is elsewhere."""


def numbered(text: str, country: str | None) -> list[PlaceMention]:
    """Roads and hills known by a number ("the M4 highway", "Hill 1171"): places, but on no map of ours."""
    mentions = []
    for match in _NUMBERED.finditer(text):
        feature: Feature = "road" if match.group("road") else "hill"
        written = match.group()
        place = Place(text=written, name=written, country=country, precision=precision(feature))
        mentions.append(PlaceMention(start=match.start(), end=match.end(), feature=feature, place=place))
    return mentions


_DEDICATED = re.compile(
    r"\b(?P<name>(?:(?:Church|Cathedral|Monastery|Convent) of (?:the )?(?:St\.?|Saint|Our|Holy|Sacred) "
    r"[A-Z]\w+(?: [A-Z]\w+)?|"
    r"Palace of [A-Z]\w+|(?:School|Hospital|Prison|Mine) (?:No\.?|Number) ?\d+|"
    r"Ministry of [A-Z]\w+(?: and [A-Z]\w+)? (?:building|headquarters|compound)))"
)


def facilities(text: str, country: str | None) -> list[PlaceMention]:
    """Squares and buildings by name ("at the Leopold Cafe", "in Tahrir Square"): facilities, on no map of ours."""
    mentions = []
    for match in [*_FACILITY.finditer(text), *_DEDICATED.finditer(text)]:
        written = match.group("name")
        if _SCHOLAR.search(text[max(0, match.start("name") - 60) : match.start("name")]):
            continue
        place = Place(text=written, name=written, country=country, precision=precision("facility"))
        mentions.append(PlaceMention(start=match.start("name"), end=match.end("name"), feature="facility", place=place))
    return mentions


def _shared(candidates: tuple[Candidate, ...]) -> str | None:
    countries = {candidate.country for candidate in candidates}
    return countries.pop() if len(countries) == 1 else None
