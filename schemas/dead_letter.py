"""dead-letters: a record that no retry can help, with all that is needed to find out why and to send it again."""

from schemas.base import Instant, Record


class DeadLetter(Record, frozen=True, kw_only=True):
    """original: the record's bytes in base64. partition and offset are null where it did not come by Kafka."""

    step: str
    topic: str
    error: str
    message: str
    original: str
    at: Instant
    partition: int | None = None
    offset: int | None = None
    key: str | None = None
