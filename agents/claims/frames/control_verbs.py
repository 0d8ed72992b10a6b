"""Places that a verb takes: "rebels seized X", "X was seized by rebels", "X, which rebels seized", "handed X over"."""

from collections.abc import Sequence
from dataclasses import replace

from agents.claims.entities.place_names import PlacePhrase
from agents.claims.entities.places import place_phrase
from agents.claims.frames.control_subjects import apposition, left_of_participle, subject_place
from agents.claims.frames.match import Match
from agents.claims.frames.sides import assign, obliques
from agents.claims.language.clauses import clause_end, goes_on, phrases
from agents.claims.language.noun_phrases import Span, phrase_end, phrase_start
from agents.claims.language.subjects import actor_subject, subject, told_subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def active(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "rebels seized X", "seizing X", "to take over X", "drove the army out of X", "withdrew from X"."""
    w, stop = words(), clause_end(tokens, k)
    places: PlacePhrase | None = None
    agent_role = "taken_from" if rule.subject == "taken_from" else "taken_by"
    patient: Span | None = None
    if rule.object == "place":
        if k < len(tokens) and tokens[k].low in ("up", "back", "over", "full") and not rule.after:
            k += 1
        places = place_phrase(tokens, k, stop=stop) or _it(tokens, group, k)
    elif rule.object == "taken_from":
        end = phrase_end(tokens, k)
        if end == k and k < len(tokens) and tokens[k].low in w.pronouns:
            end = k + 1
        if end > k:
            patient = Span(k, end)
            k = end
    if rule.object != "place":
        for preposition, role in rule.oblique.items():
            if role == "place" and places is None:
                for at in phrases(tokens, k, min(stop, k + 12), preposition):
                    places = place_phrase(tokens, at, stop=stop)
                    break
        if rule.object == "none" and places is not None and not _near_oblique(group.head, places):
            return None
    if places is None or _figurative(tokens, places.end):
        return None
    if rule.needs == "unopposed" and not _unopposed(tokens, places.end):
        return None
    if rule.needs == "taken_from" and places.end < len(tokens) and tokens[places.end].low == "of":
        end = phrase_end(tokens, places.end + 1)
        if not any(t.kind == "actor" or t.low in w.combatant for t in tokens[places.end : end]):
            return None  # "cleared X of snow"
    who = actor_subject(tokens, group)
    found = Match(rule, group.head, group.start, places.end, "active", group, places)
    assign(found, agent_role, who)
    if patient is not None:
        found.patient = patient
    obliques(tokens, found, places.end, stop)
    return found


def _it(tokens: Sequence[Token], group: VerbGroup, k: int) -> PlacePhrase | None:
    """The "it" of "stormed X and took it": the place that the verb before had as its object."""
    if k >= len(tokens) or tokens[k].low != "it":
        return None
    who = subject(tokens, group.start)
    for n in range(group.start - 1, max(-1, group.start - 30), -1):
        if tokens[n].kind == "place" and n + 1 < len(tokens) and tokens[n + 1].low not in ("'s", "'"):
            a, ruled = phrase_start(tokens, n)
            before = tokens[a - 1].low if a else ""
            if ruled and before not in ("into", "on", "to"):
                return None
            found = place_phrase(tokens, a, stop=n + 1)
            return None if found is None or who is None else replace(found, end=k + 1)
        if tokens[n].text in ";?!:" or tokens[n].kind == "actor":
            return None
    return None


def _unopposed(tokens: Sequence[Token], end: int) -> bool:
    """Whether "unopposed", "without a fight", "meeting no resistance" follows: who walked in holds the place."""
    for n in range(end, min(len(tokens), end + 14)):
        if tokens[n].low == "unopposed":
            return True
        if tokens[n].low in listed("leaving") and any(t.low in ("after", "once", "when") for t in tokens[end:n]):
            return True  # "entered the town after the garrison had fled"
        if n >= end + 9:
            continue
        before = {token.low for token in tokens[max(0, n - 4) : n]}
        if tokens[n].low in listed("unopposed") and before & {"without", "no", "little", "unhindered"}:
            return True
    return False


def _figurative(tokens: Sequence[Token], end: int) -> bool:
    """Whether "by surprise", "by storm" follows: the place is only a manner of speaking."""
    return end + 1 < len(tokens) and tokens[end].low == "by" and tokens[end + 1].low in listed("figures_after_by")


def _near_oblique(head: int, places: PlacePhrase) -> bool:
    """Whether nothing but adverbs stands between an intransitive verb and its "from"."""
    return places.start - head <= 6


def passive(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int, *, reduced: bool = False) -> Match | None:
    """ "X was seized by rebels", "X, seized last week by rebels", "the army was driven out of X"."""
    stop = clause_end(tokens, k)
    if rule.object == "place":
        goes_on_from = reduced and group.start > 1 and tokens[group.start - 1].low in ("and", "or")
        if goes_on_from:
            span = subject(tokens, group.start)  # "was lost on Monday and regained by X on Wednesday"
        else:
            span = left_of_participle(tokens, group) if reduced else told_subject(tokens, group)
        places = subject_place(tokens, span, 0 if reduced else group.start)
        if places is None or (reduced and not goes_on(tokens, k)):
            return None
        found = Match(
            rule, group.head, min(places.start, group.start), k, "reduced" if reduced else "passive", group, places
        )
        obliques(tokens, found, k, stop)
        if reduced:
            _declared(tokens, found)
        return found
    if rule.object == "taken_from":
        for preposition, role in rule.oblique.items():
            if role == "place":
                for at in phrases(tokens, k, min(stop, k + 6), preposition):
                    places = place_phrase(tokens, at, stop=stop)
                    if places is None:
                        continue
                    found = Match(rule, group.head, group.start, places.end, "passive", group, places)
                    found.patient = subject(tokens, group.start)
                    obliques(tokens, found, places.end, stop)
                    return found
    return None


def _declared(tokens: Sequence[Token], found: Match) -> None:
    """ "the army declared X liberated": it is the army's deed, and its word."""
    assert found.places is not None
    n = found.places.start - 1
    if n > 0 and tokens[n].low in listed("declaring") and found.agent is None:
        found.agent = subject(tokens, verb_group(tokens, n, frozenset({"past"})).start)


def relative_object(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "X, which rebels seized last week": the place stands before the relative pronoun."""
    who = subject(tokens, group.start)
    if who is None or who.start < 2 or (k < len(tokens) and tokens[k].kind in ("place", "num")):
        return None
    j = who.start - 1
    if tokens[j].low not in ("which", "that") or not goes_on(tokens, k):
        return None
    j -= 1
    if tokens[j].text == ",":
        j -= 1
    if j < 0:
        return None
    start, _ = phrase_start(tokens, j)
    if start >= 2 and tokens[start - 1].low in ("near", "outside") and tokens[start - 2].text == ",":
        j = start - 3  # "X, near Y, which …": X
        start, _ = phrase_start(tokens, j)
    places = subject_place(tokens, Span(start, j + 1)) or apposition(tokens, start)
    if places is None:
        return None
    found = Match(rule, group.head, places.start, k, "relative", group, places)
    assign(found, rule.subject, who)
    obliques(tokens, found, k, clause_end(tokens, k))
    return found


def split_verb(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str]) -> Match | None:
    """ "handed X over to Y", "took X back": the particle stands behind the place."""
    group = verb_group(tokens, i, tags)
    if group.passive:
        return None
    places = place_phrase(tokens, i + 1)
    if places is None or not places.places or places.end >= len(tokens):
        return None
    if (tokens[places.end].low,) not in rule.after:
        return None
    found = Match(rule, i, group.start, places.end + 1, "active", group, places)
    assign(found, "taken_from" if rule.subject == "taken_from" else "taken_by", actor_subject(tokens, group))
    obliques(tokens, found, places.end + 1, clause_end(tokens, places.end + 1))
    return found


def inverted(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "Also captured in the push were the villages of X and Y"."""
    if rule.object != "place" or group.start > 3:
        return None
    for n in range(k, min(len(tokens) - 1, k + 10)):
        if tokens[n].low in ("was", "were"):
            places = place_phrase(tokens, n + 1)
            if places is not None and places.places:
                return Match(rule, group.head, group.start, places.end, "passive", group, places)
            return None
    return None
