"""Whether victims counted together are of two sides that fight each other: their dead are never added up."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.model import Token
from agents.claims.words import listed


def opponents(tokens: Sequence[Token], people: People) -> bool:
    """Whether a sum is of a state's men and of those who fight it: "30 soldiers and 39 rebels".

    With civilians among them it is the toll of one event.
    """
    sides = {side_of(tokens, part) for part in people.parts}
    return len(sides) > 1 and "" not in sides and all(part.counted for part in people.parts)


def side_of(tokens: Sequence[Token], part: People) -> str:
    """The side that a phrase of victims names: "state", "non-state", or "" for civilians and anybody else."""
    inside = tokens[part.start : part.end]
    for token in inside:
        if token.actor is not None and token.actor.actor.type is not None:
            return "" if _against_rebels(token.actor.actor.name) else token.actor.actor.type
    lows = {token.low for token in inside}
    if lows & listed("enemies"):
        return "non-state"
    return "state" if lows & listed("state_nouns", "state_men") else ""


def _against_rebels(name: str) -> bool:
    """Whether those of a name fight on a state's side without being its men: "anti-jihadist militiamen"."""
    against = name.lower().removeprefix("anti-")
    return against != name.lower() and not against.startswith(tuple(listed("ruling_prefixes")))
