"""Which way the words of a line lean, whatever it stands beside: to an article or to a page. The weights are learned.

Signs are what can be seen of a line without any phrase: words of every text, its first word, how long and how many its
sentences are, who speaks to whom, whether it tells of the past, names, figures, question marks. Each has a weight in
data/lean.tsv, and a line leans by their sum: above 0 to the page, below to the article. tests/eval/clean_train.py
learns them, on furniture and articles that nothing is measured on.
"""

import functools
import re
from math import fsum
from pathlib import Path

from agents.clean.features import Look

DATA = Path(__file__).with_name("data") / "lean.tsv"
FIELDS = DATA.with_name("word_fields.tsv")

_NAMED = re.compile(r" (?<=[a-z,;] )[A-Z][a-z](?: [A-Z][a-z])?")  # "of Al Anbar" counts once
_DIGIT = re.compile(r"\d")
_STOPPED = re.compile(r"""[.!?:;…]["'”’)\]]*(?=\s|$)""")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_MONEY = re.compile(r"[£$€]\s?\d|\d ?%")
_MARKS = '.,;:!?"“”‘’()[]•*-–—…'
_LENGTH, _EACH, _NAMES, _PAST, _PAGE, _VOICE, _SHORTEST, _LONGEST = (
    [f"~{name}{n}" for n in range(9)]
    for name in ("length", "each", "names", "past", "page", "voice", "shortest", "longest")
)


def lean(unit: Look, own: str, own_words: frozenset[str], voice: float, page: float, past: int, speech: bool) -> float:
    """How much a line leans to the page. own, own_words: the line without quotations; the rest as in voice.Words."""
    weights = load()
    found = [weights[s] for s in signs(unit, own, own_words, voice, page, past, speech) if s in weights]
    return fsum(found + [weights[word] for word in own_words & _words()])  # the same in whatever order words come


def signs(
    unit: Look, own: str, own_words: frozenset[str], voice: float, page: float, past: int, speech: bool
) -> list[str]:
    """Names of the signs that a line has, its words apart."""
    text, length = unit.text, unit.length
    lengths = _lengths(own)
    sentences = len(lengths)
    names = len(_NAMED.findall(text))
    found = [
        "~" + unit.shape,
        "^" + text.split(None, 1)[0].lower().replace("’", "'").strip(_MARKS),
        _LENGTH[min(6, length // 8)],
        _EACH[min(6, length // sentences // 4)],
        _NAMES[min(4, names)],
        _PAST[past],
        _PAGE[min(6, int(page * 2.5))],
        _VOICE[int(voice)],
        _SHORTEST[min(8, min(lengths) // 2)],
        _LONGEST[min(8, max(lengths) // 5)],
    ]
    if names * 12 < length:
        found.append("~few_names")
    if "?" in own:
        found.append("~question")
    if "!" in own:
        found.append("~exclaims")
    if not text.isascii() and _EMOJI.search(text):
        found.append("~emoji")
    if _DIGIT.search(text):
        found.append("~digit")
        if ("%" in text or "$" in text or "£" in text or "€" in text) and _MONEY.search(text):
            found.append("~money")
    if own is not text:
        found.append("~quotes")
    if speech:
        found.append("~speech")
    if sentences > 2:
        found.append("~many")
    if ("'" in own or "’" in own) and any("'" in word and word[-2:] != "'s" for word in own_words):
        found.append("~short_form")
    if text[-1] not in ".\"”’'":
        found.append("~unended")
    hits = own_words & _field_words()
    return found + _of_fields(hits, length) if hits else found


def _lengths(text: str) -> list[int]:
    """Words of each sentence, by the spaces before them."""
    ends = [match.end() for match in _STOPPED.finditer(text)]
    if not ends or ends[0] == len(text):
        return [text.count(" ") + 1]
    count, start, found = text.count, 0, []
    for end in ends:
        found.append(count(" ", start, end))
        start = end
    if start < len(text):
        found.append(count(" ", start))
    found[0] += 1
    return found


def _of_fields(words: frozenset[str], length: int) -> list[str]:
    """Of which fields the words are, and whether there are many for so long a line."""
    fields = _fields()
    counts: dict[str, int] = {}
    for word in words:
        field = fields[word]
        counts[field] = counts.get(field, 0) + 1
    found = []
    for field, count in counts.items():
        names = _names_of(field)
        found.append(names[min(2, count - 1)])
        if count * 12 >= length:
            found.append(names[3])
    return found


@functools.cache
def _names_of(field: str) -> tuple[str, str, str, str]:
    """Names of the signs of a field: one of its words, two, three or more, and many for so long a line."""
    return f"~{field}1", f"~{field}2", f"~{field}3", f"~{field}_thick"


@functools.cache
def load() -> dict[str, float]:
    """The weights, by sign or word."""
    return read_weights(DATA)


def read_weights(path: Path) -> dict[str, float]:
    """A weight a line, after its name."""
    rows = (row.split("\t") for row in path.read_text("utf-8").splitlines())
    return {name: float(weight) for name, weight in rows}


@functools.cache
def _fields() -> dict[str, str]:
    """For each word of data/word_fields.tsv what it speaks of; earlier fields win."""
    rows = (row.split("\t") for row in FIELDS.read_text("utf-8").splitlines())
    return {word: field for field, words in reversed(list(rows)) for word in words.split()}


@functools.cache
def _field_words() -> frozenset[str]:
    return frozenset(_fields())


@functools.cache
def _words() -> frozenset[str]:
    return frozenset(name for name in load() if name[0] not in "~^")
