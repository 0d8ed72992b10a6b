"""What a line's words tell without any phrase: who speaks to whom, whether of the page itself, and of which things."""

import functools
import re
from pathlib import Path

import msgspec

from agents.clean.families import words_of
from agents.clean.features import Look, is_speech, look, quoted, sentences
from agents.clean.lean import lean, signs

STEM = 6  # letters of a word that count: "rebel" and "rebels", "attack" and "attacked"
VOICES = frozenset(
    "you your yours yourself you're you'll you've you'd we our ours us we're we'll we've we'd let's i my me i'm i've i'd i'll".split()  # noqa: E501, SIM905
)
YOU, WE, ONE = 2.5, 1.6, 0.8  # weight of speaking to the reader, for the paper, for oneself

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|[‘'](?=\w)[^’']*[’'](?=\W|$)")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|you['’](?:re|ll|ve|d))\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|[Ww]e['’](?:re|ll|ve|d)|[Ll]et['’]s)\b")
_I = re.compile(r"\b(?:I|[Mm]y|me|I['’](?:m|ve|d|ll))\b")
_PAGE_NAMES = frozenset(["page", "text", "article", "story", "site", "website", "report", "paper", "material"])
_THIS = re.compile(
    r"(?<!\btold )(?<!\bseen by )"  # "a shopkeeper told this paper" speaks of no page
    r"\b(?:this|our|the whole|these) (?:web)?(?:page|text|article|story|site|report|paper|material)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S@\S+\.\w|\bwww\.|https?://|\s@\w{3,}|©|\(c\)\s", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:said|says|told|according to|reported|announced|added|warned|confirmed|denied|killed|\w{3,}ed)\b"
)
_NO_PAST = frozenset(["is", "are", "be", "has", "have", "already", "get"])  # before a participle
_STOPS = '.,;:!?"”’)'
_ASKS = re.compile(r"(?:[\w’',-]+ ){1,9}[\w’'-]+\?\s+(?=[A-Z])")  # an advert's first words
_WORD = re.compile(r"[^\W\d_]{4,}")


class Words(msgspec.Struct, frozen=True, gc=False):
    """What the words of one line tell.

    stems: what it speaks of. voice: how much it speaks to its reader, quotations apart, 0 to 4. page: how much it
    speaks of the page itself, 0 to 4. speech: somebody is quoted or told of.
    past: verbs in the past, as far as they can be told, 0 to 2. lean: how much all this speaks for the page (lean.py).
    """

    stems: frozenset[str]
    voice: float
    page: float
    speech: bool
    past: int
    lean: float


def read(line: Look) -> Words:
    """The words of a line."""
    text = line.text
    speaks, page, speech, past = voice(text, line.lower), _page(line), is_speech(text), _past(text)
    own = _QUOTED.sub(" ", text) if quoted(text) else text
    own_words = line.lower if own is text else words_of(own)
    leans = lean(line, own, own_words, speaks, page, past, speech)
    return Words(_stems_of(line.lower), speaks, page, speech, past, leans)


def read_line(text: str) -> tuple[list[str], frozenset[str]]:
    """(signs, words) of a line that its lean is learned by."""
    line = look(text)
    own = _QUOTED.sub(" ", text) if quoted(text) else text
    own_words = line.lower if own is text else words_of(own)
    return signs(line, own, own_words, voice(text, line.lower), _page(line), _past(text), is_speech(text)), own_words


def tells(text: str) -> bool:
    """Whether something is told of the past."""
    return _TOLD.search(text) is not None


def _past(text: str) -> int:
    """How many verbs in the past stand in the text, at most 2."""
    irregular = _read("past_verbs.tsv")
    count, before = 0, ""
    for token in text.split():
        word = token.rstrip(_STOPS)
        if word[-2:] == "ed" and len(word) > 4 and word.islower() and before[-1:] not in (",", ";", ":"):
            told = before not in _NO_PAST
        else:
            told = word in irregular and before not in _NO_PAST
        if told:
            count += 1
            if count == 2:
                break
        before = token
    return count


def voice(text: str, lower: frozenset[str]) -> float:
    """How much a text speaks to its reader, quotations apart: 0 to 4. lower: its lower-case words."""
    if lower.isdisjoint(VOICES):
        return 0.0
    own = _QUOTED.sub(" ", text)
    pieces = [own[a:b] for a, b in sentences(own)]
    you, we, one = (any(pattern.search(piece) for piece in pieces) for pattern in (_YOU, _WE, _I))
    if not (you or we or one):
        return 0.0
    voiced = sum(bool(_YOU.search(piece) or _WE.search(piece) or _I.search(piece)) for piece in pieces)
    weight = YOU if you else WE if we else ONE
    return weight + (1.0 if you and we else 0.0) + (0.5 if 2 * voiced >= len(pieces) else 0.0)


def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words of four letters or more, words of every text left out."""
    return frozenset({word[:STEM] for word in _WORD.findall(text.lower())} - _common())


def _stems_of(words: frozenset[str]) -> frozenset[str]:
    """The same of a line's lower-case words."""
    found = set(map(_stem, words))
    found.discard("")
    return frozenset(found)


@functools.lru_cache(65_536)
def _stem(word: str) -> str:
    """The beginning of a word, empty where it is short, has figures in it, or stands in every text."""
    plain = word if word.isalpha() else word.partition("'")[0]
    return plain[:STEM] if len(plain) > 3 and plain.isalpha() and plain[:STEM] not in _common() else ""


def _page(unit: Look) -> float:
    text, first = unit.text, unit.text.split(None, 1)[0]
    found = len(unit.lower & _read("page_words.tsv"))
    weight = min(1.2, 0.4 * found) if unit.length >= 3 else 0.6 * found
    if not unit.lower.isdisjoint(_PAGE_NAMES) and _THIS.search(text):
        weight += 0.8
    if first.lower().strip(",.:!") in _read("page_imperatives.tsv"):
        weight += 1.0 if unit.prose else 0.6
    if unit.prose and "?" in text and _ASKS.match(text):
        weight += 0.8
    contact = "@" in text or "www." in text or "http" in text or "©" in text or "(c)" in text or "(C)" in text
    return weight + (1.0 if contact and _CONTACT.search(text) else 0.0)


def function_words() -> frozenset[str]:
    """English function words."""
    return _read("english_function_words.tsv")


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(word[:STEM] for word in function_words() | _read("common_words.tsv"))


@functools.cache
def _read(name: str) -> frozenset[str]:
    """One list of data/, a word a line."""
    return frozenset((Path(__file__).with_name("data") / name).read_text("utf-8").split())
