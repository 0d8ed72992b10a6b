"""Changes of hands: which are one, which follow, and what they ring; examples from several wars."""

from datetime import date

import pytest
from ledger_support import Article, actor, article, place, reasons, ring, stand

from schemas.actor import Actor

REBELS = Actor(text="rebels", name="rebels")
FSA = Actor(text="FSA", name="Free Syrian Army", type="non-state")
SYRIAN_ARMY = Actor(text="the army", name="Syrian army", type="state")
GOVERNMENT = Actor(text="government forces", name="government forces", type="state")
M23 = Actor(text="M23", name="M23", type="non-state")
BOKO_HARAM = Actor(text="Boko Haram", name="Boko Haram", type="non-state")


def told(day: int, hour: int = 12, outlet: str | None = None, id: str | None = None, month: int = 3) -> Article:
    """The report of this day of the month, of an outlet of its own."""
    name = id or f"{month}-{day}-{hour}"
    return article(name, f"2013-{month:02}-{day:02} {hour:02}:00", outlet or f"Paper {name}", theatre="SY")


def town(name: str = "Raqqa", text: str | None = None, **more: object) -> object:
    return place(name, text, **({"country": "SY"} | more))


CLAIMED = {"stance": "claimed", "said_by": ("Free Syrian Army", "belligerent")}


async def test_what_an_outlet_asserts_a_second_one_makes_no_news() -> None:
    assert await reasons(*(told(4, hour).fall(town(), FSA) for hour in (6, 7, 8))) == ["first_report", "known", "known"]


async def test_the_first_independent_origin_of_what_was_only_claimed_corroborates_it() -> None:
    boasts = [told(4, hour).fall(town(), FSA, **CLAIMED) for hour in (6, 7)]
    rumour = told(4, 8).fall(town(), FSA, stance="claimed")
    seen = [told(4, hour).fall(town(), FSA) for hour in (9, 10)]
    assert await reasons(*boasts, rumour, *seen) == ["first_report", "known", "known", "corroborated", "known"]


async def test_a_belligerent_and_who_claimed_it_corroborate_nothing() -> None:
    rumour = told(4, 6, "Post").fall(town(), FSA, stance="claimed")
    same = told(4, 7, "Post", id="same").fall(town(), FSA)
    ally = told(4, 8).fall(town(), FSA, said_by=("Al-Nusra Front", "belligerent"))
    assert await reasons(rumour, ally, same) == ["first_report", "known", "known"]


@pytest.mark.parametrize("first", [FSA, REBELS, None])
@pytest.mark.parametrize("second", [FSA, REBELS, None])
async def test_a_named_holder_and_just_rebels_or_nobody_are_one(first: Actor | None, second: Actor | None) -> None:
    (incident,) = await stand(told(4, 6).fall(town(), first), told(4, 9).fall(town(), second))
    assert len(incident.articles) == 2
    named = FSA if FSA in (first, second) else first or second
    assert incident.taken_by == named


async def test_another_spelling_of_the_place_is_the_same_place() -> None:
    articles = told(4, 6).fall(town("Al-Raqqah"), FSA), told(4, 9).fall(town("Raqqa"), FSA)
    assert await reasons(*articles) == ["first_report", "known"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (town("Tel Abyad"), town("Tel Tamer")),
        (town("Raqqa", geonames_id=1), town("Raqqa", geonames_id=2, lat=34.9)),
        (town("Tripoli", country="LB"), town("Tripoli", country="LY")),
        (town("Daraya"), town("Daraya", "three districts of Daraya", precision=2)),
        (town("Aleppo", "eastern Aleppo", precision=2), town("Aleppo", "western Aleppo", precision=2)),
        (town("Hama", "a village in Hama", precision=2), town("Hama", "two villages in Hama", precision=2)),
    ],
)
async def test_other_places_and_parts_of_a_place_are_incidents_of_their_own(one: object, other: object) -> None:
    assert await reasons(told(4, 6).fall(one, FSA), told(4, 9).fall(other, FSA)) == ["first_report", "first_report"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (town("Aleppo", "eastern Aleppo", precision=2), town("Aleppo", "the east of Aleppo", precision=2)),
        (town("Hama", "two villages in Hama province", precision=2), town("Hama", "two villages in Hama", precision=2)),
        (town("Homs", "a military camp in Homs", precision=2), town("Homs", "the base at Homs", precision=2)),
        (town("Deir ez-Zor", "Deir al-Zor", precision=3), town("Deir ez-Zor", "Deir ez-Zor province", precision=3)),
    ],
)
async def test_the_same_part_in_other_words_is_one(one: object, other: object) -> None:
    assert await reasons(told(4, 6).fall(one, FSA), told(4, 9).fall(other, FSA)) == ["first_report", "known"]


async def test_a_town_that_falls_is_retaken_and_falls_again_rings_each_time() -> None:
    articles = [
        told(4).fall(town(), FSA, day=date(2013, 3, 4)),
        told(6).fall(town(), SYRIAN_ARMY, change="recaptured", day=date(2013, 3, 6)),
        told(8).fall(town(), FSA, change="recaptured", day=date(2013, 3, 8)),
    ]
    alerts = await ring(*articles)
    assert [(alert.reason, alert.rings) for alert in alerts] == [
        ("first_report", True),
        ("reversal", True),
        ("reversal", True),
    ]
    assert len({alert.incident.id for alert in alerts}) == 3
    assert await reasons(*articles, told(9).fall(town(), FSA, day=date(2013, 3, 8)))  == [
        "first_report", "reversal", "reversal", "known",
    ]  # fmt: skip


async def test_within_one_day_recaptured_in_a_later_report_is_a_reversal() -> None:
    morning = told(4, 8).fall(town(), FSA)
    noon = told(4, 12).fall(town(), SYRIAN_ARMY, change="recaptured")
    evening = told(4, 20).fall(town(), FSA, change="recaptured")
    assert await reasons(morning, noon, evening) == ["first_report", "reversal", "reversal"]


async def test_the_old_news_told_again_after_a_reversal_is_no_reversal() -> None:
    morning = told(4, 8).fall(town(), FSA)
    noon = told(4, 12).fall(town(), SYRIAN_ARMY, change="recaptured")
    slow = told(4, 20).fall(town(), FSA)
    assert await reasons(morning, noon, slow) == ["first_report", "reversal", "known"]


async def test_what_one_article_tells_in_passing_of_an_earlier_fall_does_not_ring() -> None:
    both = told(9).fall(town(), SYRIAN_ARMY, change="recaptured").fall(town(), FSA, timing="recent")
    assert await reasons(both) == ["first_report", "background"]


async def test_a_capture_recalled_after_the_town_was_retaken_is_the_one_that_is_known() -> None:
    taken = told(2).fall(town(), FSA, day=date(2013, 3, 2))
    retaken = told(5).fall(town(), SYRIAN_ARMY, day=date(2013, 3, 5))
    recalled = told(20).fall(town(), FSA, timing="recent")
    assert await reasons(taken, retaken, recalled) == ["first_report", "reversal", "known"]


async def test_of_one_day_the_report_published_first_is_the_earlier_event() -> None:
    noon = told(4, 12).fall(town(), SYRIAN_ARMY)
    morning_come_late = told(4, 6).fall(town(), FSA)
    assert await reasons(noon, morning_come_late) == ["first_report", "background"]
    assert await reasons(morning_come_late, noon) == ["first_report", "reversal"]


async def test_an_older_event_told_late_fills_the_history_silently() -> None:
    new = told(12).fall(town(), SYRIAN_ARMY, day=date(2013, 3, 12))
    old = told(5).fall(town(), FSA, day=date(2013, 3, 4))
    again = told(5, 20).fall(town(), FSA, day=date(2013, 3, 4))
    assert await reasons(new, old, again) == ["first_report", "background", "background"]
    assert len(await stand(new, old, again)) == 2


async def test_the_same_holder_after_the_window_is_news_when_it_is_dated_and_not_when_it_is_recalled() -> None:
    first = told(4).fall(town(), FSA)
    dated = told(25).fall(town(), FSA, day=date(2013, 3, 25))
    recalled = told(25).fall(town(), FSA, timing="recent")
    assert await reasons(first, dated) == ["first_report", "first_report"]
    assert await reasons(first, recalled) == ["first_report", "known"]


async def test_background_is_recorded_and_rings_nothing_until_somebody_tells_it_as_news() -> None:
    old = told(4).fall(town(), FSA, day=date(2013, 2, 10), timing="background")
    assert await reasons(old) == ["background"]
    assert len(await stand(old)) == 1
    news = told(5).fall(town(), FSA, day=date(2013, 2, 20), timing="recent")
    assert await reasons(old, news) == ["background", "first_report"]


async def test_a_withdrawal_ends_the_holders_rule_and_its_return_is_a_reversal() -> None:
    taken = told(4).fall(town("Goma"), M23, day=date(2013, 3, 4))
    left = told(9).fall(town("Goma"), None, change="withdrawn", taken_from=M23, day=date(2013, 3, 9))
    back = told(14).fall(town("Goma"), M23, day=date(2013, 3, 14))
    assert await reasons(taken, left, back) == ["first_report", "reversal", "reversal"]
    incidents = await stand(taken, left)
    assert (incidents[1].taken_by, incidents[1].taken_from) == (None, M23)


async def test_losing_a_town_to_an_unnamed_side_and_taking_it_are_one() -> None:
    lost = told(4, 6).fall(town("Baga"), None, taken_from=GOVERNMENT)
    taken = told(4, 9).fall(town("Baga"), BOKO_HARAM)
    assert await reasons(lost, taken) == ["first_report", "known"]


async def test_a_denial_rings_once_and_contests() -> None:
    fell = told(4, 6).fall(town(), FSA)
    denied = told(4, 9).fall(town(), None, stance="denied", said_by=("Omran al-Zoubi", "official"))
    alerts = await ring(fell, denied)
    assert [(alert.reason, alert.incident.grade) for alert in alerts] == [
        ("first_report", "weak"),
        ("denied", "contested"),
    ]
    assert alerts[1].changed is not None
    assert alerts[1].changed["grade"] == {"old": "weak", "new": "contested"}
    assert alerts[0].incident.id == alerts[1].incident.id
    assert {claim.stance for claim in alerts[1].claims} == {"asserted", "denied"}
    again = told(4, 20).fall(town(), FSA, stance="denied", said_by=("Faisal Mekdad", "official"))
    assert await reasons(fell, denied, again) == ["first_report", "denied", "known"]


async def test_most_of_a_town_that_fell_whole_is_no_news_and_its_fall_is_after_most_of_it() -> None:
    whole = told(4, 6).fall(town(), FSA)
    most = told(6, 9).fall(town("Raqqa", "most of Raqqa", precision=2), FSA)
    assert await reasons(whole, most) == ["first_report", "known"]
    assert await reasons(most, told(6, 12).fall(town(), FSA)) == ["first_report", "first_report"]
    beside = told(6, 9).fall(town("Raqqa", "villages near Raqqa", precision=2), FSA)
    assert await reasons(whole, beside) == ["first_report", "first_report"]


async def test_who_denied_it_and_then_owns_up_contests_it_no_longer() -> None:
    fell = told(4, 6).fall(town(), FSA)
    denied = told(4, 9).fall(town(), None, stance="denied", said_by=("Syrian army", "official"))
    left = told(5, 6).fall(
        town(), None, change="withdrawn", taken_from=SYRIAN_ARMY, said_by=("Syrian army", "official")
    )
    others = told(5, 6).fall(town(), FSA, said_by=("Omran al-Zoubi", "official"))
    alerts = await ring(fell, denied, left)
    assert [alert.incident.grade for alert in alerts] == ["weak", "contested", "confirmed"]
    assert {alert.incident.grade for alert in (await ring(fell, denied, others))[1:]} == {"contested"}


async def test_a_denial_of_what_nobody_told_opens_a_contested_incident_that_the_report_joins() -> None:
    denied = told(4, 6).fall(town(), FSA, stance="denied", said_by=("Omran al-Zoubi", "official"))
    fell = told(4, 9).fall(town(), FSA)
    alerts = await ring(denied, fell)
    assert [(alert.reason, alert.rings) for alert in alerts] == [("denied", True), ("first_report", True)]
    assert len({alert.incident.id for alert in alerts}) == 1
    assert alerts[0].incident.grade == "contested"
    assert alerts[0].incident.origins == ()


async def test_a_denial_in_the_same_article_comes_after_the_report_however_they_stand_in_it() -> None:
    one = told(4).fall(town(), None, stance="denied", said_by=("Omran al-Zoubi", "official")).fall(town(), FSA)
    assert await reasons(one) == ["first_report", "denied"]


async def test_a_boast_that_an_official_admits_is_confirmed() -> None:
    boast = told(4, 6).fall(town(), FSA, stance="claimed", said_by=("Free Syrian Army", "belligerent"))
    admitted = told(4, 9).fall(town(), REBELS, said_by=("Hassan Jalali", "official"))
    alerts = await ring(boast, admitted)
    assert [(alert.reason, alert.rings, alert.incident.grade) for alert in alerts] == [
        ("first_report", True, "weak"),
        ("confirmed", True, "confirmed"),
    ]


async def test_what_was_asserted_needs_no_confirmation() -> None:
    asserted = told(4, 6).fall(town(), FSA)
    official = told(4, 9).fall(town(), FSA, said_by=("Hassan Jalali", "official"))
    assert await reasons(asserted, official) == ["first_report", "known"]


async def test_a_place_within_one_article_is_decided_once() -> None:
    assert await reasons(told(4).fall(town(), FSA).fall(town(), REBELS).fall(town(), None)) == ["first_report"]


@pytest.mark.parametrize("mode", ["negated", "hypothetical", "future", "attempted", "habitual", "historical"])
async def test_only_what_actually_happened_counts(mode: str) -> None:
    assert await reasons(told(4).fall(town(), FSA, mode=mode)) == []


async def test_a_claim_of_another_state_is_another_holder() -> None:
    turkey = actor("Turkish army", "state")
    kurds = actor("Kurdish forces", "non-state")
    assert await reasons(
        told(4).fall(town("Afrin"), kurds, day=date(2013, 3, 4)),
        told(8).fall(town("Afrin"), turkey, day=date(2013, 3, 8)),
    ) == ["first_report", "reversal"]
    assert await reasons(
        told(4).fall(town("Afrin"), SYRIAN_ARMY), told(4, 15).fall(town("Afrin"), actor("Turkish army", "state"))
    ) == ["first_report", "reversal"]
