"""A line with all that its own text tells. Lines are read once, and remembered as long as they keep coming."""

from agents.clean.features import Look, look, remembered
from agents.clean.model import Line
from agents.clean.voice import Words, read


class Unit(Look, frozen=True, gc=False):
    """A line of one text, what it looks like, and what its words tell."""

    line: Line
    words: Words


def unit(line: Line) -> Unit:
    """Read one line."""
    seen, words = _read(line.text)
    return _unit(seen, line, words)


def moved(known: Unit, line: Line) -> Unit:
    """The same words beside other neighbours. line: of the same text."""
    return _unit(known, line, known.words)


def _unit(seen: Look, line: Line, words: Words) -> Unit:
    return Unit(seen.text, seen.shape, seen.prose, seen.length, seen.lower, seen.bullet, seen.doubled, line, words)


@remembered
def _read(text: str) -> tuple[Look, Words]:
    seen = look(text)
    return seen, read(seen)
