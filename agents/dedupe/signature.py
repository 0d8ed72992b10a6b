"""By what a report is found again: hash of its words, anchors of its sentences, bands of its MinHash signature.

Broder, "On the resemblance and containment of documents" (1997), for MinHash; bands after Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", ch. 3. A pair whose shingles have Jaccard similarity s shares a band with
probability 1 - (1 - s^ROWS)^BANDS: 0.56 at 0.2, 0.85 at 0.3, 0.97 at 0.4, 0.05 at 0.05. Truncated re-posts, whose
similarity is low, and reports that share a passage are found by the anchors of their sentences.
"""

from dataclasses import dataclass

from rensa import RMinHash

from agents.dedupe.report import Report, Sentence, short_hash
from agents.dedupe.words import load

BANDS, ROWS = 20, 2
SEED = 1
SHINGLE = 2  # words without the function words: noise in one of twenty characters leaves six of ten whole
SHORT, SHORT_BANDS = 40, 12  # so few words have too few pairs: bands over single words are added
PASSAGE_TOKENS = 9  # shorter sentences are anybody's
ANCHOR = 4  # words without the function words
MAX_PASSAGES = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence worth remembering. anchor: hash of its rarest words in a row, which an edited copy mostly keeps;
    exact: hash of all its words.
    """

    anchor: str
    exact: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Hashes of one report. words: of all its words; passages: by position of the sentence."""

    words: str
    bands: tuple[str, ...]
    passages: dict[int, Passage]


def signature_of(report: Report) -> Signature:
    """The signature; the same on every machine and in every process."""
    worth = [
        (i, sentence)
        for i, sentence in enumerate(report.sentences)
        if len(sentence.tokens) >= PASSAGE_TOKENS and not sentence.quotation
    ]
    return Signature(
        words=short_hash("words", *(t for s in report.sentences for t in s.key), report.rest or ""),
        bands=_bands(report),
        passages={i: Passage(_anchor(s), short_hash("passage", *s.key)) for i, s in worth[:MAX_PASSAGES]},
    )


def _anchor(sentence: Sentence) -> str:
    """The least of the hashes of the sentence's runs of words: two sentences share it as often as they share runs."""
    common = load().function_words
    words = [t for t in sentence.key if t not in common]
    return min(short_hash("anchor", *words[i : i + ANCHOR]) for i in range(max(1, len(words) - ANCHOR + 1)))


def _bands(report: Report) -> tuple[str, ...]:
    common = load().function_words
    words = [t for sentence in report.sentences for t in sentence.key if t not in common]
    if not words:
        return ()
    found = _banded("band", {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}, BANDS)
    if len(words) <= SHORT:
        found += _banded("word", set(words), SHORT_BANDS)
    return tuple(found)


def _banded(name: str, shingles: set[str], bands: int) -> list[str]:
    minhash = RMinHash(num_perm=bands * ROWS, seed=SEED)
    minhash.update(sorted(shingles))
    digest = minhash.digest()
    return [short_hash(name, str(i), *map(str, digest[i * ROWS : (i + 1) * ROWS])) for i in range(bands)]
