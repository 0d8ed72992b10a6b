"""Harm that is only foreseen: "we expect thousands of displaced people", "jobs would go, with 300 people displaced"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.mode.verdict import Verdict
from agents.claims.model import Token
from agents.claims.words import listed, words

REACH = 14
"""Tokens between the word that foresees and the people told of, at most."""


def foreseen(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "expects 4,000 displaced": future; what "with" adds to what would happen: hypothetical."""
    if match.people is None:
        return None
    start = match.people.start
    for n in range(start - 1, max(-1, start - REACH), -1):
        if tokens[n].kind == "punct":
            break
        if tokens[n].low in listed("expecting"):
            return Verdict("future", tokens[n].text)
    added = any(token.low == "with" for token in tokens[max(0, start - 3) : start])
    if not added or match.rule.value != "displaced":
        return None
    for n in range(start - 1, max(-1, start - 2 * REACH), -1):
        if tokens[n].text in ";.:?!":
            return None
        if tokens[n].low in words().modal_future | words().modal_hypothetical and tokens[n].text != "May":
            return Verdict("hypothetical", tokens[n].text)
    return None
