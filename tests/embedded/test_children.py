"""A child dies with its parent, however the parent dies, and a leftover is recognised."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agents.embedded.children import Child, describe_exit, stop_leftover, tail
from agents.embedded.errors import EmbeddedError

SLEEP = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(60)"]
PARENT = """
import asyncio, sys, time
from pathlib import Path
from agents.embedded.children import Child
child = Child("sleeper", {argv!r}, Path({log!r}), pid_file=Path({pid_file!r}))
child.start()
print(child.pid, flush=True)
time.sleep(60)
"""


def gone(pid: int, within_s: float = 5.0) -> bool:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.02)
    return False


async def test_output_goes_to_the_log_and_stop_ends_it(tmp_path: Path) -> None:
    child = Child("sleeper", SLEEP, tmp_path / "log", pid_file=tmp_path / "pid")
    assert child.pid is None
    child.start()
    await child.until(lambda: "here" in child.tail(), 10)
    pid = child.pid
    assert pid is not None
    assert json.loads((tmp_path / "pid").read_text())["pid"] == pid
    await child.stop()
    assert gone(pid)
    assert not child.alive
    assert child.returncode == -signal.SIGTERM
    assert not (tmp_path / "pid").exists()


async def test_one_that_will_not_go_is_killed_with_its_own_children(tmp_path: Path) -> None:
    stubborn = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    )
    child = Child("stubborn", [sys.executable, "-c", stubborn], tmp_path / "log")
    child.start()
    await child.until(lambda: bool(child.tail()), 10)
    grandchild = int(child.tail()[0])
    await child.stop(grace_s=0.2)
    assert child.returncode == -signal.SIGKILL
    assert gone(grandchild)


async def test_an_early_end_is_an_error_with_the_last_lines(tmp_path: Path) -> None:
    child = Child("broken", [sys.executable, "-c", "import sys; sys.exit('no such key')"], tmp_path / "log")
    child.start()
    with pytest.raises(EmbeddedError, match=r"broken ended at once \(exit status 1\)") as caught:
        await child.until(lambda: False, 10)
    assert caught.value.details == ("no such key",)
    await child.stop()


async def test_silence_is_bounded(tmp_path: Path) -> None:
    child = Child("mute", SLEEP, tmp_path / "log")
    child.start()
    with pytest.raises(EmbeddedError, match=r"mute did not answer within 0\.2 s"):
        await child.until(lambda: False, 0.2)
    await child.stop()


def test_a_missing_program_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"nothing cannot be started: .*No such file"):
        Child("nothing", ["/no/such/program"], tmp_path / "log").start()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_kill_9_of_the_parent_takes_the_child_along(tmp_path: Path) -> None:
    parent = start_parent(tmp_path)
    child_pid = int(parent.stdout.readline())  # type: ignore[union-attr]
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    assert gone(child_pid)


async def test_a_leftover_of_a_dead_parent_is_ended_and_one_of_a_living_parent_is_not(tmp_path: Path) -> None:
    parent = start_parent(tmp_path)
    pid_file = tmp_path / "pid"
    child_pid = int(parent.stdout.readline())  # type: ignore[union-attr]
    with pytest.raises(EmbeddedError, match=f"sleeper already runs here \\(process {child_pid}, started by"):
        stop_leftover(pid_file, "sleeper")
    noted = json.loads(pid_file.read_text())
    noted["owner_started"] = "another time"  # as if that parent were gone and its number reused
    pid_file.write_text(json.dumps(noted))
    stop_leftover(pid_file, "sleeper")
    assert gone(child_pid)
    assert not pid_file.exists()
    parent.kill()
    parent.communicate()


def test_a_pid_file_of_a_process_long_gone_touches_nobody(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    noted = {"pid": os.getpid(), "started": "long ago", "owner": 1, "owner_started": "long ago"}
    pid_file.write_text(json.dumps(noted))
    stop_leftover(pid_file, "this very test")
    assert not pid_file.exists()
    pid_file.write_text("{half a")
    stop_leftover(pid_file, "nobody")
    assert not pid_file.exists()


def test_small_words(tmp_path: Path) -> None:
    assert describe_exit(None) == "still running"
    assert describe_exit(-9) == "killed by signal 9"
    assert tail(tmp_path / "none") == []


def start_parent(tmp_path: Path) -> subprocess.Popen[str]:
    code = PARENT.format(argv=SLEEP, log=str(tmp_path / "log"), pid_file=str(tmp_path / "pid"))
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
