"""Incidents that prove to be one, by what a report says or by a person's word; and a merger undone, which stays so."""

from datetime import date
from typing import Any

import pytest
from ledger_support import ISLAMIC_STATE, NOW, Article, actor, article, feed, place

from agents.ledger.book import Told, correct
from agents.ledger.contract import MemoryStore
from agents.ledger.state import Case
from agents.ledger.store import RedisStore
from schemas.codec import BadRecordError, encode
from schemas.correction import Correction

AnyStore = MemoryStore | RedisStore
ARMY = actor("Iraqi army", "state")


def massacre_somewhere() -> Article:
    """A figure and victims, no place and nobody named for it."""
    return article("a", "2014-06-16 06:00", "Post").casualty("killed", 170, None, victims="air force recruits")


def massacre_at_tikrit() -> Article:
    """The same, as a place and a perpetrator, with other words for the victims; nothing shows that it is the same."""
    told = {"perpetrator": ISLAMIC_STATE, "victims": "young civilians"}
    return article("b", "2014-06-16 08:00", "Courier").casualty("killed", 170, "Tikrit", **told)


def both_at_once() -> Article:
    """All of it together."""
    told = {"perpetrator": ISLAMIC_STATE, "victims": "air force recruits"}
    return article("c", "2014-06-16 10:00", "Gazette").casualty("killed", 170, "Tikrit", **told)


def bombing(id: str, hour: int, dead: int = 12, town: str = "Hit") -> Article:
    return article(id, f"2014-06-16 {hour:02}:00", f"Paper {id}").casualty("killed", dead, town, weapon="car bomb")


async def cases(store: AnyStore) -> dict[str, Case]:
    """All that is kept, by its article's ids joined."""
    assert isinstance(store, MemoryStore)
    return {"".join(case.articles): case for case in store.cases.values()}


def correction(action: Any, one: Case, other: Case | None = None, *, claims: tuple[str, ...] = ()) -> Correction:
    name = f"{action} {one.id} {other.id if other else claims}"
    return Correction(
        correction_id=name, theatre=one.theatre, action=action, incident=one.id, at=NOW,
        other=other.id if other else None, claims=claims, by="desk", note="a test",
    )  # fmt: skip


async def test_a_report_that_tells_of_both_makes_two_incidents_one() -> None:
    store = MemoryStore()
    await feed(store, [massacre_somewhere(), massacre_at_tikrit()])
    assert len(await store.incidents()) == 2
    told = await feed(store, [both_at_once()])
    (incident,) = await store.incidents()
    assert (incident.articles, incident.place and incident.place.name) == (("a", "b", "c"), "Tikrit")
    assert [one.reason for each in told for one in each.decided] == ["known"]
    whole = store.cases["IQ", incident.id]
    assert [entry.reason for entry in whole.history] == ["first_report", "first_report", "merged", "known"]
    (part,) = [case for case in store.cases.values() if case.merged_into]
    assert (part.merged_into, part.articles) == (whole.id, ("b",))


@pytest.mark.parametrize(
    "second",
    [
        massacre_at_tikrit().casualty("killed", 170, None, victims="air force recruits"),  # one article tells both
        article("b", "2014-06-16 08:00", "Courier").casualty("killed", 170, "Tikrit", perpetrator=ARMY),
        article("b", "2014-06-16 08:00", "Courier").casualty("killed", 170, "Tikrit", day=date(2014, 5, 20)),
    ],
    ids=["told as two", "another perpetrator", "another month"],
)
async def test_what_speaks_against_it_keeps_them_two(second: Article) -> None:
    store = MemoryStore()
    by = ISLAMIC_STATE if len(second.claims) == 1 else None
    first = article("a", "2014-06-16 06:00", "Post").casualty(
        "killed", 170, None, victims="air force recruits", perpetrator=by
    )
    await feed(store, [first, second])
    before = len(await store.incidents())
    assert before >= 2
    await feed(store, [both_at_once()])
    assert len(await store.incidents()) == before


async def test_two_attacks_in_one_town_on_one_day_stay_two() -> None:
    store = MemoryStore()
    morning, evening = (
        bombing("a", 6, 12),
        article("b", "2014-06-16 20:00").casualty("killed", 30, "Hit", weapon="gunfire"),
    )
    vague = article("c", "2014-06-16 22:00", "Gazette").casualty("killed", "dozens", "Hit")
    await feed(store, [morning, evening, vague])
    assert sorted(one.articles for one in await store.incidents()) == [("a",), ("b", "c")]


async def test_a_person_merges_two_and_undoes_it_and_it_stays_undone() -> None:
    store = MemoryStore()
    await feed(store, [massacre_somewhere(), massacre_at_tikrit()])
    before = await cases(store)
    told = await correct(store, correction("merge", before["b"], before["a"]), lambda: NOW)
    assert not told.alerts
    (whole,) = await store.incidents()
    assert (whole.id, whole.articles) == (before["a"].id, ("a", "b"))
    now = await cases(store)
    undo = correction("split", now["ab"], before["b"])
    await correct(store, undo, lambda: NOW)
    apart = await cases(store)
    assert set(apart) == {"a", "b"}
    for name in ("a", "b"):
        assert [r.claim for r in apart[name].reports] == [r.claim for r in before[name].reports]
        assert apart[name].place == before[name].place
        assert [entry.reason for entry in apart[name].history][-1] == "split"
        assert (apart[name].history[-1].by, apart[name].history[-1].note) == ("desk", "a test")
    await feed(store, [both_at_once()])
    assert len(await store.incidents()) == 2
    again = await correct(store, undo, lambda: NOW)
    assert not again.alerts
    assert len(await store.incidents()) == 2


async def test_claims_that_joined_wrongly_are_taken_out() -> None:
    store = MemoryStore()
    await feed(store, [bombing("a", 6), bombing("b", 8)])
    whole = (await cases(store))["ab"]
    wrong = whole.reports[1].claim.claim_id
    await correct(store, correction("split", whole, claims=(wrong,)), lambda: NOW)
    after = await cases(store)
    assert set(after) == {"a", "b"}
    assert after["a"].id == whole.id
    assert after["b"].apart == (whole.id,)
    later = await feed(store, [bombing("b", 8)])  # the same article once more
    assert not [one for each in later for one in each.decided]


@pytest.mark.parametrize(
    "wrong", ["itself", "another kind", "unknown", "merged", "not merged", "all claims", "no claim"]
)
async def test_a_correction_that_does_not_fit_says_why_and_changes_nothing(wrong: str) -> None:
    store = MemoryStore()
    fall = article("f", "2014-06-16 09:00").fall("Rawa")
    await feed(store, [massacre_somewhere(), bombing("x", 6), fall])
    known = await cases(store)
    a, x, f = known["a"], known["x"], known["f"]
    if wrong == "merged":
        await correct(store, correction("merge", a, x), lambda: NOW)
    stand = [encode(one) for one in await store.incidents()]
    given = {
        "itself": correction("merge", a, a),
        "another kind": correction("merge", a, f),
        "unknown": Correction(correction_id="u", theatre="IQ", action="merge", incident=a.id, other="u", at=NOW),
        "merged": correction("merge", x, f),
        "not merged": correction("split", a, x),
        "all claims": correction("split", a, claims=tuple(r.claim.claim_id for r in a.reports)),
        "no claim": correction("split", a, claims=("nothing",)),
    }[wrong]
    with pytest.raises(BadRecordError, match="Correction: "):
        await correct(store, given, lambda: NOW)
    assert [encode(one) for one in await store.incidents()] == stand


async def test_a_correction_twice_is_one_on_both_stores(store: AnyStore) -> None:
    told = [bombing("a", 6, 12, "Hit"), bombing("b", 8, 40, "Rawa")]
    await feed(store, told)
    read = await store.read("IQ", "-", [], [], NOW)
    assert read.version == "2"
    found = [
        await store.read("IQ", "-", _look(one), [], NOW)
        for one in (bombing("a", 6, 12, "Hit"), bombing("b", 8, 40, "Rawa"))
    ]
    one, other = (next(iter(each.cases.values())) for each in found)
    merger = correction("merge", one, other)
    first, second = [await correct(store, merger, lambda: NOW) for _ in range(2)]
    assert isinstance(first, Told)
    assert [type(record).__name__ for record in first.kept] == ["KeptIncident", "KeptIncident", "KeptDecision"]
    assert [encode(record) for record in second.kept] == [encode(record) for record in first.kept]
    assert (await store.read("IQ", "-", [], [], NOW)).version == "3"
    found_at = await store.read("IQ", "-", _look(bombing("b", 8, 40, "Rawa")), [], NOW)
    assert set(found_at.cases) == {one.id}


def _look(one: Article) -> Any:
    from agents.ledger.index import lookups

    claim = one.claims[0]
    assert claim.published_at is not None
    return lookups(claim, "IQ", claim.published_at)


async def test_two_spellings_of_a_fall_are_made_one_by_hand() -> None:
    store = MemoryStore()
    await feed(
        store,
        [
            article("a", "2014-06-16 06:00").fall(place("Sulaiman Bek"), ISLAMIC_STATE),
            article("b", "2014-06-16 08:00").fall(place("Sleiman Town"), ISLAMIC_STATE),
        ],
    )
    known = await cases(store)
    await correct(store, correction("merge", known["a"], known["b"]), lambda: NOW)
    told = await feed(store, [article("c", "2014-06-16 10:00").fall(place("Sulaiman Bek"), ISLAMIC_STATE)])
    assert [one.reason for each in told for one in each.decided] == ["known"]
