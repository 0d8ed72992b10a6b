"""Who did it by the words around the harm: arms by make, an own statement, who answers for it; and who did not."""

from datetime import UTC, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday


def harm(text: str, outlet: str = "Test Wire") -> list[Casualty]:
    found = read_claims(tagged(text, PUBLISHED, outlet=outlet))
    return [claim for claim in found if isinstance(claim, Casualty) and claim.mode == "actual"]


def hands(text: str) -> set[str | None]:
    return readings.hands(harm(text))


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Insurgents are believed responsible for a roadside bomb that injured four rangers in Pattani.", "insurgents"),
        ("The blast, for which al-Shabaab took responsibility, killed 14 people in Mogadishu.", "al-Shabaab"),
        (
            "The shelling, which Kyiv blamed on the separatists, killed 13 people at a bus stop in Donetsk.",
            "separatists",
        ),
        ("Pagers blew up across Lebanon, in an attack Hezbollah blamed on Israel, killing 12 people.", "Israel"),
        ("Fourteen people were killed in Goma when rockets attributed to M23 hit a market.", "M23"),
        ("Gang violence has killed 154 people in Port-au-Prince since Monday.", "gangs"),
        ("Motorcycle-borne assailants, presumed ELN, killed two policemen in Cesar.", "ELN"),
        ("More than 9,000 people have fled Palma since insurgents raided the town last Wednesday.", "insurgents"),
        ("Gunmen stormed a bar in Villavicencio, sprayed it with bullets and killed nine.", "gunmen"),
        ("About 3,000 people fled Bria on Friday when fighting broke out.", None),
        ("Three thousand people fled Bria after the army withdrew.", None),
        (
            "Four aid workers were killed when a Russian Iskander missile slammed into a hotel in Kramatorsk.",
            "Russian forces",
        ),
        (
            "Two medics died on Wednesday when Serb mortar bombs fell on their ambulance in Gorazde.",
            "Bosnian Serb army",
        ),
        ("Six sailors are missing after Sea Tiger boats rammed a navy patrol craft off Trincomalee.", "LTTE"),
        (
            "A minister counted 61 dead in Mogadishu, five hours after al-Shabaab fighters scaled the wall.",
            "al-Shabaab",
        ),
        ("Fifty-two people were killed in Haftar's push on Tripoli, a hospital said.", "Haftar's forces"),
        (
            "We found the bodies of 20 villagers near Loikaw, women and children, shot by the Tatmadaw.",
            "Myanmar military",
        ),
        (
            "The navy says it sank two rebel boats off Mullaitivu and that at least fifteen cadres died with them.",
            "navy",
        ),
        ("Renamo gunmen shot up two buses near Muxungue; two women died and five passengers were hurt.", "RENAMO"),
        ("The attack in Kunduz, which the Taliban claimed, wounded 17 people.", "Taliban"),
        ("A suicide bomber killed 55 people at a mosque in Kunduz. Islamic State claimed it.", "Islamic State"),
        ("A suicide bomber killed 55 people in Kunduz. The Taliban said the bomber was one of its men.", "Taliban"),
        (
            "Six priests were shot dead in San Salvador on Wednesday. The archbishop accused the army.",
            "Salvadoran army",
        ),
        (
            "The minister said 79 people were injured in Garissa and all four al-Shabaab attackers had fled.",
            "al-Shabaab",
        ),
    ],
)
def test_who_did_it(text: str, by: str) -> None:
    assert by in hands(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunners at Fort Sill fired a salute for the 12 soldiers who died in training.",
        "A striker who broke his leg in Salah's drive on goal died in Cairo; two fans were killed in a crash.",
        "The navy says it sank two boats off Kismayo and that at least five of its sailors died with them.",
        "Eleven soldiers died in an exercise near Pskov after the Chechen fighters stormed the mock village.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert hands(text) <= {None}


def test_a_statement_counts_the_dead_of_the_other_side_as_its_own_deed() -> None:
    text = "Our army routed the 12th division near Adwa. 1,200 of its soldiers were killed, and their guns fell to us."
    [claim] = harm(text, outlet="Tigray External Affairs Office")
    assert claim.perpetrator is not None
    assert (claim.perpetrator.name, claim.stance) == ("Tigrayan forces", "claimed")


def test_a_statement_that_counts_its_own_dead_names_nobody() -> None:
    text = "Our army fought near Adwa on Tuesday. Twelve of our soldiers were killed, and we mourn them."
    [claim] = harm(text, outlet="Tigray External Affairs Office")
    assert claim.perpetrator is None


def test_villagers_killed_in_a_town_that_a_group_overran_are_its_victims() -> None:
    text = (
        "Boko Haram fighters overran Abadam on Wednesday, residents said.\n\nTrucks were burning.\n\n"
        "Forty villagers were slaughtered in Abadam, a fisherman said."
    )
    assert hands(text) == {"Boko Haram"}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("At least 39 people were killed in Syrian air and artillery attacks on Hayyan.", "Syrian forces"),
        (
            "Thirty people died in Ethiopian artillery and mortar fire on Zalambessa.",
            "Ethiopian National Defence Force",
        ),
        # "the assault" goes back over what only describes the town
        (
            "Fighters of the FARC struck the town of Bojaya on Wednesday. Bojaya is home to 1,200 people. The assault "
            "killed 21 villagers, Choco officials reported.",
            "FARC",
        ),
        (
            "JEM rebels raided Kornoi on Wednesday. The attack left nine people dead, Darfur police said.",
            "Justice and Equality Movement",
        ),
        (
            "On Wednesday Ethiopian jets bombed the village of Togoga. The bomb hit a market, killing 31 people.",
            "Ethiopian air force",
        ),
        ("Nine soldiers were killed in a resistance attack on a patrol near Pale.", "resistance fighters"),
        ("Another rebel unit struck the town of Maasim, leaving two villagers dead.", "rebels"),
        # no noun is the verb of who did it
        ("Sri Lankan forces unleashed a new assault on Friday, reportedly killing nine fighters.", "Sri Lankan forces"),
        ("Rebels mortared a school sheltering displaced people in Bria, killing nine pupils.", "rebels"),
        # a date with its full stop is no subject
        ("Rebels raided Muxungue on Sept. 8, killing 20 people.", "rebels"),
        ("RENAMO fighters raided Muxungue on Tuesday, Jan. 8, killing 20 people.", "RENAMO"),
    ],
)
def test_whose_attack_it_was(text: str, by: str) -> None:
    found = hands(text)
    assert len(found) == 1
    assert found == {by}


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in air and artillery attacks on Hayyan.",
        "Fighting between troops and the Revolutionary Armed Forces of Colombia, or FARC, has killed nine villagers.",
        "Gunmen took Zinjibar after heavy fighting with security forces that left nine villagers dead.",
        "Clashes between Congolese troops and the M23 rebel movement, or M23, left nine villagers dead in Sake.",
        "Rebels and soldiers fought in Bojaya on Wednesday. Bojaya lies on a river. The battle killed nine villagers.",
    ],
)
def test_nobody_is_named_for_it(text: str) -> None:
    assert hands(text) == {None}


def test_the_fire_that_killed_others_is_no_hand_of_the_first() -> None:
    text = "Rebels attacked a base at Gao. Five policemen died while 12 rebels were killed in return fire by the army."
    by = {claim.number.low: claim.perpetrator and claim.perpetrator.name for claim in harm(text)}
    assert by[12] == "Malian army"
    assert by[5] != "Malian army"
