"""The district for which an office speaks: "Prosecutors in Kharkiv region said that …" tell of their own."""

from collections.abc import Sequence

from agents.claims.entities.place_names import Found
from agents.claims.model import Token
from agents.claims.words import listed, words


def speakers_region(tokens: Sequence[Token]) -> Found | None:
    """The place that a sentence opens with as that of local officials who speak; null where none does."""
    n = 0
    while n < min(3, len(tokens)) and tokens[n].kind == "word" and tokens[n].low not in listed("local_voices"):
        n += 1
    if n + 3 >= len(tokens) or tokens[n].low not in listed("local_voices") or tokens[n + 1].low not in ("in", "for"):
        return None
    k = n + 2 + (tokens[n + 2].low == "the")
    place = tokens[k].place if k < len(tokens) else None
    if place is None or place.feature not in ("province", "district", "region"):
        return None
    k += 1 + (k + 1 < len(tokens) and tokens[k + 1].low in words().place_whole)
    said = k < len(tokens) and tokens[k].low in listed("said_so")
    return Found.of(place, -1) if said else None
