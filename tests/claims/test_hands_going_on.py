"""Who did it where an attack goes on, where people under no flag did it, and where blame is told by the way."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # going on
        (
            "Rebels were shelling houses in Gao on Friday. At least 28 civilians were killed in these attacks.",
            {"rebels"},
        ),
        (
            "For three days FARC rebels have reportedly been heavily shelling Toribio. Eight civilians were killed in "
            "these attacks.",
            {"FARC"},
        ),
        ("The town of Gao is being shelled by rebels. Five people were killed on Friday.", {"rebels"}),
        # their own side does not fall by it
        ("The army is bombing rebels in Gao. Five soldiers were killed on Friday.", {None}),
        # nobody's attack
        ("Rebels are fleeing Gao, firing as they go. Five people died.", {None}),
        # under no flag
        ("A band of suspected cattle thieves launched an attack on Yanteba, killing five farmers.", {"cattle thieves"}),
        ("A gas tanker hit the wall of a school in Kano, killing five people.", {None}),
        # owned up to, among others
        (
            "NATO has acknowledged responsibility in some cases, including for an air strike last month that killed 14 "
            "people in Kunduz.",
            {"NATO"},
        ),
        # blamed, with more told of him
        (
            "Eight women were killed in an air raid on a funeral near Sanaa, medics said. The house is a chief's, "
            "a resident said. Houthis blamed the strike on the Saudi-led coalition, which had bombed a funeral near "
            "Taiz the previous year.",
            {"Saudi-led coalition"},
        ),
        (
            "Eight women were killed in an air raid on a funeral near Sanaa, medics said. Houthis have blamed previous "
            "strikes on the Saudi-led coalition.",
            {None},
        ),
    ],
)
def test_whose_hand_it_was(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # what befell a thing, and no deed of its owner's
        ("Five killed as Ukrainian helicopter shot down in Donetsk.", {None}),
        ("Twelve killed as army convoy ambushed in Swat.", {None}),
        ("Twelve killed as army patrol bombed in Swat.", {None}),
        ("Twelve killed as police post attacked by Taliban in Swat.", {"Taliban"}),
        ("Twelve killed as Taliban ambushed a convoy in Swat.", {"Taliban"}),
        ("Ukrainian helicopter shot down a drone over Donetsk, killing two.", {"Ukrainian air force"}),
        # both sides struck
        (
            "More than 300 civilians were killed in Gao as rebels pounded the centre with rockets and the army hit "
            "the east with air raids.",
            {None},
        ),
        ("Three hundred civilians were killed in Gao as rebels pounded the centre and the army fled.", {"rebels"}),
        # what it led to is another's
        ("An attack in April killed dozens of people in Kutum and sparked a retaliatory US strike.", {None}),
        ("A US strike killed dozens of people in Kutum and sparked protests.", {"US military"}),
        # a state under two names has one air force
        (
            "Thirteen civilians were killed in aerial attacks by Syria's government on Idlib on Friday. A woman was "
            "killed when helicopters dropped barrel bombs on Taftanaz.\n\nSyrian government forces deny it.",
            {"Syrian government", "Syrian government forces"},
        ),
    ],
)
def test_what_befell_whom(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) <= by


def test_a_machine_with_capitals_is_no_person() -> None:
    assert len(harm("5 Killed as Russian Military Chopper Shot Down in Donetsk.", AT)) == 1


def test_one_toll_of_a_city_and_its_quarter_is_of_one_hand() -> None:
    text = (
        "Islamic State claims a double bombing that hit a police station in Damascus killing at least 17 people.\n\n"
        "The minister said the attackers had two bombs.\n\nThe monitor said 17 people were killed in Midan."
    )
    assert hands(harm(text, AT)) == {"Islamic State"}


def test_a_bomb_of_another_province_is_not_of_the_strikes_of_the_news() -> None:
    """ "The attack" there is its own; one toll by "the regime" and by its forces is of one hand, where told again."""
    text = (
        "Syrian government aircraft killed at least 10 people when they dropped barrel bombs on a camp in Idlib on "
        "Friday, a monitor said. The regime raids killed 10 in tents. Ten people were killed, the monitor said.\n\n"
        "In Homs a car bomb wounded 37 people, state television said. One person had been killed in the attack."
    )
    found = {(claim.number.best, claim.perpetrator.name if claim.perpetrator else None) for claim in harm(text, AT)}
    assert (37, None) in found
    assert (1, None) in found
    assert {by for best, by in found if best == 10} == {"Syrian government"}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Army shells hit Loikaw, killing five people. Two infants have died of malnutrition there.", {None}),
        ("Militants began shelling houses in Gao on Friday. Shells hit a market, killing 14.", {"militants"}),
        ("Several air raids believed to be Russian killed 10 civilians near Kharkiv.", {"Russian forces"}),
    ],
)
def test_shells_raids_and_hunger(text: str, by: set[str | None]) -> None:
    assert {claim.perpetrator.name if claim.perpetrator else None for claim in harm(text, AT)} >= by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A Russian military helicopter was shot down over Syria on Friday killing all five people on board.", {None}),
        ("A Ukrainian helicopter was shot down over Donetsk by rebels, killing all five on board.", {"rebels"}),
        ("A Saudi-led coalition jet crashed in Marib, killing two pilots.", {None}),
        ("An army convoy was ambushed near Gao by Boko Haram, killing 12 soldiers.", {"Boko Haram"}),
        ("An army convoy was ambushed near Gao, killing 12 soldiers.", {None}),
        ("A Taliban vehicle was hit by a drone in Swat, killing 12.", {None}),
        ("A Ukrainian helicopter crashed near Donetsk, leaving five people dead.", {None}),
        ("Five people died when a Ukrainian helicopter crashed near Donetsk.", {None}),
        ("A rebel commander's car exploded in Idlib, killing three.", {None}),
        # who strikes with them
        ("Army tanks shelled Homs, killing three people.", {"Syrian government forces"}),
        # what was struck did nothing
        ("A string of bomb blasts hit mostly regime-controlled areas of Syria on Friday killing 42 people.", {None}),
        ("In Sittwe district further east government troops stormed a village killing 12 people.", {"Burmese forces"}),
        (
            "Fierce fighting that has left dozens dead on both sides broke out in Sittwe after the army hit back.",
            {None},
        ),
        (
            "Saudi-led coalition aircraft bombed Houthi positions in Saada on Friday in what it said was one of its "
            "largest operations carried out in Yemen. A website said ten people were killed.",
            {"Saudi-led coalition"},
        ),
        # both who fought, and one who fought the other
        ("Rebels and the army clashed in Gao, killing 12 people.", {None}),
        ("The army and allied militias clashed with rebels, killing 12 of them in Gao.", {"Malian army"}),
        (
            "The army fiercely clashed on Friday with rebels near Gao killing an officer who was leading a militia.",
            {"Malian army"},
        ),
    ],
)
def test_those_aboard_are_not_killed_by_whose_it_was(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


def test_rebels_killed_by_a_group_that_fights_rebels() -> None:
    """Who claims an attack does not kill his own; but a group that is told to have killed rebels kills rebels."""
    text = (
        "Islamic State on Friday claimed responsibility for a suicide bombing that killed more than 30 rebel fighters "
        "near Azaz. The attack killed 32 rebels, a monitor said."
    )
    assert hands(harm(text, AT)) == {"Islamic State"}
    text = (
        "Al-Shabaab claimed responsibility for a bombing that killed 12 soldiers in Kismayo. Nine fighters were killed "
        "in the attack."
    )
    assert hands(harm(text, AT)) == {"al-Shabaab", None}
