"""What one article tells: details of an event, versions of its toll, and events of their own."""

from datetime import date
from typing import Any

import pytest
from ledger_support import Article, actor, article, place, ring, stand

from schemas.alert import Incident
from schemas.claim import Number

REBELS = actor("rebels", "non-state")
FARC = actor("FARC", "non-state")
ARMY = actor("Colombian army", "state")
GUERRILLAS = actor("the guerrillas", "non-state")
TORIBIO = place("Toribío", country="CO", admin1="Cauca", geonames_id=3666951, lat=2.95, lon=-76.27)


def told(hour: int = 12, day: int = 9) -> Article:
    name = f"{day}-{hour}"
    return article(name, f"2011-07-{day:02} {hour:02}:00", f"Paper {name}", theatre="CO")


def part(text: str, name: str = "Toribío") -> Any:
    return place(name, text, country="CO", admin1="Cauca", precision=2, lat=2.95, lon=-76.27)


def tolls(case: Incident) -> dict[str, int | None]:
    return {effect: figure.best for effect, figure in (case.effects or {}).items()}


async def rings(*articles: Article) -> list[str]:
    """The reasons of what rings, in order."""
    return [alert.reason for alert in await ring(*articles) if alert.rings]


DETAILS = {
    "the same weapon": ("A teacher and her two pupils died in the shelling.", {"weapon": "shelling"}),
    "some of the dead": ("Three of the dead were pupils.", {"victims": "three of the dead"}),
    "nothing of its own": ("A teacher and her two pupils were killed at breakfast.", {}),
}
EVENTS = {
    "another weapon": ("Gunfire killed three people.", {"weapon": "gunfire"}),
    "a word of another event": ("In another attack shells killed three people.", {"weapon": "shelling"}),
    "another hour": ("In the evening shells killed three people.", {"weapon": "shelling"}),
    "a spot of its own": ("Three people were killed at a checkpoint.", {}),
    "a speaker of its own": ("The bishop spoke of three killed.", {"said_by": ("Bishop of Cali", "organisation")}),
    "the town named again": ("Three people were killed in Toribío.", {}),
}


@pytest.mark.parametrize(("sentence", "more"), DETAILS.values(), ids=DETAILS)
async def test_a_smaller_figure_further_down_is_a_detail(sentence: str, more: Any) -> None:
    lead = told().casualty(
        "killed", "at least 9", TORIBIO, weapon="shelling", evidence="Shells on Toribío killed nine."
    )
    assert await rings(lead.casualty("killed", 3, TORIBIO, evidence=sentence, **more)) == ["first_report"]


@pytest.mark.parametrize(("sentence", "more"), EVENTS.values(), ids=EVENTS)
async def test_two_events_of_one_town_and_day_in_one_article_both_ring(sentence: str, more: Any) -> None:
    lead = told().casualty("killed", 9, TORIBIO, weapon="shelling", evidence="Shells on Toribío killed nine.")
    assert await rings(lead.casualty("killed", 3, TORIBIO, evidence=sentence, **more)) == ["first_report"] * 2


async def test_a_larger_figure_further_down_is_no_detail() -> None:
    lead = told().casualty("killed", 3, TORIBIO, weapon="shelling")
    assert await rings(lead.casualty("killed", 9, TORIBIO, weapon="shelling")) == ["first_report"] * 2


async def test_who_falls_among_the_attackers_is_no_second_event_and_not_in_the_toll() -> None:
    fight = told().casualty("killed", 17, TORIBIO, victims="17 soldiers").casualty("injured", 23, TORIBIO)
    fight.casualty("killed", 21, TORIBIO, victims="21 attackers", next=True)
    (incident,) = await stand(fight)
    assert (incident.effects["killed"].best, incident.effects["injured"].best) == (17, 23)
    civilians = told().casualty("killed", 17, TORIBIO, victims="17 soldiers")
    civilians.casualty("killed", 21, TORIBIO, victims="21 farmers")
    assert await rings(civilians) == ["first_report"] * 2


async def test_figures_of_two_speakers_in_one_sentence_are_versions_and_no_parts() -> None:
    known = told(6).casualty("killed", 18, TORIBIO, victims="soldiers")
    both = told(9).casualty("killed", 18, TORIBIO, victims="18 soldiers", said_by=("a senator", "official"))
    both.casualty("killed", "at least 50", TORIBIO, same=True, said_by=("FARC", "belligerent"), stance="claimed")
    (incident,) = await stand(known, both)
    assert (incident.effects["killed"].low, incident.effects["killed"].best) == (18, 50)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [("The rebels denied the figure and spoke of eight.", 1), ("Eight rebels were shot in a raid, they said.", 2)],
)
async def test_the_other_sides_figure_in_the_next_sentence(sentence: str, count: int) -> None:
    army = told().casualty("killed", 300, TORIBIO, said_by=("Colombian army", "belligerent"), day=date(2011, 7, 5))
    army.casualty("killed", 8, TORIBIO, said_by=("rebels", "belligerent"), evidence=sentence, next=True)
    assert len(await stand(army)) == count


async def test_a_part_that_is_known_elsewhere_goes_there() -> None:
    """A round-up tells two blows in one sentence: the smaller is a part of the larger if it is not known."""
    shelling = told(6).casualty("killed", 9, TORIBIO, weapon="shelling")
    drone = told(7).casualty("killed", 4, TORIBIO, weapon="drone", victims="four patients")
    review = told(12).casualty("killed", 9, TORIBIO).casualty("killed", 4, TORIBIO, same=True, weapon="drone")
    incidents = await stand(shelling, drone, review)
    assert sorted(len(one.articles) for one in incidents) == [2, 2]


async def test_a_denial_of_a_figure_by_who_counts_fewer_denies_no_event() -> None:
    boast = told(6).casualty(
        "killed", 60, TORIBIO, victims="soldiers", said_by=("FARC", "belligerent"), stance="claimed"
    )
    army = {"said_by": ("Colombian army", "belligerent")}
    count = told(9).casualty("killed", 17, TORIBIO, victims="soldiers", **army)
    count.casualty("killed", 60, TORIBIO, victims="soldiers", stance="denied", **army)
    assert "denied" not in await rings(boast, count)
    flat = told(9).casualty("killed", 60, TORIBIO, victims="soldiers", stance="denied", **army)
    assert await rings(boast, flat) == ["first_report", "denied"]


async def test_who_takes_a_town_takes_its_streets() -> None:
    town, street = told(6).fall(TORIBIO, FARC), told(9).fall(part("the high street of Toribío"), FARC)
    assert await rings(town, street) == ["first_report"]
    assert await rings(street, town) == ["first_report"] * 2
    assert await rings(town, told(9).fall(part("the courthouse of Toribío"), GUERRILLAS)) == ["first_report"]
    assert await rings(town, told(9).fall(part("the high street of Toribío"), ARMY)) == ["first_report"] * 2
    assert await rings(town, told(9).fall(part("two villages near Toribío"), FARC)) == ["first_report"] * 2
    assert await rings(told(9).fall(part("positions in Toribío"), FARC).fall(TORIBIO, FARC)) == ["first_report"]


async def test_who_denies_the_loss_of_its_positions_denies_that_of_the_town() -> None:
    army = {"said_by": ("Colombian army", "belligerent"), "stance": "denied"}
    town = told(6).fall(TORIBIO, FARC)
    both = told(9).fall(TORIBIO, FARC, **army).fall(part("the positions in Toribío"), FARC, **army)
    assert await rings(town, both) == ["first_report", "denied"]
    assert len(await stand(town, both)) == 1
    village = told(9).fall(part("two villages near Toribío"), FARC, **army)
    assert len(await stand(town, village)) == 2


async def test_one_mention_of_a_place_tells_of_one_change_of_hands() -> None:
    sentence = "FARC fighters captured three villages near Toribío on Sunday."
    near = told().fall(part("three villages near Toribío"), FARC, evidence=sentence).fall(TORIBIO, FARC, same=True)
    assert [one.place and one.place.precision for one in await stand(near)] == [2]
    both = "FARC fighters captured Toribío and three villages near Toribío on Sunday."
    article = told().fall(part("three villages near Toribío"), FARC, evidence=both).fall(TORIBIO, FARC, same=True)
    assert await rings(article) == ["first_report"] * 2


async def test_a_place_that_a_headline_describes_is_the_one_that_the_text_names() -> None:
    town = place("Cauca town", country="CO", lat=None, lon=None)
    assert await rings(told().fall(town, REBELS).fall(TORIBIO, FARC)) == ["first_report"]
    assert await rings(told().fall(town, REBELS)) == ["first_report"]
    assert await rings(told().fall(town, ARMY).fall(TORIBIO, FARC)) == ["first_report"] * 2
    village = place("Caloto village", country="CO", lat=None, lon=None)
    assert await rings(told().fall(village, REBELS).fall(TORIBIO, FARC)) == ["first_report"] * 2


async def test_some_town_of_a_province_is_the_one_that_the_text_names() -> None:
    cauca = place("Cauca", "northern Cauca", country="CO", admin1="Cauca", precision=3, lat=2.5, lon=-76.8)
    some = "Rebels have captured a small town in northern Cauca, a bishop said."
    assert await rings(told().fall(cauca, REBELS, evidence=some).fall(TORIBIO, FARC)) == ["first_report"]
    assert await rings(told().fall(cauca, REBELS, evidence=some)) == ["first_report"]
    assert await rings(told().fall(cauca, ARMY, evidence=some).fall(TORIBIO, FARC)) == ["first_report"] * 2
    whole = "Rebels have captured all towns in northern Cauca, a bishop said."
    assert await rings(told().fall(cauca, REBELS, evidence=whole).fall(TORIBIO, FARC)) == ["first_report"] * 2
    earlier = told().fall(cauca, REBELS, evidence=some).fall(TORIBIO, FARC, day=date(2011, 6, 20))
    assert len(await stand(earlier)) == 2


async def test_a_side_that_denies_a_capture_denies_what_it_lost() -> None:
    claimed = told(6).fall(TORIBIO, FARC, said_by=("FARC", "belligerent"), stance="claimed")
    misread = {"said_by": ("Colombian army", "official"), "stance": "denied"}
    assert await rings(claimed, told(9).fall(TORIBIO, ARMY, **misread)) == ["first_report", "denied"]


async def test_nobody_retakes_his_own_town() -> None:
    fell = told(6, 2).fall(TORIBIO, FARC, day=date(2011, 7, 2))
    column = actor("column of armoured cars")
    back = told(9, 9).fall(TORIBIO, column, change="recaptured", day=date(2011, 7, 9))
    assert await rings(fell, back) == ["first_report", "reversal"]
    assert await rings(fell, told(9, 9).fall(TORIBIO, column, day=date(2011, 7, 9))) == ["first_report"]


async def test_who_is_described_is_no_other_count_of_many() -> None:
    """Two speakers, and only one of them counts: a teacher who died on Friday is no other toll than 18."""
    lead = told().casualty("killed", 18, TORIBIO, said_by=("officials", "official"))
    one = Number(text=None, low=1, best=1, high=1)
    who = {"number": one, "perpetrator": FARC, "day": date(2011, 7, 8), "said_by": ("local reporters", "media")}
    cases = await stand(lead.casualty("killed", 1, TORIBIO, **who))
    assert sorted(tolls(case)["killed"] or 0 for case in cases) == [1, 18]


async def test_the_hurt_of_one_blow_do_not_take_its_dead_to_another() -> None:
    lead = told().casualty("killed", 3, TORIBIO, weapon="gunfire", evidence="Three died by gunfire in Toribío.")
    both = lead.casualty("killed", 12, TORIBIO, evidence="In Toribío 12 died and 30 were hurt.")
    both = both.casualty("injured", 30, TORIBIO, same=True)
    cases = sorted((tolls(case) for case in await stand(both)), key=len)
    assert cases == [{"killed": 3}, {"killed": 12, "injured": 30}]


async def test_three_others_hurt_in_the_district_told_between_are_of_the_same_ambush() -> None:
    cauca = place("Cauca", country="CO", admin1="Cauca", precision=3)
    dead = told().casualty("killed", 7, cauca, perpetrator=FARC, evidence="An ambush killed seven soldiers in Cauca.")
    hurt = dead.casualty("injured", 3, TORIBIO, perpetrator=REBELS, victims="three others", next=True)
    assert [tolls(case) for case in await stand(hurt)] == [{"killed": 7, "injured": 3}]
    apart = (
        told().casualty("killed", 7, cauca, perpetrator=FARC).casualty("injured", 3, TORIBIO, victims="men", next=True)
    )
    assert len(await stand(apart)) == 2
    again = told().casualty("killed", 7, cauca).casualty("killed", 3, TORIBIO, victims="three others", next=True)
    assert len(await stand(again)) == 2


async def test_many_in_a_town_are_those_then_counted_at_its_mosque() -> None:
    first = told(6).casualty("killed", "many", TORIBIO, evidence="A blast killed many in Toribío.")
    counted = told(9).casualty("killed", "at least 50", part("a church in Toribío"))
    assert await rings(first, counted) == ["first_report", "toll_raised"]
    market = told(7).casualty("killed", 3, part("the market in Toribío"), weapon="gunfire")
    assert len(await stand(first, market, counted)) > 1


async def test_the_missing_of_the_sentence_that_dates_the_dead_are_of_that_day() -> None:
    sunk = told(12, 13).casualty("killed", 98, TORIBIO, day=date(2011, 7, 10))
    sunk.casualty("missing", "dozens", TORIBIO, same=True)
    assert [tolls(case) for case in await stand(sunk)] == [{"killed": 98, "missing": None}]


async def test_two_of_them_in_hospital_elsewhere_are_among_the_injured() -> None:
    crash = told().casualty("killed", 17, TORIBIO).casualty("injured", 41, TORIBIO, same=True)
    crash.casualty(
        "injured", 2, "Cali", evidence="They were taken to a hospital in Cali, where 2 of them are critical."
    )
    assert await rings(crash) == ["first_report"]
    other = told().casualty("injured", 41, TORIBIO).casualty("injured", 2, "Cali", evidence="In Cali 2 were hurt.")
    assert await rings(other) == ["first_report", "first_report"]


async def test_two_counts_of_one_night_in_a_village_are_one_raids() -> None:
    village, plain = (place(name, country="CO", admin1="Cauca", precision=2) for name in ("Tacueyó village", "Tacueyó"))
    eight = told(6).casualty("killed", 8, village, day=date(2011, 7, 8), perpetrator=REBELS)
    ten = told(9).casualty("killed", "at least 10", plain, day=date(2011, 7, 8), perpetrator=GUERRILLAS)
    assert await rings(eight, ten) == ["first_report", "toll_raised"]
    town_ = told(6).casualty("killed", 8, TORIBIO, day=date(2011, 7, 8), perpetrator=REBELS)
    of_town = told(9).casualty("killed", "at least 10", TORIBIO, day=date(2011, 7, 8), perpetrator=GUERRILLAS)
    assert await rings(town_, of_town) == ["first_report", "first_report"]


async def test_whom_a_speaker_counts_exactly_are_those_the_article_bounds() -> None:
    bomb = {"weapon": "grenade", "perpetrator": REBELS}
    bound = told().casualty("killed", 1, TORIBIO, **bomb).casualty("injured", "at least 20", TORIBIO, same=True, **bomb)
    counted = bound.casualty("injured", 21, TORIBIO, said_by=("Ana Ruiz", "official"), **bomb)
    assert await rings(counted) == ["first_report"]
    other = told().casualty("injured", "at least 20", TORIBIO, **bomb)
    more = other.casualty("injured", 34, TORIBIO, said_by=("Ana Ruiz", "official"), **bomb)
    assert await rings(more) == ["first_report", "first_report"]


async def test_an_incident_takes_the_province_before_its_country() -> None:
    land = place("Colombia", country="CO", admin1=None, precision=3, geonames_id=3686110)
    cauca = place("Cauca", country="CO", admin1="Cauca", precision=3)
    one = told().casualty("killed", "dozens", land, perpetrator=FARC)
    (case,) = await stand(one.casualty("killed", "at least 60", cauca, perpetrator=FARC))
    assert case.place is not None
    assert case.place.name == "Cauca"
