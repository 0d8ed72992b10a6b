"""Kafka by TLS with a user and Redis by TLS with a password: every client we make gets in, and strangers do not."""

import asyncio
import contextlib
import shutil
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiokafka import AIOKafkaConsumer
from redis import RedisError

from agents import topics
from agents.cli.watch import Watch
from agents.embedded import kafka as embedded
from agents.embedded.children import Child
from agents.embedded.kafka import KafkaServer
from agents.embedded.kafka_runtime import JavaRuntime, find_runtime
from agents.embedded.ports import free_ports, is_free
from agents.embedded.redis_server import find_redis_server
from agents.kafka import client_options
from agents.redis import connect
from agents.replay.send import ReplayError, replay
from agents.settings import Settings, SettingsError, read_settings

PASSWORD = "correct horse battery"
SEED = Path(__file__).parents[2] / "seeds" / "000_tal-afar-dawn.txt"


@dataclass(frozen=True)
class WithUser(JavaRuntime):
    """The JVM, and storage formatted with one SCRAM user."""

    def argv(self, run_dir: Path, args: Sequence[str], *, port: int | None, record: Path | None = None) -> list[str]:
        user = ["--add-scram", f"SCRAM-SHA-512=[name=tocsin,password={PASSWORD}]"] if "format" in args else []
        return super().argv(run_dir, [*args, *user], port=port, record=record)


@dataclass(frozen=True)
class Guarded:
    """A broker that lets in by TLS and password at one port, by TLS and client certificate at another."""

    sasl: str
    mutual: str
    plain: str
    folder: Path


def certificate(folder: Path, name: str) -> Path:
    """A certificate for this machine that signs itself, and its key beside it."""
    made = folder / f"{name}.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-newkey", "rsa:2048"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(folder / f"{name}.key"), "-out", str(made)),
        ],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    (folder / f"{name}.both").write_text(made.read_text() + (folder / f"{name}.key").read_text())
    return made


def guarded_properties(folder: Path, sasl: int, mutual: int) -> str:
    shipped = (embedded.KAFKA_FILES / "server.properties").read_text()
    store = f"ssl.keystore.type=PEM\nssl.keystore.location={folder / 'server.both'}\n"
    lines = []
    for line in shipped.splitlines():
        if line.startswith(("listeners=", "advertised.listeners=")):
            line += f",SASL_SSL://127.0.0.1:{sasl},MUTUAL://127.0.0.1:{mutual}"
        elif line.startswith("listener.security.protocol.map="):
            line += ",SASL_SSL:SASL_SSL,MUTUAL:SSL"
        lines.append(line)
    return "\n".join(lines) + "\n" + store + (
        f"ssl.truststore.type=PEM\nssl.truststore.location={folder / 'client.pem'}\n"
        "sasl.enabled.mechanisms=SCRAM-SHA-512\n"
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config="
        "org.apache.kafka.common.security.scram.ScramLoginModule required;\n"
        "listener.name.mutual.ssl.client.auth=required\n"
    )  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def guarded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Guarded]:
    runtime = find_runtime()
    if not isinstance(runtime, JavaRuntime) or shutil.which("openssl") is None:
        pytest.skip("needs Java and openssl")
    folder = tmp_path_factory.mktemp("guarded")
    for name in ("server", "client", "stranger"):
        certificate(folder, name)
    sasl, mutual = free_ports(2)
    (folder / "server.properties").write_text(guarded_properties(folder, sasl, mutual))
    shutil.copy(embedded.KAFKA_FILES / "log4j2.properties", folder)
    (folder / "password").write_text(PASSWORD + "\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(embedded, "KAFKA_FILES", folder)
        server = KafkaServer(folder / "broker", runtime=WithUser(runtime.java, runtime.jars))
        await server.start()
        yield Guarded(f"127.0.0.1:{sasl}", f"127.0.0.1:{mutual}", server.bootstrap, folder)
        await server.stop()


def allowed(guarded: Guarded, **others: object) -> Settings:
    return read_settings(
        **{
            "kafka": guarded.sasl,
            "kafka_security": "SASL_SSL",
            "kafka_ca_file": guarded.folder / "server.pem",
            "kafka_username": "tocsin",
            "kafka_password_file": guarded.folder / "password",
            "redis_url": "redis://127.0.0.1:1/0",
            **others,
        }
    )


@pytest.mark.integration
@pytest.mark.asyncio(loop_scope="module")
async def test_every_client_gets_in_by_tls_and_password(guarded: Guarded, tmp_path: Path) -> None:
    settings = allowed(guarded)
    sent = await replay([SEED], settings)
    assert sent.sent == 1
    async with Watch(settings) as watch:
        assert (await watch.ends())[topics.RAW] == 1
    variables = {
        "TOCSIN_KAFKA": guarded.sasl,
        "TOCSIN_KAFKA_SECURITY": "SASL_SSL",
        "TOCSIN_KAFKA_CA_FILE": str(guarded.folder / "server.pem"),
        "TOCSIN_KAFKA_USERNAME": "tocsin",
        "TOCSIN_KAFKA_PASSWORD_FILE": str(guarded.folder / "password"),
        "TOCSIN_REDIS_CA_FILE": str(guarded.folder / "server.pem"),
        "TOCSIN_REDIS_PASSWORD_FILE": str(guarded.folder / "password"),
    }
    argv = [sys.executable, "-m", "agents.cli.main", "worker", "--only", "clean", "--only", "dedupe"]
    worker = Child("the worker", argv, tmp_path / "worker.log")
    async with guarded_redis(guarded, tmp_path) as redis_url:
        with pytest.MonkeyPatch.context() as patched:
            for name, value in {**variables, "TOCSIN_REDIS_URL": redis_url}.items():
                patched.setenv(name, value)
            worker.start()
        try:
            assert await first(topics.UNIQUE, settings)  # cleaned, compared with what Redis holds, sent on
        finally:
            await worker.stop(15)


@pytest.mark.integration
@pytest.mark.asyncio(loop_scope="module")
async def test_redis_by_tls_and_password(guarded: Guarded, tmp_path: Path) -> None:
    async def ping(**given: object) -> bool:
        client = connect(read_settings(redis_url=redis_url, redis_timeout_s=5, **given))
        try:
            return bool(await client.ping())
        finally:
            await client.aclose()

    async with guarded_redis(guarded, tmp_path) as redis_url:
        ours, password = guarded.folder / "server.pem", guarded.folder / "password"
        assert await ping(redis_ca_file=ours, redis_password_file=password)
        with pytest.raises(RedisError, match="certificate verify failed"):
            await ping(redis_ca_file=guarded.folder / "stranger.pem", redis_password_file=password)
        with pytest.raises(RedisError, match="certificate verify failed"):
            await ping(redis_password_file=password)
        with pytest.raises(RedisError, match=r"(?i)auth"):
            await ping(redis_ca_file=ours)


@pytest.mark.integration
@pytest.mark.asyncio(loop_scope="module")
async def test_a_client_certificate_lets_in(guarded: Guarded) -> None:
    settings = read_settings(
        kafka=guarded.mutual,
        kafka_security="SSL",
        kafka_ca_file=guarded.folder / "server.pem",
        kafka_cert_file=guarded.folder / "client.pem",
        kafka_key_file=guarded.folder / "client.key",
    )
    await topics.create_topics(settings, timeout_s=30)
    stranger = settings.model_copy(
        update={
            "kafka_cert_file": guarded.folder / "stranger.pem",
            "kafka_key_file": guarded.folder / "stranger.key",
        }
    )
    with pytest.raises(topics.TopicsError, match="by SSL, or lets us in"):
        await topics.create_topics(stranger, timeout_s=1)


@pytest.mark.integration
@pytest.mark.asyncio(loop_scope="module")
async def test_strangers_are_not_let_in(guarded: Guarded) -> None:
    (guarded.folder / "wrong").write_text("wrong")
    wrong_password = allowed(guarded, kafka_password_file=guarded.folder / "wrong")
    wrong_broker = allowed(guarded, kafka_ca_file=guarded.folder / "stranger.pem")
    wrong_name = allowed(guarded, kafka=guarded.sasl.replace("127.0.0.1", "127.0.0.2"))
    in_the_clear = read_settings(kafka=guarded.sasl)
    for settings in (wrong_password, wrong_broker, wrong_name, in_the_clear):
        with pytest.raises((topics.TopicsError, ReplayError), match="no Kafka broker answers") as caught:
            await topics.create_topics(settings, timeout_s=1)
        assert PASSWORD not in str(caught.value)


@asynccontextmanager
async def guarded_redis(guarded: Guarded, folder: Path) -> AsyncIterator[str]:
    """A Redis with a password behind TLS. Not every redis-server knows TLS, so a proxy of this process speaks it."""
    inner, outer = free_ports(2)
    child = Child(
        "Redis",
        [
            *(str(find_redis_server()), "--port", str(inner), "--bind", "127.0.0.1", "--requirepass", PASSWORD),
            *("--dir", str(folder), "--save", ""),
        ],
        folder / "redis.log",
    )
    child.start()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(guarded.folder / "server.pem", guarded.folder / "server.key")

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind = await asyncio.open_connection("127.0.0.1", inner)
        await asyncio.gather(pass_on(reader, behind[1]), pass_on(behind[0], writer))

    try:
        await child.until(lambda: not is_free(inner), 20)
        server = await asyncio.start_server(serve, "127.0.0.1", outer, ssl=context)
        yield f"rediss://127.0.0.1:{outer}/0"
        server.close()
    finally:
        await child.stop()


async def first(topic: str, settings: Settings) -> bytes:
    consumer = AIOKafkaConsumer(topic, **client_options(settings), auto_offset_reset="earliest")
    await consumer.start()
    try:
        async with asyncio.timeout(90):
            return bytes((await consumer.getone()).value)
    finally:
        await consumer.stop()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kafka_security": "SASL_SSL"}, "needs kafka_username"),
        ({"kafka_security": "SASL_SSL", "kafka_username": "a"}, "needs kafka_username and kafka_password"),
        ({"kafka_username": "a", "kafka_password": "b"}, "set it"),
        ({"kafka_ca_file": __file__}, "set it"),
        ({"kafka_security": "SSL", "kafka_ca_file": "/nowhere.pem"}, "cannot be read"),
        ({"kafka_security": "SSL", "kafka_cert_file": __file__}, "go together"),
        ({"kafka_password": "a", "kafka_password_file": __file__}, "keep one"),
        ({"redis_url": "redis://:a@b/0", "redis_password_file": __file__}, "keep one"),
        ({"kafka_security": "TLS"}, "'SSL'"),
    ],
)
def test_half_given_security_is_refused_at_start(given: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(**given)
    assert words in str(caught.value)


def test_an_empty_password_file_counts_as_none(tmp_path: Path) -> None:
    empty = tmp_path / "password"
    empty.touch()
    assert read_settings(redis_password_file=empty).redis_secret is None
    empty.write_text("spaced out \n")
    assert read_settings(redis_password_file=empty).redis_secret == "spaced out "


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_PARTITIONS", "")
    monkeypatch.setenv("TOCSIN_KAFKA_USERNAME", "")
    assert read_settings().partitions == 4
    assert read_settings().kafka_username is None
