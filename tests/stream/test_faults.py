"""Which errors are waited for, and how long."""

import asyncio

import pytest
from aiokafka import errors as kafka
from redis import exceptions as redis

from agents.faults import LONGEST_PAUSE_S, classify, patiently, pause_s
from schemas.codec import BadRecordError


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (redis.ConnectionError("refused"), "passing"),
        (redis.BusyLoadingError("loading"), "passing"),
        (redis.TimeoutError("slow"), "passing"),
        (redis.OutOfMemoryError("command not allowed when used memory > 'maxmemory'"), "passing"),
        (redis.ReadOnlyError("replica"), "passing"),
        (redis.ClusterDownError("hash slot"), "passing"),
        (redis.MasterDownError("link"), "passing"),
        (redis.ResponseError("MISCONF Redis is configured to save RDB snapshots"), "passing"),
        (redis.ResponseError("OOM command not allowed, script: 1"), "passing"),
        (redis.AuthenticationError("invalid password"), "unexpected"),
        (redis.ResponseError("WRONGTYPE Operation against a key"), "unexpected"),
        (redis.DataError("no such type"), "unexpected"),
        (kafka.KafkaConnectionError("gone"), "passing"),
        (kafka.KafkaTimeoutError("late"), "passing"),
        (kafka.NodeNotReadyError("node 1"), "passing"),
        (kafka.NotLeaderForPartitionError(), "passing"),
        (kafka.NotEnoughReplicasError(), "passing"),
        (kafka.TopicAuthorizationFailedError("articles.raw"), "unexpected"),
        (kafka.MessageSizeTooLargeError("9 MB"), "bad_record"),
        (BadRecordError("no date"), "bad_record"),
        (ConnectionResetError(), "passing"),
        (TimeoutError(), "passing"),
        (ValueError("a bug"), "unexpected"),
        (KeyError("a bug"), "unexpected"),
        (OSError(28, "No space left on device"), "unexpected"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
def test_classification(error: Exception, fault: str) -> None:
    assert classify(error) == fault


def test_pauses_grow_to_a_cap_and_are_spread() -> None:
    longest = [pause_s(attempt, 1.0) for attempt in range(12)]
    assert longest[:4] == pytest.approx([0.1, 0.2, 0.4, 0.8])
    assert longest == sorted(longest)
    assert longest[-1] == LONGEST_PAUSE_S == pause_s(10_000, 1.0)
    assert pause_s(3, 0.0) == pytest.approx(0.4)


async def test_patience_has_no_limit_and_ends_with_the_fault() -> None:
    heard: list[tuple[str, int]] = []
    pauses: list[float] = []
    left = 500

    async def action() -> str:
        nonlocal left
        left -= 1
        if left:
            raise redis.ConnectionError("refused")
        return "done"

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    result = await patiently(
        action, lambda error, attempt: heard.append((str(error), attempt)), sleep=sleep, chance=lambda: 0.5
    )
    assert result == "done"
    assert [attempt for _, attempt in heard] == list(range(499))
    assert len(pauses) == 499


async def test_patience_lets_other_errors_and_cancellation_through() -> None:
    async def broken() -> None:
        raise KeyError("bug")

    async def away() -> None:
        raise redis.ConnectionError("refused")

    with pytest.raises(KeyError):
        await patiently(broken, lambda *_: None)
    waiting = asyncio.create_task(patiently(away, lambda *_: None))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
