"""Deeds only thought of or near: "no intention of occupying X", "days from capturing it", "in the worst case"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.mode.governed import inherit
from agents.claims.mode.verdict import Verdict, left_of
from agents.claims.model import Token
from agents.claims.words import listed, words

SUBJECT = 6
"""Tokens of a gerund's own subject, at most: "no question of (the army) retaking X"."""
LEFT = 6
"""Tokens between "leave" and the people it leaves dead, at most."""


_WORST = frozenset({"worst", "worst-case", "this", "that", "such"})


def thought_of(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """Whether a deed is only thought of, near, or what a modal says might leave people dead."""
    return _gerund(tokens, match) or _worst(tokens, match) or _leave(tokens, match)


def _gerund(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "No interest in taking X", "no question of the army retaking X", "hours from capturing X"."""
    verb = match.verb
    if verb is None or verb.form != "gerund":
        return None
    for n in range(verb.start - 1, max(0, verb.start - SUBJECT), -1):
        token, before = tokens[n], tokens[n - 1]
        if token.kind == "punct":
            return None
        if token.low in ("of", "in", "about", "on", "from", "to"):
            near = token.low in ("from", "to") and before.low in listed("near_to_doing")
            thought = token.low != "from" and before.low in listed("mere_thoughts")
            return Verdict("future", f"{before.text} {token.text}") if near or thought else None
    return None


def _worst(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "In the worst case X falls", "under this scenario 40,000 are displaced": what a study reckons with."""
    left = min(match.start, left_of(match))
    for n in range(left - 1, max(0, left - 16), -1):
        if tokens[n].text in ";.?!":
            return None
        supposed = tokens[n].low == "scenario" and tokens[n - 1].low in ("the", "its", "their", "one")
        if supposed or (tokens[n].low in ("case", "scenario") and tokens[n - 1].low in _WORST):
            return Verdict("hypothetical", f"{tokens[n - 1].text} {tokens[n].text}")
    return None


def _leave(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Could overwhelm the garrison and leave hundreds dead": a bare "leave" that goes on from a modal."""
    if match.people is None or match.rule.value == "displaced":
        return None
    for n in range(match.people.start - 1, max(0, match.people.start - LEFT), -1):
        if tokens[n].kind == "punct":
            return None
        if tokens[n].low == "leave":
            joined = tokens[n - 1].low in ("and", "or", "then") or tokens[n - 1].low in words().adverbs
            return inherit(tokens, n - 1) if joined else None
    return None
