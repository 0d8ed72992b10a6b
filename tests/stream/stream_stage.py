"""Worker processes of toy steps, and topics of a test's own to run them on."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from agents import topics
from agents.embedded.kafka import KafkaServer
from agents.embedded.ports import free_ports
from agents.embedded.redis_server import RedisServer
from agents.settings import Settings, read_settings
from schemas.codec import encode
from schemas.raw_article import RawArticle

TOYS = Path(__file__).with_name("toy_steps.py")
NOW = datetime(2014, 6, 16, 12, tzinfo=UTC)


def article(number: int, text: str = "text") -> RawArticle:
    return RawArticle(article_id=f"a{number:05}", source="test", received_at=NOW, text=text)


@dataclass
class Worker:
    """One worker process."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def status(self, path: str) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()
        except OSError:
            return 0, b""

    def readiness(self) -> dict[str, Any]:
        return dict(json.loads(self.status("/readyz")[1] or b"{}"))

    def kill(self, number: int = signal.SIGKILL) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@dataclass
class Stage:
    """A broker, a Redis, and what a test starts on them."""

    kafka: KafkaServer
    redis: RedisServer
    folder: Path
    group: str
    workers: list[Worker] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return read_settings(kafka=self.kafka.bootstrap, redis_url=self.redis.url, group=self.group)

    @property
    def journal(self) -> list[dict[str, Any]]:
        path = self.folder / "journal"
        if not path.exists():
            return []
        return [json.loads(line) for line in path.read_text().splitlines() if line.endswith("}")]

    def handled(self, step: str = "clean") -> Counter[str]:
        return Counter(line["id"] for line in self.journal if line["step"] == step)

    def start(self, *only: str, pause_s: float = 0.0, **env: str) -> Worker:
        port = free_ports(1)[0]
        log = self.folder / f"worker-{len(self.workers)}.log"
        given = {
            "TOCSIN_KAFKA": self.kafka.bootstrap,
            "TOCSIN_REDIS_URL": self.redis.url,
            "TOCSIN_GROUP": self.group,
            "TOCSIN_METRICS_PORT": str(port),
            "TOCSIN_SESSION_TIMEOUT_S": "6",
            "TOY_JOURNAL": str(self.folder / "journal"),
            "TOY_PAUSE_S": str(pause_s),
        }
        command = [sys.executable, "-X", "faulthandler", str(TOYS), *only]
        with log.open("wb") as file:
            process = subprocess.Popen(command, env={**os.environ, **given, **env}, stderr=file, cwd=self.folder)
        self.workers.append(Worker(process, port, log))
        return self.workers[-1]

    async def ready(self, *workers: Worker, timeout_s: float = 60) -> None:
        await until(lambda: all(worker.status("/readyz")[0] == 200 for worker in workers), timeout_s, workers)

    async def send(self, articles: Iterable[RawArticle | bytes], topic: str = topics.RAW) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self.kafka.bootstrap, acks="all")
        await producer.start()
        try:
            futures = []
            for number, record in enumerate(articles):
                value = record if isinstance(record, bytes) else encode(record)
                futures.append(await producer.send(topic, value, key=f"k{number}".encode()))
            await asyncio.gather(*futures)
        finally:
            await producer.stop()

    async def read(self, topic: str) -> list[Any]:
        """Every record on the topic."""
        consumer = AIOKafkaConsumer(bootstrap_servers=self.kafka.bootstrap, auto_offset_reset="earliest")
        await consumer.start()
        try:
            parts = [TopicPartition(topic, number) for number in range(self.settings.partitions)]
            consumer.assign(parts)
            ends = await consumer.end_offsets(parts)
            await consumer.seek_to_beginning(*parts)
            found = []
            while sum(ends.values()) > len(found):
                for records in (await consumer.getmany(timeout_ms=500)).values():
                    found += records
            return found
        finally:
            await consumer.stop()

    async def committed(self) -> dict[TopicPartition, int]:
        admin = AIOKafkaAdminClient(bootstrap_servers=self.kafka.bootstrap)
        await admin.start()
        try:
            found = await admin.list_consumer_group_offsets(self.group)
            return {at: meta.offset for at, meta in found.items()}
        finally:
            await admin.close()

    async def stop(self) -> None:
        for worker in self.workers:
            if worker.process.poll() is None:
                worker.process.kill()
                worker.process.wait(10)
        await self.redis.stop()
        await self.kafka.stop()


async def until(holds: Callable[[], bool], timeout_s: float, workers: Sequence[Worker] = ()) -> None:
    deadline = time.monotonic() + timeout_s
    while not await asyncio.to_thread(holds):
        if time.monotonic() > deadline:
            tails = "\n".join(f"--- {worker.log.name}\n{worker.log.read_text()[-4000:]}" for worker in workers)
            pytest.fail(f"not within {timeout_s} s\n{tails}")
        await asyncio.sleep(0.1)
