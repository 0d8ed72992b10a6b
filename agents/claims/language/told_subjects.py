"""Who does it where the verb has no subject of its own: beside it, fronted, or told by the sentence."""

from collections.abc import Sequence

from agents.claims.language.clauses import is_struck, the_fallen
from agents.claims.language.noun_phrases import (
    Span,
    inside_np,
    is_adverb,
    made_to,
    phrase_start,
    timed_opening,
)
from agents.claims.language.subjects import governor_subject, main_subject, nearest_actor, subject
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.words import listed, words


def actor_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject of a verb group, also where it is told elsewhere: that of the governor of an infinitive ("is said to
    have seized"), or that of the main verb before a participle (", capturing …").
    """
    if group.form == "infinitive" and group.governor >= 0:
        if (made := made_to(tokens, group.governor)) is not None:
            return made
        if (those := _whom_it_took(tokens, group.governor)) is not None:
            return those
        if (fallen := the_fallen(tokens, group.governor)) is not None:
            return fallen if fallen.end > fallen.start else None
        found = governor_subject(tokens, group.governor)
    elif group.form == "gerund" and (whose := _whose_claim(tokens, group)) is not None:
        return whose
    elif (group.form == "gerund" and not group.passive) or tokens[group.start].low == "having":
        found = with_subject(tokens, group) or fronted_subject(tokens, group) or main_subject(tokens, group.start)
    else:
        return subject(tokens, group.start)
    if found is not None and tokens[found.end - 1].capital and tokens[found.end - 1].low.endswith("s"):
        return found  # a people by name: "the Kurds"
    land = tokens[found.end - 1].place if found is not None else None
    if land is not None and land.feature == "country":
        return found  # "X did not advance, but Russia claimed to have taken Y": not X
    if found is not None and found.relative and tokens[found.end - 1].capital and tokens[found.end - 1].kind == "word":
        return found  # "X has been battling General Y, who launched an offensive to take Z": not X
    if found is not None and found.end == found.start + 1 and tokens[found.start].low in ("it", "they"):
        return found  # "X said it had killed 50 soldiers in overrunning Y": not the soldiers
    if found is None or not any(token.kind == "actor" for token in tokens[found.start : found.end]):
        return nearest_actor(tokens, group.start) or found
    return found


def _whom_it_took(tokens: Sequence[Token], at: int) -> Span | None:
    """The rebels of "it took the rebels two days to capture X"."""
    if tokens[at].low not in listed("spans_of_time"):
        return None
    for n in range(at - 2, max(0, at - 8), -1):
        if tokens[n].low == "took" and tokens[n - 1].low == "it":
            end = n + 1
            while (
                end < at and tokens[end].kind != "num" and (end == n + 1 or tokens[end].low not in words().determiners)
            ):
                end += 1
            return Span(n + 1, end) if end > n + 1 else None
    return None


def _whose_claim(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The rebels of "denied a rebel claim of seizing X", "the rebels' claim of having taken X"."""
    n = group.governor
    if n < 2 or tokens[n].low != "of" or tokens[n - 1].low not in ("claim", "claims", "boast", "boasts"):
        return None
    k = n - 2 - (tokens[n - 2].low in ("'s", "'", "’s", "’"))
    return Span(k, k + 1) if k >= 0 and tokens[k].kind == "actor" else None


def with_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject that "with" gives a participle right behind it: "the battle ended with rebels seizing X"."""
    end = group.start
    while end > 1 and (is_adverb(tokens[end - 1]) or tokens[end - 1].low in words().adverbs):
        end -= 1
    if end < 2 or not inside_np(tokens, end - 1):
        return None
    first, _ = phrase_start(tokens, end - 1)
    led = first > 0 and first < end and tokens[first - 1].low == "with"
    led = led and not (first > 1 and tokens[first - 2].low in listed("fights", "shootouts"))
    return Span(first, end) if led else None


def fronted_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject of "After seizing X, rebels …": that of the clause behind the comma."""
    opens = group.governor == 0 or (group.governor < 0 and group.start == 0) or timed_opening(tokens, group.start)
    opens = opens or (group.start == 1 and tokens[0].low in listed("clause_prepositions") | {"despite", "upon"})
    if not opens:
        return None
    comma = next((n for n in range(group.end, min(len(tokens), group.end + 16)) if tokens[n].text == ","), -1)
    if comma < 0 or comma + 1 >= len(tokens):
        return None
    end = comma + 1
    while end < len(tokens) and (inside_np(tokens, end) or tokens[end].low == "of"):
        end += 1
    return Span(comma + 1, end) if end > comma + 1 else None


def told_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject of a verb group as the sentence tells it, a participle's being its main verb's; never a guess."""
    if group.form == "infinitive" and group.governor >= 0:
        return governor_subject(tokens, group.governor)
    if group.form == "gerund" and not group.passive:
        if (fronted := with_subject(tokens, group) or fronted_subject(tokens, group)) is not None:
            return fronted
        opens = group.start
        while opens > 1 and is_adverb(tokens[opens - 1]):
            opens -= 1  # "…, reportedly killing 12"
        if opens and tokens[opens - 1].text == ",":  # "hit the town, killing 12": not the town
            return main_subject(tokens, opens) or subject(tokens, opens)
        if opens and tokens[opens - 1].low == "and" and (first := _participle_before(tokens, opens)) > 0:
            return main_subject(tokens, first) or subject(tokens, first)
        found = subject(tokens, group.start)
        if found is None or is_struck(tokens, found.start) or _dealt_with(tokens, found.start):
            return main_subject(tokens, group.start) or _right_before(tokens, found) or found
        return found
    return subject(tokens, group.start)


def _right_before(tokens: Sequence[Token], struck: Span | None) -> Span | None:
    """The side right before the verb that struck a place, where what opens the sentence runs into it, a comma lost: "In
    the east troops stormed a village killing 12".
    """
    k = struck.start - 2 if struck is not None else -1
    return Span(k, k + 1) if k >= 0 and tokens[k].kind == "actor" else None


JOINED = 12
"""Tokens between two participles that "and" joins, at most: ", killing 22 people in the hall and wounding 50"."""


def _participle_before(tokens: Sequence[Token], opens: int) -> int:
    """Where the participle behind a comma stands with which "and", before ``opens``, joins one; -1 where none does."""
    for n in range(opens - 2, max(1, opens - JOINED), -1):
        if tokens[n].kind == "punct" and tokens[n].text in ",.;:?!":
            return -1
        if tokens[n].low.endswith("ing") and tokens[n - 1].text == ",":
            return n
    return -1


def _dealt_with(tokens: Sequence[Token], start: int) -> bool:
    """Whether the phrase at ``start`` is what others dealt with: "thwarted an attack killing 12", a comma lost."""
    return start > 0 and tokens[start - 1].low in listed("dealt_with")
