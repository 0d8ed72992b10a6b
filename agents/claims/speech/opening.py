"""The person or body with which a sentence opens: whom the "he" or the "it" of what follows goes back to."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, words

LONGEST = 10
"""Tokens of a person's office and name, at most."""


def opening_person(tokens: Sequence[Token]) -> Span | None:
    """ "TPLF spokesman Getachew Reda (rejects)", "A lieutenant (from Ohio)", "Aline Kaya(, for the front,)"."""
    w = words()
    told = w.titles | listed("roles", "persons")
    ends = w.auxiliaries | w.prepositions | w.pronouns | w.conjunctions | {"there", "here"}
    start = int(bool(tokens) and tokens[0].low in ("the", "a", "an", "its", "another"))
    if start < len(tokens) and tokens[start].kind == "num":
        return None  # "Two other people were missing, he said": no "he"
    k, office = start, False
    while k < min(len(tokens), LONGEST):
        token = tokens[k]
        known = token.low.rstrip(".") in told
        named = token.capital or token.kind in ("actor", "place") or token.low in listed("name_particles")
        if token.kind == "punct" or (token.kind == "word" and token.low in ends):
            break
        if not (named or known) and (office or _named(tokens[start:k])):
            break
        office = office or known
        k += 1
    return Span(0, k) if k > start and (office or _named(tokens[start:k])) else None


def opening_body(tokens: Sequence[Token]) -> Span | None:
    """ "The Ministry of Defence (offered)", "The agency (has lost patience)": an office or an organisation."""
    if not tokens or tokens[0].low not in ("the", "its"):
        return None
    bodies = frozenset().union(*(roles for kind, roles in speech_words().types if kind in ("official", "organisation")))
    ends = words().auxiliaries | (words().prepositions - {"of"})
    k, last = 1, -1
    while k < min(len(tokens), LONGEST) and tokens[k].kind in ("word", "actor", "place"):
        low = tokens[k].low
        if low in bodies and low not in listed("persons", "roles"):
            last = k
        elif low in ends or (last >= 0 and not (tokens[k].capital or low == "of")):
            break
        k += 1
    end = k
    while end > 0 and tokens[end - 1].low == "of":
        end -= 1
    return Span(0, end) if last >= 0 else None


def _named(inside: Sequence[Token]) -> bool:
    """Whether a phrase holds a person's name: two words with capitals, side by side."""
    return any(a.capital and b.capital and a.kind == b.kind == "word" for a, b in pairwise(inside))


def goes_on_counting(tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause counts on from what was told: "Another man", "Five others", "The other 17", "80 were hurt"."""
    n = start
    if n + 2 >= len(tokens):
        return False
    if tokens[n].low.split(" ")[0] == "another":  # "another seven" is one number
        return True
    if tokens[n].low in ("at", "by", "in") and tokens[n + 1].low == "that" and tokens[n + 2].low in listed("occasions"):
        return True
    if tokens[n].low == "the" and tokens[n + 1].low in ("other", "others", "rest"):
        return True
    if tokens[n].low == "a" and tokens[n + 1].low in listed("ordinals"):
        return tokens[n + 2].low in words().auxiliaries
    count = tokens[n].number
    following = tokens[n + 1].low
    if count is not None and (following == "others" or (following == "more" and tokens[n + 2].low != "than")):
        return True
    if count is None or count.low != count.high or count.vague:
        return False  # "more than 1.6 million have been uprooted" is a sum of its own
    return following in words().auxiliaries
