"""Whose an attack or a weapon is by what stands behind it: "by X", "which X launched", "that police said X planted"."""

from collections.abc import Sequence

from agents.claims.entities.focus import Focus
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.model import Token
from agents.claims.words import listed, words

NEAR = 4
"""Words behind "fired" among which "by X" stands."""


_ITS_SOURCE = (("whose", "source"), ("whose", "origin"))


def wrought_by(tokens: Sequence[Token], deed: Span, focus: Focus) -> Who:
    """The side of the relative clause behind an attack or a weapon; nobody where it tells of something else."""
    n = deed.end + (deed.end < len(tokens) and tokens[deed.end].text == ",")
    if n + 3 < len(tokens) and (tokens[n].low, tokens[n + 1].low) in _ITS_SOURCE and tokens[n + 2].low in words().be:
        if tokens[n + 3].low in ("not", "n't", "never"):
            return NO_ONE
        end = phrase_end(tokens, n + 3)
        end -= end - n > 4 and tokens[end - 1].low in listed("where_they_fire_from")
        return resolve(tokens, Span(n + 3, end), focus)  # "shelling whose source was X's positions"
    if n + 2 >= len(tokens) or tokens[n].low not in ("which", "that"):
        return NO_ONE
    n = _behind_who_says(tokens, n + 1)
    if n + 1 >= len(tokens):
        return NO_ONE
    if tokens[n].low in ("was", "were", "had") or tokens[n].low in listed("wrought_by"):
        fired = next((k for k in range(n, min(len(tokens) - 2, n + NEAR)) if tokens[k].low in listed("wrought_by")), -1)
        by = next((k for k in range(fired + 1, min(len(tokens) - 1, fired + NEAR)) if tokens[k].low == "by"), -1)
        return named_by(tokens, by + 1, focus) if fired >= 0 and by > 0 else NO_ONE
    end = phrase_end(tokens, n)
    verb = next((k for k in range(n + 1, min(len(tokens), end + 2)) if tokens[k].low in listed("wrought_by")), -1)
    if verb > 0:
        return resolve(tokens, Span(n, verb - (tokens[verb - 1].low in ("had", "has", "have"))), focus)
    return NO_ONE


def named_by(tokens: Sequence[Token], at: int, focus: Focus) -> Who:
    """The side whose phrase begins at ``at``, "suspected rebels" as well; nobody in "by the army's count"."""
    while at < len(tokens) and tokens[at].low in listed("suspecting"):
        at += 1
    stop = phrase_end(tokens, at)
    counted = any(token.low in listed("reckonings") for token in tokens[at:stop])
    if or_another(tokens, stop):
        return NO_ONE
    return resolve(tokens, Span(at, stop), focus) if stop > at and not counted else NO_ONE


def or_another(tokens: Sequence[Token], stop: int) -> bool:
    """Whether another side follows that may have done it: "by Emirati drones or Russian jets", "by X or by Y"."""
    if stop + 2 >= len(tokens) or tokens[stop].low != "or":
        return False
    return any(token.actor is not None for token in tokens[stop + 1 : stop + 4])


def tied_to(tokens: Sequence[Token], first: int, stop: int, focus: Focus) -> Who:
    """The X of "believed to be from X", "linked to X", whose first word stands in [first, stop); nobody for others."""
    for k in range(max(1, first), min(stop, len(tokens) - 2)):
        if tokens[k].low not in listed("taken_for", "tied_to") or tokens[k].kind != "word":
            continue
        at = next((n for n in range(k + 1, min(len(tokens), k + 9)) if tokens[n].actor is not None), -1)
        if at > 0 and all(token.low in listed("being_of") for token in tokens[k + 1 : at]):
            return resolve(tokens, Span(at, at + 1), focus)
    return NO_ONE


def _behind_who_says(tokens: Sequence[Token], n: int) -> int:
    """The position behind "it said", "the army said", where that is put in at n; else n."""
    end = phrase_end(tokens, n) if tokens[n].low not in ("it", "they", "he") else n + 1
    if end < len(tokens) and tokens[end].low in listed("said_so"):
        return end + 1 + (end + 1 < len(tokens) and tokens[end + 1].low == "that")
    return n


def puts_out(tokens: Sequence[Token], n: int) -> bool:
    """Whether "fire" at n is what an agency or a brigade puts out: "Japan's fire agency counted 42 dead"."""
    return tokens[n].low == "fire" and n + 1 < len(tokens) and tokens[n + 1].low in listed("fire_services")


def for_more(tokens: Sequence[Token], n: int) -> bool:
    """Whether it is no attack for which somebody is blamed at n: "mourned the dead and blamed X for starting a war"."""
    while n + 2 < len(tokens) and tokens[n].low == "and":
        n = phrase_end(tokens, n + 1)  # "blamed X and its allies for"
    if n + 1 >= len(tokens) or tokens[n].low != "for" or tokens[n + 1].low in words().pronouns:
        return False
    told = {token.low for token in tokens[n + 1 : n + 7]}
    return told.isdisjoint(listed("blamed_for_doing", "the_event", "attack_nouns", "crimes_told", "killing_words"))
