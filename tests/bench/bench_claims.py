"""How fast claims are read, from clean and tagged article to claims, on one core: `make bench-claims`.

Texts: ../shared/corpora where it is beside the project, else the shipped seeds and the labelled sentences, repeated.
A benchmark, not a test: times on shared machines vary, so the best of the rounds is printed beside the median.
"""

import json
import resource
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from tests_support import tagged

from agents.claims.article import load, read_claims
from schemas.tagged_article import TaggedArticle

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
ROUNDS = 5
NOW = datetime(2016, 5, 21, 12, tzinfo=UTC)


def texts(name: str, limit: int) -> list[str]:
    """Up to ``limit`` articles of one corpus."""
    lines = (CORPORA / f"{name}.jsonl").read_text("utf-8").splitlines()[:limit]
    return [text for line in lines if (text := json.loads(line)["text"]).strip()]


def samples() -> tuple[list[TaggedArticle], list[TaggedArticle]]:
    """(articles about a conflict, ordinary ones)."""
    if CORPORA.exists():
        conflict, ordinary = texts("syria_news", 300), texts("ordinary_news", 600)
    else:
        conflict = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))] * 20
        ordinary = ["The council met on Tuesday to discuss the budget for roads and schools. " * 20] * 200
    return [_article(text, n) for n, text in enumerate(conflict)], [
        _article(text, n) for n, text in enumerate(ordinary)
    ]


def _article(text: str, number: int) -> TaggedArticle:
    return tagged(text, NOW, article_id=str(number))


def rate(articles: list[TaggedArticle]) -> tuple[float, float]:
    """(median, best) articles a second of CPU time."""
    found = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for article in articles:
            read_claims(article)
        found.append(len(articles) / (time.process_time() - begin))
    return statistics.median(found), max(found)


def main() -> int:
    """Print start, rates and memory."""
    begin = time.perf_counter()
    load()
    started = time.perf_counter() - begin
    conflict, ordinary = samples()
    mixed = list(ordinary)
    for n in range(len(ordinary) // 9):
        mixed.insert(n * 10, conflict[n % len(conflict)])
    print(f"rules loaded in {started:.2f} s")
    for name, articles in (("conflict articles alone", conflict), ("one conflict article in ten", mixed)):
        median, best = rate(articles)
        print(f"{name:<28} {median:6.0f} articles/s (best of {ROUNDS}: {best:.0f}), {len(articles)} articles")
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"resident memory              {resident:6.0f} MB, with gazetteer and articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
