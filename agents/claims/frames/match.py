"""What a fired rule found in a sentence, before anything is judged: positions and phrases, no slots yet."""

from msgspec import Struct

from agents.claims.entities.people_group import People
from agents.claims.entities.place_names import PlacePhrase
from agents.claims.language.noun_phrases import Span
from agents.claims.language.verbs import VerbGroup
from agents.claims.rules import Rule


class Match(Struct):
    """head: the trigger's token; [start, end): the tokens that the construction covers. verb is null for nouns and
    words.

    construction: "active", "passive", "reduced", "relative", "nominal", "word". agent: who did it; patient: whom it was
    done to where that is an actor (taken_from); weapon: what did it.
    """

    rule: Rule
    head: int
    start: int
    end: int
    construction: str
    verb: VerbGroup | None = None
    places: PlacePhrase | None = None
    agent: Span | None = None
    patient: Span | None = None
    people: People | None = None
    either: bool = False
