"""``tocsin replay``: files and folders of reports into the stream."""

import sys
from pathlib import Path

import click


@click.command(short_help="Send files or folders of reports into the stream.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--every", "every_s", type=click.FloatRange(min=0), help="Seconds between reports.")
@click.option(
    "--speed", type=click.FloatRange(min=0, min_open=True), help="As they were published, so many times as fast."
)
def replay(paths: tuple[Path, ...], every_s: float | None, speed: float | None) -> None:
    """Send reports, by time of publication, to TOCSIN_KAFKA, else to the `tocsin up` that runs here.

    Folders, .txt and .html files (page text as it is), .jsonl files (id, text or html, title, outlet, published_at,
    url); a manifest.jsonl beside files tells outlet, published_at and url of each. Without --every or --speed they go
    as fast as the stream takes them. Sending a report again changes nothing: it gets the same id.

    Exit status 1 where nothing could be sent.

    \b
    Example (with `tocsin up` in another terminal):
        tocsin replay seeds/ --every 2
    """
    if every_s is not None and speed is not None:
        raise click.UsageError("--every and --speed exclude each other")
    from agents.cli.running import run
    from agents.replay.send import Pace

    done: list[int] = []
    run(_send(paths, Pace(every_s, speed), done))
    if done == [0]:
        sys.exit(1)


async def _send(paths: tuple[Path, ...], pace: object, done: list[int]) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from agents.cli.target import settings_of_target
    from agents.replay.send import Pace, Sent
    from agents.replay.send import replay as send

    assert isinstance(pace, Pace)
    settings = settings_of_target()
    console = Console(stderr=True, highlight=False)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("replaying", total=None)

        def sent(report: Sent) -> None:
            progress.update(bar, completed=report.done, total=report.total)

        summary = await send(
            paths, settings, pace, sent, lambda problem: console.print(str(problem), style="yellow", markup=False)
        )
    done.append(summary.sent)
    refused = f", {summary.refused} left out" if summary.refused else ""
    click.echo(f"{summary.sent} report{'' if summary.sent == 1 else 's'} sent to {settings.kafka}{refused}", err=True)
