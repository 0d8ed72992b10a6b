"""Hostile input: bounded in time and memory, with a clear verdict, on both stores."""

import time
import tracemalloc

import pytest
from dedupe_reports import BODY, article

from agents.dedupe.relate import relate
from agents.dedupe.report import MAX_CHARS, report_of
from agents.dedupe.sharers import Seen
from agents.dedupe.store import Entry, MemoryStore, Store

SECONDS = 10.0  # of processor time for two articles; on a quiet machine the slowest takes under two
RECORD_BYTES = 400_000
MEMORY_BYTES = 150_000_000
WORDS = [f"word{i % 977} of{i % 13}" for i in range(82_000)]
LINE = "The same line again and again for ever."
LIKE = " ".join(f"word{i % 7}" for i in range(300))
CASES = {
    "a megabyte in one line": ([" ".join(WORDS)], [" ".join(w for i, w in enumerate(WORDS) if i % 50)]),
    "100,000 equal lines": ([LINE] * 100_000, [LINE] * 99_999),
    "100,000 equal lines, one word moved": ([LINE] * 100_000, [LINE.replace("again and", "and again")] * 100_000),
    "sentences that are all nearly alike": (
        [f"{LIKE} end{n}." for n in range(1_100)],
        [f"{LIKE} stop{n}." for n in range(1_100)],
    ),
    "the same few words in every order": (
        [" ".join(WORDS[n % 97 : n % 97 + 150]) + "." for n in range(1_500)],
        [" ".join(WORDS[n % 89 + 3 : n % 89 + 153]) + "." for n in range(1_500)],
    ),
    "one word of a megabyte": (["a" * 1_000_000], ["a" * 999_999]),
    "nothing but ends of sentences": (["A. " * 330_000], ["A. " * 330_001]),
    "quotation marks that never close": (["“x" * 300_000], ["“x" * 300_001]),
    "control characters": (["\0\x01 rebels\x1b[31m took\x7f Karsala \u202etoday." * 20_000], ["\0 rebels." * 90_000]),
    "figures without end": (["1," * 500_000], ["1," * 499_000]),
    "no words": (["😀" * 250_000], ["😀" * 250_001]),
}


@pytest.mark.parametrize(("first", "second"), CASES.values(), ids=list(CASES))
async def test_it_takes_bounded_time(store: Store, first: list[str], second: list[str]) -> None:
    begin = time.process_time()
    assert (await relate(store, article("a", first, title=None))).relation == "new"
    verdict = await relate(store, article("b", second, title=None, outlet="Herald"))
    assert verdict.relation in ("new", "duplicate", "revision")
    assert await relate(store, article("b", second, title=None, outlet="Herald")) == verdict
    assert time.process_time() - begin < SECONDS


class Weighing(MemoryStore):
    """Knows how long the longest record was."""

    longest = 0

    async def put(self, entry: Entry, seen: Seen | None) -> Seen | None:
        self.longest = max(self.longest, len(entry.record))
        return await super().put(entry, seen)


@pytest.mark.parametrize(
    "name", ["a megabyte in one line", "100,000 equal lines", "sentences that are all nearly alike"]
)
async def test_it_takes_bounded_memory_here_and_in_the_store(name: str) -> None:
    first, second = (article(i, lines, title=None) for i, lines in zip("ab", CASES[name], strict=True))
    store = Weighing()
    tracemalloc.start()
    try:
        await relate(store, first)
        await relate(store, second)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEMORY_BYTES
    assert store.longest < RECORD_BYTES


async def test_signs_that_stand_for_many_letters_are_bounded() -> None:
    """One sign of Unicode that stands for eighteen letters."""
    store = Weighing()
    await relate(store, article("a", ["\ufdfa " * 500_000]))
    assert store.longest < 20 * MAX_CHARS


async def test_what_stands_below_the_limits_is_compared_as_one_piece(store: Store) -> None:
    long = [f"Sentence number {i} speaks of village {i * 7} and of the river that runs past it." for i in range(3000)]
    other = [*long[:-1], "Sentence number 3000 speaks of an army that has come down the river and burned the mill."]
    assert len(report_of(article("a", long)).sentences) == 1_000
    await relate(store, article("a", long))
    assert (await relate(store, article("b", long))).relation == "duplicate"
    assert (await relate(store, article("c", other))).relation == "revision"


async def test_a_report_beyond_the_limit_of_letters_is_a_revision_where_its_end_differs(store: Store) -> None:
    long = [" ".join(WORDS[:60_000])]
    await relate(store, article("a", long))
    assert (await relate(store, article("b", [long[0], "A second rocket hit the bus station."]))).relation == "revision"


async def test_a_horde_of_copies_is_bounded(store: Store) -> None:
    """Each new one is compared with a few of them, however many there are."""
    begin = time.process_time()
    for n in range(300):
        verdict = await relate(store, article(f"copy{n}", [*BODY, f"Copy {n + 2} came from village {n * 7 + 3}."]))
        assert verdict.relation == ("revision" if n else "new")
    assert time.process_time() - begin < SECONDS
