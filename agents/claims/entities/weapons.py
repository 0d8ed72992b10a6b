"""Weapons that a phrase names ("several mortar rounds"), and words that say whose they are ("rebel shelling")."""

from collections.abc import Sequence
from functools import cache

from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.claims.words import read_yaml, words
from schemas.actor import Actor


@cache
def weapon_owners() -> dict[str, Actor]:
    """Words that say whose a weapon is ("rebel shelling"), with the side they name (words.yaml, weapon_owners)."""
    owners = read_yaml("words.yaml")["weapon_owners"]
    return {word: Actor(text=word, name=name, type=type_) for word, (name, type_) in owners.items()}


@cache
def _by_last_word() -> dict[str, tuple[str, ...]]:
    """The weapons, by the last word of each: few phrases hold any."""
    found: dict[str, tuple[str, ...]] = {}
    for weapon in sorted(words().weapons):
        last = weapon.split(" ")[-1]
        found[last] = (*found.get(last, ()), weapon)
    return found


def weapon_of(tokens: Sequence[Token], span: Span | None) -> str | None:
    """The weapon that a phrase names ("several mortar rounds": "mortar rounds"): the longest, then the first named."""
    if span is None:
        return None
    phrase = f" {' '.join(token.low for token in tokens[span.start : span.end])} "
    ends = _by_last_word()
    named = [weapon for word in phrase.split() for weapon in ends.get(word, ()) if f" {weapon} " in phrase]
    return min(named, key=lambda weapon: (-len(weapon), phrase.index(f" {weapon} ")), default=None)
