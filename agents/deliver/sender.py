"""The loop that delivers: one for each receiver, so that a slow or dead one delays no other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agents.deliver.addresses import Allowed
from agents.deliver.post import HttpPost, Post, redacted
from agents.deliver.retry import next_attempt, utc
from agents.deliver.sign import headers
from agents.deliver.state import LogLine
from agents.deliver.store import Store
from agents.faults import patiently
from schemas.alert import Alert
from schemas.codec import encode

log = logging.getLogger(__name__)

POLL_S = 1.0  # how soon a worker sees what another one scheduled
LEASE_MARGIN_S = 15.0  # beyond the longest attempt: for writing down what came of it


class Observe(Protocol):
    """Hears of every attempt, for the metrics."""

    def __call__(self, endpoint: str, outcome: str, seconds: float | None = None) -> None:
        """outcome as in state.Outcome; seconds where an answer came."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """One webhook receiver; url and secret stay out of repr."""

    name: str
    url: str
    secret: str

    def __repr__(self) -> str:
        return f"Receiver({self.name!r}, {redacted(self.url)!r})"


class Sender:
    """Schedules alerts, and delivers what is due. timeout_s: for one attempt."""

    def __init__(
        self,
        store: Store,
        receivers: Sequence[Receiver],
        *,
        now: Callable[[], datetime],
        timeout_s: float,
        allowed: Allowed,
        observe: Observe,
    ) -> None:
        self._store = store
        self._receivers = receivers
        self._now = now
        self._timeout_s = timeout_s
        self._allowed = allowed
        self._observe = observe
        self._news = {receiver.name: asyncio.Event() for receiver in receivers}

    async def schedule(self, alert: Alert) -> None:
        """Make an alert that rings due at every receiver, once however often it comes."""
        if not alert.rings:
            return
        body = encode(alert).decode("utf-8")
        for receiver in self._receivers:
            await self._store.schedule(receiver.name, alert.id, body, self._seconds())
            self._news[receiver.name].set()

    def loops(self) -> list[Callable[[], Awaitable[None]]]:
        """The coroutine functions to run for the life of the worker, one for each receiver."""
        return [self._loop_for(receiver) for receiver in self._receivers]

    def _loop_for(self, receiver: Receiver) -> Callable[[], Awaitable[None]]:
        async def loop() -> None:
            async with HttpPost(self._allowed, self._timeout_s, self._seconds) as post:
                while not _stopping():
                    self._news[receiver.name].clear()
                    if not await self.attempt(receiver, post):
                        await self._rest(receiver)
            raise asyncio.CancelledError

        return loop

    async def attempt(self, receiver: Receiver, post: Post) -> bool:
        """Make one attempt of what is due for this receiver; false where nothing is."""
        delivery = await self._store.claim(receiver.name, self._seconds(), self._timeout_s + LEASE_MARGIN_S)
        if delivery is None:
            return False
        signed = headers(receiver.secret, delivery.alert_id, self._now(), delivery.body)
        began = self._now()
        answer = await post(receiver.url, delivery.body.encode("utf-8"), signed)
        made = delivery.attempts + 1
        key = f"{receiver.name}:{delivery.alert_id}"
        now = self._seconds()
        then = next_attempt(answer, attempt=made, first_at=delivery.first_at, now=now, key=key)
        line = LogLine(
            endpoint=receiver.name,
            alert_id=delivery.alert_id,
            attempt=made,
            at=began,
            outcome=then.outcome,
            status=answer.status,
            failure=answer.failure,
            seconds=round(answer.seconds, 4),
            url=redacted(receiver.url),
            next_at=utc(then.at) if then.at is not None else None,
        )
        # Here and not by a restart of the loop: the receiver may have the alert, and would get it again.
        await patiently(lambda: self._store.settle(delivery, then, line, now), self._note_waiting)
        self._observe(receiver.name, then.outcome, answer.seconds if answer.status is not None else None)
        return True

    @staticmethod
    def _note_waiting(error: Exception, attempt: int) -> None:
        if attempt == 0:
            log.warning("deliver waits to write down an attempt: %s", type(error).__name__)

    async def _rest(self, receiver: Receiver) -> None:
        """Wait until something is due, somebody schedules something here, or another worker may have."""
        due = await self._store.next_due(receiver.name)
        pause = POLL_S if due is None else min(POLL_S, max(0.01, due - self._seconds()))
        try:
            async with asyncio.timeout(pause):
                await self._news[receiver.name].wait()
        except TimeoutError:
            return

    def _seconds(self) -> float:
        return self._now().timestamp()


def _stopping() -> bool:
    """Whether this task was told to stop: asyncio.wait_for of Python 3.11, by which redis-py writes, may hide it."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
