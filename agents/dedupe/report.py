"""A report as the comparison sees it: sentences, tokens, figures, names."""

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from agents.dedupe import coding
from agents.dedupe.words import load
from schemas.clean_article import CleanArticle

MAX_SENTENCES, MAX_CHARS = 1_000, 200_000  # of a report: what stands below is compared as one piece, same or other
LONGEST_SENTENCE = 2_000  # characters: comparing takes time and memory by the square of it
MOST_KNOWN = 100_000  # words whose normal form is kept at hand

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’‘`´][^\W\d_]+)*")
_ASCII_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[A-Za-z]+(?:['`][A-Za-z]+)*")  # the same, twice as fast
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")  # when a page was printed, mostly
_APOSTROPHES = re.compile(r"['’‘`´]")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])""")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|[A-Z])$")
_QUOTED = re.compile(r"[\"“][^\"“”]{0,2000}[\"”]")
# Titles and captions of the same report differ from outlet to outlet.
_BODY_KINDS = ("paragraph", "standfirst", "subhead")


class Token(NamedTuple):
    """One word or figure: text normalised for comparison, and whether it was written with a capital."""

    text: str
    capital: bool

    @property
    def figure(self) -> bool:
        """Whether it is a number."""
        return self.text[0].isdigit()


@dataclass(frozen=True)
class Sentence:
    """One sentence: [start, end) in the clean text, its words as written and normalised (key).

    Of a remembered sentence only the key is known: start and end are 0, text is empty, no word has a capital.
    """

    start: int
    end: int
    text: str
    key: tuple[str, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The key with what is known of its writing."""
        written = _written(self.text) if self.text else []
        if len(written) != len(self.key):
            return tuple([Token(text, False) for text in self.key])
        pairs = zip(self.key, written, strict=True)
        return tuple([Token(text, word[0].isupper() and not text[0].isdigit()) for text, word in pairs])

    @property
    def quotes(self) -> bool:
        """Whether somebody else's words stand in it."""
        return any(mark in self.text for mark in '"“”«»')

    @cached_property
    def quotation(self) -> bool:
        """More quotation than own words: two reporters may have heard the same speech."""
        return sum(len(q) for q in _QUOTED.findall(self.text)) > 0.5 * len(self.text)


@dataclass(frozen=True)
class Report:
    """One report, ready to be compared.

    title: its words. rest: hash of what stands below the limits, null where nothing does. passages: first owner (id,
    outlet) of the sentences it copied, by position of the sentence.
    """

    article_id: str
    published_at: datetime
    outlet: str | None
    title: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    rest: str | None = None
    passages: dict[int, tuple[str, str | None]] = field(default_factory=dict)

    @cached_property
    def length(self) -> int:
        """In tokens, without the title."""
        return sum(len(sentence.key) for sentence in self.sentences)

    @cached_property
    def coded(self) -> bytes:
        """The sentences' words, as they are remembered."""
        return coding.load().encode([sentence.key for sentence in self.sentences])

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words."""
        return frozenset(itertools.chain.from_iterable([sentence.key for sentence in self.sentences]))

    @cached_property
    def content(self) -> frozenset[str]:
        """Its words without the function words."""
        return self.words - load().function_words

    @cached_property
    def figures(self) -> frozenset[str]:
        """Those of its words that are numbers."""
        return frozenset([word for word in self.content if word[0].isdigit()])

    @cached_property
    def unknown(self) -> float:
        """Share of words that are not in the vocabulary: names, terms and what noise has made."""
        return self.coded.count(coding.SPELLED) / max(1, self.length)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words that stand side by side in a sentence."""
        return frozenset(itertools.chain.from_iterable([itertools.pairwise(s.key) for s in self.sentences]))


class _Normal(dict[str, str]):
    """Normal form by word as written; bounded, since words are without number."""

    def __missing__(self, word: str) -> str:
        if word[0].isdigit():
            plain = word.replace(",", "").rstrip(".")
        else:
            plain = _APOSTROPHES.sub("", word).casefold()
            value = load().numbers.get(plain)
            plain = plain if value is None else str(value)
        if len(self) < MOST_KNOWN:
            self[word] = plain
        return plain


_NORMAL = _Normal()


def _written(text: str) -> list[str]:
    plain = text.isascii()
    if not plain:
        text = unicodedata.normalize("NFKC", text)
    return (_ASCII_TOKEN if plain else _TOKEN).findall(_CLOCK.sub(" ", text) if ":" in text else text)


def words_of(text: str) -> tuple[str, ...]:
    """Words and figures; case, accents' composition, apostrophes and thousands separators made the same."""
    return tuple(map(_NORMAL.__getitem__, _written(text)))


def report_of(article: CleanArticle) -> Report:
    """The report in this article: its body; of an article without a body, its title."""
    blocks = [b for b in article.blocks if b.kind in _BODY_KINDS] or [b for b in article.blocks if b.kind == "title"]
    sentences: list[Sentence] = []
    below: list[str] = []
    room = MAX_CHARS
    for block in blocks:
        for start, end in split_sentences(article.text[block.start : block.end]):
            text = article.text[block.start + start : block.start + end]
            key = words_of(text)
            if not key:
                continue
            room -= len(text)
            if room >= 0 and len(sentences) < MAX_SENTENCES:
                sentences.append(Sentence(block.start + start, block.start + end, text, key))
            else:
                below += key
    return Report(
        article_id=article.article_id,
        published_at=article.published_at,
        outlet=article.outlet,
        title=words_of(article.title or ""),
        sentences=tuple(sentences),
        rest=short_hash("rest", *below) if below else None,
    )


def short_hash(*parts: str) -> str:
    """64 bits of the parts' hash as 16 hex digits."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph; what is longer than any sentence is cut between words."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
            yield from _cut(text, start, match.start() + len(match.group().rstrip()))
            start = match.end()
    if text[start:].strip():
        yield from _cut(text, start, len(text.rstrip()))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end
