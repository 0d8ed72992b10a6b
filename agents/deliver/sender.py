"""The loops that deliver: their own for each endpoint, so that a slow or dead one delays no other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from agents.deliver import circuit
from agents.deliver.channel import Channel, World, open_channel
from agents.deliver.choose import choose
from agents.deliver.hours import counts_despite, quiet_until
from agents.deliver.mutes import muted_by
from agents.deliver.retry import HORIZON_S, Next, next_attempt, utc
from agents.deliver.state import Answer, Delivery, LogLine, Message, Placement
from agents.deliver.store import RedisStore
from agents.endpoints import AnyEndpoint
from agents.faults import patiently
from schemas.alert import Alert
from schemas.codec import BadRecordError, decode, encode

log = logging.getLogger(__name__)

POLL_S = 1.0  # how soon a worker sees what another one scheduled
WATCH_S = 2.0  # how often the queues are counted, and looked through for what has waited too long
LEASE_MARGIN_S = 15.0  # beyond the longest attempt: for writing down what came of it
LATE_S = 600.0  # beyond the day: what is being tried for the last time is not given up under its hands

UNREADABLE = Answer(verdict="given_up", note="the kept alert cannot be read by this version")


class Observe(Protocol):
    """Hears of everything, for the metrics; words as in agents/metrics.py."""

    def count_choice(self, endpoint: str, choice: str) -> None:
        """What an endpoint does with an alert."""

    def count_attempt(self, endpoint: str, outcome: str, seconds: float | None = None, *, attempt: int = 1) -> None:
        """One attempt; seconds where an answer came."""

    def observe_delivered(self, endpoint: str, delay_s: float) -> None:
        """A delivery that was made."""

    def set_queue(self, endpoint: str, *, waiting: int, oldest_s: float, dead: int, circuit: str) -> None:
        """How a queue stands."""

    def set_mutes(self, in_force: int) -> None:
        """How many mutes hold."""


class Sender:
    """Schedules alerts at every endpoint that wants them, and delivers what is due."""

    def __init__(self, store: RedisStore, endpoints: Sequence[AnyEndpoint], world: World, observe: Observe) -> None:
        self._store = store
        self._endpoints = endpoints
        self._world = world
        self._observe = observe
        self._news = {endpoint.name: asyncio.Event() for endpoint in endpoints}

    async def schedule(self, alert: Alert) -> None:
        """Put an alert into the queue of every endpoint that wants it, once however often it comes."""
        now = self._world.now()
        mute = muted_by(await self._store.mutes(), alert, now)
        if mute is not None:
            await self._store.mark_muted(alert.id, mute.id)
        body = encode(alert).decode("utf-8")
        for endpoint in self._endpoints:
            choice = choose(endpoint.filter, alert, self._world.ringing)
            if choice != "wanted":
                self._observe.count_choice(endpoint.name, choice)
                continue
            placed = await self._store.schedule(
                endpoint.name, alert.id, alert.incident.id, body, now.timestamp(), placement(endpoint, alert, now),
                mute.id if mute is not None else "",
            )  # fmt: skip
            if placed != "known":
                self._observe.count_choice(endpoint.name, placed)
            self._news[endpoint.name].set()

    def loops(self) -> list[Callable[[], Awaitable[None]]]:
        """The coroutine functions to run for the life of the worker; none where there is no endpoint."""
        works = [self._loop_for(endpoint) for endpoint in self._endpoints for _ in range(endpoint.parallel)]
        return [*works, self.watch] if works else []

    def _loop_for(self, endpoint: AnyEndpoint) -> Callable[[], Awaitable[None]]:
        async def loop() -> None:
            async with open_channel(endpoint, self._world) as channel:
                while not _stopping():
                    self._news[endpoint.name].clear()
                    if not await self.attempt(endpoint, channel):
                        await self._rest(endpoint)
            raise asyncio.CancelledError

        return loop

    async def attempt(self, endpoint: AnyEndpoint, channel: Channel) -> bool:
        """Make one attempt of what is due for this endpoint; false where nothing is."""
        delivery = await self._store.claim(endpoint.name, self._seconds(), channel.timeout_s + LEASE_MARGIN_S)
        if delivery is None:
            return False
        began = self._world.now()
        message = _message(delivery)
        answer = UNREADABLE if message is None else await channel.send(message, began, delivery.reached)
        made, now, key = delivery.attempts + 1, self._seconds(), f"{endpoint.name}:{delivery.id}"
        then = next_attempt(answer, attempt=made, first_at=delivery.first_at, now=now, key=key)
        after = circuit.after(answer, failures=delivery.failures, now=now, key=endpoint.name)
        line = _line(delivery, channel.shown, answer, then, began)
        settled = replace(delivery, reached=answer.reached)
        # Here and not by a restart of the loop: the endpoint may have the alert, and would get it again.
        await patiently(lambda: self._store.settle(settled, then, after, line, now), self._note_waiting)
        answered = answer.seconds if answer.status is not None else None
        self._observe.count_attempt(endpoint.name, then.outcome, answered, attempt=made)
        if then.outcome == "delivered":
            self._observe.observe_delivered(endpoint.name, now - delivery.first_at)
        self._news[endpoint.name].set()  # what stood behind it may be due
        return True

    async def watch(self) -> None:
        """Keep the gauges, and give up what a day was not enough for."""
        while not _stopping():
            await self.look()
            await asyncio.sleep(WATCH_S)
        raise asyncio.CancelledError

    async def look(self) -> None:
        """Count every queue once; at an endpoint that is left alone, give up what has waited for more than a day."""
        now = self._seconds()
        mutes = await self._store.mutes()
        self._observe.set_mutes(sum(mute.removed_by is None and mute.until.timestamp() > now for mute in mutes))
        for endpoint in self._endpoints:
            queue = await self._store.queue(endpoint.name)
            paused = queue.pause_until > now
            if paused:
                for _ in await self._store.expire(endpoint.name, now, now - HORIZON_S - LATE_S):
                    self._observe.count_attempt(endpoint.name, "expired")
            word = circuit.state(failures=queue.failures, paused=paused, disabled=queue.disabled)
            oldest_s = max(0.0, now - queue.oldest_at) if queue.oldest_at is not None else 0.0
            self._observe.set_queue(
                endpoint.name, waiting=queue.waiting, oldest_s=oldest_s, dead=queue.dead, circuit=word
            )

    @staticmethod
    def _note_waiting(error: Exception, attempt: int) -> None:
        if attempt == 0:
            log.warning("deliver waits to write down an attempt: %s", type(error).__name__)

    async def _rest(self, endpoint: AnyEndpoint) -> None:
        """Wait until something is due, somebody schedules something here, or another worker may have."""
        due = await self._store.next_due(endpoint.name)
        pause = POLL_S if due is None else min(POLL_S, max(0.05, due - self._seconds()))
        try:
            async with asyncio.timeout(pause):
                await self._news[endpoint.name].wait()
        except TimeoutError:
            return

    def _seconds(self) -> float:
        return self._world.now().timestamp()


def placement(endpoint: AnyEndpoint, alert: Alert, now: datetime) -> Placement:
    """When an endpoint that wants this alert gets it: pure, but for what its queue holds."""
    until = quiet_until(endpoint.quiet, now) if endpoint.quiet is not None else None
    urgent = endpoint.quiet is not None and until is not None and counts_despite(endpoint.quiet, alert)
    burst = endpoint.digest
    return Placement(
        until=until.timestamp() if until is not None and not urgent else None,
        burst=burst.alerts if burst else 0,
        span_s=burst.seconds if burst else 0.0,
        hold=burst.hold if burst else False,
        urgent=urgent,
    )


def _message(delivery: Delivery) -> Message | None:
    """What to send; one alert goes under its own id, also where it was alone in its digest. Null: it cannot be read."""
    try:
        alerts = tuple(decode(body, Alert) for body in delivery.bodies.values())
    except BadRecordError as error:
        log.error("deliver: %s for %s is no alert record of this version: %s", delivery.id, delivery.endpoint, error)
        return None
    return Message(delivery.id if len(alerts) > 1 else alerts[0].id, alerts)


def _line(delivery: Delivery, shown: str, answer: Answer, then: Next, began: datetime) -> LogLine:
    return LogLine(
        endpoint=delivery.endpoint,
        delivery_id=delivery.id,
        attempt=delivery.attempts + 1,
        at=began,
        outcome=then.outcome,
        status=answer.status,
        failure=answer.failure,
        seconds=round(answer.seconds, 4),
        url=shown,
        alerts=len(delivery.bodies),
        next_at=utc(then.at) if then.at is not None else None,
        note=answer.note,
    )


def _stopping() -> bool:
    """Whether this task was told to stop: asyncio.wait_for of Python 3.11, by which redis-py writes, may hide it."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
