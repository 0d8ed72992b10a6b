"""When to try again: a pure function from what an attempt came to, tested by one table.

The pauses are those that Standard Webhooks suggests: seconds at first, hours in the end, a day in all. Each is
shortened by up to a fifth, by a share that follows from alert and attempt, so that what failed together does not
return together.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from agents.deliver.state import Answer, Outcome

PAUSES_S = (5.0, 30.0, 120.0, 600.0, 3600.0, 10_800.0, 28_800.0, 43_200.0)
HORIZON_S = 86_400.0
JITTER = 0.2
THROTTLING = frozenset({429, 502, 503, 504})
SHORTEST_S = 1.0  # also where a receiver asks to be tried again at once


@dataclass(frozen=True, slots=True)
class Next:
    """outcome of the attempt; at: when the next one is (seconds since 1970), null where there is none.

    pause_until: the receiver is to be left alone until then, whatever else is due for it.
    """

    outcome: Outcome
    at: float | None = None
    pause_until: float | None = None


def next_attempt(answer: Answer, *, attempt: int, first_at: float, now: float, key: str) -> Next:
    """What follows from the attempt just made, the attempt-th (from 1). first_at: when it was first due.

    key: what the jitter follows from. Nothing is tried later than a day after it was first due.
    """
    outcome = judge(answer)
    if outcome in ("delivered", "disabled", "given_up"):
        return Next(outcome)
    pause, end = answer.retry_after_s, first_at + HORIZON_S
    if pause is None:
        if attempt > len(PAUSES_S):
            return Next("given_up")
        pause = PAUSES_S[attempt - 1] * (1.0 - JITTER * chance(key, attempt))
    at = now + max(SHORTEST_S, pause)
    if answer.retry_after_s is not None and now + SHORTEST_S <= end:
        at = min(at, end)  # longer than it may wait: one last time at the end
    if at > end:
        return Next("given_up")
    leave_alone = outcome == "throttled" or answer.retry_after_s is not None
    return Next(outcome, at, pause_until=at if leave_alone else None)


def judge(answer: Answer) -> Outcome:
    """What an attempt came to, if it was not the last."""
    if answer.verdict is not None:
        return answer.verdict
    status = answer.status
    if answer.failure == "blocked_address":
        return "blocked_address"
    if answer.failure is not None or status is None:
        return "retry"
    if 200 <= status < 300:
        return "delivered"
    if status == 410:
        return "disabled"
    if status in THROTTLING:
        return "throttled"
    return "refused" if 300 <= status < 500 else "retry"


def chance(key: str, attempt: int) -> float:
    """A number from 0 to 1 that is always the same for this key and attempt."""
    digest = hashlib.blake2b(f"{key}:{attempt}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def retry_after_s(value: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or as a date; null where it says nothing usable."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - now)


def utc(seconds: float) -> datetime:
    """An instant from seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
