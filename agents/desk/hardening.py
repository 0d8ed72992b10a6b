"""What holds for every answer: headers that keep a browser from being turned against its user, and errors in words."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from agents import metrics
from agents.desk.filters import BadQueryError
from agents.logs import get_logger

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OPEN_ENDED: Final = "/events"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Show = Callable[[int, str], web.Response]
"""An error as a page: status, and what to say."""

log = get_logger(__name__)


async def harden(_: web.Request, response: web.StreamResponse) -> None:
    """Give an answer the headers, before it is sent."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)


def answering(show: Show) -> Any:
    """The middleware: counts requests and turns errors into JSON for programs, and into pages for people."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        began = time.perf_counter()
        route = route_of(request)
        status = 500
        try:
            response = await _answer(request, handler, show)
            status = response.status
            return response
        finally:
            metrics.count_request(route, status, None if route == OPEN_ENDED else time.perf_counter() - began)

    return answer


def route_of(request: web.Request) -> str:
    """The pattern that a request fits, `other` where it fits none: a bounded label."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "other"


async def _answer(request: web.Request, handler: Handler, show: Show) -> web.StreamResponse:
    headers: dict[str, str] = {}
    try:
        return await handler(request)
    except BadQueryError as error:
        status, why = 400, str(error)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        said = error.text or ""
        status, why = error.status, error.reason if said in ("", f"{error.status}: {error.reason}") else said
        headers = {name: error.headers[name] for name in ("Allow",) if name in error.headers}
    except Exception:
        log.exception("%s failed", route_of(request))
        status, why = 500, "something went wrong here; the log of the desk says what"
    machine = request.path.startswith("/api/") or request.path == OPEN_ENDED
    answer = web.json_response({"error": why}, status=status) if machine else show(status, why)
    answer.headers.update(headers)
    return answer
