"""Names that the tag step took for no place and that a phrase makes one: "control of the village of X in Y"."""

from collections.abc import Sequence

from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.place import Place, PlaceMention

LONGEST = 5
"""Words of such a name, at most."""


def own_name(tokens: Sequence[Token], begin: int, k: int, mention: PlaceMention) -> Place | None:
    """The place that a phrase about a part of the one at k names: the X of "control of X in Y", without coordinates.

    The words of the phrase ("control of", "the town of", "the outskirts of") are not of its name.
    """
    for n in range(begin + 1, k - 1):
        start = n + 1 if tokens[n].low == "the" else n
        if tokens[n - 1].low not in ("of", "on", "over") or not _of_a_name(tokens[start]):
            continue
        end = start
        while end < k and (_of_a_name(tokens[end]) or (end > start and tokens[end].low in listed("name_links"))):
            end += 1
        if end - start > LONGEST or end >= k or tokens[end].low not in (*listed("lies_in"), ","):
            continue
        inside = mention.feature in ("province", "country") and tokens[end].low in ("in", ",")
        name = " ".join(token.text for token in tokens[start:end])
        part = any(token.low in words().place_part - words().place_whole - {"control"} for token in tokens[begin:start])
        return Place(
            text=name,
            name=name,
            country=mention.place.country,
            admin1=mention.place.admin1 if inside else None,
            precision=2 if part else 1,
        )
    return None


def _of_a_name(token: Token) -> bool:
    """Whether a word is written as names are, and is no noun for a kind of place ("Old City", "North")."""
    w = words()
    noun = token.low in w.place_part or token.low in w.place_whole or token.low in w.place_plural
    return token.kind == "word" and token.capital and not noun and token.low not in w.direction
