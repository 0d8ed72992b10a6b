"""What of the archive's topics is to stand in Redis again. Pure: records in, records out."""

from collections.abc import Iterable
from datetime import UTC, datetime

from agents.ledger.book import batch_id, checked_theatre, place_in_article
from agents.ledger.contract import Kept, Store
from schemas.claim import Claim
from schemas.kept import KeptIncident

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


class Newest:
    """The newest record of each incident and each decision. A topic may hold several of one, in an order that a worker
    which was slow to let go has disturbed: the theatre's version decides, then the order on the topic."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, str, str], Kept] = {}

    def add(self, record: Kept) -> None:
        """One more record, in the topic's order."""
        key = _key(record)
        known = self._records.get(key)
        if known is None or known.version <= record.version:
            self._records[key] = record

    def oldest_first(self) -> list[Kept]:
        """All of them, in the order in which they were written."""
        return sorted(self._records.values(), key=lambda record: (_written_at(record), record.version, _key(record)))


async def wait_again(store: Store, claims: Iterable[Claim]) -> int:
    """Put back the claims of articles that were not whole; how many there are. Those decided about are passed over."""
    waiting = 0
    for claim in claims:
        index, of = place_in_article(claim)
        if of == 1:
            continue  # decided when it comes: nothing waits for it
        arrived = await store.arrive(checked_theatre(claim.theatre), batch_id(claim), index, of, claim)
        waiting += arrived.result is None
    return waiting


def _key(record: Kept) -> tuple[str, str, str]:
    if isinstance(record, KeptIncident):
        return record.theatre, "incident", record.case.id
    return record.theatre, "decision", record.batch


def _written_at(record: Kept) -> datetime:
    if isinstance(record, KeptIncident):
        return record.kept_at
    return record.result.decided_at or BEGINNING
