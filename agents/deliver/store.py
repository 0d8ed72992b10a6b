"""What is due, to whom and when: in memory for tests, in Redis for the stream.

Keys of one receiver share a hash tag::

    tocsin:{deliver:NAME}:due            sorted set: alert ids by when their next attempt is (seconds since 1970)
    tocsin:{deliver:NAME}:delivery:ID    hash: state (waiting, delivered, dead), body, attempts, first_at, lease
    tocsin:{deliver:NAME}:log            list: the latest attempts, newest first
    tocsin:{deliver:NAME}:dead           sorted set: alert ids that were given up, by when
    tocsin:{deliver:NAME}:pause          until when the receiver is left alone
    tocsin:{deliver:NAME}:disabled       since when it wants no more (410)
    tocsin:deliver:receivers             set: the names, for counting what is due

Whoever claims a delivery moves it behind its lease's end; if he dies, it is due again then. An alert is scheduled
once: its hash stays for ``expiry_days``, without the body once it is delivered.
"""

import uuid
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from redis.asyncio import Redis

from agents.deliver.retry import Next
from agents.deliver.state import Delivery, LogLine
from schemas.codec import decode, encode

DAY_S = 86_400
LOG_LINES = 1000
RECEIVERS = "tocsin:deliver:receivers"
State = Literal["waiting", "delivered", "dead"]


class Store(Protocol):
    """The contract; tests/deliver runs it on both. Times in seconds since 1970."""

    async def schedule(self, endpoint: str, alert_id: str, body: str, now: float) -> bool:
        """Make an alert due at once, unless it was scheduled before (then false). For a disabled receiver it is
        dead."""

    async def claim(self, endpoint: str, now: float, lease_s: float) -> Delivery | None:
        """Take what is due first, and keep others from it for the lease; null where nothing is, or the receiver
        rests."""

    async def settle(self, delivery: Delivery, then: Next, line: LogLine, now: float) -> bool:
        """Write down what the attempt came to. False where another has settled it, or holds it and this one failed."""

    async def next_due(self, endpoint: str) -> float | None:
        """When the next attempt for this receiver is, null where none is due."""

    async def state(self, endpoint: str, alert_id: str) -> State | None:
        """How far this delivery is, null where it was never scheduled."""

    async def disabled(self, endpoint: str) -> bool:
        """Whether the receiver has said that it wants no more."""

    async def enable(self, endpoint: str) -> None:
        """Let alerts go there again."""

    async def log(self, endpoint: str, most: int = LOG_LINES) -> list[LogLine]:
        """The latest attempts, newest first."""

    async def dead(self, endpoint: str) -> list[str]:
        """Ids of the alerts that were given up, oldest first."""


@dataclass(slots=True)
class _Kept:
    delivery: Delivery
    state: State = "waiting"


@dataclass(slots=True)
class _Receiver:
    due: dict[str, float] = field(default_factory=dict)
    kept: dict[str, _Kept] = field(default_factory=dict)
    log: list[LogLine] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    pause: float = 0.0
    disabled: bool = False


@dataclass(slots=True)
class MemoryStore:
    """Everything in dicts."""

    receivers: dict[str, _Receiver] = field(default_factory=dict)

    def _of(self, endpoint: str) -> _Receiver:
        return self.receivers.setdefault(endpoint, _Receiver())

    async def schedule(self, endpoint: str, alert_id: str, body: str, now: float) -> bool:
        """As the contract says."""
        receiver = self._of(endpoint)
        if alert_id in receiver.kept:
            return False
        delivery = Delivery(endpoint, alert_id, body, attempts=0, first_at=now, lease="")
        receiver.kept[alert_id] = _Kept(delivery, "dead" if receiver.disabled else "waiting")
        if receiver.disabled:
            receiver.dead.append(alert_id)
        else:
            receiver.due[alert_id] = now
        return True

    async def claim(self, endpoint: str, now: float, lease_s: float) -> Delivery | None:
        """As the contract says."""
        receiver = self._of(endpoint)
        first = min(receiver.due.items(), key=lambda item: (item[1], item[0]), default=None)
        if receiver.pause > now or first is None or first[1] > now:
            return None
        receiver.due[first[0]] = now + lease_s
        kept = receiver.kept[first[0]]
        kept.delivery = replace(kept.delivery, lease=uuid.uuid4().hex)
        return kept.delivery

    async def settle(self, delivery: Delivery, then: Next, line: LogLine, now: float) -> bool:
        """As the contract says."""
        receiver = self._of(delivery.endpoint)
        kept = receiver.kept[delivery.alert_id]
        if kept.state != "waiting" or (kept.delivery.lease != delivery.lease and then.outcome != "delivered"):
            return False
        receiver.log = [line, *receiver.log][:LOG_LINES]
        kept.delivery = replace(kept.delivery, attempts=kept.delivery.attempts + 1, lease="")
        if then.pause_until is not None:
            receiver.pause = max(receiver.pause, then.pause_until)
        if then.at is not None:
            receiver.due[delivery.alert_id] = then.at
            return True
        del receiver.due[delivery.alert_id]
        kept.state = "delivered" if then.outcome == "delivered" else "dead"
        if kept.state == "dead":
            receiver.dead.append(delivery.alert_id)
        if then.outcome == "disabled":
            self._disable(receiver)
        return True

    def _disable(self, receiver: _Receiver) -> None:
        receiver.disabled = True
        for alert_id in sorted(receiver.due):
            receiver.kept[alert_id].state = "dead"
            receiver.dead.append(alert_id)
        receiver.due.clear()

    async def next_due(self, endpoint: str) -> float | None:
        """As the contract says."""
        receiver = self._of(endpoint)
        return max(min(receiver.due.values()), receiver.pause) if receiver.due else None

    async def state(self, endpoint: str, alert_id: str) -> State | None:
        """As the contract says."""
        kept = self._of(endpoint).kept.get(alert_id)
        return kept.state if kept else None

    async def disabled(self, endpoint: str) -> bool:
        """As the contract says."""
        return self._of(endpoint).disabled

    async def enable(self, endpoint: str) -> None:
        """As the contract says."""
        self._of(endpoint).disabled = False

    async def log(self, endpoint: str, most: int = LOG_LINES) -> list[LogLine]:
        """As the contract says."""
        return self._of(endpoint).log[:most]

    async def dead(self, endpoint: str) -> list[str]:
        """As the contract says."""
        return list(self._of(endpoint).dead)


# KEYS: delivery, due, dead, disabled. ARGV: id, body, now, life. A second run finds the delivery and does nothing.
_SCHEDULE = """
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local off = redis.call('EXISTS', KEYS[4]) == 1
redis.call('HSET', KEYS[1], 'state', off and 'dead' or 'waiting', 'body', ARGV[2], 'attempts', 0, 'first_at', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
local list = off and KEYS[3] or KEYS[2]
redis.call('ZADD', list, ARGV[3], ARGV[1])
redis.call('EXPIRE', list, ARGV[4])
return 1
"""

# KEYS: due, pause. ARGV: prefix of deliveries, now, end of the lease, lease. A second run takes the next one; the first
# comes back when its lease ends.
_CLAIM = """
if tonumber(redis.call('GET', KEYS[2]) or '0') > tonumber(ARGV[2]) then return nil end
while true do
  local id = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, 1)[1]
  if not id then return nil end
  local key = ARGV[1] .. id
  if redis.call('EXISTS', key) == 1 then
    redis.call('ZADD', KEYS[1], ARGV[3], id)
    redis.call('HSET', key, 'lease', ARGV[4])
    local kept = redis.call('HMGET', key, 'body', 'attempts', 'first_at')
    return {id, kept[1], kept[2], kept[3]}
  end
  redis.call('ZREM', KEYS[1], id)
end
"""

# KEYS: delivery, due, dead, disabled, pause, log. ARGV: id, lease, outcome, next attempt or '', pause until or '', now,
# log line, lines kept, life, prefix of deliveries. A second run finds the lease gone, and does nothing.
_SETTLE = """
local kept = redis.call('HMGET', KEYS[1], 'state', 'lease')
if kept[1] ~= 'waiting' or (kept[2] ~= ARGV[2] and ARGV[3] ~= 'delivered') then return 0 end
redis.call('LPUSH', KEYS[6], ARGV[7])
redis.call('LTRIM', KEYS[6], 0, ARGV[8] - 1)
redis.call('EXPIRE', KEYS[6], ARGV[9])
redis.call('HINCRBY', KEYS[1], 'attempts', 1)
redis.call('HDEL', KEYS[1], 'lease')
if ARGV[5] ~= '' and tonumber(ARGV[5]) > tonumber(redis.call('GET', KEYS[5]) or '0') then
  redis.call('SET', KEYS[5], ARGV[5], 'EX', 172800)
end
if ARGV[4] ~= '' then
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
  return 1
end
redis.call('ZREM', KEYS[2], ARGV[1])
if ARGV[3] == 'delivered' then
  redis.call('HSET', KEYS[1], 'state', 'delivered')
  redis.call('HDEL', KEYS[1], 'body')
  return 1
end
redis.call('HSET', KEYS[1], 'state', 'dead')
redis.call('ZADD', KEYS[3], ARGV[6], ARGV[1])
if ARGV[3] == 'disabled' then
  redis.call('SET', KEYS[4], ARGV[6])
  for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    redis.call('HSET', ARGV[10] .. id, 'state', 'dead')
    redis.call('ZADD', KEYS[3], ARGV[6], id)
  end
  redis.call('DEL', KEYS[2])
end
redis.call('EXPIRE', KEYS[3], ARGV[9])
return 1
"""


class RedisStore:
    """The same on Redis. expiry_days: how long it is remembered that an alert was delivered."""

    def __init__(self, redis: "Redis", *, expiry_days: float) -> None:
        self._redis: Any = redis
        self._life = int(expiry_days * DAY_S)
        self._schedule = redis.register_script(_SCHEDULE)
        self._claim = redis.register_script(_CLAIM)
        self._settle = redis.register_script(_SETTLE)

    async def schedule(self, endpoint: str, alert_id: str, body: str, now: float) -> bool:
        """As the contract says."""
        await self._redis.sadd(RECEIVERS, endpoint)
        keys = [_key(endpoint, "delivery", alert_id), *_keys(endpoint, "due", "dead", "disabled")]
        return bool(await self._schedule(keys=keys, args=[alert_id, body, repr(now), self._life]))

    async def claim(self, endpoint: str, now: float, lease_s: float) -> Delivery | None:
        """As the contract says."""
        lease = uuid.uuid4().hex
        args = [_key(endpoint, "delivery", ""), repr(now), repr(now + lease_s), lease]
        taken = await self._claim(keys=_keys(endpoint, "due", "pause"), args=args)
        if taken is None:
            return None
        alert_id, body, attempts, first_at = taken
        return Delivery(endpoint, alert_id, body, int(attempts), float(first_at), lease)

    async def settle(self, delivery: Delivery, then: Next, line: LogLine, now: float) -> bool:
        """As the contract says."""
        endpoint, alert_id = delivery.endpoint, delivery.alert_id
        keys = [_key(endpoint, "delivery", alert_id), *_keys(endpoint, "due", "dead", "disabled", "pause", "log")]
        args: list[Any] = [
            *(alert_id, delivery.lease, then.outcome, _number(then.at), _number(then.pause_until), repr(now)),
            *(encode(line), LOG_LINES, self._life, _key(endpoint, "delivery", "")),
        ]
        return bool(await self._settle(keys=keys, args=args))

    async def next_due(self, endpoint: str) -> float | None:
        """As the contract says."""
        first = await self._redis.zrange(_key(endpoint, "due"), 0, 0, withscores=True)
        if not first:
            return None
        return max(float(first[0][1]), float(await self._redis.get(_key(endpoint, "pause")) or 0))

    async def state(self, endpoint: str, alert_id: str) -> State | None:
        """As the contract says."""
        found: State | None = await self._redis.hget(_key(endpoint, "delivery", alert_id), "state")
        return found

    async def disabled(self, endpoint: str) -> bool:
        """As the contract says."""
        return bool(await self._redis.exists(_key(endpoint, "disabled")))

    async def enable(self, endpoint: str) -> None:
        """As the contract says."""
        await self._redis.delete(_key(endpoint, "disabled"))

    async def log(self, endpoint: str, most: int = LOG_LINES) -> list[LogLine]:
        """As the contract says."""
        return [decode(line, LogLine) for line in await self._redis.lrange(_key(endpoint, "log"), 0, most - 1)]

    async def dead(self, endpoint: str) -> list[str]:
        """As the contract says."""
        found: list[str] = await self._redis.zrange(_key(endpoint, "dead"), 0, -1)
        return found


async def pending(redis: "Redis") -> int:
    """How many deliveries are not delivered and not given up, of all receivers."""
    client: Any = redis
    return sum([await client.zcard(_key(name, "due")) for name in sorted(await client.smembers(RECEIVERS))])


def _key(endpoint: str, *parts: str) -> str:
    return ":".join((f"tocsin:{{deliver:{endpoint}}}", *parts))


def _keys(endpoint: str, *names: str) -> list[str]:
    return [_key(endpoint, name) for name in names]


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)
