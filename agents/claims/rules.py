"""The frames of rules/control.yaml and rules/casualty.yaml, loaded strictly into frozen types, and their trigger
index.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from agents.claims.words import RULES, RuleError, read_yaml, verb_forms

Kind = Literal["location_fall", "casualty"]
_FILES: tuple[tuple[str, Kind], ...] = (("control.yaml", "location_fall"), ("casualty.yaml", "casualty"))
_ROLES = frozenset({"place", "taken_by", "taken_from", "victims", "perpetrator", "none"})
_CHANGES = frozenset({"captured", "recaptured", "withdrawn", "surrendered"})
_EFFECTS = frozenset({"killed", "injured", "missing", "abducted", "displaced"})


@dataclass(frozen=True)
class Rule:
    """One frame. verbs: lemmas; nouns and words: written forms; after: what must follow a verb; oblique: preposition
    -> role.

    weak: the words mean many other things, so an armed actor must be named with them.
    """

    name: str
    kind: Kind
    value: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    after: tuple[tuple[str, ...], ...] = ()
    subject: str = "none"
    object: str = "none"
    oblique: Mapping[str, str] = field(default_factory=dict)
    of: str = "none"
    by: str = "none"
    to: str = "none"
    source: str = "none"
    possessor: str = "none"
    listing: str = "none"
    weak: bool = False
    needs: str = ""
    openings: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, compare=False, repr=False)
    """``after`` by its first words; those that begin with any word or with a side under ""."""
    particles: frozenset[str] = frozenset()
    """The single words of ``after``: such a word may stand behind the place ("took X over")."""


@dataclass(frozen=True)
class Forms:
    """What one kind of rules goes by: verb forms with what each can be, and nouns and other words."""

    verbs: Mapping[str, tuple[tuple[Rule, frozenset[str]], ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    heads: frozenset[str] = field(init=False)
    """The words of both: most tokens are none."""

    def __post_init__(self) -> None:
        """Gather the heads."""
        object.__setattr__(self, "heads", frozenset(self.verbs) | frozenset(self.nouns))


@dataclass(frozen=True)
class RuleSet:
    """All rules, the forms that trigger them, and the version: a hash of every file in the rules folder.

    triggers: words without one of which no rule fires.
    """

    rules: tuple[Rule, ...]
    control: Forms
    harm: Forms
    triggers: frozenset[str]
    version: str

    def may_fire(self, words: Iterable[str]) -> bool:
        """Whether any rule could fire where these words stand: most texts hold no trigger, and this is their cost."""
        return not self.triggers.isdisjoint(words)


_KEYS = {
    "name",
    "change",
    "effect",
    "verbs",
    "nouns",
    "words",
    "after",
    "subject",
    "object",
    "oblique",
    "of",
    "by",
    "to",
    "from",
    "possessor",
    "list",
    "weak",
    "needs",
}


@cache
def rule_set() -> RuleSet:
    """Every rule, loaded and checked once; a mistake raises RuleError with file and rule."""
    rules = tuple(_rule(name, kind, entry) for name, kind in _FILES for entry in _entries(name))
    names = [rule.name for rule in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise RuleError(f"rules: the name {twice[0]} is used twice")
    control, harm = (_forms([rule for rule in rules if rule.kind == kind]) for _, kind in _FILES)
    forms = {*control.verbs, *control.nouns, *harm.verbs, *harm.nouns}
    return RuleSet(rules, control, harm, frozenset(_triggers(rules, forms)), _version())


def _forms(rules: Sequence[Rule]) -> Forms:
    verbs: dict[str, list[tuple[Rule, frozenset[str]]]] = {}
    nouns: dict[str, list[Rule]] = {}
    for rule in rules:
        for lemma in rule.verbs:
            for form, tags in verb_forms(lemma).items():
                verbs.setdefault(form, []).append((rule, tags))
        for noun in (*rule.nouns, *rule.words):
            nouns.setdefault(noun, []).append(rule)
    return Forms(
        {form: tuple(found) for form, found in verbs.items()}, {noun: tuple(found) for noun, found in nouns.items()}
    )


def _triggers(rules: tuple[Rule, ...], forms: set[str]) -> set[str]:
    """The words without which no rule fires; for verbs that stand everywhere, what must follow them."""
    everywhere = {form for lemma in _EVERYWHERE for form in verb_forms(lemma)}
    wanted: set[str] = set()
    for rule in rules:
        common = {form for lemma in rule.verbs for form in verb_forms(lemma)} & everywhere
        if not common:
            continue
        telling = {_telling(after) for after in rule.after}
        if not telling or "" in telling or rule.nouns or rule.words:
            everywhere -= common  # nothing else tells it
        wanted |= telling - {""}
    told = {noun for rule in rules for noun in (*rule.nouns, *rule.words)}
    hands = {"hands", "control"}  # an actor's, in one token: "Russian hands"
    return (forms - (everywhere - told)) | wanted | hands


def _telling(after: tuple[str, ...]) -> str:
    """The word of a phrase that is met least; "" where every one stands everywhere."""
    words = [word for word in after if word.isalpha()]
    rare = [word for word in words if len(word) > 2 and word not in _COMMON]
    if not rare:
        rare = [word for word in words if word in ("back", "under")] or ["hands"] * ("@" in after)
    return max(rare, key=len, default="")


_EVERYWHERE = ("be", "complete", "pay")
_COMMON = frozenset(
    (
        *("from", "with", "last", "more", "back", "firmly", "under", "full", "fully", "totally", "entirely", "over"),
        *("completely", "once", "again", "still", "into", "the", "our", "now", "out", "for", "their", "down"),
    )
)


def _version() -> str:
    """The hash of what the rules say; their cases do not count."""
    digest = hashlib.sha256()
    for path in sorted(RULES.glob("*.yaml")):
        if not path.name.endswith(".cases.yaml"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _entries(name: str) -> list[dict[str, Any]]:
    """The rules of a file, as they are written."""
    data = read_yaml(name)
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise RuleError(f"{name}: a list of rules is wanted")
    return data


def _rule(file: str, kind: Kind, entry: dict[str, Any]) -> Rule:
    """One rule, every key of it checked."""
    name = entry.get("name")
    where = f"{file}: rule {name!r}"
    if not isinstance(name, str) or not re.fullmatch(r"[a-z]+(?:[.-][a-z]+)+", name):
        raise RuleError(f"{where}: a name like casualty.killed is wanted")
    if unknown := sorted(set(entry) - _KEYS):
        raise RuleError(f"{where}: unknown key {unknown[0]!r}")
    key, allowed = ("change", _CHANGES) if kind == "location_fall" else ("effect", _EFFECTS)
    if entry.get(key) not in allowed:
        raise RuleError(f"{where}: {key} must be one of {', '.join(sorted(allowed))}")
    if not any(entry.get(part) for part in ("verbs", "nouns", "words")):
        raise RuleError(f"{where}: verbs, nouns or words are wanted")
    for part in ("subject", "object", "of", "by", "to", "from", "possessor", "list"):
        if entry.get(part, "none") not in _ROLES:
            raise RuleError(f"{where}: {part}: unknown role {entry[part]!r}")
    oblique = entry.get("oblique", {})
    if not isinstance(oblique, dict) or not set(oblique.values()) <= _ROLES:
        raise RuleError(f"{where}: oblique: preposition -> role is wanted")
    phrases = tuple(tuple(after.split()) for after in _strings(where, entry, "after"))
    return Rule(
        name=name,
        kind=kind,
        value=entry[key],
        verbs=_strings(where, entry, "verbs"),
        nouns=_strings(where, entry, "nouns"),
        words=_strings(where, entry, "words"),
        after=phrases,
        openings=_openings(phrases),
        particles=frozenset(phrase[0] for phrase in phrases if len(phrase) == 1),
        subject=entry.get("subject", "none"),
        object=entry.get("object", "none"),
        oblique=oblique,
        of=entry.get("of", "none"),
        by=entry.get("by", "none"),
        to=entry.get("to", "none"),
        source=entry.get("from", "none"),
        possessor=entry.get("possessor", "none"),
        listing=entry.get("list", "none"),
        weak=entry.get("weak") == "true",
        needs=entry.get("needs", ""),
    )


def _openings(phrases: tuple[tuple[str, ...], ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    firsts = {"" if phrase[0] in "~@" else phrase[0] for phrase in phrases}
    return {
        first: tuple(phrase for phrase in phrases if (phrase[0] in "~@" and not first) or phrase[0] == first)
        for first in sorted(firsts)
    }


def _strings(where: str, entry: dict[str, Any], key: str) -> tuple[str, ...]:
    """A key's list of words; empty where the key is absent."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise RuleError(f"{where}: {key}: a list of words is wanted")
    return tuple(value)
