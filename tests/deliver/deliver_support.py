"""A webhook receiver that can misbehave, a clock that can be turned, and alerts to deliver."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from agents.deliver.addresses import Allowed, parse_allowed
from agents.deliver.post import HttpPost
from agents.deliver.sender import Receiver, Sender
from schemas.alert import SCHEMA, Alert, Incident, Span

SECRET = "whsec_" + "c2VjcmV0LWZvci10aGUtdGVzdHMtb2YtdG9jc2lu"
LOOPBACK = parse_allowed(["127.0.0.1"])


@dataclass
class Clock:
    """``now`` stands still until ``turn``."""

    start: datetime
    turned: timedelta

    def now(self) -> datetime:
        return self.start + self.turned

    def seconds(self) -> float:
        return self.now().timestamp()

    def turn(self, seconds: float) -> None:
        self.turned += timedelta(seconds=seconds)


@dataclass
class Request:
    """What the receiver was sent."""

    path: str
    headers: dict[str, str]
    body: str


@dataclass
class FakeReceiver:
    """answers: what to do with the next requests, in order, then with all others the last: a status, (status, headers),
    or "slow", "close", "break", "garbage", "drip"."""

    answers: list[Any] = field(default_factory=lambda: [204])
    requests: list[Request] = field(default_factory=list)
    server: asyncio.Server | None = None
    port: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self.server is not None
        self.server.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.server.wait_closed()

    def url(self, path: str = "/hook?token=hush") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._answer(reader, writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        self.tasks.discard(task)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
        self.requests.append(Request(first.split(" ")[1], headers, body))
        self.arrived.set()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        await getattr(self, f"_{answer}")(writer) if isinstance(answer, str) else await self._status(writer, answer)

    async def _status(self, writer: asyncio.StreamWriter, answer: Any) -> None:
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        lines = [f"HTTP/1.1 {status} Whatever", "content-length: 0", *(f"{k}: {v}" for k, v in headers.items())]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await writer.drain()

    async def _slow(self, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    async def _close(self, writer: asyncio.StreamWriter) -> None:
        """Hang up without a word."""

    async def _break(self, writer: asyncio.StreamWriter) -> None:
        """Promise more than is sent."""
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of")
        await writer.drain()

    async def _garbage(self, writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00\x01 what is this\r\n\r\n")
        await writer.drain()

    async def _drip(self, writer: asyncio.StreamWriter) -> None:
        """An answer that never ends, slowly."""
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.01)

    async def _flood(self, writer: asyncio.StreamWriter) -> None:
        """An answer that is far too long, fast."""
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000000000\r\n\r\n")
        while True:
            writer.write(b"." * 65536)
            await writer.drain()


def alert(id: str = "a1", *, rings: bool = True) -> Alert:
    """A short alert, with letters beyond ASCII."""
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    return Alert(
        id=id,
        schema=SCHEMA,
        reason="first_report",
        rings=rings,
        rung_by="article",
        published_at=at,
        rung_at=at,
        incident=Incident(id=f"i-{id}", kind="location_fall", place=None, time=Span(), outlets=("Čas — “noviny”",)),
        claims=(),
    )


@dataclass
class Seen:
    """What was observed for the metrics."""

    attempts: list[tuple[str, str, bool]] = field(default_factory=list)

    def __call__(self, endpoint: str, outcome: str, seconds: float | None = None) -> None:
        self.attempts.append((endpoint, outcome, seconds is not None))


def sender(store: Any, clock: Clock, receivers: list[Receiver], seen: Seen, timeout_s: float = 0.3) -> Sender:
    """A sender with a short time limit that may reach the loopback address."""
    return Sender(store, receivers, now=clock.now, timeout_s=timeout_s, allowed=LOOPBACK, observe=seen)


def post(clock: Clock, timeout_s: float = 0.3, allowed: Allowed = LOOPBACK) -> HttpPost:
    return HttpPost(allowed, timeout_s, clock.seconds)
