"""Sending: the reports go to articles.raw at the pace asked for, each confirmed by the broker."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError

from agents import topics
from agents.faults import patiently
from agents.kafka import client_options
from agents.replay.files import read_reports
from agents.replay.model import Found, Problem
from agents.settings import Settings
from schemas.codec import encode

CONNECT_TIMEOUT_S = 15.0
WINDOW = 256
"""Records under way to the broker at once where no pace is asked for."""


class ReplayError(RuntimeError):
    """Nothing can be sent; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Pace:
    """When each report goes: every so many seconds, or after its published time divided by ``speed``, or at once."""

    every_s: float | None = None
    speed: float | None = None

    def __post_init__(self) -> None:
        if self.every_s is not None and self.speed is not None:
            raise ValueError("either every_s or speed")
        if (self.every_s is not None and self.every_s < 0) or (self.speed is not None and self.speed <= 0):
            raise ValueError("every_s must be 0 or more, speed more than 0")

    @property
    def at_once(self) -> bool:
        """Whether reports go as fast as the broker takes them."""
        return not self.every_s and self.speed is None

    def due_s(self, number: int, first: datetime | None, published_at: datetime | None) -> float:
        """Seconds after the start at which report ``number`` (from 0) goes; first: published_at of the first one."""
        if self.every_s is not None:
            return number * self.every_s
        if self.speed is None or first is None or published_at is None:
            return 0.0
        return max(0.0, (published_at - first).total_seconds() / self.speed)


@dataclass(frozen=True, slots=True)
class Sent:
    """One report that the broker has: how many are done, of how many, and which it is."""

    done: int
    total: int
    article_id: str
    file: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Reports sent and refused in all."""

    sent: int
    refused: int


async def replay(
    paths: Sequence[Path],
    settings: Settings,
    pace: Pace | None = None,
    on_progress: Callable[[Sent], None] = lambda _: None,
    on_problem: Callable[[Problem], None] = lambda _: None,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Summary:
    """Read the reports, make the topics where they are missing, and send each; problems are told before the first goes.

    Raises ReplayError where no broker answers, topics.TopicsError where the topics cannot be used.
    """
    reading = await asyncio.to_thread(read_reports, paths, now=now())
    problems = list(reading.problems)
    reports = [report for report in reading.reports if not _too_large(report, settings, problems)]
    for problem in problems:
        on_problem(problem)
    if reports:
        await topics.create_topics(settings, CONNECT_TIMEOUT_S)
        producer = _producer(settings)
        try:
            await producer.start()
            await _send_all(reports, producer, pace or Pace(), on_progress, now, sleep)
        except KafkaConnectionError as error:
            raise ReplayError(f"no Kafka broker answers at {settings.kafka}; start it, or set TOCSIN_KAFKA") from error
        finally:
            await producer.stop()
    return Summary(sent=len(reports), refused=sum(problem.kind == "refused" for problem in problems))


def _producer(settings: Settings) -> AIOKafkaProducer:
    return AIOKafkaProducer(
        **client_options(settings),
        acks="all",
        enable_idempotence=True,
        max_request_size=settings.max_record_bytes,
    )


def _too_large(report: Found, settings: Settings, problems: list[Problem]) -> bool:
    size = len(encode(report.article)) + 1_024  # room for the key, the header and Kafka's own
    if size <= settings.max_record_bytes:
        return False
    message = f"too large: a record of {size} bytes, more than TOCSIN_MAX_RECORD_BYTES ({settings.max_record_bytes})"
    problems.append(Problem("refused", report.file, report.line, message))
    return True


async def _send_all(
    reports: Sequence[Found],
    producer: AIOKafkaProducer,
    pace: Pace,
    on_progress: Callable[[Sent], None],
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]],
) -> None:
    began = asyncio.get_running_loop().time()
    first = reports[0].article.published_at
    under_way: deque[tuple[int, Found, asyncio.Future[Any]]] = deque()

    async def confirm() -> None:
        number, report, answer = under_way.popleft()
        await answer
        on_progress(Sent(number + 1, len(reports), report.article.article_id, report.file))

    for number, report in enumerate(reports):
        wait_s = began + pace.due_s(number, first, report.article.published_at) - asyncio.get_running_loop().time()
        if wait_s > 0:
            await sleep(wait_s)
        under_way.append((number, report, asyncio.ensure_future(_send(producer, report, now))))
        while under_way and (not pace.at_once or len(under_way) >= WINDOW):
            await confirm()
    while under_way:
        await confirm()


async def _send(producer: AIOKafkaProducer, report: Found, now: Callable[[], datetime]) -> None:
    """Send one and wait for the broker's word, as long as it takes."""
    received_at = now()
    article = msgspec.structs.replace(report.article, received_at=received_at)
    key = (article.source_id or article.article_id).encode("utf-8", "surrogatepass")[:1_000]
    headers = [(topics.RECEIVED_AT, received_at.isoformat().encode())]

    async def attempt() -> None:
        await producer.send_and_wait(topics.RAW, encode(article), key=key, headers=headers)

    await patiently(attempt, lambda _error, _attempt: None)
