"""Whether a phrase names only one of two sides that fought or struck: then neither of them alone did the harm."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.focus import Focus
from agents.claims.entities.weapons import weapon_owners
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.model import Token
from agents.claims.sides.attack_owner import owner
from agents.claims.words import listed, words
from schemas.actor import Actor

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
    for part, other in _joined(tokens, attack):
        struck = {token.low.rpartition(" ")[2] for token in tokens[other.start : other.end]}
        if struck.isdisjoint(listed("attack_nouns", "pushes") | words().weapons | {"offensive"}):
            continue
        a, b = (owner(tokens, one.start, one.end, focus).actor for one in (part, other))
        allied = part is not attack and a is not None and b is not None and _abroad(a, b)
        if a is not None and b is not None and {a.type, b.type} == {"state", "non-state"} and not allied:
            return True
    return False


def _abroad(*sides: Actor) -> bool:
    """Whether one of two is a power that strikes abroad, whose ally the other may be: "Turkish jets and rebels"."""
    return any(side.name.split(" ")[0].lower() in listed("strike_abroad") for side in sides)


def _joined(tokens: Sequence[Token], attack: Span) -> Iterator[tuple[Span, Span]]:
    """An attack and the one that "and" joins to it behind it, and the two of which it consists itself."""
    if attack.end + 1 < len(tokens) and tokens[attack.end].low in ("and", "or"):
        yield attack, Span(attack.end + 1, phrase_end(tokens, attack.end + 1))
    for n in range(attack.start + 1, attack.end - 1):
        if tokens[n].low in ("and", "or"):
            yield Span(attack.start, n), Span(n + 1, attack.end)
