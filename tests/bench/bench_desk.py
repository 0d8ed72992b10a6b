"""What a full board costs, and a page made from it. Run: PYTHONPATH=. .venv/bin/python tests/bench/bench_desk.py"""

import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from desk_support import NOON, alert, casualty, fall, kept

from agents.cli.desk import ledger
from agents.desk.board import MOST_ALERTS, MOST_INCIDENTS, Board
from agents.desk.filters import KINDS, REASONS, Filter
from agents.desk.rendering import Renderer
from agents.ledger.incidents import view
from schemas.alert import Alert
from schemas.claim import Claim, Evidence
from schemas.codec import decode, encode
from schemas.kept import KeptIncident, Report
from schemas.place import Place

CLAIMS = 6
PER_PAGE = 50


def claims(number: int) -> tuple[Claim, ...]:
    sentence = (
        f"At least 12 people were killed in Goma on day {number}, a hospital official said, and more were missing."
    )
    evidence = Evidence(text=sentence, start=0, end=len(sentence))
    return tuple(
        casualty(f"c{number}-{i}", article_id=f"a{number}-{i}", outlet=f"Outlet {i}", evidence=evidence)
        for i in range(CLAIMS)
    )


def incident(number: int, places: int) -> bytes:
    name = f"Town {number % places}"
    place = Place(text=name, name=name, country="CD")
    reports = tuple(Report(claim=c, role="report", origin=c.outlet or "", published_at=NOON) for c in claims(number))
    return encode(kept(fall(place=place), name=f"i{number}", reports=reports))


def timed(what: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    print(f"{what:<58} {1e3 * (time.perf_counter() - began):9.1f} ms")


def memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def main() -> None:
    alerts = [encode(msgspec.structs.replace(alert(f"al{i}", minute=i), claims=claims(i))) for i in range(MOST_ALERTS)]
    incidents = [incident(i, places=500) for i in range(MOST_INCIDENTS)]
    board, before = Board(view), memory_mb()

    def fill() -> None:
        for record in alerts:
            board.add_alert(decode(record, Alert))
        for record in incidents:
            board.add_incident(decode(record, KeptIncident))

    timed(f"reading {MOST_ALERTS:,} alerts and {MOST_INCIDENTS:,} incidents, {CLAIMS} claims each", fill)
    print(f"{'memory of both':<58} {memory_mb() - before:9.1f} MB")
    timed("searching all alerts for words that none has", lambda: list(board.alerts(Filter(text="hospital nowhere"))))
    timed("timeline of one of 500 places", lambda: ledger().timelines(board.cases(), "Town 7"))
    for i in range(MOST_INCIDENTS):
        board.add_incident(decode(incident(i, places=1), KeptIncident))
    timed("timeline where all incidents are of one place", lambda: ledger().timelines(board.cases(), "Town 0"))
    renderer = Renderer()

    def page() -> str:
        shown = [posted.alert for posted in islice(board.alerts(Filter()), PER_PAGE)]
        return renderer.page(
            "alerts.html", alerts=shown, wanted=Filter(), page=1, more=True, reasons=REASONS, all_kinds=KINDS,
            countries=board.countries(), mark="x-1", missing=[], loading=False, most=MOST_ALERTS,
        )  # fmt: skip

    page()
    timed(f"a page of {PER_PAGE} alerts", page)


if __name__ == "__main__":
    main()
