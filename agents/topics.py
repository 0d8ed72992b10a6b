"""The topics: their names, what each holds, who reads them, and how they are created.

Every topic is made before any worker starts, with explicit partitions, retention and record size: a Faust worker that
starts before its source topic exists ignores it for good.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaConnectionError, KafkaError, for_code

from agents.kafka import client_options
from agents.settings import Settings

RAW: Final = "articles.raw"
CLEAN: Final = "articles.clean"
UNIQUE: Final = "articles.unique"
COPIES: Final = "articles.copies"
TAGGED: Final = "articles.tagged"
CLAIMS: Final = "claims"
ALERTS: Final = "alerts"
DEAD_LETTERS: Final = "dead-letters"
INCIDENTS: Final = "incidents"
DECISIONS: Final = "decisions"

TOPICS: Final = (RAW, CLEAN, UNIQUE, COPIES, TAGGED, CLAIMS, ALERTS, DEAD_LETTERS, INCIDENTS, DECISIONS)
ARCHIVE: Final = (INCIDENTS, DECISIONS)
"""What the ledger keeps, by key: each incident's latest state, for good, and each decision as long as Redis has it. No
step reads them; ``tocsin rebuild`` does."""

FLOW: Final = (
    ("clean", RAW),
    ("dedupe", CLEAN),
    ("tag", UNIQUE),
    ("claims", TAGGED),
    ("ledger", CLAIMS),
    ("deliver", ALERTS),
)
"""Every step and the topic it reads, in the order a report passes them."""

RECEIVED_AT: Final = "received-at"
"""Kafka header of every record: when the report behind it arrived, ISO 8601; passed on from step to step."""

STEPS: Final = tuple(step for step, _ in FLOW)
SOURCES: Final = dict(FLOW)

CREATE_TIMEOUT_S = 60.0
_DAY_MS = 86_400_000


class TopicsError(RuntimeError):
    """The topics cannot be made, or stand there with other partitions; the message says what to do."""


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """One topic as it should be. max_bytes: largest record, keys and headers included. cleanup: Kafka's policy."""

    name: str
    partitions: int
    replication: int
    retention_ms: int
    max_bytes: int
    cleanup: str = "delete"

    def request(self) -> NewTopic:
        """What the admin client wants."""
        config = {
            "retention.ms": str(self.retention_ms),
            "max.message.bytes": str(self.max_bytes),
            "cleanup.policy": self.cleanup,
            # What is acknowledged stands on two brokers, of three; one of them may be away without anything waiting.
            "min.insync.replicas": "2" if self.replication > 2 else "1",
        }
        return NewTopic(self.name, self.partitions, self.replication, topic_configs=config)


def dead_letter_bytes(settings: Settings) -> int:
    """Largest dead letter: base64 makes a record a third longer, and the envelope needs room."""
    return settings.max_record_bytes * 3 // 2


def plans(settings: Settings) -> tuple[TopicPlan, ...]:
    """Every topic as the settings want it; alerts, copies and dead letters are kept four times as long as the rest."""
    return tuple(
        TopicPlan(
            name=name,
            partitions=settings.partitions,
            replication=settings.replication,
            retention_ms=_retention_ms(name, settings),
            max_bytes=dead_letter_bytes(settings) if name == DEAD_LETTERS else settings.max_record_bytes,
            cleanup={INCIDENTS: "compact", DECISIONS: "compact,delete"}.get(name, "delete"),
        )
        for name in TOPICS
    )


def _retention_ms(name: str, settings: Settings) -> int:
    days = {
        COPIES: 4 * settings.retention_days,
        ALERTS: 4 * settings.retention_days,
        DEAD_LETTERS: 4 * settings.retention_days,
        DECISIONS: settings.state_expiry_days,
    }
    return -1 if name == INCIDENTS else round(days.get(name, settings.retention_days) * _DAY_MS)


async def create_topics(settings: Settings, timeout_s: float = CREATE_TIMEOUT_S) -> None:
    """Make the topics that are missing and wait until every partition has a leader.

    Raises TopicsError: no broker answers in time, or a topic stands there with another number of partitions (which
    cannot be changed without sending keys to other partitions).
    """
    admin = AIOKafkaAdminClient(**client_options(settings), request_timeout_ms=10_000)
    deadline = asyncio.get_running_loop().time() + timeout_s
    try:
        await _connect(admin, settings, deadline)
        await _create_missing(admin, plans(settings))
        await _wait_for_leaders(admin, plans(settings), deadline)
    finally:
        await admin.close()


async def _connect(admin: AIOKafkaAdminClient, settings: Settings, deadline: float) -> None:
    while True:
        try:
            await admin.start()
        except KafkaConnectionError as error:
            if asyncio.get_running_loop().time() > deadline:
                security = settings.kafka_security
                let_in = "" if security == "PLAINTEXT" else f" by {security}, or lets us in"
                raise TopicsError(
                    f"no Kafka broker answers at {settings.kafka}{let_in}; start it, or set TOCSIN_KAFKA"
                ) from error
            await asyncio.sleep(0.5)
        else:
            return


async def _create_missing(admin: AIOKafkaAdminClient, wanted: tuple[TopicPlan, ...]) -> None:
    there = set(await admin.list_topics())
    missing = [plan for plan in wanted if plan.name not in there]
    if not missing:
        return
    response = await admin.create_topics([plan.request() for plan in missing])
    for name, code, message in response.topic_errors:
        error = for_code(code)
        if code and error.__name__ != "TopicAlreadyExistsError":  # another worker was faster: as good
            raise TopicsError(f"topic {name} cannot be made: {message or error.__name__}")


async def _wait_for_leaders(admin: AIOKafkaAdminClient, wanted: tuple[TopicPlan, ...], deadline: float) -> None:
    while True:
        try:
            found = await admin.describe_topics([plan.name for plan in wanted])
        except KafkaError:
            found = []
        waiting = _unready({topic["topic"]: topic for topic in found}, wanted)
        if not waiting:
            return
        if asyncio.get_running_loop().time() > deadline:
            raise TopicsError(f"topics without a leader: {', '.join(waiting)}; look at the broker's log")
        await asyncio.sleep(0.2)


def _unready(found: dict[str, Any], wanted: tuple[TopicPlan, ...]) -> list[str]:
    """The wanted topics that cannot be read yet; raises TopicsError where one has other partitions than wanted."""
    waiting = []
    for plan in wanted:
        partitions = found.get(plan.name, {}).get("partitions", [])
        if partitions and len(partitions) != plan.partitions:
            raise TopicsError(
                f"topic {plan.name} has {len(partitions)} partitions, the settings want {plan.partitions}: "
                f"set TOCSIN_PARTITIONS={len(partitions)}, or delete the topics and replay"
            )
        if not partitions or any(partition["leader"] < 0 for partition in partitions):
            waiting.append(plan.name)
    return waiting
