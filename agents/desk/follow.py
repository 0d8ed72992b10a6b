"""Reads the alerts and the archive of incidents from Kafka onto the board, outside any consumer group."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from agents import metrics
from agents.desk.board import Board, Posted
from agents.faults import patiently
from agents.kafka import client_options
from agents.logs import get_logger
from agents.settings import Settings
from agents.topics import ALERTS, INCIDENTS
from agents.web import Status
from schemas.alert import Alert
from schemas.codec import BadRecordError, decode
from schemas.kept import KeptIncident

BATCH = 200
PROBE_EVERY_S = 4.0
PROBE_TIMEOUT_S = 5.0

log = get_logger(__name__)


class Follower:
    """Fills the board from the newest records of both topics, then follows them; tells the status how Kafka stands.

    tell: called with every alert that comes once the board is full enough to be read.
    """

    def __init__(self, settings: Settings, board: Board, status: Status, tell: Callable[[Posted], None]) -> None:
        self._settings = settings
        self._board = board
        self._status = status
        self._tell = tell
        self._most = {ALERTS: board.most_alerts, INCIDENTS: board.most_incidents}
        self._parts = [TopicPartition(topic, number) for topic in self._most for number in range(settings.partitions)]

    async def run(self) -> None:
        """Follow until cancelled; a fault that passes is waited out, and what was missed is read then."""
        await patiently(self._read, self._note)
        raise AssertionError("a stream of records has no end")

    def _note(self, error: Exception, attempt: int) -> None:
        self._set_kafka(f"does not answer ({type(error).__name__})")
        if attempt == 0:
            log.warning("Kafka cannot be read: %s", error)

    async def _read(self) -> None:
        consumer = AIOKafkaConsumer(
            **client_options(self._settings),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=self._settings.max_record_bytes,
            request_timeout_ms=10_000,
            fetch_max_wait_ms=1_500,  # an idle desk asks less often; a new record is answered at once all the same
        )
        try:
            await consumer.start()
            consumer.assign(self._parts)
            ends = await self._begin(consumer)
            await self._follow(consumer, ends)
        finally:
            await consumer.stop()

    async def _begin(self, consumer: Any) -> dict[TopicPartition, int]:
        """Go to where so many records are left as the board holds; where the topics end now."""
        ends: dict[TopicPartition, int] = await consumer.end_offsets(self._parts)
        begins = await consumer.beginning_offsets(self._parts)
        for part in self._parts:
            consumer.seek(part, max(begins[part], ends[part] - self._most[part.topic]))
        return ends

    async def _follow(self, consumer: Any, ends: dict[TopicPartition, int]) -> None:
        probed = 0.0
        clock = asyncio.get_running_loop().time
        while True:
            batches = await consumer.getmany(timeout_ms=1_000, max_records=BATCH)  # at once where there are some
            for part, records in batches.items():
                for record in records:
                    self._take(part.topic, record)
            if self._status.loading and await self._caught_up(consumer, ends):
                self._status.loading = False
                self._status.partitions = len(self._parts)
                log.info("the board is full enough to be read")
            if clock() - probed > PROBE_EVERY_S:
                await self._probe(consumer)
                probed = clock()

    async def _caught_up(self, consumer: Any, ends: dict[TopicPartition, int]) -> bool:
        return all([await consumer.position(part) >= end for part, end in ends.items()])

    async def _probe(self, consumer: Any) -> None:
        """Ask the broker something: a consumer waits for one that is away without a word."""
        try:
            async with asyncio.timeout(PROBE_TIMEOUT_S):
                await consumer.end_offsets(self._parts[:1])
        except Exception as error:  # whatever it is, the broker does not answer
            self._set_kafka(f"does not answer ({type(error).__name__})")
        else:
            self._set_kafka(None)

    def _set_kafka(self, error: str | None) -> None:
        self._status.kafka_error = error
        metrics.kafka_up.set(error is None)

    def _take(self, topic: str, record: Any) -> None:
        try:
            if topic == ALERTS:
                posted = self._board.add_alert(decode(record.value, Alert))
                if posted is not None and not self._status.loading:
                    self._tell(posted)
            elif record.value is None:
                self._board.drop_incident((record.key or b"").decode().rpartition("/")[2])
            else:
                self._board.add_incident(decode(record.value, KeptIncident))
        except (BadRecordError, UnicodeDecodeError) as error:
            log.warning("%s, partition %s, offset %s: %s", topic, record.partition, record.offset, error)
