"""How an article relates to all that came before: look up, compare the few, decide, remember.

An article takes three round trips to the store; one that was seen before takes one.
"""

from agents.dedupe.decide import decide
from agents.dedupe.keys import Keys, keys_of
from agents.dedupe.report import Report, recall
from agents.dedupe.store import Store
from schemas import codec
from schemas.clean_article import CleanArticle
from schemas.unique_article import Verdict

ATTEMPTS = 50


async def relate(store: Store, article: CleanArticle) -> Verdict:
    """Relate the article to what the store remembers, and remember it. The same article twice: the same verdict.

    Of two copies at once, in two processes, one is the original: what was read must be unchanged when the verdict is
    written, else all is done again. Raises TimeoutError, a passing fault, after ATTEMPTS changes by others.
    """
    keys = keys_of(article)
    names = keys.names()
    for _ in range(ATTEMPTS):
        seen = dict(zip(names, await store.read(names), strict=True))
        stored = seen[keys.verdict]
        if stored is not None:
            return codec.decode(stored, Verdict)
        candidates = await _candidates(store, keys, keys.candidates(seen))
        verdict = decide(keys.report, candidates, keys.owners(seen, store.horizon), keys.same_address(seen))
        if await store.swap(seen, keys.writes(seen, verdict, store.horizon)):
            return verdict
    raise TimeoutError(f"dedupe: article {article.article_id}: what was read changed {ATTEMPTS} times")


async def _candidates(store: Store, keys: Keys, names: list[str]) -> list[Report]:
    """The remembered reports of these ids that lie within the horizon, in event time."""
    found = await store.read([f"m:{name}" for name in names]) if names else []
    reports = [recall(data) for data in found if data is not None]
    return [r for r in reports if abs(r.published_at - keys.report.published_at) <= store.horizon]
