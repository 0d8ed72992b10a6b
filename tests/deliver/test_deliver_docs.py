"""The docs of delivery: the receivers run and do what they say, the example is read, every metric stands there."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from deliver_support import SECRET, Clock, alert, endpoint, harmed, running, sender
from standardwebhooks import Webhook

from agents import metrics
from agents.deliver.circuit import FIRST_PAUSE_S, LONGEST_PAUSE_S, OPENS_AFTER
from agents.deliver.payload import body
from agents.deliver.retry import HORIZON_S, JITTER, PAUSES_S
from agents.deliver.state import Message
from agents.deliver.store import MUTES_KEPT, RedisStore
from agents.deliver.webhook import headers
from agents.settings import read_settings

DOCS = Path(__file__).parents[2] / "docs"
RECEIVERS = {"receiver.py": [sys.executable], "receiver.mjs": ["node"]}
OTHER = "whsec_" + "b3RoZXIgc2VjcmV0IGZvciB0aGUgdGVzdHMgb2YgdG9jc2lu"


def between(page: str, mark: str) -> str:
    found = re.search(
        rf"<!-- {re.escape(mark)} -->\n(.*?)<!-- /{re.escape(mark)} -->", (DOCS / page).read_text("utf-8"), re.S
    )
    assert found, mark
    return found[1].strip()


@pytest.mark.parametrize("name", RECEIVERS)
def test_the_page_shows_the_receiver_that_is_tested(name: str) -> None:
    language = {"py": "python", "mjs": "js"}[name.rpartition(".")[2]]
    code = (DOCS / "receivers" / name).read_text("utf-8").strip()
    assert between("receivers.md", name) == f"```{language}\n{code}\n```"


@pytest.fixture(params=list(RECEIVERS))
async def process(request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, asyncio.StreamReader]]:
    """A receiver of the docs: its address, and what it prints."""
    command = RECEIVERS[request.param]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed (Debian: apt-get install nodejs)")
    process = await asyncio.create_subprocess_exec(
        *command, str(DOCS / "receivers" / request.param), stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "WEBHOOK_SECRET": SECRET, "PORT": "0"},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        first = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        assert first.startswith("listening on "), first
        yield first.split()[-1], process.stdout
    finally:
        process.kill()
        await process.wait()


async def test_a_receiver_takes_what_is_sent(process: tuple[str, asyncio.StreamReader], store: RedisStore) -> None:
    url, printed = process
    clock = Clock(datetime.now(UTC), timedelta(0))
    to = endpoint(name="desk", url=url, secret=[OTHER, SECRET], digest={"alerts": 2, "seconds": 1})
    sending = sender(store, clock, [to], timeout_s=10)
    async with running(sending):
        await sending.schedule(harmed("a1"))
        assert await line(printed) == "first_report casualty Riverton a1"
        await sending.schedule(alert("a2"))
        await sending.schedule(alert("a3"))
        clock.turn(1)
        assert {await line(printed), await line(printed)} == {
            f"first_report location_fall place unknown {id}" for id in ("a2", "a3")
        }
        delivered = False
        while not delivered:
            await asyncio.sleep(0.02)
            delivered = [await store.state("desk", f"a{i}") for i in (1, 2, 3)] == ["delivered"] * 3


async def test_a_receiver_refuses_what_is_not_ours_and_drops_what_it_has(
    process: tuple[str, asyncio.StreamReader],
) -> None:
    url, printed = process
    now, content = datetime.now(UTC), body(Message("a1", (harmed("a1"),)), None)
    good = headers([SECRET], "a1", now, content.decode())
    tries = [
        (good, content, 204),
        (good, content, 204),
        (headers([OTHER, SECRET], "a1", now, content.decode()), content, 204),
        (headers([OTHER], "a1", now, content.decode()), content, 401),
        (good, content + b" ", 401),
        ({**good, "webhook-id": "a2"}, content, 401),
        (headers([SECRET], "a1", now - timedelta(minutes=6), content.decode()), content, 401),
        ({**good, "webhook-timestamp": "soon"}, content, 401),
        ({**good, "webhook-signature": ""}, content, 401),
        ({"content-type": "application/json"}, content, 401),
    ]
    async with aiohttp.ClientSession() as session:
        for header, sent, status in tries:
            async with session.post(url, data=sent, headers=header) as response:
                assert response.status == status, header
        last = body(Message("a9", (harmed("a9"),)), None)
        async with session.post(url, data=last, headers=headers([SECRET], "a9", now, last.decode())) as response:
            assert response.status == 204
    assert [await line(printed), await line(printed)] == [f"first_report casualty Riverton {id}" for id in ("a1", "a9")]
    assert Webhook(SECRET).verify(content, good)


async def line(printed: asyncio.StreamReader) -> str:
    return (await asyncio.wait_for(printed.readline(), 10)).decode().strip()


def test_the_example_of_the_settings_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tocsin.toml"
    path.write_text(between("delivery.md", "example").removeprefix("```toml").removesuffix("```"))
    monkeypatch.setenv("TOCSIN_CONFIG", str(path))
    read = read_settings().endpoints
    assert [end.type for end in read] == ["webhook", "slack", "alertmanager", "email"]
    assert read[0].filter.min_killed == 10


def test_every_metric_of_delivery_stands_in_the_docs() -> None:
    told = between("delivery.md", "metrics").splitlines()[2:]
    assert told == [
        f"| `{metric.name}{'_total' * (metric.type == 'counter')}` | {labels(metric.name)} | {metric.documentation} |"
        for metric in metrics.REGISTRY.collect()
        if metric.name.startswith("tocsin_delivery_")
    ]


def labels(name: str) -> str:
    collector = metrics.REGISTRY._names_to_collectors[name]
    return ", ".join(collector._labelnames)  # type: ignore[attr-defined]


def test_the_figures_in_the_docs_are_those_that_are_kept() -> None:
    text = " ".join((DOCS / "delivery.md").read_text("utf-8").split())
    assert PAUSES_S == (5, 30, 120, 600, 3600, 3 * 3600, 8 * 3600, 12 * 3600)
    assert "after 5 s, 30 s, 2 min, 10 min, 1 h, 3 h, 8 h and 12 h, each shortened by up to a fifth" in text
    assert (JITTER, HORIZON_S) == (0.2, 86_400)
    assert (OPENS_AFTER, FIRST_PAUSE_S, LONGEST_PAUSE_S) == (5, 15, 600)
    assert "After five failures in a row an endpoint is left alone for 15 s" in text
    assert f"Mutes that are over are kept for {MUTES_KEPT.days} days" in text
    assert endpoint(name="desk", url="https://a.example/", secret=SECRET).parallel == 2
    assert "(`parallel`, two by default, in each worker)" in text
