"""Falls told without a side: in a brief, of a land with a war, on the day; sport, pictures and business stay silent."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims

PUBLISHED = datetime(2021, 6, 19, 12, tzinfo=UTC)


def fallen(text: str) -> list[str]:
    return [
        claim.place.text for claim in read_claims(tagged(text, PUBLISHED)) if claim.mode == "actual" and claim.place
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kunduz was captured on Friday.", "Kunduz"),
        ("Alamata was recaptured on Friday after heavy fighting.", "Alamata"),
        ("The ministry confirmed the loss of Marib.", "Marib"),
        ("The governor announced on Friday the liberation of Masisi.", "Masisi"),
        ("The fall of Kismayo was confirmed on Friday.", "Kismayo"),
        ("The fall of Bria to the rebels marks a turn in the war.", "Bria"),
        ("The rebels' capture of Bria follows weeks of talks.", "Bria"),
        ("The fall of Kupiansk means that the army is a step closer to Kharkiv.", "Kupiansk"),
    ],
)
def test_a_brief_needs_no_side(text: str, place: str) -> None:
    assert fallen(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Barcelona was captured on Friday by a drone camera.",
        "Damascus fell on Saturday to a Beirut side in the Asian cup.",
        "Aden was captured on canvas by the painter on Friday.",
        "The fall of Kigali shares on Friday was the worst in years.",
        "The fall of Saigon shook the world.",
        "Mosul fell in 2014.",
        "The compound is left from the US invasion that toppled the dictator.",
        "The capture of Baghdad's most wanted man was confirmed on Friday.",
    ],
)
def test_else_a_side_is_wanted(text: str) -> None:
    assert fallen(text) == []
