"""A count that holds for each of several: "two bombs, each killing three" are six, "lost five men each" are ten."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.people_group import People
from agents.claims.frames.match import Match
from agents.claims.model import Quantity, Token
from agents.claims.words import listed

REACH = 8
"""Tokens from a count to the "in each" behind it, at most."""
BACK = 24
"""Tokens before "each" in which it is told how many they are, at most."""
MOST = 30
"""So many are no attacks and no towns of which one sentence tells."""
SIDES = frozenset({"side", "party", "both"})


def times(tokens: Sequence[Token], found: Match) -> Match:
    """The match with its count taken as often as "each" says; the same where no "each" belongs to it."""
    people = found.people
    if people is None or people.quantity.zero or not people.counted or people.quantity == Quantity(None, None, None):
        return found
    at = _each(tokens, found, people)
    if at < 0:
        return found
    many, q = _how_many(tokens, at, people), people.quantity
    if many == 0:  # "each blast killed five": ten or more
        low = q.low or q.best
        return replace(found, people=replace(people, quantity=Quantity(low and 2 * low, None, None, vague=True)))
    low, best, high = (None if bound is None else bound * many for bound in (q.low, q.best, q.high))
    return replace(found, people=replace(people, quantity=replace(q, low=low, best=best, high=high)))


def _each(tokens: Sequence[Token], found: Match, people: People) -> int:
    """Where the "each" stands that the count of a match is for; -1 for none."""
    verb = found.verb.start if found.verb is not None else found.head
    if verb > 0 and tokens[verb - 1].low == "each":
        return verb - 1  # "each killing three", "two militants each were killed"
    if found.head + 1 < len(tokens) and tokens[found.head + 1].low == "each" and not _other(tokens, found.head + 1):
        return found.head + 1  # "one soldier was killed each in X and Y"
    end = people.end
    if end < len(tokens) and tokens[end].low == "each" and not _other(tokens, end):
        return end
    if found.agent is not None and tokens[found.agent.start].low == "each":
        return found.agent.start
    for n in range(max(found.head, end), min(len(tokens), max(found.head, end) + REACH)):
        if tokens[n].kind == "punct":
            return -1
        if tokens[n].low == "each" and tokens[n - 1].low in ("in", "at", "from") and not _other(tokens, n):
            return n
    return -1


def _other(tokens: Sequence[Token], n: int) -> bool:
    """Whether "each other" stands at n, or a time: "each day"."""
    after = tokens[n + 1].low if n + 1 < len(tokens) else ""
    return after == "other" or after in listed("time") or after in listed("units_of_time")


def _how_many(tokens: Sequence[Token], at: int, people: People) -> int:
    """How many "each" goes through: counted, or named one by one; 0 where nobody says."""
    for n in range(at + 1, min(len(tokens), at + 4)):
        if tokens[at + 1].low == "of" and tokens[n].number is not None:
            return _figure(tokens[n])  # "each of the three villages"
        if tokens[n].low in SIDES:
            return 2
    for n in range(at - 1, max(-1, at - BACK), -1):
        if tokens[n].low == "both":
            return 2
        dated = (n > 0 and tokens[n - 1].low in listed("months")) or tokens[n + 1].low in listed("months")
        if 1 < _figure(tokens[n]) < MOST and not dated and not people.start <= n < people.end:
            return _figure(tokens[n])
    return _named(tokens, people)


def _figure(token: Token) -> int:
    return (token.number.best or 0) if token.number is not None else 0


def _named(tokens: Sequence[Token], people: People) -> int:
    """How many places or sides the sentence names in one list: "in X, Y and Z"; 0 where it names no two."""
    for kind in ("place", "actor"):
        for n in range(1, len(tokens) - 1):
            if tokens[n].low != "and" or tokens[n + 1 + (tokens[n + 1].low == "the")].kind != kind:
                continue
            k, many = n - 1, 1
            while k >= 0 and tokens[k].kind == kind and not people.start <= k < people.end:
                many += 1
                k -= 1 + (k > 0 and tokens[k - 1].low in ("the", "of"))
                if k < 1 or tokens[k].text != ",":
                    break
                k -= 1
            if many > 1:
                return many
    return 0
