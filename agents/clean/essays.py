"""Weights set by hand, for texts that do not read like reports: essays, guides, blogs.

What is learned of reports (judge.py) does not hold for them. Above 0 for the page, below for the article.
"""

import re
from collections.abc import Sequence

from agents.clean.below import fences, of_author
from agents.clean.core import KIN, KINSHIP, LONG, Core, signed
from agents.clean.features import BODY_WORDS
from agents.clean.furniture import Marks
from agents.clean.judge import ANNOUNCES
from agents.clean.units import Unit
from agents.clean.voice import tells

KNOWN = 2.0  # lines that are surely of the page
LINK_WORDS = 16  # links and headlines are shorter
SCRAPS = 0.5  # share of lines without a sentence within the article: with so many, they are its own (lists, code)
BEYOND = 0.3  # added to lines outside the core
LISTED = -0.2  # a line of a list that the text announces
LIST_LINES = 12  # lines of a list in the text
NEAR = 3  # lines below the last paragraph: a scrap there may be the article's last word
BOTH = 3.5  # weight of saying "we" and "you" in one line: nobody but the page does
ALIEN = 0.6  # added to prose of other things below lines that are evidently the page's
PLAIN = -0.8  # a sentence that speaks neither to the reader nor of the page, at most
SIGNED = 0.6  # added where a line may say who wrote what follows
SUBHEAD_WORDS = 14
FEW = 4  # stems of a line: fewer may well be new ones

_GOES_ON = re.compile(r"(?:He|She|They|His|Her|Their|It|Its|But|And|Some|Many|Both|The(?= [a-z]))\b")
_DIGIT = re.compile(r"\d")


def weigh_essay(units: Sequence[Unit], marks: Marks, core: Core, title: int, page: bool, i: int) -> float:
    """Weight of a line of such a text. title: position of the title's line; page: furniture was found already."""
    unit = units[i]
    if i in marks.behind and not core.may_know(unit, i):
        return KNOWN
    family = marks.family[i]
    if not unit.prose:
        return weigh_scrap(units, core, title, page, i)
    if i in marks.thread or (i > core.last and of_author(units, i, family is not None and family.role == "bio", core)):
        return KNOWN
    if i > core.last and core.tells and not unit.words.speech:
        own = SIGNED if signed(units, i, core.known) else 0.0
        return _weigh_below(unit, core, page, fences(units, marks, core, i)) + own
    return _weigh_prose(unit, core, inside=core.first <= i <= core.last, lone=i < core.page_from)


def _weigh_prose(unit: Unit, core: Core, *, inside: bool, lone: bool) -> float:
    words = unit.words
    kin, count = core.kin(unit, inside)
    kin = max(kin, KINSHIP[min(2, max(0, 4 - round(kin * count)))][0] if round(kin * count) > 1 else 0.0)
    weight = -1.2 if unit.length >= LONG else -0.6
    weight += min(1.0, count / 8) * next(gain for share, gain in KINSHIP if kin >= share)
    weight += 0.0 if inside else BEYOND
    if words.speech:
        return weight - 1.5
    addresses = core.addresses(unit)
    if not addresses and not words.page:
        weight -= 0.8 if tells(unit.text) else 0.0
        if inside and unit.length >= BODY_WORDS:
            return min(weight, -0.6)
        if not inside and core.strange(unit):
            return weight
        return min(weight, PLAIN) if inside or lone else weight + (ALIEN if kin < KINSHIP[2][0] else 0.0)
    if not words.page and addresses < BOTH and (unit.length >= LONG or kin >= KIN):
        addresses *= 0.5  # people in general ("whether you like it or not"), or a reporter who was there
    return weight + addresses + words.page


def _weigh_below(unit: Unit, core: Core, page: bool, fences: int) -> float:
    """Prose below the last paragraph that surely is the article's: does it tell of the past, and of the same things?"""
    words = unit.words
    kin, count = core.kin(unit, inside=False)
    weight = -0.8 + (3.0 * min(1.0, count / FEW), 0.2, -0.6)[min(2, round(kin * count))]
    weight -= 1.0 if unit.length >= 1.5 * LONG else 0.0 if unit.length >= BODY_WORDS else -0.3
    weight -= 1.45 * words.past
    weight -= 1.0 if core.names(unit.text) else 0.0
    weight -= 1.5 if _GOES_ON.match(unit.text) else 0.0
    weight -= 0.6 if _DIGIT.search(unit.text) else 0.0
    weight += 1.2 if "?" in unit.text else 0.0
    weight += 0.2 * fences - (0.0 if page else 0.8)
    return weight + 1.5 * core.addresses(unit) + 2.0 * words.page


def weigh_scrap(units: Sequence[Unit], core: Core, title: int, page: bool, i: int) -> float:
    """Weight of a line without a sentence."""
    unit = units[i]
    kin, _ = core.kin(unit, inside=False)
    if announced(units, i):
        return LISTED
    if title < i < core.first:  # standfirst, byline, dateline, or share bar
        weight = -1.0 if kin >= 0.3 or (unit.shape == "name" and unit.length > 1) else 0.3
    elif unit.length > LINK_WORDS or unit.text.endswith(":"):
        weight = 0.0  # too long for a link, or it announces what follows
    elif unit.bullet or len(_DIGIT.findall(unit.text)) > len(unit.text) // 4:
        weight = 0.3  # a list or a table of the article's own
    elif i + 1 < len(units) and units[i + 1].shape == "body" and 2 <= unit.length <= SUBHEAD_WORDS:
        weight = 0.2 if kin else 0.8
    elif core.first < i < core.last:
        weight = 0.4 if kin >= 0.3 else 1.0
    else:
        weight = 0.8 if core.last < i <= core.last + NEAR and not page else 1.3
    if core.first < i < core.last:
        weight *= max(0.0, 1.0 - core.scraps / SCRAPS)
    return weight + core.addresses(unit) + unit.words.page


def announced(units: Sequence[Unit], i: int) -> bool:
    """Whether the line belongs to a list under a full line that ends with a colon."""
    for j in range(i - 1, max(-1, i - LIST_LINES), -1):
        if units[j].text.endswith(":"):
            return units[j].length >= ANNOUNCES
        if units[j].prose:
            return False
    return False
