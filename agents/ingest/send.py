"""Raw articles to Kafka, each with the broker's word or without it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaProducer

from agents.faults import classify
from agents.kafka import client_options
from agents.settings import Settings
from agents.topics import RAW, RECEIVED_AT
from schemas.codec import encode
from schemas.raw_article import RawArticle

WAIT_S = 20.0
MOST_KEY_BYTES = 1_000


@dataclass(frozen=True, slots=True)
class Sent:
    """Ids of what Kafka has confirmed, and of what it may have all the same."""

    accepted: tuple[str, ...]
    unconfirmed: tuple[str, ...] = ()


class RawSender:
    """One producer, connected at the first post; after a fault a fresh one is made at the next."""

    def __init__(self, settings: Settings, *, wait_s: float = WAIT_S) -> None:
        self._settings = settings
        self._wait_s = wait_s
        self._producer: AIOKafkaProducer | None = None
        self._connecting = asyncio.Lock()

    async def send(self, articles: Sequence[RawArticle]) -> Sent:
        """Send all, and wait for the broker's word on each, so long at most."""
        answers: list[asyncio.Future[Any]] = []
        try:
            async with asyncio.timeout(self._wait_s):
                producer = await self._connected()
                for article in articles:
                    answers.append(await self._buffer(producer, article))
                await asyncio.wait(answers)  # unlike gather, it leaves them alone when the time is over
        except Exception as error:
            if classify(error) != "passing":
                raise
        confirmed = [answer.done() and not answer.cancelled() and answer.exception() is None for answer in answers]
        confirmed += [False] * (len(articles) - len(answers))
        pairs = list(zip(articles, confirmed, strict=True))
        return Sent(
            accepted=tuple(article.article_id for article, has in pairs if has),
            unconfirmed=tuple(article.article_id for article, has in pairs if not has),
        )

    async def _buffer(self, producer: AIOKafkaProducer, article: RawArticle) -> "asyncio.Future[Any]":
        key = (article.source_id or article.article_id).encode("utf-8", "surrogatepass")[:MOST_KEY_BYTES]
        headers = [(RECEIVED_AT, article.received_at.isoformat().encode())]
        answer: asyncio.Future[Any] = await producer.send(RAW, encode(article), key=key, headers=headers)
        answer.add_done_callback(_seen)  # one that fails after the time is over is nobody's news
        return answer

    async def _connected(self) -> AIOKafkaProducer:
        async with self._connecting:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    **client_options(self._settings),
                    acks="all",
                    enable_idempotence=True,
                    max_request_size=self._settings.max_record_bytes,
                    request_timeout_ms=10_000,
                )
                try:
                    await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer

    async def close(self) -> None:
        """Send what is buffered, and disconnect."""
        if self._producer is not None:
            await self._producer.stop()


def _seen(answer: "asyncio.Future[Any]") -> None:
    if not answer.cancelled():
        answer.exception()
