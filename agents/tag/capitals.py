"""Capitals named by their country or province alone: "the West Kordofan state capital", "the Somali capital". Pure."""

import re
from collections.abc import Mapping
from pathlib import Path

from agents.tag.gazetteer import Candidate, Gazetteer
from agents.tag.resolve import place_of
from agents.tag.tables import DATA, read_tsv, split_names
from agents.tag.text import fold
from schemas.place import PlaceMention

SEAT_COLUMNS = ("country", "admin1", "town", "peoples")
_KIND = r"(?:provincial|regional|state|district|departmental|administrative|oblast) "
_AFTER = re.compile(rf"(?:['’]s)? (?:{_KIND})?capital\b(?! (?:of|city|[a-z]+ of)\b)")
_OF = re.compile(rf"(?<![\w-])(?:{_KIND})?capital(?: city)? of (?:the )?(?:[a-z-]+ ){{0,3}}$")
_ALONE = re.compile(rf"\bthe (?P<name>{_KIND}capital)\b(?! of\b)")
_PEOPLE = re.compile(r"\b[Tt]he (?P<name>(?P<people>[A-Z][\w-]+(?: [A-Z][\w-]+)?) capital)\b")
_OWN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]cross|[Aa]round|entered|reached|shook|rocked|hit) the (?P<name>capital)\b"
)
"""The capital of the country that the text is about."""
_MONEY = re.compile(
    r" (?:flows?|markets?|gains?|investments?|punishment|goods|spending|controls?|outlays?|account|stock|city of)\b"
)
_OTHER_CAPITAL = re.compile(
    r" (?:of|cities|region|province|district|area|base|structure|requirements?|needed|raised|raising|increase|adequacy|"
    r"campaign|letters?|budget|stock|ratio|position|expenditure|cases?|crimes?|offen[cs]es?)\b"
)
_NAMED_AFTER = re.compile(r",? (?:city )?(?:named |called |of )?(?:al-|el-|the )?(?![A-Z]{2,}\b)[A-Z]")
_NAMED_BEFORE = re.compile(
    r",? ?\(?(?:which is |now |then |once |also )?(?:the |a |its |as |as the )?(?:[a-z-]+ ){0,2}"
)
LAST_PROVINCE_CHARS = 400


class Capitals:
    """Finds them; holds the capitals of countries and provinces."""

    def __init__(self, gazetteer: Gazetteer, demonyms: Mapping[str, str], data: Path = DATA) -> None:
        self._seats = _seats(gazetteer, data)
        self._peoples: dict[str, tuple[str, str | None]] = {name: (iso, None) for name, iso in demonyms.items()}
        for _, (country, province, _town, peoples) in read_tsv(data / "seats.tsv", SEAT_COLUMNS):
            self._peoples.update({fold(name): (country, province) for name in split_names(peoples)})

    def find(self, text: str, mentions: list[PlaceMention], country: str | None = None) -> list[PlaceMention]:
        """Mentions of capitals in a text; one that begins at a province's mention or holds it stands for that too.

        country: the one that the text points to most, whose capital is "the capital".
        """
        if "capital" not in text:
            return []
        found = [*self._of_places(text, mentions), *self._of_peoples(text), *self._alone(text, mentions)]
        found += self._own(text, country, mentions)
        return [mention for mention in found if not _named_beside(text, mention, mentions)]

    def _of_places(self, text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
        found = []
        for mention in mentions:
            if mention.feature not in ("province", "country") or mention.place.country is None:
                continue
            seat = self._seats.get((mention.place.country, mention.place.admin1))
            if seat is None:
                continue
            after = _AFTER.match(text, mention.end)
            if after is not None and not _MONEY.match(text, after.end()):
                found.append(_mention(text, mention.start, after.end(), seat))
            before = _OF.search(text[max(0, mention.start - 60) : mention.start])
            if before is not None:
                start = mention.start - (before.end() - before.start())
                found.append(_mention(text, start, mention.end, seat))
        return found

    def _of_peoples(self, text: str) -> list[PlaceMention]:
        found = []
        for match in _PEOPLE.finditer(text):
            seat = self._seats.get(self._peoples.get(fold(match.group("people")), ("", None)))
            if seat is not None and not _MONEY.match(text, match.end()):
                found.append(_mention(text, match.start("name"), match.end("name"), seat))
        return found

    def _own(self, text: str, country: str | None, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """ "In the capital", of the country that the text is about; of a province where it names that alone."""
        first = next((m for m in mentions[:1] if m.feature in ("province", "region")), None)
        alone = first is not None and first.place.country == country
        province = None
        if first is not None and alone and not any(m.feature == "country" for m in mentions):
            province = first.place.admin1 or first.place.name
        seat = self._seats.get((country or "", province))
        if seat is None:
            return []
        own = (match for match in _OWN.finditer(text) if not _OTHER_CAPITAL.match(text, match.end()))
        return [_mention(text, match.start("name"), match.end("name"), seat) for match in own]

    def _alone(self, text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """ "the provincial capital", of the province that the paragraph named last."""
        found = []
        for match in _ALONE.finditer(text):
            earliest = max(text.rfind("\n", 0, match.start()), match.start() - LAST_PROVINCE_CHARS)
            last = [m for m in mentions if earliest <= m.start and m.end <= match.start()]
            provinces = [m for m in last if m.feature == "province"]
            town_since = bool(provinces) and any(
                m.feature == "settlement" and m.start > provinces[-1].end for m in last
            )
            if provinces and not town_since:
                place = provinces[-1].place
                seat = self._seats.get((place.country or "", place.admin1))
                if seat is not None:
                    found.append(_mention(text, match.start("name"), match.end("name"), seat))
        return found


def _mention(text: str, start: int, end: int, seat: Candidate) -> PlaceMention:
    return PlaceMention(start=start, end=end, feature="settlement", place=place_of(seat, text[start:end]))


def _named_beside(text: str, capital: PlaceMention, mentions: list[PlaceMention]) -> bool:
    """Whether the town is named right before or after: "Nyala, the capital of South Darfur", "the capital, Nyala"."""
    if _NAMED_AFTER.match(text, capital.end):
        return True
    return any(
        m.end <= capital.start <= m.end + 60
        and m.feature == "settlement"
        and _NAMED_BEFORE.fullmatch(text[m.end : capital.start]) is not None
        for m in mentions
    )


def _seats(gazetteer: Gazetteer, data: Path) -> dict[tuple[str, str | None], Candidate]:
    """Capitals by country and province (null: of the country): ours, else the town that bears its province's name."""
    seats: dict[tuple[str, str | None], Candidate] = {}
    for _, row in read_tsv(data / "admin1.tsv", ("country", "code", "name", "aliases", "lat", "lon")):
        country, _, province, *_ = row
        _add(seats, gazetteer, (country, province), province)
    for _, (country, province, town, _peoples) in read_tsv(data / "seats.tsv", SEAT_COLUMNS):
        _add(seats, gazetteer, (country, province), town)
    for _, row in read_tsv(data / "countries.tsv", ("iso", "name", "aliases", "demonyms", "capital")):
        towns = [c for c in gazetteer.lookup(row[4]) if c.capital and c.country == row[0]]
        if towns:
            seats[row[0], None] = towns[0]
    return seats


def _add(seats: dict[tuple[str, str | None], Candidate], gazetteer: Gazetteer, at: tuple[str, str], town: str) -> None:
    towns = [c for c in gazetteer.lookup(town) if (c.country, c.admin1) == at and c.feature == "settlement"]
    if towns:
        seats[at] = max(towns, key=lambda c: (c.population, -c.row))
