"""The layout keeps its promises: who may import whom, and where Faust and Redis may stand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STEPS = ("replay", "ingest", "clean", "dedupe", "tag", "claims", "ledger", "deliver")
SHARED = {
    "agents.app",
    "agents.topics",
    "agents.settings",
    "agents.endpoints",  # the part of the settings that the deliver step is told to work by
    "agents.metrics",
    "agents.guard",
    "agents.redis",
    "agents.faults",
    "agents.kafka",
    "agents.outlets",  # what clean and tag learn of an outlet on the stream
    "agents.countries",  # which country a name is of: who speaks, and whose army it was
    "agents.wording",  # records in a person's words: terminal, desk, Slack and e-mail say the same
}
DESK = {"agents.web", "agents.watchdog", "agents.logs"}
"""Of the desk beyond that: it is no step but a process of its own, as the worker is; what it shows of the steps is
handed to it (agents/desk/sources.py)."""
FILES = sorted([*ROOT.glob("agents/**/*.py"), *ROOT.glob("schemas/**/*.py")])


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names if base in ("agents", "schemas"))


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_follow_the_layout(path: Path) -> None:
    name = module(path)
    found = set(imports(path))
    parts = name.split(".")
    if parts[0] == "schemas":
        assert not {i for i in found if i.startswith("agents")}, "schemas/ imports nothing of the project"
    elif len(parts) > 1 and parts[1] in (*STEPS, "desk"):
        own = ".".join(parts[:2])
        shared_with_it = SHARED | (DESK if parts[1] == "desk" else set())
        for imported in found:
            if imported.startswith("agents.") and not imported.startswith(own):
                assert imported in shared_with_it or any(
                    imported.startswith(shared + ".") for shared in shared_with_it
                ), f"a step may not import {imported}"
    last = parts[-1]
    if {i.split(".")[0] for i in found} & {"faust", "mode"}:
        assert last == "agent" or name in {"agents.app", "agents.topics", "agents.worker", "agents.guard"}, (
            "Faust stands elsewhere"
        )
    if "redis" in {i.split(".")[0] for i in found}:
        assert last == "store" or name == "agents.redis", "redis stands in store.py and agents/redis.py alone"


CLAIM_LAYERS = ("language", "entities", "frames", "speech", "reader", "scene", "sides", "mode", "judging")
"""Folders of the claims step, each knowing only those before it; the first two know no rule."""


@pytest.mark.parametrize("path", sorted((ROOT / "agents/claims").glob("*/*.py")), ids=module)
def test_claims_are_read_in_one_direction(path: Path) -> None:
    layer = CLAIM_LAYERS.index(path.parent.name)
    below = {f"agents.claims.{name}" for name in (*CLAIM_LAYERS[: layer + 1], "words", "model")}
    if layer >= CLAIM_LAYERS.index("entities"):
        below.add("agents.countries")  # the table that all steps read, which imports nothing: whose army it was
    if layer >= CLAIM_LAYERS.index("frames"):
        below.add("agents.claims.rules")
    for imported in imports(path):
        if imported.startswith("agents."):
            assert any(imported == name or imported.startswith(name + ".") for name in below), imported


@pytest.mark.parametrize("path", sorted((ROOT / "agents/claims").glob("*/*.py")), ids=module)
def test_claims_replace_structs_as_structs(path: Path) -> None:
    """What a sentence is read into are msgspec structs; the type checker takes them for dataclasses too."""
    assert not re.search(r"^from dataclasses import .*\breplace\b", path.read_text("utf-8"), re.M)


def test_the_flow_is_a_docstring_without_imports() -> None:
    tree = ast.parse((ROOT / "agents/__init__.py").read_text("utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


def test_nothing_of_the_workplace_is_in_the_project() -> None:
    words = ["/wor" + "k/", "shared/" + "hooks", "sub" + "agent", "claude", "anthrop" + "ic"]
    for path in [
        *FILES,
        *ROOT.glob("*.md"),
        *ROOT.glob("agents/**/*.yaml"),
        ROOT / "Makefile",
        ROOT / "requirements.lock",
    ]:
        if path.exists():
            text = path.read_text("utf-8").lower()
            assert not [word for word in words if word in text], path
