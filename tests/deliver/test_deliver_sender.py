"""Deliveries to a real receiver that misbehaves, with a clock that can be turned."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
from deliver_support import (
    SECRET,
    Clock,
    FakeReceiver,
    Seen,
    alert,
    channel,
    desk,
    drain,
    endpoint,
    running,
    sender,
    until,
)
from redis.asyncio import Redis
from standardwebhooks import Webhook

from agents.deliver.addresses import parse_allowed
from agents.deliver.payload import payload
from agents.deliver.post import Request, redacted
from agents.deliver.store import RedisStore
from schemas.codec import encode, plain


def ids(receiver: FakeReceiver) -> list[str]:
    return [request.headers["webhook-id"] for request in receiver.requests]


async def test_an_alert_is_delivered_signed_over_the_very_bytes(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    clock.start = datetime.now(UTC)  # the receiver's check of the signature looks at the real clock
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    assert await drain(sending, to, clock) == 1
    (request,) = receiver.requests
    assert request.body.encode() == encode(payload(alert(), None))
    assert Webhook(SECRET).verify(request.body, request.headers)["id"] == "a1"
    assert request.headers["webhook-id"] == "a1"
    assert request.headers["content-type"] == "application/json"
    assert await store.state("desk", "a1") == "delivered"
    assert seen.attempts == [("desk", "delivered", True)]
    assert seen.choices == [("desk", "sent")]


async def test_while_a_secret_is_changed_either_verifies(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    clock.start = datetime.now(UTC)
    new = "whsec_" + "bmV3LXNlY3JldC1mb3ItdGhlLXRlc3RzLW9mLXRvY3Npbg=="
    to = endpoint(name="desk", url=receiver.url(), secret=[new, SECRET])
    sending = sender(store, clock, [to])
    await sending.schedule(alert())
    await drain(sending, to, clock)
    (request,) = receiver.requests
    assert len(request.headers["webhook-signature"].split(" ")) == 2
    for secret in (new, SECRET):
        assert Webhook(secret).verify(request.body, request.headers)


async def test_what_does_not_ring_and_what_comes_again_is_not_sent(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    for one in (alert("quiet", rings=False), alert(), alert()):
        await sending.schedule(one)
    async with channel(to, clock) as way:
        while await sending.attempt(to, way):
            await sending.schedule(alert())
    assert ids(receiver) == ["a1"]
    assert seen.choices == [("desk", "silent"), ("desk", "sent")]


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
    store: RedisStore, clock: Clock, receiver: FakeReceiver, answer: Any, outcome: str, status: Any, failure: Any
) -> None:
    receiver.answers = [answer, 204]
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    async with channel(to, clock) as way:
        assert await sending.attempt(to, way)
        (line,) = await store.log("desk")
        assert (line.outcome, line.status, line.failure, line.attempt) == (outcome, status, failure, 1)
        assert line.next_at is not None
        pause = (line.next_at - clock.now()).total_seconds()
        assert pause == 90 if status == 429 else 4 <= pause <= 5
        clock.turn(pause - 0.01)
        assert not await sending.attempt(to, way)
        clock.turn(0.02)
        assert await sending.attempt(to, way)
    assert [request.path for request in receiver.requests] == ["/hook?token=hush"] * 2
    assert len(set(ids(receiver))) == 1
    assert len({request.headers["webhook-timestamp"] for request in receiver.requests}) == 2
    assert len({request.body for request in receiver.requests}) == 1
    assert await store.state("desk", "a1") == "delivered"
    assert [one[1] for one in seen.attempts] == [outcome, "delivered"]
    assert (seen.retries, seen.delays) == (1, [pytest.approx(pause + 0.01)])


async def test_an_endless_answer_is_not_read_to_its_end(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    receiver.answers = ["flood"]
    to = desk(receiver)
    sending = sender(store, clock, [to])
    await sending.schedule(alert())
    async with channel(to, clock, timeout_s=20) as way:
        began = perf_counter()
        await sending.attempt(to, way)
    assert perf_counter() - began < 5
    assert await store.state("desk", "a1") == "delivered"


async def test_a_receiver_that_is_gone_is_disabled(store: RedisStore, clock: Clock, receiver: FakeReceiver) -> None:
    receiver.answers = [410, 204]
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    for id in ("a1", "a2"):
        await sending.schedule(alert(id))
    assert await drain(sending, to, clock) == 1
    await sending.schedule(alert("a3"))
    assert (await store.queue("desk")).disabled
    assert sorted(await store.listed("desk", "dead")) == ["a1", "a2", "a3"]
    assert seen.attempts == [("desk", "disabled", True)]
    assert await store.resend("desk", "a1", clock.seconds()) == "disabled"
    await store.enable("desk")
    assert await store.resend("desk", "a1", clock.seconds()) == "resent"
    assert await drain(sending, to, clock) == 1
    assert await store.state("desk", "a1") == "delivered"


async def test_after_a_day_it_is_a_dead_letter_and_can_be_sent_again(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    receiver.answers = [500]
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    began = clock.seconds()
    async with channel(to, clock) as way:
        for _ in range(30):
            await sending.attempt(to, way)
            due = await store.next_due("desk")
            if due is None:
                break
            clock.turn(due - clock.seconds() + 0.001)
        assert 20 * 3600 < clock.seconds() - began <= 86_400
        assert await store.listed("desk", "dead") == ["a1"]
        assert [one[1] for one in seen.attempts] == ["retry"] * (len(receiver.requests) - 1) + ["given_up"]
        assert 8 <= len(receiver.requests) <= 9
        lines = await store.log("desk", delivery_id="a1")
        assert [line.attempt for line in lines] == list(range(len(receiver.requests), 0, -1))
        receiver.answers = [200]
        assert await store.resend("desk", "a1", clock.seconds()) == "resent"
        clock.turn(700)  # the circuit lets one through when its pause is over
        assert await sending.attempt(to, way)
    assert await store.state("desk", "a1") == "delivered"
    assert len(set(ids(receiver))) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "[::1]"])
async def test_a_private_address_is_never_reached(
    store: RedisStore, clock: Clock, receiver: FakeReceiver, host: str
) -> None:
    seen = Seen()
    to = endpoint(name="desk", url=f"http://{host}:{receiver.port}/", secret=SECRET)
    sending = sender(store, clock, [to], seen)
    await sending.schedule(alert())
    async with channel(to, clock, 5, parse_allowed([])) as way:
        await sending.attempt(to, way)
    assert receiver.requests == []
    (line,) = await store.log("desk")
    assert line.failure in ("blocked_address", "connection")
    assert line.failure == "blocked_address" or not host[0].isalpha()
    assert seen.attempts[0][2] is False


async def test_neither_secret_nor_path_is_logged(store: RedisStore, clock: Clock, receiver: FakeReceiver) -> None:
    receiver.answers = [500]
    to = desk(receiver)
    sending = sender(store, clock, [to])
    await sending.schedule(alert())
    await drain(sending, to, clock)
    told = await store.told("desk", "a1")
    request = Request(to.url, b"", {"authorization": "hush"})
    text = json.dumps([plain(line) for line in await store.log("desk")]) + repr((to, told, request))
    text += to.model_dump_json()
    assert "hush" not in text
    assert SECRET[6:] not in text
    assert redacted("https://u.example:8443/T0/B0?x=1") == "https://u.example:8443/…"
    assert redacted("https://[2606::1]/x") == "https://[2606::1]/…"


BAD: dict[str, Any] = {
    "slow": ["slow"],
    "e500": [500],
    "e429": [(429, {"retry-after": "3600"})],
    "e410": [410],
    "redirect": [(301, {"location": "http://127.0.0.1:9/"})],
    "close": ["close"],
    "midbody": ["break"],
    "garbage": ["garbage"],
    "drip": ["drip"],
}


async def test_bad_receivers_delay_no_other(store: RedisStore) -> None:
    """Every kind of bad receiver at once, one that is down among them: the good ones have all within a second."""
    clock = Clock(datetime.now(UTC), timedelta(0))
    bad = {name: FakeReceiver(answers=list(answers)) for name, answers in BAD.items()}
    good = [FakeReceiver(), FakeReceiver()]
    for one in (*bad.values(), *good):
        await one.__aenter__()
    down = FakeReceiver()
    async with down:
        pass  # its port is closed again: nobody listens
    endpoints = [desk(one, f"bad-{name}") for name, one in (*bad.items(), ("down", down))]
    endpoints += [desk(one, f"good-{i}") for i, one in enumerate(good)]
    seen = Seen()
    sending = sender(store, clock, endpoints, seen, timeout_s=10)
    try:
        async with running(sending):
            await asyncio.sleep(0.2)
            for i in range(20):
                began = perf_counter()
                await sending.schedule(alert(f"a{i}", incident=f"i{i % 5}"))
                await until(lambda i=i: all(len(one.requests) > i for one in good), 5)
                assert perf_counter() - began < 1
            await asyncio.sleep(0.1)
            queues = {one.name: await store.queue(one.name) for one in endpoints}
        for one in good:
            assert sorted(ids(one)) == sorted(f"a{i}" for i in range(20))
    finally:
        for one in (*bad.values(), *good):
            await one.__aexit__()
    assert (queues["good-0"].waiting, queues["good-1"].waiting) == (0, 0)
    assert queues["bad-e410"].disabled
    assert (queues["bad-e410"].dead, len(bad["e410"].requests)) == (20, 1)
    assert len(bad["e429"].requests) <= 2  # one for each loop, and then it rests for an hour
    for name in ("e500", "close", "midbody", "garbage", "down"):
        assert queues[f"bad-{name}"].failures >= 5, name  # the circuit is open
        assert queues[f"bad-{name}"].waiting == 20
    assert len(bad["slow"].requests) == 2  # still in hand, one for each loop
    assert len(bad["redirect"].requests) == 5  # the first of each incident; nobody went where they point


async def test_the_loop_sees_what_another_worker_scheduled(redis: "Redis", receiver: FakeReceiver) -> None:
    clock = Clock(datetime.now(UTC), timedelta(0))
    mine, theirs = (sender(RedisStore(redis, expiry_days=9), clock, [desk(receiver)]) for _ in range(2))
    async with running(mine):
        await asyncio.sleep(0.1)
        await theirs.schedule(alert())
        await asyncio.wait_for(receiver.arrived.wait(), 5)
        await asyncio.sleep(0.05)
    assert len(receiver.requests) == 1


async def test_a_loop_ends_whenever_it_is_told_to(redis: "Redis", receiver: FakeReceiver) -> None:
    clock = Clock(datetime.now(UTC), timedelta(0))
    for turns in range(40):
        sending = sender(RedisStore(redis, expiry_days=9), clock, [desk(receiver)])
        await sending.schedule(alert(f"a{turns}"))
        task = asyncio.create_task(sending.loops()[0]())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=5)
        assert done, turns
        assert task.cancelled(), turns


async def test_workers_at_once_deliver_each_alert_once_and_each_incident_in_order(
    redis: "Redis", receiver: FakeReceiver
) -> None:
    clock = Clock(datetime.now(UTC), timedelta(0))
    workers = [sender(RedisStore(redis, expiry_days=9), clock, [desk(receiver)], timeout_s=5) for _ in range(4)]
    async with running(*workers):
        for i in range(60):
            await workers[i % 4].schedule(alert(f"a{i:02}", incident=f"i{i % 7}"))
        await until(lambda: len(receiver.requests) >= 60)
        await asyncio.sleep(0.1)
    got = ids(receiver)
    assert sorted(got) == [f"a{i:02}" for i in range(60)]
    for incident in range(7):
        mine = [id for id in got if int(id[1:]) % 7 == incident]
        assert mine == sorted(mine)


class Forgetful(RedisStore):
    """Loses its connection the first times an attempt is to be written down."""

    failing = 2

    async def settle(self, *given: Any) -> bool:
        if self.failing:
            self.failing -= 1
            raise ConnectionError("gone")
        return await super().settle(*given)


async def test_what_the_receiver_has_is_written_down_when_the_store_is_back(
    redis: "Redis", clock: Clock, receiver: FakeReceiver
) -> None:
    store, to = Forgetful(redis, expiry_days=9), desk(receiver)
    sending = sender(store, clock, [to])
    await sending.schedule(alert())
    async with channel(to, clock) as way:
        await sending.attempt(to, way)
        clock.turn(100)
        assert not await sending.attempt(to, way)
    assert len(receiver.requests) == 1
    assert await store.state("desk", "a1") == "delivered"


async def test_a_worker_that_died_after_sending_is_followed_by_one_that_sends_the_same_id(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    to = desk(receiver)
    sending = sender(store, clock, [to])
    await sending.schedule(alert())
    assert await store.claim("desk", clock.seconds(), 15.3) is not None  # and nothing is heard of it any more
    async with channel(to, clock) as way:
        assert not await sending.attempt(to, way)
        clock.turn(15.4)
        assert await sending.attempt(to, way)
    assert ids(receiver) == ["a1"]


async def test_what_an_older_version_kept_and_nobody_can_read_ends_as_a_dead_letter(
    redis: "Redis", store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    to = desk(receiver)
    sending = sender(store, clock, [to])
    await sending.schedule(alert())
    await redis.set("tocsin:{deliver:desk}:body:a1", '{"id": "a1"}')
    assert await drain(sending, to, clock) == 1
    assert receiver.requests == []
    (line,) = await store.log("desk")
    assert (line.outcome, line.note) == ("given_up", "the kept alert cannot be read by this version")


async def test_the_circuit_lets_one_through_and_closes_when_it_is_taken(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    receiver.answers = [500]
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    for i in range(8):
        await sending.schedule(alert(f"a{i}"))
    assert await drain(sending, to, clock) == 5  # the circuit has opened: three were not even tried
    await sending.look()
    assert seen.queues["desk"] == {"waiting": 8, "oldest_s": 0.0, "dead": 0, "circuit": "open"}
    clock.turn(16)
    await sending.look()
    assert seen.queues["desk"]["circuit"] == "half_open"
    assert await drain(sending, to, clock) == 1  # one, which fails: a longer pause
    clock.turn(20)
    assert await drain(sending, to, clock) == 0
    clock.turn(11)
    receiver.answers = [204]
    clock.turn(600)
    assert await drain(sending, to, clock) == 8
    await sending.look()
    assert seen.queues["desk"] == {"waiting": 0, "oldest_s": 0.0, "dead": 0, "circuit": "closed"}
    assert len(set(ids(receiver)[-8:])) == 8


async def test_what_waits_a_day_at_a_dead_endpoint_is_given_up_without_an_attempt_for_each(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    receiver.answers = [500]
    to, seen = desk(receiver), Seen()
    sending = sender(store, clock, [to], seen)
    for i in range(50):
        await sending.schedule(alert(f"a{i}"))
    while (await store.queue("desk")).waiting:
        clock.turn(300)
        await drain(sending, to, clock)
        await sending.look()
        assert clock.turned < timedelta(hours=26)
    assert clock.turned > timedelta(hours=23)
    assert (await store.queue("desk")).dead == 50
    assert len(receiver.requests) < 300
    assert {one[1] for one in seen.attempts} == {"retry", "given_up", "expired"}


async def test_a_pause_of_all_workers_gives_nothing_up(store: RedisStore, clock: Clock, receiver: FakeReceiver) -> None:
    to = desk(receiver)
    sending = sender(store, clock, [to])
    await sending.schedule(alert())
    clock.turn(3 * 86_400)
    await sending.look()
    assert await drain(sending, to, clock) == 1
    assert ids(receiver) == ["a1"]
