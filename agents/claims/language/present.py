"""Verbs in the present tense in which notes and headlines tell what was done: "Rebels ambush a convoy", "and kill"."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import inside_np
from agents.claims.model import Token
from agents.claims.words import listed, words


def told_now(tokens: Sequence[Token], n: int, *, deed: bool = False) -> bool:
    """Whether a form like "ambush", "attacks" at n is a verb: behind those who act, and before whom it hits.

    deed: only where it is an attack, as "repels" is none.
    """
    if tokens[n].low not in (listed("deeds_now") if deed else listed("deeds_now", "moves_now")):
        return False
    if not n or n + 1 >= len(tokens) or tokens[n].kind != "word":
        return False
    before, after = tokens[n - 1], tokens[n + 1]
    if before.text in "\"”’'" and n > 1:
        before = tokens[n - 2]  # "30 'militants' attack a convoy"
    if before.low in ("and", "also", "then"):
        before = tokens[n - 2] if n > 1 else before
        who = before.kind in ("place", "num") or inside_np(tokens, n - 2)
    else:
        people = words().people
        doer = before.low in people or before.low in words().weapons or before.low in listed("armed", "doers_alone")
        who = before.kind == "actor" or (before.kind == "word" and doer)
    if not who:
        return False
    if after.kind in ("num", "actor", "place") or after.low in listed("openers") or after.low in words().pronouns:
        return True
    if after.low in ("and", "dead"):
        return True
    if tokens[n].low in listed("struck_at_now"):
        return after.low in ("with", "on", "at", "fire", "into")
    return after.kind == "word" and inside_np(tokens, n + 1)
