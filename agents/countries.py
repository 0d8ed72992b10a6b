"""Which countries a short text names, by their name, their people or their seat of power: "Russian forces", "Kyiv"."""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "tag" / "data" / "countries.tsv"
_SEATS = {
    "pentagon": "US",
    "white house": "US",
    "centcom": "US",
    "africom": "US",
    "kremlin": "RU",
    "downing street": "GB",
}
"""Where a country is ruled from, beside its capital."""
_LONGEST = 5
"""Words of a country's name, at most: "Democratic Republic of the Congo"."""


@lru_cache(maxsize=8192)
def countries_in(text: str) -> frozenset[str]:
    """ISO codes of the countries that a name or a speaker's description has, the longest name first."""
    known, told, found = _known(), _words(text), set()
    n = 0
    while n < len(told):
        taken = next((k for k in range(_LONGEST, 0, -1) if " ".join(told[n : n + k]) in known), 0)
        if taken:
            found.add(known[" ".join(told[n : n + taken])])
        n += taken or 1
    return frozenset(found)


@cache
def ruled_from() -> dict[str, str]:
    """Capitals in lower case -> the country that is ruled from there, by name: "kyiv" -> "Ukraine"."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["capital"].lower(): row["name"] for row in rows if row["capital"]}


@cache
def _known() -> dict[str, str]:
    """Folded names -> ISO code: a country's names go before the capital of another (Guatemala, Panama)."""
    capitals: dict[str, str] = {}
    names: dict[str, str] = {}
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for field in ("name", "aliases", "demonyms"):
                names |= {" ".join(_words(name)): row["iso"] for name in row[field].split("|") if name.strip()}
            capitals[" ".join(_words(row["capital"]))] = row["iso"]
    return {name: iso for name, iso in (_SEATS | capitals | names).items() if name}


def _words(text: str) -> list[str]:
    """The words in lower case, without accents, full stops and a possessive's ending."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"\w+", re.sub(r"['’]s\b", "", plain.casefold().replace(".", "")))
