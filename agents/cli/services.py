"""Everything that ``up`` and ``demo`` run: Kafka, Redis, the topics, a webhook receiver and the worker, as children."""

import asyncio
import base64
import json
import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from agents.embedded import ports
from agents.embedded.children import Child, describe_exit, stop_leftover
from agents.embedded.errors import EmbeddedError
from agents.embedded.kafka import KafkaServer
from agents.embedded.redis_server import RedisServer
from agents.settings import Settings, read_settings
from agents.topics import create_topics

WORKER_START_S = 90.0
WORKER_STOP_S = 15.0
SINK_START_S = 30.0
REVIVE_TIMES, REVIVE_WINDOW_S = 5, 600.0
Say = Callable[[str], None]


@dataclass(frozen=True)
class Ports:
    """Ports that somebody asked for; free ones are chosen for the others."""

    kafka: int | None = None
    redis: int | None = None
    metrics: int | None = None
    sink: int | None = None


class Services:
    """Starts all on entering, stops all on leaving; each child dies with this process, whatever happens to it.

    given are settings that win over the user's own. With ``isolated``, the user's TOCSIN_* and tocsin.toml don't count.
    """

    def __init__(
        self, run_dir: Path, say: Say, *, wanted: Ports | None = None, isolated: bool = False, **given: Any
    ) -> None:
        self.run_dir = run_dir
        self._say = say
        self._wanted = wanted or Ports()
        self._isolated = isolated
        self._given = given
        self.kafka = KafkaServer(run_dir / "kafka", self._wanted.kafka)
        self.redis = RedisServer(run_dir / "redis", self._wanted.redis)
        self.sink: Child | None = None
        self.worker: Child | None = None
        self._settings: Settings | None = None
        self._sink_port: int | None = None
        self._sink_lines = 0
        self._revived: list[float] = []

    @property
    def settings(self) -> Settings:
        """The settings that the worker has; once started."""
        assert self._settings is not None
        return self._settings

    @property
    def metrics_url(self) -> str:
        """Where the worker tells its metrics."""
        return f"http://{self.settings.metrics_host}:{self.settings.metrics_port}/metrics"

    async def __aenter__(self) -> Self:
        """Start all and wait until the worker is ready; on an error, stop what has started."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop all."""
        await self.stop()

    def check(self) -> None:
        """Raise EmbeddedError with its last words where a child has ended."""
        for child in (self.kafka.child, self.redis.child, self.sink, self.worker):
            if child and not child.alive:
                raise EmbeddedError(
                    f"{child.name} ended unexpectedly ({describe_exit(child.returncode)}); its log is {child.log}",
                    child.tail(),
                )

    async def revive_worker(self) -> bool:
        """Start the worker anew where it has ended by itself (it does so rather than lose a record); whether it had.

        Raises EmbeddedError with its last words where that does not help: it ended too often.
        """
        if self.worker is None or self.worker.alive:
            return False
        now = time.monotonic()
        self._revived = [at for at in self._revived if now - at < REVIVE_WINDOW_S] + [now]
        if len(self._revived) > REVIVE_TIMES:
            self.check()
        self._say(f"the worker ended ({describe_exit(self.worker.returncode)}); starting it again")
        await self._start_worker(now)
        return True

    def worker_tail(self) -> list[str]:
        """The last lines of the worker's log."""
        return self.worker.tail() if self.worker else []

    def deliveries(self) -> Iterator[dict[str, Any]]:
        """What the receiver has told since the last call."""
        if self.sink is None or self.sink.out is None:
            return
        lines = self.sink.out.read_text(encoding="utf-8").split("\n")[:-1]  # the last is not finished yet
        fresh, self._sink_lines = lines[self._sink_lines :], len(lines)
        yield from map(json.loads, fresh)

    async def stop(self) -> None:
        """End all, the worker first; what was asked for last is gone when this returns."""
        if self.worker:
            await _all_of(self.worker.stop(WORKER_STOP_S))
        await _all_of(*([self.sink.stop()] if self.sink else []), self.redis.stop(), self.kafka.stop())

    async def _start(self) -> None:
        began = time.monotonic()
        self._say("starting Kafka and Redis …")
        await asyncio.gather(self.kafka.start(), self.redis.start())
        self._say(f"Kafka at {self.kafka.bootstrap}, Redis at {self.redis.url} ({time.monotonic() - began:.1f} s)")
        self._settings = self._make_settings()
        if self._sink_port:
            await self._start_sink(self._sink_port)
        await create_topics(self.settings)
        await self._start_worker(began)

    def _make_settings(self) -> Settings:
        """The user's settings, or the defaults, with what runs here laid over them."""
        if self._isolated:
            empty = self.run_dir / "tocsin.toml"
            empty.touch()
            for name in [name for name in os.environ if name.startswith("TOCSIN_")]:
                del os.environ[name]
            os.environ["TOCSIN_CONFIG"] = str(empty)
        overlay = {
            **self._given,
            "kafka": self.kafka.bootstrap,
            "redis_url": self.redis.url,
            "kafka_security": "PLAINTEXT",  # what runs here listens on loopback and asks nobody who they are
            "redis_password_file": os.devnull,
            "metrics_port": self._wanted.metrics or read_settings().metrics_port or ports.free_ports(1)[0],
        }
        if not read_settings().endpoints:
            self._sink_port = ports.prefer(self._wanted.sink)
            overlay["webhook_url"] = f"http://{ports.LOOPBACK}:{self._sink_port}/"
            overlay["webhook_secret"] = webhook_secret(self.run_dir)
            overlay["webhook_allow"] = ",".join((*read_settings().webhook_allow, ports.LOOPBACK))
        # By the environment, so that the worker reads exactly what is read here.
        os.environ.update({f"TOCSIN_{name.upper()}": str(value) for name, value in overlay.items()})
        return read_settings()

    async def _start_sink(self, port: int) -> None:
        stop_leftover(self.run_dir / "sink.pid", "the webhook receiver")
        self.sink = Child(
            "the webhook receiver",
            [sys.executable, "-m", "agents.cli.main", "sink", "--json", "--port", str(port)],
            self.run_dir / "sink.log",
            out=self.run_dir / "sink.jsonl",
            pid_file=self.run_dir / "sink.pid",
        )
        self.sink.start()
        await self.sink.until(lambda: not ports.is_free(port), SINK_START_S)

    async def _start_worker(self, began: float) -> None:
        self._say("starting the worker …")
        stop_leftover(self.run_dir / "worker.pid", "the worker")
        self.worker = Child(
            "the worker",
            [sys.executable, "-m", "agents.cli.main", "worker"],
            self.run_dir / "worker.log",
            pid_file=self.run_dir / "worker.pid",
        )
        self.worker.start()
        ready = f"http://{self.settings.metrics_host}:{self.settings.metrics_port}/readyz"
        await self.worker.until(lambda: says_ok(ready), WORKER_START_S)
        self._say(f"the worker is ready ({time.monotonic() - began:.1f} s)")


def says_ok(url: str, timeout_s: float = 2.0) -> bool:
    """Whether this address of our own worker answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=timeout_s) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def webhook_secret(folder: Path) -> str:
    """The receiver's secret, made once per folder and readable by this user alone."""
    path = folder / "webhook-secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text("whsec_" + base64.b64encode(secrets.token_bytes(32)).decode())
    return path.read_text()


async def _all_of(*stops: Any) -> None:
    """Carry all of these to their end, whatever happens to one of them, then let the first error out."""
    results = await asyncio.gather(*stops, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
