"""Counts of people as English writes them, with their bounds. The grammar is claim-contract's table of doubts.

"at least 7": 7, 7, null; "up to 40": null, null, 40; "about 100": null, 100, null; "30 to 40": 30, null, 40;
"dozens": 24, null, null. A year ("in 2014") is no count.
"""

import re

from agents.claims.model import Quantity, Token

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {
    w: 10 * i
    for i, w in enumerate(["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
    if w != "_"
}
_UNITS = {word: value for value, word in enumerate(_ONES)} | _TENS
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 100, "thousands": 1000, "millions": 1_000_000}
"""Lower bounds of words that stand for ranges."""
_UNBOUNDED = frozenset({"many", "several", "numerous", "countless", "multiple", "few"})
_AT_LEAST = (
    ("at", "least"),
    ("more", "than"),
    ("no", "fewer", "than"),
    ("no", "less", "than"),
    ("not", "less", "than"),
    ("over",),
    ("upwards", "of"),
    ("in", "excess", "of"),
    ("a", "minimum", "of"),
    ("well", "over"),
    ("above",),
    ("far", "more", "than"),
    ("well", "more", "than"),
    ("exceeding",),
)
_AT_MOST = (("up", "to"), ("as", "many", "as"), ("at", "most"), ("no", "more", "than"), ("a", "maximum", "of"))
_BELOW = (("nearly",), ("almost",), ("close", "to"), ("just", "under"), ("fewer", "than"), ("less", "than"), ("under",))
_ABOUT = (
    ("about",),
    ("around",),
    ("some",),
    ("roughly",),
    ("approximately",),
    ("an", "estimated"),
    ("estimated",),
    ("perhaps",),
    ("circa",),
    ("probably",),
)
_PREFIXES = [
    *((words, "least") for words in _AT_LEAST),
    *((words, "most") for words in _AT_MOST),
    *((words, "below") for words in _BELOW),
    *((words, "about") for words in _ABOUT),
]
_PREFIXES.sort(key=lambda item: -len(item[0]))
_FIRST = frozenset(words[0] for words, _ in _PREFIXES)
_UNIT_AFTER = re.compile(
    r"^(?:%|percent|per|pc|km|kms|kilometres?|kilometers?|miles?|metres?|meters?|feet|kg|tonnes?|tons?|"
    r"a\.m\.|p\.m\.|am|pm|gmt|years?|months?|weeks?|days?|hours?|minutes?|year-olds?|-|mm|cm|ft|st|nd|rd|th|bn|mln)$"
)
_RISING = frozenset({"go", "goes", "gone", "went", "rose", "risen", "climbed", "moved", "come", "came"})
_INDEFINITE = frozenset(
    {
        "unknown",
        "undetermined",
        "unspecified",
        "undisclosed",
        "large",
        "small",
        "growing",
        "unconfirmed",
        "huge",
        "vast",
    }
)
LIMIT = 1_000_000_000
"""A larger figure is no count of people."""


def fold_numbers(tokens: list[Token]) -> list[Token]:
    """Replace every number phrase by one token of kind ``num`` with its Quantity, and every year by kind ``year``."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        found = _phrase(tokens, i)
        if found is None:
            out.append(tokens[i])
            i += 1
            continue
        quantity, end = found
        if (
            end + 1 < len(tokens)
            and tokens[end].low == "in"
            and (ratio := _core(tokens, end + 1))
            and _ratio(quantity, ratio)
        ):
            out.extend(tokens[i : ratio[1]])  # "one in five people": a share, no count
            i = ratio[1]
            continue
        first, last = tokens[i], tokens[end - 1]
        text = " ".join(token.text for token in tokens[i:end])
        folded = Token(text, text.lower(), first.start, last.end, "num", number=quantity)
        if end - i == 1 and _is_year(tokens, i):
            folded.kind, folded.number = "year", None
        out.append(folded)
        i = end
    return out


def _ratio(quantity: Quantity, whole: tuple[int | None, int, bool]) -> bool:
    return quantity.best is not None and whole[0] is not None and not whole[2] and quantity.best < whole[0] <= 1000


def _is_year(tokens: list[Token], i: int) -> bool:
    text = tokens[i].text
    if not re.fullmatch(r"(?:1[0-9]|20)\d\d", text):
        return False
    before = tokens[i - 1].low if i else ""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if (
        before == "the"
        and following is not None
        and following.low.isalpha()
        and not following.low.endswith(("s", "men", "people"))
    ):
        return True  # "the 1994 genocide"
    if before in {"in", "since", "until", "during"}:
        return True
    if before == "-" and i > 1 and tokens[i - 2].low in ("mid", "early", "late"):
        return True
    if before in {"of", "by", "until", "from", "before", "after", "early", "late", "mid", ","} | _MONTHS:
        return following is None or following.kind != "word" or following.low in _CLOSED
    return following is not None and following.low in {"civil", "war", "invasion", "election", "coup", "attack"}


_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_CLOSED = frozenset(
    [
        "and",
        "or",
        "but",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "when",
        "where",
        "which",
        "who",
        "that",
        "as",
        "after",
        "before",
        "during",
        "it",
        "he",
        "she",
        "they",
        "was",
        "were",
        "is",
        "are",
        "had",
        "has",
        "have",
    ]
)


def _phrase(tokens: list[Token], i: int) -> tuple[Quantity, int] | None:
    """A whole number phrase at i with its prefix, and the position after it."""
    bound, start = _prefix(tokens, i)
    low = tokens[i].low
    if low == "between" and (pair := _range(tokens, i + 1, {"and"})):
        return pair
    if bound is None and low == "from" and (pair := _range(tokens, i + 1, {"to"})):
        return pair
    if pair := _range(tokens, start, {"to", "-", "–", "—", "or"}):
        return pair
    core = _core(tokens, start)
    if core is None:
        return None
    value, end, vague = core
    if (
        bound is None
        and end < len(tokens)
        and tokens[end].low == "or"
        and tokens[end + 1 : end + 2]
        and tokens[end + 1].low == "more"
    ):
        bound, end = "least", end + 2
    elif bound is None and end < len(tokens) and tokens[end].low in {"+", "-plus"}:
        bound, end = "least", end + 1
    return _bounded(value, bound, vague), end


def _prefix(tokens: list[Token], i: int) -> tuple[str | None, int]:
    if tokens[i].low in _FIRST:
        for words, bound in _PREFIXES:
            if all(i + k < len(tokens) and tokens[i + k].low == word for k, word in enumerate(words)):
                risen = words == ("up", "to") and i > 0 and tokens[i - 1].low in _RISING  # "has gone up to 14"
                return None if risen else bound, i + len(words)
    return None, i


def _bounded(value: int | None, bound: str | None, vague: bool) -> Quantity:
    if value is None:
        return Quantity(None, None, None, vague=True)
    if vague:
        return Quantity(None, None, value, vague=True) if bound == "most" else Quantity(value, None, None, vague=True)
    match bound:
        case "least":
            return Quantity(value, value, None)
        case "most":
            return Quantity(None, None, value)
        case "below":
            return Quantity(None, value, value)
        case "about":
            return Quantity(None, value, None)
    return Quantity(value, value, value, zero=value == 0)


def _range(tokens: list[Token], i: int, joiners: set[str]) -> tuple[Quantity, int] | None:
    left = _core(tokens, i)
    if left is None or left[0] is None or left[2] or left[1] >= len(tokens) or tokens[left[1]].low not in joiners:
        return None
    right = _core(tokens, left[1] + 1)
    if right is None or right[0] is None or right[2] or right[0] <= left[0]:
        return None
    if tokens[left[1]].low == "or" and right[0] - left[0] > max(5, left[0]):
        return None
    low = left[0]
    if low < 100 and right[0] >= 1000 and right[0] % 1000 == 0:  # "20 to 30 thousand" scales both
        low = low * 1000 if low * 1000 < right[0] else low
    return Quantity(low, None, right[0]), right[1]


def _core(tokens: list[Token], i: int) -> tuple[int | None, int, bool] | None:
    """(value, position after, vague) of the bare number at i, without its prefix."""
    if i >= len(tokens) or tokens[i].kind not in ("word", "num"):
        return None
    low = tokens[i].low
    if low[0].isdigit():
        return _digits(tokens, i)
    if low in _UNBOUNDED:
        asked = i > 0 and tokens[i - 1].low == "how"  # "nobody can say how many"
        return None if asked else (None, i + 1, True)
    if low in VAGUE:
        return _vague(tokens, i)
    if low in {"a", "an", "half", "another"}:
        return _article(tokens, i)
    value, end = _spelled(tokens, i)
    if end == i:
        return None
    if end < len(tokens) and tokens[end].low in {"dozen", "score"}:
        return value * (12 if tokens[end].low == "dozen" else 20), end + 1, False
    return value, end, False


def _article(tokens: list[Token], i: int) -> tuple[int | None, int, bool] | None:
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    second = tokens[i + 2].low if i + 2 < len(tokens) else ""
    if tokens[i].low in ("half", "a", "quarter") and (fraction := _of_a_million(tokens, i)):
        return fraction
    if tokens[i].low == "half" and after in {"a", "dozen"}:
        return (6, i + (3 if second == "dozen" else 2), False) if "dozen" in (after, second) else None
    if after in {"dozen", "couple", "score"}:
        end = i + 2 + (second == "of")
        return {"dozen": 12, "couple": 2, "score": 20}[after], end, False
    if after in _SCALES:
        value, end = _spelled(tokens, i + 1, 1)
        return value, end, False
    if after == "number" and second == "of":
        return None, i + 3, True
    if after in _INDEFINITE and [token.low for token in tokens[i + 2 : i + 4]] == ["number", "of"]:
        return None, i + 4, True
    if after == "few":
        return None, i + 2, True
    if tokens[i].low == "another":
        core = _core(tokens, i + 1)
        return core if core and after not in {"a", "an", "another"} else None
    return None


def _of_a_million(tokens: list[Token], i: int) -> tuple[int, int, bool] | None:
    """ "half a million", "a quarter of a million", "half a billion"."""
    words = [token.low for token in tokens[i : i + 5]]
    for pattern, value in ((["half", "a", "million"], 500_000), (["a", "quarter", "of", "a", "million"], 250_000)):
        if words[: len(pattern)] == pattern:
            return value, i + len(pattern), False
    return None


def _vague(tokens: list[Token], i: int) -> tuple[int, int, bool]:
    value, end = VAGUE[tokens[i].low], i + 1
    while end + 1 < len(tokens) and tokens[end].low == "of" and tokens[end + 1].low in VAGUE:
        value, end = value * VAGUE[tokens[end + 1].low], end + 2
    if end < len(tokens) and tokens[end].low == "of":
        end += 1
    return min(value, LIMIT), end, True


def _digits(tokens: list[Token], i: int) -> tuple[int | None, int, bool] | None:
    text = tokens[i].low
    number = re.fullmatch(r"(\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+)(\.\d+)?", text)
    if not number or len(text) > 15:
        return None
    before = tokens[i - 1].text if i else ""
    clock = before == ":" and i > 1 and tokens[i - 2].low[-1:].isdigit()
    if clock or before in {"$", "£", "€", "#", "/", "."}:
        return None
    value = float(re.sub(r"[,\u202f\u00a0]", "", number[1]) + (number[2] or ""))
    end = i + 1
    if end < len(tokens) and tokens[end].low in {"hundred", "thousand", "million", "m", "k"}:
        value *= {"hundred": 100, "thousand": 1000, "million": 1_000_000, "m": 1_000_000, "k": 1000}[tokens[end].low]
        end += 1
    elif number[2]:
        return None
    if end < len(tokens) and _UNIT_AFTER.match(tokens[end].low) and not _joins(tokens, end):
        return None
    return (int(value), end, False) if value <= LIMIT else None


def _joins(tokens: list[Token], i: int) -> bool:
    """Whether the dash at i joins two numbers (10-15), not a number and a unit (10-year-old)."""
    return tokens[i].low == "-" and i + 1 < len(tokens) and tokens[i + 1].low[:1].isdigit()


def _spelled(tokens: list[Token], i: int, seed: int | None = None) -> tuple[int, int]:
    """A cardinal in words from i; (0, i) where there is none."""
    total, current, end, seen = 0, seed or 0, i, False
    while end < len(tokens):
        low = tokens[end].low
        parts = low.split("-")
        if all(part in _UNITS for part in parts):
            if seen and current % 100:
                break
            current += sum(_UNITS[part] for part in parts)
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
    return all(part in _UNITS and 0 < _UNITS[part] < 100 for part in word.split("-"))
