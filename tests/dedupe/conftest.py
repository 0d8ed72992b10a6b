"""Both stores, the one in Redis on a database of its own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from agents.dedupe.store import MemoryStore, RedisStore, Store

DATABASE = 7  # of the shared server: these tests empty it


@pytest_asyncio.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(redis_url, db=DATABASE, decode_responses=True)
    await client.flushdb()
    yield client
    await client.flushdb()
    await client.aclose()


@pytest.fixture(params=["memory", "redis"])
def store(request: pytest.FixtureRequest) -> Store:
    """Both stores in turn: the same tests hold for both."""
    if request.param == "memory":
        return MemoryStore()
    return RedisStore(request.getfixturevalue("redis"))
