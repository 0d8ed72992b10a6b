"""Verdicts against what is true: on the made stream, and on real pairs that people have labelled."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dedupe_pairs import CORPUS, LABELS, WIRE, Article, load
from dedupe_stress import Case, article_of, split_paragraphs

from agents.dedupe.relate import relate
from agents.dedupe.store import MemoryStore, Store
from schemas.clean_article import CleanArticle
from schemas.unique_article import Verdict

SAME = ("duplicate", "revision")


def ratio(part: float, whole: float) -> float:
    """part / whole; 1 where there is nothing to be right or wrong about."""
    return part / whole if whole else 1.0


def f1(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall."""
    return ratio(2 * right, found + wanted)


@dataclass
class Score:
    """Counts over one or more streams. by_kind: verdicts (and whether right) by what was done to the report."""

    same: Counter[str] = field(default_factory=Counter)
    duplicate: Counter[str] = field(default_factory=Counter)
    revisions: int = 0
    hidden: int = 0
    unrelated: int = 0
    linked: int = 0
    passages: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[tuple[Case, Verdict]] = field(default_factory=list)

    def add(self, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> None:
        """Count one stream."""
        family = {case.article.article_id: case.family for case in cases}
        for case, verdict in zip(cases, verdicts, strict=True):
            self._add(case, verdict, family.get(verdict.original_id or ""))

    def _add(self, case: Case, verdict: Verdict, linked: str | None) -> None:
        version = bool(set(case.relations) & set(SAME))
        found = verdict.relation in SAME
        self.same.update(wanted=version, found=found, right=version and found and linked == case.family)
        wanted = case.relations == ("duplicate",)
        found = verdict.relation == "duplicate"
        self.duplicate.update(wanted=wanted, found=found, right=wanted and found and linked == case.family)
        if case.relations == ("revision",):
            self.revisions += 1
            self.hidden += verdict.relation == "duplicate"
        if not version:
            self.unrelated += 1
            self.linked += linked is not None and linked not in (case.family, *case.sources)
            if case.kind == "shared passage":
                good = verdict.relation == "copied_passages" and any(
                    p.owner_id == case.sources[0] for p in verdict.passages
                )
                self.passages.update(wanted=1, right=good)
        self.by_kind[case.kind][verdict.relation] += 1
        right = verdict.relation in case.relations
        self.by_kind[case.kind]["right"] += right
        if not right:
            self.wrong.append((case, verdict))

    @property
    def same_f1(self) -> float:
        """A version (duplicate or revision) found and linked to its own report."""
        return f1(self.same["right"], self.same["found"], self.same["wanted"])

    @property
    def duplicate_precision(self) -> float:
        """Of the verdicts "duplicate"."""
        return ratio(self.duplicate["right"], self.duplicate["found"])

    @property
    def duplicate_recall(self) -> float:
        """Of the duplicates."""
        return ratio(self.duplicate["right"], self.duplicate["wanted"])

    @property
    def hidden_share(self) -> float:
        """Revisions that were called duplicates."""
        return self.hidden / max(1, self.revisions)

    @property
    def linked_share(self) -> float:
        """Reports that are no version of any, linked to one that they have nothing from."""
        return self.linked / max(1, self.unrelated)


async def judge(store: Store, articles: Sequence[CleanArticle]) -> list[Verdict]:
    """Verdicts on a stream, in its order."""
    return [await relate(store, article) for article in articles]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two real articles, the earlier first, and what the later is to it: same, revision, copied_passages, different.

    set: "first", with which rules and thresholds were made; "second" and "wire", labelled before any verdict was seen.
    """

    earlier: CleanArticle
    later: CleanArticle
    relation: str
    set: str


@dataclass(frozen=True, slots=True)
class PairScore:
    """same: F1 of same report (duplicate or revision). hidden: of the revisions, called duplicates.

    linked: pairs of different reports that were called the same. missed: pairs of the same report that were not.
    """

    same: float
    hidden: int
    revisions: int
    linked: int
    missed: int


def labelled_pairs() -> list[Pair]:
    """Pairs with labels; none where labels or corpora are absent."""
    if not LABELS.exists() or not CORPUS.exists() or not WIRE.exists():
        return []
    articles: dict[str, list[Article]] = defaultdict(list)
    for row in (*load(CORPUS), *load(WIRE)):
        articles[row["id"]].append(row)
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines() if line.strip()]
    # One id stands twice in the corpus: a pair of it with itself is of its two rows.
    return [
        Pair(
            _article(articles[label["a"]][0], "a"),
            _article(articles[label["b"]][-1], "b"),
            label["relation"],
            label.get("set", "first"),
        )
        for label in labels
    ]


def _article(row: Article, name: str) -> CleanArticle:
    report = split_paragraphs(row["title"] or "", row["text"])
    return article_of(report, f"{name}-{row['id']}", row["outlet"], datetime.fromisoformat(row["published_at"]))


async def judge_pairs(pairs: Sequence[Pair]) -> list[Verdict]:
    """Verdict on the later article of each pair, by a memory that knows the earlier one alone."""
    found = []
    for pair in pairs:
        found.append((await judge(MemoryStore(), [pair.earlier, pair.later]))[1])
    return found


def score_pairs(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> PairScore:
    """Verdicts against labels."""
    wanted = [pair.relation in ("same", "revision") for pair in pairs]
    found = [verdict.relation in SAME for verdict in verdicts]
    right = sum(w and f for w, f in zip(wanted, found, strict=True))
    revisions = [v for p, v in zip(pairs, verdicts, strict=True) if p.relation == "revision"]
    return PairScore(
        same=f1(right, sum(found), sum(wanted)),
        hidden=sum(verdict.relation == "duplicate" for verdict in revisions),
        revisions=len(revisions),
        linked=sum(found) - right,
        missed=sum(wanted) - right,
    )
