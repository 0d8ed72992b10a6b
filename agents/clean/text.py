"""Raw page text to article: cut what is furniture until nothing more is found, then name what stays."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.clean.characters import repair
from agents.clean.core import PICTURES, Cores
from agents.clean.dates import find_date
from agents.clean.families import Families, load
from agents.clean.furniture import Marks, mark_phrases
from agents.clean.language import language_of
from agents.clean.lines import assemble, rest_start, split_lines, unwrap
from agents.clean.model import Cleaned, Line
from agents.clean.phrases import Phrases
from agents.clean.position import mark_extract, mark_positions
from agents.clean.sequence import BY_PATH
from agents.clean.structure import kinds_of, place_title, same_words
from agents.clean.units import Unit, moved, unit
from agents.outlets.learn import key_of
from schemas.clean_article import Cut

MIN_WORDS = 4  # less than this left, and the whole text is kept as it came
PASSES = 6  # each pass sees what the last one left; pages settle in two or three


def clean_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    extracted: bool = False,
    families: Families | None = None,
    learned: frozenset[str] = frozenset(),
) -> Cleaned:
    """Read an article from raw page text. Plain text without furniture comes back unchanged, but for white space.

    The clean text begins with the title's line, where one is given or found. extracted: the text was taken out of its
    page, so that only words tell what is furniture, and not the place. families: for tests of the engine.
    learned: keys (key_of) of lines that the outlet repeats in report after report.
    """
    title = " ".join(repair(title).split()) or None if title else None
    phrases = Phrases(families or load(), (lambda line: key_of(line) in learned) if learned else None)
    lines = split_lines(text)
    placed = place_title(lines, title) if title else lines
    kept, marks, cuts, notes = _cut(placed, text, title, phrases, extracted)
    if not _holds_text(kept) and _holds_text(placed):
        kept, marks, cuts, notes = [unit(line) for line in placed], None, [], ["only_furniture"]
    if any(line.raw_start is not None and not text.startswith(line.text, line.raw_start) for line in lines):
        notes.append("characters_repaired")
    kinds = kinds_of(kept, marks or mark_phrases(kept, phrases))
    body, blocks = assemble([u.line for u in kept], kinds.kinds, title)
    return Cleaned(
        text=body,
        blocks=blocks,
        cuts=tuple(sorted(cuts, key=lambda cut: -1 if cut.raw_start is None else cut.raw_start)),
        title=title or (kept[kinds.title_index].line.text if kinds.title_index is not None else None),
        outlet=outlet,
        language=language_of(body),
        published_at=find_date([line.text for line in lines]),
        notes=tuple(sorted(notes)),
    )


def _holds_text(lines: Sequence[Line | Unit]) -> bool:
    """Whether there is more than a scrap besides the title that was given."""
    words = 0
    for one in lines:
        line = one.line if isinstance(one, Unit) else one
        words += 0 if line.given else len(line.text.split(None, MIN_WORDS))
        if words >= MIN_WORDS:
            return True
    return False


def _cut(
    lines: Sequence[Line], raw: str, title: str | None, phrases: Phrases, extracted: bool
) -> tuple[list[Unit], Marks | None, list[Cut], list[str]]:
    """The lines that stay, their marks, what was cut, and notes. Ends when a pass finds nothing more."""
    joined = unwrap(lines)
    units = [unit(line) for line in joined or lines]
    cuts: list[Cut] = []
    notes = ["unwrapped"] if joined else []
    cores: Cores = {}
    for _ in range(PASSES):
        marks = mark_phrases(units, phrases)
        (mark_extract if extracted else mark_positions)(units, marks, cores, page=_of_a_page(cuts))
        _mark_before_title(units, marks, title)
        if not marks.edges and not any(marks.reason):
            return units, marks, cuts, notes
        units = _without(units, marks, raw, cuts)
        joined = unwrap([u.line for u in units])
        if joined is not None:
            units = [unit(line) for line in joined]
            notes = ["unwrapped"]
    return units, None, cuts, notes


def _of_a_page(cuts: Sequence[Cut]) -> bool:
    """Whether anything was cut that is surely a page's, beyond what only reads unlike the article."""
    return any(cut.reason not in (*PICTURES, *BY_PATH) for cut in cuts)


def _mark_before_title(units: Sequence[Unit], marks: Marks, title: str | None) -> None:
    """Whatever short lines stand above the title's own line, and the title's repetition below it, go."""
    at = next((i for i, u in enumerate(units) if u.line.given), None)
    if at is None or title is None:
        return
    for i in range(at):
        if units[i].shape != "body":
            marks.reason[i] = marks.reason[i] or "before_title"
    for i in range(at + 1, min(at + 6, len(units))):
        if same_words(units[i].text, title):
            marks.reason[i] = marks.reason[i] or "repeated_title"


def _without(units: Sequence[Unit], marks: Marks, raw: str, cuts: list[Cut]) -> list[Unit]:
    """The units that stay, edges cut; what goes is added to cuts. A paragraph break is kept across what was cut."""
    kept: list[Unit] = []
    blank = False
    below_cut = False
    for i, current in enumerate(units):
        line = current.line
        blank = blank or line.blank_before
        reason = marks.reason[i]
        if reason is not None and not line.given:
            cuts.append(Cut(text=line.text, reason=reason, raw_start=line.raw_start))
            below_cut = below_cut or reason not in PICTURES
            continue
        if i in marks.edges:
            current = unit(_trim(line, marks.edges[i], raw, cuts))
            line = current.line
        if below_cut and kept:
            kept[-1] = moved(kept[-1], replace(kept[-1].line, above_cut=True))
        space, below_cut = blank and bool(kept), below_cut or line.below_cut
        if space != line.blank_before or below_cut != line.below_cut:
            line = replace(line, blank_before=space, below_cut=below_cut)
        kept.append(current if line is current.line else moved(current, line))
        blank = below_cut = False
    if below_cut and kept:
        kept[-1] = moved(kept[-1], replace(kept[-1].line, above_cut=True))
    return kept


def _trim(line: Line, edge: tuple[int, int, str], raw: str, cuts: list[Cut]) -> Line:
    before, after, reason = edge
    stop = len(line.text) - after
    if before:
        cuts.append(Cut(text=line.text[:before].strip(), reason=reason, raw_start=line.raw_start))
    if after:
        cuts.append(Cut(text=line.text[stop:].strip(), reason=reason, raw_start=rest_start(raw, line, stop)))
    start = rest_start(raw, line, before)
    spaced = " " in (line.text[before - 1 : before], line.text[stop : stop + 1])
    kept = line.text[before:stop].strip()
    return Line(kept, start, line.blank_before, line.indent, trimmed=True, left_over=spaced)
