"""Whether a claim names the side that a label means: "Turkish air force" is Turkey's, "FARDC" the Congolese state's."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from score_seeds import _words

import agents.tag

DATA = Path(agents.tag.__file__).parent / "data"
_ANY_SIDE = frozenset({"the", "and", "forces", "government", "army", "military", "troops"})


@cache
def _sides() -> dict[str, str]:
    """Names of states' forces, demonyms and countries, each to its country: "Turkish air force" is Turkey's."""
    sides: dict[str, str] = {}
    for row in csv.DictReader((DATA / "countries.tsv").open(encoding="utf-8"), delimiter="\t"):
        for word in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")):
            if word:
                sides[_words(word)] = row["iso"]
    for group in yaml.safe_load((DATA / "actors.yaml").read_text("utf-8"))["groups"]:
        if group["type"] == "state" and group["countries"]:
            sides[_words(group["name"])] = group["countries"][0]
    return sides


def _state(name: str) -> str | None:
    """The country whose state a name means, by its longest known part; null for anybody else."""
    words = _words(name).split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            found = _sides().get(" ".join(words[start : start + size]))
            if found is not None:
                return found
    return None


def side_agrees(label: str, value: Any) -> bool:
    """Whether an actor is the one that the label names: by a word of its name, or as the same state's forces."""
    if not isinstance(value, dict):
        return False
    told = _words(json.dumps(value, ensure_ascii=False))
    if any(word in told for word in _words(label).split() if len(word) > 2 and word not in _ANY_SIDE):
        return True
    return value.get("type") == "state" and _state(label) is not None and _state(label) == _state(value["name"])
