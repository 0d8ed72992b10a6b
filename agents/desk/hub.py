"""Open pages that wait for news: each has a short queue, and one that does not read is let go (it asks again)."""

import asyncio
from dataclasses import dataclass, field

from agents import metrics
from agents.desk.board import Posted
from agents.desk.filters import Filter, wants

MOST_VIEWERS = 500
QUEUE = 100


class FullHouseError(RuntimeError):
    """More pages are open than one desk serves."""


@dataclass(eq=False)
class Viewer:
    """One open page. ``next`` gives null when it is to be let go."""

    wanted: Filter
    queue: "asyncio.Queue[Posted | None]" = field(default_factory=lambda: asyncio.Queue(QUEUE))
    gone: bool = False

    def tell(self, posted: Posted) -> None:
        """Queue it if it was asked for; a full queue ends the page's turn."""
        if self.gone or not wants(self.wanted, posted.alert, posted.folded):
            return
        try:
            self.queue.put_nowait(posted)
        except asyncio.QueueFull:
            self.dismiss()

    def dismiss(self) -> None:
        """Let it go, at once: what is queued is asked for again."""
        self.gone = True
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)

    async def next(self) -> Posted | None:
        """The next alert for this page, as soon as there is one."""
        return await self.queue.get()


class Hub:
    """All open pages."""

    def __init__(self, most: int = MOST_VIEWERS) -> None:
        self._most = most
        self._viewers: set[Viewer] = set()
        self._closed = False

    def enter(self, wanted: Filter) -> Viewer:
        """A page is open from now on; raises FullHouseError."""
        if self._closed or len(self._viewers) >= self._most:
            raise FullHouseError
        viewer = Viewer(wanted)
        self._viewers.add(viewer)
        metrics.desk_viewers.set(len(self._viewers))
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """It is closed."""
        self._viewers.discard(viewer)
        metrics.desk_viewers.set(len(self._viewers))

    def tell(self, posted: Posted) -> None:
        """An alert came."""
        for viewer in list(self._viewers):
            viewer.tell(posted)

    def close(self) -> None:
        """Let all go, and nobody in."""
        self._closed = True
        for viewer in list(self._viewers):
            viewer.dismiss()
