"""Sending: pace, progress, and what the broker has afterwards."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer

from agents import topics
from agents.replay.model import Problem
from agents.replay.send import Pace, Sent, Summary, replay
from agents.settings import read_settings
from schemas.codec import decode
from schemas.raw_article import RawArticle

START = datetime(2014, 6, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pace", "due"),
    [
        (Pace(), [0.0, 0.0, 0.0]),
        (Pace(every_s=0.5), [0.0, 0.5, 1.0]),
        (Pace(speed=3600), [0.0, 1.0, 24.0]),
        (Pace(every_s=0), [0.0, 0.0, 0.0]),
    ],
)
def test_pace(pace: Pace, due: list[float]) -> None:
    published = [START, START + timedelta(hours=1), START + timedelta(days=1)]
    assert [pace.due_s(number, START, at) for number, at in enumerate(published)] == due


def test_pace_without_dates_does_not_wait() -> None:
    assert Pace(speed=1).due_s(3, START, None) == 0.0
    assert Pace(speed=1).due_s(3, None, START) == 0.0


@pytest.mark.parametrize("wrong", [{"every_s": 1.0, "speed": 2.0}, {"every_s": -1.0}, {"speed": 0.0}])
def test_a_pace_that_is_none_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="every_s"):
        Pace(**wrong)


async def test_nothing_to_send_needs_no_broker(tmp_path: Path) -> None:
    problems: list[Problem] = []
    summary = await replay([tmp_path], read_settings(kafka="127.0.0.1:1"), on_problem=problems.append)
    assert summary == Summary(sent=0, refused=1)
    assert len(problems) == 1


async def test_a_report_too_large_for_the_topic_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 70_000)
    problems: list[Problem] = []
    settings = read_settings(kafka="127.0.0.1:1", max_record_bytes=65_536)
    assert await replay([tmp_path / "a.txt"], settings, on_problem=problems.append) == Summary(sent=0, refused=1)
    assert "TOCSIN_MAX_RECORD_BYTES" in problems[-1].message


async def test_without_a_broker_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.replay.send.CONNECT_TIMEOUT_S", 0.5)
    (tmp_path / "a.txt").write_text("Text")
    with pytest.raises(topics.TopicsError, match=r"no Kafka broker answers at 127\.0\.0\.1:1; start it"):
        await replay([tmp_path], read_settings(kafka="127.0.0.1:1"))


@pytest.mark.integration
async def test_every_report_is_on_the_topic_and_a_second_replay_gives_the_same_ids(kafka: str, tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "text": f"Report {n} of {tmp_path}", "published_at": f"2014-06-{n:02}"} for n in range(1, 29)
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, reversed(rows))) + "\nnot json\n")
    settings = read_settings(kafka=kafka)
    heard: list[Sent] = []
    problems: list[Problem] = []
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    for pace in (Pace(), Pace(every_s=0.01)):
        assert await replay([tmp_path], settings, pace, heard.append, problems.append, sleep=sleep) == Summary(28, 1)
    assert [sent.done for sent in heard] == [*range(1, 29), *range(1, 29)]
    assert {sent.total for sent in heard} == {28}
    assert heard[0].article_id == heard[28].article_id
    assert waits
    assert [(problem.line, problem.kind) for problem in problems] == [(29, "refused"), (29, "refused")]

    articles = await on_topic(kafka, 56, str(tmp_path))
    assert {article.article_id for article in articles} == {sent.article_id for sent in heard}
    assert all(datetime.now(UTC) - article.received_at < timedelta(minutes=2) for article in articles)


async def on_topic(kafka: str, count: int, mark: str) -> list[RawArticle]:
    consumer = AIOKafkaConsumer(topics.RAW, bootstrap_servers=kafka, auto_offset_reset="earliest")
    await consumer.start()
    found: list[RawArticle] = []
    try:
        async with asyncio.timeout(30):
            while len(found) < count:
                record = await consumer.getone()
                article = decode(record.value, RawArticle)
                if mark in (article.text or ""):
                    found.append(article)
                    assert (record.key or b"").decode() == article.source_id
                    assert dict(record.headers)[topics.RECEIVED_AT].decode() == article.received_at.isoformat()
    finally:
        await consumer.stop()
    return found
