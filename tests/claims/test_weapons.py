import pytest

from agents.claims.entities.weapons import weapon_of
from agents.claims.language.noun_phrases import Span
from agents.claims.language.tokens import tokenise
from agents.claims.model import Sentence


@pytest.mark.parametrize(
    ("phrase", "weapon"),
    [
        ("several mortar rounds", "mortar rounds"),  # the longest name
        ("a bomb and mortar rounds", "mortar rounds"),
        ("air strikes and bombardment", "air strikes"),  # of two as long, the first named, whatever the hash seed
        ("bombardment and air strikes", "bombardment"),
        ("the weather", None),
    ],
)
def test_the_weapon_of_a_phrase(phrase: str, weapon: str | None) -> None:
    tokens = tokenise(Sentence(phrase, 0, len(phrase), "paragraph", 0), [], [])
    assert weapon_of(tokens, Span(0, len(tokens))) == weapon
