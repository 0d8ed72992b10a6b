"""The step itself: what is new goes on, a duplicate leaves a note of who carried it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dedupe_reports import BODY, OTHER, article
from redis.asyncio import Redis

from agents import topics
from agents.dedupe.agent import build
from agents.guard import Context, Out
from agents.settings import read_settings
from schemas.codec import decode, encode
from schemas.copied_article import CopiedArticle
from schemas.unique_article import UniqueArticle


async def nobody_sends(outs: Sequence[Out], *_: object) -> None:
    raise AssertionError("the step sends what its handler returns, and nothing by itself")


async def test_a_duplicate_ends_as_a_note_on_its_original(redis: Redis) -> None:
    now = datetime(2014, 6, 17, tzinfo=UTC)
    step = build(Context(settings=read_settings(), redis=redis, now=lambda: now, send=nobody_sends))
    assert (step.name, step.source) == ("dedupe", topics.CLEAN)
    first = article("a", outlet="Courier")
    copy = article("b", BODY[:3], outlet="Harbour Post", hours=3, url="https://post.example/1")
    other = article("c", OTHER, title="Budget passes")

    [out] = await step.handle(first)
    assert (out.topic, out.key) == (topics.UNIQUE, "a")
    assert isinstance(out.record, UniqueArticle)

    [note] = await step.handle(copy)
    assert (note.topic, note.key) == (topics.COPIES, "a")
    told = decode(encode(note.record), CopiedArticle)
    assert (told.article_id, told.original_id, told.outlet) == ("b", "a", "Harbour Post")
    assert (told.url, told.published_at) == ("https://post.example/1", copy.published_at)
    assert told.reason == "truncated"
    assert 0 < told.similarity <= 1

    assert await step.handle(copy) == [note]
    assert [out.topic for out in await step.handle(other)] == [topics.UNIQUE]
