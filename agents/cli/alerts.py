"""``tocsin alerts``: follow what rings."""

import asyncio
import contextlib
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from agents.settings import Settings


class Options(NamedTuple):
    """What was asked for."""

    from_start: bool
    as_json: bool
    everything: bool
    for_s: float | None


@click.command(short_help="Follow the alerts as they ring.")
@click.option("--from-start", is_flag=True, help="Begin with the oldest alert that Kafka has kept, not with the next.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per alert: the alert record.")
@click.option("--all", "everything", is_flag=True, help="Also decisions that don't ring (known, background).")
@click.option("--for", "for_s", type=click.FloatRange(min=0), help="End after this many seconds; otherwise at Ctrl-C.")
def alerts(from_start: bool, as_json: bool, everything: bool, for_s: float | None) -> None:
    """Print alerts as they ring: those of TOCSIN_KAFKA, else of the `tocsin up` that runs here. Ctrl-C ends it.

    \b
    Example:
        tocsin alerts --from-start --json | head -1
    """
    from agents.cli.target import settings_of_target

    settings = settings_of_target()
    if not as_json:
        click.echo(f"alerts of {settings.kafka}; Ctrl-C ends", err=True)
    asyncio.run(_run(settings, Options(from_start, as_json, everything, for_s)))


async def _run(settings: "Settings", options: Options) -> None:
    from rich.console import Console

    from agents.cli.follow import follow_alerts
    from agents.cli.render import alert_panel
    from schemas.codec import encode

    console = Console(highlight=False)

    def unreadable(line: str) -> None:
        click.echo(line, err=True)

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(options.for_s):
            async for alert in follow_alerts(settings, from_start=options.from_start, unreadable=unreadable):
                if not (alert.rings or options.everything):
                    continue
                if options.as_json:
                    sys.stdout.write(encode(alert).decode() + "\n")
                    sys.stdout.flush()
                else:
                    console.print(alert_panel(alert, colour=console.is_terminal))
