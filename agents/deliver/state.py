"""What the delivery keeps: a delivery, what an attempt came to, and the log line of it."""

from dataclasses import dataclass
from typing import Literal

from schemas.base import Instant, Record

Outcome = Literal["delivered", "retry", "throttled", "refused", "disabled", "given_up", "blocked_address"]
"""delivered: 2xx. throttled: 429, 502, 503, 504. refused: another 4xx, or a redirect. disabled: 410. blocked_address: a
private one that is not allowed. retry: everything else that failed. given_up: failed at the last attempt."""

Failure = Literal["timeout", "connection", "broken", "blocked_address"]
"""No answer in time; none at all; one that is no whole HTTP answer; not asked, since the address is private."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one attempt met: an HTTP status, or a failure. seconds: how long it took; retry_after_s: as the answer
    said."""

    status: int | None = None
    failure: Failure | None = None
    seconds: float = 0.0
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert for one receiver, in hand. attempts: made so far; times in seconds since 1970; lease: who holds it."""

    endpoint: str
    alert_id: str
    body: str
    attempts: int
    first_at: float
    lease: str


class LogLine(Record, frozen=True, kw_only=True):
    """One attempt, for the delivery log: no secret, and of the address only scheme and host. attempt counts from 1."""

    endpoint: str
    alert_id: str
    attempt: int
    at: Instant
    outcome: Outcome
    status: int | None
    failure: Failure | None
    seconds: float
    url: str
    next_at: Instant | None = None
