"""One contract for both stores, and what the ledger promises about repeated, late and concurrent claims on them."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from ledger_support import NOW, Article, article, feed, place
from redis.asyncio import Redis

from agents.ledger.book import BusyError, Told, batch_id, settle, take
from agents.ledger.contract import Arrived, Commit, MemoryStore, Read, StateError, Store
from agents.ledger.decide import decide
from agents.ledger.index import Lookup, handles, lookups
from agents.ledger.state import DEFAULT_POLICY, Case, Result, State
from agents.ledger.store import RedisStore, incidents
from schemas.codec import BadRecordError, encode

AnyStore = MemoryStore | RedisStore


def raid(name: str = "raid", hour: int = 12) -> Article:
    """An article of three claims: a fall, the dead and the wounded of one blow."""
    return (
        article(name, f"2017-11-02 {hour:02}:00", f"Paper {name}")
        .fall("Al-Qaim")
        .casualty("killed", 12, "Hit", weapon="bomb")
        .casualty("injured", 30, "Hit", weapon="bomb", same=True)
    )


def case_of(one: Article) -> Case:
    (case,) = decide(State("IQ"), one.claims, NOW).cases
    return case


def look(case: Case) -> set[Lookup]:
    return {Lookup(handle, 1, 3_000_000) for handle in handles(case)}


async def put(store: AnyStore, case: Case, before: Read, batch: str = "batch", now: datetime = NOW) -> bool:
    result = Result(claims=("a",), last="a")
    return await store.commit(Commit("IQ", batch, result, before, (case,)), now)


async def test_what_is_committed_is_read_again_whole(store: AnyStore) -> None:
    case = case_of(article("a", "2017-11-02 12:00").fall("Al-Qaim"))
    before = await store.read("IQ", "batch", [], [], NOW)
    assert (before.version, dict(before.cases)) == ("0", {})
    assert await put(store, case, before)
    for found in (
        await store.read("IQ", "batch", look(case), [], NOW),
        await store.read("IQ", "batch", [], [case.id], NOW),
    ):
        assert dict(found.cases) == {case.id: case}
        assert found.version == "1"
    assert (await store.read("IQ", "batch", [], [], NOW)).result == Result(claims=("a",), last="a")
    assert (await store.read("IQ", "another", [], [], NOW)).result is None
    assert dict((await store.read("SY", "batch", look(case), [case.id], NOW)).cases) == {}


async def test_a_commit_on_an_old_version_writes_nothing(store: AnyStore) -> None:
    one, other = (case_of(article(name, "2017-11-02 12:00").fall(name)) for name in ("Rawa", "Ana"))
    before = await store.read("IQ", "batch", [], [], NOW)
    assert await put(store, one, before)
    assert not await put(store, other, before, "late")
    assert dict((await store.read("IQ", "batch", [], [other.id], NOW)).cases) == {}
    assert (await store.read("IQ", "late", [], [], NOW)).result is None


async def test_look_ups_keep_to_their_days_and_take_the_latest(store: AnyStore) -> None:
    cases = [case_of(article(f"a{day}", f"2017-11-{day:02} 12:00").fall("Rawa")) for day in (2, 12, 22)]
    for i, case in enumerate(cases):
        await put(store, case, await store.read("IQ", "batch", [], [], NOW), f"batch{i}")
    (handle,) = handles(cases[0])
    days = [case.lo.toordinal() for case in cases]

    async def found(first: int, last: int, limit: int) -> set[str]:
        return set((await store.read("IQ", "batch", [Lookup(handle, first, last, limit)], [], NOW)).cases)

    assert await found(days[0], days[1], 9) == {cases[0].id, cases[1].id}
    assert await found(days[0] + 1, days[2] - 1, 9) == {cases[1].id}
    assert await found(1, 3_000_000, 1) == {cases[2].id}


async def test_what_is_dated_loosely_stands_on_its_last_day(store: AnyStore) -> None:
    case = case_of(article("a", "2017-11-30 12:00").casualty("killed", 12, "Hit", timing="background"))
    await put(store, case, await store.read("IQ", "batch", [], [], NOW))
    first, last = case.lo.toordinal(), case.hi.toordinal()
    for handle in handles(case):
        for days, there in (((last, last), {case.id}), ((first, last - 1), set()), ((last + 1, last + 400), set())):
            assert set((await store.read("IQ", "batch", [Lookup(handle, *days)], [], NOW)).cases) == there


async def test_an_incident_leaves_the_handles_that_it_no_longer_has(store: AnyStore) -> None:
    case = case_of(article("a", "2017-11-02 12:00").casualty("killed", 12, "Hit"))
    await put(store, case, await store.read("IQ", "batch", [], [], NOW))
    moved = msgspec.structs.replace(case, place=place("Haditha"))
    await put(store, moved, await store.read("IQ", "batch", look(case), [], NOW), "moved")
    gone = [Lookup(handle, 1, 3_000_000) for handle in handles(case) - handles(moved)]
    assert gone
    assert dict((await store.read("IQ", "batch", gone, [], NOW)).cases) == {}
    assert set((await store.read("IQ", "batch", look(moved), [], NOW)).cases) == {case.id}


async def test_claims_wait_for_each_other_and_repeats_change_nothing(store: AnyStore) -> None:
    first, second, third = raid().numbered()
    assert await store.arrive("IQ", "b", 2, 3, third) == Arrived()
    assert await store.arrive("IQ", "b", 2, 3, third) == Arrived()
    assert await store.arrive("IQ", "b", 0, 3, first) == Arrived()
    assert await store.arrive("IQ", "b", 1, 3, second) == Arrived(claims=[first, second, third])
    assert await store.arrive("IQ", "b", 1, 3, second) == Arrived(claims=[first, second, third])
    assert await store.arrive("IQ", "other", 1, 3, second) == Arrived()


async def test_what_waited_is_gone_with_the_commit_and_a_repeat_finds_the_result(store: AnyStore) -> None:
    claims = raid().numbered()
    await feed(store, [raid()])
    batch = batch_id(claims[0])
    found = await store.arrive("IQ", batch, 2, 3, claims[2])
    assert found.result is not None
    assert found.claims is None
    assert found.result.claims == tuple(claim.claim_id for claim in claims)
    if isinstance(store, MemoryStore):
        assert not store.waiting
    else:
        assert not [key async for key in store._redis.scan_iter(match="*:waiting:*")]


async def test_what_is_over_goes_with_its_handles_when_its_time_is_up(store: AnyStore) -> None:
    old = case_of(article("a", "2017-11-02 12:00").fall("Rawa"))
    await put(store, old, await store.read("IQ", "batch", [], [], NOW))
    later = NOW + timedelta(days=401)
    assert not (await store.read("IQ", "batch", [], [], NOW + timedelta(days=399))).due
    read = await store.read("IQ", "batch", [], [], later)
    assert read.due == (old,)
    await put(store, case_of(article("b", "2019-01-02 12:00").fall("Ana")), read, "new", later)
    after = await store.read("IQ", "batch", look(old), [old.id], later)
    assert dict(after.cases) == {}
    assert not after.due


async def test_what_is_told_again_stays(store: AnyStore) -> None:
    old = case_of(article("a", "2017-11-02 12:00").fall("Rawa"))
    await put(store, old, await store.read("IQ", "batch", [], [], NOW))
    later = NOW + timedelta(days=401)
    await put(store, old, await store.read("IQ", "batch", look(old), [], later), "again", later)
    read = await store.read("IQ", "batch", look(old), [], later)
    assert set(read.cases) == {old.id}
    assert not read.due


async def test_an_article_is_decided_when_its_last_claim_is_there(store: AnyStore) -> None:
    first, second, third = raid().numbered()
    assert [await take(store, claim, lambda: NOW) for claim in (third, first)] == [Told(), Told()]
    told = await take(store, second, lambda: NOW)
    assert [alert.reason for alert in told.alerts] == ["first_report", "first_report"]
    assert set(told.alerts[1].incident.effects) == {"killed", "injured"}


async def test_a_claim_that_comes_again_gives_the_same_bytes_at_any_time(store: AnyStore) -> None:
    first, second, third = raid().numbered()
    told = [await take(store, claim, lambda: NOW) for claim in (first, second, third)]
    much_later = NOW + timedelta(days=3)
    again = [await take(store, claim, lambda: much_later) for claim in (third, first, second, third)]
    assert [one.decided for one in again] == [(), (), (), ()]
    assert [encode(one.alerts) for one in again] == [encode(told[2].alerts), b"[]", b"[]", encode(told[2].alerts)]
    assert told[2].alerts[0].rung_at == NOW


async def test_an_article_replayed_changes_nothing(store: AnyStore) -> None:
    articles = [raid("one", 6), raid("two", 9)]
    first = await feed(store, articles)
    before = await _stands(store)
    second = await feed(store, articles)
    assert {encode(a) for one in second for a in one.alerts} == {encode(a) for one in first for a in one.alerts}
    assert not [one for told in second for one in told.decided]
    assert await _stands(store) == before


async def test_a_claim_without_sequence_is_decided_at_once(store: AnyStore) -> None:
    told = [await take(store, claim, lambda: NOW) for claim in raid().claims]
    assert [[alert.reason for alert in one.alerts] for one in told] == [
        ["first_report"],
        ["first_report"],
        ["toll_raised"],
    ]


async def test_theatres_are_kept_apart(store: AnyStore) -> None:
    for theatre in ("IQ", "SY", None):
        (told,) = await feed(
            store, [article(f"a{theatre}", "2017-11-02 12:00", theatre=theatre).casualty("killed", 90, None)]
        )
        assert [alert.reason for alert in told.alerts] == ["first_report"]
    assert len(await _stands(store)) == 3


async def test_a_changed_article_is_decided_about_anew(store: AnyStore) -> None:
    def version(dead: int, hour: int) -> Article:
        return article("a", f"2017-11-02 {hour:02}:00").fall("Rawa").casualty("killed", dead, "Hit", weapon="bomb")

    await feed(store, [version(7, 6)])
    (told,) = [one for one in await feed(store, [version(12, 9)]) if one.decided]
    assert [one.reason for one in told.decided] == ["known", "toll_raised"]


async def test_a_changed_article_under_the_same_date_is_decided_about_too(store: AnyStore) -> None:
    def version(dead: int) -> Article:
        return article("a", "2017-11-02 06:00").fall("Rawa").casualty("killed", dead, "Hit", weapon="bomb")

    await feed(store, [version(7)])
    told = await feed(store, [version(12)])
    assert [one.reason for each in told for one in each.decided] == ["toll_raised"]


@pytest.mark.parametrize("theatre", ["", "I}Q", "a b", "x" * 33])
async def test_a_theatre_that_is_no_key_is_a_bad_record(store: AnyStore, theatre: str) -> None:
    claim = raid().numbered()[0]
    with pytest.raises(BadRecordError, match="theatre"):
        await take(store, msgspec.structs.replace(claim, theatre=theatre or "{}"), lambda: NOW)


async def test_a_place_outside_the_sequence_is_a_bad_record(store: AnyStore) -> None:
    claim = raid().numbered()[2]
    assert claim.sequence is not None
    wrong = msgspec.structs.replace(claim, sequence=msgspec.structs.replace(claim.sequence, index=3))
    with pytest.raises(BadRecordError, match="index 3 of 3"):
        await take(store, wrong, lambda: NOW)


class Faulty:
    """A store whose nth call breaks off, before or after it did its work."""

    def __init__(self, store: Store, at: int, after: bool) -> None:
        self._store, self._at, self._after, self.calls = store, at, after, 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)

        async def call(*given: Any) -> Any:
            self.calls += 1
            broken = self.calls == self._at
            if broken and not self._after:
                raise ConnectionError(name)
            answer = await method(*given)
            if broken:
                raise ConnectionError(name)
            return answer

        return call


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 12))
async def test_a_crash_at_any_call_loses_nothing_and_repeats_the_same(store: AnyStore, at: int, after: bool) -> None:
    untouched = [alert for told in await feed(MemoryStore(), [raid()]) for alert in told.alerts]
    faulty: Any = Faulty(store, at, after)
    sent: list[bytes] = []
    for claim in raid().numbered():
        for _ in range(2):
            try:
                told = await take(faulty, claim, lambda: NOW)
            except ConnectionError:
                continue
            sent += [encode(alert) for alert in told.alerts]
            break
    assert sent == [encode(alert) for alert in untouched]
    assert len(await _stands(store)) == 2


async def test_workers_at_once_come_to_one_result(store: AnyStore) -> None:
    articles = [
        article(f"a{i}", f"2017-11-02 {i:02}:00", f"Paper {i}")
        .fall("Rawa")
        .casualty("killed", 20, "Hit", weapon="bomb")
        for i in range(6)
    ]
    claims = [claim for one in articles for claim in one.numbered()]
    told = await asyncio.gather(*(take(store, claim, lambda: NOW) for claim in claims + claims))
    decided = [one.reason for each in told for one in each.decided]
    assert sorted(decided) == sorted(["first_report", *["known"] * 5] * 2)
    assert len({alert.id for each in told for alert in each.alerts}) == 2


async def test_what_another_worker_decided_in_between_is_not_decided_again(store: AnyStore) -> None:
    claims = raid().numbered()
    told = await feed(store, [raid()])
    batch = batch_id(claims[0])
    for claim, expected in ((claims[2], told[2].alerts), (claims[0], ())):
        again = await settle(store, "IQ", batch, claim, claims, lambda: NOW, DEFAULT_POLICY)
        assert isinstance(again, Result)
        assert (again.alerts if again.last == claim.claim_id else ()) == expected
    assert (await store.read("IQ", batch, [], [], NOW)).version == "1"


async def test_without_end_of_others_being_faster_it_is_a_passing_fault() -> None:
    class Always(MemoryStore):
        async def commit(self, commit: Commit, now: datetime) -> bool:
            return False

    claims = raid().numbered()
    with pytest.raises(BusyError):
        await settle(Always(), "IQ", batch_id(claims[0]), claims[0], claims, lambda: NOW, DEFAULT_POLICY)
    assert issubclass(BusyError, TimeoutError)


async def test_look_ups_find_every_incident_that_would_match(store: AnyStore) -> None:
    """What the index leaves out, the decision would have left out too: deciding on all gives the same."""
    articles = [
        raid("r1", 6),
        raid("r2", 8),
        article("b", "2017-11-02 10:00").casualty("killed", 150, None, victims="soldiers").fall("Rawa"),
        article("c", "2017-11-03 10:00")
        .casualty("killed", 150, "Ana", victims="soldiers")
        .casualty("killed", "dozens", "Hit"),
        article("d", "2017-11-04 10:00").casualty("killed", "many", "Hit", day=None).fall("Al Qaim", None),
    ]
    every: dict[str, Case] = {}
    whole: list[bytes] = []
    for one in articles:
        decision = decide(State("IQ", every), one.numbered(), NOW)
        every |= {case.id: case for case in decision.cases}
        whole += [encode(alert) for alert in decision.alerts]
    told = await feed(store, articles)
    assert [encode(alert) for each in told for alert in each.alerts] == whole


async def test_of_a_thousand_incidents_one_claim_looks_up_few(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    for i in range(0, 300, 10):
        one = article(f"a{i}", f"2017-11-{1 + i // 30:02} 12:00")
        for n in range(i, i + 10):
            one.casualty("killed", 100 + n, f"Town {chr(97 + n % 26)}{chr(97 + n // 26)}rz", weapon="bomb")
        await feed(store, [one])
    claim = article("z", "2017-11-06 12:00").casualty("killed", 104, "Town earz").claims[0]
    assert claim.published_at is not None
    read = await store.read("IQ", "batch", lookups(claim, "IQ", claim.published_at), [], NOW)
    assert 1 <= len(read.cases) <= 30


async def test_every_key_in_redis_expires_and_shares_the_hash_tag(redis: "Redis") -> None:
    await feed(RedisStore(redis, expiry_days=400), [raid()])
    first, *_ = raid("waiting").numbered()
    await take(RedisStore(redis, expiry_days=400), first, lambda: NOW)
    keys = [key async for key in redis.scan_iter()]
    assert len(keys) > 5
    for key in keys:
        assert key.startswith("tocsin:{IQ}:")
        assert 0 < await redis.ttl(key) <= 408 * 86_400


async def test_the_incidents_of_all_theatres_come_in_one_order(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    for theatre in ("SY", "IQ"):
        await feed(
            store,
            [article(f"{theatre}{h}", f"2017-11-02 {h:02}:00", theatre=theatre).fall(f"Town {h}") for h in (9, 6)],
        )
    found = await incidents(redis)
    assert [one.articles[0] for one in found] == ["IQ6", "IQ9", "SY6", "SY9"]


async def test_state_that_is_no_state_is_not_blamed_on_the_claim(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    case = case_of(article("a", "2017-11-02 12:00").fall("Rawa"))
    await redis.set(f"tocsin:{{IQ}}:incident:{case.id}", b'{"id": 1}')
    with pytest.raises(StateError):
        await store.read("IQ", "batch", [], [case.id], NOW)


async def test_a_script_that_runs_twice_writes_once(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    case = case_of(article("a", "2017-11-02 12:00").fall("Rawa"))
    before = await store.read("IQ", "batch", [], [], NOW)
    assert [await put(store, case, before) for _ in range(2)] == [True, False]
    assert (await store.read("IQ", "batch", [], [], NOW)).version == "1"


async def _stands(store: AnyStore) -> list[bytes]:
    found = await store.incidents() if isinstance(store, MemoryStore) else await incidents(store._redis)
    return [encode(one) for one in found]
