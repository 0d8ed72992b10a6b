"""Raw text to lines, and kept lines back to one text with blocks."""

import itertools
import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from agents.clean.characters import is_odd, repair
from agents.clean.model import Line
from schemas.clean_article import Block, BlockKind

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_CLOSERS, _STOPS = "\"'”’»)]", frozenset(".!?:;…")  # what may stand behind the sign that ends a sentence, and these
WRAP_WIDTH = (40, 100)  # characters: lines of hard-wrapped text
WRAP_SHARE = 0.3  # of neighbouring lines: the second begins in the middle of a sentence


def split_lines(raw: str) -> list[Line]:
    """Lines of the raw text that are not empty."""
    lines: list[Line] = []
    blank = False
    position = 0
    plain = raw.isascii() and not is_odd(raw)
    for piece, step in _pieces(raw):
        text = piece.strip() if plain else repair(piece).strip()
        if text:
            indent = len(piece) - len(piece.lstrip())
            lines.append(Line(text, position + indent, blank and bool(lines), indent))
            blank = False
        else:
            blank = True
        position += len(piece) + step
    return lines


def _pieces(raw: str) -> Iterable[tuple[str, int]]:
    """The text between line ends, each with the length of the line end after it."""
    if not any(end in raw for end in "\r\x0b\x0c\u2028\u2029"):
        return zip(raw.split("\n"), itertools.repeat(1))
    ends = [(match.start(), match.end()) for match in _LINE_END.finditer(raw)]
    starts = [0, *(end for _, end in ends)]
    return [(raw[a:b], c - b) for a, (b, c) in zip(starts, [*ends, (len(raw), len(raw))], strict=True)]


def unwrap(lines: Sequence[Line]) -> list[Line] | None:
    """Paragraphs of hard-wrapped text in one line each; None where the text is not hard-wrapped."""
    return _joined(lines) if _hard_wrapped(lines) else None


def _continues(line: Line, following: Line) -> bool:
    if following.blank_before or line.given or len(line.text) < WRAP_WIDTH[0] or not following.text[0].islower():
        return False
    return line.text.rstrip(_CLOSERS)[-1:] not in _STOPS


def _hard_wrapped(lines: Sequence[Line]) -> bool:
    """Text broken at a column, as wires and mail bring it: many lines of one width, broken inside sentences."""
    if len(lines) < 4:
        return False
    lengths = sorted(len(line.text) for line in lines)
    if not WRAP_WIDTH[0] <= lengths[len(lengths) * 3 // 4] <= WRAP_WIDTH[1] or lengths[-1] > 1.6 * WRAP_WIDTH[1]:
        return False
    pairs = list(itertools.pairwise(lines))
    return sum(_continues(a, b) for a, b in pairs) >= WRAP_SHARE * len(pairs)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Lines of one paragraph joined by a space: as many characters as the line end had."""
    widest = max(len(line.text) for line in lines)
    out = [lines[0]]
    for last, line in itertools.pairwise(lines):
        begins = line.blank_before or last.given or line.indent > last.indent or len(last.text) < 0.6 * widest
        if begins and not _continues(last, line):
            # The indent of a first line is its paragraph's own; the lines below it stand at the margin.
            out.append(replace(line, indent=0))
        else:
            head = out[-1]
            out[-1] = replace(head, text=f"{head.text} {line.text}")
    return out


def rest_start(raw: str, line: Line, offset: int) -> int | None:
    """Offset in the raw text of what stands ``offset`` characters into the line."""
    if line.raw_start is None:
        return None
    found = raw.find(line.text[offset : offset + 24], line.raw_start)
    return found if found >= 0 else line.raw_start + offset


def assemble(lines: Sequence[Line], kinds: Sequence[BlockKind], title: str | None) -> tuple[str, tuple[Block, ...]]:
    """The clean text and its blocks; empty lines of the raw text stay (one each), line ends stay line ends."""
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for line, kind in zip(lines, kinds, strict=True):
        if parts:
            gap = "\n\n" if line.blank_before else "\n"
            parts.append(gap)
            position += len(gap)
        parts.append(line.text)
        end = position + len(line.text)
        split = position + _title_prefix(line.text, title) if position == 0 and kind == "paragraph" else position
        if split > position:
            blocks.append(Block(kind="title", start=position, end=split, raw_start=line.raw_start))
            skip = split - position + (len(line.text) - len(line.text[split:].lstrip(" .:-–—")) - split)
            raw = None if line.raw_start is None else line.raw_start + skip
            blocks.append(Block(kind=kind, start=position + skip, end=end, raw_start=raw))
        else:
            blocks.append(Block(kind=kind, start=position, end=end, raw_start=line.raw_start))
        position = end
    return "".join(parts), tuple(blocks)


def _title_prefix(text: str, title: str | None) -> int:
    """Length of the title where the text's first line begins with it and goes on, else 0."""
    if title and len(text) > len(title) + 20 and text.startswith(title):
        return len(title)
    return 0
