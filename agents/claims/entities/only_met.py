"""Those named before a pronoun who are only whom others met: "met no resistance from the army as they took X"."""

from collections.abc import Sequence

from agents.claims.model import Token
from agents.claims.words import listed, words


def only_met(tokens: Sequence[Token], n: int) -> bool:
    """Whether the side named at n is only the one that others met with: "no resistance from Y", "clashes with Y"."""
    k = n - 1
    while k > 0 and (tokens[k].low in words().determiners or (tokens[k].capital and tokens[k].kind == "place")):
        k -= 1
    if k < 1:
        return False
    met = tokens[k].low in ("from", "by") and tokens[k - 1].low in listed("resistances")
    return met or (tokens[k].low in ("with", "against") and tokens[k - 1].low in listed("bouts"))
