"""Toy steps for the delivery tests, run as a worker process of their own: ``python toy_steps.py [STEP…]``.

They read the real topics, but do nothing but note what they handle: each handled record becomes a line in the file
TOY_JOURNAL (step, process, id), written before the step returns. TOY_PAUSE_S slows them down, TOY_LOAD_S their start
(below 0: it fails). Texts make them fail: "poison" is a bad record, "bug" an error nobody foresaw, "redis" asks Redis
first, "hang" never ends, "spin" blocks the event loop.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from agents import topics
from agents.guard import Context, Out, Step, step
from agents.process import Build, run_steps
from agents.settings import load_settings
from schemas.codec import BadRecordError
from schemas.raw_article import RawArticle

FLOW = {"clean": topics.RAW, "dedupe": topics.CLEAN, "tag": topics.UNIQUE, "claims": topics.TAGGED}
NEXT = {"clean": topics.CLEAN, "dedupe": topics.UNIQUE, "tag": topics.TAGGED, "claims": topics.CLAIMS}


def journal(name: str, article: RawArticle) -> None:
    line = json.dumps({"step": name, "process": os.getpid(), "id": article.article_id}) + "\n"
    with Path(os.environ["TOY_JOURNAL"]).open("a") as file:
        file.write(line)


def load() -> None:
    seconds = float(os.environ.get("TOY_LOAD_S", "0"))
    if seconds < 0:
        raise RuntimeError("the gazetteer is not there")
    time.sleep(seconds)


def builder(name: str) -> Build:
    def build(context: Context) -> Step[RawArticle]:
        @step(name, source=FLOW[name], takes=RawArticle, startup=(load,) if name == "clean" else ())
        async def handle(article: RawArticle) -> Sequence[Out]:
            await asyncio.sleep(float(os.environ.get("TOY_PAUSE_S", "0")))
            if article.text == "poison" and name == "clean":
                raise BadRecordError("poison in the text")
            if article.text == "bug" and name == "clean":
                raise KeyError("bug")
            if article.text == "redis":
                await context.redis.set(f"toy:{name}:{article.article_id}", datetime.now(UTC).isoformat())
            if article.text == "hang":
                await asyncio.Event().wait()
            if article.text == "spin":
                time.sleep(3600)  # noqa: ASYNC251 - the very fault that the watchdog is for
            journal(name, article)
            return [Out(NEXT[name], article.article_id, article)]

        return handle

    return build


if __name__ == "__main__":
    run_steps(load_settings(), {name: builder(name) for name in FLOW}, sys.argv[1:])
