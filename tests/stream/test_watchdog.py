"""The watchdog: no progress is not the same as nothing to do."""

import threading
from collections.abc import Mapping

import pytest
from aiokafka import TopicPartition

from agents.ending import EXIT_STALLED
from agents.settings import read_settings
from agents.watchdog import BrokerProbe, LoopWatch, Position, ProgressWatch

RAW = TopicPartition("articles.raw", 0)
CLEAN = TopicPartition("articles.clean", 1)


def at(done: int, end: int) -> Position:
    return Position(done=done, end=end)


@pytest.mark.parametrize(
    ("seen", "ends"),
    [
        ([(0, at(5, 9)), (30, at(5, 9)), (61, at(5, 9))], True),
        ([(0, at(5, 9)), (59, at(5, 99))], False),
        ([(0, at(5, 9)), (50, at(6, 9)), (100, at(6, 9))], False),
        ([(0, at(9, 9)), (500, at(9, 9)), (501, at(9, 10)), (560, at(9, 10))], False),
        ([(0, at(9, 9)), (500, at(9, 10)), (561, at(9, 10))], True),
        ([(0, at(0, 4)), (61, at(0, 4))], True),
    ],
)
def test_records_that_wait_without_progress_end_the_worker(seen: list[tuple[float, Position]], ends: bool) -> None:
    watch = ProgressWatch(stall_s=60)
    reasons = [watch.observe(now, {RAW: position}) for now, position in seen]
    assert reasons[:-1] == [None] * (len(seen) - 1)
    assert (reasons[-1] is not None) == ends


def test_the_reason_names_the_partition() -> None:
    watch = ProgressWatch(stall_s=60)
    watch.observe(0, {RAW: at(1, 1), CLEAN: at(1, 3)})
    assert watch.observe(100, {RAW: at(1, 1), CLEAN: at(1, 4)}) == (
        "3 records wait on articles.clean[1], and none was finished in 100 s"
    )


def test_a_step_that_waits_for_redis_is_excused_and_has_its_time_afterwards() -> None:
    watch = ProgressWatch(stall_s=60)
    for now in range(0, 1000, 10):
        assert watch.observe(now, {RAW: at(1, 5)}, excused=["articles.raw"]) is None
    assert watch.observe(1040, {RAW: at(1, 5)}) is None
    assert watch.observe(1101, {RAW: at(1, 5)}) is not None


def test_a_partition_that_went_and_came_back_begins_anew() -> None:
    watch = ProgressWatch(stall_s=60)
    nothing: Mapping[TopicPartition, Position] = {}
    assert watch.observe(0, {RAW: at(1, 5)}) is None
    assert watch.observe(30, nothing) is None
    assert watch.observe(90, {RAW: at(1, 5)}) is None


def test_it_says_how_long_each_topic_has_waited() -> None:
    watch = ProgressWatch(stall_s=60)
    watch.observe(0, {RAW: at(1, 5), CLEAN: at(4, 4)})
    watch.observe(20, {RAW: at(1, 6), CLEAN: at(4, 5)})
    assert watch.stalled_s(30) == {"articles.raw": 30, "articles.clean": 10}
    watch.observe(40, {RAW: at(2, 6), CLEAN: at(5, 5)})
    assert watch.stalled_s(50) == {"articles.raw": 10}


def test_a_loop_that_stops_turning_ends_the_process(capfd: pytest.CaptureFixture[str]) -> None:
    ended = threading.Event()
    said: list[tuple[str, int]] = []

    def end(reason: str, code: int) -> None:
        said.append((reason, code))
        ended.set()

    now = [100.0]
    watch = LoopWatch(0.02, clock=lambda: now[0], end=end)
    watch.start()
    assert not ended.wait(0.1)
    now[0] += 5
    assert ended.wait(5)
    assert said == [("the event loop has not turned for 5 s", EXIT_STALLED)]
    assert "Thread" in capfd.readouterr().err


async def test_a_broker_that_is_not_there_is_an_error_in_time() -> None:
    probe = BrokerProbe(read_settings(kafka="127.0.0.1:1"))
    with pytest.raises(Exception, match=r"(?i)connect"):
        await probe.positions([RAW])
    await probe.close()
