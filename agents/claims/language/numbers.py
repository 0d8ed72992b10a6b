"""Counts of people with their bounds, as low, best and high; null where the text leaves one open.

"at least 7": 7, 7, null; "up to 40": null, null, 40; "about 100": null, 100, null; "30 to 40": 30, null, 40;
"dozens": 24, null, null. A year ("in 2014") is no count.
"""

import re
from functools import cache
from typing import Literal

from agents.claims.language.dates import MONTHS
from agents.claims.language.spelled import Bare, bare_number, may_begin, number_words
from agents.claims.model import Quantity, Token
from agents.claims.words import listed, words

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_MONTHS = {*MONTHS, *(month[:3] for month in MONTHS), "sept"}
_DATE_SEPARATORS = {"-", "/", "."}
Bound = Literal["least", "most", "below", "about"]


@cache
def _prefixes() -> dict[str, list[tuple[tuple[str, ...], Bound]]]:
    """The words that bound a number ("no fewer than"), by their first word, the longest first."""
    lists: tuple[tuple[Bound, frozenset[str]], ...] = (
        ("least", listed("at_least")),
        ("most", listed("at_most")),
        ("below", listed("below_figure")),
        ("about", listed("about_figure")),
    )
    found: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for bound, prefixes in lists:
        for prefix in prefixes:
            found.setdefault(prefix.split()[0], []).append((tuple(prefix.split()), bound))
    return {first: sorted(some, key=lambda item: (-len(item[0]), item[0])) for first, some in found.items()}


@cache
def _starts() -> frozenset[str]:
    """Every word with which a phrase can begin that is folded, but figures and words with a hyphen."""
    return frozenset(_prefixes()) | number_words() | {"aged", "between", "from", "equal", "same", "similar"}


OPENING = 4
"""Tokens with which a sentence opens, at most: "So in total 17 people …"."""


def fold_numbers(tokens: list[Token]) -> list[Token]:
    """Replace every number phrase by one token of kind ``num`` with its Quantity, and every year by kind ``year``."""
    out: list[Token] = []
    i, starts = 0, _starts()
    while i < len(tokens):
        token = tokens[i]
        low = token.low
        if low not in starts and (low.isalpha() or not ("-" in low or low[:1].isdigit())):
            out.append(token)  # most words, and this is all that they cost
            i += 1
            continue
        if low == "aged" and (after := _ages(tokens, i + 1)) > i + 1:
            last = tokens[after - 1]  # how old they are is no count: "two brothers aged 14 and 19"
            text = " ".join(one.text for one in tokens[i:after])
            out.append(Token(text, "aged", token.start, last.end, "year"))
            i = after
            continue
        if low[:1].isdigit() and (after := _numeric_date(tokens, i)) > i:
            last = tokens[after - 1]
            text = "".join(one.text for one in tokens[i:after])
            out.append(Token(text, text, token.start, last.end, "year"))
            i = after
            continue
        if low in _AS_MANY and (after := _as_before(tokens, i, out)) > i:
            first = out.pop() if low != "as" else token
            last, before = tokens[after - 1], next(one for one in reversed(out) if one.number is not None)
            text = " ".join(one.text for one in tokens[i:after])
            out.append(Token(text, text.lower(), first.start, last.end, "num", number=before.number))
            i = after
            continue
        if out and out[-1].text == "(" and _bracketed(tokens, i) and (bare := bare_number(tokens, i)) is not None:
            out.pop()  # "rose to (31) people": as Arabic papers write figures
            figure = Quantity(bare.value, bare.value, bare.value)
            out.append(Token(token.text, low, token.start, token.end, "num", number=figure))
            i += 2
            continue
        odd = "-" in low and low.endswith(("-odd", "-plus", "-something"))
        begins = odd or low in ("between", "from") or may_begin(tokens, i) or _prefix(tokens, i)[1] > i
        found = _phrase(tokens, i) if begins else None
        if found is None:
            out.append(tokens[i])
            i += 1
            continue
        quantity, end = found
        end += _told_in_figures(tokens, end, quantity)
        if (
            end + 1 < len(tokens)
            and tokens[end].low == "in"
            and (ratio := bare_number(tokens, end + 1))
            and _ratio(quantity, ratio)
        ):
            out.extend(tokens[i : ratio.end])  # "one in five people": a share, no count
            i = ratio.end
            continue
        first, last = tokens[i], tokens[end - 1]
        text = " ".join(token.text for token in tokens[i:end])
        folded = Token(text, text.lower(), first.start, last.end, "num", number=quantity)
        if end - i == 1 and _is_year(tokens, i):
            folded.kind, folded.number = "year", None
        if 1 < len(out) <= OPENING and out[-1].low in ("all", "total") and out[-2].low == "in":
            out.append(Token(",", ",", out[-1].end, out[-1].end, "punct"))  # "In all 17 people": its comma was lost
        out.append(folded)
        i = end
    return out


def _numeric_date(tokens: list[Token], i: int) -> int:
    """The position after a date in figures that begins at i, "17-08-2016" or "2016/8/17"; i where none does."""
    parts = tokens[i : i + 5]
    seps = {one.text for one in parts[1::2]}
    if len(parts) < 5 or len(seps) > 1 or not seps <= _DATE_SEPARATORS or parts[-1].end - parts[0].start > 10:
        return i
    figures = [one.text for one in parts[::2]]
    if not all(figure.isdigit() for figure in figures) or sorted(map(len, figures))[-1] != 4:
        return i
    first, middle, last = map(int, figures)
    day, year = (first, last) if len(figures[2]) == 4 else (last, first)
    in_month = 0 < middle <= 31 and 0 < day <= 31 and min(middle, day) <= 12
    return i + 5 if in_month and 1900 <= year < 2100 else i


def _bracketed(tokens: list[Token], i: int) -> bool:
    """Whether a figure at i stands in brackets before those it counts: "(103) others"."""
    if i + 2 >= len(tokens) or not tokens[i].text.isdigit() or tokens[i + 1].text != ")":
        return False
    return tokens[i + 2].low in words().people


_AS_MANY = frozenset({"as", "equal", "same", "similar"})
COUNTED_BEFORE = 14
"""Tokens before "as many" or "an equal number" in which the count is told that it repeats, at most."""


def _as_before(tokens: list[Token], i: int, out: list[Token]) -> int:
    """The position after a count told as the one before it: "two were killed and as many wounded", "25 dead and an
    equal number hurt"; i where none is.
    """
    words_on = [token.low for token in tokens[i : i + 3]]
    if words_on[:2] == ["as", "many"]:
        told = words_on[2:] != ["as"] and bool(out) and out[-1].low in ("and", ",", "while", "with", "injuring")
        after = i + 2
    else:
        told = words_on[1:2] == ["number"] and bool(out) and out[-1].low in ("a", "an", "the")
        after = i + 2
    counts = (one for one in out[-COUNTED_BEFORE:] if one.kind == "num" and one.number is not None)
    return after if told and next(counts, None) is not None else i


def _told_in_figures(tokens: list[Token], k: int, quantity: Quantity) -> int:
    """How many tokens at k tell the number before once more: "eleven (11) soldiers"."""
    bracket = k + 2 < len(tokens) and tokens[k].text == "(" and tokens[k + 2].text == ")"
    if not bracket or quantity.best is None or not tokens[k + 1].low.isdigit():
        return 0
    again = bare_number(tokens, k + 1)
    return 3 if again is not None and again.value == quantity.best else 0


def _ages(tokens: list[Token], k: int) -> int:
    """The position after the ages that begin at k: "14 and 19", "between 18 and 60", "under ten"; k where none do."""
    n, end = k, k
    while n < len(tokens):
        while n < len(tokens) and tokens[n].low in _BEFORE_AGES:
            n += 1
        age = bare_number(tokens, n) if n < len(tokens) else None
        if age is None or age.value is None or age.value > OLDEST:
            break
        following = tokens[age.end] if age.end < len(tokens) else None
        if end > k and following is not None and following.kind == "word" and following.low.isalpha():
            counts = following.low.endswith(("s", "men", "people"))
            if counts and following.low not in words().auxiliaries:
                break  # "a boy aged 14 and 19 soldiers"
        end = n = age.end
        if n < len(tokens) and (tokens[n].text == "," or tokens[n].low in ("and", "to", "or", "-")):
            n += 1
            continue
        break
    return end


_BEFORE_AGES = frozenset({"between", "about", "around", "under", "over", "from", "just", "only", "and", "up", "below"})
OLDEST = 110
"""Years; a greater number behind "aged" is no age."""


def _ratio(quantity: Quantity, whole: Bare) -> bool:
    """Whether "N in M" tells a share."""
    known = quantity.best is not None and whole.value is not None and not whole.vague
    return known and (quantity.best or 0) < (whole.value or 0) <= 1000


def _is_year(tokens: list[Token], i: int) -> bool:
    """Whether four digits are a year by what stands around them: "in 2014", "June 2014", "the 1994 genocide"."""
    if not _YEAR.fullmatch(tokens[i].text):
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
    day = i > 1 and before.isdigit() and len(before) < 3 and tokens[i - 2].low in _MONTHS
    if day and following is not None and (following.low in listed("after_year") or following.capital):
        return True  # "July 2 2016 by …", "Nov 7 2016 Child killed in …"
    if before in listed("before_year") or before in _MONTHS:
        titled = following is not None and following.text[:1].isupper()  # "17 June 2016 Civilians killed in …"
        return following is None or following.kind != "word" or titled or following.low in listed("after_year")
    return following is not None and following.low in listed("named_by_year")


def _phrase(tokens: list[Token], i: int) -> tuple[Quantity, int] | None:
    """A whole number phrase at i with its prefix, and the position after it."""
    bound, start = _prefix(tokens, i)
    if start < len(tokens) and (odd := _odd(tokens, start)) is not None:
        return odd
    low = tokens[i].low
    if low == "between" and (pair := _range(tokens, i + 1, {"and"})):
        return pair
    if low == "from" and any(token.low in listed("revising") for token in tokens[max(0, i - 14) : i]):
        return None  # "revised the toll from 50 to 52": no range
    if bound is None and low == "from" and (pair := _range(tokens, i + 1, {"to"})):
        return pair
    if i and tokens[i - 1].low == "from" and any(t.low in listed("revising") for t in tokens[max(0, i - 15) : i]):
        core = bare_number(tokens, i)
        return (_bounded(core.value, None, core.vague), core.end) if core is not None else None
    if pair := _range(tokens, start, {"to", "-", "–", "—", "or"}):
        return pair
    if bound is None and (guess := _guessed(tokens, start)) is not None:
        return guess
    core = bare_number(tokens, start)
    if core is None:
        return None
    value, end, vague = core
    if (
        bound is None
        and end < len(tokens)
        and tokens[end].low == "or"
        and tokens[end + 1 : end + 2]
        and tokens[end + 1].low in ("more", "above", "over")
    ):
        bound, end = "least", end + 2
    elif bound is None and [token.low for token in tokens[end : end + 2]] in (["or", "so"], ["or", "thereabouts"]):
        bound, end = "about", end + 2
    elif bound is None and end < len(tokens) and tokens[end].low in {"+", "-plus"}:
        bound, end = "least", end + 1
    elif bound is None and [token.low for token in tokens[end : end + 2]] in (["-", "plus"], ["-", "odd"]):
        bound, end = ("least" if tokens[end + 1].low == "plus" else "about"), end + 2
    return _bounded(value, bound, vague), end


def _prefix(tokens: list[Token], i: int) -> tuple[Bound | None, int]:
    """The bound that the words at i set, and the position after them; (null, i) where they set none."""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    for prefix, bound in _prefixes().get(tokens[i].low, ()):
        if len(prefix) > 1 and prefix[1] != following:
            continue  # "in" and "a" begin many prefixes, and this is all that they cost elsewhere
        if all(i + k < len(tokens) and tokens[i + k].low == word for k, word in enumerate(prefix)):
            # "has gone up to 14", "owned up to 26 dead"
            risen = (
                prefix == ("up", "to") and i > 0 and tokens[i - 1].low in listed("rising") | {"own", "owns", "owned"}
            )
            return None if risen else bound, i + len(prefix)
    return None, i


def _guessed(tokens: list[Token], i: int) -> tuple[Quantity, int] | None:
    """ "scores, and likely hundreds, of", "tens, perhaps hundreds of thousands of": the lower word bounds the count."""
    first = bare_number(tokens, i)
    if first is None or not first.vague or first.value is None or first.end + 2 >= len(tokens):
        return None
    n = first.end + (tokens[first.end].text == ",")
    n += tokens[n].low in ("and", "or")
    if n + 1 >= len(tokens) or tokens[n].low not in listed("guessing"):
        return None
    second = bare_number(tokens, n + 1)
    if second is None or not second.vague or second.value is None:
        return None
    scale = 1000 if [token.low for token in tokens[n + 2 : n + 4]] == ["of", "thousands"] else 1
    end = second.end
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].low == "of":
        end += 2
    return Quantity(first.value * scale, None, None, vague=True), end


def _odd(tokens: list[Token], i: int) -> tuple[Quantity, int] | None:
    """ "fifty-odd" (about fifty), "140-plus" (at least 140), "60-something"."""
    stem, _, tail = tokens[i].low.rpartition("-")
    if tail not in ("odd", "plus", "something") or not stem:
        return None
    word = Token(stem, stem, tokens[i].start, tokens[i].end)
    core = Bare(100, 1) if stem == "hundred" else bare_number([word], 0)
    if core is None or core.value is None or core.vague:
        return None
    return _bounded(core.value, "least" if tail == "plus" else "about", False), i + 1


def _bounded(value: int | None, bound: Bound | None, vague: bool) -> Quantity:
    """The count under its bound: "at least 7", "up to dozens", "many"."""
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
    """ "30 to 40", "20–30", "seven or eight", and the position after it."""
    left = bare_number(tokens, i)
    if left is None or left.value is None or left.vague:
        return None
    if left.end + 1 >= len(tokens) or tokens[left.end].low not in joiners:
        return None
    _, at = _prefix(tokens, left.end + 1)
    right = bare_number(tokens, at)
    if right is None or right.value is None or right.vague or right.value <= left.value:
        return None
    if tokens[left.end].low == "or" and right.value - left.value > max(5, left.value):
        return None
    low, high = left.value, right.value
    if low < 100 and high >= 1000 and high % 1000 == 0:  # "20 to 30 thousand" scales both
        low = low * 1000 if low * 1000 < high else low
    return Quantity(low, None, high), right.end
