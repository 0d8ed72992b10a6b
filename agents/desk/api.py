"""The read-only API: the same as the page in JSON, each record as it stands on its topic."""

import itertools
from datetime import datetime
from typing import Any

from aiohttp import web

from agents.desk.filters import BadQueryError, number, read_filter
from agents.desk.pages import Desk, incident_of
from schemas.codec import encode, plain

FILTERS = ("kind", "reason", "country", "text", "quiet")
MOST = 1_000
DEFAULT = 100
LONGEST_PLACE = 200


class Api:
    """The routes for programs. Each answers one JSON object, or {"error": …}."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/api/alerts", self.alerts),
            web.get("/api/incidents", self.incidents),
            web.get("/api/incidents/{id}", self.incident),
            web.get("/api/timeline", self.timeline),
        ]

    async def alerts(self, request: web.Request) -> web.Response:
        """Alerts that rang at ``since`` or later, oldest first; without it the newest."""
        self._check_loaded()
        check_names(request, "since", "limit", *FILTERS)
        wanted, most = read_filter(request.query), number(request.query, "limit", DEFAULT, MOST)
        found = self._desk.board.since(instant(request.query.get("since", "")), most, wanted)
        return _json({"alerts": [posted.alert for posted in found]})

    async def incidents(self, request: web.Request) -> web.Response:
        """Incidents, the one told of last first."""
        self._check_loaded()
        check_names(request, "limit", "kind", "country", "text")
        wanted, most = read_filter(request.query), number(request.query, "limit", DEFAULT, MOST)
        found = itertools.islice(self._desk.board.incidents(wanted), most)
        return _json({"incidents": [known.incident for known in found]})

    async def incident(self, request: web.Request) -> web.Response:
        """One incident: its record, the claims it rests on, the grounds of its grade, its history and alerts."""
        told = incident_of(self._desk, request.match_info["id"])
        if told is None:
            self._check_loaded()
            raise web.HTTPNotFound(text="the desk has no such incident, or it is older than what the desk keeps")
        case = told.case
        return _json(
            {
                "incident": told.incident,
                "reports": [
                    {"origin": origin, "role": role, "claim": plain(claim)} for claim, origin, role in told.claims
                ],
                "grounds": told.grounds,
                "history": plain(case.history) if case is not None else [],
                "merged_into": case.merged_into if case is not None else None,
                "alerts": told.alerts,
            }
        )

    async def timeline(self, request: web.Request) -> web.Response:
        """Who is said to have held a place, from when, by whose word; of every place that has this name."""
        self._check_loaded()
        check_names(request, "place")
        place = request.query.get("place", "").strip()
        if not place or len(place) > LONGEST_PLACE:
            raise BadQueryError(f"place must be the name of a place, {LONGEST_PLACE} characters or less")
        board, ledger = self._desk.board, self._desk.sources.ledger
        return _json({"timelines": ledger.timelines(board.cases(), place)})

    def _check_loaded(self) -> None:
        """An answer from half a board would look like the whole."""
        if self._desk.status.loading:
            raise web.HTTPServiceUnavailable(text="still reading what there is; ask again in a few seconds")


def check_names(request: web.Request, *known: str) -> None:
    """A parameter that is not understood would silently give too much. Raises BadQueryError."""
    if unknown := sorted(set(request.query) - set(known)):
        raise BadQueryError(f"there is no parameter {unknown[0]!r} here, only {', '.join(known)}")


def instant(text: str) -> datetime | None:
    """``since``: ISO 8601 with a time zone; null where it is empty. Raises BadQueryError."""
    # A + in a query string is a blank: 2026-01-01T00:00:00+00:00 comes as "… 00:00".
    given = text.strip().replace(" ", "+") if "T" in text else text.strip()
    if not given:
        return None
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadQueryError("since must be an instant with a time zone, as 2026-01-31T12:00:00Z")
    return found


def _json(body: dict[str, Any]) -> web.Response:
    return web.Response(body=encode(body), content_type="application/json")
