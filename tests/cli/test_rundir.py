"""Folders of up and demo: one at a time, gone when done, found when killed."""

import asyncio
import json
import stat
from pathlib import Path

import pytest

from agents.cli import rundir
from agents.embedded.errors import EmbeddedError


def test_a_second_up_is_refused_and_others_find_the_first(tmp_path: Path) -> None:
    assert rundir.endpoints_of_up(tmp_path) is None
    with rundir.kept(tmp_path):
        rundir.write_endpoints(tmp_path, {"kafka": "127.0.0.1:1"})
        assert stat.S_IMODE((tmp_path / rundir.ENDPOINTS).stat().st_mode) == 0o600
        with pytest.raises(EmbeddedError, match=r"tocsin up already runs \(process \d+"), rundir.kept(tmp_path):
            pass
        assert rundir.endpoints_of_up(tmp_path) == {"kafka": "127.0.0.1:1"}
    assert rundir.endpoints_of_up(tmp_path) is None
    with rundir.kept(tmp_path):
        pass


def test_a_killed_up_is_not_taken_for_a_running_one(tmp_path: Path) -> None:
    (tmp_path / rundir.ENDPOINTS).write_text(json.dumps({"kafka": "127.0.0.1:1"}))
    (tmp_path / "lock").touch()
    assert rundir.endpoints_of_up(tmp_path) is None


def test_a_demo_leaves_nothing(tmp_path: Path) -> None:
    with rundir.passing(tmp_path) as folder:
        (folder / "data").touch()
    assert list(tmp_path.glob("demo-*")) == []
    with pytest.raises(asyncio.CancelledError), rundir.passing(tmp_path):
        raise asyncio.CancelledError
    assert list(tmp_path.glob("demo-*")) == []


def test_after_an_error_the_logs_stay_until_the_next_demo(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError), rundir.passing(tmp_path) as failed:
        raise EmbeddedError("no")
    assert failed.exists()
    with rundir.passing(tmp_path) as running:
        assert not failed.exists()
        with rundir.passing(tmp_path):
            assert running.exists()


def test_what_is_to_be_kept_is_kept(tmp_path: Path) -> None:
    with rundir.passing(tmp_path, keep=True) as kept:
        pass
    with rundir.passing(tmp_path):
        pass
    assert kept.exists()
