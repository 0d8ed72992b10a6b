"""The ledger by its commands, on the real stream: what is known, a merger undone, Redis emptied and rebuilt."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.cli.services import Services
from agents.cli.watch import Watch
from agents.redis import Redis, connect
from agents.replay.send import Pace, replay

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]
SEEDS = Path(__file__).parents[2] / "seeds"
LEDGER = ("version", "latest", "expiry", "incident:*", "handle:*", "waiting:*", "result:*")


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


async def drained(running: Services) -> None:
    deadline = time.monotonic() + 120
    async with Watch(running.settings) as watch:
        while not await watch.drained():
            assert time.monotonic() < deadline, (await watch.progress(), running.worker_tail())
            await asyncio.sleep(0.2)


async def tocsin(running: Services, *words: str, code: int = 0) -> str:
    """What the command prints, on standard output or, where it fails, as its error."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    env |= {
        "TOCSIN_KAFKA": running.settings.kafka,
        "TOCSIN_REDIS_URL": running.settings.redis_url.get_secret_value(),
        "TOCSIN_PARTITIONS": str(running.settings.partitions),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "agents.cli.main", *words,
        env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == code, (words, out.decode(), err.decode())
    return (err if code else out).decode()


async def dump(redis: "Redis") -> dict[str, Any]:
    """Every key of the ledger with what it holds, and its hours to live."""
    client: Any = redis
    found: dict[str, Any] = {}
    keys = [key for name in LEDGER async for key in client.scan_iter(match=f"tocsin:{{*}}:{name}", count=1000)]
    for key in keys:
        kind = await client.type(key)
        if kind == "string":
            value: Any = await client.get(key)
        elif kind == "hash":
            value = await client.hgetall(key)
        else:
            value = await client.zrange(key, 0, -1, withscores=True)
        found[key] = value, round(await client.ttl(key) / 3600)
    return found


async def test_list_show_timeline_merge_split_and_rebuild(tmp_path: Path) -> None:
    async with Services(tmp_path / "run", lambda _: None, isolated=True, partitions=2) as running:
        await replay([SEEDS], running.settings, Pace(every_s=0.3))
        await drained(running)
        await _commands(running)
        redis = connect(running.settings)
        try:
            before = await dump(redis)
            assert len(before) > 50
            assert "is not empty" in await tocsin(running, "rebuild", code=1)
            await redis.flushall()
            assert "incidents" in await tocsin(running, "rebuild")
            assert await dump(redis) == before
        finally:
            await redis.aclose()
        await replay([SEEDS], running.settings, Pace())
        await drained(running)
        listed = await tocsin(running, "incidents", "list", "--json", "--last", "500")
        assert len(listed.splitlines()) == sum(":incident:" in key for key in before)


async def _commands(running: Services) -> None:
    falls = await tocsin(running, "incidents", "list", "--kind", "location_fall", "--json")
    known = [json.loads(line) for line in falls.splitlines()]
    assert len(known) > 2
    text = await tocsin(running, "incidents", "list", "--place", "Mosul")
    assert "Mosul" in text
    mosul = next(one for one in known if one["place"]["name"] == "Mosul")
    other = next(one for one in known if one["id"] != mosul["id"])
    shown = json.loads(await tocsin(running, "incidents", "show", mosul["id"], "--json"))
    assert shown["account"]["grade"] == mosul["grade"]
    claims = {report["claim"]["claim_id"] for report in shown["reports"]}
    assert {claim for ground in shown["account"]["grounds"] for claim in ground["claims"]} <= claims
    assert "grade" in await tocsin(running, "incidents", "show", mosul["id"])
    line = await tocsin(running, "timeline", "Mosul")
    assert mosul["id"] in line
    assert "contested" in line
    merged = await tocsin(running, "incidents", "merge", mosul["id"], other["id"], "--by", "desk", "--note", "a test")
    whole, part = sorted((mosul["id"], other["id"]), key=lambda one: one not in merged.split(" is part of ")[1])
    assert f"{part} is part of {whole}" in merged
    assert "was merged into" in await tocsin(running, "incidents", "merge", part, whole, code=1)
    await tocsin(running, "incidents", "split", whole, part, "--by", "desk")
    again = {json.loads(row)["id"] for row in falls.splitlines()}
    now = await tocsin(running, "incidents", "list", "--kind", "location_fall", "--json")
    assert {json.loads(row)["id"] for row in now.splitlines()} == again
    history = json.loads(await tocsin(running, "incidents", "show", part, "--json"))["history"]
    assert [entry["reason"] for entry in history][-1] == "split"
    archive = await tocsin(running, "incidents", "list", "--archive", "--json", "--last", "500")
    assert again <= {json.loads(row)["id"] for row in archive.splitlines()}
    assert "there is no incident" in await tocsin(running, "incidents", "show", "nothing", code=1)
