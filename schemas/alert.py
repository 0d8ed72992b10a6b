"""alerts: one decision of the ledger that somebody may want to hear of."""

from datetime import date
from typing import Any, Literal

import msgspec

from schemas.actor import Actor
from schemas.base import Instant, Record
from schemas.claim import Claim, Number
from schemas.place import Place

SCHEMA = "tocsin.alert/1"
Reason = Literal[
    "first_report", "corroborated", "toll_raised", "toll_revised", "denied", "confirmed", "reversal",
    "known", "background",
]  # fmt: skip
Grade = Literal["confirmed", "fair", "weak", "contested"]


class Span(Record, frozen=True, kw_only=True):
    """First and last day of the event (UTC), null where unknown."""

    start: date | None = None
    end: date | None = None


class Incident(Record, frozen=True, kw_only=True):
    """What the ledger knows of one incident. effects: range by effect, over the independent reports."""

    id: str
    kind: Literal["location_fall", "casualty"]
    place: Place | None
    time: Span
    taken_by: Actor | None = None
    taken_from: Actor | None = None
    effects: dict[str, Number] = msgspec.field(default_factory=dict)
    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    grade: Grade = "weak"


class Alert(Record, frozen=True, kw_only=True):
    """One alert. id: the same for the same news however often computed or sent; rings: by default."""

    id: str
    schema: str
    reason: Reason
    rings: bool
    rung_by: str
    published_at: Instant
    rung_at: Instant
    incident: Incident
    claims: tuple[Claim, ...]
    changed: dict[str, Any] | None = None
