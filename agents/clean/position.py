"""Which lines are furniture by where they stand: menus before the article, and everything after its end."""

import itertools
import re
from collections.abc import Iterator, Sequence

from agents.clean.below import WRITER
from agents.clean.core import LONG, Cores
from agents.clean.essays import LIST_LINES
from agents.clean.features import content_words
from agents.clean.furniture import Marks
from agents.clean.judge import ANNOUNCES
from agents.clean.sequence import mark_sequence
from agents.clean.units import Unit

BEFORE_WORDS = 25  # words of prose before an end marker: fewer, and it is a link at the top of the page
HARD_SHARE = 0.25  # of the page's prose stands before a heading like "Comments", else it is no end
RUN_WORDS = 30  # two neighbouring paragraphs with so many words after a marker: the article may go on
KINSHIP = 0.1  # share of a run's longer words that stand in the article before it: below, it may be an advert
# (of neighbouring paragraphs of one article 87 % have more, of strange ones 10 %)
LONG_RUN = (3, 120)  # paragraphs and words in a row: the article, whatever words it uses
THREAD_GAP = 6  # lines between two comment headings of one thread
MENU_RUN = 4  # short lines in a row before the first paragraph: a menu
MENU_WORDS = 3
TEASERS = 3
LINK_LENGTH = 25  # words: no link is longer
LINKS, LINK_WORDS = 5, 4  # so many lines of so many words below the last sentence are links, whatever else is known

_SOFT_ENDS = ("tail", "list", "inline_link", "thread_close", "bio")
_FULL_NAME = re.compile(r"(?:[A-Z][\w.-]+ ){1,3}([A-Z]\w+)\b")
_COLUMNS = re.compile(r"\S {2,}\S.* {2,}\S|\d {2,}\S")


def mark_positions(units: Sequence[Unit], marks: Marks, cores: Cores, *, page: bool) -> None:
    """Complete the marks: comment thread, end of the article, its tail, and what stands before it.

    page: furniture was found in this text already, so that lines without sentences below it may be more of it.
    """
    first = next((i for i, u in enumerate(units) if u.shape == "body" and marks.stays(i)), None)
    _menu_words(units, marks, first)
    if first is None:
        _single_ends(marks)
        return
    _thread(units, marks)
    end = _end(units, marks)
    if end is not None:
        family = marks.family[end]
        hard = family is not None and family.role == "end" and not _report_below(units, marks, end)
        for i in range(end, len(units)):
            if not hard and units[i].prose and marks.stays(i) and marks.role[i] != "bio":
                marks.behind.add(i)  # the path through all lines decides about it
            else:
                marks.reason[i] = marks.reason[i] or (family.reason if i == end and family else "after_the_end")
    _single_ends(marks)
    _tail(units, marks, page)
    _head(units, marks, first)
    mark_sequence(units, marks, cores, page=page)


def mark_extract(units: Sequence[Unit], marks: Marks, cores: Cores, *, page: bool) -> None:
    """Complete the marks for text that an extractor took out of a page: what surrounds an article is gone already."""
    _menu_words(units, marks, 0)
    _single_ends(marks)
    _authors(units, marks, [i for i, u in enumerate(units) if u.prose and marks.role[i] != "bio"])


def _single_ends(marks: Marks) -> None:
    """What would end an article goes too where it stands at the top of the page."""
    for i, family in enumerate(marks.family):
        if family is not None and family.role == "end":
            marks.reason[i] = marks.reason[i] or family.reason


def _menu_words(units: Sequence[Unit], marks: Marks, first: int | None) -> None:
    """Lines of navigation words go beside other furniture, and before the first paragraph when two stand together."""
    for i, family in enumerate(marks.family):
        if family is None or family.role != "menu":
            continue
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(units)]
        beside = any(marks.reason[j] is not None or marks.role[j] in ("menu", "end") for j in near)
        if beside and (first is not None or len(units) > MENU_RUN):
            marks.reason[i] = family.reason


def _report_below(units: Sequence[Unit], marks: Marks, end: int) -> bool:
    """Whether a paragraph that reads like a report stands right below: "Join the conversation" was a line within it."""
    return end + 1 < len(units) and _of_a_report(units[end + 1]) and marks.stays(end + 1)


def _of_a_report(unit: Unit) -> bool:
    return unit.length >= LONG and unit.prose and unit.words.lean < -1.0


def _thread(units: Sequence[Unit], marks: Marks) -> None:
    """A comment thread: from its first heading to its closing line, or to the end where headings carry times."""
    close = next((i for i in range(len(units) - 1, -1, -1) if marks.role[i] == "thread_close"), None)
    headings = [i for i in range(len(units)) if marks.role[i] == "comment_header"]
    if close is not None:
        headings = sorted({*headings, *(i for i in range(close) if _weak_heading(units, i))})
        headings = [i for i in headings if i < close]
    stop = len(units) if close is None else close + 1
    if not headings or (close is None and len(headings) < 2) or stop - headings[-1] > 4 * THREAD_GAP:
        return
    start, taken = headings[-1], 0
    for heading in reversed(headings):
        report = any(_of_a_report(unit) for unit in units[heading:start])
        alike = _weak_heading(units, heading) and _weak_heading(units, start)  # set like the one who is heard below
        if start - heading > THREAD_GAP or (report and not alike):
            break
        start, taken = heading, taken + 1
    if close is None and taken < 2:
        return  # "4 votes" above and below a report: only threads have more than one heading near another
    if sum(u.length for i, u in enumerate(units[:start]) if u.prose and marks.stays(i)) < BEFORE_WORDS:
        return
    if start > 0 and units[start - 1].shape == "name" and units[start].shape != "name":
        start -= 1  # the writer's name above the line with the time
    for i in range(start, stop):
        marks.reason[i] = marks.reason[i] or "comments"


def _weak_heading(units: Sequence[Unit], position: int) -> bool:
    """A bullet or an indent with a name alone: who wrote what follows, if a line closes the thread."""
    unit = units[position]
    return unit.shape == "name" and (unit.bullet or unit.line.indent > 1) and position + 1 < len(units)


def _end(units: Sequence[Unit], marks: Marks) -> int | None:
    """The first marker after which nothing of the article stands."""
    before, paragraphs = 0, 0
    for i, unit in enumerate(units):
        if unit.prose and marks.stays(i):
            if i not in marks.edges:  # a cookie notice at the top is no article that ends
                before += unit.length
                paragraphs += unit.shape == "body"
            continue
        role = marks.role[i]
        if before < BEFORE_WORDS or not paragraphs:
            continue
        if role == "end":
            if _is_hard_end(units, marks, i):
                return i
        elif (role in _SOFT_ENDS or marks.reason[i]) and not _goes_on(units, marks, i):
            return i
    return None


def _is_hard_end(units: Sequence[Unit], marks: Marks, position: int) -> bool:
    """A heading like "Comments", unless it is a link at the top: then most of the prose stands below it."""
    lengths = [u.length if u.prose and marks.stays(i) else 0 for i, u in enumerate(units)]
    return sum(lengths[:position]) >= HARD_SHARE * sum(lengths) or _comments_follow(marks, position)


def _comments_follow(marks: Marks, position: int) -> bool:
    return any(marks.role[i] == "comment_header" for i in range(position + 1, min(position + 5, len(marks.family))))


def _goes_on(units: Sequence[Unit], marks: Marks, marker: int) -> bool:
    """Whether the article goes on after this marker.

    It does where more prose follows than stood before; where a paragraph that speaks of the same things follows the
    marker and its list at once, or any prose with nothing else below it; and where neighbouring paragraphs do, or many
    whatever they speak of. Teasers stand alone, each under its headline, and adverts speak of something else.
    """
    ends = (i for i in range(marker + 1, len(units)) if marks.role[i] == "end")
    stop = next((i for i in ends if _is_hard_end(units, marks, i)), len(units))
    runs = list(_prose_runs(units, marks, marker + 1, stop))
    before = [i for i in range(marker) if units[i].prose and marks.stays(i)]
    if sum(units[i].length for run in runs for i in run) > sum(units[i].length for i in before):
        return True
    family = marks.family[marker]
    if family is not None and family.role != "cut" and _alternates(units, marks, [i for run in runs for i in run]):
        return False
    known: set[str] = set().union(*(content_words(units[i]) for i in before)) if runs else set()
    at_once = next((i for i in range(marker + 1, stop) if marks.reason[i] is None), None)
    for run in runs:
        length = sum(units[i].length for i in run)
        words: set[str] = set().union(*(content_words(units[i]) for i in run))
        kin = len(words & known) >= KINSHIP * max(1, len(words))
        if len(run) >= LONG_RUN[0] and length >= LONG_RUN[1]:
            return True
        if kin and (run[0] == at_once or (len(run) > 1 and length >= RUN_WORDS)):
            return True
    others = any(marks.reason[i] is None and not units[i].prose for i in range(marker + 1, stop))
    return bool(runs) and runs[0][0] == at_once and not others


def _alternates(units: Sequence[Unit], marks: Marks, prose: Sequence[int]) -> bool:
    """Three teasers or more: paragraphs of which each stands under a headline of its own."""
    if len(prose) < TEASERS:
        return False
    return all(
        any(units[j].shape == "headline" and marks.reason[j] != "advert" for j in range(one + 1, two))
        for one, two in itertools.pairwise(prose)
    )


def _prose_runs(units: Sequence[Unit], marks: Marks, start: int, stop: int) -> Iterator[list[int]]:
    run: list[int] = []
    for i in range(start, stop):
        if marks.reason[i] is not None:
            continue
        if units[i].prose and marks.stays(i):
            run.append(i)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _tail(units: Sequence[Unit], marks: Marks, page: bool) -> None:
    """After the last sentence: about the author, a name above share links, lists of links, menus."""
    own = [i for i, u in enumerate(units) if u.prose and marks.reason[i] is None]
    last = max((i for i in own if marks.role[i] not in ("bio", "byline")), default=len(units) - 1)
    _authors(units, marks, own)
    rest = [i for i in range(last + 1, len(units)) if marks.reason[i] is None and marks.role[i] != "byline"]
    lists = _announced(units, rest)
    rest = [i for i in rest if i not in lists]
    for i in reversed(rest):
        below = marks.reason[i + 1] if i + 1 < len(units) else None
        if units[i].shape == "name" and below is not None:
            marks.reason[i] = "byline"
        elif units[i].shape == "headline" and below == "job_advert":
            marks.reason[i] = below
    links = [i for i in rest if marks.reason[i] is None and not units[i].prose and units[i].length <= LINK_LENGTH]
    page = page or any(marks.reason) or sum(units[i].length >= LINK_WORDS for i in links) >= LINKS
    own_list = units[last].text.endswith(":") or all(units[i].bullet for i in links)
    if len(links) >= 2 and page and not own_list and not any(_COLUMNS.search(units[i].text) for i in links):
        for i in links:
            marks.reason[i] = "tail_list"


def _announced(units: Sequence[Unit], rest: Sequence[int]) -> set[int]:
    """Of these lines those of a list of the article's own: "The hospital released the names of the dead:"."""
    own: set[int] = set()
    for i in rest:
        unit = units[i]
        announces = unit.text.endswith(":") and unit.length >= ANNOUNCES and unit.words.lean < 1.0
        if announces or (i - 1 in own and len(own) < LIST_LINES):
            own.add(i)
    return own


def _authors(units: Sequence[Unit], marks: Marks, own: Sequence[int]) -> None:
    """Notes about the author, and menus, below the last sentence. own: positions of prose that stays."""
    story = [i for i in own if marks.role[i] not in ("bio", "byline")]
    last = max(story, default=0)
    for i in range(last + 1, len(marks.family)):
        family = marks.family[i]
        if family is not None and (
            family.role == "menu" or (family.role == "bio" and not _of_the_story(units[i], [units[j] for j in story]))
        ):
            marks.reason[i] = marks.reason[i] or family.reason


def _of_the_story(unit: Unit, story: Sequence[Unit]) -> bool:
    """Whether the line begins with somebody of whom the article has told already, by name or as a writer: no author."""
    writer = WRITER.match(unit.text)
    if writer is not None:
        return any(writer.group(1) in told.lower for told in story)
    name = _FULL_NAME.match(unit.text)
    return name is not None and any(name.group(1).lower() in told.lower for told in story)


def _head(units: Sequence[Unit], marks: Marks, first: int) -> None:
    """Runs of very short lines before the first paragraph are a menu."""
    run: list[int] = []
    for i in range(first + 1):
        unit = units[i]
        if (
            i < first
            and unit.length <= MENU_WORDS
            and not unit.prose
            and not unit.line.given
            and marks.role[i] != "byline"
        ):
            run.append(i)
            continue
        if len(run) >= MENU_RUN:
            for j in run:
                marks.reason[j] = marks.reason[j] or "menu"
        run = []
