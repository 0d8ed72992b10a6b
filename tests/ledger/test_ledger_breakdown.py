"""A bulletin's sum and the attacks that it is made of ring once; what does not add up rings by itself."""

from typing import Any

import pytest
from ledger_support import Article, actor, article, place, ring, stand

from agents.ledger.breakdown import summands

REBELS = actor("rebels", "non-state")
KHARKIV = place("Kharkiv", country="UA", admin1="Kharkiv", geonames_id=706483, lat=49.98, lon=36.25)
IZIUM = place("Izium", country="UA", admin1="Kharkiv", geonames_id=707688, lat=49.21, lon=37.26)


def quarter(name: str) -> Any:
    return place(f"{name} neighbourhood", country="UA", lat=None, lon=None)


def bulletin(total: int = 10, **more: Any) -> Article:
    told = article("bulletin", "2022-05-28 18:00", "Paper", theatre="UA")
    return told.casualty("killed", total, KHARKIV, evidence=f"{total} people were killed in Kharkiv.", **more)


async def rings(told: Article) -> int:
    return sum(alert.rings for alert in await ring(told))


async def test_what_adds_up_to_the_total_rings_with_it() -> None:
    told = bulletin().casualty("killed", 8, quarter("Saltivka"), weapon="rocket", said_by=("police", "official"))
    told = told.casualty("injured", 20, quarter("Saltivka"), same=True)
    told = told.casualty("killed", 2, quarter("Pavlove"), weapon="gunfire")
    assert await rings(told) == 1
    (case,) = await stand(told)
    assert case.effects is not None
    assert case.effects["killed"].best == 10


async def test_a_part_may_be_broken_down_itself() -> None:
    told = bulletin(6).casualty("killed", 1, quarter("Saltivka"), weapon="gunfire")
    told = told.casualty("killed", 5, quarter("Pavlove"), weapon="rocket")
    told = told.casualty("killed", 3, quarter("Pavlove"), weapon="mine", victims="three drivers")
    assert await rings(told.casualty("killed", 2, quarter("Pavlove"), weapon="drone", victims="two nurses")) == 1


APART = {
    "another sum": [(8, quarter("Saltivka"), {}), (3, quarter("Pavlove"), {})],
    "another town": [(8, quarter("Saltivka"), {}), (2, IZIUM, {})],
    "another hand": [(8, quarter("Saltivka"), {}), (2, quarter("Pavlove"), {"perpetrator": actor("army", "state")})],
}


@pytest.mark.parametrize("parts", APART.values(), ids=APART)
async def test_what_does_not_add_up_rings_by_itself(parts: list[Any]) -> None:
    told = bulletin(perpetrator=REBELS, weapon="bomb")
    for n, (figure, where, more) in enumerate(parts):
        told = told.casualty("killed", figure, where, weapon=("rocket", "gunfire")[n], **more)
    assert await rings(told) == 3


@pytest.mark.parametrize(
    ("figures", "total", "chosen"),
    [
        ([8, 2], 10, (0, 1)),
        ([8, 7, 2], 10, (0, 2)),
        ([8, 3], 10, ()),
        ([5, 5, 4, 1], 10, ()),  # 5 and 5, or 5, 4 and 1
        ([10], 10, ()),
        ([], 4, ()),
    ],
)
def test_figures_that_add_up(figures: list[int], total: int, chosen: tuple[int, ...]) -> None:
    assert summands(figures, total) == chosen


async def test_the_injured_may_add_up_where_the_dead_do_not() -> None:
    """Two died in the first of two blasts, and 21 and 23 were hurt in both: 44 in all."""
    told = bulletin(2).casualty("injured", 44, KHARKIV, same=True)
    told = told.casualty("killed", 2, quarter("Saltivka"), weapon="bomb")
    told = told.casualty("injured", 21, quarter("Saltivka"), weapon="bomb", same=True)
    assert await rings(told.casualty("injured", 23, IZIUM, weapon="grenade")) > 1  # another town
    told = bulletin(2).casualty("injured", 44, KHARKIV, same=True)
    told = told.casualty("killed", 2, quarter("Saltivka"), weapon="bomb")
    told = told.casualty("injured", 21, quarter("Saltivka"), weapon="bomb", same=True)
    assert await rings(told.casualty("injured", 23, quarter("Pavlove"), weapon="grenade")) == 1
