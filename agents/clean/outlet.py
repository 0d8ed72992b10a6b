"""What an outlet repeats in report after report: lines that no phrase family knows, learned as the reports come.

A line counts once for a report, and only for a report that is not a copy of one seen before (other furniture, light
edits, an update): so neither an article's own repeats nor its re-posts teach anything. It is furniture when enough
different reports have it, and a large enough share of all reports since it was first seen. Speech is never learned, nor
is a sentence with figures that does not address the reader: agencies repeat their background paragraphs too, and
those belong to the article.

One outlet's memory is bounded: the lines of highest count stay, and lines that stopped coming are forgotten.
"""

import hashlib
import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from agents.clean.features import sentences
from agents.clean.model import Line
from agents.clean.units import Unit, unit
from agents.outlets.learn import key_of
from schemas.clean_article import CleanArticle

Sort = Literal["line", "voice", "prose"]
NEEDED: dict[Sort, int] = {"line": 5, "voice": 5, "prose": 8}
"""Different reports a line must have been seen in: lines without a sentence, prose that addresses the reader, other."""
SHARE: dict[Sort, float] = {"line": 0.3, "voice": 0.3, "prose": 0.6}
"""... and the share of all different reports of the outlet since it was first seen."""
MOST = 0.5  # of an article's words: more are never cut, whatever was learned
LINES = 400  # remembered of one outlet
REPORTS = 100  # of one outlet that copies are told by; a line unseen for so many is forgotten
SKETCH, SAME = 8, 3  # hashes that stand for a report, and how many two reports share that are the same
SHINGLE = 3  # words
EDGE_SENTENCES = 3  # looked at on either end of the article's first and last paragraphs, where furniture is glued

_SPLIT = re.compile(r"[\W_]+")
_KINDS = frozenset({"paragraph", "subhead", "standfirst"})


class Seen(msgspec.Struct, array_like=True, frozen=True):
    """One line: number of the report it was first and last seen in, and in how many it was."""

    first: int
    last: int
    count: int


class Memory(msgspec.Struct, array_like=True, frozen=True):
    """One outlet: number of different reports so far, sketches of the last of them, and the lines."""

    reports: int = 0
    sketches: tuple[tuple[int, ...], ...] = ()
    lines: dict[str, Seen] = {}


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a sentence at a line's edge, that may turn out to be furniture."""

    key: str
    sort: Sort
    words: int


def decide(memory: Memory, article: CleanArticle) -> tuple[frozenset[str], Memory]:
    """(keys of the article's lines that are its outlet's furniture, the memory with this article in it)."""
    pieces = pieces_of(article)
    sketch = sketch_of(article, memory)
    if not any(len(set(sketch) & set(other)) >= SAME for other in memory.sketches):
        memory = _with(memory, sketch, {piece.key for piece in pieces})
    known = {piece.key: piece.words for piece in pieces if _is_furniture(memory, piece)}
    if sum(known.values()) > MOST * len(article.text.split()):
        return frozenset(), memory
    return frozenset(known), memory


def pieces_of(article: CleanArticle) -> list[Piece]:
    """The article's lines, and the sentences at the edges of its first and last paragraphs, that may be learned."""
    blocks = [article.text[b.start : b.end] for b in article.blocks if b.kind in _KINDS]
    found = [piece for text in blocks if (piece := _piece(unit(Line(text))))]
    for text in dict.fromkeys((*blocks[:2], *blocks[-2:])):
        spans = sentences(text)
        if len(spans) < 2:
            continue
        for start, end in dict.fromkeys((*spans[:EDGE_SENTENCES], *spans[-EDGE_SENTENCES:])):
            piece = _piece(unit(Line(text[start:end])))
            if piece is not None:
                found.append(piece)
    return found


def _piece(line: Unit) -> Piece | None:
    words = line.words
    if words.speech or not any(c.isalpha() for c in line.text):
        return None
    if not line.prose:
        return Piece(key_of(line.text), "line", line.length)
    if words.voice or words.page:
        return Piece(key_of(line.text), "voice", line.length)
    return None if any(c.isdigit() for c in line.text) else Piece(key_of(line.text), "prose", line.length)


def sketch_of(article: CleanArticle, memory: Memory) -> tuple[int, ...]:
    """The smallest hashes of the article's word triples, lines that came before left out: alike for copies."""
    texts = (article.text[b.start : b.end] for b in article.blocks)
    own = [text for text in texts if memory.lines.get(key_of(text), Seen(0, 0, 0)).count < 2]
    return tuple(heapq.nsmallest(SKETCH, set(_hashes(" ".join(own)))))


def _hashes(text: str) -> Iterator[int]:
    words = _SPLIT.sub(" ", text.casefold()).split()
    for i in range(max(1, len(words) - SHINGLE + 1)):
        shingle = " ".join(words[i : i + SHINGLE]).encode("utf-8", "surrogatepass")
        yield int.from_bytes(hashlib.blake2b(shingle, digest_size=4).digest(), "big")


def _with(memory: Memory, sketch: tuple[int, ...], keys: set[str]) -> Memory:
    now = memory.reports + 1
    lines = {key: seen for key, seen in memory.lines.items() if seen.last > now - REPORTS}
    for key in sorted(keys):
        old = lines.get(key)
        lines[key] = Seen(old.first, now, old.count + 1) if old else Seen(now, now, 1)
    if len(lines) > LINES:
        best = heapq.nlargest(LINES, lines.items(), key=lambda item: (item[1].count, item[1].last, item[0]))
        lines = dict(best)
    return Memory(now, (*memory.sketches, sketch)[-REPORTS:], lines)


def _is_furniture(memory: Memory, piece: Piece) -> bool:
    seen = memory.lines.get(piece.key)
    if seen is None or seen.count < NEEDED[piece.sort]:
        return False
    return seen.count >= SHARE[piece.sort] * (memory.reports - seen.first + 1)
