"""Floors under what cleaning keeps and drops. They are raised when it gets better, and never lowered silently."""

import pytest
from clean_score import CORPORA, generated_figures, naive_figures

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not beside the project")


def test_pages_as_naive_text() -> None:
    kept, dropped = naive_figures()
    assert kept.share >= 0.955, kept.wrong
    assert dropped.share >= 0.815, dropped.wrong


def test_real_articles_with_furniture_in_phrases_the_rules_do_not_have() -> None:
    found = generated_figures("check")
    assert found.f1 >= 0.975
    assert found.recall >= 0.989
    assert found.first.share >= 0.985
    assert found.last.share >= 0.87
    assert found.lost.share >= 0.985, found.lost.wrong
