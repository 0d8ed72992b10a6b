"""Whose hand it was by where fire came from, who laid a mine, who kept a prison, and which deed only came beside."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("Rockets fired from Houthi-held territory hit Najran, killing four people.", "Houthis"),
        ("Two people were wounded in Donetsk by shelling from positions controlled by the separatists.", "separatists"),
        ("A shell fired from the Armenian side hit a farm in Tovuz, killing a girl and her two brothers.", "Armenian"),
        ("On Sunday mortar rounds fired from a Daesh-controlled area struck Hatay; two women were killed.", "Islamic"),
        ("Mines left by the Tamil Tigers have killed at least 12 farmers near Mannar.", "LTTE"),
        ("A bomb the Taliban had planted killed five policemen in Lashkar Gah.", "Taliban"),
        ("Nine men died in the custody of Houthi fighters in Ibb, a lawyer said.", "Houthi"),
        ("Fourteen people died under torture in Syrian government prisons in May, the network said.", "Syrian"),
        ("The army retaliated by shelling the rebel-held quarter of Jobar, where five people died.", "Syrian"),
        ("Israeli bombing killed 30 people in Khan Younis.", "Israeli"),
        ("At least nine people were killed in Russian bombing of Saraqeb.", "Russian"),
        (
            "Fifty soldiers died in an assault on a post that Boko Haram said it had carried out.",
            "Boko Haram",
        ),
        ("The army rounded up villagers at Dos Erres; 14 men were tortured to death.", "army"),
        ("Police accused the Shining Path of planting a car bomb that wounded 20 people in Lima.", "Shining Path"),
    ],
)
def test_who_did_it_is_told_by_where_it_came_from(text: str, hand: str) -> None:
    """The ground from which they fired, the mine's owner, the prison's keeper, the side that hit back."""
    told = hands(harm(text, AT))
    assert len(told) == 1
    (who,) = told
    assert who is not None
    assert hand.lower() in who.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Three inmates died in a riot in a government prison at Tamara on Friday.",
        "Eleven prisoners were killed in an air strike on a Houthi jail in Dhamar on Sunday.",
        "A doctor said 12 people wounded in the blast had come from Houthi-held territory.",
        "There were dead people wounded people in the market of Jaramana.",
    ],
)
def test_nobody_is_named_by_a_place_alone(text: str) -> None:
    """A prison's keeper did not riot or bomb it; who comes from a side's ground fired nothing."""
    assert hands(harm(text, AT)) <= {None}


def test_its_troops_are_those_of_who_speaks() -> None:
    """ "The army said its troops": the army's, whoever was named before."""
    text = (
        "The Liberation Tigers of Tamil Eelam accused the military of the attack.\n\n"
        "The army said its troops killed 30 Tigers on Monday at Paranthan in Sri Lanka."
    )
    (who,) = hands(harm(text, AT))
    assert who is not None
    assert "army" in who.lower()


def test_nameless_assailants_are_no_army_told_of_before() -> None:
    """ "Assailants hurled a grenade": nobody known, unlike "the assailants"."""
    text = (
        "Kenyan troops killed 40 militants last week in pursuit of the bus attackers, a minister said.\n\n"
        "On Monday night 12 people were injured when assailants hurled a grenade into a bar in Wajir."
    )
    assert [c.perpetrator for c in harm(text, AT) if c.effect == "injured"] == [None]


def test_what_only_came_beside_the_news_is_another_deed() -> None:
    """ "The strikes came as a car bomb wounded 30": not of those who struck."""
    text = (
        "Sudanese army jets killed at least ten people at a market near Kutum on Wednesday, a monitor said.\n\n"
        "The strikes came as a car bomb wounded at least 37 people in El Obeid, state television said."
    )
    wounded = [c for c in harm(text, AT) if c.effect == "injured"]
    assert [c.perpetrator for c in wounded] == [None]


def test_the_shells_of_a_headline_are_its_hands() -> None:
    """ "X airstrikes, shelling": both are X's, and who shelled elsewhere did not shell here."""
    text = (
        "Turkish airstrikes, shelling kill civilians in Sinjar\n\n"
        "Seven people were killed in Khanasor when a shell landed on their home.\n\n"
        "Two Turkish soldiers were killed in a mortar attack by the PKK, the ministry added."
    )
    assert "PKK" not in {c.perpetrator.name for c in harm(text, AT) if c.perpetrator and c.number.best == 7}


def test_mines_are_not_of_those_who_bombed() -> None:
    """A mine lay there: whoever is told to have struck the town from the air did not lay it."""
    text = (
        "Air strikes by the international coalition killed scores of civilians in Raqqa, the office said. "
        "Mines and booby traps killed seven people there."
    )
    assert [c.perpetrator for c in harm(text, AT) if c.number.best == 7] == [None]


def test_an_army_and_the_military_are_one() -> None:
    """Blamed twice under two words, it is still the one side that is blamed."""
    text = (
        "A shell struck a clinic at Mullaitivu in Sri Lanka on Tuesday, killing at least 49 people, a doctor said.\n\n"
        "The Tamil Tigers accused the military of the attack.\n\n"
        "Residents blamed the army."
    )
    (who,) = hands(harm(text, AT))
    assert who is not None
