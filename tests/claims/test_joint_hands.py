"""Whose hand it was where two states struck together, and where the article leaves open which of two it was."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday
BOTH = [
    ("Saudi and Emirati planes bombed a market in Saada on Tuesday, killing 40 people.",
     "Saudi air force and Emirati air force"),
    ("Nine people died in an operation by the Turkish Armed Forces and the U.S.-led coalition in Raqqa.",
     "Turkish forces and US-led coalition"),
    ("Rwandan forces and Ugandan forces shelled Kisangani on Tuesday, killing 40 people.",
     "Rwanda Defence Force and Ugandan forces"),
    ("Russian and regime air strikes killed 20 people in Saraqib, Syria, on Tuesday.",
     "Russian forces and Syrian government"),
    ("Twenty people in Saraqib were killed in a campaign by the Syrian army and Russian air forces.",
     "Syrian government forces and Russian forces"),
]  # fmt: skip
ONE = [
    ("Clashes between Rwandan forces and Ugandan forces killed 40 people in Kisangani on Tuesday.", None),
    ("A strike on Saudi and Emirati troops killed nine soldiers in Marib on Tuesday.", None),
    ("Strikes by Saudi or Emirati planes killed nine people in Saada on Tuesday.", None),
    ("The Malian army and hunters killed nine people in Ogossagou on Tuesday.", "Malian army"),
]


@pytest.mark.parametrize(("text", "by"), BOTH + ONE)
def test_both_are_named(text: str, by: str | None) -> None:
    assert hands(harm(text, PUBLISHED)) == {by}


RAIDS = "Saudi jets bombed Hodeidah on Monday. Air strikes killed nine people in Saada on Wednesday."
OPEN = [
    (RAIDS, "Saudi air force"),
    (f"{RAIDS} It is not known which aircraft carried out the strikes.", None),
    (f"{RAIDS} The charity did not specify which government was behind the attack.", None),
    (f"{RAIDS} It was not immediately clear if the raids were conducted by Saudi jets or Emirati ones.", None),
    (f"{RAIDS} It was unclear who had been hit.", "Saudi air force"),  # "hit" is no hand: who was hit is asked
    (f"{RAIDS} He did not say whether children were among the dead.", "Saudi air force"),
]


@pytest.mark.parametrize(("text", "by"), OPEN)
def test_what_is_left_open_is_nobodys(text: str, by: str | None) -> None:
    assert hands(harm(text, PUBLISHED)) == {by}


def test_blame_for_shells_is_none_for_what_came_from_the_air() -> None:
    text = (
        "Air strikes killed nine people in Marib on Wednesday, a doctor said. They were traders. The market was shut."
        " Roads are closed. The army accused the Houthis of the mortar attack on a camp on the same day."
    )
    assert hands(harm(text, PUBLISHED)) == {None}
