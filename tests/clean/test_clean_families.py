"""The phrase families: each with its cases, strictly loaded, and no pattern that a hostile line can stall."""

import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import yaml

from agents.clean.families import Families, Family, FamilyError, Role, Scope, family_files, load, read_file, words_of

FAMILIES = [(path, family) for path in family_files() for family in read_file(path)]


def holds(family: Family, text: str) -> bool:
    return Families.of([family]).find(text, words_of(text), get_args(Scope), get_args(Role)) is not None


def cases_of(path: Path) -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(path.with_suffix(".cases.yaml").read_text("utf-8"))
    return loaded


@pytest.mark.parametrize(("path", "family"), FAMILIES, ids=[family.id for _, family in FAMILIES])
def test_every_family_knows_its_own_and_leaves_the_rest(path: Path, family: Family) -> None:
    cases = cases_of(path)[family.id]
    assert set(cases) == {"positive", "negative"}
    assert len(cases["positive"]) >= 2
    assert len(cases["negative"]) >= 2
    assert [text for text in cases["positive"] if not holds(family, text)] == []
    assert [text for text in cases["negative"] if holds(family, text)] == []


@pytest.mark.parametrize("path", family_files(), ids=lambda path: path.name)
def test_no_cases_without_a_family(path: Path) -> None:
    assert set(cases_of(path)) == {family.id for family in read_file(path)}


def test_a_line_longer_than_its_family_allows_is_none_of_it() -> None:
    family = Family.of_patterns("short", "comments", "line", "comment_header", ["says"], [r".* says:"])
    assert holds(family, "Somebody of the village says:")
    assert not holds(replace(family, longest=20), "Somebody of the village says:")


def test_ids_are_unique_and_the_folder_loads() -> None:
    assert len(load().all) == len({family.id for _, family in FAMILIES})


@pytest.mark.parametrize(
    "line",
    ["by " * 390, "A" * 1190, "£9 " * 390, "share " * 190, "(" * 1190, "Photo " * 190, "a, " * 390 + "© ", "1 " * 590],
)
def test_hostile_lines_take_no_time(line: str) -> None:
    every_word = frozenset(word for family in load().all for word in family.words)
    started = time.perf_counter()
    for family in load().all:
        family.holds(line, every_word)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("- {id: a, reason: r, scope: line, role: cut, words: [x], patterns: ['(']}", "family a"),
        ("- {id: a, reason: r, scope: word, role: cut, words: [x], patterns: [x]}", "scope"),
        ("- {id: a, reason: r, scope: line, role: cut, words: [X], patterns: [x]}", "words"),
        ("- {id: a, reason: r, scope: line, role: cut, words: [x]}", "patterns"),
        ("- {id: a, reason: r, scope: line, role: cut, words: [x], patterns: [x], weight: 3}", "fields"),
        ("id: a", "list"),
        (
            "- {id: a, reason: r, scope: line, role: cut, words: [x], patterns: [x]}\n"
            "- {id: a, reason: r, scope: line, role: cut, words: [x], patterns: [x]}",
            "two families",
        ),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "toy.yaml").write_text(content, "utf-8")
    with pytest.raises(FamilyError, match=complaint) as raised:
        load(tmp_path)
    assert "toy.yaml" in str(raised.value) or "two families" in str(raised.value)
