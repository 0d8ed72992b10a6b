"""What nobody confirms tells nothing done; what is reported but not confirmed is told with distance."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Officials have not confirmed the city of Sirte was back in government hands.",
        "The ministry could not confirm that 30 people were killed in Goma.",
        "The governor was unable to confirm rebels had captured Dilling.",
    ],
)
def test_what_is_not_confirmed_is_not_told(text: str) -> None:
    assert all(claim.mode != "actual" for claim in read_claims(tagged(text, PUBLISHED)))


@pytest.mark.parametrize(
    "text",
    [
        "The agency could not independently verify reports that rebels captured Marka.",
        "The agency could not verify the attack that killed nine people in Goma.",
        "Officials confirmed that 12 soldiers were killed in Goma.",
        "The toll could not be verified. Twelve people were killed in Goma.",
    ],
)
def test_what_is_told_beside_it_is_told(text: str) -> None:
    assert [claim.mode for claim in read_claims(tagged(text, PUBLISHED))] == ["actual"]
