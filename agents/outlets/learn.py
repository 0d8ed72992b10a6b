"""A verdict on a record by what its outlet sent before, made once and then remembered.

What was seen before depends on at-least-once delivery, on several workers and on replays. So the verdict on a record is
written in the same atomic step that counts it, and a record that comes again gets the verdict of its first time,
whatever was learned meanwhile, and is not counted twice. Killed before that step, nothing has happened; killed after
it, the record comes again and finds its verdict. Verdicts expire with the outlet's memory, later than Kafka keeps
records. A record is its article id and its text together, because a source may send a changed text under the same id.
"""

import hashlib
import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from agents.outlets.store import Store
from schemas.clean_article import CleanArticle

MEMORY = "memory"
_SPLIT = re.compile(r"[\W_]+")
Memory = TypeVar("Memory")
Verdict = TypeVar("Verdict")


def key_of(text: str) -> str:
    """The same for two texts that differ in case, spaces and punctuation alone."""
    plain = _SPLIT.sub(" ", text.casefold()).strip()
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def outlet_key(article: CleanArticle) -> str | None:
    """The outlet's name in the store, None where the article does not tell its outlet."""
    name = _SPLIT.sub(" ", article.outlet or "").strip()
    return key_of(name) if name else None


async def verdict_on(
    store: Store, article: CleanArticle, empty: Memory, decide: Callable[[Memory], tuple[Verdict, Memory]]
) -> Verdict | None:
    """The verdict that ``decide`` gives, with the memory it leaves; of a record that was seen, that of the first time.

    empty: the memory of an outlet of which nothing is known. An article without an outlet teaches nothing and has no
    verdict. Two round trips, one for a record that comes again. Verdicts are of types that msgspec gives back as they
    were.
    """
    outlet = outlet_key(article)
    if outlet is None:
        return None
    record = _record(article)
    while True:  # another worker's write makes one more round; one of all that try always gets through
        stored, known = await store.read(outlet, (MEMORY, record))
        if known is not None:
            first: Verdict = msgspec.msgpack.decode(known)
            return first
        memory = msgspec.msgpack.decode(stored, type=type(empty)) if stored else empty
        verdict, memory = decide(memory)
        writes = {MEMORY: msgspec.msgpack.encode(memory), record: msgspec.msgpack.encode(verdict)}
        if await store.swap(outlet, MEMORY, stored, writes):
            return verdict


def _record(article: CleanArticle) -> str:
    text = hashlib.blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"v:{article.article_id}:{text}"
