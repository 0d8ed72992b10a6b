"""Sentences of a clean article, those inside one quotation kept apart."""

import re
from collections.abc import Iterator, Sequence

import sentencex

from agents.claims.model import Sentence
from schemas.clean_article import Block

_INNER_END = re.compile(r"(?<=[a-z0-9\]\)][.!?])\s+(?=[“\"‘]?[A-Z])")
_DAY_END = re.compile(r"(?:(?<=\d )|(?<=\bin ))(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s+[A-Z])")
"""The short month with which a sentence may end: "… 30 Jan. Bodies were found", "12 in May. He said"."""
_BEFORE_FIGURE = re.compile(r"(?<=[a-z]{4}\.)(?<!approx\.)\s+(?=\d{1,3} [a-z]{4,} (?:were|was|have|had|are)\b)")
"""The end of a sentence before one that begins with a count in figures: "… the attack. 12 rebels were killed"."""
MAX_SENTENCE = 1200
"""Characters; longer ones are cut at this length, so that text without a full stop stays linear."""


def split(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """Sentences of every block but captions, in order. Sentences of one quotation share their ``unit``."""
    sentences: list[Sentence] = []
    unit = 0
    for block in blocks:
        if block.kind in ("caption", "byline", "dateline"):
            continue
        for start, end in _boundaries(text[block.start : block.end]):
            unit += 1
            for inner_start, inner_end in _inner(text, block.start + start, block.start + end):
                piece = text[inner_start:inner_end]
                sentences.append(Sentence(piece, inner_start, inner_end, block.kind, len(sentences), unit))
    return sentences


def _boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end; none ends behind "incl.", as the splitter has it."""
    if "ncl. " not in text:
        return _found(text)
    whole: list[tuple[int, int]] = []
    for start, end in _found(text):
        if whole and text[: whole[-1][1]].rstrip().endswith("ncl."):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return iter(whole)


def _found(text: str) -> Iterator[tuple[int, int]]:
    for found in sentencex.get_sentence_boundaries("en", text):
        start, end = found["start_index"], found["end_index"]
        if ". " in text[start : end - 1]:
            whole = text[start:end]
            for cut in sorted(match.end() for ends in (_DAY_END, _BEFORE_FIGURE) for match in ends.finditer(whole)):
                yield start, found["start_index"] + cut
                start = found["start_index"] + cut
        yield start, end


def _inner(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences inside one boundary: the splitter keeps a quotation of several sentences whole."""
    cursor = start
    cuts = [
        start + match.start()
        for match in _INNER_END.finditer(text[start:end])
        if _in_quote(text[start:end], match.start())
    ]
    for cut in [*cuts, end]:
        while cursor < cut:
            stop = min(cut, cursor + MAX_SENTENCE)
            left, right = cursor, stop
            while left < right and text[left].isspace():
                left += 1
            while right > left and text[right - 1].isspace():
                right -= 1
            if left < right:
                yield left, right
            cursor = stop


def _in_quote(text: str, position: int) -> bool:
    before = text[:position]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
