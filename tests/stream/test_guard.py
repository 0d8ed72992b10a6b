"""The delivery rule, with a broker and a clock of the test's own."""

import base64
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError, MessageSizeTooLargeError
from prometheus_client import REGISTRY
from redis.exceptions import ConnectionError as RedisAway

from agents import metrics, topics
from agents.guard import KEPT_OF_TOO_LARGE, Guard, Incoming, Out, Step, run_background, step
from schemas.codec import BadRecordError, encode
from schemas.dead_letter import DeadLetter
from schemas.raw_article import RawArticle

NOW = datetime(2014, 6, 16, 12, tzinfo=UTC)
ARTICLE = RawArticle(article_id="a1", source="s", received_at=NOW - timedelta(seconds=3), text="text")
Handle = Callable[[RawArticle], Awaitable[Sequence[Out]]]


class EndedError(BaseException):
    """Stands for the end of the process."""


class Broker:
    """Takes records, or raises what it is told to, in turn."""

    def __init__(self, *faults: Exception | None) -> None:
        self.faults = list(faults)
        self.taken: list[tuple[list[Out], datetime | None]] = []

    async def __call__(self, outs: Sequence[Out], received_at: datetime | None = None) -> None:
        fault = self.faults.pop(0) if self.faults else None
        if fault:
            raise fault
        self.taken.append((list(outs), received_at))


def end(reason: str) -> None:
    raise EndedError(reason)


async def no_sleep(_: float) -> None:
    return None


def guard(handle: Handle, broker: Broker) -> Guard[RawArticle]:
    made = Step("clean", topics.RAW, RawArticle, handle)
    return Guard(made, broker, now=lambda: NOW, sleep=no_sleep, chance=lambda: 0.5, end=end)


def incoming(value: bytes | None = None, received_at: datetime | None = None) -> Incoming:
    return Incoming(topics.RAW, 2, 17, b"key", encode(ARTICLE) if value is None else value, received_at)


async def forward(article: RawArticle) -> Sequence[Out]:
    return [Out(topics.CLEAN, article.article_id, article), Out(topics.UNIQUE, None, article)]


def count(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


async def test_results_are_with_the_broker_before_it_returns() -> None:
    broker = Broker()
    assert await guard(forward, broker).process(incoming()) == "sent"
    assert broker.taken == [(list(await forward(ARTICLE)), ARTICLE.received_at)]


async def test_nothing_to_send_is_an_end_of_its_own() -> None:
    async def drop(_: RawArticle) -> Sequence[Out]:
        return []

    broker = Broker()
    before = count("tocsin_records_done_total", step="clean", outcome="ended")
    assert await guard(drop, broker).process(incoming()) == "ended"
    assert count("tocsin_records_done_total", step="clean", outcome="ended") == before + 1


async def test_the_header_goes_on_rather_than_the_record() -> None:
    broker = Broker()
    earlier = NOW - timedelta(minutes=5)
    await guard(forward, broker).process(incoming(received_at=earlier))
    assert broker.taken[0][1] == earlier


async def test_a_passing_fault_of_the_handler_is_retried_and_seen() -> None:
    calls: list[str] = []
    seen: list[bool] = []

    async def handle(article: RawArticle) -> Sequence[Out]:
        calls.append(article.article_id)
        seen.append(made.waiting)
        if len(calls) < 4:
            raise RedisAway("refused")
        return []

    made = guard(handle, Broker())
    assert await made.process(incoming()) == "ended"
    assert len(calls) == 4
    assert seen == [False, True, True, True]
    assert not made.waiting
    assert count("tocsin_waiting", step="clean") == 0


async def test_a_passing_fault_of_the_broker_sends_again_without_handling_again() -> None:
    calls: list[str] = []

    async def handle(article: RawArticle) -> Sequence[Out]:
        calls.append(article.article_id)
        return await forward(article)

    broker = Broker(KafkaConnectionError("away"), KafkaConnectionError("away"))
    assert await guard(handle, broker).process(incoming()) == "sent"
    assert (len(calls), len(broker.taken)) == (1, 1)


@pytest.mark.parametrize("value", [b'{"article_id"', b"\xff", b"", encode({"article_id": "a"})])
async def test_bytes_that_are_no_record_become_a_dead_letter(value: bytes) -> None:
    broker = Broker()
    assert await guard(forward, broker).process(incoming(value)) == "dead_letter"
    letter = the_letter(broker)
    assert base64.b64decode(letter.original) == value
    assert (letter.topic, letter.partition, letter.offset, letter.key) == (topics.RAW, 2, 17, "key")
    assert (letter.step, letter.error, letter.at) == ("clean", "BadRecordError", NOW)
    assert "RawArticle" in letter.message


async def test_a_bad_record_waits_until_its_dead_letter_is_kept() -> None:
    async def refuse(_: RawArticle) -> Sequence[Out]:
        raise BadRecordError("no date")

    broker = Broker(KafkaConnectionError("away"), KafkaConnectionError("away"))
    assert await guard(refuse, broker).process(incoming()) == "dead_letter"
    assert the_letter(broker).message == "no date"


async def test_a_result_too_large_for_kafka_is_a_bad_record() -> None:
    broker = Broker(MessageSizeTooLargeError("9 MB"))
    assert await guard(forward, broker).process(incoming()) == "dead_letter"
    assert the_letter(broker).error == "MessageSizeTooLargeError"


async def test_a_dead_letter_too_large_for_kafka_keeps_the_beginning() -> None:
    broker = Broker(MessageSizeTooLargeError("20 MB"))
    value = b'{"' + b"x" * 200_000
    assert await guard(forward, broker).process(incoming(value)) == "dead_letter"
    letter = the_letter(broker)
    assert base64.b64decode(letter.original) == value[:KEPT_OF_TOO_LARGE]
    assert "200002 bytes" in letter.message


async def test_the_unexpected_ends_the_process_and_sends_nothing() -> None:
    async def handle(_: RawArticle) -> Sequence[Out]:
        raise KeyError("bug")

    broker = Broker()
    with pytest.raises(EndedError, match=r"clean .* articles\.raw\[2\]@17: KeyError"):
        await guard(handle, broker).process(incoming())
    assert broker.taken == []


async def test_an_unexpected_error_while_sending_ends_the_process() -> None:
    with pytest.raises(EndedError, match="TypeError"):
        await guard(forward, Broker(TypeError("not a record"))).process(incoming())


@pytest.mark.parametrize("outcome", [None, KeyError("bug"), BadRecordError("no record is at hand")])
async def test_a_background_task_that_ends_or_breaks_ends_the_process(outcome: Exception | None) -> None:
    async def task() -> None:
        if outcome:
            raise outcome

    with pytest.raises(EndedError, match="deliver's background task"):
        await run_background("deliver", task, sleep=no_sleep, end=end)


async def test_a_background_task_waits_for_what_passes() -> None:
    runs: list[int] = []

    async def task() -> None:
        runs.append(1)
        if len(runs) < 5:
            raise RedisAway("refused")

    with pytest.raises(EndedError, match="ended by itself"):
        await run_background("deliver", task, sleep=no_sleep, end=end)
    assert len(runs) == 5


def test_the_decorator_makes_a_step() -> None:
    @step("clean", source=topics.RAW, takes=RawArticle, startup=(print,))
    async def clean(article: RawArticle) -> Sequence[Out]:
        return [Out(topics.CLEAN, None, article)]

    async def beside() -> None: ...

    assert isinstance(clean, Step)
    assert (clean.name, clean.source, clean.takes, clean.startup) == ("clean", topics.RAW, RawArticle, (print,))
    assert clean.on_start(beside).background == (beside,)
    assert clean.on_startup(len).startup == (print, len)


def test_metrics_are_not_in_the_global_registry() -> None:
    assert REGISTRY.get_sample_value("tocsin_ready") is None


def the_letter(broker: Broker) -> DeadLetter:
    ((outs, _),) = broker.taken
    (out,) = outs
    assert out.topic == topics.DEAD_LETTERS
    letter: Any = out.record
    assert isinstance(letter, DeadLetter)
    return letter
