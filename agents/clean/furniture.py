"""Which lines are furniture by their words: the phrase families on every line, lists under a heading, appeals."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from agents.clean.families import Family, Role
from agents.clean.features import is_speech
from agents.clean.phrases import ZONE, Edge, Phrases
from agents.clean.units import Unit

LEAD_WORDS = 20
LIST_LIMIT = 60  # lines under one heading
HEAD_GAP = 4  # lines: so near above the first paragraph, what follows a heading may be the title
SHARED, OWN_WORDS = 2, 0.5  # stems of the headline in the first paragraph below it, and their share of all of its own
STAY = ("caption", "byline", "bio", "menu")  # roles of lines that may stay
BLANK_SHARE = 0.3  # of lines with an empty line before them: such a text sets its paragraphs apart


@dataclass(slots=True)
class Marks:
    """What was found out about each unit, by position.

    family: the phrase family of the whole line; role: its role. reason: why the line goes, None while it stays. edges:
    characters to cut at the line's beginning and end, with the reason. behind: prose below a marker that often ends an
    article. thread: prose that may be readers' comments.
    """

    family: list[Family | None]
    reason: list[str | None]
    edges: dict[int, Edge] = field(default_factory=dict)
    behind: set[int] = field(default_factory=set)
    thread: frozenset[int] = frozenset()
    role: list[Role | None] = field(default_factory=list)

    def stays(self, position: int) -> bool:
        """The line is neither cut nor known as furniture of any kind but captions and bylines."""
        family = self.family[position]
        return self.reason[position] is None and (family is None or family.role in STAY)


def mark_phrases(units: Sequence[Unit], phrases: Phrases) -> Marks:
    """Try the phrase families on every line; what they say holds wherever the line stands is marked as cut."""
    marks = Marks([None] * len(units), [None] * len(units))
    for i, unit in enumerate(units):
        if unit.line.given:
            continue
        family, edge = phrases.of(unit)
        marks.family[i] = family
        if family is not None and family.role in ("cut", "inline_link", "tail", "thread_close"):
            marks.reason[i] = family.reason
        elif edge is not None:
            marks.edges[i] = edge
    marks.role = [family.role if family is not None else None for family in marks.family]
    _lists(units, marks)
    _appeal_zones(units, marks, phrases)
    _captions(units, marks)
    return marks


def _lists(units: Sequence[Unit], marks: Marks) -> None:
    """Headlines under "Related stories", and those that follow "Read more: a headline" without an empty line."""
    spaced = sum(u.line.blank_before for u in units) >= BLANK_SHARE * len(units)
    first = next((i for i, u in enumerate(units) if u.shape == "body" and marks.stays(i)), 0)
    for i, family in enumerate(marks.family):
        if family is None or family.role not in ("list", "inline_link"):
            continue
        marks.reason[i] = family.reason
        if i < first and sum(marks.stays(j) for j in range(i + 1, first)) < HEAD_GAP:
            continue  # above the first paragraph stand the title and the standfirst
        title = _headline_of(units, marks, i + 1, first) if i < first else None
        taken = _links(units, marks, i + 1, apart=False, title=title)
        if not taken and family.role == "list":
            taken = _links(units, marks, i + 1, apart=True, title=title)
        if family.role == "inline_link" and not spaced and len(taken) == 1:
            continue  # a sub-head, as likely as not
        for j in taken:
            marks.reason[j] = family.reason


def _headline_of(units: Sequence[Unit], marks: Marks, start: int, first: int) -> int | None:
    """The last line above the first paragraph that shares the most words with it, where it shares enough of its own."""
    told = units[first].words.stems
    found, most = None, SHARED - 1
    for i in range(start, min(first, start + LIST_LIMIT)):
        own = units[i].words.stems
        shared = len(own & told)
        if shared > most and shared >= OWN_WORDS * len(own) and marks.stays(i):
            found, most = i, shared
    return found


def _links(units: Sequence[Unit], marks: Marks, start: int, *, apart: bool, title: int | None = None) -> list[int]:
    taken: list[int] = []
    for j in range(start, min(start + LIST_LIMIT, len(units))):
        unit = units[j]
        linklike = unit.shape in ("headline", "name", "scrap") and marks.stays(j) and not unit.line.given and j != title
        if not linklike or (unit.line.blank_before and not apart):
            break
        taken.append(j)
    return taken


def _appeal_zones(units: Sequence[Unit], marks: Marks, phrases: Phrases) -> None:
    """Lines in an outlet's own voice between two pieces of one appeal belong to it."""
    anchors = [i for i in range(len(units)) if marks.reason[i] == "appeal" or _edge(marks, i)[2] == "appeal"]
    for first, last in itertools.pairwise(anchors):
        between = range(first + 1, last)
        voices = (marks.reason[i] or phrases.weak(units[i].text) for i in between if not units[i].line.given)
        if len(between) <= ZONE and not _edge(marks, first)[1] and all(voices):
            _mark_appeal(marks, between)
        if last != anchors[-1] and marks.reason[first] and first == last - 1 and _leads_on(units, marks, last):
            _mark_appeal(marks, [last])


def _leads_on(units: Sequence[Unit], marks: Marks, position: int) -> bool:
    """A short sentence above the article that leads from one piece of an appeal to the next."""
    before, after, _ = _edge(marks, position)
    own = units[position].text[before : len(units[position].text) - after]
    begun = any(u.shape == "body" and marks.stays(i) and i not in marks.edges for i, u in enumerate(units[:position]))
    short = len(own.split()) <= LEAD_WORDS and not any(c.isdigit() for c in own)
    return bool(after) and not before and not begun and short and not is_speech(own)


def _mark_appeal(marks: Marks, positions: Iterable[int]) -> None:
    for i in positions:
        marks.reason[i] = marks.reason[i] or "appeal"
        marks.edges.pop(i, None)


def _edge(marks: Marks, position: int) -> Edge:
    return marks.edges.get(position, (0, 0, ""))


def _captions(units: Sequence[Unit], marks: Marks) -> None:
    """Captions and credits go where there is an article beside them; alone, a line with a credit is the report."""
    for i, unit in enumerate(units):
        family = marks.family[i]
        caption = family is not None and family.role == "caption"
        if not (caption or (family is None and unit.doubled)):
            continue
        others = sum(1 for j, u in enumerate(units) if j != i and u.shape == "body" and marks.stays(j))
        if others >= 2:
            marks.reason[i] = family.reason if family is not None else "caption"
