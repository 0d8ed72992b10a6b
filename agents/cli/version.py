"""``tocsin version``."""

import importlib.metadata
import platform

import click


@click.command(short_help="Print the versions of Tocsin and of what it runs.")
def version() -> None:
    """Print the versions of Tocsin and of what it runs.

    \b
    Example:
        tocsin version
    """
    click.echo(f"tocsin {importlib.metadata.version('tocsin')}")
    click.echo(f"python {platform.python_version()}")
    for package in ("faust-streaming", "aiokafka", "redis"):
        click.echo(f"{package} {importlib.metadata.version(package)}")
