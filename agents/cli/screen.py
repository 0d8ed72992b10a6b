"""What a demo shows: for people, or JSON lines on standard output with the progress on standard error."""

import json
import sys
from types import TracebackType
from typing import Any, Self

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from agents import wording
from agents.cli.render import alert_panel
from schemas.alert import Alert
from schemas.codec import encode

SILENT = ("known", "background")  # decisions that nobody waits for; --json leaves them out


class Screen:
    """Prints as it comes; the progress bar stays below. Without a terminal there is no bar."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(stderr=as_json, highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(
            *columns, console=self._console, transient=True, disable=not self._console.is_terminal
        )
        self._bar = self._progress.add_task("", total=None, visible=False)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it away."""
        self._progress.stop()

    def say(self, line: str) -> None:
        """What is going on."""
        self._console.print(Text(wording.printable(line), style="dim"), soft_wrap=True)

    def trouble(self, line: str) -> None:
        """Something that was put aside."""
        self._console.print(Text(wording.printable(line), style="yellow"), soft_wrap=True)

    def replaying(self, sent: int, total: int | None) -> None:
        """How many reports are in."""
        self._progress.update(self._bar, description="replaying", completed=sent, total=total, visible=True)

    def finishing(self, waiting: str) -> None:
        """All reports are in; what is still under way."""
        self._progress.update(self._bar, description=f"finishing: {waiting}", visible=True)

    def alert(self, alert: Alert, after_s: float | None) -> None:
        """One decision of the ledger. after_s: seconds since the report that caused it was sent."""
        if self._as_json:
            if alert.reason not in SILENT:
                sys.stdout.write(encode(alert).decode() + "\n")
                sys.stdout.flush()
        elif alert.rings:
            self._console.print(alert_panel(alert, colour=self._console.is_terminal))
            if after_s is not None:
                self._console.print(Text(f"  rang {after_s:.2f} s after its report was sent", style="dim"))

    def delivery(self, told: dict[str, Any]) -> None:
        """What the webhook receiver says of one delivery."""
        if told["verified"]:
            what = " ".join(str(told[name]) for name in ("reason", "place") if told.get(name))
            line = Text(f"  ✓ webhook verified: {wording.printable(what)}", style="green")
            line.append(f" · {told['webhook_id']}{', again' if told['repeated'] else ''}", style="dim")
        else:
            line = Text(f"  ✗ webhook refused, {told['error']}: {told['webhook_id']}", style="bold red")
        self._console.print(line, soft_wrap=True)

    def end(self, record: dict[str, Any], tables: RenderableType) -> None:
        """The summary."""
        if self._as_json:
            sys.stdout.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            sys.stdout.flush()
        else:
            self._console.print()
            self._console.print(tables)
