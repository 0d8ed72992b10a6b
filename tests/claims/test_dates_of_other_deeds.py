"""Dates that belong to another deed of the sentence, who "it" and "they" are, and forces that stand on one side."""

from datetime import UTC, datetime

import pytest
from readings import harm
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2014, 8, 8, 12, tzinfo=UTC)


def falls(text: str) -> list[LocationFall]:
    """The changes of hands of a text."""
    return [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Elephant Pass fell to troops advancing from Kilinochchi, which was seized last Friday.", "Elephant Pass"),
        ("Rebels who seized Idlib in March captured Jisr al-Shughur.", "Jisr al-Shughur"),
        ("After rebels captured Bentiu early last month, the army retook Bor.", "Bor"),
        ("Kyaukme fell to the TNLA, one more setback for the junta that seized power in 2011.", "Kyaukme"),
        ("Bor fell to the rebels on Thursday, the first town lost since the war began in 2012.", "Bor"),
        ("The opposition regained Kabul on Thursday, five years after it had lost it to the Taliban.", "Kabul"),
        ("Peshmerga fighters recaptured Makhmour, two years after losing it.", "Makhmour"),
        ("The retaking of Bor on Thursday is a success for the force that came to the country last month.", "Bor"),
        ("The rebels captured the 19th-century town of Buchanan on Thursday.", "Buchanan"),
        ("It is the third time Malakal has fallen to the rebels since the war broke out two months ago.", "Malakal"),
    ],
)
def test_what_is_news(text: str, place: str) -> None:
    told = [c for c in falls(text) if c.place is not None and c.place.text == place]
    assert ("actual", "breaking") in {(c.mode, c.time.timing) for c in told}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Jisr al-Shughur in March.",
        "In the 13th century the town of Homs was captured by rebels.",
        "Fifty years after the fall of Hue to the rebels, veterans met there.",
        "The fort at Hue that rebels captured in 1994 is a museum.",
        "Yemen has been at war since late 2011, when rebels seized control of Sanaa.",
        "Ties have been tense since 1991, when the Armenian army occupied Kelbajar.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert all((c.mode, c.time.timing) != ("actual", "breaking") for c in falls(text))


def test_this_month() -> None:
    (told,) = falls("The army captured Bor earlier this month.")
    assert told.time.timing == "recent"
    (told,) = falls("The army captured Bor earlier this August.")
    assert told.time.timing == "recent"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Seleka rebels entered the town at noon. Government soldiers were relieved of their weapons. In Bossangoa "
            "they took the barracks.",
            ("Seleka", "Central African forces"),
        ),
        (
            "Mocimboa da Praia was retaken on Thursday, after Rwandan and Mozambican forces had taken villages "
            "north of it.",
            ("Rwandan and Mozambican forces", None),
        ),
        (
            'The Rwanda Defence Force said: "Mocimboa da Praia has been captured by Rwandan and Mozambican security '
            'forces."',
            ("Rwandan and Mozambican security forces", None),
        ),
        ("The Armed Forces of Angola have captured Andulo from UNITA.", ("Angolan forces", "UNITA")),
        ("Bukavu has been taken by the army of Rwanda.", ("Rwanda Defence Force", None)),
    ],
)
def test_which_side(text: str, expected: tuple[str | None, str | None]) -> None:
    assert expected in {(c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name) for c in falls(text)}


def test_who_says_it() -> None:
    (told,) = falls("The Arakan Army has taken control of the junta's base in Buthidaung, it said on Thursday.")
    assert told.said_by is not None
    assert told.said_by.name == "Arakan Army"


def test_control_given_up_is_the_whole_town() -> None:
    (told,) = falls("The garrison surrendered on Thursday, giving up control of Mrauk-U to the Arakan Army.")
    assert told.place is not None
    assert (told.place.text, told.place.precision) == ("Mrauk-U", 1)


def test_the_same_day_is_none_of_a_year_told_by_the_way() -> None:
    text = (
        "Fighters stormed Bor on Thursday, residents said. The group was driven from Malakal in 2011. "
        "The same day it attacked a base in Bentiu, killing nine soldiers."
    )
    (told,) = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.effect == "killed"]
    assert told.mode == "actual"


def test_what_somebody_declared_dates_no_capture() -> None:
    (told,) = falls("The rebels' capture of Bor blurs the border of the state that Machar declared in May.")
    assert told.time.timing == "recent"


@pytest.mark.parametrize(
    "text",
    [
        "The bodies of nine men kidnapped two months ago were found near Beni.",
        "Troops found the bodies of nine captives, among them guards abducted years ago, in a cave near Beni.",
    ],
)
def test_when_the_dead_were_taken_is_not_when_they_were_found(text: str) -> None:
    killed = [one for one in harm(text, PUBLISHED) if one.effect == "killed"]
    assert [one.time.timing for one in killed] == ["breaking"]
