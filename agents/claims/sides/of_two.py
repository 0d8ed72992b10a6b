"""Whether a phrase names only one of two sides that fought or struck: then neither of them alone did the harm."""

from collections.abc import Sequence

from agents.claims.entities.focus import Focus
from agents.claims.entities.weapons import weapon_owners
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.model import Token
from agents.claims.sides.attack_owner import owner
from agents.claims.words import listed, words

BETWEEN = 9
"""Tokens behind "either" in which both of two are told, at most."""


def one_of_two(tokens: Sequence[Token], agent: Span) -> bool:
    """Whether the subject is only one side of a fight: "fighting between troops and the guerrillas of X, or Y, has"."""
    inside = tokens[agent.start : agent.end]
    kinds = {token.actor.actor.type for token in inside if token.actor is not None}
    kinds |= {weapon_owners()[token.low].type for token in inside if token.low in weapon_owners()}
    fought = any(token.low in listed("fights", "trading") for token in tokens[agent.end : agent.end + 2])
    others = any(token.low in ("with", "against") for token in tokens[agent.end : agent.end + 4])
    if fought and not others and {"state", "non-state"} <= kinds and any(token.low == "and" for token in inside):
        return True  # "rebels and troops clashed in X, killing 12"
    for n in range(agent.start - 1, max(0, agent.start - 16), -1):
        if tokens[n].text in ".;:?!":
            return False
        if n == agent.start - 1 and tokens[n].low in ("with", "against") and tokens[n - 1].low in listed("fights"):
            return True  # "heavy fighting with security forces that left 16 dead"
        if tokens[n].low == "between":
            lows = {token.low for token in tokens[max(0, n - 5) : n]}
            return bool(lows & listed("fights")) and any(t.low == "and" for t in tokens[n : agent.end])
    return False


def either_of(tokens: Sequence[Token], agent: Span) -> bool:
    """Whether it is left open which of two it was: "by either X or Y warplanes", "warplanes, either X or Y, struck"."""
    return any(token.low == "either" for token in tokens[max(0, agent.start - 1) : agent.end + 2])


def left_between(tokens: Sequence[Token], k: int) -> bool:
    """Whether it is told from k on that one of two did it, and not which: "in strikes by either X or Y jets"."""
    for n in range(k, len(tokens)):
        if tokens[n].low == "either":
            sides = [token for token in tokens[n + 1 : n + BETWEEN] if token.low == "or" or token.actor is not None]
            return any(token.low == "or" for token in sides) and any(token.actor is not None for token in sides)
    return False


def by_both(tokens: Sequence[Token], attack: Span, focus: Focus) -> bool:
    """Whether the attack of another sort of side is joined to one: "killed in rebel shelling and army air strikes"."""
    n = attack.end + 1
    if n >= len(tokens) or tokens[attack.end].low not in ("and", "or"):
        return False
    stop = phrase_end(tokens, n)
    struck = (token.low.rpartition(" ")[2] for token in tokens[n:stop])
    if not any(word in listed("attack_nouns") or word in words().weapons for word in struck):
        return False
    one, other = (owner(tokens, *part, focus).actor for part in ((attack.start, attack.end), (n, stop)))
    return one is not None and other is not None and {one.type, other.type} == {"state", "non-state"}
