"""One event rings once, however imperfectly it is told again; and two events ring twice, however alike they are."""

from datetime import date
from typing import Any

import pytest
from ledger_support import Article, actor, article, place, ring, stand

NUSRA = actor("Al-Nusra Front", "non-state")
ARMY = actor("Syrian army", "state")
ALEPPO = place("Aleppo", country="SY", admin1="Aleppo", geonames_id=170063, lat=36.20, lon=37.16)
SYRIA = place("Syria", country="SY", precision=3)


def at(name: str, text: str | None = None, **more: Any) -> Any:
    """A place in Syria without a position, unless one is given."""
    return place(name, text, **({"country": "SY", "lat": None, "lon": None} | more))


def told(day: int, hour: int = 12) -> Article:
    return article(f"{day}-{hour}", f"2013-04-{day:02} {hour:02}:00", f"Paper {day}-{hour}", theatre="SY")


async def rings(*articles: Article) -> list[str]:
    """The reasons of what rings, in order."""
    return [alert.reason for alert in await ring(*articles) if alert.rings]


AIRPORT = at("Aleppo airport")
CAMP = at("Handarat camp", lat=36.24, lon=37.15)
FAR_CAMP = at("Bab al-Salama camp", lat=36.64, lon=37.08)
QUARTER = at("Salaheddine quarter")


@pytest.mark.parametrize(
    ("where", "more", "count"),
    [
        (AIRPORT, {}, 1),  # an airport that is named after the town
        (CAMP, {}, 1),  # a camp at its edge, by its position
        (FAR_CAMP, {}, 2),  # a camp far from it
        (QUARTER, {"weapon": "shelling"}, 1),  # a quarter that nobody has on a map, with a mark
        (QUARTER, {"weapon": "car bomb"}, 2),
        (at("Homs airport"), {}, 2),
        (at("Al-Bab", lat=36.37, lon=37.51), {}, 2),  # another town
    ],
)
@pytest.mark.parametrize("turned", [False, True])
async def test_a_spot_in_the_town_is_the_town(where: Any, more: Any, count: int, turned: bool) -> None:
    day = {"day": date(2013, 4, 3)}
    town = told(3, 6).casualty("killed", 14, ALEPPO, weapon="mortar shells", **day)
    spot = told(3, 9).casualty("killed", 14, where, **day, **more)
    first, second = (told(3, 6), town) if turned else (town, spot)
    if turned:
        first = told(3, 5).casualty("killed", 14, where, **day, **more)
    assert len(await stand(first, second)) == count


async def test_one_town_under_two_ids_is_one() -> None:
    twin = place("Aleppo", country="SY", admin1="Idlib", geonames_id=99, lat=36.21, lon=37.15)
    assert await rings(told(3, 6).fall(ALEPPO, NUSRA), told(3, 9).fall(twin, NUSRA)) == ["first_report"]
    elsewhere = place("Aleppo", country="SY", geonames_id=99, lat=35.1, lon=36.7)
    assert await rings(told(3, 6).fall(ALEPPO, NUSRA), told(3, 9).fall(elsewhere, NUSRA)) == ["first_report"] * 2


RECOUNTS = {
    "The toll of the attack was corrected to 17 on Thursday.": (5, 19),
    "The ministry said that 17 people had been killed, not 19.": (5, 19),
    "Two were found alive; it lowered the number of dead to 17.": (5, 19),
    "Two more died in hospital, bringing the number of killed to 17.": (3, 15),
    "The toll of the attack stands at 17.": (2, 15),
}
OTHERS = {
    "Gunmen at a gate killed 17 people.": (2, 15),
    "Two more died in hospital, bringing the number of killed to 17": (5, 15),  # of another attack: days later
    "The toll of the attack has risen to 17.": (3, 19),  # of another attack: 19 were known
    "The toll of the attack stands at 17. ": (4, 15),
}


@pytest.mark.parametrize(("sentence", "count"), [(one, 1) for one in RECOUNTS] + [(one, 2) for one in OTHERS])
async def test_who_counts_the_dead_anew_tells_of_the_known_event(sentence: str, count: int) -> None:
    day, before = (RECOUNTS | OTHERS)[sentence]
    known = told(1).casualty("killed", before, ALEPPO, weapon="drone", day=date(2013, 4, 1))
    assert len(await stand(known, told(day).casualty("killed", 17, ALEPPO, evidence=sentence))) == count


async def test_a_new_count_of_another_day_or_town_is_another_event() -> None:
    known = told(1).casualty("killed", 19, ALEPPO, weapon="drone", day=date(2013, 4, 1))
    dated = told(4).casualty("killed", 17, ALEPPO, evidence="Its toll rose to 17.", day=date(2013, 4, 4))
    town = told(4).casualty("killed", 17, at("Manbij"), evidence="Its toll rose to 17.")
    assert await rings(known, dated) == ["first_report", "first_report"]
    assert await rings(known, town) == ["first_report", "first_report"]


async def test_a_small_figure_retold_without_a_date_needs_a_mark() -> None:
    known = told(3).casualty("killed", 3, ALEPPO, weapon="drone", victims="patients", day=date(2013, 4, 3))
    marked = told(6).casualty("killed", 3, ALEPPO, weapon="drone", victims="patients")
    bare = told(6).casualty("killed", 3, ALEPPO, weapon="drone", victims="civilians")
    dated = told(6).casualty("killed", 3, ALEPPO, weapon="drone", victims="patients", day=date(2013, 4, 6))
    assert [len(await stand(known, again)) for again in (marked, bare, dated)] == [1, 2, 2]


async def test_few_of_another_kind_on_one_day_are_another_event() -> None:
    soldiers = told(3, 6).casualty("killed", 4, ALEPPO, victims="four soldiers", weapon="roadside bomb")
    men = told(3, 9).casualty("killed", 4, ALEPPO, victims="four women")
    assert await rings(soldiers, men) == ["first_report", "first_report"]
    assert await rings(soldiers, told(3, 9).casualty("killed", 4, ALEPPO, victims="four troops")) == ["first_report"]


ON_SATURDAY = {"day": date(2013, 4, 6)}


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({"victims": "six nurses"} | ON_SATURDAY, 1),
        ({"victims": "six nurses"}, 2),  # without a date
        ({"victims": "six soldiers"} | ON_SATURDAY, 2),
        ({"victims": "six nurses", "day": date(2013, 4, 4)}, 2),
    ],
)
async def test_few_of_a_kind_are_known_without_a_place_by_their_day(more: Any, count: int) -> None:
    known = told(6).casualty("abducted", 6, at("Idlib"), victims="six paramedics", **ON_SATURDAY)
    assert len(await stand(known, told(7).casualty("abducted", 6, None, **more))) == count


async def test_a_great_figure_of_one_perpetrator_is_known_by_itself_for_days() -> None:
    boast = told(3).casualty("killed", 1700, None, perpetrator=NUSRA, day=date(2013, 4, 1))
    again = told(4).casualty("killed", 1700, ALEPPO, perpetrator=NUSRA)
    assert await rings(boast, again) == ["first_report"]
    others = told(4).casualty("killed", 1700, ALEPPO, perpetrator=ARMY)
    assert await rings(boast, others) == ["first_report"] * 2
    assert await rings(boast, told(9).casualty("killed", 1700, ALEPPO, perpetrator=NUSRA)) == ["first_report"] * 2


async def test_a_count_without_a_place_belongs_to_the_only_incident_of_its_article() -> None:
    known = told(3, 6).casualty("killed", "about 10", ALEPPO, weapon="bomb").casualty("injured", 25, ALEPPO, same=True)
    headline = told(3, 9).casualty("killed", 11, None).casualty("injured", 25, ALEPPO)
    assert await rings(known, headline) == ["first_report"]
    other = told(3, 9).casualty("killed", 11, None).casualty("injured", 25, ALEPPO)
    other.casualty("killed", 30, at("Raqqa"), weapon="air strike")
    assert await rings(known, other) == ["first_report", "first_report", "first_report"]
    unlike = told(3, 9).casualty("killed", 80, None).casualty("injured", 25, ALEPPO)
    assert await rings(known, unlike) == ["first_report", "first_report"]


async def test_harm_of_nobody_knows_how_many_nor_where_rings_alone_only() -> None:
    alone = told(3).casualty("killed", "many", None)
    beside = told(3).fall(ALEPPO, NUSRA).casualty("killed", "many", None)
    assert await rings(alone) == ["first_report"]
    assert await rings(beside) == ["first_report"]
    assert await rings(told(3).fall(ALEPPO, NUSRA).casualty("killed", 12, None)) == ["first_report", "first_report"]


async def test_the_country_alone_is_named_for_the_one_great_loss_of_a_told_day() -> None:
    day = {"day": date(2013, 4, 3)}
    known = told(3, 6).casualty("killed", "at least 26", ALEPPO, victims="people", **day)
    wide = told(3, 9).casualty("killed", "scores", SYRIA, victims="passengers", **day)
    assert len(await stand(known, wide)) == 1
    second = told(3, 7).casualty("killed", "about 40", at("Homs"), **day)
    assert len(await stand(known, second, wide)) == 3
    assert len(await stand(known, told(3, 9).casualty("killed", "scores", SYRIA, victims="passengers"))) == 2
    assert len(await stand(wide, told(3, 10).casualty("killed", "at least 26", ALEPPO, **day))) == 2


async def test_a_running_toll_is_background_unless_it_began_days_ago() -> None:
    of_years = {"cumulative": True, "timing": "background", "day": (date(2011, 3, 15), date(2013, 4, 3))}
    of_days = {"cumulative": True, "timing": "recent", "day": (date(2013, 3, 28), date(2013, 4, 3))}
    assert await rings(told(3).casualty("killed", 70_000, SYRIA, **of_years)) == []
    assert await rings(told(3).casualty("killed", 1412, ALEPPO, cumulative=True)) == []
    assert await rings(told(3).casualty("killed", 120, ALEPPO, **of_days)) == ["first_report"]
    years, days = (
        told(3, 6).casualty("killed", 150, None, **of_years),
        told(3).casualty("killed", 120, ALEPPO, **of_days),
    )
    assert await rings(years, days) == ["first_report"]
    assert await rings(told(3).casualty("displaced", "about 5000", ALEPPO, cumulative=True)) == ["first_report"]


async def test_who_flees_is_counted_for_days() -> None:
    fled = told(3).casualty("displaced", "about 4000", ALEPPO, day=date(2013, 4, 3))
    later = told(5).casualty("displaced", 4005, ALEPPO, day=date(2013, 4, 5))
    assert await rings(fled, later) == ["first_report"]
    assert (
        await rings(fled, told(5).casualty("displaced", 40_000, ALEPPO, day=date(2013, 4, 5))) == ["first_report"] * 2
    )


async def test_a_perpetrator_without_a_name_speaks_against_no_name() -> None:
    named = told(3, 6).casualty("killed", 60, ALEPPO, victims="soldiers", perpetrator=NUSRA)
    described = told(3, 9).casualty(
        "killed", 9, ALEPPO, victims="soldiers", perpetrator=actor("suicide bombers in a lorry")
    )
    other = told(3, 9).casualty("killed", 9, ALEPPO, victims="soldiers", perpetrator=actor("Hezbollah", "non-state"))
    branch = told(3, 9).casualty("killed", 60, ALEPPO, perpetrator=actor("al-Qaeda", "non-state"))
    assert len(await stand(named, branch)) == 1
    assert [len(await stand(named, again)) for again in (described, other)] == [1, 2]
