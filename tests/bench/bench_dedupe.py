"""How well and how fast the dedupe step tells copies and revisions from news: `make bench-dedupe` (FULL=1 for 1 M).

Accuracy: on streams made from real articles (tests/eval/dedupe_stress.py), and on labelled pairs of real ones, beside
what others use. Both need the corpora beside the project. Speed: against a real Redis. Times on shared machines vary;
CPU time is what one core spends on the step and on Redis together.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import uvloop
from bench_dedupe_rivals import RIVALS, Linker
from bench_dedupe_speed import WORDS, Measured, measure
from bench_dedupe_threshold import left_out
from dedupe_score import SAME, Pair, Score, f1, judge, judge_pairs, labelled_pairs, ratio, score_pairs
from dedupe_stress import CORPORA, Case, load_reports, make_stream

from agents.dedupe.store import MemoryStore
from schemas.unique_article import Verdict

PAIR_SETS = ("first", "second", "wire")
SEEDS = (101, 102, 103, 104, 105)
LEVELS, FULL = (10_000, 100_000), 1_000_000
PIPE_MS = 1000 / 1_500
"""What a Faust agent takes to read one JSON record of 3 kB and send another, on a quiet machine."""


def accuracy() -> None:
    """Print the figures of the made streams, by what was done to the reports."""
    reports = load_reports()
    streams = [make_stream(reports, seed) for seed in SEEDS]
    score = Score()
    for stream in streams:
        score.add(stream, asyncio.run(judge(MemoryStore(), [case.article for case in stream])))
    print(f"Made from {len(reports)} real articles, {len(streams)} streams of {len(streams[0])} articles\n")
    print(f"same report (duplicate or revision): F1 {score.same_f1:.3f}")
    print(f"duplicate: precision {score.duplicate_precision:.3f}, recall {score.duplicate_recall:.3f}")
    print(f"revisions hidden as duplicates: {score.hidden} of {score.revisions} ({score.hidden_share:.1%})")
    print(f"unrelated reports linked: {score.linked} of {score.unrelated} ({1000 * score.linked_share:.2f} in 1,000)")
    right, wanted = score.passages["right"], score.passages["wanted"]
    print(f"shared passages with their first owner: {right} of {wanted} ({ratio(right, wanted):.1%})\n")
    print(f"{'what was done':<18} {'reports':>7} {'right':>6}  verdicts")
    for kind, counts in sorted(score.by_kind.items()):
        _print_kind(kind, counts)
    print(f"\n{'same report, F1':<18} {'stream':>7}")
    print(f"{'Tocsin':<18} {score.same_f1:>7.3f}")
    for name, link in RIVALS.items():
        print(f"{name:<18} {_rival(link, streams):>7.3f}", flush=True)


def _print_kind(kind: str, counts: Counter[str]) -> None:
    verdicts = {name: n for name, n in counts.most_common() if name != "right"}
    total = sum(verdicts.values())
    shown = ", ".join(f"{name} {n}" for name, n in verdicts.items())
    print(f"{kind:<18} {total:>7} {counts['right'] / total:>6.1%}  {shown}")


def _rival(link: Linker, streams: Sequence[Sequence[Case]]) -> float:
    counts: Counter[str] = Counter()
    for stream in streams:
        family = {case.article.article_id: case.family for case in stream}
        for case, found in zip(stream, link([case.article for case in stream]), strict=True):
            version = bool(set(case.relations) & set(SAME))
            right = version and found is not None and family[found] == case.family
            counts.update(wanted=version, found=found is not None, right=right)
    return f1(counts["right"], counts["found"], counts["wanted"])


def real_pairs() -> None:
    """Print the figures of the labelled pairs, or what is missing."""
    pairs = labelled_pairs()
    if not pairs:
        print("\nReal pairs: skipped, tests/eval/labels/dedupe_pairs.jsonl or the corpora are absent")
        return
    verdicts = dict(zip(pairs, asyncio.run(judge_pairs(pairs)), strict=True))
    print("\nLabelled pairs of real articles. first: rules and thresholds were made with them; second (all below 0.3")
    print("of likeness) and wire (one agency's business stories): labelled before any verdict on them was seen")
    for name in PAIR_SETS:
        _print_pairs(name, [pair for pair in pairs if pair.set == name], verdicts)
    _print_pairs("second and wire", [pair for pair in pairs if pair.set != "first"], verdicts)
    _print_pairs("all", pairs, verdicts)
    for name, some in (("first", [pair for pair in pairs if pair.set == "first"]), ("all", pairs)):
        print(f"{name}, the threshold KINSHIP chosen for each pair on the others: F1 {left_out(some):.3f}")


def _print_pairs(name: str, pairs: Sequence[Pair], verdicts: Mapping[Pair, Verdict]) -> None:
    score = score_pairs(pairs, [verdicts[pair] for pair in pairs])
    print(f"\n{name}: {len(pairs)} pairs, {dict(Counter(pair.relation for pair in pairs))}")
    print(f"revisions hidden as duplicates: {score.hidden} of {score.revisions}")
    print(f"different reports called the same: {score.linked}; same reports not found: {score.missed}")
    print(f"{'same report, F1':<18} {'pairs':>7}")
    print(f"{'Tocsin':<18} {score.same:>7.3f}")
    for rival, link in RIVALS.items():
        print(f"{rival:<18} {_rival_pairs(link, pairs):>7.3f}")


def _rival_pairs(link: Linker, pairs: Sequence[Pair]) -> float:
    found = [link([pair.earlier, pair.later])[1] is not None for pair in pairs]
    wanted = [pair.relation in ("same", "revision") for pair in pairs]
    return f1(sum(f and w for f, w in zip(found, wanted, strict=True)), sum(found), sum(wanted))


async def speed(levels: Sequence[int]) -> None:
    """Print cost and memory at each level."""
    print(f"\nAgainst a real Redis, articles of {WORDS} words; CPU of step and Redis together, on one core")
    print(
        "fresh: no version of any; of a hop: cost in parts of what a Faust agent takes for one JSON record in and out,"
    )
    print("1,500 a second on a quiet machine; wall: one in four a version, 8 at a time, without the disk's share")
    first = None
    async for m in measure(levels):
        if first is None:
            _print_head(m)
        first = first or m.fresh_ms
        print(
            f"{m.remembered:>10,} {m.bytes_each:>10,.0f} {1000 / m.fresh_ms:>7,.0f}/s {1000 / m.mixed_ms:>15,.0f}/s"
            f" {m.fresh_ms / PIPE_MS:>9.2f} {m.wall_per_s:>6,.0f}/s   cost {m.fresh_ms / first:.2f} of the first row's",
            flush=True,
        )


def _print_head(m: Measured) -> None:
    print(f"of each article is kept a record of {m.record_bytes:.0f} bytes, and {m.features:.1f} postings of 11 bytes")
    print(f"{'remembered':>10} {'bytes each':>10} {'fresh':>9} {'1 in 4 a version':>17} {'of a hop':>9} {'wall':>8}")


def main(arguments: Sequence[str]) -> int:
    """Print it all."""
    if "--speed" not in arguments:
        if CORPORA.exists():
            accuracy()
        else:
            print(f"Accuracy: skipped, {CORPORA} is absent")
        real_pairs()
    uvloop.run(speed((*LEVELS, FULL) if "--full" in arguments else LEVELS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
