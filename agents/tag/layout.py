"""Layout of the compiled table: header, rows, names, key offsets, postings; all little-endian, read through mmap."""

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agents.tag.compiling import Item

FORMAT = 3
MAGIC = b"TOCSINGZ"
PRIMARY, ALIAS, ALTERNATE, SKELETON = range(4)
"""Quality of a name: the place's own, an alias of our tables, another name in GeoNames, a like-sounding spelling."""
CAPITAL, CURATED = 1, 2
NONE = 0xFFFF
ROW = struct.Struct("<IiiIIHHHBB")
"""geonames_id, lat and lon in 1e-5 degrees, population, name offset, name length, country, admin1, feature, flags."""
HEAD = struct.Struct("<8sI")


def trie_name(stamp: str) -> str:
    """File name of the trie."""
    return f"gazetteer-{stamp}.trie.bin"


def table_name(stamp: str) -> str:
    """File name of the table."""
    return f"gazetteer-{stamp}.table.bin"


def pack(items: list["Item"], admin1: list[str], postings: list[list[int]], stamp: str) -> bytes:
    """The table as bytes; ``postings`` by key id."""
    from agents.tag.compiling import FEATURES

    countries = sorted({item.country for item in items if item.country})
    country_at = {iso: i for i, iso in enumerate(countries)}
    admin1_at = {name: i for i, name in enumerate(admin1)}
    rows, names = bytearray(), bytearray()
    for item in items:
        name = item.name.encode()
        rows += ROW.pack(
            item.geonames_id, round(item.lat * 1e5), round(item.lon * 1e5), min(item.population, 0xFFFFFFFF),
            len(names), len(name), country_at[item.country] if item.country else NONE,
            admin1_at[item.admin1] if item.admin1 else NONE, FEATURES.index(item.feature), item.flags,
        )  # fmt: skip
        names += name
    offsets, flat = [0], []
    for posting in postings:
        flat += posting
        offsets.append(len(flat))
    sections = [bytes(rows), bytes(names), _words(offsets), _words(flat)]
    return _assemble(sections, {"stamp": stamp, "countries": countries, "admin1": admin1, "rows": len(items)})


def _words(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _assemble(sections: list[bytes], header: dict[str, Any]) -> bytes:
    def plan(start: int) -> list[tuple[int, int]]:
        spans = []
        for section in sections:
            spans.append((start, len(section)))
            start += len(section) + -len(section) % 4
        return spans

    body = b"".join(section + b"\0" * (-len(section) % 4) for section in sections)
    start = 0
    while True:  # the header holds the spans, whose digits decide the header's own length
        text = json.dumps({**header, "spans": plan(start)}, separators=(",", ":")).encode()
        text += b" " * (-(len(text) + HEAD.size) % 4)
        if HEAD.size + len(text) == start:
            return HEAD.pack(MAGIC, len(text)) + text + body
        start = HEAD.size + len(text)
