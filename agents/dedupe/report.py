"""A report as the comparison sees it: sentences, tokens, figures, names; and how it is remembered."""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from agents.dedupe.words import load
from schemas.base import Instant, Record
from schemas.clean_article import CleanArticle
from schemas.unique_article import CopiedPassage

MAX_SENTENCES = 1_000  # of a report: what stands below is compared as one piece, same or other

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’‘`´][^\W\d_]+)*")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")  # when a page was printed, mostly
_APOSTROPHES = re.compile(r"['’‘`´]")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])""")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|[A-Z])$")
_QUOTED = re.compile(r"[\"“][^\"“”]{0,2000}[\"”]")
# Titles and captions of the same report differ from outlet to outlet.
_BODY_KINDS = ("paragraph", "standfirst", "subhead")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or figure: text normalised for comparison, and whether it was written with a capital."""

    text: str
    capital: bool

    @property
    def figure(self) -> bool:
        """Whether it is a number."""
        return self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: [start, end) in the clean text (0, 0 where it comes from memory), its words, its tokens."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The normalised tokens: equal for sentences that differ in type and punctuation only."""
        return tuple(token.text for token in self.tokens)

    @property
    def quotation(self) -> bool:
        """More quotation than own words: two reporters may have heard the same speech."""
        return sum(len(q) for q in _QUOTED.findall(self.text)) > 0.5 * len(self.text)


class Memory(Record, frozen=True, kw_only=True):
    """What is remembered of a report.

    passages: first owner of sentences it copied, by position of the sentence. rest: hash of what stands below
    MAX_SENTENCES, null where nothing does.
    """

    article_id: str
    published_at: Instant
    sentences: tuple[str, ...]
    title: str | None = None
    outlet: str | None = None
    rest: str | None = None
    passages: dict[int, tuple[str, str | None]] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One report, ready to be compared. passages, rest: as in Memory."""

    article_id: str
    published_at: Instant
    outlet: str | None
    title: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    title_text: str | None = None
    rest: str | None = None
    passages: dict[int, tuple[str, str | None]] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """In tokens, without the title."""
        return sum(len(sentence.tokens) for sentence in self.sentences)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Words and figures; case, accents' composition, apostrophes and thousands separators made the same."""
    numbers = load().numbers
    found = []
    for word in _TOKEN.findall(_CLOCK.sub(" ", unicodedata.normalize("NFKC", text))):
        if word[0].isdigit():
            found.append(Token(word.replace(",", "").rstrip("."), False))
        else:
            plain = _APOSTROPHES.sub("", word).casefold()
            value = numbers.get(plain)
            found.append(Token(plain, word[0].isupper()) if value is None else Token(str(value), False))
    return tuple(found)


def report_of(article: CleanArticle) -> Report:
    """The report in this article: its body; of an article without a body, its title."""
    blocks = [b for b in article.blocks if b.kind in _BODY_KINDS] or [b for b in article.blocks if b.kind == "title"]
    sentences: list[Sentence] = []
    for block in blocks:
        for start, end in split_sentences(article.text[block.start : block.end]):
            text = article.text[block.start + start : block.start + end]
            tokens = tokens_of(text)
            if tokens:
                sentences.append(Sentence(block.start + start, block.start + end, text, tokens))
    below = [t for sentence in sentences[MAX_SENTENCES:] for t in sentence.key]
    return Report(
        article_id=article.article_id,
        published_at=article.published_at,
        outlet=article.outlet,
        title=tokens_of(article.title or ""),
        sentences=tuple(sentences[:MAX_SENTENCES]),
        title_text=article.title,
        rest=short_hash("rest", *below) if below else None,
    )


def short_hash(*parts: str) -> str:
    """64 bits of the parts' hash as 16 hex digits."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
            yield start, match.start() + len(match.group().rstrip())
            start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def remember(report: Report, passages: tuple[CopiedPassage, ...]) -> bytes:
    """The report as bytes to be stored: about half a byte for each of its characters."""
    owners = {
        i: (p.owner_id, p.owner_outlet)
        for i, sentence in enumerate(report.sentences)
        for p in passages
        if p.start <= sentence.start and sentence.end <= p.end
    }
    memory = Memory(
        article_id=report.article_id,
        published_at=report.published_at,
        sentences=tuple(sentence.text for sentence in report.sentences),
        title=report.title_text,
        outlet=report.outlet,
        rest=report.rest,
        passages=owners,
    )
    return zlib.compress(msgspec.json.encode(memory), 6)


def recall(data: bytes) -> Report:
    """The report as it was remembered."""
    memory = msgspec.json.decode(zlib.decompress(data), type=Memory)
    sentences = tuple(Sentence(0, 0, text, tokens_of(text)) for text in memory.sentences)
    return Report(
        article_id=memory.article_id,
        published_at=memory.published_at,
        outlet=memory.outlet,
        title=tokens_of(memory.title or ""),
        sentences=sentences,
        title_text=memory.title,
        rest=memory.rest,
        passages=memory.passages,
    )
