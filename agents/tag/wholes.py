"""Names of several words that the gazetteer lacks as a whole, though it may know one of their words. Pure.

"Jisr al-Shigour", "Wad Banda", "Thin Gan Nyi Naung": one word is a village far away, a surname or an English word. What
stands around such a run decides (unknown.py); here is only which run of capitals may be one name.
"""

from collections.abc import Sequence

MAX_PARTS = 5
_LEADING = frozenset({"function", "common", "demonym", "modifier"})
_INSIDE = frozenset({"unknown", "place", "first", "head", "modifier"})
TITLES_OF_PLACES = frozenset(
    {"Ben", "Bin", "Sidi", "Sheikh", "Saint", "Haji", "Umm", "Abu", "Prince", "King", "Marshal"}
)
"""Titles and the like that places' names begin with, too: "Ben Guerdane", "Sheikh Zuweid"."""
_OPENS = "In"
"""Opens names of the Sahara ("In Khalil", "In Amenas") where it has a capital inside a sentence."""


def span(written: Sequence[str], labels: Sequence[str], known: Sequence[bool], inside: bool) -> tuple[int, int] | None:
    """First and last part of the one name that a run may be, null where it is none or the gazetteer has it all.

    written, labels, known: of each part its text, its label (runs.Label) and whether it is a place known well by
    itself; inside: the run does not begin a sentence.
    """
    first, last = 0, len(labels) - 1
    while first < last and labels[first] in _LEADING and not (inside and first == 0 and written[0] == _OPENS):
        first += 1
    opened = inside and first == 0 and written[0] == _OPENS
    while last > first and labels[last] == "head":
        last -= 1
    parts = range(first + (opened or (labels[first] == "title" and written[first] in TITLES_OF_PLACES)), last + 1)
    if (
        not parts
        or last - first + 1 > MAX_PARTS
        or not all(labels[i] in _INSIDE or written[i] in TITLES_OF_PLACES for i in parts)
    ):
        return None
    if last == first or known[last] or (known[first] and labels[last] == "head"):
        return None
    plain = all(labels[i] == "unknown" for i in range(first, last + 1)) and len(parts) <= 3
    return None if plain else (first, last)
