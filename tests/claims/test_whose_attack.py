"""Whose attack it was that killed: beside what it was aimed at, what else was told that week, and who is blamed."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday


def hands(text: str) -> set[str | None]:
    found = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, Casualty)]
    return {claim.perpetrator.name if claim.perpetrator else None for claim in found if claim.mode == "actual"}


AIMS = [
    (
        "Al-Shabaab also claimed a March 2 bombing at a police station in the capital that killed 17 people.",
        "al-Shabaab",
    ),
    (
        "Shabaab men claimed a suicide attack on a rival militia in Baidoa on Sunday that killed 16 people.",
        "al-Shabaab",
    ),
    (
        "Saudi-led coalition strikes on army posts in the east that killed dozens halted the talks.",
        "Saudi-led coalition",
    ),
    ("Air raids on the rebel-held parts of Taiz killed 13 civilians on Monday.", None),
    ("A fresh wave of shelling hit separatist-held districts of Donetsk on Sunday, killing one woman.", None),
    ("Guerrillas in Arauca who killed 17 people on Monday have fled.", "guerrillas"),
    ("M23 ambushed government troops assigned to escort nuns visiting Ituri, killing two of them.", "M23"),
]
BEHIND = [
    ("Paris said forces loyal to Colonel Gaddafi were behind the attack in which 140 people died.", "Gaddafi forces"),
    ("Boko Haram was not behind the attack in which 14 people were killed, the mayor said.", None),
    ("The Tatmadaw committed a massacre in Let Yet Kone, where 18 villagers were killed.", "Myanmar military"),
    ("US-led strikes in Helmand killed more than 20 people.", "US-led coalition"),
    ("A woman was killed when government helicopters dropped a bomb on Heiban.", "government forces"),
    ("A woman was killed when unidentified helicopters dropped a bomb on Heiban.", None),
]
ANOTHER_DAY = [
    ("The rebels hit a school in Taiz a day after dozens of children were killed in air strikes on Saada.", None),
    ("Ethiopian forces bombed the town in revenge for the death of five airmen killed when a helicopter fell.", None),
    ("Nine guards died in Garissa, seven hours after al-Shabaab men attacked the college.", "al-Shabaab"),
]
ACCUSED = [
    ("Activists accused the Syrian army of launching a gas attack that killed 21.", "Syrian government forces"),
    ("The rebels were accused of staging a chemical attack that killed 21 people in Taiz.", "rebels"),
    ("The rebels accused reporters of lying about a gas attack that killed 21 people in Taiz.", None),
]
SIMILAR = [
    ("Russian jets bombed Saraqib, killing nine. Five were killed in similar raids on Tuqan.", "Russian forces"),
    ("A mine killed nine men in Tame. Five were killed in similar blasts in Arauca.", None),
]
OF_THE_WAR = [
    ("The army shelled the town. More than 300,000 people have been killed since the conflict began.", None),
    ("The rebels shelled the town of Taiz on Tuesday. Nine people were killed.", "rebels"),
]
BLAMED = [
    ("He mourned the kidnapping of 260 villagers and blamed the Houthis for causing the war.", None),
    ("Nine people were killed in Taiz; residents blamed the Houthis for firing the shell.", "Houthis"),
    ("Nine people were killed in Taiz; residents blamed the Houthis.", "Houthis"),
]


LEAD = "A car bomb killed nine people at a market in Baidoa on Wednesday, police said."
OWNED_UP = [
    (f"{LEAD} Al-Shabaab claimed responsibility.", {"al-Shabaab"}),
    (f"{LEAD} Al-Shabaab said it was behind a similar bombing in May.", {None}),
    (
        f"{LEAD} Nobody has claimed it. The wounded were taken to a clinic. Traders fled. The market has been shut."
        " On Friday gunmen killed two elders in Afgoye in an attack claimed by al-Shabaab.",
        {None, "al-Shabaab"},
    ),
    (
        "Rebel shelling killed four civilians and hurt seven in Homs on Wednesday, the governor said. Two of them were"
        " on a bus. Traffic stood still. The market was shut. A truce has held since May. On Sunday bombers killed four"
        " people in Palmyra in an attack claimed by the Islamic State group.",
        {"rebels", "Islamic State"},
    ),
    (f"{LEAD} The army blamed al-Shabaab for the collapse of the truce.", {None}),
    (f"{LEAD} The army blamed al-Shabaab for the blast.", {"al-Shabaab"}),
]
FROM_THE_AIR = [
    (
        "Air raids killed nine people in Taiz on Wednesday. Rebels fired on a bus in Taiz, killing two.",
        {None, "rebels"},
    ),
    ("Drone strikes killed nine people in Taiz. Rebels fired two more drones at Taiz, killing two.", {"rebels"}),
    (
        "Air strikes killed nine people in Atareb on Wednesday. It was not immediately clear whether the strikes had"
        " been carried out by Syrian warplanes or Russian ones.",
        {None},
    ),
    (
        "Air strikes killed nine people in Atareb. The strikes were carried out by Syrian warplanes.",
        {"Syrian government forces"},
    ),
]


@pytest.mark.parametrize(("text", "by"), OWNED_UP + FROM_THE_AIR)
def test_who_answers_for_what(text: str, by: set[str | None]) -> None:
    assert hands(text) == by


@pytest.mark.parametrize(("text", "by"), AIMS + BEHIND + ANOTHER_DAY + ACCUSED + SIMILAR + OF_THE_WAR + BLAMED)
def test_whose_attack_it_was(text: str, by: str | None) -> None:
    assert hands(text) == {by}
