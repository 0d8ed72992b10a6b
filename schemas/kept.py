"""What the ledger keeps: incidents as they stand, and what was decided about each article.

The same records stand in Redis and on two compacted topics, from which an emptied Redis is restored: ``incidents``
(each incident's latest state, for good: the archive) and ``decisions`` (what a claim that comes again is to find).
"""

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
Turn = Reason | Literal["merged", "split"]


class Report(Record, frozen=True, kw_only=True):
    """One claim as it stands in an incident, with the origin it goes back to and the instant it was published."""

    claim: Claim
    role: Role
    origin: str
    published_at: Instant


class Entry(Record, frozen=True, kw_only=True):
    """One turn of an incident's history: a decision, or a merger or its undoing.

    article_id: whose claims were decided about; of a merger the other incident. alert_id: null where nothing was sent.
    by, note: who corrected it by hand, and why.
    """

    reason: Turn
    article_id: str
    published_at: Instant
    decided_at: Instant
    alert_id: str | None = None
    by: str | None = None
    note: str | None = None


class Case(Record, frozen=True, kw_only=True):
    """All that is known of one incident. lo, hi: first and last possible day of the event, as far as reports narrow it.

    articles, outlets, origins: all that ever told of it (deniers are no origins); reports and history are the latest
    and the telling ones, bounded by Policy. announced: a first report of it has gone out. alerts: how many have,
    which makes the next alert's id. last: as the last alert showed it. late: first told when its place had already
    changed hands again. merged_into: the incident that it proved to be, which is then the one to look at; the record
    stays as it was, so that the merger can be undone. apart: incidents that it must not be merged with again.
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
    merged_into: str | None = None
    apart: tuple[str, ...] = ()


class Result(Record, frozen=True, kw_only=True):
    """What was decided about an article's claims: kept so that a claim that comes again gives exactly this again.

    claims: their ids, in order (of a correction: its own id). last: the claim whose coming made the article whole; its
    record carries the alerts. cases: the incidents that changed.
    """

    claims: tuple[str, ...]
    last: str
    alerts: tuple[Alert, ...] = ()
    cases: tuple[str, ...] = ()
    decided_at: Instant | None = None


class KeptIncident(Record, frozen=True, kw_only=True):
    """One incident on the archive topic, keyed theatre/id. version: the theatre's count of decisions, which orders
    the records of one incident; kept_at: when it was last told of (wall clock), from which it lives in Redis."""

    theatre: str
    version: int
    kept_at: Instant
    case: Case


class KeptDecision(Record, frozen=True, kw_only=True):
    """One decision on its topic, keyed theatre/batch. latest: the newest publication that the theatre has seen."""

    theatre: str
    version: int
    batch: str
    result: Result
    latest: Instant | None = None
