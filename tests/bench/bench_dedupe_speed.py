"""Speed and memory of the dedupe step against a real Redis that remembers ever more articles."""

import asyncio
import gc
import itertools
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from articles import clean_article
from redis.asyncio import Redis

from agents.dedupe import coding
from agents.dedupe.relate import relate
from agents.dedupe.sharers import Seen
from agents.dedupe.store import PUT_SHA, Entry, RedisStore, reference
from agents.embedded.redis_server import RedisServer
from schemas.clean_article import CleanArticle

WORDS = 310  # of an article; the median of the syria_news corpus is 269, its mean 310
SENTENCE = 22
NAMES, PHRASES = 30_000, 20_000
NOW = datetime(2016, 3, 1, tzinfo=UTC)
BATCH = 500
PATTERNS, SAMPLE, ROUNDS = 4_000, 1_000, 3
FLOWS = 8  # articles on their way at a time, as in a worker or two with their partitions


class Writer:
    """Articles of made-up text: common words as common as in English, names, figures, stock phrases."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        words = coding.load().words[:20_000]
        self.words, self.weights = words, [0.0] * len(words)
        total = 0.0
        for i in range(len(words)):
            total += 1 / (i + 3)
            self.weights[i] = total
        letters = "bdfgklmnprstvz"
        self.names = [
            "".join(c + self.rng.choice("aeiou") for c in self.rng.choices(letters, k=3)) for _ in range(NAMES)
        ]
        self.phrases = [" ".join(self.rng.choices(words[150:6_000], k=4)) for _ in range(PHRASES)]

    def sentence(self) -> str:
        """About SENTENCE words."""
        rng = self.rng
        words = rng.choices(self.words, cum_weights=self.weights, k=SENTENCE - 4)
        words[3] = rng.choice(self.names).capitalize()
        if rng.random() < 0.4:
            words[9] = self.phrases[int(PHRASES ** rng.random()) - 1]
        if rng.random() < 0.3:
            words[6] = str(rng.randint(2, 999))
        return " ".join(words).capitalize() + "."

    def article(self, article_id: str, lines: Sequence[str] | None = None) -> CleanArticle:
        """One article; lines: its sentences, where they are given."""
        title, *paragraphs = lines or [self.sentence() for _ in range(WORDS // SENTENCE + 1)]
        url = f"https://courier.example/{article_id}"
        return clean_article(article_id, title, paragraphs, published_at=NOW, url=url, source="bench")

    def stream(self, name: str, count: int) -> list[CleanArticle]:
        """One in four is a copy or a revision of one before."""
        found: list[CleanArticle] = []
        for n in range(count):
            lines = None
            if n % 4 == 3:
                lines = self.rng.choice(found[-40:]).text.split("\n")
                if n % 8 == 3:
                    lines = lines[: len(lines) // 2]
                elif n % 16 == 7:
                    lines = [*lines, self.sentence()]
            found.append(self.article(f"{name}-{n:09}-0123456789", lines))
        return found


class Recorder(RedisStore):
    """Keeps what was written, as a pattern for more."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self.entries: list[Entry] = []

    async def put(self, entry: Entry, seen: Seen | None) -> Seen | None:
        shown = await super().put(entry, seen)
        if shown is None and entry.post:
            self.entries.append(entry)
        return shown


@dataclass(frozen=True, slots=True)
class Measured:
    """At so many remembered articles: Redis memory of each, and CPU milliseconds of the step and of Redis for one more.

    fresh: articles that are no version of any; mixed: one in four is. wall_per_s: articles a second, mixed.
    record_bytes, features: of one article, the mean.
    """

    remembered: int
    bytes_each: float
    fresh_ms: float
    mixed_ms: float
    wall_per_s: float
    record_bytes: float
    features: float


def like(entries: Sequence[Entry], name: str, count: int, rng: random.Random) -> Iterator[Entry]:
    """More entries of the same size, by the pattern of real ones; in one of five, stock phrases stay what they are."""
    uses = Counter(feature for entry in entries for feature in entry.features)
    for n in range(count):
        pattern = entries[n % len(entries)]
        salt = rng.getrandbits(36)
        own = f"{name}{n:010}"[-4:]
        features = tuple(dict.fromkeys(f if n % 5 == 0 and uses[f] > 1 else f ^ salt for f in pattern.features))
        record = pattern.record.replace(pattern.record[8:12], own.encode(), 1)  # another id of the same length
        yield replace(pattern, ref=reference(f"{name}{n}"), record=record, features=features)


async def fill(redis: Redis, entries: Iterator[Entry]) -> None:
    """Write them all by the step's own script, a batch on its way at a time; who sees others, after another look."""
    store = RedisStore(redis)
    batch: list[tuple[Entry, Seen | None]]
    while batch := [(entry, None) for entry in itertools.islice(entries, BATCH)]:
        while batch:
            pipe = redis.pipeline(transaction=False)
            for entry, seen in batch:
                pipe.execute_command("EVALSHA", PUT_SHA, *store.arguments(entry, seen), NEVER_DECODE=True)
            shown = [store.seen(answer) for answer in await pipe.execute()]
            batch = [(entry, now) for (entry, _), now in zip(batch, shown, strict=True) if now is not None]


async def cost(redis: Redis, articles: Sequence[CleanArticle]) -> tuple[float, float]:
    """(CPU milliseconds of step and Redis together for one article, articles a second), FLOWS at a time."""
    store = RedisStore(redis)

    async def flow(some: Sequence[CleanArticle]) -> None:
        for article in some:
            await relate(store, article)

    before, begin, spent = await _cpu_s(redis), time.perf_counter(), time.process_time()
    await asyncio.gather(*(flow(articles[i::FLOWS]) for i in range(FLOWS)))
    spent = time.process_time() - spent + await _cpu_s(redis) - before
    return 1000 * spent / len(articles), len(articles) / (time.perf_counter() - begin)


async def _cpu_s(redis: Redis) -> float:
    info = await redis.info("cpu")
    return float(info["used_cpu_sys"] + info["used_cpu_user"])


async def measure(levels: Sequence[int]) -> AsyncIterator[Measured]:
    """Fill a Redis of its own up to each level, and measure there. Its settings are the project's, but for size."""
    with tempfile.TemporaryDirectory() as folder:
        server = RedisServer(Path(folder))
        await server.start()
        redis = Redis.from_url(server.url, decode_responses=True)
        try:
            await redis.config_set("maxmemory", "6gb")
            await redis.config_set("appendonly", "no")  # what the disk costs depends on who else uses it
            async for measured in _measure(redis, levels):
                yield measured
        finally:
            await redis.aclose()
            await server.stop()


async def _measure(redis: Redis, levels: Sequence[int]) -> AsyncIterator[Measured]:
    writer, recorder, rng = Writer(1), Recorder(redis), random.Random(2)
    empty = await _memory(redis)
    for n in range(PATTERNS):
        await relate(recorder, writer.article(f"base-{n:09}-0123456789"))
    gc.collect()
    gc.freeze()  # the patterns are the benchmark's own load on the garbage collector, not the step's
    remembered, patterns = PATTERNS, recorder.entries
    for level in levels:
        await fill(redis, like(patterns, f"l{level}", level - remembered, rng))
        bytes_each = (await _memory(redis) - empty) / level
        fresh, mixed = [], []
        for r in range(ROUNDS):
            some = [writer.article(f"fresh-{level}-{r}-{n:05}") for n in range(SAMPLE)]
            fresh.append((await cost(redis, some))[0])
            mixed.append(await cost(redis, writer.stream(f"mixed-{level}-{r}", SAMPLE)))
        remembered = level + 2 * ROUNDS * SAMPLE
        middle = statistics.median(ms for ms, _ in mixed), statistics.median(per_s for _, per_s in mixed)
        sizes = [
            statistics.mean(map(len, some)) for some in zip(*((e.record, e.features) for e in patterns), strict=True)
        ]
        yield Measured(level, bytes_each, statistics.median(fresh), *middle, *sizes)


async def _memory(redis: Redis) -> float:
    return float((await redis.info("memory"))["used_memory"])
