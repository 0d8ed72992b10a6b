"""What ``tocsin up`` does: start all, say where it is, show what rings, keep the worker going."""

import asyncio
import contextlib
import json
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from agents.cli import rundir
from agents.cli.follow import follow_alerts
from agents.cli.render import alert_panel
from agents.cli.services import Ports, Services
from agents.embedded import ports
from agents.embedded.errors import EmbeddedError

CHECK_EVERY_S = 0.5
PORTS = "ports.json"


async def serve(wanted: Ports, *, show_alerts: bool) -> None:
    """Run until cancelled. Raises EmbeddedError where something cannot start or a server dies."""
    console = Console(highlight=False)
    with rundir.kept() as folder:
        async with Services(
            folder, lambda line: console.print(line, style="dim"), wanted=remembered(folder, wanted)
        ) as up:
            remember(folder, up)
            rundir.write_endpoints(folder, endpoints(up))
            console.print(directions(up, folder))
            works = [_keep_going(up), _tell_deliveries(up, console)]
            if show_alerts:
                works.append(_show_alerts(up, console))
            await _together(*works)


async def _together(*works: Coroutine[Any, Any, None]) -> None:
    """Do all of these until one fails; that failure is what comes out."""
    try:
        async with asyncio.TaskGroup() as tasks:
            for work in works:
                tasks.create_task(work)
    except ExceptionGroup as group:
        raise next(
            (error for error in group.exceptions if isinstance(error, EmbeddedError)), group.exceptions[0]
        ) from None


def remembered(folder: Path, wanted: Ports) -> Ports:
    """The ports that were asked for, else last time's where they are still free."""
    last: dict[str, int] = {}
    with contextlib.suppress(OSError, ValueError):
        last = json.loads((folder / PORTS).read_text())
    chosen = {
        name: getattr(wanted, name) or (last[name] if name in last and ports.is_free(last[name]) else None)
        for name in ("kafka", "redis", "metrics", "sink")
    }
    return Ports(**chosen)


def remember(folder: Path, up: Services) -> None:
    """Note the ports for the next time."""
    noted = {"kafka": up.kafka.port, "redis": up.redis.port}
    (folder / PORTS).write_text(json.dumps(noted))


def endpoints(up: Services) -> dict[str, object]:
    """What the other commands need to find this one."""
    settings = up.settings
    return {
        "pid": os.getpid(),
        "kafka": settings.kafka,
        "redis_url": settings.redis_url.get_secret_value(),
        "group": settings.group,
        "partitions": settings.partitions,
        "metrics": up.metrics_url,
    }


def directions(up: Services, folder: Path) -> Table:
    """Where everything is, and what to do with it."""
    table = Table(box=None, show_header=False, padding=(0, 2))
    table.add_row("send reports", "tocsin replay seeds/     (in another terminal)")
    table.add_row("Kafka", up.settings.kafka)
    table.add_row("Redis", up.redis.url)
    table.add_row("metrics", up.metrics_url)
    names = [end.name for end in up.settings.endpoints]
    table.add_row("webhooks", f"a receiver of our own, log {up.sink.out}" if up.sink else ", ".join(names))
    table.add_row("state, logs", str(folder))
    table.add_row("end", "Ctrl-C")
    return table


async def _keep_going(up: Services) -> None:
    while True:
        await asyncio.sleep(CHECK_EVERY_S)
        if not await up.revive_worker():
            up.check()


async def _tell_deliveries(up: Services, console: Console) -> None:
    while True:
        await asyncio.sleep(CHECK_EVERY_S)
        for told in up.deliveries():
            if not told["verified"]:
                console.print(f"a webhook came with a wrong signature: {told['webhook_id']}", style="red")


async def _show_alerts(up: Services, console: Console) -> None:
    def unreadable(line: str) -> None:
        console.print(line, style="red", markup=False)

    async for alert in follow_alerts(up.settings, from_start=False, unreadable=unreadable):
        if alert.rings:
            console.print(alert_panel(alert, colour=console.is_terminal))
