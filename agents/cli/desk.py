"""``tocsin desk``: the page, the API and the ingest route, wired to the words and records of the steps."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from agents.deliver.store import RedisStore
    from agents.desk import sources
    from agents.desk.server import DeskServer
    from agents.redis import Redis
    from agents.settings import Settings
    from schemas.alert import Alert
    from schemas.kept import Case

MOST_HOLDINGS = 200
"""Of one name: each is compared with all others, and the desk must not stand still for it."""


@click.command(short_help="Serve the page and the API, and take in reports that are posted.")
def desk() -> None:
    """Serve the page, the API and, where a token is set, POST /api/articles, until SIGTERM or Ctrl-C.

    Kafka and Redis are those of TOCSIN_* and tocsin.toml, else of the `tocsin up` that runs here.

    \b
    Example:
        TOCSIN_DESK_PORT=8080 tocsin desk
    """
    import uvloop

    from agents.cli.target import settings_of_target
    from agents.logs import setup_logging

    settings = settings_of_target()
    setup_logging(settings)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings))


async def _serve(settings: "Settings") -> None:
    from agents.desk.server import run
    from agents.redis import connect

    redis = connect(settings)
    try:
        await run(settings, make_server(settings, redis))
    finally:
        await redis.aclose()


def make_server(settings: "Settings", redis: "Redis") -> "DeskServer":
    """The desk of these settings, not started. Call it inside the running event loop."""
    from agents.deliver.store import RedisStore
    from agents.desk.server import DeskServer
    from agents.desk.sources import Sources
    from agents.ingest.routes import Ingest
    from agents.ingest.send import RawSender

    store = RedisStore(redis, expiry_days=settings.state_expiry_days)
    names = [endpoint.name for endpoint in settings.endpoints]
    ingest = Ingest(settings, RawSender(settings), _now)
    return DeskServer(settings, Sources(ledger(), DeliveryLog(store, names)), redis, [ingest.mount])


def ledger() -> "sources.Ledger":
    """How the ledger reads its own records."""
    from agents.desk.sources import Ledger
    from agents.ledger.account import account
    from agents.ledger.incidents import view
    from agents.ledger.text import alike
    from agents.ledger.timeline import timelines
    from schemas.codec import plain

    def told(cases: "Iterable[Case]", place: str) -> list[dict[str, Any]]:
        there = [
            case
            for case in cases
            if case.kind == "location_fall"
            and case.place is not None
            and (alike(case.place.name, place) or alike(case.place.text, place))
        ]
        newest = sorted(there, key=lambda case: (case.last_published_at, case.id))[-MOST_HOLDINGS:]
        return [plain(timeline) for timeline in timelines(newest, place)]

    def grounds(case: "Case") -> list[dict[str, Any]]:
        return [plain(ground) for ground in account(case).grounds]

    return Ledger(view=view, timelines=told, grounds=grounds)


class DeliveryLog:
    """The deliver step's own store, as the desk wants to hear of it. configured: names of the settings' endpoints."""

    def __init__(self, store: "RedisStore", configured: Sequence[str]) -> None:
        self._store = store
        self._configured = configured

    async def endpoints(self) -> "list[sources.Endpoint]":
        """As sources.py says."""
        from agents.deliver.circuit import state
        from agents.desk.sources import Endpoint

        found, now = [], _now().timestamp()
        for name in await self._names():
            queue = await self._store.queue(name)
            circuit = state(failures=queue.failures, paused=queue.pause_until > now, disabled=queue.disabled)
            found.append(Endpoint(name, circuit, queue.waiting, queue.dead, queue.muted))
        return found

    async def log(self, endpoint: str | None, most: int) -> "list[sources.Attempt]":
        """As sources.py says."""
        from agents.desk.sources import Attempt

        lines = [
            line
            for name in ([endpoint] if endpoint is not None else await self._names())
            for line in await self._store.log(name, most)
        ]
        newest = sorted(lines, key=lambda line: (line.at, line.endpoint, line.delivery_id), reverse=True)[:most]
        return [
            Attempt(
                line.endpoint, line.delivery_id, line.attempt, line.at, line.outcome,
                str(line.status if line.status is not None else line.failure), line.seconds, line.url, line.alerts,
                line.next_at, line.note,
            )
            for line in newest
        ]  # fmt: skip

    async def of_alerts(self, alert_ids: Sequence[str]) -> "list[sources.Delivery]":
        """As sources.py says."""
        from agents.desk.sources import Delivery

        names = await self._names()
        return [
            Delivery(name, alert, told.id, told.state, told.attempts, told.next_at)
            for alert in alert_ids
            for name in names
            if (told := await self._store.told(name, alert)) is not None
        ]

    async def muted(self, alert: "Alert") -> "sources.Muted | None":
        """As sources.py says."""
        from agents.deliver.mutes import muted_by
        from agents.desk.sources import Muted

        mute = muted_by(await self._store.mutes(), alert, _now())
        return Muted(mute.of, mute.value, mute.until, mute.by, mute.note) if mute is not None else None

    async def _names(self) -> list[str]:
        return sorted({*await self._store.names(), *self._configured})


def _now() -> datetime:
    return datetime.now(UTC)
