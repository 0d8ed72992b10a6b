"""Whether what changes hands does so by votes, and not by arms."""

from collections.abc import Sequence

from agents.claims.entities.who import Who
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

DATED = 10
"""Tokens between "before", "after" and the election that dates a deed, at most."""


def electoral(reading: Reading) -> bool:
    """Whether the sentence speaks of votes and seats; "the seat of the Tigers" is none of them, nor is an election that
    only dates what fighters did, or tells who governs: "captured X five days before the election", "the elected
    government".
    """
    tokens = reading.sentence.tokens
    for n, token in enumerate(tokens):
        if token.low not in listed("electoral") or _seat(tokens, n):
            continue
        if not _fighters(reading) or not (_dates(tokens, n) or _who_governs(tokens, n)):
            return True
    return False


def in_peace(context: Context, who: Who) -> bool:
    """Whether it is "the opposition" to which a city falls where nobody fights: that of a parliament."""
    return who.actor is not None and who.actor.name == "opposition" and not context.conflict


def _fighters(reading: Reading) -> bool:
    """Whether a side under arms is named as the one who took the place, or who left it."""
    tokens, match = reading.sentence.tokens, reading.match
    left = match.agent is None and match.rule.value == "withdrawn"
    side, who = (match.patient, reading.patient) if left else (match.agent, reading.agent)
    if side is None or (left and tokens[side.end - 1].low.endswith(("opposition", "government"))):
        return False  # "the government pulled out of X before the vote"
    named = any(token.kind == "actor" for token in tokens[side.start : side.end])
    return named or (who.armed and who.actor is not None)


def _seat(tokens: Sequence[Token], n: int) -> bool:
    """Whether a "seat" is one from which is ruled: "the seat of the Tigers", "a provincial seat"."""
    of = n + 1 < len(tokens) and tokens[n + 1].low == "of"
    return tokens[n].low == "seat" and (of or tokens[n - 1].low in listed("seats_ruled"))


def _dates(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word of a vote stands behind "before", "after": it dates what is told."""
    for before in reversed(tokens[max(0, n - DATED) : n]):
        if before.kind == "punct":
            return False
        if before.low in ("before", "after", "ahead", "prior", "until", "since"):
            return True  # "ahead of partial results from a tense election"
    return False


def _who_governs(tokens: Sequence[Token], n: int) -> bool:
    """Whether those are told of whom a vote once brought to power: "the elected government", "the elected leader"."""
    if tokens[n].low not in ("elected", "re-elected"):
        return False
    following = {token.low for token in tokens[n + 1 : n + 4]}
    return not following.isdisjoint(listed("ruling", "roles", "rulers_titles", "ruling_there"))
