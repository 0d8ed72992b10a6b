"""What the article speaks of and in whose voice: the run of lines with the most prose, by which the rest is judged."""

import re
from collections.abc import Sequence, Set

import msgspec
from msgspec.structs import replace

from agents.clean.features import sentences
from agents.clean.furniture import Marks
from agents.clean.units import Unit
from agents.clean.voice import STEM, function_words, stems, voice

KINSHIP = ((0.4, -2.5), (0.25, -1.2), (0.12, 0.0), (0.05, 0.7), (0.0, 1.4))
"""(share of stems that the article has elsewhere, weight). Of last paragraphs of real articles 78 % have a quarter or
more and 2 % have less than 0.05; of furniture in prose 4 % and 82 %: `make eval-clean` prints them."""
KIN = 0.25  # share of a paragraph's stems that the article has elsewhere: with so many it speaks of the same things
STRANGE = 6  # stems of a line: fewer share nothing by chance
LONG = 20  # words: teasers and replies are shorter, paragraphs longer
PIECES = 400  # lines: longer pages are judged by phrases alone at what lies beyond
PICTURES = ("caption", "photo_credit")  # reasons: pictures stand anywhere in an article
CORE_LINES, CORE_WORDS = 2, 40  # paragraphs and words: less, and there is no telling what the article is about
CORE_OWN = 2  # of these, paragraphs that are not evidently the page's
CORE_SHARE = 0.5  # of all words that are not cut yet: with less, the longest run of prose need not be the article
LEANS, UNLIKE = 1.0, 3.0  # paragraphs that lean so far, and so much further than the middle one, are no article's
REPORTED = -1.0  # lines of prose that lean less far to an article are not looked for between furniture
SURE_SPEECH = -2.0  # lean of a line in which somebody speaks of nothing that was told before
MUCH = 12  # stems of a line: speech of so many things shares one with what was told, or it is an advertisement's
SCATTERED = 0.125  # of all lines are such prose: with less of it, the page may hold many things beside an article
REPORTS = -2.5  # how far paragraphs of reports lean to the page, at most, by the middle one of them
SAMPLE, ENGLISH = 12, 0.15  # paragraphs of which the language is told; share of English function words in them
ANCHORED, SHARED, PAGE = 0.2, 2, 0.8
"""A line goes on about what was told before where it shares so large a part of its stems, so many, and speaks so little
of the page."""
BELOW = 0.4  # share of the run's words that may stand below such a line
TOLD = 0.6  # share of paragraphs with a verb in the past: then it is a report, else a guide, an essay or a table
VOICED = 0.2  # share of paragraphs in the first or second person: above, it is the article's own voice

SIGNATURE_WORDS = 7  # of a line over a reader's comment
_HANDLE = re.compile(r"\w_\w|[a-z]\d|\b\d{1,2}[:.]\d\d\b|\b(?:ago|am|pm)\b")
_NAMES = re.compile(r"[A-Z](?<!\w.)[\w-]{3,}")


class Core(msgspec.Struct, frozen=True):
    """What the article speaks of: the stems of its paragraphs, and those that stand in more than one.

    first, last: positions of its first and last paragraph. own_voice: it says "we" and "you" itself. scraps: share of
    lines without a sentence between its first and last. page_from: position of the first line below it that is
    evidently of the page. tells: it is told in the past, as reports are. style: how much further its paragraphs lean
    to the page than those of reports do. cohesion: the share of stems that they have in common with each other, by the
    middle one.
    """

    known: frozenset[str]
    often: frozenset[str]
    first: int
    last: int
    scraps: float
    own_voice: bool = False
    page_from: int = 0
    tells: bool = False
    style: float = 0.0
    cohesion: float = 0.0

    def kin(self, unit: Unit, inside: bool) -> tuple[float, int]:
        """(share of the line's stems that the article has too, number of its stems); inside: its own don't count."""
        own = unit.words.stems
        if not own:
            return 0.0, 0
        return len(own & (self.often if inside else self.known)) / len(own), len(own)

    def strange(self, unit: Unit) -> bool:
        """Whether the line quotes nobody and speaks of nothing that the article speaks of."""
        kin, count = self.kin(unit, inside=True)
        return kin < KINSHIP[3][0] and count >= STRANGE and not unit.words.speech

    def names(self, text: str) -> bool:
        """Whether a name stands in the text that the article has more than once."""
        return any(_begins(name, self.often) for name in _NAMES.findall(text))

    def may_know(self, unit: Unit, position: int) -> bool:
        """Whether the line, though it stands below what often ends an article, may go on with it."""
        if not unit.prose or self.addresses(unit) or unit.words.page:
            return False
        kin, count = self.kin(unit, inside=self.first <= position <= self.last)
        if self.tells and kin * count >= SHARED and kin >= KINSHIP[2][0]:
            return True
        return unit.shape == "body" and unit.length >= LONG and kin >= KIN and count >= STRANGE

    def addresses(self, unit: Unit) -> float:
        """How much the line speaks to its reader, unless the whole article does: 0 to 4."""
        return 0.0 if self.own_voice else unit.words.voice


Cores = dict[tuple[str, ...], Core | None]
"""What was found in runs of lines of one text, so that it is found once."""


def _begins(name: str, known: frozenset[str]) -> bool:
    """Whether a stem of the name is known."""
    return name.lower()[:STEM] in known if name.isalpha() else not known.isdisjoint(stems(name))


def find_core(units: Sequence[Unit], marks: Marks, cores: Cores) -> Core | None:
    """The run of lines with the most prose in it; None where it is too little of the text, or not in English."""
    if sum(unit.prose for unit in units) < CORE_LINES:
        return None
    lines = _run(units, marks) or _scattered(units, marks)
    if not lines:
        return None
    texts = tuple([units[i].text for i in lines])
    if texts in cores:  # as it was before other lines of the text were cut
        core = cores[texts]
    else:
        core = cores[texts] = _core_of(units, lines)
    if core is None:
        return None
    within = range(lines[0], lines[-1] + 1)
    scraps = sum([not units[i].prose and marks.reason[i] is None for i in within]) / len(within)
    core = replace(core, first=lines[core.first], last=lines[core.last], scraps=scraps)
    below = range(core.last + 1, min(len(units), PIECES))
    return replace(core, page_from=next((i for i in below if evident(units[i], marks, core, i)), len(units)))


def _run(units: Sequence[Unit], marks: Marks) -> list[int]:
    """The prose of the run of lines with the most of it, where that is enough of the text."""
    leaning = _leaning(units, marks)
    first, last = _longest_run(units, marks, leaning)
    lines = [i for i in range(first, last + 1) if units[i].prose and marks.stays(i)]
    everything = sum([u.length for i, u in enumerate(units) if marks.reason[i] is None and i not in leaning])
    return lines if _enough(units, lines, everything) else []


def _scattered(units: Sequence[Unit], marks: Marks) -> list[int]:
    """The prose that reads like a report, where furniture stands between its paragraphs so that no run has enough."""
    stays = [i for i in range(min(len(units), PIECES)) if marks.stays(i)]
    lines = [i for i in stays if units[i].prose and units[i].words.lean < REPORTED]
    either = [i for i in stays if units[i].words.lean <= (LEANS if units[i].prose else REPORTED)]
    few = len(lines) < SCATTERED * len(units)
    return lines if not few and _enough(units, lines, sum([units[i].length for i in either])) else []


def _enough(units: Sequence[Unit], lines: Sequence[int], everything: int) -> bool:
    """Whether the lines are enough to tell what an article is about, and of so many words enough to be it."""
    length = sum([units[i].length for i in lines])
    return len(lines) >= CORE_LINES and length >= CORE_WORDS and length >= CORE_SHARE * everything


def _core_of(units: Sequence[Unit], lines: Sequence[int]) -> Core | None:
    """What these lines speak of, first and last counted among them; None where too few are the article's own."""
    if not _is_english([units[i] for i in lines[:SAMPLE]]):
        return None
    core = Core(*_counted([units[i].words.stems for i in lines]), 0, 0, 0.0)
    kin = {i: core.kin(units[i], inside=True)[0] for i in lines}
    bodies = [i for i in lines if units[i].shape == "body"]
    voiced = sum([kin[i] >= KINSHIP[2][0] and _voiced(units[i], core) for i in bodies])
    core = replace(core, own_voice=voiced > max(1.0, VOICED * len(bodies)))
    own = [i for i in lines if not _of_the_page(units[i], core)]
    if len(own) < CORE_OWN:
        return None
    own_words = [units[i].words for i in own]
    style = sorted([words.lean for words in own_words])[len(own) // 2] - REPORTS
    core = replace(
        core,
        tells=sum([words.past > 0 for words in own_words]) >= TOLD * len(own),
        style=max(0.0, style),
        cohesion=sorted([kin[i] for i in own])[len(own) // 2],
    )
    last = _anchor(units, own, core)
    article = own[: own.index(last) + 1]
    if len(article) < len(lines):
        known, often = _counted([units[i].words.stems for i in article])
        core = replace(core, known=known, often=often)
    return replace(core, first=lines.index(own[0]), last=lines.index(last))


def _counted(paragraphs: Sequence[frozenset[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """(what stands in any paragraph, what stands in more than one)."""
    known: set[str] = set()
    often: set[str] = set()
    for found in paragraphs:
        often |= known & found
        known |= found
    return frozenset(known), frozenset(often)


def _anchor(units: Sequence[Unit], lines: Sequence[int], core: Core) -> int:
    """The last of these lines that is surely the article's: it goes on about what was told before, or tells of speech.

    Where that leaves too much of the run below it, or nothing is told, the article speaks of many things, and only
    lines go that share nothing with any other.
    """
    anchor = lines[min(CORE_LINES, len(lines)) - 1]
    known: set[str] = set()
    texts: set[str] = set()
    for i in lines:
        words = units[i].words
        shared = len(words.stems & known)
        told = words.speech and (shared or (words.lean < SURE_SPEECH and len(words.stems) < MUCH))
        goes_on = told or (shared >= SHARED and shared >= ANCHORED * len(words.stems))
        if goes_on and i > anchor and units[i].text not in texts and not signed(units, i, known):
            anchor = i
        known |= words.stems
        texts.add(units[i].text)
    if core.tells and sum(units[i].length for i in lines if i > anchor) <= BELOW * sum(units[i].length for i in lines):
        return anchor
    return max((i for i in lines[CORE_LINES:] if not core.strange(units[i])), default=anchor)


def signed(units: Sequence[Unit], i: int, known: Set[str]) -> bool:
    """Whether the line above says who wrote this one, as over a reader's comment: with a time, a handle, "wrote:".

    Or it is a name, of nobody and nothing that the article knows: a sub-head tells what its section is about.
    """
    above = units[i - 1] if i > 0 else None
    if above is None or above.prose or above.length > SIGNATURE_WORDS or above.text.startswith(("—", "–", "-")):
        return False  # a dash before a name: who said what stands above it
    if _HANDLE.search(above.text) or above.text.endswith(("wrote:", "says:", "said:", "writes:")):
        return True
    return above.shape == "name" and known.isdisjoint(stems(above.text))


def _of_the_page(unit: Unit, core: Core) -> bool:
    """Whether a first line of the run tells nobody's words, and speaks to the reader or of the page, or of nothing."""
    words = unit.words
    return not words.speech and (core.addresses(unit) > 0 or words.page >= PAGE or core.strange(unit))


def _voiced(unit: Unit, core: Core) -> bool:
    """Whether a paragraph speaks to the reader, apart from what is glued to its ends, and not of the page."""
    if not core.addresses(unit) or unit.words.page:
        return False
    spans = sentences(unit.text)
    first = 1 if len(spans) > 1 and spans[0][1] == spans[1][0] else 0
    last = len(spans) - 1 if len(spans) > 1 and spans[-2][1] == spans[-1][0] else len(spans)
    own = unit.text[spans[first][0] : spans[last - 1][1]] if first < last else ""
    return own == unit.text or voice(own, unit.lower) > 0


def _is_english(units: Sequence[Unit]) -> bool:
    """By the share of function words among different words of each line."""
    words = [len(unit.lower) for unit in units]
    english = function_words()
    known = [len(unit.lower & english) for unit in units]
    return sum(known) >= ENGLISH * sum(words)


def _leaning(units: Sequence[Unit], marks: Marks) -> frozenset[int]:
    """Paragraphs that lean to the page, by far more than most of this text's do."""
    leans = {i: u.words.lean for i, u in enumerate(units[:PIECES]) if u.shape == "body" and marks.stays(i)}
    middle = sorted(leans.values())[len(leans) // 2] if leans else 0.0
    return frozenset([i for i, lean in leans.items() if lean > max(LEANS, middle + UNLIKE)])


def _longest_run(units: Sequence[Unit], marks: Marks, leaning: Set[int]) -> tuple[int, int]:
    """First and last line of the run with the most prose: lines without a sentence, or of furniture, break it."""
    best = (0, 0, -1)
    gain, start = 0, 0
    for i, unit in enumerate(units[:PIECES]):
        if unit.shape == "body" and marks.stays(i):
            step = min(unit.length, 60) if i not in leaning else -12
        elif unit.shape == "sentence" and marks.stays(i):
            step = 2
        else:
            step = -12 if marks.reason[i] is None else -20
        if gain <= 0:
            gain, start = 0, i
        gain += step
        if gain > best[0]:
            best = (gain, start, i)
    return best[1], best[2]


def evident(unit: Unit, marks: Marks, core: Core, i: int) -> bool:
    """Whether the line, wherever it stands, is of the page."""
    if marks.reason[i] is not None:
        return marks.reason[i] not in PICTURES
    words = unit.words
    return words.page > 0 or (words.voice > 0 and not core.own_voice)
