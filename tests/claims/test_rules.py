"""The rule files: read strictly, linted, and the engine under toy rules."""

import re
from pathlib import Path

import pytest

from agents.claims import rules, words
from agents.claims.judging.stance import VERIFYING
from agents.claims.rules import rule_set
from agents.claims.words import RuleError, listed, read_yaml, verb_forms


def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, control: str) -> rules.RuleSet:
    for path in words.RULES.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"))
    (tmp_path / "control.yaml").write_text(control)
    monkeypatch.setattr(words, "RULES", tmp_path)
    monkeypatch.setattr(rules, "RULES", tmp_path)
    return rules.rule_set.__wrapped__()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- name: control.toy\n  change: conquered\n  verbs: [zap]", "change must be one of"),
        ("- name: Control Toy\n  change: captured\n  verbs: [zap]", "a name like"),
        ("- name: control.toy\n  change: captured", "verbs, nouns or words are wanted"),
        ("- name: control.toy\n  change: captured\n  verbs: [zap]\n  colour: red", "unknown key 'colour'"),
        ("- name: control.toy\n  change: captured\n  verbs: [zap]\n  object: planet", "unknown role 'planet'"),
        ("- name: control.toy\n  change: captured\n  verbs: zap", "a list of words is wanted"),
        ("name: control.toy", "a list of rules is wanted"),
        ("- [", "control.yaml"),
    ],
)
def test_a_mistake_names_file_and_rule(
    entry: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(RuleError, match=re.escape(message)):
        load(monkeypatch, tmp_path, entry)


def test_a_name_used_twice_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    entry = "- name: control.toy\n  change: captured\n  verbs: [zap]\n"
    with pytest.raises(RuleError, match="used twice"):
        load(monkeypatch, tmp_path, entry * 2)


def test_a_change_of_any_rule_file_changes_the_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = rule_set()
    toy = load(monkeypatch, tmp_path, "- name: control.toy\n  change: captured\n  verbs: [zap]\n")
    assert toy.version != real.version


def test_every_list_that_the_code_asks_for_is_there_and_none_is_idle() -> None:
    code = "".join(path.read_text("utf-8") for path in words.RULES.parent.rglob("*.py"))
    calls = re.findall(r'listed\(((?:\s*"\w+",?)+)\s*\)', code)
    asked = {name for call in calls for name in re.findall(r'"(\w+)"', call)}
    for name in asked:
        assert listed(name), name
    assert set(words._lists()) == asked


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("occupy", {"occupy", "occupies", "occupied", "occupying"}),
        ("overrun", {"overrun", "overruns", "overran", "overrunning"}),
        ("kidnap", {"kidnap", "kidnaps", "kidnapped", "kidnapping"}),
        ("massacre", {"massacre", "massacres", "massacred", "massacring"}),
        ("push", {"push", "pushes", "pushed", "pushing"}),
    ],
)
def test_verb_forms(lemma: str, forms: set[str]) -> None:
    assert set(verb_forms(lemma)) == forms


def test_a_key_that_stands_twice_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "twice.yaml").write_text("lists:\n  a: [x]\n  b: [y]\n  a: [z]\n", "utf-8")
    monkeypatch.setattr("agents.claims.words.RULES", tmp_path)
    with pytest.raises(RuleError, match=r"twice\.yaml: a stands here twice"):
        read_yaml("twice.yaml")


def test_every_word_of_verification_has_a_stem_that_is_looked_for_first() -> None:
    lists = read_yaml("speech.yaml")
    told = [phrase for name in ("unverified", "verified") for phrase in lists[name]]
    assert [phrase for phrase in told if not any(stem in phrase for stem in VERIFYING)] == []
