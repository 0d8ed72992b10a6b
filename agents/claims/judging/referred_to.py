"""Whether victims are only referred to ("the men", "those killed") or told of: "shot the driver dead"."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.model import Token
from agents.claims.words import listed

LONG = 4
"""Tokens of "the local security guard", at most."""


def _by_some_hand(tokens: Sequence[Token], people: People) -> bool:
    """Whether somebody under arms acts before "the driver", "the owner", of whom nothing was told yet, and no crash."""
    before, who = tokens[: people.start], tokens[people.end - 1].low
    armed = any(t.kind == "actor" or t.low in listed("deeds", "holding_up") for t in before)
    mishap = any(t.low in listed("mishaps") or t.low in ("crash", "accident", "collision") for t in tokens)
    return armed and not mishap and all(token.low != who for token in before)


def _named_behind(tokens: Sequence[Token], end: int) -> bool:
    """Whether the name of "the journalist, Ali Hassan, …" stands behind: who is so named is told for the first time."""
    name = tokens[end + 1 : end + 3]
    return (
        tokens[end : end + 1] != []
        and tokens[end].text == ","
        and len(name) == 2
        and all(token.capital and token.kind == "word" for token in name)
    )


def _known(token: Token) -> bool:
    """Whether a name or an office tells whose somebody was: "the driver of the mayor", "the secretary of X's …"."""
    named = token.capital and token.kind in ("word", "place", "actor")
    return named or token.kind == "actor" or token.low in listed("local_offices", "heads_and_holders")


def refers_back(tokens: Sequence[Token], people: People) -> bool:
    """Whether the victims are only referred to ("the men", "those killed"), not told: no count, no name, no office."""
    if people.counted or people.quantity.best not in (None, 1):
        return False
    first = tokens[people.start].low
    inside = tokens[people.start : people.end]
    if first in ("he", "she"):
        return True
    if first not in ("the", "those", "these", "that", "this"):
        return False
    if people.quantity.best == 1 and _named_behind(tokens, people.end):
        return False
    after = [token.low for token in tokens[people.end : people.end + 2]]
    told = after[1:] in (["a"], ["an"]) or inside[-1].low in listed("relations", "heads_and_holders", "local_offices")
    told = told or any(_known(token) for token in tokens[people.end + 1 : people.end + LONG])
    counted = people.end + 1 < len(tokens) and tokens[people.end + 1].kind == "num"  # "the teacher of three boys"
    told = told or counted
    if people.quantity.best == 1 and after[:1] == ["of"] and told:
        return False  # "the driver of an ambulance", "the son of the mayor"
    if 2 <= len(inside) <= LONG and inside[-1].low in listed("belonging_to_it") and _by_some_hand(tokens, people):
        return False  # "hijacked a lorry and shot the driver dead"
    return not any(
        token.low in listed("roles") or (token.capital and token.kind == "word" and n) for n, token in enumerate(inside)
    )
