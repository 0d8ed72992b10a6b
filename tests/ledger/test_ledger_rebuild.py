"""An emptied store filled from what went to the archive's topics is the store as it was."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from ledger_support import ISLAMIC_STATE, NOW, Article, article
from redis.asyncio import Redis

from agents.ledger.book import correct, take
from agents.ledger.contract import Kept, MemoryStore
from agents.ledger.rebuild import Newest, wait_again
from agents.ledger.store import RedisStore, cases
from schemas.claim import Claim
from schemas.codec import encode
from schemas.correction import Correction
from schemas.kept import KeptIncident

AnyStore = MemoryStore | RedisStore


def some() -> list[Article]:
    """Falls, tolls that change, a denial, in two theatres."""
    return [
        article("a", "2017-11-02 06:00", "Post").fall("Rawa").casualty("killed", 12, "Hit", weapon="bomb"),
        article("b", "2017-11-02 08:00", "Courier").casualty("killed", 30, "Hit", weapon="bomb").fall("Ana"),
        article("c", "2017-11-03 08:00", "Gazette").fall("Rawa", None, stance="denied", said_by=("Atta", "official")),
        article("d", "2017-11-03 09:00", "Gazette", theatre="SY").fall("Hama", ISLAMIC_STATE),
        article("e", "2017-11-03 10:00", "Echo")
        .casualty("killed", 30, "Hit", weapon="blast")
        .casualty("injured", 7, "Ana"),
    ]


async def told(store: AnyStore, claims: Sequence[Claim], now: datetime = NOW) -> list[Kept]:
    return [record for claim in claims for record in (await take(store, claim, lambda: now)).kept]


async def filled(store: AnyStore) -> tuple[list[Kept], list[Claim]]:
    """Everything told, a merger, and an article that is not whole; what went to the archive, and all claims."""
    claims = [claim for one in some() for claim in one.numbered()]
    records = await told(store, claims)
    half = article("h", "2017-11-04 10:00").fall("Hit").fall("Tikrit").fall("Mosul").numbered()
    assert not await told(store, half[:2])
    falls = [
        record.case for record in records if isinstance(record, KeptIncident) and record.case.kind == "location_fall"
    ]
    ids = {case.place.name: case.id for case in falls if case.place}
    merger = Correction(correction_id="m", theatre="IQ", action="merge", incident=ids["Rawa"], other=ids["Ana"], at=NOW)
    records += (await correct(store, merger, lambda: NOW)).kept
    return records, [*claims, *half[:2]]


async def restored(store: AnyStore, records: Sequence[Kept], claims: Sequence[Claim], now: datetime = NOW) -> int:
    newest = Newest()
    for record in records:
        newest.add(record)
    await store.restore(newest.oldest_first(), now)
    return await wait_again(store, claims)


async def dump(redis: "Redis") -> dict[str, Any]:
    """Every key with what it holds, and its days to live."""
    found: dict[str, Any] = {}
    async for key in redis.scan_iter(match="tocsin:*"):
        kind = await redis.type(key)
        if kind == "string":
            value: Any = await redis.get(key)
        elif kind == "hash":
            value = sorted((await redis.hgetall(key)).items())
        else:
            value = await redis.zrange(key, 0, -1, withscores=True)
        found[key] = value, round(await redis.ttl(key) / 3600)
    return found


async def test_an_emptied_redis_is_restored_to_the_same_state(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    records, claims = await filled(store)
    before = await dump(redis)
    assert len(before) > 25
    assert any(":waiting:" in key for key in before)
    await redis.flushdb()
    assert await restored(store, [*records, *records[:3]], claims) == 2
    assert await dump(redis) == before


async def test_in_memory_too() -> None:
    store = MemoryStore()
    records, claims = await filled(store)
    again = MemoryStore()
    await restored(again, records, claims)
    assert again == store


async def test_what_is_restored_goes_on_as_if_nothing_had_been(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    records, claims = await filled(store)
    await redis.flushdb()
    await restored(store, records, claims)
    repeated = [await take(store, claim, lambda: NOW) for claim in claims]
    assert not [one for each in repeated for one in each.decided]
    more = article("z", "2017-11-03 12:00", "Echo").casualty("killed", 60, "Hit", weapon="bomb")
    (decided,) = (await take(store, more.numbered()[0], lambda: NOW)).decided
    assert decided.reason == "toll_raised"
    last = article("h", "2017-11-04 10:00").fall("Hit").fall("Tikrit").fall("Mosul").numbered()[2]
    assert [one.reason for one in (await take(store, last, lambda: NOW)).decided] == ["first_report"] * 3


async def test_what_is_over_stays_in_the_archive_alone(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=10)
    old = await told(store, article("a", "2017-11-02 06:00").fall("Rawa").numbered())
    later = NOW + timedelta(days=11)
    new = await told(store, article("b", "2017-11-12 06:00").fall("Ana").numbered(), later)
    names = [case.place.name async for case in cases(redis) if case.place]
    assert names == ["Ana"]  # the commit that told of Ana has let Rawa go
    await redis.flushdb()
    await restored(store, [*old, *new], [], later)
    assert [case.place.name async for case in cases(redis) if case.place] == ["Ana"]
    assert {r.case.place.name for r in old if hasattr(r, "case") and r.case.place} == {"Rawa"}


async def test_of_several_records_the_newest_version_counts_in_any_order() -> None:
    store = MemoryStore()
    records, _ = await filled(store)
    for order in (records, records[::-1]):
        newest = Newest()
        for record in order:
            newest.add(record)
        again = MemoryStore()
        await again.restore(newest.oldest_first(), NOW)
        assert {key: encode(case) for key, case in again.cases.items()} == {
            key: encode(case) for key, case in store.cases.items()
        }
