"""Whether those who left a place were a few of its holders, or people whom others struck: then nobody withdrew."""

from collections.abc import Sequence

from agents.claims.entities.unnamed import peoples
from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

_VAGUE = frozenset({"hundreds", "thousands", "dozens", "scores", "some", "many", "several", "other", "few"})
_WIDE = frozenset({"country", "province", "region"})


def some_fled(reading: Reading) -> bool:
    """Whether only a number of them fled, one alone, or out of a whole land: "hundreds of rebels fled X", "a commander
    has fled from X", "rebels fled Kenya".
    """
    tokens, span = reading.sentence.tokens, reading.match.patient
    if span is not None and reading.match.rule.name == "control.leave":
        one = tokens[span.start].low in ("a", "an", "one") or tokens[span.start].low in _RANKS
        return one and _alone(tokens, span)  # "a rebel leader left X on Friday"
    if not tokens[reading.match.head].low.startswith(("fle", "fled")):
        return False
    if any(found.feature in _WIDE and found.place.text[:1].isupper() for found in reading.places):
        return True  # of "their last bastion in the province" they were driven all the same
    if span is None:
        return False
    told = tokens[span.start : span.end]
    return _counted(told) or _alone(tokens, span) or _a_people(told)


STRUCK = 25
"""Tokens before "as they left" in which it is told who was struck, at most."""


def struck_as_they_left(reading: Reading) -> bool:
    """Whether "they" who left were struck then, and hold nothing: "gunmen killed nine people as they left a mosque"."""
    tokens, verb = reading.sentence.tokens, reading.match.verb
    n = (verb.start if verb is not None else reading.match.head) - 1
    if reading.match.rule.value != "withdrawn" or n < 2 or tokens[n].low not in ("they", "he", "she"):
        return False
    if tokens[n - 1].low not in ("as", "when", "while", "after", "before"):
        return False
    harm = listed("killing_words", "harm", "has_harmed") | {"ambushed", "kidnapped", "abducted", "attacked"}
    before = tokens[max(0, n - STRUCK) : n - 1]
    at = next((k for k, token in enumerate(before) if token.low in harm), len(before))
    folk = words().people | words().combatant | {"them", "him", "her"}
    return any(t.low in folk or t.kind in ("num", "actor") for t in before[at + 1 :])


def _a_people(told: Sequence[Token]) -> bool:
    """Whether a people fled, and no side of a war: "Iraqis fled X", but not "the Russians fled X"."""
    return told[0].low != "the" and told[-1].low in peoples()


def _counted(told: Sequence[Token]) -> bool:
    """Whether men are counted, and not told as the last: "200 soldiers", "several of its guards"."""
    if any(token.low in {"last", "remaining", "all", "convoy"} | listed("war_machines") for token in told):
        return False
    return any(token.kind == "num" or token.low in _VAGUE for token in told)


def _alone(tokens: Sequence[Token], span: Span) -> bool:
    """Whether who fled is a single fighter or officer: "a commander of a battalion", "Colonel X", "their general"."""
    ends = (n for n in range(span.start + 1, span.end) if tokens[n].kind == "punct" or tokens[n].low in ("of", "from"))
    end = next(ends, span.end)
    if any(token.low in ("'s", "'", "and") for token in tokens[span.start : end]):
        return False  # "the general's men", "the governor and his troops"
    one = listed("single_fighters", "army_ranks", "roles", "rulers_titles")
    titled = tokens[span.start].low in one | _RANKS and tokens[span.start].capital and end - span.start > 1
    return tokens[end - 1].low in one or (titled and tokens[end - 1].capital)


_RANKS = frozenset(
    {"gen", "gen.", "col", "col.", "maj", "maj.", "lt", "lt.", "capt", "capt.", "brig", "brig.", "marshal"}
)
