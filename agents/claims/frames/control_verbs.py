"""Places that a verb takes: "rebels seized X", "X was seized by rebels", "X, which rebels seized", "handed X over"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.place_names import PlacePhrase
from agents.claims.entities.places import place_phrase
from agents.claims.frames.control_gains import not_they
from agents.claims.frames.control_left import those_fleeing, unarmed_fleeing
from agents.claims.frames.control_lists import within_clause
from agents.claims.frames.control_needs import needed, under_control, whose_control
from agents.claims.frames.control_places import (
    ALSO,
    WALKING_IN,
    before_adverbs,
    driven_off,
    found_gone,
    it,
    left_before,
    past_a_day,
    past_who_lost,
    posted,
    ranked_before,
    shared_object,
    taken_by_before,
    unlisted,
)
from agents.claims.frames.control_subjects import (
    apposition,
    left_of_participle,
    ranked_subject,
    site_phrase,
    subject_place,
)
from agents.claims.frames.control_where import headed, headlined, left_again, left_where, stationed_there
from agents.claims.frames.match import Match
from agents.claims.frames.sides import assign, obliques
from agents.claims.language.clauses import clause_end, goes_on, phrases
from agents.claims.language.noun_phrases import Span, inside_np, is_time, phrase_end
from agents.claims.language.subjects import main_subject, subject
from agents.claims.language.told_subjects import actor_subject, fronted_subject, told_subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

_LEAVING = frozenset({"control.drive-out", "control.withdraw", "control.withdraw-troops", "control.clear-out"})
"""Rules of what one is driven out of, or leaves."""
NEAR = 9
"""Tokens between those who leave and what they leave to others, at most."""


def active(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "rebels seized X", "seizing X", "to take over X", "drove the army out of X", "withdrew from X"."""
    w, stop = words(), clause_end(tokens, k)
    places: PlacePhrase | None = None
    agent_role = "taken_from" if rule.subject == "taken_from" else "taken_by"
    patient: Span | None = None
    if [token.low for token in tokens[k : k + 2]] == ["part", "in"] or (
        rule.needs != "no place" and _no_object(tokens, k)
    ):
        return None  # "took part in exercises"
    if rule.object == "place":
        if k < len(tokens) and tokens[k].low in ("up", "back", "over", "full") and not rule.after:
            k += 1
        k = past_a_day(tokens, shared_object(tokens, k))
        if k < len(tokens) and tokens[k].low == "from" and (lost := past_who_lost(tokens, k)) is not None:
            patient, k = lost, lost.end  # "captured from the rebels X"
        if k + 2 < len(tokens) and tokens[k].low == "from":
            occupied = (n for n in range(k + 1, min(len(tokens) - 1, k + 4)) if tokens[n].low == "occupation")
            k = next(occupied, k - 1) + 1  # "liberated from Armenian occupation the city of X"
        places = site_phrase(tokens, k, stop) or place_phrase(tokens, k, stop=stop) or it(tokens, group, k)
        places = places or unlisted(tokens, rule, group, k)
        places = within_clause(tokens, places) if places is not None else None
    elif rule.object == "taken_from":
        k += rule.name == "control.drive-out" and _particle(tokens, k)  # "flushed out the rebels from X"
        end = phrase_end(tokens, k)
        if end == k and k < len(tokens) and tokens[k].low in w.pronouns:
            end = k + 1
        if end > k:
            patient = Span(k, end)
            k = end
        if rule.name == "control.drive-out" and k < len(tokens) and _only_moved(tokens, k):
            return None
    if rule.object != "place":
        for preposition, role in rule.oblique.items():
            if role == "place" and places is None:
                for at in phrases(tokens, k, min(stop, k + 12), preposition):
                    places = place_phrase(tokens, at, stop=stop)
                    break
        if rule.object == "none" and places is not None and not _near_oblique(group.head, places):
            return None
    if places is None and rule.name == "control.drive-out" and patient is not None and driven_off(tokens, k):
        places = PlacePhrase((), k + 1, anaphora="there", start=k)
    if places is None and rule.name in _LEAVING:
        places = left_where(tokens, rule, group)
    if rule.needs == "no place":
        places = headlined(tokens, k) or _there(tokens, k)
    if places is None and rule.name == "control.withdraw":
        places = posted(tokens, group, stop) or left_again(tokens, group, k)
    if places is None and rule.value == "withdrawn":
        places = headed(tokens, rule, k) or stationed_there(tokens, group, k, stop)
    if places is None or _figurative(tokens, group, places) or not needed(tokens, rule, group, places):
        return None
    if _retaken(tokens, rule, places) or (rule.name == "control.drive-out" and patient is None):
        return None  # "columns drove out of X" are gone
    if rule.value == "withdrawn" and unarmed_fleeing(tokens, group):
        return None
    fleeing = those_fleeing(tokens, group) if rule.value == "withdrawn" else None
    who = fleeing or _whose_attack(tokens, actor_subject(tokens, group)) or _first_actor(tokens, group)
    if rule.needs == "left to" and who is not None and group.start - who.end > NEAR:
        who = None  # "troops were regrouping, and the last lorries had gone, leaving X to Y"
    if rule.name == "control.redeploy" and patient is not None and tokens[places.start - 1].low == "from":
        return None  # "redeployed 500 men from X": a part of them
    found = Match(rule, group.head, group.start, places.end, "active", group, places)
    assign(found, agent_role, who)
    if patient is not None:
        found.patient = patient
    obliques(tokens, found, places.end, stop)
    if rule.needs in ("receiver", "left to") and found.agent is None:
        return None
    if found.patient is None and agent_role == "taken_by":
        found.patient = found_gone(tokens, places.end)
        if found.patient is None and rule.name in WALKING_IN:
            found.patient = left_before(tokens, places.end)
    return found


def _whose_attack(tokens: Sequence[Token], who: Span | None) -> Span | None:
    """The troops of "an offensive by 10,000 troops captured X"; else those who are told of as they stand."""
    if who is not None and who.start > 1 and (tokens[who.start - 1].low, tokens[who.start].low) == ("as", "part"):
        return subject(tokens, who.start - 1) or who  # "Y as part of a wider effort captured X"
    if who is None or who.end + 1 >= len(tokens):
        return who
    if tokens[who.start].low == "not" and who.end > who.start + 1:
        who = replace(who, start=who.start + 1)
    if who.start > 1 and tokens[who.start - 1].low == "not" and (meant := not_they(tokens, who)) is not None:
        return meant
    if (tokens[who.end - 1].low, tokens[who.end].low) == ("belonging", "to"):  # "a column of vehicles belonging to Y"
        end = phrase_end(tokens, who.end + 1)
        return Span(who.end + 1, end) if _acts(tokens[who.end + 1 : end]) else who
    if tokens[who.end].low not in ("by", "of"):
        return who
    if tokens[who.end - 1].low not in listed("attack_nouns") | {"offensive", "advance", "operation", "column"}:
        return who
    first, end = who.end + 1, phrase_end(tokens, who.end + 1)
    return Span(first, end) if _acts(tokens[first:end]) else who


def _acts(inside: Sequence[Token]) -> bool:
    return any(token.kind == "actor" for token in inside)


def _there(tokens: Sequence[Token], k: int) -> PlacePhrase | None:
    """The place of "the police left and rebels seized control": the town told of before, as nothing else is named."""
    closed = k >= len(tokens) or tokens[k].kind == "punct" or tokens[k].low in listed("after_bare_control")
    timed = is_time(tokens, k + (tokens[k].low == "by" and k + 1 < len(tokens))) if not closed else True
    return PlacePhrase((), k, anaphora="town", start=k - 1) if timed else None


def _retaken(tokens: Sequence[Token], rule: Rule, places: PlacePhrase) -> bool:
    """Whether "back" parts from its verb: "wrested the town back" is told by the rule of retaking."""
    unnamed = not places.places and not rule.after and places.end < len(tokens)
    return unnamed and tokens[places.end].low == "back"


def _first_actor(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """Those who open the sentence, where much stands before a past tense: "troops with tanks in front overran"."""
    joined = group.tense == "present" and group.start > 0 and tokens[group.start - 1].low == "and"
    if not (group.tense == "past" or joined) or group.bare_participle or group.passive:
        return None
    dateline = max((n + 1 for n in range(min(group.start, 8)) if tokens[n].text in "-–—"), default=0)
    n = next((n for n in range(dateline, min(group.start, dateline + 4)) if tokens[n].kind == "actor"), -1)
    opens = n >= 0 and all(token.low in words().determiners or token.kind == "num" for token in tokens[dateline:n])
    plain = opens and not any(token.text in ",;:" for token in tokens[n : group.start])
    return Span(dateline, n + 1) if plain else None


def _no_object(tokens: Sequence[Token], k: int) -> bool:
    """Whether a time clause follows the verb: "the second town they have seized since crossing from X"."""
    return k < len(tokens) and tokens[k].low in ("since", "until", "while", "when", "during", "before", "after")


def _particle(tokens: Sequence[Token], k: int) -> bool:
    """Whether "out", "off" or "back" stands between a verb of driving and those driven."""
    if k + 1 >= len(tokens) or tokens[k].low not in ("out", "off", "back"):
        return False
    return tokens[k + 1].low not in words().prepositions and inside_np(tokens, k + 1)


def _only_moved(tokens: Sequence[Token], k: int) -> bool:
    """Whether those driven retreat of themselves ("forced the rebels to retreat from X") or are only pushed back from
    where they may never have been ("pushed the rebels back from X").
    """
    back = tokens[k - 1].low == "back" or (k + 2 < len(tokens) and tokens[k].low == "back")
    return tokens[k].low == "to" or (back and "from" in (tokens[k].low, tokens[min(k + 1, len(tokens) - 1)].low))


def _figurative(tokens: Sequence[Token], group: VerbGroup, places: PlacePhrase) -> bool:
    """Whether "by surprise", "by storm", "seriously" follows: the place is only a manner of speaking, but where troops
    take it by storm.
    """
    end = places.end
    if end < len(tokens) and tokens[end].low in listed("taken_so"):
        return True  # "took X seriously"
    if end + 1 >= len(tokens) or tokens[end].low != "by" or tokens[end + 1].low not in listed("figures_after_by"):
        return False
    who = actor_subject(tokens, group) if tokens[end + 1].low in ("storm", "night") else None
    return who is None or not _acts(tokens[who.start : who.end])


def _near_oblique(head: int, places: PlacePhrase) -> bool:
    """Whether nothing but adverbs stands between an intransitive verb and its "from"."""
    return places.start - head <= 6


def passive(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int, *, reduced: bool = False) -> Match | None:
    """ "X was seized by rebels", "X, seized last week by rebels", "the army was driven out of X"."""
    stop = clause_end(tokens, k)
    told = any(token.low in words().be for token in tokens[: group.start])
    told = told or any(token.low == "since" for token in tokens[k : k + 7])
    if reduced and tokens[group.head].low == "occupied" and not told:
        others = (*tokens[: group.start], *tokens[k + 2 :])  # "took back a town in X occupied by Y": who was there
        says = listed("said_so", "present_speech")
        told = any(token.low in words().auxiliaries | words().verbs and token.low not in says for token in others)
    if reduced and told and tokens[group.head].low == "occupied" and k < len(tokens) and tokens[k].low == "by":
        end = phrase_end(tokens, k + 1)
        near = range(end, min(len(tokens), end + 3))
        dated = any(is_time(tokens, n) or tokens[n].kind == "year" for n in near)
        if not dated or any(tokens[n].low == "since" for n in near):
            return None  # "the last town in the north occupied by Y": who is there
    if reduced and rule.name == "control.drive-out" and tokens[group.head].low == "cleared":
        return None  # "soldiers cleared out of X" are gone
    if rule.name == "control.clear-off" or rule.needs == "claimed now":
        return None  # "snow was cleared out of X", "an attack in X claimed by Y"
    if rule.needs == "under control" and not under_control(tokens, k, group.head):
        return None  # "traders in X put up the price of rice"
    if rule.object == "place":
        goes_on_from = reduced and group.start > 1 and tokens[before_adverbs(tokens, group.start)].low in ALSO
        if goes_on_from:
            span = subject(tokens, group.start)  # "was lost on Monday and regained by X on Wednesday"
        else:
            span = left_of_participle(tokens, group) if reduced else told_subject(tokens, group)
        places = _ranked(tokens, group) or subject_place(tokens, span, 0 if reduced else group.start)
        if span is not None and places is not None and places.anaphora.startswith("a "):
            places = apposition(tokens, span.start) or places  # "X, a town captured by rebels": X
        if reduced and places is not None and not places.places and tokens[group.start - 1].low in words().pronouns:
            return None  # "when it reached the hills, fighters opened fire": it is who came
        told_behind = reduced and places is None and tokens[group.start - 1].text == ","
        if told_behind and k < len(tokens) and tokens[k].low == "by":
            burned = subject_place(tokens, main_subject(tokens, group.start - 1))  # "X burned all day, captured by Y"
            places = burned or place_phrase(tokens, 0, stop=group.start - 1)
        if places is None or (reduced and not goes_on(tokens, k)):
            return None
        if group.form == "infinitive":
            places = ranked_before(tokens, places) or places
        if goes_on_from and not group.modal:  # "could be isolated in 30 days and captured in 90"
            group = _as_before(tokens, group)
        found = Match(
            rule, group.head, min(places.start, group.start), k, "reduced" if reduced else "passive", group, places
        )
        obliques(tokens, found, k, stop)
        if rule.needs == "under control" and found.agent is None:
            assign(found, "taken_by", whose_control(tokens, k))
        if goes_on_from and rule.name == "control.lose" and found.patient is None:
            found.patient = taken_by_before(tokens, group.start)
        if reduced:
            _declared(tokens, found)
        return None if rule.needs == "receiver" and found.agent is None else found
    if rule.name == "control.drive-out" and k < len(tokens) and tokens[k].low == "to":
        return None  # "were forced to withdraw from X": told by what they did
    if rule.object == "taken_from" and (not reduced or goes_on(tokens, k)):
        for preposition, role in rule.oblique.items():
            if role == "place":
                for at in phrases(tokens, k, min(stop, k + 9), preposition):
                    places = place_phrase(tokens, at, stop=stop)
                    if places is None and at < len(tokens) and tokens[at].low == "it":
                        places = PlacePhrase((), at + 1, anaphora="it", start=at)  # "only to be thrown out of it"
                    if places is None:
                        continue
                    found = Match(rule, group.head, group.start, places.end, "passive", group, places)
                    found.patient = subject(tokens, group.start)
                    if found.patient is None and group.form == "gerund":  # "after being driven out of X, the rebels …"
                        found.patient = fronted_subject(tokens, group) or main_subject(tokens, group.start)
                    obliques(tokens, found, places.end, stop)
                    return found
    if rule.name not in _LEAVING or reduced:
        return None
    away = any(token.low == "from" for token in tokens[max(0, group.start - 9) : group.start])
    away = away or (k < len(tokens) and tokens[k].low == "out")
    if away and (where := left_where(tokens, rule, group)) is not None:
        found = Match(rule, group.head, where.start, max(k, where.end), "passive", group, where)
        found.patient = subject(tokens, group.start)
        obliques(tokens, found, k, stop)
        return found
    return None


def _ranked(tokens: Sequence[Token], group: VerbGroup) -> PlacePhrase | None:
    """The X of "X, the capital of Y, became the first city to be lost"; null where none stands there by name."""
    if group.form != "infinitive" or not any(t.low in listed("becoming") for t in tokens[max(0, group.start - 9) :]):
        return None
    named = subject_place(tokens, ranked_subject(tokens, group), group.start)
    return named if named is not None and named.places else None


def _as_before(tokens: Sequence[Token], group: VerbGroup) -> VerbGroup:
    """A participle with the modal and the negation of the passive before it: "could be cut off and captured"."""
    for n in range(group.start - 2, max(0, group.start - 14), -1):
        if _participle(tokens, n):
            main = verb_group(tokens, n, frozenset({"pp"}))
            return replace(group, modal=main.modal, negated=main.negated)
    return group


def _participle(tokens: Sequence[Token], n: int) -> bool:
    """Whether a passive participle stands at n: a form in -ed or -en right behind "be"."""
    return tokens[n].low.endswith(("ed", "en")) and tokens[n - 1].low in words().be


def _declared(tokens: Sequence[Token], found: Match) -> None:
    """ "the army declared X liberated": it is the army's deed, and its word."""
    assert found.places is not None
    n = found.places.start - 1
    if n > 0 and tokens[n].low in listed("declaring") and found.agent is None:
        teller = subject(tokens, verb_group(tokens, n, frozenset({"past"})).start)
        assign(found, found.rule.subject, teller)  # "the army admitted X lost": its loss


PARTICLE = 30
"""Tokens behind a verb within which its particle stands: longer names of places have not been met."""


def split_verb(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str]) -> Match | None:
    """ "handed X over to Y", "took X back": the particle stands behind the place."""
    particles = rule.particles
    if not particles or not any(token.low in particles for token in tokens[i + 2 : i + PARTICLE]):
        return None
    group = verb_group(tokens, i, tags)
    if group.passive:
        return None
    places = place_phrase(tokens, i + 1)
    if rule.name == "control.take-back" and [token.low for token in tokens[i + 1 : i + 3]] == ["it", "back"]:
        places = PlacePhrase((), i + 2, anaphora="it", start=i + 1)  # "the President took it back on Friday"
    if places is None or places.part or places.end >= len(tokens):
        return None
    if not places.places and places.anaphora not in ("town", "city", "village", "it"):
        return None
    if (tokens[places.end].low,) not in rule.after or _spans_time(tokens, places.end + 1):
        return None
    found = Match(rule, i, group.start, places.end + 1, "active", group, places)
    assign(found, "taken_from" if rule.subject == "taken_from" else "taken_by", actor_subject(tokens, group))
    obliques(tokens, found, places.end + 1, clause_end(tokens, places.end + 1))
    return found


def _spans_time(tokens: Sequence[Token], k: int) -> bool:
    """Whether what follows "over" is a time: "took X over the following days"."""
    return tokens[k - 1].low == "over" and any(
        is_time(tokens, n) or tokens[n].kind == "num" for n in range(k, min(len(tokens), k + 4))
    )


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
