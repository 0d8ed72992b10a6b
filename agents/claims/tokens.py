"""Sentences and tokens of a clean article, with its places, actors and numbers folded into single tokens."""

import re
from collections.abc import Iterator, Sequence

import sentencex

from agents.claims.model import Sentence, Token
from agents.claims.numbers import fold_numbers
from schemas.actor import ActorMention
from schemas.clean_article import Block
from schemas.place import PlaceMention

_TOKEN = re.compile(
    r"""(?P<num>\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?=[^\w]|$|-|[a-z])) |
        (?P<clitic>(?<=\w)['’](?:s|re|ve|ll|d|m)\b) |
        (?P<abbr>(?:Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Sen|Rep|Gov|Dr|Mrs?|Ms|St|Mt|Pvt|Cpl|Fr)\.(?=\s*[A-Z]) |
            (?:[A-Z]\.){2,} | [ap]\.m\.) |
        (?P<word>[^\W\d_]+(?:['’\-][^\W\d_]+)*) | (?P<mixed>\w+) | (?P<punct>[^\w\s])""",
    re.X,
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.I)
_INNER_END = re.compile(r"(?<=[a-z0-9\]\)][.!?])\s+(?=[“\"‘]?[A-Z])")
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
    for found in sentencex.get_sentence_boundaries("en", text):
        yield found["start_index"], found["end_index"]


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


def tokenise(sentence: Sentence, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> list[Token]:
    """Tokens of one sentence; a mention that lies in it becomes one token, then numbers are folded.

    Where a place and an actor overlap, the longer one stands.
    """
    mentions: list[PlaceMention | ActorMention] = [*places, *actors]
    spans: list[tuple[int, int, PlaceMention | ActorMention]] = [
        (mention.start, mention.end, mention)
        for mention in mentions
        if mention.start >= sentence.start and mention.end <= sentence.end and not _in_compound(sentence, mention.end)
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    kept: list[tuple[int, int, PlaceMention | ActorMention]] = []
    for span in spans:
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    kept.sort(key=lambda span: span[0])
    tokens: list[Token] = []
    cursor = sentence.start
    for start, end, mention in kept:
        tokens.extend(_words(sentence, cursor, start))
        text = sentence.text[start - sentence.start : end - sentence.start]
        token = Token(text, text.lower(), start, end)
        if isinstance(mention, PlaceMention):
            token.kind, token.place = "place", mention
        else:
            token.kind, token.actor = "actor", mention
        tokens.append(token)
        cursor = end
    tokens.extend(_words(sentence, cursor, sentence.end))
    return fold_numbers(tokens)


def _in_compound(sentence: Sentence, end: int) -> bool:
    """Whether a hyphen makes the mention a part of an adjective ("rebel-held")."""
    after = sentence.text[end - sentence.start : end - sentence.start + 2]
    return len(after) == 2 and after[0] == "-" and after[1].isalpha()


def _words(sentence: Sentence, start: int, end: int) -> Iterator[Token]:
    offset = sentence.start
    for match in _TOKEN.finditer(sentence.text, start - offset, end - offset):
        text = match.group()
        if match.lastgroup != "word":
            yield Token(
                text,
                text.lower().replace("’", "'"),
                match.start() + offset,
                match.end() + offset,
                "punct" if match.lastgroup == "punct" else "word",
            )
            continue
        clitic = _CLITIC.search(text)
        cut = clitic.start() if clitic else len(text)
        pieces = [(0, cut), (cut, len(text))] if clitic else [(0, len(text))]
        for left, right in pieces:
            if left < right:
                piece = text[left:right]
                yield Token(
                    piece,
                    piece.lower().replace("’", "'"),
                    match.start() + offset + left,
                    match.start() + offset + right,
                )
