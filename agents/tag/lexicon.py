"""Words around names (data/place_words.yaml) and the word lists, read strictly into frozen form."""

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from agents.tag.tables import DATA, DataFileError, read_tsv, read_words, split_names
from agents.tag.text import fold
from schemas.place import Feature

_FEATURES = frozenset(get_args(Feature))


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """data/place_words.yaml; every word folded (text.fold)."""

    heads: dict[str, Feature]
    nouns_of: dict[str, Feature]
    before: dict[str, Feature]
    state_heads: frozenset[str]
    state_countries: frozenset[str]
    native_nouns: dict[str, str]
    naming_heads: frozenset[str]
    locatives: frozenset[str]
    strict_locatives: frozenset[str]
    weak_locatives: frozenset[str]
    late_heads: dict[str, Feature]
    areas: frozenset[str]
    papers: frozenset[str]
    not_locative_nouns: frozenset[str]
    modifiers: frozenset[str]
    titles: frozenset[str]
    abbreviations: frozenset[str]
    name_openings: frozenset[str]
    organisations: frozenset[str]
    no_places_last: frozenset[str]
    no_places_first: frozenset[str]
    speech_after: frozenset[str]
    peoples_after: frozenset[str]
    local_bodies: frozenset[str]
    openers: frozenset[str]
    ports: frozenset[str]
    people: frozenset[str]
    never: frozenset[str]
    famous: frozenset[str]
    not_in_capitals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the place matcher knows of words. demonyms: folded word(s) to ISO country."""

    words: PlaceWords
    common: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    demonyms: dict[str, str]
    head_after: re.Pattern[str]
    head_firsts: frozenset[str]
    country_names: dict[str, str]


def read_place_words(path: Path) -> PlaceWords:
    """Read the file; DataFileError names the key that is missing, unknown or malformed."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = {field.name for field in fields(PlaceWords)}
    if not isinstance(raw, dict) or set(raw) != names:
        wrong = sorted(names ^ set(raw)) if isinstance(raw, dict) else "no mapping"
        raise DataFileError(f"{path.name}: missing or unknown keys: {wrong}")
    values: dict[str, Any] = {}
    for name in ("heads", "late_heads", "nouns_of", "before"):
        values[name] = _by_feature(path, name, raw[name])
    values["state_countries"] = frozenset(raw["state_countries"])
    values["native_nouns"] = {
        noun: country
        for country, nouns in raw["native_nouns"].items()
        for noun in _folded(path, f"native_nouns.{country}", nouns)
    }
    for name in names - set(values):
        values[name] = frozenset(_folded(path, name, raw[name]))
    if not values["naming_heads"] <= set(values["heads"]):
        raise DataFileError(
            f"{path.name}: naming_heads: {sorted(values['naming_heads'] - set(values['heads']))} no heads"
        )
    return PlaceWords(**values)


def _folded(path: Path, name: str, words: Any) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise DataFileError(f"{path.name}: {name}: a list of words is wanted (quote yes, no, on, off)")
    return [fold(word) for word in words]


def _by_feature(path: Path, name: str, groups: Any) -> dict[str, Feature]:
    if not isinstance(groups, dict):
        raise DataFileError(f"{path.name}: {name}: words by feature are wanted")
    found: dict[str, Feature] = {}
    for feature, words in groups.items():
        if feature not in _FEATURES:
            raise DataFileError(f"{path.name}: {name}: {feature!r} is no feature")
        for word in _folded(path, f"{name}.{feature}", words):
            if word in found:
                raise DataFileError(f"{path.name}: {name}: {word!r} stands there twice")
            found[word] = cast(Feature, feature)
    return found


def read_demonyms(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Demonyms and country names (folded) to ISO codes, from countries.tsv."""
    demonyms: dict[str, str] = {}
    countries: dict[str, str] = {}
    for _, (iso, name, aliases, people, _capital) in read_tsv(path, ("iso", "name", "aliases", "demonyms", "capital")):
        for word in split_names(people):
            demonyms[fold(word)] = iso
        for word in (name, *split_names(aliases)):
            countries[fold(word)] = iso
    return demonyms, countries


def _head_pattern(heads: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(heads, key=lambda head: (-len(head), head))
    return re.compile(
        r" ((?:"
        + "|".join(head.replace(" ", "[ -]") for head in longest_first)
        + r"))(?![\w-]|[ ](?:court|attorney|judge|school|magistrate|manager|rate|rates|stores?))",
        re.I,
    )


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The project's lexicon, read once in a process."""
    words = read_place_words(DATA / "place_words.yaml")
    demonyms, countries = read_demonyms(DATA / "countries.tsv")
    return Lexicon(
        words=words,
        common=read_words(DATA / "common_words.tsv") - words.famous,
        first_names=read_words(DATA / "first_names.tsv"),
        surnames=read_words(DATA / "surnames.tsv") - words.famous,
        demonyms=demonyms,
        head_after=_head_pattern(frozenset(words.heads) | words.state_heads),
        head_firsts=frozenset(re.split("[ -]", head)[0] for head in frozenset(words.heads) | words.state_heads),
        country_names=countries,
    )
