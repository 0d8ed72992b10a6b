"""Which language a text is in, offline."""

import functools
import re
from pathlib import Path

from agents.clean.characters import ALPHA, plain_words

MIN_CHARS = 200  # below, the identifier guesses; short reports are taken as English
SAMPLE_CHARS = 1500
DEFAULT = "en"
# Share of English function words that settles it. English news has 0.25 to 0.45 of them, other languages below 0.05;
# the identifier takes one English report in some hundreds for a language near it.
ENGLISH_SHARE = 0.18
# What the identifier takes for Nigerian Pidgin is English in note form (names, few function words) unless it has some
# of these.
_PIDGIN = frozenset(("dey", "wey", "dem", "una", "wetin", "sabi", "na", "don", "sey", "pipo", "oga", "tok"))
_PIDGIN_WORDS = 2
_FUNCTION_WORDS = Path(__file__).with_name("data") / "english_function_words.tsv"
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language; "en" for text under MIN_CHARS. The model (0.5 s) loads at first need."""
    if len(text) <= MIN_CHARS:
        return DEFAULT
    sample = text[:SAMPLE_CHARS]
    lower = sample.lower()
    words = plain_words(lower, ALPHA) or _WORD.findall(lower)
    if sum(map(_function_words().__contains__, words)) >= ENGLISH_SHARE * max(1, len(words)):
        return DEFAULT
    return identify(sample)


def identify(text: str) -> str:
    """The identifier's guess; it loads its model at the first call."""
    import py3langid

    language = str(py3langid.classify(text)[0])
    creole = language != "pcm" or len(_PIDGIN.intersection(_WORD.findall(text.lower()))) >= _PIDGIN_WORDS
    return language if creole else DEFAULT


@functools.cache
def _function_words() -> frozenset[str]:
    """The list, one word a line."""
    return frozenset(_FUNCTION_WORDS.read_text("utf-8").split())
