"""Plain words for a change of hands: "X is now the rebels'", "had X by noon", "found X empty", "met the same fate"."""

from collections.abc import Callable, Mapping, Sequence

from agents.claims.entities.place_names import PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.frames.control_standing import again_people, found_holding, now_have
from agents.claims.frames.match import Match
from agents.claims.frames.sides import state
from agents.claims.language.noun_phrases import Span, inside_np, is_adverb, is_time, phrase_end, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import actor_subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

REACH = 8
"""Tokens around a trigger in which the verb that belongs to it stands."""
_HAVE = {"have": "base", "has": "third", "had": "past"}


def plain(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """The match of one of these rules at its trigger; null where its words do not stand around it."""
    return _READERS[rule.name](tokens, i, rule)


def _verb(tokens: Sequence[Token], n: int) -> VerbGroup:
    low = tokens[n].low
    return verb_group(tokens, n, frozenset({_HAVE[low]} if low in _HAVE else {"past", "pp", "third"}))


def _place_before(tokens: Sequence[Token], start: int) -> PlacePhrase | None:
    """The place that is the subject of the verb beginning at ``start``."""
    span = subject(tokens, start)
    if span is None:
        start_ = phrase_start(tokens, start - 1)[0] if start and inside_np(tokens, start - 1) else start
        span = Span(start_, start) if start_ < start else None
    if span is None:
        return None
    found = place_phrase(tokens, span.start, stop=start)
    return found if found is not None and (found.places or found.anaphora) and found.end >= span.end else None


def _closed(tokens: Sequence[Token], k: int) -> bool:
    """Whether a clause ends at k, or goes on with a time or an "and"."""
    return k >= len(tokens) or tokens[k].kind == "punct" or is_time(tokens, k) or tokens[k].low in listed("clause_ends")


def _whose(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "X is now the rebels'", "by noon X was Hezbollah's", "X is no longer the army's"."""
    timed = tokens[i].low in listed("times_of_day")
    if timed and not any(token.low == "by" for token in tokens[max(0, i - 3) : i]):
        return None
    near = range(i + 1, min(len(tokens) - 2, i + REACH)) if timed else range(max(1, i - 2), min(len(tokens) - 2, i + 1))
    for b in near:
        if tokens[b].low not in words().be or tokens[b].low.startswith("'"):
            continue
        k, lost = b + 1, False
        while k < len(tokens) - 1 and (tokens[k].low in listed("whose_openers") or is_adverb(tokens[k])):
            lost = lost or tokens[k].low == "longer"
            k += 1
        owner = _owner(tokens, k)
        places = _place_before(tokens, b) if owner is not None else None
        if owner is None or places is None:
            return None
        group = verb_group(tokens, b, frozenset({"past", "third"}))
        found = Match(rule, b, min(places.start, b), owner.end + 1, "active", group, places)
        found.agent, found.patient = (None, owner) if lost else (owner, None)
        return found
    return None


def _national(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "X is Ukrainian again", "X was once again Azerbaijani": it is the nation's."""
    if tokens[i].low != "again":
        return None
    before = tokens[i - 1].low == "once"
    at = i - 1 if i and tokens[i - 1].capital else i + 1
    b = i - 2 if at < i else i - 1 - before
    if b < 1 or at >= len(tokens) or tokens[b].low not in words().be or not _of_a_nation(tokens[at]):
        return None
    after = max(at, i) + 1
    closed = _closed(tokens, after)
    places = _place_before(tokens, b)
    if not closed or places is None or not places.places:
        return None
    group = verb_group(tokens, b, frozenset({"past", "third"}))
    return Match(rule, b, places.start, after, "active", group, places, agent=Span(at, at + 1))


def _of_a_nation(token: Token) -> bool:
    """Whether a word is the adjective of a nation: "Ukrainian", "Somali", "Kuwaiti", "French"."""
    low = token.low
    told = low.endswith(("an", "ese", "ish", "i")) or low in ("french", "greek")
    return token.kind == "word" and token.capital and told


def _owner(tokens: Sequence[Token], k: int) -> Span | None:
    """Whose: the side before the "'s" that ends a clause."""
    end = k + (k < len(tokens) and tokens[k].low == "the")
    while end < len(tokens) - 1 and end - k < 4 and tokens[end].kind != "punct" and tokens[end].low != "'s":
        end += 1
    if not k < end < len(tokens) or tokens[end].low not in ("'s", "'", "’"):
        return None
    after = end + 1 + (end + 1 < len(tokens) and tokens[end + 1].low in ("now", "again"))
    side = any(
        t.actor is not None or t.low in listed("armed") or state(tokens, n)
        for n, t in enumerate(tokens[k:end], start=k)
    )
    return Span(k, end) if side and _closed(tokens, after) else None


def _had_by(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The rebels had X by Wednesday evening", "By breakfast the rebels had X"."""
    by = next((n for n in range(i - 1, max(-1, i - 4), -1) if tokens[n].low == "by"), -1)
    if by < 0:
        return None
    for h in (*range(by - 1, max(-1, by - REACH), -1), *range(i + 1, min(len(tokens) - 2, i + 12))):
        if tokens[h].low not in _HAVE:
            continue
        if tokens[h + 1].low in words().verbs or tokens[h + 1].low.endswith("ed") or tokens[h + 1].low == "overrun":
            return None  # "by noon the rebels had seized X" is told by its own verb
        places = place_phrase(tokens, h + 1)
        if places is None or not places.places:
            return None
        behind = places.end == by or (h > by and _closed(tokens, places.end))
        who = actor_subject(tokens, _verb(tokens, h))
        if not behind or who is None:
            return None
        return Match(rule, h, who.start, places.end, "active", _verb(tokens, h), places, agent=who)
    return None


def _found_empty(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Indian troops found X empty", "X was found deserted by Indian troops"."""
    for n in range(i - 1, max(0, i - REACH), -1):
        if tokens[n].low not in ("found", "find"):
            continue
        group = _verb(tokens, n)
        if not group.passive:
            places = place_phrase(tokens, n + 1, stop=i)
            who = actor_subject(tokens, group)
            if places is None or places.end != i or who is None or not _closed(tokens, i + 1):
                return None
            return Match(rule, n, who.start, i + 1, "active", group, places, agent=who)
        by = next((k + 1 for k in range(i + 1, min(len(tokens) - 1, i + 3)) if tokens[k].low == "by"), -1)
        found = _place_before(tokens, group.start)
        if by < 0 or found is None:
            return None
        return Match(rule, n, found.start, i + 1, "passive", group, found, agent=Span(by, phrase_end(tokens, by)))
    return None


def _same_fate(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "X met the same fate a fortnight later"."""
    verb = next((n for n in range(i - 1, max(0, i - 4), -1) if tokens[n].low in listed("meeting_fates")), -1)
    if verb < 1 or not {"same", "similar"} & {token.low for token in tokens[verb:i]}:
        return None
    group = _verb(tokens, verb)
    places = _place_before(tokens, group.start)
    if places is None or not places.places:
        return None
    return Match(rule, verb, places.start, i + 1, "active", group, places)


def _new_master(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "X has a new master", "X woke to new masters"."""
    if tokens[i - 1].low != "new":
        return None
    verb = next((n for n in range(i - 2, max(0, i - 5), -1) if tokens[n].low in (*_HAVE, "got", "woke", "awoke")), -1)
    if verb < 1:
        return None
    group = _verb(tokens, verb)
    places = _place_before(tokens, group.start) or _aside(tokens, group.start)
    if places is None or not places.places or not _closed(tokens, i + 1):
        return None
    return Match(rule, verb, places.start, i + 1, "active", group, places)


def _aside(tokens: Sequence[Token], start: int) -> PlacePhrase | None:
    """The place of "X, in effect, has …"."""
    comma = next((n for n in range(start - 2, max(0, start - 5), -1) if tokens[n].text == ","), -1)
    named = comma > 0 and tokens[start - 1].text == "," and tokens[comma - 1].kind == "place"
    return name_alone(tokens, comma - 1) if named else None


def _run_of(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "The militia has the run of X", "stormed the base and had the run of the town"."""
    if i < 3 or i + 2 >= len(tokens) or tokens[i - 1].low != "the" or tokens[i + 1].low != "of":
        return None
    if tokens[i - 2].low not in _HAVE:
        return None
    places = place_phrase(tokens, i + 2)
    group = _verb(tokens, i - 2)
    who = actor_subject(tokens, group)
    if places is None or not (places.places or places.anaphora) or who is None:
        return None
    return Match(rule, i - 2, group.start, places.end, "active", group, places, agent=who)


_READERS: Mapping[str, Callable[[Sequence[Token], int, Rule], Match | None]] = {
    "control.is-whose": lambda tokens, i, rule: _whose(tokens, i, rule) or _national(tokens, i, rule),
    "control.had-by": _had_by,
    "control.find-empty": _found_empty,
    "control.same-fate": _same_fate,
    "control.new-master": _new_master,
    "control.run-of": _run_of,
    "control.now-have": now_have,
    "control.find-holding": found_holding,
    "control.again-people": again_people,
}
"""What reads each rule that needs no more than plain words."""
