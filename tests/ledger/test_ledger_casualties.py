"""Harm to people: what is one event, what are two, and when a toll is news; examples from several wars."""

from datetime import date
from typing import Any

import pytest
from ledger_support import Article, actor, article, place, reasons, ring, stand

from schemas.actor import Actor
from schemas.claim import Number

TALIBAN = Actor(text="Taliban", name="Taliban", type="non-state")
SHABAB = Actor(text="al-Shabab", name="Al-Shabaab", type="non-state")
ISLAMISTS = Actor(text="Islamist gunmen", name="Islamist gunmen")
KABUL = place("Kabul", country="AF", admin1="Kabul")


def told(day: int, hour: int = 12, outlet: str | None = None, theatre: str = "AF") -> Article:
    name = f"{day}-{hour}"
    return article(name, f"2011-05-{day:02} {hour:02}:00", outlet or f"Paper {name}", theatre=theatre)


def at(name: str, **more: Any) -> Any:
    return place(name, more.pop("text", None), **({"country": "AF"} | more))


async def one_or_two(first: Article, second: Article) -> int:
    """How many incidents two articles come to."""
    return len(await stand(first, second))


SAME = {
    "the same figure": (7, 7),
    "at least and the exact figure": ("at least 7", 12),
    "words and a figure in their range": ("dozens", 30),
    "many and a figure": ("many", 12),
    "about and near it": ("about 40", 45),
    "up to and less": ("up to 40", 31),
}
OTHER = {
    "two exact figures": (7, 12),
    "dozens and far more": ("dozens", 1700),
    "hundreds and dozens": ("hundreds", "dozens"),
    "up to and more": ("up to 10", 60),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
@pytest.mark.parametrize("turned", [False, True])
async def test_figures_that_agree_at_one_place_and_time_are_one_event(one: Any, other: Any, turned: bool) -> None:
    first, second = (other, one) if turned else (one, other)
    assert (
        await one_or_two(told(3, 6).casualty("killed", first, KABUL), told(3, 9).casualty("killed", second, KABUL)) == 1
    )


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
@pytest.mark.parametrize("turned", [False, True])
async def test_figures_that_disagree_without_a_mark_of_one_event_are_two(one: Any, other: Any, turned: bool) -> None:
    first, second = (other, one) if turned else (one, other)
    assert (
        await one_or_two(told(3, 6).casualty("killed", first, KABUL), told(3, 9).casualty("killed", second, KABUL)) == 2
    )


async def test_a_large_count_since_a_day_and_one_up_to_a_day_are_one() -> None:
    since, until = (date(2011, 5, 1), date(2011, 5, 6)), (date(2011, 5, 1), date(2011, 5, 5))
    running = told(6, 6).casualty("killed", 700, KABUL, cumulative=True, day=since)
    assert await one_or_two(running, told(6, 9).casualty("killed", "at least 700", KABUL, day=until)) == 1
    assert await one_or_two(running, told(6, 9).casualty("killed", 250, KABUL, day=until)) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"weapon": "suicide bomb"}, {"weapon": "gunfire"}),
        ({"perpetrator": TALIBAN}, {"perpetrator": actor("US forces", "state")}),
        ({"day": date(2011, 5, 1)}, {"day": date(2011, 5, 3)}),
        ({"cumulative": True}, {"cumulative": False}),
    ],
    ids=["weapon", "perpetrator", "day", "running toll"],
)
async def test_two_events_in_one_town_stay_two_although_the_figure_is_the_same(first: Any, second: Any) -> None:
    assert (
        await one_or_two(
            told(3, 6).casualty("killed", 12, KABUL, **first), told(3, 9).casualty("killed", 12, KABUL, **second)
        )
        == 2
    )


async def test_one_attack_in_other_words_is_one() -> None:
    one = told(3, 6).casualty("killed", 12, KABUL, weapon="mortar rounds", victims="worshippers", perpetrator=ISLAMISTS)
    other = told(3, 9).casualty(
        "killed", "at least 10", KABUL, weapon="shelling", victims="people", perpetrator=TALIBAN
    )
    assert await one_or_two(one, other) == 1


@pytest.mark.parametrize(
    ("where", "figure", "more", "incidents"),
    [
        (None, 34, {}, 1),
        (None, 34, {"victims": "schoolchildren"}, 2),
        (None, 34, {"day": date(2011, 4, 20)}, 2),
        (None, 33, {}, 2),
        (None, 4, {}, 2),
        (None, 34, {"victims": "policemen"}, 1),
        (None, 34, {"perpetrator": TALIBAN}, 1),
        (None, 4, {"perpetrator": TALIBAN}, 2),
        (None, "dozens", {"perpetrator": TALIBAN}, 2),
        (None, "dozens", {"perpetrator": TALIBAN, "victims": "police officers"}, 1),
        (None, "many", {"perpetrator": TALIBAN}, 2),
        (at("Kandahar"), 34, {"perpetrator": TALIBAN}, 2),
        (at("Kabul province", admin1="Kabul", precision=3), 34, {}, 1),
        (at("Kandahar province", admin1="Kandahar", precision=3), 34, {"perpetrator": TALIBAN}, 2),
        (at("Afghanistan", precision=3), 34, {}, 1),
    ],
)
async def test_an_unknown_or_wider_place_needs_marks_of_the_event(
    where: Any, figure: Any, more: Any, incidents: int
) -> None:
    known = told(3, 6).casualty(
        "killed", figure if figure == 4 else 34, KABUL, perpetrator=TALIBAN, victims="police recruits"
    )
    assert await one_or_two(known, told(3, 9).casualty("killed", figure, where, **more)) == incidents


async def test_one_mouths_figure_is_one_event_although_the_days_differ() -> None:
    boast = {"said_by": ("Al-Shabaab", "belligerent"), "stance": "claimed"}
    first = told(3).casualty("killed", 150, None, day=date(2011, 5, 2), victims="soldiers", **boast)
    second = told(7).casualty("killed", "at least 150", at("Beledweyne"), victims="invaders", **boast)
    (incident,) = await stand(first, second)
    assert incident.origins == ("Al-Shabaab",)
    assert incident.place is not None
    assert incident.place.name == "Beledweyne"


async def test_a_small_figure_of_one_mouth_is_told_of_many_events() -> None:
    police = {"said_by": ("Kabul Police Department", "official")}
    first = told(3).casualty("killed", 12, KABUL, day=date(2011, 5, 3), **police)
    second = told(9).casualty("killed", 12, KABUL, day=date(2011, 5, 9), **police)
    assert await one_or_two(first, second) == 2


async def test_killed_and_wounded_in_one_sentence_are_one_alert() -> None:
    (alert,) = await ring(told(3).casualty("killed", "at least 7", KABUL).casualty("injured", 33, KABUL, same=True))
    assert {effect: number.low for effect, number in alert.incident.effects.items()} == {"killed": 7, "injured": 33}


async def test_killed_and_wounded_in_the_next_sentence_are_one_and_who_fled_is_another() -> None:
    one = told(3).casualty("killed", 7, KABUL).casualty("injured", 33, None, next=True)
    assert len(await stand(one)) == 1
    assert len(await stand(told(3).casualty("killed", 7, KABUL).casualty("displaced", 5000, KABUL, next=True))) == 2
    assert len(await stand(told(3).casualty("killed", 7, KABUL).casualty("displaced", 5000, KABUL, same=True))) == 1


async def test_two_figures_in_one_telling_are_two_events_and_in_two_a_change() -> None:
    one = told(3, 6).casualty("killed", 7, KABUL, weapon="bomb").casualty("killed", 12, KABUL, weapon="explosion")
    assert len(await stand(one)) == 2
    first = told(3, 6).casualty("killed", 7, KABUL, weapon="bomb")
    assert len(await stand(first, told(3, 9).casualty("killed", 12, KABUL, weapon="explosion"))) == 1


async def test_many_never_replaces_a_number() -> None:
    first = told(3, 6, "Post").casualty("killed", 12, KABUL)
    (incident,) = await stand(first, told(3, 9, "Post").casualty("killed", "many", KABUL))
    assert incident.effects["killed"].best == 12


async def test_harm_at_two_places_in_one_sentence_is_two() -> None:
    assert len(await stand(told(3).casualty("killed", 7, KABUL).casualty("killed", 5, at("Herat"), same=True))) == 2


async def test_the_parts_of_a_total_do_not_count_beside_it() -> None:
    total_first = told(3).casualty("killed", 12, KABUL).casualty("killed", 5, KABUL, same=True, victims="policemen")
    total_last = told(3).casualty("killed", 5, KABUL, victims="policemen").casualty("killed", 12, KABUL, same=True)
    for one in (total_first, total_last):
        (incident,) = await stand(one)
        assert incident.effects["killed"].best == 12
        assert await reasons(one) == ["first_report"]


async def test_the_wounded_of_a_known_attack_join_it_where_it_is_the_only_one() -> None:
    attack = told(3, 6).casualty("killed", 7, KABUL, weapon="car bomb")
    wounded = told(3, 9).casualty("injured", 20, KABUL)
    assert await reasons(attack, wounded) == ["first_report", "toll_raised"]
    second = told(3, 7).casualty("killed", 3, KABUL, weapon="gunfire")
    assert len(await stand(attack, second, wounded)) == 3


async def test_a_rising_toll_is_one_incident_with_a_history() -> None:
    tolls = ["at least 7", 8, 12, 12, "at least 30"]
    articles = [told(3, 6 + i).casualty("killed", n, KABUL, weapon="bomb") for i, n in enumerate(tolls)]
    alerts = await ring(*articles)
    assert [(alert.reason, alert.rings) for alert in alerts] == [
        ("first_report", True),
        ("toll_raised", True),
        ("toll_raised", True),
    ]
    assert len({alert.incident.id for alert in alerts}) == 1
    assert len({alert.id for alert in alerts}) == 3
    killed = alerts[-1].incident.effects["killed"]
    assert (killed.low, killed.best, killed.high) == (7, 30, None)
    assert alerts[1].changed is not None
    assert alerts[1].changed["effects"]["old"]["killed"]["best"] == 7


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (40, 49, "known"),
        (40, 50, "toll_raised"),
        (100, 110, "toll_raised"),
        (100, 109, "known"),
        (8, 10, "toll_raised"),
        (9, 11, "known"),
        ("many", 3, "toll_raised"),
        ("dozens", 60, "toll_raised"),
        (40, 20, "toll_revised"),
        (40, 38, "known"),
    ],
)
async def test_a_toll_rings_from_a_quarter_or_ten_people_up(old: Any, new: Any, reason: str) -> None:
    first = told(3, 6).casualty("killed", old, KABUL, weapon="bomb", perpetrator=TALIBAN)
    second = told(3, 9).casualty("killed", new, KABUL, weapon="bomb", perpetrator=TALIBAN)
    assert await reasons(first, second) == ["first_report", reason]


async def test_an_outlet_that_corrects_itself_downwards_revises_silently() -> None:
    first = told(3, 6, "Post").casualty("killed", 40, KABUL, weapon="bomb")
    second = told(3, 9, "Post").casualty("killed", 25, KABUL, weapon="bomb")
    alerts = await ring(first, second)
    assert [(alert.reason, alert.rings) for alert in alerts] == [("first_report", True), ("toll_revised", False)]
    assert alerts[1].incident.effects["killed"].high == 25


async def test_a_much_older_report_never_rings() -> None:
    new = told(9).casualty("killed", 7, KABUL, weapon="bomb", day=date(2011, 5, 3), timing="recent")
    old = told(4).casualty("killed", 12, KABUL, weapon="bomb", day=date(2011, 5, 3))
    alerts = await ring(new, old)
    assert [(alert.reason, alert.rings) for alert in alerts] == [("first_report", True), ("toll_raised", False)]


async def test_running_tolls_of_one_size_are_one_and_ring_by_a_quarter_alone() -> None:
    since = {"cumulative": True, "day": (date(2006, 1, 1), date(2011, 5, 3)), "timing": "recent"}
    country = at("Afghanistan", precision=3)
    tolls = [told(3 + i).casualty("killed", n, country, **since) for i, n in enumerate([100_000, 104_000, 140_000])]
    assert await reasons(*tolls) == ["background", "known", "toll_raised"]


async def test_copies_of_a_passage_are_one_event_and_one_origin() -> None:
    sentence = "Gunmen shot dead some of the pupils of a school."
    first = told(3, 6, "Agency").casualty("killed", "many", None, evidence=sentence)
    copy = told(3, 9, "Herald").casualty("killed", "many", None, evidence=sentence, copied_from="Agency")
    (incident,) = await stand(first, copy)
    assert (incident.outlets, incident.origins, incident.grade) == (("Agency", "Herald"), ("Agency",), "weak")
    assert await reasons(first, copy) == ["first_report", "known"]


async def test_hearsay_of_a_known_speakers_figure_is_no_second_origin() -> None:
    boast = told(3, 6).casualty("killed", 150, KABUL, said_by=("Taliban", "belligerent"), stance="claimed")
    hearsay = told(3, 9).casualty("killed", 150, KABUL, stance="claimed")
    asserted = told(3, 12).casualty("killed", 150, KABUL)
    (incident,) = await stand(boast, hearsay)
    assert incident.origins == ("Taliban",)
    (incident,) = await stand(boast, hearsay, asserted)
    assert incident.origins == ("Taliban", "Paper 3-12")


OFFICER = {"said_by": ("Kandahar Provincial Council", "official")}


@pytest.mark.parametrize("headline_first", [True, False])
async def test_an_articles_own_words_retell_the_speaker_it_names(headline_first: bool) -> None:
    report = told(3, 6, "Agency")
    claims = [{}, OFFICER] if headline_first else [OFFICER, {}]
    for told_by in claims:
        report.casualty("killed", 27, KABUL, weapon="bomb", evidence=f"Twenty-seven, {told_by}.", **told_by)
    (incident,) = await stand(report)
    assert (incident.origins, incident.grade) == (("Kandahar Provincial Council",), "weak")
    (incident,) = await stand(report, told(3, 9, "Herald").casualty("killed", 27, KABUL, weapon="bomb"))
    assert (incident.origins, incident.grade) == (("Kandahar Provincial Council", "Herald"), "fair")


async def test_an_open_count_that_begins_with_the_speakers_number_is_retold() -> None:
    open_count = Number(text="at least 27 and others", low=27, best=None, high=None)
    report = told(3, 6, "Agency").casualty("killed", 27, KABUL, number=open_count, weapon="bomb")
    (incident,) = await stand(report.casualty("killed", 27, KABUL, weapon="bomb", **OFFICER))
    assert incident.origins == ("Kandahar Provincial Council",)


async def test_another_figure_or_a_belligerents_boast_is_not_what_the_article_retells() -> None:
    other = told(3, 6, "Agency").casualty("killed", 30, KABUL, weapon="bomb")
    (incident,) = await stand(other.casualty("killed", 27, KABUL, weapon="bomb", **OFFICER))
    assert incident.origins == ("Agency", "Kandahar Provincial Council")
    boast = {"said_by": ("Taliban", "belligerent"), "stance": "claimed"}
    seen = told(3, 6, "Agency").casualty("killed", 27, KABUL, weapon="bomb")
    (incident,) = await stand(
        seen.casualty("killed", 27, KABUL, weapon="bomb", evidence="The Taliban claim it.", **boast)
    )
    assert incident.origins == ("Agency", "Taliban")


async def test_a_denied_killing_is_contested() -> None:
    told_ = told(3, 6).casualty("killed", 20, KABUL, victims="civilians", weapon="air strike")
    denied = told(3, 9).casualty(
        "killed", "many", KABUL, stance="denied", said_by=("Col. James Brown", "official"), weapon="air strike"
    )
    alerts = await ring(told_, denied)
    assert [alert.reason for alert in alerts] == ["first_report", "denied"]
    assert alerts[1].incident.effects["killed"].best == 20
    assert alerts[1].incident.grade == "contested"
    assert [alert.reason for alert in await ring(denied, told_)] == ["denied", "first_report"]
    assert len(await stand(denied, told_)) == 1


async def test_two_boasts_without_number_and_place_are_two() -> None:
    boast = {"said_by": ("Taliban", "belligerent"), "stance": "claimed", "perpetrator": TALIBAN, "victims": "soldiers"}
    assert (
        await one_or_two(
            told(3, 6).casualty("killed", "many", None, **boast), told(3, 9).casualty("killed", "many", None, **boast)
        )
        == 2
    )


async def test_many_takes_one_figure_and_no_second_that_contradicts_it() -> None:
    many, seven = told(3, 6).casualty("killed", "many", KABUL), told(3, 8).casualty("killed", "at least 7", KABUL)
    assert len(await stand(many, seven)) == 1
    assert len(await stand(many, seven, told(3, 9).casualty("killed", "hundreds", KABUL))) == 2
    assert len(await stand(seven, many, told(3, 9).casualty("killed", 12, KABUL))) == 1


@pytest.mark.parametrize(
    ("first", "second", "incidents"),
    [
        ("drone strike", "bombed", 1),
        ("air raid", "bombs", 1),
        ("shelling", "bombardment", 1),
        ("rocket fire", "an air strike", 1),
        ("suicide bombing", "air raid", 2),
        ("shells", "car bomb", 2),
        ("gunfire", "bombing", 2),
    ],
)
async def test_a_word_for_several_weapons_is_none_against_any_of_them(first: str, second: str, incidents: int) -> None:
    one = told(3, 6).casualty("killed", 12, KABUL, weapon=first)
    other = told(3, 9).casualty("killed", 12, KABUL, weapon=second)
    assert await one_or_two(one, other) == incidents


@pytest.mark.parametrize(
    ("first", "second", "incidents"),
    [
        ({"victims": "soldiers"}, {"victims": "Afghan troops"}, 1),
        ({"victims": "soldiers"}, {"victims": "children"}, 2),
        ({"victims": "civilians"}, {"victims": "residents"}, 2),
        (
            {"said_by": ("the harbour master of Kabul", "official")},
            {"said_by": ("harbour master of Kabul", "official")},
            1,
        ),
        ({"said_by": ("officials", "official")}, {"said_by": ("officials", "official")}, 2),
    ],
)
async def test_another_figure_is_a_change_of_the_same_toll_by_its_people_or_its_speaker(
    first: Any, second: Any, incidents: int
) -> None:
    one = told(3, 6).casualty("killed", 7, KABUL, **first)
    other = told(3, 9).casualty("killed", 15, KABUL, **second)
    assert await one_or_two(one, other) == incidents


async def test_one_article_with_two_speakers_gives_two_versions_and_with_one_two_events() -> None:
    army, taliban = ("Afghan army", "official"), ("Taliban", "belligerent")
    boast = told(3, 6).casualty("killed", 180, KABUL, victims="soldiers", said_by=taliban, stance="claimed")
    versions = told(3, 9).casualty("killed", 180, KABUL, victims="soldiers", said_by=taliban, stance="claimed")
    versions.casualty("killed", 22, KABUL, victims="soldiers", said_by=army)
    assert await one_or_two(boast, versions) == 1
    two = told(3, 9).casualty("killed", 180, KABUL, victims="soldiers", said_by=taliban, stance="claimed")
    two.casualty("killed", 22, KABUL, victims="soldiers", said_by=taliban)
    assert await one_or_two(boast, two) == 2


async def test_a_toll_retold_without_a_date_is_the_known_one_for_a_week() -> None:
    attack = told(3, 6).casualty("killed", 17, KABUL, weapon="drone", day=date(2011, 5, 3))
    assert await one_or_two(attack, told(8).casualty("killed", 17, KABUL)) == 1
    assert await one_or_two(attack, told(8).casualty("killed", 17, KABUL, day=date(2011, 5, 8))) == 2
    assert await one_or_two(attack, told(8).casualty("killed", 3, KABUL)) == 2
    assert await one_or_two(attack, told(20).casualty("killed", 17, KABUL)) == 2


async def test_a_denial_without_a_figure_meets_the_toll_of_a_part_of_the_place() -> None:
    camp = at("Kabul", text="a wedding north of Kabul", precision=2)
    near = at("Kabul", text="near Kabul", precision=2)
    toll = told(3, 6).casualty("killed", 13, camp, weapon="drone")
    denial = told(3, 9).casualty("killed", "many", near, stance="denied", said_by=("Azimi", "official"))
    assert await reasons(toll, denial) == ["first_report", "denied"]


async def test_that_one_origin_now_counts_what_another_did_is_no_news() -> None:
    paper = told(3, 6, "Post").casualty("killed", 13, KABUL, weapon="drone")
    other = told(3, 8, "Courier").casualty("killed", 20, KABUL, weapon="drone")
    again = told(3, 9, "Post").casualty("killed", 20, KABUL, weapon="drone")
    assert await reasons(paper, other, again) == ["first_report", "toll_raised", "known"]


async def test_scores_after_at_least_26_is_a_rise() -> None:
    first = told(3, 6).casualty("killed", "at least 26", KABUL, weapon="fire")
    assert await reasons(first, told(3, 9).casualty("killed", "scores", KABUL, weapon="fire")) == [
        "first_report",
        "toll_raised",
    ]


async def test_a_report_that_comes_days_late_fills_the_history() -> None:
    new = told(20).casualty("killed", 7, at("Herat"))
    late = told(4).casualty("killed", 12, KABUL, weapon="bomb")
    assert await reasons(new, late) == ["first_report", "background"]
    assert await reasons(new, late, told(20, 14).casualty("killed", 12, KABUL, day=date(2011, 5, 4))) == [
        "first_report",
        "background",
        "first_report",
    ]


@pytest.mark.parametrize(
    ("figure", "evidence", "speaker", "incidents"),
    [
        (170, "The Taliban's claim to have killed 170 could not be verified.", ("Taliban", "belligerent"), 1),
        (170, "In Herat the Taliban say they killed 170.", ("Taliban", "belligerent"), 2),
        (170, "The claim to have killed 170 could not be verified.", None, 2),
        (17, "The Taliban's claim to have killed 17 could not be verified.", ("Taliban", "belligerent"), 2),
    ],
)
async def test_a_large_figure_of_one_mouth_outweighs_a_place_that_its_sentence_does_not_name(
    figure: int, evidence: str, speaker: Any, incidents: int
) -> None:
    boast = {"stance": "claimed", "said_by": ("Taliban", "belligerent"), "perpetrator": TALIBAN}
    known = told(3, 6).casualty("killed", figure, KABUL, **boast)
    again = told(4).casualty("killed", figure, at("Herat"), **boast | {"said_by": speaker, "evidence": evidence})
    assert await one_or_two(known, again) == incidents


LAND = place("Afghanistan", country="AF", admin1=None, precision=3)


@pytest.mark.parametrize(
    ("where", "weapon", "incidents"),
    [(LAND, None, 2), (LAND, "earthquake", 1), (KABUL, None, 1)],
    ids=["a whole country", "one quake in it", "a town"],
)
async def test_another_toll_of_soldiers_in_a_whole_country_is_no_change_of_the_first(
    where: Any, weapon: str | None, incidents: int
) -> None:
    first = told(3, 6).casualty("killed", "dozens", where, victims="government soldiers", weapon=weapon)
    second = told(3, 9).casualty("killed", "hundreds", where, victims="government soldiers", weapon=weapon)
    assert await one_or_two(first, second) == incidents
