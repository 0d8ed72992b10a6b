"""Who leaves a place: "the last of the rebels in X boarded buses", "attacked a convoy of rebel trucks fleeing X".

And who leaves it and never held it: "shot at people fleeing X".
"""

from collections.abc import Sequence

from agents.claims.entities.places import place_phrase
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, inside_np, is_adverb, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

REACH = 7
"""Tokens between those who leave and the buses, at most."""


def boarded(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The last of the rebels in X boarded buses", "X's remaining fighters climbed into the buses"."""
    verb = next((n for n in range(i - 1, max(0, i - REACH), -1) if tokens[n].low in listed("boarding")), -1)
    if verb < 1:
        return None
    group = verb_group(tokens, verb, frozenset({"past", "pp"}))
    who = subject(tokens, group.start)
    if who is None or group.form != "finite":
        return None
    lows = {token.low for token in tokens[who.start : group.start]}
    if not lows & listed("all_of_them"):
        return None  # "rebels in X boarded buses": a part of them
    for n in range(who.start, group.start):
        inside = tokens[n - 1].low in ("in", "at", "inside", "of", "from") or tokens[n + 1].low == "'s"
        if tokens[n].kind == "place" and inside:
            places = place_phrase(tokens, n, stop=n + 1)
            return Match(rule, verb, who.start, i + 1, "active", group, places, patient=who) if places else None
    return None


def those_fleeing(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The trucks of "attacked a convoy of rebel trucks fleeing X": what a participle of leaving stands right behind."""
    who = _right_before(tokens, group)
    return who if who is not None and _under_arms(tokens[who.start : who.end]) else None


def unarmed_fleeing(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether people or vehicles of no side leave: "shot at people fleeing X", "rebels ambush bus fleeing X"."""
    who = _right_before(tokens, group)
    if who is None:
        return False
    deeds = (n + 1 for n in range(who.end - 1, who.start, -1) if tokens[n].low in listed("attack_nouns"))
    inside = tokens[next(deeds, who.start) : who.end]  # a headline's "rebels ambush bus" looks like one phrase
    if not inside or _under_arms(inside[:-1]):
        return False
    return inside[-1].low in (words().people - words().combatant) | listed("buses", "households") | {"convoy"}


def _right_before(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The phrase right behind which a participle of leaving stands, with what it is "of"; null where none does."""
    k = group.start - 1
    if group.form != "gerund" or group.governor >= 0 or group.passive:
        return None
    while k > 0 and is_adverb(tokens[k]):
        k -= 1
    if k < 1 or tokens[k].kind not in ("word", "actor") or not inside_np(tokens, k):
        return None
    first = phrase_start(tokens, k)[0]
    while first > 1 and tokens[first - 1].low == "of" and inside_np(tokens, first - 2):
        first = phrase_start(tokens, first - 2)[0]
    return Span(first, k + 1)


def _under_arms(inside: Sequence[Token]) -> bool:
    return any(t.actor is not None or t.low in listed("armed") or t.low in listed("war_machines") for t in inside)
