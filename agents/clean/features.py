"""What a line looks like: prose, headline, name, list; and the sentences in it."""

import functools
import re
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import msgspec

from agents.clean.families import words_of

Shape = Literal[
    "body",  # a paragraph: a dozen words or more and the punctuation of a sentence
    "sentence",  # a short sentence, or a short quotation
    "headline",  # words without the punctuation of a sentence: headline, sub-head, link
    "name",  # one to four capitalised words
    "scrap",  # no letters at all, or a cut-off teaser
]
BODY_WORDS = 12
TITLE_WORDS = (5, 16)  # words of a headline that ends with a full stop
LONG_WORDS = 35  # a line of so many words is a paragraph whatever it ends with
REMEMBERED = 2048  # lines whose features are kept: one text is asked for several times, and furniture comes again
REMEMBERED_CHARS = 2000  # longer lines are not kept, so that the memory stays bounded
QUOTES = "\"”’'»"
LINE_LIMIT = 1200  # characters: longer lines are never one phrase

_CLOSERS, _STOPS, _CLOSING = "\"'”’»)]", frozenset(".!?…"), frozenset('"”»')
"""What may stand behind the sign that ends a sentence, these signs, and the marks that end one by themselves."""
_SIGNED_OFF = re.compile(r"""[.!?]["'”’)]*\s+[-–—(/\w][\w./()& –—-]{0,24}$""")  # "…said on Monday. (Reuters)"
_AGENCY = re.compile(r"""[.!?]["'”’)]*\s+(?:[A-Z]{2,10}|Reuters?) ?(?:\.{3}|…)$""")  # "…of one point. REUTER..."
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]*|al-[A-Z]\w+|de|von|van|bin|el)(?: (?:[A-Z][\w.'’-]*|al-[A-Z]\w+|de|von|van|bin|el)){0,3}"
)
_BULLET = re.compile(r"[•●▪◦*·–—-]\s+|\d{1,2}[.)]\s+")
_JOINING = frozenset(["a", "an", "and", "for", "of", "or", "the"])
_BETWEEN = "after against amid as at but by despite from in into near off on out over per than to up via vs with"
_SMALL = frozenset(_BETWEEN.split())
"""Words that stay small in a headline whose other words begin with a capital. The joining ones stand in names too."""
_SPEECH = re.compile(
    r"\b(?:said|says|say|told|tells|adds?|added|asked|wrote|tweeted|insisted|warned|reads?(?=: ?[\"“‘])"
    r"|according to)\b",
    re.I,
)
_QUOTE = re.compile(r"[\"“”„«»]|(?:^|\s)[‘'](?=\w)")
_SAID = re.compile(r"(?<!\b[Ww]ell )(?<!\b[Tt]hat )\bsaid\b")  # not "well said", "that said"
_CONTENT = re.compile(r"[^\W\d_]{5,}")
CONTENT = 5  # letters
# A sentence's end: white space follows, or what begins another is glued to it ("…the difference.As rebels…").
_BOUNDARY = re.compile(
    r"""[.!?…]["'”’)\]]*(?:\s+(?=["'“‘(\[]?[A-Z0-9])"""
    r"""|(?:(?<=[a-z0-9%>)"”][.!?…])|(?<=[A-Z]{2}[.!?…]))(?=["'“‘<(\[]?[A-Z][\w'’-]*[ ,]|[A-Z]\.[A-Z]\."""
    r"""|(?<=[a-z]{2}[.!?…])\d{1,4}(?:[-/]\d| [A-Za-z])))"""
)
_GLUED_QUOTE = re.compile(r"""[.!?…](?<=[a-z0-9].)["'”’](?=["'“‘]?[A-Z][\w'’]*[ ,])""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Prof|Rev|Hon|Sen|Rep|Gov|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sep|Sept|Oct|Nov|Dec|Inc|Ltd|Co|Corp|approx|est)|\b[A-Z]|\b[ap]\.m|\b[A-Z]\.[A-Z])\.$"
)


T = TypeVar("T")


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The same function of a line, with its answers for the last REMEMBERED lines kept."""
    kept = functools.lru_cache(REMEMBERED)(function)

    @functools.wraps(function)
    def answer(text: str) -> T:
        return kept(text) if len(text) <= REMEMBERED_CHARS else function(text)

    return answer


class Look(msgspec.Struct, frozen=True, gc=False):
    """What a line's text looks like.

    prose: a paragraph or a sentence. length: in words; lower: its lower-case words; bullet: begins as a list item.
    doubled: the same words stand there twice, as alternative text and caption of one picture.
    """

    text: str
    shape: Shape
    prose: bool
    length: int
    lower: frozenset[str]
    bullet: bool
    doubled: bool


def look(whole: str) -> Look:
    """Look at one line."""
    bullet = _BULLET.match(whole)
    text = whole[bullet.end() :] if bullet else whole
    words = text.split()
    length = len(words)
    shape = _shape(text, words)
    prose = shape in ("body", "sentence")
    return Look(whole, shape, prose, length, words_of(whole), bullet is not None, _doubled(words))


def _shape(text: str, words: Sequence[str]) -> Shape:
    length = len(words)
    if not text[:1].isalpha() and not any(c.isalpha() for c in text):
        return "scrap"
    if length >= LONG_WORDS:
        return "body"
    if text.endswith(("...", "…")) and length > 4 and not _QUOTE.search(text) and not _AGENCY.search(text):
        return "scrap"
    ended = text[-1] in _CLOSING or text.rstrip(_CLOSERS)[-1:] in _STOPS
    if not ended and not (length > BODY_WORDS // 2 and _signed_off(text)):
        return "name" if length <= 4 and _NAME.fullmatch(text) else "headline"
    if text.isupper() and (text[-1] in QUOTES or _INITIALS.search(text)):
        return "headline"  # in capitals, and what ends it is a name or in quotation marks: "BANKS TO MEET IN U.S."
    if TITLE_WORDS[0] <= length <= TITLE_WORDS[1] and text[-1] == "." and _titled(text, words):
        return "headline"
    if length >= BODY_WORDS:
        return "body"
    # A question without a quotation may be a headline; so may a title that is a quotation.
    if text.endswith("?") or (text[-1] in QUOTES and not _SPEECH.search(text) and text[-2:-1] not in ".!?,…"):
        return "headline"
    return "sentence"


def _signed_off(text: str) -> bool:
    """Whether what stands behind the last full sentence is an agency's name: not "Mine opens in N.Z. valley"."""
    match = None if text.isupper() else _SIGNED_OFF.search(text)
    if match is None or not text[match.start() + 1 :].lstrip(_CLOSERS + "] ")[:1].isalnum():
        return match is not None
    return _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start() + 1]) is None


def _titled(text: str, words: Sequence[str]) -> bool:
    """Whether one line is set as headlines are: all in capitals, or all words but the small ones with a capital."""
    if text.isupper():
        return True
    between = False
    for word in words:
        if word[0].islower() and word not in _JOINING:
            if word not in _SMALL:
                return False
            between = True
    return between and ". " not in text


@remembered
def is_speech(text: str) -> bool:
    """Somebody is quoted or told of: an appeal inside it is theirs, and not the page's."""
    if text[0] in "\"“‘'«" or ("said" in text and _SAID.search(text)):
        return True
    marked = quoted(text) or "”" in text or "„" in text or "«" in text or "»" in text
    return marked and _QUOTE.search(text) is not None and _SPEECH.search(text) is not None


def quoted(text: str) -> bool:
    """Whether a mark stands in it with which a quotation may begin; quicker than to look for the quotation."""
    return "'" in text or '"' in text or "“" in text or "‘" in text


@remembered
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of one line, without the white space between them; glued ones apart."""
    ends = [
        m.end()
        for m in _BOUNDARY.finditer(text)
        if not _ABBREVIATION.search(text[max(0, m.start() - 12) : m.start() + 1])
    ]
    ends = sorted({*ends, *(m.end() for m in _GLUED_QUOTE.finditer(text))})
    spans = []
    start = 0
    for end in [*ends, len(text)]:
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return tuple(spans)


def content_words(unit: Look) -> set[str]:
    """Lower-case words of five letters or more: what a line is about, roughly."""
    plain = {word for word in unit.lower if len(word) >= CONTENT and word.isalpha()}
    return plain.union(*[_CONTENT.findall(word) for word in unit.lower if not word.isalpha()])


def _doubled(words: Sequence[str]) -> bool:
    n = len(words)
    if not 8 <= n <= 120:
        return False
    first = max(4, (n - 6) // 2)
    if words[0] not in words[first : n // 2 + 1]:
        return False
    return any(words[:half] == words[half : 2 * half] for half in range(first, n // 2 + 1))
