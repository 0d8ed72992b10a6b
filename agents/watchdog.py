"""The watchdog: is there progress where there is work, does the event loop turn, do Kafka and Redis answer?

Faust is known to stall without a word. What counts here is what the broker says: records wait, and the committed offset
has not moved. A step that waits for Redis or Kafka is excused.
"""

import asyncio
import faulthandler
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from agents.ending import EXIT_STALLED, end_process
from agents.kafka import client_options
from agents.settings import Settings

PROBE_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Position:
    """How far a partition is: offsets of the next record to handle and of the next to be written."""

    done: int
    end: int

    @property
    def lag(self) -> int:
        """Records that wait."""
        return max(0, self.end - self.done)


class ProgressWatch:
    """Says when records wait on a partition and nothing has been committed for ``stall_s`` seconds."""

    def __init__(self, stall_s: float) -> None:
        self._stall_s = stall_s
        self._since: dict[TopicPartition, tuple[int, float]] = {}
        """Where records wait: the offset that is next, and since when it has been."""

    def observe(
        self, now: float, positions: Mapping[TopicPartition, Position], excused: Collection[str] = ()
    ) -> str | None:
        """Note the positions at a monotonic time; the reason to end, or null. excused: topics whose step waits."""
        waiting = {at: here for at, here in positions.items() if here.lag and at.topic not in excused}
        self._since = {
            at: self._since[at] if self._since.get(at, (-1, now))[0] == here.done else (here.done, now)
            for at, here in waiting.items()
        }
        for at, (_, since) in self._since.items():
            if now - since > self._stall_s:
                where = f"{at.topic}[{at.partition}]"
                return f"{waiting[at].lag} records wait on {where}, and none was finished in {now - since:.0f} s"
        return None

    def stalled_s(self, now: float) -> dict[str, float]:
        """How long, at a monotonic time, the records of each topic have waited with nothing committed."""
        found: dict[str, float] = {}
        for at, (_, since) in self._since.items():
            found[at.topic] = max(found.get(at.topic, 0.0), now - since)
        return found


class BrokerProbe:
    """Asks the broker, over connections of its own, how far this group is; raises where no broker answers."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._admin: AIOKafkaAdminClient | None = None
        self._reader: AIOKafkaConsumer | None = None

    async def positions(self, partitions: Collection[TopicPartition]) -> dict[TopicPartition, Position]:
        """Positions of these partitions; without a commit yet, the oldest record is the next."""
        try:
            async with asyncio.timeout(PROBE_TIMEOUT_S):
                return await self._ask(list(partitions))
        except BaseException:
            await self.close()  # a fresh connection next time: the broker may come back elsewhere
            raise

    async def _ask(self, partitions: list[TopicPartition]) -> dict[TopicPartition, Position]:
        admin, reader = await self._connected()
        if not partitions:
            await admin.list_topics()
            return {}
        committed = await admin.list_consumer_group_offsets(self._settings.group)
        ends = await reader.end_offsets(partitions)
        begins = await reader.beginning_offsets(partitions)
        found = {}
        for partition in partitions:
            known = committed.get(partition)
            done = max(known.offset if known else 0, begins[partition])
            found[partition] = Position(done=done, end=ends[partition])
        return found

    async def _connected(self) -> tuple[AIOKafkaAdminClient, AIOKafkaConsumer]:
        if self._admin is None or self._reader is None:
            self._admin = AIOKafkaAdminClient(**client_options(self._settings), request_timeout_ms=5_000)
            self._reader = AIOKafkaConsumer(**client_options(self._settings), request_timeout_ms=5_000)
            await self._admin.start()
            await self._reader.start()
        return self._admin, self._reader

    async def close(self) -> None:
        """Close the connections; the next question opens new ones."""
        admin, self._admin = self._admin, None
        reader, self._reader = self._reader, None
        if admin is not None:
            await admin.close()
        if reader is not None:
            await reader.stop()


class LoopWatch:
    """A thread that ends the process when the event loop has not turned for ``stall_s`` seconds."""

    def __init__(
        self,
        stall_s: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        end: Callable[[str, int], Any] = end_process,
    ) -> None:
        self._stall_s = stall_s
        self._clock = clock
        self._end = end
        self._beat = clock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="loop-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch; ``beat`` has to be called from then on."""
        self.beat()
        self._thread.start()

    def beat(self) -> None:
        """Note that the event loop turns."""
        self._beat = self._clock()

    @property
    def age_s(self) -> float:
        """Seconds since the event loop last turned."""
        return self._clock() - self._beat

    def stop(self) -> None:
        """End the watch."""
        self._stop.set()

    def _watch(self) -> None:
        while not self._stop.wait(min(1.0, self._stall_s / 4)):
            if self.age_s > self._stall_s:
                faulthandler.dump_traceback(file=sys.stderr)
                self._end(f"the event loop has not turned for {self.age_s:.0f} s", EXIT_STALLED)
                return
