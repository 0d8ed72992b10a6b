"""Harm told only as why other harm was done: "in retaliation for the killing of its commander"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.model import Token
from agents.claims.words import listed

BEFORE = 7
"""Tokens before the harm among which the word of revenge stands, at most."""


def motive(tokens: Sequence[Token], match: Match) -> bool:
    """Whether harm is only what was avenged: it came before, and whose revenge it was did not do it.

    So in "revenge for the killing of 12", and in "revenge for the death of 12 men killed in May".
    """
    if match.construction not in ("nominal", "reduced"):
        return False
    first = min(match.start, match.people.start) if match.people is not None else match.start
    for n in range(first - 1, max(-1, first - BEFORE - 1), -1):
        if tokens[n].text in ";,:":
            return False
        if tokens[n].low in listed("avenging"):
            return True
    return False
