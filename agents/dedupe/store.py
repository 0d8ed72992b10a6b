"""Memory of earlier reports: keys and values with an expiry, read many at once, and swapped only if nobody else has.

Two stores, one contract. No domain logic here: what the keys mean is relate.py's.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from redis.asyncio import Redis

Value = bytes | None

# ARGV: number of watched keys, expiry in seconds, the values they must have ('' where absent), the values to write.
# The same call twice: the second finds other values than it expects and changes nothing.
_SWAP = """
local watched = tonumber(ARGV[1])
for i = 1, watched do
  if (redis.call('GET', KEYS[i]) or '') ~= ARGV[2 + i] then return 0 end
end
for i = watched + 1, #KEYS do
  redis.call('SET', KEYS[i], ARGV[2 + i], 'EX', ARGV[2])
end
return 1
"""
PREFIX = "tocsin:{dedupe}:"  # one hash tag: a script may touch keys of one slot only


class Store(Protocol):
    """What relate() needs to remember. horizon: how far back, in event time, a report is compared."""

    horizon: timedelta

    async def read(self, keys: Sequence[str]) -> list[Value]:
        """Values of the keys, None where there is none."""
        ...

    async def swap(self, seen: Mapping[str, Value], writes: Mapping[str, bytes]) -> bool:
        """Write all, if every key in ``seen`` still has the value it was seen with; else write nothing, say False."""
        ...


class MemoryStore:
    """In this process, without expiry: for the command line and for tests."""

    def __init__(self, *, horizon_days: float = 30) -> None:
        self.horizon = timedelta(days=horizon_days)
        self._values: dict[str, bytes] = {}

    async def read(self, keys: Sequence[str]) -> list[Value]:
        """As in Store."""
        return [self._values.get(key) for key in keys]

    async def swap(self, seen: Mapping[str, Value], writes: Mapping[str, bytes]) -> bool:
        """As in Store."""
        if any(self._values.get(key) != value for key, value in seen.items()):
            return False
        self._values.update(writes)
        return True


class RedisStore:
    """In Redis. Keys expire ``horizon_days`` after they were last written, on the wall clock."""

    def __init__(self, redis: Redis, *, horizon_days: float = 30) -> None:
        self.horizon = timedelta(days=horizon_days)
        self._redis = redis
        self._expiry_s = int(self.horizon.total_seconds())

    async def read(self, keys: Sequence[str]) -> list[Value]:
        """As in Store; one round trip."""
        if not keys:
            return []
        # The client turns answers into text; these are bytes.
        command: Any = self._redis.execute_command
        return list(await command("MGET", *(PREFIX + key for key in keys), NEVER_DECODE=True))

    async def swap(self, seen: Mapping[str, Value], writes: Mapping[str, bytes]) -> bool:
        """As in Store; one round trip."""
        keys = [PREFIX + key for key in (*seen, *writes)]
        arguments = [len(seen), self._expiry_s, *(value or b"" for value in seen.values()), *writes.values()]
        command: Any = self._redis.execute_command
        return bool(await command("EVAL", _SWAP, len(keys), *keys, *arguments))
