"""What the claim engine works on: tokens, sentences, quantities, and the page that holds them. No judgement."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from msgspec import Struct

from schemas.actor import ActorMention
from schemas.place import PlaceMention

Kind = Literal["word", "punct", "place", "actor", "num", "year"]
_ARTICLE = re.compile("(?:al|el|ul|as|ad|an|ar|ash|at|az|us|ud|ur|uz)-[A-Z]")
"""How a name begins behind an Arabic article: "al-Tawil"."""


class Quantity(Struct, frozen=True):
    """A count as the text bounds it; all null for "many". ``zero``: "no", "none"."""

    low: int | None
    best: int | None
    high: int | None
    vague: bool = False
    zero: bool = False


class Token(Struct):
    """A word, mark, number or folded mention; ``low`` is its lower-case form with straight apostrophes."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind = "word"
    place: PlaceMention | None = None
    actor: ActorMention | None = None
    number: Quantity | None = None

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, behind an Arabic article too: "al-Tawil"."""
        if self.text is self.low:
            return False  # most words, as they are made
        head = self.text[:1]
        return head.isupper() or ("-" in self.text and _ARTICLE.match(self.text) is not None)


@dataclass(slots=True)
class Sentence:
    """[start, end) of the clean text. ``unit``: the whole quotation it stands in, when a quotation has several."""

    text: str
    start: int
    end: int
    block: str
    index: int
    unit: int = 0
    tokens: list[Token] = field(default_factory=list)
    memo: dict[str, object] = field(default_factory=dict)
    """What was found out about the sentence as a whole, for every match in it."""


M = TypeVar("M", PlaceMention, ActorMention)
QUOTATION = 8
"""Sentences of one quotation that are searched for its speaker, before and behind."""


@dataclass(slots=True)
class Page:
    """An article's sentences and mentions, found by position without walking the whole article."""

    sentences: list[Sentence]
    places: Sequence[PlaceMention]
    actors: Sequence[ActorMention]
    theatre: str | None = None
    _sentence_starts: list[int] = field(init=False, repr=False)
    _place_starts: list[int] = field(init=False, repr=False)
    _actor_starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note where everything begins, once."""
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._place_starts = [mention.start for mention in self.places]
        self._actor_starts = [mention.start for mention in self.actors]

    def places_in(self, start: int, end: int) -> Sequence[PlaceMention]:
        """The places whose mentions lie in [start, end)."""
        return _slice(self.places, self._place_starts, start, end)

    def actors_in(self, start: int, end: int) -> Sequence[ActorMention]:
        """The actors whose mentions lie in [start, end)."""
        return _slice(self.actors, self._actor_starts, start, end)

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds the character at ``position``, or the one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def quotation(self, sentence: Sentence) -> list[Sentence]:
        """The other sentences of the quotation in which this one stands, nearest first."""
        around = self.sentences[max(0, sentence.index - QUOTATION) : sentence.index + QUOTATION + 1]
        same = [s for s in around if s.unit == sentence.unit and s is not sentence]
        return sorted(same, key=lambda s: abs(s.index - sentence.index))


def _slice(mentions: Sequence[M], starts: list[int], start: int, end: int) -> Sequence[M]:
    """The mentions that lie in [start, end), which are in order and begin at ``starts``."""
    first = bisect_left(starts, start)
    last = bisect_left(starts, end, first)
    return [mention for mention in mentions[first:last] if mention.end <= end]
