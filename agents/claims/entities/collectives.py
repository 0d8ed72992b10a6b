"""People told by what they make together: "a patrol of 12 soldiers", "a busload of passengers", "the pair"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.people_group import People, group
from agents.claims.language.noun_phrases import inside_np
from agents.claims.language.spelled import TOGETHER
from agents.claims.language.tokens import text_of
from agents.claims.model import Quantity, Token
from agents.claims.words import listed, words

_WORDS_BEFORE = 4
"""That may stand before its noun: "a small Red Cross team of medics"."""


def collective(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The people of the collective named at k, counted as they are behind its "of"; null where there is none."""
    if k >= stop or tokens[k].low not in listed("one_collective"):
        return None
    if k + 1 < stop and (count := TOGETHER.get(tokens[k + 1].low)) and _alone(tokens, k + 2):
        told = text_of(tokens, k, k + 2)
        return People(Quantity(count, count, count), told, "unknown", k, k + 2, told, True)
    for n in range(k + 1, min(stop - 2, len(tokens) - 2, k + 2 + _WORDS_BEFORE)):
        token = tokens[n]
        if token.low in listed("collectives") and tokens[n + 1].low == "of":
            members = group(tokens, n + 2, stop)
            return None if members is None or _one(members) else replace(members, start=k)
        if not inside_np(tokens, n) or token.kind not in ("word", "actor", "place") or token.low in words().determiners:
            return None
    return None


def _alone(tokens: Sequence[Token], k: int) -> bool:
    """Whether nothing goes on with "the pair" before k, which names two of those told before; no "pair of robbers"."""
    return k >= len(tokens) or not (tokens[k].low == "of" or inside_np(tokens, k))


def _one(members: People) -> bool:
    """Whether a single one stands behind the "of", whose group it is: "a group of Colonel X"."""
    return members.quantity.best == 1
