"""The doctor gets to the end, and its exit status says whether a demo could run."""

import pytest
from click.testing import CliRunner

from agents.cli import doctor
from agents.cli.main import cli
from agents.embedded.checks import Finding


def good() -> Finding:
    return Finding("thing", "good", "there [not markup]")


def note() -> Finding:
    return Finding("nicety", "note", "missing", "get it")


def bad() -> Finding:
    return Finding("necessity", "bad", "none", "install it")


def broken() -> Finding:
    raise RuntimeError("cannot even look")


@pytest.mark.parametrize(("checks", "status"), [((good, note), 0), ((good, bad), 1), ((broken, good), 1)])
def test_exit_status(monkeypatch: pytest.MonkeyPatch, checks: tuple[object, ...], status: int) -> None:
    found = list(doctor.examine(checks))  # type: ignore[arg-type]
    monkeypatch.setattr(doctor, "examine", lambda: found)
    result = CliRunner().invoke(cli, ["doctor"])
    assert result.exit_code == status
    assert "there [not markup]" in result.output
    assert ("RuntimeError: cannot even look" in " ".join(result.output.split())) == (broken in checks)


def test_this_very_machine_is_looked_at() -> None:
    names = [finding.name for finding in doctor.examine()]
    assert {"Python", "Java", "Kafka", "redis-server", "docker", "ports", "disk", "settings", "gazetteer"} <= set(names)


def test_wrong_settings_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_PARTITION", "3")
    assert doctor.settings().status == "bad"
    assert "TOCSIN_PARTITIONS" in doctor.settings().do
