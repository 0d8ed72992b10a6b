"""A real Apache Kafka (KRaft, one process) as a child, with its data in a folder."""

import base64
import contextlib
import os
import shutil
import socket
import struct
import uuid
from pathlib import Path

from agents.embedded import ports
from agents.embedded.children import Child, stop_leftover
from agents.embedded.errors import EmbeddedError
from agents.embedded.kafka_runtime import DockerRuntime, Runtime, find_runtime
from agents.embedded.paths import KAFKA_FILES

START_S = 60.0  # a loaded machine; usually under 2
DOCKER_START_S = 240.0  # the image may have to be fetched first
STOP_S = 20.0
TRIES = 3  # for a port chosen here and taken by another program in the meantime
API_VERSIONS = struct.pack(">ihhih", 10, 18, 0, 1, -1)  # size, api key, version, correlation id, no client id


class KafkaServer:
    """One broker on the loopback address alone. A second one on the same folder finds the first one's data.

    Where the folder is in use by a living parent, or a port that was asked for is taken, start raises EmbeddedError.
    """

    def __init__(self, run_dir: Path, port: int | None = None, *, runtime: Runtime | None = None) -> None:
        self.run_dir = run_dir.resolve()
        self._asked_port = port
        self._port = 0
        self._runtime = runtime
        self._child: Child | None = None

    @property
    def bootstrap(self) -> str:
        """host:port for a Kafka client, once started."""
        return f"{ports.LOOPBACK}:{self._port}"

    @property
    def port(self) -> int:
        """The port it listens on, once started."""
        return self._port

    @property
    def pid(self) -> int | None:
        """Process id (of the docker client, where docker runs it), while it runs."""
        return self._child.pid if self._child else None

    @property
    def child(self) -> Child | None:
        """The process, once started."""
        return self._child

    async def start(self) -> None:
        """Format the folder the first time, start the broker and wait until it answers."""
        runtime = self._runtime = self._runtime or find_runtime()
        self.run_dir.mkdir(parents=True, exist_ok=True)
        stop_leftover(self.run_dir / "kafka.pid", "Kafka")
        for attempt in range(1, TRIES + 1):
            self._port = self._choose_port()
            try:
                await self._start_once(runtime)
                return
            except EmbeddedError as error:
                taken = any("Address already in use" in line or "BindException" in line for line in error.details)
                # The controller's port is chosen apart, and the system may give one out twice.
                twice = any("listeners on the same port" in line for line in error.details)
                if attempt == TRIES or not (twice or (taken and self._asked_port is None)):
                    raise

    async def stop(self) -> None:
        """End it; its data stays."""
        if self._child:
            await self._child.stop(STOP_S)
            self._keep_class_data()

    def _choose_port(self) -> int:
        if self._asked_port is None:
            return ports.free_ports(1)[0]
        return ports.require_free(self._asked_port, "Kafka")

    async def _start_once(self, runtime: Runtime) -> None:
        config = self._write_config(runtime)
        await self._format_once(runtime, config)
        args = [*self._logging(), "kafka.Kafka", str(config)]
        argv = runtime.argv(self.run_dir, args, port=self._port, record=self._recorded)
        if self._child:
            await self._child.stop()  # the one before has ended; this lets go of what is left of it
        self._child = Child(
            "Kafka", argv, self.run_dir / "kafka.log", pid_file=self.run_dir / "kafka.pid",
            keep_stdin=isinstance(runtime, DockerRuntime),
        )  # fmt: skip
        self._child.start()
        try:
            await self._child.until(lambda: answers(self._port), _start_time(runtime))
        except BaseException:
            await self._child.stop()
            raise

    def _write_config(self, runtime: Runtime) -> Path:
        """server.properties for this start: the ports may differ from the last one's, the data stays."""
        in_container = isinstance(runtime, DockerRuntime)
        config = self.run_dir / "server.properties"
        filled = (KAFKA_FILES / "server.properties").read_text()
        for name, value in {
            "{listen}": "0.0.0.0" if in_container else ports.LOOPBACK,  # noqa: S104 - docker publishes it on loopback
            "{port}": str(self._port),
            "{controller_port}": str(ports.free_ports(1)[0]),
            "{data}": str(self.run_dir / "data"),
        }.items():
            filled = filled.replace(name, value)
        config.write_text(filled)
        shutil.copyfile(KAFKA_FILES / "log4j2.properties", self.run_dir / "log4j2.properties")
        return config

    async def _format_once(self, runtime: Runtime, config: Path) -> None:
        """Give the folder its cluster id. The marker is written last, so that an interrupted format is done again."""
        marker, cluster = self.run_dir / "formatted", self.run_dir / "cluster-id"
        if marker.exists():
            return
        if not cluster.exists():
            cluster.write_text(cluster_id())
        args = [
            *(*self._logging(), "kafka.tools.StorageTool", "format", "--ignore-formatted"),
            *("--cluster-id", cluster.read_text().strip(), "--config", str(config)),
        ]
        argv = runtime.argv(self.run_dir, args, port=None)
        format_tool = Child("Kafka's format", argv, self.run_dir / "format.log", keep_stdin=True)
        format_tool.start()
        try:
            ended = await format_tool.wait(_start_time(runtime))
        finally:
            await format_tool.stop(0)
        if not ended or format_tool.returncode != 0:
            raise EmbeddedError(f"Kafka's storage could not be formatted in {self.run_dir}", format_tool.tail())
        marker.touch()

    def _logging(self) -> list[str]:
        return [f"-Dlog4j2.configurationFile={self.run_dir / 'log4j2.properties'}"]

    @property
    def _recorded(self) -> Path:
        return self.run_dir / f"classes-{os.getpid()}.jsa"

    def _keep_class_data(self) -> None:
        """Class data that a first run wrote becomes every later run's; whoever is last wins, they are alike."""
        if self._recorded.exists():
            archive = getattr(self._runtime, "archive", None)
            with contextlib.suppress(OSError):  # a cache: a full disk or a read-only one must not break a clean stop
                if isinstance(archive, Path) and not archive.exists():
                    shutil.move(self._recorded, archive.with_suffix(f".{os.getpid()}"))
                    archive.with_suffix(f".{os.getpid()}").replace(archive)
                self._recorded.unlink(missing_ok=True)


def cluster_id() -> str:
    """A new cluster id: 16 random bytes in URL-safe base64, as Kafka makes them: never with a leading "-"."""
    while True:
        made = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        if not made.startswith("-"):  # the command line would take it for an option
            return made


def answers(port: int, timeout_s: float = 2.0) -> bool:
    """Whether a Kafka broker on this port answers the question which requests it knows (ApiVersions, version 0)."""
    try:
        with socket.create_connection((ports.LOOPBACK, port), timeout_s) as connection:
            connection.settimeout(timeout_s)
            connection.sendall(API_VERSIONS)
            head = connection.recv(10)
    except OSError:
        return False
    return len(head) == 10 and struct.unpack(">iih", head)[1:] == (1, 0)  # our correlation id, no error


def _start_time(runtime: Runtime) -> float:
    return DOCKER_START_S if isinstance(runtime, DockerRuntime) else START_S
