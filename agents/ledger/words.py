"""The words of words.yaml, loaded once and strictly.

An unknown section, a word of the wrong type or a repeated one is an error that names the file and the section.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from schemas.actor import ActorType

FILE = Path(__file__).with_name("words.yaml")


class WordsError(ValueError):
    """A word list that cannot be used; the message names the file, the section and the entry."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists, as sets of words, or as word -> class."""

    generic_actors: Mapping[str, ActorType | None]
    actor_qualifiers: frozenset[str]
    branches: Mapping[str, str]
    place_fillers: frozenset[str]
    place_parts: Mapping[str, str]
    part_counts: frozenset[str]
    spots: Mapping[str, str]
    buildings: frozenset[str]
    descriptions: frozenset[str]
    shares: frozenset[str]
    settlements: frozenset[str]
    name_articles: frozenset[str]
    victims: Mapping[str, str]
    common_victims: frozenset[str]
    victim_fillers: frozenset[str]
    others_told: frozenset[str]
    attacks_apart: frozenset[str]
    others: frozenset[str]
    wards: frozenset[str]
    versions_told: frozenset[str]
    weapons: Mapping[str, str]
    weapon_senses: Mapping[str, frozenset[str]]
    weapon_fillers: frozenset[str]
    unnamed_speakers: frozenset[str]
    no_spokesmen: frozenset[str]
    phrase_breaks: frozenset[str]
    honorifics: frozenset[str]
    agencies: frozenset[str]
    recounts: Mapping[str, str]


@cache
def words() -> Words:
    """The lists that ship with the ledger."""
    return load(FILE)


def load(path: Path) -> Words:
    """Read a word file. Raises WordsError."""
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise WordsError(f"{path.name}: {error}") from error
    if not isinstance(data, dict):
        raise WordsError(f"{path.name}: not a mapping of sections")
    wanted = {field.name for field in fields(Words)} - {"actor_qualifiers"}
    if unlike := wanted ^ set(data):
        raise WordsError(f"{path.name}: missing or unknown sections: {', '.join(sorted(map(str, unlike)))}")
    actors, senses = data.pop("generic_actors"), data.pop("weapon_senses")
    generic, qualifiers = _actors(path.name, actors)
    read: dict[str, Any] = {
        name: _classes(path.name, name, value) if isinstance(value, dict) else _words(path.name, name, value)
        for name, value in data.items()
    }
    return Words(
        generic_actors=generic,
        actor_qualifiers=qualifiers,
        weapon_senses=_senses(path.name, senses, read["weapons"]),
        **read,
    )


def _actors(file: str, value: Any) -> tuple[dict[str, ActorType | None], frozenset[str]]:
    types: dict[str, ActorType | None] = {"non_state": "non-state", "state": "state", "either": None}
    if not isinstance(value, dict) or set(value) != {*types, "qualifiers"}:
        raise WordsError(f"{file}: generic_actors: wants {', '.join(types)} and qualifiers")
    qualifiers = _words(file, "generic_actors.qualifiers", value["qualifiers"])
    by_class = _classes(file, "generic_actors", {name: value[name] for name in types})
    return {word: types[name] for word, name in by_class.items()}, qualifiers


def _classes(file: str, section: str, value: Mapping[Any, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, listed in value.items():
        for word in sorted(_words(file, f"{section}.{name}", listed)):
            if word in found:
                raise WordsError(f"{file}: {section}: {word!r} stands in {found[word]} and in {name}")
            found[word] = str(name)
    return found


def _senses(file: str, value: Any, classes: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Words that fit several classes; each must be a class that there is, and the word in none by itself."""
    if not isinstance(value, dict):
        raise WordsError(f"{file}: weapon_senses: wants words, each with its classes")
    found = {str(word): _words(file, f"weapon_senses.{word}", listed) for word, listed in value.items()}
    for word, listed in found.items():
        if unknown := listed - set(classes.values()):
            raise WordsError(f"{file}: weapon_senses: {word!r}: no such class: {', '.join(sorted(unknown))}")
        if word in classes:
            raise WordsError(f"{file}: weapon_senses: {word!r} stands in {classes[word]} and here")
    return found


def _words(file: str, section: str, value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not value:
        raise WordsError(f"{file}: {section}: wants a list of words")
    return frozenset(_unrepeated(file, section, value))


def _unrepeated(file: str, section: str, value: Iterable[Any]) -> Iterable[str]:
    seen: set[str] = set()
    for word in value:
        if not isinstance(word, str) or word != word.casefold().strip() or not word:
            raise WordsError(f"{file}: {section}: {word!r} is not a word in lower case (quote on, off, yes and no)")
        if word in seen:
            raise WordsError(f"{file}: {section}: {word!r} stands there twice")
        seen.add(word)
        yield word
