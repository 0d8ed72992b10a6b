"""A change of control, or harm, that the next sentence denies without telling it again."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)


def stances(text: str) -> list[tuple[str, str | None]]:
    """Each change of control with its stance and who says so."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    return [(c.stance, c.said_by and c.said_by.name) for c in claims]


@pytest.mark.parametrize(
    ("second", "speaker"),
    [
        ("The army denied losing it.", "FARDC"),
        ("The army dismissed the claim.", "FARDC"),
        ("The governor rejected the rebels' claim as propaganda.", "governor"),
        ("A government spokesman, Jean Kalala, said no such thing had happened.", "Jean Kalala"),
        ("A military spokesman called the report a lie.", "military spokesman"),
        ("The claim was denied by the governor.", "governor"),
    ],
)  # fmt: skip
def test_a_denial_of_what_was_just_told_is_a_claim_of_its_own(second: str, speaker: str) -> None:
    told = stances(f"M23 rebels captured Sake on Friday, residents said. {second}")
    assert told == [("asserted", "residents"), ("denied", speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels captured Sake on Friday. The army denied firing on civilians.",
        "M23 rebels captured Sake on Friday. The army did not deny it.",
        "M23 rebels captured Sake on Friday. Aid was denied by the governor.",
        "M23 rebels captured Sake on Friday. A colonel would neither confirm nor deny it.",
        "M23 rebels captured Sake on Friday and killed 12 villagers. The movement denied it.",
        "M23 rebels captured Sake on Friday. Goma is calm. The army denied it.",
        "M23 rebels captured Sake on Friday. The governor denied the report that banks had shut.",
        "M23 rebels captured Sake on Friday. Nothing of the town was left, the army said.",
    ],
)
def test_what_denies_something_else_is_none(text: str) -> None:
    assert all(stance != "denied" for stance, _ in stances(text))


def test_the_main_clause_is_denied() -> None:
    text = "The army said it had chased jihadists from Djibo, occupied since June. A councillor denied this."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [c.change for c in claims if c.stance == "denied"] == ["recaptured"]


def harm_stances(text: str) -> list[tuple[str, int | None, str | None]]:
    """Each killing with its stance, its number and who says so."""
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return [(c.stance, c.number.best, c.said_by and c.said_by.name) for c in claims]


@pytest.mark.parametrize(
    "second", ["The army denies.", "The army denied the report.", "The army denies the attack took place."]
)
def test_a_killing_that_is_denied_is_told_twice(second: str) -> None:
    told = harm_stances(f"The ELN claims it killed three soldiers in Arauca. {second}")
    assert [(stance, number) for stance, number, _ in told] == [("claimed", 3), ("denied", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "The ELN killed three soldiers in Arauca. The army denied responsibility for another raid.",
        "The ELN killed three soldiers in Arauca. The army did not deny the report.",
        "A bus fell into a ravine near Lima, killing twelve people. The operator denied the report.",
        "The ELN killed three soldiers in Arauca. A trader denied the report.",
    ],
)
def test_a_killing_that_nobody_at_war_denies_is_told_once(text: str) -> None:
    assert all(stance != "denied" for stance, _, _ in harm_stances(text))


def test_who_was_avenged_is_not_denied() -> None:
    text = (
        "The rebels claim to have killed 60 soldiers in Sake. The rebels said the raid was revenge for the killing of "
        "nine men in Goma. The army dismissed the claim as propaganda."
    )
    assert ("denied", 9, "FARDC") not in harm_stances(text)
