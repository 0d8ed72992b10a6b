"""Five reports of June 2014, by facts alone: their claims as labels have them, in published order and in all others.

The facts (places, figures, speakers, hours) are those of the labelled reports; the evidence sentences are made up.
"""

import itertools
from datetime import date

import pytest
from ledger_support import ARMY, ISLAMIC_STATE, KURDS, MILITANTS, Article, actor, article, feed, place

from agents.ledger.contract import MemoryStore
from agents.ledger.state import Case
from schemas.alert import Alert, Incident

SUNNI = actor("Sunni militants", "non-state")
ASAIB = actor("Asaib Ahl al-Haq", "non-state")
SAYS_IS = {"said_by": ("Islamic State", "belligerent"), "stance": "claimed", "verification": "unverified"}
LAST_WEEK = (date(2014, 6, 6), date(2014, 6, 12))


def no_3() -> Article:
    officials = {
        "said_by": ("security officials in Baghdad", "official"),
        "stance": "claimed",
        "weapon": "mortar rounds",
    }
    boast = {"perpetrator": ISLAMIC_STATE, **SAYS_IS}
    friday = {"day": date(2014, 6, 13), "timing": "recent"}
    thursday = {"day": date(2014, 6, 12), "timing": "recent"}
    return (
        article("003", "2014-06-16 01:00", "CNN wire")
        .casualty("killed", "at least 1700", victims="Shiites", **friday, **boast)
        .casualty("killed", 1700, "Tikrit", victims="Iraqi Shia air force recruits", **boast)
        .fall("Mosul", day=LAST_WEEK, timing="recent")
        .fall("Mosul", None, stance="denied", said_by=("Nuri al-Maliki", "official"), timing="recent")
        .fall("Tal Afar", taken_from=ARMY, said_by=("Gen. Mohammed al-Quraishi", "official"))
        .casualty("displaced", "many", "Tal Afar", victims="residents, Shiite Turkmen")
        .casualty("killed", "at least 7", "Tal Afar", victims="people", **officials)
        .casualty("injured", 33, "Tal Afar", victims="people", same=True, **officials)
        .fall(place("Adhaim", "two villages in Adhaim", precision=2), day=date(2014, 6, 15))
        .fall(place("Kirkuk", "two villages in Kirkuk province", precision=2), MILITANTS, **thursday)
    )  # fmt: skip


def no_2() -> Article:
    official = {"said_by": ("a city official", "official"), "stance": "claimed"}
    return (
        article("002", "2014-06-16 06:00", "EWN (Reuters)")
        .fall(place("Iraq", "the north of the country", precision=3), SUNNI, timing="recent")
        .fall("Tal Afar", day=(date(2014, 6, 15), date(2014, 6, 16)))
        .casualty("killed", "many", "Tal Afar", victims="people", **official)
        .casualty("displaced", "many", "Tal Afar", victims="families", next=True, **official)
        .fall("Mosul", day=LAST_WEEK, timing="recent")
        .fall("Tikrit", timing="recent")
        .fall("Kirkuk", KURDS)
        .casualty("killed", "dozens", victims="unarmed men", perpetrator=ISLAMIC_STATE, weapon="shooting", **SAYS_IS)
    )


def no_1() -> Article:
    by_rumour = {"change": "recaptured", "stance": "claimed"}
    return (
        article("001", "2014-06-16 09:00", "The Independent")
        .casualty("killed", "dozens", victims="Iraqi soldiers", perpetrator=ISLAMIC_STATE)
        .casualty("killed", 1700, victims="prisoners", perpetrator=ISLAMIC_STATE, **SAYS_IS)
        .fall("Tal Afar", SUNNI, said_by=("Abdulal Abdoul", "official"))
        .casualty("killed", 1, victims="Abdul-Rahman al-Beilawy, commander", timing="recent")
        .fall("Mosul", day=LAST_WEEK, timing="recent")
        .fall("Tikrit", day=LAST_WEEK, timing="recent")
        .casualty("displaced", 500_000, "Mosul", victims="refugees")
        .fall("Muqdadiyah", ASAIB, **by_rumour)
        .fall("Dulu'iyah", ASAIB, **by_rumour)
        .fall("Kirkuk", KURDS)
        .fall(place("Diyala", "northern Diyala", precision=2), KURDS)
        .fall(place("Nineveh plateau", precision=3), KURDS)
    )


def no_0() -> Article:
    return (
        article("000", "2014-06-16 12:00", "The Independent")
        .casualty("killed", "hundreds", victims="government soldiers", perpetrator=ISLAMIC_STATE, **SAYS_IS)
        .casualty("killed", 1700, victims="army troops and militiamen", perpetrator=ISLAMIC_STATE, **SAYS_IS)
        .fall("Tal Afar", SUNNI, said_by=("Abdulal Abdoul", "official"))
        .fall("Mosul", timing="recent")
        .fall("Tikrit", timing="recent")
        .casualty("abducted", 49, "Mosul", victims="Turkish nationals", perpetrator=ISLAMIC_STATE)
    )


def no_4() -> Article:
    boast = {**SAYS_IS, "verification": "contested"}
    return (
        article("004", "2014-06-16 14:00", "City AM")
        .casualty("killed", "many", victims="Shiite members of the security forces", perpetrator=ISLAMIC_STATE, **boast)
        .fall("Mosul")
        .fall("Tikrit")
    )


IN_ORDER = (no_3, no_2, no_1, no_0, no_4)
FALL = "location_fall"
REQUIRED = [
    ("003", FALL, "first_report", "Tal Afar"),
    ("003", FALL, "first_report", "Mosul"),
    ("003", FALL, "denied", "Mosul"),
    ("003", FALL, "first_report", "two villages in Adhaim"),
    ("003", FALL, "first_report", "two villages in Kirkuk province"),
    ("003", "casualty", "first_report", "killed 1700 Tikrit"),
    ("003", "casualty", "first_report", "killed 7 injured 33 Tal Afar"),
    ("002", FALL, "first_report", "Kirkuk"),
    ("002", FALL, "first_report", "Tikrit"),
    ("001", FALL, "first_report", "Muqdadiyah"),
    ("001", FALL, "first_report", "Dulu'iyah"),
    ("001", "casualty", "first_report", "killed 24"),
    ("001", "casualty", "first_report", "displaced 500000 Mosul"),
    ("000", "casualty", "first_report", "abducted 49 Mosul"),
]
OPTIONAL = [
    ("002", FALL, "first_report", "the north of the country"),
    ("001", FALL, "first_report", "northern Diyala"),
    ("001", FALL, "first_report", "Nineveh plateau"),
    ("002", "casualty", "first_report", "killed 24"),
    ("000", "casualty", "first_report", "killed 100"),
    ("004", "casualty", "first_report", "killed None"),
    ("003", "casualty", "first_report", "displaced None Tal Afar"),
    ("001", "casualty", "first_report", "killed 1"),
]


def said(alert: Alert) -> tuple[str, str, str, str]:
    """An alert by the article, its kind, its reason, and what it is about."""
    incident = alert.incident
    where = incident.place.text if incident.place else ""
    if incident.kind == "casualty":
        where = " ".join([*(f"{effect} {n.low}" for effect, n in incident.effects.items()), where]).strip()
    return alert.rung_by, incident.kind, alert.reason, where


async def test_the_five_in_published_order_ring_what_they_must_and_nothing_else() -> None:
    told = await feed(MemoryStore(), [make() for make in IN_ORDER])
    rung = [said(alert) for one in told for alert in one.alerts if alert.rings]
    assert not set(REQUIRED) - set(rung)
    assert not set(rung) - set(REQUIRED) - set(OPTIONAL)
    assert len(rung) == len(set(rung))


async def test_a_further_origin_of_what_was_asserted_is_no_decision_to_print() -> None:
    told = await feed(MemoryStore(), [make() for make in IN_ORDER])
    assert not [said(alert) for one in told for alert in one.alerts if not alert.rings]


def by_place(incidents: list[Incident], kind: str, text: str) -> Incident:
    (found,) = [one for one in incidents if one.kind == kind and one.place is not None and one.place.text == text]
    return found


async def test_articles_outlets_and_origins_in_the_end() -> None:
    store = MemoryStore()
    await feed(store, [make() for make in IN_ORDER])
    incidents = await store.incidents()
    tal_afar = by_place(incidents, FALL, "Tal Afar")
    assert (sorted(tal_afar.articles), len(tal_afar.outlets)) == (["000", "001", "002", "003"], 3)
    assert tal_afar.taken_by == ISLAMIC_STATE
    mosul = by_place(incidents, FALL, "Mosul")
    assert (sorted(mosul.articles), len(mosul.outlets), mosul.grade) == (
        ["000", "001", "002", "003", "004"],
        4,
        "contested",
    )
    assert "Nuri al-Maliki" not in mosul.origins
    kirkuk = by_place(incidents, FALL, "Kirkuk")
    assert (sorted(kirkuk.articles), len(kirkuk.outlets)) == (["001", "002"], 2)
    tikrit = by_place(incidents, FALL, "Tikrit")
    assert (sorted(tikrit.articles), len(tikrit.outlets)) == (["000", "001", "002", "004"], 3)
    massacre = by_place(incidents, "casualty", "Tikrit")
    assert (sorted(massacre.articles), len(massacre.outlets)) == (["000", "001", "003"], 2)
    assert massacre.origins == ("Islamic State",)
    assert massacre.effects["killed"].low == 1700


async def test_the_mortar_attack_is_one_alert_with_both_harms() -> None:
    told = await feed(MemoryStore(), [no_3()])
    (alert,) = [a for one in told for a in one.alerts if "injured" in a.incident.effects]
    killed, injured = alert.incident.effects["killed"], alert.incident.effects["injured"]
    assert (killed.low, killed.best, killed.high) == (7, 7, None)
    assert (injured.low, injured.best, injured.high) == (33, 33, 33)
    assert len(alert.claims) == 2


def shape(cases: list[Case]) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Incidents without their ids and orders: what, where, and who told of them."""
    return sorted(
        (
            case.kind,
            case.place.name if case.place else "",
            tuple(sorted(case.articles)),
            tuple(sorted(case.outlets)),
        )
        for case in cases
    )


@pytest.mark.parametrize("first", range(5))
async def test_in_every_order_the_same_incidents_stand_at_the_end(first: int) -> None:
    wanted = None
    for order in itertools.permutations(range(5)):
        store = MemoryStore()
        if order[0] != first and order != (0, 1, 2, 3, 4):
            continue
        await feed(store, [IN_ORDER[i]() for i in order])
        stands = shape(list(store.cases.values()))
        wanted = wanted or stands
        assert stands == wanted, order
