"""What all scores share: the rows of a file, words laid side by side, and whether two texts name the same."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]
EMPTY_WORDS = frozenset({"the", "and", "for", "from", "with", "that", "said", "who", "his", "her", "its", "their"})
ALSO_CALLED = {
    "un": ("united nations",),
    "united nations": ("un",),
    "unhcr": ("refugee agency",),
    "iom": ("migration agency",),
}
"""Speakers whose label and text may have no word in common."""


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def words(text: str) -> str:
    """The text's letters and digits, in lower case, one space between words."""
    plain = text.replace("’", "").replace("'", "").casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def naming(value: Any) -> str:
    """The words of an actor's, a speaker's or a place's text and name; "" for null."""
    return words(f"{value.get('text') or ''} {value.get('name') or ''}") if isinstance(value, dict) else ""


def shares_a_word(label: str, value: Any, *, empty: Iterable[str] = EMPTY_WORDS) -> bool:
    """Whether the value's text or name holds the label, or one of the label's words that say something."""
    told = naming(value)
    if not told:
        return False
    wanted = words(label)
    if any(f" {name} " in f" {told} " for name in (wanted, *ALSO_CALLED.get(wanted, ()))):
        return True
    return any(len(word) > 2 and word not in empty and word in told for word in wanted.split())


def digest(paths: Iterable[Path]) -> str:
    """A hash of what these files hold, in their order: 12 hexadecimal digits."""
    found = hashlib.sha256()
    for path in paths:
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:12]
