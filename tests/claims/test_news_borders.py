"""News stories near borders, of several places in a sentence, and of wars whose toll is brought up to date."""

from datetime import UTC, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2019, 7, 10, 18, tzinfo=UTC)  # a Wednesday


def harm(text: str) -> list[Casualty]:
    return readings.harm(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # a land is no doer where only its border is told of
        ("The ELN claimed an attack on a patrol in Tibu, near the border with Venezuela, which left two dead.", "ELN"),
        ("A bomb went off near the border with Kenya, which killed two officers.", None),
        ("Troops crossed from Rwanda, which has killed dozens of villagers in Goma.", "Rwanda"),
        ("Dozens of people have been killed by a new Israeli ground offensive in Jabalia.", "Israeli forces"),
    ],
)
def test_who_did_it(text: str, by: str | None) -> None:
    assert {claim.perpetrator.name if claim.perpetrator else None for claim in harm(text)} == {by}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Nine soldiers were killed in an attack near the Mali border.", [None]),
        ("Nine soldiers were killed at the Rafah border crossing.", ["Rafah crossing"]),
        ("At least 192 people have died in Nepal in floods, particularly in the capital Kathmandu.", ["Nepal"]),
        ("The army shot dead two rebels in two operations, while a FARC bombing killed a policeman in Guapi.",
         [None, "Guapí"]),
    ],
)  # fmt: skip
def test_where_it_was(text: str, places: list[str | None]) -> None:
    assert [claim.place.name if claim.place else None for claim in harm(text)] == places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A strike on Khan Younis killed at least 11 people, including three babies up to a year old.", [11]),
        ("The army sent four armoured cars of which one was blown up.", []),
        ("The army sent four policemen of whom one was killed in Mopti.", [1]),
        ("The ministry in Gaza later revised the death toll down to 19.", [19]),
    ],
)
def test_how_many(text: str, told: list[int]) -> None:
    assert [claim.number.low for claim in harm(text)] == told


def test_who_spoke_later_is_not_called_so() -> None:
    speaker = harm("The ministry in Gaza later revised the death toll down to 19.")[0].said_by
    assert speaker is not None
    assert speaker.text == "ministry in Gaza"


def test_tolls_since_a_war_began() -> None:
    claims = harm(
        "At least 2,396 people have been killed since Israel resumed its campaign, bringing the death toll since the "
        "war began to 52,495."
    )
    assert [(claim.time.timing, claim.cumulative) for claim in claims] == [("background", True)] * 2


@pytest.mark.parametrize(
    ("text", "falls"),
    [
        ("ISIS captured more than 1,000 soldiers fleeing Camp Speicher in June.", 0),
        ("ISIS captured Camp Speicher in June.", 1),
    ],
)
def test_men_are_no_place(text: str, falls: int) -> None:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    assert len(found) == falls


def test_a_season_names_its_year() -> None:
    claims = read_claims(tagged("Islamic State fighters overran the town of Tikrit in summer 2014.", PUBLISHED))
    assert [claim.mode for claim in claims] == ["historical"]
