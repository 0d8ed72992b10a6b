"""The process of the desk: one server, what follows Kafka, and what watches both."""

import asyncio
import ipaddress
import signal
import time
import uuid
from collections.abc import Callable, Sequence

from aiohttp import web

from agents import metrics
from agents.desk.api import Api
from agents.desk.board import Board
from agents.desk.follow import Follower
from agents.desk.hardening import answering, harden
from agents.desk.hub import Hub
from agents.desk.live import Live
from agents.desk.pages import Desk, Pages
from agents.desk.rendering import Renderer
from agents.desk.sources import Sources
from agents.logs import get_logger
from agents.redis import Redis
from agents.settings import Settings
from agents.topics import create_topics
from agents.watchdog import LoopWatch
from agents.web import Status, listen, status_routes

Mount = Callable[[web.Application], None]
"""Adds routes of another folder to the server."""

PROBE_EVERY_S = 4.0
BEAT_S = 1.0
PROBE_TIMEOUT_S = 5.0
STOP_S = 5.0

log = get_logger(__name__)


class DeskServer:
    """The desk as one object: ``start``, ``url``, ``stop``. mounts: what else its server offers."""

    def __init__(self, settings: Settings, sources: Sources, redis: Redis, mounts: Sequence[Mount] = ()) -> None:
        self._settings = settings
        self._redis = redis
        self.status = Status(steps=("desk",))
        self.board = Board(sources.ledger.view)
        self.hub = Hub()
        self._desk = Desk(self.board, sources, Renderer(), self.status, uuid.uuid4().hex[:12])
        self._mounts = mounts
        self._runner: web.AppRunner | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._loop_watch = LoopWatch(settings.loop_stall_s)
        self.url = ""

    def app(self) -> web.Application:
        """The server's routes; nothing but what ``mounts`` add can be written to."""
        pages = Pages(self._desk)
        app = web.Application(middlewares=[answering(pages.error)])
        app.on_response_prepare.append(harden)
        app.add_routes(pages.routes())
        app.add_routes(Api(self._desk).routes())
        app.add_routes(Live(self._desk, self.hub).routes())
        app.add_routes(status_routes(self.status, metrics.DESK_SERIES))
        for mount in self._mounts:
            mount(app)
        metrics.initialise_desk(sorted({resource.canonical for resource in app.router.resources()}))
        return app

    async def start(self) -> None:
        """Listen, then read what there is. Raises AddressTakenError."""
        host, port = self._settings.desk_host, self._settings.desk_port
        self._runner, self.url = await listen(self.app(), host, port, option="TOCSIN_DESK_PORT", shutdown_s=STOP_S)
        self._loop_watch.start()
        for work in (self._follow(), self._watch_redis(), self._beat()):
            self._tasks.append(asyncio.create_task(work))

    async def failed(self) -> None:
        """Wait until one of its parts fails, and raise what it failed by."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Let every page go, answer what is under way, stop."""
        self.status.stopping = True
        self.hub.close()
        if self._runner is not None:
            await self._runner.cleanup()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._loop_watch.stop()

    async def _follow(self) -> None:
        await create_topics(self._settings)
        await Follower(self._settings, self.board, self.status, self.hub.tell).run()

    async def _watch_redis(self) -> None:
        while True:
            try:
                async with asyncio.timeout(PROBE_TIMEOUT_S):
                    await self._redis.ping()
            except Exception as error:  # whatever it is, Redis does not answer
                self.status.redis_error = f"does not answer ({type(error).__name__})"
            else:
                self.status.redis_error = None
            metrics.redis_up.set(self.status.redis_error is None)
            await asyncio.sleep(PROBE_EVERY_S)

    async def _beat(self) -> None:
        while True:
            self.status.loop_age_s = self._loop_watch.age_s
            self._loop_watch.beat()
            metrics.heartbeat.set(time.time())
            await asyncio.sleep(BEAT_S)


async def run(settings: Settings, server: DeskServer) -> None:
    """Run it until SIGTERM or SIGINT. Raises AddressTakenError or topics.TopicsError."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    told = asyncio.create_task(stop.wait())
    try:
        await server.start()
        log.info("the desk is at %s/", server.url)
        if not loopback(settings.desk_host):
            log.warning("whoever reaches %s may read all of it: the desk asks nobody who they are", settings.desk_host)
        failed = asyncio.create_task(server.failed())
        await asyncio.wait({told, failed}, return_when=asyncio.FIRST_COMPLETED)
        if failed.done():
            failed.result()
        failed.cancel()
    finally:
        told.cancel()
        await server.stop()


def loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
