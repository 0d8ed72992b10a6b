"""The pages: newest alerts, one incident, the delivery log. They are whole without JavaScript."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web

from agents.desk.board import Board
from agents.desk.filters import KINDS, REASONS, number, read_filter
from agents.desk.rendering import Renderer
from agents.desk.sources import Sources
from agents.faults import classify
from agents.logs import get_logger
from agents.web import Status
from schemas.alert import Alert, Incident
from schemas.claim import Claim
from schemas.kept import Case

PER_PAGE = 50
MOST_PAGES = 40
MOST_LOG_LINES = 200
STORE_TIMEOUT_S = 8.0
CACHED = "public, max-age=86400, immutable"

T = TypeVar("T")
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every route works with. epoch: of this process's count of alerts."""

    board: Board
    sources: Sources
    renderer: Renderer
    status: Status
    epoch: str

    def mark(self) -> str:
        """How far this page has come, for /events to go on from."""
        return f"{self.epoch}-{self.board.last_number}"


class Pages:
    """The routes for people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/", self.alerts),
            web.get("/incidents/{id}", self.incident),
            web.get("/deliveries", self.deliveries),
            web.get("/static/{name}", self.static),
        ]

    def error(self, status: int, why: str) -> web.Response:
        """An error as a page."""
        return self._page("message.html", status=status, code=status, why=why)

    async def alerts(self, request: web.Request) -> web.Response:
        """The newest alerts, filtered."""
        wanted, page = read_filter(request.query), number(request.query, "page", 1, MOST_PAGES)
        desk = self._desk
        found = desk.board.alerts(wanted)
        shown = [posted.alert for posted in itertools.islice(found, (page - 1) * PER_PAGE, page * PER_PAGE)]
        more = page < MOST_PAGES and next(found, None) is not None
        return self._page(
            "alerts.html", alerts=shown, wanted=wanted, page=page, more=more, reasons=REASONS,
            all_kinds=KINDS, countries=desk.board.countries(), mark=desk.mark(), missing=desk.status.missing(),
            loading=desk.status.loading, most=desk.board.most_alerts,
        )  # fmt: skip

    async def incident(self, request: web.Request) -> web.Response:
        """One incident taken apart: what is said, by whom, how sure, what was decided, who was told."""
        name = request.match_info["id"]
        told = incident_of(self._desk, name)
        if told is None:
            why = "The desk has no such incident, or it is older than what the desk keeps; the command has them all: "
            return self._page("message.html", status=404, code=404, why=f"{why}tocsin incidents show --help")
        ids = [alert.id for alert in told.alerts]
        log_of = self._desk.sources.deliveries
        deliveries = await readable(lambda: log_of.of_alerts(ids))
        muted = await readable(lambda: log_of.muted(told.alerts[0])) if told.alerts else None
        numbers = {claim.claim_id: i for i, (claim, _, _) in enumerate(told.claims, 1)}
        return self._page("incident.html", told=told, deliveries=deliveries, muted=muted, numbers=numbers)

    async def deliveries(self, request: web.Request) -> web.Response:
        """How each endpoint stands, and the latest attempts."""
        name = request.query.get("endpoint", "").strip() or None
        source = self._desk.sources.deliveries
        endpoints = await readable(source.endpoints)
        known = [endpoint.name for endpoint in endpoints or ()]
        if name is not None and endpoints is not None and name not in known:
            return self.error(404, "No endpoint has this name.")
        lines = await readable(lambda: source.log(name, MOST_LOG_LINES)) if endpoints is not None else None
        status = 200 if lines is not None else 503
        return self._page("deliveries.html", status=status, endpoints=endpoints, lines=lines, chosen=name)

    async def static(self, request: web.Request) -> web.Response:
        """Style, script and icon: their addresses change with what is in them."""
        file = self._desk.renderer.static.get(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound
        data, kind, _ = file
        return web.Response(body=data, content_type=kind, charset="utf-8", headers={"Cache-Control": CACHED})

    def _page(self, template: str, status: int = 200, **values: Any) -> web.Response:
        html = self._desk.renderer.page(template, **values)
        return web.Response(text=html, content_type="text/html", status=status)


@dataclass(frozen=True, slots=True)
class Told:
    """All that the desk knows of one incident. claims: (claim, its origin, its role), newest report last; case: null
    where the archive has not told of it yet, and the latest alert alone speaks."""

    incident: Incident
    claims: Sequence[tuple[Claim, str | None, str]]
    alerts: Sequence[Alert]
    case: Case | None
    grounds: Sequence[dict[str, Any]]
    timelines: Sequence[dict[str, Any]]


def incident_of(desk: Desk, name: str) -> Told | None:
    """The incident of this id, or null."""
    known, alerts = desk.board.incident(name), desk.board.of_incident(name)
    if known is None and not alerts:
        return None
    ledger = desk.sources.ledger
    incident = known.incident if known is not None else alerts[0].incident
    place = incident.place
    held = ledger.timelines(desk.board.cases(), place.name) if place is not None else ()
    if known is None:
        claims = [(claim, None, "report") for claim in alerts[0].claims]
        return Told(incident, claims, alerts, None, (), held)
    case = known.case
    return Told(
        incident=incident,
        claims=[(report.claim, report.origin, report.role) for report in case.reports],
        alerts=alerts,
        case=case,
        grounds=ledger.grounds(case),
        timelines=held,
    )


async def readable(ask: Callable[[], Awaitable[T]]) -> T | None:
    """What is asked of the delivery log; null where Redis does not answer now."""
    try:
        async with asyncio.timeout(STORE_TIMEOUT_S):
            return await ask()
    except Exception as error:
        if classify(error) != "passing":
            raise
        log.warning("the delivery log cannot be read: %s", error)
        return None
