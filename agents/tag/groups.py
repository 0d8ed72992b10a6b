"""Named groups and patterns of actors (data/actors.yaml, data/actor_patterns.yaml), read strictly into frozen form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import yaml

from agents.tag.tables import DATA, DataFileError
from schemas.actor import ActorMention, ActorType

_TYPES = frozenset(get_args(ActorType))
_KEYS = frozenset({"name", "type", "countries", "aliases", "cautious", "rebels_until"})


@dataclass(frozen=True, slots=True)
class Group:
    """One armed group or force: canonical name, type, countries where it acts (main one first)."""

    name: str
    type: ActorType
    countries: tuple[str, ...]
    aliases: tuple[str, ...]
    cautious: tuple[str, ...]
    rebels_until: date | None = None
    """The day on which it became a state's own army; null of all others."""


@dataclass(frozen=True, slots=True)
class ActorPatterns:
    """data/actor_patterns.yaml; the file says what each part is for."""

    state_heads: dict[str, str]
    home_heads: dict[str, str]
    state_modifiers: tuple[str, ...]
    non_state_heads: tuple[str, ...]
    group_heads: tuple[str, ...]
    generic_state: tuple[str, ...]
    generic_non_state: tuple[str, ...]
    modifiers: tuple[str, ...]
    modifier_endings: tuple[str, ...]
    adjectival: frozenset[str]
    not_before: tuple[str, ...]
    unit_nouns: tuple[str, ...]
    unit_kinds: tuple[str, ...]


def read_groups(path: Path) -> tuple[Group, ...]:
    """All groups of a file; DataFileError names the entry that is wrong."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != {"groups"} or not isinstance(raw["groups"], list):
        raise DataFileError(f"{path.name}: one list under the key groups is wanted")
    groups = tuple(_group(path, number, entry) for number, entry in enumerate(raw["groups"], start=1))
    owner: dict[str, str] = {}
    for group in groups:
        for alias in (group.name, *group.aliases):
            if owner.setdefault(alias, group.name) != group.name:
                raise DataFileError(f"{path.name}: {group.name}: alias {alias!r} belongs to {owner[alias]!r}, too")
    return groups


def _group(path: Path, number: int, entry: Any) -> Group:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"]:
        raise DataFileError(f"{path.name}: entry {number}: a name is wanted")
    where = f"{path.name}: {entry['name']}"
    if set(entry) - _KEYS or not {"type", "countries", "aliases"} <= set(entry):
        raise DataFileError(f"{where}: keys are {sorted(entry)}, wanted are {sorted(_KEYS)}")
    if entry["type"] not in _TYPES:
        raise DataFileError(f"{where}: type {entry['type']!r} is not one of {sorted(_TYPES)}")
    for key in ("countries", "aliases", "cautious"):
        values = entry.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
            raise DataFileError(f"{where}: {key}: a list of words is wanted (quote yes, no, numbers)")
    if not all(re.fullmatch("[A-Z]{2}", country) for country in entry["countries"]):
        raise DataFileError(f"{where}: countries: ISO 3166-1 alpha-2 codes are wanted")
    since = entry.get("rebels_until")
    if since is not None and (type(since) is not date or entry["type"] != "state"):
        raise DataFileError(f"{where}: rebels_until: the day on which it became a state's army is wanted")
    return Group(
        entry["name"],
        entry["type"],
        tuple(entry["countries"]),
        tuple(entry["aliases"]),
        tuple(entry.get("cautious", ())),
        since,
    )


def read_patterns(path: Path) -> ActorPatterns:
    """The patterns of a file; DataFileError names the key that is wrong."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = {field.name for field in fields(ActorPatterns)}
    if not isinstance(raw, dict) or set(raw) != names:
        raise DataFileError(f"{path.name}: missing or unknown keys: {sorted(names ^ set(raw or {}))}")
    values: dict[str, Any] = {}
    for name, words in raw.items():
        if name in ("state_heads", "home_heads"):
            good = isinstance(words, dict) and all(isinstance(w, str) for pair in words.items() for w in pair)
            values[name] = words
        else:
            good = isinstance(words, list) and all(isinstance(word, str) and word for word in words)
            values[name] = frozenset(words) if name == "adjectival" else tuple(words) if good else ()
        if not good:
            raise DataFileError(f"{path.name}: {name}: words are wanted (quote yes, no, numbers)")
    return ActorPatterns(**values)


@lru_cache(maxsize=1)
def load_groups() -> tuple[Group, ...]:
    """The project's groups, read once in a process."""
    return read_groups(DATA / "actors.yaml")


@lru_cache(maxsize=1)
def _once_rebels() -> dict[str, date]:
    """The groups that became a state's army, each with the day."""
    return {group.name: group.rebels_until for group in load_groups() if group.rebels_until is not None}


def at_that_time(mentions: Iterable[ActorMention], day: date) -> tuple[ActorMention, ...]:
    """The same mentions as of a day: an army of today under the type it had while it fought its state."""
    return tuple(_as_rebels(m) if day < _once_rebels().get(m.actor.name, day) else m for m in mentions)


def _as_rebels(mention: ActorMention) -> ActorMention:
    return msgspec.structs.replace(mention, actor=msgspec.structs.replace(mention.actor, type="non-state"))


@lru_cache(maxsize=1)
def load_patterns() -> ActorPatterns:
    """The project's patterns, read once in a process."""
    return read_patterns(DATA / "actor_patterns.yaml")
