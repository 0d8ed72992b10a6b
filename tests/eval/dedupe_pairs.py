"""Pick pairs of real articles over the range of likeness, to be labelled by people: `dedupe_pairs.py OUT [SET]`.

The likeness is of the plainest kind (shared runs of three words, over the shorter article's) and knows nothing of the
dedupe step: pairs that the step cannot see are picked as well as those it can.

first: from the whole range. second: from the pairs that were left, all below 0.3, where a version is rare. wire: of
business stories of one agency, from 0.15 up; these bear no date, so it is told from their running number.
"""

import itertools
import json
import random
import re
import sys
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
CORPUS, WIRE = CORPORA / "syria_news.jsonl", CORPORA / "ordinary_news.jsonl"
HORIZON = timedelta(days=30)
# (least containment, how many pairs): every class has pairs, most of them where the answer is in doubt.
CLASSES = {
    "first": ((0.9, 30), (0.7, 30), (0.5, 30), (0.3, 30), (0.15, 32), (0.07, 32), (0.02, 32)),
    "second": ((0.15, 44), (0.07, 10), (0.02, 6)),
    "wire": ((0.3, 30), (0.15, 16)),
}
SEEDS = {"first": 20140616, "second": 20160301, "wire": 19870226}
MOST = 4  # pairs of one class with the same article
WIRE_LEAST = 60  # words: below stand tables of figures
WIRE_START, WIRE_A_DAY = datetime(1987, 2, 26, tzinfo=UTC), 360  # stories, by their running numbers
LABELS = Path(__file__).with_name("labels") / "dedupe_pairs.jsonl"
Article = dict[str, Any]


def shingles(article: Article) -> set[tuple[str, ...]]:
    """Runs of three words of title and text, in lower case."""
    words = re.findall(r"\w+", f"{article['title']} {article['text']}".lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def containment(one: set[Any], other: set[Any]) -> float:
    """Share of the shorter one's runs that stand in the other, 0..1."""
    return len(one & other) / max(1, min(len(one), len(other)))


def load(corpus: Path) -> list[Article]:
    """Articles of a corpus that have a date and a text."""
    rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    if corpus == WIRE:
        rows = [{**row, "published_at": _wire_time(row["id"])} for row in rows]
    return [row for row in rows if row["published_at"] and row["text"].strip()]


def _wire_time(article_id: str) -> str:
    return (WIRE_START + timedelta(days=int(article_id.rpartition("-")[2]) / WIRE_A_DAY)).isoformat()


def pick(
    articles: list[Article], classes: Sequence[tuple[float, int]], seed: int, labelled: Collection[frozenset[str]] = ()
) -> list[tuple[float, Article, Article]]:
    """Pairs within the horizon, the earlier article first, in random order; none of those that are labelled."""
    rows = sorted(articles, key=lambda a: (a["published_at"], a["id"]))
    runs = [shingles(row) for row in rows]
    times = [datetime.fromisoformat(row["published_at"]) for row in rows]
    near = [(i, j) for i, j in itertools.combinations(range(len(rows)), 2) if times[j] - times[i] <= HORIZON]
    near = [(i, j) for i, j in near if frozenset((rows[i]["id"], rows[j]["id"])) not in labelled]
    scored = [(containment(runs[i], runs[j]), i, j) for i, j in near]
    random.Random(seed).shuffle(scored)
    picked = []
    above = 1.01
    for least, wanted in classes:
        used: dict[int, int] = {}
        taken = 0
        for score, i, j in scored:
            if least <= score < above and taken < wanted and max(used.get(i, 0), used.get(j, 0)) < MOST:
                picked.append((score, rows[i], rows[j]))
                used[i], used[j] = used.get(i, 0) + 1, used.get(j, 0) + 1
                taken += 1
        above = least
    random.Random(seed).shuffle(picked)
    return picked


def main(out: Path, name: str = "first") -> int:
    """Write the pairs without their likeness: the labeller judges by reading."""
    articles, classes, labelled = load(CORPUS), CLASSES[name], set[frozenset[str]]()
    if name == "second":
        rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
        labelled = {frozenset((row["a"], row["b"])) for row in rows if row.get("set", "first") == "first"}
    elif name == "wire":
        articles = [row for row in load(WIRE) if len(row["text"].split()) >= WIRE_LEAST]
    pairs = pick(articles, classes, SEEDS[name], labelled)
    keep = ("id", "outlet", "published_at", "title", "text")
    with out.open("w", encoding="utf-8") as file:
        for number, (_, a, b) in enumerate(pairs):
            row = {"pair": number, "a": {k: a[k] for k in keep}, "b": {k: b[k] for k in keep}}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    counts = [sum(least <= s for s, *_ in pairs) for least, _ in classes]
    print(f"{len(pairs)} pairs; with at least {[least for least, _ in classes]} in common: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
