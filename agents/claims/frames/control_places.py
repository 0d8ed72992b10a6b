"""What stands for the place of a verb of control, or for who had held it: "it", where units stood, "to find X gone"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.place_names import Found, PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.entities.untagged import named_plainly
from agents.claims.language.noun_phrases import Span, inside_np, is_time, phrase_end, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import actor_subject
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

WALKING_IN = frozenset({"control.walk-in", "control.enter-unopposed", "control.sweep"})
"""Rules of those who come without a fight: where others had just left, the place was left to them."""


def ranked_before(tokens: Sequence[Token], places: PlacePhrase) -> PlacePhrase | None:
    """The X of "X, the first part of Y to be lost": the description of a place is no second one."""
    first = places.start
    comma = next((n for n in (first - 1, first - 2) if n > 1 and tokens[n].text == ","), -1)
    if comma < 0 or not any(token.low in listed("ranks") for token in tokens[comma : places.end]):
        return None
    start, _ = phrase_start(tokens, comma - 1)
    found = place_phrase(tokens, start, stop=comma)
    return found if found is not None and found.places else None


def found_gone(tokens: Sequence[Token], k: int) -> Span | None:
    """The Y of "rolled into X at dawn to find Y gone": who had held it."""
    for n in range(k, min(len(tokens) - 2, k + 8)):
        if (tokens[n].low, tokens[n + 1].low) == ("to", "find"):
            end = phrase_end(tokens, n + 2)
            gone = any(token.low in ("gone", "fled", "left", "withdrawn") for token in tokens[end - 1 : end + 2])
            return Span(n + 2, end) if gone and any(t.kind == "actor" for t in tokens[n + 2 : end]) else None
    return None


def driven_off(tokens: Sequence[Token], k: int) -> bool:
    """Whether "off" or "out" ends a clause, or only a time follows: "chased them off", "drove X out a week ago"."""
    if k >= len(tokens) or tokens[k].low not in ("off", "out"):
        return False
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    timed = any(is_time(tokens, n) for n in range(k + 1, min(len(tokens), k + 4)))
    return after is None or after.kind == "punct" or after.low in ("and", "again") or (timed and after.low != "of")


def left_before(tokens: Sequence[Token], k: int) -> Span | None:
    """The Y of "marched into X after Y had melted away": who had held it, and left without a fight."""
    for n in range(k, min(len(tokens) - 2, k + 12)):
        if tokens[n].low in listed("unopposed") or tokens[n].text in ";:":
            return None  # "without a fight as the garrison left": they took it
        if tokens[n].low not in ("after", "as", "when", "once"):
            continue
        for m in range(n + 2, min(len(tokens), n + 12)):
            if tokens[m].low in listed("leaving_quietly"):
                armed = any(t.kind == "actor" or t.low in listed("garrisons") for t in tokens[n + 1 : m])
                return Span(n + 1, m - (tokens[m - 1].low in words().have)) if armed else None
        return None
    return None


def posted(tokens: Sequence[Token], group: VerbGroup, stop: int) -> PlacePhrase | None:
    """The X of "army units at X withdrew to the hills": where those stood who left."""
    who = subject(tokens, group.start)
    if who is None or who.end + 1 >= len(tokens) or tokens[who.end].low not in ("at", "in") or group.form != "finite":
        return None
    place = tokens[who.end + 1].place
    small = place is not None and place.feature not in ("country", "province", "region")
    armed = any(token.actor is not None or token.low in listed("garrisons") for token in tokens[who.start : who.end])
    left = tokens[group.head].low in listed("gone_off") and not any(t.low == "from" for t in tokens[group.head : stop])
    return name_alone(tokens, who.end + 1) if small and armed and left and group.tense != "present" else None


def shared_object(tokens: Sequence[Token], k: int) -> int:
    """Where the object of "took and then left X" begins: behind the second verb; k where there is none."""
    n = k + 1
    if k + 2 >= len(tokens) or tokens[k].low not in ("and", "or"):
        return k
    while n + 1 < len(tokens) and tokens[n].low in words().adverbs:
        n += 1
    verb = tokens[n].low in words().verbs - words().auxiliaries or tokens[n].low.endswith("ed")
    return n + 1 if verb and tokens[n].kind == "word" else k


DAY = 5
"""Tokens of "late on Friday afternoon", at most."""
_BEFORE_DAY = frozenset({"on", "at", "by", "before", "around", "late", "early"})


def past_a_day(tokens: Sequence[Token], k: int) -> int:
    """Where the object of "captured on Friday the town of X", "seized at dawn X" begins; k where no day is told."""
    if k + 3 < len(tokens) and tokens[k].low == "in" and tokens[k + 2].low == "succession":
        return k + 3  # "seized in quick succession X and Y"
    n = k
    while n < min(len(tokens), k + DAY) and (is_time(tokens, n) or tokens[n].low in _BEFORE_DAY):
        n += 1
    if n == k or tokens[n - 1].low in _BEFORE_DAY:
        return k
    n += n < len(tokens) and tokens[n].low in listed("parts_of_the_day")
    opens = n < len(tokens) and (tokens[n].kind in ("num", "place") or tokens[n].low in listed("openers"))
    return n if opens else k


def past_who_lost(tokens: Sequence[Token], k: int) -> Span | None:
    """The Y of "captured from Y X" behind the "from" at k, where the place stands right behind the side."""
    for n in range(k + 1, min(len(tokens) - 1, k + 5)):
        if tokens[n].kind == "actor" or tokens[n].low in words().combatant:
            after = n + 1
            while after + 1 < len(tokens) and (tokens[after].kind == "actor" or tokens[after].low in words().combatant):
                after += 1
            opens = tokens[after].kind == "place" or tokens[after].low in listed("openers")
            return Span(k + 1, after) if opens else None
        if tokens[n].kind != "word" or tokens[n].low in words().prepositions:
            return None
    return None


def _lies_there(tokens: Sequence[Token], n: int) -> bool:
    """Whether the token at n names what only lies in the place behind its "in": "Sake in North Kivu", "X town in Y"."""
    noun = n - (tokens[n].low in words().place_whole)
    return noun >= 0 and tokens[noun].kind == "place"


def it(tokens: Sequence[Token], group: VerbGroup, k: int) -> PlacePhrase | None:
    """The "it" of "stormed X and took it", "have held X since they overran it": the place named before."""
    if k >= len(tokens) or tokens[k].low != "it":
        return None
    who = subject(tokens, group.start)
    only = group.form == "infinitive" and tokens[group.governor].low == "only"
    if only:
        return _taken_before(tokens, group.governor, k)  # "captured X on Friday only to lose it"
    if who is None:
        return None
    last = group.start if who.shared else min(who.start, group.start)
    for n in range(last - 1, max(-1, group.start - 30), -1):
        if tokens[n].kind == "place" and n + 1 < len(tokens):
            a, ruled = phrase_start(tokens, n)
            if _rulers(tokens, n):
                continue  # "a day after Y said its troops had captured it"
            if tokens[n + 1].low in ("'s", "'"):
                owned = place_phrase(tokens, a, stop=group.start)  # "captured X's station but lost it"
                if owned is not None and owned.places and owned.end > n + 2 and who.shared:
                    return replace(owned, end=k + 1)
                continue
            before = tokens[a - 1].low if a else ""
            if _away(tokens, n):
                continue  # "X, an hour west of Y": X
            if ruled and before == "in" and a > 1 and (tokens[a - 2].text == "," or _lies_there(tokens, a - 2)):
                continue  # "attacked the base at X, in the valley of Y, and took it", "X in Y was taken, … retook it"
            if ruled and before not in ("into", "on", "to", "through", "of", "at", "around", "over", "for"):
                return None
            found = place_phrase(tokens, a, stop=n + 1)
            return replace(found if found is not None and found.places else name_alone(tokens, n), end=k + 1)
        opposed = n and tokens[n - 1].low in listed("other_side") | {"the"}
        if tokens[n].text in ";?!:" or (tokens[n].kind == "actor" and who.shared and not opposed):
            break
    return _place_retaken(tokens, group, k)


def _rulers(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is a state that speaks: "Ethiopia said"."""
    mention = tokens[n].place
    return mention is not None and mention.feature == "country" and tokens[n + 1].low in listed("rulers_say")


def _taken_before(tokens: Sequence[Token], at: int, k: int) -> PlacePhrase | None:
    """The place of the clause before "only to lose it"."""
    for n in range(at - 1, max(-1, at - 20), -1):
        if tokens[n].text in ";.:?!":
            return None
        if tokens[n].kind == "place":
            found = place_phrase(tokens, phrase_start(tokens, n)[0], stop=at)
            return replace(found if found is not None and found.places else name_alone(tokens, n), end=k + 1)
    return None


def _place_retaken(tokens: Sequence[Token], group: VerbGroup, k: int) -> PlacePhrase | None:
    """The "it" of "the army retook it on Friday": a place of the clause or the sentence before; only places are
    retaken.
    """
    told = tokens[group.head].low in listed("captured_it") and group.start and tokens[group.start - 1].kind == "actor"
    clears = told or tokens[group.head].low in listed("retaken")
    return PlacePhrase((), k + 1, anaphora="it", start=k) if clears else None


def _away(tokens: Sequence[Token], a: int) -> bool:
    """Whether the phrase at ``a`` only says where another place lies: "an hour west of", "20 km from"."""
    if a > 3 and tokens[a - 1].text == "," and tokens[a - 2].low.endswith(("capital", "city", "town")):
        a = next((n for n in range(a - 3, max(1, a - 7), -1) if tokens[n].low == "the"), a)  # "of the capital, Y"
    if a < 2 or tokens[a - 1].low not in ("of", "from"):
        return False
    return tokens[a - 2].low in words().direction | listed("distances")


def unlisted(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> PlacePhrase | None:
    """The X of "fighters took control of X after …", which no gazetteer has: what is so taken is a place."""
    sure = rule.name in ("control.take-control", "control.regain-control", "control.lose-control")
    if not (sure or tokens[group.head].low in listed("of_places_alone")) or k >= len(tokens) or not tokens[k].capital:
        return None
    named = named_plainly(tokens, k)
    who = actor_subject(tokens, group) if named is not None else None
    if named is None or who is None or not any(token.kind == "actor" for token in tokens[who.start : who.end]):
        return None
    return PlacePhrase((Found(named[0], "other", k),), named[1], start=k)


def beside_a_border(tokens: Sequence[Token], start: int) -> int:
    """Where "a town" stands in "a town near the border with X that …", with X at ``start``; -1 for any other phrase."""
    if (
        start < 5
        or tokens[start - 1].low not in ("with", "to", "from")
        or tokens[start - 2].low not in listed("lines_shared")
    ):
        return -1
    for n in range(start - 3, max(1, start - 9), -1):
        if tokens[n].low in words().place_whole and inside_np(tokens, n):
            town = phrase_start(tokens, n)[0]
            return town if tokens[town].low in ("a", "an", "the") else -1
        if tokens[n].kind not in ("word", "num") or tokens[n].low in words().verbs:
            return -1
    return -1


ALSO = frozenset({"and", "or", "but"})


def before_adverbs(tokens: Sequence[Token], start: int) -> int:
    """The position before the adverbs that lead to a second participle: the "and" of "and then lost"."""
    n = start - 1
    while n > 1 and tokens[n].low in ("then", "later", "subsequently", "again", "eventually"):
        n -= 1
    return n


def taken_by_before(tokens: Sequence[Token], start: int) -> Span | None:
    """Who had taken what is lost again: the Y of "captured by Y on Monday and lost on Friday"."""
    for n in range(start - 1, max(0, start - 14), -1):
        if tokens[n].low == "by" and tokens[n - 1].low.endswith(("ed", "en")):
            end = phrase_end(tokens, n + 1)
            return Span(n + 1, end) if any(token.kind == "actor" for token in tokens[n + 1 : end]) else None
    return None
