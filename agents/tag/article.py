"""The tag step as one function: an article with its places, actors, topics and the country it is mostly about."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from agents.outlets.store import Store
from agents.tag import actors, places, topics
from agents.tag.actors import ActorTagger
from agents.tag.groups import at_that_time
from agents.tag.outlet_home import home_of
from agents.tag.places import PlaceTagger
from agents.tag.tables import DATA, read_tsv
from agents.tag.theatre import in_theatre, theatre
from agents.tag.topics import Topic
from agents.tag.words import Words
from schemas.actor import ActorMention
from schemas.clean_article import UNDATED
from schemas.place import PlaceMention
from schemas.tagged_article import TaggedArticle
from schemas.unique_article import UniqueArticle

GROUP_COUNTRY_WEIGHT = 0.5
"""How much one mention of a group points to its main country, beside 1 for the country's own name."""
CAUTIOUS_COUNTRY_WEIGHT = 0.1
"""The same of a name that others bear, too ("RSF"): enough to choose between towns of one name."""
HOME_WEIGHT = 0.3
"""Of the country that the outlet reports from: any country that the text names itself weighs more."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What was found in a text; places and actors are sorted and do not overlap among themselves."""

    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    topics: tuple[str, ...]
    theatre: str | None


@dataclass(frozen=True, slots=True)
class Taggers:
    """Everything loaded that tagging needs."""

    places: PlaceTagger
    actors: ActorTagger
    topics: tuple[Topic, ...]
    capitals: dict[str, str]


@lru_cache(maxsize=1)
def load() -> Taggers:
    """Load (and, where the gazetteer is missing or stale, compile) all data, once in a process."""
    capitals = {
        row[4]: row[0] for _, row in read_tsv(DATA / "countries.tsv", ("iso", "name", "aliases", "demonyms", "capital"))
    }
    return Taggers(places.tagger(), actors.tagger(), topics.load_topics(), capitals)


def tag_text(text: str, outlet: str | None = None, home: str | None = None) -> Tags:
    """Places, actors, topics and theatre of a text. Deterministic; never raises on any text.

    outlet: a name in which no place is read ("told Radio Niger Bend"); home: the country (ISO) that it reports from.
    """
    taggers = load()
    words = Words(text)
    hits = taggers.actors.named(words)
    hinted: dict[str, float] = defaultdict(float)
    for hit in hits:
        country = actors.home(hit.groups[0]) if not hit.cautious or len(hit.groups) == 1 else None
        if country is not None:
            hinted[country] += CAUTIOUS_COUNTRY_WEIGHT if hit.cautious else GROUP_COUNTRY_WEIGHT
    if home is not None:
        hinted[home] += HOME_WEIGHT
    blocked = sorted([(hit.start, hit.end) for hit in hits] + _named(text, outlet))
    found = taggers.places.tag(words, blocked, hinted)
    countries: Counter[str] = Counter(found.demonyms)
    countries.update(m.place.country for m in found.mentions if m.place.country)
    actor_mentions = taggers.actors.tag(words, hits, countries, [(m.start, m.end) for m in found.mentions])
    where = theatre(text, found.mentions, found.demonyms, actor_mentions, taggers.capitals) or home
    actor_mentions = taggers.actors.at_home(text, actor_mentions, where)
    located = in_theatre(found.mentions, where, taggers.capitals)
    return Tags(
        located, actor_mentions, topics.topics_of_counts(Counter(words.keys), len(words), taggers.topics), where
    )


def _named(text: str, outlet: str | None) -> list[tuple[int, int]]:
    """[start, end) of each time the outlet's own name, of more than one word, stands in the text."""
    if outlet is None or " " not in outlet.strip():
        return []
    return [match.span() for match in re.finditer(re.escape(outlet.strip()), text)]


def tag_article(unique: UniqueArticle, home: str | None = None) -> TaggedArticle:
    """The article with its tags, ready for the claims step. home: the country (ISO) that its outlet reports from."""
    tags, day = tag_text(unique.article.text, unique.article.outlet, home), unique.article.published_at.date()
    return TaggedArticle(
        article=unique.article,
        verdict=unique.verdict,
        places=tags.places,
        actors=tags.actors if day == UNDATED.date() else at_that_time(tags.actors, day),
        topics=tags.topics,
        theatre=tags.theatre,
    )


async def tag_from_home(store: Store, unique: UniqueArticle) -> TaggedArticle:
    """The article with its tags, read as its outlet's readers do: where they are from goes without saying."""
    tagged = tag_article(unique)
    home = await home_of(store, unique.article, tagged.theatre)
    return tagged if home in (None, tagged.theatre) else tag_article(unique, home)
