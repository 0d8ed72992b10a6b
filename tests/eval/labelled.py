"""The labelled articles and sentences, read and matched to their labels.

Labels are offsets and values by article id; the articles of "dev", "held_out" and some of "wide", "plain" and
"fresh" are in
../shared/corpora (absent: the rest alone), the others in the project. A claim is right when kind, change or effect, and
the number's low and high are, and for a change of control the place. Optional labels (required: false) are neither
missed nor wrong.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from compare import Row, rows, words
from sides import side_agrees
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.codec import plain

LABELS = Path(__file__).parent / "labels"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
WRITTEN = {
    **{"own": "b", "world": "c", "wide": "d", "notes": "e", "late": "f", "fresh": "g", "plain": "h"},
    **{"broad": "i", "aside": "j", "daily": "k"},
}
"""Parts written for the project, each with the letter of its files."""
WITH_SYRIA = ("wide", "fresh", "plain")  # parts that have labels of real articles besides what was written for them


@dataclass
class Unit:
    """One article or sentence: its text, labels and claims read (mode actual), and what matched.

    nonactual: why a sentence tells nothing that happened, or null.
    """

    id: str
    text: str
    published_at: datetime
    labels: list[Row]
    sentence: bool
    nonactual: str | None = None
    outlet: str = "Test Wire"
    claims: list[Row] = field(default_factory=list)
    pairs: list[tuple[Row, Row]] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)

    @property
    def fired(self) -> bool:
        """Whether anything would ring for it: a claim that is no denial."""
        return any(claim["stance"] != "denied" for claim in self.claims)


@cache
def units(part: str) -> tuple[Unit, ...]:
    """The labelled articles and sentences of one part, read: a half of the split, or what was written here."""
    found = _written(WRITTEN[part]) if part in WRITTEN else _split(part)
    if part in WITH_SYRIA:
        found += _syria(_by_article(f"syria_{WRITTEN[part]}"))
    for unit in found:
        read(unit)
    return tuple(found)


def _split(part: str) -> list[Unit]:
    wanted = set(json.loads((LABELS / "split.json").read_text("utf-8"))[part])
    labelled = _by_article("syria_a", "syria_b")
    found = _syria({article: labels for article, labels in labelled.items() if article in wanted})
    for row in rows(LABELS / "sentences.jsonl"):
        if row["id"] in wanted:
            found.append(Unit(row["id"], row["text"], _when(row), row["claims"], True, row["nonactual"]))
    return found


def _syria(by_article: dict[str, list[Row]]) -> list[Unit]:
    found: list[Unit] = []
    for row in rows(CORPORA / "syria_news.jsonl") if CORPORA.exists() else ():
        if row["id"] in by_article:
            labels = [label for label in by_article[row["id"]] if "kind" in label]
            found.append(Unit(row["id"], row["text"], _when(row), labels, sentence=False))
    return found


def _written(letter: str) -> list[Unit]:
    articles = LABELS / f"articles_{letter}.jsonl"
    by_article = _by_article(f"articles_{letter}_labels") if articles.exists() else {}
    found = [
        Unit(row["id"], row["text"], _when(row), by_article.get(row["id"], []), sentence=False, outlet=row["outlet"])
        for row in (rows(articles) if articles.exists() else ())
    ]
    for row in rows(LABELS / f"sentences_{letter}.jsonl"):
        found.append(Unit(row["id"], row["text"], _when(row), row["claims"], True, row["nonactual"], row["outlet"]))
    return found


def _by_article(*names: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for name in names:
        for row in rows(LABELS / f"{name}.jsonl"):
            found.setdefault(row["article"], []).append(row)
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
        options.sort(
            key=lambda claim: (not place_agrees(label, claim), not _same_best(label, claim), _other_taker(label, claim))
        )
        if options:
            left.remove(options[0])
            unit.pairs.append((label, options[0]))
        elif label.get("required", True):
            unit.missed.append(label)
    unit.wrong = [claim for claim in left if not any(agrees(label, claim) for label in actual)]


def agrees(label: Row, claim: Row) -> bool:
    """Kind, change or effect, and the bounds; a denial only fits a denial."""
    if label["kind"] != claim["kind"] or (label.get("stance") == "denied") != (claim["stance"] == "denied"):
        return False
    if label["kind"] == "location_fall":
        return _gained(label) == _gained(claim) and place_agrees(label, claim)
    number = claim["number"]
    bounds = (label["effect"], label["low"], label["high"])
    return bounds == (claim["effect"], number["low"], number["high"])


def _same_best(label: Row, claim: Row) -> bool:
    return label["kind"] == "location_fall" or bool(label["best"] == claim["number"]["best"])


def _other_taker(label: Row, claim: Row) -> bool:
    """Whether two changes of hands of one place are told of different takers."""
    if label["kind"] != "location_fall" or not label.get("taken_by"):
        return False
    return not side_agrees(label["taken_by"], claim["taken_by"])


def _gained(row: Row) -> bool:
    return row["change"] in ("captured", "recaptured")


def place_agrees(label: Row, claim: Row) -> bool:
    """Whether the claim's place is one that counts as right; a label without a place asks for none."""
    place = claim.get("place")
    if not label.get("place"):
        return True
    if place is None:
        return bool(label.get("cumulative")) or None in label.get("place_also", ())
    told = {words(place["text"]), words(place["name"])} - {""}
    accepted = [words(name) for name in (label["place"], *label.get("place_also", ())) if name]
    return any(a in name or name in a for name in accepted for a in told)
