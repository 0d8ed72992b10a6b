"""Who shares features with an article, and who of them is worth a comparison. Pure."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

REF_BYTES = 6
SHARER_BYTES = 1 + REF_BYTES  # the mark that the feature has there, and the article's reference
FOUND_BITS = 36  # of a feature: by these it is found; those above are its mark
ENOUGH = 2  # features in common
FEW = 3  # articles that share a rare feature
POSTINGS = 6  # articles that a feature remembers: the first one, and the latest

# What one shared feature tells, by itself:
NOTHING = 0
SAME_MARK = 1  # enough, where few share it and its mark is the same there
RARE = 2  # enough, where few share it
ALONE = 3  # enough


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store shows: the article's own record (empty where there is none), and who shares each feature.

    Each sharer is SHARER_BYTES: the mark that the feature has there, and the article's reference.
    """

    own: bytes
    sharers: tuple[tuple[bytes, ...], ...]

    @classmethod
    def nothing(cls, features: int) -> "Seen":
        """What an article that shares nothing sees."""
        return cls(b"", ((),) * features)

    @property
    def counts(self) -> bytes:
        """How many share each feature, a byte each."""
        return bytes([len(some) for some in self.sharers])

    @property
    def digest(self) -> str:
        """The same for the same sight, in Lua as here."""
        shown = b"|".join((self.own, self.counts, b"".join([sharer for some in self.sharers for sharer in some])))
        return hashlib.sha1(shown, usedforsecurity=False).hexdigest()


def likely(features: Sequence[int], weights: bytes, sharers: Sequence[Sequence[bytes]]) -> dict[bytes, set[int]]:
    """Who is worth a comparison, by reference: positions of the features in common. weights: what each feature tells.

    Who shares ENOUGH features, or one that tells enough by itself. The store's script has the same rule.
    """
    shared: dict[bytes, set[int]] = defaultdict(set)
    worth: dict[bytes, set[int]] = {}
    for i, some in enumerate(sharers):
        for sharer in some:
            ref = sharer[1:]
            shared[ref].add(i)
            if len(shared[ref]) >= ENOUGH or tells(weights[i], features[i] >> FOUND_BITS, sharer[0], len(some)):
                worth[ref] = shared[ref]
    return worth


def tells(weight: int, mark: int, other: int, sharers: int) -> bool:
    """Whether one shared feature is enough. mark, other: what it has here and there; sharers: how many have it."""
    return weight == ALONE or (sharers <= FEW and (weight == RARE or (weight == SAME_MARK and mark == other)))
