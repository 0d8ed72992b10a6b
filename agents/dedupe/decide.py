"""The verdict on an article, from the few candidates. Pure."""

from collections.abc import Collection, Sequence

from agents.dedupe.compare import Comparison, compare
from agents.dedupe.passages import NEAR_COPY, enough, sources, spans
from agents.dedupe.report import Report
from schemas.unique_article import CopiedPassage, Relation, Verdict

MOST_OF_NEW = 0.5  # share of the new report's words: what has more of them is no digest's source
DIGEST_TOKENS = 25  # of sentences from other reports
_RANK: dict[Relation, int] = {"duplicate": 0, "revision": 1, "copied_passages": 2, "new": 3}


def decide(
    report: Report,
    candidates: Sequence[Report],
    same_address: Collection[str] = (),
    commonplace: Collection[int] = (),
) -> Verdict:
    """Compare with every candidate; the closest relation wins.

    A copy of any candidate is a duplicate, whatever other candidates lack. same_address: ids of candidates that came
    from the same URL, or under the same id. commonplace: positions of sentences that many reports have.
    """
    compared = [
        (compare(report, old, same_url=old.article_id in same_address, commonplace=commonplace), old)
        for old in candidates
    ]
    compared.sort(key=lambda pair: (_RANK[pair[0].relation], -pair[0].similarity, pair[1].article_id))
    best = compared[0] if compared else None
    if best is not None and best[0].relation == "duplicate":
        return _linked(report, *best)
    found = sources(report, compared)
    if best is not None and best[0].relation == "revision" and not _digest(report, best[0], compared):
        return _linked(report, *best, spans(report, found))
    similarity = max((comparison.similarity for comparison, _ in compared), default=0.0)
    form = any(comparison.reason == "form_text" for comparison, _ in compared)
    if not form and enough(report, found):
        return _copied(report, compared, spans(report, found))
    reason = "form_text" if form else "nothing_alike"
    return Verdict(article_id=report.article_id, relation="new", reason=reason, similarity=similarity)


def _digest(report: Report, best: Comparison, compared: Sequence[tuple[Comparison, Report]]) -> bool:
    """Whether the report it seems to revise is one of several that it quotes."""
    if best.of_new >= MOST_OF_NEW:
        return False
    elsewhere = {i for other, _ in compared for i, m in other.matches.items() if m.share >= NEAR_COPY} - set(
        best.matches
    )
    return sum(len(report.sentences[i].key) for i in elsewhere) >= DIGEST_TOKENS


def _linked(report: Report, comparison: Comparison, old: Report, passages: tuple[CopiedPassage, ...] = ()) -> Verdict:
    return Verdict(
        article_id=report.article_id,
        relation=comparison.relation,
        reason=comparison.reason,
        original_id=old.article_id,
        similarity=comparison.similarity,
        passages=passages,
    )


def _copied(
    report: Report, compared: Sequence[tuple[Comparison, Report]], passages: tuple[CopiedPassage, ...]
) -> Verdict:
    """original_id: who owns most of what was copied."""
    lengths: dict[str, int] = {}
    for passage in passages:
        lengths[passage.owner_id] = lengths.get(passage.owner_id, 0) + passage.end - passage.start
    most = min(lengths, key=lambda owner: (-lengths[owner], owner))
    return Verdict(
        article_id=report.article_id,
        relation="copied_passages",
        reason="shared_passage",
        original_id=most,
        similarity=max((c.similarity for c, old in compared if old.article_id == most), default=0.0),
        passages=passages,
    )
