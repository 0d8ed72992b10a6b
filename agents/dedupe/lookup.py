"""Which of the articles that share features with this one are worth a comparison. Pure: no store."""

from collections import defaultdict

from agents.dedupe.report import Report
from agents.dedupe.sharers import ALONE, NOTHING, POSTINGS, RARE, SAME_MARK, Seen, likely
from agents.dedupe.signature import Signature

MAX_CANDIDATES = 6
HALF = 0.5
COMMON = 4  # reports with the same sentence
FEW = 4  # shingles of a report that has few


def weights(signature: Signature, *, noisy: bool = False) -> bytes:
    """What each feature tells by itself of who shares it; a byte each.

    One rare shingle alone is mostly a stock phrase, unless the whole sentence is the same, or noise has broken the
    others (noisy). Of a report that has few shingles, each tells enough.
    """
    positions = signature.shingles.values()
    if len(positions) <= FEW:
        shingles = [ALONE] * len(positions)
    elif noisy:
        shingles = [RARE] * len(positions)
    else:
        shingles = [SAME_MARK if position >= 0 else NOTHING for position in positions]
    return bytes([ALONE] * _exact(signature) + shingles)


def candidates(signature: Signature, seen: Seen, own: bytes, weights: bytes) -> list[bytes]:
    """References of the articles to compare with, most likely first; its own where an earlier version had its id.

    A shingle that many share says less than a rare one, and says it of the first and the latest of them only. Who has
    less than half in common of what the likeliest has, and nothing that those before have not, can tell nothing.
    """
    exact = _exact(signature)
    certain = [*([own] if seen.own else ()), *(sharer[1:] for some in seen.sharers[:exact] for sharer in some)]
    certain = list(dict.fromkeys(certain))
    if seen.sharers[0]:
        return certain[:MAX_CANDIDATES]
    shingles = seen.sharers[exact:]
    shared = likely(signature.features[exact:], weights[exact:], shingles)
    worth: dict[bytes, float] = defaultdict(float)
    for some in shingles:
        for sharer in some:
            worth[sharer[1:]] += 2.0 - len(some) / POSTINGS
    found, covered = certain, set[int]()
    best = max(worth.values(), default=0)
    for ref in sorted(shared, key=lambda ref: (-worth[ref], ref)):
        if ref not in certain and (worth[ref] >= HALF * best or not shared[ref] <= covered):
            found.append(ref)
        covered |= shared[ref]
    return found[:MAX_CANDIDATES]


def commonplace(report: Report, signature: Signature, seen: Seen) -> set[int]:
    """Positions of the sentences that many other reports have, and that give no figure: what outlets repeat."""
    sharers = seen.sharers[_exact(signature) :]
    counts = [(position, len(some)) for position, some in zip(signature.shingles.values(), sharers, strict=True)]
    few = {position for position, count in counts if count < COMMON}
    many = {position for position, count in counts if count >= COMMON}
    return {i for i in many - few if i >= 0 and not any(w[0].isdigit() for w in report.sentences[i].key)}


def same_address(signature: Signature, seen: Seen) -> list[bytes]:
    """References of the articles that came from this article's address."""
    return [sharer[1:] for sharer in seen.sharers[1]] if signature.url is not None else []


def _exact(signature: Signature) -> int:
    """How many of the features are of all its words, or of its address: they come first."""
    return 1 if signature.url is None else 2
