"""Folders under .run/: one that stays (up), and one for each demo, removed with it."""

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from agents.embedded.errors import EmbeddedError
from agents.embedded.paths import RUN

UP = RUN / "up"
ENDPOINTS = "endpoints.json"
DEMO = "demo-"
KEEP = "keep"


@contextlib.contextmanager
def kept(folder: Path = UP) -> Iterator[Path]:
    """The folder of ``up``, held against a second one. Raises EmbeddedError where one runs already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("a+") as lock:
        if not _try_lock(lock):
            raise EmbeddedError(
                f"tocsin up already runs (process {_read(lock)}, state in {folder}): stop that one first"
            )
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield folder
        finally:
            (folder / ENDPOINTS).unlink(missing_ok=True)


@contextlib.contextmanager
def passing(parent: Path = RUN, *, keep: bool = False) -> Iterator[Path]:
    """A fresh folder of one demo, removed at the end. After an error it stays for its logs, until the next demo."""
    parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(parent)
    folder = Path(tempfile.mkdtemp(prefix=DEMO, dir=parent))
    if keep:
        (folder / KEEP).touch()
    with (folder / "lock").open("a+") as lock:
        _try_lock(lock)
        try:
            yield folder
        except Exception:
            raise
        except BaseException:  # Ctrl-C
            _remove(folder)
            raise
        _remove(folder)


def write_endpoints(folder: Path, endpoints: Mapping[str, Any]) -> None:
    """Tell the other commands where ``up`` listens. Only this user may read it: addresses may carry passwords."""
    path = folder / ENDPOINTS
    path.touch(mode=0o600)
    path.write_text(json.dumps(dict(endpoints), indent=2) + "\n")


def endpoints_of_up(folder: Path = UP) -> dict[str, Any] | None:
    """Where a running ``up`` listens, or None where none runs: the lock tells, a killed one leaves its file."""
    try:
        with (folder / "lock").open("a+") as lock:
            if _try_lock(lock):
                return None
        found = json.loads((folder / ENDPOINTS).read_text())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _clear_leftovers(parent: Path) -> None:
    """Remove folders of demos that failed or were killed. One without a lock file may be just being made: left."""
    for folder in parent.glob(f"{DEMO}*"):
        try:
            with (folder / "lock").open("r+") as lock:
                abandoned = _try_lock(lock)
        except OSError:
            continue
        if abandoned:
            _remove(folder)


def _remove(folder: Path) -> None:
    if not (folder / KEEP).exists():
        shutil.rmtree(folder, ignore_errors=True)


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read().strip() or "unknown"
