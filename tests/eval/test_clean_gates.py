"""Floors under what cleaning keeps and drops. They are raised when it gets better, and never lowered silently."""

from datetime import datetime

import pytest
from clean_score import CORPORA, generated_figures, naive_figures
from compare import rows
from labelled import LABELS

from agents.clean.article import clean_article
from schemas.raw_article import RawArticle

beside = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not beside the project")


@beside
def test_pages_as_naive_text() -> None:
    kept, dropped = naive_figures()
    assert kept.share >= 0.955, kept.wrong
    assert dropped.share >= 0.83, dropped.wrong


@beside
def test_real_articles_with_furniture_in_phrases_the_rules_do_not_have() -> None:
    found = generated_figures("check")
    assert found.f1 >= 0.995
    assert found.recall >= 0.995
    assert found.first.share >= 0.995
    assert found.last.share >= 0.99
    assert found.lost.share >= 0.99, found.lost.wrong


@beside
def test_the_wider_set_of_phrases() -> None:
    found = generated_figures("wide_check")
    assert found.f1 >= 0.988
    assert found.recall >= 0.995
    assert found.first.share >= 0.99
    assert found.last.share >= 0.97
    assert found.lost.share >= 0.99, found.lost.wrong


def test_reports_without_furniture_keep_their_sentences() -> None:
    cut = []
    texts = [row for letter in "bcdfhi" for row in rows(LABELS / f"articles_{letter}.jsonl")]
    texts += rows(LABELS.parent / "war" / "articles.jsonl")
    for row in texts:
        published_at = datetime.fromisoformat(row["published_at"])
        raw = RawArticle(
            article_id=row["id"],
            source="test",
            received_at=published_at,
            published_at=published_at,
            text=row["text"],
            outlet=row["outlet"],
        )
        article = clean_article(raw, max_chars=1_000_000, now=published_at)
        cut += [(row["id"], one.text) for one in article.cuts if one.reason in ("page_prose", "page_voice")]
        left = sum(len(text) for article_id, text in cut if article_id == row["id"])
        assert left < len(row["text"]) / 4, (row["id"], "most of a report was taken for furniture")
    assert len(texts) > 350
    assert len({article for article, _ in cut}) <= 4, cut
