"""Where incidents, waiting claims and finished results are kept: in memory for tests, in Redis for the stream.

Keys of a theatre share its hash tag, so that one script may touch them all on a cluster::

    tocsin:{IQ}:version           counts commits; a commit that read an older version is refused
    tocsin:{IQ}:incident:ID       one incident, JSON
    tocsin:{IQ}:handle:HANDLE     sorted set: incident ids by the first day of the event
    tocsin:{IQ}:waiting:BATCH     hash: place among its article's claims -> claim, until all are there
    tocsin:{IQ}:result:BATCH      what was decided about an article, for a claim that comes again (deflated, base64)
    tocsin:{IQ}:expiry            sorted set: incident ids by when they are to go (seconds on the wall clock)

An incident goes ``expiry_days`` after its last report came in, with its handles, at a later commit of its theatre.
Every key lives a week longer at most, for theatres that nothing is told of any more.
"""

import base64
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from redis.asyncio import Redis

from agents.ledger.incidents import view
from agents.ledger.index import Lookup, handles
from agents.ledger.state import Case, Result
from schemas.alert import Incident
from schemas.claim import Claim
from schemas.codec import BadRecordError, decode, encode

DAY_S = 86_400
GRACE_S = 7 * DAY_S
SWEEP = 8  # incidents that one commit lets go at most


class StateError(RuntimeError):
    """What stands in Redis is not what this program wrote: no fault of the record in hand, which must not be buried."""


@dataclass(frozen=True, slots=True)
class Read:
    """Incidents as they were at a version. due: those whose time is up, to be dropped by the next commit.

    result: what another worker has decided about the batch in the meantime, null where nobody has.
    """

    version: str
    cases: Mapping[str, Case]
    due: tuple[Case, ...] = ()
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """What one decision writes, all or nothing: incidents, and the result of the batch. before: as they were read."""

    theatre: str
    batch: str
    result: Result
    before: Read
    cases: Sequence[Case] = ()


class Store(Protocol):
    """The contract; tests/ledger runs it on both."""

    async def result(self, theatre: str, batch: str) -> Result | None:
        """What was decided about this batch, or null."""

    async def wait(self, theatre: str, batch: str, index: int, of: int, claim: Claim) -> Sequence[Claim] | None:
        """Keep a claim until its batch is whole, then return all in order; null before. May be repeated."""

    async def read(
        self, theatre: str, batch: str, lookups: Iterable[Lookup], ids: Iterable[str], now: datetime
    ) -> Read:
        """The incidents found by these look-ups and ids, and the batch's result, all at one version of the theatre."""

    async def commit(self, commit: Commit, now: datetime) -> bool:
        """Write it, unless the theatre's version has moved on since it was read: then nothing is written, and false."""


@dataclass(slots=True)
class MemoryStore:
    """Everything in dicts. expiry_days: how long an incident stays after its last report (wall clock)."""

    expiry_days: float = 400.0
    versions: dict[str, int] = field(default_factory=dict)
    cases: dict[tuple[str, str], Case] = field(default_factory=dict)
    waiting: dict[tuple[str, str], dict[int, Claim]] = field(default_factory=dict)
    results: dict[tuple[str, str], Result] = field(default_factory=dict)
    expiry: dict[tuple[str, str], datetime] = field(default_factory=dict)

    async def result(self, theatre: str, batch: str) -> Result | None:
        """As the contract says."""
        return self.results.get((theatre, batch))

    async def wait(self, theatre: str, batch: str, index: int, of: int, claim: Claim) -> Sequence[Claim] | None:
        """As the contract says."""
        waiting = self.waiting.setdefault((theatre, batch), {})
        waiting[index] = claim
        return [waiting[i] for i in range(of)] if len(waiting) == of else None

    async def read(
        self, theatre: str, batch: str, lookups: Iterable[Lookup], ids: Iterable[str], now: datetime
    ) -> Read:
        """As the contract says."""
        found = {case_id for case_id in ids if (theatre, case_id) in self.cases}
        for lookup in lookups:
            found |= self._find(theatre, lookup)
        due = sorted(key[1] for key, at in self.expiry.items() if key[0] == theatre and at <= now)
        return Read(
            version=str(self.versions.get(theatre, 0)),
            cases={case_id: self.cases[theatre, case_id] for case_id in sorted(found)},
            due=tuple(self.cases[theatre, case_id] for case_id in due[:SWEEP]),
            result=self.results.get((theatre, batch)),
        )

    def _find(self, theatre: str, lookup: Lookup) -> set[str]:
        days = (
            (case.lo.toordinal(), case.id)
            for (where, _), case in self.cases.items()
            if where == theatre and lookup.handle in handles(case)
        )
        kept = sorted((day for day in days if lookup.first <= day[0] <= lookup.last), reverse=True)
        return {case_id for _, case_id in kept[: lookup.limit]}

    async def commit(self, commit: Commit, now: datetime) -> bool:
        """As the contract says."""
        theatre = commit.theatre
        if str(self.versions.get(theatre, 0)) != commit.before.version:
            return False
        for case in dropped(commit):
            del self.cases[theatre, case.id], self.expiry[theatre, case.id]
        for case in commit.cases:
            self.cases[theatre, case.id] = case
            self.expiry[theatre, case.id] = now + timedelta(days=self.expiry_days)
        self.results[theatre, commit.batch] = commit.result
        self.waiting.pop((theatre, commit.batch), None)
        self.versions[theatre] = self.versions.get(theatre, 0) + 1
        return True

    async def incidents(self) -> list[Incident]:
        """All incidents of all theatres, as the wire shows them, by theatre and first publication."""
        return _shown(self.cases.values())


# KEYS[1]: the version; ARGV[1]: the version read; then commands, each preceded by how many words it has.
_COMMIT = """
if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 0 end
redis.call('INCR', KEYS[1])
local i = 2
while i <= #ARGV do
  local n = tonumber(ARGV[i])
  redis.call(unpack(ARGV, i + 1, i + n))
  i = i + n + 1
end
return 1
"""

Command = tuple[str | int | bytes, ...]


class RedisStore:
    """The same on Redis. A commit that Redis carried out twice, after a lost answer, refuses the second time, and the
    caller then finds the result of the first."""

    def __init__(self, redis: "Redis", *, expiry_days: float) -> None:
        self._redis: Any = redis
        self._expiry_s = int(expiry_days * DAY_S)
        self._commit = redis.register_script(_COMMIT)

    async def result(self, theatre: str, batch: str) -> Result | None:
        """As the contract says."""
        packed = await self._redis.get(_key(theatre, "result", batch))
        return _unpacked(packed) if packed is not None else None

    async def wait(self, theatre: str, batch: str, index: int, of: int, claim: Claim) -> Sequence[Claim] | None:
        """As the contract says."""
        key = _key(theatre, "waiting", batch)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(key, str(index), encode(claim))
            pipe.expire(key, self._expiry_s + GRACE_S)
            pipe.hgetall(key) if index == of - 1 else pipe.hlen(key)
            *_, last = await pipe.execute()
        count = last if isinstance(last, int) else len(last)
        if count < of:
            return None
        waiting = await self._redis.hgetall(key) if isinstance(last, int) else last
        if len(waiting) < of:
            return None  # another worker has decided about the batch in between, and tells what there is to tell
        return [_stored(waiting[str(i)], Claim) for i in range(of)]

    async def read(
        self, theatre: str, batch: str, lookups: Iterable[Lookup], ids: Iterable[str], now: datetime
    ) -> Read:
        """As the contract says."""
        asked = sorted(lookups)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.get(_key(theatre, "version"))
            pipe.get(_key(theatre, "result", batch))
            pipe.zrange(_key(theatre, "expiry"), "-inf", int(now.timestamp()), byscore=True, offset=0, num=SWEEP)
            for lookup in asked:
                key = _key(theatre, "handle", lookup.handle)
                pipe.zrange(key, lookup.last, lookup.first, byscore=True, desc=True, offset=0, num=lookup.limit)
            version, result, due, *found = await pipe.execute()
        wanted = sorted({*ids, *due, *(case_id for listed in found for case_id in listed)})
        kept = await self._redis.mget([_key(theatre, "incident", one) for one in wanted]) if wanted else []
        cases = {one: _stored(text, Case) for one, text in zip(wanted, kept, strict=True) if text is not None}
        sought = {*ids, *(case_id for listed in found for case_id in listed)}
        return Read(
            version=version or "0",
            cases={one: case for one, case in cases.items() if one in sought},
            due=tuple(cases[one] for one in sorted(due) if one in cases),
            result=_unpacked(result) if result is not None else None,
        )

    async def commit(self, commit: Commit, now: datetime) -> bool:
        """As the contract says."""
        commands = [*self._drops(commit), *self._writes(commit, now), *self._ends(commit)]
        version = _key(commit.theatre, "version")
        words = [word for command in commands for word in (len(command), *command)]
        return bool(await self._commit(keys=[version], args=[commit.before.version, *words]))

    def _drops(self, commit: Commit) -> Iterable[Command]:
        for case in dropped(commit):
            yield "DEL", _key(commit.theatre, "incident", case.id)
            yield "ZREM", _key(commit.theatre, "expiry"), case.id
            for handle in sorted(handles(case)):
                yield "ZREM", _key(commit.theatre, "handle", handle), case.id

    def _writes(self, commit: Commit, now: datetime) -> Iterable[Command]:
        theatre, life = commit.theatre, self._expiry_s + GRACE_S
        for case in commit.cases:
            before = commit.before.cases.get(case.id)
            new = handles(case)
            for handle in sorted(handles(before) - new if before else ()):
                yield "ZREM", _key(theatre, "handle", handle), case.id
            for handle in sorted(new):
                yield "ZADD", _key(theatre, "handle", handle), case.lo.toordinal(), case.id
                yield "EXPIRE", _key(theatre, "handle", handle), life
            yield "SET", _key(theatre, "incident", case.id), encode(case), "EX", life
            yield "ZADD", _key(theatre, "expiry"), int(now.timestamp()) + self._expiry_s, case.id
            yield "EXPIRE", _key(theatre, "expiry"), life

    def _ends(self, commit: Commit) -> Iterable[Command]:
        life = self._expiry_s + GRACE_S
        yield "SET", _key(commit.theatre, "result", commit.batch), _packed(commit.result), "EX", self._expiry_s
        yield "DEL", _key(commit.theatre, "waiting", commit.batch)
        yield "EXPIRE", _key(commit.theatre, "version"), life


async def incidents(redis: "Redis") -> list[Incident]:
    """All incidents of all theatres as the wire shows them, by theatre and first publication. Reads all state."""
    client: Any = redis
    cases: list[Case] = []
    async for key in client.scan_iter(match="tocsin:{*}:incident:*", count=1000):
        text = await client.get(key)
        if text is not None:
            cases.append(_stored(text, Case))
    return _shown(cases)


def dropped(commit: Commit) -> list[Case]:
    """What is due to go and was not told of again."""
    told = {case.id for case in commit.cases}
    return [case for case in commit.before.due if case.id not in told]


def _shown(cases: Iterable[Case]) -> list[Incident]:
    return [view(case) for case in sorted(cases, key=lambda case: (case.theatre, case.first_published_at, case.id))]


def _key(theatre: str, *parts: str) -> str:
    return ":".join((f"tocsin:{{{theatre}}}", *parts))


def _packed(result: Result) -> str:
    return base64.b64encode(zlib.compress(encode(result))).decode("ascii")


def _unpacked(packed: str) -> Result:
    return _stored(zlib.decompress(base64.b64decode(packed)), Result)  # type: ignore[no-any-return]


def _stored(text: str | bytes, record_type: Any) -> Any:
    try:
        return decode(text, record_type)
    except BadRecordError as error:
        raise StateError(f"in Redis: {error}") from error
