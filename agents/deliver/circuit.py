"""The circuit of an endpoint: after several failures in a row it is left alone, then tried with one delivery. Pure.

Closed: deliveries go. Open: none goes until the pause is over. Half open: one goes; if it succeeds the circuit closes,
if it fails the next pause is longer. What waits loses no attempt meanwhile.
"""

from dataclasses import dataclass
from typing import Literal

from agents.deliver.retry import chance, judge
from agents.deliver.state import Answer

State = Literal["closed", "half_open", "open", "resting", "disabled"]

OPENS_AFTER = 5
FIRST_PAUSE_S = 15.0
LONGEST_PAUSE_S = 600.0
JITTER = 0.2


@dataclass(frozen=True, slots=True)
class Circuit:
    """failures: in a row; pause_until: seconds since 1970, null where it stays closed."""

    failures: int
    pause_until: float | None = None


def after(answer: Answer, *, failures: int, now: float, key: str) -> Circuit:
    """The circuit after an answer. failures: in a row before it; key: what the jitter follows from.

    An endpoint that answers is alive, also where it refuses what it was sent or asks for time.
    """
    if judge(answer) not in ("retry", "blocked_address"):
        return Circuit(0)
    failures += 1
    if failures < OPENS_AFTER:
        return Circuit(failures)
    pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(failures - OPENS_AFTER, 30))
    return Circuit(failures, now + pause * (1.0 - JITTER * chance(key, failures)))


def state(*, failures: int, paused: bool, disabled: bool) -> State:
    """The word for how an endpoint stands. paused: whether it is to be left alone now."""
    if disabled:
        return "disabled"
    if failures >= OPENS_AFTER:
        return "open" if paused else "half_open"
    return "resting" if paused else "closed"
