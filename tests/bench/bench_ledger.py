"""How long a decision of the ledger takes, and how much of Redis the incidents need: `make bench-ledger`.

Fills a Redis of its own with open incidents (100,000 by default; another number as the argument) of four theatres over
400 days: towns of very different size, provinces, whole countries and unknown places, half a dozen sides, tolls as they
are told. Then articles of the last days come in, claim by claim, as in the stream; timed is the claim that makes its
article whole: looking up, deciding and committing, with every round trip to Redis. A benchmark, not a test: times vary
on a shared machine, so the time on the processor stands beside the time on the clock, and the time with Redis in memory
beside the one with every commit synced to disk, as Tocsin runs it, which is the disk's time.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvloop

from agents.embedded.redis_server import RedisServer
from agents.ledger.book import take
from agents.ledger.contract import Commit, Read
from agents.ledger.decide import decide
from agents.ledger.state import Result, State
from agents.ledger.store import RedisStore
from agents.redis import connect
from agents.settings import read_settings
from schemas.actor import Actor, Speaker
from schemas.claim import Casualty, Claim, ClaimTime, Evidence, LocationFall, Number, Sequence, Victims
from schemas.ids import stable_id
from schemas.place import Place

INCIDENTS = 100_000
ARTICLES = 3_000
DAYS = 400
END = datetime(2016, 5, 21, 12, tzinfo=UTC)
THEATRES = ("SY", "IQ", "UA", "SD")
TOWNS, PROVINCES = 900, 15
SIDES = [
    Actor(text=name, name=name, type=type_)  # type: ignore[arg-type]
    for name, type_ in (
        ("Islamic State", "non-state"), ("Al-Nusra Front", "non-state"), ("Kurdish forces", "non-state"),
        ("the army", "state"), ("Russian forces", "state"), ("rebels", "non-state"),
    )
]  # fmt: skip
WEAPONS = ["mortar rounds", "air strike", "car bomb", "gunfire", "barrel bombs", "shelling", None, None]
VICTIMS = ["civilians", "soldiers", "people", "children", "policemen", "displaced families", "fighters"]
EFFECTS = ["killed", "killed", "killed", "injured", "injured", "abducted", "displaced"]
OUTLETS = [f"Outlet {i}" for i in range(40)]


class World:
    """Makes claims, from a seed: always the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.weights = [1 / (rank + 4) for rank in range(TOWNS)]
        self.towns = range(TOWNS)

    def place(self, theatre: str) -> Place | None:
        """A town by its size, now and then a province, the country, or none told."""
        kind, town = self.random.random(), self.random.choices(self.towns, self.weights)[0]
        province = f"Province {_letters(town % PROVINCES)}"
        if kind < 0.08:
            return None
        if kind < 0.13:
            return Place(text=theatre, name=theatre, country=theatre, precision=3)
        if kind < 0.22:
            return Place(text=province, name=province, country=theatre, admin1=province, precision=3)
        name = f"{_letters(town)}{theatre.lower()}bad"
        number = None if town % 9 == 0 else 1000 * (THEATRES.index(theatre) + 1) + town
        return Place(text=name, name=name, geonames_id=number, country=theatre, admin1=province, lat=1.0, lon=2.0)

    def number(self) -> Number:
        """A toll: mostly small, sometimes large, some told in words."""
        n, kind = min(3000, int(self.random.paretovariate(0.9))), self.random.random()
        if kind < 0.1:
            return Number(text="dozens", low=24)
        if kind < 0.15:
            return Number(text="many")
        if kind < 0.3:
            return Number(text=f"at least {n}", low=n, best=n)
        return Number(text=str(n), low=n, best=n, high=n)

    def article(self, name: str, at: datetime, most: int) -> list[Claim]:
        """The claims of one article in one theatre; they tell of up to two events."""
        theatre, outlet = self.random.choice(THEATRES), self.random.choice(OUTLETS)
        count, made = self.random.randint(1, most), list[Claim]()
        for i in range(count):
            sentence = f"Sentence {i} of {name}, of the length that a sentence in a report has on most days of a war."
            start = i * 400
            common: dict[str, Any] = {
                "claim_id": stable_id(name, i),
                "article_id": stable_id("article", name),
                "mode": "actual",
                "stance": self.random.choice(["asserted", "asserted", "claimed"]),
                "evidence": Evidence(text=sentence, start=start, end=start + len(sentence)),
                "time": self._time(at),
                "rule": "bench",
                "rules_version": "1",
                "place": self.place(theatre),
                "said_by": self._speaker(),
                "outlet": outlet,
                "url": f"https://{outlet.replace(' ', '-').lower()}.example/{name}",
                "published_at": at,
                "theatre": theatre,
                "sequence": Sequence(index=i, of=count),
            }
            made.append(self._claim(common))
        return made

    def _claim(self, common: dict[str, Any]) -> Claim:
        if common["place"] is not None and self.random.random() < 0.2:
            return LocationFall(change="captured", taken_by=self.random.choice(SIDES), **common)
        return Casualty(
            effect=self.random.choice(EFFECTS),  # type: ignore[arg-type]
            number=self.number(),
            victims=Victims(text=self.random.choice(VICTIMS), status="unknown"),
            perpetrator=self.random.choice([*SIDES, None, None]),
            weapon=self.random.choice(WEAPONS),
            **common,
        )

    def _time(self, at: datetime) -> ClaimTime:
        kind, day = self.random.random(), at.date()
        if kind < 0.6:
            return ClaimTime(start=day - timedelta(days=1), end=day)
        if kind < 0.9:
            told = day - timedelta(days=self.random.randint(0, 9))
            return ClaimTime(text="on the day", start=told, end=told, timing="recent")
        return ClaimTime(timing="recent")

    def _speaker(self) -> Speaker | None:
        if self.random.random() < 0.6:
            return None
        name = self.random.choice(
            ["Islamic State", "the governor", "a medic", "Syrian Observatory", "Ministry of Defence"]
        )
        return Speaker(text=name, name=name, type="official")


def _letters(n: int) -> str:
    return "".join("bdfgklmnrstvz"[n // 13**power % 13] + "aiou"[n // 7**power % 4] for power in range(3))


def filling(world: World, incidents: int) -> Iterator[tuple[str, Result, tuple[Any, ...], datetime]]:
    """As many incidents as asked for, of articles that know nothing of each other."""
    made, i = 0, 0
    while made < incidents:
        at = END - timedelta(days=DAYS) * (1 - made / incidents)
        claims = world.article(f"old-{i}", at, 2)
        theatre = claims[0].theatre or ""
        decision = decide(State(theatre), claims, at)
        result = Result(claims=tuple(c.claim_id for c in claims), last=claims[-1].claim_id, alerts=decision.alerts)
        yield theatre, result, decision.cases, at
        made, i = made + len(decision.cases), i + 1


async def fill(store: RedisStore, redis: Any, world: World, incidents: int) -> None:
    """Write them as a commit would, many at a time."""
    pipe, waiting = redis.pipeline(transaction=False), 0
    now = datetime.now(UTC)
    for theatre, result, cases, _ in filling(world, incidents):
        commit = Commit(theatre, result.last, result, Read(version="0", cases={}), cases)
        for command in store.commands(commit, now):
            pipe.execute_command(*command)
            if command[0] == "ZADD":
                pipe.expire(command[1], 408 * 86_400)
        waiting += 1
        if waiting == 500:
            await pipe.execute()
            waiting = 0
    await pipe.execute()


async def measure(incidents: int, articles: int) -> None:
    """Fill, time, print."""
    with tempfile.TemporaryDirectory() as folder:
        server = RedisServer(Path(folder))
        await server.start()
        redis = connect(read_settings(redis_url=server.url))
        try:
            await _measure(redis, incidents, articles)
        finally:
            await redis.aclose()
            await server.stop()


async def _measure(redis: Any, incidents: int, articles: int) -> None:
    store, begin = RedisStore(redis, expiry_days=DAYS), time.perf_counter()
    await fill(store, redis, World(1), incidents)
    print(f"{incidents:,} open incidents in {len(THEATRES)} theatres, filled in {time.perf_counter() - begin:.0f} s")
    memory = await redis.info("memory")
    used = memory["used_memory"]
    print(f"Redis: {used / 1e6:.0f} MB used, {used / incidents / 1e3:.1f} kB an incident")
    world = World(2)
    for synced, name in (("no", "deciding, in memory"), ("always", "and synced to this disk")):
        await redis.config_set("appendfsync", synced)
        await _time(redis, store, world, articles, name)


async def _time(redis: Any, store: RedisStore, world: World, articles: int, name: str) -> None:
    clock, own, theirs = list[float](), list[float](), await _cpu_s(redis)
    for i in range(articles):
        at = END - timedelta(minutes=(articles - i) * 3)
        *before, last = world.article(f"new-{name}-{i}", at, 4)
        for claim in before:
            await take(store, claim, lambda: END)
        began, began_cpu = time.perf_counter(), time.process_time()
        await take(store, last, lambda: END)
        own.append((time.process_time() - began_cpu) * 1e3)
        clock.append((time.perf_counter() - began) * 1e3)
    theirs = await _cpu_s(redis) - theirs
    print(f"{name} ({articles:,} articles of one to four claims):")
    for what, values in (("on the clock", clock), ("on the processor", own)):
        values.sort()
        at50, at90, at99 = (values[int(len(values) * share)] for share in (0.5, 0.9, 0.99))
        print(f"  {what:<17} p50 {at50:6.2f} ms   p90 {at90:6.2f} ms   p99 {at99:6.2f} ms")
    print(f"  and Redis's own   mean {theirs / articles * 1e3:5.2f} ms")


async def _cpu_s(redis: Any) -> float:
    used = await redis.info("cpu")
    return float(used["used_cpu_user"]) + float(used["used_cpu_sys"])


def main() -> int:
    """The number of incidents, and of articles, may be given."""
    given = [int(word) for word in sys.argv[1:3]]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as the worker does
        runner.run(measure(*given, *(INCIDENTS, ARTICLES)[len(given) :]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
