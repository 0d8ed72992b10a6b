"""How an article relates to all that came before: look up, compare the few, decide, remember.

An article that has nobody worth a comparison takes one round trip to the store, and so does one that was seen before;
any other takes three.
"""

from collections.abc import Sequence

from agents.dedupe.decide import decide
from agents.dedupe.lookup import candidates, commonplace, same_address, weights
from agents.dedupe.memory import Memory, recall, remember
from agents.dedupe.report import Report, report_of, short_hash
from agents.dedupe.sharers import Seen
from agents.dedupe.signature import Signature, signature_of
from agents.dedupe.store import Entry, Store, reference
from schemas.clean_article import CleanArticle
from schemas.unique_article import Verdict

ATTEMPTS = 50
NOISY = 0.14  # share of words that no vocabulary knows: names and terms are 5 to 9 in 100


async def relate(store: Store, article: CleanArticle) -> Verdict:
    """Relate the article to what the store remembers, and remember it. The same article twice: the same verdict.

    Of two copies at once, in two processes, one is the original: what was seen must be unchanged when the verdict is
    written, else all is done again. Raises TimeoutError, a passing fault, after ATTEMPTS changes by others.
    """
    report = report_of(article)
    signature = signature_of(report, article.url)
    own, text_hash = reference(article.article_id), bytes.fromhex(short_hash("text", article.text))
    tells = weights(signature, noisy=report.unknown >= NOISY)
    seen: Seen | None = None
    for _ in range(ATTEMPTS):
        before = _own(seen, article.article_id)
        if text_hash in before.verdicts:
            return before.verdicts[text_hash]
        verdict = await _verdict(store, report, signature, tells, seen)
        after = before.add(text_hash, verdict, report)
        entry = Entry(own, remember(after), signature.features, tells, post=verdict.relation != "duplicate")
        seen = await store.put(entry, seen)
        if seen is None:
            return verdict
    raise TimeoutError(f"dedupe: article {article.article_id}: what was read changed {ATTEMPTS} times")


async def _verdict(store: Store, report: Report, signature: Signature, tells: bytes, seen: Seen | None) -> Verdict:
    """The verdict by what is seen; before the first look, what it is if nobody is worth a comparison."""
    if seen is None:
        return decide(report, ())
    found = candidates(signature, seen, reference(report.article_id), tells)
    reports = await _reports(store, report, found)
    same = {report.article_id, *(reports[r].article_id for r in same_address(signature, seen) if r in reports)}
    known = [reports[ref] for ref in found if ref in reports]
    return decide(report, known, same, commonplace(report, signature, seen) if known else ())


def _own(seen: Seen | None, article_id: str) -> Memory:
    """What is remembered under this article's id."""
    memory = recall(seen.own) if seen and seen.own else None
    return memory if memory is not None and memory.article_id == article_id else Memory(article_id)


async def _reports(store: Store, report: Report, refs: Sequence[bytes]) -> dict[bytes, Report]:
    """The remembered reports of these articles that lie within the horizon, in event time."""
    found: dict[bytes, Report] = {}
    for ref, data in zip(refs, await store.read(refs), strict=True):
        memory = recall(data) if data is not None else None
        old = memory.report if memory else None
        if old is not None and abs(old.published_at - report.published_at) <= store.horizon:
            found[ref] = old
    return found
