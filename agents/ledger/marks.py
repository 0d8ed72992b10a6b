"""Who was hurt, and by what, in words that reports share: marks by which one event is told from another."""

from functools import lru_cache

from agents.ledger.text import tokens
from agents.ledger.words import words
from schemas.claim import Casualty


def alike_victims(one: Casualty, other: Casualty) -> bool:
    """Whether the victims are told in words that can mean the same people: soldiers, troops; "people" says nothing.

    Kinds of people decide where both tell one: Iraqi soldiers and Iraqi children share a word and are not the same.
    """
    first, second = victim_words(one), victim_words(other)
    kinds = frozenset(words().victims.values())
    if first & kinds and second & kinds:
        return bool(first & second & kinds)
    return bool(first & second)


def victims_differ(one: Casualty, other: Casualty) -> bool:
    """Whether both tell what kind of people the victims were, and no kind is told by both: recruits, children."""
    kinds = frozenset(words().victims.values())
    first, second = victim_words(one) & kinds, victim_words(other) & kinds
    return bool(first) and bool(second) and not first & second


def victim_words(claim: Casualty) -> frozenset[str]:
    """Who was hurt, in comparable words; not those whom a count only holds: "12 people, including three children"."""
    return _classed(claim.victims.whole) if claim.victims is not None else frozenset()


def weapons_differ(one: str | None, other: str | None) -> bool:
    """Whether both are told and have nothing in common."""
    first, second = weapon_words(one), weapon_words(other)
    return bool(first) and bool(second) and not first & second


def same_weapon(one: str | None, other: str | None) -> bool:
    """Whether both are told and have a word or a class in common."""
    return bool(weapon_words(one) & weapon_words(other))


def weapon_words(weapon: str | None) -> frozenset[str]:
    """The weapon in comparable words: mortar rounds and shelling are one. "Bombing" can be two things, and is both."""
    return _weapons(weapon) if weapon else frozenset()


@lru_cache(maxsize=8192)
def _weapons(text: str) -> frozenset[str]:
    """A word of one class decides what the words of several mean: "barrel bombs", "suicide bombing".

    What a vehicle carries is told in other words again: a "truck bomb" is a "blast", and no lorry in a crowd.
    """
    lists = words()
    known = [word for word in tokens(text) if word not in lists.weapon_fillers and not word.isdigit()]
    certain = frozenset(lists.weapons[word] for word in known if word in lists.weapons)
    senses = [lists.weapon_senses[word] for word in known if word in lists.weapon_senses]
    if senses:
        certain -= {"vehicle"}
    if certain:
        return certain
    if senses:
        return frozenset.intersection(*senses) or frozenset.union(*senses)
    return frozenset(known)


@lru_cache(maxsize=8192)
def _classed(text: str) -> frozenset[str]:
    lists = words()
    return frozenset(
        lists.victims.get(word, word)
        for word in tokens(text)
        if word not in lists.victim_fillers and not word.isdigit()
    )
