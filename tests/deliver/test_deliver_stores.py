"""One contract for both stores of deliveries."""

from datetime import UTC, datetime
from typing import Any

import pytest
from redis.asyncio import Redis

from agents.deliver.retry import Next
from agents.deliver.state import Delivery, LogLine
from agents.deliver.store import MemoryStore, RedisStore, pending

AnyStore = MemoryStore | RedisStore
NOW = 1_772_366_400.25


def line(id: str = "a1", outcome: Any = "retry") -> LogLine:
    return LogLine(
        endpoint="desk", alert_id=id, attempt=1, at=datetime(2026, 3, 1, tzinfo=UTC), outcome=outcome, status=500,
        failure=None, seconds=0.1, url="https://desk.example/…",
    )  # fmt: skip


async def taken(store: AnyStore, now: float = NOW) -> Delivery:
    delivery = await store.claim("desk", now, 30)
    assert delivery is not None
    return delivery


async def test_an_alert_is_scheduled_once_and_due_at_once(store: AnyStore) -> None:
    assert await store.schedule("desk", "a1", "body", NOW)
    assert not await store.schedule("desk", "a1", "another body", NOW + 5)
    assert await store.schedule("mail", "a1", "body", NOW)
    assert (await store.next_due("desk"), await store.state("desk", "a1")) == (NOW, "waiting")
    delivery = await taken(store)
    assert (delivery.alert_id, delivery.body, delivery.attempts, delivery.first_at) == ("a1", "body", 0, NOW)


async def test_what_was_scheduled_first_is_taken_first(store: AnyStore) -> None:
    for i, id in enumerate(["b", "a", "c"]):
        await store.schedule("desk", id, id, NOW + i)
    assert [(await taken(store, NOW + 9)).alert_id for _ in range(3)] == ["b", "a", "c"]


async def test_what_is_not_due_is_not_taken(store: AnyStore) -> None:
    assert await store.claim("desk", NOW, 30) is None
    await store.schedule("desk", "a1", "body", NOW + 10)
    assert await store.claim("desk", NOW + 9.9, 30) is None
    assert await store.claim("desk", NOW + 10, 30) is not None


async def test_a_lease_keeps_others_away_and_runs_out(store: AnyStore) -> None:
    await store.schedule("desk", "a1", "body", NOW)
    first = await taken(store)
    assert await store.claim("desk", NOW + 29, 30) is None
    second = await taken(store, NOW + 30)
    assert second.lease != first.lease
    assert not await store.settle(first, Next("retry", NOW + 35), line(), NOW + 31)
    assert await store.next_due("desk") == NOW + 60
    assert await store.settle(second, Next("retry", NOW + 90), line(), NOW + 32)
    assert await store.next_due("desk") == NOW + 90


async def test_a_delivery_counts_although_its_lease_ran_out(store: AnyStore) -> None:
    await store.schedule("desk", "a1", "body", NOW)
    first = await taken(store)
    second = await taken(store, NOW + 30)
    assert await store.settle(first, Next("delivered"), line(outcome="delivered"), NOW + 31)
    assert await store.state("desk", "a1") == "delivered"
    assert not await store.settle(second, Next("retry", NOW + 40), line(), NOW + 32)
    assert (await store.state("desk", "a1"), await store.next_due("desk")) == ("delivered", None)


async def test_what_is_settled_twice_is_written_once(store: AnyStore) -> None:
    await store.schedule("desk", "a1", "body", NOW)
    delivery = await taken(store)
    then = Next("retry", NOW + 5)
    assert [await store.settle(delivery, then, line(), NOW) for _ in range(2)] == [True, False]
    assert len(await store.log("desk")) == 1
    assert (await taken(store, NOW + 5)).attempts == 1


async def test_delivered_is_never_scheduled_again(store: AnyStore) -> None:
    await store.schedule("desk", "a1", "body", NOW)
    await store.settle(await taken(store), Next("delivered"), line(outcome="delivered"), NOW)
    assert not await store.schedule("desk", "a1", "body", NOW + 99)
    assert await store.claim("desk", NOW + 999, 30) is None


async def test_given_up_is_a_dead_letter(store: AnyStore) -> None:
    await store.schedule("desk", "a1", "body", NOW)
    await store.settle(await taken(store), Next("given_up"), line(outcome="given_up"), NOW)
    assert (await store.state("desk", "a1"), await store.dead("desk"), await store.next_due("desk")) == (
        "dead",
        ["a1"],
        None,
    )


async def test_a_receiver_that_wants_no_more_gets_no_more(store: AnyStore) -> None:
    for id in ("a1", "a2", "a3"):
        await store.schedule("desk", id, "body", NOW)
    await store.settle(await taken(store), Next("disabled"), line(outcome="disabled"), NOW)
    await store.schedule("desk", "a4", "body", NOW)
    assert await store.disabled("desk")
    assert sorted(await store.dead("desk")) == ["a1", "a2", "a3", "a4"]
    assert await store.claim("desk", NOW + 999, 30) is None
    assert not await store.disabled("mail")
    await store.enable("desk")
    await store.schedule("desk", "a5", "body", NOW)
    assert (await taken(store)).alert_id == "a5"


async def test_a_receiver_that_is_throttled_rests_with_everything(store: AnyStore) -> None:
    for id in ("a1", "a2"):
        await store.schedule("desk", id, "body", NOW)
    await store.settle(await taken(store), Next("throttled", NOW + 60, NOW + 60), line(outcome="throttled"), NOW)
    assert await store.claim("desk", NOW + 59, 30) is None
    assert await store.next_due("desk") == NOW + 60
    assert {(await taken(store, NOW + 60)).alert_id for _ in range(2)} == {"a1", "a2"}
    late = await store.claim("desk", NOW + 120, 30)
    assert late is not None
    await store.settle(late, Next("throttled", NOW + 130, NOW + 30), line(), NOW + 120)
    assert await store.claim("desk", NOW + 121, 30) is not None


async def test_the_log_has_the_newest_first(store: AnyStore) -> None:
    for id in ("a1", "a2", "a3"):
        await store.schedule("desk", id, "body", NOW)
        await store.settle(await taken(store), Next("delivered"), line(id, "delivered"), NOW)
    assert [one.alert_id for one in await store.log("desk")] == ["a3", "a2", "a1"]
    assert [one.alert_id for one in await store.log("desk", 1)] == ["a3"]


async def test_pending_counts_all_receivers(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    assert await pending(redis) == 0
    for endpoint, id in (("desk", "a1"), ("desk", "a2"), ("mail", "a1")):
        await store.schedule(endpoint, id, "body", NOW)
    assert await pending(redis) == 3
    await store.settle(await taken(store), Next("delivered"), line(outcome="delivered"), NOW)
    assert await pending(redis) == 2


async def test_keys_in_redis_expire_and_the_body_goes_when_delivered(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    for id in ("a1", "a2", "a3"):
        await store.schedule("desk", id, "body", NOW)
    await store.settle(await taken(store), Next("delivered"), line(outcome="delivered"), NOW)
    await store.settle(await taken(store), Next("given_up"), line(outcome="given_up"), NOW)
    assert "body" not in await redis.hgetall("tocsin:{deliver:desk}:delivery:a1")
    assert (await redis.hgetall("tocsin:{deliver:desk}:delivery:a2"))["body"] == "body"
    async for key in redis.scan_iter(match="tocsin:{deliver:*"):
        assert 0 < await redis.ttl(key) <= 400 * 86_400, key


async def test_a_delivery_that_expired_is_passed_over(redis: "Redis") -> None:
    store = RedisStore(redis, expiry_days=400)
    for id in ("a1", "a2"):
        await store.schedule("desk", id, "body", NOW)
    await redis.delete("tocsin:{deliver:desk}:delivery:a1")
    assert (await taken(store)).alert_id == "a2"
    assert await store.claim("desk", NOW, 30) is None
    assert await pending(redis) == 1


@pytest.mark.parametrize("body", ["", "“Čas” \n \x00 end", "x" * 300_000])
async def test_a_body_comes_back_as_it_was(store: AnyStore, body: str) -> None:
    await store.schedule("desk", "a1", body, NOW)
    assert (await taken(store)).body == body
