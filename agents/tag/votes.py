"""Which names may say what country a text is about, and which are pinned wherever the text is. Pure."""

from collections.abc import Mapping

from agents.tag.gazetteer import Candidate
from agents.tag.layout import ALIAS
from agents.tag.names import KNOWN_POPULATION, KNOWN_PROVINCE_POPULATION, Name
from agents.tag.resolve import Context
from agents.tag.support import Mention
from agents.tag.words import Words
from schemas.place import Feature

COUNTRY_VOTE, TOWN_VOTE, NOUN_VOTE = 1.0, 1.5, 0.5
MIN_UNPOINTED_POPULATION = 10_000
"""Of a little-known town, where nothing else of the text points to its country: below it the name gets no vote."""
MIN_UNPOINTED_PIN = 50_000
"""Of such a town whose name places in other countries bear, too: below it the name gets no pin."""
_PARTS: frozenset[Feature] = frozenset({"neighbourhood", "district", "facility", "road"})
"""Heads of names that many towns have: "the Khalidiya district" says little of the country."""
SHORTEST_ALONE = 5
"""Letters of a name that only one place in the world bears: such a one needs no other hint of its country."""


def native_vote(words: Words, nouns: Mapping[str, str], context: Context) -> None:
    """Let nouns that one country alone has for its places point to it: "Local Government Area", "woreda"."""
    told = set(words.keys)
    for noun, country in nouns.items():
        first, _, rest = noun.partition(" ")
        if first in told and (not rest or noun in words.text.lower()):
            context.countries[country] += NOUN_VOTE


def vote(mention: Mention, context: Context) -> None:
    """Let a name point to its country, where it is a country's or can mean places of one country alone."""
    name, support = mention.found.name, mention.support
    if (
        support.elsewhere
        or (support.beyond and name.best.feature == "country")
        or (name.kind != "sure" and unpointed(name, context))
        or (support.hamlet and is_city(name.best))
    ):
        return
    provinces = sorted({c.country for c in name.candidates if c.feature == "province" and c.country})
    if support.head == "province" and len(provinces) == 1 and len(name.countries) > 1:
        context.countries[provinces[0]] += TOWN_VOTE
    if support.head == "province" and name.best.feature == "country" and provinces:
        return  # "Niger state"
    known = name.kind != "weak" or name.best.population >= MIN_UNPOINTED_POPULATION or alone(name)
    part = support.head in _PARTS and not known_abroad(name)
    if name.best.feature == "country":
        context.countries[name.best.country or ""] += COUNTRY_VOTE
    elif len(name.countries) == 1 and (known or support.container is not None) and not part:
        context.countries[name.best.country or ""] += TOWN_VOTE


def alone(name: Name) -> bool:
    """Whether only one place in the world bears a name, as its own, and the name is no short word."""
    return len(name.candidates) == 1 and name.best.quality <= ALIAS and len(name.folded) >= SHORTEST_ALONE


def unpointed(name: Name, context: Context) -> bool:
    """Whether the text points to countries, and to none of a little-known name: it must not vote for its own."""
    return bool(context.countries) and not any(context.share(country) for country in name.countries)


def little_known(name: Name) -> bool:
    """Whether a name is sure only as a small province's, which is named after its own little-known town."""
    best = name.best
    towns = [
        c for c in name.candidates if c.feature == "settlement" and c.country == best.country and c.quality <= ALIAS
    ]
    province = best.feature == "province" and best.population < KNOWN_PROVINCE_POPULATION
    known = any(c.curated or c.capital or c.population >= MIN_UNPOINTED_PIN for c in towns)
    return province and bool(towns) and not (name.famous or known)


def is_city(candidate: Candidate) -> bool:
    """Whether a place is far too big for a village: "the village of Moscow" is another one, and in another country."""
    return candidate.feature == "settlement" and (candidate.capital or candidate.population >= KNOWN_POPULATION)


def known_abroad(name: Name) -> bool:
    """Whether a name alone brings its place to mind, wherever the text is."""
    best = name.best
    return name.famous or best.feature == "country" or (best.population >= KNOWN_POPULATION and best.quality <= ALIAS)
