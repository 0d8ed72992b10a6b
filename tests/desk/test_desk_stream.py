"""The whole desk as a process runs it: real Kafka, real Redis, a real server, and a real browser in front of it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiokafka import AIOKafkaProducer
from desk_browser import Browser, executable
from desk_support import alert, casualty, fall, hostile, kept

from agents.cli.desk import make_server
from agents.desk.server import DeskServer
from agents.embedded.ports import free_ports
from agents.redis import connect
from agents.settings import Settings, read_settings
from agents.topics import ALERTS, INCIDENTS, create_topics
from schemas.codec import encode

pytestmark = pytest.mark.integration
BROWSER = pytest.mark.skipif(executable() is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)")
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def settings(kafka: str, redis_url: str) -> Settings:
    return read_settings(kafka=kafka, redis_url=redis_url, desk_port=0)


@pytest.fixture
async def send(settings: Settings) -> AsyncIterator[Callable[..., Any]]:
    await create_topics(settings)
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, acks="all")
    await producer.start()

    async def send_one(topic: str, record: object, key: str = "CD") -> None:
        value = record if isinstance(record, bytes) or record is None else encode(record)
        await producer.send_and_wait(topic, value, key=key.encode())

    yield send_one
    await producer.stop()


@pytest.fixture
async def running(settings: Settings, send: Any) -> AsyncIterator[DeskServer]:
    redis = connect(settings)
    server = make_server(settings, redis)
    await server.start()
    async with asyncio.timeout(30):
        while server.status.missing():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    yield server
    await server.stop()
    await redis.aclose()


def name() -> str:
    return uuid.uuid4().hex[:20]


def start(given: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as file:
        command = [sys.executable, "-m", "agents.cli.main", "desk"]
        return subprocess.Popen(command, env={**os.environ, **given}, stderr=file)


async def until(holds: Callable[[], Any], timeout_s: float = 15) -> Any:
    async with asyncio.timeout(timeout_s):
        while not (found := holds()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return found


async def test_what_was_there_and_what_comes_is_on_the_board(settings: Settings, send: Any) -> None:
    old, new, incident = name(), name(), name()
    await send(ALERTS, alert(old, incident=incident))
    await send(ALERTS, alert(old, incident=incident))
    await send(ALERTS, b"no alert at all")
    await send(INCIDENTS, kept(casualty(), name=incident), key=f"CD/{incident}")
    redis = connect(settings)
    server = make_server(settings, redis)
    await server.start()
    try:
        await until(lambda: not server.status.missing(), 30)
        assert [one.id for one in server.board.of_incident(incident)] == [old]
        assert server.board.incident(incident)
        await send(ALERTS, alert(new, incident=incident, minute=1))
        await until(lambda: len(server.board.of_incident(incident)) == 2)
        await send(INCIDENTS, None, key=f"CD/{incident}")
        await until(lambda: server.board.incident(incident) is None)
        async with aiohttp.ClientSession() as session, session.get(f"{server.url}/readyz") as answer:
            assert answer.status == 200
            assert (await answer.json())["partitions"] == 2 * settings.partitions
    finally:
        await server.stop()
        await redis.aclose()


async def test_the_command_serves_and_ends_when_told(settings: Settings, tmp_path: Path, send: Any) -> None:
    (port,) = free_ports(1)
    token = tmp_path / "token"
    token.write_text("a-token-that-nobody-guesses\n")
    given = {
        "TOCSIN_KAFKA": settings.kafka, "TOCSIN_REDIS_URL": settings.redis_url.get_secret_value(),
        "TOCSIN_DESK_PORT": str(port), "TOCSIN_INGEST_TOKEN_FILE": str(token),
    }  # fmt: skip
    log = tmp_path / "log"
    process = start(given, log)
    try:
        url = f"http://127.0.0.1:{port}"

        def ready() -> bool:
            try:
                with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                    return bool(json.loads(answer.read())["ready"])
            except OSError:
                return False

        async with asyncio.timeout(60):
            while not await asyncio.to_thread(ready):
                assert process.poll() is None, log.read_text()
                await asyncio.sleep(0.1)
        async with aiohttp.ClientSession() as session:
            report = {"id": name(), "text": "Goma fell on Sunday."}
            headers = {"Authorization": "Bearer a-token-that-nobody-guesses"}
            async with session.post(f"{url}/api/articles", json=report, headers=headers) as answer:
                assert answer.status == 202, await answer.text()
            async with session.get(f"{url}/events?last=x") as open_page:
                assert open_page.status == 200
                process.send_signal(signal.SIGTERM)
                assert await asyncio.to_thread(process.wait, 20) == 0, log.read_text()
        assert "nobody-guesses" not in log.read_text()
        assert "Traceback" not in log.read_text()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(10)


@BROWSER
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
async def test_a_browser_sees_a_new_alert_without_reloading(
    running: DeskServer, send: Any, tmp_path: Path, width: int, scheme: str
) -> None:
    old, new, incident = name(), name(), name()
    await send(INCIDENTS, kept(hostile(), name=incident), key=f"CD/{incident}")
    await send(ALERTS, alert(old, hostile(), incident=incident))
    await until(lambda: running.board.of_incident(incident) and running.board.incident(incident))
    async with Browser(tmp_path / "profile") as browser:
        await browser.look(width, scheme)
        await browser.open(f"{running.url}/?text=goma")
        await browser.until("document.getElementById('live').dataset.state === 'on'")
        await browser.value("window.stillTheSame = true")
        await send(ALERTS, alert(new, fall(), incident=incident, minute=600))
        await browser.until(f"document.querySelector('#cards li')?.id === 'alert-{new}'", 20)
        assert await browser.value("window.stillTheSame"), "the page was loaded anew"
        assert "Goma" in await browser.value("document.getElementById('news').textContent")
        assert await browser.value("document.getElementById('empty').hidden")
        for path in ("/", f"/incidents/{incident}", "/deliveries"):
            await browser.open(running.url + path)
            fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            assert await browser.value(fits), f"{path} is wider than a screen of {width}"
            ground = [int(part) for part in (await browser.value(GROUND)).strip("rgb()").split(",")]
            assert (sum(ground) < 3 * 128) == (scheme == "dark")
            assert await contrast(browser) >= 4.5
        await browser.open(running.url + "/")
        await browser.key("Tab", 9)
        assert await browser.value("document.activeElement.className") == "skip"
        assert await browser.value("document.activeElement.getBoundingClientRect().left >= 0"), "seen when in focus"
        assert len(await browser.picture()) > 5_000
        assert not browser.errors


@BROWSER
async def test_without_scripts_the_page_is_whole(running: DeskServer, send: Any, tmp_path: Path) -> None:
    old = name()
    await send(ALERTS, alert(old))
    await until(lambda: any(one.alert.id == old for one in running.board.after(0, everything())))
    async with Browser(tmp_path / "profile") as browser:
        await browser.look(320, "light", scripts=False)
        await browser.open(f"{running.url}/?text=hospital")
        seen = await browser.call("DOM.getDocument", depth=-1)
        assert f"alert-{old}" in json.dumps(seen)
        assert not browser.errors


@BROWSER
async def test_a_paused_page_collects_what_comes(running: DeskServer, send: Any, tmp_path: Path) -> None:
    word, first = name(), name()
    async with Browser(tmp_path / "profile") as browser:
        await browser.look(1280, "light")
        await browser.open(f"{running.url}/?text={word}")
        await browser.until("document.getElementById('live').dataset.state === 'on'")
        await browser.value("document.getElementById('pause').click()")
        await send(ALERTS, alert(first, casualty(outlet=word), minute=700))
        await browser.until("document.getElementById('pause').textContent === 'Go on (1 new)'")
        assert await browser.value("document.getElementById('cards').children.length") == 0
        await browser.value("document.getElementById('pause').click()")
        assert await browser.value("document.querySelector('#cards li').id") == f"alert-{first}"
        assert not browser.errors


def everything() -> Any:
    from agents.desk.filters import Filter

    return Filter(quiet=True)


async def contrast(browser: Browser) -> float:
    """The least contrast (WCAG 2) of a text that is shown with what is behind it."""
    return float(
        await browser.value("""(() => {
          const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
          const light = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = (element) => {
            for (let one = element; one; one = one.parentElement) {
              const colour = getComputedStyle(one).backgroundColor;
              if (numbers(colour)[3] !== 0) return colour;
            }
            return "rgb(255, 255, 255)";
          };
          let least = 21;
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
            const [one, two] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
            least = Math.min(least, (one + 0.05) / (two + 0.05));
          }
          return least;
        })()""")
    )
