"""Logs: one line each, in two formats, and no floods."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from agents.logs import PER_WINDOW, WINDOW_S, Json, Lines, RateLimit, get_logger, setup_logging
from agents.settings import read_settings


@pytest.fixture
def _root_restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def record(message: str, *args: object, name: str = "agents.clean.agent", **extra: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, "file.py", 1, message, args, None)
    made.created = 1402920000.5
    vars(made).update(extra)
    return made


def test_lines_for_people() -> None:
    assert Lines().format(record("put %s aside", "one", offset=17)) == (
        "12:00:00 WARNING clean: put one aside offset=17"
    )


def test_json_is_one_object_a_line_whatever_is_in_it() -> None:
    text = Json().format(record('a "quoted"\nline', topic="articles.raw", odd={1, 2}.__class__))
    assert "\n" not in text
    assert json.loads(text) == {
        "at": "2014-06-16T12:00:00.500+00:00",
        "level": "warning",
        "logger": "agents.clean.agent",
        "message": 'a "quoted"\nline',
        "topic": "articles.raw",
        "odd": "<class 'set'>",
    }


def test_errors_carry_their_traceback() -> None:
    try:
        raise KeyError("bug")
    except KeyError:
        broken = record("oh")
        broken.exc_info = sys.exc_info()
    assert "KeyError: 'bug'" in Lines().format(broken)
    assert "KeyError: 'bug'" in json.loads(Json().format(broken))["error"]


def test_a_flood_of_one_message_is_held_back_and_counted() -> None:
    now = [0.0]
    limit = RateLimit(clock=lambda: now[0])
    passed = [limit.filter(record("cannot connect to %s", n, name="aiokafka")) for n in range(100)]
    assert passed == [True] * PER_WINDOW + [False] * (100 - PER_WINDOW)
    assert limit.filter(record("another", name="aiokafka.consumer"))
    now[0] = WINDOW_S
    later = record("cannot connect to %s", 7, name="aiokafka")
    assert limit.filter(later)
    assert later.getMessage() == f"cannot connect to 7 ({100 - PER_WINDOW} more like it held back)"


def test_our_own_messages_are_never_held_back() -> None:
    limit = RateLimit(clock=lambda: 0.0)
    assert all(limit.filter(record("waits")) for _ in range(100))


@pytest.mark.usefixtures("_root_restored")
def test_setup_writes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    setup_logging(read_settings(log_format="json", log_level="info"))
    get_logger("agents.guard").info("goes on", extra={"step": "clean"})
    get_logger("agents.guard").debug("not this")
    get_logger("faust.app").info("nor this")
    captured = capfd.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert json.loads(line)["step"] == "clean"
