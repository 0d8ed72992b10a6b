"""Learns agents/clean/data/lean.tsv and judge.tsv: `make train-clean`.

Furniture: clean_training.yaml and the halves of the generated set that may be looked at. Articles: those of these
halves, and the reports of war/. First which way the signs of a line lean (lean.py), then what counts beside it on
generated pages (judge.py). A page's lines are read there with weights that were learned without its phrases and its
article, so that the second step does not trust the first more than it may. The same data give the same weights.
"""

import functools
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from clean_pages import (
    CORPORA,
    FILLED,
    TRAINING,
    Article,
    Furnisher,
    Half,
    Page,
    articles,
    make_page,
    phrases,
    spare_articles,
)

from agents.clean import features, judge, lean, sequence
from agents.clean.core import Core
from agents.clean.features import sentences
from agents.clean.furniture import Marks
from agents.clean.text import clean_text
from agents.clean.units import Unit
from agents.clean.voice import read_line

WAR = Path(__file__).with_name("war") / "articles.jsonl"
WRITTEN = [Path(__file__).with_name("labels") / f"articles_{part}.jsonl" for part in "bcdfhi"]
FROM: tuple[Half, ...] = ("train", "dev", "wide_dev")
FOLDS, PAGES, ROUNDS = 4, 1500, 2  # parts that are left out in turn; pages of each, and how often they are cleaned
PENALTY = {"lean": 1.0, "judge": 3.0}  # on the square of every weight
LEAST = 0.05  # smaller weights are left out
COMMON_FURNITURE, COMMON_ARTICLES, GENERAL = 3, 0.01, 0.02
"""A word has a weight that stands in so many pieces of furniture, or in such a share of articles, and of each kind."""
FILLS = 3  # ways one piece of furniture is filled in
ALONE, REPEATED = (
    0.3,
    2,
)  # share of paragraphs of which one sentence counts alone; times a sentence like a page's counts
SUBHEADS, LISTS, LINES = 0.35, 0.45, 0.6

Row = tuple[str, bool, str]
"""Text of a line, whether it is furniture, and the number of the piece or article it is of, after other words."""
Weights = dict[str, float]


@functools.cache
def own() -> dict[str, list[Any]]:
    """Lines that belong to articles though they do not look so: subheads, lists, lines."""
    data = yaml.safe_load(TRAINING.read_text("utf-8"))
    return {kind: data[kind] for kind in ("subheads", "lists", "lines")}


def written() -> list[dict[str, str]]:
    """Reports written for other measures of the project: of claims, and of incidents."""
    return [json.loads(line) for path in (WAR, *WRITTEN) for line in path.read_text("utf-8").splitlines()]


@functools.cache
def reported() -> tuple[Article, ...]:
    """The reports of war/ and those written for claims, in paragraphs."""
    found = []
    for row in map(json.loads, WAR.read_text("utf-8").splitlines()):
        lines = [line.strip() for line in row["text"].split("\n") if line.strip()]
        if lines[0] == row["title"]:
            lines = lines[1:]
        if len(lines) > 3:
            found.append(Article(row["title"], tuple(lines)))
    return tuple(found)


def furniture() -> list[Row]:
    """Every line of every piece, filled in."""
    chance = random.Random(5)
    headlines = [article.title for article in articles()[::2]]
    rows: list[Row] = []
    for half in FROM:
        for kind, entries in phrases(half).items():
            for number, entry in enumerate(entries if kind not in FILLED else ()):
                for line in [entry] if isinstance(entry, str) else entry:
                    fills = FILLS if "{" in line else 1
                    made = {Furnisher(half, headlines, chance).filled(line) for _ in range(fills)}
                    rows += [(text, True, f"{kind} {number}") for text in sorted(made)]
    return rows


def reports() -> list[Row]:
    """Every title and paragraph, some sentences alone, and sentences that read like a page's."""
    chance = random.Random(6)
    rows: list[Row] = [(line, False, f"line {n}") for n, line in enumerate(own()["lines"]) for _ in range(REPEATED)]
    texts = [(article.title, *article.paragraphs) for article in (*articles()[::2], *spare_articles())]
    corpora = len(texts)
    texts += [tuple(row["text"].split("\n")) for row in written()]
    for number, lines in enumerate(texts):
        times = REPEATED if number >= corpora else 1
        for line in filter(None, map(str.strip, lines)):
            rows += [(line, False, f"article {number}")] * times
            spans = sentences(line)
            if len(spans) > 1 and chance.random() < ALONE:
                start, end = chance.choice(spans)
                rows.append((line[start:end], False, f"article {number}"))
    return rows


@functools.cache
def general() -> frozenset[str]:
    """Words of every kind of report: not of one war, and not of one market."""
    texts = [article.text.lower() for article in articles()[::2]]
    kinds = [
        [t for t in texts if "syria" in t],
        [t for t in texts if "syria" not in t],
        [row["text"].lower() for row in written()],
    ]
    found = []
    for kind in kinds:
        counts = Counter(word for text in kind for word in set(re.findall(r"[a-z']+", text)))
        found.append({word for word, count in counts.items() if count >= GENERAL * len(kind)})
    return frozenset(set.intersection(*found))


def vocabulary(rows: Sequence[Row], signs: Sequence[frozenset[str]]) -> list[str]:
    """The signs that have a weight."""
    groups: dict[bool, dict[str, set[str]]] = {True: {}, False: {}}
    for (_, page, group), mine in zip(rows, signs, strict=True):
        for sign in mine:
            groups[page].setdefault(sign, set()).add(group)
    least = COMMON_ARTICLES * len({group for _, page, group in rows if not page})
    return [
        sign
        for sign in sorted({*groups[True], *groups[False]})
        if any(c.isalpha() for c in sign)
        and (
            sign[0] == "~"
            or len(groups[True].get(sign, ())) >= COMMON_FURNITURE
            or (len(groups[False].get(sign, ())) >= least and sign.strip("^") in general())
        )
    ]


def solve(x: Any, y: Any, share: Any, penalty: float) -> Any:
    """Weights of a logistic regression, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = (x * (share * p * (1 - p))[:, None]).T @ x
        slope[np.diag_indices_from(slope)] += penalty
        step = np.linalg.solve(slope, x.T @ (share * (p - y)) + penalty * weights)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def learn_lean(rows: Sequence[Row]) -> Weights:
    """The weight of every sign; furniture and articles count the same."""
    signs = [frozenset(found) | words for found, words in (read_line(text) for text, _, _ in rows)]
    names = vocabulary(rows, signs)
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for row, mine in enumerate(signs):
        x[row, [index[sign] for sign in mine if sign in index]] = 1
    y = np.array([page for _, page, _ in rows], float)
    share = np.where(y > 0, 0.5 * len(y) / y.sum(), 0.5 * len(y) / (1 - y).sum())
    found = solve(x, y, share, PENALTY["lean"])
    return {name: round(float(w), 2) for name, w in zip(names, found, strict=True) if abs(w) >= LEAST}


class Observer:
    """Stands in for judge.weigh, and writes down what was to be weighed and what it truly was."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, list[tuple[str, float]], bool]] = []
        self.truth: frozenset[str] = frozenset()

    def __call__(self, units: Sequence[Unit], marks: Marks, core: Core, page: bool, i: int) -> float:
        """What judge.weigh says."""
        text, zone = units[i].text, judge.zone_of(units, core, i)
        mixed = text not in self.truth and any(line in text for line in self.truth)
        sure = zone == "inside" and units[i].words.lean - core.style < judge.SURE
        if not (mixed or sure or i in marks.edges or marks.reason[i] is not None):
            self.rows.append((zone, judge.evidence(units, marks, core, page, i), text not in self.truth))
        return judge.weigh(units, marks, core, page, i)


def learn_judge(rows: Sequence[tuple[str, list[tuple[str, float]], bool]]) -> Weights:
    """The weights of each zone; prints how well they tell its lines."""
    weights: Weights = {}
    for zone in judge.load():
        mine = [row for row in rows if row[0] == zone]
        names = sorted({name for row in mine for name, _ in row[1]})
        if not names:
            continue
        index = {name: i for i, name in enumerate(names)}
        x = np.zeros((len(mine), len(names)))
        for number, row in enumerate(mine):
            for name, amount in row[1]:
                x[number, index[name]] = amount
        y = np.array([row[2] for row in mine], float)
        found = solve(x, y, np.ones(len(y)), PENALTY["judge"])
        wrong = (x @ found > 0) != (y > 0)
        print(f"{zone:<13} {len(mine):6} lines, {y.mean():.2f} furniture, wrong {wrong.mean():.3f}")
        weights |= {f"{zone}.{name}": round(float(w), 2) for name, w in zip(names, found, strict=True)}
    return weights


def part(half: Half, fold: int) -> dict[str, list[Any]]:
    """The phrases of one fold; all of a kind that has too few."""
    return {
        kind: entries if kind in FILLED else entries[fold::FOLDS] or entries for kind, entries in phrases(half).items()
    }


def training_pages(fold: int, seed: str) -> Iterator[Page]:
    """Pages of one fold's phrases and articles."""
    chance = random.Random(f"{seed} {fold}")
    own_articles = [*articles()[::2], *reported()][fold::FOLDS]
    headlines = [article.title for article in articles()[::2]]
    for n in range(PAGES):
        furnisher = Furnisher(FROM[n % len(FROM)], headlines, chance, part(FROM[n % len(FROM)], fold))
        article = own_articles[(n // len(FROM)) % len(own_articles)]
        yield make_page(with_scraps(article, fold, chance), furnisher, chance)


def with_scraps(article: Article, fold: int, chance: random.Random) -> Article:
    """The article, or the article with sub-heads, with a list that it announces, or with a sentence like a page's."""
    lines, what = list(article.paragraphs), chance.random()
    if what < SUBHEADS:
        for at in sorted(chance.sample(range(1, len(lines)), min(len(lines) - 1, chance.randint(1, 3))), reverse=True):
            lines.insert(at, chance.choice(own()["subheads"]) if chance.random() < 0.5 else _subhead(lines[at], chance))
    elif what < LISTS:
        at = chance.choice([len(lines), chance.randint(1, len(lines))])
        lines[at:at] = chance.choice(own()["lists"])
    elif what < LINES:
        at = chance.choice([len(lines), chance.randint(1, len(lines))])
        lines.insert(at, chance.choice(own()["lines"][fold::FOLDS]))
    return Article(article.title, tuple(lines))


def _subhead(paragraph: str, chance: random.Random) -> str:
    """Some words of the paragraph below, as a sub-head has them: "Partial staff relocation at the embassy"."""
    words = [word.strip('.,;:!?"“”()') for word in paragraph.split()]
    start = chance.randrange(max(1, len(words) - 8))
    found = " ".join(word for word in words[start : start + chance.randint(3, 8)] if word)
    return found[:1].upper() + found[1:]


def write(path: Path, weights: Weights) -> None:
    """Put weights into their file and use them from now on."""
    path.write_text("".join(f"{name}\t{weight}\n" for name, weight in sorted(weights.items())), "utf-8")
    for remembered in (lean.load, lean._words, judge.load):
        remembered.cache_clear()


def main() -> int:
    """Learn both files anew."""
    if not CORPORA.exists():
        print("the articles that cleaning is learned from are not beside the project")
        return 1
    features.REMEMBERED_CHARS = 0  # a line's lean changes with the weights
    rows = furniture() + reports()
    leans = [learn_lean([row for row in rows if int(row[2].split()[-1]) % FOLDS != fold]) for fold in range(FOLDS)]
    weigh: Callable[..., float] = judge.weigh
    write(judge.DATA, {})
    seen: list[tuple[str, list[tuple[str, float]], bool]] = []
    for turn in range(ROUNDS):
        for fold, weights in enumerate(leans):
            write(lean.DATA, weights)
            observer = Observer()
            sequence.weigh = observer
            for page in training_pages(fold, f"round {turn}"):
                observer.truth = frozenset(page.article.text.split("\n"))
                clean_text(page.raw)
            seen += observer.rows
        sequence.weigh = weigh
        write(judge.DATA, learn_judge(seen))
    write(lean.DATA, learn_lean(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
