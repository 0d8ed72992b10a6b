"""Whose hand it was where the words beside the harm could mislead: lost commas, planes, other days, who speaks."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm, told

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday

RELATIVE = [
    ("Rebel attacks that took place in Gao in the past two days killed ten people.", {"rebels"}),
    ("A bombing that took place on Tuesday in Taiz killed ten people.", {None}),
    ("Rebel raids which had taken place in Gao on Tuesday killed ten people.", {"rebels"}),
    ("A rebel raid took place in Gao on Tuesday and killed ten people.", {"rebels"}),
]
THINGS = [
    ("The army shelled Taiz. The war began in 2014. It has cost the lives of 200,000 people.", {None}),
    ("It was al-Shabaab who killed nine people in Baidoa on Tuesday.", {"al-Shabaab"}),
    ("A car bomb attack on Tuesday on the local police station that left nine dead shook Kano.", {None}),
    ("A Taliban attack on Tuesday on the police headquarters that left nine dead shook Kabul.", {"Taliban"}),
    ("An attack in Taiz on Tuesday killed two patients injured eight others and ruined a clinic.", {None}),
    ("The war in Yemen has claimed the lives of 40,000 people injured 90,000 others.", {None}),
    ("A Mig fighter bombed a clinic in Kauda on Tuesday, killing a nurse.", {None}),
    ("An Antonov bomber circled Kauda on Tuesday. Its bombs killed a nurse.", {None}),
    ("A lone fighter opened fire on a bus in Herat on Tuesday, killing nine people.", {"lone fighter"}),
    ("Suicide bombers attacked a mosque in Kano on Tuesday, killing nine people.", {"suicide bombers"}),
]
OTHERS = [
    ("A mob stormed the embassy on June 1. On June 9 an assault on the town killed eighty people.", {None}),
    ("Gunmen stormed the town on June 9. On June 9 an assault on the market killed eighty people.", {"gunmen"}),
    ("Eighty people died in a raid on Sake, police said Tuesday. Gunmen attacked Sake on Monday.", {"gunmen"}),
    ("Eighty people died in a raid on Sake on Tuesday. Gunmen attacked Sake on Monday.", {None}),
    ("NATO planes bombed Sangin. Nine Taliban militants were killed in clashes and air strikes.", {None}),
    ("The paramilitary Rapid Support Forces hold El Fasher. Paramilitaries killed nine men there on Tuesday.",
     {"Rapid Support Forces"}),
    ("Paramilitaries killed nine farmers in Mapiripan on Tuesday.", {"paramilitaries"}),
    ("A Houthi drone struck a bus in Marib. Another 12 people were hurt in the attack, a doctor said.", {"Houthis"}),
]  # fmt: skip
SPEAKERS = [
    ("The Defence Ministry says 13 Taliban were killed in an airstrike in Balkh.", {"government forces"}),
    ("Doctors say 13 Taliban were killed in an airstrike in Balkh.", {None}),
    (
        'Car bombs killed nine people in Gao on Tuesday. State radio said so, blaming "terrorists" for it.',
        {"terrorists"},
    ),
    ("Car bombs killed nine people in Gao on Tuesday, blaming nobody.", {None}),
    ("Five men died in a Saudi air strike in Hajjah. The bombing also killed nine pupils.", {"Saudi air force"}),
]


@pytest.mark.parametrize(("text", "by"), RELATIVE + THINGS + OTHERS + SPEAKERS)
def test_whose_hand_it_was(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, PUBLISHED)) == by


DAYS_AND_FIGHTS = [
    ("The Malian army ambushed Tuesday a group of rebels near Gao killing 15.", {"Malian army"}),
    ("Six people died in rebel rocket attacks in Taiz a day after air strikes on Saada left 35 people dead.",
     {"rebels", None}),
    ("Hundreds dead as al-Shabaab seizes a base in El Adde.", {None}),
    ("Hundreds dead as al-Shabaab storms a hotel in Mogadishu.", {"al-Shabaab"}),
    ("Rebels left behind scores of dead and wounded men near Gao on Tuesday.", {None}),
    ("NATO jets bombed Sangin on Monday. Nine Taliban have been killed since Tuesday in fighting with troops who had"
     " air strikes to help them.", {None}),
    ("NATO jets bombed Sangin on Monday. Strikes left nine dead on Tuesday, with reports of clashes in Musa Qala.",
     {"NATO"}),
    ("Nine Civilians killed in Rebel Rocket Attacks on Taiz.", {"rebels"}),
    ("Al-Shabaab claimed the raid. The terrorist group has killed nine people in Baidoa.", {"al-Shabaab"}),
    ("Al-Shabaab and Hamas are rivals. The terrorist group has killed nine men in Baidoa.", {"terrorist group"}),
    ("The Malian army said so. Army units killed nine people in Gao on Tuesday.", {"Malian army"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by"), DAYS_AND_FIGHTS)
def test_another_day_and_a_fight_are_nobodys(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, PUBLISHED)) == by


LOYAL = [
    "Rebels killed at least 13 fighters loyal to President Saleh in Taiz on Tuesday.",
    "A blast in Gao on Tuesday killed 13 militiamen allied with the army.",
    "The army killed 13 gunmen opposed to the truce in Gao on Tuesday.",
]


@pytest.mark.parametrize("text", LOYAL)
def test_whom_those_killed_follow_hides_nobody(text: str) -> None:
    assert [claim.number.low for claim in harm(text, PUBLISHED)] == [13]
    assert told(text, PUBLISHED)


def test_militants_at_home_are_no_group_of_another_land() -> None:
    """The one group that an article names is who its rebels are, but not where it is at home elsewhere."""
    abroad = "Militants shot five villagers dead in Bannu on Tuesday. The Taliban fight the army in Afghanistan."
    home = "Militants shot five villagers dead in Herat on Tuesday. The Taliban fight the army in Afghanistan."
    assert hands(harm(abroad, PUBLISHED)) == {"militants"}
    assert hands(harm(home, PUBLISHED)) == {"Taliban"}
