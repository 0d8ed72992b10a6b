"""A real Redis for the ledger's tests, and the two stores that keep one contract."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from agents.embedded.redis_server import RedisServer
from agents.ledger.contract import MemoryStore
from agents.ledger.store import RedisStore


@pytest.fixture(scope="session")
def ledger_redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a redis-server that lives as long as the tests."""
    run_dir: Path = tmp_path_factory.mktemp("ledger-redis")
    server = RedisServer(run_dir)
    asyncio.run(server.start())
    yield server.url
    asyncio.run(server.stop())


@pytest.fixture
async def redis(ledger_redis_url: str) -> AsyncIterator["Redis"]:
    """An empty Redis, connected as the stream connects."""
    client = Redis.from_url(ledger_redis_url, decode_responses=True)
    await client.flushdb()
    yield client
    await client.aclose()


@pytest.fixture(params=["memory", "redis"])
def store(request: pytest.FixtureRequest) -> MemoryStore | RedisStore:
    """Both stores, one after the other; incidents go after 400 days."""
    if request.param == "memory":
        return MemoryStore(expiry_days=400)
    return RedisStore(request.getfixturevalue("redis"), expiry_days=400)
