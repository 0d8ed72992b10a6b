"""By what a report is found again: the hash of its words, its address, and the least shingle hashes of its sentences.

The least hash of a set is the least of another with the probability of their Jaccard similarity (Broder, "On the
resemblance and containment of documents", 1997). Taken sentence by sentence, as winnowing takes it window by window
(Schleimer, Wilkerson and Aiken, 2003), it finds what a signature of the whole text cannot: a truncated copy, and a
paragraph within a strange report. A sentence that was copied whole always has the same least shingles.

With noise in 5 of 100 characters a word of six letters is whole in 3 of 4 copies and a shingle of two words in 1 of 2;
a sentence of a dozen shingles then keeps its least one in 1 of 3, and of 16 sentences and more one nearly always.
"""

import hashlib
from dataclasses import dataclass
from itertools import pairwise

from agents.dedupe.report import MOST_KNOWN, Report
from agents.dedupe.sharers import FOUND_BITS
from agents.dedupe.words import load

SHORT = 24  # words without the function words
WANTED = 16  # features of a report that is long enough to have them
LEAD, LEAD_EACH = 2, 3  # sentences that a report begins with; features of each: the next version begins like it
FEW, MOST = 3, 48  # words of a sentence that is worth a feature; features of a very long report
FEATURE_BITS = FOUND_BITS + 8  # and a mark
MARK = FOUND_BITS
_MASK = (1 << MARK) - 1


@dataclass(frozen=True, slots=True)
class Signature:
    """Features of FEATURE_BITS bits each. words: of all its words in order; url: of its address.

    shingles: with the position of the sentence that each is of, -1 where it is of none alone. Its mark is the same
    where the whole sentence is.
    """

    words: int
    url: int | None
    shingles: dict[int, int]

    @property
    def features(self) -> tuple[int, ...]:
        """All of them: words, url where there is one, shingles."""
        return (self.words, *(() if self.url is None else (self.url,)), *self.shingles)


def signature_of(report: Report, url: str | None) -> Signature:
    """The signature; the same on every machine and in every process."""
    words = "\x1f".join([" ".join(sentence.key) for sentence in report.sentences])
    return Signature(
        words=_hash(f"words\x1e{words}\x1e{report.rest or ''}") & _MASK,
        url=None if url is None else _hash(f"url\x1e{url}") & _MASK,
        shingles=_shingles(report),
    )


def _shingles(report: Report) -> dict[int, int]:
    """The least shingles of each sentence; those of two words too of a report so short that one edit breaks most."""
    windows = [list(filter(None, map(_WORDS.__getitem__, sentence.key))) for sentence in report.sentences]
    long = [i for i, window in enumerate(windows) if len(window) >= FEW]
    each = max(1, round(WANTED / max(1, len(long))))
    found: list[tuple[int, int]] = []
    for n, i in enumerate(long):
        window = windows[i]
        runs = [3 * a ^ 5 * b ^ 7 * c for a, b, c in zip(window, window[1:], window[2:], strict=False)]
        found += [(least, i) for least in _least(runs, max(each, LEAD_EACH) if n < LEAD else each)]
    if len(found) > MOST:
        found = sorted(found)[:MOST]
    if sum(map(len, windows)) <= SHORT:
        words = [word for window in windows for word in window]
        runs = [3 * a ^ 5 * b for a, b in pairwise(words)] or words
        found += [(least, -1) for least in _least(runs, WANTED)]
    # Eight bits of all words of the sentence, in their place above those by which a feature is found.
    marks = {i: ((sum(windows[i]) >> 20) & 255) << MARK for i in long}
    return {least & _MASK | marks.get(i, 0): i for least, i in reversed(found)}


def _least(runs: list[int], count: int) -> list[int]:
    """The least hashes: ordered by their high bits, told apart by the low ones."""
    return [min(runs)] if count == 1 else sorted(runs)[:count]


class _Hashes(dict[str, int]):
    """Hash by word, 0 of a function word; bounded, since words are without number."""

    def __missing__(self, word: str) -> int:
        value = 0 if word in load().function_words else _hash(word)
        if len(self) < MOST_KNOWN:
            self[word] = value
        return value


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


_WORDS = _Hashes()
