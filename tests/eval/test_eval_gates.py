"""Floors under what the claims step reads. They are raised when it gets better, and never lowered silently."""

import pytest
from score_labels import CORPORA, figures, read, units
from score_seeds import claims_of_seeds, score


def test_the_shipped_reports_are_read_whole_and_nothing_else() -> None:
    result = score(claims_of_seeds())
    assert not result.missed, [(row["doc"], row["evidence"]) for row in result.missed]
    assert not result.loud
    assert len(result.extra) <= 1, [claim["evidence"]["text"] for claim in result.extra]
    right, asked = (
        sum(part) for part in zip(*(result.share(n) for n in ("taken_by", "said_by", "stance", "timing")), strict=True)
    )
    assert right / asked >= 0.9


def test_single_sentences_from_other_wars() -> None:
    sample = [unit for unit in units("dev") if not unit.id.startswith("fakes")]
    for unit in sample:
        read(unit)
    fired = [unit.id for unit in sample if unit.nonactual and any(c["stance"] != "denied" for c in unit.claims)]
    assert len(fired) <= 2, fired
    assert figures(sample)["claims"][2] >= 0.78


@pytest.mark.skipif(not CORPORA.exists(), reason="the articles are not beside the project")
def test_labelled_articles() -> None:
    sample = [unit for unit in units("dev") if unit.id.startswith("fakes")]
    for unit in sample:
        read(unit)
    assert figures(sample)["claims"][2] >= 0.84
    assert figures(sample)["with place"][2] >= 0.58
