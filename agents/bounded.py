"""Labels that would have no end, kept within bounds: outlets by name, and the newest incidents."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from schemas.alert import Alert
from schemas.claim import Number

LONGEST_LABEL = 60
OTHER, UNKNOWN = "other", "unknown"
INCIDENT_LABELS = ("incident", "kind", "place", "country", "reason", "grade")
PEOPLE_LABELS = ("incident", "effect", "bound")


class Names:
    """The first ``most`` names that come keep their own label; all others are ``other``."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: set[str] = set()

    def label(self, name: str | None) -> str:
        """The label of this name; ``unknown`` where there is none."""
        short = " ".join((name or "").split())[:LONGEST_LABEL]
        if not short:
            return UNKNOWN
        if short not in self._known and len(self._known) >= self._most:
            return OTHER
        self._known.add(short)
        return short


class Latest:
    """The latest of the times it was told."""

    def __init__(self) -> None:
        self._latest = 0.0

    def newest(self, at: datetime) -> float:
        """Note one; the latest so far, in seconds since 1970."""
        self._latest = max(self._latest, at.timestamp())
        return self._latest


@dataclass(slots=True)
class _Incident:
    labels: tuple[str, ...]
    rung_at: datetime
    effects: dict[str, Number] = field(default_factory=dict)


class NewestIncidents(Collector):
    """The incidents that rang last, at most so many: an older one's series end when a newer one comes.

    So the series of one worker are bounded at any moment: ``most`` times (1 and, by effect and bound, up to 15).
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._newest: dict[str, _Incident] = {}
        self._lock = Lock()

    def note(self, alert: Alert) -> None:
        """What rang; the state of its incident takes the place of an earlier one. What comes again changes nothing."""
        incident = alert.incident
        place = incident.place
        labels = (
            incident.id,
            incident.kind,
            place.name[:LONGEST_LABEL] if place else UNKNOWN,
            (place.country if place else None) or UNKNOWN,
            alert.reason,
            incident.grade,
        )
        with self._lock:
            known = self._newest.get(incident.id)
            if known is not None and known.rung_at > alert.rung_at:
                return
            self._newest[incident.id] = _Incident(labels, alert.rung_at, dict(incident.effects))
            if len(self._newest) > self._most:
                del self._newest[min(self._newest, key=lambda name: (self._newest[name].rung_at, name))]

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """The families without their series, so that registering asks for nothing."""
        yield GaugeMetricFamily(
            "tocsin_incident_alerted_timestamp_seconds",
            f"When an incident last rang here; the newest {self._most} incidents of this worker.",
            labels=INCIDENT_LABELS,
        )
        yield GaugeMetricFamily(
            "tocsin_incident_people",
            "People of the newest incidents, by effect: the lowest, best and highest figure told.",
            labels=PEOPLE_LABELS,
        )

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Both families as they stand."""
        alerted, people = self.describe()
        with self._lock:
            newest = list(self._newest.values())
        for one in newest:
            alerted.add_metric(one.labels, one.rung_at.timestamp())
            for effect, number in sorted(one.effects.items()):
                for bound in ("low", "best", "high"):
                    figure = getattr(number, bound)
                    if figure is not None:
                        people.add_metric((one.labels[0], effect, bound), figure)
        yield alerted
        yield people
