"""Who is found to hold a place: "woke to find gunmen in possession of X", "X is once again Ukrainian"."""

from collections.abc import Sequence

from agents.claims.entities.place_names import PlacePhrase
from agents.claims.entities.places import place_phrase
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, inside_np, is_people, is_time, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import actor_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

REACH = 14
"""Tokens between "find" and "in possession of", at most."""


def found_holding(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Residents of X woke to find gunmen in possession of the town"."""
    full = tokens[i - 1].low in ("full", "complete", "sole")
    at = i - 1 - full
    if at < 3 or tokens[at].low != "in" or i + 2 >= len(tokens) or tokens[i + 1].low not in ("of", "over"):
        return None
    find = next((n for n in range(at - 1, max(0, at - REACH), -1) if tokens[n].low in ("find", "found")), -1)
    if find < 1 or find + 1 == at or any(token.kind == "punct" for token in tokens[find:at]):
        return None
    if not any(token.actor is not None or token.low in listed("armed") for token in tokens[find + 1 : at]):
        return None
    places = place_phrase(tokens, i + 2)
    if places is None or not (places.places or places.anaphora):
        return None
    return Match(rule, i, find, places.end, "nominal", None, places, agent=Span(find + 1, at))


def now_have(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The rebels now have X", "insurgents now had the whole town of X"."""
    if i + 2 >= len(tokens) or tokens[i + 1].low not in _HAVE:
        return None
    if any(token.low == "control" for token in tokens[i + 2 : i + 5]):
        return None  # "now has the full control of X" is told by that word
    places = place_phrase(tokens, i + 2)
    if places is None or not (places.places or places.anaphora == "town"):
        return None
    after = tokens[places.end] if places.end < len(tokens) else None
    group = verb_group(tokens, i + 1, frozenset({_HAVE[tokens[i + 1].low]}))
    who = actor_subject(tokens, group)
    if who is None or not (after is None or after.kind == "punct" or after.low in ("and", "but")):
        return None
    return Match(rule, i + 1, group.start, places.end, "active", group, places, agent=who)


_HAVE = {"have": "base", "has": "third", "had": "past"}


def again_people(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "X is Ukrainian again", "X was once again Azerbaijani": it is back with those it is called after."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    land = int(i >= 3 and tokens[i - 1].low in ("territory", "land", "soil"))  # "is Ukrainian territory again"
    before = i >= 2 + land and is_people(tokens[i - 1 - land]) and tokens[i - 2 - land].low in words().be
    if before and (after is None or after.kind == "punct" or is_time(tokens, i + 1) or after.low in _ENDS):
        be, whose = i - 2 - land, i - 1 - land
    elif after is not None and is_people(after):
        be = i - 1 - (tokens[i - 1].low == "once")
        end = tokens[i + 2] if i + 2 < len(tokens) else None
        closed = end is None or end.kind == "punct" or is_time(tokens, i + 2) or end.low in _ENDS
        if be < 1 or tokens[be].low not in words().be or not closed:
            return None
        whose = i + 1
    else:
        return None
    places = _before(tokens, be)
    if places is None or not places.places:
        return None
    group = verb_group(tokens, be, frozenset({"past", "third"}))
    found = Match(rule, be, places.start, max(i, whose) + 1, "active", group, places)
    found.agent = Span(whose, whose + 1)
    return found


_ENDS = frozenset({"on", "after", "and", "by", "for", "as", "at"})


def _before(tokens: Sequence[Token], start: int) -> PlacePhrase | None:
    """The place that is the subject of the verb at ``start``."""
    span = subject(tokens, start)
    if span is None and inside_np(tokens, start - 1):
        span = Span(phrase_start(tokens, start - 1)[0], start)
    found = place_phrase(tokens, span.start, stop=start) if span is not None else None
    return found if found is not None and found.end >= start else None
