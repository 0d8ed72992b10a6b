"""What is due, to whom and when, and what is muted: in Redis.

Keys of one endpoint share a hash tag, so that one script may touch them all on a cluster::

    tocsin:{deliver:NAME}:alert:ID       hash: its incident, its delivery (unit), the mute that holds it
    tocsin:{deliver:NAME}:body:ID        the alert record; once delivered it stays for a week, to be sent again
    tocsin:{deliver:NAME}:delivery:ID    hash: state, attempts, first_at, at (next attempt), lease, reached
    tocsin:{deliver:NAME}:members:ID     list: alerts of a delivery (one; of a digest several)
    tocsin:{deliver:NAME}:attempts:ID    list: its log lines, newest first
    tocsin:{deliver:NAME}:due            sorted set: deliveries that may go, by when (seconds since 1970)
    tocsin:{deliver:NAME}:waiting        sorted set: all that are not made and not given up, by when first due
    tocsin:{deliver:NAME}:line:INCIDENT  list: deliveries that tell of it, in order; lines:ID: the lines of one
    tocsin:{deliver:NAME}:burst          sorted set: alerts of the last seconds; open: the digest that takes more
    tocsin:{deliver:NAME}:dead, muted    sorted sets: given up, muted, by when
    tocsin:{deliver:NAME}:log            list: the latest attempts, newest first
    tocsin:{deliver:NAME}:failures, pause, probe, disabled      the circuit; since when it wants no more (410)
    tocsin:deliver:receivers             set: the names, for counting what is due
    tocsin:deliver:mutes                 hash: mutes by id
    tocsin:deliver:muted:ID              the mute that holds for an alert, for whoever shows it

Whoever claims a delivery moves it behind its lease's end; if he dies, it is due again then. An alert is scheduled
once: its hash stays for ``expiry_days``.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from redis.asyncio import Redis

from agents.deliver import scripts
from agents.deliver.circuit import OPENS_AFTER, Circuit
from agents.deliver.mutes import Mute
from agents.deliver.retry import Next, utc
from agents.deliver.state import Delivery, LogLine, Placed, Placement, Queue, State, Told
from schemas.codec import decode, encode
from schemas.ids import stable_id

DAY_S = 86_400
LOG_LINES = 10_000
DELIVERED_KEPT_S = 7 * DAY_S
MOST_IN_DIGEST = 100
MUTES_KEPT = timedelta(days=90)  # after their end, for whoever asks who muted what
RECEIVERS = "tocsin:deliver:receivers"
MUTES = "tocsin:deliver:mutes"
MUTED = "tocsin:deliver:muted"
Resent = Literal["resent", "hastened", "behind", "in_hand", "disabled", "gone", "unknown"]
"""Due now; it waited and is due now; it waits behind an earlier one of its incident; it is being sent; the endpoint is
disabled; the alert is not kept any more; there is no such delivery."""


class RedisStore:
    """The queue of every endpoint. expiry_days: how long it is remembered that an alert came. Times in seconds since
    1970."""

    def __init__(self, redis: "Redis", *, expiry_days: float) -> None:
        self._redis: Any = redis
        self._life = int(expiry_days * DAY_S)
        self._schedule = redis.register_script(scripts.SCHEDULE)
        self._claim = redis.register_script(scripts.CLAIM)
        self._settle = redis.register_script(scripts.SETTLE)
        self._expire = redis.register_script(scripts.EXPIRE)
        self._resend = redis.register_script(scripts.RESEND)

    async def schedule(
        self, endpoint: str, alert_id: str, incident: str, body: str, now: float, how: Placement, mute: str = ""
    ) -> Placed:
        """Put an alert into the endpoint's queue, once however often it comes. mute: id of the one that holds it."""
        await self._redis.sadd(RECEIVERS, endpoint)
        digest = stable_id("digest", endpoint, alert_id)
        args = [
            *(alert_id, incident, body, mute, _number(how.until), how.burst, repr(now + how.span_s)),
            *(repr(now - how.span_s), int(how.hold), int(how.urgent), digest, MOST_IN_DIGEST),
        ]
        placed: Placed = await self._run(self._schedule, endpoint, now, args)
        return placed

    async def claim(self, endpoint: str, now: float, lease_s: float) -> Delivery | None:
        """Take what is due first, and keep others from it for the lease; null where nothing is, or it is left alone."""
        lease = uuid.uuid4().hex
        taken = await self._run(self._claim, endpoint, now, [repr(now + lease_s), lease, OPENS_AFTER])
        if taken is None:
            return None
        unit, attempts, first_at, failures, reached, *pairs = taken
        return Delivery(
            endpoint, unit, dict(zip(pairs[::2], pairs[1::2], strict=True)), int(attempts), float(first_at), lease,
            int(failures), tuple(reached.split()),
        )  # fmt: skip

    async def settle(self, delivery: Delivery, then: Next, circuit: Circuit, line: LogLine, now: float) -> bool:
        """Write down what the attempt came to. False where another has settled it, or holds it and this one failed."""
        pauses = [pause for pause in (then.pause_until, circuit.pause_until) if pause is not None]
        args = [
            *(delivery.id, delivery.lease, then.outcome, _number(then.at), _number(max(pauses, default=None))),
            *(encode(line), LOG_LINES, circuit.failures, DELIVERED_KEPT_S, " ".join(delivery.reached)),
        ]
        return bool(await self._run(self._settle, delivery.endpoint, now, args))

    async def expire(self, endpoint: str, now: float, before: float, most: int = 200) -> list[str]:
        """Give up what was first due before this time; ids of the deliveries."""
        ended: list[str] = await self._run(self._expire, endpoint, now, [repr(before), most])
        return ended

    async def resend(self, endpoint: str, delivery_id: str, now: float) -> Resent:
        """Send again what is dead, delivered or muted; what waits for its next attempt, now."""
        resent: Resent = await self._run(self._resend, endpoint, now, [delivery_id])
        return resent

    async def _run(self, script: Any, endpoint: str, now: float, args: Sequence[Any]) -> Any:
        return await script(keys=[_key(endpoint, "")], args=[self._life, repr(now), *args])

    async def next_due(self, endpoint: str) -> float | None:
        """When the next attempt for this endpoint is, null where none is due."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.zrange(_key(endpoint, "due"), 0, 0, withscores=True)
            pipe.mget(_key(endpoint, "pause"), _key(endpoint, "probe"))
            first, rests = await pipe.execute()
        return max(float(first[0][1]), *(float(rest or 0) for rest in rests)) if first else None

    async def state(self, endpoint: str, alert_id: str) -> State | None:
        """How far this alert is, null where it was never scheduled."""
        unit, mute = await self._redis.hmget(_key(endpoint, "alert", alert_id), ["unit", "mute"])
        if unit is None:
            return "muted" if mute is not None else None
        found: State | None = await self._redis.hget(_key(endpoint, "delivery", unit), "state")
        return found

    async def queue(self, endpoint: str) -> Queue:
        """How the endpoint's queue stands."""
        async with self._redis.pipeline(transaction=True) as pipe:
            for name in ("waiting", "dead", "muted"):
                pipe.zcard(_key(endpoint, name))
            pipe.zrange(_key(endpoint, "waiting"), 0, 0, withscores=True)
            for name in ("failures", "pause"):
                pipe.get(_key(endpoint, name))
            pipe.exists(_key(endpoint, "disabled"))
            waiting, dead, muted, oldest, failures, pause, disabled = await pipe.execute()
        oldest_at = float(oldest[0][1]) if oldest else None
        return Queue(waiting, dead, muted, oldest_at, int(failures or 0), float(pause or 0), bool(disabled))

    async def enable(self, endpoint: str) -> None:
        """Let alerts go there again, at once: the circuit is closed, too."""
        await self._redis.delete(*(_key(endpoint, name) for name in ("disabled", "failures", "pause", "probe")))

    async def log(self, endpoint: str, most: int = LOG_LINES, delivery_id: str = "") -> list[LogLine]:
        """The latest attempts at an endpoint, or of one of its deliveries, newest first."""
        name = _key(endpoint, "attempts", delivery_id) if delivery_id else _key(endpoint, "log")
        return [decode(line, LogLine) for line in await self._redis.lrange(name, 0, most - 1)]

    async def listed(self, endpoint: str, state: State, most: int = 100) -> list[str]:
        """Ids of deliveries in this state: waiting by when due, the others newest first."""
        found: list[str]
        if state == "delivered":
            lines = await self.log(endpoint)
            found = list(dict.fromkeys(line.delivery_id for line in lines if line.outcome == "delivered"))[:most]
        elif state == "waiting":
            found = await self._redis.zrange(_key(endpoint, "waiting"), 0, most - 1)
        else:
            found = await self._redis.zrevrange(_key(endpoint, state), 0, most - 1)
        return found

    async def told(self, endpoint: str, id: str) -> Told | None:
        """One delivery, or the one that an alert of this id is part of; null where there is none."""
        unit, mute = await self._redis.hmget(_key(endpoint, "alert", id), ["unit", "mute"])
        if unit is None and mute is not None:
            at = await self._redis.zscore(_key(endpoint, "muted"), id)
            return Told(
                endpoint=endpoint, id=id, state="muted", attempts=0, first_at=utc(at or 0), alerts=(id,), mute=mute
            )
        unit = unit or id
        kept = await self._redis.hgetall(_key(endpoint, "delivery", unit))
        if not kept:
            return None
        members = await self._redis.lrange(_key(endpoint, "members", unit), 0, -1)
        return Told(
            endpoint=endpoint, id=unit, state=kept["state"], attempts=int(kept["attempts"]), mute=mute,
            first_at=utc(float(kept["first_at"])), alerts=tuple(members),
            next_at=utc(float(kept["at"])) if kept["state"] == "waiting" else None,
        )  # fmt: skip

    async def bodies(self, endpoint: str, alert_ids: Iterable[str]) -> dict[str, str]:
        """The alert records that are kept, by id."""
        ids = list(alert_ids)
        found = await self._redis.mget([_key(endpoint, "body", id) for id in ids]) if ids else []
        return {id: body for id, body in zip(ids, found, strict=True) if body is not None}

    async def names(self) -> list[str]:
        """Names of the endpoints that an alert was ever scheduled for."""
        return sorted(await self._redis.smembers(RECEIVERS))

    async def add_mute(self, mute: Mute, now: datetime) -> None:
        """Keep a mute; those whose end is long past go."""
        for old in await self.mutes():
            if old.until < now - MUTES_KEPT:
                await self._redis.hdel(MUTES, old.id)
        await self._redis.hset(MUTES, mute.id, encode(mute))

    async def mutes(self) -> list[Mute]:
        """All mutes that are kept, those in force and those past, oldest first."""
        found = [decode(text, Mute) for text in (await self._redis.hgetall(MUTES)).values()]
        return sorted(found, key=lambda mute: (mute.made_at, mute.id))

    async def mark_muted(self, alert_id: str, mute_id: str) -> None:
        """Note which mute holds for an alert, for whoever shows it."""
        await self._redis.set(f"{MUTED}:{alert_id}", mute_id, ex=self._life, nx=True)

    async def mute_of(self, alert_id: str) -> str | None:
        """Id of the mute that held for an alert when it came."""
        found: str | None = await self._redis.get(f"{MUTED}:{alert_id}")
        return found


async def pending(redis: "Redis") -> int:
    """How many deliveries are not made and not given up, of all endpoints."""
    client: Any = redis
    return sum([await client.zcard(_key(name, "waiting")) for name in sorted(await client.smembers(RECEIVERS))])


def _key(endpoint: str, *parts: str) -> str:
    return ":".join((f"tocsin:{{deliver:{endpoint}}}", *parts))


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)
