"""How a process listens, and its /metrics, /healthz and /readyz (Faust's own server always says OK)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from aiohttp import web

from agents import metrics
from agents.settings import Settings

STUCK_S = 10.0
"""An event loop that turned less than this ago is alive."""


class AddressTakenError(RuntimeError):
    """The address for /metrics cannot be had; the message names the option."""


@dataclass(slots=True)
class Status:
    """What the worker knows of itself; its watch keeps it current."""

    loading: bool = True
    stopping: bool = False
    partitions: int = 0
    rebalancing: bool = False
    kafka_error: str | None = "not asked yet"
    redis_error: str | None = "not asked yet"
    loop_age_s: float = 0.0
    steps: tuple[str, ...] = ()
    waiting: tuple[str, ...] = field(default=())

    def missing(self) -> list[str]:
        """What keeps the worker from being ready, in words; empty when it is."""
        lacks = {
            "still loading": self.loading,
            "stopping": self.stopping,
            f"Kafka: {self.kafka_error}": self.kafka_error is not None,
            f"Redis: {self.redis_error}": self.redis_error is not None,
            "partitions are being shared out": self.rebalancing,
            "no partitions assigned": not self.partitions,
        }
        return [reason for reason, holds in lacks.items() if holds]


class StatusServer:
    """The server; ``url`` tells its address, with the port that was taken where the settings say 0."""

    def __init__(self, settings: Settings, status: Status) -> None:
        self._settings = settings
        self._status = status
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen; raises AddressTakenError."""
        app = web.Application()
        app.add_routes(status_routes(self._status))
        self._runner, self.url = await listen(
            app, self._settings.metrics_host, self._settings.metrics_port, option="TOCSIN_METRICS_PORT"
        )

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()


async def listen(
    app: web.Application, host: str, port: int, *, option: str, shutdown_s: float = 60.0
) -> tuple[web.AppRunner, str]:
    """Serve the app; the runner to clean up, and the address, with the port that was taken where ``port`` is 0.

    option: the setting that the error names. shutdown_s: how long a request under way may take at the end. Raises
    AddressTakenError.
    """
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=shutdown_s)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        why = error.strerror or error
        raise AddressTakenError(f"{option}: cannot listen on {host}:{port} ({why}); set a free port, or 0") from error
    taken = runner.addresses[0][1]
    return runner, f"http://{f'[{host}]' if ':' in host else host}:{taken}"


def status_routes(status: Status, only: Sequence[str] = ()) -> list[web.RouteDef]:
    """/metrics, /healthz and /readyz of a process. only: the series it tells of, all where empty."""

    async def tell_metrics(_: web.Request) -> web.Response:
        metrics.ready.set(0 if status.missing() else 1)
        return web.Response(body=metrics.exposition(only), headers={"Content-Type": "text/plain; version=0.0.4"})

    async def tell_health(_: web.Request) -> web.Response:
        alive = status.loop_age_s < STUCK_S
        body = {"alive": alive, "loop_age_s": round(status.loop_age_s, 3), "waiting": status.waiting}
        return web.json_response(body, status=200 if alive else 503)

    async def tell_ready(_: web.Request) -> web.Response:
        missing = status.missing()
        body = {
            "ready": not missing,
            "missing": missing,
            "steps": status.steps,
            "partitions": status.partitions,
        }
        return web.json_response(body, status=503 if missing else 200)

    return [web.get("/metrics", tell_metrics), web.get("/healthz", tell_health), web.get("/readyz", tell_ready)]
