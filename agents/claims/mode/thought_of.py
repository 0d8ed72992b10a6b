"""Deeds only thought of or near: "no intention of occupying X", "days from capturing it", "in the worst case"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.mode.governed import inherit
from agents.claims.mode.verdict import Verdict, left_of
from agents.claims.model import Token
from agents.claims.words import listed, words

SUBJECT = 6
"""Tokens of a gerund's own subject, at most: "no question of (the army) retaking X"."""
AIM = 7
"""Tokens between "is" and the aim that a deed is, at most."""
LEFT = 6
"""Tokens between "leave" and the people it leaves dead, at most."""


_WORST = frozenset({"worst", "worst-case", "this", "that", "such"})


def thought_of(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """Whether a deed is only thought of, near, or what a modal says might leave people dead."""
    return _gerund(tokens, match) or _worst(tokens, match) or _leave(tokens, match) or _aim(tokens, match)


def _gerund(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "No interest in taking X", "no question of the army retaking X", "hours (away) from capturing X"."""
    verb = match.verb
    if verb is None or verb.form != "gerund":
        return None
    for n in range(verb.start - 1, max(0, verb.start - SUBJECT), -1):
        token, before = tokens[n], tokens[n - 1]
        if token.kind == "punct":
            return None
        if token.low in ("of", "in", "about", "on", "from", "to"):
            at = tokens[n - 2] if before.low in ("away", "short", "off") else before
            near = token.low in ("from", "to") and at.low in listed("near_to_doing")
            near = near or (
                token.low == "of"
                and before.low in listed("units_of_way", "hairs_breadth")
                and tokens[n - 3].low == "within"
            )
            thought = token.low != "from" and before.low in listed("mere_thoughts")
            return Verdict("future", f"{before.text} {token.text}") if near or thought else None
    return None


def _aim(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Their goal is the capture of X", "the recapture of X remains a priority", "taking X is the next target"."""
    alone = match.verb is not None and match.verb.form == "gerund" and match.verb.governor < 0
    if match.rule.kind != "location_fall" or not (alone or match.construction == "nominal"):
        return None
    copulas = words().be | listed("remaining")
    for n in range(match.head - 1, max(0, match.head - 6), -1):
        if tokens[n].kind == "punct":
            break
        if tokens[n].low in copulas:
            aims = [token.text for token in tokens[max(0, n - AIM) : n] if token.low in listed("aims")]
            return Verdict("future", aims[-1]) if aims else None
    end = next((n for n in range(match.end, min(len(tokens), match.end + 3)) if tokens[n].low in copulas), -1)
    if end < 0 or any(token.kind == "punct" for token in tokens[match.end : end]):
        return None
    aims = [token.text for token in tokens[end + 1 : end + AIM] if token.low in listed("aims")]
    return Verdict("future", aims[0]) if aims else None


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
