"""Groups by the last word of their name, once an article has given it whole: "the Tigers" of the Tamil Tigers."""

import re
from collections.abc import Sequence

from agents.claims.words import listed, words
from schemas.actor import Actor, ActorMention


def with_short_names(text: str, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions with those under a short name, in order of their place in the text."""
    short: dict[str, tuple[int, ActorMention]] = {}
    for mention in actors:
        last = _last_word(mention.actor.text)
        if last and not mention.generic and _telling(last):
            short.setdefault(last, (mention.end, mention))
    if not short:
        return list(actors)
    taken = {mention.end for mention in actors}
    found = list(actors)
    for last, (since, whole) in short.items():
        for hit in re.finditer(rf"\b{re.escape(last)}\b(?!-)", text[since:]):
            start, end = since + hit.start(), since + hit.end()
            if end not in taken and not _part_of_a_name(text[:start]):
                actor = Actor(text=last, name=whole.actor.name, type=whole.actor.type)
                found.append(ActorMention(start=start, end=end, actor=actor, country=whole.country))
    return sorted(found, key=lambda mention: mention.start)


def _last_word(name: str) -> str:
    """The last word of a name of several, as it stands alone: "Tigers" of "Tamil Tiger rebels"; "" for one word."""
    first, *rest = name.split(" ")
    parts = [first, *rest[:-1]] if rest and rest[-1] in listed("rebel_nouns") else [first, *rest]
    if len(parts) < 2:
        return ""
    return parts[-1] if len(parts) == len(rest) + 1 or parts[-1].endswith("s") else f"{parts[-1]}s"


def _telling(last: str) -> bool:
    """Whether the last word of a name tells the group by itself: "Tigers", not "Forces"."""
    low = last.lower()
    general = listed("armed", "rebel_nouns", "state_nouns", "group_names") | words().combatant
    return last[:1].isupper() and low.endswith("s") and len(low) > 4 and low not in general


def _part_of_a_name(before: str) -> bool:
    """Whether a capital word stands right before: the "Sea" of "Sea Tigers"."""
    word = before.rstrip(" ").rpartition(" ")[2] if before.endswith(" ") else ""
    return word[:1].isupper() and word not in ("The", "And", "But", "As", "When", "While", "After")
