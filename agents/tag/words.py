"""Words of a text with their places in it, and look-up of phrases among them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from agents.tag.text import ARTICLES

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
_APOSTROPHES = re.compile("['’ʼ‘`]")
_GAPS = frozenset((" ", "-", "\u00a0", "‑", "/", " (", ") ", " & ", "' ", "’ "))  # "Workers' Party"


class Words:
    """The words of a text: spans, and keys (lower case, without apostrophes; a hyphenated article is "al")."""

    __slots__ = ("bare", "ends", "keys", "starts", "text")

    def __init__(self, text: str) -> None:
        found = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
        self.text = text
        self.starts = [start for start, _, _ in found]
        self.ends = [end for _, end, _ in found]
        self.keys = [_key(word) for _, _, word in found]
        # Without a possessive ("Boko Haram's"): the same as keys where there is none.
        self.bare = [key[:-1] if _possessive(word) else key for key, (_, _, word) in zip(self.keys, found, strict=True)]
        for i, key in enumerate(self.keys):
            if key in ARTICLES and i + 1 < len(found) and is_article(text, key, self.ends[i], self.starts[i + 1]):
                self.keys[i] = "al"
            elif (
                key in _OWNERS
                and i + 1 < len(found)
                and self.keys[i + 1] in _THEIR_ARMS
                and self.keys[i - 1] != "united"
            ):
                self.bare[i] = key[:-1]  # "the coalitions airstrikes", its apostrophe lost

    def __len__(self) -> int:
        return len(self.keys)

    def gap(self, at: int) -> str:
        """What stands between a word and the next one, "" after the last."""
        return self.text[self.ends[at] : self.starts[at + 1]] if at + 1 < len(self.keys) else ""

    def word(self, at: int) -> str:
        """A word as written, without apostrophes."""
        return _APOSTROPHES.sub("", self.text[self.starts[at] : self.ends[at]])

    def stop(self, at: int) -> int:
        """Where a word ends without its possessive."""
        lost = len(self.keys[at]) == self.ends[at] - self.starts[at]
        return self.ends[at] - (0 if self.bare[at] == self.keys[at] else 1 if lost else 2)

    def spaced(self, at: int) -> bool:
        """Whether a word and the next one stand side by side, parted by a space, a hyphen or a line's end."""
        return at + 1 < len(self.keys) and self.text[self.ends[at] : self.starts[at + 1]] in _GAPS


_OWNERS = frozenset(f"{side}s" for side in ("army", "military", "regime", "coalition", "government", "state", "front"))
"""Sides as they stand before their arms where the web has lost an apostrophe: "the Assad regimes warplanes"."""
_THEIR_ARMS = frozenset(
    (
        *("air", "airstrike", "airstrikes", "strikes", "raids", "warplanes", "jets", "fighter", "planes", "aircraft"),
        *(
            "helicopters",
            "artillery",
            "shelling",
            "bombardment",
            "bombing",
            "attack",
            "attacks",
            "assault",
            "offensive",
        ),
        *("rocket", "rockets", "mortar", "mortars", "missile", "missiles", "barrel", "forces", "troops", "soldiers"),
    )
)


def _possessive(word: str) -> bool:
    return len(word) > 3 and word[-1] in "sS" and word[-2] in "'’ʼ‘`"


def is_article(text: str, key: str, end: int, next_start: int) -> bool:
    """Whether a word is a form of the Arabic article: with a hyphen, or "al" and "el" before a capital."""
    gap = text[end:next_start]
    return gap in ("-", "‑") or (gap == " " and key in ("al", "el") and text[next_start].isupper())


def _key(word: str) -> str:
    lowered = word.lower()
    return lowered if lowered.isalnum() else _APOSTROPHES.sub("", lowered)


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A phrase and what it stands for. shape: for each word "" (any case), "^" (a capital first), or the exact word."""

    keys: tuple[str, ...]
    shape: tuple[str, ...]
    value: T


def phrase(text: str, value: T) -> Phrase[T]:
    """A phrase as data have it: acronyms and words with inner capitals or digits keep their case, capitals must be."""
    words = Words(text)
    shapes = []
    for at, key in enumerate(words.keys):
        word = words.word(at)
        if key in ARTICLES and at + 1 < len(words):
            shapes.append("")
        elif (word.isupper() and len(word) > 1) or re.search(r"[a-z][A-Z]|\d", word):
            shapes.append(word)
        else:
            shapes.append("^" if word[0].isupper() else "")
    keys = tuple(
        "al" if shape == "" and key in ARTICLES and at + 1 < len(words) else key
        for at, (key, shape) in enumerate(zip(words.keys, shapes, strict=True))
    )
    return Phrase(keys, tuple(shapes), value)


class PhraseBook(Generic[T]):
    """Phrases by their words; finds the longest one at a word. firsts: first words of all phrases."""

    def __init__(self, phrases: Iterable[Phrase[T]]) -> None:
        self._entries: dict[tuple[str, ...], list[Phrase[T]]] = {}
        lengths: dict[str, set[int]] = {}
        for entry in phrases:
            self._entries.setdefault(entry.keys, []).append(entry)
            lengths.setdefault(entry.keys[0], set()).add(len(entry.keys))
        self._lengths = {first: sorted(counts, reverse=True) for first, counts in lengths.items()}
        self.firsts = frozenset(lengths)

    def at(self, words: Words, at: int) -> tuple[T, int] | None:
        """The longest phrase that begins at a word, with the position after it."""
        return next(self.all_at(words, at), None)

    def all_at(self, words: Words, at: int) -> Iterator[tuple[T, int]]:
        """Every phrase that begins at a word, the longest first."""
        keys, bare = words.keys, words.bare
        for length in self._lengths.get(keys[at], ()) or self._lengths.get(bare[at], ()):
            last = at + length - 1
            if last >= len(keys):
                continue
            candidates = {tuple(keys[at : last + 1]), (*keys[at:last], bare[last])}
            for candidate in sorted(candidates, reverse=True):
                for entry in self._entries.get(candidate, ()):
                    if _fits(words, at, entry):
                        yield entry.value, at + length


def _dotted(words: Words, at: int) -> bool:
    """Whether a word is a letter of an acronym with full stops: both of "U.S.-led"."""
    return words.ends[at] - words.starts[at] == 1 and words.gap(at) in (".", ". ", ".-")


def _fits(words: Words, at: int, entry: Phrase[T]) -> bool:
    last = at + len(entry.keys) - 1
    for i, shape in enumerate(entry.shape, start=at):
        if i < last and not (words.spaced(i) or _dotted(words, i)):
            return False
        if shape == "^":
            if not words.text[words.starts[i]].isupper():
                return False
        elif shape and _APOSTROPHES.sub("", words.text[words.starts[i] : words.stop(i)]) != shape:
            return False
    return True
