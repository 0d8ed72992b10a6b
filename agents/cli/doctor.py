"""``tocsin doctor``: what this machine has, and what to do about the rest."""

import sys
from collections.abc import Callable, Iterator, Sequence

import click

from agents.embedded.checks import MACHINE, Finding

STYLES = {"good": ("ok", "green"), "note": ("note", "yellow"), "bad": ("MISSING", "bold red")}


def settings() -> Finding:
    """TOCSIN_* and tocsin.toml."""
    from agents.settings import SettingsError, read_settings

    try:
        read = read_settings()
    except SettingsError as error:
        return Finding("settings", "bad", "wrong", str(error))
    receivers = len(read.endpoints)
    return Finding("settings", "good", f"read; {receivers} endpoint{'' if receivers == 1 else 's'} for alerts")


def gazetteer() -> Finding:
    """The compiled place names; a worker compiles them at its start where they are missing."""
    from agents.tag.gazetteer import stamp
    from agents.tag.layout import table_name
    from agents.tag.tables import DATA

    path = DATA / table_name(stamp())
    if path.exists():
        return Finding("gazetteer", "good", f"{path.name}, {path.stat().st_size // 2**20} MB")
    return Finding("gazetteer", "note", "not compiled for this version", "run make setup")


CHECKS: Sequence[Callable[[], Finding]] = (*MACHINE, settings, gazetteer)


def examine(checks: Sequence[Callable[[], Finding]] = CHECKS) -> Iterator[Finding]:
    """Every finding in turn; a check that itself breaks is one, too."""
    for check in checks:
        try:
            yield check()
        except Exception as error:  # the doctor must get to the end
            yield Finding(check.__name__, "bad", f"{type(error).__name__}: {error}", "run make setup")


@click.command(short_help="Check what this machine has, and say what to do about the rest.")
def doctor() -> None:
    """Check what this machine has for running everything on it. Exit status 1 where `tocsin demo` could not run.

    \b
    Example:
        tocsin doctor
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="dim")
    for heading in ("", "what", "found", "what to do"):
        table.add_column(heading, overflow="fold")
    findings = list(examine())
    for finding in findings:
        word, style = STYLES[finding.status]
        table.add_row(Text(word, style), *map(Text, (finding.name, finding.found, finding.do)))
    Console(highlight=False).print(table)
    if any(finding.status == "bad" for finding in findings):
        click.echo("tocsin demo cannot run here yet: see what is MISSING above.", err=True)
        sys.exit(1)
    click.echo("All set: try tocsin demo")
