"""Every query of every panel and every rule, asked of a real Prometheus that has scraped a real replay."""

import asyncio
import math
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import promql_parser as promql
import pytest
import yaml
from aiokafka import AIOKafkaProducer
from deploy_support import DEPLOY, Asked, dashboard_queries, rules, tool

from agents import topics
from agents.cli.services import Services, says_ok
from agents.cli.watch import Watch
from agents.embedded import ports
from agents.embedded.children import Child
from agents.embedded.paths import ROOT
from agents.kafka import client_options
from agents.replay.send import Pace, replay

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]
PATIENCE_S = 90.0
SECRET = "whsec_" + "QUFB" * 10
EMPTY: dict[str, str] = yaml.safe_load((Path(__file__).parent / "empty_by_design.yaml").read_text("utf-8"))
HISTOGRAMS = {
    "record_seconds": "step",
    "article_to_alert_seconds": "",
    "delivery_attempt_seconds": "endpoint",
    "delivery_delay_seconds": "endpoint",
}
COMPARISONS = {">", "<", ">=", "<=", "==", "!="}


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@dataclass
class Prometheus:
    """One that runs, and a session to ask it."""

    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **params: str) -> Any:
        async with self.session.get(f"{self.url}/api/v1/{path}", params=params) as answer:
            body = await answer.json()
        assert body["status"] == "success", (path, params, body)
        return body["data"]

    async def values(self, expr: str) -> list[float]:
        """The numbers that the query has now; NaN is none."""
        found = [float(row["value"][1]) for row in (await self.get("query", query=expr))["result"]]
        return [value for value in found if not math.isnan(value)]


@asynccontextmanager
async def prometheus(folder: Path, worker: str) -> AsyncIterator[Prometheus]:
    """Prometheus with the project's own rules, scraping one worker every second."""
    config = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text("utf-8"))
    config["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [str(DEPLOY / "prometheus" / pattern) for pattern in config["rule_files"]]
    config["alerting"] = {}
    config["scrape_configs"] = [
        {"job_name": job["job_name"], "static_configs": [{"targets": [worker]}]}
        for job in config["scrape_configs"]
        if job["job_name"] == "worker"
    ]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config), "utf-8")
    port = ports.free_ports(1)[0]
    child = Child(
        "Prometheus",
        [
            tool("prometheus"),
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ],
        folder / "prometheus.log",
    )
    child.start()
    try:
        await child.until(lambda: says_ok(f"http://127.0.0.1:{port}/-/ready"), 20)
        async with aiohttp.ClientSession() as session:
            yield Prometheus(f"http://127.0.0.1:{port}", session)
    finally:
        await child.stop()


def endpoints(sink: int, closed: int) -> str:
    """Two endpoints: one that takes everything, one where nobody listens."""
    return (
        "["
        + ",".join(
            f'{{"name": "{name}", "url": "http://127.0.0.1:{port}/", "secret": "{SECRET}"}}'
            for name, port in (("taker", sink), ("nobody", closed))
        )
        + "]"
    )


async def send_rubbish(running: Services) -> None:
    """One record that no step can read."""
    async with AIOKafkaProducer(**client_options(running.settings)) as producer:
        await producer.send_and_wait(topics.RAW, b"this is no record")


async def drained(running: Services) -> None:
    deadline = time.monotonic() + PATIENCE_S
    async with Watch(running.settings) as watch:
        while not await watch.drained():
            assert time.monotonic() < deadline, running.worker_tail()
            await asyncio.sleep(0.2)


async def scraped(asked: Prometheus) -> None:
    """Wait until the worker's zeros are in Prometheus: what grows from there is what is asked for."""
    await until(asked, "tocsin_ready == 1")
    await asyncio.sleep(1.5)


async def until(asked: Prometheus, expr: str) -> None:
    """Wait until the query answers something."""
    deadline = time.monotonic() + PATIENCE_S
    while not await asked.values(expr):
        assert time.monotonic() < deadline, f"still nothing: {expr}"
        await asyncio.sleep(0.2)


def asked_by(rule: dict[str, Any]) -> Iterator[Asked]:
    """What a rule asks before it compares: an alert's comparison returns nothing while all is well."""
    name = rule.get("alert") or rule["record"]

    def sides(node: Any) -> Iterator[Any]:
        if isinstance(node, promql.ParenExpr):
            yield from sides(node.expr)
        elif isinstance(node, promql.BinaryExpr) and str(node.op) in {"and", "or", "unless"}:
            yield from (*sides(node.lhs), *sides(node.rhs))
        elif isinstance(node, promql.BinaryExpr) and str(node.op) in COMPARISONS:
            yield node.lhs
        elif isinstance(node, promql.Call) and node.func.name == "absent":
            yield from sides(node.args[0])
        else:
            yield node

    for number, side in enumerate(sides(promql.parse(rule["expr"])), start=1):
        yield Asked(f"rule {name} {number}", side.prettify())


async def test_every_query_finds_what_it_asks_for_and_an_outage_is_seen(tmp_path: Path) -> None:
    tool("prometheus")
    sink, closed, metrics_port = ports.free_ports(3)
    os.environ["TOCSIN_METRICS_PORT"] = str(metrics_port)
    os.environ["TOCSIN_WEBHOOKS"] = endpoints(sink, closed)
    os.environ["TOCSIN_WEBHOOK_ALLOW"] = "127.0.0.1"
    services = Services(tmp_path / "run", lambda _: None, partitions=1)
    receiver = Child(
        "the receiver",
        [sys.executable, "-m", "agents.cli.main", "sink", "--json", "--port", str(sink), "--secret", SECRET],
        tmp_path / "sink.log",
        out=tmp_path / "sink.jsonl",
    )
    receiver.start()
    try:
        async with services as running, prometheus(tmp_path, f"127.0.0.1:{metrics_port}") as asked:
            await scraped(asked)
            await replay([ROOT / "seeds"], running.settings, Pace(every_s=0.2))
            await send_rubbish(running)
            await replay([ROOT / "seeds"], running.settings, Pace(every_s=0.2))
            await drained(running)
            await asyncio.sleep(6)
            await _ask_all(asked)
            await _strike(running, asked)
    finally:
        await receiver.stop()


async def _ask_all(asked: Prometheus) -> None:
    for rule in (await asked.get("rules"))["groups"]:
        for one in rule["rules"]:
            assert one["health"] == "ok", (one["name"], one.get("lastError"))
    questions = [*dashboard_queries(), *(question for rule in rules() for question in asked_by(rule))]
    found = {question.where: await asked.values(question.expr) for question in questions}
    silent = {where for where, values in found.items() if not values}
    if os.environ.get("SHOW_VALUES"):
        for where, values in found.items():
            print(f"{where}: {values[:6]}")
        await _show_buckets(asked)
    unexplained = {question.where: question.expr for question in questions if question.where in silent - set(EMPTY)}
    assert not unexplained, "returned nothing:\n" + "\n".join(f"{key}: {expr}" for key, expr in unexplained.items())
    assert not set(EMPTY) - silent, f"not empty after all: {set(EMPTY) - silent}"


async def _strike(running: Services, asked: Prometheus) -> None:
    """Take Redis away and then the worker: the rules that should call somebody begin to count their time."""
    await running.redis.stop()
    await replay([ROOT / "seeds"], running.settings, Pace())
    for name in ("RedisAway", "StepWaits"):
        await until(asked, f'ALERTS{{alertname="{name}"}}')
    assert await asked.values("max(tocsin_kafka_up) == 1"), "Kafka is there, and is said to be away"
    assert running.worker is not None
    await running.worker.stop()
    for name in ("WorkerDown", "NoWorker"):
        await until(asked, f'ALERTS{{alertname="{name}"}}')


async def _show_buckets(asked: Prometheus) -> None:
    """How the observations of each histogram lie in its buckets, in hundredths: what the buckets were chosen by."""
    for name, label in HISTOGRAMS.items():
        for row in (await asked.get("query", query=f"sum by ({label}) (tocsin_{name}_count) > 0"))["result"]:
            where = f'{{{label}="{row["metric"][label]}"}}' if label else ""
            cells = await asked.get("query", query=f"sum by (le) (tocsin_{name}_bucket{where})")
            shares = sorted((float(cell["metric"]["le"]), float(cell["value"][1])) for cell in cells["result"])
            count = shares[-1][1]
            below = ", ".join(f"{le:g} s: {100 * part / count:.0f}" for le, part in shares if part > 0)
            print(f"buckets of tocsin_{name}{where}, {count:.0f} in all: {below}")
