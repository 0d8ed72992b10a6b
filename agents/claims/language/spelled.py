"""Bare numbers as English writes them: "12", "1,700", "two hundred and five", "dozens", "half a million"."""

import re
from typing import NamedTuple

from agents.claims.model import Token
from agents.claims.words import listed, words

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = {word: value for value, word in enumerate((*_ONES, *_TEENS))} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
"""Cardinals below a hundred, by their words; "twenty-five" is two of them."""
_ROUND = frozenset(range(20, 100, 10))
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_AFTER_DIGITS = _SCALES | {"m": 1_000_000, "k": 1000, "dozen": 12}
TOGETHER = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}
"""Those who are told by how many they are: "a pair of robbers", "the trio"."""
_GROUPS = {"dozen": 12, "score": 20} | TOGETHER
VAGUE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 100, "thousands": 1000, "millions": 1_000_000}
"""Lower bounds of words that stand for ranges."""
_FIRST = VAGUE.keys() | UNITS.keys() | {"a", "an", "half", "another"}
_STRINGS = frozenset({"string", "handful", "cluster", "series"})
_AFTER_ARTICLE = _GROUPS.keys() | _SCALES.keys() | {"number", "few", "quarter"} | _STRINGS
_DIGITS = re.compile(r"(\d{1,3}(?:[, \u202f\u00a0]\d{3})+|\d+)(\.\d+)?")
LIMIT = 1_000_000_000
"""A larger figure is no count of people."""


class Bare(NamedTuple):
    """A number without its bound: value (null for "many"), the position after it, whether it stands for a range."""

    value: int | None
    end: int
    vague: bool = False


def number_words() -> frozenset[str]:
    """The words with which a bare number can begin, but those with a hyphen."""
    return listed("unbounded_counts") | _FIRST


def may_begin(tokens: list[Token], i: int) -> bool:
    """Whether a bare number could begin at i: few do, and this is all that the others cost."""
    low = tokens[i].low
    if low in ("a", "an"):
        after = tokens[i + 1].low if i + 1 < len(tokens) else ""
        return after in _AFTER_ARTICLE or after in listed("indefinite_counts")
    return low[:1].isdigit() or low in _FIRST or low in listed("unbounded_counts") or low.partition("-")[0] in UNITS


def bare_number(tokens: list[Token], i: int) -> Bare | None:
    """The bare number at i, without the words that bound it; null where there is none."""
    if i >= len(tokens) or tokens[i].kind not in ("word", "num"):
        return None
    low = tokens[i].low
    if low[0].isdigit():
        return _digits(tokens, i)
    if low in listed("unbounded_counts"):
        asked = i > 0 and tokens[i - 1].low == "how"  # "nobody can say how many"
        scale = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if low in ("several", "few", "many") and scale in ("hundred", "thousand", "dozen", "million"):
            return Bare(VAGUE[scale + "s"], i + 2, True)  # "several hundred people"
        if low in ("several", "many") and scale in VAGUE:
            return _vague(tokens, i + 1)  # "many hundreds of people"
        return None if asked else Bare(None, i + 1, True)
    if low in VAGUE:
        return _vague(tokens, i)
    if low in {"a", "an", "half", "another"}:
        return _article(tokens, i)
    value, end = _spelled(tokens, i)
    if end == i:
        return None
    if end < len(tokens) and tokens[end].low in {"dozen", "score"}:
        return Bare(value * _GROUPS[tokens[end].low], end + 1)
    return Bare(value, end)


def _article(tokens: list[Token], i: int) -> Bare | None:
    """ "a hundred", "half a million", "a couple of", "a growing number of", "another 12"."""
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    second = tokens[i + 2].low if i + 2 < len(tokens) else ""
    if tokens[i].low in ("half", "a", "quarter") and (fraction := _of_a_million(tokens, i)):
        return fraction
    if tokens[i].low == "half" and after in {"a", "dozen"}:
        return Bare(6, i + (3 if second == "dozen" else 2)) if "dozen" in (after, second) else None
    if after in _GROUPS:
        return Bare(_GROUPS[after], i + 2 + (second == "of"))
    if after in _SCALES:
        return Bare(*_spelled(tokens, i + 1, 1))
    if after == "number" and second == "of":
        return Bare(None, i + 3, True)
    third = tokens[i + 3].low if i + 3 < len(tokens) else ""
    few = third in words().place_plural or (after == "handful" and third in words().people)
    if after in _STRINGS and second == "of" and few:
        return Bare(None, i + 3, True)  # "a string of villages", "a handful of soldiers"
    if after in listed("indefinite_counts") and [token.low for token in tokens[i + 2 : i + 4]] == ["number", "of"]:
        return Bare(None, i + 4, True)
    if after in listed("indefinite_counts") and second == "number" and _hurt(tokens, i + 3):
        return Bare(None, i + 3, True)  # "and an unknown number injured"
    if after == "few":
        return bare_number(tokens, i + 1)
    if tokens[i].low == "another":
        core = bare_number(tokens, i + 1)
        return core if core and after not in {"a", "an", "another"} else None
    return None


def _hurt(tokens: list[Token], k: int) -> bool:
    """Whether a word of harm stands at k, behind "were" or without."""
    k += k < len(tokens) and tokens[k].low in ("were", "are", "was")
    return k < len(tokens) and tokens[k].low in listed("harm_predicates")


def _of_a_million(tokens: list[Token], i: int) -> Bare | None:
    """ "half a million", "a quarter of a million", "half a billion"."""
    words = [token.low for token in tokens[i : i + 5]]
    for pattern, value in ((["half", "a", "million"], 500_000), (["a", "quarter", "of", "a", "million"], 250_000)):
        if words[: len(pattern)] == pattern:
            return Bare(value, i + len(pattern))
    return None


def _vague(tokens: list[Token], i: int) -> Bare:
    """ "dozens of", "tens of thousands of"."""
    value, end = VAGUE[tokens[i].low], i + 1
    while end + 1 < len(tokens) and tokens[end].low == "of" and tokens[end + 1].low in VAGUE:
        value, end = value * VAGUE[tokens[end + 1].low], end + 2
    if end < len(tokens) and tokens[end].low == "of":
        end += 1
    return Bare(min(value, LIMIT), end, True)


def _digits(tokens: list[Token], i: int) -> Bare | None:
    """ "1,700", "2.5 million", "30k"; null for a time of day, a sum of money, a measure ("12 km", "10-year-old")."""
    text = tokens[i].low
    number = _DIGITS.fullmatch(text)
    if not number or len(text) > 15:
        return None
    before = tokens[i - 1].text if i else ""
    clock = before == ":" and i > 1 and tokens[i - 2].low[-1:].isdigit() and tokens[i - 1].end == tokens[i].start
    tally = before == "/" and i > 1 and tokens[i - 2].low in listed("harm_predicates")  # "3 dead/7 injured"
    if clock or (before in {"$", "£", "€", "#", "/", "."} and not tally):
        return None
    value = float(re.sub(r"[, \u202f\u00a0]", "", number[1]) + (number[2] or ""))
    end = i + 1
    if end < len(tokens) and tokens[end].low in _AFTER_DIGITS:
        value *= _AFTER_DIGITS[tokens[end].low]
        end += 1
    elif number[2]:
        return None
    more = end + 1 < len(tokens) and tokens[end + 1].low in ("plus", "odd")  # "140-plus"
    if end < len(tokens) and tokens[end].low in listed("units") and not _joins(tokens, end) and not more:
        return None
    return Bare(int(value), end) if value <= LIMIT else None


def _joins(tokens: list[Token], i: int) -> bool:
    """Whether the dash at i joins two numbers (10-15), not a number and a unit (10-year-old)."""
    return tokens[i].low == "-" and i + 1 < len(tokens) and tokens[i + 1].low[:1].isdigit()


def _spelled(tokens: list[Token], i: int, seed: int | None = None) -> tuple[int, int]:
    """A cardinal in words from i; (0, i) where there is none."""
    total, current, end, seen = 0, seed or 0, i, False
    while end < len(tokens):
        low = tokens[end].low
        parts = low.split("-")
        if all(part in UNITS for part in parts):
            tens = current % 100 in _ROUND and low in _ONES[1:10]  # "thirty one": its hyphen was lost
            if seen and current % 100 and not tens:
                break
            current += sum(UNITS[part] for part in parts)
        elif low == "hundred" and (seen or seed):
            current = max(current, 1) * 100
        elif low in ("thousand", "million") and (seen or seed):
            total, current = total + max(current, 1) * _SCALES[low], 0
        elif (
            low == "and"
            and seen
            and end + 1 < len(tokens)
            and current % 100 == 0
            and current
            and _small(tokens[end + 1].low)
        ):
            end += 1
            continue
        else:
            break
        seen = True
        end += 1
    return (total + current, end) if seen else (0, i)


def _small(word: str) -> bool:
    return all(part in UNITS and 0 < UNITS[part] < 100 for part in word.split("-"))
