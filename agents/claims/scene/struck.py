"""Whether a place is what was attacked: "X was being shelled", "Rebels attack X"."""

from collections.abc import Sequence

from agents.claims.language.present import told_now
from agents.claims.model import Token
from agents.claims.words import listed


def was_struck(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is the subject of a passive of attack: "X, on the coast, was being shelled"."""
    for k in range(n + 1, min(len(tokens) - 1, n + 12)):
        if tokens[k].low in ("was", "were", "been", "being") and tokens[k + 1].low in listed("strikes_at"):
            return True
        if tokens[k].text in ";.":
            return False
    return False


def struck_now(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is what somebody attacks in the present tense: "Rebels attack X", "open fire on X"."""
    k = n - 1
    if k > 1 and tokens[k].low == "on" and tokens[k - 1].low == "fire":
        return True
    while k > 0 and (tokens[k].low in ("the", "of", "village", "town", "city")):
        k -= 1
    return k > 0 and told_now(tokens, k, deed=True)
