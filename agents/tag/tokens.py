"""Capitalised words of a text as tokens, kinds of lines, and what joins one token to the next."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from agents.tag.text import fold
from agents.tag.words import Words

LineKind = Literal["text", "title", "capitals"]
_CONNECTOR = re.compile(
    r" (?:of(?: the)?|and(?: the)?|de(?: la| las| los)?|da|do|dos|del|du|des|la|le|es|ed|ez|al|el|am|upon|sur|bin|wa|"
    r"e|i) "
)
TIGHT = (" ", ". ")
_AYIN = tuple(" " + mark for mark in "‘’'ʿʾ`ʻ")
_INSIDE_NAME = re.compile(r" (?:de(?: la| las| los)?|da|das|do|dos|del|du|des|wa) ")
OPENING = frozenset({"At", "As"})
"""Words that stand before a name in a sentence's opening or anywhere in a headline, and look like an Arabic article
("At Tarhuna, militiamen ...", "Rebels Flee As Suwayda Burns"): where all is capitalised, they are English.
"""
_POSSESSIVES = ("'s", "’s", "'S", "’S")
_TITLE_WORD_SHARE, _FULL_STOP_SHARE = 0.7, 0.9
"""Of a line's words with a capital: titles seldom end with a full stop."""
_TITLE_MAX_CHARS = 160
_SMALL = frozenset("a an the in of to from as at by on after with over into near amid under before without and".split())  # noqa: SIM905
"""Words that headlines write small."""
TAKING = frozenset(
    "seize seizes seized take takes taken capture captures captured fall falls fallen retake retakes retaken "  # noqa: SIM905
    "recapture recaptures recaptured overrun overruns overran liberate liberates liberated occupy occupies enter "
    "enters lose loses lost abandon abandons abandoned regain regains surrender surrenders withdraw withdraws quit "
    "quits flee flees cede cedes reclaim reclaims storm storms hands unopposed".split()
)
"""Words of towns that change hands, which are no part of a name where a whole line is in capitals."""


@dataclass(slots=True)
class Token:
    """A capitalised word: span and text without its possessive, folded form, first and last of its words."""

    start: int
    end: int
    word: str
    folded: str
    first: int
    last: int
    possessive: bool = False


class Lines:
    """Kind of line at an offset: titles and lines in capitals say nothing by their case."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._kinds: list[LineKind] = []
        start = 0
        for line in text.split("\n"):
            self._starts.append(start)
            self._kinds.append(_line_kind(line))
            start += len(line) + 1

    def at(self, offset: int) -> LineKind:
        """Kind of the line that holds this offset."""
        return self._kinds[bisect_right(self._starts, offset) - 1]


def _line_kind(line: str) -> LineKind:
    if len(line) > _TITLE_MAX_CHARS or len(line) < 8:
        return "text"
    if line.isupper() and " " in line:
        return "capitals"
    words = [word for word in line.split() if len(word) > 3 and word not in _SMALL]
    capital = sum(word[0].isupper() for word in words)
    share = _FULL_STOP_SHARE if line.rstrip().endswith((".", "?", ";")) else _TITLE_WORD_SHARE
    if len(words) < 4:
        return "title" if capital == len(words) and _is_short_headline(line) else "text"
    return "title" if capital >= share * len(words) else "text"


def _is_short_headline(line: str) -> bool:
    """Whether a line of few words tells in capitals that something changed hands: "Rebels Seize Goma"; no name does."""
    words = line.split()
    told = any(word.lower() in TAKING and word[0].isupper() for word in words[:-1])
    return told and all(word[0].isupper() or word in _SMALL for word in words) and line.rstrip()[-1] not in ".?;:"


def tokens(words: Words, blocked: list[tuple[int, int]]) -> list[Token]:
    """Capitalised words outside the blocked spans (sorted, not overlapping), with their hyphens and initials."""
    text, starts, ends, keys = words.text, words.starts, words.ends, words.keys
    found: list[Token] = []
    taken, at, count = 0, 0, len(keys)
    for first in [i for i, start in enumerate(starts) if text[start].isupper() or _elided(text, start, ends[i])]:
        if first < taken:
            continue
        last = _last_part(text, starts, ends, first, count)
        taken = last + 1
        start, end = starts[first], ends[last]
        if first and keys[first - 1] == "al" and text[start - 1] in "-‑":
            start, first = starts[first - 1], first - 1
        while at < len(blocked) and blocked[at][1] <= start:
            at += 1
        if at < len(blocked) and blocked[at][0] < end:
            continue
        found.append(_token(words, first, last, start, end))
    return found


def _token(words: Words, first: int, last: int, start: int, end: int) -> Token:
    text = words.text
    possessive = text[end - 2 : end] in _POSSESSIVES
    if possessive:
        end -= 2
    elif last > first and text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
        end += 1
    word = text[start:end]
    return Token(start, end, word, fold(word), first, last, possessive)


def _elided(text: str, start: int, end: int) -> bool:
    """ "d'Ivoire", "l’Est": a capital behind an elided article."""
    return end - start > 3 and text[start + 1] in "'’" and text[start + 2].isupper()


def _last_part(text: str, starts: list[int], ends: list[int], first: int, count: int) -> int:
    """The last word of a hyphenated compound or of initials ("U.S") that begins at a word."""
    last = first
    while last + 1 < count and starts[last + 1] == ends[last] + 1:
        mark = text[ends[last]]
        single = ends[last] - starts[last] == 1 and ends[last + 1] - starts[last + 1] == 1
        if mark not in "-‑" and not (mark == "." and single and text[starts[last + 1]].isupper()):
            break
        last += 1
    return last


def joins(text: str, before: Token, after: Token, abbreviations: frozenset[str]) -> bool:
    """Whether two tokens may belong to one name; ``abbreviations`` are words that end in a full stop ("Gen.")."""
    gap = text[before.end : after.start]
    if gap == " ":
        return True
    if gap in _AYIN:
        return True
    if gap == ". ":
        return before.folded in abbreviations or len(before.word) == 1
    if before.possessive or len(gap) < 2 or len(gap) > 8:
        return gap == "\u00a0"
    return _CONNECTOR.fullmatch(gap) is not None


def tight(text: str, end: int, start: int) -> bool:
    """Whether two words stand side by side, or as those of "Lomas del Poleo".

    Never over a line's end: wrapped lines are joined before (clean), what is left are headlines and paragraphs.
    """
    gap = text[end:start]
    return gap in TIGHT or _INSIDE_NAME.fullmatch(gap) is not None


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word at this offset begins a sentence, a line or a quotation."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in ".!?:;\n\"“”'‘(—–-•"


_DATELINE = re.compile(r"(?:,? [A-Z][\w.]+|,? \d{1,2}|,? \d{4}|,){0,5} ?(?:\([\w /.-]{2,20}\)|[—–-]|--|:|[•·|/»] )")
_BORDER = re.compile(r"\b(?:border(?:s|ing)?|frontiers?)(?: (?:with|into|to|of|between))?(?: the)? $", re.IGNORECASE)


def is_beyond(text: str, start: int, end: int) -> bool:
    """Whether only the border of a country is meant: "near the border with Burkina Faso", "on the Niger border"."""
    following = text[end : end + 10].lstrip("’'s").lstrip()
    return following.startswith(("border", "frontier")) or _BORDER.search(text[max(0, start - 26) : start]) is not None


_DATED = re.compile(r"(?:^|\n)(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}) ?\($")
_CLOSED = re.compile(r"[^()\n]{0,24}\) ?(?:[—–-]|--)")


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a name opens a report: "GAO – The bodies", "KYIV (News Wire)", "Goma, Congo: …", "May 4, 2013 (JUBA)"."""
    dated = text[start - 1 : start] == "(" and _DATED.search(text[max(0, start - 24) : start]) is not None
    if dated and _CLOSED.match(text, end):
        return True
    return (start == 0 or text[start - 1] == "\n") and _DATELINE.match(text, end) is not None
