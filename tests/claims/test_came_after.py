"""Who came into a place right behind those who left it, told in the same sentence or in the next."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2014, 8, 8, 12, tzinfo=UTC)


def left(text: str) -> set[tuple[str, str | None, str | None]]:
    """Place, taker and loser of each place that a text tells to have been left."""
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    return {
        (c.place.name if c.place else "", c.taken_by and c.taken_by.name, c.taken_from and c.taken_from.name)
        for c in told
        if c.mode == "actual" and c.change == "withdrawn"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Government soldiers abandoned the town of Sake on Thursday. M23 fighters moved in a few hours later.",
            ("Sake", "M23", "FARDC"),
        ),
        (
            "Government soldiers deserted the town of Bossangoa, and Seleka fighters began moving into it on Sunday.",
            ("Bossangoa", "Seleka", "Central African forces"),
        ),
        (
            "Afghan soldiers left Lashkar Gah on Friday. Taliban fighters were patrolling its streets by evening.",
            ("Lashkar Gah", "Taliban", "Afghan security forces"),
        ),
        (
            "Ethiopian soldiers fled Addis Ababa overnight and EPRDF fighters, led by tanks, entered the capital.",
            ("Addis Ababa", "EPRDF", "Ethiopian National Defence Force"),
        ),
        (
            "The army has withdrawn from the town of Baga, and Boko Haram now controls it.",
            ("Baga", "Boko Haram", "Nigerian army"),
        ),
        (
            "Israeli troops left Marjayoun before dawn. Hezbollah guerrillas drove through the town to cheers.",
            ("Marjayoun", "Hezbollah", "Israeli military"),
        ),
        (
            "Separatists abandoned Sloviansk overnight, and the Ukrainian flag was flying over the town hall.",
            ("Sloviansk", "Ukrainian forces", "separatists"),
        ),
        (
            "Gaddafi's forces had fled Zawiya by noon. The flag of the rebels was flying over its main square.",
            ("Zawiya", "rebels", "Gaddafi forces"),
        ),
        (
            "Taliban soldiers abandoned Taloqan within hours. General Mohammed Daud, the Northern Alliance commander "
            "who once governed the province, drove into Taloqan to cheers.",
            ("Taloqan", "Northern Alliance", "Taliban"),
        ),
        (
            "Congolese soldiers fled Goma on Tuesday, letting M23 rebels take the airport unopposed.",
            ("Goma", "M23", "FARDC"),
        ),
        (
            "Federal troops left Mekelle late on Thursday. Residents said Tigrayan fighters were in the city.",
            ("Mekelle", "TPLF", "Ethiopian National Defence Force"),
        ),
        (
            "Iraqi troops withdrew from Ramadi on Thursday, handing the city to Islamic State.",
            ("Ramadi", "Islamic State", "Iraqi security forces"),
        ),
    ],
)
def test_who_came_in(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert expected in left(text)


@pytest.mark.parametrize(
    "text",
    [
        "Government soldiers fled Bossangoa on Friday. Seleka rebels had captured Bouca a day earlier.",
        "Government soldiers fled Bossangoa on Friday. Seleka rebels entered Bouca the next day.",
        "Government soldiers fled Bossangoa on Friday. Seleka rebels have not yet entered the town.",
        "Government soldiers fled Bossangoa on Friday. Seleka fighters are expected to move in.",
        "Israeli troops left Marjayoun before dawn. Residents drove through the town honking their horns.",
        "Russian forces withdrew from Kherson to the left bank. Ukrainian artillery shelled the crossings.",
        "Government forces have withdrawn from Hodeidah. The UN wants Houthi rebels to enter talks.",
        "UNITA says its men have left Cafunfo. State radio claims that the town was stormed by the army.",
    ],
)
def test_nobody_told_to_have_come_in(text: str) -> None:
    told = left(text)
    assert told
    assert all(taker is None for _, taker, _ in told)
