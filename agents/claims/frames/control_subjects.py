"""Places as subjects: "X fell to rebels", "X, a town in the west, is now in rebel hands", "the latest town to fall"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.place_names import Found, PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.entities.untagged import named_site, two_sites
from agents.claims.language.noun_phrases import Span, is_time, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.words import listed, words


def left_of_participle(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The noun phrase right before a bare participle ("the town seized by …")."""
    j = group.start - 1
    if j >= 0 and tokens[j].text in ",:":
        j -= 1
    if j < 0 or tokens[j].kind not in ("place", "word") or tokens[j].low in words().verbs:
        return None
    start, _ = phrase_start(tokens, j)
    told = max((n + 1 for n in range(start, j) if tokens[n].low in listed("declaring")), default=start)
    return Span(told, j + 1)  # "the army admits X lost": X


def subject_place(tokens: Sequence[Token], span: Span | None, stop: int = 0) -> PlacePhrase | None:
    """The place that a subject names as its head; null where its head is something else.

    stop: where its verb begins, so that "two villages in X" is read whole.
    """
    if span is None:
        return _opening_name(tokens, stop)
    told = max((n + 1 for n in range(span.start, span.end - 1) if tokens[n].low in listed("declaring")), default=0)
    if told > span.start:
        span = replace(span, start=told)  # "the army admits X has fallen": X
    if (
        named := _capital_beside(tokens, span) or _city_of(tokens, span) or _open_aside(tokens, span, stop)
    ) is not None:
        return named
    if (named := _named_last(tokens, span, stop)) is not None:
        return named
    if (nth := _nth_time(tokens, span)) > 0:
        span = Span(nth, span.end, span.relative)
    its = span.start >= 2 and tokens[span.start].low == "its" and tokens[span.start - 1].low == "and"
    if its and tokens[span.end - 1].low in listed("surroundings"):  # "X and its surroundings"
        span = Span(phrase_start(tokens, span.start - 2)[0], span.start - 1, span.relative)
        stop = span.end
    of = next((n for n in range(span.start, span.end - 2) if tokens[n].low == "control"), -1)
    if (span.relative or of == span.start) and of >= 0 and tokens[of + 1].low in ("of", "over"):
        span = Span(of + 2, span.end, span.relative)  # "took full control of X, which had fallen last week"
    if (site := site_phrase(tokens, span.start, max(span.end, stop))) is not None:
        return site
    found = place_phrase(tokens, span.start, stop=max(span.end, stop))
    if found is not None and found.places:
        found = replace(found, places=(*_earlier_conjuncts(tokens, span.start), *found.places))
    if found is not None and found.places:
        last = tokens[span.end - 1]
        if last.kind == "actor" or (last.kind == "word" and last.low in words().civilian | words().combatant):
            return None
        if found.end < span.end and last.low in listed("attack_nouns", "occasions_named"):
            return None  # "the X bombing was claimed by Y"
        return _part_by_name(tokens, found, stop) or found
    if found is not None and not found.places and found.end < span.end and tokens[found.end].low in ("'s", "'"):
        return None  # "the town's water is under government control"
    if found is None and span.end - span.start == 1 and tokens[span.start].low == "it":
        return PlacePhrase((), span.end, anaphora="it", start=span.start)
    return _named_behind(tokens, span, stop) or found or _opening_name(tokens, stop)


def _open_aside(tokens: Sequence[Token], span: Span, stop: int) -> PlacePhrase | None:
    """The X of "X, a stronghold of the rebels for years has fallen", whose second comma is left out."""
    a = span.start
    if a < 2 or stop <= span.end - 1 or tokens[a - 1].text != "," or tokens[a - 2].kind != "place":
        return None
    if tokens[a].low not in ("a", "an") or any(token.text == "," for token in tokens[a:stop]):
        return None
    noun = any(token.low in words().place_whole for token in tokens[a + 1 : a + 5])
    return name_alone(tokens, a - 2) if noun else None


def _named_last(tokens: Sequence[Token], span: Span, stop: int) -> PlacePhrase | None:
    """The X of "Capital of the province of Y, X fell on Tuesday", "The last base in Y, X was overrun": not Y."""
    k = stop - 1
    while k > span.start + 2 and tokens[k].low in words().auxiliaries | words().adverbs:
        k -= 1
    if k < span.start + 4 or tokens[k].kind != "place" or tokens[k - 1].text != ",":
        return None
    capital = any(token.low in ("capital", "seat") for token in tokens[span.start : span.start + 3])
    wide = any(
        t.place is not None and t.place.feature in ("province", "region", "country") for t in tokens[span.start : k - 1]
    )
    return name_alone(tokens, k) if capital and wide else None


def _part_by_name(tokens: Sequence[Token], found: PlacePhrase, stop: int) -> PlacePhrase | None:
    """The Y of "the last stronghold in X, the district of Y, was captured": by name, and no part of X any more."""
    closed = found.end + 2 < stop < len(tokens) and (tokens[found.end].text, tokens[stop - 1].text) == (",", ",")
    if not closed or len(found.places) != 1 or found.places[0].place.precision != 2:
        return None
    named = place_phrase(tokens, found.end + 1, stop=stop - 1)
    small = named is not None and len(named.places) == 1 and named.places[0].feature in listed("sites")
    whole = named is not None and small and named.end >= stop - 1
    return replace(named, start=found.start) if named is not None and whole else None


def _nth_time(tokens: Sequence[Token], span: Span) -> int:
    """Where X stands in "it is the third time X has fallen"; 0 in any other phrase."""
    for n in range(span.start + 1, span.end - 1):
        if tokens[n].low == "time" and (tokens[n + 1].kind == "place" or tokens[n + 1].low in words().determiners):
            return n + 1
    return 0


def whose_capital(tokens: Sequence[Token], span: Span | None) -> PlacePhrase | None:
    """The X of "X, the capital of the province of Y that fell on Friday": not the province."""
    if span is None or not span.relative or span.start < 2:
        return None
    of = next((n for n in range(span.end - 1, max(span.start, span.end - 4), -1) if tokens[n].low == "of"), -1)
    if of < 3 or tokens[of - 1].low not in ("capital", "seat", "centre", "center"):
        return None
    a = span.start
    if a < 2 or tokens[a - 1].text != "," or tokens[a - 2].kind != "place":
        return None
    return name_alone(tokens, a - 2)


def _capital_beside(tokens: Sequence[Token], span: Span) -> PlacePhrase | None:
    """The X of "X city, capital of Y province has fallen", whose second comma is left out: not the province."""
    a = span.start
    n = a + (tokens[a].low in words().determiners)
    while n < span.end and (tokens[n].low in words().direction or tokens[n].low in ("provincial", "regional")):
        n += 1
    if a < 2 or tokens[a - 1].text != "," or n + 1 >= len(tokens):
        return None
    if tokens[n].low not in ("capital", "seat") or tokens[n + 1].low != "of":
        return None
    k = a - 2 - (tokens[a - 2].low in words().place_whole)
    return name_alone(tokens, k) if k >= 0 and tokens[k].kind == "place" else None


def _city_of(tokens: Sequence[Token], span: Span) -> PlacePhrase | None:
    """The X of "X, a Malian city taken on Tuesday by rebels", where the country's name stands with its city."""
    inside = tokens[span.start : span.end]
    described = inside[-1].low in words().place_whole and any(
        token.place is not None and token.place.feature == "country" for token in inside[:-1]
    )
    if not described or span.start < 2 or tokens[span.start - 1].text != "," or inside[0].low not in ("a", "an", "the"):
        return None
    return name_alone(tokens, span.start - 2) if tokens[span.start - 2].kind == "place" else None


def site_phrase(tokens: Sequence[Token], k: int, stop: int) -> PlacePhrase | None:
    """The site at k that only its noun makes a place, where no place by name stands in its phrase."""
    if (both := two_sites(tokens, k, stop)) is not None:
        first, second, end = both
        return PlacePhrase((Found(first, "facility", k), Found(second, "facility", k + 2)), end, start=k)
    named = named_site(tokens, k, stop)
    return PlacePhrase((Found(named[0], "facility", k),), named[1], start=k) if named is not None else None


def _opening_name(tokens: Sequence[Token], stop: int) -> PlacePhrase | None:
    """The name that opens a sentence before a description in commas: "X, refuge of thousands, slipped from …"."""
    if stop < 4 or tokens[0].kind != "place" or tokens[stop - 1].text != ",":
        return None
    if tokens[1].low == "and" and stop > 7 and tokens[2].kind == "place" and tokens[3].text == ",":
        aside = tokens[4 : stop - 1]  # "X and Y, less than 20 miles from the border, were retaken"
        told = aside[0].low in ("where", "which", "home", "once")  # "X and Y, where families of Z lived, came under"
        shut = ("punct",) if told else ("place", "punct")
        plain = not any(t.low in words().auxiliaries or t.kind in shut for t in aside)
        return place_phrase(tokens, 0, stop=3) if plain else None
    if tokens[1].text != ",":
        return None
    if tokens[2].kind != "word" or any(t.low in words().auxiliaries or t.kind == "punct" for t in tokens[2 : stop - 1]):
        return None
    return name_alone(tokens, 0)


def _named_behind(tokens: Sequence[Token], span: Span, stop: int) -> PlacePhrase | None:
    """The name behind its description: "the last of the rebels' camps, X, was overrun"."""
    described = any(t.low in words().place_whole | words().place_plural for t in tokens[span.start : span.end])
    if not described or span.end + 3 > stop or tokens[stop - 1].text != ",":
        return None
    if tokens[span.end].text == "," and tokens[span.end + 1].low == "the":  # "the army's main base, the port of X,"
        named = place_phrase(tokens, span.end + 1, stop=stop - 1)
        if named is not None and named.places and named.end >= stop - 1:
            return named
        ends = tokens[stop - 2].kind == "place" and tokens[stop - 3].low == "of"
        return name_alone(tokens, stop - 2) if ends else None  # "the Red Sea port of X"
    if tokens[stop - 3].text != ",":
        return None
    return name_alone(tokens, stop - 2) if tokens[stop - 2].kind == "place" else None


def garrison_of(tokens: Sequence[Token], span: Span | None) -> PlacePhrase | None:
    """The place of "X's defenders surrendered", "the garrison of X capitulated", "the soldiers in X gave up"."""
    if span is None:
        return None
    inside = tokens[span.start : span.end]
    if not any(token.low in listed("garrisons") for token in inside):
        posted = span.end + 1 < len(tokens) and tokens[span.end].low in ("in", "at")
        if not posted or tokens[span.end - 1].kind != "actor" or any(token.kind == "num" for token in inside):
            return None
    for n in range(span.start, min(len(tokens), span.end + 2)):
        owns = n + 1 < len(tokens) and tokens[n + 1].low == "'s"
        if tokens[n].kind == "place" and (owns or tokens[n - 1].low in ("of", "at", "in")):
            return name_alone(tokens, n)
    return None


def _earlier_conjuncts(tokens: Sequence[Token], start: int) -> tuple[Found, ...]:
    """The X of "X, a town in the west, and Y were …": the place before a parenthesis that "and" goes on from."""
    if start >= 3 and tokens[start - 1].low == "nor" and tokens[start - 2].kind == "place":
        return name_alone(tokens, start - 2).places  # "neither X nor Y has been surrendered"
    if start < 3 or tokens[start - 1].low != "and" or tokens[start - 2].text != ",":
        return ()
    for n in range(start - 3, max(-1, start - 16), -1):
        if tokens[n].text == "," and n > 0 and tokens[n - 1].kind == "place":
            return name_alone(tokens, n - 1).places
        if tokens[n].low in words().auxiliaries or tokens[n].text in ";.":
            return ()
    return ()


def apposition(tokens: Sequence[Token], start: int) -> PlacePhrase | None:
    """ "Mosul, the north's main city, which …": the name before a describing phrase."""
    if start >= 2 and tokens[start - 1].text == "," and tokens[start - 2].kind == "place":
        a, _ = phrase_start(tokens, start - 2)
        return place_phrase(tokens, a, stop=start - 1)
    return None


def ranked_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject of "to fall" in "X became the latest town to fall": that of the verb before the ranked noun."""
    start = group.start
    for j in range(start - 1, max(-1, start - 8), -1):
        if tokens[j].low in listed("ranks"):
            at = j - 1
            while at >= 0 and (tokens[at].low in ("the", "its", "'s", "on") or is_time(tokens, at)):
                at -= 1
            if at < 0:
                return None
            if tokens[at].text == ",":
                a, ruled = phrase_start(tokens, at - 1)
                if ruled and a > 2 and tokens[a - 1].low in ("in", "near") and tokens[a - 2].kind == "place":
                    a, _ = phrase_start(tokens, a - 2)  # "a base at X in the region of Y, the fourth to fall"
                return Span(a, at)
            if tokens[at].low in listed("becoming"):
                tags = frozenset({"ing"}) if tokens[at].low == "becoming" else frozenset({"past", "pp"})
                verb = verb_group(tokens, at, tags)
                return subject(tokens, verb.start) or left_of_participle(tokens, verb)
            return None
    return None if group.governor < 0 else subject(tokens, _governor_start(tokens, group.governor))


def _governor_start(tokens: Sequence[Token], governor: int) -> int:
    return verb_group(tokens, governor, frozenset({"past", "pp"})).start
