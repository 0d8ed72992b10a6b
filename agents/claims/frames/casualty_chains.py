"""Three harms of one count: "killed, wounded or captured 40", "were killed, captured or wounded"."""

from collections.abc import Sequence

from agents.claims.model import Token
from agents.claims.words import listed


def chain_end(tokens: Sequence[Token], k: int) -> int:
    """The token behind ", wounded or captured" that begins at k behind a first harm; k where no chain goes on there."""
    n = k
    while n + 1 < len(tokens) and tokens[n].text == "," and _deed(tokens[n + 1]):
        n += 2
    if n == k:
        return k
    n += tokens[n].text == "," if n < len(tokens) else 0
    last = n + 1 < len(tokens) and tokens[n].low in ("or", "and") and tokens[n + 1].low in listed("harm")
    return n + 2 if last else k


def chain_start(tokens: Sequence[Token], i: int) -> int:
    """The first harm of the chain in which the harm at i stands; i where it stands in none, or first."""
    first, n = i, i - 1
    if n > 0 and tokens[n].low in ("or", "and"):
        n -= tokens[n - 1].text == ","
        if not _deed(tokens[n - 1]):
            return i
        first = n - 1
        n = first - 1
    while n > 0 and tokens[n].text == "," and _deed(tokens[n - 1]):
        first = n - 1
        n -= 2
    return first if tokens[first].low in listed("harm") and chain_end(tokens, first + 1) > i else i


def of_each(tokens: Sequence[Token], first: int) -> bool:
    """Whether the one count of a chain that begins at ``first`` is of all its harms together, so that of each it is
    only a bound; no "abducted, tortured and killed 12".
    """
    end = chain_end(tokens, first + 1)
    return tokens[end - 2].low == "or" or tokens[first].low not in listed("taken_first")


def _deed(token: Token) -> bool:
    return token.kind == "word" and (token.low in listed("harm") or token.low in listed("mistreated"))
