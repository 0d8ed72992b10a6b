"""How far the stream has come, from a real broker: ends, commits, and when all is done."""

from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.structs import OffsetAndMetadata

from agents import topics
from agents.cli.follow import Once, follow
from agents.cli.watch import Progress, Watch, flow_progress
from agents.embedded.kafka import KafkaServer
from agents.settings import read_settings


def test_progress_by_step() -> None:
    ends = dict.fromkeys(topics.TOPICS, 0) | {topics.RAW: 5, topics.CLEAN: 3}
    committed = {TopicPartition(topics.RAW, 0): 2, TopicPartition(topics.RAW, 1): 3, TopicPartition(topics.CLEAN, 0): 1}
    progress = flow_progress(ends, committed)
    assert progress["clean"] == Progress(5, 5)
    assert progress["clean"].drained
    assert progress["dedupe"] == Progress(3, 1)
    assert not progress["dedupe"].drained
    assert progress["deliver"].drained


def test_once_remembers_the_last_ones() -> None:
    once = Once(remembered=2)
    assert [once(identity) for identity in ("a", "a", "b", "c", "b", "a")] == [True, False, True, True, False, True]


@pytest.mark.integration
@pytest.mark.timeout(120)
async def test_drained_is_when_every_commit_has_reached_its_end(tmp_path: Path) -> None:
    broker = KafkaServer(tmp_path)
    await broker.start()
    try:
        settings = read_settings(kafka=broker.bootstrap, partitions=2, group="watched")
        await topics.create_topics(settings)
        async with Watch(settings) as watch:
            assert await watch.drained()
            await send(broker.bootstrap, topics.UNIQUE, [b"one", b"two"])
            assert (await watch.ends())[topics.UNIQUE] == 2
            assert not await watch.drained()
            await commit(settings.kafka, "another-group", topics.UNIQUE)
            assert not await watch.drained()
            await commit(settings.kafka, "watched", topics.UNIQUE)
            assert await watch.drained()
            assert (await watch.progress())["tag"] == Progress(2, 2)
            await send(broker.bootstrap, topics.DEAD_LETTERS, [b"nobody reads these"])
            assert await watch.drained()
        seen = []
        async for record in follow(settings, topics.UNIQUE, from_start=True):
            seen.append(record.value)
            if len(seen) == 2:
                break
        assert sorted(seen) == [b"one", b"two"]
    finally:
        await broker.stop()


async def send(bootstrap: str, topic: str, values: list[bytes]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap)
    await producer.start()
    for number, value in enumerate(values):
        await producer.send_and_wait(topic, value, partition=number % 2)
    await producer.stop()


async def commit(bootstrap: str, group: str, topic: str) -> None:
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group)
    await consumer.start()
    parts = [TopicPartition(topic, number) for number in (0, 1)]
    consumer.assign(parts)
    ends = await consumer.end_offsets(parts)
    await consumer.commit({part: OffsetAndMetadata(end, "") for part, end in ends.items()})
    await consumer.stop()
