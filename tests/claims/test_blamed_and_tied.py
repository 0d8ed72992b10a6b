"""Whose hand it was where it is told by whom gunmen belong to, who is blamed, and what the next sentence says."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday

TIED = [
    ("Gunmen linked to al-Qaeda killed nine soldiers in Gao on Tuesday.", "al-Qaeda"),
    ("Militants pledging allegiance to Islamic State stormed Palma on Tuesday, killing nine.", "Islamic State"),
    ("Nine people died when gunmen on motorcycles, thought to belong to Boko Haram, entered Diffa.", "Boko Haram"),
    ("Nine people were shot dead after gunmen thought to belong to the ELN stopped a bus in Arauca.", "ELN"),
    ("Gunmen killed nine soldiers linked to a coup in Gao on Tuesday.", "gunmen"),
    ("Nine people were killed after rebels flagged down a bus near Beni on Tuesday.", "rebels"),
    ("Nine people were killed after the army entered Beni on Tuesday.", None),
    ("Nine people were killed after rebels were seen near Beni on Tuesday.", None),
    ("Nine people died in Beni on Tuesday after the rebels left.", None),
]
BLAMED = [
    ("Al-Shabaab was blamed for a bomb that killed nine people in Baidoa on Tuesday.", "al-Shabaab"),
    ("The Taliban have been blamed for the blast that killed nine people in Kabul on Tuesday.", "Taliban"),
    ("The mayor blamed al-Shabaab for a bomb that killed nine people in Baidoa on Tuesday.", "al-Shabaab"),
    ("A suicide bomber killed nine people in Diffa on Tuesday in an attack blamed on Boko Haram.", "Boko Haram"),
    ("A suicide bomber killed nine people in Diffa on Tuesday, a rise blamed on poverty.", "suicide bomber"),
    ("A blast killed nine people in Kabul on Tuesday. Officials pointed the finger at the Taliban.", "Taliban"),
    ("A blast killed nine people in Kabul on Tuesday. The Taliban said they carried it out.", "Taliban"),
    ("A blast killed nine people in Kabul on Tuesday. The Taliban denied that they carried it out.", None),
]
NEXT = [
    ("Nine villagers were killed in Ngarbuh on Tuesday. Residents said soldiers had shot them.", "Cameroonian forces"),
    ("The bodies of nine men were found near Beni on Tuesday. They had been shot by the ADF, residents said.", "ADF"),
    ("The bodies of nine men were found near Beni on Tuesday. They had been seen by the ADF, residents said.", None),
    ("Nine villagers were killed in Ngarbuh on Tuesday. Residents said soldiers had not shot them.", None),
    ("Nine gunmen were killed in Ngarbuh on Tuesday. Soldiers shot them.", None),
    ("Eighty pupils were kidnapped in Zamfara on Tuesday. Police said bandits had taken them away.", "bandits"),
]
PASSED_OVER = [
    ("Eleven people were shot dead after suspected al-Shabaab militants flagged down a bus in Mandera.", "al-Shabaab"),
    ("Malian troops thwarted an attack by JNIM near Gao on Tuesday killing nine men.", "Malian forces"),
    ("The Malian army destroyed trucks of the rebels near Gao on Tuesday killing nine men.", "Malian army"),
    ("A push by the Malian army to take the last rebel stronghold near Gao killed nine people.", "Malian army"),
    ("Rebels trying to take the last army base near Gao killed nine people.", "rebels"),
    ("Air strikes by al-Shabaab's foes went on. Air strikes killed nine people in Jilib on Tuesday.", None),
    ("An offensive in Taiz by the army, backed by Saudi jets, goes on. Air strikes killed nine people in Marib.", None),
    ("A bomb killed nine men in Gao on Tuesday. Fifty were hurt in the attack, which was blamed on rebels.", "rebels"),
    ("A bomb killed nine men in Gao on Tuesday. A similar attack in May was blamed on rebels.", None),
]
WHOSE = [
    ("The bombardment of the Houthis on Marib killed nine people on Tuesday.", "Houthis"),
    ("The bombardment of the Houthis killed nine people in Saada on Tuesday.", None),
    ("Foreign troops killed nine civilians in Kunar on Tuesday.", "foreign troops"),
    ("A death squad killed nine students in San Salvador on Tuesday.", "death squad"),
    ("US Africa Command said it killed nine al-Shabaab men in Jilib on Tuesday.", "US military"),
]


@pytest.mark.parametrize(("text", "by"), TIED + BLAMED + NEXT + PASSED_OVER + WHOSE)
def test_whose_hand_is_told_beside(text: str, by: str | None) -> None:
    assert {name and name.lower() for name in hands(harm(text, PUBLISHED))} == {by and by.lower()}
