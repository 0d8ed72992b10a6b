"""How far the stream has come: end of each topic against what the workers have committed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from agents.kafka import client_options
from agents.settings import Settings
from agents.topics import FLOW, TOPICS


@dataclass(frozen=True)
class Progress:
    """Records in a topic so far, and how many of them its step has finished with."""

    records: int
    done: int

    @property
    def drained(self) -> bool:
        """Whether nothing waits."""
        return self.done >= self.records


class Watch:
    """Reads ends and commits from Kafka; belongs to no consumer group, so watching changes nothing."""

    def __init__(self, settings: Settings) -> None:
        self._group = settings.group
        self._admin = AIOKafkaAdminClient(**client_options(settings))
        self._consumer = AIOKafkaConsumer(**client_options(settings))
        self._partitions: list[TopicPartition] = []

    async def __aenter__(self) -> Self:
        """Connect, and learn the topics' partitions."""
        try:
            await self._admin.start()
            await self._consumer.start()
            described = await self._admin.describe_topics(list(TOPICS))
            self._partitions = [
                TopicPartition(topic["topic"], partition["partition"])
                for topic in described
                for partition in topic["partitions"]
            ]
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect."""
        await self._close()

    async def _close(self) -> None:
        await self._consumer.stop()
        await self._admin.close()

    async def ends(self) -> dict[str, int]:
        """Records ever written to each topic."""
        ends = await self._consumer.end_offsets(self._partitions)
        return {topic: sum(end for at, end in ends.items() if at.topic == topic) for topic in TOPICS}

    async def progress(self) -> dict[str, Progress]:
        """By step, in flow order: its topic's records and how many it has finished with."""
        committed = await self._committed()
        return flow_progress(await self.ends(), committed)

    async def drained(self) -> bool:
        """Whether nothing is under way in any step.

        A step awaits the broker's word for what it sends before it commits what it read. So when a step's commits have
        reached its topic's end, all that follows from it is in the next topic: asked in flow order, with the commits of
        a step read before the end of the next, the answer cannot be a yes too early.
        """
        for _, topic in FLOW:
            mine = [at for at in self._partitions if at.topic == topic]
            ends = await self._consumer.end_offsets(mine)
            committed = await self._committed()
            if any(committed.get(at, 0) < end for at, end in ends.items()):
                return False
        return True

    async def _committed(self) -> Mapping[TopicPartition, int]:
        try:
            found = await self._admin.list_consumer_group_offsets(self._group)
        except KafkaError:  # the group's coordinator is made at the first worker's start; nothing is committed before
            return {}
        return {at: max(0, offset.offset) for at, offset in found.items()}


def flow_progress(ends: Mapping[str, int], committed: Mapping[TopicPartition, int]) -> dict[str, Progress]:
    """Progress by step from the ends by topic and the commits by partition."""
    done = {topic: sum(offset for at, offset in committed.items() if at.topic == topic) for _, topic in FLOW}
    return {step: Progress(ends[topic], min(done[topic], ends[topic])) for step, topic in FLOW}
