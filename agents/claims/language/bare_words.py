"""The words of a text in lower case and without its marks: enough for a look at a sentence that needs no tokens."""

import re
from collections.abc import Iterable
from functools import lru_cache

from agents.claims.model import Sentence

MARKS = ".,;:?!'’‘\"”“()"


@lru_cache(maxsize=256)
def bare_words(text: str) -> tuple[str, ...]:
    """The words in order; asked for more than once of a sentence beside which several events stand."""
    return tuple(word.strip(MARKS) for word in text.lower().split())


@lru_cache(maxsize=256)
def word_set(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(bare_words(text))


def words_told(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The words of several sentences, each once."""
    return frozenset().union(*(word_set(sentence.text) for sentence in sentences))


LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=256)
def letter_runs(text: str) -> frozenset[str]:
    """The runs of letters in a text, in lower case: "al-Bab's 3rd" holds al, bab, s and rd."""
    return frozenset(LETTERS.findall(text.lower()))
