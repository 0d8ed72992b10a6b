"""Which lines are furniture by their words: whole lines, pieces at a line's edges, lists under a heading, appeals."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from agents.clean.families import Families, Family, Role, words_of
from agents.clean.features import LINE_LIMIT, Unit, doubled, is_speech, sentences

STRONG: frozenset[Role] = frozenset({"cut", "inline_link", "list", "tail", "end", "thread_close", "comment_header"})
LINE_ROLES: frozenset[Role] = STRONG | {"menu", "caption", "bio", "byline"}
EDGE_ROLES: frozenset[Role] = frozenset({"cut", "tail"})
ZONE = 8  # lines: longest appeal between two pieces known as appeal
LEAD_WORDS = 20
LIST_LIMIT = 60  # lines under one heading
HEAD_GAP = 4  # lines: so near above the first paragraph, what follows a heading may be the title
BLANK_SHARE = 0.3  # of lines with an empty line before them: such a text sets its paragraphs apart


@dataclass(slots=True)
class Marks:
    """What was found out about each unit, by position.

    family: the phrase family of the whole line. reason: why the line goes, None while it stays. edges: characters to
    cut at the line's beginning and end, with the reason.
    """

    family: list[Family | None]
    reason: list[str | None]
    edges: dict[int, tuple[int, int, str]] = field(default_factory=dict)

    def stays(self, position: int) -> bool:
        """The line is neither cut nor known as furniture of any kind but captions and bylines."""
        family = self.family[position]
        return self.reason[position] is None and (family is None or family.role in ("caption", "byline", "bio", "menu"))


def mark_phrases(units: Sequence[Unit], families: Families) -> Marks:
    """Try the phrase families on every line; what they say holds wherever the line stands is marked as cut."""
    marks = Marks([None] * len(units), [None] * len(units))
    for i, unit in enumerate(units):
        if unit.line.given:
            continue
        family = _whole(unit, families)
        marks.family[i] = family
        if family is not None and family.role in ("cut", "inline_link", "tail", "thread_close"):
            marks.reason[i] = family.reason
        elif family is None:
            edge = _edges(unit, families)
            if edge is not None:
                marks.edges[i] = edge
    _lists(units, marks)
    _appeal_zones(units, marks, families)
    _captions(units, marks)
    return marks


def _whole(unit: Unit, families: Families) -> Family | None:
    text = unit.text
    if len(text) > LINE_LIMIT:
        return None
    family = families.find(text, unit.lower, ("line", "only_words"), LINE_ROLES)
    if family is not None and not (family.role != "caption" and unit.shape == "body" and is_speech(text)):
        return family
    if is_speech(text):
        return None
    found: list[Family] = []
    for start, end in sentences(text):
        family = _sentence_family(text[start:end], unit.lower, families)
        if family is None:
            return None
        found.append(family)
    strong = next((f for f in found if f.role not in ("weak", "menu")), None)
    if strong is None or any(f.role == "weak" and f.reason != strong.reason for f in found):
        return None
    return strong


def _sentence_family(sentence: str, words: frozenset[str], families: Families) -> Family | None:
    strong = families.find(sentence, words, ("sentence",), EDGE_ROLES)
    weak = strong or families.find(sentence, words, ("sentence",), ("weak",))
    return weak or families.find(sentence, words_of(sentence), ("only_words",), ("menu",))


def _edges(unit: Unit, families: Families) -> tuple[int, int, str] | None:
    """How many characters of furniture stand before and after the article's own sentences in this line."""
    text = unit.text
    if not families.triggered(unit.lower, EDGE_ROLES):
        return None
    spans = sentences(text)
    if len(spans) < 2:
        return None
    head, reason = _run(text, spans[:-1], families)
    tail, tail_reason = _run(text, spans[:head:-1], families)
    if not head and not tail:
        return None
    before = spans[head][0] if head else 0
    after = len(text) - spans[len(spans) - 1 - tail][1] if tail else 0
    return before, after, reason or tail_reason or ""


def _run(text: str, spans: Sequence[tuple[int, int]], families: Families) -> tuple[int, str | None]:
    """Length of the run of furniture sentences, from the first on; weak ones count when a strong one follows.

    Buttons ("Accept all") count with what stands before them.
    """
    length, reason, weak = 0, None, None
    for count, (start, end) in enumerate(spans[:ZONE], 1):
        piece = text[start:end]
        if is_speech(piece):
            break
        found = _sentence_family(piece, words_of(piece), families)
        if found is None:
            break
        if found.role == "menu" and length == count - 1 > 0:
            length = count
        weak = weak or (found.reason if found.role == "weak" else None)
        if found.role not in ("weak", "menu"):
            if weak not in (None, found.reason):
                break
            length, reason = count, reason or found.reason
    return length, reason


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
        taken = _links(units, marks, i + 1, apart=False)
        if not taken and family.role == "list":
            taken = _links(units, marks, i + 1, apart=True)
        if family.role == "inline_link" and not spaced and len(taken) == 1:
            continue  # a sub-head, as likely as not
        for j in taken:
            marks.reason[j] = family.reason


def _links(units: Sequence[Unit], marks: Marks, start: int, *, apart: bool) -> list[int]:
    taken: list[int] = []
    for j in range(start, min(start + LIST_LIMIT, len(units))):
        unit = units[j]
        linklike = unit.shape in ("headline", "name", "scrap") and marks.stays(j) and not unit.line.given
        if not linklike or (unit.line.blank_before and not apart):
            break
        taken.append(j)
    return taken


def _appeal_zones(units: Sequence[Unit], marks: Marks, families: Families) -> None:
    """Lines in an outlet's own voice between two pieces of one appeal belong to it."""
    anchors = [i for i in range(len(units)) if marks.reason[i] == "appeal" or _edge(marks, i)[2] == "appeal"]
    for first, last in itertools.pairwise(anchors):
        between = range(first + 1, last)
        voices = (marks.reason[i] or _weak(units[i].text, families) for i in between if not units[i].line.given)
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


def _edge(marks: Marks, position: int) -> tuple[int, int, str]:
    return marks.edges.get(position, (0, 0, ""))


def _weak(text: str, families: Families) -> bool:
    return not is_speech(text) and families.find(text, words_of(text), ("sentence",), ("weak",)) is not None


def _captions(units: Sequence[Unit], marks: Marks) -> None:
    """Captions and credits go where there is an article beside them; alone, a line with a credit is the report."""
    for i, unit in enumerate(units):
        family = marks.family[i]
        caption = family is not None and family.role == "caption"
        if not (caption or (family is None and doubled(unit.text))):
            continue
        others = sum(1 for j, u in enumerate(units) if j != i and u.shape == "body" and marks.stays(j))
        if others >= 2:
            marks.reason[i] = family.reason if family is not None else "caption"
