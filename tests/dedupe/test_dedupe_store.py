"""The contract of both stores, and what is Redis's own."""

import pytest
from redis.asyncio import Redis

from agents.dedupe.store import BUCKETS, DAY_S, FOUND_BITS, GROUPS, POSTINGS, PREFIX, Entry, RedisStore, Seen, Store

A, B, C = b"\x00\xff\xfeaaa", b"bbbbbb", b"cccccc"
MARK = 1 << FOUND_BITS
FEATURES = (1, 1 << FOUND_BITS - 1, (1 << FOUND_BITS) - 1)
NOTHING = Seen.nothing(3)


def unmarked(*refs: bytes) -> tuple[bytes, ...]:
    return tuple(b"\0" + ref for ref in refs)


async def test_an_article_is_found_by_each_of_its_features(store: Store) -> None:
    assert await store.read([]) == []
    assert await store.put(Entry(A, b"\x00record", FEATURES), NOTHING) is None
    assert await store.put(Entry(B, b"other", (7, *FEATURES[:2])), NOTHING) == Seen(b"", ((), unmarked(A), unmarked(A)))
    assert await store.read([A, B]) == [b"\x00record", None]


async def test_only_who_has_seen_what_is_there_writes(store: Store) -> None:
    assert await store.put(Entry(A, b"a", FEATURES), NOTHING) is None
    shown = await store.put(Entry(B, b"b", FEATURES), NOTHING)
    assert shown == Seen(b"", (unmarked(A),) * 3)
    assert await store.put(Entry(C, b"c", FEATURES), shown) is None
    assert await store.put(Entry(B, b"b", FEATURES), shown) == Seen(b"", (unmarked(A, C),) * 3)
    assert await store.read([B, C]) == [None, b"c"]


async def test_the_same_call_twice_writes_once_and_shows_its_own_record(store: Store) -> None:
    """A client repeats a call whose answer it did not get."""
    entry = Entry(A, b"a", FEATURES)
    assert await store.put(entry, NOTHING) is None
    shown = await store.put(entry, NOTHING)
    assert shown == Seen(b"a", (unmarked(A),) * 3)
    assert await store.put(Entry(A, b"later", FEATURES), shown) is None
    assert await store.put(entry, NOTHING) == Seen(b"later", (unmarked(A),) * 3)


async def test_a_record_without_postings_is_found_by_its_reference_alone(store: Store) -> None:
    assert await store.put(Entry(A, b"a", FEATURES, post=False), NOTHING) is None
    assert await store.put(Entry(B, b"b", FEATURES), NOTHING) is None
    assert await store.read([A]) == [b"a"]


async def test_a_feature_remembers_the_first_and_the_latest(store: Store) -> None:
    refs = [bytes([i]) * 6 for i in range(POSTINGS + 3)]
    for ref in refs:
        seen = await store.put(Entry(ref, b"r", (5,)), Seen(b"?", ()))
        assert seen is not None
        assert await store.put(Entry(ref, b"r", (5,)), seen) is None
    shown = await store.put(Entry(A, b"a", (5,)), Seen(b"?", ()))
    assert shown == Seen(b"", (unmarked(refs[0], *refs[1 - POSTINGS :]),))


async def test_a_mark_is_shown_and_not_looked_for(store: Store) -> None:
    assert await store.put(Entry(A, b"a", (5 + 3 * MARK,)), Seen.nothing(1)) is None
    assert await store.put(Entry(B, b"b", (5 + 255 * MARK,)), Seen.nothing(1)) == Seen(b"", ((b"\3" + A,),))


async def test_features_of_one_bucket_are_told_apart(store: Store) -> None:
    """The same group and bucket; bits that look like a part of other postings."""
    step = GROUPS * BUCKETS
    for i in range(200):
        ref = (i * 257).to_bytes(6, "big")
        assert await store.put(Entry(ref, b"r", (i * 257 * step % (1 << FOUND_BITS),)), Seen.nothing(1)) is None
    for i in range(0, 200, 7):
        shown = await store.put(Entry(A, b"a", (i * 257 * step % (1 << FOUND_BITS),)), Seen(b"?", ()))
        assert shown == Seen(b"", (unmarked((i * 257).to_bytes(6, "big")),))


@pytest.mark.parametrize("horizon_days", [1, 30])
async def test_every_key_has_the_hash_tag_and_expires(redis: Redis, horizon_days: int) -> None:
    store = RedisStore(redis, horizon_days=horizon_days)
    await store.put(Entry(B, b"b", FEATURES), NOTHING)
    keys = [key async for key in redis.scan_iter()]
    assert len(keys) == 1 + len({feature % GROUPS for feature in FEATURES})
    assert b"{" in PREFIX
    for key in keys:
        assert key.startswith(PREFIX.decode())
        assert horizon_days * DAY_S < await redis.ttl(key) <= (horizon_days + 1) * DAY_S


async def test_postings_go_after_the_horizon_and_their_group_lives_on(redis: Redis) -> None:
    days = [0.0]
    store = RedisStore(redis, horizon_days=30, clock=lambda: 1.6e9 + days[0] * DAY_S)
    assert await store.put(Entry(A, b"a", (5,)), Seen.nothing(1)) is None
    days[0] = 20
    assert await store.put(Entry(B, b"b", (5,)), Seen(b"", (unmarked(A),))) is None
    days[0] = 33
    assert await store.put(Entry(C, b"c", (5,)), Seen(b"", (unmarked(B),))) is None
    (group,) = [key async for key in redis.scan_iter(match="*f:*")]
    command = redis.execute_command("HVALS", group, NEVER_DECODE=True)
    assert [len(value) for value in await command] == [22]


async def test_a_small_store_is_made_of_listpacks(redis: Redis) -> None:
    """Whose entries cost a few bytes beside what they hold, where keys cost a hundred."""
    store = RedisStore(redis)
    for bucket in range(BUCKETS):
        await store.put(Entry(bucket.to_bytes(6, "big"), b"r", (7 + bucket * GROUPS,)), Seen.nothing(1))
    (group,) = [key async for key in redis.scan_iter(match="*f:*")]
    assert await redis.object("ENCODING", group) in ("listpack", "ziplist")


async def test_the_script_is_loaded_anew_after_redis_forgot_it(redis: Redis) -> None:
    store = RedisStore(redis)
    await store.put(Entry(A, b"a", (1,)), Seen.nothing(1))
    await redis.script_flush()
    assert await store.put(Entry(B, b"b", (2,)), Seen.nothing(1)) is None
