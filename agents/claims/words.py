"""Word classes and mode lists, read strictly from rules/words.yaml and rules/mode.yaml, and English verb forms."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

RULES = Path(__file__).parent / "rules"


class RuleError(ValueError):
    """A rule file that cannot be used; the message names file and entry."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without truth values ("no", "on" and "false" are words here), and without a key that comes twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of a node; raises where a later entry would silently replace an earlier one."""
        seen: set[Any] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands here twice", key.start_mark)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep=deep))


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(name: str) -> Any:
    """One file of the rules folder, parsed; errors name the file."""
    try:
        return yaml.load((RULES / name).read_text("utf-8"), _Loader)  # noqa: S506 (a safe loader)
    except (OSError, yaml.YAMLError) as error:
        raise RuleError(f"{name}: {error}") from error


def word_set(name: str, entry: str, value: object) -> frozenset[str]:
    """A list of strings as a set; anything else is an error that names file and entry."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise RuleError(f"{name}: {entry}: a list of words is wanted, got {value!r:.80}")
    return frozenset(value)


@dataclass(frozen=True)
class Words:
    """The word classes, by their names in rules/words.yaml."""

    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    get: frozenset[str]
    modal_hypothetical: frozenset[str]
    modal_future: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    verbs: frozenset[str]
    titles: frozenset[str]
    place_whole: frozenset[str]
    place_plural: frozenset[str]
    place_part: frozenset[str]
    direction: frozenset[str]
    civilian: frozenset[str]
    combatant: frozenset[str]
    unknown_people: frozenset[str]
    foreigner: frozenset[str]
    """One of a people: "an American"; before a noun it only says whose that is."""
    people: frozenset[str]
    """Civilian, combatant, unknown and of a people."""
    not_people: frozenset[str]
    weapons: frozenset[str]
    auxiliaries: frozenset[str]
    """Every auxiliary and modal."""


Governed = Literal["actual", "claimed", "attempted", "future", "negated", "hypothetical"]
"""What a governing word makes of what it rules; claimed: actual, told with distance."""
_GOVERNED: dict[str, Governed] = {mode: mode for mode in get_args(Governed)}


@dataclass(frozen=True)
class ModeWords:
    """The lists of rules/mode.yaml; governors and noun governors map a word to its mode."""

    governors: dict[str, Governed]
    noun_governors: dict[str, Governed]
    conditionals: frozenset[str]
    fears: frozenset[str]
    denials: frozenset[str]
    habitual: tuple[str, ...]
    hedges: frozenset[str]
    historical: tuple[str, ...]
    fiction: frozenset[str]
    tells: frozenset[str]


_PATHS = {
    "be": "auxiliaries.be",
    "have": "auxiliaries.have",
    "do": "auxiliaries.do",
    "get": "auxiliaries.get",
    "modal_hypothetical": "modals.hypothetical",
    "modal_future": "modals.future",
    "place_whole": "place_nouns.whole",
    "place_plural": "place_nouns.plural",
    "place_part": "place_nouns.part",
    "direction": "direction_adjectives",
    "civilian": "people.civilian",
    "combatant": "people.combatant",
    "unknown_people": "people.unknown",
    "foreigner": "people.foreigner",
}
"""Where a class stands in words.yaml, if not under its own name."""
_UNIONS = {
    "auxiliaries": ("be", "have", "do", "get", "modal_hypothetical", "modal_future"),
    "people": ("civilian", "combatant", "unknown_people", "foreigner"),
}


@cache
def words() -> Words:
    """The word classes, loaded once."""
    name = "words.yaml"
    data = read_yaml(name)

    def get(path: str) -> frozenset[str]:
        value = data
        for key in path.split("."):
            if not isinstance(value, dict) or key not in value:
                raise RuleError(f"{name}: {path} is missing")
            value = value[key]
        return word_set(name, path, value)

    read = {field.name: get(_PATHS.get(field.name, field.name)) for field in fields(Words) if field.name not in _UNIONS}
    unions = {union: frozenset().union(*(read[part] for part in parts)) for union, parts in _UNIONS.items()}
    return Words(**read, **unions)


@cache
def listed(*names: str) -> frozenset[str]:
    """One of the lists of rules/words.yaml that a single construction uses; the words of several, where named."""
    lists = _lists()
    for name in names:
        if name not in lists:
            raise RuleError(f"words.yaml: lists.{name} is missing")
    return lists[names[0]] if len(names) == 1 else frozenset().union(*(lists[name] for name in names))


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = read_yaml("words.yaml").get("lists", {})
    return {name: word_set("words.yaml", f"lists.{name}", value) for name, value in lists.items()}


@cache
def mode_words() -> ModeWords:
    """The mode lists, loaded once."""
    name = "mode.yaml"
    data = read_yaml(name)

    def by_mode(key: str) -> dict[str, Governed]:
        table: dict[str, Governed] = {}
        for mode, governing in data[key].items():
            for word in sorted(word_set(name, f"{key}.{mode}", governing)):
                table.setdefault(word, _GOVERNED[mode])
        return table

    try:
        return ModeWords(
            governors=by_mode("governors"),
            noun_governors=by_mode("noun_governors"),
            conditionals=word_set(name, "conditionals", data["conditionals"]),
            fears=word_set(name, "fears", data["fears"]),
            denials=word_set(name, "denials", data["denials"]),
            habitual=tuple(sorted(word_set(name, "habitual", data["habitual"]))),
            hedges=word_set(name, "hedges", data["hedges"]),
            historical=tuple(sorted(word_set(name, "historical", data["historical"]))),
            fiction=word_set(name, "fiction", data["fiction"]),
            tells=word_set(name, "tells", data["tells"]),
        )
    except (KeyError, AttributeError) as error:
        raise RuleError(f"{name}: {error}") from error


BE = {"be": "base", "is": "third", "are": "base", "was": "past", "were": "past", "been": "pp", "being": "ing"}


@cache
def irregular() -> dict[str, tuple[str, str, str, str]]:
    """rules/verbs.yaml: lemma -> (third person, past, past participle, -ing form)."""
    table: dict[str, tuple[str, str, str, str]] = {}
    for lemma, forms in read_yaml("verbs.yaml").items():
        if not isinstance(forms, list) or len(forms) != 4:
            raise RuleError(f"verbs.yaml: {lemma}: four forms are wanted")
        third, past, participle, ing = (str(form) for form in forms)
        table[lemma] = (third, past, participle, ing)
    return table


def verb_forms(lemma: str) -> dict[str, frozenset[str]]:
    """Each written form of a verb with its tags: base, third, past, pp, ing."""
    if lemma == "be":
        return {form: frozenset({tag}) for form, tag in BE.items()}
    if lemma in irregular():
        third, past, pp, ing = irregular()[lemma]
    else:
        third, past, pp, ing = _regular(lemma)
    tags: dict[str, set[str]] = {}
    for forms, tag in ((lemma, "base"), (third, "third"), (past, "past"), (pp, "pp"), (ing, "ing")):
        for form in forms.split("/"):  # "mown/mowed"
            tags.setdefault(form, set()).add(tag)
    return {form: frozenset(found) for form, found in tags.items()}


def _regular(lemma: str) -> tuple[str, str, str, str]:
    """The third person, past, participle and -ing form of a regular verb."""
    if lemma in listed("doubling"):
        return lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, lemma + "ed", lemma + "ed", lemma + "ing"
