"""Takers told by a turn of phrase: "it was not X but Y", "forcing X to withdraw", and who denies by holding."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2014, 8, 8, 12, tzinfo=UTC)

Told = tuple[str, str, str | None, str | None]


def falls(text: str, stance: str = "") -> set[Told]:
    """Change, place, taker and loser of each actual change of hands of a text; stance: of these alone."""
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    return {
        (c.change, c.place.text if c.place else "", c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name)
        for c in told
        if c.stance == stance or (not stance and c.stance != "denied")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was not soldiers that captured the town of Maiha, but local hunters and vigilantes, a resident said.",
            ("captured", "Maiha", "vigilantes", "Nigerian forces"),
        ),
        (
            "It was the Kurds, not the Iraqi army, who captured Sinjar.",
            ("captured", "Sinjar", "Kurdish forces", "Iraqi army"),
        ),
        (
            "Rebels attacked the town of Bor on Thursday, forcing government soldiers to withdraw.",
            ("withdrawn", "Bor", "rebels", "SPLA"),
        ),
        (
            "Rebels forced government soldiers to withdraw from Bor on Thursday.",
            ("withdrawn", "Bor", "rebels", "SPLA"),
        ),
        (
            "The army recaptured the town of Nasir from an ethnic militia known as the White Army.",
            ("recaptured", "Nasir", "SPLA", "White Army"),
        ),
        (
            "South Sudanese rebels loyal to former Vice President Riek Machar said they had captured Morobo town.",
            ("captured", "Morobo town", "rebels loyal to Riek Machar", None),
        ),
        (
            "Junta vehicles entered Lashio on Thursday following the withdrawal of the MNDAA.",
            ("recaptured", "Lashio", "Myanmar military", "MNDAA"),
        ),
        (
            "Mubi has fallen back into the hands of Nigerian soldiers.",
            ("recaptured", "Mubi", "Nigerian forces", None),
        ),
        (
            "Leftist rebels yielded the city of Mitu to government forces on Thursday. They seized Mitu's airstrip on "
            "Sunday.",
            ("captured", "Mitu's airstrip", "leftist rebels", "Colombian forces"),
        ),
        (
            "The government denied that Biltine had fallen, although the army said it had withdrawn from Abeche.",
            ("withdrawn", "Abeche", None, "Chadian army"),
        ),
    ],
)
def test_who_took_it(text: str, expected: Told) -> None:
    assert expected in falls(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels said on Thursday they had captured Bor. The army said it was in full control of Bor.",
        "The army denied that the rebels were in control of Bor.",
    ],
)
def test_who_holds_it_denies(text: str) -> None:
    assert ("captured", "Bor", "rebels", "SPLA") in falls(text, "denied")
    assert all(change != "recaptured" for change, *_ in falls(text))


def test_who_retook_it_holds_it() -> None:
    text = "Rebels seized Bor on Tuesday. The army retook it on Thursday and is now in full control of Bor."
    assert ("recaptured", "Bor", "SPLA", "rebels") in falls(text)
    assert falls(text, "denied") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the town of Bor on Thursday, forcing villagers to leave.",
        "The army denied that it is in control of the football league in Bor.",
        "It was not the army that captured the headlines in Bor, but a singer.",
    ],
)
def test_where_nothing_changed_hands(text: str) -> None:
    assert falls(text) == set()


@pytest.mark.parametrize(
    ("text", "taker", "loser"),
    [
        (
            "Troops loyal to Gbagbo's rival, Alassane Ouattara, entered Yamoussoukro, meeting little resistance.",
            "troops loyal to Alassane Ouattara",
            "Ivorian forces",
        ),
        ("The pro-Ouattara Republican Forces (FRCI) captured Yamoussoukro on Thursday.", "FRCI", None),
        (
            "On Thursday troops from Laurent Kabila's rebel army fanned out across Kinshasa, capturing Camp Tshatshi.",
            "rebel army",
            None,
        ),
        ("Soldiers of the rebel movement captured Kisangani.", "rebels", None),
        ("The town of Uvira is now in the hands of Banyamulenge fighters.", "Banyamulenge fighters", None),
        ("On Thursday Islamist fighters captured Gao.", "Islamist fighters", None),
    ],
)
def test_whose_troops(text: str, taker: str, loser: str | None) -> None:
    assert {(by, lost) for _, _, by, lost in falls(text)} == {(taker, loser)}


def test_who_came_in_elsewhere() -> None:
    text = "ISIL retreated from Mayadin. Rebels captured the ISIL headquarters in Aleppo."
    assert ("withdrawn", "Mayadin", None, "Islamic State") in falls(text)
