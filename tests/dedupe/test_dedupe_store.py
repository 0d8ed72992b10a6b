"""The contract of both stores, and what is Redis's own."""

import pytest
from redis.asyncio import Redis

from agents.dedupe.store import PREFIX, RedisStore, Store


async def test_what_was_written_is_read_in_order_and_the_rest_is_none(store: Store) -> None:
    assert await store.read([]) == []
    assert await store.swap({}, {"a": b"\x00\xff\xfe", "b": b"2"})
    assert await store.read(["b", "nothing", "a"]) == [b"2", None, b"\x00\xff\xfe"]


async def test_nothing_is_written_where_a_watched_key_changed(store: Store) -> None:
    assert await store.swap({"a": None}, {"a": b"1", "b": b"1"})
    assert not await store.swap({"a": None}, {"b": b"2"})
    assert not await store.swap({"b": b"1", "a": b"0"}, {"b": b"2"})
    assert await store.read(["a", "b"]) == [b"1", b"1"]
    assert await store.swap({"b": b"1", "a": b"1"}, {"b": b"2"})
    assert await store.read(["b"]) == [b"2"]


async def test_the_same_swap_twice_writes_once(store: Store) -> None:
    """A client repeats a call whose answer it did not get."""
    assert await store.swap({"a": None}, {"a": b"1"})
    assert not await store.swap({"a": None}, {"a": b"1"})


@pytest.mark.parametrize("horizon_days", [1, 30])
async def test_every_key_has_the_hash_tag_and_expires(redis: Redis, horizon_days: int) -> None:
    store = RedisStore(redis, horizon_days=horizon_days)
    await store.swap({"c": None}, {"a": b"1", "b": b"2"})
    keys = [key async for key in redis.scan_iter()]
    assert sorted(keys) == [f"{PREFIX}a", f"{PREFIX}b"]
    assert "{" in PREFIX
    for key in keys:
        assert 0 < await redis.ttl(key) <= horizon_days * 86400
