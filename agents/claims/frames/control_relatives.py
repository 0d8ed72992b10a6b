"""Places that a relative or contact clause says were taken: "X, which rebels seized", "the town rebels seized"."""

from collections.abc import Sequence

from agents.claims.entities.place_names import PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.entities.unnamed import peoples
from agents.claims.frames.control_places import (
    beside_a_border,
)
from agents.claims.frames.control_subjects import apposition, subject_place
from agents.claims.frames.match import Match
from agents.claims.frames.sides import assign, obliques
from agents.claims.language.clauses import clause_end, goes_on
from agents.claims.language.noun_phrases import Span, phrase_start
from agents.claims.language.subjects import subject, which_said
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def relative_object(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "X, which rebels seized last week": the place stands before the relative pronoun."""
    who = subject(tokens, group.start)
    if who is None or who.start < 2 or (k < len(tokens) and tokens[k].kind == "place"):
        return None
    j = who.start - 1
    if not goes_on(tokens, k):
        return None
    j = which_said(tokens, j) or j  # "X, which they say they captured"
    if tokens[j].low in ("which", "that"):
        j -= 1
        if tokens[j].text == ",":
            j -= 1
    elif not _contact(tokens, who):
        return None
    if j < 0:
        return None
    start, _ = phrase_start(tokens, j)
    if (town := beside_a_border(tokens, start)) >= 0:
        if tokens[town - 1].text != "," or tokens[town - 2].kind != "place":
            return None  # "a town on the border with X that they seized": not X
        j = town - 2
        start, _ = phrase_start(tokens, j)
    if tokens[group.head].low.startswith("claim") and start > 1 and tokens[start - 2].low in listed("attack_nouns"):
        return None  # "the attack in X, which rebels claimed"
    given_up = rule.name == "control.abandon" and any(
        token.low in listed("attack_nouns", "campaigns") for token in tokens[max(0, start - 3) : start]
    )
    if given_up:
        return None  # "the offensive against X that Y abandoned"
    aside = start >= 3 and tokens[start - 1].low in ("near", "outside", "in") and tokens[start - 2].text == ","
    if aside and (tokens[start - 1].low != "in" or tokens[start - 3].kind == "place"):
        j = start - 3  # "X, near Y, which …": X
        start, _ = phrase_start(tokens, j)
    beside = None
    if start > 2 and tokens[start - 1].low in ("near", "outside") and tokens[start - 2].low in words().place_whole:
        first, _ = phrase_start(tokens, start - 2)
        beside = place_phrase(tokens, first, stop=j + 1)  # "a village outside the city of X that they took": not X
    named = apposition(tokens, start) if _capital_of(tokens, start, j) else _village_in(tokens, start, j)
    places = named or beside or subject_place(tokens, Span(start, j + 1)) or apposition(tokens, start)
    if (
        places is None
        and tokens[j].kind == "place"
        and tokens[j - 1].low in ("of", "for")
        and tokens[j + 1].text == ","
    ):
        places = name_alone(tokens, j)  # "in defence of X, which the Taliban captured"
    if (
        tokens[j].low in ("town", "city", "village")
        and tokens[start - 1].text == ","
        and tokens[start - 2].kind == "place"
    ):
        places = name_alone(tokens, start - 2)  # "in the high street of X, a town which rebels took": X
    if places is None:
        return None
    found = Match(rule, group.head, places.start, k, "relative", group, places)
    assign(found, rule.subject, who)
    obliques(tokens, found, k, clause_end(tokens, k))
    return found


def _capital_of(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a phrase only describes the place before it: "X, capital of the region of Y, which …"."""
    of = next((n for n in range(start, end) if tokens[n].low == "of"), -1)
    return of > start and tokens[of - 1].low in words().place_whole and tokens[start - 1].text == ","


def _village_in(tokens: Sequence[Token], start: int, end: int) -> PlacePhrase | None:
    """The village of "the village of X in Y, which …", where Y is a province or a country."""
    wide = tokens[end - (tokens[end].place is None and end > start)].place  # "Y State"
    if wide is None or wide.feature not in ("province", "region", "country") or tokens[start - 1].low != "in":
        return None
    for n in range(start - 2, max(0, start - 7), -1):
        if tokens[n].low == "of" and tokens[n - 1].low in words().place_whole:
            return place_phrase(tokens, n - 1 - (tokens[n - 2].low == "the"), stop=end + 1)
        if not tokens[n].capital:
            break
    return name_alone(tokens, start - 2) if tokens[start - 2].kind == "place" else None


def _contact(tokens: Sequence[Token], who: Span) -> bool:
    """Whether a pronoun begins a relative clause without "that": "the second outpost they have seized"."""
    before = tokens[who.start - 1]
    place = before.kind == "place" or before.low in words().place_whole | words().place_plural
    pronoun = who.end == who.start + 1 and tokens[who.start].low in ("they", "it", "he", "we")
    last = tokens[who.end - 1]
    named = tokens[who.start].low == "the" and (last.kind == "actor" or last.low in peoples())
    return place and (pronoun or named)  # "a town the Serbs lost last month"
