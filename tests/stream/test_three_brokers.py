"""Three brokers, replication 3: one killed changes nothing, two killed make the workers wait, and no record is lost."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError

from agents import topics
from agents.cli.services import says_ok
from agents.embedded import kafka as embedded
from agents.embedded.children import Child
from agents.embedded.kafka import KafkaServer
from agents.embedded.kafka_runtime import JavaRuntime, find_runtime
from agents.embedded.ports import free_ports
from agents.settings import Settings, read_settings

pytestmark = [pytest.mark.integration, pytest.mark.faults, pytest.mark.timeout(240)]


@dataclass
class Cluster:
    """Brokers by number; the first is the controller too."""

    brokers: dict[int, KafkaServer]
    folder: Path

    @property
    def settings(self) -> Settings:
        bootstrap = ",".join(broker.bootstrap for broker in self.brokers.values())
        return read_settings(kafka=bootstrap, replication=3, partitions=2, group="three")

    async def start(self, number: int) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(embedded, "KAFKA_FILES", self.folder / f"files{number}")
            await self.brokers[number].start()

    async def kill(self, number: int) -> None:
        pid = self.brokers[number].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.5)


@contextlib.asynccontextmanager
async def three(folder: Path) -> AsyncIterator[Cluster]:
    if not isinstance(find_runtime(), JavaRuntime):
        pytest.skip("needs Java: three containers would have to see each other")
    controller, *ports = free_ports(4)
    shipped = (embedded.KAFKA_FILES / "server.properties").read_text()
    cluster = Cluster({}, folder)
    for number, port in enumerate(ports, 1):
        files = folder / f"files{number}"
        files.mkdir()
        shutil.copy(embedded.KAFKA_FILES / "log4j2.properties", files)
        (files / "server.properties").write_text(properties(shipped, number, controller))
        run_dir = folder / f"broker{number}"
        run_dir.mkdir()
        (run_dir / "cluster-id").write_text("dG9jc2luLXRlc3QtMDAwMw")
        cluster.brokers[number] = KafkaServer(run_dir, port)
    try:
        for number in cluster.brokers:
            await cluster.start(number)
        yield cluster
    finally:
        for number in (3, 2, 1):
            await cluster.brokers[number].stop()


def properties(shipped: str, number: int, controller: int) -> str:
    """The shipped file for one of three; where the shipped says 1 copy, 3."""
    changed = shipped.replace("node.id=1", f"node.id={number}").replace("{controller_port}", str(controller))
    changed = changed.replace("replication.factor=1", "replication.factor=3").replace("min.isr=1", "min.isr=2")
    if number > 1:
        changed = changed.replace("process.roles=broker,controller", "process.roles=broker")
        changed = changed.replace(f",CONTROLLER://127.0.0.1:{controller}\n", "\n")
    return changed


async def send(settings: Settings, first: int, count: int) -> None:
    """Records with numbers, each sent until the cluster has it."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, acks="all", enable_idempotence=True)
    await producer.start()
    try:
        for number in range(first, first + count):
            await producer.send_and_wait(topics.RAW, f'{{"number": {number}}}'.encode(), key=str(number).encode())
    finally:
        await producer.stop()


async def refused(settings: Settings) -> None:
    """Try to send one record for three seconds."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, acks="all", request_timeout_ms=3_000)
    await producer.start()
    try:
        await producer.send_and_wait(topics.RAW, b"{}", key=b"refused")
    finally:
        await producer.stop()


async def numbers(settings: Settings) -> list[bytes]:
    """What stands on the dead letters' topic, where the step sends every record that is none."""
    consumer = AIOKafkaConsumer(topics.DEAD_LETTERS, bootstrap_servers=settings.kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        found: list[bytes] = []
        while batch := await consumer.getmany(timeout_ms=2_000):
            found += [record.key for records in batch.values() for record in records]
        return found
    finally:
        await consumer.stop()


async def test_one_may_go_and_two_make_it_wait(redis_url: str, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    async with three(tmp_path) as cluster:
        settings = cluster.settings
        await topics.create_topics(settings)
        with pytest.MonkeyPatch.context() as patched:
            for name, value in {
                "KAFKA": settings.kafka,
                "GROUP": "three",
                "PARTITIONS": "2",
                "REPLICATION": "3",
            }.items():
                patched.setenv(f"TOCSIN_{name}", value)
            patched.setenv("TOCSIN_REDIS_URL", redis_url)
            patched.setenv("TOCSIN_METRICS_PORT", str(port))
            worker = Child(
                "the worker",
                [sys.executable, "-m", "agents.cli.main", "worker", "--only", "clean"],
                tmp_path / "worker.log",
            )
            worker.start()
        try:
            await worker.until(lambda: says_ok(f"http://127.0.0.1:{port}/readyz"), 60)
            await send(settings, 0, 20)
            await cluster.kill(3)
            await send(settings, 20, 20)  # two of three have each record: nothing waits
            await cluster.kill(2)
            with pytest.raises(KafkaError):
                await refused(settings)  # one alone must not say yes
            await cluster.start(2)
            await send(settings, 40, 20)
            wanted = {str(number).encode() for number in range(60)}
            async with asyncio.timeout(120):
                while not wanted <= set(found := await numbers(settings)):
                    assert worker.alive, worker.tail()
            assert set(found) - wanted <= {b"refused"}
        finally:
            await worker.stop(15)
