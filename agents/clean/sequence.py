"""Which lines read like the article, whatever their words: the likeliest sequence of article and furniture.

Every line weighs for furniture (above 0) or for the article (below 0), by its shape, by how much it speaks of what the
article speaks of, and by its voice: a page speaks to its reader ("we", "you", "this page"), a report does not. Going
from the one to the other costs, so that a sub-head stays and a teaser between two links goes; the cheapest path through
all lines decides. An article that says "we" and "you" itself is known by that, and its voice then counts for nothing.

The weights are set by hand, on the development half of tests/eval/clean_pages.py, so that losing a sentence of the
article costs more than keeping a line of the page.
"""

import functools
import re
from collections.abc import Sequence

from agents.clean.below import empty, fences, of_author, thread, weigh_below
from agents.clean.core import (
    KIN,
    KINSHIP,
    LONG,
    PAGE,
    PICTURES,
    PIECES,
    Core,
    find_core,
    signed,
)
from agents.clean.features import BODY_WORDS, Unit, is_speech, sentences
from agents.clean.features import unit as unit_of
from agents.clean.furniture import Marks
from agents.clean.model import Line
from agents.clean.voice import YOU, Vocabulary

OUT, BACK = 1.5, 0.2  # costs: from the article into furniture, and back into the article
OUT_BELOW = 1.0  # the same below the article's last paragraph
KNOWN, CAPTION = 2.0, 0.0  # lines that are cut already: furniture seldom stands alone, pictures do
HOLDS = 2.0  # a line with furniture at its edge holds more than that, even between two lines of furniture
SETTLED = 100.0  # the title stays
LINK_WORDS = 16  # links and headlines are shorter
SCRAPS = 0.5  # share of lines without a sentence within the article: with so many, they are its own (lists, code)
BEYOND = 0.3  # added to lines outside the core
LISTED = -0.2  # a line of a list that the text announces
LIST_LINES, ANNOUNCES = 12, 7  # lines of a list in the text; words of the line above it
GLUED, GLUED_WORDS = 3, 16  # sentences glued to the article's first or last, and words of each
NEAR = 3  # lines below the last paragraph: a scrap there may be the article's last word
BOTH = 3.5  # weight of saying "we" and "you" in one line: nobody but the page does
ALIEN = 0.6  # added to prose of other things below lines that are evidently the page's
PLAIN = -0.8  # a sentence that speaks neither to the reader nor of the page, at most
SIGNED = 0.6  # added where a line may say who wrote what follows
TITLE_WORDS = (3, 30)
BY_PATH = ("page_voice", "page_prose", "page_link")
"""Reasons of what is cut because it reads unlike the article, and for nothing else."""
SUBHEAD_WORDS = 14

_ANAPHOR = re.compile(r"(?:He|She|They|It|His|Her|Their|Its|The|This|These|Those|Some|Many|A|An|In|On|At|But|And|No)\b")
_DIGIT = re.compile(r"\d")


def mark_sequence(units: Sequence[Unit], marks: Marks, vocabulary: Vocabulary, *, page: bool = False) -> None:
    """Complete the marks by the cheapest path; does nothing where there is too little article to compare with.

    page: furniture was found in this text already.
    """
    core = find_core(units, marks, vocabulary)
    if core is None:
        return
    if not core.own_voice:
        _glued(units, marks, core)
    title = _title(units, marks, core)
    page = page or any(reason not in (None, *PICTURES) for reason in marks.reason)
    weights = [_weigh(units, marks, core, title, page, i) for i in range(len(units))]
    comments = thread(units, core)
    for i in comments:
        weights[i] = max(weights[i], KNOWN)
    if not (page or comments or any(_is_page(unit, core) for unit in units)):
        weights = [_unless_empty(units, core, i, weight) for i, weight in enumerate(weights)]
    resumes = frozenset(i for i in range(core.last + 1, len(units)) if units[i].line.below_cut)
    for i, cut in enumerate(cheapest_path(weights, core.last, resumes)):
        if cut and marks.reason[i] is None and weights[i] > -SETTLED:
            marks.reason[i] = _reason(units[i], core)
            marks.edges.pop(i, None)


def cheapest_path(
    weights: Sequence[float], last: int | None = None, resumes: frozenset[int] = frozenset()
) -> list[bool]:
    """True where a line is furniture. weights: above 0 for furniture, below for the article; ties are the article.

    last: position of the article's last paragraph, as far as is known; below it furniture is met more easily.
    resumes: positions where furniture only goes on: what stood right above them was cut before.
    """
    # Gain of the best path so far that is in the article, and in furniture, with which a page may begin for nothing.
    inside, outside = 0.0, 0.0 if weights and weights[0] > 0 else -OUT
    came: list[tuple[bool, bool]] = []  # whether the best path into (article, furniture) was in furniture before
    for i, weight in enumerate(weights):
        out = BACK if i in resumes else OUT if last is None or i <= last else OUT_BELOW
        from_outside, stays_outside = outside - BACK > inside, outside >= inside - out
        came.append((from_outside, stays_outside))
        inside, outside = max(inside, outside - BACK), max(outside, inside - out) + weight
    path: list[bool] = []
    cut = outside > inside
    for from_outside, stays_outside in reversed(came):
        path.append(cut)
        cut = stays_outside if cut else from_outside
    return path[::-1]


def _title(units: Sequence[Unit], marks: Marks, core: Core) -> int:
    """The first line above the article that speaks of it (nearly) most, -1 where there is none."""
    given = next((i for i, u in enumerate(units) if u.line.given), None)
    if given is not None:
        return given
    fits, plain = {}, -1
    for i in range(core.first):
        unit = units[i]
        if not marks.stays(i) or not TITLE_WORDS[0] <= unit.length <= TITLE_WORDS[1]:
            continue
        kin, count = core.kin(unit, inside=False)
        if kin:
            fits[i] = kin * min(count, 6)
        elif plain < 0 and not core.addresses(unit) and not core.vocabulary.of(unit).page:
            plain = i
    return next((i for i, fit in fits.items() if fit >= 0.5 * max(fits.values())), plain)


def _weigh(units: Sequence[Unit], marks: Marks, core: Core, title: int, page: bool, i: int) -> float:
    unit = units[i]
    if unit.line.given or i == title or i >= PIECES:
        return -SETTLED
    if marks.reason[i] is not None:
        return CAPTION if marks.reason[i] in PICTURES else KNOWN
    if i in marks.edges:
        return -HOLDS  # beside the furniture at its edge it holds a sentence of the article
    family = marks.family[i]
    if family is not None and family.role in ("byline", "caption"):
        return -0.5
    if unit.prose and i > core.last and of_author(units, i, family is not None and family.role == "bio", core):
        return KNOWN
    if unit.prose and i > core.last and core.tells and not core.vocabulary.of(unit).speech:
        own = SIGNED if signed(units, i, core.known) else 0.0
        return weigh_below(unit, core, page, fences(units, marks, core, i)) + own
    if unit.prose:
        return _weigh_prose(unit, core, inside=core.first <= i <= core.last, lone=i < core.page_from)
    return _weigh_scrap(units, core, title, page, i)


def _unless_empty(units: Sequence[Unit], core: Core, i: int, weight: float) -> float:
    """A line's weight where nothing else in the text is of a page: prose stays, but for what tells nothing at its end.

    A text that came without furniture must not lose a sentence for reading unlike the rest of it.
    """
    if not units[i].prose or weight >= KNOWN or (i > core.last and empty(units[i], core)):
        return weight
    return min(weight, -HOLDS)


def _is_page(unit: Unit, core: Core) -> bool:
    """Whether a line by itself shows that there is a page around the article: it speaks of it, or to its reader."""
    return not unit.line.given and (core.vocabulary.of(unit).page >= PAGE or core.addresses(unit) >= YOU)


def _weigh_prose(unit: Unit, core: Core, *, inside: bool, lone: bool) -> float:
    words = core.vocabulary.of(unit)
    kin, count = core.kin(unit, inside)
    kin = max(kin, KINSHIP[min(2, max(0, 4 - round(kin * count)))][0] if round(kin * count) > 1 else 0.0)
    weight = -1.2 if unit.length >= LONG else -0.6
    weight += min(1.0, count / 8) * next(gain for share, gain in KINSHIP if kin >= share)
    weight += 0.0 if inside else BEYOND
    if words.speech:
        return weight - 1.5
    addresses = core.addresses(unit)
    if not addresses and not words.page:
        weight -= 0.8 if words.told else 0.0
        if inside and unit.length >= BODY_WORDS:
            return min(weight, -0.6)
        if not inside and core.strange(unit):
            return weight
        return min(weight, PLAIN) if inside or lone else weight + (ALIEN if kin < KINSHIP[2][0] else 0.0)
    if not words.page and addresses < BOTH and (unit.length >= LONG or kin >= KIN):
        addresses *= 0.5  # people in general ("whether you like it or not"), or a reporter who was there
    return weight + addresses + words.page


def _weigh_scrap(units: Sequence[Unit], core: Core, title: int, page: bool, i: int) -> float:
    unit = units[i]
    kin, _ = core.kin(unit, inside=False)
    if _announced(units, i):
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
    return weight + core.addresses(unit) + core.vocabulary.of(unit).page


def _announced(units: Sequence[Unit], i: int) -> bool:
    """Whether the line belongs to a list under a full line that ends with a colon."""
    for j in range(i - 1, max(-1, i - LIST_LINES), -1):
        if units[j].text.endswith(":"):
            return units[j].length >= ANNOUNCES
        if units[j].prose:
            return False
    return False


def _glued(units: Sequence[Unit], marks: Marks, core: Core) -> None:
    """Sentences in the page's voice, glued without a space to the article's first or last, are cut off them."""
    for i, unit in enumerate(units[:PIECES]):
        if not unit.prose or marks.reason[i] is not None or i in marks.edges or unit.line.given:
            continue
        spans = sentences(unit.text)
        glued = [n for n in range(1, len(spans)) if spans[n - 1][1] == spans[n][0]]
        if not glued:
            continue
        of_the_page = functools.partial(_of_the_page, unit.text, core)
        first, last = glued[0], glued[-1]
        before = after = 0
        if first <= GLUED and all(of_the_page(span, outer=i == core.first) for span in spans[:first]):
            before = spans[first][0]
        if len(spans) - last <= GLUED and all(of_the_page(span, outer=i >= core.last) for span in spans[last:]):
            after = len(unit.text) - spans[last][0]
        if (before or after) and before + after < len(unit.text):
            marks.edges[i] = (before, after, "page_voice")


def _of_the_page(text: str, core: Core, span: tuple[int, int], *, outer: bool) -> bool:
    """Whether a glued sentence is the page's: it speaks to the reader, or (outer) of nothing that the article does."""
    sentence = text[span[0] : span[1]]
    if len(sentence.split()) > GLUED_WORDS or is_speech(sentence):
        return False
    words = core.vocabulary.of(unit_of(Line(sentence)))
    if words.voice or words.page >= PAGE:
        return True
    known = not core.often.isdisjoint(words.stems)
    return outer and not known and bool(words.page or not _ANAPHOR.match(sentence)) and not _DIGIT.search(sentence)


def _reason(unit: Unit, core: Core) -> str:
    if unit.prose:
        return "page_voice" if core.addresses(unit) else "page_prose"
    return "page_link"
