"""A real Alertmanager takes what is sent, pages each news of an incident and is silenced by its labels."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from deliver_support import Clock, drain, endpoint, harmed, sender

from agents.deliver.store import RedisStore
from agents.embedded.ports import free_ports

PROGRAM = shutil.which("prometheus-alertmanager") or shutil.which("alertmanager")
CONFIG = "route: {receiver: nobody, group_by: [incident]}\nreceivers: [{name: nobody}]\n"


@pytest.fixture
async def alertmanager(tmp_path: Path) -> AsyncIterator[str]:
    if PROGRAM is None:
        pytest.skip("Alertmanager is not installed (Debian: apt-get install prometheus-alertmanager)")
    (port,) = free_ports(1)
    (tmp_path / "config.yml").write_text(CONFIG)
    process = await asyncio.create_subprocess_exec(
        PROGRAM, f"--config.file={tmp_path}/config.yml", f"--storage.path={tmp_path}/data",
        f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        async with aiohttp.ClientSession() as session, asyncio.timeout(30):
            while True:
                try:
                    async with session.get(f"{url}/-/ready") as response:
                        if response.status == 200:
                            break
                except aiohttp.ClientConnectionError:
                    pass
                await asyncio.sleep(0.1)
        yield url
    finally:
        process.kill()
        await process.wait()


async def active(url: str) -> list[Any]:
    async with aiohttp.ClientSession() as session, session.get(f"{url}/api/v2/alerts") as response:
        found: list[Any] = await response.json()
        return found


async def test_a_real_alertmanager(alertmanager: str, store: RedisStore) -> None:
    clock = Clock(datetime.now(UTC), timedelta(0))
    to = endpoint(name="am", type="alertmanager", url=alertmanager, labels={"team": "night"})
    sending = sender(store, clock, [to], timeout_s=10)
    for id, reason in (("a1", "first_report"), ("a2", "toll_raised")):
        await sending.schedule(harmed(id, incident="i1", reason=reason))
    assert await drain(sending, to, clock) == 2
    assert [line.status for line in await store.log("am")] == [200, 200]
    found = await active(alertmanager)
    assert {one["labels"]["reason"] for one in found} == {"first_report", "toll_raised"}
    assert {(one["labels"]["incident"], one["labels"]["team"], one["status"]["state"]) for one in found} == {
        ("i1", "night", "active")
    }
    silence = {
        "matchers": [{"name": "place", "value": "Riverton", "isRegex": False, "isEqual": True}],
        "startsAt": datetime.now(UTC).isoformat(), "endsAt": (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
        "createdBy": "night", "comment": "drill",
    }  # fmt: skip
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{alertmanager}/api/v2/silences", json=silence) as response,
    ):
        assert response.status == 200
    async with asyncio.timeout(10):
        while {one["status"]["state"] for one in await active(alertmanager)} != {"suppressed"}:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
