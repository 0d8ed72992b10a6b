"""What the article has told so far, for pronouns, "the town" and events that go on without their place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeVar, cast

from agents.claims.entities.focus import Focus
from agents.claims.entities.organisations import named_in
from agents.claims.entities.place_names import Found, sites_in
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.judging.reading import Reading
from agents.claims.judging.speaker import Attribution, statement_of
from agents.claims.language.sentences import split
from agents.claims.language.tokens import tokenise
from agents.claims.model import Page, Sentence
from agents.claims.words import listed
from schemas.clean_article import UNDATED
from schemas.place import PlaceMention
from schemas.tagged_article import TaggedArticle


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the next sentences may go on telling of: up to sentence ``until``; who did it, with what."""

    until: int
    place: Found
    agent: Who = NO_ONE
    weapon: str | None = None
    sentence: int = -1
    """The sentence that told it."""


EVENT_REACH = 4
"""Sentences over which an event goes on without its place being named again."""


@dataclass(slots=True)
class Context:
    """What the article has told so far, for pronouns and "the town"."""

    tagged: TaggedArticle
    page: Page
    published: date | None
    focus: Focus = field(default_factory=Focus)
    told: Told | None = None
    """The last event that had a place."""
    invented: bool = False
    """Whether the page is about a film, a novel or a play."""
    own_word: Attribution | None = None
    """The outlet, where the article is its own statement ("our forces …")."""
    conflict: bool = False
    """Whether the article names anybody under arms, speaks of a war's things, or is tagged as about a conflict."""

    @classmethod
    def of(cls, tagged: TaggedArticle) -> "Context":
        """The context before the first sentence: what the article as a whole tells."""
        article = tagged.article
        page = Page(split(article.text, article.blocks), tagged.places, tagged.actors, tagged.theatre)
        context = cls(tagged, page, None if article.published_at == UNDATED else article.published_at.date())
        context.focus.organisations = named_in(article.text)
        context.conflict = bool(tagged.actors) or "conflict" in tagged.topics or _speaks_of_war(article.text)
        context.invented = _of_a_work(article.text)
        context.own_word = statement_of(article.outlet, article.text, tagged.actors)
        return context

    def led_by(self, reading: Reading) -> Found | None:
        """The place of the article's first lines, for "the attack", "the blast": the event that it is all about."""
        tokens = reading.sentence.tokens
        the_event = any(a.low == "the" and b.low in listed("the_event") for a, b in pairwise(tokens))
        if not the_event or any(token.place is not None for token in tokens):
            return None
        return next((Found.of(mention) for mention in self._opening(2)), None)

    def only_place(self, reading: Reading) -> Found | None:
        """The one place that the article's title and first lines name, for what is told as its news without a place."""
        if _names_a_place(reading) or reading.time.timing != "breaking":
            return None
        found: dict[str, Found] = {}
        for mention in self._opening(3):
            found.setdefault(mention.place.name, Found.of(mention))
        return next(iter(found.values())) if len(found) == 1 else None

    def _opening(self, sentences: int) -> list[PlaceMention]:
        """The sites that the first sentences name, in order."""
        inside = self.page.sentences[:sentences]
        return [mention for sentence in inside for mention in sites_in(self.page, sentence.start, sentence.end)]

    def lately(self, reading: Reading) -> Found | None:
        """The place of the last event told, for breaking news without any place of its own."""
        if self.told is None or _names_a_place(reading) or reading.time.timing != "breaking":
            return None
        return self.told.place

    def goes_on(self, reading: Reading) -> Found | None:
        """The place of the event that a sentence without any place goes on telling of, a few sentences back."""
        if self.told is None or reading.sentence.index > self.told.until or _names_a_place(reading):
            return None
        return self.told.place


def _names_a_place(reading: Reading) -> bool:
    """Whether its sentence names any place smaller than a country."""
    return any(token.place is not None and token.place.feature != "country" for token in reading.sentence.tokens)


def _of_a_work(text: str) -> bool:
    """Whether the text is about a film, a novel or a play: three words of the stage or the screen."""
    lows = {low.strip(".,;:'\"”“()") for low in text.lower().split()}
    return len(lows & listed("stage_words")) >= 3


def _speaks_of_war(text: str) -> bool:
    """Whether a word of war stands in it ("garrison", "siege")."""
    return not listed("war_words").isdisjoint(low.strip(".,;:'\"”“") for low in text.lower().split())


def fill(page: Page, sentence: Sentence) -> None:
    """Give a sentence its tokens, once."""
    if not sentence.tokens:
        start, end = sentence.start, sentence.end
        sentence.tokens = tokenise(sentence, page.places_in(start, end), page.actors_in(start, end))


T = TypeVar("T")


def once(sentence: Sentence, name: str, find: Callable[[], T]) -> T:
    """What ``find`` gives for this sentence, found once."""
    if name not in sentence.memo:
        sentence.memo[name] = find()
    return cast(T, sentence.memo[name])
