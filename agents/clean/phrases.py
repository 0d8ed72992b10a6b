"""The phrase families on one line: the family of the whole line, or the furniture at its edges.

What is found in a line depends on its words alone, so it is remembered: later passes, and the furniture that
an outlet repeats, cost nothing. The memory is bounded.
"""

from collections.abc import Callable, Sequence

from agents.clean.families import Families, Family, Role, Scope, words_of
from agents.clean.features import LINE_LIMIT, REMEMBERED, REMEMBERED_CHARS, is_speech, sentences
from agents.clean.units import Unit

STRONG: frozenset[Role] = frozenset({"cut", "inline_link", "list", "tail", "end", "thread_close", "comment_header"})
LINE_ROLES: frozenset[Role] = STRONG | {"menu", "caption", "bio", "byline"}
EDGE_ROLES: frozenset[Role] = frozenset({"cut", "tail"})
WEAK_ROLES: frozenset[Role] = frozenset({"weak"})
MENU_ROLES: frozenset[Role] = frozenset({"menu"})
LINE_SCOPES: tuple[Scope, ...] = ("line", "only_words")  # the second never holds for what ends with a full stop
ZONE = 8  # pieces: longest appeal between two pieces known as appeal

Edge = tuple[int, int, str]
"""Characters of furniture at a line's beginning and at its end, and the reason."""
REPEATED = Family("outlet_repeats", "outlet_repeats", "line", "cut", frozenset(), ())
"""What was learned of an outlet, among the families."""
Found = tuple[Family | None, Edge | None]


class Phrases:
    """The families, and what they found in the lines of one text.

    repeated: whether a line, or a sentence at a line's edge, is one that its outlet repeats in report after report.
    """

    def __init__(self, families: Families, repeated: Callable[[str], bool] | None = None) -> None:
        self.families = families
        self._repeated = repeated
        self._found: dict[str, Found] = {}

    def of(self, unit: Unit) -> Found:
        """The family of the whole line, else the edges that go."""
        found = self._found.get(unit.text)
        if found is None:
            found = self._found[unit.text] = self._look(unit)
        return found

    def _look(self, unit: Unit) -> Found:
        family, edge = self._by_phrases(unit)
        if self._repeated is None or family is not None:
            return family, edge
        if self._repeated(unit.text):
            return REPEATED, None
        return None, edge or self._repeated_edges(unit.text)

    def _by_phrases(self, unit: Unit) -> Found:
        memory: dict[str, Found] = self.families.memory
        found = memory.get(unit.text)
        if found is None:
            family = _whole(unit, self.families)
            found = (family, None if family is not None else _edges(unit, self.families))
            if len(unit.text) <= REMEMBERED_CHARS:
                if len(memory) >= REMEMBERED:
                    memory.clear()
                memory[unit.text] = found
        return found

    def _repeated_edges(self, text: str) -> Edge | None:
        spans = sentences(text) if self._repeated is not None else ()
        if self._repeated is None or len(spans) < 2:
            return None
        before = next((start for start, end in spans if not self._repeated(text[start:end])), len(text))
        after = next((end for start, end in reversed(spans) if not self._repeated(text[start:end])), 0)
        if before >= after or (before, after) == (spans[0][0], spans[-1][1]):
            return None
        return before, len(text) - after, REPEATED.reason

    def weak(self, text: str) -> bool:
        """Whether the text speaks as an appeal does; only between two pieces of one does that mean anything."""
        return not is_speech(text) and self.families.find(text, words_of(text), ("sentence",), WEAK_ROLES) is not None


def _whole(unit: Unit, families: Families) -> Family | None:
    text = unit.text
    if len(text) > LINE_LIMIT:
        return None
    family = families.find(text, unit.lower, ("line",) if text.endswith(".") else LINE_SCOPES, LINE_ROLES)
    if family is not None and not (family.role != "caption" and unit.shape == "body" and unit.words.speech):
        return family
    if unit.words.speech:
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
    weak = strong or families.find(sentence, words, ("sentence",), WEAK_ROLES)
    if weak is not None or sentence.endswith(".") or not families.may_be_menu(sentence):
        return weak
    return families.find(sentence, words_of(sentence), ("only_words",), MENU_ROLES)


def _edges(unit: Unit, families: Families) -> Edge | None:
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
