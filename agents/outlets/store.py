"""What the step remembers of outlets: one value an outlet, and the verdict on every record that was cleaned.

Two stores, one contract: values are read together, and written together only while nobody else has written the watched
one. What the values mean is the step's.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from redis.asyncio import Redis

Value = bytes | None

# KEYS: the watched key, the keys to write. ARGV: expiry in seconds, the watched value ('' where absent), the values.
# The same call twice: the second finds another value than it expects and changes nothing.
_SWAP = """
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[2] then return 0 end
for i = 2, #KEYS do
  redis.call('SET', KEYS[i], ARGV[i + 1], 'EX', ARGV[1])
end
return 1
"""


class Store(Protocol):
    """What learning needs to remember; all keys of one call belong to one outlet."""

    async def read(self, outlet: str, names: Sequence[str]) -> list[Value]:
        """The outlet's values of these names, None where there is none."""
        ...

    async def swap(self, outlet: str, watched: str, seen: Value, writes: Mapping[str, bytes]) -> bool:
        """Write all, if the watched value is still the one that was seen; else write nothing, and say False."""
        ...


class MemoryStore:
    """In this process, without expiry: for tests."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], bytes] = {}

    async def read(self, outlet: str, names: Sequence[str]) -> list[Value]:
        """As in Store."""
        return [self._values.get((outlet, name)) for name in names]

    async def swap(self, outlet: str, watched: str, seen: Value, writes: Mapping[str, bytes]) -> bool:
        """As in Store."""
        if self._values.get((outlet, watched)) != seen:
            return False
        self._values.update({(outlet, name): value for name, value in writes.items()})
        return True


class RedisStore:
    """In Redis, under the step's name. Values expire ``days`` after they were last written, on the wall clock."""

    def __init__(self, redis: Redis, step: str, *, days: float) -> None:
        self._redis = redis
        self._step = step
        self._expiry_s = max(1, int(timedelta(days=days).total_seconds()))

    async def read(self, outlet: str, names: Sequence[str]) -> list[Value]:
        """As in Store; one round trip."""
        # The client turns answers into text; these are bytes.
        command: Any = self._redis.execute_command
        return list(await command("MGET", *(self._key(outlet, name) for name in names), NEVER_DECODE=True))

    async def swap(self, outlet: str, watched: str, seen: Value, writes: Mapping[str, bytes]) -> bool:
        """As in Store; one round trip."""
        keys = [self._key(outlet, watched), *(self._key(outlet, name) for name in writes)]
        command: Any = self._redis.execute_command
        return bool(await command("EVAL", _SWAP, len(keys), *keys, self._expiry_s, seen or b"", *writes.values()))

    def _key(self, outlet: str, name: str) -> str:
        return f"tocsin:{{{self._step}:{outlet}}}:{name}"  # one hash tag an outlet: a script touches keys of one slot
