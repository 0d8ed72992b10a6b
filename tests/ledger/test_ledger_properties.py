"""What holds for any articles: repeats change nothing, unrelated ones may come in any order, ids are the same."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_support import ARMY, ISLAMIC_STATE, KURDS, MILITANTS, NOW, Article, Everything, feed

from agents.ledger.book import take
from agents.ledger.contract import MemoryStore
from agents.ledger.index import handles, lookups
from agents.ledger.state import Case
from schemas.claim import Claim
from schemas.codec import encode

START = datetime(2014, 6, 1, tzinfo=UTC)
TOWNS = ["Mosul", "Tikrit", "Hit", "Rawa"]
FIGURES = [1, 7, 12, 150, "at least 7", "dozens", "hundreds", "many", "up to 40"]
HOLDERS = [ISLAMIC_STATE, KURDS, MILITANTS, ARMY, None]
SPEAKERS = [None, ("Islamic State", "belligerent"), ("Qassim Atta", "official"), ("an official", "official")]


@st.composite
def articles(draw: Any, towns: Sequence[str] = TOWNS) -> list[Article]:
    """Some articles of June 2014 about a few towns, dense enough to meet each other."""
    made = []
    for i in range(draw(st.integers(1, 6))):
        published = START + timedelta(hours=draw(st.integers(0, 500)))
        one = Article(f"a{i}", published, f"Paper {draw(st.integers(0, 3))}")
        for _ in range(draw(st.integers(1, 4))):
            more: dict[str, Any] = {
                "said_by": draw(st.sampled_from(SPEAKERS)),
                "stance": draw(st.sampled_from(["asserted", "asserted", "claimed", "denied"])),
                "timing": draw(st.sampled_from(["breaking", "breaking", "recent", "background"])),
                "same": draw(st.booleans()),
            }
            if draw(st.booleans()):
                change = draw(st.sampled_from(["captured", "recaptured", "withdrawn"]))
                one.fall(draw(st.sampled_from(towns)), draw(st.sampled_from(HOLDERS)), change=change, **more)
            else:
                where = draw(st.sampled_from([*towns, None]))
                perpetrator = draw(st.sampled_from(HOLDERS))
                effect = draw(st.sampled_from(["killed", "injured", "displaced"]))
                one.casualty(effect, draw(st.sampled_from(FIGURES)), where, perpetrator=perpetrator, **more)
        made.append(one)
    return made


def run(made: Sequence[Article], store: MemoryStore | None = None) -> tuple[list[bytes], MemoryStore]:
    """The alerts of these articles in this order, as bytes, and the store."""
    store = store or MemoryStore()
    told = asyncio.run(feed(store, made))
    return [encode(alert) for one in told for alert in one.alerts], store


@settings(max_examples=150, deadline=None)
@given(articles())
def test_replaying_changes_nothing_and_says_nothing_new(made: list[Article]) -> None:
    alerts, store = run(made)
    cases = dict(store.cases)
    again, store = run(made, store)
    assert again == alerts
    assert store.cases == cases


@settings(max_examples=100, deadline=None)
@given(articles())
def test_the_same_input_gives_the_same_bytes_and_no_id_twice(made: list[Article]) -> None:
    alerts, store = run(made)
    assert run(made)[0] == alerts
    assert len({alert[:40] for alert in alerts}) == len(alerts)
    ids = [case.id for case in store.cases.values()]
    assert len(set(ids)) == len(ids)


@settings(max_examples=100, deadline=None)
@given(articles(), st.randoms(use_true_random=False))
def test_claims_in_any_interleaving_that_ends_articles_in_the_same_order(made: list[Article], random: Any) -> None:
    """Claims of several articles mixed, and some repeated: what counts is when each article is whole."""
    alerts, store = run(made)
    lists = [one.numbered() for one in made]
    last = [claims[-1] for claims in lists]
    others = [claim for claims in lists for claim in claims[:-1]]
    repeated = [*others, *(claim for claim in others if random.random() < 0.3)]
    random.shuffle(repeated)
    mixed = MemoryStore()

    async def all_of(claims: Sequence[Claim]) -> list[bytes]:
        told = [await take(mixed, claim, lambda: NOW) for claim in claims]
        return [encode(alert) for one in told for alert in one.alerts]

    assert asyncio.run(all_of([*repeated, *last])) == alerts
    assert shown(mixed) == shown(store)


def shown(store: MemoryStore) -> list[bytes]:
    return [encode(one) for one in asyncio.run(store.incidents())]


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(8)))
def test_unrelated_articles_may_come_in_any_order(order: list[int]) -> None:
    def unrelated(i: int) -> Article:
        one = Article(f"a{i}", START + timedelta(hours=5 * i), f"Paper {i}")
        one.fall(f"{'bdfghjkl'[i]}ur", ISLAMIC_STATE).casualty(
            "killed", 20 + 30 * i, f"{'bdfghjkl'[i]}ana", weapon="bomb"
        )
        return one.casualty("injured", 9, f"{'bdfghjkl'[i]}ana", weapon="bomb", same=True)

    straight, turned = run([unrelated(i) for i in range(8)]), run([unrelated(i) for i in order])
    assert len(straight[0]) == 16
    assert sorted(straight[0]) == sorted(turned[0])
    assert straight[1].cases == turned[1].cases


@settings(max_examples=100, deadline=None)
@given(articles())
def test_a_claim_finds_by_its_look_ups_the_incident_that_it_joined(made: list[Article]) -> None:
    """Whatever joined an incident shares a handle with it, or the incident is of the same article."""
    _, store = run(made)
    for case in [one for one in store.cases.values() if one.merged_into is None]:
        for report in case.reports:
            sought = {one.handle for one in lookups(report.claim, case.theatre, report.published_at)}
            assert sought & handles(case) or _alone(case)


def _alone(case: Case) -> bool:
    return len(case.articles) == 1


@settings(max_examples=150, deadline=None)
@given(articles([*TOWNS, "Anbar", "Iraq"]))
def test_what_the_look_ups_leave_out_would_not_have_been_joined(made: list[Article]) -> None:
    """Deciding on all that is known and deciding on what the look-ups find come to the same incidents."""
    located = [_located(one) for one in made]
    alerts, store = run(located)
    every, whole = run(located, Everything())
    assert alerts == every
    assert shown(store) == shown(whole)


def test_another_towns_fall_in_between_keeps_no_two_reports_apart() -> None:
    """What is known beside two incidents of one town decides nothing, however much of it a look-up brings along."""
    first = Article("first", START + timedelta(days=2), "Paper 0").fall("Mosul", KURDS)
    undated = Article("undated", START, "Paper 0").fall("Tikrit", ISLAMIC_STATE)
    both = Article("both", START, "Paper 0").fall("Mosul", KURDS).fall("Mosul", KURDS)
    made = [_located(one) for one in (first, undated.fall("Mosul", KURDS, timing="background"), both)]
    for store in (MemoryStore(), Everything()):
        run(made, store)
        standing = [case for case in store.cases.values() if case.merged_into is None]
        assert sorted(case.place.name for case in standing if case.place) == ["Mosul", "Tikrit"]


def _located(one: Article) -> Article:
    """The same with Anbar as the province of its towns, and Iraq as the country."""
    for i, claim in enumerate(one.claims):
        if claim.place is not None:
            wide = {"Anbar": "Anbar", "Iraq": None}
            where = msgspec.structs.replace(
                claim.place,
                admin1=wide.get(claim.place.name, "Anbar"),
                precision=3 if claim.place.name in wide else 1,
            )
            one.claims[i] = msgspec.structs.replace(claim, place=where)
    return one
