"""Forces told with their country behind them, "the army of Rwanda", by its capital, and by their number."""

import re
from collections.abc import Iterator, Mapping

from agents.countries import ruled_from
from agents.tag.groups import ActorPatterns
from agents.tag.text import fold
from agents.tag.words import Words

_FORCES_OF = re.compile(
    r"\b(?P<force>[Aa]rmed [Ff]orces|[Aa]rmy|[Mm]ilitary|[Dd]efen[cs]e [Ff]orces) of (?:the )?"
    r"(?P<land>[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+){0,3})"
)
_THEIR_FORCES = re.compile(r"['’]s (?:own |regular )?(?:troops|forces|soldiers|(?P<army>army)|military)\b")
_SEAT = re.compile(r"(?<![\w-])[A-Z]\w{2,16}(?: [A-Z]\w{2,16})?\Z")
_ALSO_NAMES = frozenset({"wellington", "victoria", "washington", "hamilton", "jamestown", "kingston", "stanley"})
"""Capitals that are persons' names as well: Wellington's army."""
_BEFORE = re.compile(r"(\w+) \Z")
_OPENS = frozenset({"The", "National", "Royal", "Of", "And", "But", "When", "As", "After"})


def forces_of(text: str, lands: Mapping[str, str]) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, ISO country, whether it is the army) of each; lands: folded names of countries to ISO.

    Not "the Free Army of Syria": what stands in capitals before the noun makes it another's name.
    """
    for match in _FORCES_OF.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
        if before is not None and before[1][:1].isupper() and before[1] not in _OPENS:
            continue
        written = match["land"].split(" ")
        for count in range(len(written), 0, -1):
            name = " ".join(written[:count])
            if (iso := lands.get(fold(name.removesuffix("'s").removesuffix("’s")))) is not None:
                end = match.start("land") + len(name)
                yield match.start(), end, iso, match["force"].lower() == "army"
                break


def forces_of_seats(text: str, lands: Mapping[str, str]) -> Iterator[tuple[int, int, str, bool]]:
    """The same of forces told by the capital from which they are sent: "Moscow's troops"."""
    for match in _THEIR_FORCES.finditer(text):
        seat = _SEAT.search(text, max(0, match.start() - 36), match.start())
        country = ruled_from().get(seat[0].lower()) if seat and seat[0].lower() not in _ALSO_NAMES else None
        if seat is not None and country is not None and (iso := lands.get(fold(country))) is not None:
            yield seat.start(), match.end(), iso, match["army"] is not None


_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|d)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth")
_LONGEST = 4
"""Words between the number of a unit and its noun, and the noun: "58th Separate Motorised Rifle Brigade"."""


def is_number(word: str) -> bool:
    """Whether a word numbers a unit: "58th", "Fourth"."""
    return _NUMBER.fullmatch(word) is not None


def unit_end(words: Words, at: int, patterns: ActorPatterns) -> int | None:
    """Where a unit told by its number ends that begins at ``at``: "58th Combined Arms Army"; null where none does."""
    if at >= len(words) or not is_number(words.word(at)):
        return None
    end = None
    for n in range(at + 1, min(len(words), at + 1 + _LONGEST)):
        word, key = words.word(n), words.keys[n]
        if words.gap(n - 1) not in (" ", "-"):
            break
        if key in patterns.unit_nouns and (word[:1].isupper() or words.word(at)[0].isdigit()):
            end = n + 1  # of "1st Army Corps" the last one
        elif not (word[:1].isupper() or key in patterns.unit_kinds):
            break
    return end
