"""What the desk is handed by whoever starts it: other steps' words and records, which it must not import."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from schemas.alert import Alert, Incident
from schemas.kept import Case


@dataclass(frozen=True, slots=True)
class Ledger:
    """How the ledger reads its incidents. timelines: of the places of this name, as `tocsin timeline --json` has them;
    grounds: the reasons for a grade, each with ids of the claims it rests on."""

    view: Callable[[Case], Incident]
    timelines: Callable[[Iterable[Case], str], list[dict[str, Any]]]
    grounds: Callable[[Case], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How an endpoint stands. circuit: closed, open, …; counts are deliveries."""

    name: str
    circuit: str
    waiting: int
    dead: int
    muted: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of the delivery log. met: the status, or the failure; to: scheme and host alone."""

    endpoint: str
    delivery_id: str
    number: int
    at: datetime
    outcome: str
    met: str
    seconds: float
    to: str
    alerts: int
    next_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert at one endpoint. state: waiting, delivered, dead, muted."""

    endpoint: str
    alert_id: str
    delivery_id: str
    state: str
    attempts: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Muted:
    """A mute in force: of a place, an actor or an incident, until when, by whom and why."""

    of: str
    value: str
    until: datetime
    by: str
    note: str


class Deliveries(Protocol):
    """The delivery log. Every call may raise what a lost Redis does."""

    async def endpoints(self) -> list[Endpoint]:
        """All of them, by name."""

    async def log(self, endpoint: str | None, most: int) -> list[Attempt]:
        """The latest attempts, newest first; of one endpoint, or of all."""

    async def of_alerts(self, alert_ids: Sequence[str]) -> list[Delivery]:
        """What became of these alerts at each endpoint."""

    async def muted(self, alert: Alert) -> Muted | None:
        """The mute that holds for an alert now."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All of it."""

    ledger: Ledger
    deliveries: Deliveries
