"""What an article has named so far, for the pronouns and generic nouns that go back to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agents.claims.entities.organisations import named_in
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import Actor, Speaker


@dataclass
class Focus:
    """What an article has named so far: its last armed actors, its organisations, and who last spoke."""

    text: str = ""
    """The whole article."""
    armed: Actor | None = None
    subject: Actor | None = None
    """The first actor of the last sentence that named one, where no preposition ruled it: the "they" of the next."""
    sides: dict[str, Actor] = field(default_factory=dict)
    """The last actor with a name, by type: state or non-state."""
    rebels: Actor | None = None
    """The last of the non-state ones that may be called rebels."""
    voices: dict[str, tuple[Speaker, bool, bool, bool]] = field(default_factory=dict)
    """Persons quoted with name and office, by last name: (speaker, on the record, claiming, of an army)."""
    bodies: list[tuple[Speaker, bool, bool, bool]] = field(default_factory=list)
    """The bodies quoted so far, the last one last, the "it" of "it said": (speaker, on the record, claiming, of an
    army).
    """
    crowd: tuple[Speaker, bool, bool, bool] | None = None
    """Those who were last quoted, where they are several: "officials", "residents of X", the "they" of "they said"."""
    papers: dict[str, tuple[Speaker, bool, bool, bool]] = field(default_factory=dict)
    """Whose the last document of a sort is ("report"): (speaker, on the record, claiming, of an army)."""
    outlet: str | None = None
    """Whose article it is: the "we" of "we have recorded"."""
    person: Speaker | None = None
    """The person who was last quoted: the "he" of "he said"."""
    person_named: bool = False
    """Whether that person is on the record."""
    here: int = -1
    """The sentence that is read, by index; -1 where none is."""
    subject_at: int = -9
    """The sentence of which the subject is."""
    person_military: bool = False
    """Whether that person speaks for an army."""

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Full names of the organisations that the article names anywhere."""
        return named_in(self.text)

    def note(self, tokens: Sequence[Token]) -> None:
        """Remember the actors of a sentence; a group with a proper name displaces a generic one, not the reverse."""
        told = self.subject is not None and _goes_on(tokens)
        for n, token in enumerate(tokens):
            if token.actor is None or _apposed(tokens, n) or _only_whose(tokens, n):
                continue
            before = tokens[n - 1] if n and tokens[n - 1].low != "the" else tokens[max(0, n - 2)]
            acts = n + 1 < len(tokens) and tokens[n + 1].low in listed("deeds")  # "two days after X raided the post"
            if not told and (n < 2 or acts or before.low not in words().prepositions):
                self.subject, told = token.actor.actor, True
                self.subject_at = self.here
            actor = token.actor.actor
            if self.armed is None or not token.actor.generic:
                self.armed = actor
                if actor.type is not None and actor.name not in listed("no_insurgents"):
                    self.sides[actor.type] = actor
                    if actor.type == "non-state" and actor.name not in listed("never_rebels"):
                        self.rebels = actor

    def meant_by(self, noun: str) -> Actor | None:
        """The actor that "the army", "the militants" goes back to: the last one of that sort of side."""
        if noun in listed("state_nouns"):
            return self.sides.get("state")
        if noun in listed("rebel_nouns"):
            last = self.sides.get("non-state")
            if last is not None and noun == "rebels" and last.name in listed("never_rebels"):
                return self.rebels or last
            other = noun == "separatists" and last is not None and "separatist" not in last.name.lower()
            return None if other else last  # "the separatists" are no Houthis
        if noun in listed("leagues", "groups_told_of"):
            return self.sides.get("non-state", self.armed)  # "the group" is no army
        return self.armed if noun else None


def _goes_on(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is about whom the one before was about: "It took three bases, 200 soldiers fleeing"."""
    return len(tokens) > 1 and tokens[0].low in ("it", "they") and tokens[1].low not in listed("said_so")


def _only_whose(tokens: Sequence[Token], n: int) -> bool:
    """Whether the actor at n only says whose affiliate it is: "the al-Qaeda affiliate"; no "al-Qaeda affiliate X"."""
    the = n > 0 and tokens[n - 1].low in ("the", "this", "that")
    if not the or n + 1 >= len(tokens) or tokens[n + 1].low not in listed("affiliates"):
        return False
    return n + 2 >= len(tokens) or tokens[n + 2].actor is None


def _apposed(tokens: Sequence[Token], n: int) -> bool:
    """Whether the actor at n only says what the one named before it is: "the ADF, a Ugandan armed group"."""
    if n < 3 or tokens[n - 1].low not in ("a", "an") or tokens[n - 2].text != ",":
        return False
    return tokens[n - 3].actor is not None or (tokens[n - 3].text == ")" and tokens[n - 4].actor is not None)
