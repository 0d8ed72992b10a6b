"""The worker is wired to the whole flow, explicitly."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agents import topics
from agents.app import attach, make_app
from agents.guard import Context, Guard
from agents.redis import connect
from agents.settings import read_settings
from agents.worker import BUILDERS


async def nowhere(_outs: Any, _received_at: Any = None) -> None:
    pytest.fail("nothing is sent while wiring")


async def test_every_step_of_the_flow_has_its_agent_in_order() -> None:
    assert tuple(BUILDERS) == topics.STEPS
    settings = read_settings()
    redis = connect(settings)
    app = make_app(settings)
    context = Context(settings=settings, redis=redis, now=lambda: datetime.now(UTC), send=nowhere)
    for (name, source), build in zip(topics.FLOW, BUILDERS.values(), strict=True):
        step = build(context)
        assert (step.name, step.source) == (name, source)
        attach(app, step, Guard(step, nowhere, now=context.now))
    assert set(app.agents) == set(topics.STEPS)
    assert {agent.concurrency for agent in app.agents.values()} == {1}
    await redis.aclose()
