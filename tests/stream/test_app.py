"""What our consumer does differently from Faust's, on its own bookkeeping; the delivery tests show it on a broker."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError
from faust.exceptions import NotReady, ProducerSendError
from faust.types import TP

from agents import topics
from agents.app import App, Consumer, KafkaSender, incoming, make_app
from agents.guard import Out
from agents.settings import read_settings

RAW = TP(topics.RAW, 0)


class Message:
    """As much of Faust's message as acknowledgement looks at."""

    def __init__(self, offset: int, generation_id: int) -> None:
        self.topic, self.tp, self.offset, self.generation_id = RAW.topic, RAW, offset, generation_id
        self.acked = False


@pytest_asyncio.fixture
async def app() -> App:
    return make_app(read_settings())


@pytest_asyncio.fixture
async def consumer(app: App) -> AsyncIterator[Consumer]:
    made = app.consumer
    app.topics._acking_topics.add(topics.RAW)
    assert isinstance(made, Consumer)
    yield made
    made._thread.thread_loop.close()


async def test_acknowledged_records_are_committed_in_a_row(app: App, consumer: Consumer) -> None:
    app.consumer_generation_id = 3
    consumer._committed_offset[RAW] = 5
    for offset in (5, 6, 7):
        assert consumer.ack(Message(offset, 3))
    assert consumer._new_offset(RAW) == 8


async def test_a_record_of_an_earlier_share_is_not_acknowledged(app: App, consumer: Consumer) -> None:
    app.consumer_generation_id = 4
    consumer._committed_offset[RAW] = 5
    late = Message(5, 3)
    consumer._unacked_messages.add(late)
    assert not consumer.ack(late)
    assert late not in consumer._unacked_messages
    assert consumer._new_offset(RAW) is None
    assert consumer.ack(Message(5, 4))
    assert consumer._new_offset(RAW) == 6


async def test_the_record_after_a_gap_is_not_taken_for_handled(consumer: Consumer) -> None:
    """Kafka deleted 5 to 9; 10 is the next record, and has not been handled when 10 is all there is."""
    consumer._committed_offset[RAW] = 5
    await consumer._add_gap(RAW, 6, 10)
    assert sorted((gap.begin, gap.end) for gap in consumer._gap[RAW]) == [(6, 10)]


async def test_the_app_keeps_to_the_rules(app: App) -> None:
    assert app.conf.topic_allow_declare is False
    assert app.conf.topic_disable_leader is True
    assert app.conf.web_enabled is False
    assert app.conf.table_standby_replicas == 0
    assert app.conf.producer_acks == -1
    assert app.conf.autodiscover is False
    assert app.conf.broker_session_timeout == 10.0
    assert app.conf.broker_heartbeat_interval == 3.0


@pytest.mark.parametrize(
    ("headers", "at"),
    [
        (None, None),
        ([], None),
        ([("received-at", b"2014-06-16T12:00:00+00:00")], datetime(2014, 6, 16, 12, tzinfo=UTC)),
        ({"received-at": b"2014-06-16T12:00:00+00:00"}, datetime(2014, 6, 16, 12, tzinfo=UTC)),
        ([("other", b"x"), ("received-at", b"yesterday")], None),
        ([("received-at", b"2014-06-16T12:00:00")], None),
        ([("received-at", b"\xff")], None),
    ],
)
def test_the_header_of_a_message(headers: Any, at: datetime | None) -> None:
    message = SimpleNamespace(topic="t", partition=1, offset=2, key=b"k", value=b"v", headers=headers)
    assert incoming(message).received_at == at


class Producer:
    """Answers each send as told."""

    def __init__(self, *answers: Any) -> None:
        self.answers: Iterator[Any] = iter(answers)
        self.sent: list[tuple[Any, ...]] = []

    async def send(self, *args: Any) -> Any:
        self.sent.append(args)
        answer = next(self.answers)
        if isinstance(answer, tuple):
            raise answer[0]

        async def later() -> Any:
            if isinstance(answer, Exception):
                raise answer
            return answer

        return later()


async def test_sending_waits_for_every_answer_and_raises_the_first_failure() -> None:
    producer = Producer("ok", KafkaTimeoutError("late"), "ok")
    send = KafkaSender(SimpleNamespace(producer=producer))  # type: ignore[arg-type]
    with pytest.raises(KafkaTimeoutError):
        await send([Out("a", "k", {"n": n}) for n in range(3)], datetime(2014, 6, 16, 12, tzinfo=UTC))
    assert [args[2] for args in producer.sent] == [b'{"n":0}', b'{"n":1}', b'{"n":2}']
    assert producer.sent[0][5] == [("received-at", b"2014-06-16T12:00:00+00:00")]


@pytest.mark.parametrize(("raised", "expected"), [("cause", KafkaConnectionError), ("not ready", ConnectionError)])
async def test_fausts_own_errors_are_told_as_what_they_are(raised: str, expected: type[Exception]) -> None:
    wrapped = ProducerSendError("sending")
    wrapped.__cause__ = KafkaConnectionError("away")
    error = wrapped if raised == "cause" else NotReady("not yet")
    with pytest.raises(expected):
        await KafkaSender(SimpleNamespace(producer=Producer((error,))))([Out("a", None, 1)])  # type: ignore[arg-type]
