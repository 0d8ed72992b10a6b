"""The contract of both stores, and what is Redis's own."""

import random

import pytest
from redis.asyncio import Redis

from agents.dedupe.sharers import ALONE, FEW, FOUND_BITS, NOTHING, POSTINGS, RARE, SAME_MARK, Seen
from agents.dedupe.store import BUCKETS, DAY_S, GROUPS, PREFIX, Entry, MemoryStore, RedisStore, Store, reference

A, B, C = b"\x00\xff\xfeaaa", b"bbbbbb", b"cccccc"
MARK = 1 << FOUND_BITS
FEATURES = (1, 1 << FOUND_BITS - 1, (1 << FOUND_BITS) - 1)
NOBODY = Seen.nothing(3)


def entry(ref: bytes, record: bytes, features: tuple[int, ...], *, tells: int = ALONE, post: bool = True) -> Entry:
    return Entry(ref, record, features, bytes([tells] * len(features)), post)


def unmarked(*refs: bytes) -> tuple[bytes, ...]:
    return tuple(b"\0" + ref for ref in refs)


async def test_an_article_is_found_by_each_of_its_features(store: Store) -> None:
    assert await store.read([]) == []
    assert await store.put(entry(A, b"\x00record", FEATURES), NOBODY) is None
    assert await store.put(entry(B, b"other", (7, *FEATURES[:2])), NOBODY) == Seen(b"", ((), unmarked(A), unmarked(A)))
    assert await store.read([A, B]) == [b"\x00record", None]


async def test_only_who_has_seen_what_is_there_writes(store: Store) -> None:
    assert await store.put(entry(A, b"a", FEATURES), NOBODY) is None
    shown = await store.put(entry(B, b"b", FEATURES), NOBODY)
    assert shown == Seen(b"", (unmarked(A),) * 3)
    assert await store.put(entry(C, b"c", FEATURES), shown) is None
    assert await store.put(entry(B, b"b", FEATURES), shown) == Seen(b"", (unmarked(A, C),) * 3)
    assert await store.read([B, C]) == [None, b"c"]


async def test_the_same_call_twice_writes_once_and_shows_its_own_record(store: Store) -> None:
    """A client repeats a call whose answer it did not get."""
    first = entry(A, b"a", FEATURES)
    assert await store.put(first, NOBODY) is None
    shown = await store.put(first, NOBODY)
    assert shown == Seen(b"a", (unmarked(A),) * 3)
    assert await store.put(entry(A, b"later", FEATURES), shown) is None
    assert await store.put(first, NOBODY) == Seen(b"later", (unmarked(A),) * 3)


async def test_a_record_without_postings_is_found_by_its_reference_alone(store: Store) -> None:
    assert await store.put(entry(A, b"a", FEATURES, post=False), NOBODY) is None
    assert await store.put(entry(B, b"b", FEATURES), NOBODY) is None
    assert await store.read([A]) == [b"a"]


async def test_a_feature_remembers_the_first_and_the_latest(store: Store) -> None:
    refs = [bytes([i]) * 6 for i in range(POSTINGS + 3)]
    for ref in refs:
        seen = await store.put(entry(ref, b"r", (5,)), Seen(b"?", ()))
        assert seen is not None
        assert await store.put(entry(ref, b"r", (5,)), seen) is None
    shown = await store.put(entry(A, b"a", (5,)), Seen(b"?", ()))
    assert shown == Seen(b"", (unmarked(refs[0], *refs[1 - POSTINGS :]),))


async def test_a_mark_is_shown_and_not_looked_for(store: Store) -> None:
    assert await store.put(entry(A, b"a", (5 + 3 * MARK,)), Seen.nothing(1)) is None
    assert await store.put(entry(B, b"b", (5 + 255 * MARK,)), Seen.nothing(1)) == Seen(b"", ((b"\3" + A,),))


@pytest.mark.parametrize(
    ("tells", "others", "mark", "worth"),
    [
        (NOTHING, 1, 0, False),
        (SAME_MARK, 1, 0, True),
        (SAME_MARK, 1, 7, False),
        (SAME_MARK, FEW, 0, True),
        (SAME_MARK, FEW + 1, 0, False),
        (RARE, FEW, 7, True),
        (RARE, FEW + 1, 0, False),
        (ALONE, POSTINGS, 7, True),
    ],
)
async def test_a_first_look_writes_where_nobody_is_worth_a_comparison(
    store: Store, tells: int, others: int, mark: int, worth: bool
) -> None:
    for i in range(others):
        await store.put(entry(bytes([i]) * 6, b"r", (5, 100 + i), tells=NOTHING), None)
    shown = await store.put(entry(A, b"a", (5 + mark * MARK, 6), tells=tells), None)
    refs = [bytes([i]) * 6 for i in range(others)]
    assert shown == (Seen(b"", (unmarked(*refs), ())) if worth else None)
    assert await store.read([A]) == [None if worth else b"a"]


async def test_two_features_in_common_are_enough_at_a_first_look(store: Store) -> None:
    assert await store.put(entry(A, b"a", FEATURES, tells=NOTHING), None) is None
    assert await store.put(entry(B, b"b", (7, *FEATURES[:1]), tells=NOTHING), None) is None
    shown = await store.put(entry(C, b"c", (*FEATURES[:2], 8), tells=NOTHING), None)
    assert shown == Seen(b"", (unmarked(A, B), unmarked(A), ()))


async def test_a_first_look_sees_its_own_record(store: Store) -> None:
    assert await store.put(entry(A, b"a", (1,), tells=NOTHING), None) is None
    assert await store.put(entry(A, b"b", (2,), tells=NOTHING), None) == Seen(b"a", ((),))


async def test_both_stores_show_and_write_the_same(redis: Redis) -> None:
    """The rule of the script is that of sharers.py."""
    rng, stores = random.Random(7), (MemoryStore(), RedisStore(redis))
    written = 0
    for n in range(400):
        features = tuple(f + rng.randrange(3) * MARK for f in rng.sample(range(60), rng.randint(1, 5)))
        tells = bytes(rng.choice((NOTHING, NOTHING, SAME_MARK, RARE, ALONE)) for _ in features)
        item = Entry(reference(str(rng.randrange(300))), b"r%d" % n, features, tells, rng.random() < 0.8)
        seen = None
        for _ in range(2):
            shown = [await store.put(item, seen) for store in stores]
            assert shown[0] == shown[1]
            if shown[0] is None:
                written += seen is None
                break
            seen = shown[0]
    assert 20 < written < 380


async def test_features_of_one_bucket_are_told_apart(store: Store) -> None:
    """The same group and bucket; bits that look like a part of other postings."""
    step = GROUPS * BUCKETS
    for i in range(200):
        ref = (i * 257).to_bytes(6, "big")
        assert await store.put(entry(ref, b"r", (i * 257 * step % (1 << FOUND_BITS),)), Seen.nothing(1)) is None
    for i in range(0, 200, 7):
        shown = await store.put(entry(A, b"a", (i * 257 * step % (1 << FOUND_BITS),)), Seen(b"?", ()))
        assert shown == Seen(b"", (unmarked((i * 257).to_bytes(6, "big")),))


@pytest.mark.parametrize("horizon_days", [1, 30])
async def test_every_key_has_the_hash_tag_and_expires(redis: Redis, horizon_days: int) -> None:
    store = RedisStore(redis, horizon_days=horizon_days)
    await store.put(entry(B, b"b", FEATURES), NOBODY)
    keys = [key async for key in redis.scan_iter()]
    assert len(keys) == 1 + len({feature % GROUPS for feature in FEATURES})
    assert b"{" in PREFIX
    for key in keys:
        assert key.startswith(PREFIX.decode())
        assert horizon_days * DAY_S < await redis.ttl(key) <= (horizon_days + 1) * DAY_S


async def test_postings_go_after_the_horizon_and_their_group_lives_on(redis: Redis) -> None:
    days = [0.0]
    store = RedisStore(redis, horizon_days=30, clock=lambda: 1.6e9 + days[0] * DAY_S)
    assert await store.put(entry(A, b"a", (5,)), Seen.nothing(1)) is None
    days[0] = 20
    assert await store.put(entry(B, b"b", (5,)), Seen(b"", (unmarked(A),))) is None
    days[0] = 33
    assert await store.put(entry(C, b"c", (5,)), Seen(b"", (unmarked(B),))) is None
    (group,) = [key async for key in redis.scan_iter(match="*f:*")]
    command = redis.execute_command("HVALS", group, NEVER_DECODE=True)
    assert [len(value) for value in await command] == [22]


async def test_a_small_store_is_made_of_listpacks(redis: Redis) -> None:
    """Whose entries cost a few bytes beside what they hold, where keys cost a hundred."""
    store = RedisStore(redis)
    for bucket in range(BUCKETS):
        await store.put(entry(bucket.to_bytes(6, "big"), b"r", (7 + bucket * GROUPS,)), Seen.nothing(1))
    (group,) = [key async for key in redis.scan_iter(match="*f:*")]
    assert await redis.object("ENCODING", group) in ("listpack", "ziplist")


async def test_the_script_is_loaded_anew_after_redis_forgot_it(redis: Redis) -> None:
    store = RedisStore(redis)
    await store.put(entry(A, b"a", (1,)), Seen.nothing(1))
    await redis.script_flush()
    assert await store.put(entry(B, b"b", (2,)), Seen.nothing(1)) is None
