"""Changes of control in a sentence: the frames of rules/control.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agents.claims.control_nouns import control_noun
from agents.claims.control_subjects import apposition, fallen_before, left_of_participle, place_subject, subject_place
from agents.claims.grammar import (
    Span,
    VerbGroup,
    actor_subject,
    clause_end,
    goes_on,
    inside_np,
    is_adverb,
    is_time,
    phrase_end,
    phrase_start,
    phrases,
    subject,
    told_subject,
    verb_group,
)
from agents.claims.match import Match
from agents.claims.model import Token
from agents.claims.rules import Rule, RuleSet
from agents.claims.sides import assign, obliques
from agents.claims.where import PlacePhrase, place_phrase
from agents.claims.words import listed, words


def read_control(tokens: Sequence[Token], rules: RuleSet) -> Iterator[Match]:
    """Every frame of control that finds its place in the sentence, in order of its trigger."""
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        for rule, tags in rules.verbs.get(token.low, ()):
            if rule.kind == "location_fall" and (found := _verb(tokens, i, rule, tags)):
                yield found
                if rule.subject == "place" and (others := fallen_before(tokens, found)):
                    yield others
        for rule in rules.nouns.get(token.low, ()):
            if rule.kind == "location_fall" and (found := control_noun(tokens, i, rule)):
                yield found


def after_verb(tokens: Sequence[Token], i: int, rule: Rule) -> int:
    """The position after the words that the rule wants behind its verb at i, or -1."""
    if not rule.after:
        return i + 1
    best = -1
    first = i + 1
    while first < len(tokens) and first - i < 4 and (is_adverb(tokens[first]) or is_time(tokens, first)):
        first += 1
    for wanted in rule.after:
        k = i + 1 if tokens[min(i + 1, len(tokens) - 1)].low == wanted[0] else first
        for word in wanted:
            if k >= len(tokens) or not _stands(tokens[k], word):
                break
            k += 1
        else:
            best = max(best, k)
    return best


def _stands(token: Token, wanted: str) -> bool:
    """Whether a token is the word a rule wants; ~ any word, @ whose hands or control it is ("Russian hands")."""
    if wanted == "~":
        return token.kind != "punct" and token.low not in words().prepositions
    if wanted == "@":
        return token.kind == "actor" and token.low.endswith((" hands", " control"))
    return token.low == wanted


def _verb(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str]) -> Match | None:
    k = after_verb(tokens, i, rule)
    if k < 0:
        return _split(tokens, i, rule, tags) if rule.object == "place" else None
    if rule.needs == "no longer" and [token.low for token in tokens[max(0, i - 2) : i]] != ["no", "longer"]:
        return None
    group = verb_group(tokens, i, tags)
    if (
        group.form == "finite"
        and tags == {"base"}
        and not _headline_subject(tokens, group.start)
        and not (group.modal or _auxiliary(tokens, group))
    ) and not (i > 0 and tokens[i - 1].low in ("and", "or", ",")):
        return None
    if (
        group.form == "finite"
        and tags == {"third"}
        and tokens[i].low not in words().be
        and (
            not subject(tokens, group.start)
            or _ruled_noun(tokens, group.start)
            or tokens[i - 1].low in words().determiners - {"'s", "this", "that"}
        )
    ):
        return None
    if rule.name == "control.leave" and group.tense not in ("past", "perfect", "pluperfect"):
        return None  # "demand that they leave X", "leaving X in ruins"
    if group.form == "participle" and _perfect_goes_on(tokens, i):
        group = replace(group, form="finite", passive=False, tense="perfect", bare_participle=False)
    if rule.subject == "place":
        return place_subject(tokens, rule, group, k)
    if group.passive:
        return _passive(tokens, rule, group, k)
    found = _active(tokens, rule, group, k)
    if found is None and rule.object == "place":
        found = _relative_object(tokens, rule, group, k)
    if found is None and group.bare_participle:
        found = _passive(tokens, rule, group, k, reduced=True) or _inverted(tokens, rule, group, k)
    return found


def _perfect_goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle goes on from a perfect: "had entered and taken X"."""
    if i < 3 or tokens[i - 1].low not in ("and", "or") or i + 1 >= len(tokens) or not inside_np(tokens, i + 1):
        return False
    before = verb_group(tokens, i - 2, frozenset({"past", "pp"}))
    return before.tense in ("perfect", "pluperfect") and not before.passive


def _split(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str]) -> Match | None:
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


def _inverted(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
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


def _ruled_noun(tokens: Sequence[Token], start: int) -> bool:
    """Whether what stands before a form like "captures" is ruled by a preposition: then the form is a noun."""
    return start > 0 and inside_np(tokens, start - 1) and phrase_start(tokens, start - 1)[1]


def _auxiliary(tokens: Sequence[Token], group: VerbGroup) -> bool:
    return group.start < group.head


def _headline_subject(tokens: Sequence[Token], start: int) -> bool:
    """Whether a noun stands right before a bare present form: "Rebels seize …"."""
    return (
        start > 0
        and tokens[start - 1].kind in ("actor", "place", "word")
        and tokens[start - 1].low not in words().prepositions | words().determiners | words().modal_hypothetical
    )


def _active(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
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
        if rule.object == "none" and places is not None and not _near_oblique(tokens, group.head, places):
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


def _near_oblique(tokens: Sequence[Token], head: int, places: PlacePhrase) -> bool:
    """Whether nothing but adverbs stands between an intransitive verb and its "from"."""
    return places.start - head <= 6


def _passive(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int, *, reduced: bool = False) -> Match | None:
    """ "X was seized by rebels", "X, seized last week by rebels", "the army was driven out of X"."""
    stop = clause_end(tokens, k)
    if rule.object == "place":
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


def _relative_object(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
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
    places = subject_place(tokens, Span(start, j + 1)) or apposition(tokens, start, j)
    if places is None:
        return None
    found = Match(rule, group.head, places.start, k, "relative", group, places)
    assign(found, rule.subject, who)
    obliques(tokens, found, k, clause_end(tokens, k))
    return found
