"""A stage of the test's own: servers that a test may kill, and whose topics hold its records alone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from stream_stage import Stage

from agents import topics
from agents.embedded.kafka import KafkaServer
from agents.embedded.redis_server import RedisServer


@pytest_asyncio.fixture
async def stage(tmp_path: Path, group: str) -> AsyncIterator[Stage]:
    """Servers of the test's own: delivery tests kill them, and count every record on the topics."""
    stage = Stage(KafkaServer(tmp_path / "kafka"), RedisServer(tmp_path / "redis"), tmp_path, group)
    try:
        await asyncio.gather(stage.kafka.start(), stage.redis.start())
        await topics.create_topics(stage.settings)
        yield stage
    finally:
        await stage.stop()
