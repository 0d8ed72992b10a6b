"""/metrics, /healthz and /readyz say what is so."""

import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from agents import metrics
from agents.settings import read_settings
from agents.web import AddressTakenError, Status, StatusServer


@pytest_asyncio.fixture
async def served() -> AsyncIterator[tuple[Status, StatusServer]]:
    status = Status()
    server = StatusServer(read_settings(), status)
    await server.start()
    yield status, server
    await server.stop()


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_readiness_names_what_is_missing(served: tuple[Status, StatusServer]) -> None:
    status, server = served
    code, body = await get(f"{server.url}/readyz")
    assert code == 503
    assert json.loads(body)["missing"] == [
        "still loading",
        "Kafka: not asked yet",
        "Redis: not asked yet",
        "no partitions assigned",
    ]
    status.loading, status.kafka_error, status.redis_error, status.partitions = False, None, None, 4
    status.steps = ("clean",)
    code, body = await get(f"{server.url}/readyz")
    assert (code, json.loads(body)) == (200, {"ready": True, "missing": [], "steps": ["clean"], "partitions": 4})
    for change, words in (
        ({"redis_error": "does not answer (TimeoutError)"}, "Redis: does not answer"),
        ({"kafka_error": "does not answer (KafkaError)"}, "Kafka: does not answer"),
        ({"rebalancing": True}, "shared out"),
        ({"partitions": 0}, "no partitions"),
        ({"stopping": True}, "stopping"),
    ):
        before = {name: getattr(status, name) for name in change}
        for name, value in change.items():
            setattr(status, name, value)
        code, body = await get(f"{server.url}/readyz")
        assert code == 503
        assert words in json.loads(body)["missing"][0]
        for name, value in before.items():
            setattr(status, name, value)


async def test_health_is_about_the_loop_alone(served: tuple[Status, StatusServer]) -> None:
    status, server = served
    assert (await get(f"{server.url}/healthz"))[0] == 200
    status.loop_age_s = 30.0
    assert (await get(f"{server.url}/healthz"))[0] == 503


_AT_START = """
from prometheus_client import generate_latest
from agents import metrics
metrics.initialise([("clean", "articles.raw"), ("ledger", "claims")], ["night-desk"])
print(generate_latest(metrics.REGISTRY).decode())
"""


def test_metrics_are_there_at_zero() -> None:
    """In a process of its own: what other tests have counted in this one stays counted."""
    text = subprocess.run(
        [sys.executable, "-c", _AT_START], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    for line in (
        'tocsin_records_in_total{step="ledger"} 0.0',
        'tocsin_records_done_total{outcome="dead_letter",step="ledger"} 0.0',
        'tocsin_lag_records{topic="claims"} 0.0',
        'tocsin_alerts_total{kind="casualty",reason="toll_raised"} 0.0',
        'tocsin_delivery_attempts_total{endpoint="night-desk",outcome="given_up"} 0.0',
        'tocsin_delivery_attempt_seconds_count{endpoint="night-desk"} 0.0',
        "tocsin_article_to_alert_seconds_count 0.0",
        "tocsin_ready 0.0",
    ):
        assert line in text


async def test_metrics_are_served(served: tuple[Status, StatusServer]) -> None:
    metrics.initialise([("clean", "articles.raw")], ["night-desk"])
    code, text = await get(f"{served[1].url}/metrics")
    assert code == 200
    assert 'tocsin_records_in_total{step="clean"}' in text


def test_an_outcome_of_a_delivery_that_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        metrics.count_attempt("night-desk", "perhaps")


async def test_a_taken_port_is_named() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        server = StatusServer(read_settings(metrics_port=port), Status())
        with pytest.raises(AddressTakenError, match=f"TOCSIN_METRICS_PORT: cannot listen on 127.0.0.1:{port}"):
            await server.start()
