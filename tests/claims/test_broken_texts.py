"""No text stops the reading, however it is broken off: news cut at any word, shuffled, put under bylines and captions.

An error here would send a whole article to the dead letters, with every claim in it.
"""

import json
import random
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from tests_support import tagged

from agents.claims.article import read_claims

LABELS = Path(__file__).parents[1] / "eval" / "labels"
PUBLISHED = datetime(2015, 3, 9, 12, tzinfo=UTC)
PAGES = 150
JOINTS = (" ", "\n", "\n\n", ". ", "; ", ", ", " - ", ' "', '" ', "\n\nBy ", "\n\nPhoto: ", "\n\n(News Wire) - ")


@cache
def sentences() -> tuple[str, ...]:
    """What the labelled passages that are not set aside tell, a sentence each."""
    texts = (
        json.loads(row)["text"]
        for letter in "bcdefhi"
        for row in (LABELS / f"sentences_{letter}.jsonl").read_text("utf-8").splitlines()
    )
    return tuple(piece for text in texts for piece in re.split(r"(?<=[.!?])\s+|\n+", text) if piece)


def broken(dice: random.Random) -> str:
    """A few sentences, some of them cut, some with other words or in no order, joined in any way."""
    page = []
    for _ in range(dice.randint(2, 7)):
        words = dice.choice(sentences()).split()
        way = dice.random()
        if way < 0.3:
            start = dice.randrange(len(words))
            words = words[start : start + dice.randint(1, 9)]
        elif way < 0.5:
            for _ in range(3):
                words[dice.randrange(len(words))] = dice.choice(dice.choice(sentences()).split())
        elif way < 0.6:
            dice.shuffle(words)
        page += [" ".join(words), dice.choice(JOINTS)]
    return "".join(page)


@pytest.mark.parametrize("seed", range(10))
def test_broken_news_is_read_without_an_error(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(PAGES):
        article = tagged(broken(dice), PUBLISHED)
        for claim in read_claims(article):
            assert claim.evidence.text in article.article.text


@pytest.mark.parametrize(
    "text",
    ["Officials say that Soyo is again in the", "Soyo is now", "By noon Soyo was the", "Soyo is no longer the 's"],
)
def test_a_sentence_broken_off_tells_no_new_owner(text: str) -> None:
    assert not read_claims(tagged(text, PUBLISHED))
