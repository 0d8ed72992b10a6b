"""POST /api/articles: the one way to write over HTTP, for those who have the token."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any, Protocol

from aiohttp import web

from agents import metrics
from agents.ingest.allow import Verdict, judge
from agents.ingest.read import Limits, Post, read_post
from agents.ingest.send import Sent
from agents.settings import Settings

ROUTE = "/api/articles"
ONE, LINES = "application/json", ("application/x-ndjson", "application/jsonl", "application/json-lines")
MOST_AT_ONCE = 8
"""Posts in hand at once; each may hold ingest_max_bytes of memory, several times over."""
RETRY_AFTER_S = 5
BODY_S = 30.0
"""A body that takes longer holds up others."""

REFUSALS: dict[Verdict, tuple[int, str]] = {
    "closed": (403, "nobody may post reports here: TOCSIN_INGEST_TOKEN or TOCSIN_INGEST_TOKEN_FILE is not set"),
    "no_token": (401, "send the token: Authorization: Bearer TOKEN"),
    "wrong_token": (401, "the token is not the right one"),
}


class Sender(Protocol):
    """What takes the articles to Kafka."""

    async def send(self, articles: tuple[Any, ...]) -> Sent:
        """Send all; what was confirmed, and what was not."""

    async def close(self) -> None:
        """Disconnect."""


class Ingest:
    """The route, and what it works with. now: the clock; body_s: how long a body may take to come."""

    def __init__(
        self, settings: Settings, sender: Sender, now: Callable[[], datetime], *, body_s: float = BODY_S
    ) -> None:
        self._body_s = body_s
        self._tokens = settings.ingest_tokens
        self._most_bytes = settings.ingest_max_bytes
        self._limits = Limits(chars=settings.max_article_chars, record_bytes=settings.max_record_bytes)
        self._sender = sender
        self._now = now
        self._in_hand = 0

    def mount(self, app: web.Application) -> None:
        """Add the route to a server, and close the sender with it."""
        app.router.add_post(ROUTE, self.post, name="ingest")

        async def closing(_: web.Application) -> AsyncIterator[None]:
            yield
            await self._sender.close()

        app.cleanup_ctx.append(closing)

    async def post(self, request: web.Request) -> web.Response:
        """202 with the ids that Kafka has; 400 with what is wrong, and then nothing is taken; 503 with both."""
        verdict = judge(request.headers.get("Authorization"), self._tokens)
        if verdict != "allowed":
            status, why = REFUSALS[verdict]
            return _told(status, why, headers={"WWW-Authenticate": 'Bearer realm="tocsin"'} if status == 401 else {})
        if request.content_type != ONE and request.content_type not in LINES:
            return _told(415, f"Content-Type must be {ONE} for one report, or {LINES[0]} for one a line")
        if request.headers.get("Content-Encoding", "identity") != "identity":
            return _told(415, "send the body as it is, not compressed")
        if self._in_hand >= MOST_AT_ONCE:
            return _told(503, "too many posts at once", headers={"Retry-After": str(RETRY_AFTER_S)})
        self._in_hand += 1
        try:
            return await self._take(request)
        finally:
            self._in_hand -= 1

    async def _take(self, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(self._body_s):
                body = await _bounded(request, self._most_bytes)
        except TimeoutError:
            return _told(408, f"the body took longer than {self._body_s:.0f} s: post it in parts")
        if body is None:
            return _told(413, f"more than {self._most_bytes} bytes (TOCSIN_INGEST_MAX_BYTES): post it in parts")
        post = read_post(body, lines=request.content_type != ONE, now=self._now(), limits=self._limits)
        if post.problems:
            return _refused(post)
        sent = await self._sender.send(post.articles)
        metrics.count_posted("accepted", len(sent.accepted))
        if not sent.unconfirmed:
            return web.json_response({"accepted": sent.accepted}, status=202)
        metrics.count_posted("unconfirmed", len(sent.unconfirmed))
        why = "Kafka has not confirmed all of them in time; post the same again, what it has is not taken twice"
        return _told(
            503, why, accepted=sent.accepted, unconfirmed=sent.unconfirmed, headers={"Retry-After": str(RETRY_AFTER_S)}
        )


async def _bounded(request: web.Request, most: int) -> bytes | None:
    """The body, or null where it is larger."""
    if (request.content_length or 0) > most:
        return None
    body = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def _refused(post: Post) -> web.Response:
    metrics.count_posted("refused", len(post.articles) + len(post.problems))
    bad = f"{len(post.problems)} of {len(post.articles) + len(post.problems)} reports"
    problems = [{"line": problem.line, "problem": problem.problem} for problem in post.problems]
    return _told(400, f"nothing was taken: {bad} cannot be read", accepted=[], problems=problems)


def _told(status: int, why: str, *, headers: dict[str, str] | None = None, **more: object) -> web.Response:
    return web.json_response({"error": why, **more}, status=status, headers=headers)
