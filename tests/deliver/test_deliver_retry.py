"""The policy of retries, as one table."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from agents.deliver.retry import HORIZON_S, PAUSES_S, Next, chance, judge, next_attempt, retry_after_s
from agents.deliver.state import Answer, Failure, Outcome

NOW = 1_000_000.0


def after(answer: Answer, attempt: int = 1, age_s: float = 0.0) -> Next:
    return next_attempt(answer, attempt=attempt, first_at=NOW - age_s, now=NOW, key="k")


def pause(attempt: int) -> float:
    """The pause after this attempt, with its own jitter."""
    return PAUSES_S[attempt - 1] * (1 - 0.2 * chance("k", attempt))


@pytest.mark.parametrize(
    ("answer", "attempt", "age_s", "wanted"),
    [
        (Answer(status=200), 1, 0, Next("delivered")),
        (Answer(status=204), 9, 80_000, Next("delivered")),
        (Answer(status=299), 1, 0, Next("delivered")),
        (Answer(status=410), 1, 0, Next("disabled")),
        (Answer(status=410, retry_after_s=5), 1, 0, Next("disabled")),
        (Answer(status=500), 1, 0, Next("retry", NOW + pause(1))),
        (Answer(status=500), 2, 5, Next("retry", NOW + pause(2))),
        (Answer(status=501), 8, 40_000, Next("retry", NOW + pause(8))),
        (Answer(status=500), 9, 80_000, Next("given_up")),
        (Answer(status=500), 8, 80_000, Next("given_up")),
        (Answer(status=301), 1, 0, Next("refused", NOW + pause(1))),
        (Answer(status=400), 1, 0, Next("refused", NOW + pause(1))),
        (Answer(status=404), 9, 80_000, Next("given_up")),
        (Answer(status=429), 1, 0, Next("throttled", NOW + pause(1), NOW + pause(1))),
        (Answer(status=429, retry_after_s=77), 1, 0, Next("throttled", NOW + 77, NOW + 77)),
        (Answer(status=429, retry_after_s=0), 1, 0, Next("throttled", NOW + 1, NOW + 1)),
        (Answer(status=429, retry_after_s=77), 30, 600, Next("throttled", NOW + 77, NOW + 77)),
        (Answer(status=503, retry_after_s=90_000), 1, 0, Next("throttled", NOW + HORIZON_S, NOW + HORIZON_S)),
        (Answer(status=503, retry_after_s=90_000), 2, HORIZON_S, Next("given_up")),
        (Answer(status=502), 2, 0, Next("throttled", NOW + pause(2), NOW + pause(2))),
        (Answer(status=503), 2, 0, Next("throttled", NOW + pause(2), NOW + pause(2))),
        (Answer(status=504), 2, 0, Next("throttled", NOW + pause(2), NOW + pause(2))),
        (Answer(status=500, retry_after_s=60), 1, 0, Next("retry", NOW + 60, NOW + 60)),
        (Answer(failure="timeout"), 1, 0, Next("retry", NOW + pause(1))),
        (Answer(failure="connection"), 3, 0, Next("retry", NOW + pause(3))),
        (Answer(failure="broken"), 9, 0, Next("given_up")),
        (Answer(failure="blocked_address"), 1, 0, Next("blocked_address", NOW + pause(1))),
    ],
)
def test_what_follows_from_an_attempt(answer: Answer, attempt: int, age_s: float, wanted: Next) -> None:
    assert after(answer, attempt, age_s) == wanted


@pytest.mark.parametrize(
    ("status", "failure", "outcome"),
    [
        (None, "broken", "retry"),
        (200, "broken", "retry"),
        (None, None, "retry"),
        (199, None, "retry"),
        (600, None, "retry"),
    ],
)
def test_what_is_no_answer_is_tried_again(status: int | None, failure: Failure | None, outcome: Outcome) -> None:
    assert judge(Answer(status=status, failure=failure)) == outcome


def test_the_schedule_takes_a_day_at_most_and_differs_between_alerts() -> None:
    ends = []
    for i in range(200):
        now, attempt = NOW, 1
        while (then := next_attempt(Answer(status=500), attempt=attempt, first_at=NOW, now=now, key=str(i))).at:
            now, attempt = then.at, attempt + 1
        assert now - NOW <= HORIZON_S
        assert attempt >= 8
        ends.append(now)
    assert len(set(ends)) == 200


def test_jitter_shortens_by_a_fifth_at_most_and_is_always_the_same() -> None:
    values = [chance(str(i), 1) for i in range(1000)]
    assert 0 <= min(values) < 0.05 < 0.95 < max(values) < 1
    assert chance("x", 3) == chance("x", 3) != chance("x", 4)
    assert 4.0 <= pause(1) <= 5.0


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 30, None),
        ("١٢", None),
        (format_datetime(datetime.fromtimestamp(NOW + 60, UTC), usegmt=True), 60.0),
        (format_datetime(datetime.fromtimestamp(NOW - 60, UTC), usegmt=True), 0.0),
    ],
)
def test_what_retry_after_asks_for(value: str | None, wanted: float | None) -> None:
    assert retry_after_s(value, NOW) == wanted
