"""The place that stands behind the last of several harms: "80 people were killed, and 5,000 displaced, in X"."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.reader.reading import Reading
from agents.claims.words import words


def share_place(readings: Sequence[Reading]) -> None:
    """Give the harms of one sentence that have no place that of the one that they are told in one breath with."""
    for first, second in pairwise(readings):
        if first.places or not second.places or first.sentence is not second.sentence:
            continue
        if _harm(first) and _harm(second) and not first.cumulative and _in_one_breath(first, second):
            first.places = second.places


def _harm(reading: Reading) -> bool:
    counted = reading.match.people is not None and reading.match.people.counted
    return reading.match.rule.kind == "casualty" and not reading.blocked and reading.mode == "actual" and counted


def _in_one_breath(first: Reading, second: Reading) -> bool:
    """Whether nothing but "and" joins two harms of different kinds, and the place stands behind both."""
    tokens, place = first.sentence.tokens, second.places[0].position
    if first.match.rule.value == second.match.rule.value or place < second.match.head:
        return False
    between = tokens[first.match.end : second.match.head]
    joined = any(token.low == "and" for token in between)
    return joined and not any(
        token.text in ";:" or token.low in words().subordinators or token.low == "but" or token.place is not None
        for token in between
    )
