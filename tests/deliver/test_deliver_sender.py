"""Deliveries to a real receiver that misbehaves, with a clock that can be turned."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
from deliver_support import SECRET, Clock, FakeReceiver, Receiver, Seen, alert, post, sender
from redis.asyncio import Redis
from standardwebhooks import Webhook

from agents.deliver.addresses import parse_allowed
from agents.deliver.post import redacted
from agents.deliver.retry import Next
from agents.deliver.state import LogLine
from agents.deliver.store import MemoryStore, RedisStore
from schemas.codec import encode, plain

AnyStore = MemoryStore | RedisStore


def desk(receiver: FakeReceiver, name: str = "desk") -> Receiver:
    return Receiver(name, receiver.url(), SECRET)


async def test_an_alert_is_delivered_signed_over_the_very_bytes(
    store: AnyStore, clock: Clock, receiver: FakeReceiver
) -> None:
    clock.start = datetime.now(UTC)  # the receiver's check of the signature looks at the real clock
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    async with post(clock) as http:
        assert await sending.attempt(to, http)
        assert not await sending.attempt(to, http)
    (request,) = receiver.requests
    assert request.body.encode() == encode(alert())
    assert Webhook(SECRET).verify(request.body, request.headers)["id"] == "a1"
    assert request.headers["webhook-id"] == "a1"
    assert request.headers["content-type"] == "application/json"
    assert await store.state("desk", "a1") == "delivered"
    assert seen.attempts == [("desk", "delivered", True)]


async def test_what_does_not_ring_and_what_comes_again_is_not_sent(
    store: AnyStore, clock: Clock, receiver: FakeReceiver
) -> None:
    to = desk(receiver)
    sending = sender(store, clock, [to], Seen())
    for one in (alert("quiet", rings=False), alert(), alert()):
        await sending.schedule(one)
    async with post(clock) as http:
        while await sending.attempt(to, http):
            await sending.schedule(alert())
    assert [request.headers["webhook-id"] for request in receiver.requests] == ["a1"]


@pytest.mark.parametrize(
    ("answer", "outcome", "status", "failure"),
    [
        (500, "retry", 500, None),
        (404, "refused", 404, None),
        ((302, {"location": "/elsewhere"}), "refused", 302, None),
        ((429, {"retry-after": "90"}), "throttled", 429, None),
        (503, "throttled", 503, None),
        ("slow", "retry", None, "timeout"),
        ("drip", "retry", None, "timeout"),
        ("close", "retry", None, "broken"),
        ("break", "retry", None, "broken"),
        ("garbage", "retry", None, "broken"),
    ],
)
async def test_a_receiver_that_fails_gets_it_again_when_the_schedule_says(
    store: AnyStore, clock: Clock, receiver: FakeReceiver, answer: Any, outcome: str, status: Any, failure: Any
) -> None:
    receiver.answers = [answer, 204]
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    async with post(clock) as http:
        assert await sending.attempt(to, http)
        (line,) = await store.log("desk")
        assert (line.outcome, line.status, line.failure, line.attempt) == (outcome, status, failure, 1)
        assert line.next_at is not None
        pause = (line.next_at - clock.now()).total_seconds()
        assert pause == 90 if status == 429 else 4 <= pause <= 5
        clock.turn(pause - 0.01)
        assert not await sending.attempt(to, http)
        clock.turn(0.02)
        assert await sending.attempt(to, http)
    assert [request.path for request in receiver.requests] == ["/hook?token=hush"] * 2
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 1
    assert len({request.headers["webhook-timestamp"] for request in receiver.requests}) == 2
    assert await store.state("desk", "a1") == "delivered"
    assert [one[1] for one in seen.attempts] == [outcome, "delivered"]


async def test_an_endless_answer_is_not_read_to_its_end(store: AnyStore, clock: Clock, receiver: FakeReceiver) -> None:
    receiver.answers = ["flood"]
    to = desk(receiver)
    sending = sender(store, clock, [to], Seen(), timeout_s=20)
    await sending.schedule(alert())
    async with post(clock, timeout_s=20) as http:
        began = perf_counter()
        await sending.attempt(to, http)
    assert perf_counter() - began < 5
    assert await store.state("desk", "a1") == "delivered"


async def test_a_receiver_that_is_gone_is_disabled(store: AnyStore, clock: Clock, receiver: FakeReceiver) -> None:
    receiver.answers = [410]
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    for id in ("a1", "a2"):
        await sending.schedule(alert(id))
    async with post(clock) as http:
        assert await sending.attempt(to, http)
        assert not await sending.attempt(to, http)
    assert await store.disabled("desk")
    assert sorted(await store.dead("desk")) == ["a1", "a2"]
    assert seen.attempts == [("desk", "disabled", True)]


async def test_after_a_day_it_is_a_dead_letter(clock: Clock, receiver: FakeReceiver) -> None:
    receiver.answers = [500]
    store, to, seen = MemoryStore(), desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    began = clock.seconds()
    async with post(clock) as http:
        for _ in range(20):
            await sending.attempt(to, http)
            due = await store.next_due("desk")
            if due is None:
                break
            clock.turn(due - clock.seconds() + 0.001)
    assert 20 * 3600 < clock.seconds() - began <= 86_400
    assert await store.dead("desk") == ["a1"]
    assert [one[1] for one in seen.attempts] == ["retry"] * (len(receiver.requests) - 1) + ["given_up"]
    assert 8 <= len(receiver.requests) <= 9


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "[::1]"])
async def test_a_private_address_is_never_reached(clock: Clock, receiver: FakeReceiver, host: str) -> None:
    store, seen = MemoryStore(), Seen()
    to = Receiver("desk", f"http://{host}:{receiver.port}/", SECRET)
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    async with post(clock, 5, parse_allowed([])) as http:
        await sending.attempt(to, http)
    assert receiver.requests == []
    (line,) = await store.log("desk")
    assert line.failure in ("blocked_address", "connection")
    assert line.failure == "blocked_address" or not host[0].isalpha()
    assert seen.attempts[0][2] is False


async def test_neither_secret_nor_path_is_logged(store: AnyStore, clock: Clock, receiver: FakeReceiver) -> None:
    receiver.answers = [500]
    to = desk(receiver)
    sending = sender(store, clock, [to], Seen())
    await sending.schedule(alert())
    async with post(clock) as http:
        await sending.attempt(to, http)
    text = json.dumps([plain(line) for line in await store.log("desk")]) + repr(to)
    assert "hush" not in text
    assert SECRET[6:] not in text
    assert redacted("https://u.example:8443/T0/B0?x=1") == "https://u.example:8443/…"
    assert redacted("https://[2606::1]/x") == "https://[2606::1]/…"


async def test_a_slow_receiver_delays_no_other(clock: Clock, receiver: FakeReceiver) -> None:
    clock.start = datetime.now(UTC)
    receiver.answers = ["slow"]
    async with FakeReceiver() as quick:
        seen = Seen()
        both = [desk(receiver, "slow"), desk(quick, "quick")]
        sending = sender(MemoryStore(), clock, both, seen, timeout_s=10)
        tasks = [asyncio.create_task(loop()) for loop in sending.loops()]
        began = perf_counter()
        for i in range(20):
            await sending.schedule(alert(f"a{i}"))
        for _ in range(500):
            if len(quick.requests) == 20:
                break
            await asyncio.sleep(0.01)
        assert perf_counter() - began < 1
        assert len(receiver.requests) == 1
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert {one[:2] for one in seen.attempts} == {("quick", "delivered")}


async def test_the_loop_sees_what_another_worker_scheduled(redis: "Redis", receiver: FakeReceiver) -> None:
    clock = Clock(datetime.now(UTC), timedelta(0))
    mine, theirs = (sender(RedisStore(redis, expiry_days=9), clock, [desk(receiver)], Seen()) for _ in range(2))
    task = asyncio.create_task(mine.loops()[0]())
    await asyncio.sleep(0.1)
    await theirs.schedule(alert())
    await asyncio.wait_for(receiver.arrived.wait(), 5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert len(receiver.requests) == 1


async def test_a_loop_ends_whenever_it_is_told_to(redis: "Redis", receiver: FakeReceiver) -> None:
    clock = Clock(datetime.now(UTC), timedelta(0))
    for turns in range(40):
        sending = sender(RedisStore(redis, expiry_days=9), clock, [desk(receiver)], Seen())
        await sending.schedule(alert(f"a{turns}"))
        task = asyncio.create_task(sending.loops()[0]())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=5)
        assert done, turns
        assert task.cancelled(), turns


async def test_workers_at_once_deliver_each_alert_once(redis: "Redis", receiver: FakeReceiver) -> None:
    clock = Clock(datetime.now(UTC), timedelta(0))
    workers = [sender(RedisStore(redis, expiry_days=9), clock, [desk(receiver)], Seen(), timeout_s=5) for _ in range(4)]
    tasks = [asyncio.create_task(worker.loops()[0]()) for worker in workers]
    for i in range(60):
        await workers[i % 4].schedule(alert(f"a{i}"))
    for _ in range(500):
        if len(receiver.requests) >= 60:
            break
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    ids = [request.headers["webhook-id"] for request in receiver.requests]
    assert sorted(ids) == sorted(f"a{i}" for i in range(60))


class Forgetful(MemoryStore):
    """Loses its connection the first times an attempt is to be written down."""

    failing = 2

    async def settle(self, delivery: Any, then: Next, line: LogLine, now: float) -> bool:
        if self.failing:
            self.failing -= 1
            raise ConnectionError("gone")
        return await super().settle(delivery, then, line, now)


async def test_what_the_receiver_has_is_written_down_when_the_store_is_back(
    clock: Clock, receiver: FakeReceiver
) -> None:
    store, to = Forgetful(), desk(receiver)
    sending = sender(store, clock, [to], Seen())
    await sending.schedule(alert())
    async with post(clock) as http:
        await sending.attempt(to, http)
        clock.turn(100)
        assert not await sending.attempt(to, http)
    assert len(receiver.requests) == 1
    assert await store.state("desk", "a1") == "delivered"


async def test_a_worker_that_died_after_sending_is_followed_by_one_that_sends_the_same_id(
    store: AnyStore, clock: Clock, receiver: FakeReceiver
) -> None:
    to = desk(receiver)
    sending = sender(store, clock, [to], Seen())
    await sending.schedule(alert())
    delivery = await store.claim("desk", clock.seconds(), 15.3)
    assert delivery is not None
    async with post(clock) as http:
        await http(to.url, delivery.body.encode(), {"webhook-id": delivery.alert_id})
        assert not await sending.attempt(to, http)
        clock.turn(15.4)
        assert await sending.attempt(to, http)
    assert [request.headers["webhook-id"] for request in receiver.requests] == ["a1", "a1"]
