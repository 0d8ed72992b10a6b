"""One attempt: a POST with a time limit, to permitted addresses alone, redirects not followed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp

from agents.deliver.addresses import Allowed, BlockedAddressError, GuardedResolver, check_literal
from agents.deliver.retry import retry_after_s
from agents.deliver.state import Answer, Failure

MOST_READ = 65_536  # bytes of an answer: nothing in it matters, but that it is whole


USER_AGENT = "Tocsin"


@dataclass(frozen=True, slots=True)
class Request:
    """What one attempt sends; address and headers may hold secrets and stay out of repr."""

    url: str = field(repr=False)
    body: bytes
    headers: Mapping[str, str] = field(repr=False)


class HttpPost:
    """Posts by aiohttp, a new connection for each attempt: a kept one may be closed in the moment it is used.

    timeout_s: for the whole attempt, from resolving the name to the end of the answer.
    """

    def __init__(self, allowed: Allowed, timeout_s: float, now: Callable[[], float]) -> None:
        self._allowed = allowed
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._now = now
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(self._allowed), use_dns_cache=False, force_close=True, limit=4
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=self._timeout,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def __call__(self, request: Request) -> Answer:
        """Send it, and say what came of it. Raises nothing that the receiver can cause."""
        began = perf_counter()
        try:
            return await self._send(request, began)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return Answer(failure=failure(error), seconds=perf_counter() - began)

    async def _send(self, request: Request, began: float) -> Answer:
        assert self._session is not None
        check_literal(urlsplit(request.url).hostname or "", self._allowed)
        async with self._session.post(
            request.url, data=request.body, headers=request.headers, allow_redirects=False
        ) as response:
            read = 0
            async for piece in response.content.iter_chunked(8192):
                read += len(piece)
                if read > MOST_READ:
                    break
            after = retry_after_s(response.headers.get("retry-after"), self._now())
            return Answer(status=response.status, seconds=perf_counter() - began, retry_after_s=after)


def failure(error: Exception) -> Failure:
    """What an attempt that raised this failed of."""
    beneath = getattr(error, "os_error", None)
    if isinstance(error, BlockedAddressError) or isinstance(beneath, BlockedAddressError):
        return "blocked_address"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ClientResponseError | aiohttp.ServerDisconnectedError):
        return "broken"
    return "connection"


def redacted(url: str) -> str:
    """Scheme and host of an address: its path or query may hold a token."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname or ""
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}/…"
