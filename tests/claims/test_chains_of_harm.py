"""One count of several harms: "killed, wounded or captured 40", "abducted, tortured and killed 12"."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def bounds(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(claim.effect, claim.number.low, claim.number.high) for claim in readings.harm(text, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Soldiers killed, wounded or captured 40 rebels in Cauca on Friday.",
            [("killed", None, 40), ("injured", None, 40)],
        ),
        ("Soldiers have killed, captured, or wounded 40 rebels.", [("killed", None, 40), ("injured", None, 40)]),
        ("Forty rebels were killed, wounded or captured.", [("killed", None, 40), ("injured", None, 40)]),
        (
            "The army killed, wounded and captured dozens of rebels during clashes in Cauca.",
            [("killed", None, None), ("injured", None, None)],
        ),
        (
            "Gunmen abducted, tortured and killed 12 villagers in Ituri.",
            [("abducted", 12, 12), ("killed", 12, 12)],
        ),
        (
            "Twelve villagers were abducted, tortured and killed in Ituri.",
            [("abducted", 12, 12), ("killed", 12, 12)],
        ),
        ("Soldiers killed 12 rebels, wounded 30 and captured nine.", [("killed", 12, 12), ("injured", 30, 30)]),
        ("Twelve rebels were killed, 30 wounded and nine captured.", [("killed", 12, 12), ("injured", 30, 30)]),
    ],
)
def test_each_harm_of_a_chain_is_told(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert bounds(text) == expected


def test_who_did_it_is_none_of_those_harmed() -> None:
    told = readings.harm("Soldiers killed, wounded or captured 40 rebels in Cauca on Friday.", PUBLISHED)
    assert {claim.victims.text for claim in told if claim.victims} == {"40 rebels"}
    assert None not in readings.hands(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The militants beheaded three injured soldiers in Gwoza on Friday.", [("killed", 3, 3)]),
        ("Gunmen executed two wounded policemen in Cotabato.", [("killed", 2, 2)]),
        ("Gunmen killed five kidnapped teachers in Bannu.", [("killed", 5, 5)]),
        ("Rebels killed six soldiers and wounded nine in Goma.", [("killed", 6, 6), ("injured", 9, 9)]),
        (
            "Over 20 bodies and six injured people were brought to the hospital in Mopti.",
            [("killed", 20, None), ("injured", 6, 6)],
        ),
        ("The remains of 30 displaced people were found in Mopti.", [("killed", 30, 30)]),
        ("The hospital in Goma received three injured soldiers on Friday.", [("injured", 3, 3)]),
    ],
)
def test_who_was_hurt_before_is_killed(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 36,000 residents of Juba took refuge in schools and churches.", [("displaced", None, None)]),
        ("Some 36,000 residents of Juba fled to UN compounds.", [("displaced", None, None)]),
        ("Some 36,000 readers in Juba take refuge in books.", []),
        ("Thousands of people in Juba sought refuge in music.", []),
    ],
)
def test_who_took_refuge(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert bounds(text) == expected


def test_who_lost_their_lives_do_not_live_elsewhere() -> None:
    text = "The number of soldiers who lost their lives in last year's conflict in Karabakh has risen to 2,900."
    assert [claim.effect for claim in readings.harm(text, PUBLISHED)] == ["killed"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Three medical personnel were killed in Tripoli.", "civilian"),
        ("Four Red Cross personnel were killed in Tripoli.", "civilian"),
        ("Four military personnel were killed in Tripoli.", "combatant"),
        ("Four security personnel were killed in Tripoli.", "combatant"),
    ],
)
def test_whose_personnel_they_are(text: str, status: str) -> None:
    (told,) = readings.harm(text, PUBLISHED)
    assert told.victims is not None
    assert told.victims.status == status
