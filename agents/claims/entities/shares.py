"""People told as a share or as all of them, without a count: "most of the garrison", "everyone on board"."""

from collections.abc import Sequence

from agents.claims.entities.collectives import collective
from agents.claims.entities.people_group import MANY, People, group
from agents.claims.language.noun_phrases import inside_np
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.claim import VictimStatus

HURT = frozenset({"wounded", "injured", "hurt"})
"""Those hurt, told as people: "two of the wounded"."""
_TOLD_BEFORE = HURT | {"victims", "dead", "casualties"}
"""Those of whom a share is no event of its own."""


def share(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The many of "most of the garrison", "almost half the hostages", "two thirds of the crew" at k; else null."""
    stop = min(stop, len(tokens))
    n = _past_nearly(tokens, k, stop)
    n += n + 1 < stop and (tokens[n].low == "a" or tokens[n].kind == "num") and _fraction(tokens[n + 1])
    if n + 2 >= stop or not (_fraction(tokens[n]) or tokens[n].low in ("half", "most")):
        return None
    of = tokens[n + 1].low == "of"
    first = n + 1 + of
    if tokens[first].low not in words().determiners or not (of or tokens[n].low == "half"):
        return None
    whole = group(tokens, first, stop) or collective(tokens, first, stop)
    if whole is not None and (whole.counted or whole.quantity != MANY or tokens[whole.end - 1].low in _TOLD_BEFORE):
        return None
    if whole is not None:
        return People(MANY, text_of(tokens, k, whole.end), whole.status, k, whole.end)
    return _body(tokens, k, first + 1, stop)


def everyone(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The many of "everyone on board", "nearly all those inside", "everybody in the house" at k; else null."""
    n = _past_nearly(tokens, k, min(stop, len(tokens)))
    if n >= min(stop, len(tokens)):
        return None
    if tokens[n].low == "all" and n + 1 < stop:
        n += tokens[n + 1].low == "those"
    elif tokens[n].low not in ("everyone", "everybody"):
        return None
    there = [token.low for token in tokens[n + 1 : n + 3]]
    if not there or not (there[0] in ("aboard", "inside") or there in (["on", "board"], ["in", "the"], ["in", "it"])):
        return None
    return People(MANY, text_of(tokens, k, n + 1), "unknown", k, n + 1)


def _past_nearly(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The position behind "almost", "more than" at k."""
    while k < stop and tokens[k].low in listed("nearly_all"):
        k += 1
    return k


def is_share(tokens: Sequence[Token], people: People) -> bool:
    """Whether a phrase tells a share of those told of: "most of the men killed in the raid were foreigners"."""
    return people.quantity == MANY and share(tokens, people.start, people.end) is not None


def of_the_hurt(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The two of "two of the injured have died", the forty of "40 of its wounded were shot" at k; else null."""
    if k + 3 >= min(stop, len(tokens)) or tokens[k + 1].low != "of" or tokens[k + 3].low not in HURT:
        return None
    number = tokens[k].number
    if number is None or tokens[k + 2].low not in words().determiners:
        return None
    ends = k + 4 >= len(tokens) or k + 4 >= stop or not inside_np(tokens, k + 4)
    return People(number, text_of(tokens, k, k + 4), "unknown", k, k + 4, tokens[k].text, True) if ends else None


def some_of_the_hurt(tokens: Sequence[Token], people: People) -> bool:
    """Whether people are told as some of the hurt: "two of the injured", "one of those wounded"; no "two hurt men"."""
    inside = [token.low for token in tokens[people.start : people.end]]
    return len(inside) > 2 and "of" in inside[:-2] and inside[-1] in HURT


def _fraction(token: Token) -> bool:
    return token.low in ("third", "thirds", "quarter", "quarters", "majority", "bulk")


def _body(tokens: Sequence[Token], k: int, n: int, stop: int) -> People | None:
    """The garrison of "half of the 60-strong garrison": men told by what they make together, without their "of"."""
    while n < stop and tokens[n].low not in listed("bodies_of_men") and inside_np(tokens, n):
        n += 1
    if n >= stop or tokens[n].low not in listed("bodies_of_men"):
        return None
    status: VictimStatus = "unknown" if tokens[n].low == "crew" else "combatant"
    return People(MANY, text_of(tokens, k, n + 1), status, k, n + 1)
