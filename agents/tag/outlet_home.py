"""The country an outlet reports from, learned from its reports. A local paper names its own country as little as a
local names his street: "the village of Yoro" in a Malian daily is Mali's, and not its namesake in Honduras."""

from collections import Counter

import msgspec

from agents.outlets.learn import verdict_on
from agents.outlets.store import Store
from schemas.clean_article import CleanArticle

REPORTS = 40
"""How many of an outlet's last reports that tell their country by themselves are remembered."""
NEEDED, SHARE = 4, 0.8
"""An outlet has a home from so many reports on, and where so much of them is of one country: agencies have none."""


class Memory(msgspec.Struct, array_like=True, frozen=True):
    """One outlet: the countries (ISO) of its last reports, newest last."""

    countries: tuple[str, ...] = ()


def home(memory: Memory) -> str | None:
    """The country nearly all of its reports are from; null while that is not known, and where there is none."""
    if len(memory.countries) < NEEDED:
        return None
    ((country, count),) = Counter(memory.countries).most_common(1)
    return country if count >= SHARE * len(memory.countries) else None


def decide(memory: Memory, told: str | None) -> tuple[str | None, Memory]:
    """(the outlet's home before this report, the memory with it in). told: the country that the report's text tells."""
    after = Memory((*memory.countries, told)[-REPORTS:]) if told is not None else memory
    return home(memory), after


async def home_of(store: Store, article: CleanArticle, told: str | None) -> str | None:
    """The home of the article's outlet, as known when the article first came; two round trips, one when it repeats."""
    return await verdict_on(store, article, Memory(), lambda memory: decide(memory, told))
