"""Mutes: what they hold for and how long, and that muted alerts are kept and marked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from deliver_support import MILITIA, RIVERTON, Clock, FakeReceiver, Seen, alert, desk, drain, fall, harmed, sender
from redis.asyncio import Redis

from agents.deliver.mutes import Mute, in_force, make_mute, muted_by, parse_duration
from agents.deliver.store import RedisStore

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TAKEN = alert(incident="i1", of={"place": RIVERTON, "taken_by": MILITIA}, claims=(fall(),))


def mute(of: Any, value: str, **given: Any) -> Mute:
    fields: dict[str, Any] = {"lasts": timedelta(hours=2), "by": "night desk", "note": "drill", "now": NOW, **given}
    return make_mute(of, value, **fields)


@pytest.mark.parametrize(
    ("of", "value", "holds"),
    [
        ("place", "RIVERTON", True),
        ("place", "geonames:4711", True),
        ("place", "XK", True),
        ("place", "IQ", False),
        ("place", "Hilltown", False),
        ("actor", "hill militia", True),
        ("actor", "River Post", False),
        ("incident", "i1", True),
        ("incident", "i", False),
    ],
)
def test_what_a_mute_holds_for(of: Any, value: str, holds: bool) -> None:
    assert (muted_by([mute(of, value)], TAKEN, NOW) is not None) is holds


def test_a_mute_ends_and_can_be_ended() -> None:
    one = mute("incident", "i1")
    assert in_force(one, NOW)
    assert in_force(one, NOW + timedelta(minutes=119))
    assert not in_force(one, NOW + timedelta(hours=2))
    assert not in_force(msgspec.structs.replace(one, removed_by="desk"), NOW)
    later = mute("place", "XK", now=NOW + timedelta(minutes=1))
    assert muted_by([later, one], TAKEN, NOW + timedelta(minutes=5)) == one
    assert muted_by([later, one], TAKEN, NOW + timedelta(hours=2)) == later


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"by": " "}, "needs by"),
        ({"note": "", "by": ""}, "by and note"),
        ({"lasts": timedelta(0)}, "from a minute"),
        ({"lasts": timedelta(days=400)}, "to a year"),
    ],
)
def test_who_why_and_how_long_must_be_said(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        mute("place", "Riverton", **given)


@pytest.mark.parametrize(("text", "hours"), [("30m", 0.5), ("6h", 6), (" 2D ", 48), ("1w", 168)])
def test_durations(text: str, hours: float) -> None:
    assert parse_duration(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "6", "h", "6 hours", "-1h", "1.5h", "999999m"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="write 30m"):
        parse_duration(text)


async def test_a_muted_alert_is_kept_at_every_endpoint_that_wants_it_and_marked(
    store: RedisStore, clock: Clock, receiver: FakeReceiver
) -> None:
    wants, does_not = desk(receiver, "wants"), desk(receiver, "other", filter={"kinds": ["casualty"]})
    seen = Seen()
    sending = sender(store, clock, [wants, does_not], seen)
    one = mute("place", "Riverton")
    await store.add_mute(one, NOW)
    await sending.schedule(TAKEN)
    await sending.schedule(TAKEN)
    assert seen.choices == [("wants", "muted"), ("other", "kind"), ("other", "kind")]
    assert await drain(sending, wants, clock) == 0
    assert (await store.state("wants", "a1"), await store.state("other", "a1")) == ("muted", None)
    assert (await store.mute_of("a1"), await store.mute_of("a2")) == (one.id, None)
    await sending.look()
    assert seen.mutes == 1
    clock.turn(7200)
    await sending.look()
    assert seen.mutes == 0
    await sending.schedule(harmed("a2"))
    assert await drain(sending, wants, clock) == 1
    assert [request.headers["webhook-id"] for request in receiver.requests] == ["a2"]


async def test_mutes_are_kept_after_their_end_and_then_go(redis: "Redis", store: RedisStore) -> None:
    first, second = mute("place", "Riverton"), mute("actor", "Hill Militia", lasts=timedelta(days=300))
    await store.add_mute(first, NOW)
    await store.add_mute(second, NOW + timedelta(days=80))
    assert {one.id for one in await store.mutes()} == {first.id, second.id}
    await store.add_mute(second, NOW + timedelta(days=91))
    assert [one.id for one in await store.mutes()] == [second.id]
