"""Harm that is only foreseen, and harm beside words that look like it; every sentence is made up."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims

PUBLISHED = datetime(2016, 7, 1, 12, tzinfo=UTC)


def modes(text: str) -> set[str]:
    return {claim.mode for claim in read_claims(tagged(text, PUBLISHED))}


@pytest.mark.parametrize(
    "text",
    [
        "If the town is stormed, we expect tens of thousands of displaced people in Lahj.",
        "The agency foresees 4,000 displaced people in Aweil.",
        "The army would leave the valley, with a further 300 people displaced to Frankfurt.",
    ],
)
def test_what_is_foreseen_has_not_happened(text: str) -> None:
    assert "actual" not in modes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The long-expected offensive killed 12 people in Lahj on Friday.",
        "Nobody expects peace, a day after shells killed 12 people in Lahj.",
        "Rebels left the town on Friday, with 300 people displaced to Aweil.",
    ],
)
def test_what_happened_beside_such_words_is_told(text: str) -> None:
    assert "actual" in modes(text)
