"""The Makefile: what it says on a machine that lacks something, and the targets that people are told of."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from agents.embedded.paths import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def python(folder: Path, script: str) -> Path:
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def first_error(clone: Path, interpreter: Path) -> str:
    run = subprocess.run(
        ["make", "setup", f"PYTHON={interpreter}"], cwd=clone, capture_output=True, text=True, timeout=60
    )
    assert run.returncode != 0
    assert not (clone / ".venv").exists()
    return run.stderr.splitlines()[0]


def test_an_old_python_is_the_first_thing_said(clone: Path) -> None:
    assert "is not Python 3.11 or newer" in first_error(clone, python(clone, "exit 1"))


def test_a_missing_venv_says_what_to_install(clone: Path) -> None:
    lacking = python(clone, 'case "$2" in *ensurepip*) exit 1;; esac')
    assert "apt-get install python3-venv" in first_error(clone, lacking)


def test_targets_that_people_are_told_of_exist() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, timeout=60).stdout
    for target in ("setup", "demo", "up", "doctor", "test", "check", "clean"):
        assert re.search(rf"^  make {target} ", listed, re.MULTILINE)


def test_ci_runs_the_same_tests_as_people() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100
    assert script.read_text().rstrip().endswith("make test")
