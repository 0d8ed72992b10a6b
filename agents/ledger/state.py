"""What the ledger decides on and with. What it keeps, in Redis and on the archive topics, is schemas/kept.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from schemas.alert import Alert, Reason
from schemas.kept import Case, Entry, Kind, Report, Result, Role, Turn

__all__ = [
    "DEFAULT_POLICY", "Case", "Decided", "Decision", "Entry", "Kind", "Policy", "Report", "Result", "Role", "State",
    "Turn",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """What can be chosen. Days are of event time.

    same_holder_days: how long after a fall a report of the same place and holder is the same news. raise_share and
    raise_people: a toll rings that is up by this share or by this many. told_days: how far apart the times may be at
    which one speaker's figure is dated. late_days, stale_days: a report published so long before the newest one of its
    incident, or of its theatre, fills the history and never rings. reports, history, alert_claims: how many are kept,
    and shown in an alert. rings: what rings where an endpoint says nothing else.
    """

    same_holder_days: int = 14
    raise_share: float = 0.25
    raise_people: int = 10
    told_days: int = 14
    late_days: int = 2
    stale_days: int = 3
    reports: int = 60
    history: int = 100
    alert_claims: int = 20
    rings: frozenset[Reason] = frozenset({"first_report", "toll_raised", "denied", "confirmed", "reversal"})


DEFAULT_POLICY = Policy()


@dataclass(frozen=True, slots=True)
class State:
    """What a decision may look at: the incidents that an article's claims can be about, by id.

    latest: when the newest report of the theatre was published, null before the first.
    """

    theatre: str
    cases: Mapping[str, Case] = field(default_factory=dict)
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one incident, for metrics and the log."""

    case_id: str
    kind: Kind
    reason: Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """The incidents that changed, as they are now; the alerts, in order; and every decision, known ones included."""

    cases: tuple[Case, ...] = ()
    alerts: tuple[Alert, ...] = ()
    decided: tuple[Decided, ...] = ()
