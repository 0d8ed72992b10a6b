"""Which army is meant: one told by its number, one that was a rebels' then, two under one noun, and that of an "it"."""

from datetime import UTC, datetime

import pytest
from readings import changes, falls, hands, harm

PUBLISHED = datetime(2023, 9, 20, 12, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's 58th Army captured Robotyne in Ukraine on Monday.", ("Robotyne", "Russian forces", "Ukraine")),
        ("The Russian 20th Combined Arms Army has taken Makiivka.", ("Makiivka", "Russian forces", None)),
        ("Fighters of Russia's 1st Army Corps took Avdiivka.", ("Avdiivka", "Russian forces", None)),
        (
            "Ukraine's 3rd Assault Brigade has retaken Andriivka from Russian troops.",
            ("Andriivka", "Ukrainian forces", "Russian forces"),
        ),
        (
            "Sudan's 6th Infantry Division retook Babanusa from the RSF.",
            ("Babanusa", "Sudanese forces", "Rapid Support Forces"),
        ),
        ("Ukrainian troops fought for Robotyne, but the 58th Army captured it.", ("Robotyne", "58th Army", None)),
        ("Units of the 2nd Army Corps took Toretsk in Ukraine.", ("Toretsk", "2nd Army", None)),
    ],
)
def test_an_army_told_by_its_number_is_its_nations(text: str, expected: tuple[str, str, str | None]) -> None:
    assert falls(text, PUBLISHED) == {expected}


def test_shells_of_a_numbered_army_are_its_nations() -> None:
    told = harm("Russia's 58th Army shelled Orikhiv on Tuesday, killing five people.", PUBLISHED)
    assert hands(told) == {"Russian forces"}


def test_an_ordinal_beside_a_people_makes_no_army() -> None:
    told = harm("Mali's army retook Kidal. The Malian 2nd lieutenant Keita was killed there.", PUBLISHED)
    assert hands(told) == {None}


@pytest.mark.parametrize(
    ("text", "year", "change", "place"),
    [
        ("The SPLA said it had captured Torit from the army on Monday.", 2002, "captured", "Torit"),
        ("The SPLA retook Malakal from rebels and captured Nasir on Monday.", 2014, "recaptured", "Malakal"),
        ("Frelimo has seized Mueda, its radio said on Monday.", 1974, "captured", "Mueda"),
    ],
)
def test_rebels_were_no_state_before_they_won(text: str, year: int, change: str, place: str) -> None:
    told = changes(text, datetime(year, 9, 2, 12, tzinfo=UTC))
    first = next(claim for claim in told if claim.place and claim.place.name == place)
    assert first.change == change
    assert first.taken_by is not None
    assert first.taken_by.type == ("state" if change == "recaptured" else "non-state")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Somali and allied Ethiopian forces have taken Baidoa from al-Shabab.",
            ("Baidoa", "Somali and Ethiopian forces", "al-Shabaab"),
        ),
        (
            "Rebels fled as Congolese and allied Angolan troops retook Matadi on Monday. Kinshasa, the capital of the "
            "Democratic Republic of Congo, was calm.",
            ("Matadi", "Congolese and Angolan troops", "rebels"),
        ),
    ],
)
def test_allies_under_one_noun_took_it_together(text: str, expected: tuple[str, str, str | None]) -> None:
    assert falls(text, PUBLISHED) == {expected}


def test_it_stands_for_whom_the_last_sentences_were_about() -> None:
    text = (
        "The LTTE captured Elephant Pass on Monday. It overran three camps, the last 200 government soldiers fleeing "
        "by boat. It has also taken Paranthan."
    )
    assert ("Paranthan", "LTTE", None) in {(place, by, None) for place, by, _ in falls(text, PUBLISHED)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who stands behind the "and" begins a clause of his own
        (
            "The city of Hue fell to the North Vietnamese army and the United States began to fly out refugees.",
            ("Hue", "North Vietnamese army"),
        ),
        # an officer who is the army's no more
        ("Former Congolese army Colonel Innocent Kaina seized Bunagana.", ("Bunagana", "Kaina's men")),
        # a group is not the one it is linked to
        (
            "JNIM, an armed group linked to the terrorist movement al-Qaeda, announced on Monday that it had captured "
            "Boni.",
            ("Boni", "JNIM"),
        ),
        # whom others took towns from did not attack
        (
            "Croat soldiers captured Drvar from the Bosnian Serbs on Monday, advancing fast. Croatian television said "
            "that the town of Jajce had fallen.",
            ("Jajce", "Croat forces"),
        ),
    ],
)
def test_who_took_it_beside_others(text: str, expected: tuple[str, str]) -> None:
    assert expected in {(place, by) for place, by, _ in falls(text, PUBLISHED)}


def test_a_garrison_is_that_of_its_nation() -> None:
    told = falls("British troops said that the Argentine garrison at Stanley had laid down its arms.", PUBLISHED)
    assert {lost for _, _, lost in told} == {"Argentine forces"}
