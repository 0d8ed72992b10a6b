"""Whose hand it was where one side counts the other's dead, and which side can't have done it."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("The Nepalese army put the rebel dead at 31 after a night at Khara.", "army"),
        ("Sri Lanka's army claims that 93 Tigers were slain at Pooneryn.", "Sri Lankan army"),
        ("Peru gave a different account, putting Ecuadorean losses at 380 dead.", "Peru"),
        ("Niger's army put Nigerian losses at 31 dead.", "Niger"),
        ("Bamako gives the number of terrorists neutralised at Kidal as 203.", "Bamako"),
        ("The Houthis claimed 30 Saudi soldiers killed in Najran.", "Houthis"),
        ("At least 50 Maoists were slain in the final assault, the military spokesman said.", "military"),
        ("Eritrean troops repulsed an Ethiopian attack at Zalambessa, killing more than 400 soldiers.", "Eritrea"),
    ],
)
def test_who_counts_the_foes_killed_them(text: str, hand: str) -> None:
    """An army, a ministry, a capital or a group that tells of the other side's dead."""
    (who,) = hands(harm(text, AT))
    assert who is not None
    assert hand.lower() in who.lower()


@pytest.mark.parametrize(
    "text",
    [
        "A Nepalese army spokesman said three soldiers were killed near Khara on Friday.",
        "The Nepalese army claimed 120 rebels and 10 soldiers dead at Khara.",
        "The army says 55 rebels lost their lives at Khara in Nepal.",
        "Tamil rebels said 30 of their fighters were killed near Paranthan on Friday.",
        "Ukraine's army said 12 separatists were killed in clashes near Donetsk on Friday.",
        "The US military said 12 Iraqi soldiers were killed near Hit on Friday.",
        "Police said 12 militants were killed in a car bomb blast in Kunduz on Friday.",
    ],
)
def test_who_counts_his_own_or_a_fights_dead_is_not_said_to_have_killed_them(text: str) -> None:
    """Own losses, an ally's, a fight's, and those whom a bomb killed."""
    assert hands(harm(text, AT)) <= {None}


def test_the_count_of_one_sides_dead_goes_on() -> None:
    """ "Another eight terrorists": of whoever killed the first; not those of an accident."""
    text = (
        "Turkish jets killed 12 PKK militants in Sirnak on Friday.\n\n"
        "Another eight terrorists were killed near Cukurca, the agency said.\n\n"
        "Two militants died in a road accident in Van."
    )
    told = {c.number.best: c.perpetrator and c.perpetrator.name for c in harm(text, AT)}
    assert told[12] == told[8] is not None
    assert told[2] is None


def test_a_group_at_odds_with_another_may_kill_militants() -> None:
    """Militants are no men of the group that is told to have killed those of another."""
    text = (
        "Houthi fighters killed 20 al-Qaeda militants near Radaa in Yemen.\n\n"
        "Another eight militants were killed at Rida."
    )
    told = {c.number.best: c.perpetrator and c.perpetrator.name for c in harm(text, AT)}
    assert told[20] == told[8]


def test_state_media_do_not_tell_of_their_own_armys_shells() -> None:
    """What state media tell to have befallen the capital is not the state's own deed."""
    text = (
        "Sudanese army jets killed 40 people in Nyala on Friday, residents said.\n\n"
        "Activists blamed the Sudanese army.\n\n"
        "Rocket fire on Khartoum left eight civilians dead, state media said."
    )
    told = {c.number.best: c.perpetrator for c in harm(text, AT)}
    assert told[8] is None


def test_a_sides_own_dead_are_not_its_deed() -> None:
    """ "Armenia put its own dead at 130": not Armenia's hand."""
    assert hands(harm("Armenia put its own dead at 130.", AT)) <= {None}
