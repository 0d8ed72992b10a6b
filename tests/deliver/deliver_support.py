"""A webhook receiver that can misbehave, a clock that can be turned, and alerts to deliver."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from pydantic import TypeAdapter

from agents.deliver.addresses import Allowed, parse_allowed
from agents.deliver.channel import Channel, World, open_channel
from agents.deliver.sender import Sender
from agents.deliver.store import RedisStore
from agents.endpoints import AnyEndpoint, WebhookEndpoint
from schemas.actor import Actor
from schemas.alert import SCHEMA, Alert, Incident, Span
from schemas.claim import Casualty, ClaimTime, Evidence, LocationFall, Number
from schemas.place import Place

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


AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RIVERTON = Place(
    text="Riverton", name="Riverton", geonames_id=4711, country="XK", admin1="North", lat=42.6, lon=21.2, precision=1
)
MILITIA = Actor(text="the militia", name="Hill Militia", type="non-state")
ARMY = Actor(text="the army", name="Armed Forces", type="state")


def alert(id: str = "a1", *, rings: bool = True, incident: str = "", **given: Any) -> Alert:
    """A short alert of a place that fell, with letters beyond ASCII; each of an incident of its own by default."""
    of = {
        "id": incident or f"i-{id}", "kind": "location_fall", "place": None, "time": Span(),
        "outlets": ("Čas — “noviny”",), **given.pop("of", {}),
    }  # fmt: skip
    fields: dict[str, Any] = {
        "id": id, "schema": SCHEMA, "reason": "first_report", "rings": rings, "rung_by": "article",
        "published_at": AT, "rung_at": AT, "claims": (), **given,
    }  # fmt: skip
    return Alert(incident=Incident(**of), **fields)


def fall(**given: Any) -> LocationFall:
    """A claim that Riverton has fallen."""
    fields: dict[str, Any] = {
        "claim_id": "c1", "article_id": "article", "mode": "actual", "stance": "claimed", "rule": "control.seize",
        "rules_version": "1", "time": ClaimTime(start=AT.date(), end=AT.date()), "place": RIVERTON, "theatre": "XK",
        "change": "captured", "taken_by": MILITIA, "taken_from": ARMY, "outlet": "River Post",
        "url": "https://post.example/1",
        "evidence": Evidence(text="The militia has seized Riverton, a shopkeeper said.", start=0, end=50),
    }  # fmt: skip
    return LocationFall(**{**fields, **given})


def harm(**given: Any) -> Casualty:
    """A claim that at least seven people were killed in Riverton."""
    fields: dict[str, Any] = {
        "claim_id": "c2", "article_id": "article", "mode": "actual", "stance": "asserted", "rule": "killed.passive",
        "rules_version": "1", "time": ClaimTime(start=AT.date(), end=AT.date()), "place": RIVERTON, "theatre": "XK",
        "effect": "killed", "number": Number(text="at least seven", low=7, best=7), "outlet": "River Post",
        "url": "https://post.example/2", "perpetrator": MILITIA,
        "evidence": Evidence(text="At least seven people were killed in <Riverton> & its *port*.", start=0, end=60),
    }  # fmt: skip
    return Casualty(**{**fields, **given})


def harmed(id: str = "a1", killed: Number | None = None, **given: Any) -> Alert:
    """An alert of people killed in Riverton."""
    number = killed or Number(text="at least seven", low=7, best=7)
    of = {
        "kind": "casualty", "place": RIVERTON, "time": Span(start=AT.date(), end=AT.date()),
        "effects": {"killed": number},
        "articles": ("article", "other"), "outlets": ("River Post",), "origins": ("River Post",), **given.pop("of", {}),
    }  # fmt: skip
    return alert(id, of=of, claims=(harm(),), **given)


@dataclass
class Seen:
    """What was observed for the metrics."""

    attempts: list[tuple[str, str, bool]] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    retries: int = 0
    delays: list[float] = field(default_factory=list)
    queues: dict[str, dict[str, Any]] = field(default_factory=dict)
    mutes: int = -1

    def count_choice(self, endpoint: str, choice: str) -> None:
        self.choices.append((endpoint, choice))

    def count_attempt(self, endpoint: str, outcome: str, seconds: float | None = None, *, attempt: int = 1) -> None:
        self.attempts.append((endpoint, outcome, seconds is not None))
        self.retries += attempt > 1

    def observe_delivered(self, endpoint: str, delay_s: float) -> None:
        self.delays.append(delay_s)

    def set_queue(self, endpoint: str, **stands: Any) -> None:
        self.queues[endpoint] = stands

    def set_mutes(self, in_force: int) -> None:
        self.mutes = in_force


def endpoint(**given: Any) -> AnyEndpoint:
    """An endpoint as tocsin.toml would give it."""
    made: AnyEndpoint = TypeAdapter[AnyEndpoint](AnyEndpoint).validate_python({"type": "webhook", **given})
    return made


def desk(receiver: FakeReceiver, name: str = "desk", **given: Any) -> WebhookEndpoint:
    """A webhook endpoint that is this receiver."""
    made = endpoint(name=name, url=receiver.url(), secret=SECRET, **given)
    assert isinstance(made, WebhookEndpoint)
    return made


def world(clock: Clock, timeout_s: float = 0.3, allowed: Allowed = LOOPBACK, desk_url: str | None = None) -> World:
    """A short time limit, and the loopback address may be reached."""
    return World(allowed, timeout_s, clock.now, desk_url)


def sender(
    store: RedisStore, clock: Clock, endpoints: list[Any], seen: Seen | None = None, timeout_s: float = 0.3
) -> Sender:
    """A sender in that world."""
    return Sender(store, endpoints, world(clock, timeout_s), seen or Seen())


def channel(to: AnyEndpoint, clock: Clock, timeout_s: float = 0.3, allowed: Allowed = LOOPBACK) -> Channel:
    """The endpoint's channel in that world."""
    return open_channel(to, world(clock, timeout_s, allowed))


async def drain(sending: Sender, to: AnyEndpoint, clock: Clock) -> int:
    """Make every attempt that is due now; how many there were."""
    made = 0
    async with channel(to, clock) as way:
        while await sending.attempt(to, way):
            made += 1
            assert made < 1000
    return made


@contextlib.asynccontextmanager
async def running(*senders: Sender) -> Any:
    """Their loops, as a worker runs them."""
    tasks = [asyncio.create_task(loop()) for one in senders for loop in one.loops()]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            assert isinstance(result, asyncio.CancelledError), result


async def until(done: Any, within_s: float = 5.0) -> float:
    """Wait until ``done()`` holds; the seconds it took."""
    began = asyncio.get_running_loop().time()
    while not done():
        assert asyncio.get_running_loop().time() - began < within_s, "it takes too long"
        await asyncio.sleep(0.005)
    return asyncio.get_running_loop().time() - began
