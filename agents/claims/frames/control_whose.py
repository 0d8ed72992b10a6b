"""Changes of control told by the way of a place: "moved towards X, whose capture on Sunday cheered the rebels"."""

from collections.abc import Sequence

from agents.claims.entities.place_names import PlacePhrase, name_alone
from agents.claims.language.noun_phrases import Span, is_time, phrase_end
from agents.claims.model import Token
from agents.claims.words import listed

APPOSITION = 9
"""Tokens of what stands between a place and its "whose", at most: "X, a town of 60,000 people whose capture"."""
WON = 12
"""Tokens from a noun of control to what it was for its taker, at most."""
DATED = 7
"""Tokens behind the noun within which its day is told, at most."""


def whose(tokens: Sequence[Token], i: int) -> PlacePhrase | None:
    """The X of "X, whose fall on Tuesday …": with a day of its own, for the capture of X may be only wished for."""
    if i < 2 or tokens[i - 1].low != "whose":
        return None
    dated = (n for n in range(i + 1, min(len(tokens), i + DATED)) if is_time(tokens, n))
    day = next(dated, -1)
    if day < 0 or any(token.kind == "punct" or token.low in ("next", "this") for token in tokens[i + 1 : day]):
        return None
    j = i - 2 - (tokens[i - 2].text == ",")
    for n in range(j, max(-1, j - APPOSITION), -1):
        if tokens[n].kind == "place":
            described = n == j or (tokens[n + 1].text == "," and tokens[n + 2].low in ("a", "an", "the"))
            return name_alone(tokens, n) if described else None
        if tokens[n].text in ".;:?!" or tokens[n].kind == "actor":
            return None
    return None


def won_by(tokens: Sequence[Token], end: int) -> Span | None:
    """The Y of "the capture of X on Sunday was a victory for Y": who has it now."""
    for n in range(end, min(len(tokens) - 2, end + WON)):
        if tokens[n].text in ".;:?!":
            return None
        if tokens[n].low in listed("victories") and tokens[n + 1].low == "for":
            last = phrase_end(tokens, n + 2)
            sides = listed("state_nouns", "rebel_nouns")
            armed = any(token.kind == "actor" or token.low in sides for token in tokens[n + 2 : last])
            return Span(n + 2, last) if armed else None
    return None
