"""A report that is posted rings on the desk: the real command, a real worker, Kafka and Redis."""

import asyncio
import os
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from agents.embedded.ports import free_ports

pytestmark = pytest.mark.integration
HEADERS = {"Authorization": "Bearer a-token-that-nobody-guesses"}


def start(command: str, given: dict[str, str], folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / f"{command}.log").open("wb") as file:
        return subprocess.Popen([sys.executable, "-m", "agents.cli.main", command], env=os.environ | given, stderr=file)


async def ready(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(f"{url}/readyz") as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture
async def desk_url(kafka: str, redis_url: str, group: str, tmp_path: Path) -> AsyncIterator[str]:
    desk, worker = free_ports(2)
    given = {
        "TOCSIN_KAFKA": kafka, "TOCSIN_REDIS_URL": redis_url, "TOCSIN_GROUP": group, "TOCSIN_DESK_PORT": str(desk),
        "TOCSIN_METRICS_PORT": str(worker), "TOCSIN_INGEST_TOKEN": HEADERS["Authorization"].split()[1],
    }  # fmt: skip
    processes = [start(command, given, tmp_path) for command in ("desk", "worker")]
    try:
        async with aiohttp.ClientSession() as session, asyncio.timeout(90):
            for port in (desk, worker):
                while not await ready(session, f"http://127.0.0.1:{port}"):
                    assert all(process.poll() is None for process in processes), logs(tmp_path)
                    await asyncio.sleep(0.2)
        yield f"http://127.0.0.1:{desk}"
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


def logs(folder: Path) -> str:
    return "\n".join(path.read_text()[-3000:] for path in sorted(folder.glob("*.log")))


async def test_a_posted_report_rings_on_the_desk_once(desk_url: str, tmp_path: Path) -> None:
    name = uuid.uuid4().hex[:12]
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    text = "At least 12 people were killed when shells hit a market in Kadugli, a hospital official said."
    report = {"id": name, "outlet": f"Wire {name}", "published_at": now, "text": text}

    async def alerts(session: aiohttp.ClientSession) -> list[Any]:
        async with session.get(f"{desk_url}/api/alerts", params={"text": name, "quiet": "1"}) as answer:
            return list((await answer.json())["alerts"])

    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.post(f"{desk_url}/api/articles", json=report, headers=HEADERS) as answer:
                assert answer.status == 202
                (article,) = (await answer.json())["accepted"]
        async with asyncio.timeout(60):
            while not await alerts(session):  # noqa: ASYNC110 - it is asked over HTTP
                await asyncio.sleep(0.1)
        await asyncio.sleep(2)
        (alert,) = await alerts(session)
        assert alert["rung_by"] == article
        assert alert["incident"]["effects"]["killed"]["low"] == 12
        async with session.get(f"{desk_url}/incidents/{alert['incident']['id']}") as answer:
            page = await answer.text()
        assert "shells hit a market in Kadugli" in page
        assert "What was decided" in page, "the archive has told of it, too"
    assert "Traceback" not in logs(tmp_path)
