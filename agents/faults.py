"""Which errors pass by themselves, and how to wait for that: the judging half of the delivery rule."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Literal, TypeVar

from aiokafka import errors as kafka_errors

from agents import redis as redis_faults
from schemas.codec import BadRecordError

T = TypeVar("T")
Fault = Literal["passing", "bad_record", "unexpected"]
Sleep = Callable[[float], Awaitable[None]]
Chance = Callable[[], float]

FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0

_BAD_RECORD = (BadRecordError, kafka_errors.MessageSizeTooLargeError, kafka_errors.RecordTooLargeError)
_PASSING_KAFKA = (
    # aiokafka marks these as not retriable, but a broker that comes back mends them
    kafka_errors.KafkaTimeoutError,
    kafka_errors.KafkaUnavailableError,
    kafka_errors.NoBrokersAvailable,
)


def classify(error: BaseException) -> Fault:
    """Whether waiting can mend this error, whether the record is at fault, or whether nobody foresaw it."""
    if isinstance(error, _BAD_RECORD):
        return "bad_record"
    if isinstance(error, kafka_errors.KafkaError):
        return "passing" if error.retriable or isinstance(error, _PASSING_KAFKA) else "unexpected"
    if redis_faults.is_passing(error) or isinstance(error, ConnectionError | TimeoutError):
        return "passing"
    return "unexpected"


def pause_s(attempt: int, chance: float) -> float:
    """Seconds to wait after this failed attempt (from 0); chance (0..1) spreads the waits over half to the whole."""
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(attempt, 30))
    return float(longest * (0.5 + 0.5 * chance))


async def patiently(
    action: Callable[[], Awaitable[T]],
    on_fault: Callable[[Exception, int], None],
    *,
    sleep: Sleep = asyncio.sleep,
    chance: Chance = random.random,
) -> T:
    """What the action returns, however often passing faults make it start again; other errors go through at once.

    on_fault hears of every passing fault and the number of the attempt, from 0.
    """
    attempt = 0
    while True:
        try:
            return await action()
        except Exception as error:
            if classify(error) != "passing":
                raise
            on_fault(error, attempt)
            await sleep(pause_s(attempt, chance()))
            attempt += 1
