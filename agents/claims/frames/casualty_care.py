"""Harm told by where the hurt are and what they have: "31 remain in hospital", "17 with bullet wounds"."""

from collections.abc import Sequence

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.frames.casualty_victims import people_in
from agents.claims.frames.match import Match
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def in_hospital(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "290 dead, about 500 in hospital", "31 people remain in hospital", "seventy others are in Goma General
    Hospital".
    """
    at = i - 1
    while at > 0 and i - at < 6 and (tokens[at].kind == "place" or _of_a_hospital(tokens[at])):
        at -= 1
    if at < 1 or tokens[at].low != "in":
        return None
    people = _who_is(tokens, at) or _counted_with_the_dead(tokens, at)
    return Match(rule, i, people.start, i + 1, "word", people=people) if people is not None else None


def _of_a_hospital(token: Token) -> bool:
    """Whether a word stands before "hospital": a part of its name, or "the local"."""
    return token.capital or token.low in ("the", "local", "nearby", "a")


def in_bad_condition(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "a third is in a critical condition", "two were flown to X in serious condition"."""
    if i < 4 or tokens[i - 1].low not in listed("bad_conditions"):
        return None
    at = i - 2 - (tokens[i - 2].low in ("a", "the"))
    if tokens[at].low != "in":
        return None
    people = _who_is(tokens, at) or _who_was_taken(tokens, at)
    return Match(rule, i, people.start, i + 1, "word", people=people) if people is not None else None


def _who_was_taken(tokens: Sequence[Token], at: int) -> People | None:
    """The counted subject of "was airlifted to X" before ``at``."""
    for n in range(at - 1, max(0, at - 7), -1):
        if tokens[n].low in listed("flown_out") and tokens[n - 1].low in words().be:
            people = people_in(tokens, subject(tokens, verb_group(tokens, n, frozenset({"pp"})).start))
            return people if people is not None and people.counted and not people.quantity.zero else None
        if tokens[n].kind == "punct":
            return None
    return None


def _counted_with_the_dead(tokens: Sequence[Token], at: int) -> People | None:
    """Those counted in one breath with the dead, without a verb, up to the "in" at ``at``."""
    n = at - 1
    while n > 0 and tokens[n].low in words().people:
        n -= 1
    if n < 1 or tokens[n].kind != "num" or tokens[n - 1].low not in (",", "and"):
        return None
    told = any(token.low in listed("killing_words") for token in tokens[max(0, n - 6) : n])
    return people_phrase(tokens, n, stop=at) if told else None


def _who_is(tokens: Sequence[Token], at: int) -> People | None:
    """The counted subject of "remain", "are", "ended up" right before ``at``."""
    n = at - 1 - (tokens[at - 1].low in ("up", "still", "now"))
    if n < 1 or tokens[n].low not in listed("lies_in_care"):
        return None
    people = people_in(tokens, subject(tokens, verb_group(tokens, n, frozenset({"past", "base"})).start))
    return people if people is not None and people.counted and not people.quantity.zero else None


def with_wounds(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "17 with bullet wounds", "two others escaped with burns": counted people alone."""
    w = next((n for n in range(i - 1, max(-1, i - 4), -1) if tokens[n].low == "with"), -1)
    if w < 1:
        return None
    if tokens[w - 1].low in listed("gets_away"):
        people = people_in(tokens, subject(tokens, verb_group(tokens, w - 1, frozenset({"past"})).start))
    else:
        n = next((n for n in range(w - 1, max(-1, w - 5), -1) if tokens[n].kind == "num"), -1)
        told = any(token.low in listed("killing_words") for token in tokens[max(0, n - 7) : n])
        people = people_phrase(tokens, n, stop=w) if n >= 0 and told else None
        if people is not None and people.end != w:
            return None
    if people is None or not people.counted or people.quantity.zero:
        return None
    return Match(rule, i, people.start, i + 1, "word", people=people)
