"""Places that somebody "has": "the army has X back", "by noon rebels had X under their control"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.place_names import Found, PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.entities.weapons import weapon_owners
from agents.claims.frames.match import Match
from agents.claims.frames.sides import state
from agents.claims.language.noun_phrases import Span, inside_np, is_time, phrase_end, phrase_start
from agents.claims.language.told_subjects import actor_subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

REACH = 20
"""Tokens between a "had" and the "control" that belongs to it, at most."""
HAVE = {"have": "base", "has": "third", "had": "past"}


def have_back(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The army has X back", and the headline "X back under army", "X back in rebel hands"."""
    if (found := _headline(tokens, i, rule)) is not None:
        return found
    closed = i + 1 >= len(tokens) or tokens[i + 1].kind == "punct" or is_time(tokens, i + 1)
    if not closed and tokens[i + 1].low not in ("and", "but", "after", "from", "on", "again"):
        return None
    for h in range(i - 2, max(-1, i - REACH), -1):
        if tokens[h].low in HAVE:
            found = _had(tokens, h, i, rule)
            return found if found is not None and found.places is not None and found.places.end == i else None
        if tokens[h].kind == "punct":
            return None
    return None


def have_under(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "By noon rebels had X and its airport under their control", "the army now has X in its grip"."""
    if (found := _full_control(tokens, i, rule)) is not None:
        return found
    at = next((n for n in range(i - 1, max(-1, i - 5), -1) if tokens[n].low in ("under", "in")), -1)
    if (found := _now_under(tokens, at, i, rule)) is not None:
        return found
    if at < 0 or not all(_its(tokens, n) for n in range(at + 1, i)):
        return None
    for h in range(at - 2, max(-1, i - REACH), -1):
        if tokens[h].text in ".;:?!":
            return None
        if tokens[h].low in HAVE:
            found = _had(tokens, h, i + 1, rule)
            if found is None or found.places is None or not _by_then(tokens, h, found.places):
                return None
            between = tokens[found.places.end : at]
            return found if all(_belongs(token) for token in between) else None
    return None


def _headline_ends(tokens: Sequence[Token], k: int) -> bool:
    """Whether a headline ends at k, or goes on with how it came about: "X in rebel hands as the army flees"."""
    return k >= len(tokens) or tokens[k].text in ":;,–—-" or tokens[k].low in ("as", "after", "amid", "following")


def _now_under(tokens: Sequence[Token], at: int, i: int, rule: Rule) -> Match | None:
    """The headline "X now under army control", "X and Y fully in rebel hands", without its verb."""
    bare = at > 0 and tokens[at - 1].kind == "place" and _headline_ends(tokens, i + 1)
    bare = bare and (tokens[at].low, tokens[i].low) in (("in", "hands"), ("under", "control"))
    if at < 1 or at > FIRST or tokens[-1].text == "." or not (bare or tokens[at - 1].low in listed("by_now")):
        return None
    side = tokens[at + 1 : i]
    held = any(t.actor is not None or t.low in weapon_owners() or t.low in listed("armed") for t in side)
    held = held or any(state(tokens, n) for n in range(at + 1, i))
    first, stop = next((n for n in range(at - 1, 0, -1) if tokens[n - 1].text == ":"), 0), at - (not bare)
    places = place_phrase(tokens, first, stop=stop)
    if not held or places is None or not places.places or (bare and places.end < stop):
        return None
    names = _each(tokens, first, stop) or places.places
    found = Match(rule, i, first, i + 1, "active", None, replace(places, places=names, end=i + 1))
    found.agent = Span(at + 1, i)
    return found


FIRST = 12
"""Tokens of a headline among which it says under whose control a place is."""


def _each(tokens: Sequence[Token], first: int, end: int) -> tuple[Found, ...]:
    """The places of "X, Y", "X and Y" between first and end; none where anything else stands there."""
    inside = tokens[first:end]
    if any(token.kind != "place" and token.low not in ("and", ",", "&") for token in inside):
        return ()
    return tuple(
        found for n in range(first, end) if tokens[n].kind == "place" for found in name_alone(tokens, n).places
    )


def _full_control(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The rebels say they have full control of X"."""
    if i < 3:
        return None
    now = tokens[i - 1].low in HAVE and tokens[i - 2].low == "now"  # "the army now has control of X"
    has = i - 1 if now else i - 2 - (tokens[i - 2].low == "the")
    if not (now or tokens[i - 1].low in ("full", "complete", "total")) or tokens[has].low not in HAVE:
        return None
    if i + 2 >= len(tokens) or tokens[i].low != "control" or tokens[i + 1].low not in ("of", "over"):
        return None
    places = place_phrase(tokens, i + 2)
    if places is None or not (places.places or places.anaphora):
        return None
    group = verb_group(tokens, has, frozenset({HAVE[tokens[has].low]}))
    who = actor_subject(tokens, group)
    return Match(rule, has, group.start, places.end, "active", group, places, agent=who) if who is not None else None


def find_gone(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Residents of X woke to find the army gone": those who held it have left in the night."""
    found = next((n for n in range(i - 1, max(0, i - 9), -1) if tokens[n].low in ("find", "found", "finding")), -1)
    if found < 2 or found + 1 == i:
        return None
    first = found + 1 + (tokens[found + 1].low == "that")
    end = next((n for n in range(first, i) if tokens[n].low in ("had", "have", "was", "were")), i)
    if tokens[i].low != "gone" and end == i:  # "found that the army had melted away"
        return None
    if first == end or not all(inside_np(tokens, n) for n in range(first, end)):
        return None
    armed = any(tokens[n].actor is not None or tokens[n].low in listed("armed") for n in range(first, end))
    woke = next((n for n in range(found - 1, max(0, found - 3), -1) if tokens[n].low in ("woke", "awoke", "rose")), -1)
    if woke < 0 or not armed:
        return None
    for n in range(woke - 1, max(-1, woke - 8), -1):
        if tokens[n].kind == "place":
            places = name_alone(tokens, n)
            return Match(rule, i, n, i + 1, "nominal", None, places, patient=Span(first, end))
    return None


def _had(tokens: Sequence[Token], h: int, end: int, rule: Rule) -> Match | None:
    """The match of a "had" at h with its place right behind it."""
    places = place_phrase(tokens, h + 1, stop=end)
    if places is None or not places.places:
        return None
    group: VerbGroup = verb_group(tokens, h, frozenset({HAVE[tokens[h].low]}))
    if group.form == "infinitive":
        return None
    who = actor_subject(tokens, group)
    return Match(rule, h, group.start, end, "active", group, places, agent=who) if who is not None else None


def _its(tokens: Sequence[Token], n: int) -> bool:
    low = tokens[n].low
    return low in words().determiners or low in ("full", "complete", "firm", "own", "total", "effective")


def _by_then(tokens: Sequence[Token], h: int, places: PlacePhrase) -> bool:
    """Whether a "by noon" or a "now" says that it came about: holding a place is no news."""
    if any(token.low in ("now", "already") for token in tokens[max(0, h - 3) : places.start]):
        return True
    return any(tokens[n].low == "by" and is_time(tokens, n + 1) for n in range(max(0, h - REACH), h))


def _belongs(token: Token) -> bool:
    """Whether a token only goes on with the place: "X and its airport"."""
    w = words()
    place = token.kind == "place" or token.low in w.place_part or token.low in w.place_whole
    return place or token.low in w.determiners or token.low in ("and", "of", "most", "all") or token.text == ","


def _headline(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "X back under army", "X square back in rebel hands": a headline without its verb."""
    if i == 0 or i + 2 >= len(tokens) or tokens[i + 1].low not in ("under", "in") or not inside_np(tokens, i - 1):
        return None
    start, ruled = phrase_start(tokens, i - 1)
    opens = start == 0 or tokens[start - 1].kind == "punct"
    end = phrase_end(tokens, i + 2)
    if ruled or not opens or end == i + 2:
        return None
    last = tokens[end - 1]
    if tokens[i + 1].low == "in" and last.low.rsplit(" ", 1)[-1] not in ("hands", "control", "grip", "grasp"):
        return None
    side = [
        t for t in tokens[i + 2 : end] if t.actor is not None or t.low in weapon_owners() or t.low in listed("armed")
    ]
    held = side or any(state(tokens, n) for n in range(i + 2, end))
    places = place_phrase(tokens, start, stop=i)
    if not held or places is None or not places.places:
        return None
    holder = Span(i + 2, end - 1 if last.low in ("hands", "control", "grip", "grasp") else end)
    return Match(rule, i, start, end, "nominal", None, replace(places, end=end), agent=holder)
