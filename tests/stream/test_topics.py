"""Topics: made once, with what the settings want, and a clear word where they differ."""

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from agents import topics
from agents.settings import read_settings


def test_the_flow_reads_every_topic_but_the_last() -> None:
    assert topics.STEPS == ("clean", "dedupe", "tag", "claims", "ledger", "deliver")
    unread = {topics.COPIES, topics.DEAD_LETTERS, *topics.ARCHIVE}
    assert {source for _, source in topics.FLOW} | unread == set(topics.TOPICS)


def test_the_archive_is_compacted_and_incidents_are_kept_for_good() -> None:
    plans = {plan.name: plan for plan in topics.plans(read_settings(state_expiry_days=100))}
    assert (plans[topics.INCIDENTS].cleanup, plans[topics.INCIDENTS].retention_ms) == ("compact", -1)
    assert (plans[topics.DECISIONS].cleanup, plans[topics.DECISIONS].retention_ms) == ("compact,delete", 8_640_000_000)
    assert {plan.cleanup for name, plan in plans.items() if name not in topics.ARCHIVE} == {"delete"}


def test_dead_letters_have_room_for_a_record_in_base64() -> None:
    settings = read_settings()
    limits = {plan.name: plan.max_bytes for plan in topics.plans(settings)}
    assert limits[topics.DEAD_LETTERS] >= settings.max_record_bytes * 4 / 3 + 10_000


async def test_no_broker_is_said_in_time() -> None:
    with pytest.raises(
        topics.TopicsError, match=r"no Kafka broker answers at 127\.0\.0\.1:1; start it, or set TOCSIN_"
    ):
        await topics.create_topics(read_settings(kafka="127.0.0.1:1"), timeout_s=0.3)


@pytest.mark.integration
async def test_topics_are_made_once_and_differences_are_told(kafka: str) -> None:
    settings = read_settings(kafka=kafka, retention_days=2)
    await topics.create_topics(settings)
    await topics.create_topics(settings)
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        described = {topic["topic"]: topic for topic in await admin.describe_topics(list(topics.TOPICS))}
        assert {len(topic["partitions"]) for topic in described.values()} == {settings.partitions}
        wanted = [ConfigResource(ConfigResourceType.TOPIC, topics.CLAIMS)]
        (answer,) = await admin.describe_configs(wanted)
        config = {entry[0]: entry[1] for entry in answer.resources[0][4]}
        assert config["cleanup.policy"] == "delete"
        assert int(config["max.message.bytes"]) == settings.max_record_bytes
    finally:
        await admin.close()
    with pytest.raises(topics.TopicsError, match=f"has {settings.partitions} partitions.* TOCSIN_PARTITIONS=4"):
        await topics.create_topics(read_settings(kafka=kafka, partitions=9))
