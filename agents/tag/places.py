"""Mentions of places in a text: names that the text itself supports, each settled or kept without coordinates."""

import re
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from agents.tag import gazetteer, lexicon
from agents.tag.capitals import Capitals
from agents.tag.gazetteer import Candidate
from agents.tag.homes import at_home
from agents.tag.layout import ALIAS, PRIMARY
from agents.tag.lexicon import Lexicon
from agents.tag.mentions import facilities, mention_of, near, numbered
from agents.tag.names import KNOWN_POPULATION, Name, Names, bare_fold
from agents.tag.reading import Reading
from agents.tag.resolve import HINT_SHARE, Choice, Context, beyond, choose
from agents.tag.runs import RunReader
from agents.tag.support import Mention, SupportReader, is_list
from agents.tag.text import fold
from agents.tag.unknown import UnknownPlaces
from agents.tag.votes import (
    MIN_UNPOINTED_PIN,
    MIN_UNPOINTED_POPULATION,
    alone,
    is_city,
    known_abroad,
    little_known,
    native_vote,
    vote,
)
from agents.tag.words import Words
from schemas.place import Feature, Place, PlaceMention

DEMONYM_WEIGHT = 0.5
MIN_LOCATIVE_POPULATION = 1_000
MAX_SETTLED = 100
"""More different places than this say no more about a homonym, and the work must stay linear in the text."""


@dataclass(frozen=True, slots=True)
class Places:
    """What the place matcher found: mentions in order, and demonyms and adjectival country names by country."""

    mentions: tuple[PlaceMention, ...]
    demonyms: Counter[str]


_DATED = re.compile(r"(?:Mon|Sun|Sat)\b[.,]? (?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[.,]? \d)")
"""A day of the week, shortened, before its date: a place of that name is none there ("Mon Aug 15")."""


class PlaceTagger:
    """Finds places. Holds only what never changes after loading, and a cache of names."""

    def __init__(self, gazetteer_: gazetteer.Gazetteer, lexicon_: Lexicon) -> None:
        self._lexicon = lexicon_
        self._names = Names(gazetteer_, lexicon_)
        self._reader = RunReader(self._names, lexicon_)
        self._support = SupportReader(lexicon_)
        self._capitals = Capitals(gazetteer_, lexicon_.demonyms)
        self._unknown = UnknownPlaces(self._names, lexicon_, self._support)

    def tag(
        self, words: Words, blocked: list[tuple[int, int]] | None = None, countries: Mapping[str, float] | None = None
    ) -> Places:
        """Places of a text.

        blocked: sorted spans that name something else (armed groups); countries: weight of those hinted at otherwise.
        """
        text = words.text
        reading = self._reader.read(words, blocked or [])
        mentions = [self._support.read(words, found) for found in reading.found if not _DATED.match(text, found.start)]
        self._support.link(text, mentions)
        context = Context(defaultdict(float, countries or {}))
        for country, count in reading.demonyms.items():
            context.countries[country] += DEMONYM_WEIGHT * count
        native_vote(words, self._lexicon.words.native_nouns, context)
        self._accept_sure(mentions, reading)
        self._settle([m for m in mentions if m.accepted], context)
        waiting = [m for m in mentions if not m.accepted]
        for mention in waiting:
            mention.accepted = self._accepts(mention, reading, context)
        self._settle([m for m in waiting if m.accepted], context)
        placed = [self._mention(text, mention, context) for mention in mentions if mention.accepted]
        placed += self._unknown.find(words, reading, context, [mention.end for mention in placed])
        placed += self._listed(text, waiting, placed, context)
        placed += numbered(text, context.dominant())
        placed += facilities(text, context.dominant())
        placed += self._capitals.find(text, sorted(placed, key=lambda m: m.start), context.dominant())
        return Places(at_home(text, _without_overlap(placed), context), reading.demonyms)

    def _listed(
        self, text: str, waiting: list[Mention], placed: list[PlaceMention], context: Context
    ) -> list[PlaceMention]:
        """Little-known names in a list with a place that only the text calls one: "including X, Y and Z"."""
        ends = sorted(mention.end for mention in placed)
        late = []
        for mention in waiting:
            at = bisect_right(ends, mention.start)
            if mention.accepted or mention.found.name.kind != "weak" or at == 0:
                continue
            gap = text[ends[at - 1] : mention.start]
            if mention.found.line == "text" and gap != ", the " and is_list(gap) and not mention.support.speaks:
                mention.accepted = True
                late.append(mention)
                insort(ends, mention.end)
        self._settle(late, context)
        return [self._mention(text, mention, context) for mention in late]

    def _accept_sure(self, mentions: list[Mention], reading: Reading) -> None:
        for mention in mentions:
            name, support = mention.found.name, mention.support
            if name.kind != "sure":
                continue
            bare = bare_fold(name.folded)
            firm = support.locative or support.noun_of or support.head or support.container or support.listed
            if name.best.feature == "neighbourhood" and not firm:
                continue  # quarters bear names of people, too
            if support.paper and not support.locative:
                continue
            other = bare in reading.persons or (bare in reading.organisations and name.best.feature != "country")
            mention.accepted = bool(firm) or not other

    def _accepts(self, mention: Mention, reading: Reading, context: Context) -> bool:
        """Whether the text supports a name that is not a place by itself."""
        name, support, kind = mention.found.name, mention.support, mention.found.name.kind
        if kind == "sure" and name.best.feature != "neighbourhood":
            return False
        if support.container is not None or (support.noun_of is not None and kind != "word"):
            return True
        if kind in ("word", "never") and support.head in ("province", "region"):
            return self._is_province(mention, context)
        if kind == "never":
            return False
        pointed = any(context.countries.get(country, 0) > 0 for country in name.countries)
        if support.elsewhere and (support.strict or (kind == "weak" and support.locative)):
            return True
        if support.noun_of or support.before:
            return True
        bare = bare_fold(name.folded)
        somebody = bare in reading.persons or bare in reading.organisations
        if support.taken and kind != "word" and not somebody:
            return True
        if kind == "weak":
            return self._accepts_weak(mention, reading, pointed, somebody)
        physical = support.head is not None and support.head not in ("settlement", "region", "facility")
        ours = _curated_there(name, context) and not support.speaks and bare not in reading.perhaps_persons
        if kind == "word":
            if support.titled and support.head == "district" and not somebody and mention.found.line == "text":
                return True  # "Pale Township", which is no Pale that is known
            named = physical or support.locative or support.taken or ours
            known = support.strict and name.best.population >= 100_000 and name.best.quality == PRIMARY
            return (pointed or known) and not somebody and named and mention.found.line == "text"
        if physical or support.dateline:
            return not somebody
        if kind == "sure":
            return pointed and not somebody and not support.speaks and bare not in reading.perhaps_persons
        placed = support.locative or (support.listed and pointed) or (ours and mention.found.line == "text")
        return placed and not somebody and (pointed or name.best.population >= 100_000)

    def _is_province(self, mention: Mention, context: Context) -> bool:
        """Whether a word of any meaning is a province by its noun: "Unity state", "Bay region" in a text on Somalia."""
        provinces = {c.country for c in mention.found.name.candidates if c.feature == "province"}
        if mention.support.state:
            provinces &= self._lexicon.words.state_countries
        alone = mention.support.head == "province" and len(provinces) == 1
        return alone or any(context.countries.get(country or "", 0) > 0 for country in provinces)

    def _accepts_weak(self, mention: Mention, reading: Reading, pointed: bool, somebody: bool) -> bool:
        name, support = mention.found.name, mention.support
        if support.head or support.dateline:
            return not somebody or support.locative
        if somebody or support.people:
            return False
        if mention.found.possessive and not support.owns and not pointed:
            return False  # "in Nasrallah's view"
        if support.locative:
            return support.strict or pointed or name.best.population >= MIN_LOCATIVE_POPULATION
        if support.speaks or bare_fold(name.folded) in reading.perhaps_persons or mention.found.line != "text":
            return False
        return pointed and (support.listed or support.weak_locative or name.best.curated)

    def _settle(self, mentions: list[Mention], context: Context) -> None:
        """Choose meanings: first by likelihood and countries, then again with the places that are settled by then."""
        for mention in sorted(mentions, key=lambda m: m.found.name.kind != "sure"):
            vote(mention, context)
        strange = {m.found.name.folded: m.support.not_in for m in mentions if m.support.not_in is not None}
        for mention in mentions if strange else ():
            mention.support.not_in = strange.get(mention.found.name.folded)
        context.countries.pop("", None)
        first = [self._choose(mention, context) for mention in mentions]
        settled = [choice.chosen for choice in first if choice.chosen is not None]
        for chosen in settled:
            if chosen.country and chosen.feature not in ("country",):
                context.countries[chosen.country] += 0.5
        known = {place.row for place in context.settled}
        for place in settled:
            if place.row not in known and len(context.settled) < MAX_SETTLED:
                known.add(place.row)
                context.settled.append(place)
        for mention, choice in zip(mentions, first, strict=True):
            alone = len(mention.found.name.candidates) == 1 and choice.chosen is not None
            mention.choice = choice if alone else self._choose(mention, context)

    def _choose(self, mention: Mention, context: Context) -> Choice:
        support, name = mention.support, mention.found.name
        pointed = any(context.countries.get(country, 0) > 0 for country in name.countries)
        if support.elsewhere:
            return Choice(None, name.candidates[:3], abroad=True)
        if support.hamlet and is_city(name.best):
            here = [c for c in name.candidates if not is_city(c) and context.share(c.country) >= HINT_SHARE]
            return Choice(here[0] if len(here) == 1 else None, name.candidates[:3], abroad=True)
        sole = len(name.countries) == 1 or support.head is not None
        ours = MIN_UNPOINTED_POPULATION if sole else MIN_UNPOINTED_PIN
        least = 0 if alone(name) else ours if name.best.quality <= ALIAS else KNOWN_POPULATION
        if not (pointed or support.container or sole) and little_known(name):
            return Choice(None, name.candidates[:3], abroad=True)
        if name.kind == "weak" and not (pointed or support.container or name.best.population >= least):
            return Choice(None, name.candidates[:3], abroad=True)
        wanted = support.noun_of or (support.head if support.head in ("province", "settlement") else None)
        if support.head == "region" and name.kind in ("word", "never"):
            wanted = "province"
        if support.dateline and wanted is None:
            wanted = "settlement"  # who writes sits in a town
        choice = choose(name, context, support.container, wanted)
        if support.not_in is not None and choice.chosen is not None and beyond(choice.chosen, support.not_in):
            return Choice(None, (choice.chosen, *choice.others))
        named_wide = wanted == "province" or support.head == "region"
        if named_wide and choice.chosen is not None and choice.chosen.feature == "settlement":
            return self._province_of(choice)
        return choice

    def _province_of(self, choice: Choice) -> Choice:
        """The province where a spelling is only known of the town that it is named after ("Idleb province")."""
        town = choice.chosen
        if town is None or town.admin1 is None or fold(town.name) != fold(town.admin1):
            return choice
        same = self._names.get(town.admin1)
        provinces = (
            [c for c in same.candidates if c.feature == "province" and c.country == town.country] if same else []
        )
        return Choice(provinces[0], (town, *choice.others)) if provinces else choice

    def _mention(self, text: str, mention: Mention, context: Context) -> PlaceMention:
        start, end, support = mention.start, mention.end, mention.support
        choice = mention.choice or Choice(None, mention.found.name.candidates[:3])
        if support.before is not None and support.before_start is not None:
            start = support.before_start
        written = text[start:end]
        kind = support.head or support.before
        if support.before == "settlement":  # "Barangay Buenavista" is no town of that name
            place = Place(text=written, name=written, country=context.dominant())
            return PlaceMention(start=start, end=end, feature="settlement", place=place)
        if kind is not None and kind != "settlement":
            own = self._names.get(written)
            if own is not None:
                known = choose(own, context, support.container)
                return mention_of(start, end, written, known)
            if not _is_already(choice.chosen, kind):
                return near(start, end, written, kind, choice, context, known_abroad(mention.found.name))
        return mention_of(start, end, written, choice)


def _curated_there(name: Name, context: Context) -> bool:
    """A conflict place of our own tables, in a country that the text points to most."""
    best = name.best
    return best.curated and best.feature not in ("country", "province") and context.share(best.country) >= 0.5


def _is_already(chosen: Candidate | None, kind: Feature) -> bool:
    """Whether the meaning chosen is itself what the head calls it: Kirkuk province, Lake Chad."""
    if chosen is None:
        return False
    return chosen.feature == kind or (
        kind in ("region", "district") and chosen.feature in ("province", "region", "district")
    )


def _without_overlap(mentions: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    kept: list[PlaceMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.feature == "other")):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


@lru_cache(maxsize=1)
def tagger() -> PlaceTagger:
    """The project's place tagger, made once in a process."""
    return PlaceTagger(gazetteer.load(), lexicon.load())
