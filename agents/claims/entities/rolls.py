"""Several people told by their names: "killed Omar Saleh, Ali Jaber and Hamza Nur", "Amir, Omar and Hazem Saleh"."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.language.noun_phrases import is_time
from agents.claims.language.tokens import text_of
from agents.claims.model import Quantity, Token
from agents.claims.words import listed, words

LONGEST = 4
"""Words of one name, at most."""
FEWEST = 3
"""Names of a roll, at least: of two, people_phrase knows."""


def roll(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The roll that begins at k, at least three names or two first names with one last name; null for other words."""
    names, n = list[int](), k
    while (end := _name(tokens, n, stop)) > n:
        names.append(end - n)
        if end + 1 < stop and tokens[end].low == "and":
            last = _name(tokens, end + 1, stop)
            return _counted(tokens, k, last, [*names, last - end - 1]) if last > end + 1 else None
        if end >= stop or tokens[end].text != ",":
            return None
        n = end + 1 + (end + 1 < stop and tokens[end + 1].low == "and")  # "A, B, and C"
        if n > end + 1:
            last = _name(tokens, n, stop)
            return _counted(tokens, k, last, [*names, last - n]) if last > n else None
    return None


def roll_before(tokens: Sequence[Token], start: int, end: int) -> People | None:
    """The roll whose last names stand at [start, end); null where no further names stand before them."""
    first = start
    while first > 1 and tokens[first - 1].text == ",":
        n = first - 2
        while n > 0 and _of_a_name(tokens[n]) and first - 1 - n < LONGEST and tokens[n - 1].text != ",":
            n -= 1
        n += not _of_a_name(tokens[n])
        if n > first - 2 or _name(tokens, n, first - 1) != first - 1:
            break
        first = n
    if first and tokens[first - 1].low in words().prepositions - {"by", "with", "of"}:
        return None  # "families from A, B C and D fled": places
    return roll(tokens, first, end) if first < start else None


def _name(tokens: Sequence[Token], k: int, stop: int) -> int:
    """Where the name at k ends; k where none stands there."""
    n = k
    while n < min(stop, len(tokens), k + LONGEST) and _of_a_name(tokens[n]) and not is_time(tokens, n):
        n += 1
    return n


def _of_a_name(token: Token) -> bool:
    known = listed("group_names", "armed", "months", "weekdays") | words().people
    return token.kind == "word" and token.capital and not token.text.isupper() and token.low not in known


def _counted(tokens: Sequence[Token], start: int, end: int, lengths: Sequence[int]) -> People | None:
    """The people of a roll; null where too few are told by name, or none by a whole one."""
    whole = sum(length > 1 for length in lengths)
    shared = len(lengths) > 1 and lengths[-1] > 1 and all(length == 1 for length in lengths[:-1])
    if not (shared or (len(lengths) >= FEWEST and whole >= len(lengths) - 1)):
        return None
    n, text = len(lengths), text_of(tokens, start, end)
    return People(Quantity(n, n, n), text, "unknown", start, end, text, True)
