"""The shipped reports through the real stream: what rings, and that neither a replay nor kill -9 changes it."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.cli.follow import follow_alerts
from agents.cli.services import Services
from agents.cli.watch import Watch
from agents.replay.send import Pace, replay
from schemas.alert import Alert
from schemas.codec import plain

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]
SEEDS = Path(__file__).parents[2] / "seeds"
PATIENCE_S = 120.0
Row = dict[str, Any]


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def services(run_dir: Path) -> Services:
    return Services(run_dir, lambda _: None, isolated=True, partitions=1)


async def settle(running: Services) -> None:
    """Wait until nothing is under way, and every ringing alert has reached the receiver."""
    deadline = time.monotonic() + PATIENCE_S
    async with Watch(running.settings) as watch:
        while not await watch.drained():
            assert time.monotonic() < deadline, (await watch.progress(), running.worker_tail())
            await asyncio.sleep(0.2)


async def alerts(running: Services) -> list[Alert]:
    """Every alert on the topic so far, each id once."""
    found: list[Alert] = []
    stream = follow_alerts(running.settings, from_start=True, unreadable=pytest.fail)
    try:
        while True:
            found.append(await asyncio.wait_for(anext(stream), 5.0))
    except (TimeoutError, StopAsyncIteration):
        return found
    finally:
        await stream.aclose()


async def delivered(running: Services, wanted: set[str]) -> set[str]:
    """Ids of the verified deliveries, once the receiver has all that are wanted (or patience ends)."""
    got: set[str] = set()
    deadline = time.monotonic() + 30
    while not wanted <= got and time.monotonic() < deadline:
        got |= {row["webhook_id"] for row in running.deliveries() if row.get("verified")}
        await asyncio.sleep(0.2)
    return got


def fits(wanted: Row, alert: Row) -> bool:
    incident = alert["incident"]
    if alert["reason"] != wanted["reason"] or incident["kind"] != wanted["kind"]:
        return False
    place = json.dumps(incident["place"], ensure_ascii=False).replace("’", "").replace("'", "").casefold()
    name = (wanted.get("place") or "").replace("’", "").replace("'", "").casefold()
    if name and incident["place"] is not None and name not in place and not _transliterated(name, place):
        return False
    if name and incident["place"] is None:
        return False
    for effect, bounds in (wanted.get("effects") or {}).items():
        told = incident["effects"].get(effect)
        if told is None or told["low"] != bounds["low"]:
            return False
    return True


def _transliterated(name: str, place: str) -> bool:
    return name.startswith("northern") and name.split()[-1] in place


def compare(expected: list[Row], rung: list[Row]) -> tuple[list[Row], list[Row]]:
    """(required alerts that did not ring, alerts that nobody expected)."""
    left = list(rung)
    missing = []
    for wanted in sorted(expected, key=lambda row: not row["required"]):
        match = next((alert for alert in left if fits(wanted, alert)), None)
        if match is not None:
            left.remove(match)
        elif wanted["required"]:
            missing.append(wanted)
    return missing, left


async def test_the_seeds_ring_what_is_expected_once_and_a_second_replay_rings_nothing(tmp_path: Path) -> None:
    expected = [json.loads(line) for line in (SEEDS / "expected_alerts.jsonl").read_text("utf-8").splitlines()]
    async with services(tmp_path / "run") as running:
        await replay([SEEDS], running.settings, Pace(every_s=0.4))
        await settle(running)
        first = await alerts(running)
        rung = [plain(alert) for alert in first if alert.rings]
        missing, extra = compare(expected, rung)
        assert not missing, [(row["by"], row["kind"], row["place"]) for row in missing]
        assert not extra, [(a["reason"], a["incident"]["place"], a["claims"][-1]["evidence"]["text"]) for a in extra]
        ids = {alert.id for alert in first if alert.rings}
        assert await delivered(running, ids) == ids
        await replay([SEEDS], running.settings, Pace())
        await settle(running)
        assert {alert.id for alert in await alerts(running)} == {alert.id for alert in first}


@pytest.mark.faults
async def test_kill_9_in_the_middle_of_a_replay_loses_no_alert_and_repeats_none(tmp_path: Path) -> None:
    async with services(tmp_path / "calm") as running:
        await replay([SEEDS], running.settings, Pace(every_s=0.3))
        await settle(running)
        calm = {alert.id for alert in await alerts(running)}
    assert calm
    async with services(tmp_path / "struck") as running:
        sending = asyncio.create_task(replay([SEEDS], running.settings, Pace(every_s=0.7)))
        for _ in range(2):
            await asyncio.sleep(1.2)
            assert running.worker is not None
            pid = running.worker.pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            await running.worker.wait(10)
            assert await running.revive_worker()
        await sending
        await settle(running)
        struck = await alerts(running)
        assert {alert.id for alert in struck} == calm
        ids = {alert.id for alert in struck if alert.rings}
        assert await delivered(running, ids) == ids
