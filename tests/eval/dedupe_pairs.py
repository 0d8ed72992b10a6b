"""Pick pairs of real articles over the whole range of likeness, to be labelled by people: `dedupe_pairs.py OUT`.

The likeness is of the plainest kind (shared runs of three words, over the shorter article's) and knows nothing of the
dedupe step: pairs that the step cannot see are picked as well as those it can.
"""

import itertools
import json
import random
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "syria_news.jsonl"
HORIZON = timedelta(days=30)
# (least containment, how many pairs): every class has pairs, most of them where the answer is in doubt.
CLASSES = ((0.9, 30), (0.7, 30), (0.5, 30), (0.3, 30), (0.15, 32), (0.07, 32), (0.02, 32))
MOST = 4  # pairs of one class with the same article
SEED = 20140616
Article = dict[str, Any]


def shingles(article: Article) -> set[tuple[str, ...]]:
    """Runs of three words of title and text, in lower case."""
    words = re.findall(r"\w+", f"{article['title']} {article['text']}".lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def containment(one: set[Any], other: set[Any]) -> float:
    """Share of the shorter one's runs that stand in the other, 0..1."""
    return len(one & other) / max(1, min(len(one), len(other)))


def pick(articles: list[Article]) -> list[tuple[float, Article, Article]]:
    """Pairs within the horizon, the earlier article first."""
    rows = sorted(articles, key=lambda a: (a["published_at"], a["id"]))
    runs = [shingles(row) for row in rows]
    times = [datetime.fromisoformat(row["published_at"]) for row in rows]
    near = [(i, j) for i, j in itertools.combinations(range(len(rows)), 2) if times[j] - times[i] <= HORIZON]
    scored = [(containment(runs[i], runs[j]), i, j) for i, j in near]
    random.Random(SEED).shuffle(scored)
    picked = []
    above = 1.01
    for least, wanted in CLASSES:
        used: dict[int, int] = {}
        taken = 0
        for score, i, j in scored:
            if least <= score < above and taken < wanted and max(used.get(i, 0), used.get(j, 0)) < MOST:
                picked.append((score, rows[i], rows[j]))
                used[i], used[j] = used.get(i, 0) + 1, used.get(j, 0) + 1
                taken += 1
        above = least
    return picked


def main(out: Path) -> int:
    """Write the pairs in random order, without their likeness: the labeller judges by reading."""
    articles = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
    pairs = pick([a for a in articles if a["published_at"] and a["text"].strip()])
    random.Random(SEED).shuffle(pairs)
    keep = ("id", "outlet", "published_at", "title", "text")
    with out.open("w", encoding="utf-8") as file:
        for number, (_, a, b) in enumerate(pairs):
            row = {"pair": number, "a": {k: a[k] for k in keep}, "b": {k: b[k] for k in keep}}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    counts = [sum(least <= s for s, *_ in pairs) for least, _ in CLASSES]
    print(f"{len(pairs)} pairs; with at least {[least for least, _ in CLASSES]} in common: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
