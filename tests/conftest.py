"""What every test may use: a real broker and a real Redis, started once, and settings that point at them."""

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_asyncio
from redis.asyncio import Redis

from agents.embedded.kafka import KafkaServer
from agents.embedded.redis_server import RedisServer
from agents.outlets.store import MemoryStore, RedisStore, Store
from agents.settings import load_settings

# Property tests try the same examples every time, so that a change is told by what it changes; FUZZ=1 tries new ones.
hypothesis.settings.register_profile("steady", derandomize=True)
if not os.environ.get("FUZZ"):
    hypothesis.settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No TOCSIN_* variable and no tocsin.toml of whoever runs the tests reaches them."""
    for name in [name for name in os.environ if name.startswith("TOCSIN_")]:
        monkeypatch.delenv(name)
    empty = tmp_path / "no-settings.toml"
    empty.touch()
    monkeypatch.setenv("TOCSIN_CONFIG", str(empty))
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def kafka(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Bootstrap address of a broker that all tests of the session share: use groups and ids of your own."""
    server = KafkaServer(tmp_path_factory.mktemp("kafka"))
    await server.start()
    yield server.bootstrap
    await server.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def redis_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Address of a Redis that all tests of the session share: use keys of your own."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    await server.start()
    yield server.url
    await server.stop()


@pytest_asyncio.fixture(params=["memory", "redis"])
async def outlet_store(request: pytest.FixtureRequest, redis_url: str) -> AsyncIterator[Store]:
    """What is learned of outlets, in memory and in Redis, empty."""
    if request.param == "memory":
        yield MemoryStore()
        return
    client = Redis.from_url(redis_url, decode_responses=True)
    yield RedisStore(client, f"test-{uuid.uuid4().hex[:12]}", days=1)
    await client.aclose()


@pytest.fixture
def group() -> str:
    """A consumer group that no other test has."""
    return f"test-{uuid.uuid4().hex[:12]}"
