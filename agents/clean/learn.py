"""Learning on the stream: which lines of this record are its outlet's furniture, decided once and then remembered.

What an outlet repeats depends on which records were seen before, and at-least-once delivery, several workers and a
replay change that order. So the verdict on a record (the keys of its lines that go) is written in the same atomic step
that counts its lines, and a record that comes again gets the verdict of its first time: its clean text stays the same,
whatever was learned meanwhile, and its lines are not counted twice. Killed before that step, nothing has happened;
killed after it, the record comes again and finds its verdict. Verdicts expire with the outlet's memory, later than
Kafka keeps records. A record is its article id and its text together, because a source may send a changed text under
the same id.
"""

import hashlib

import msgspec

from agents.clean.outlet import Memory, decide, outlet_key
from agents.clean.store import Store
from schemas.clean_article import CleanArticle

MEMORY = "memory"
_memories = msgspec.msgpack.Decoder(Memory)
_verdicts = msgspec.msgpack.Decoder(list[str])


async def furniture_of(store: Store, article: CleanArticle) -> frozenset[str]:
    """Keys of the lines to cut from this article (as the rules have cleaned it); two round trips, one when it repeats.

    An article without an outlet teaches nothing and loses nothing.
    """
    outlet = outlet_key(article)
    if outlet is None:
        return frozenset()
    record = _record(article)
    while True:  # another worker's write makes one more round; one of all that try always gets through
        stored, verdict = await store.read(outlet, (MEMORY, record))
        if verdict is not None:
            return frozenset(_verdicts.decode(verdict))
        memory = _memories.decode(stored) if stored else Memory()
        keys, memory = decide(memory, article)
        writes = {MEMORY: msgspec.msgpack.encode(memory), record: msgspec.msgpack.encode(sorted(keys))}
        if await store.swap(outlet, MEMORY, stored, writes):
            return keys


def _record(article: CleanArticle) -> str:
    text = hashlib.blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"v:{article.article_id}:{text}"
