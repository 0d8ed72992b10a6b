"""Organisations that an article names in full, so that "the observatory" and "a monitor" later on are known by name."""

import re
from functools import cache

from agents.claims.words import read_yaml, word_set


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """The form of a full name, and for each everyday word the heads it may stand for (speech.yaml, organisations)."""
    data = read_yaml("speech.yaml")["organisations"]
    heads = sorted(word_set("speech.yaml", "organisations.heads", data["heads"]), key=lambda head: (-len(head), head))
    alternatives = "|".join(re.escape(head) for head in heads)
    word = r"[A-Z][\w'’-]*"
    pattern = re.compile(
        rf"\b(?:{word} ){{0,5}}(?:{alternatives})\b"
        rf"(?: (?:of|for|on|to) (?:the )?{word}(?: {word}){{0,3}}(?: and {word})?)?"
    )
    stands = {word: frozenset(listed) for word, listed in data["stands_for"].items()}
    return pattern, stands


_NO_NAMES = frozenset({"The", "A", "An", "According", "But", "And", "On", "In", "At"})
"""How a sentence begins before a name."""


def named_in(text: str) -> tuple[str, ...]:
    """Full names of organisations in a text, in order, each once; a bare head ("Ministry") is no full name."""
    pattern, _ = _patterns()
    found: dict[str, None] = {}
    for match in pattern.finditer(text):
        opening, _, rest = match.group().partition(" ")
        name = rest if opening in _NO_NAMES else match.group()
        if " " in name:
            found.setdefault(name)
    return tuple(found)


def full_name(described: str, named: tuple[str, ...]) -> str | None:
    """The organisation that a description means: one that it contains, or one that its words stand for."""
    _, stands = _patterns()
    inside = [name for name in named if name in described]
    if inside:
        return max(inside, key=len)
    words = {word.strip(".,'’").casefold() for word in described.split()}
    another = _of_another(described)
    for name in named:
        heads = {word.casefold() for word in name.split()}
        if words <= {"the", "police"} and not heads.isdisjoint(_OF_THEIR_OWN):
            continue  # "police said": not the Central Reserve Police
        wanted = set().union(*(stands.get(word, frozenset()) for word in words - another))
        if heads & wanted:
            return name
    return None


_OFFICES = frozenset({"ministry", "council", "command", "police", "committee", "hospital"})
_OF_THEIR_OWN = frozenset({"reserve", "border", "armed", "military", "frontier", "special"})
_BARE = frozenset({"the", "a", "an", "its", "same", "this", "that", "of", "at", "from", "in", "information"})


def _of_another(described: str) -> set[str]:
    """Words for an office that a word before them makes another one: the "ministry" of "the emergencies ministry"."""
    words = [word.strip(".,'’").casefold() for word in described.split()]
    return {word for n, word in enumerate(words) if word in _OFFICES and n and words[n - 1] not in _BARE}
