"""A real Redis, the store on it, a clock that can be turned, a webhook receiver that misbehaves."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from deliver_support import Clock, FakeReceiver
from redis.asyncio import Redis

from agents.deliver.store import RedisStore
from agents.embedded.redis_server import RedisServer


@pytest.fixture(scope="session")
def deliver_redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a redis-server that lives as long as the tests."""
    server = RedisServer(tmp_path_factory.mktemp("deliver-redis"))
    asyncio.run(server.start())
    yield server.url
    asyncio.run(server.stop())


@pytest.fixture
async def redis(deliver_redis_url: str) -> AsyncIterator["Redis"]:
    """An empty Redis, connected as the stream connects."""
    client = Redis.from_url(deliver_redis_url, decode_responses=True)
    await client.flushdb()
    yield client
    await client.aclose()


@pytest.fixture
def store(redis: "Redis") -> RedisStore:
    """The store of deliveries."""
    return RedisStore(redis, expiry_days=400)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is turned."""
    return Clock(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), timedelta(0))


@pytest.fixture
async def receiver() -> AsyncIterator[FakeReceiver]:
    """A real HTTP server on the loopback address that answers as it is told."""
    async with FakeReceiver() as running:
        yield running
