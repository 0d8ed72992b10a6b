"""Scores the claims against labels by people who had not seen the rules: `make eval` (dev), `make eval-held-out`.

Labels are offsets and values by article id; the articles are in ../shared/corpora (absent: the sentences alone).
A claim is right when kind, change or effect, and the number's low and high are; "with place": the place too.
Optional labels (required: false) are neither missed nor wrong. Intervals: 95 %, bootstrap over articles, fixed seed.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from score_seeds import _words, rows
from sides import side_agrees
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.codec import plain

LABELS = Path(__file__).parent / "labels"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
FIELDS = ("stance", "timing", "said_by", "taken_by", "perpetrator")
Row = dict[str, Any]


@dataclass
class Unit:
    """One article or sentence: its text, labels and claims read (mode actual), and what matched."""

    id: str
    text: str
    published_at: datetime
    labels: list[Row]
    nonactual: str | None = None
    outlet: str = "Test Wire"
    claims: list[Row] = field(default_factory=list)
    pairs: list[tuple[Row, Row]] = field(default_factory=list)
    placed: list[tuple[Row, Row]] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)


def units(part: str) -> list[Unit]:
    """The labelled articles and sentences of one half of the split, or those written for the project ("own")."""
    if part == "own":
        return _own()
    wanted = set(json.loads((LABELS / "split.json").read_text("utf-8"))[part])
    found: list[Unit] = []
    by_article: dict[str, list[Row]] = {}
    for name in ("syria_a", "syria_b"):
        for row in rows(LABELS / f"{name}.jsonl"):
            by_article.setdefault(row["article"], []).append(row)
    if CORPORA.exists():
        for row in rows(CORPORA / "syria_news.jsonl"):
            labels = by_article.pop(row["id"], None)
            if labels is not None and row["id"] in wanted:
                published = datetime.fromisoformat(row["published_at"])
                found.append(Unit(row["id"], row["text"], published, [x for x in labels if "kind" in x]))
    for row in rows(LABELS / "sentences.jsonl"):
        if row["id"] in wanted:
            published = datetime.fromisoformat(row["published_at"]).astimezone(UTC)
            found.append(Unit(row["id"], row["text"], published, row["claims"], row["nonactual"]))
    return found


def _own() -> list[Unit]:
    """Articles and sentences written for this purpose, with their labels; their texts are in the project."""
    by_article: dict[str, list[Row]] = {}
    for row in rows(LABELS / "articles_b_labels.jsonl"):
        by_article.setdefault(row["article"], []).append(row)
    found = [
        Unit(row["id"], row["text"], _when(row), by_article.pop(row["id"], []), outlet=row["outlet"])
        for row in rows(LABELS / "articles_b.jsonl")
    ]
    for row in rows(LABELS / "sentences_b.jsonl"):
        found.append(Unit(row["id"], row["text"], _when(row), row["claims"], row["nonactual"], row["outlet"]))
    return found


def _when(row: Row) -> datetime:
    return datetime.fromisoformat(row["published_at"]).astimezone(UTC)


def read(unit: Unit) -> None:
    """Read the unit's claims and match them to its labels, required ones first."""
    article = tagged(unit.text, unit.published_at, outlet=unit.outlet, article_id=unit.id)
    unit.claims = [plain(claim) for claim in read_claims(article) if claim.mode == "actual"]
    actual = [row for row in unit.labels if row.get("mode", "actual") == "actual"]
    left = list(unit.claims)
    for label in sorted(actual, key=lambda row: not row.get("required", True)):
        options = [claim for claim in left if agrees(label, claim)]
        options.sort(key=lambda claim: not place_agrees(label, claim))
        if options:
            left.remove(options[0])
            unit.pairs.append((label, options[0]))
            if place_agrees(label, options[0]):
                unit.placed.append((label, options[0]))
        elif label.get("required", True):
            unit.missed.append(label)
    unit.wrong = [claim for claim in left if not any(agrees(label, claim) for label in actual)]


def agrees(label: Row, claim: Row) -> bool:
    """Kind, change or effect, and the bounds; a denial only fits a denial."""
    if label["kind"] != claim["kind"] or (label.get("stance") == "denied") != (claim["stance"] == "denied"):
        return False
    if label["kind"] == "location_fall":
        return _change(label) == _change(claim) and place_agrees(label, claim)
    number = claim["number"]
    return bool(
        label["effect"] == claim["effect"] and label["low"] == number["low"] and label["high"] == number["high"]
    )


def _change(row: Row) -> str:
    return "gained" if row["change"] in ("captured", "recaptured") else "left"


def place_agrees(label: Row, claim: Row) -> bool:
    """Whether the claim's place is one that counts as right; a label without a place asks for none."""
    accepted = [label.get("place"), *label.get("place_also", [])]
    if label.get("cumulative") or not label.get("place"):
        accepted.append(None)
    place = claim.get("place")
    if place is None:
        return None in accepted
    told = {_words(place["text"]), _words(place["name"])}
    return any(
        name is not None and any(a and (a in _words(name) or _words(name) in a) for a in told) for name in accepted
    ) or (label.get("place") is None)


def f1(pairs: int, missed: int, wrong: int) -> tuple[float, float, float]:
    """(precision, recall, F1)."""
    precision = pairs / (pairs + wrong) if pairs + wrong else 1.0
    recall = pairs / (pairs + missed) if pairs + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(sample: Iterable[Unit], kind: str | None = None) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 without and with the place, over all units or one kind of claim."""
    sample = list(sample)

    def count(name: str) -> int:
        total = 0
        for unit in sample:
            for entry in getattr(unit, name):
                row = entry[0] if isinstance(entry, tuple) else entry
                total += kind is None or row["kind"] == kind
        return total

    pairs, placed, missed, wrong = count("pairs"), count("placed"), count("missed"), count("wrong")
    off = pairs - placed
    return {"claims": f1(pairs, missed, wrong), "with place": f1(placed, missed + off, wrong + off)}


def interval(sample: list[Unit], name: str, draws: int = 400) -> tuple[float, float]:
    """95 % interval of an F1 by drawing units with replacement."""
    dice = random.Random(7)
    values = sorted(figures(dice.choices(sample, k=len(sample)))[name][2] for _ in range(draws))
    return values[int(draws * 0.025)], values[int(draws * 0.975)]


def field_share(sample: list[Unit], name: str) -> tuple[int, int]:
    """(right, asked) of one field among the matched claims whose label tells it."""
    right = asked = 0
    for unit in sample:
        for label, claim in unit.pairs:
            if not label.get(name):
                continue
            asked += 1
            value = claim["time"]["timing"] if name == "timing" else claim.get(name)
            told: str = _words(json.dumps(value, ensure_ascii=False)) if isinstance(value, dict) else str(value or "")
            if name in ("stance", "timing"):
                right += told == label[name]
            elif name in ("taken_by", "perpetrator"):
                right += side_agrees(label[name], value)
            else:
                right += bool(told) and any(w in told for w in _words(label[name]).split() if len(w) > 2)
    return right, asked


def report(part: str, *, errors: bool) -> None:
    """Print every figure, then the errors themselves."""
    sample = units(part)
    for unit in sample:
        read(unit)
    articles = [u for u in sample if u.id.startswith(("fakes", "u"))]
    sentences = [u for u in sample if not u.id.startswith(("fakes", "u"))]
    print(f"{part}: {len(articles)} articles, {len(sentences)} sentences")
    for title, group in (("all", sample), ("articles", articles), ("sentences", sentences)):
        for kind in (None, "location_fall", "casualty"):
            for name, (precision, recall, value) in figures(group, kind).items():
                extra = " [{:.2f}, {:.2f}]".format(*interval(group, name)) if kind is None and group else ""
                print(
                    f"{title:<10} {kind or 'both':<14} {name:<11} "
                    f"P {precision:.2f} R {recall:.2f} F1 {value:.2f}{extra}"
                )
    silent = [u for u in sentences if u.nonactual]
    telling = [u for u in sentences if not u.nonactual and u.labels]
    fired = [u for u in silent if any(c["stance"] != "denied" for c in u.claims)]
    print(f"false fires on non-actual sentences {len(fired)} of {len(silent)}")
    print(f"actual sentences that fired {sum(bool(u.claims) for u in telling)} of {len(telling)}")
    for name in FIELDS:
        right, asked = field_share(sample, name)
        print(f"{name:<12} {right} of {asked} ({right / asked:.0%})" if asked else f"{name:<12} none asked")
    print("rules of wrong claims", dict(Counter(c["rule"] for u in sample for c in u.wrong).most_common(12)))
    if errors:
        _errors(sample)


def _errors(sample: list[Unit]) -> None:
    for unit in sample:
        for label in unit.missed:
            where = unit.text[label["start"] : label["end"]] if "start" in label else unit.text
            print(
                "MISSED",
                unit.id,
                label["kind"],
                label.get("effect") or label.get("change"),
                label.get("number_text"),
                label.get("place"),
                "|",
                where[:220],
            )
        for claim in unit.wrong:
            number = claim.get("number") or {}
            print(
                "WRONG",
                unit.id,
                claim["rule"],
                number.get("text"),
                number.get("low"),
                (claim["place"] or {}).get("text"),
                "|",
                claim["evidence"]["text"][:220],
            )
        for label, claim in unit.pairs:
            if not place_agrees(label, claim):
                print(
                    "PLACE",
                    unit.id,
                    label.get("place"),
                    "not",
                    (claim["place"] or {}).get("text"),
                    "|",
                    claim["evidence"]["text"][:200],
                )


def main() -> int:
    """The command line: which half, and whether to print the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("dev", "own", "held_out"))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    report(options.part, errors=options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
