"""What a delivery is, what an attempt can come to, and the log line of it."""

from dataclasses import dataclass
from typing import Literal

from schemas.alert import Alert
from schemas.base import Instant, Record

Outcome = Literal[
    "delivered", "retry", "throttled", "refused", "disabled", "given_up", "blocked_address", "expired"
]  # fmt: skip
"""delivered: 2xx. throttled: 429, 502, 503, 504. refused: another 4xx, or a redirect. disabled: 410. blocked_address: a
private one that is not allowed. retry: everything else that failed. given_up: failed at the last attempt. expired: a
day over while the endpoint was left alone."""

Failure = Literal["timeout", "connection", "broken", "blocked_address"]
"""No answer in time; none at all; one that is no whole answer; not asked, since the address is private."""

State = Literal["waiting", "delivered", "dead", "muted"]
Placed = Literal["sent", "digest", "quiet", "muted", "disabled", "known"]
"""What became of an alert at an endpoint: due by itself, part of a digest, held until the quiet hours end, kept as
muted, dead since the endpoint wants no more; known: it had come before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one attempt met: a status (HTTP, or SMTP's reply code), or a failure. seconds: how long it took.

    retry_after_s: as the answer said. verdict: what it came to, where the status does not tell by HTTP's rules.
    reached: of a message to several addresses, those that have it now. note: what else is to stand in the log.
    """

    status: int | None = None
    failure: Failure | None = None
    seconds: float = 0.0
    retry_after_s: float | None = None
    verdict: Outcome | None = None
    reached: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What one delivery sends. id: the same at every attempt; alerts: one, or several for a digest, oldest first."""

    id: str
    alerts: tuple[Alert, ...]

    @property
    def is_digest(self) -> bool:
        """Whether it holds several."""
        return len(self.alerts) > 1


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message for one endpoint, in hand. bodies: alert records by id, as JSON, oldest first.

    attempts: made so far; times in seconds since 1970; lease: who holds it; failures: of the endpoint, in a row;
    reached: addresses that have it already.
    """

    endpoint: str
    id: str
    bodies: dict[str, str]
    attempts: int
    first_at: float
    lease: str
    failures: int = 0
    reached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """How an alert is to be scheduled. until: held so long (seconds since 1970), null for at once.

    burst, span_s: so many alerts within so many seconds become a digest (burst 0: never); hold: the first ones, too.
    urgent: it does not wait for a digest that is held; it sends that one with it where order asks for it.
    """

    until: float | None = None
    burst: int = 0
    span_s: float = 0.0
    hold: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """How an endpoint's queue stands. oldest_at: when the oldest that waits was first due (seconds since 1970)."""

    waiting: int
    dead: int
    muted: int
    oldest_at: float | None
    failures: int
    pause_until: float
    disabled: bool


class LogLine(Record, frozen=True, kw_only=True):
    """One attempt, for the delivery log: no secret, and of the address only scheme and host. attempt counts from 1.

    delivery_id: the alert's id, or the digest's; alerts: how many it holds.
    """

    endpoint: str
    delivery_id: str
    attempt: int
    at: Instant
    outcome: Outcome
    status: int | None
    failure: Failure | None
    seconds: float
    url: str
    alerts: int = 1
    next_at: Instant | None = None
    note: str | None = None


class Told(Record, frozen=True, kw_only=True):
    """One delivery as a person is told of it. attempts: so far; next_at: of the next one; alerts: ids; mute: of a muted
    one."""

    endpoint: str
    id: str
    state: State
    attempts: int
    first_at: Instant
    next_at: Instant | None = None
    alerts: tuple[str, ...] = ()
    mute: str | None = None
