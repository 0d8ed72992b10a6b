"""Actors of a claim: who did it, whom it was done to, resolved through pronouns and generic nouns to the group
meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from agents.claims.grammar import Span
from agents.claims.model import Token
from agents.claims.words import listed, read_yaml, words
from schemas.actor import Actor, Speaker


@dataclass(slots=True)
class Focus:
    """What an article has named so far: its last armed actors, its organisations, and who last spoke."""

    armed: Actor | None = None
    sides: dict[str, Actor] = field(default_factory=dict)
    """The last actor with a name, by type: state or non-state."""
    organisations: tuple[str, ...] = ()
    """Full names of the organisations that the article names anywhere."""
    spoke: Speaker | None = None
    """Who was last quoted: the "it" of "it said"."""
    person: Speaker | None = None
    """The person who was last quoted: the "he" of "he said"."""
    person_named: bool = False
    """Whether that person is on the record."""

    def note(self, tokens: Sequence[Token]) -> None:
        """Remember the actors of a sentence; a group with a proper name displaces a generic one, not the reverse."""
        for token in tokens:
            if token.actor is None:
                continue
            actor = token.actor.actor
            if self.armed is None or not token.actor.generic:
                self.armed = actor
                if actor.type is not None:
                    self.sides[actor.type] = actor

    def meant_by(self, noun: str) -> Actor | None:
        """The actor that "the army", "the militants" goes back to: the last one of that sort of side."""
        if noun in listed("state_nouns"):
            return self.sides.get("state")
        if noun in listed("rebel_nouns"):
            return self.sides.get("non-state")
        return self.armed if noun else None


@dataclass(frozen=True, slots=True)
class Who:
    """actor: null where the phrase names none; armed: whether the phrase is about people under arms at all."""

    actor: Actor | None
    armed: bool


NO_ONE = Who(None, False)
"""The actor of a phrase that is not there."""


def resolve(tokens: Sequence[Token], span: Span | None, focus: Focus) -> Who:
    """The actor that a phrase names, directly, by country, by a generic noun or by a pronoun."""
    if span is None:
        return Who(None, False)
    inside = tokens[span.start : span.end]
    named = [
        token.actor
        for n, token in enumerate(inside)
        if token.actor is not None and not (n and inside[n - 1].low in listed("opposing"))
    ]
    if named:
        specific = [mention for mention in named if not mention.generic] or named
        owner = _belongs(tokens, span) if specific[0].generic else None
        written = specific[0].actor
        if (
            owner is None
            and specific[0].generic
            and inside[0].low in ("his", "her", "their", "its")
            and (state := _ruler(tokens, span.start)) is not None
        ):
            owner = Actor(text=written.text, name=state.name, type="state")
        if owner is None and specific[0].generic and _definite(inside) and (meant := focus.meant_by(_noun(inside))):
            owner = Actor(text=written.text, name=meant.name, type=meant.type)
        if owner is None and written.name in weapon_owners():  # "into rebel hands": rebels
            side = weapon_owners()[written.name]
            owner = Actor(text=written.text, name=side.name, type=side.type)
        return Who(owner or specific[0].actor, True)
    w = words()
    if len(inside) == 1 and inside[0].low in w.pronouns:
        if inside[0].low not in ("they", "it", "he", "them", "who", "which"):
            return Who(None, False)
        earlier = [token.actor for token in tokens[: span.start] if token.actor is not None]
        if not earlier and (state := _speaking_state(tokens, span)) is not None:
            return Who(state, True)
        armed_actor = earlier[-1].actor if earlier else focus.armed
        return Who(armed_actor, armed_actor is not None)
    last = inside[-1]
    if len(inside) == 1 and last.low in weapon_owners():
        return Who(weapon_owners()[last.low], True)  # "into rebel hands"
    if (
        len(inside) >= 2
        and inside[0].low in ("its", "their", "his", "her")
        and (last.low in listed("armed") or last.low in w.combatant)
    ):
        owners = [token.actor for token in tokens[: span.start] if token.actor is not None]
        if (state := _ruler(tokens, span.start)) is not None:
            return Who(state, True)
        if owners or focus.armed:
            return Who(owners[-1].actor if owners else focus.armed, True)
    if (
        last.kind == "word"
        and last.low in listed("generic_groups")
        and inside[0].low in ("the", "its", "their", "this", "these")
        and (meant := focus.meant_by(last.low)) is not None
        and len(inside) <= 3
    ):
        return Who(meant, True)
    if last.kind == "word" and last.capital and last.low in peoples():
        return Who(Actor(text=last.text, name=peoples()[last.low], type="non-state"), True)
    armed = next(
        (token for token in reversed(inside) if token.low in listed("armed") or token.low in w.combatant), None
    )
    if armed is not None:
        owner = _belongs(tokens, span)
        if owner is not None:
            return Who(owner, True)
        text = _phrase(inside)
        return Who(Actor(text=text, name=text, type=None), True)
    if last.low in weapon_owners():
        return Who(weapon_owners()[last.low], True)
    for token in inside:
        if token.place is not None and token.place.feature == "country" and token is last:
            return Who(Actor(text=token.text, name=token.place.place.name, type="state"), True)
    return Who(None, False)


def _ruler(tokens: Sequence[Token], start: int) -> Actor | None:
    """The state of "X's president said his troops …": the country in the subject of the verb of saying."""
    for n in range(start - 1, max(-1, start - 12), -1):
        if tokens[n].low in listed("said_so"):
            for k in range(n - 1, max(-1, n - 8), -1):
                place = tokens[k].place
                if tokens[k].actor is not None:
                    return None
                if place is not None and place.feature == "country":
                    return Actor(text=tokens[k].text, name=place.place.name, type="state")
            return None
    return None


def _definite(inside: Sequence[Token]) -> bool:
    """Whether a phrase is "the rebels", "the militants": a noun alone that goes back to who was named."""
    bare = [token for token in inside if token.kind != "word" or token.low not in words().determiners]
    return inside[0].low == "the" and len(bare) == 1 and bare[0].actor is not None and " " not in bare[0].text


def _noun(inside: Sequence[Token]) -> str:
    low = inside[-1].low
    return low if low in listed("rebel_nouns") else ""


def _speaking_state(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The state of "X says it has taken …": the country that speaks."""
    for n in range(span.start - 1, max(-1, span.start - 5), -1):
        place = tokens[n].place
        if place is not None and place.feature == "country" and tokens[n + 1].low in listed("reporting"):
            return Actor(text=tokens[n].text, name=place.place.name, type="state")
    return None


@cache
def peoples() -> dict[str, str]:
    """Peoples whose name stands for their armed side where they take or lose a place (words.yaml, peoples)."""
    return {str(people): str(side) for people, side in read_yaml("words.yaml")["peoples"].items()}


def _belongs(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The group of "fighters from X", "forces loyal to X"."""
    if span.end + 1 >= len(tokens) or tokens[span.end].low not in (
        "from",
        "of",
        "with",
        "loyal",
        "belonging",
        "allied",
    ):
        return None
    mention = next((token.actor for token in tokens[span.end + 1 : span.end + 5] if token.actor is not None), None)
    return mention.actor if mention is not None and not mention.generic else None


def _phrase(inside: Sequence[Token]) -> str:
    start = 0
    while start < len(inside) - 1 and inside[start].low in ("the", "a", "an", "some", "its", "their"):
        start += 1
    return " ".join(token.text for token in inside[start:])


@cache
def weapon_owners() -> dict[str, Actor]:
    """Words that say whose a weapon is ("rebel shelling"), with the side they name (words.yaml, weapon_owners)."""
    owners = read_yaml("words.yaml")["weapon_owners"]
    return {word: Actor(text=word, name=name, type=type_) for word, (name, type_) in owners.items()}


def weapon_of(tokens: Sequence[Token], span: Span | None) -> str | None:
    """The weapon that a phrase names ("several mortar rounds": "mortar rounds"), the longest name first."""
    if span is None:
        return None
    low = " ".join(token.low for token in tokens[span.start : span.end])
    best = ""
    for weapon in words().weapons:
        if len(weapon) > len(best) and f" {weapon} " in f" {low} ":
            best = weapon
    return best or None
