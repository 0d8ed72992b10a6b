"""A topic from its first record to its last: for what reads all of it and ends."""

from collections.abc import AsyncIterator

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from agents.kafka import client_options
from agents.settings import Settings


async def whole(settings: Settings, topic: str) -> AsyncIterator[ConsumerRecord]:
    """Every record that the topic holds now, partition by partition in order; nothing that comes later."""
    consumer = AIOKafkaConsumer(
        **client_options(settings),
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=settings.max_record_bytes * 2,
    )
    await consumer.start()
    try:
        names = [TopicPartition(topic, number) for number in range(settings.partitions)]
        ends = await consumer.end_offsets(names)
        begins = await consumer.beginning_offsets(names)
        for partition in names:
            if begins[partition] >= ends[partition]:
                continue
            consumer.assign([partition])
            await consumer.seek_to_beginning(partition)
            # Compaction leaves gaps, also at the end: the position says where reading stands, the offsets do not.
            while await consumer.position(partition) < ends[partition]:
                found = await consumer.getmany(partition, timeout_ms=500)
                for record in found.get(partition, ()):
                    if record.offset < ends[partition]:
                        yield record
    finally:
        await consumer.stop()
