"""What the article has told so far, for pronouns, "the town" and events that go on without their place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from agents.claims.entities.focus import Focus
from agents.claims.entities.place_names import Found
from agents.claims.entities.short_names import with_short_names
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.language.bare_words import MARKS
from agents.claims.language.sentences import split
from agents.claims.language.tokens import tokenise
from agents.claims.model import Page, Sentence
from agents.claims.reader.reading import Reading
from agents.claims.reader.works import of_a_work
from agents.claims.speech.own_voice import statement_of
from agents.claims.speech.speaker import NOBODY, Attribution
from agents.claims.words import listed
from schemas.clean_article import UNDATED
from schemas.tagged_article import TaggedArticle


class Told(Struct, frozen=True):
    """An event that the next sentences may go on telling of: up to sentence ``until``; who did it, with what."""

    until: int
    place: Found
    agent: Who = NO_ONE
    weapon: str | None = None
    sentence: int = -1
    """The sentence that told it."""
    fresh: bool = False
    """Whether it is the news, and no event of weeks before."""
    around: Found | None = None
    """The province told of before its place."""
    several: bool = False
    """Whether its sentence counts at several places: "three in X and one in Y"."""


EVENT_REACH = 4
"""Sentences over which an event goes on without its place being named again."""


@dataclass
class Context:
    """What the article has told so far, for pronouns and "the town".

    What rests on the whole text is found when it is first asked for: most articles hold no match, and never ask.
    """

    tagged: TaggedArticle
    page: Page
    published: date | None
    focus: Focus = field(default_factory=Focus)
    told: Told | None = None
    """The last event that had a place."""
    side: tuple[int, Found | None] = (-9, None)
    """The last part of a country in which harm was told, and the sentence that told it."""
    past: str | None = None
    """What of the past the page is about, or ""; null: not asked yet."""
    killed: int = -9
    """The last sentence that told of people killed, and how many."""
    counts: dict[str, tuple[int, int, bool]] = field(default_factory=dict)
    """The newest count of each harm: the sentence that told it, the figure, and whether they were fighters."""
    effects: set[str] = field(default_factory=set)
    """The kinds of harm that the article has told of so far."""
    heard: int = 0
    """The sentence up to which it was noted who spoke."""
    fall: Reading | None = None
    """The last change of control that the article told as having happened."""
    ordinary: str | None = None
    """What ordinary matter the page is about, or ""; null: not asked yet."""
    spoken: tuple[int, Attribution] = (-9, NOBODY)
    """The last speaker of an event, and the sentence that told it."""
    counted: tuple[int, Attribution] = (-9, NOBODY)
    """The last organisation that counted those harmed, and the sentence in which it did."""

    @classmethod
    def of(cls, tagged: TaggedArticle) -> "Context":
        """The context before the first sentence: what the article as a whole tells."""
        article = tagged.article
        actors = with_short_names(article.text, tagged.actors)
        named = {(mention.start, mention.end) for mention in actors}
        places = [mention for mention in tagged.places if (mention.start, mention.end) not in named]
        page = Page(split(article.text, article.blocks), places, actors, tagged.theatre)
        context = cls(tagged, page, None if article.published_at == UNDATED else article.published_at.date())
        context.focus.text, context.focus.outlet = article.text, article.outlet
        return context

    @cached_property
    def conflict(self) -> bool:
        """Whether the article names anybody under arms, speaks of a war's things, or is tagged as about a conflict."""
        tagged = self.tagged
        return bool(tagged.actors) or "conflict" in tagged.topics or self._speaks_of_war()

    def _speaks_of_war(self) -> bool:
        """Whether a word of war stands in it ("garrison", "siege")."""
        return not listed("war_words").isdisjoint(self.vocabulary)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the article in lower case, without their marks and without the "'s" of an owner."""
        return frozenset(
            word if word.isalpha() else word.strip(MARKS).removesuffix("'s").removesuffix("’s")
            for word in set(self.tagged.article.text.lower().split())
        )

    @cached_property
    def invented(self) -> bool:
        """Whether the page is about a film, a novel or a play."""
        return of_a_work(self.tagged.article.text, self.vocabulary)

    @cached_property
    def own_word(self) -> Attribution | None:
        """The outlet, where the article is its own statement ("our forces …")."""
        return statement_of(self.tagged.article.outlet, self.tagged.article.text, self.tagged.actors)

    def paragraph(self, sentence: Sentence) -> int:
        """The number of the block in which a sentence stands."""
        blocks = self.tagged.article.blocks
        return once(
            sentence,
            "paragraph",
            lambda: next((n for n, block in enumerate(blocks) if block.start <= sentence.start < block.end), -1),
        )


def fill(page: Page, sentence: Sentence) -> None:
    """Give a sentence its tokens, once."""
    if not sentence.tokens:
        start, end = sentence.start, sentence.end
        sentence.tokens = tokenise(sentence, page.places_in(start, end), page.actors_in(start, end))


T = TypeVar("T")


def once(sentence: Sentence, name: str, find: Callable[[], T]) -> T:
    """What ``find`` gives for this sentence, found once."""
    memo: dict[str, T] = sentence.memo  # type: ignore[assignment]  # each name has its own type
    if name not in memo:
        memo[name] = find()
    return memo[name]
