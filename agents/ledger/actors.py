"""Whether two names can mean one actor, given that reports call the same people by their name or just "militants"."""

import re
from functools import lru_cache

from agents.ledger.text import alike, tokens
from agents.ledger.words import words
from schemas.actor import Actor, ActorType

_SIDE = re.compile(r"\bpro-\w+|\b\w+-(?:backed|linked|allied|aligned|inspired)\b", re.IGNORECASE)
_JOINT = re.compile(
    r"(?P<folk>[A-Z][\w-]+(?:, [A-Z][\w-]+)*(?:,| and) [A-Z][\w-]+) [a-z].*|[a-z]\w+ (?:of|from) (?P<lands>.+ and .+)"
)
_AND = re.compile(r", | and ")
_DEMONYM = 4  # letters that a country and its people share at least: Iraq, Iraqi; Syria, Syrian


@lru_cache(maxsize=8192)
def proper(name: str) -> tuple[str, ...]:
    """What is left of a name without the words that fit any actor: "Sunni militants" nothing, "Iraqi army" iraqi.

    A name has a capital letter: "suicide bombers in two cars" describes whoever it was, and names nobody.
    """
    if name == name.lower():
        return ()
    lists = words()
    return tuple(
        word
        for word in tokens(_SIDE.sub(" ", name))
        if word not in lists.generic_actors and word not in lists.actor_qualifiers
    )


def generic(actor: Actor | None) -> bool:
    """Whether it names nobody in particular; nobody at all is generic too."""
    return actor is None or not proper(actor.name)


def actor_type(actor: Actor | None) -> ActorType | None:
    """State or non-state: as told, else by its generic words ("rebels": non-state), else unknown."""
    if actor is None:
        return None
    return actor.type or _by_words(actor.name)


@lru_cache(maxsize=8192)
def _by_words(name: str) -> ActorType | None:
    found = {words().generic_actors.get(word) for word in tokens(name)} - {None}
    return found.pop() if len(found) == 1 else None


def compatible(one: Actor | None, other: Actor | None) -> bool:
    """Whether both can be the same: types don't conflict, and one is generic or unknown or the names agree."""
    if one is None or other is None:
        return True
    if len(_joined(one.name)) != len(_joined(other.name)) and same_name(one, other):
        return True  # "Iraqi and Kurdish forces": a state's and a group's
    types = {actor_type(one), actor_type(other)} - {None}
    if len(types) > 1:
        return False
    return generic(one) or generic(other) or same_name(one, other) or _branch(one.name, other.name)


@lru_cache(maxsize=8192)
def _branch(one: str, other: str) -> bool:
    """Whether one names a branch of the other: al-Qaeda and JNIM, Islamic State and its province in the Sahel."""
    first, second = sorted((tokens(one), tokens(other)), key=len)
    if len(first) > 1 and first == second[: len(first)]:
        return True
    known = words().branches
    return " ".join(first) == known.get(" ".join(second)) or " ".join(second) == known.get(" ".join(first))


def same(one: Actor | None, other: Actor | None) -> bool:
    """Whether both name the same actor in particular."""
    return (
        one is not None and other is not None and not generic(one) and compatible(one, other) and same_name(one, other)
    )


def same_name(one: Actor, other: Actor) -> bool:
    """Whether the proper parts of the names agree, a country standing for its people ("Iraq", "Iraqi")."""
    return any(_one_name(a, b) for a in _joined(one.name) for b in _joined(other.name))


@lru_cache(maxsize=8192)
def _joined(name: str) -> tuple[str, ...]:
    """The peoples of "French and Malian troops", the lands of "soldiers of Niger and Chad"; else the name itself."""
    found = _JOINT.fullmatch(name)
    return (name,) if found is None else tuple(_AND.split(found["folk"] or found["lands"]))


def _one_name(one: str, other: str) -> bool:
    """Whether the proper parts of two names of one side each agree."""
    first, second = proper(one), proper(other)
    if len(first) != len(second):
        return alike(" ".join(first), " ".join(second)) if first and second else False
    return all(a == b or alike(a, b) or _demonym(a, b) for a, b in zip(first, second, strict=True))


def _demonym(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _DEMONYM and longer.startswith(shorter) and len(longer) - len(shorter) <= 3


def loses(loser: Actor | None, winner: Actor | None, holder: Actor | None) -> bool:
    """Whether a report that ``loser`` lost the place tells of the end of ``holder``'s rule, not of its beginning."""
    if loser is None or holder is None or same(winner, holder):
        return False
    if same(loser, holder):
        return True
    if winner is not None and compatible(winner, holder):
        return False
    if generic(loser) or generic(holder):
        return actor_type(loser) is not None and actor_type(loser) == actor_type(holder)
    return same(loser, holder)


def better(old: Actor | None, new: Actor | None) -> Actor | None:
    """The one that says more: named over generic over nobody; the older where both say as much."""
    if old is None or (generic(old) and not generic(new)):
        return new or old
    return old
