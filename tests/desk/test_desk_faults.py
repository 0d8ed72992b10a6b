"""Kafka and Redis gone and back: the desk says so, stays readable, and goes on by itself."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiokafka import AIOKafkaProducer
from desk_support import alert

from agents.cli.desk import make_server
from agents.embedded.kafka import KafkaServer
from agents.embedded.ports import free_ports
from agents.embedded.redis_server import RedisServer
from agents.redis import connect
from agents.settings import read_settings
from agents.topics import ALERTS
from schemas.codec import encode

pytestmark = [pytest.mark.integration, pytest.mark.faults]


async def until(holds: Callable[[], Any], timeout_s: float = 60) -> None:
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def send(bootstrap: str, name: str) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all")
    await producer.start()
    try:
        await producer.send_and_wait(ALERTS, encode(alert(name)), key=b"CD")
    finally:
        await producer.stop()


async def test_kafka_and_redis_may_go_and_come_back(tmp_path: Path) -> None:
    ports = free_ports(2)
    kafka, redis = KafkaServer(tmp_path / "kafka", ports[0]), RedisServer(tmp_path / "redis", ports[1])
    await asyncio.gather(kafka.start(), redis.start())
    settings = read_settings(kafka=kafka.bootstrap, redis_url=redis.url, desk_port=0)
    client = connect(settings)
    desk = make_server(settings, client)
    try:
        await desk.start()
        await until(lambda: not desk.status.missing())
        await send(kafka.bootstrap, "before")
        await until(lambda: desk.board.of_incident("incident-before"))
        await asyncio.gather(kafka.stop(), redis.stop())
        await until(lambda: len(desk.status.missing()) == 2)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{desk.url}/readyz") as answer:
                assert answer.status == 503
            async with session.get(desk.url) as answer:
                page = await answer.text()
            assert "what is shown may be old" in page
            assert "alert-before" in page
        await asyncio.gather(kafka.start(), redis.start())
        await until(lambda: not desk.status.missing())
        await send(kafka.bootstrap, "after")
        await until(lambda: desk.board.of_incident("incident-after"))
        assert len(desk.board.of_incident("incident-before")) == 1
    finally:
        await desk.stop()
        await client.aclose()
        await redis.stop()
        await kafka.stop()
