"""``tocsin health``: whether a running process is ready, for a container's health check."""

import json
import sys
import urllib.error
import urllib.request

import click

READY = "http://127.0.0.1:9108/readyz"
TIMEOUT_S = 4.0


@click.command(short_help="Ask a running worker whether it is ready.")
@click.argument("url", default=READY, metavar="[URL]")
def health(url: str) -> None:
    """Ask URL (a worker's /readyz; without one, port 9108 of this machine), and say what is missing.

    Exit status 0: ready. 1: not ready, or nobody answers. It reads no settings, so that a check every few seconds
    costs next to nothing.

    \b
    Example:
        tocsin health http://127.0.0.1:9108/readyz
    """
    if not url.startswith(("http://", "https://")):
        raise click.UsageError("URL must begin with http:// or https://")
    ready, told = ask(url)
    click.echo(told)
    sys.exit(0 if ready else 1)


def ask(url: str) -> tuple[bool, str]:
    """Whether this address answers 200, and one line for a person."""
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:  # noqa: S310 - http or https, checked above
            return answer.status == 200, "ready"
    except urllib.error.HTTPError as error:
        with error:
            return False, _missing(error.read()) or f"answers {error.code}"
    except (urllib.error.URLError, OSError) as error:
        return False, f"no answer from {url} ({getattr(error, 'reason', error)})"


def _missing(body: bytes) -> str:
    try:
        found = json.loads(body)
        return "not ready: " + ", ".join(found["missing"])
    except (ValueError, KeyError, TypeError):
        return ""
