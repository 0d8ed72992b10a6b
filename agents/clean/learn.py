"""Learning on the stream: which lines of this record are its outlet's furniture, decided once and then remembered."""

from agents.clean.outlet import Memory, decide
from agents.outlets.learn import verdict_on
from agents.outlets.store import Store
from schemas.clean_article import CleanArticle


async def furniture_of(store: Store, article: CleanArticle) -> frozenset[str]:
    """Keys of the lines to cut from this article (as the rules have cleaned it); two round trips, one when it repeats.

    An article without an outlet teaches nothing and loses nothing.
    """

    def sorted_keys(memory: Memory) -> tuple[list[str], Memory]:
        keys, left = decide(memory, article)
        return sorted(keys), left

    return frozenset(await verdict_on(store, article, Memory(), sorted_keys) or ())
