"""What is counted since another time, one of several who died, and attacks named by what was struck."""

from datetime import UTC, date, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)  # a Saturday


@pytest.mark.parametrize(
    ("text", "start", "running"),
    [
        ("The war in Darfur began in 2003. Since then thousands have been killed.", date(2003, 1, 1), True),
        ("The siege of Taiz began on Monday. Since then 120 people have been killed.", date(2016, 6, 27), True),
        ("Since then more than 400 people have been killed in Mindanao.", None, True),
        ("It was the first death in Bria since a raid on Tuesday that killed 87 people.", date(2016, 6, 28), False),
        ("Since Tuesday 12 people have been killed in Bria.", date(2016, 6, 28), True),
    ],
)
def test_from_when_on_it_is_counted(text: str, start: date | None, running: bool) -> None:
    assert [(claim.time.start, claim.cumulative) for claim in readings.harm(text, PUBLISHED)] == [(start, running)]


def test_what_has_no_known_beginning_is_background() -> None:
    (claim,) = readings.harm("Since then more than 400 people have been killed in Mindanao.", PUBLISHED)
    assert claim.time.timing == "background"


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("The surgeon was one of two people killed in Kunduz.", 2),
        ("She was one of the 12 pupils abducted in Chibok.", 12),
        ("He is one of two soldiers wounded in Bor.", 2),
        ("One of 12 passengers was killed when a bus was hit near Jaffna.", 1),
        ("One of the two soldiers was killed in Bor.", 1),
    ],
)
def test_of_how_many_somebody_was_one(text: str, best: int) -> None:
    assert {claim.number.best for claim in readings.harm(text, PUBLISHED)} == {best}


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("Shelling of rebel bastion near Kyiv kills 19", None),
        ("The bombardment of rebel positions in Goma killed 19 people.", None),
        ("The army's bombing of rebel camps in Beni left 12 dead.", "army"),
        ("The shelling of Taiz by Houthi rebels killed 19 people on Friday.", "Houthis"),
        ("Rebel shelling of Taiz killed 19 people on Friday.", "rebels"),
        ("Tests on victims of an attack which killed dozens of people in Ghouta point to sarin.", None),
    ],
)
def test_what_was_shelled_did_not_shell(text: str, hand: str | None) -> None:
    assert readings.hands(readings.harm(text, PUBLISHED)) == {hand}
