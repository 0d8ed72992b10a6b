"""Words as few bytes: of a report its normalised words are remembered, in a third of the text's length.

The 127 commonest words take one byte, 32,512 more take two, any other two and its letters. Byte 0 ends a sentence.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from agents.dedupe.words import WordListError

FILE = Path(__file__).with_name("data") / "vocabulary.tsv"
END = 0  # of a sentence
ONE_BYTE = 127  # words written as 1..127
TWO_BYTES = 0x80  # first byte of a word of two: 0x80..0xFE
SPELLED = 0xFF  # then the length, then UTF-8
LONGEST = 255  # bytes of a spelled word
MOST_KNOWN = 100_000  # words whose code is kept at hand
CAPACITY = ONE_BYTE + (SPELLED - TWO_BYTES) * 256


class _Codes(dict[str, bytes]):
    """Code by word; a word that is not in the vocabulary is spelled. Bounded, since words are without number."""

    def __missing__(self, word: str) -> bytes:
        letters = word.encode("utf-8", "surrogatepass")[:LONGEST]
        code = bytes((SPELLED, len(letters))) + letters
        if len(self) < MOST_KNOWN:
            self[word] = code
        return code


@dataclass(frozen=True, slots=True)
class Coding:
    """Both directions. words: by position in the vocabulary."""

    codes: dict[str, bytes]
    words: tuple[str, ...]

    def encode(self, sentences: Iterable[Iterable[str]]) -> bytes:
        """Sentences of words as bytes."""
        code = self.codes.__getitem__
        return b"".join([b"".join(map(code, words)) + b"\0" for words in sentences])

    def decode(self, data: bytes) -> list[tuple[str, ...]]:
        """The sentences again; words of more than LONGEST bytes come back cut."""
        sentences: list[tuple[str, ...]] = []
        found: list[str] = []
        words, i, end = self.words, 0, len(data)
        while i < end:
            byte = data[i]
            if byte == END:
                sentences.append(tuple(found))
                found = []
                i += 1
            elif byte < TWO_BYTES:
                found.append(words[byte - 1])
                i += 1
            elif byte < SPELLED:
                found.append(words[ONE_BYTE + ((byte - TWO_BYTES) << 8) + data[i + 1]])
                i += 2
            else:
                stop = i + 2 + data[i + 1]
                found.append(data[i + 2 : stop].decode("utf-8", "replace"))
                i = stop
        return sentences


@functools.cache
def load(path: Path = FILE) -> Coding:
    """Read the vocabulary. Raises WordListError where a line is no word, comes twice or is one too many."""
    words = tuple(path.read_text("utf-8").split("\n")[:-1])
    if len(words) > CAPACITY:
        raise WordListError(f"{path.name}: {len(words)} words: no more than {CAPACITY} have a code")
    codes = _Codes()
    for i, word in enumerate(words):
        if not word.isalpha() or word != word.lower() or word in codes:
            raise WordListError(f"{path.name}: line {i + 1}: {word!r} must be one lower-case word, and there once")
        codes[word] = bytes((i + 1,)) if i < ONE_BYTE else (i - ONE_BYTE + (TWO_BYTES << 8)).to_bytes(2, "big")
    return Coding(codes, words)
