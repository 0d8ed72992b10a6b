"""Memory of earlier articles: a record for each, found by its reference or by features that it shares with others.

Two stores, one contract, one operation: write an article's record and its features if the store shows what the writer
has seen, or at first look, if nobody is there who is worth a comparison; else write nothing and show it. So most
articles, which share no more than a phrase with any other, take one round trip, and of two copies at once one is the
first. What features and records mean is relate.py's; who is worth a comparison, sharers.py's.

In Redis, for a million articles of 310 words about 1.1 kB each, all told::

    tocsin:{dedupe}:r:REF    the record of one article, expiring by itself
    tocsin:{dedupe}:f:GROUP  8,192 groups of 128 buckets. A bucket holds the postings of its features, 11 bytes each, in
                             order of time: 2 of the feature's bits, its mark, the day, the article's reference

A few large values instead of many small keys, because a key costs Redis about 100 bytes beside its value. Groups are
packed up to some 200,000 articles (deploy/redis.conf), hash tables above. A posting goes when its bucket is next
written after the horizon; a group goes as a whole when none of its buckets is written any more.
"""

import hashlib
import itertools
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from redis.asyncio import Redis
from redis.exceptions import NoScriptError

from agents.dedupe.sharers import ENOUGH, FEW, FOUND_BITS, POSTINGS, REF_BYTES, SHARER_BYTES, Seen, likely

PREFIX = b"tocsin:{dedupe}:"  # one hash tag: a script may touch keys of one slot only
GROUP_BITS, BUCKET_BITS = 13, 7  # of a feature, the lowest; more buckets in a group would be no listpack
GROUPS, BUCKETS = 1 << GROUP_BITS, 1 << BUCKET_BITS
_FOUND = (1 << FOUND_BITS) - 1
DAY_S = 86_400

# KEYS: the record, then the group of each feature. ARGV: SHA-1 of what the writer has seen, empty at first look; the
# record, its reference, expiry in seconds, today and the earliest day that counts (two bytes each), how many articles a
# feature remembers, 1 if the features are to be written too; of each feature one byte of bucket, two of bits and its
# mark, in one; of each feature what it tells; how many shared features are enough, how many sharers few.
# Answers nothing where it wrote, else what it sees: the record, how many share each feature, and mark and reference of
# each of them. The same call again sees its own record, and writes nothing.
PUT = """
local ref, today, earliest, most = ARGV[3], ARGV[5], ARGV[6], tonumber(ARGV[7])
local features, tells, enough, few = ARGV[9], ARGV[10], tonumber(ARGV[11]), tonumber(ARGV[12])
local own = redis.call('GET', KEYS[1]) or ''
local worth, shared = #own > 0, {}
local seen, counts, buckets, spots, fields, tails = {}, {}, {}, {}, {}, {}
for i = 1, #KEYS - 1 do
  local spot = 4 * i - 3
  local field, bits = string.sub(features, spot, spot), string.sub(features, spot + 1, spot + 2)
  local mark, tell = string.sub(features, spot + 3, spot + 3), string.byte(tells, i)
  local bucket = redis.call('HGET', KEYS[i + 1], field) or ''
  local first = 1
  while first < #bucket and string.sub(bucket, first + 3, first + 4) < earliest do first = first + 11 end
  if first > 1 then bucket = string.sub(bucket, first) end
  local from, found, at, alike = 1, '', {}, false
  while true do
    local hit = string.find(bucket, bits, from, true)
    if not hit then break end
    if hit % 11 == 1 then
      local other = string.sub(bucket, hit + 5, hit + 10)
      shared[other] = (shared[other] or 0) + 1
      if shared[other] >= enough then worth = true end
      if string.sub(bucket, hit + 2, hit + 2) == mark then alike = true end
      found = found .. string.sub(bucket, hit + 2, hit + 2) .. other
      at[#at + 1] = hit
      from = hit + 11
    else
      from = hit + 1
    end
  end
  if #at > 0 and (tell == 3 or #at <= few and (tell == 2 or tell == 1 and alike)) then worth = true end
  seen[i], counts[i], buckets[i], spots[i] = found, string.char(#at), bucket, at
  fields[i], tails[i] = field, bits .. mark .. today .. ref
end
if ARGV[1] ~= '' or worth then
  local answer = {own, table.concat(counts), table.concat(seen)}
  if ARGV[1] == '' or redis.sha1hex(table.concat(answer, '|')) ~= ARGV[1] then return answer end
end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[4])
if ARGV[8] ~= '1' then return false end
for i = 1, #KEYS - 1 do
  if not string.find(seen[i], ref, 1, true) then
    local bucket, at = buckets[i], spots[i]
    if #at >= most then bucket = string.sub(bucket, 1, at[2] - 1) .. string.sub(bucket, at[2] + 11) end
    local fresh = #bucket == 0 or string.sub(bucket, -8, -7) ~= today
    redis.call('HSET', KEYS[i + 1], fields[i], bucket .. tails[i])
    if fresh then redis.call('EXPIRE', KEYS[i + 1], ARGV[4]) end
  end
end
return false
"""
PUT_SHA = hashlib.sha1(PUT.encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """What an article writes. post: whether others are to find it by its features.

    A feature is found by its low FOUND_BITS bits; the 8 above are its mark, which is shown to who finds it. tells: of
    each feature, what it tells of who shares it (sharers.py).
    """

    ref: bytes
    record: bytes
    features: tuple[int, ...]
    tells: bytes
    post: bool = True


def reference(article_id: str) -> bytes:
    """The article's short name. One store in 500 of a million articles has two of the same: the later stays."""
    return hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=REF_BYTES).digest()


class Store(Protocol):
    """What relate() needs to remember. horizon: how far back, in event time, a report is compared."""

    horizon: timedelta

    async def put(self, entry: Entry, seen: Seen | None) -> Seen | None:
        """Write all of the entry if this is what the store shows, and say None; else write nothing and show it.

        seen: None at first look, which writes if there is no record and nobody worth a comparison.
        """
        ...

    async def read(self, refs: Sequence[bytes]) -> list[bytes | None]:
        """Records of these articles, None where there is none."""
        ...


class MemoryStore:
    """In this process, without expiry: for the command line and for tests."""

    def __init__(self, *, horizon_days: float = 30) -> None:
        self.horizon = timedelta(days=horizon_days)
        self._records: dict[bytes, bytes] = {}
        self._postings: dict[int, list[bytes]] = {}

    async def put(self, entry: Entry, seen: Seen | None) -> Seen | None:
        """As in Store."""
        shown = Seen(
            self._records.get(entry.ref, b""), tuple(tuple(self._postings.get(f & _FOUND, ())) for f in entry.features)
        )
        worth = shown.own or likely(entry.features, entry.tells, shown.sharers)
        if worth if seen is None else shown != seen:
            return shown
        self._records[entry.ref] = entry.record
        for feature in entry.features if entry.post else ():
            sharers = self._postings.setdefault(feature & _FOUND, [])
            if all(sharer[1:] != entry.ref for sharer in sharers):
                if len(sharers) >= POSTINGS:
                    del sharers[1]
                sharers.append(bytes((feature >> FOUND_BITS,)) + entry.ref)
        return None

    async def read(self, refs: Sequence[bytes]) -> list[bytes | None]:
        """As in Store."""
        return [self._records.get(ref) for ref in refs]


class RedisStore:
    """In Redis. What was last written ``horizon_days`` and a day ago is gone, by the wall clock (clock: seconds)."""

    def __init__(self, redis: Redis, *, horizon_days: float = 30, clock: Callable[[], float] = time.time) -> None:
        self.horizon = timedelta(days=horizon_days)
        self._expiry_s = int(self.horizon.total_seconds()) + DAY_S
        self._clock = clock
        # The client turns answers into text; these are bytes.
        self._command: Any = redis.execute_command

    async def put(self, entry: Entry, seen: Seen | None) -> Seen | None:
        """As in Store; one round trip."""
        arguments = self.arguments(entry, seen)
        try:
            answer = await self._command("EVALSHA", PUT_SHA, *arguments, NEVER_DECODE=True)
        except NoScriptError:
            answer = await self._command("EVAL", PUT, *arguments, NEVER_DECODE=True)
        return self.seen(answer)

    @staticmethod
    def seen(answer: Sequence[bytes] | None) -> Seen | None:
        """The script's answer: None where it wrote."""
        if answer is None:
            return None
        own, counts, found = answer
        sharers = [found[i : i + SHARER_BYTES] for i in range(0, len(found), SHARER_BYTES)]
        ends = tuple(itertools.accumulate(counts))
        return Seen(own, tuple([tuple(sharers[end - count : end]) for count, end in zip(counts, ends, strict=True)]))

    def arguments(self, entry: Entry, seen: Seen | None) -> list[bytes | int | str]:
        """Of the script: the number of keys, the keys, and what its head says."""
        now = self._clock()
        keys = [_record_key(entry.ref), *[_GROUP_KEYS[f % GROUPS] for f in entry.features]]
        # Bucket in one byte, two of bits, the mark: in this order, from the lowest bits up.
        places = [(f >> GROUP_BITS) % BUCKETS | f >> GROUP_BITS + BUCKET_BITS << 8 for f in entry.features]
        packed = struct.pack(f"<{len(places)}I", *places)
        days = _day(now), _day(now - self._expiry_s)
        digest = "" if seen is None else seen.digest
        settings = (digest, entry.record, entry.ref, self._expiry_s, *days, POSTINGS, int(entry.post))
        return [len(keys), *keys, *settings, packed, entry.tells, ENOUGH, FEW]

    async def read(self, refs: Sequence[bytes]) -> list[bytes | None]:
        """As in Store; one round trip, none for nothing."""
        if not refs:
            return []
        return list(await self._command("MGET", *(_record_key(ref) for ref in refs), NEVER_DECODE=True))


_GROUP_KEYS = tuple(PREFIX + b"f:%x" % group for group in range(GROUPS))


def _record_key(ref: bytes) -> bytes:
    return PREFIX + b"r:" + ref


def _day(seconds: float) -> bytes:
    """Days since 1970, until 2149, ordered as bytes."""
    return max(0, int(seconds // DAY_S)).to_bytes(2, "big")
