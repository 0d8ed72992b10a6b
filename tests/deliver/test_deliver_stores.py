"""The queue of an endpoint, on a real Redis: leases, order, digests, what is muted, dead or sent again."""

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from redis.asyncio import Redis

from agents.deliver.circuit import Circuit
from agents.deliver.retry import Next
from agents.deliver.state import Delivery, LogLine, Placed, Placement
from agents.deliver.store import RedisStore, pending

NOW = 1_772_366_400.25
AT_ONCE = Placement()


def line(id: str = "a1", outcome: Any = "retry") -> LogLine:
    return LogLine(
        endpoint="desk", delivery_id=id, attempt=1, at=datetime(2026, 3, 1, tzinfo=UTC), outcome=outcome, status=500,
        failure=None, seconds=0.1, url="https://desk.example/…",
    )  # fmt: skip


async def put(
    store: RedisStore, id: str = "a1", incident: str = "", now: float = NOW, how: Placement = AT_ONCE, **given: Any
) -> Placed:
    return await store.schedule(
        given.pop("endpoint", "desk"), id, incident or f"i-{id}", f"body of {id}", now, how, **given
    )


async def taken(store: RedisStore, now: float = NOW) -> Delivery:
    delivery = await store.claim("desk", now, 30)
    assert delivery is not None
    return delivery


async def settled(store: RedisStore, delivery: Delivery, then: Next, now: float = NOW, failures: int = 0) -> bool:
    return await store.settle(delivery, then, Circuit(failures), line(delivery.id, then.outcome), now)


async def delivered(store: RedisStore, now: float = NOW) -> list[str]:
    """Take and deliver what is due now, one after the other; the alerts of each."""
    found = []
    while delivery := await store.claim("desk", now, 30):
        assert await settled(store, delivery, Next("delivered"), now)
        found.append("+".join(delivery.bodies))
    return found


async def test_an_alert_is_scheduled_once_and_due_at_once(store: RedisStore) -> None:
    assert await put(store) == "sent"
    assert await put(store, now=NOW + 5) == "known"
    assert await put(store, endpoint="mail") == "sent"
    assert (await store.next_due("desk"), await store.state("desk", "a1")) == (NOW, "waiting")
    delivery = await taken(store)
    assert (delivery.id, delivery.bodies, delivery.attempts, delivery.first_at) == ("a1", {"a1": "body of a1"}, 0, NOW)


async def test_what_was_scheduled_first_is_taken_first(store: RedisStore) -> None:
    for i, id in enumerate(["b", "a", "c"]):
        await put(store, id, now=NOW + i)
    assert [(await taken(store, NOW + 9)).id for _ in range(3)] == ["b", "a", "c"]


async def test_a_lease_keeps_others_away_and_runs_out(store: RedisStore) -> None:
    await put(store)
    first = await taken(store)
    assert await store.claim("desk", NOW + 29, 30) is None
    second = await taken(store, NOW + 30)
    assert second.lease != first.lease
    assert not await settled(store, first, Next("retry", NOW + 35), NOW + 31)
    assert await store.next_due("desk") == NOW + 60
    assert await settled(store, second, Next("retry", NOW + 90), NOW + 32)
    assert await store.next_due("desk") == NOW + 90


async def test_a_delivery_counts_although_its_lease_ran_out(store: RedisStore) -> None:
    await put(store)
    first = await taken(store)
    second = await taken(store, NOW + 30)
    assert await settled(store, first, Next("delivered"), NOW + 31)
    assert await store.state("desk", "a1") == "delivered"
    assert not await settled(store, second, Next("retry", NOW + 40), NOW + 32)
    assert (await store.state("desk", "a1"), await store.next_due("desk")) == ("delivered", None)


async def test_what_is_settled_twice_is_written_once(store: RedisStore) -> None:
    await put(store)
    delivery = await taken(store)
    assert [await settled(store, delivery, Next("retry", NOW + 5)) for _ in range(2)] == [True, False]
    assert len(await store.log("desk")) == 1
    assert (await taken(store, NOW + 5)).attempts == 1


async def test_delivered_is_never_scheduled_again(store: RedisStore) -> None:
    await put(store)
    assert await delivered(store) == ["a1"]
    assert await put(store, now=NOW + 99) == "known"
    assert await store.claim("desk", NOW + 999, 30) is None


async def test_given_up_is_a_dead_letter(store: RedisStore) -> None:
    await put(store)
    await settled(store, await taken(store), Next("given_up"))
    assert (await store.state("desk", "a1"), await store.listed("desk", "dead")) == ("dead", ["a1"])
    assert (await store.next_due("desk"), (await store.queue("desk")).waiting) == (None, 0)


async def test_a_receiver_that_wants_no_more_gets_no_more(store: RedisStore) -> None:
    for id, incident in (("a1", "x"), ("a2", "x"), ("a3", "y")):
        await put(store, id, incident)
    await settled(store, await taken(store), Next("disabled"))
    assert await put(store, "a4", "x") == "disabled"
    assert (await store.queue("desk")).disabled
    assert sorted(await store.listed("desk", "dead")) == ["a1", "a2", "a3", "a4"]
    assert await store.claim("desk", NOW + 999, 30) is None
    assert not (await store.queue("mail")).disabled
    await store.enable("desk")
    assert await put(store, "a5", "x") == "sent"
    assert (await taken(store)).id == "a5"


async def test_a_receiver_that_is_throttled_rests_with_everything(store: RedisStore) -> None:
    for id in ("a1", "a2"):
        await put(store, id)
    await settled(store, await taken(store), Next("throttled", NOW + 60, NOW + 60))
    assert await store.claim("desk", NOW + 59, 30) is None
    assert await store.next_due("desk") == NOW + 60
    assert {(await taken(store, NOW + 60)).id for _ in range(2)} == {"a1", "a2"}
    late = await store.claim("desk", NOW + 120, 30)
    assert late is not None
    await settled(store, late, Next("throttled", NOW + 130, NOW + 30), NOW + 120)
    assert await store.claim("desk", NOW + 121, 30) is not None


async def test_half_open_lets_one_through_at_a_time(store: RedisStore) -> None:
    for id in ("a1", "a2", "a3"):
        await put(store, id)
    await settled(store, await taken(store), Next("retry", NOW + 5), failures=5)
    probe = await taken(store, NOW + 6)
    assert probe.failures == 5
    assert await store.claim("desk", NOW + 7, 30) is None
    assert await store.claim("desk", NOW + 37, 30) is not None  # whoever held it has died: the next tries
    await settled(store, probe, Next("delivered"), NOW + 8)
    assert (await store.queue("desk")).failures == 0
    assert len([await taken(store, NOW + 80) for _ in range(2)]) == 2


async def test_alerts_of_one_incident_go_one_after_the_other(store: RedisStore) -> None:
    for id, incident in (("a1", "x"), ("a2", "x"), ("b1", "y"), ("a3", "x")):
        await put(store, id, incident)
    first, other = await taken(store), await taken(store)
    assert (first.id, other.id) == ("a1", "b1")
    assert await store.claim("desk", NOW, 30) is None
    await settled(store, other, Next("delivered"))
    await settled(store, first, Next("retry", NOW + 50))
    assert await delivered(store, NOW + 49) == []
    again = await taken(store, NOW + 50)
    assert (again.id, again.attempts) == ("a1", 1)
    await settled(store, again, Next("given_up"), NOW + 50)
    assert await delivered(store, NOW + 50) == ["a2", "a3"]


async def test_a_burst_becomes_a_digest_from_its_nth_alert_on(store: RedisStore) -> None:
    how = Placement(burst=3, span_s=60)
    assert [await put(store, f"a{i}", now=NOW + i, how=how) for i in range(6)] == ["sent"] * 2 + ["digest"] * 4
    assert await delivered(store, NOW + 6) == ["a0", "a1"]
    assert await delivered(store, NOW + 61.9) == []
    assert await delivered(store, NOW + 62) == ["a2+a3+a4+a5"]
    assert {await store.state("desk", f"a{i}") for i in range(6)} == {"delivered"}
    assert await put(store, "b1", now=NOW + 200, how=how) == "sent"
    digest = await store.told("desk", "a3")
    assert digest is not None
    assert digest.alerts == ("a2", "a3", "a4", "a5")
    assert (await store.log("desk", 1))[0].delivery_id == digest.id


async def test_a_storm_that_goes_on_stays_in_digests(store: RedisStore) -> None:
    how = Placement(burst=3, span_s=10)
    got: list[str] = []
    for second in range(60):
        await put(store, f"a{second:02}", now=NOW + second, how=how)
        got += await delivered(store, NOW + second)
    assert got[:2] == ["a00", "a01"]
    assert len(got) <= 8
    assert "+".join(got).split("+") == [f"a{i:02}" for i in range(len("+".join(got).split("+")))]


async def test_held_alerts_wait_for_their_digest_until_it_is_full_or_its_time_over(store: RedisStore) -> None:
    how = Placement(burst=3, span_s=60, hold=True)
    for i in range(3):
        assert await put(store, f"a{i}", now=NOW + i, how=how) == "digest"
    assert await delivered(store, NOW + 2) == ["a0+a1+a2"]
    await put(store, "b0", now=NOW + 10, how=how)
    assert await delivered(store, NOW + 69) == []
    assert await delivered(store, NOW + 70) == ["b0"]


async def test_a_digest_takes_a_hundred_at_most(store: RedisStore) -> None:
    quiet, burst = Placement(until=NOW + 1000), Placement(burst=2, span_s=60)
    for i in range(150):
        assert await put(store, f"a{i:03}", how=quiet) == "quiet"
    assert await delivered(store, NOW + 999) == []
    first, second = await delivered(store, NOW + 1000)
    assert sorted(first.split("+") + second.split("+")) == [f"a{i:03}" for i in range(150)]
    assert {len(first.split("+")), len(second.split("+"))} == {100, 50}
    for i in range(110):
        await put(store, f"b{i:03}", now=NOW + 2000, how=burst)
    assert await delivered(store, NOW + 2000) == ["b000", "+".join(f"b{i:03}" for i in range(1, 101))]


async def test_what_is_urgent_goes_although_a_full_digest_stands_before_it(store: RedisStore) -> None:
    for i in range(101):
        await put(store, f"a{i:03}", "x" if i == 3 else "", how=Placement(until=NOW + 1000))
    assert await put(store, "b", "x", how=Placement(urgent=True)) == "sent"
    got = await delivered(store)
    assert [len(one.split("+")) for one in got] == [100, 1]
    assert got[1] == "b"


async def test_what_comes_in_quiet_hours_waits_for_their_end(store: RedisStore) -> None:
    quiet = Placement(until=NOW + 3600)
    assert await put(store, "a1", "x", how=quiet) == "quiet"
    assert await put(store, "a2", "y", NOW + 5, how=quiet) == "quiet"
    assert await delivered(store, NOW + 3599) == []
    assert await delivered(store, NOW + 3600) == ["a1+a2"]


async def test_what_is_urgent_does_not_wait_and_takes_with_it_what_order_asks_for(store: RedisStore) -> None:
    quiet, urgent = Placement(until=NOW + 3600), Placement(urgent=True)
    await put(store, "a1", "x", how=quiet)
    assert await put(store, "b1", "y", how=urgent) == "sent"
    assert await delivered(store) == ["b1"]
    assert await put(store, "a2", "x", how=urgent) == "digest"
    assert await delivered(store) == ["a1+a2"]


async def test_a_digest_stands_behind_what_is_tried_again_of_any_of_its_incidents(store: RedisStore) -> None:
    await put(store, "x1", "x")
    await settled(store, await taken(store), Next("retry", NOW + 100))
    how = Placement(burst=2, span_s=10)
    for i, incident in enumerate("yzx"):
        await put(store, f"d{i}", incident, NOW + 1 + i, how)
    assert await delivered(store, NOW + 50) == ["d0"]
    assert await put(store, "x9", "x", NOW + 60, how) == "digest"  # it is open until it goes
    assert await delivered(store, NOW + 100) == ["x1", "d1+d2+x9"]


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_comes_all_go_once_and_each_incident_in_order(store: RedisStore, seed: int) -> None:
    """Random placements, failures, leases that run out: nothing waits for ever, nothing overtakes its own incident."""
    chance = random.Random(seed)
    got: list[str] = []
    held: list[Delivery] = []
    now, made = NOW, 0
    for _ in range(500):
        now += chance.choice([0, 0.1, 1, 20])
        if made < 80 and chance.random() < 0.4:
            how = chance.choice(
                [
                    AT_ONCE,
                    Placement(burst=3, span_s=15),
                    Placement(until=now + 30),
                    Placement(urgent=True),
                    Placement(burst=4, span_s=8, hold=True),
                ]
            )
            await put(store, f"{made:03}", f"i{chance.randrange(5)}", now, how)
            made += 1
        if delivery := await store.claim("desk", now, 30):
            held.append(delivery)
        if held and chance.random() < 0.7:
            delivery = held.pop(chance.randrange(len(held)))
            then = Next("delivered") if chance.random() < 0.6 else Next("retry", now + chance.choice([0.5, 10]))
            if await settled(store, delivery, then, now) and then.outcome == "delivered":
                got += list(delivery.bodies)
    for _ in range(200):
        now += 31
        while delivery := await store.claim("desk", now, 30):
            assert await settled(store, delivery, Next("delivered"), now)
            got += list(delivery.bodies)
    assert sorted(got) == [f"{i:03}" for i in range(made)]
    queue = await store.queue("desk")
    assert (queue.waiting, queue.dead) == (0, 0)
    incidents = {id: await store._redis.hget(f"tocsin:{{deliver:desk}}:alert:{id}", "incident") for id in got}
    for incident in set(incidents.values()):
        mine = [id for id in got if incidents[id] == incident]
        assert mine == sorted(mine)
    assert [key async for key in store._redis.scan_iter(match="*:line*")] == []


async def test_muted_alerts_are_kept_and_can_be_sent(store: RedisStore) -> None:
    assert await put(store, mute="m1") == "muted"
    assert await put(store) == "known"
    assert await store.claim("desk", NOW + 1, 30) is None
    assert (await store.state("desk", "a1"), await store.listed("desk", "muted")) == ("muted", ["a1"])
    told = await store.told("desk", "a1")
    assert told is not None
    assert (told.state, told.mute, told.alerts) == ("muted", "m1", ("a1",))
    assert await store.bodies("desk", told.alerts) == {"a1": "body of a1"}
    assert await store.resend("desk", "a1", NOW + 5) == "resent"
    assert await delivered(store, NOW + 5) == ["a1"]
    assert (await store.queue("desk")).muted == 0


async def test_sent_again(store: RedisStore) -> None:
    await put(store, "a1", "x")
    assert await store.resend("desk", "a1", NOW) == "hastened"
    await settled(store, await taken(store), Next("retry", NOW + 3600))
    assert await store.resend("desk", "a1", NOW + 1) == "hastened"
    delivery = await taken(store, NOW + 1)
    assert await store.resend("desk", "a1", NOW + 2) == "in_hand"
    await settled(store, delivery, Next("given_up"), NOW + 3)
    assert await store.resend("desk", "a1", NOW + 4) == "resent"
    assert (await store.listed("desk", "dead"), (await store.queue("desk")).waiting) == ([], 1)
    again = await taken(store, NOW + 4)
    assert (again.attempts, again.first_at) == (0, NOW + 4)
    await settled(store, again, Next("delivered"), NOW + 5)
    assert await store.resend("desk", "a1", NOW + 6) == "resent"  # the receiver has lost it
    await put(store, "a2", "x", NOW + 6)
    assert await store.resend("desk", "a2", NOW + 7) == "behind"
    assert await delivered(store, NOW + 8) == ["a1", "a2"]
    assert await store.resend("desk", "never", NOW) == "unknown"


async def test_the_log_has_the_newest_first(store: RedisStore) -> None:
    for id in ("a1", "a2", "a3"):
        await put(store, id)
    assert await delivered(store) == ["a1", "a2", "a3"]
    assert [one.delivery_id for one in await store.log("desk")] == ["a3", "a2", "a1"]
    assert [one.delivery_id for one in await store.log("desk", 1)] == ["a3"]
    assert [one.delivery_id for one in await store.log("desk", delivery_id="a2")] == ["a2"]
    assert await store.listed("desk", "delivered") == ["a3", "a2", "a1"]


async def test_pending_counts_all_endpoints(redis: "Redis", store: RedisStore) -> None:
    assert await pending(redis) == 0
    for endpoint, id in (("desk", "a1"), ("desk", "a2"), ("mail", "a1")):
        await store.schedule(endpoint, id, "x", "body", NOW, AT_ONCE)
    assert await pending(redis) == 3  # also what waits behind another
    await settled(store, await taken(store), Next("delivered"))
    assert await pending(redis) == 2
    assert await store.names() == ["desk", "mail"]


async def test_keys_in_redis_expire_and_the_body_soon_when_delivered(redis: "Redis", store: RedisStore) -> None:
    for id in ("a1", "a2", "a3", "a4"):
        await put(store, id, how=Placement(burst=4, span_s=60))
    await put(store, "a5", mute="m")
    await settled(store, await taken(store), Next("delivered"))
    await settled(store, await taken(store), Next("given_up"), failures=5)
    assert 0 < await redis.ttl("tocsin:{deliver:desk}:body:a1") <= 7 * 86_400
    assert await redis.get("tocsin:{deliver:desk}:body:a2") == "body of a2"
    keys = [key async for key in redis.scan_iter(match="tocsin:{deliver:*")]
    assert len(keys) > 20
    for key in keys:
        assert 0 < await redis.ttl(key) <= 400 * 86_400, key


async def test_a_delivery_that_expired_is_passed_over(redis: "Redis", store: RedisStore) -> None:
    for id in ("a1", "a2", "a3"):
        await put(store, id)
    await redis.delete("tocsin:{deliver:desk}:delivery:a1", "tocsin:{deliver:desk}:body:a2")
    assert (await taken(store)).id == "a3"
    assert await store.claim("desk", NOW, 30) is None
    assert await pending(redis) == 1
    assert await redis.exists("tocsin:{deliver:desk}:delivery:a1") == 0


async def test_what_has_waited_too_long_is_given_up(store: RedisStore) -> None:
    for i, id in enumerate(("a1", "a2", "a3")):
        await put(store, id, "x", NOW + i)
    held = await taken(store, NOW + 2)
    assert await store.expire("desk", NOW + 10, NOW + 1) == ["a2"]  # a1 is in hand, a3 not old enough
    assert await store.listed("desk", "dead") == ["a2"]
    await settled(store, held, Next("delivered"), NOW + 11)
    assert await delivered(store, NOW + 11) == ["a3"]


@pytest.mark.parametrize("body", ["", "“Čas” \n \x00 end", "x" * 300_000])
async def test_a_body_comes_back_as_it_was(store: RedisStore, body: str) -> None:
    await store.schedule("desk", "a1", "i", body, NOW, AT_ONCE)
    assert (await taken(store)).bodies == {"a1": body}
