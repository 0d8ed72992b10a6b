"""The whole on a real broker, a real Redis and a real worker, as a newcomer runs it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.embedded.paths import ROOT

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]

# The command with its state in a folder of the test's own, so that a developer's `tocsin up` is left alone.
TOCSIN = (
    "import sys; from pathlib import Path; from agents.embedded import paths; paths.RUN = Path(sys.argv.pop(1));"
    "from agents.cli.main import cli; cli()"
)
REPORTS = [
    {"id": "1", "outlet": "Desk", "published_at": "2015-05-21T08:00:00Z",
     "text": "Palmyra falls\n\nIslamic State fighters seized the Syrian city of Palmyra on Wednesday."},
    {"id": "2", "outlet": "Desk", "published_at": "2015-05-21T09:00:00Z",
     "text": "Palmyra falls\n\nIslamic State fighters seized the Syrian city of Palmyra on Wednesday."},
]  # fmt: skip


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS) + '{"id": "half a li\n')
    return path


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def started(run_dir: Path) -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()  # its children go with it
        process.communicate()


def argv(run_dir: Path, *args: object) -> list[str]:
    return [sys.executable, "-c", TOCSIN, str(run_dir), *map(str, args)]


def tocsin(run_dir: Path, *args: object, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv(run_dir, *args), capture_output=True, text=True, timeout=timeout_s, cwd=ROOT)


def start(run_dir: Path, started: list[subprocess.Popen[str]], *args: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        argv(run_dir, *args), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, bufsize=1
    )
    started.append(process)
    return process


def wait_for(process: subprocess.Popen[str], text: str) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            return lines
    raise AssertionError("".join(lines))


def left_over(run_dir: Path, within_s: float = 5.0) -> list[str]:
    """Command lines of the processes that still have to do with this folder."""
    deadline = time.monotonic() + within_s
    while found := [line for line in _command_lines() if str(run_dir) in line]:
        if time.monotonic() > deadline:
            break
        time.sleep(0.1)
    return found


def _command_lines() -> Iterator[str]:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parts = (entry / "cmdline").read_bytes().split(b"\0")
            environ = (entry / "environ").read_bytes()
        except OSError:
            continue
        if int(entry.name) != os.getpid() and parts != [b""]:
            yield b" ".join([*parts, environ]).decode(errors="replace")


def test_demo_rings_once_for_a_report_and_its_copy_and_leaves_nothing(run_dir: Path, reports: Path) -> None:
    done = tocsin(run_dir, "demo", reports, "--json")
    assert done.returncode == 0, done.stderr
    *alerts, last = map(json.loads, done.stdout.splitlines())
    assert [(alert["reason"], alert["incident"]["place"]["text"]) for alert in alerts] == [("first_report", "Palmyra")]
    steps: dict[str, Any] = last["summary"]["steps"]
    assert (steps["raw"], steps["clean"], steps["unique"], steps["duplicates"], steps["rung"]) == (2, 2, 1, 1, 1)
    assert (steps["dead_letters"], steps["unreadable_files"]) == (0, 1)
    assert (steps["webhooks_verified"], steps["webhooks_refused"]) == (1, 0)
    assert [incident["id"] for incident in last["summary"]["incidents"]] == [alerts[0]["incident"]["id"]]
    assert "reports.jsonl:3: " in done.stderr
    assert left_over(run_dir) == []
    assert list(run_dir.iterdir()) == []


@pytest.mark.faults
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_nothing_is_left_running_however_a_demo_ends(
    run_dir: Path, reports: Path, started: list[subprocess.Popen[str]], number: signal.Signals
) -> None:
    demo = start(run_dir, started, "demo", reports, "--every", 60)
    wait_for(demo, "FIRST REPORT")
    demo.send_signal(number)
    demo.communicate(timeout=60)
    assert demo.returncode == (-9 if number == signal.SIGKILL else 128 + number)
    assert left_over(run_dir) == []
    assert number == signal.SIGKILL or list(run_dir.iterdir()) == []


def test_a_dead_child_ends_the_demo_with_one_line_and_its_log(
    run_dir: Path, reports: Path, started: list[subprocess.Popen[str]]
) -> None:
    demo = start(run_dir, started, "demo", reports, "--every", 60)
    wait_for(demo, "FIRST REPORT")
    (pid_file,) = run_dir.glob("demo-*/worker.pid")
    os.kill(json.loads(pid_file.read_text())["pid"], signal.SIGKILL)
    output = demo.communicate(timeout=60)[0]
    assert demo.returncode == 1
    assert "Error: the worker ended unexpectedly (killed by signal 9); its log is " in output
    assert "Traceback" not in output
    assert left_over(run_dir) == []


def test_nothing_to_replay_says_so_before_anything_starts(run_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = tocsin(run_dir, "demo", tmp_path / "empty.txt")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: there is nothing to replay:\n")
    assert "empty.txt" in done.stderr
    assert not run_dir.exists()


def test_up_serves_the_other_commands_and_keeps_what_it_knows(
    run_dir: Path, reports: Path, started: list[subprocess.Popen[str]]
) -> None:
    up = start(run_dir, started, "up")
    wait_for(up, "Ctrl-C")
    second = tocsin(run_dir, "up")
    assert second.returncode == 1
    assert second.stderr.startswith(f"Error: tocsin up already runs (process {up.pid}")

    sent = tocsin(run_dir, "replay", reports)
    assert sent.returncode == 0
    assert "2 reports sent to 127.0.0.1:" in sent.stderr
    assert "1 left out" in sent.stderr
    shown = wait_for(up, "FIRST REPORT")
    assert shown
    os.kill(json.loads((run_dir / "up" / "worker.pid").read_text())["pid"], signal.SIGKILL)
    wait_for(up, "starting it again")
    wait_for(up, "the worker is ready")
    tocsin(run_dir, "replay", reports)
    until_nothing_waits(run_dir)
    up.send_signal(signal.SIGINT)
    up.communicate(timeout=60)
    assert up.returncode == 0
    assert left_over(run_dir) == []

    again = start(run_dir, started, "up", "--quiet")
    began = wait_for(again, "Ctrl-C")
    until_nothing_waits(run_dir)
    rung = tocsin(run_dir, "alerts", "--from-start", "--json", "--for", 5)
    assert [json.loads(line)["reason"] for line in rung.stdout.splitlines()] == ["first_report"]
    again.send_signal(signal.SIGTERM)
    last, _ = again.communicate(timeout=60)
    assert "Warning" not in "".join(began) + last  # no work that is made and never begun
    assert left_over(run_dir) == []


def until_nothing_waits(run_dir: Path, within_s: float = 60) -> None:
    deadline = time.monotonic() + within_s
    while True:
        listed = tocsin(run_dir, "topics", "list").stdout.splitlines()[1:]
        if listed and all(line.split()[-1] in ("0", "-") for line in listed):
            return
        assert time.monotonic() < deadline, listed
        time.sleep(0.5)
