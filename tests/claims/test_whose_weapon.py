"""Whose weapon it was, as a sentence behind the harm tells it: who fired the shells, laid the mine, sent a missile."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)
SHELLS = "Four people were killed on Friday by rocket shells that fell on two quarters of Aleppo.\n"
MINE = "Six people of a family died on Friday when a roadside mine hit their car in Kunduz.\n"
ROUNDS = "Mortar rounds crashed into a queue in Sarajevo on Friday, killing eight people, doctors said.\n"
MISSILE = "A missile tore through a block of flats in Dnipro on Friday, killing 30 people.\n"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (f"{SHELLS}A police source said rebels positioned in the north had fired the shells.", "rebels"),
        (f"{MINE}The governor's spokesman said the mine had been planted by the Taliban.", "Taliban"),
        (f"{MINE}The Taliban said its men had laid the device.", "Taliban"),
        (f"{MINE}Police said the mine had been laid by the Taliban, who have not commented.", "Taliban"),
        (f"{ROUNDS}Army officers said the rounds came from Serb positions on the hills.", "Serb forces"),
        (f"{MINE}The army said the Taliban had laid it.", "Taliban"),
        (f"{ROUNDS}The rounds came from Serb", None),
        (f"{MISSILE}The air force said the building was hit by a missile fired by a Russian bomber.", "Russian bomber"),
    ],
)
def test_who_used_the_weapon(text: str, by: str | None) -> None:
    assert hands(harm(text, AT)) == {by}


@pytest.mark.parametrize(
    "text",
    [
        # asked, open, or gainsaid
        f"{SHELLS}It was not known who had fired the shells.",
        f"{SHELLS}The army denied that it had fired the shells.",
        f"{MINE}The United Nations said the mine had been planted by rebels or by the army.",
        f"{MINE}Police asked whether the Taliban had laid the mine.",
        f"{SHELLS}The shells could have been fired by rebels, a witness said.",
        # another weapon, another town's or another year's, or who found it
        f"{SHELLS}Earlier Hamas launched the rockets that hit Sderot.",
        f"{SHELLS}The shells were fired after an attack by Turkish troops on Jarablus.",
        f"{MINE}The mines were laid by Soviet troops in 1984.",
        f"{MINE}Police triggered the mine with a robot to make it safe.",
        "Bombs killed nine people in Sanaa on Friday.\nThe bombs came from US army stocks, the report said.",
        f"{MINE}The Taliban fired a rocket at the airport.",
        f"{SHELLS}Police cleared the shells.",
        f"{MINE}The mine was found by soldiers.",
        # many sentences on
        f"{MINE}They were going home. The road is long. A school is near. It was hot. The Taliban laid the mine.",
    ],
)
def test_nobody_is_told_to_have_used_it(text: str) -> None:
    assert hands(harm(text, AT)) == {None}
