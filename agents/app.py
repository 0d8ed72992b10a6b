"""The Faust app: how records are read, shared, acknowledged and sent. The reasons are in the comments; all are tested.

Faust is used for what it is good at (agents over topics, one consumer, back-pressure) and kept from what loses records:
no tables, no leader, no declared topics, bytes instead of its models, acknowledgement by agents/guard.py alone.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import faust
from faust.exceptions import ConsumerNotStarted, NotReady, ProducerSendError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP, Message

from agents.guard import Guard, Incoming, Out, Step, encoded
from agents.kafka import tls_context
from agents.settings import Settings
from agents.topics import RECEIVED_AT, dead_letter_bytes

__all__ = ["App", "Consumer", "ConsumerNotStarted", "KafkaSender", "attach", "incoming", "make_app", "utc_now"]

REQUEST_TIMEOUT_S = 15.0
DAY_S = 86_400.0


class Consumer(driver.Consumer):  # type: ignore[misc]
    """Faust's consumer, with three ways closed in which its release 0.15.3 loses or repeats records."""

    def ack(self, message: Message) -> bool:
        """Acknowledge, unless the record came under an earlier share of the partitions: it will be read again then."""
        if message.generation_id != self.app.consumer_generation_id:
            message.acked = True
            self._unacked_messages.discard(message)
            return False
        return bool(super().ack(message))

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Finish and commit what is in hand before its progress is forgotten; Faust forgets first, and repeats it."""
        if not self.app.should_stop and self.assignment():
            self.stop_flow()
            self.app.flow_control.suspend()
            self.app.flow_control.clear()
            await self.wait_empty()
        await super().on_partitions_revoked(revoked)

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Offsets that do not exist count as done; Faust counts the record after the gap too, before it was handled."""
        await super()._add_gap(tp, offset_from, offset_to - 1)


class Transport(driver.Transport):  # type: ignore[misc]
    """Faust's transport with our consumer."""

    Consumer = Consumer


class App(faust.App):  # type: ignore[misc]
    """Faust's app with our transport."""

    def _new_transport(self) -> Transport:
        return Transport(self.conf.broker_consumer, self)

    def _create_directories(self) -> None:
        """Faust makes a folder for its tables; there are none."""


def make_app(settings: Settings) -> App:
    """The app of one worker process, without agents; call it inside the running event loop."""
    return App(
        settings.group,
        broker=[f"kafka://{server}" for server in settings.kafka.split(",")],
        broker_credentials=credentials(settings),
        autodiscover=False,
        web_enabled=False,
        key_serializer="raw",
        value_serializer="raw",
        topic_allow_declare=False,
        topic_disable_leader=True,
        # With standbys Faust brings its own assignor; without, aiokafka's round robin shares every topic among the
        # members that subscribe to it, so workers with different steps divide the work of one group.
        table_standby_replicas=0,
        broker_session_timeout=settings.session_timeout_s,
        broker_heartbeat_interval=settings.session_timeout_s * 0.3,
        broker_request_timeout=max(40.0, settings.session_timeout_s + 10.0),
        broker_max_poll_interval=DAY_S,  # a step may wait for Redis for hours and must keep its share
        broker_commit_interval=settings.commit_interval_s,
        broker_commit_livelock_soft_timeout=DAY_S,  # agents/watchdog.py watches, by what the broker says
        stream_processing_timeout=DAY_S,
        stream_wait_empty=True,
        stream_buffer_maxsize=256,
        consumer_auto_offset_reset="earliest",
        producer_acks=-1,
        producer_linger=0.0,
        producer_request_timeout=REQUEST_TIMEOUT_S,
        producer_max_request_size=dead_letter_bytes(settings),
    )


def credentials(settings: Settings) -> Any:
    """Who this worker is to Kafka and how it makes sure of the broker, as Faust wants it; null in the clear."""
    context = tls_context(settings)
    if settings.kafka_security.startswith("SASL"):
        return faust.SASLCredentials(
            mechanism=settings.kafka_sasl_mechanism,
            username=settings.kafka_username,
            password=settings.kafka_secret,
            ssl_context=context,
        )
    return None if context is None else faust.SSLCredentials(context)


class KafkaSender:
    """Sends records through the app's producer and waits for the broker's word on every one of them."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, outs: Sequence[Out], received_at: datetime | None = None) -> None:
        """Send in order; raises the first failure, after all answers are in."""
        headers = [(RECEIVED_AT, received_at.isoformat().encode())] if received_at else None
        answers = [await self._buffer(out, headers) for out in outs]
        for answer in await asyncio.gather(*answers, return_exceptions=True):
            if isinstance(answer, BaseException):
                raise answer

    async def _buffer(self, out: Out, headers: list[tuple[str, bytes]] | None) -> Any:
        key, value = encoded(out)
        try:
            return await self._app.producer.send(out.topic, key, value, None, None, headers)
        except ProducerSendError as error:
            raise error.__cause__ or error from error
        except NotReady as error:
            raise ConnectionError(str(error)) from error


def attach(app: App, step: Step[Any], guard: Guard[Any]) -> None:
    """Register the step's agent: one record at a time, acknowledged when the guard has finished it."""

    async def take(stream: Any) -> None:
        async for event in stream.noack().events():
            await guard.process(incoming(event.message))
            event.ack()

    take.__name__ = step.name
    topic = app.topic(step.source, key_type=bytes, value_type=bytes, value_serializer="raw", key_serializer="raw")
    app.agent(topic, name=step.name, concurrency=1)(take)


def incoming(message: Any) -> Incoming:
    """The record of a Faust message, with when its report arrived where a header tells."""
    return Incoming(
        message.topic, message.partition, message.offset, message.key, message.value, _received_at(message.headers)
    )


def utc_now() -> datetime:
    """The clock of a worker."""
    return datetime.now(UTC)


def _received_at(headers: Any) -> datetime | None:
    for name, value in headers.items() if isinstance(headers, dict) else headers or ():
        if name == RECEIVED_AT:
            try:
                at = datetime.fromisoformat(value.decode())
            except ValueError:
                return None
            return at if at.tzinfo else None
    return None
