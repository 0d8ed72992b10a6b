"""A grade taken apart into its claims, and who held a place from when by whose word."""

from datetime import date, timedelta

import pytest
from ledger_support import ARMY, ISLAMIC_STATE, KURDS, Article, actor, article, feed, place

from agents.ledger.account import Account, account
from agents.ledger.actors import compatible
from agents.ledger.contract import MemoryStore
from agents.ledger.incidents import open_case
from agents.ledger.state import DEFAULT_POLICY, Case
from agents.ledger.timeline import Timeline, timelines

FSA = actor("Free Syrian Army", "non-state")
ATTA = ("Qassim Atta", "official")


async def one(*articles: Article) -> tuple[Case, Account]:
    """The single incident that these come to, and its account."""
    store = MemoryStore()
    await feed(store, articles)
    (case,) = [case for case in store.cases.values() if case.merged_into is None]
    return case, account(case)


def ids(case: Case, *articles: str) -> tuple[str, ...]:
    """The claims of these articles in the incident."""
    return tuple(report.claim.claim_id for report in case.reports if report.claim.article_id in articles)


async def test_each_bound_rests_on_the_claims_that_set_it() -> None:
    case, taken_apart = await one(
        article("a", "2017-11-02 06:00", "Post").casualty("killed", "at least 7", "Hit", weapon="bomb"),
        article("b", "2017-11-02 08:00", "Courier").casualty("killed", 12, "Hit", weapon="bomb"),
        article("c", "2017-11-02 09:00", "Post").casualty("killed", 9, "Hit", weapon="bomb"),
    )
    low, best, high = taken_apart.tolls["killed"]
    assert (low.name, low.value, low.claims) == ("low", 9, ids(case, "c"))  # the Post's 7 was replaced by its 9
    assert (best.value, best.claims) == (12, ids(case, "b"))
    assert (high.value, high.claims) == (12, ids(case, "b"))
    assert [(origin.name, origin.claims) for origin in taken_apart.origins] == [
        ("Post", ids(case, "a", "c")),
        ("Courier", ids(case, "b")),
    ]


@pytest.mark.parametrize(
    ("articles", "grade", "why", "rests_on"),
    [
        ([("a", None, "asserted")], "weak", "weak: all reports go back to Paper a", "a"),
        ([("a", None, "asserted"), ("b", None, "claimed")], "fair", "fair: 2 independent origins", "ab"),
        (
            [("a", None, "asserted"), ("b", None, "claimed"), ("c", None, "claimed")],
            "confirmed",
            "3 independent",
            "abc",
        ),
        ([("a", None, "claimed"), ("b", ATTA, "asserted")], "confirmed", "Qassim Atta says so", "b"),
        ([("a", None, "asserted"), ("b", ATTA, "denied")], "contested", "contested: Qassim Atta denies it", "b"),
    ],
)
async def test_a_grade_says_why_and_what_it_rests_on(
    articles: list[tuple[str, tuple[str, str] | None, str]], grade: str, why: str, rests_on: str
) -> None:
    made = [
        article(name, f"2017-11-02 {hour:02}:00", f"Paper {name}").fall(
            "Rawa", ISLAMIC_STATE if stance != "denied" else None, said_by=who, stance=stance
        )
        for hour, (name, who, stance) in enumerate(articles, 6)
    ]
    case, taken_apart = await one(*made)
    assert taken_apart.grade == grade
    (ground,) = taken_apart.grounds
    assert why in ground.why
    assert ground.claims == ids(case, *rests_on)


async def timeline(*articles: Article, name: str = "Rawa") -> Timeline:
    store = MemoryStore()
    await feed(store, articles)
    (found,) = timelines(store.cases.values(), name)
    return found


def told(day: int, holder: object, **more: object) -> Article:
    name = f"{day}{holder and holder.name}{more.get('stance', '')}"  # type: ignore[attr-defined]
    given = {"day": date(2017, 11, day)} | more
    return article(name, f"2017-11-{day:02} 20:00", f"Paper {name}").fall("Rawa", holder, **given)  # type: ignore[arg-type]


async def test_a_town_that_changes_hands_has_each_stretch_with_its_word() -> None:
    found = await timeline(
        told(2, ISLAMIC_STATE), told(9, ARMY, change="recaptured", said_by=ATTA), told(14, ISLAMIC_STATE)
    )
    assert [
        (one.holder and one.holder.name, one.from_first.day, one.until and one.until.day) for one in found.holdings
    ] == [
        ("Islamic State", 2, 9),
        ("Iraqi army", 9, 14),
        ("Islamic State", 14, None),
    ]
    assert [one.contested for one in found.holdings] == [(), (), ()]
    assert found.holdings[1].change == "recaptured"
    assert [(word.speaker, word.stance) for word in found.holdings[1].words] == [("Qassim Atta", "asserted")]


async def test_a_denied_stretch_is_contested_and_stays() -> None:
    found = await timeline(told(2, ISLAMIC_STATE), told(2, None, stance="denied", said_by=ATTA))
    (holding,) = found.holdings
    assert holding.contested == ("denied",)
    assert [word.stance for word in holding.words] == ["asserted", "denied"]


async def test_two_sides_that_took_it_on_one_day_contest_both() -> None:
    found = await timeline(told(2, ISLAMIC_STATE), told(2, ARMY, change="recaptured"))
    assert [one.contested for one in found.holdings] == [("two_sides",), ("two_sides",)]


async def test_late_word_fills_the_history_and_overwrites_nothing() -> None:
    late = article("late", "2017-11-01 12:00").fall("Rawa", FSA, day=date(2017, 10, 30), timing="recent")
    found = await timeline(told(2, ISLAMIC_STATE), told(9, ARMY), late)
    assert [one.holder and one.holder.name for one in found.holdings] == [
        "Free Syrian Army",
        "Islamic State",
        "Iraqi army",
    ]


async def test_places_of_one_name_have_timelines_of_their_own() -> None:
    store = MemoryStore()
    tripoli = [place("Tripoli", country=country) for country in ("LY", "LB")]
    await feed(store, [article(f"a{i}", "2017-11-02 20:00").fall(where) for i, where in enumerate(tripoli)])
    found = timelines(store.cases.values(), "tripoli")
    assert [one.place.country for one in found] == ["LB", "LY"]
    assert not timelines(store.cases.values(), "Rawa")


def test_a_place_that_often_changed_hands_is_read_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many holdings need as many looks at each side that ever held the place, and not at every other holding."""
    sides = (ISLAMIC_STATE, KURDS, ARMY)
    cases = []
    for i in range(300):
        day = date(2014, 1, 1) + timedelta(days=i)
        report = article(f"a{i}", f"{day} 12:00").fall("Baiji", sides[i % 3], day=(day, day + timedelta(days=i % 2)))
        at = report.published_at
        cases.append(open_case(f"c{i}", "IQ", report.claims[0], "report", at, DEFAULT_POLICY))
    asked = []
    monkeypatch.setattr("agents.ledger.timeline.compatible", lambda *pair: asked.append(pair) or compatible(*pair))
    (found,) = timelines(cases, "Baiji")
    assert len(asked) <= 3 * len(cases)
    assert [one.contested for one in found.holdings[:4]] == [(), ("two_sides",), ("two_sides",), ("two_sides",)]
    assert [one.until for one in found.holdings[-2:]] == [date(2014, 10, 27), None]
