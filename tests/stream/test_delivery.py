"""Delivery on a real broker: what is handled, dead-lettered, left and shared."""

import asyncio
import base64
import json
import os
import signal
from collections import Counter

import pytest
from stream_stage import Stage, article, until

from agents import topics
from agents.ending import EXIT_STALLED, EXIT_UNEXPECTED
from schemas.codec import decode, encode
from schemas.dead_letter import DeadLetter

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]


async def test_records_pass_all_steps_once_and_a_stop_commits_them(stage: Stage) -> None:
    worker = stage.start()
    await stage.ready(worker)
    await stage.send(article(number) for number in range(100))
    await until(lambda: len(stage.handled("claims")) == 100, 30, [worker])
    for step in ("clean", "dedupe", "tag", "claims"):
        assert stage.handled(step).total() == 100
    scraped = worker.status("/metrics")[1].decode()
    assert 'tocsin_records_done_total{outcome="sent",step="claims"} 100.0' in scraped
    assert worker.kill(signal.SIGTERM) == 0
    assert sum((await stage.committed()).values()) == 400
    here = {path.name for path in stage.folder.iterdir()}
    assert here <= {"kafka", "redis", "journal", "worker-0.log", "no-settings.toml"}, "the worker left something behind"


async def test_bad_records_become_dead_letters_and_the_rest_goes_on(stage: Stage) -> None:
    bad = [b'{"article_id": "cut', b"\xff\xfe", b"", encode(article(3, "poison")), b'{"article_id":"x","colour":"red"}']
    await stage.send([article(1), *bad, article(2)])
    worker = stage.start("clean")
    await until(lambda: len(stage.handled()) == 2, 60, [worker])
    await asyncio.sleep(1)
    letters = [decode(record.value, DeadLetter) for record in await stage.read(topics.DEAD_LETTERS)]
    assert Counter(base64.b64decode(letter.original) for letter in letters) == Counter(bad)
    raw = {(record.partition, record.offset): record for record in await stage.read(topics.RAW)}
    for letter in letters:
        assert (letter.step, letter.topic, letter.error) == ("clean", topics.RAW, "BadRecordError")
        origin = raw[letter.partition or 0, letter.offset or 0]
        assert origin.value == base64.b64decode(letter.original)
        assert origin.key.decode() == letter.key
    messages = sorted(letter.message for letter in letters)
    assert any("poison in the text" in message for message in messages)
    assert any("colour" in message for message in messages)
    assert sum((await stage.committed()).values()) == 7


@pytest.mark.faults
async def test_kill_9_in_the_middle_loses_nothing(stage: Stage) -> None:
    count = 400
    await stage.send(article(number) for number in range(count))
    for stop_at in (60, 200):
        worker = stage.start(pause_s=0.005)
        await until(lambda at=stop_at: len(stage.handled("tag")) >= at, 60, [worker])  # type: ignore[misc]
        worker.kill(signal.SIGKILL)
    last = stage.start()
    await until(lambda: len(stage.handled("claims")) == count, 90, [last])
    for step in ("clean", "dedupe", "tag"):
        assert len(stage.handled(step)) == count
    ids = {json.loads(record.value)["article_id"] for record in await stage.read(topics.CLAIMS)}
    assert len(ids) == count


@pytest.mark.faults
async def test_an_error_nobody_foresaw_ends_the_process_and_is_not_passed_over(stage: Stage) -> None:
    await stage.send([article(0, "bug"), *(article(number) for number in range(1, 60))])
    (bug,) = [record for record in await stage.read(topics.RAW) if b"bug" in record.value]
    for _ in range(2):
        worker = stage.start("clean")
        assert await asyncio.to_thread(worker.process.wait, 60) == EXIT_UNEXPECTED
        assert "KeyError" in worker.log.read_text()
        committed = {at.partition: offset for at, offset in (await stage.committed()).items()}
        assert committed.get(bug.partition, 0) <= bug.offset


@pytest.mark.faults
async def test_workers_with_other_steps_share_one_group(stage: Stage) -> None:
    """In both orders, so that either may lead the group; a third joins and one dies in the middle."""
    tag = stage.start("tag")
    await until(lambda: not any("loading" in why for why in tag.readiness().get("missing", ["loading"])), 30, [tag])
    everything = stage.start()
    await stage.ready(tag, everything)
    await stage.send(article(number) for number in range(200))
    await until(lambda: len(stage.handled("claims")) == 200, 30, [tag, everything])
    for step in ("clean", "dedupe", "tag", "claims"):
        assert stage.handled(step).total() == 200, "handled twice"
    taggers = Counter(line["process"] for line in stage.journal if line["step"] == "tag")
    assert set(taggers) == {tag.process.pid, everything.process.pid}
    assert {line["process"] for line in stage.journal if line["step"] == "clean"} == {everything.process.pid}

    count, third = 200, stage.start()
    while not any(line["process"] == third.process.pid and line["step"] == "clean" for line in stage.journal):
        await stage.send(article(number) for number in range(count, count + 50))
        count += 50
        await asyncio.sleep(0.25)
        assert count < 10_000, "the third never took a share"
    await until(lambda: len(stage.handled("claims")) == count, 60, [tag, everything, third])
    for step in ("clean", "dedupe", "tag", "claims"):
        assert stage.handled(step).total() == count, "handled twice when the shares changed"

    await stage.send(article(number) for number in range(count, count + 300))
    tag.kill(signal.SIGKILL)
    await until(lambda: len(stage.handled("claims")) == count + 300, 90, [everything, third])


@pytest.mark.faults
async def test_redis_away_is_waited_for_and_nothing_is_acknowledged(stage: Stage) -> None:
    worker = stage.start("clean")
    await stage.ready(worker)
    await stage.send([article(0)])
    await until(lambda: len(stage.handled()) == 1, 30, [worker])
    await asyncio.sleep(1.5)
    port = stage.redis.port
    await stage.redis.stop()
    await stage.send(article(number, "redis") for number in range(1, 50))
    await until(lambda: any("Redis" in why for why in worker.readiness()["missing"]), 30, [worker])
    await asyncio.sleep(4)
    assert worker.process.poll() is None
    assert len(stage.handled()) == 1
    assert sum((await stage.committed()).values()) == 1
    assert worker.status("/healthz")[0] == 200
    assert 'tocsin_waiting{step="clean"} 1.0' in worker.status("/metrics")[1].decode()

    stage.redis._asked_port = port
    await stage.redis.start()
    await until(lambda: len(stage.handled()) == 50, 30, [worker])
    await stage.ready(worker)
    assert stage.handled().total() == 50

    await stage.redis.stop()
    await stage.send([article(50, "redis")])
    await until(lambda: worker.status("/metrics")[1].count(b'tocsin_waiting{step="clean"} 1.0') == 1, 30, [worker])
    assert await asyncio.to_thread(worker.kill, signal.SIGTERM) == 0
    assert sum((await stage.committed()).values()) == 50


@pytest.mark.faults
async def test_broker_killed_and_back(stage: Stage) -> None:
    worker = stage.start()
    await stage.ready(worker)
    await stage.send(article(number) for number in range(300))
    await until(lambda: len(stage.handled("dedupe")) > 20, 30, [worker])
    stage.kafka._asked_port = stage.kafka.port
    assert stage.kafka.pid is not None
    assert stage.kafka.child is not None
    os.kill(stage.kafka.pid, signal.SIGKILL)
    assert await stage.kafka.child.wait(10)
    await until(lambda: any("Kafka" in why for why in worker.readiness()["missing"]), 30, [worker])
    await asyncio.sleep(5)
    await stage.kafka.start()
    await until(lambda: len(stage.handled("claims")) == 300, 90, [worker])
    await stage.ready(worker)
    assert worker.log.read_text().count("\n") < 120, "a flood of log lines"


@pytest.mark.faults
@pytest.mark.parametrize(("text", "words"), [("hang", "records wait"), ("spin", "event loop")])
async def test_a_stalled_worker_ends_by_itself(stage: Stage, text: str, words: str) -> None:
    worker = stage.start("clean", TOCSIN_STALL_S="5", TOCSIN_LOOP_STALL_S="5")
    await stage.ready(worker)
    await stage.send([article(0, text)])
    assert await asyncio.to_thread(worker.process.wait, 40) == EXIT_STALLED
    assert words in worker.log.read_text()
    assert sum((await stage.committed()).values()) == 0
