"""Incidents, waiting claims and finished results in Redis.

Keys of a theatre share its hash tag, so that one script may touch them all on a cluster::

    tocsin:{IQ}:version           counts commits; a commit that read an older version is refused
    tocsin:{IQ}:latest            when the newest report of the theatre was published
    tocsin:{IQ}:incident:ID       one incident, JSON
    tocsin:{IQ}:handle:HANDLE     sorted set: incident ids by a day of the event (index.py)
    tocsin:{IQ}:waiting:BATCH     hash: place among its article's claims -> claim, until all are there
    tocsin:{IQ}:result:BATCH      what was decided about an article, for a claim that comes again (deflated, base64)
    tocsin:{IQ}:expiry            sorted set: incident ids by when they are to go (seconds on the wall clock)

An incident goes ``expiry_days`` after its last report came in, with its handles, at a later commit of its theatre; the
topic ``incidents`` keeps it. Every key lives a week longer at most, for theatres that nothing is told of any more.

The scripts move data and know nothing of what it means: one keeps a claim, one reads, one writes what was decided.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Any

from redis.asyncio import Redis

from agents.ledger.commands import DAY_S, GRACE_S, Command, Commands, key, stored, unpacked
from agents.ledger.contract import SWEEP, Arrived, Commit, Kept, Read, shown
from agents.ledger.index import Lookup
from agents.ledger.state import Case, Result
from schemas.alert import Incident
from schemas.claim import Claim
from schemas.codec import encode
from schemas.kept import KeptDecision, KeptIncident

PAGE = 500  # records written or read at a time where all are

# KEYS: result, waiting; ARGV: place of the claim, claim, how many there are, seconds to live. The claim that makes the
# batch whole is not written: it is decided at once, and comes again where that fails.
_ARRIVE = """
local known = redis.call('GET', KEYS[1])
if known then return {known} end
local others = redis.call('HLEN', KEYS[2]) - redis.call('HEXISTS', KEYS[2], ARGV[1])
if others + 1 < tonumber(ARGV[3]) then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
  redis.call('EXPIRE', KEYS[2], ARGV[4])
  return {}
end
local whole = {''}
for i = 0, ARGV[3] - 1 do whole[i + 2] = i == tonumber(ARGV[1]) and ARGV[2] or redis.call('HGET', KEYS[2], i) end
return whole
"""

# KEYS: version, latest, result, expiry, handles; ARGV: now, how many due, prefix of incidents, how many handles, first
# day, last day and limit of each, ids. Incidents are found by what the handles hold: their keys share the hash tag.
_READ = """
local ids, seen = {}, {}
local function add(id)
  if not seen[id] then seen[id] = true; ids[#ids + 1] = id end
end
local n = tonumber(ARGV[4])
for i = 1, n do
  local at = 2 + 3 * i
  local found = redis.call('ZREVRANGEBYSCORE', KEYS[4 + i], ARGV[at + 1], ARGV[at], 'LIMIT', 0, ARGV[at + 2])
  for _, id in ipairs(found) do add(id) end
end
for i = 5 + 3 * n, #ARGV do add(ARGV[i]) end
local sought = #ids
local due = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
local cases = {}
for _, id in ipairs(ids) do cases[#cases + 1] = redis.call('GET', ARGV[3] .. id) or '' end
local over = {}
for _, id in ipairs(due) do over[#over + 1] = redis.call('GET', ARGV[3] .. id) or '' end
return {redis.call('GET', KEYS[1]) or '0', redis.call('GET', KEYS[2]) or '', redis.call('GET', KEYS[3]) or '',
  cases, over}
"""

# KEYS: version; ARGV: the version read, seconds to live; then commands, each preceded by how many words it has. What a
# ZADD writes lives as long as all the rest.
_COMMIT = """
if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 0 end
redis.call('INCR', KEYS[1])
local i = 3
while i <= #ARGV do
  local n = tonumber(ARGV[i])
  redis.call(unpack(ARGV, i + 1, i + n))
  if ARGV[i + 1] == 'ZADD' then redis.call('EXPIRE', ARGV[i + 2], ARGV[2]) end
  i = i + n + 1
end
return 1
"""


class RedisStore:
    """The contract on Redis. A commit that Redis carried out twice, after a lost answer, refuses the second time, and
    the caller then finds the result of the first."""

    def __init__(self, redis: "Redis", *, expiry_days: float) -> None:
        self._redis: Any = redis
        self._expiry_s = int(expiry_days * DAY_S)
        self._commands = Commands(self._expiry_s)
        self._arrive = redis.register_script(_ARRIVE)
        self._read = redis.register_script(_READ)
        self._commit = redis.register_script(_COMMIT)

    async def arrive(self, theatre: str, batch: str, index: int, of: int, claim: Claim) -> Arrived:
        """As the contract says."""
        keys = [key(theatre, "result", batch), key(theatre, "waiting", batch)]
        answer = await self._arrive(keys=keys, args=[index, encode(claim), of, self._expiry_s + GRACE_S])
        if len(answer) == 1:
            return Arrived(result=unpacked(answer[0]))
        return Arrived(claims=[stored(text, Claim) for text in answer[1:]] if answer else None)

    async def read(
        self, theatre: str, batch: str, lookups: Iterable[Lookup], ids: Iterable[str], now: datetime
    ) -> Read:
        """As the contract says."""
        asked = sorted(lookups)
        keys = [key(theatre, name) for name in ("version", "latest")]
        keys += [key(theatre, "result", batch), key(theatre, "expiry")]
        keys += [key(theatre, "handle", lookup.handle) for lookup in asked]
        days = [word for lookup in asked for word in (lookup.first, lookup.last, lookup.limit)]
        args: list[str | int] = [
            int(now.timestamp()),
            SWEEP,
            key(theatre, "incident", ""),
            len(asked),
            *days,
            *sorted(ids),
        ]
        version, latest, result, found, due = await self._read(keys=keys, args=args)
        cases = (stored(text, Case) for text in found if text)
        return Read(
            version=version,
            cases={case.id: case for case in sorted(cases, key=lambda case: case.id)},
            due=tuple(stored(text, Case) for text in due if text),
            result=unpacked(result) if result else None,
            latest=datetime.fromisoformat(latest) if latest else None,
        )

    async def commit(self, commit: Commit, now: datetime) -> bool:
        """As the contract says."""
        version = key(commit.theatre, "version")
        words = [word for command in self.commands(commit, now) for word in (len(command), *command)]
        life = self._expiry_s + GRACE_S
        return bool(await self._commit(keys=[version], args=[commit.before.version, life, *words]))

    def commands(self, commit: Commit, now: datetime) -> Sequence[Command]:
        """What a commit does, as Redis's commands; besides, what a ZADD writes is to live as long as the rest."""
        return self._commands.of_commit(commit, now)

    async def records(self, theatre: str, batch: str, result: Result) -> tuple[Kept, ...]:
        """As the contract says."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.mget([key(theatre, "version"), key(theatre, "latest")])
            for one in result.cases:
                pipe.get(key(theatre, "incident", one))
                pipe.zscore(key(theatre, "expiry"), one)
            (version, latest), *found = await pipe.execute()
        incidents = (
            KeptIncident(
                theatre=theatre, version=int(version or 0), kept_at=self._commands.kept_at(due), case=stored(text, Case)
            )
            for text, due in zip(found[::2], found[1::2], strict=True)
            if text is not None and due is not None
        )
        newest = datetime.fromisoformat(latest) if latest else None
        decision = KeptDecision(theatre=theatre, version=int(version or 0), batch=batch, result=result, latest=newest)
        return *incidents, decision

    async def restore(self, records: Iterable[Kept], now: datetime) -> None:
        """As the contract says."""
        versions: dict[str, int] = {}
        latest: dict[str, datetime] = {}
        pipe, waiting = self._redis.pipeline(transaction=False), 0
        for record in records:
            theatre = record.theatre
            versions[theatre] = max(versions.get(theatre, 0), record.version)
            if isinstance(record, KeptDecision) and record.latest is not None:
                latest[theatre] = max(latest.get(theatre, record.latest), record.latest)
            for command in self._commands.of_record(record, now):
                pipe.execute_command(*command)
                if command[0] == "ZADD":
                    pipe.expire(command[1], self._commands.life(record, now))
                waiting += 1
            if waiting > PAGE:
                await pipe.execute()
                waiting = 0
        life = self._expiry_s + GRACE_S
        for theatre, version in versions.items():
            pipe.set(key(theatre, "version"), version, ex=life)
        for theatre, at in latest.items():
            pipe.set(key(theatre, "latest"), at.isoformat(), ex=life)
        await pipe.execute()


async def theatres(redis: "Redis") -> list[str]:
    """Every theatre that anything was decided in."""
    client: Any = redis
    found = {
        one.split("{", 1)[1].split("}", 1)[0] async for one in client.scan_iter(match="tocsin:{*}:version", count=1000)
    }
    return sorted(found)


async def find(redis: "Redis", case_id: str) -> Case | None:
    """The incident of this id, in whichever theatre, or null."""
    client: Any = redis
    keys = [key(theatre, "incident", case_id) for theatre in await theatres(redis)]
    found = [text for text in (await client.mget(keys) if keys else ()) if text is not None]
    return stored(found[0], Case) if found else None


async def cases(redis: "Redis") -> AsyncIterator[Case]:
    """Every incident of all theatres, those that went into others too, in no order. Reads all state."""
    client: Any = redis
    page: list[str] = []
    async for found in client.scan_iter(match="tocsin:{*}:incident:*", count=1000):
        page.append(found)
        if len(page) == PAGE:
            for text in await client.mget(page):
                if text is not None:
                    yield stored(text, Case)
            page = []
    for text in await client.mget(page) if page else ():
        if text is not None:
            yield stored(text, Case)


async def incidents(redis: "Redis") -> list[Incident]:
    """All incidents of all theatres as the wire shows them, by theatre and first publication. Reads all state."""
    return shown([case async for case in cases(redis)])


async def result(redis: "Redis", theatre: str, batch: str) -> Result | None:
    """What was decided about a batch, or null."""
    client: Any = redis
    text = await client.get(key(theatre, "result", batch))
    return unpacked(text) if text is not None else None
