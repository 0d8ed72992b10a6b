"""Numbers of people: what a told figure allows, whether two agree, and what several reports come to.

The ranges of words are the claim contract's and, for matching only, design.md's. What "at least", "about" and "nearly"
allow beyond their number is this project's own choice, made so that reports of one day about one event agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.claim import Number

_WORDS = {12: 12, 20: 99, 24: 99, 40: 199, 100: 999, 1000: 9999, 10_000: 99_999, 100_000: 999_999, 1_000_000: 9_999_999}
"""A low bound without a best figure comes from a word: dozens, scores, hundreds, thousands, tens of thousands."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many it can have been, for matching. told: the number that was named, null for words and ranges."""

    lo: int
    hi: int
    told: int | None


def bounds(number: Number) -> Bounds | None:
    """What the figure allows; null for "many" and no number at all, which match any."""
    low, best, high = number.low, number.best, number.high
    if low is not None and high is not None:
        return Bounds(low, max(low, high), low if low == high else None)
    if low is not None and best is not None:  # at least, more than
        return Bounds(low, 2 * low + 10, best)
    if low is not None:
        return Bounds(low, _WORDS.get(low, 10 * low), None)
    if best is not None and high is not None:  # nearly
        return Bounds(best * 3 // 4, high, best)
    if best is not None:  # about
        return Bounds(best * 3 // 4, best + max(1, best // 4), best)
    return Bounds(1, high, high) if high is not None else None


def agree(one: Number, other: Number) -> bool:
    """Whether both can be told of one event: the same number, or ranges that overlap; "many" agrees with any."""
    first, second = bounds(one), bounds(other)
    if first is None or second is None:
        return True
    return first.lo <= second.hi and second.lo <= first.hi


def same_told(one: Number, other: Number) -> bool:
    """Whether both name the same number ("at least 1,700", "1,700")."""
    first, second = bounds(one), bounds(other)
    return first is not None and second is not None and first.told is not None and first.told == second.told


def unnumbered(number: Number) -> bool:
    """Whether it says nothing about how many."""
    return bounds(number) is None


def headline(number: Number | None) -> int | None:
    """The one number a reader would quote: the best figure, else the low, else the high."""
    if number is None:
        return None
    return next((value for value in (number.best, number.low, number.high) if value is not None), None)


def combine(latest: Sequence[Number]) -> Number:
    """UCDP's low, best, high over the latest figure of each independent origin, oldest first.

    low: the lowest low; best: the highest best, since of two origins the one that counted more knew of more; high: the
    highest, unknown where some figure is open above it.
    """
    lows = [n.low for n in latest if n.low is not None]
    bests = [n.best for n in latest if n.best is not None]
    highs = [n.high for n in latest if n.high is not None]
    high = max(highs) if highs and max(highs) >= max([*lows, *bests, 0]) else None
    text = next((n.text for n in reversed(latest) if bounds(n) is not None), latest[-1].text if latest else None)
    return Number(text=text, low=min(lows, default=None), best=max(bests, default=None), high=high)


def risen(old: int | None, new: int | None, share: float, people: int | None) -> bool:
    """Whether a figure is up by this share or by this many people (null: by its share alone); a first one is."""
    if new is None:
        return False
    if old is None:
        return new > 0
    return new > old and (new - old >= share * old or (people is not None and new - old >= people))
