"""/events: new alerts for open pages, as server-sent events; each is the alert's card, ready to be shown."""

import asyncio
import json

from aiohttp import web

from agents.desk.board import Posted
from agents.desk.filters import Filter, read_filter
from agents.desk.hub import FullHouseError, Hub
from agents.desk.pages import Desk

KEEP_ALIVE_S = 15.0
MOST_MISSED = 100
HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no", "Cache-Control": "no-store"}


class Live:
    """The route. keep_alive_s: how often a quiet line is written to, so that nothing between here and there ends it."""

    def __init__(self, desk: Desk, hub: Hub, *, keep_alive_s: float = KEEP_ALIVE_S) -> None:
        self._desk = desk
        self._hub = hub
        self._keep_alive_s = keep_alive_s

    def routes(self) -> list[web.RouteDef]:
        """The one route."""
        return [web.get("/events", self.events, allow_head=False)]

    async def events(self, request: web.Request) -> web.StreamResponse:
        """What came after ``last`` (or Last-Event-ID), then all that comes. An event `reload` says that this desk
        cannot tell what was missed; an event `alert` has {"id", "headline", "html"}."""
        wanted = read_filter(request.query)
        last = request.headers.get("Last-Event-ID") or request.query.get("last", "")
        if self._desk.status.loading:
            raise web.HTTPServiceUnavailable(text="still reading what there is; ask again in a few seconds")
        try:
            viewer = self._hub.enter(wanted)
        except FullHouseError:
            raise web.HTTPServiceUnavailable(text="too many pages are open; ask again later") from None
        response = web.StreamResponse(headers=HEADERS)
        try:
            await response.prepare(request)
            await response.write(b"retry: 3000\n\n")
            missed = self._missed(last, wanted)
            if missed is None:
                await response.write(event("reload", self._desk.mark(), {}))
            for posted in missed or ():
                await response.write(self._alert(posted))
            while True:
                try:
                    found = await asyncio.wait_for(viewer.next(), self._keep_alive_s)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if found is None:
                    break
                if missed is None or found not in missed:
                    await response.write(self._alert(found))
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            self._hub.leave(viewer)
        return response

    def _missed(self, last: str, wanted: Filter) -> list[Posted] | None:
        """What came since a mark; null where it is another process's, or too much."""
        epoch, _, count = last.rpartition("-")
        if epoch != self._desk.epoch or not (count.isascii() and count.isdigit() and len(count) < 16):
            return None
        missed = self._desk.board.after(int(count), wanted)
        return missed if len(missed) <= MOST_MISSED else None

    def _alert(self, posted: Posted) -> bytes:
        renderer = self._desk.renderer
        html = renderer.page("card.html", alert=posted.alert, fresh=True)
        told = {"id": posted.alert.id, "headline": renderer.headline(posted.alert), "html": html}
        return event("alert", f"{self._desk.epoch}-{posted.number}", told)


def event(name: str, mark: str, data: dict[str, str]) -> bytes:
    """One event as it goes over the wire; JSON has no line end in it."""
    return f"event: {name}\nid: {mark}\ndata: {json.dumps(data)}\n\n".encode()
