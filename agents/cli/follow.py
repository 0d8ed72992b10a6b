"""Reading the alerts topic (and dead letters) as they come, outside any consumer group."""

from collections.abc import AsyncIterator, Callable

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from agents.kafka import client_options
from agents.settings import Settings
from agents.topics import ALERTS
from schemas.alert import Alert
from schemas.codec import BadRecordError, decode

REMEMBERED = 100_000


async def follow(settings: Settings, *topics: str, from_start: bool) -> AsyncIterator[ConsumerRecord]:
    """Records of these topics, from the first one kept or from now on, until the caller stops."""
    consumer = AIOKafkaConsumer(
        *topics,
        **client_options(settings),
        auto_offset_reset="earliest" if from_start else "latest",
        max_partition_fetch_bytes=settings.max_record_bytes * 2,
    )
    await consumer.start()
    try:
        if (
            not from_start
        ):  # fix the position now: it is otherwise looked up lazily, and passes over what comes meanwhile
            await consumer.seek_to_end(*consumer.assignment())
            for partition in consumer.assignment():
                await consumer.position(TopicPartition(*partition))
        async for record in consumer:
            yield record
    finally:
        await consumer.stop()


class Once:
    """Says of an id whether it is new. A crash or a second replay writes the same decision again, with the same id."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._seen: dict[str, None] = {}

    def __call__(self, identity: str) -> bool:
        """Whether this id was not among the last ones."""
        if identity in self._seen:
            return False
        self._seen[identity] = None
        if len(self._seen) > self._remembered:
            del self._seen[next(iter(self._seen))]
        return True


async def follow_alerts(
    settings: Settings, *, from_start: bool, unreadable: Callable[[str], None]
) -> AsyncIterator[Alert]:
    """Each decision of the ledger once, as it comes; ``unreadable`` is told of records that are none."""
    once = Once()
    async for record in follow(settings, ALERTS, from_start=from_start):
        try:
            alert = decode(record.value, Alert)
        except BadRecordError as error:
            unreadable(f"{ALERTS}, partition {record.partition}, offset {record.offset}: {error}")
            continue
        if once(alert.id):
            yield alert
