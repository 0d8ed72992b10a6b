"""What stands below an article's last sure paragraph: more of it, a note on its author, comments, or the page."""

import re
from collections.abc import Sequence

from agents.clean.core import PIECES, SIGNATURE_WORDS, Core, evident, signed
from agents.clean.furniture import Marks
from agents.clean.units import Unit
from agents.clean.voice import stems

FEW = 4  # stems of a line: fewer may well be new ones
AUTHOR = 40  # characters at the beginning of a note about the author, with the name

_GOES_ON = re.compile(r"(?:He|She|They|His|Her|Their|It|Its|But|And|Some|Many|Both|The(?= [a-z]))\b")
_FULL_NAME = re.compile(r"(?:[A-Z][\w.’'-]+ ){1,2}[A-Z][\w’'-]+(?= [a-z])")
WRITER = re.compile(r"The (author|writer|columnist)\b")
_NAMED = re.compile(r"[a-z,] (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z]")  # a name within a sentence
_DIGIT = re.compile(r"\d")


def thread(units: Sequence[Unit], core: Core) -> list[int]:
    """Prose of readers' comments below the article: two or more, each under its writer's name.

    So are portraits of the dead: what tells comments is that somebody speaks for himself, asks, exclaims, or that a
    line between them is of the page ("Reply").
    """
    below = range(core.last + 1, min(len(units), PIECES))
    heads = [i for i in below if units[i].prose and signed(units, i, core.known)]
    if len(heads) < 2 or core.own_voice:
        return []
    thread = [i for i in range(heads[0], heads[-1] + 1) if units[i].prose]
    spoken = any(core.addresses(units[i]) or "?" in units[i].text or "!" in units[i].text for i in thread)
    buttons = any(not units[i].prose and units[i].words.page for i in range(heads[0], heads[-1]))
    return thread if spoken or buttons else []


def of_author(units: Sequence[Unit], i: int, bio: bool, core: Core) -> bool:
    """Whether the line is about whoever wrote the article: a name begins it that the article itself does not name.

    bio: it reads like such a note. Else the same name must stand in a line of its own, as over or under an article.
    """
    name = _FULL_NAME.match(units[i].text)
    writer = WRITER.match(units[i].text)
    if writer is not None and not core.known.isdisjoint(stems(writer.group(1))):
        return False
    if bio or name is None:
        return bio and not core.names(units[i].text[:AUTHOR])
    if not core.known.isdisjoint(stems(name.group())):
        return False
    plain = name.group().casefold()
    return any(not u.prose and u.length <= SIGNATURE_WORDS and plain in u.text.casefold() for u in units)


def fences(units: Sequence[Unit], marks: Marks, core: Core, i: int) -> int:
    """On how many sides something evidently of the page stands, or stood, next to the line."""
    above = units[i].line.below_cut or (i > 0 and evident(units[i - 1], marks, core, i - 1))
    below = units[i].line.above_cut or (i + 1 < len(units) and evident(units[i + 1], marks, core, i + 1))
    return above + below


def empty(unit: Unit, core: Core) -> bool:
    """Whether a line tells nothing of the past, names nobody and no figure, and speaks of nothing the article does."""
    words = unit.words
    if words.past or words.speech or _DIGIT.search(unit.text) or _NAMED.search(unit.text):
        return False
    return core.kin(unit, inside=False)[0] == 0.0
