"""The delivery rule, in one place.

A step is a coroutine from one record to what it sends on. Everything that can go wrong around it is handled here, so an
agent never raises (Faust would pass over the record that raised, and commit past it):

* a passing fault (Redis or Kafka away, busy, full) is retried in place without limit, with capped, jittered pauses;
  nothing is acknowledged meanwhile;
* a bad record (``BadRecordError``, from decoding or from the handler) goes to dead-letters with its original bytes, and
  only when the broker has it is the record acknowledged;
* anything else is a mistake in the program: it is logged and the process ends at once, without acknowledging.

How a step is written (agents/<step>/agent.py)::

    def build(context: Context) -> Step:
        '''The dedupe step.'''
        store = RedisStore(context.redis, horizon_days=context.settings.dedupe_horizon_days)

        @step("dedupe", source=topics.CLEAN, takes=CleanArticle)
        async def dedupe(article: CleanArticle) -> Sequence[Out]:
            verdict = await relate(store, article)
            return [Out(topics.UNIQUE, article.article_id, UniqueArticle(article=article, verdict=verdict))]

        return dedupe

A handler is called again with the same record after a passing fault and after a crash: it must give the same result.
It must let ``BadRecordError`` and passing faults through, and must not catch what it does not know.
"""

import asyncio
import base64
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic, perf_counter
from typing import Generic, Literal, Protocol, TypeVar

import msgspec

from agents import metrics, topics
from agents.ending import end_process
from agents.faults import Chance, Sleep, classify, patiently, pause_s
from agents.logs import get_logger
from agents.redis import Redis
from agents.settings import Settings
from schemas.alert import Alert
from schemas.codec import decode, encode
from schemas.dead_letter import DeadLetter

R = TypeVar("R")
T = TypeVar("T")
Outcome = Literal["sent", "ended", "dead_letter"]
Startup = Callable[[], object]
Background = Callable[[], Awaitable[None]]
End = Callable[[str], object]

LONGEST_MESSAGE = 2_000
KEPT_OF_TOO_LARGE = 65_536
"""Characters of a dead letter's message and key, and bytes of a record that is too large even for dead-letters."""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Out:
    """One record to send on: the topic, the key that decides its partition (or null), and the record itself."""

    topic: str
    key: str | None
    record: object


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record as it came from Kafka, not decoded yet."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    received_at: datetime | None = None
    """When the report behind this record arrived: the Kafka header ``received-at``, passed on from step to step."""


class Sender(Protocol):
    """Sends records and returns when the broker has all of them (acks=all); raises when it has not."""

    async def __call__(self, outs: Sequence[Out], received_at: datetime | None = None) -> None:
        """Send these, in order, marked with when the report behind them arrived."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may use: the settings, the process's one Redis client, a clock, and a way to send on its own account.

    ``now`` gives the current time in UTC. ``send`` retries passing faults by itself and returns when the broker has the
    records; it is for background tasks (a handler returns its records instead). Never close ``redis``.
    """

    settings: Settings
    redis: Redis
    now: Callable[[], datetime]
    send: Sender


@dataclass(frozen=True, slots=True)
class Step(Generic[R]):
    """A step: its name (as in topics.FLOW), the topic it reads, the record it takes, its handler and its lifecycle.

    startup: run once before the worker reads anything and before it reports ready; plain functions run in a thread
    (loading a gazetteer), coroutine functions on the event loop. background: coroutine functions that run for the life
    of the worker, cancelled when it stops; a passing fault restarts one after a pause, its return or any other error
    ends the process.
    """

    name: str
    source: str
    takes: type[R]
    handle: Callable[[R], Awaitable[Sequence[Out]]]
    startup: tuple[Startup, ...] = ()
    background: tuple[Background, ...] = ()

    def on_startup(self, *calls: Startup) -> "Step[R]":
        """The same step, with these added to what runs before it reads its first record."""
        return replace(self, startup=(*self.startup, *calls))

    def on_start(self, *calls: Background) -> "Step[R]":
        """The same step, with these coroutine functions running beside it for the life of the worker."""
        return replace(self, background=(*self.background, *calls))


def step(
    name: str, *, source: str, takes: type[R], startup: Sequence[Startup] = (), background: Sequence[Background] = ()
) -> Callable[[Callable[[R], Awaitable[Sequence[Out]]]], Step[R]]:
    """Make a ``Step`` of the coroutine function below: it takes one decoded record and returns what to send on."""

    def make(handle: Callable[[R], Awaitable[Sequence[Out]]]) -> Step[R]:
        return Step(name, source, takes, handle, tuple(startup), tuple(background))

    return make


class Guard(Generic[R]):
    """Takes the records of one step, by the delivery rule: ``process`` returns when a record may be acknowledged."""

    def __init__(
        self,
        step: Step[R],
        send: Sender,
        *,
        now: Callable[[], datetime],
        sleep: Sleep = asyncio.sleep,
        chance: Chance = random.random,
        end: End = end_process,
    ) -> None:
        self._step = step
        self._send = send
        self._now = now
        self._sleep = sleep
        self._chance = chance
        self._end = end
        self.waiting = False
        """True while the step waits for Redis or Kafka; no progress is expected then."""

    async def process(self, incoming: Incoming) -> Outcome:
        """Handle one record to its end: its results, or its dead letter, are with the broker when this returns."""
        name = self._step.name
        metrics.records_in_total.labels(name).inc()
        began = perf_counter()
        try:
            outcome = await self._settle(incoming)
        except Exception as error:
            where = f"{incoming.topic}[{incoming.partition}]@{incoming.offset}"
            metrics.errors_total.labels(name, "unexpected", type(error).__name__).inc()
            log.critical("%s: unexpected %s at %s", name, type(error).__name__, where, exc_info=error)
            self._end(f"{name} met an error nobody foresaw at {where}: {type(error).__name__}: {error}")
            raise
        metrics.record_seconds.labels(name).observe(perf_counter() - began)
        metrics.records_done_total.labels(name, outcome).inc()
        return outcome

    async def _patiently(self, action: Callable[[], Awaitable[T]]) -> T:
        result = await patiently(action, self._note_waiting, sleep=self._sleep, chance=self._chance)
        if self.waiting:
            self.waiting = False
            metrics.waiting.labels(self._step.name).set(0)
            log.info("%s goes on", self._step.name)
        return result

    async def _settle(self, incoming: Incoming) -> Outcome:
        try:
            record = decode(incoming.value, self._step.takes)
            received_at = incoming.received_at or getattr(record, "received_at", None)
            outs = await self._patiently(lambda: self._step.handle(record))
            await self._patiently(lambda: self._send(outs, received_at))
        except Exception as error:
            if classify(error) != "bad_record":
                raise
            return await self._bury(incoming, error)
        self._count_sent(outs, received_at)
        return "sent" if outs else "ended"

    def _count_sent(self, outs: Sequence[Out], received_at: datetime | None) -> None:
        for out in outs:
            metrics.records_out_total.labels(self._step.name, out.topic).inc()
            if isinstance(out.record, Alert) and out.record.rings:
                metrics.note_alert(out.record)
                if received_at is not None:
                    metrics.observe_article_to_alert(received_at, self._now())

    async def _bury(self, incoming: Incoming, error: Exception) -> Outcome:
        name = self._step.name
        letter = dead_letter(name, incoming, error, self._now())
        try:
            await self._send_letter(letter)
        except Exception as too_large:
            if classify(too_large) != "bad_record":
                raise
            letter = cut_letter(letter, incoming)
            await self._send_letter(letter)
        metrics.errors_total.labels(name, "bad_record", letter.error).inc()
        metrics.dead_letters_total.labels(name).inc()
        log.warning(
            "%s: a record went to dead-letters: %s", name, letter.message,
            extra={"topic": incoming.topic, "partition": incoming.partition, "offset": incoming.offset},
        )  # fmt: skip
        return "dead_letter"

    async def _send_letter(self, letter: DeadLetter) -> None:
        await self._patiently(lambda: self._send([Out(topics.DEAD_LETTERS, letter.key, letter)]))

    def _note_waiting(self, error: Exception, attempt: int) -> None:
        name = self._step.name
        self.waiting = True
        metrics.waiting.labels(name).set(1)
        metrics.errors_total.labels(name, "passing", type(error).__name__).inc()
        if attempt == 0 or attempt % 12 == 6:  # at once, after seconds, and then about once a minute
            log.warning("%s waits: %s: %s", name, type(error).__name__, error, extra={"attempt": attempt + 1})


async def run_background(
    step_name: str,
    task: Background,
    *,
    sleep: Sleep = asyncio.sleep,
    chance: Chance = random.random,
    end: End = end_process,
) -> None:
    """Keep a background task going: a passing fault restarts it, its return and other errors end the process."""
    attempt = 0
    while True:
        began = monotonic()
        try:
            await task()
        except Exception as error:
            fault = classify(error)
            metrics.errors_total.labels(step_name, fault, type(error).__name__).inc()
            if fault != "passing":
                log.critical("%s: unexpected %s in the background", step_name, type(error).__name__, exc_info=error)
                end(f"{step_name}'s background task met {type(error).__name__}: {error}")
                return
            attempt = 0 if monotonic() - began > 60 else attempt + 1
            log.warning("%s waits in the background: %s: %s", step_name, type(error).__name__, error)
            await sleep(pause_s(attempt, chance()))
        else:
            end(f"{step_name}'s background task ended by itself")
            return


def dead_letter(step_name: str, incoming: Incoming, error: Exception, at: datetime) -> DeadLetter:
    """The dead letter for a record: its bytes as they came, where they came from, and what was wrong."""
    return DeadLetter(
        step=step_name,
        topic=incoming.topic,
        partition=incoming.partition,
        offset=incoming.offset,
        key=None if incoming.key is None else incoming.key.decode("utf-8", "replace")[:LONGEST_MESSAGE],
        error=type(error).__name__,
        message=str(error)[:LONGEST_MESSAGE],
        original=base64.b64encode(incoming.value or b"").decode("ascii"),
        at=at,
    )


def cut_letter(letter: DeadLetter, incoming: Incoming) -> DeadLetter:
    """The same dead letter with only the beginning of a record that dead-letters would not take whole."""
    kept = base64.b64encode((incoming.value or b"")[:KEPT_OF_TOO_LARGE]).decode("ascii")
    size = len(incoming.value or b"")
    note = f"{letter.message} (of {size} bytes the first {KEPT_OF_TOO_LARGE} are kept)"
    return msgspec.structs.replace(letter, original=kept, message=note)


def encoded(out: Out) -> tuple[bytes | None, bytes]:
    """The key and the record as they travel."""
    return (None if out.key is None else out.key.encode()), encode(out.record)
