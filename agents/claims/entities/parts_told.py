"""Whom a count holds, where its phrase tells it: "12 people, including three children", "nine men, all soldiers"."""

from collections.abc import Sequence
from typing import get_args

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.words import listed
from schemas.claim import VictimStatus

_TOLD: frozenset[VictimStatus] = frozenset(get_args(VictimStatus)) - {"unknown"}


def with_parts(tokens: Sequence[Token], people: People) -> tuple[str, VictimStatus]:
    """(text, status) of those counted, with the part that is told right behind them."""
    start, every = _opens(tokens, people.end)
    part = people_phrase(tokens, start) if 0 < start < len(tokens) else None
    bare = part is not None and part.end - part.start == 1 and part.status == "unknown"
    if part is None or bare or not people.counted or _harmed_apart(tokens, part.end):
        return people.text, people.status
    text = people.text + _behind(tokens, people.end, _with_others(tokens, part))
    if part.status not in _TOLD or part.status == people.status:
        return text, people.status
    return text, part.status if every else people.status if people.status == "unknown" else "mixed"


def _opens(tokens: Sequence[Token], n: int) -> tuple[int, bool]:
    """(where the part begins that is told from n on, whether it is all of them); -1 where none is."""
    n += n < len(tokens) and tokens[n].text in (",", "—", "–", "-")
    lows = [token.low for token in tokens[n : n + 3]]
    if lows[:2] == ["among", "them"]:
        return n + 2, False
    if lows[:1] and lows[0] in listed("some_of_them") - {"among"}:
        return n + 1, False
    if lows[:1] == ["all"]:
        return n + (3 if lows[1:] == ["of", "them"] else 1), True
    some = len(lows) == 3 and lows[1:] == ["of", "them"]
    return (n + 3, False) if some and (tokens[n].kind == "num" or lows[0] in ("most", "many", "some")) else (-1, False)


def _with_others(tokens: Sequence[Token], part: People) -> int:
    """Where the part ends with what is coordinated to it: "mostly women and children"."""
    end = part.end
    goes_on = end + 1 < len(tokens) and tokens[end].low == "and"
    more = people_phrase(tokens, end + 1) if goes_on and not part.counted else None
    return more.end if more is not None and not more.counted else end


def _behind(tokens: Sequence[Token], start: int, end: int) -> str:
    """The tokens [start, end) as written behind a phrase."""
    gap = "" if tokens[start].text == "," else " "
    return gap + text_of(tokens, start, end)


def _harmed_apart(tokens: Sequence[Token], end: int) -> bool:
    """Whether the part has a harm of its own: "wounded 12, including two seriously", "…, including one killed"."""
    return end < len(tokens) and tokens[end].low in listed("harm_predicates")
