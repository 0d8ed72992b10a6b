"""Running a command's coroutine so that Ctrl-C, SIGTERM and a closed terminal all let it clean up."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from typing import Any

import click

HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(command: Coroutine[Any, Any, None], *, is_service: bool = False) -> None:
    """Run it to its end. After a signal it is cancelled and cleans up; the exit status is 128 plus the signal's number.

    A service ends no other way than by a signal, so its exit status is then 0.
    """
    caught: list[signal.Signals] = []

    async def supervised() -> None:
        task = asyncio.ensure_future(command)

        def cancel(number: signal.Signals) -> None:
            if not caught:  # a second Ctrl-C must not cut the clean-up short; kill -9 may, and leaves nothing either
                click.echo("\nstopping ...", err=True)
                task.cancel()
            caught.append(number)

        for number in HANDLED:
            asyncio.get_running_loop().add_signal_handler(number, cancel, number)
        try:
            await task
        except asyncio.CancelledError:
            if not caught:
                raise

    asyncio.run(supervised())
    if caught:
        click.echo("stopped; nothing is left running", err=True)
        sys.exit(0 if is_service else 128 + caught[0])
