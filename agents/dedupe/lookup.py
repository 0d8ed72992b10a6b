"""Which of the articles that share features with this one are worth a comparison. Pure: no store."""

from collections import defaultdict
from collections.abc import Iterator

from agents.dedupe.report import Report
from agents.dedupe.signature import MARK, Signature
from agents.dedupe.store import POSTINGS, Seen

MAX_CANDIDATES = 6
ENOUGH = 2  # shingles in common; fewer are enough where a shingle is rare or the report has few
RARE = 3  # articles that share a rare shingle
HALF = 0.5
COMMON = 4  # reports with the same sentence
FEW = 4  # shingles of a report that has few


def candidates(signature: Signature, seen: Seen, own: bytes, *, noisy: bool = False) -> list[bytes]:
    """References of the articles to compare with, most likely first; its own where an earlier version had its id.

    A shingle that many share says less than a rare one, and says it of the first and the latest of them only. One rare
    shingle alone is mostly a stock phrase, unless the whole sentence is the same, or noise has broken the others
    (noisy). Who has less than half in common of what the likeliest has, and nothing that those before have not, can
    tell nothing.
    """
    exact = 1 if signature.url is None else 2
    certain = [*([own] if seen.own else ()), *(sharer[1:] for some in seen.sharers[:exact] for sharer in some)]
    certain = list(dict.fromkeys(certain))
    if seen.sharers[0]:
        return certain[:MAX_CANDIDATES]
    worth, shared, likely = _votes(signature, seen, noisy)
    found, covered = certain, set[int]()
    best = max(worth.values(), default=0)
    for ref in sorted(likely, key=lambda ref: (-worth[ref], ref)):
        if ref not in certain and (worth[ref] >= HALF * best or not shared[ref] <= covered):
            found.append(ref)
        covered |= shared[ref]
    return found[:MAX_CANDIDATES]


def _votes(
    signature: Signature, seen: Seen, noisy: bool
) -> tuple[dict[bytes, float], dict[bytes, set[int]], set[bytes]]:
    """By reference: worth of the shingles in common, and which they are; and who has enough of them."""
    worth: dict[bytes, float] = defaultdict(float)
    shared: dict[bytes, set[int]] = defaultdict(set)
    likely: set[bytes] = set()
    few = len(signature.shingles) <= FEW
    for feature, some, position in _shared(signature, seen):
        mark = feature >> MARK
        for sharer in some:
            ref = sharer[1:]
            worth[ref] += 2.0 - len(some) / POSTINGS
            shared[ref].add(feature)
            alike = mark == sharer[0] and position >= 0
            if len(shared[ref]) >= ENOUGH or few or (len(some) <= RARE and (noisy or alike)):
                likely.add(ref)
    return worth, shared, likely


def commonplace(report: Report, signature: Signature, seen: Seen) -> set[int]:
    """Positions of the sentences that many other reports have, and that give no figure: what outlets repeat."""
    few = {position for _, some, position in _shared(signature, seen) if len(some) < COMMON}
    many = {position for _, some, position in _shared(signature, seen) if len(some) >= COMMON}
    return {i for i in many - few if i >= 0 and not any(w[0].isdigit() for w in report.sentences[i].key)}


def _shared(signature: Signature, seen: Seen) -> Iterator[tuple[int, tuple[bytes, ...], int]]:
    """Each shingle that others have, who they are, and the position of its sentence."""
    shingles = seen.sharers[1 if signature.url is None else 2 :]
    return zip(signature.shingles, shingles, signature.shingles.values(), strict=True)


def same_address(signature: Signature, seen: Seen) -> list[bytes]:
    """References of the articles that came from this article's address."""
    return [sharer[1:] for sharer in seen.sharers[1]] if signature.url is not None else []
