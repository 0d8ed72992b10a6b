"""Places that people on the move cross or go to: not where they were driven from."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import inside_np
from agents.claims.model import Token
from agents.claims.words import listed

PHRASE = 7
"""Tokens between the preposition and the last name of its phrase, at most."""


def whither(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is where people go to or what they cross: "into the X region", "over the X bridge"."""
    for k in range(n - 1, max(-1, n - 1 - PHRASE), -1):
        low = tokens[k].low
        if low in ("over", "across"):
            return tokens[n].text.rsplit(" ", 1)[-1].lower() in listed("crossed_over")
        if sheltered(tokens, k):
            return True
        if low in listed("away") or low in listed("ways_to"):
            return low not in ("from", "for")
        if low != "of" and not inside_np(tokens, k):
            return False
    return False


def sheltered(tokens: Sequence[Token], n: int) -> bool:
    """Whether the "in" at n, or before the place at n, tells where people are safe: "seek refuge in X"."""
    k = n if tokens[n].low == "in" else n - 1
    return k > 0 and tokens[k].low == "in" and tokens[k - 1].low in ("refuge", "shelter", "asylum", "sanctuary")


def all_whither(tokens: Sequence[Token], speaker: range) -> bool:
    """Whether a sentence names a place, and none but where people went and where somebody speaks."""
    named = [n for n, t in enumerate(tokens) if t.place is not None and n not in speaker]
    return bool(named) and all(whither(tokens, n) for n in named)
