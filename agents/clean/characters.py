"""Characters put right: mojibake, decomposed letters, zero-width and control characters, odd spaces."""

import re
import unicodedata

# Kept: U+200C and U+200D after other scripts' letters, where they are spelling.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]"
    "|(?<=[A-Za-z])[\u200c\u200d]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ODD = re.compile("[^\x20-\x7e]|``|''")
_ODD_IN_TEXT = re.compile("[^\n\r\x20-\x7e]|``|''")
_OLD_QUOTES = re.compile(r"``|''|(?<!\d)″|″(?=\s+[a-z]+ed\b)")
"""Quotation marks as old wires wrote them: two grave accents, two apostrophes, a double prime but that of "5'10″"."""

_LOW_COMMA = re.compile(r"(?<=\w)\u201a(?=\s)")
"""A low quotation mark where a comma belongs, as some pages write it: "five people‚ two of them children"."""

ALPHA = bytes(code if code < 128 and chr(code).isalpha() else ord(" ") for code in range(256))
ALNUM = bytes(code if code < 128 and (chr(code).isalnum() or chr(code) == "'") else ord(" ") for code in range(256))
"""What plain_words takes for words: letters, or letters, figures and apostrophes."""

ROUNDS = 6
"""Taking out a control character can bring two halves of a mojibake together; text settles in two or three rounds."""


def _as_byte(character: str) -> int | None:
    try:
        return character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(character) if ord(character) < 256 else None


_CONTINUATIONS = "".join(
    sorted({bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0)} | {chr(b) for b in range(0x80, 0xC0)})
)
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{re.escape(_CONTINUATIONS)}]{{1,3}}")


def repair(text: str) -> str:
    """The text of one line with its characters put right; unchanged, character for character, where all is well."""
    for _ in range(ROUNDS):
        if text.isascii() and text.isprintable() and "``" not in text and "''" not in text:
            return text  # a third of the time that the pattern takes
        if not _ODD.search(text):
            return text
        text = _LOW_COMMA.sub(",", _OLD_QUOTES.sub('"', text))
        repaired = unicodedata.normalize("NFC", _SPACES.sub(" ", _INVISIBLE.sub("", _mojibake(text))))
        if repaired == text:
            return text
        text = repaired
    return text


def plain_words(text: str, kept: bytes) -> list[str] | None:
    """The text cut wherever another character than those kept (ALPHA, ALNUM) stands; None where it holds others than
    ASCII and the marks of print. A fifth of the time that a pattern takes.
    """
    if not text.isascii():
        text = text.replace("“", " ").replace("”", " ").replace("–", " ").replace("—", " ").replace("’", " ")
        if not text.isascii():
            return None
    return text.encode().translate(kept).decode().split()


def is_odd(text: str) -> bool:
    """Whether a character other than printable ASCII and line ends stands in the text: else repair changes nothing."""
    return _ODD_IN_TEXT.search(text) is not None


def _mojibake(text: str) -> str:
    """UTF-8 that was read as Windows-1252. One two-character hit alone may be real text (AMANHÃ»), so it stays."""
    hits = _MOJIBAKE.findall(text)
    if not hits or (len(hits) == 1 and len(hits[0]) < 3):
        return text
    return _MOJIBAKE.sub(_decoded, text)


def _decoded(match: re.Match[str]) -> str:
    found = match.group()
    for length in range(len(found), 1, -1):
        codes = [_as_byte(c) for c in found[:length]]
        try:
            return bytes(c for c in codes if c is not None).decode("utf-8") + found[length:]
        except UnicodeDecodeError:
            continue
    return found


def binary_reason(text: str) -> str | None:
    """Why this is no text at all, or None. Limits: no NUL, at most 1 % controls, at most 5 % undecodable."""
    if "\x00" in text:
        return "binary: NUL bytes in the text"
    size = max(len(text), 1)
    controls = sum(len(run) for run in re.findall("[\x01-\x08\x0e-\x1f\x7f]+", text))
    if controls > 0.01 * size:
        return f"binary: {controls} control characters in {size}"
    undecodable = text.count("\ufffd")
    if undecodable > 0.05 * size:
        return f"wrong encoding: {undecodable} undecodable characters in {size}"
    return None
