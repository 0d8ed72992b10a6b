"""``tocsin``: the list of its sub-commands, each loaded only when it is called, and errors as one line."""

import importlib
import logging
from typing import Any, NamedTuple

import click

from agents.cli.errors import one_line

EPILOG = "Begin with `tocsin doctor`, then `tocsin demo`. Every command has --help with an example that works."


class Entry(NamedTuple):
    """Where a sub-command lives, and its line in the list (so that the list needs no import)."""

    module: str
    name: str
    short_help: str


COMMANDS = {
    "demo": Entry("agents.cli.demo", "demo", "Replay reports through everything and watch it ring; ends by itself."),
    "up": Entry("agents.cli.up", "up", "Run everything on this machine until Ctrl-C; state is kept."),
    "worker": Entry("agents.cli.worker", "worker", "Run the steps, or some of them, against a given Kafka and Redis."),
    "replay": Entry("agents.cli.replay", "replay", "Send files or folders of reports into the stream."),
    "alerts": Entry("agents.cli.alerts", "alerts", "Follow the alerts as they ring."),
    "deliveries": Entry("agents.cli.deliveries", "deliveries", "List, show and send again what goes to the endpoints."),
    "mutes": Entry("agents.cli.mutes", "mutes", "Mute a place, an actor or an incident for a time."),
    "incidents": Entry(
        "agents.cli.incidents", "incidents", "List incidents, take one apart, merge two, undo a merger."
    ),
    "timeline": Entry("agents.cli.timeline", "timeline", "Who held a place, from when, by whose word."),
    "rebuild": Entry("agents.cli.rebuild", "rebuild", "Restore an emptied Redis from Kafka's topics."),
    "desk": Entry("agents.cli.desk", "desk", "Serve the page and the API, and take in reports that are posted."),
    "topics": Entry("agents.cli.topics", "topics", "Create or list the Kafka topics."),
    "sink": Entry("agents.cli.sink", "sink", "Receive webhooks, check their signatures, print them."),
    "health": Entry("agents.cli.health", "health", "Ask a running worker whether it is ready."),
    "doctor": Entry("agents.cli.doctor", "doctor", "Check what this machine has, and say what to do about the rest."),
    "explain": Entry("agents.cli.explain", "explain", "Show step by step what is read in a report, and why."),
    "clean": Entry("agents.cli.offline", "clean", "Offline: cut the furniture from reports on standard input."),
    "dedupe": Entry("agents.cli.offline", "dedupe", "Offline: find copies and revisions among reports."),
    "tag": Entry("agents.cli.offline", "tag_command", "Offline: find places and actors in reports."),
    "claims": Entry("agents.cli.offline", "claims", "Offline: read the claims in reports."),
    "version": Entry("agents.cli.version", "version", "Print the versions of Tocsin and of what it runs."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; known errors become one line and exit status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is no such one."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(importlib.import_module(entry.module), entry.name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for --help, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.short_help) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that is known to happen loses its traceback, any other keeps it."""
        # Libraries tell their troubles by exceptions, too, and a worker sets up its own log.
        logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
        try:
            return super().invoke(ctx)
        except Exception as error:
            line = one_line(error)
            if line is None:
                raise
            raise click.ClickException(line) from error


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Reads news as it comes in, and rings when a place is said to have fallen or people to have come to harm."""


if __name__ == "__main__":
    cli()
