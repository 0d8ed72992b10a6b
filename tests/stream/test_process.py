"""Starting and stopping a worker process: what comes before what, and what is said when it cannot start."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence

import pytest
from stream_stage import Stage, until

from agents import topics
from agents.guard import Context, Out, Step, step
from agents.process import Build, UnknownStepError, _cancel, run_steps
from agents.settings import read_settings
from schemas.raw_article import RawArticle


def builder(name: str = "clean", startup: Sequence[Callable[[], Awaitable[None]]] = ()) -> Build:
    def build(_: Context) -> Step[RawArticle]:
        @step(name, source=topics.RAW, takes=RawArticle, startup=startup)
        async def handle(_: RawArticle) -> Sequence[Out]:
            return []

        return handle

    return build


def test_an_unknown_step_is_named() -> None:
    with pytest.raises(UnknownStepError, match="no step is named tagg, x; the steps are clean"):
        run_steps(read_settings(), {"clean": builder()}, ["tagg", "clean", "x"])


async def test_a_task_that_swallows_cancellations_is_cancelled_until_it_ends() -> None:
    swallowed = 0

    async def stubborn() -> None:
        nonlocal swallowed
        while swallowed < 2:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                swallowed += 1
        await asyncio.sleep(60)

    async def broken() -> None:
        raise KeyError("bug")

    tasks = [asyncio.create_task(stubborn()), asyncio.create_task(broken())]
    await asyncio.sleep(0)
    await _cancel(tasks)
    assert swallowed == 2
    assert all(task.done() for task in tasks)


@pytest.mark.integration
@pytest.mark.timeout(120)
async def test_a_worker_is_ready_when_it_is_and_stops_when_told(stage: Stage) -> None:
    worker = stage.start(TOY_LOAD_S="3")
    await until(lambda: worker.status("/healthz")[0] == 200, 20, [worker])
    assert "still loading" in worker.readiness()["missing"]
    assert worker.status("/readyz")[0] == 503
    await stage.ready(worker)
    assert worker.readiness() == {
        "ready": True,
        "missing": [],
        "steps": ["clean", "dedupe", "tag", "claims"],
        "partitions": 16,
    }
    assert await asyncio.to_thread(worker.kill, signal.SIGTERM) == 0

    early = stage.start(TOY_LOAD_S="30")
    await until(lambda: early.status("/healthz")[0] == 200, 20, [early])
    assert await asyncio.to_thread(early.kill, signal.SIGTERM) == 0

    broken = stage.start("clean", TOY_LOAD_S="-1")
    assert await asyncio.to_thread(broken.process.wait, 20) == 1
    assert "the gazetteer is not there" in broken.log.read_text()

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = stage.start(TOCSIN_METRICS_PORT=str(holder.getsockname()[1]))
        assert await asyncio.to_thread(taken.process.wait, 20) == 1
        assert "TOCSIN_METRICS_PORT" in taken.log.read_text().splitlines()[-1]
