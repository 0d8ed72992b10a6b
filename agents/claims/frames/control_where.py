"""The place of a verb that has none behind it: told in front ("X: …", "X, from where"), left again, or named behind."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.place_names import PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import is_time, phrase_start
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def left_where(tokens: Sequence[Token], rule: Rule, group: VerbGroup) -> PlacePhrase | None:
    """The X of "X, from where the army was driven", "X, from which it withdrew", "X, where rebels ousted the army"."""
    for n in range(group.start - 1, max(1, group.start - 10), -1):
        if tokens[n].kind == "punct":
            return None
        if tokens[n].low not in ("where", "which"):
            continue
        out = tokens[n - 1].low == "from"
        if not out and (tokens[n].low == "which" or rule.name != "control.drive-out"):
            return None
        k = n - 1 - out - (tokens[n - 1 - out].text == ",")
        mention = tokens[k].place if k >= 0 else None
        if mention is None or mention.feature in ("country", "region", "water"):
            return None
        found = place_phrase(tokens, phrase_start(tokens, k)[0], stop=k + 1) or name_alone(tokens, k)
        return replace(found if found.places else name_alone(tokens, k), end=group.head + 1)
    return None


def stationed_there(tokens: Sequence[Token], group: VerbGroup, k: int, stop: int) -> PlacePhrase | None:
    """The X of "completed their tasks on X and withdrew the garrison stationed there"."""
    there = next((n for n in range(k, min(stop, k + 8)) if tokens[n].low == "there"), -1)
    if there < 0 or tokens[there - 1].low not in listed("posted") | {"from"}:
        return None
    for n in range(group.start - 1, max(0, group.start - 24), -1):
        if tokens[n].text in ";.:?!":
            return None
        if tokens[n].kind == "place" and tokens[phrase_start(tokens, n)[0] - 1].low in ("on", "in", "at", "inside"):
            return replace(name_alone(tokens, n), end=there + 1)
    return None


def headed(tokens: Sequence[Token], rule: Rule, k: int) -> PlacePhrase | None:
    """The X of the headline "X: army says it has pulled its men out": what is left where no other place is told."""
    if tokens[0].kind != "place" or tokens[1].text != ":" or k < 3 or rule.object == "place":
        return None
    away = k < len(tokens) and tokens[k].low in ("out", "away")
    moved = away or rule.object != "taken_from"
    k += away
    closed = k >= len(tokens) or tokens[k].kind == "punct" or is_time(tokens, k)
    goes_on = closed or tokens[k].low in listed("clause_ends") | {"to", "under", "amid"}
    return name_alone(tokens, 0) if moved and goes_on else None


def headlined(tokens: Sequence[Token], k: int) -> PlacePhrase | None:
    """The X of the headline "X: rebels take control", "X: army regains full control", which ends at k."""
    ends = k >= len(tokens) or tokens[k].text in ",;:–—-" or tokens[k].low in ("after", "as", "following")
    named = tokens[0].kind == "place" and tokens[1].text == ":" and tokens[-1].text not in ".?!"
    return replace(name_alone(tokens, 0), end=k) if named and ends else None


def left_again(tokens: Sequence[Token], group: VerbGroup, k: int) -> PlacePhrase | None:
    """The X of "seized X before withdrawing", "held X for a day, then pulled out again": who was in it leaves it."""
    low = tokens[group.head].low
    if low.startswith("pull"):
        if k >= len(tokens) or tokens[k].low not in ("out", "back"):
            return None
        k += 1
    elif not low.startswith(("withdr", "retreat")):
        return None
    after = tokens[k] if k < len(tokens) else None
    closed = after is None or after.kind == "punct" or is_time(tokens, k) or after.low in listed("after_leaving")
    if closed and group.form == "infinitive":
        return _attacked(tokens, group, k)
    begins = group.start - 1
    while begins > 0 and tokens[begins].low in ("then", "later", "again", "finally"):
        begins -= 1
    if not closed or begins < 3 or tokens[begins].low not in ("before", "and", "then", "but", ","):
        return None
    for n in range(begins - 1, max(0, begins - 24), -1):
        if tokens[n].text in ";.:?!" or tokens[n].low in ("that", "which", "who", "said", "after", "when"):
            return None
        if tokens[n].low in listed("taking_or_holding"):
            found = place_phrase(tokens, n + 1, stop=begins)
            return replace(found, end=k) if found is not None and found.places else None
    return None


def _attacked(tokens: Sequence[Token], group: VerbGroup, k: int) -> PlacePhrase | None:
    """The X of "attacked X on Tuesday, forcing the soldiers to withdraw": what was attacked was left."""
    forced = next((n for n in range(group.start - 1, max(0, group.start - 9), -1) if tokens[n].low == "forcing"), -1)
    for n in range(forced - 1, max(0, forced - 16), -1):
        if tokens[n].text in ";.:?!":
            return None
        if tokens[n].low in listed("deeds_of_attack"):
            found = place_phrase(tokens, n + 1, stop=forced)
            return replace(found, end=k) if found is not None and found.places else None
    return None


def named_behind(tokens: Sequence[Token], found: Match) -> Match:
    """The match with the X of "The town that was seized on Monday, X, lies near Y": named behind what tells of it."""
    places = found.places
    if places is None or places.places or places.start > 1 or places.start >= found.head:
        return found
    if tokens[places.start].low != "the" or places.anaphora not in words().place_whole:
        return found
    for n in range(found.head + 1, min(len(tokens) - 2, found.head + 10)):
        if tokens[n].low in words().auxiliaries or tokens[n].text in ".;:":
            break
        if tokens[n].text == ",":
            named = tokens[n + 1].kind == "place" and tokens[n + 2].text == ","
            return replace(found, places=replace(name_alone(tokens, n + 1), start=places.start)) if named else found
    return found
