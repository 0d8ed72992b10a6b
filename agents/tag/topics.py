"""Topics of a text by key words (data/topics.yaml). Pure."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from agents.tag.tables import DATA, DataFileError

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its words, how many different ones a text needs, and how many per 1,000 words."""

    name: str
    words: frozenset[str]
    minimum: int
    share: float


def read_topics(path: Path) -> tuple[Topic, ...]:
    """All topics of a file; DataFileError names the one that is wrong."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != {"topics"} or not isinstance(raw["topics"], dict):
        raise DataFileError(f"{path.name}: one mapping under the key topics is wanted")
    return tuple(_topic(path, name, entry) for name, entry in raw["topics"].items())


def _topic(path: Path, name: Any, entry: Any) -> Topic:
    if not isinstance(entry, dict) or set(entry) != {"min", "share", "words"}:
        raise DataFileError(f"{path.name}: {name}: keys min, share and words are wanted")
    words = entry["words"]
    if not isinstance(words, list) or not all(isinstance(word, str) and _WORD.fullmatch(word) for word in words):
        raise DataFileError(f"{path.name}: {name}: words: single words in lower case are wanted")
    return Topic(str(name), frozenset(words), int(entry["min"]), float(entry["share"]))


def topics_of(text: str, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """Names of the topics of a text, the one with most words first."""
    words = _WORD.findall(text.lower())
    return topics_of_counts(Counter(words), len(words), topics)


def topics_of_counts(counts: Mapping[str, int], total: int, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """The same from word counts and the number of words."""
    found = []
    for topic in topics:
        present = topic.words & counts.keys()
        hits = sum(counts[word] for word in present)
        if len(present) >= topic.minimum and hits * 1000 >= topic.share * total:
            found.append((-hits, topic.name))
    return tuple(name for _, name in sorted(found))


@lru_cache(maxsize=1)
def load_topics() -> tuple[Topic, ...]:
    """The project's topics, read once in a process."""
    return read_topics(DATA / "topics.yaml")
