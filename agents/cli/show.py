"""What ``tocsin demo`` does: start all, replay, show what rings, wait until nothing is under way, sum up."""

import asyncio
import math
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agents.cli import rundir, summary
from agents.cli.follow import Once, follow
from agents.cli.screen import Screen
from agents.cli.services import Services
from agents.cli.watch import Watch
from agents.embedded.errors import EmbeddedError
from agents.embedded.paths import SEEDS
from agents.replay.files import read_reports
from agents.replay.model import Problem
from agents.replay.send import Pace, Sent, replay
from agents.topics import ALERTS, DEAD_LETTERS
from schemas.alert import Alert, Incident
from schemas.codec import decode
from schemas.dead_letter import DeadLetter

POLL_S = 0.1
EVERY_S, FEW = 0.5, 20
STUCK_S = 180.0  # nothing has moved for so long: a report takes milliseconds


@dataclass(frozen=True)
class Options:
    """What was asked for. every_s: seconds between reports, null for a pace that suits their number."""

    paths: Sequence[Path]
    as_json: bool
    every_s: float | None
    keep: bool


@dataclass
class Run:
    """One demo under way."""

    services: Services
    watch: Watch
    screen: Screen
    tally: summary.Tally = field(default_factory=summary.Tally)
    sent_at: dict[str, float] = field(default_factory=dict)
    shown: int = 0
    once: Once = field(default_factory=Once)


async def show(options: Options) -> None:
    """The whole demo. Raises EmbeddedError where something cannot start, dies or gets stuck."""
    paths = options.paths or (SEEDS,)
    pace = await asyncio.to_thread(choose_pace, paths, options.every_s)
    began = time.monotonic()
    with rundir.passing(keep=options.keep) as folder, Screen(as_json=options.as_json) as screen:
        async with (
            Services(folder, screen.say, isolated=True, partitions=1) as services,
            Watch(services.settings) as watch,
        ):
            run = Run(services, watch, screen)
            showing = asyncio.create_task(_show_records(run))
            try:
                await _until_done(run, _replay(run, paths, pace), showing)
                await _until_done(run, _drain(run), showing, stuck_s=STUCK_S)
            finally:
                showing.cancel()
            incidents = await _incidents(services)
            ends = await watch.ends()
            screen.say("stopping ...")
        screen.end(summary.as_record(ends, run.tally, incidents), summary.as_tables(ends, run.tally, incidents))
        if options.keep:
            screen.say(f"kept in {folder}")
        screen.say(f"all done in {time.monotonic() - began:.1f} s; nothing is left running")


async def _replay(run: Run, paths: Sequence[Path], pace: Pace) -> None:
    def sent(report: Sent) -> None:
        run.sent_at.setdefault(report.article_id, time.monotonic())
        run.screen.replaying(report.done, report.total)

    def problem(found: Problem) -> None:
        run.tally.unsent += found.kind == "refused"
        run.screen.trouble(f"  {found}")

    await replay(paths, run.services.settings, pace, sent, problem)


def choose_pace(paths: Sequence[Path], every_s: float | None) -> Pace:
    """What was asked for; else, for a few reports, a pace that an eye can follow. EmbeddedError: there are none."""
    reading = read_reports(paths, now=datetime.now(UTC))
    if not reading.reports:
        raise EmbeddedError("there is nothing to replay:", [str(problem) for problem in reading.problems[:15]])
    if every_s is not None:
        return Pace(every_s=every_s)
    return Pace(every_s=EVERY_S) if len(reading.reports) <= FEW else Pace()


async def _drain(run: Run) -> None:
    """Wait until no step, no delivery and no record of ours to show is left."""
    from agents.deliver.store import pending
    from agents.redis import connect

    redis = connect(run.services.settings)
    try:
        while not await run.watch.drained():  # noqa: ASYNC110 - Kafka tells nobody when an end is reached
            await asyncio.sleep(POLL_S)
        while waiting := await pending(redis):
            run.screen.finishing(f"{waiting} webhooks")
            await asyncio.sleep(POLL_S)
    finally:
        await redis.aclose()
    ends = await run.watch.ends()
    while run.shown < ends[ALERTS] + ends[DEAD_LETTERS]:  # noqa: ASYNC110 - a fraction of a second
        await asyncio.sleep(POLL_S / 5)
    _show_deliveries(run)


async def _show_records(run: Run) -> None:
    async for record in follow(run.services.settings, ALERTS, DEAD_LETTERS, from_start=True):
        if record.topic == DEAD_LETTERS:
            letter = decode(record.value, DeadLetter)
            run.tally.dead_letters.append(letter)
            run.screen.trouble(f"  put aside by {letter.step}: {letter.error}: {letter.message}")
        else:
            _show_alert(run, decode(record.value, Alert))
        run.shown += 1


def _show_alert(run: Run, alert: Alert) -> None:
    if run.once(alert.id):
        run.tally.alerts.append(alert)
        sent_at = run.sent_at.get(alert.rung_by)
        run.screen.alert(alert, time.monotonic() - sent_at if sent_at else None)


def _show_deliveries(run: Run) -> None:
    for told in run.services.deliveries():
        run.screen.delivery(told)
        if told["verified"]:
            run.tally.verified.add(told["webhook_id"])
        else:
            run.tally.refused += 1


async def _until_done(
    run: Run, work: Coroutine[Any, Any, None], showing: asyncio.Task[None], *, stuck_s: float = math.inf
) -> None:
    """Await the work while watching over the children; raises EmbeddedError where one dies or nothing moves."""
    task = asyncio.ensure_future(work)
    moved, last = time.monotonic(), None
    try:
        while not task.done():
            await asyncio.wait({task, showing}, timeout=POLL_S, return_when=asyncio.FIRST_COMPLETED)
            run.services.check()
            _show_deliveries(run)
            if showing.done():
                showing.result()
            now = (run.shown, len(run.sent_at), len(run.tally.verified), await run.watch.progress())
            if now != last:
                moved, last = time.monotonic(), now
            elif time.monotonic() - moved > stuck_s:
                raise EmbeddedError(f"nothing has moved for {stuck_s:.0f} s", run.services.worker_tail())
        task.result()
    finally:
        task.cancel()


async def _incidents(services: Services) -> list[Incident]:
    from agents.ledger.store import incidents
    from agents.redis import connect

    redis = connect(services.settings)
    try:
        return list(await incidents(redis))
    finally:
        await redis.aclose()
