"""What a run came to: counts of each step, alerts by reason, incidents. Pure, and its table for people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agents import topics, wording
from schemas.alert import Alert, Incident
from schemas.codec import plain
from schemas.dead_letter import DeadLetter


@dataclass
class Tally:
    """What was seen while it ran."""

    alerts: list[Alert] = field(default_factory=list)
    dead_letters: list[DeadLetter] = field(default_factory=list)
    verified: set[str] = field(default_factory=set)
    refused: int = 0
    unsent: int = 0

    @property
    def rung(self) -> int:
        """Alerts that ring by default."""
        return sum(alert.rings for alert in self.alerts)


def step_counts(ends: Mapping[str, int], tally: Tally) -> dict[str, Any]:
    """Counts by step; a duplicate is what dedupe read and neither sent on nor put aside."""
    dead = Counter(letter.step for letter in tally.dead_letters)
    return {
        "raw": ends[topics.RAW],
        "clean": ends[topics.CLEAN],
        "unique": ends[topics.UNIQUE],
        "duplicates": ends[topics.CLEAN] - ends[topics.UNIQUE] - dead["dedupe"],
        "tagged": ends[topics.TAGGED],
        "claims": ends[topics.CLAIMS],
        "alerts": ends[topics.ALERTS],
        "rung": tally.rung,
        "reasons": dict(sorted(Counter(alert.reason for alert in tally.alerts).items())),
        "dead_letters": ends[topics.DEAD_LETTERS],
        "dead_letters_by_step": dict(sorted(dead.items())),
        "unreadable_files": tally.unsent,
        "webhooks_verified": len(tally.verified),
        "webhooks_refused": tally.refused,
    }


def as_record(ends: Mapping[str, int], tally: Tally, incidents: Sequence[Incident]) -> dict[str, Any]:
    """The last line of --json."""
    return {"summary": {"steps": step_counts(ends, tally), "incidents": plain(list(incidents))}}


def as_tables(ends: Mapping[str, int], tally: Tally, incidents: Sequence[Incident]) -> RenderableType:
    """The same for people."""
    counts = step_counts(ends, tally)
    steps = Table(box=None, show_header=False, padding=(0, 2))
    steps.add_row("reports", f"{counts['raw']} sent, {counts['clean']} cleaned, {counts['unique']} new or revised")
    steps.add_row("", f"{wording.count(counts['duplicates'], 'duplicate')}, {counts['tagged']} tagged")
    steps.add_row("claims", f"{counts['claims']} read, {wording.count(counts['alerts'], 'decision')} of the ledger")
    for name, rings in (("rung", True), ("silent", False)):
        reasons = Counter(alert.reason for alert in tally.alerts if alert.rings == rings)
        steps.add_row(name, f"{reasons.total()}{_in_brackets(reasons)}")
    refused = f", {tally.refused} refused" if tally.refused else ""
    steps.add_row("webhooks", f"{len(tally.verified)} delivered and verified{refused}")
    if counts["dead_letters"] or tally.unsent:
        steps.add_row("put aside", f"{wording.count(counts['dead_letters'], 'dead letter')}, {tally.unsent} unreadable")
    return Group(steps, Text(), incident_table(incidents))


def incident_table(incidents: Sequence[Incident]) -> Table:
    """One line for each incident: what, when, how many articles, outlets and independent origins, and the grade."""
    table = Table(box=None, header_style="dim", padding=(0, 1), expand=False)
    table.add_column("incident", ratio=1)
    table.add_column("when", no_wrap=True)
    for heading in ("articles", "outlets", "origins"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("grade", no_wrap=True)
    for incident in incidents:
        sources = (len(incident.articles), len(incident.outlets), len(incident.origins))
        what = wording.printable(wording.headline(incident))
        table.add_row(Text(what), wording.brief_days(incident.time), *map(str, sources), incident.grade)
    return table


def _in_brackets(reasons: Counter[Any]) -> str:
    named = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    return f" ({named})" if named else ""
