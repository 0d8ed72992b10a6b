"""``tocsin demo``: everything, once, before a newcomer's eyes."""

from pathlib import Path

import click


@click.command(short_help="Replay reports through everything and watch it ring; ends by itself.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON line per alert, and one last line with the summary.")
@click.option(
    "--every", "every_s", type=click.FloatRange(min=0), help="Seconds between reports (default: 0.5 or less)."
)
@click.option("--keep", is_flag=True, help="Keep Kafka's and Redis's data and the logs in .run/demo-….")
def demo(paths: tuple[Path, ...], as_json: bool, every_s: float | None, keep: bool) -> None:
    """Start Kafka, Redis, the worker and a webhook receiver; replay PATH (default: the shipped seeds) as a live feed;
    print each alert as it rings; end when all is done. Nothing stays behind.

    There is one partition, so that reports are read in the order in which they are sent: by time of publication.

    \b
    Example:
        tocsin demo seeds/ --json | tail -1
    """
    from agents.cli.running import run
    from agents.cli.show import Options, show

    run(show(Options(paths, as_json, every_s, keep)))
