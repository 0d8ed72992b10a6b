"""What the article speaks of and in whose voice: the run of lines with the most prose, by which the rest is judged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.clean.features import Unit
from agents.clean.furniture import Marks
from agents.clean.voice import Vocabulary, function_words

KINSHIP = ((0.4, -2.5), (0.25, -1.2), (0.12, 0.0), (0.05, 0.7), (0.0, 1.4))
"""(share of stems that the article has elsewhere, weight). Of last paragraphs of real articles 78 % have a quarter or
more and 2 % have less than 0.05; of furniture in prose 4 % and 82 %: `make eval-clean` prints them."""
KIN = 0.25  # share of a paragraph's stems that the article has elsewhere: with so many it speaks of the same things
STRANGE = 6  # stems of a line: fewer share nothing by chance
LONG = 20  # words: teasers and replies are shorter, paragraphs longer
PIECES = 400  # lines: longer pages are judged by phrases alone at what lies beyond
PICTURES = ("caption", "photo_credit")  # reasons: pictures stand anywhere in an article
CORE_LINES, CORE_WORDS = 3, 60  # paragraphs and words: less, and there is no telling what the article is about
CORE_SHARE = 0.5  # of all words that are not cut yet: with less, the longest run of prose need not be the article
SAMPLE, ENGLISH = 12, 0.15  # paragraphs of which the language is told; share of English function words in them
VOICED = 0.2  # share of paragraphs in the first or second person: above, it is the article's own voice


@dataclass(frozen=True, slots=True)
class Core:
    """What the article speaks of: in how many of its paragraphs each stem stands.

    first, last: positions of its first and last paragraph. own_voice: it says "we" and "you" itself. scraps: share of
    lines without a sentence between its first and last. page_from: position of the first line below it that is
    evidently of the page.
    """

    stems: Counter[str]
    first: int
    last: int
    scraps: float
    vocabulary: Vocabulary
    own_voice: bool = False
    page_from: int = 0

    def kin(self, unit: Unit, inside: bool) -> tuple[float, int]:
        """(share of the line's stems that the article has too, number of its stems); inside: its own don't count."""
        own = self.vocabulary.of(unit).stems
        if not own:
            return 0.0, 0
        return sum(self.stems[stem] > inside for stem in own) / len(own), len(own)

    def strange(self, unit: Unit) -> bool:
        """Whether the line quotes nobody and speaks of nothing that the article speaks of."""
        kin, count = self.kin(unit, inside=True)
        return kin < KINSHIP[3][0] and count >= STRANGE and not self.vocabulary.of(unit).speech

    def knows(self, unit: Unit, position: int) -> bool:
        """Whether the line is a long paragraph that speaks of what the article speaks of, and not to the reader."""
        if unit.shape != "body" or unit.length < LONG or self.addresses(unit) or self.vocabulary.of(unit).page:
            return False
        kin, count = self.kin(unit, inside=self.first <= position <= self.last)
        return kin >= KIN and count >= STRANGE

    def addresses(self, unit: Unit) -> float:
        """How much the line speaks to its reader, unless the whole article does: 0 to 4."""
        return 0.0 if self.own_voice else self.vocabulary.of(unit).voice


def find_core(units: Sequence[Unit], marks: Marks, vocabulary: Vocabulary) -> Core | None:
    """The run of lines with the most prose in it; None where it is too little of the text, or not in English."""
    first, last = _longest_run(units, marks)
    lines = [i for i in range(first, last + 1) if units[i].prose and marks.stays(i)]
    length = sum(units[i].length for i in lines)
    if len(lines) < CORE_LINES or length < CORE_WORDS:
        return None
    everything = sum(u.length for i, u in enumerate(units) if marks.reason[i] is None)
    if length < CORE_SHARE * everything or not _is_english([units[i] for i in lines[:SAMPLE]]):
        return None
    within = range(lines[0], lines[-1] + 1)
    scraps = sum(not units[i].prose and marks.reason[i] is None for i in within) / len(within)
    found: Counter[str] = Counter()
    for i in lines:
        found.update(vocabulary.of(units[i]).stems)
    core = Core(found, lines[0], lines[-1], scraps, vocabulary)
    while len(lines) > CORE_LINES and core.strange(units[lines[-1]]):
        found.subtract(vocabulary.of(units[lines.pop()]).stems)
    core = replace(core, last=lines[-1])
    bodies = [units[i] for i in lines if units[i].shape == "body"]
    voiced = sum(core.addresses(unit) > 0 and core.kin(unit, inside=True)[0] >= KINSHIP[2][0] for unit in bodies)
    core = replace(core, own_voice=voiced > max(1.0, VOICED * len(bodies)))
    below = range(core.last + 1, min(len(units), PIECES))
    return replace(core, page_from=next((i for i in below if _evident(units[i], marks, core, i)), len(units)))


def _is_english(units: Sequence[Unit]) -> bool:
    """By the share of function words among different words of each line."""
    words = [len(unit.lower) for unit in units]
    known = [len(unit.lower & function_words()) for unit in units]
    return sum(known) >= ENGLISH * sum(words)


def _longest_run(units: Sequence[Unit], marks: Marks) -> tuple[int, int]:
    """First and last line of the run with the most prose: lines without a sentence, or of furniture, break it."""
    best = (0, 0, -1)
    gain, start = 0, 0
    for i, unit in enumerate(units[:PIECES]):
        if unit.shape == "body" and marks.stays(i):
            step = min(unit.length, 60)
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


def _evident(unit: Unit, marks: Marks, core: Core, i: int) -> bool:
    """Whether the line, wherever it stands, is of the page."""
    if marks.reason[i] is not None:
        return marks.reason[i] not in PICTURES
    return core.addresses(unit) + core.vocabulary.of(unit).page > 0
