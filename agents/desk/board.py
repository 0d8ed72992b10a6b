"""The newest alerts and incidents, in memory: what the page and the API read. Pure but for its own state."""

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from agents.desk.filters import Filter, concerns, folded_text, wants
from schemas.alert import Alert, Incident
from schemas.kept import Case, KeptIncident

MOST_ALERTS, MOST_INCIDENTS = 2_000, 5_000
"""With six claims to each, tests/bench/bench_desk.py measured 105 MB for both and 0.4 s to read them."""


@dataclass(frozen=True, slots=True)
class Posted:
    """One alert on the board. number: its place in the order in which alerts came, from 1; folded: for searching."""

    alert: Alert
    number: int
    folded: str

    @property
    def key(self) -> tuple[datetime, str]:
        """The order in which alerts are shown."""
        return self.alert.rung_at, self.alert.id


@dataclass(frozen=True, slots=True)
class Known:
    """One incident on the board: what the archive keeps, as the wire shows it, for searching."""

    kept: KeptIncident
    incident: Incident
    folded: str

    @property
    def case(self) -> Case:
        """All that is known of it."""
        return self.kept.case


@dataclass
class Board:
    """view: how an incident of the archive looks on the wire. The oldest alert, and the incident that was told of
    longest ago, go when there are more than so many."""

    view: Callable[[Case], Incident]
    most_alerts: int = MOST_ALERTS
    most_incidents: int = MOST_INCIDENTS
    _alerts: list[Posted] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _incidents: OrderedDict[str, Known] = field(default_factory=OrderedDict)
    _number: int = 0

    @property
    def last_number(self) -> int:
        """How many alerts have come."""
        return self._number

    def add_alert(self, alert: Alert) -> Posted | None:
        """Put it up; null where it hangs there already (the same decision may be sent twice) or is older than all."""
        if alert.id in self._ids:
            return None
        if len(self._alerts) >= self.most_alerts and (alert.rung_at, alert.id) < self._alerts[0].key:
            return None
        self._number += 1
        posted = Posted(alert, self._number, folded_text(alert.incident, alert.claims))
        insort(self._alerts, posted, key=lambda one: one.key)
        self._ids.add(alert.id)
        while len(self._alerts) > self.most_alerts:
            self._ids.discard(self._alerts.pop(0).alert.id)
        return posted

    def add_incident(self, kept: KeptIncident) -> None:
        """Put up how an incident stands now; an older record of it changes nothing."""
        case = kept.case
        before = self._incidents.get(case.id)
        if before is not None and before.kept.version > kept.version:
            return
        incident = self.view(case)
        folded = folded_text(incident, tuple(report.claim for report in case.reports))
        self._incidents[case.id] = Known(kept, incident, folded)
        self._incidents.move_to_end(case.id)
        while len(self._incidents) > self.most_incidents:
            self._incidents.popitem(last=False)

    def drop_incident(self, incident_id: str) -> None:
        """The archive says that there is no such incident any more."""
        self._incidents.pop(incident_id, None)

    def alerts(self, wanted: Filter) -> Iterator[Posted]:
        """Those that a reader asked for, newest first."""
        return (posted for posted in reversed(self._alerts) if wants(wanted, posted.alert, posted.folded))

    def after(self, number: int, wanted: Filter) -> list[Posted]:
        """Those that came after the number-th, in the order in which they came."""
        found = [one for one in self._alerts if one.number > number and wants(wanted, one.alert, one.folded)]
        return sorted(found, key=lambda one: one.number)

    def since(self, at: datetime | None, most: int, wanted: Filter) -> list[Posted]:
        """Those that rang at this time or later, oldest first; where they are more than so many, the first, and with
        the last of them all that rang at the same instant. Without a time the newest so many."""
        if at is None:
            newest = [posted for _, posted in zip(range(most), self.alerts(wanted), strict=False)]
            return newest[::-1]
        found: list[Posted] = []
        for posted in self._alerts[bisect_left(self._alerts, (at, ""), key=lambda one: one.key) :]:
            if len(found) >= most and posted.alert.rung_at > found[-1].alert.rung_at:
                break
            if wants(wanted, posted.alert, posted.folded):
                found.append(posted)
        return found

    def of_incident(self, incident_id: str) -> list[Alert]:
        """Its alerts, newest first."""
        return [posted.alert for posted in reversed(self._alerts) if posted.alert.incident.id == incident_id]

    def incident(self, incident_id: str) -> Known | None:
        """What the archive keeps of it, or null."""
        return self._incidents.get(incident_id)

    def incidents(self, wanted: Filter) -> Iterator[Known]:
        """Those that a reader asked for and that are not part of another, the one told of last first."""
        return (
            known
            for known in reversed(self._incidents.values())
            if known.case.merged_into is None and concerns(wanted, known.incident, known.folded)
        )

    def cases(self) -> Iterator[Case]:
        """All incidents, those that went into others too."""
        return (known.case for known in self._incidents.values())

    def countries(self) -> list[str]:
        """Codes of the countries that the alerts are about."""
        return sorted({p.alert.incident.place.country or "" for p in self._alerts if p.alert.incident.place} - {""})
