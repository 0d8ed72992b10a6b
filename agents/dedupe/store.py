"""Memory of earlier articles: a record for each, found by its reference or by features that it shares with others.

Two stores, one contract, one operation: write an article's record and its features if the store shows what the writer
has seen, else write nothing and show it. So most articles, which share nothing with any other, take one round trip, and
of two copies at once one is the first. No domain logic here: what features and records mean is relate.py's.

In Redis, for a million articles of 310 words about 1.1 kB each, all told::

    tocsin:{dedupe}:r:REF    the record of one article, expiring by itself
    tocsin:{dedupe}:f:GROUP  8,192 groups of 128 buckets. A bucket holds the postings of its features, 11 bytes each, in
                             order of time: 2 of the feature's bits, its mark, the day, the article's reference

A few large values instead of many small keys, because a key costs Redis about 100 bytes beside its value. Groups are
packed up to some 200,000 articles (deploy/redis.conf), hash tables above. A posting goes when its bucket is next
written after the horizon; a group goes as a whole when none of its buckets is written any more.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from redis.asyncio import Redis
from redis.exceptions import NoScriptError

PREFIX = b"tocsin:{dedupe}:"  # one hash tag: a script may touch keys of one slot only
REF_BYTES = 6
POSTINGS = 6  # articles that a feature remembers: the first one, and the latest
GROUP_BITS, BUCKET_BITS = 13, 7  # of a feature; more buckets in a group would be no listpack
GROUPS, BUCKETS = 1 << GROUP_BITS, 1 << BUCKET_BITS
FOUND_BITS = GROUP_BITS + BUCKET_BITS + 16
_FOUND = (1 << FOUND_BITS) - 1
DAY_S = 86_400

# KEYS: the record, then the group of each feature. ARGV: SHA-1 of what the writer has seen, the record, its reference,
# expiry in seconds, today and the earliest day that counts (two bytes each), how many articles a feature remembers,
# 1 if the features are to be written too, then of each feature one byte of bucket, two of bits and its mark, in one.
# Answers nothing where it wrote, else what it sees: the record, then mark and reference of who shares each feature.
# The same call again sees its own record, and writes nothing.
PUT = """
local ref, today, earliest, most = ARGV[3], ARGV[5], ARGV[6], tonumber(ARGV[7])
local features, fields, tails = ARGV[9], {}, {}
local seen, buckets, spots = {redis.call('GET', KEYS[1]) or ''}, {}, {}
for i = 2, #KEYS do
  local spot = 4 * i - 7
  local field, bits = string.sub(features, spot, spot), string.sub(features, spot + 1, spot + 2)
  local mark = string.sub(features, spot + 3, spot + 3)
  local bucket = redis.call('HGET', KEYS[i], field) or ''
  local first = 1
  while first < #bucket and string.sub(bucket, first + 3, first + 4) < earliest do first = first + 11 end
  if first > 1 then bucket = string.sub(bucket, first) end
  local from, found, at = 1, '', {}
  while true do
    local hit = string.find(bucket, bits, from, true)
    if not hit then break end
    if hit % 11 == 1 then
      found = found .. string.sub(bucket, hit + 2, hit + 2) .. string.sub(bucket, hit + 5, hit + 10)
      at[#at + 1] = hit
      from = hit + 11
    else
      from = hit + 1
    end
  end
  seen[i], buckets[i], spots[i] = found, bucket, at
  fields[i], tails[i] = field, bits .. mark .. today .. ref
end
if redis.sha1hex(table.concat(seen, '|')) ~= ARGV[1] then return seen end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[4])
if ARGV[8] ~= '1' then return false end
for i = 2, #KEYS do
  if not string.find(seen[i], ref, 1, true) then
    local bucket, at = buckets[i], spots[i]
    if #at >= most then bucket = string.sub(bucket, 1, at[2] - 1) .. string.sub(bucket, at[2] + 11) end
    local fresh = #bucket == 0 or string.sub(bucket, -8, -7) ~= today
    redis.call('HSET', KEYS[i], fields[i], bucket .. tails[i])
    if fresh then redis.call('EXPIRE', KEYS[i], ARGV[4]) end
  end
end
return false
"""
PUT_SHA = hashlib.sha1(PUT.encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store shows: the article's own record (empty where there is none), and who shares each feature.

    Each sharer is 7 bytes: the mark that the feature has there, and the article's reference.
    """

    own: bytes
    sharers: tuple[tuple[bytes, ...], ...]

    @classmethod
    def nothing(cls, features: int) -> "Seen":
        """What an article that shares nothing sees."""
        return cls(b"", ((),) * features)

    @property
    def digest(self) -> str:
        """The same for the same sight, in Lua as here."""
        shown = b"|".join((self.own, *(b"".join(some) for some in self.sharers)))
        return hashlib.sha1(shown, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """What an article writes. post: whether others are to find it by its features.

    A feature is found by its low FOUND_BITS bits; the 8 above are its mark, which is shown to who finds it.
    """

    ref: bytes
    record: bytes
    features: tuple[int, ...]
    post: bool = True


def reference(article_id: str) -> bytes:
    """The article's short name. One store in 500 of a million articles has two of the same: the later stays."""
    return hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=REF_BYTES).digest()


class Store(Protocol):
    """What relate() needs to remember. horizon: how far back, in event time, a report is compared."""

    horizon: timedelta

    async def put(self, entry: Entry, seen: Seen) -> Seen | None:
        """Write all of the entry if this is what the store shows, and say None; else write nothing and show it."""
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

    async def put(self, entry: Entry, seen: Seen) -> Seen | None:
        """As in Store."""
        shown = Seen(
            self._records.get(entry.ref, b""), tuple(tuple(self._postings.get(f & _FOUND, ())) for f in entry.features)
        )
        if shown != seen:
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

    async def put(self, entry: Entry, seen: Seen) -> Seen | None:
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
        return None if answer is None else Seen(answer[0], tuple([_sharers(found) for found in answer[1:]]))

    def arguments(self, entry: Entry, seen: Seen) -> list[bytes | int | str]:
        """Of the script: the number of keys, the keys, and what its head says."""
        now = self._clock()
        keys = [_record_key(entry.ref), *[_GROUP_KEYS[f % GROUPS] for f in entry.features]]
        # Bucket in one byte, two of bits, the mark: in this order, from the lowest bits up.
        places = b"".join(
            [
                _PLACES[(f >> GROUP_BITS) % BUCKETS] + (f >> GROUP_BITS + BUCKET_BITS).to_bytes(3, "little")
                for f in entry.features
            ]
        )
        days = _day(now), _day(now - self._expiry_s)
        settings = (seen.digest, entry.record, entry.ref, self._expiry_s, *days, POSTINGS, int(entry.post))
        return [len(keys), *keys, *settings, places]

    async def read(self, refs: Sequence[bytes]) -> list[bytes | None]:
        """As in Store; one round trip, none for nothing."""
        if not refs:
            return []
        return list(await self._command("MGET", *(_record_key(ref) for ref in refs), NEVER_DECODE=True))


_GROUP_KEYS = tuple(PREFIX + b"f:%x" % group for group in range(GROUPS))
_PLACES = tuple(bytes((bucket,)) for bucket in range(BUCKETS))


def _record_key(ref: bytes) -> bytes:
    return PREFIX + b"r:" + ref


def _day(seconds: float) -> bytes:
    """Days since 1970, until 2149, ordered as bytes."""
    return max(0, int(seconds // DAY_S)).to_bytes(2, "big")


def _sharers(found: bytes) -> tuple[bytes, ...]:
    return tuple([found[i : i + 1 + REF_BYTES] for i in range(0, len(found), 1 + REF_BYTES)]) if found else ()
