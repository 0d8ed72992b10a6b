"""One worker process: its steps, wired to Kafka, Redis, the status server and the watchdog; started and stopped."""

import asyncio
import contextlib
import inspect
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import uvloop
from aiokafka import TopicPartition

from agents import metrics, topics
from agents.app import App, ConsumerNotStarted, KafkaSender, attach, make_app, utc_now
from agents.ending import EXIT_STALLED, EXIT_UNEXPECTED, end_process
from agents.faults import patiently
from agents.guard import Context, Guard, Out, Step, run_background
from agents.logs import get_logger, setup_logging
from agents.redis import Redis, connect, health
from agents.settings import Settings
from agents.watchdog import PROBE_TIMEOUT_S, BrokerProbe, LoopWatch, Position, ProgressWatch
from agents.web import Status, StatusServer

Build = Callable[[Context], Step[Any]]
"""What agents/<step>/agent.py gives: its step, for a process's settings, Redis client and clock."""

STOP_GRACE_S = 10.0
STOP_GRACE_WAITING_S = 2.0
"""How long a stopping worker may finish what is in hand, and how long where a step waits for Redis or Kafka; what it
cannot finish is not acknowledged, and left for the next start."""
STOP_LIMIT_S = 14.0
"""After so long a stopping worker ends, whatever hangs."""
PROBE_EVERY_S = 2.0

log = get_logger(__name__)


class UnknownStepError(ValueError):
    """``--only`` names no step of the flow."""


def run_steps(settings: Settings, builders: Mapping[str, Build], only: Sequence[str] = ()) -> None:
    """Run these steps, or the ones named in ``only``, until SIGTERM or SIGINT.

    Raises UnknownStepError, topics.TopicsError or web.AddressTakenError before it begins. What nobody foresaw later
    ends the process with a status other than 0 (agents/ending.py).
    """
    unknown = [name for name in only if name not in builders]
    if unknown:
        raise UnknownStepError(f"no step is named {', '.join(unknown)}; the steps are {', '.join(builders)}")
    chosen = {name: build for name, build in builders.items() if not only or name in only}
    setup_logging(settings)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Worker(settings, chosen).run())


class Worker:
    """One worker process's parts, started and stopped in order."""

    def __init__(self, settings: Settings, builders: Mapping[str, Build]) -> None:
        self._settings = settings
        self._builders = builders
        self._status = Status()
        self._server = StatusServer(settings, self._status)
        self._loop_watch = LoopWatch(settings.loop_stall_s)
        self._guards: dict[str, Guard[Any]] = {}
        self._steps: list[Step[Any]] = []

    async def run(self) -> None:
        """Start everything, work until told to stop, stop everything."""
        stop = asyncio.create_task(_stop_signal())
        redis = connect(self._settings)
        app = make_app(self._settings)
        tasks: list[asyncio.Task[None]] = [asyncio.create_task(self._beat(), name="beat")]
        start = asyncio.create_task(self._start(app, redis, tasks))
        try:
            await asyncio.wait({start, stop}, return_when=asyncio.FIRST_COMPLETED)
            if start.done():
                start.result()
                log.info("working: %s", ", ".join(self._guards))
                await stop
        finally:
            await _cancel([start, stop])
            await self._stop(app, redis, tasks)

    async def _start(self, app: App, redis: Redis, tasks: list[asyncio.Task[None]]) -> None:
        await self._server.start()
        log.info("status at %s/readyz", self._server.url)
        self._loop_watch.start()
        await topics.create_topics(self._settings)
        await self._load(app, redis)
        self._status.loading = False
        tasks += self._start_watches(app, redis)
        await app.start()  # returns when the group has given this worker its share
        tasks += self._start_background()

    async def _load(self, app: App, redis: Redis) -> None:
        """Build the steps, run what they need before their first record, and give each its agent."""
        send = KafkaSender(app)

        async def send_patiently(outs: Sequence[Out], received_at: datetime | None = None) -> None:
            await patiently(lambda: send(outs, received_at), lambda error, _: log.warning("sending waits: %s", error))

        context = Context(settings=self._settings, redis=redis, now=utc_now, send=send_patiently)
        self._steps = [build(context) for build in self._builders.values()]
        for name, step in zip(self._builders, self._steps, strict=True):
            if step.name != name or step.source != topics.SOURCES.get(name, step.source):
                raise AssertionError(f"the step {step.name} on {step.source} stands where {name} belongs")
            await _start_up(step)
            self._guards[name] = Guard(step, send, now=utc_now)
            attach(app, step, self._guards[name])
        metrics.initialise(
            ((step.name, step.source) for step in self._steps), (end.name for end in self._settings.endpoints)
        )
        self._status.steps = tuple(self._guards)

    def _start_watches(self, app: App, redis: Redis) -> list[asyncio.Task[None]]:
        return [
            asyncio.create_task(self._watch_broker(app), name="watch-kafka"),
            asyncio.create_task(self._watch_redis(redis), name="watch-redis"),
            asyncio.create_task(self._watch_app(app), name="watch-app"),
        ]

    def _start_background(self) -> list[asyncio.Task[None]]:
        return [
            asyncio.create_task(run_background(step.name, task), name=f"{step.name}-background")
            for step in self._steps
            for task in step.background
        ]

    async def _beat(self) -> None:
        while True:
            self._status.loop_age_s = self._loop_watch.age_s
            self._loop_watch.beat()
            metrics.heartbeat.set(time.time())
            await asyncio.sleep(0.5)

    async def _watch_app(self, app: App) -> None:
        while not app.should_stop:
            self._status.rebalancing = app.rebalancing
            self._status.partitions = len(_assigned(app))
            self._status.waiting = tuple(name for name, guard in self._guards.items() if guard.waiting)
            await asyncio.sleep(0.25)
        end_process(f"the Kafka client gave up: {app.crash_reason!r}", EXIT_UNEXPECTED)

    async def _watch_redis(self, redis: Redis) -> None:
        while True:
            try:
                async with asyncio.timeout(PROBE_TIMEOUT_S):
                    await redis.ping()
                    how = await health(redis)
            except Exception as error:  # whatever it is, Redis does not answer
                self._status.redis_error = f"does not answer ({type(error).__name__})"
            else:
                self._status.redis_error = None
                if how is not None:
                    metrics.set_redis(how.memory_bytes, how.limit_bytes, how.keys, writes_kept=how.writes_kept)
            metrics.redis_up.set(self._status.redis_error is None)
            disk = shutil.disk_usage(Path.cwd())
            metrics.set_disk(disk.total, disk.free)
            await asyncio.sleep(PROBE_EVERY_S)

    async def _watch_broker(self, app: App) -> None:
        probe, progress = BrokerProbe(self._settings), ProgressWatch(self._settings.stall_s)
        try:
            while True:
                try:
                    positions = await probe.positions(_assigned(app))
                except Exception as error:  # whatever it is, the broker does not answer
                    self._status.kafka_error = f"does not answer ({type(error).__name__})"
                    progress = ProgressWatch(self._settings.stall_s)
                else:
                    self._status.kafka_error = None
                    excused = [step.source for step in self._steps if self._guards[step.name].waiting]
                    reason = progress.observe(time.monotonic(), positions, excused)
                    self._note_lag(positions, progress.stalled_s(time.monotonic()))
                    if reason:
                        end_process(reason, EXIT_STALLED)
                metrics.kafka_up.set(self._status.kafka_error is None)
                await asyncio.sleep(PROBE_EVERY_S)
        finally:
            await probe.close()

    def _note_lag(self, positions: Mapping[TopicPartition, Position], stalled_s: Mapping[str, float]) -> None:
        for step in self._steps:
            lags = [position.lag for partition, position in positions.items() if partition.topic == step.source]
            metrics.set_share(step.source, len(lags), sum(lags), stalled_s.get(step.source, 0.0))

    async def _stop(self, app: App, redis: Redis, tasks: list[asyncio.Task[None]]) -> None:
        self._status.stopping = True
        code = EXIT_UNEXPECTED if sys.exc_info()[0] else 0
        reason = f"it could not be stopped in {STOP_LIMIT_S:.0f} s; what was not finished is left for the next start"
        asyncio.get_running_loop().call_later(STOP_LIMIT_S, end_process, reason, code)
        beat = [task for task in tasks if task.get_name() == "beat"]
        await _cancel([task for task in tasks if task not in beat])
        if app.started:
            # Faust swallows a cancellation while it waits for a step, so a time-out around stop() would not end it.
            stopping = asyncio.create_task(app.stop())
            grace = STOP_GRACE_WAITING_S if any(guard.waiting for guard in self._guards.values()) else STOP_GRACE_S
            await asyncio.wait({stopping}, timeout=grace)
            if not stopping.done():
                end_process(f"what was not finished in {grace:.0f} s is left for the next start", 0)
            await stopping
        await redis.aclose()
        await self._server.stop()
        await _cancel(beat)
        self._loop_watch.stop()
        log.info("stopped")


def _assigned(app: App) -> list[TopicPartition]:
    """This worker's share of the partitions; none before its consumer has started."""
    try:
        return [TopicPartition(tp.topic, tp.partition) for tp in app.consumer.assignment()]
    except ConsumerNotStarted:
        return []


async def _start_up(step: Step[Any]) -> None:
    for call in step.startup:
        await (call() if inspect.iscoroutinefunction(call) else _in_thread(call))


async def _in_thread(call: Callable[[], object]) -> None:
    """Run it in a daemon thread: a worker that is told to stop while it loads must not wait for the rest."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def settle(error: BaseException | None) -> None:
        if not done.done():
            done.set_exception(error) if error else done.set_result(None)

    def work() -> None:
        error: BaseException | None = None
        try:
            call()
        except BaseException as raised:  # it belongs to whoever waits
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, error)

    threading.Thread(target=work, name="startup", daemon=True).start()
    await done


async def _cancel(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel them and wait until they have ended.

    Again and again: before Python 3.12 asyncio.wait_for, by which redis-py writes, may swallow a cancellation.
    """
    waiting = set(tasks)
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=0.5)
    await asyncio.gather(*tasks, return_exceptions=True)


async def _stop_signal() -> None:
    """Return when SIGTERM or SIGINT comes."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()
