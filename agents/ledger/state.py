"""What the ledger keeps and decides: plain frozen records, which travel as JSON between the store and the decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from schemas.actor import Actor
from schemas.alert import Alert, Incident, Reason
from schemas.base import Instant, Record
from schemas.claim import Claim
from schemas.place import Place

Kind = Literal["location_fall", "casualty"]
Role = Literal["report", "part", "denial"]
"""report: tells of the incident; part: a part of a total told beside it; denial: says that it did not happen."""


class Report(Record, frozen=True, kw_only=True):
    """One claim as it stands in an incident, with the origin it goes back to and the instant it was published."""

    claim: Claim
    role: Role
    origin: str
    published_at: Instant


class Entry(Record, frozen=True, kw_only=True):
    """One decision about an incident, for its history; alert_id is null where nothing was sent."""

    reason: Reason
    article_id: str
    published_at: Instant
    decided_at: Instant
    alert_id: str | None = None


class Case(Record, frozen=True, kw_only=True):
    """All that is known of one incident. lo, hi: first and last possible day of the event, as far as reports narrow it.

    articles, outlets, origins: all that ever told of it (deniers are no origins); reports and history are the latest
    and the telling ones, bounded by Policy. announced: a first report of it has gone out. alerts: how many have,
    which makes the next alert's id. last: as the last alert showed it. late: first told when its place had already
    changed hands again.
    """

    id: str
    theatre: str
    kind: Kind
    lo: date
    hi: date
    first_published_at: Instant
    last_published_at: Instant
    reports: tuple[Report, ...]
    place: Place | None = None
    taken_by: Actor | None = None
    taken_from: Actor | None = None
    perpetrator: Actor | None = None
    weapon: str | None = None
    cumulative: bool = False
    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    announced: bool = False
    late: bool = False
    alerts: int = 0
    last: Incident | None = None
    history: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """What can be chosen. Days are of event time.

    same_holder_days: how long after a fall a report of the same place and holder is the same news. raise_share and
    raise_people: a toll rings that is up by this share or by this many. told_days: how far apart the times may be at
    which one speaker's figure is dated. late_days: a report published this long before the newest one of its incident
    never rings. reports, history, alert_claims: how many are kept, and shown in an alert.
    """

    same_holder_days: int = 14
    raise_share: float = 0.25
    raise_people: int = 10
    told_days: int = 14
    late_days: int = 2
    reports: int = 60
    history: int = 100
    alert_claims: int = 20
    rings: frozenset[Reason] = frozenset({"first_report", "toll_raised", "denied", "confirmed", "reversal"})


DEFAULT_POLICY = Policy()


@dataclass(frozen=True, slots=True)
class State:
    """What a decision may look at: the incidents that an article's claims can be about, by id."""

    theatre: str
    cases: Mapping[str, Case] = field(default_factory=dict)


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


class Result(Record, frozen=True, kw_only=True):
    """What was decided about an article's claims: kept so that a claim that comes again gives exactly this again.

    claims: their ids, in order. last: the claim whose coming made the article whole; its record carries the alerts.
    """

    claims: tuple[str, ...]
    last: str
    alerts: tuple[Alert, ...] = ()
