"""Whether a line is the article's or the page's, by how it leans and by what it stands beside. The weights are learned.

Lines above, within and below the article's core have weights of their own, and lines without a sentence have others
than prose. They are in data/judge.tsv; tests/eval/clean_train.py learns them.
"""

import functools
import re
from collections.abc import Sequence
from pathlib import Path

from agents.clean.below import empty, fences, of_author
from agents.clean.core import LONG, Core, signed
from agents.clean.furniture import Marks
from agents.clean.lean import read_weights
from agents.clean.units import Unit
from agents.clean.voice import stems

LEANS = 4.0  # no line leans further than that, for its neighbours
ANNOUNCES = 7  # words of a line that ends with a colon: with fewer it is a heading of the page
FAR = 12  # lines below one that are looked at for more of the article
OWN_STYLE = (
    0.3,
    1.5,
)  # subtracted from lines without a sentence, and from prose, for every step that the article itself leans to the page
OWN_END = 0.4
"""Added behind the article's last sure paragraph, where furniture was found: the pages that the weights are learned
from end in lists, and in lines like a page's, more often than reports do."""
SURE = -3.5  # prose within the article that leans so far to it is not asked about any more
DATA = Path(__file__).with_name("data") / "judge.tsv"

_SHAPES = {
    shape: ("over_" + shape, "before_" + shape, "under_" + shape, "after_" + shape)
    for shape in ("body", "sentence", "headline", "name", "scrap")
}
"""Names of the evidence of a line above of this shape, of how it leans, and of a line below."""

_LABEL = re.compile(r"(?:[•▪*>»-] ?)?[\w’'&-]+(?: [\w’'&-]+){0,4} ?(?:[:|»>/–—]|- )")
_DIGIT = re.compile(r"\d")
_GOES_ON = re.compile(r"(?:He|She|They|His|Her|Their|It|Its|But|And|Both|However|Meanwhile|Earlier)\b")
_SPEAKER = re.compile(r"(?:[\w’'.,@-]+ ?){1,4}: ")


def weigh(units: Sequence[Unit], marks: Marks, core: Core, page: bool, i: int) -> float:
    """Above 0 for furniture, below for the article; 0 is even."""
    unit = units[i]
    if unit.prose and core.first <= i <= core.last and unit.words.lean - core.style < SURE:
        return SURE
    zone = zone_of(units, core, i)
    weights = load()[zone]
    own = OWN_END if page and zone in ("end", "scrap_end") else 0.0
    return (
        own
        - core.style * OWN_STYLE[unit.prose]
        + sum([weights[name] * value for name, value in evidence(units, marks, core, page, i) if name in weights])
    )


def zone_of(units: Sequence[Unit], core: Core, i: int) -> str:
    """The weights that the line is judged by."""
    place = "above" if i < core.first else "inside" if i <= core.last else "below" if later(units, core, i) else "end"
    return place if units[i].prose else "scrap_" + place


def later(units: Sequence[Unit], core: Core, i: int) -> bool:
    """Whether a line further down most likely goes on with the article."""
    return any(_goes_on(units[j], core) for j in range(i + 1, min(len(units), i + FAR)))


def evidence(units: Sequence[Unit], marks: Marks, core: Core, page: bool, i: int) -> list[tuple[str, float]]:
    """What speaks for either: (name, amount)."""
    unit = units[i]
    words = unit.words
    inside = core.first <= i <= core.last
    kin, count = core.kin(unit, inside)
    shared = round(kin * count)
    lean = max(-2 * LEANS, min(2 * LEANS, words.lean - core.style))
    sides = fences(units, marks, core, i)
    found = [
        ("bias", 1.0),
        ("lean", lean),
        (("known" if shared else "strange") + str(int(lean + 8) // 2), 1.0),
        *_neighbours(units, core, i),
        (_kinship(shared, count * core.cohesion), 1.0),
        ("fences" + str(sides), 1.0),
        (unit.shape, 1.0),
    ]
    if page:
        found.append(("page", 1.0))
    if unit.line.trimmed:
        found.append(("trimmed", 1.0))
    if i in marks.behind:
        found.append(("behind", 1.0))
    if not inside:
        found.append(("away" + str(min(4, i - core.last if i > core.last else core.first - i)), 1.0))
    return found + (_of_prose(units, marks, core, i, sides > 0) if unit.prose else _of_scrap(unit))


def _neighbours(units: Sequence[Unit], core: Core, i: int) -> list[tuple[str, float]]:
    """What the lines above and below look like, and how they lean: a link's label leans otherwise than a sentence."""
    if i:
        over, before, _, _ = _SHAPES[units[i - 1].shape]
        found = [(over, 1.0), (before, _lean(units, core, i - 1))]
    else:
        found = [("begins", 1.0)]
    if i + 1 == len(units):
        found.append(("ends", 1.0))
    else:
        _, _, under, after = _SHAPES[units[i + 1].shape]
        found += ((under, 1.0), (after, _lean(units, core, i + 1)))
    return found


def _kinship(shared: int, expected: float) -> str:
    """How many stems a line shares with the article, beside how many a paragraph of this article would share."""
    if not shared:
        return "none" + str(min(6, int(2 * expected)))
    return "shared" + str(min(5, int(4 * shared / max(0.5, expected))))


def _of_prose(units: Sequence[Unit], marks: Marks, core: Core, i: int, fenced: bool) -> list[tuple[str, float]]:
    unit = units[i]
    found = []
    if unit.length >= LONG:
        found.append(("long", 1.0))
    if unit.words.speech:
        found.append(("speech", 1.0))
    if core.names(unit.text):
        found.append(("names", 1.0))
    if _GOES_ON.match(unit.text):
        found.append(("goes_on", 1.0))
    speaker = _SPEAKER.match(unit.text) if ": " in unit.text else None
    if speaker is not None and core.known.isdisjoint(stems(speaker.group())):
        found.append(("speaker", 1.0))
    if i > core.last:
        if all(not _breaks(units, marks, core, j) for j in range(core.last + 1, i)) and not unit.line.below_cut:
            found.append(("at_once", 1.0))
        found += _of_last_words(unit, core, fenced, fenced and not later(units, core, i))
        if i in marks.thread:
            found.append(("thread", 1.0))
        if signed(units, i, core.known):
            found.append(("signed", 1.0))
        family = marks.family[i]
        if of_author(units, i, family is not None and family.role == "bio", core):
            found.append(("author", 1.0))
    return found


def _of_last_words(unit: Unit, core: Core, fenced: bool, last: bool) -> list[tuple[str, float]]:
    """A line beside something of the page, with nothing of the article below it, or that tells nothing itself."""
    found = []
    if last:
        found.append(("last_fenced", 1.0))
    if empty(unit, core):
        found.append(("empty_fenced" if fenced else "empty", 1.0))
    return found


def _breaks(units: Sequence[Unit], marks: Marks, core: Core, i: int) -> bool:
    """Whether the line is evidently not the article's."""
    return marks.reason[i] is not None or units[i].line.below_cut or _lean(units, core, i) > 1.0


def _goes_on(unit: Unit, core: Core) -> bool:
    """Whether the line is most likely the article's, wherever it stands."""
    words = unit.words
    if not unit.prose or words.lean - core.style > SURE:
        return False
    kin, count = core.kin(unit, inside=False)
    return kin * count > 0.5 and kin >= 0.5 * core.cohesion


def _of_scrap(unit: Unit) -> list[tuple[str, float]]:
    text = unit.text
    found = [("words" + str(min(5, unit.length // 3)), 1.0)]
    if unit.bullet:
        found.append(("bullet", 1.0))
    if text.endswith(":"):
        found.append(("announces" if unit.length >= ANNOUNCES else "colon", 1.0))
    elif labelled(text):
        found.append(("label", 1.0))
    if text.isupper():
        found.append(("capitals", 1.0))
    if len(_DIGIT.findall(text)) > len(text) // 4:
        found.append(("figures", 1.0))
    return found


def labelled(text: str) -> bool:
    """Whether a few words and a sign stand before the rest, as before a link: "From the archive: …"."""
    return _LABEL.match(text) is not None


def _lean(units: Sequence[Unit], core: Core, i: int) -> float:
    return max(-LEANS, min(LEANS, units[i].words.lean - core.style))


@functools.cache
def load() -> dict[str, dict[str, float]]:
    """The weights, by zone and name."""
    places = ("above", "inside", "below", "end")
    found: dict[str, dict[str, float]] = {zone: {} for zone in (*places, *("scrap_" + place for place in places))}
    for name, weight in read_weights(DATA).items():
        zone, _, rest = name.partition(".")
        found[zone][rest] = weight
    return found
