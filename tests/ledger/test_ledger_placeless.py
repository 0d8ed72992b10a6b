"""What an article tells that names no place at all: one attack, where nothing tells two."""

from datetime import date
from typing import Any

import pytest
from ledger_support import Article, actor, article, place, ring, stand

FARC = actor("FARC", "non-state")
ARMY = actor("Colombian army", "state")
TORIBIO = place("Toribío", country="CO", admin1="Cauca", geonames_id=3666951, lat=2.95, lon=-76.27)


def told() -> Article:
    return article("9-12", "2011-07-09 12:00", "Paper", theatre="CO")


async def test_what_an_article_without_any_place_tells_is_one_attack() -> None:
    raid = told().casualty("killed", 3, evidence="They shot three people at their homes.")
    raid.casualty("killed", 1, evidence="A guard died of his wounds.")
    raid.casualty("abducted", 5, evidence="They also took five women.", victims="five women")
    (incident,) = await stand(raid)
    assert (incident.effects["killed"].best, incident.effects["abducted"].best) == (3, 5)
    assert [alert.reason for alert in await ring(raid) if alert.rings] == ["first_report"]


async def test_its_total_may_come_last() -> None:
    raid = told().casualty("killed", 1, evidence="A guard died at the gate.")
    raid.casualty("killed", 4, evidence="The toll came to four.")
    (incident,) = await stand(raid)
    assert incident.effects["killed"].best == 4


APART: dict[str, dict[str, Any]] = {
    "a word of another attack": {"evidence": "In another ambush two people died."},
    "another day": {"day": date(2011, 7, 2)},
    "other hands": {"perpetrator": ARMY},
    "another weapon": {"weapon": "land mine"},
    "other people": {"victims": "two soldiers"},
    "a place": {"where": TORIBIO},
}


@pytest.mark.parametrize("more", APART.values(), ids=APART)
async def test_without_a_place_too_there_are_two_attacks(more: dict[str, Any]) -> None:
    told_of = told().casualty("killed", 3, perpetrator=FARC, weapon="gunfire", victims="three children")
    assert len(await stand(told_of.casualty("killed", 2, more.pop("where", None), **more))) == 2
