"""A child process that never outlives its parent, whatever becomes of the parent.

On Linux the kernel kills the child when the parent dies (PR_SET_PDEATHSIG), also by kill -9. Elsewhere, and for a
parent that lost its child some other way, the pid file tells the next start whose child is still there.
"""

import asyncio
import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from agents.embedded.errors import EmbeddedError

PR_SET_PDEATHSIG = 1  # linux/prctl.h
POLL_S = 0.02
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Child:
    """One process in its own session, its output in files.

    out is where standard output goes (default: the log); pid_file makes leftovers recognisable. env replaces the whole
    environment where it is given.
    """

    name: str
    argv: Sequence[str]
    log: Path
    out: Path | None = None
    pid_file: Path | None = None
    env: Mapping[str, str] | None = None
    keep_stdin: bool = False
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int | None:
        """Process id, while it runs."""
        return self._process.pid if self.alive and self._process else None

    @property
    def alive(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def returncode(self) -> int | None:
        """Exit status (negative: the signal that killed it), or None while it runs or before it starts."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start it. Raises EmbeddedError where the program cannot be run."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_name(self.log.name + ".1"))
        with contextlib.ExitStack() as files:
            log = files.enter_context(self.log.open("wb"))
            out = files.enter_context(self.out.open("wb")) if self.out else log
            self._process = self._popen(log, out)
        if self.pid_file:
            _write_pid_file(self.pid_file, self._process.pid)

    def _popen(self, log: IO[bytes], out: IO[bytes]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - our own command lines, no shell
                list(self.argv),
                stdin=subprocess.PIPE if self.keep_stdin else subprocess.DEVNULL,
                stdout=out,
                stderr=log,
                env=dict(self.env) if self.env is not None else None,
                start_new_session=True,  # Ctrl-C in the terminal is the parent's to handle
                preexec_fn=_die_with(os.getpid()) if _libc else None,
            )
        except OSError as error:
            raise EmbeddedError(f"{self.name} cannot be started: {error}") from error

    async def stop(self, grace_s: float = 10.0) -> None:
        """Ask it to end, wait, then kill its whole group. Harmless when it has ended or never began."""
        process = self._process
        if process is None:
            return
        try:
            if process.poll() is None:
                _signal(process.pid, signal.SIGTERM)
                await self.wait(grace_s)
        finally:  # also when the wait is cancelled: nothing may stay behind
            _signal_group(process.pid, signal.SIGKILL)
            process.wait()
            if process.stdin:
                process.stdin.close()
            if self.pid_file:
                self.pid_file.unlink(missing_ok=True)

    async def wait(self, timeout_s: float) -> bool:
        """Whether it ended within this time."""
        deadline = time.monotonic() + timeout_s
        while self.alive:
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(POLL_S)
        return True

    async def until(self, ready: Callable[[], bool], timeout_s: float, *, poll_s: float = 0.05) -> None:
        """Wait until ``ready`` says so (it may block briefly). Raises EmbeddedError with the log's last lines."""
        deadline = time.monotonic() + timeout_s
        while not await asyncio.to_thread(ready):
            if not self.alive:
                raise EmbeddedError(
                    f"{self.name} ended at once ({describe_exit(self.returncode)}); its log is {self.log}", self.tail()
                )
            if time.monotonic() > deadline:
                raise EmbeddedError(f"{self.name} did not answer within {timeout_s:g} s", self.tail())
            await asyncio.sleep(poll_s)

    def tail(self, lines: int = 15) -> list[str]:
        """The last lines of its log."""
        return tail(self.log, lines)


def tail(path: Path, lines: int = 15) -> list[str]:
    """The last lines of a text file (from its last 64 kB), or none where there is no such file."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 65536))
            return file.read().decode("utf-8", "replace").splitlines()[-lines:]
    except OSError:
        return []


def describe_exit(returncode: int | None) -> str:
    """An exit status in words."""
    if returncode is None:
        return "still running"
    if returncode < 0:
        return f"killed by signal {-returncode}"
    return f"exit status {returncode}"


def stop_leftover(pid_file: Path, name: str, grace_s: float = 10.0) -> None:
    """End what an earlier, dead parent left running. Raises EmbeddedError where that parent lives: it is in use."""
    try:
        noted = json.loads(pid_file.read_text())
        pid, started = int(noted["pid"]), noted["started"]
        owner, owner_started = int(noted["owner"]), noted["owner_started"]
    except (OSError, ValueError, KeyError, TypeError):
        pid_file.unlink(missing_ok=True)
        return
    if _start_of(pid) != started or started is None:  # gone, or the number now belongs to another program
        pid_file.unlink(missing_ok=True)
        return
    if owner != os.getpid() and _start_of(owner) == owner_started:
        raise EmbeddedError(
            f"{name} already runs here (process {pid}, started by process {owner}): stop that one first"
        )
    _signal(pid, signal.SIGTERM)
    deadline = time.monotonic() + grace_s
    while _start_of(pid) == started and time.monotonic() < deadline:
        time.sleep(POLL_S)
    if _start_of(pid) == started:
        _signal_group(pid, signal.SIGKILL)
    pid_file.unlink(missing_ok=True)


def _write_pid_file(path: Path, pid: int) -> None:
    noted = {"pid": pid, "started": _start_of(pid), "owner": os.getpid(), "owner_started": _start_of(os.getpid())}
    path.write_text(json.dumps(noted) + "\n")


def _start_of(pid: int) -> str | None:
    """What tells this process from a later one of the same number: its start time. None where there is no such one."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] in "ZX" else fields[19]  # fields 3 (state) and 22 (starttime) of proc(5)
    asked = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return asked.stdout.strip() or None


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _signal_group(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def _die_with(parent: int) -> Callable[[], None]:
    """What the child runs before its program: ask the kernel to kill it when the parent's thread ends."""

    def before_exec() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died before the kernel was asked
            os._exit(1)

    return before_exec
