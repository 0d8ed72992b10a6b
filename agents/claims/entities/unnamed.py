"""Whom a phrase without a group's name means: "the army", "its soldiers", "troops from X", "fighters loyal to Y"."""

import re
from collections.abc import Sequence
from functools import cache

from agents.claims.entities.focus import Focus
from agents.claims.entities.own_names import (
    loyal_to,
)
from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.claims.words import listed, read_yaml, words
from schemas.actor import Actor, ActorType


def generic_actor(inside: Sequence[Token], focus: Focus) -> Actor | None:
    """The actor that "the army", "these fighters" goes back to."""
    last, short = inside[-1], len(inside) <= 3
    if last.kind != "word" or last.low not in listed("generic_groups") or not short:
        return None
    return focus.meant_by(last.low) if inside[0].low in ("the", "its", "their", "this", "these") else None


def ruler(tokens: Sequence[Token], start: int) -> Actor | None:
    """The state of "X's president said his troops …": the country in the subject of the verb of saying."""
    for n in range(start - 1, max(-1, start - 12), -1):
        if tokens[n].low in listed("said_so"):
            for k in range(n - 1, max(-1, n - 8), -1):
                place = tokens[k].place
                if tokens[k].actor is not None:
                    return None
                if place is not None and (place.feature == "country" or (k == n - 1 and _rules(tokens, k))):
                    return Actor(text=tokens[k].text, name=place.place.name, type="state")
            return None
    return None


def _rules(tokens: Sequence[Token], k: int) -> bool:
    """Whether a town speaks as a government: "Kyiv said its troops …", at the clause's beginning."""
    before = tokens[k - 1] if k else None
    return (
        before is None or (before.kind == "punct" and before.text in '.;:"“') or before.low in ("but", "while", "and")
    )


def is_definite(inside: Sequence[Token]) -> bool:
    """Whether a phrase is "the rebels", "the militants": a noun alone that goes back to who was named."""
    bare = [t for t in inside if t.kind != "word" or t.low not in words().determiners]
    return inside[0].low == "the" and len(bare) == 1 and bare[0].actor is not None and " " not in bare[0].text


def rebel_noun(inside: Sequence[Token]) -> str:
    """The noun that a phrase ends with where it may stand for rebels told of before, else nothing."""
    low = inside[-1].low
    return low if low in listed("rebel_nouns") else ""


@cache
def peoples() -> dict[str, str]:
    """Peoples whose name stands for their armed side where they take or lose a place (words.yaml, peoples)."""
    return {str(people): str(side) for people, side in read_yaml("words.yaml")["peoples"].items()}


def people_in_arms(token: Token) -> Actor:
    """The armed side that a people's name stands for: a state's where the people has one."""
    kind: ActorType = "state" if token.low in listed("nations") else "non-state"
    return Actor(text=token.text, name=peoples()[token.low], type=kind)


def state_behind(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The group of "fighters from X", "forces loyal to X", "troops loyal to the government"."""
    if span.end - span.start > 1 and tokens[span.end - 1].low == "loyal":
        span = Span(span.start, span.end - 1)
    if span.end + 1 >= len(tokens) or tokens[span.end].low not in listed("belonging"):
        return None
    lord = tokens[span.end + 1 : span.end + 7]
    if tokens[span.end].low == "loyal" and any(token.low in ("government", "state") for token in lord):
        return Actor(text=as_written(tokens[span.start : span.end]), name="government forces", type="state")
    lord = tokens[span.end + 1 : span.end + 7]
    told = (t.actor for n, t in enumerate(lord) if t.actor is not None and (n < 4 or lord[n - 1].actor is not None))
    mention = next((m for m in told if not m.generic), None)
    if mention is None and tokens[span.end].low == "loyal":
        return loyal_to(tokens, span)
    if mention is not None and not mention.generic:
        return mention.actor
    return _of_that_army(tokens, span)


def _of_that_army(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The side of "troops from Laurent Kabila's rebel army", "troops of the rebel movement": not the state."""
    if tokens[span.end].low not in ("from", "of"):
        return None
    for n in range(span.end + 1, min(len(tokens) - 1, span.end + 7)):
        token = tokens[n]
        if token.actor is not None:
            groups = {token.actor.actor.text.split(" ")[-1].lower(), tokens[n + 1].low}
            group = token.actor.actor.type == "non-state" and groups & listed("group_names", "leagues")
            return token.actor.actor if group else None
        if token.kind == "punct" or token.low in words().prepositions:
            return None
    return None


def as_written(inside: Sequence[Token]) -> str:
    """The words of a phrase without its determiners."""
    start = max((n + 1 for n, token in enumerate(inside[:-1]) if token.text == ")"), default=0)  # "BEIRUT (X) The …"
    while start < len(inside) - 1 and inside[start].low in ("the", "a", "an", "some", "its", "their"):
        start += 1
    told = (token.text for token in inside[start:] if token.text not in ('"', "“", "”"))
    written = " ".join(told).replace(" 's", "'s").replace(" ’s", "’s")
    return re.sub(r"(\d) (st|nd|rd|th)\b", r"\1\2", written)
