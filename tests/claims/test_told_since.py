"""Times told beside another event's, one of several who died, attacks named by what was struck, and deals to come."""

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


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("A mid-May attack on the market killed 32 people in Jos.", date(2016, 5, 11), date(2016, 5, 20)),
        ("The late-June raid killed three people in Bria.", date(2016, 6, 21), date(2016, 6, 30)),
        (
            "The blast comes one week after a bomber struck a church in Jolo, killing 20 people.",
            date(2016, 6, 24),
            date(2016, 6, 25),
        ),
        ("1 July 2016 Child Killed in Rocket Attack in Taiz", date(2016, 7, 1), date(2016, 7, 1)),
        ("Fri July 1 2016 Child Killed in Rocket Attack in Taiz", date(2016, 7, 1), date(2016, 7, 1)),
    ],
)
def test_the_day_of_its_own_event(text: str, start: date, end: date) -> None:
    (claim,) = readings.harm(text, PUBLISHED)
    assert (claim.time.start, claim.time.end) == (start, end)
    assert claim.number.best != 2016


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("The plan would see Bria handed over to the rebels.", False),
        ("A deal has been reached that will see rebels evacuated from the Homs suburb of Waer.", False),
        ("The ceasefire saw rebels withdrawn from Bria on Friday.", True),
        ("The deal will let rebels who captured Bria on Friday leave.", True),
        # a people flees, and no army
        ("Ukrainians fled the town of Bakhmut on Friday.", False),
        ("Iraqis fled Mosul on Friday.", False),
        ("The Russians fled Izium on Friday.", True),
        ("Ukrainians have withdrawn from Severodonetsk.", True),
    ],
)
def test_what_a_deal_lets_come_and_who_flees_is_no_change_of_hands(text: str, rings: bool) -> None:
    assert readings.rings(text, PUBLISHED) is rings


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        # a war's toll by the way
        ("More than 10,000 people have been killed in the war.", "background"),
        ("Tens of thousands have died in Algeria's civil war.", "background"),
        ("At least 1.9 million people have been displaced by the conflict.", "background"),
        ("At least 320 people have been killed in ethnic conflict in Abyei.", "background"),
        ("More than 120 people were killed in the conflict in Abyei on Friday.", "breaking"),
        ("Some 150 people have been killed in the fighting in Bria.", "breaking"),
        ("Twelve people have been killed in the violence in Bria.", "breaking"),
        ("Rebels in the conflict have killed 300 people in Bria.", "breaking"),
        # those who are free again were taken before
        ("Soldiers on Friday freed 20 villagers kidnapped by bandits in Zamfara.", "background"),
        ("Two nurses kidnapped in Sanaa have been released.", "background"),
        ("Gunmen released 39 pupils abducted on Friday.", "breaking"),
        ("Gunmen abducted 40 pupils in Kagara, and two of them escaped.", "breaking"),
    ],
)
def test_the_harm_of_a_war_or_of_before_is_no_news(text: str, timing: str) -> None:
    (claim,) = readings.harm(text, PUBLISHED)
    assert claim.time.timing == timing


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
