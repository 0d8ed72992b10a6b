"""POST /api/articles: who may, what is taken, and that 202 means that Kafka has it."""

import asyncio
import json
import logging
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiokafka import AIOKafkaConsumer, TopicPartition

from agents.ingest.routes import MOST_AT_ONCE, Ingest
from agents.ingest.send import RawSender, Sent
from agents.settings import Settings, SettingsError, read_settings
from agents.topics import RAW, RECEIVED_AT, create_topics
from schemas.codec import decode
from schemas.raw_article import RawArticle

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOKEN = "a-token-that-nobody-guesses"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ONE = {"Content-Type": "application/json"}
LINES = {"Content-Type": "application/x-ndjson"}


class FakeSender:
    """Takes everything, or waits, or confirms only the first."""

    def __init__(self) -> None:
        self.sent: list[RawArticle] = []
        self.go = asyncio.Event()
        self.go.set()
        self.confirms: int | None = None
        self.closed = False

    async def send(self, articles: tuple[RawArticle, ...]) -> Sent:
        await self.go.wait()
        self.sent += articles
        ids = tuple(article.article_id for article in articles)
        return Sent(ids[: self.confirms], ids[self.confirms :] if self.confirms is not None else ())

    async def close(self) -> None:
        self.closed = True


def client(settings: Settings, sender: Any) -> "TestClient[Any, Any]":
    app = web.Application()
    Ingest(settings, sender, lambda: NOW).mount(app)
    return TestClient(TestServer(app))


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()


@pytest.fixture
async def posts(sender: FakeSender) -> AsyncIterator["TestClient[Any, Any]"]:
    async with client(read_settings(ingest_token=TOKEN, ingest_max_bytes=20_000), sender) as running:
        yield running
    assert sender.closed


def report(name: str = "1", **given: Any) -> dict[str, Any]:
    return {"id": name, "text": "Goma fell on Sunday.", **given}


def lines(*reports: Any) -> bytes:
    return b"\n".join(json.dumps(one).encode() for one in reports)


async def answer(posts: Any, data: bytes, headers: dict[str, str], status: int) -> Any:
    async with posts.post("/api/articles", data=data, headers=headers) as got:
        assert got.status == status, await got.text()
        return await got.json()


async def test_without_a_token_in_the_settings_nobody_may(sender: FakeSender) -> None:
    async with client(read_settings(), sender) as posts:
        for headers in (ONE, ONE | BEARER):
            told = await answer(posts, lines(report()), headers, 403)
            assert "TOCSIN_INGEST_TOKEN" in told["error"]
    assert not sender.sent


async def test_who_has_no_token_or_a_wrong_one_gets_nothing_in(posts: Any, sender: FakeSender) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        async with posts.post("/api/articles", data=lines(report()), headers=ONE | headers) as got:
            assert got.status == 401
            assert got.headers["WWW-Authenticate"] == 'Bearer realm="tocsin"'
            assert "token" in (await got.json())["error"]
    assert not sender.sent


async def test_a_token_in_the_address_does_not_count(posts: Any) -> None:
    async with posts.post(f"/api/articles?token={TOKEN}", data=lines(report()), headers=ONE) as got:
        assert got.status == 401


async def test_one_report_and_many(posts: Any, sender: FakeSender) -> None:
    one = await answer(posts, lines(report("1")), ONE | BEARER, 202)
    many = await answer(posts, lines(report("2"), report("3")) + b"\n", LINES | BEARER, 202)
    assert [*one["accepted"], *many["accepted"]] == [article.article_id for article in sender.sent]
    assert [article.source_id for article in sender.sent] == ["1", "2", "3"]


async def test_one_bad_line_and_nothing_is_taken(posts: Any, sender: FakeSender) -> None:
    told = await answer(posts, lines(report("1"), report("2", text=""), report("3")), LINES | BEARER, 400)
    assert told == {
        "error": "nothing was taken: 1 of 3 reports cannot be read",
        "accepted": [],
        "problems": [{"line": 2, "problem": "give text or html, and it must not be blank"}],
    }
    assert not sender.sent


async def test_what_kafka_did_not_confirm_is_named(posts: Any, sender: FakeSender) -> None:
    sender.confirms = 1
    told = await answer(posts, lines(report("1"), report("2")), LINES | BEARER, 503)
    assert [len(told["accepted"]), len(told["unconfirmed"])] == [1, 1]
    assert "post the same again" in told["error"]


async def test_sizes_and_sorts_that_are_refused(posts: Any, sender: FakeSender) -> None:
    big = lines(report(text="x" * 30_000))
    assert "TOCSIN_INGEST_MAX_BYTES" in (await answer(posts, big, ONE | BEARER, 413))["error"]

    async def dripped() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b" " * 1_000

    async with posts.post("/api/articles", data=dripped(), headers=ONE | BEARER) as got:
        assert got.status == 413, "a body that does not tell its size"
    await answer(posts, lines(report()), {"Content-Type": "text/plain"} | BEARER, 415)
    await answer(posts, b"\x1f\x8b", ONE | BEARER | {"Content-Encoding": "gzip"}, 415)
    assert not sender.sent


async def test_a_body_that_does_not_come_is_given_up(sender: FakeSender) -> None:
    settings = read_settings(ingest_token=TOKEN)
    app = web.Application()
    Ingest(settings, sender, lambda: NOW, body_s=0.2).mount(app)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b" "
            await asyncio.sleep(0.1)

    async with (
        TestClient(TestServer(app)) as posts,
        posts.post("/api/articles", data=endless(), headers=ONE | BEARER) as got,
    ):
        assert got.status == 408
    assert not sender.sent


async def test_more_posts_than_there_is_memory_for_are_sent_away(posts: Any, sender: FakeSender) -> None:
    sender.go.clear()
    under_way = [
        asyncio.create_task(answer(posts, lines(report(str(i))), ONE | BEARER, 202)) for i in range(MOST_AT_ONCE)
    ]
    await asyncio.sleep(0.3)
    async with posts.post("/api/articles", data=lines(report()), headers=ONE | BEARER) as got:
        assert got.status == 503
        assert got.headers["Retry-After"]
    sender.go.set()
    await asyncio.gather(*under_way)
    await answer(posts, lines(report("more")), ONE | BEARER, 202)


async def test_the_token_stands_in_no_log_and_no_repr(posts: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await answer(posts, lines(report()), ONE | BEARER, 202)
        await answer(posts, b"{", ONE | BEARER, 400)
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(read_settings(ingest_token=TOKEN))


def test_tokens_are_read_from_a_file_and_checked(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n\nanother-token-for-the-change\n")
    assert read_settings(ingest_token_file=file).ingest_tokens == (TOKEN, "another-token-for-the-change")
    assert read_settings().ingest_tokens == ()
    for wrong in ("short", "with spaces in it, and long enough", "ünïcode-is-not-for-headers"):
        with pytest.raises(SettingsError, match="16 to 512 visible ASCII characters") as refused:
            read_settings(ingest_token=wrong)
        assert wrong not in str(refused.value)
    with pytest.raises(SettingsError, match="the same thing twice"):
        read_settings(ingest_token=TOKEN, ingest_token_file=file)
    with pytest.raises(SettingsError, match="ingest_token_file"):
        read_settings(ingest_token_file=tmp_path / "missing")


@pytest.mark.integration
async def test_what_was_accepted_is_on_the_topic_by_its_source_id(kafka: str) -> None:
    settings = read_settings(kafka=kafka, ingest_token=TOKEN)
    await create_topics(settings)
    names = [f"{uuid.uuid4()}" for _ in range(5)]
    async with client(settings, RawSender(settings)) as posts:
        told = await answer(posts, lines(*map(report, names)), LINES | BEARER, 202)
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka)
    await consumer.start()
    try:
        parts = [TopicPartition(RAW, number) for number in range(settings.partitions)]
        consumer.assign(parts)
        ends = await consumer.end_offsets(parts)
        for part, begin in (await consumer.beginning_offsets(parts)).items():
            consumer.seek(part, begin)
        found: dict[str, Any] = {}
        while any([await consumer.position(part) < end for part, end in ends.items()]):
            for records in (await consumer.getmany(timeout_ms=500)).values():
                found |= {record.key.decode(): record for record in records}
    finally:
        await consumer.stop()
    assert [decode(found[name].value, RawArticle).article_id for name in names] == told["accepted"]
    assert dict(found[names[0]].headers)[RECEIVED_AT] == NOW.isoformat().encode()


async def test_a_broker_that_is_away_confirms_nothing_and_is_tried_again() -> None:
    settings = read_settings(kafka="127.0.0.1:1", ingest_token=TOKEN)
    async with client(settings, RawSender(settings, wait_s=1.0)) as posts:
        for _ in range(2):
            told = await answer(posts, lines(report("1")), ONE | BEARER, 503)
            assert told["accepted"] == []
            assert len(told["unconfirmed"]) == 1
