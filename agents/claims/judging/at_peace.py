"""Lands where no town changes hands in war: what "the insurgents took" there is a primary or a joke."""

from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

SINCE = 1950
"""The first year of that peace, islands far off left aside, which have codes of their own."""


def in_a_land_at_peace(context: Context, reading: Reading) -> bool:
    """Whether nobody by name takes a place in a land where no war has been for decades: "the insurgents took Utah"."""
    if context.published is None or context.published.year < SINCE or not reading.places:
        return False
    if any((found.place.country or "").lower() not in listed("lands_at_peace") for found in reading.places):
        return False
    return not any(token.kind == "actor" and _known(token) for token in reading.sentence.tokens)


def _known(token: Token) -> bool:
    """Whether a mention is a side by its own name, or an army or police: no mere "rebels"."""
    assert token.actor is not None
    return not token.actor.generic or token.actor.actor.type == "state"
