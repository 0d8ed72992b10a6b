"""The one threshold that was set after reading misses: what it is worth where it was chosen on other pairs."""

import asyncio
from collections.abc import Sequence

from dedupe_score import SAME, Pair, f1, judge_pairs

from agents.dedupe import compare

GRID = tuple(round(1.0 + 0.04 * i, 2) for i in range(26))  # 2.0: the sign counts for nothing


def left_out(pairs: Sequence[Pair]) -> float:
    """F1 of same report, each pair judged with the KINSHIP that does best on all other pairs (the middle of equals)."""
    wanted = [pair.relation in ("same", "revision") for pair in pairs]
    found = {threshold: _found(pairs, threshold) for threshold in GRID}
    verdicts = []
    for i in range(len(pairs)):
        scores = {t: _without(i, found[t], wanted) for t in GRID}
        best = [t for t in GRID if scores[t] == max(scores.values())]
        verdicts.append(found[best[len(best) // 2]][i])
    right = sum(f and w for f, w in zip(verdicts, wanted, strict=True))
    return f1(right, sum(verdicts), sum(wanted))


def _found(pairs: Sequence[Pair], threshold: float) -> list[bool]:
    before = compare.KINSHIP
    compare.KINSHIP = threshold
    try:
        return [verdict.relation in SAME for verdict in asyncio.run(judge_pairs(pairs))]
    finally:
        compare.KINSHIP = before


def _without(left_out: int, found: Sequence[bool], wanted: Sequence[bool]) -> float:
    others = [(f, w) for i, (f, w) in enumerate(zip(found, wanted, strict=True)) if i != left_out]
    return f1(sum(f and w for f, w in others), sum(f for f, _ in others), sum(w for _, w in others))
