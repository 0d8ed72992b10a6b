"""What the docs promise is there: every option, every command, the commands of the README."""

import re
import tomllib
from pathlib import Path

from agents.cli.main import COMMANDS
from agents.settings import settings_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_option_stands_in_the_readme() -> None:
    match = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", README, re.S)
    assert match
    assert match[1].strip() == settings_table().strip()


def test_every_command_stands_in_the_readme() -> None:
    told = set(re.findall(r"`(?:tocsin )?([a-z]+)", README))
    assert set(COMMANDS) - {"version"} <= told


def test_the_make_targets_that_the_docs_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text("utf-8")
        for target in re.findall(r"(?:`| {4})make ([a-z-]+)", text):
            assert target in targets, f"{page}: make {target}"


def test_the_folders_that_the_readme_names_exist() -> None:
    for folder in re.findall(r"`((?:agents|schemas|seeds|tests|deploy)/[\w/.-]*)`", README):
        assert (ROOT / folder).exists(), folder


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {
        name.lower().replace("_", "-")
        for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    }
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.split(r"[<>=!;~ \[]", requirement)[0].lower().replace("_", "-")
        assert name in locked, f"{name}: run uv pip compile as CONTRIBUTING.md says"
