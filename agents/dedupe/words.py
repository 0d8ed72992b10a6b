"""The word lists of the comparison, loaded strictly from data/words.yaml."""

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("data") / "words.yaml"
_LISTS = ("function_words", "denials", "events", "unremarkable_names", "furniture", "reader", "page", "speech")


class WordListError(ValueError):
    """A word list that cannot be used; the message names file and list."""


@dataclass(frozen=True, slots=True)
class Words:
    """All lists; every word is one lower-case token. numbers: written figure to value."""

    function_words: frozenset[str]
    denials: frozenset[str]
    events: frozenset[str]
    unremarkable_names: frozenset[str]
    furniture: frozenset[str]
    reader: frozenset[str]
    page: frozenset[str]
    speech: frozenset[str]
    numbers: dict[str, int]


@functools.cache
def load(path: Path = FILE) -> Words:
    """Read the lists. Raises WordListError where one is missing, unknown or holds anything but words."""
    loaded = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(loaded, dict) or set(loaded) != {*_LISTS, "numbers"}:
        raise WordListError(f"{path.name}: must hold exactly the lists {sorted({*_LISTS, 'numbers'})}")
    for name in _LISTS:
        if not isinstance(loaded[name], list) or not all(isinstance(w, str) and w == w.lower() for w in loaded[name]):
            raise WordListError(f"{path.name}: {name}: must be a list of lower-case words")
    numbers = loaded["numbers"]
    if not isinstance(numbers, dict) or not all(isinstance(value, int) for value in numbers.values()):
        raise WordListError(f"{path.name}: numbers: must map words to whole numbers")
    return Words(**{name: frozenset(loaded[name]) for name in _LISTS}, numbers=dict(numbers))
