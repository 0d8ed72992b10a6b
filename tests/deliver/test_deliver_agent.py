"""The deliver step as the worker runs it: settings, Redis, background loops, a receiver."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from deliver_support import SECRET, FakeReceiver, alert
from redis.asyncio import Redis

from agents import metrics, topics
from agents.deliver.agent import build
from agents.deliver.store import pending
from agents.guard import Context, Out
from agents.settings import read_settings


async def nobody_sends(outs: Sequence[Out], *_: object) -> None:
    raise AssertionError("deliver sends nothing to Kafka")


async def test_an_alert_reaches_every_receiver_and_is_counted(redis: "Redis", receiver: FakeReceiver) -> None:
    receivers = [{"name": name, "url": receiver.url(f"/{name}"), "secret": SECRET} for name in ("desk", "archive")]
    settings = read_settings(webhooks=receivers, webhook_allow="127.0.0.0/8")
    step = build(Context(settings=settings, redis=redis, now=lambda: datetime.now(UTC), send=nobody_sends))
    assert (step.name, step.source) == ("deliver", topics.ALERTS)
    assert len(step.background) == 2 * 2 + 1  # two loops for each endpoint, and the watch
    for one in (alert(), alert("quiet", rings=False), alert()):
        assert await step.handle(one) == []
    assert await pending(redis) == 2
    tasks = [asyncio.create_task(loop()) for loop in step.background]
    for _ in range(500):
        if not await pending(redis):
            break
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert sorted(request.path for request in receiver.requests) == ["/archive", "/desk"]
    for name, labels, value in (
        ("tocsin_delivery_attempts_total", {"endpoint": "desk", "outcome": "delivered"}, 1),
        ("tocsin_delivery_choices_total", {"endpoint": "desk", "choice": "sent"}, 1),
        ("tocsin_delivery_choices_total", {"endpoint": "desk", "choice": "silent"}, 1),
        ("tocsin_delivery_delay_seconds_count", {"endpoint": "archive"}, 1),
        ("tocsin_delivery_circuit", {"endpoint": "desk", "state": "closed"}, 1),
        ("tocsin_delivery_circuit", {"endpoint": "desk", "state": "open"}, 0),
    ):
        assert metrics.REGISTRY.get_sample_value(name, labels) == value, (name, labels)


async def test_without_receivers_nothing_runs_and_nothing_waits(redis: "Redis") -> None:
    step = build(Context(settings=read_settings(), redis=redis, now=lambda: datetime.now(UTC), send=nobody_sends))
    await step.handle(alert())
    assert (step.background, await pending(redis)) == ((), 0)
