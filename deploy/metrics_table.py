"""The table of all metrics in docs/metrics.md, made from agents/metrics.py; with --check, say whether it is current.

.venv/bin/python deploy/metrics_table.py [--check]
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import ProcessCollector
from prometheus_client.metrics import MetricWrapperBase

from agents import metrics
from agents.bounded import INCIDENT_LABELS, PEOPLE_LABELS

PAGE = Path(__file__).parents[1] / "docs/metrics.md"
PLACE = re.compile(r"(<!-- metrics -->\n).*?(<!-- /metrics -->)", re.S)
INCIDENTS = {
    "tocsin_incident_alerted_timestamp_seconds": INCIDENT_LABELS,
    "tocsin_incident_people": PEOPLE_LABELS,
}


@dataclass(frozen=True)
class Metric:
    """One metric as /metrics tells it: its name (a counter's with _total), type, labels and help."""

    name: str
    type: str
    labels: tuple[str, ...]
    help: str

    @property
    def samples(self) -> dict[str, tuple[str, ...]]:
        """Every name that a query may use, with the labels of its series."""
        if self.type != "histogram":
            return {self.name: self.labels}
        return {f"{self.name}_bucket": (*self.labels, "le"), f"{self.name}_sum": self.labels,
                f"{self.name}_count": self.labels}  # fmt: skip


def known() -> list[Metric]:
    """Every metric of a worker, by name."""
    return sorted((*_own(), *_incidents(), *_process()), key=lambda metric: metric.name)


def table() -> str:
    """The table in Markdown."""
    rows = ["| Metric | Type | Labels | Meaning |", "| --- | --- | --- | --- |"]
    for metric in known():
        labels = ", ".join(f"`{label}`" for label in metric.labels)
        rows.append(f"| `{metric.name}` | {metric.type} | {labels} | {metric.help} |")
    return "\n".join(rows) + "\n"


def _own() -> Iterator[Metric]:
    for collector in vars(metrics).values():
        if isinstance(collector, MetricWrapperBase):
            family = next(iter(collector.describe()))
            suffix = "_total" if family.type == "counter" else ""
            yield Metric(family.name + suffix, family.type, tuple(collector._labelnames), family.documentation)


def _incidents() -> Iterator[Metric]:
    for family in metrics.newest_incidents.describe():
        yield Metric(family.name, family.type, INCIDENTS[family.name], family.documentation)


def _process() -> Iterator[Metric]:
    for family in ProcessCollector(registry=None).collect():
        suffix = "_total" if family.type == "counter" else ""
        yield Metric(family.name + suffix, family.type, (), family.documentation)


def main(check: bool) -> int:
    """Write the table into its page, or compare; the exit status."""
    text = PAGE.read_text("utf-8")
    wanted = PLACE.sub(lambda match: match[1] + table() + match[2], text)
    if check and wanted != text:
        print(f"{PAGE.name} does not list the metrics of agents/metrics.py: run make dashboards", file=sys.stderr)
        return 1
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
