"""``tocsin deliveries`` and ``tocsin mutes`` against a real Redis."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cli_alerts import alert, casualty
from click.testing import CliRunner, Result
from redis import Redis

from agents.cli.main import cli
from agents.deliver.circuit import Circuit
from agents.deliver.retry import Next, utc
from agents.deliver.state import LogLine, Placement
from agents.deliver.store import RedisStore
from agents.embedded.redis_server import RedisServer
from agents.redis import connect
from agents.settings import read_settings
from schemas.claim import Number
from schemas.codec import encode

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
DESK = f'[[endpoints]]\nname = "desk"\nurl = "https://desk.example/hook"\nsecret = "{SECRET}"\n'
BODY = encode(alert(casualty("Two died.", Number(low=2, best=2, high=2)), kind="casualty", effects={})).decode()


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    asyncio.run(server.start())
    yield server.url
    asyncio.run(server.stop())


@pytest.fixture(autouse=True)
def _deployment(redis_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Redis.from_url(redis_server) as client:
        client.flushdb()
    config = tmp_path / "tocsin.toml"
    config.write_text(f'redis_url = "{redis_server}"\nkafka = "127.0.0.1:1"\n{DESK}')
    monkeypatch.setenv("TOCSIN_CONFIG", str(config))


def prepare(*ends: Any, endpoint: str = "desk") -> None:
    """Schedule a1, a2, … and end their first attempt in these ways; None leaves one waiting, "muted" mutes it."""

    async def work() -> None:
        redis = connect(read_settings())
        store, now = RedisStore(redis, expiry_days=9), datetime.now(UTC).timestamp() - 100
        for i, end in enumerate(ends, 1):
            mute = "m1" if end == "muted" else ""
            await store.schedule(endpoint, f"a{i}", f"i{i}", BODY, now, Placement(), mute)
            if end is None or mute:
                continue
            delivery = await store.claim(endpoint, now, 1)
            assert delivery is not None
            line = LogLine(
                endpoint=endpoint, delivery_id=delivery.id, attempt=1, at=datetime(2026, 3, 1, tzinfo=UTC),
                outcome=end.outcome, status=500, failure=None, seconds=0.25, url="https://desk.example/…",
                next_at=utc(end.at) if end.at else None,
            )  # fmt: skip
            await store.settle(delivery, end, Circuit(0), line, now)
        await redis.aclose()

    asyncio.run(work())


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def test_how_an_endpoint_stands_and_what_is_under_way() -> None:
    prepare(Next("delivered"), Next("given_up"), "muted", None)
    result = run("deliveries", "list")
    assert result.exit_code == 0, result.output
    standing, *rest = result.output.splitlines()
    assert standing.startswith("desk: closed, 1 waiting, 1 given up, 1 muted; the oldest has been due for 10")
    assert [line.split()[1:3] for line in rest] == [["a4", "waiting,"], ["a2", "dead,"], ["a3", "muted,"]]
    assert "First report: people came to harm" in rest[0]
    only = run("deliveries", "list", "--state", "delivered", "--json").output
    assert json.loads(only)["alerts"] == ["a1"]


def test_a_configured_endpoint_that_had_nothing_yet_is_listed() -> None:
    assert run("deliveries", "list").output == "desk: closed, 0 waiting, 0 given up, 0 muted\n"
    result = run("deliveries", "list", "--endpoint", "nobody")
    assert result.exit_code == 1
    assert "no endpoint is named nobody; there are desk" in result.output


def test_show_tells_every_attempt() -> None:
    prepare(Next("given_up"))
    first, line = run("deliveries", "show", "a1").output.splitlines()
    assert first.startswith("desk a1 dead, 1 attempt: ")
    assert line == ("  2026-03-01 00:00:00 UTC desk a1 attempt 1, given_up (500) in 0.250 s at https://desk.example/…")
    told, logged = map(json.loads, run("deliveries", "show", "a1", "--json").output.splitlines())
    assert (told["state"], logged["outcome"], logged["seconds"]) == ("dead", "given_up", 0.25)
    missing = run("deliveries", "show", "a9")
    assert (missing.exit_code, "no endpoint knows a9" in missing.output) == (1, True)


def test_resend_sends_what_was_given_up_or_muted_and_what_is_delivered_only_where_named() -> None:
    prepare(Next("given_up"), Next("delivered"), "muted", Next("given_up"))
    assert run("deliveries", "resend", "a3").output == "desk a3 is due now\n"
    assert "--endpoint desk sends it there again" in run("deliveries", "resend", "a2").output
    assert run("deliveries", "resend", "a2", "--endpoint", "desk").output == "desk a2 is due now\n"
    assert run("deliveries", "resend", "--dead").output == "desk a1 is due now\ndesk a4 is due now\n"
    assert run("deliveries", "list").output.startswith("desk: closed, 4 waiting, 0 given up, 0 muted")
    assert run("deliveries", "resend", "a9").exit_code == 1
    assert run("deliveries", "resend").exit_code == run("deliveries", "resend", "a1", "--dead").exit_code == 2


def test_an_endpoint_that_is_disabled_says_so_and_can_be_enabled() -> None:
    prepare(Next("disabled"))
    assert run("deliveries", "list").output.startswith("desk: disabled, 0 waiting, 1 given up")
    assert "it wants no more (tocsin deliveries enable" in run("deliveries", "resend", "a1").output
    told = run("deliveries", "enable", "desk").output
    assert "was disabled" in told
    assert "resend --dead --endpoint desk" in told
    assert run("deliveries", "resend", "a1").output == "desk a1 is due now\n"


def test_the_log() -> None:
    prepare(Next("delivered"), Next("retry", 2e9))
    lines = run("deliveries", "log", "--most", "5").output.splitlines()
    assert ["a2" in line for line in lines] == [True, False]
    assert lines[0].endswith("next 2033-05-18 03:33:20 UTC")
    assert "/hook" not in "".join(lines)


def test_mutes_say_who_and_why_and_can_be_ended() -> None:
    added = run("mutes", "add", "place", "Mosul", "--for", "6h", "--note", "drill", "--by", "night desk")
    assert added.exit_code == 0, added.output
    id = added.output.split()[0]
    assert run("mutes", "list").output == added.output
    assert added.output.endswith("by night desk: drill\n")
    assert json.loads(run("mutes", "list", "--json").output)["value"] == "Mosul"
    ended = run("mutes", "remove", id, "--by", "day desk").output
    assert "ended by day desk" in ended
    assert run("mutes", "list").stdout == ""
    assert run("mutes", "list", "--all").output == ended
    assert "over already" in run("mutes", "remove", id).output
    assert run("mutes", "remove", "nothing").exit_code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["place", "Mosul", "--for", "soon", "--note", "n"], "write 30m"),
        (["place", " ", "--for", "1h", "--note", "n", "--by", "b"], "needs value"),
        (["town", "Mosul", "--for", "1h", "--note", "n"], "'place', 'actor', 'incident'"),
        (["place", "Mosul", "--for", "1h"], "--note"),
    ],
)
def test_a_mute_that_says_too_little_is_refused(words: list[str], told: str) -> None:
    result = run("mutes", "add", *words)
    assert (result.exit_code, told in result.output) == (2, True), result.output
