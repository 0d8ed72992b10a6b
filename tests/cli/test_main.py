"""The command itself: fast, helpful, and no traceback for what is known to happen."""

import importlib
import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from agents.cli import errors
from agents.cli.main import COMMANDS, LazyGroup, cli
from agents.embedded.errors import EmbeddedError
from agents.embedded.paths import ROOT


def leaves(command: click.Command, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        return [leaf for name, inner in command.commands.items() for leaf in leaves(inner, (*path, name))]
    return [(path, command)]


@pytest.fixture(params=list(COMMANDS))
def command(request: pytest.FixtureRequest) -> tuple[str, click.Command]:
    entry = COMMANDS[request.param]
    return request.param, getattr(importlib.import_module(entry.module), entry.name)


def test_help_lists_every_command_without_importing_any() -> None:
    code = (
        "import sys; from agents.cli.main import cli\n"
        "try: cli(['--help'])\n"
        "finally: print(sorted(m for m in ('faust', 'aiokafka', 'redis', 'rich', 'pydantic', 'agents.cli.demo')"
        " if m in sys.modules), file=sys.stderr)"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, cwd=ROOT)
    assert asked.returncode == 0
    assert asked.stderr.strip() == "[]"
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", asked.stdout, re.MULTILINE)


def test_the_list_says_what_the_command_says(command: tuple[str, click.Command]) -> None:
    name, loaded = command
    assert loaded.name == name
    if loaded.short_help:
        assert loaded.short_help == COMMANDS[name].short_help


def test_every_command_has_an_example_of_itself(command: tuple[str, click.Command]) -> None:
    for path, _ in leaves(command[1], (command[0],)):
        text = CliRunner().invoke(cli, [*path, "--help"]).output
        example = text.partition("Example")[2]
        assert f"tocsin {' '.join(path)}" in example, path


def test_an_unknown_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(cli, ["ring"])
    assert result.exit_code == 2
    assert "No such command 'ring'" in result.output


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (EmbeddedError("no Kafka here", ["last", "words"]), "Error: no Kafka here\n    last\n    words\n"),
        (
            FileNotFoundError(2, "No such file or directory", "seeds.txt"),
            "Error: seeds.txt: No such file or directory\n",
        ),
        (TimeoutError(), "Error: no answer in time\n"),
    ],
)
def test_known_errors_are_one_line_and_status_1(error: Exception, text: str) -> None:
    result = CliRunner().invoke(failing(error), ["fail"])
    assert (result.exit_code, result.output) == (1, text)


def test_unknown_errors_keep_their_traceback() -> None:
    result = CliRunner().invoke(failing(ZeroDivisionError("a mistake")), ["fail"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_known_classes_exist() -> None:
    for module, name, _ in errors.KNOWN:
        assert issubclass(getattr(importlib.import_module(module), name), Exception)


def test_wrong_settings_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_PARTITIONS", "none")
    result = CliRunner().invoke(cli, ["topics", "list"])
    assert result.exit_code == 1
    assert result.output.startswith("Error: TOCSIN_PARTITIONS: ")


def test_version_names_the_project() -> None:
    result = CliRunner().invoke(cli, ["version"])
    assert result.exit_code == 0
    assert re.match(r"tocsin \d+\.\d+\.\d+\n", result.output)


def failing(error: Exception) -> click.Group:
    group = LazyGroup("failing")

    @click.command("fail")
    def fail() -> None:
        raise error

    group.get_command = lambda ctx, name: fail  # type: ignore[method-assign]
    return group
