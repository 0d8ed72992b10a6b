"""Whether a phrase names only one of two sides that fought: then neither of them alone did the harm."""

from collections.abc import Sequence

from agents.claims.entities.weapons import weapon_owners
from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.claims.words import listed


def one_of_two(tokens: Sequence[Token], agent: Span) -> bool:
    """Whether the subject is only one side of a fight: "fighting between troops and the guerrillas of X, or Y, has"."""
    inside = tokens[agent.start : agent.end]
    kinds = {token.actor.actor.type for token in inside if token.actor is not None}
    kinds |= {weapon_owners()[token.low].type for token in inside if token.low in weapon_owners()}
    fought = any(token.low in listed("fights") for token in tokens[agent.end : agent.end + 2])
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
