"""The lists of rules/speech.yaml: verbs of saying, speakers by type, hedges, words of verification."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from agents.claims.language.phrases import Phrases
from agents.claims.model import Token
from agents.claims.words import read_yaml, word_set
from schemas.actor import SpeakerType

_TYPES: tuple[SpeakerType, ...] = ("social", "organisation", "official", "witness", "media")


@dataclass(frozen=True)
class SpeechWords:
    """The lists of rules/speech.yaml."""

    verbs: frozenset[str]
    claiming: frozenset[str]
    reports: frozenset[str]
    unnamed: frozenset[str]
    types: tuple[tuple[SpeakerType, frozenset[str]], ...]
    hedges: Phrases
    unverified: re.Pattern[str]
    verified: re.Pattern[str]
    known_bodies: dict[str, str]
    """What a body is called, in lower case -> its one name."""
    bodies: re.Pattern[str]
    """These names in a text: those of several words in any case, short ones in capitals."""


@cache
def speech_words() -> SpeechWords:
    """The speech lists, loaded once."""
    name = "speech.yaml"
    data = read_yaml(name)
    known = {
        called: body
        for body, names in data["known_bodies"].items()
        for called in word_set(name, f"known_bodies.{body}", names)
    }
    return SpeechWords(
        verbs=word_set(name, "verbs", data["verbs"]),
        claiming=word_set(name, "claiming", data["claiming"]),
        reports=word_set(name, "reports", data["reports"]),
        unnamed=word_set(name, "unnamed", data["unnamed"]),
        types=tuple((kind, word_set(name, f"types.{kind}", data["types"][kind])) for kind in _TYPES),
        hedges=Phrases(word_set(name, "hedges", data["hedges"])),
        unverified=re.compile("|".join(sorted(word_set(name, "unverified", data["unverified"]))), re.I),
        verified=re.compile("|".join(sorted(word_set(name, "verified", data["verified"]))), re.I),
        known_bodies=known,
        bodies=_in_text(known),
    )


def is_role(token: Token) -> bool:
    """Whether a word tells what a speaker is: "medics", "activists", "governor"."""
    return any(token.low in roles for _, roles in speech_words().types)


def _in_text(names: Iterable[str]) -> re.Pattern[str]:
    several = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if " " in name)
    short = "|".join(re.escape(name.upper()) for name in sorted(names) if " " not in name)
    return re.compile(rf"(?<![\w.])(?:(?i:{several})|{short})(?![\w-])")
