"""No text stops the reading, however it is broken off: news cut at any word, shuffled, put under bylines and captions.

An error here would send a whole article to the dead letters, with every claim in it.
"""

import json
import random
import re
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.codec import BadRecordError

LABELS = Path(__file__).parents[1] / "eval" / "labels"
PUBLISHED = datetime(2015, 3, 9, 12, tzinfo=UTC)
PAGES = 150
SENTENCES = 200
CUTS = 6
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


@pytest.mark.parametrize("seed", range(5))
def test_a_sentence_cut_at_any_word_is_read_without_an_error(seed: int) -> None:
    dice = random.Random(seed)
    for sentence in dice.sample(sentences(), SENTENCES):
        words = sentence.split()
        for _ in range(CUTS):
            start, stop = sorted((dice.randint(0, len(words) - 1), dice.randint(1, len(words))))
            with suppress(BadRecordError):  # "By 10" is a byline, and no article
                read_claims(tagged(" ".join(words[start : stop + 1]), PUBLISHED))


@pytest.mark.parametrize(
    "text",
    [
        "Four farmers were killed in a raid near Beni. Rebels carried out the",
        "Soldiers launched an offensive to take Bashiqa, north-east",
        "Soldiers found 22 bodies of suspected",
        "Six passengers of a bus were dragged out and shot by gunmen riding",
        "now have full control of",
        "Observers put at no fewer than 300 the number of villagers shot dead by",
    ],
)
def test_the_last_word_of_a_broken_text_is_no_error(text: str) -> None:
    assert all(claim.evidence.text in text for claim in read_claims(tagged(text, PUBLISHED)))


@pytest.mark.parametrize(
    "text",
    ["Officials say that Soyo is again in the", "Soyo is now", "By noon Soyo was the", "Soyo is no longer the 's"],
)
def test_a_sentence_broken_off_tells_no_new_owner(text: str) -> None:
    assert not read_claims(tagged(text, PUBLISHED))
