"""Whom "him" stands for, where others under arms act: "gunmen shot a trader, killing him"."""

from collections.abc import Sequence

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import ONE, People
from agents.claims.model import Token
from agents.claims.words import listed, words

BACK = 26
"""Tokens before "him" among which the one person is looked for, at most."""


def one_meant(tokens: Sequence[Token], k: int) -> People | None:
    """The one person of whom the sentence tells before the "him" at k, behind those under arms; null where none is."""
    if k < 3 or tokens[k - 2].low in words().prepositions:
        return None  # "arrested a man for killing him": another
    for n in range(k - 2, max(-1, k - BACK), -1):
        if tokens[n].text in ";.?!:":
            return None
        whose = n > 1 and tokens[n - 1].low in ("of", "from") and tokens[n - 2].low in words().people
        if tokens[n].low not in listed("one_person") or whose:
            continue  # "the son of a trader": the son
        person = people_phrase(tokens, n, stop=k)
        if person is None or person.quantity != ONE or person.end > k - 1 or person.end == n + 1:
            continue
        violent = listed("armed", "holding_up")
        doers = any(token.kind == "actor" or token.low in violent for token in tokens[:n])
        return People(ONE, person.text, person.status, k, k + 1, None, True) if doers else None
    return None
