"""News stories of several times: other clauses' days, stretches of months, many attacks at once, and names."""

from datetime import UTC, datetime

import pytest
import readings

from schemas.claim import Casualty

PUBLISHED = datetime(2019, 7, 10, 18, tzinfo=UTC)  # a Wednesday


def harm(text: str) -> list[Casualty]:
    return readings.harm(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In mid-March, an attack on a market in Banibangou killed 66 people, and on June 24, a village was attacked, "
         "killing 19 people.", ["2019-03-11", "2019-06-24"]),
        ("In April rebels killed 12 people in Beni, and in June they killed nine in Bunia.",
         ["2019-04-01", "2019-06-01"]),
        ("The January attack killed at least 100 civilians in Tillaberi.", ["2019-01-01"]),
        ("Weeks after a drone attack on June 20 killed five civilians in Wegel Tena, a witness is still in shock.",
         ["2019-06-20"]),
        ("On June 20, eleven days after they took the town, the rebels killed five civilians in Wegel Tena.",
         ["2019-06-20"]),
    ],
)  # fmt: skip
def test_the_day_of_its_own_clause(text: str, days: list[str]) -> None:
    assert [str(claim.time.start)[:10] for claim in harm(text)] == days


@pytest.mark.parametrize(
    ("text", "timing", "running"),
    [
        ("More than 120 civilians have been killed in Marib in the past six months.", "background", True),
        ("Some 40 people have been killed in Goma in the past 24 hours.", "breaking", False),
        ("The United Nations says 10,000 people have died in the three-year-old war.", "background", True),
        ("A three-year-old girl was killed in the war in Yemen.", "breaking", False),
        ("As many as 192 people were killed in 219 terrorist attacks in Khyber Pakhtunkhwa.", "background", True),
        ("As many as 19 people were killed in two attacks in Kaduna.", "breaking", False),
        ("June was the deadliest month, with 35 civilians killed in shelling in Taiz.", "background", True),
        ("Police opened fire on protesters in Nairobi, marking the anniversary of a revolt, on Monday. The marches "
         "turned violent, resulting in ten deaths.", "breaking", False),
    ],
)  # fmt: skip
def test_over_how_long(text: str, timing: str, running: bool) -> None:
    claim = harm(text)[-1]
    assert (claim.time.timing, claim.cumulative) == (timing, running)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # what happened weeks ago was not where the news is, but where the text goes back there
        ("Nine people died in a raid on a village near Gao on Tuesday.\nTwelve people died last month in bombings "
         "that targeted a mosque.", ["Gao", None]),
        ("Nine people died in a raid on Gao on Tuesday.\nTwelve people died in the town last month.", ["Gao", "Gao"]),
        ("Two soldiers were killed in North Waziristan near the Pak-Afghan border.", ["North Waziristan"]),
    ],
)  # fmt: skip
def test_where_it_was(text: str, places: list[str | None]) -> None:
    assert [claim.place.name if claim.place else None for claim in harm(text)] == places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rebels shot dead Ana Ruiz and Pedro Diaz in Cauca.", 2),
        ("The rebels shot dead Ana Ruiz and Human Rights Watch said it was a crime.", 1),
        ("Three strikes killed innocent people aged from ten to sixty in Achefer.", None),
        ("Eighty people lost lives in raids in Balochistan.", 80),
    ],
)
def test_how_many(text: str, told: int | None) -> None:
    assert harm(text)[0].number.low == told


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Rebels killed three soldiers, leaving two others injured, in Mopti.", "rebels"),
        ("Three soldiers were killed by rebels, leaving two others injured, in Mopti.", "rebels"),
        ("A lorry killed three soldiers in Mopti, leaving two others injured.", None),
    ],
)
def test_who_left_others_hurt(text: str, by: str | None) -> None:
    assert {claim.perpetrator.name if claim.perpetrator else None for claim in harm(text)} == {by}


def test_a_surname_is_the_person_named_before() -> None:
    text = "The statement was signed by the commissioner, Samuel Banda.\nBanda said bandits killed six people in Zumbo."
    speaker = harm(text)[0].said_by
    assert speaker is not None
    assert speaker.name == "Samuel Banda"
