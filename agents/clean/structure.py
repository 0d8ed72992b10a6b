"""What every kept line is: title, standfirst, byline, dateline, paragraph, sub-head, caption."""

import re
from collections.abc import Sequence

from agents.clean.dates import DATE_ONLY
from agents.clean.furniture import Marks
from agents.clean.model import Kinds, Line
from agents.clean.units import Unit
from schemas.clean_article import BlockKind

TITLE_WORDS = (2, 30)
SUBHEAD_WORDS = 14
_PLACE_LINE = re.compile(r"[A-Z][\w'’.-]+|[A-Z][A-Z'’. -]+[A-Z]|[A-Z][\w'’. -]+[,/] ?[A-Z][\w'’. -]+")
_SPLIT = re.compile(r"[\W_]+")


def same_words(one: str, other: str) -> bool:
    """Equal but for case, punctuation and spaces."""
    return _SPLIT.sub("", one.casefold()) == _SPLIT.sub("", other.casefold())


def place_title(lines: list[Line], title: str) -> list[Line]:
    """Put the title that came beside the text before it, unless it stands there already (then it is marked)."""
    for i, line in enumerate(lines[:8]):
        if same_words(line.text, title):
            given = Line(line.text, line.raw_start, False, line.indent, True)
            return [*lines[:i], given, *lines[i + 1 :]]
    if lines and lines[0].text.startswith(title):
        return lines
    head = Line(title, given=True)
    return [head, Line(lines[0].text, lines[0].raw_start, True, lines[0].indent), *lines[1:]] if lines else [head]


def kinds_of(units: Sequence[Unit], marks: Marks) -> Kinds:
    """The kinds of lines that all stay; marks must be those of these lines."""
    bodies = [i for i, u in enumerate(units) if u.shape == "body"]
    title = _title(units)
    first = next((i for i in bodies if i != title), len(units))
    kinds: list[BlockKind] = []
    for i, unit in enumerate(units):
        family = marks.family[i]
        if i == title:
            kinds.append("title")
        elif family is not None and family.role in ("byline", "caption"):
            kinds.append("caption" if family.role == "caption" else "byline")
        elif i < first and len(bodies) >= 2 and title is not None and i > title:
            kinds.append(_head_kind(unit))
        elif (
            unit.shape in ("headline", "name")
            and unit.length <= SUBHEAD_WORDS
            and _between(bodies, i)
            and not unit.bullet
        ):
            kinds.append("subhead")
        else:
            kinds.append("paragraph")
    return Kinds(tuple(kinds), title)


def _title(units: Sequence[Unit]) -> int | None:
    given = next((i for i, u in enumerate(units) if u.line.given), None)
    if given is not None:
        return given
    if len(units) < 2:
        return None
    first = units[0]
    fits = TITLE_WORDS[0] <= first.length <= TITLE_WORDS[1] and first.shape in ("headline", "name") and not first.bullet
    longer = any(u.prose and u.length > first.length for u in units[1:])
    return 0 if fits and longer and not first.text.endswith((":", ",", ";")) else None


def _head_kind(unit: Unit) -> BlockKind:
    if DATE_ONLY.fullmatch(unit.text) or (unit.length <= 4 and _PLACE_LINE.fullmatch(unit.text)):
        return "dateline"
    if unit.shape == "name" and unit.length >= 2:
        return "byline"
    return "standfirst" if unit.length >= 4 else "paragraph"


def _between(bodies: Sequence[int], position: int) -> bool:
    return bool(bodies) and bodies[0] < position < bodies[-1]
