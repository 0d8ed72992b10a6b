"""A desk that serves what a test puts on its board, with a real Redis behind its delivery log and no Kafka."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis

from agents.cli.desk import make_server
from agents.desk.server import DeskServer
from agents.redis import connect
from agents.settings import read_settings


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator["Redis"]:
    client = connect(read_settings(redis_url=redis_url))
    yield client
    await client.aclose()


@pytest.fixture
async def desk(redis: "Redis", redis_url: str) -> DeskServer:
    """The desk, its board empty and its status as of one that has read everything."""
    server = make_server(read_settings(redis_url=redis_url), redis)
    server.status.loading, server.status.kafka_error, server.status.redis_error = False, None, None
    server.status.partitions = 8
    return server


@pytest.fixture
async def web(desk: DeskServer) -> AsyncIterator["TestClient[object, object]"]:
    client = TestClient(TestServer(desk.app()))
    await client.start_server()
    yield client  # type: ignore[misc]
    desk.hub.close()
    await client.close()
