"""Whether a claim names the side that a label means: "Turkish air force" is Turkey's, "FARDC" the Congolese state's."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from compare import EMPTY_WORDS, naming, words

import agents.tag

DATA = Path(agents.tag.__file__).parent / "data"
_FORCES = (
    *("government", "army", "military", "armed forces", "forces", "troops", "soldiers", "police", "air force", "navy"),
    *("junta", "regime", "air forces", "aerospace forces", "special forces", "ground forces", "security forces"),
    *("warplanes", "warplane", "fighter jets", "jets", "planes", "aircraft", "helicopters", "bombers", "aviation"),
    *("drones", "drone", "warships", "artillery", "tanks", "commandos"),
)
"""What of a state it may be that a label names: "Turkish jets" are Turkey's, as "Turkish air force" is."""
_JOINT = re.compile(r"\band\b|,")
_ANY_SIDE = EMPTY_WORDS.union(
    ("forces", "government", "army", "military", "troops", "air", "force", "navy", "islamic", "state"),
    ("national", "people", "peoples", "front", "liberation", "movement", "party"),
)
"""Words that tell no side by themselves."""


@cache
def _groups() -> list[dict[str, Any]]:
    return list(yaml.safe_load((DATA / "actors.yaml").read_text("utf-8"))["groups"])


@cache
def _states() -> dict[str, str]:
    """Names of states' forces, demonyms and countries, each to its country: "Turkish air force" is Turkey's."""
    found: dict[str, str] = {}
    for row in csv.DictReader((DATA / "countries.tsv").read_text("utf-8").splitlines(), delimiter="\t"):
        for word in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")):
            if word:
                found[words(word)] = row["iso"]
    for group in _groups():
        if group["type"] == "state" and group["countries"]:
            found[words(group["name"])] = group["countries"][0]
    return found


@cache
def _canonical() -> dict[str, set[str]]:
    """The names of the groups that each alias may mean, those that mean other things as well included."""
    found: dict[str, set[str]] = {}
    for group in _groups():
        for alias in (*(group.get("aliases") or ()), *(group.get("cautious") or ())):
            found.setdefault(words(alias), set()).add(words(group["name"]))
    return found


@cache
def _state(name: str) -> str | None:
    """The country whose state a name means, by its longest known part; null for anybody else."""
    parts = words(name).split()
    for size in range(len(parts), 0, -1):
        for start in range(len(parts) - size + 1):
            found = _states().get(" ".join(parts[start : start + size]))
            if found is not None:
                return found
    return None


def _is_state(label: str) -> bool:
    """Whether a label means a state: a country or its government, army, police ("Free Syrian Army" does not)."""
    told = words(label).removeprefix("the ")
    for force in _FORCES:
        told = told.removesuffix(f" {force}")
    return told in _states() or words(label) in _states()


def _joint_states(name: str) -> set[str | None]:
    """The countries of "French and Malian troops", "Niger and Chad"; none where not each part means a state."""
    lands = {_state(part) for part in _JOINT.split(name)}
    return lands if len(lands) > 1 and None not in lands else set()


def side_agrees(label: str, value: Any) -> bool:
    """Whether an actor is one of those that the label names: by its name or a telling word of it, or as the same state.

    A country's name tells a side only among states, or among those who are none: "Syrian rebels" are not Syria's army.
    """
    return isinstance(value, dict) and any(_is_side(one, value) for one in label.split(";"))


def _is_side(label: str, value: dict[str, Any]) -> bool:
    asked, name, told = words(label), words(value["name"]), naming(value)
    if asked == name:
        return True
    if joint := _joint_states(label):
        return joint == _joint_states(value["name"])
    state = _is_state(label)
    if state and value.get("type") != "non-state":
        ruling = "government" in asked.split() and {"government", "regime"} & set(name.split())
        if _state(label) == _state(name) or (ruling and _state(name) is None):
            return True
    same_sort = value.get("type") is None or state == (value["type"] == "state")
    if asked in told or name in asked or name in _canonical().get(asked, ()):
        return same_sort or _state(label) is None
    telling = [word for word in asked.split() if len(word) > 2 and word not in _ANY_SIDE and word.rstrip("s") in told]
    return any(same_sort or word not in _states() for word in telling)
