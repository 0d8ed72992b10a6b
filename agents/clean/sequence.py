"""Which lines read like the article, whatever their words: the likeliest sequence of article and furniture.

Every line weighs for furniture (above 0) or for the article (below 0), by what is learned of reports (judge.py), or by
what was set by hand where the text does not read like one (essays.py). Going from the one to the other costs, so that a
sub-head stays and a teaser between two links goes; the cheapest path through all lines decides. No single sign may cut
what stands within the article, and a text in which nothing shows that it came from a page keeps its prose.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from agents.clean import essays
from agents.clean.below import FEW, empty, of_author, thread
from agents.clean.core import (
    LONG,
    PAGE,
    PICTURES,
    PIECES,
    SHARED,
    Core,
    Cores,
    find_core,
)
from agents.clean.essays import announced, weigh_essay, weigh_scrap
from agents.clean.features import is_speech, sentences
from agents.clean.furniture import Marks
from agents.clean.judge import ANNOUNCES, labelled, weigh
from agents.clean.model import Line
from agents.clean.units import Unit
from agents.clean.units import unit as unit_of
from agents.clean.voice import YOU

OUT, BACK = 1.5, 0.2  # costs: from the article into furniture, and back into the article
BACK_BARE = 1.0  # the same where no phrase and no list shows a page: no paragraph is lost between two that stay
OUT_BELOW = 1.0  # the same below the article's last paragraph
OUT_LEARNED, OUT_BARE = 0.0, 0.5
"""The same where the weights are learned: they know how far below it a line stands; and where nothing is of a page."""
ESSAY = 0.75  # style of a text that does not read like a report: what is learned of reports does not hold for it
KNOWN, CAPTION = 0.3, 0.0  # lines that are cut already: furniture seldom stands alone, pictures do
HOLDS = 2.0  # a line with furniture at its edge holds more than that, even between two lines of furniture
SETTLED = 100.0  # the title stays
GLUED, GLUED_WORDS = 3, 16  # sentences glued to the article's first or last, and words of each
LEANS_OUT, LEANS_IN = 0.5, 2.0  # how far glued sentences lean to the page: at the article's ends, and within it
LONE, LEANS_LONE = 2, -1.5  # lines with glued sentences in a text; lean of such a sentence where it has no more
BOTH = 3.5  # weight of saying "we" and "you" in one line: nobody but the page does
TITLE_WORDS = (3, 30)
MARGIN = 0.0  # subtracted from what is learned: over-cleaning is the worse fault
BY_PATH = ("page_voice", "page_prose", "page_link")
"""Reasons of what is cut because it reads unlike the article, and for nothing else."""
EVIDENT = 3.5  # weight of a line that shows by itself that there is a page around the article
TAIL, SCRAP = 3.5, 0.8  # weight of all lines below the article's last words that shows the same, and most of a scrap
INTRODUCES = 2.25  # how far prose above the core may lean to the page that speaks of the same things
ADDRESSED = 2.0  # weight, at least, of such a line
SINGLE = 0.4  # weight, at most, of a line without a sentence where nothing else is of a page: it takes two such lines
AUTHORED = 5.0  # weight, at least, of a note about whoever wrote the article
GLUED_TO = 1.0  # how far a line may lean to the page that stays for the furniture that was glued to it without a space
LEFT_OVER = 1.0  # weight, at least, of what is left of a line of furniture, stands off the article and tells nothing
STRAYS = 1.15  # how far a paragraph within the article may lean to the page without being of it; no short sentence may
LEANS_SHORT, SHORT = -1.0, 1.0  # lean of a sentence of few words below the article that keeps it, and its weight
LEANS_BARE = 0.0  # lean of a sentence at the end above which it may go where nothing else is of a page
TEASER = 20  # lines below the article where a lone sentence behind an end marker is one more teaser
SURE_SCRAP = 3.5  # weight of a line without a sentence, below the article, that goes even so: a credit, a button
BARE = 1.0  # subtracted from lines without a sentence where nothing else is of a page

_ANAPHOR = re.compile(r"(?:He|She|They|It|His|Her|Their|Its|The|This|These|Those|Some|Many|A|An|In|On|At|But|And|No)\b")
_DIGIT = re.compile(r"\d")


def mark_sequence(units: Sequence[Unit], marks: Marks, cores: Cores, *, page: bool = False) -> None:
    """Complete the marks by the cheapest path; does nothing where there is too little article to compare with.

    page: furniture was found in this text already.
    """
    core = find_core(units, marks, cores)
    if core is None:
        for i in marks.behind:
            if units[i].words.lean > -2.0:
                marks.reason[i] = marks.reason[i] or "after_the_end"
        return
    if not core.own_voice:
        _glued(units, marks, core)
    title = _title(units, marks, core)
    page = page or any(reason not in (None, *PICTURES) for reason in marks.reason)
    marks.thread = frozenset(thread(units, core))
    weights = [_weigh(units, marks, core, title, page, i) for i in range(len(units))]
    sure = page or bool(marks.thread) or any(_is_page(unit, core) for unit in units)
    page = sure or _shows_a_page(units, weights, core)
    for i, weight in enumerate(weights):
        if not page or (not sure and weight < EVIDENT and core.first <= i <= core.last):
            weights[i] = _unless_empty(units, marks, core, i, weight)
    below = OUT_BELOW if core.style > ESSAY else OUT_LEARNED if page else OUT_BARE
    resumes = frozenset(i for i in range(core.last + 1, len(units)) if units[i].line.below_cut)
    cuts = cheapest_path(weights, core.last, resumes, below, BACK if sure else BACK_BARE)
    for i, cut in enumerate(cuts):
        if cut and marks.reason[i] is None and weights[i] > -SETTLED:
            marks.reason[i] = _reason(units[i], core)
            marks.edges.pop(i, None)


def cheapest_path(
    weights: Sequence[float],
    last: int | None = None,
    resumes: frozenset[int] = frozenset(),
    below: float = OUT_BELOW,
    back: float = BACK,
) -> list[bool]:
    """True where a line is furniture. weights: above 0 for furniture, below for the article; ties are the article.

    last: position of the article's last paragraph, as far as is known; below it furniture is met more easily.
    resumes: positions where furniture only goes on: what stood right above them was cut before.
    """
    # Gain of the best path so far that is in the article, and in furniture, with which a page may begin for nothing.
    inside, outside = 0.0, 0.0 if weights and weights[0] > 0 else -OUT
    came: list[tuple[bool, bool]] = []  # whether the best path into (article, furniture) was in furniture before
    for i, weight in enumerate(weights):
        out = BACK if i in resumes else OUT if last is None or i <= last else below
        home = back if last is not None and i > last else BACK
        from_outside, stays_outside = outside - home > inside, outside >= inside - out
        came.append((from_outside, stays_outside))
        inside, outside = (
            outside - home if from_outside else inside,
            (outside if stays_outside else inside - out) + weight,
        )
    path: list[bool] = []
    cut = outside > inside
    for from_outside, stays_outside in reversed(came):
        path.append(cut)
        cut = stays_outside if cut else from_outside
    return path[::-1]


def _title(units: Sequence[Unit], marks: Marks, core: Core) -> int:
    """The first line above the article that speaks of it (nearly) most, or of what that line does; -1 for none."""
    given = next((i for i, u in enumerate(units) if u.line.given), None)
    if given is not None:
        return given
    fits: dict[int, float] = {}
    paragraphs: dict[int, float] = {}
    others: list[int] = []
    for i in range(core.first):
        unit = units[i]
        if not marks.stays(i) or not TITLE_WORDS[0] <= unit.length <= TITLE_WORDS[1]:
            continue
        kin, count = core.kin(unit, inside=False)
        if kin:
            (paragraphs if unit.shape == "body" else fits)[i] = kin * min(count, 6)
        elif not core.addresses(unit) and not unit.words.page:
            others.append(i)
    fits = fits or paragraphs  # the first paragraph says more of it than the headline does
    best = next((i for i, fit in fits.items() if fit >= 0.5 * max(fits.values())), -1)
    above = (i for i in others if best < 0 or (i < best and _alike(units[i], units[best])))
    return next(above, best)


def _alike(one: Unit, other: Unit) -> bool:
    """Whether two lines speak of the same: a headline, and a first line that is no sentence or stands off the rest."""
    return len(one.words.stems & other.words.stems) >= SHARED


def _weigh(units: Sequence[Unit], marks: Marks, core: Core, title: int, page: bool, i: int) -> float:
    unit = units[i]
    if unit.line.given or i == title or i >= PIECES:
        return -SETTLED
    if marks.reason[i] is not None:
        return CAPTION if marks.reason[i] in PICTURES else essays.KNOWN if core.style > ESSAY else KNOWN
    if i in marks.edges:
        return -HOLDS  # beside the furniture at its edge it holds a sentence of the article
    family = marks.family[i]
    if family is not None and family.role in ("byline", "caption"):
        return -0.5
    if core.style > ESSAY:
        weight = weigh_essay(units, marks, core, title, page, i)
        # Above a run of lines that all lean to the page, prose that leans to an article may well be the article.
        return min(weight, -HOLDS) if i < core.first and unit.prose and unit.words.lean <= 0.0 else weight
    if not unit.prose and (announced(units, i) or i < core.first):
        return weigh_scrap(units, core, title, page, i)
    weight = weigh(units, marks, core, page, i) - MARGIN
    if unit.prose:
        if i > core.last and of_author(units, i, family is not None and family.role == "bio", core):
            return max(weight, AUTHORED)
        if _is_teaser(units, marks, core, i):
            return max(weight, LEFT_OVER)
        return _within_bounds(unit, core, i, weight)
    return min(weight, -MARGIN) if unit.text.endswith(":") and unit.length >= ANNOUNCES else weight


def _is_teaser(units: Sequence[Unit], marks: Marks, core: Core, i: int) -> bool:
    """Whether a sentence stands alone, far below the article, behind what often ends one."""
    if i - core.last < TEASER or i not in marks.behind or units[i - 1].prose:
        return False
    return i + 1 == len(units) or not units[i + 1].prose


def _within_bounds(unit: Unit, core: Core, i: int, weight: float) -> float:
    """The weight of a line of prose, where one sign alone decides: better to keep a line too many."""
    words = unit.words
    if unit.line.left_over and not core.first <= i <= core.last and empty(unit, core):
        return max(weight, LEFT_OVER)
    if i < core.first and _introduces(unit, core):
        return min(weight, -MARGIN)
    if unit.line.trimmed and words.lean - core.style < (0.0 if unit.line.left_over else GLUED_TO):
        return min(weight, -HOLDS)  # what is left of a line that held furniture is the article's, whatever stands below
    if core.addresses(unit) >= BOTH and not words.speech:
        return max(weight, ADDRESSED)
    if i > core.last:  # that few words share nothing with the article is no sign
        short = len(words.stems) < FEW and words.lean - core.style < LEANS_SHORT
        return min(weight, -SHORT) if short else weight
    told = words.speech and not core.addresses(unit)  # "A caption reads: “…”"
    within = i >= core.first and (told or words.lean - core.style < (STRAYS if unit.shape == "body" else 0.0))
    return min(weight, -STRAYS) if within else weight


def _introduces(unit: Unit, core: Core) -> bool:
    """Whether prose above the core is the article's beginning: it leans to it, or speaks of the same things."""
    lean = unit.words.lean - core.style
    if lean <= 0.0:
        return True
    kin, count = core.kin(unit, inside=False)
    return lean <= INTRODUCES and kin * count >= SHARED and unit.length >= LONG


def _unless_empty(units: Sequence[Unit], marks: Marks, core: Core, i: int, weight: float) -> float:
    """A line's weight where nothing else in the text is of a page: prose stays, but for what tells nothing at its end.

    A text that came without furniture must not lose a sentence for reading unlike the rest of it.
    """
    if marks.reason[i] is not None:
        return weight
    if i > core.last and units[i].words.lean - core.style > LEANS_BARE and empty(units[i], core):
        return weight
    if not units[i].prose:
        if i > core.last and weight > SURE_SCRAP:
            return weight - BARE
        return weight - BARE if labelled(units[i].text) else min(weight - BARE, SINGLE)
    return min(weight, -HOLDS)


def _shows_a_page(units: Sequence[Unit], weights: Sequence[float], core: Core) -> bool:
    """Whether one line by itself shows that there is a page around the article, or all the lines at its end.

    Weights alone tell it only of a report: what is learned of reports does not hold for a communique or an essay.
    """
    tail, report = 0.0, core.style <= ESSAY
    for i in range(len(units) - 1, core.last, -1):
        if weights[i] <= 0.0 or not report:
            break
        tail += weights[i] if _tells_by_itself(units[i]) else min(weights[i], SCRAP)
    return tail > TAIL or any(
        report and weight > EVIDENT and _tells_by_itself(unit) for unit, weight in zip(units, weights, strict=True)
    )


def _tells_by_itself(unit: Unit) -> bool:
    """Whether there is enough in a line to tell an article from a page by it: a sentence, or a link's label."""
    return unit.prose or labelled(unit.text)


def _is_page(unit: Unit, core: Core) -> bool:
    """Whether a line by itself shows that there is a page around the article: it speaks of it, or to its reader."""
    words = unit.words
    addresses = core.addresses(unit)
    speaks = words.page >= PAGE or addresses >= YOU
    return speaks and not unit.line.given and words.lean - core.style > (0.0 if addresses >= BOTH else STRAYS)


def _glued(units: Sequence[Unit], marks: Marks, core: Core) -> None:
    """Sentences in the page's voice, glued without a space to the article's first or last, are cut off them."""
    found = list(_glue(units, marks))
    for i, spans, glued in found:
        unit = units[i]
        of_the_page = functools.partial(_of_the_page, unit.text, core, lone=len(found) <= LONE)
        first, last = glued[0], glued[-1]
        before = after = 0
        if first <= GLUED and all(of_the_page(span, outer=i == core.first) for span in spans[:first]):
            before = spans[first][0]
        if len(spans) - last <= GLUED and all(of_the_page(span, outer=i >= core.last) for span in spans[last:]):
            after = len(unit.text) - spans[last][0]
        if (before or after) and before + after < len(unit.text):
            marks.edges[i] = (before, after, "page_voice")


def _glue(units: Sequence[Unit], marks: Marks) -> Iterator[tuple[int, Sequence[tuple[int, int]], list[int]]]:
    """(position, spans of its sentences, which of them no space divides from the one before) of lines with such."""
    for i, unit in enumerate(units[:PIECES]):
        if not unit.prose or marks.reason[i] is not None or i in marks.edges or unit.line.given:
            continue
        spans = sentences(unit.text)
        glued = [n for n in range(1, len(spans)) if spans[n - 1][1] == spans[n][0]]
        if glued:
            yield i, spans, glued


def _of_the_page(text: str, core: Core, span: tuple[int, int], *, outer: bool, lone: bool) -> bool:
    """Whether a glued sentence is the page's: it speaks to the reader, or (outer) of nothing that the article does.

    lone: hardly another sentence of the text is glued, so that the writer does not write so.
    """
    sentence = text[span[0] : span[1]]
    if len(sentence.split()) > GLUED_WORDS or is_speech(sentence):
        return False
    words = unit_of(Line(sentence)).words
    if words.voice or words.page >= PAGE or words.lean > (LEANS_OUT if outer else LEANS_IN):
        return True
    known = 2 * len(core.often & words.stems) > len(words.stems)
    if not outer or known or _DIGIT.search(sentence):
        return False
    return bool(words.page or not _ANAPHOR.match(sentence) or (lone and words.lean > LEANS_LONE))


def _reason(unit: Unit, core: Core) -> str:
    if unit.prose:
        return "page_voice" if core.addresses(unit) else "page_prose"
    return "page_link"
