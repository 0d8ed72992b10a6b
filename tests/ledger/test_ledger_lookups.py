"""What a claim looks up brings every incident that it would join if all that is known were looked at, case by case."""

from datetime import date
from typing import Any

import pytest
from ledger_support import (
    ARMY,
    ISLAMIC_STATE,
    KURDS,
    MILITANTS,
    Article,
    Everything,
    actor,
    article,
    feed,
    place,
)

from agents.ledger.contract import MemoryStore
from agents.ledger.state import Decided
from schemas.alert import Incident
from schemas.place import Place

ANBAR = {"admin1": "Anbar"}
HIT = place("Hit", **ANBAR)
PROVINCE = place("Anbar", precision=3, **ANBAR)
COUNTRY = place("Iraq", precision=3)


async def alike(*articles: Article) -> tuple[list[Decided], list[Incident]]:
    """What is decided and known in the end, the same by the look-ups as on everything known."""
    found = []
    for store in (MemoryStore(), Everything()):
        told = await feed(store, articles)
        found.append(([one for each in told for one in each.decided], await store.incidents()))
    assert found[0] == found[1]
    return found[0]


def harm(name: str, when: str, told: int | str = 1, where: Place | None = HIT, **more: Any) -> Article:
    return article(name, when).casualty("killed", told, where, **({"perpetrator": ISLAMIC_STATE} | more))


async def test_what_came_before_is_found_by_a_report_of_its_last_days_that_comes_later() -> None:
    """A background report's year ends two weeks before it; "earlier this month" begins on that very day."""
    background = harm("a", "2014-06-01 00:00", timing="background")
    recent = harm("b", "2014-06-01 00:00", timing="recent", perpetrator=MILITANTS)
    decided, incidents = await alike(background, recent)
    assert len(incidents) == 1
    assert [one.reason for one in decided] == ["background", "first_report"]
    (one,) = incidents
    assert one.articles == ("a", "b")


async def test_what_came_before_is_found_by_the_news_of_the_day_after_its_year() -> None:
    """At one place a day may lie between, whichever of the two reports comes first."""
    background = harm("a", "2014-06-13 00:00", timing="background")
    news = harm("b", "2014-06-01 00:00")
    for one, other in ((background, news), (news, background)):
        _, incidents = await alike(one, other)
        assert len(incidents) == 1


async def test_what_came_before_two_days_apart_stays_two() -> None:
    background, news = harm("a", "2014-06-13 00:00", timing="background"), harm("b", "2014-06-02 00:00")
    _, incidents = await alike(background, news)
    assert len(incidents) == 2


async def test_a_report_from_long_ago_finds_what_was_told_without_a_date_since() -> None:
    background, archived = harm("a", "2014-06-13 00:00", timing="background"), harm("b", "2013-11-02 00:00")
    _, incidents = await alike(background, archived)
    assert len(incidents) == 1


async def test_a_time_of_more_than_a_year_is_found_by_its_first_day() -> None:
    years = harm("a", "2015-06-16 00:00", day=(date(2014, 5, 12), date(2015, 6, 16)))
    first = harm("b", "2014-05-13 00:00", day=date(2014, 5, 12))
    _, incidents = await alike(years, first)
    assert len(incidents) == 1


@pytest.mark.parametrize("where", [HIT, PROVINCE], ids=["town", "province"])
async def test_a_report_that_names_the_country_alone_finds_by_its_marks_what_happened_in_it(where: Place) -> None:
    for mark in (
        {"perpetrator": ISLAMIC_STATE},
        {"perpetrator": None, "weapon": "car bomb"},
        {"perpetrator": None, "victims": "soldiers"},
    ):
        near = article("a", "2014-06-16 00:00").casualty("killed", 7, where, **mark)
        wide = article("b", "2014-06-16 02:00").casualty("killed", 7, COUNTRY, **mark)
        for one, other in ((near, wide), (wide, near)):
            _, incidents = await alike(one, other)
            assert len(incidents) == 1, mark


async def test_a_report_that_names_the_country_alone_is_not_what_has_no_mark_of_it() -> None:
    near = article("a", "2014-06-16 00:00").casualty("killed", 7, HIT, perpetrator=ISLAMIC_STATE)
    wide = article("b", "2014-06-16 02:00").casualty("killed", 7, COUNTRY, perpetrator=MILITANTS)
    _, incidents = await alike(near, wide)
    assert len(incidents) == 2


@pytest.mark.parametrize("first", [("killed", 7, "many"), ("injured", 9, 7)], ids=["in words", "of another harm"])
async def test_victims_told_with_one_figure_are_those_of_the_other(first: tuple[str, int, int | str]) -> None:
    effect, figure, other = first
    known = article("a", "2014-06-16 00:00").casualty("killed", other, HIT, perpetrator=ISLAMIC_STATE)
    known.casualty(effect, figure, HIT, perpetrator=ISLAMIC_STATE, victims="civilians", same=True)
    nowhere = harm("b", "2014-06-16 02:00", 7, None, victims="civilians")
    _, incidents = await alike(known, nowhere)
    assert len(incidents) == 1


ON_MONDAY = {"day": date(2014, 6, 16)}
RECOUNT = {"evidence": "The toll was corrected to 19 on Thursday."}
ALIKE = {
    "an airport and its town": (("killed", 7, HIT, {}), ("killed", 7, place("Hit airport", lat=None, lon=None), {})),
    "a camp beside the town": (
        ("killed", 7, place("Hit", lat=33.64, lon=42.83), {}),
        ("killed", 7, place("Al-Forat camp", lat=33.68, lon=42.88), {}),
    ),
    "a quarter on no map": (
        ("killed", 34, HIT, {"weapon": "car bomb"}),
        ("killed", 34, place("Al-Jamia quarter", lat=None, lon=None), {"weapon": "car bomb"}),
    ),
    "a count without a place": (("killed", 34, HIT, ON_MONDAY), ("killed", 34, None, {})),
    "few of a kind without a place": (
        ("abducted", 6, HIT, ON_MONDAY | {"victims": "nurses"}),
        ("abducted", 6, None, ON_MONDAY | {"victims": "nurses"}),
    ),
    "the country alone for many": (
        ("killed", "at least 26", HIT, ON_MONDAY),
        ("killed", "scores", COUNTRY, ON_MONDAY),
    ),
    "a new count days later": (("killed", 21, HIT, {"day": date(2014, 6, 12)}), ("killed", 19, HIT, RECOUNT)),
    "a small figure retold days later": (
        ("killed", 3, HIT, {"day": date(2014, 6, 11), "victims": "three nurses"}),
        ("killed", 3, HIT, {"victims": "nurses"}),
    ),
}


@pytest.mark.parametrize(("known", "again"), ALIKE.values(), ids=ALIKE)
async def test_what_is_told_otherwise_is_found(known: tuple[Any, ...], again: tuple[Any, ...]) -> None:
    for first, second in ((known, again), (again, known)):
        one, other = (
            article(name, f"2014-06-16 {hour:02}:00").casualty(*told[:3], **told[3])
            for name, hour, told in (("a", 6, first), ("b", 9, second))
        )
        _, incidents = await alike(one, other)
        if first is known:
            assert len(incidents) == 1


async def test_a_country_finds_its_people_as_the_perpetrator() -> None:
    one = harm("a", "2014-06-16 00:00", 7, perpetrator=actor("Russia", "state"), victims="civilians")
    other = harm("b", "2014-06-16 02:00", 7, None, perpetrator=actor("Russian forces", "state"), victims="civilians")
    _, incidents = await alike(one, other)
    assert len(incidents) == 1


async def test_a_town_whose_country_is_unknown_is_the_one_of_that_name() -> None:
    one, other = harm("a", "2014-06-16 00:00", 7, place("Hit", country=None)), harm("b", "2014-06-16 02:00", 7)
    _, incidents = await alike(one, other)
    assert len(incidents) == 1


async def test_who_fled_a_town_is_no_rival_for_those_hurt_there() -> None:
    """ "Wounded five" belongs to the one blow that is known there, be it told that 500 fled or not."""
    killed = article("a", "2014-06-16 00:00").casualty("killed", 7, HIT)
    fled = article("b", "2014-06-16 02:00").casualty("displaced", 500, HIT)
    hurt = article("c", "2014-06-16 03:00").casualty("injured", 5, HIT)
    _, incidents = await alike(killed, fled, hurt)
    assert sorted(tuple(one.effects) for one in incidents) == [("displaced",), ("killed", "injured")]


async def test_two_blows_of_one_day_are_rivals_for_those_hurt_there() -> None:
    killed = article("a", "2014-06-16 00:00").casualty("killed", 7, HIT)
    others = article("b", "2014-06-16 02:00", "Another Paper").casualty("killed", 99, HIT)
    hurt = article("c", "2014-06-16 03:00", "A Third Paper").casualty("injured", 5, HIT)
    _, incidents = await alike(killed, others, hurt)
    assert len(incidents) == 3


@pytest.mark.parametrize("holder", [KURDS, ARMY, ISLAMIC_STATE], ids=["Kurds", "army", "the same"])
async def test_a_capture_told_late_is_history_however_long_before_the_next_one(holder: Any) -> None:
    known = article("a", "2014-06-13 00:00").fall("Mosul", holder)
    late = article("b", "2014-06-11 00:00").fall("Mosul", ISLAMIC_STATE, day=date(2014, 5, 2))
    decided, incidents = await alike(known, late)
    assert [one.reason for one in decided] == ["first_report", "background"]
    assert len(incidents) == 2
