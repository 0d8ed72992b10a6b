"""What may happen to a report on its way: copies and edits without news, and versions with news.

Rules that the dedupe step knows nothing of; all words that are put in are this file's own. Nothing depends on anything
but the seed.
"""

import random
import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it is an article: title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """Of all paragraphs."""
        return [s for p in self.paragraphs for s in sentences_of(p)]


# What cleaning may leave of a page. The phrases are not those of the rules.
_BEFORE = (
    "Breaking: this page refreshes itself every few minutes.",
    "Listen to this story, four minutes, read by our studio.",
    "You are reading one of your three free stories this month.",
    "Our correspondents need your support to go where others do not.",
)
_AFTER = (
    "More on this: what we know so far. Five maps that explain the front. The week in pictures.",
    "Join the conversation below and tell us what you think of our coverage.",
    "The editors are not responsible for the content of external pages.",
    "Additional reporting by our bureaus; editing by the night desk.",
    "All material belongs to its owners and may not be published, broadcast or rewritten.",
)
_SPELLINGS = (
    (r"\borganiz", "organis"), (r"\bdefense\b", "defence"), (r"\bcenter\b", "centre"), (r"\bneighbor", "neighbour"),
    (r"\blabor\b", "labour"), (r"\bprogram\b", "programme"), (r"\bgray\b", "grey"), (r"\btoward\b", "towards"),
    (r"\bamong\b", "amongst"), (r"\bpercent\b", "per cent"), (r"\bal-(?=[A-Z])", "Al "), (r"\bIsis\b", "ISIS"),
    (r"\bAssad\b", "Asad"), (r"\bIdlib\b", "Idleb"), (r"\bRaqqa\b", "Raqa"), (r"\bHoms\b", "Hims"),
    (r"\bKurdish\b", "Kurdisch"), (r"\bMoscow\b", "Moskow"), (r"\bU\.S\.", "US"), (r"\bgovernment\b", "goverment"),
)  # fmt: skip
_LIGHT = (
    (r"\bsaid\b", "told reporters"), (r"\bshows\b", "suggests"), (r"\bhowever\b", "though"), (r"\bmany\b", "a lot of"),
    (r"\babout\b", "around"), (r"\bbegan\b", "started"), (r"\blarge\b", "big"), (r"\bhelp\b", "aid"),
    (r"\bbuy\b", "purchase"), (r"\bexpects\b", "looks for"), (r"\bsome\b", "a few"), (r"\bin order to\b", "to"),
)  # fmt: skip


def sentences_of(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?][\"”’)]|[^A-Z][.!?])\s+(?=[\"“A-Z])", text) if s.strip()]


NEWS = "\0"
Change = Callable[[Report, random.Random], "Report | None"]


def _same(report: Report, _: random.Random) -> Report:
    return report


def _truncated(report: Report, rng: random.Random) -> Report | None:
    """The first part; half of the time cut within a sentence."""
    words = " ".join(report.paragraphs).split(" ")
    keep = int(len(words) * rng.uniform(0.2, 0.75))
    if keep < 25:
        return None
    text = " ".join(words[:keep])
    if rng.random() < 0.5:
        some = sentences_of(text)
        return replace(report, paragraphs=(" ".join(some[:-1]),)) if len(some) > 2 else None
    return replace(report, paragraphs=(text + rng.choice(("...", "…", " [...]", "")),))


def _part(report: Report, rng: random.Random) -> Report | None:
    """A part from the middle or the end."""
    some = report.sentences
    if len(some) < 6:
        return None
    start = rng.randint(1, len(some) // 2)
    return replace(report, paragraphs=tuple(some[start : start + max(3, len(some) // 2)]))


def _furniture(report: Report, rng: random.Random) -> Report:
    before = rng.sample(_BEFORE, rng.randint(0, 2))
    return replace(report, paragraphs=(*before, *report.paragraphs, *rng.sample(_AFTER, rng.randint(1, 3))))


def _typography(report: Report, rng: random.Random) -> Report:
    """Quotes, dashes, apostrophes, commas lost, spaces, capitals of the headline, other paragraphs."""
    text = " ".join(report.paragraphs).replace("'", "’").replace(" - ", " — ")
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    if rng.random() < 0.5:
        text = re.sub(r"(?<=[a-z]),(?= )", "", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text) if rng.random() < 0.3 else text
    text = text.replace(". ", ".  ") if rng.random() < 0.5 else text
    return Report(report.title.upper(), (text,))


def _spelling(report: Report, _: random.Random) -> Report | None:
    return _replaced(report, _SPELLINGS)


def _light_edit(report: Report, _: random.Random) -> Report | None:
    return _replaced(report, _LIGHT)


def _replaced(report: Report, pairs: Sequence[tuple[str, str]]) -> Report | None:
    paragraphs = list(report.paragraphs)
    for old, new in pairs:
        paragraphs = [re.sub(old, new, p) for p in paragraphs]
    return replace(report, paragraphs=tuple(paragraphs)) if tuple(paragraphs) != report.paragraphs else None


def _noise(rate: float) -> Change:
    """Characters lost, doubled, changed or swapped; figures stay, for another figure is another fact."""

    def change(report: Report, rng: random.Random) -> Report:
        return Report(_garble(report.title, rate, rng), tuple(_garble(p, rate, rng) for p in report.paragraphs))

    return change


def _garble(text: str, rate: float, rng: random.Random) -> str:
    out: list[str] = []
    for i, char in enumerate(text):
        near_figure = any(c.isdigit() for c in text[max(0, i - 2) : i + 3])
        if rng.random() >= rate or near_figure:
            out.append(char)
            continue
        what = rng.randrange(4)
        if what == 0:
            out.append(rng.choice(string.ascii_lowercase))
        elif what == 1:
            out.append(char * 2)
        elif what == 2 and out:
            out.insert(len(out) - 1, char)
    return "".join(out)


def _reordered(report: Report, rng: random.Random) -> Report | None:
    if len(report.paragraphs) < 3:
        return None
    paragraphs = list(report.paragraphs)
    rng.shuffle(paragraphs)
    return replace(report, paragraphs=tuple(paragraphs))


def _headline(report: Report, rng: random.Random) -> Report:
    words = [w for w in re.findall(r"[A-Za-z]{4,}", report.paragraphs[0]) if w]
    rng.shuffle(words)
    return replace(report, title=f"What we know: {' '.join(words[:5]).lower()}")


def _mixed(report: Report, rng: random.Random) -> Report | None:
    """Several at once, as it happens."""
    found: Report | None = report
    for change in rng.sample([_truncated, _headline, _furniture, _typography, _noise(0.01), _light_edit], 3):
        found = change(found, rng) or found
    return found


_FIGURE = re.compile(r"(?<![\d.,/:$-])\b([1-9]\d{0,3})\b(?![\d,./:%-]\d|th|st|nd|rd)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _figure(report: Report, rng: random.Random) -> Report | None:
    """One figure is another (not in a date), wherever it stands."""
    paragraphs = list(report.paragraphs)
    spots = [
        (i, match)
        for i, p in enumerate(paragraphs)
        for match in _FIGURE.finditer(p)
        if not re.search(rf"(?:{_MONTHS})\.? $", p[: match.start()])
        and not re.match(rf" (?:{_MONTHS})", p[match.end() :])
        and not 1900 <= int(match.group()) <= 2030
    ]
    if not spots:
        return None
    _, picked = rng.choice(spots)
    old = picked.group()
    new = str(int(old) + rng.randint(1, max(3, int(old) // 2)))
    if any(re.search(rf"\b{new}\b", p) for p in paragraphs):
        return None
    return replace(report, paragraphs=tuple(re.sub(rf"(?<![\d.,])\b{old}\b(?![\d,.]\d)", new, p) for p in paragraphs))


def _added(report: Report, rng: random.Random) -> Report:
    """A paragraph of news, near the top, in the middle or at the end: NEWS stands for it until the stream is made."""
    paragraphs = list(report.paragraphs)
    paragraphs.insert(rng.randint(0, len(paragraphs)), NEWS)
    return replace(report, paragraphs=tuple(paragraphs))


def _both(report: Report, rng: random.Random) -> Report | None:
    """A new figure in a truncated copy with another headline."""
    changed = _figure(report, rng)
    if changed is None:
        return None
    for change in (_truncated, _headline):
        changed = change(changed, rng) or changed
    return changed if _figures(changed) - _figures(report) else None


def _figures(report: Report) -> set[str]:
    return set(re.findall(r"\d+", " ".join(report.paragraphs)))


def _added_and_cut(report: Report, rng: random.Random) -> Report | None:
    """A paragraph of news around a truncated copy."""
    cut = _truncated(report, rng)
    return None if cut is None else _headline(_added(cut, rng), rng)


DUPLICATES: dict[str, Change] = {
    "re-post": _same, "truncated": _truncated, "part": _part, "furniture": _furniture, "typography": _typography,
    "spelling": _spelling, "light edit": _light_edit, "noise 1%": _noise(0.01), "noise 2%": _noise(0.02),
    "noise 3%": _noise(0.03), "noise 4%": _noise(0.04), "noise 5%": _noise(0.05), "reordered": _reordered,
    "headline": _headline, "mixed": _mixed,
}  # fmt: skip
REVISIONS: dict[str, Change] = {
    "figure changed": _figure, "paragraph added": _added, "figure, truncated": _both, "added, truncated": _added_and_cut
}  # fmt: skip
