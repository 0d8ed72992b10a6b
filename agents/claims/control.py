"""Changes of control in a sentence: the frames of rules/control.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agents.claims.grammar import (
    Span,
    VerbGroup,
    actor_subject,
    clause_end,
    inside_np,
    phrase_end,
    phrase_start,
    phrases,
    subject,
    verb_group,
)
from agents.claims.match import Match
from agents.claims.model import Token
from agents.claims.rules import Rule, RuleSet
from agents.claims.where import Found, PlacePhrase, name_alone, place_phrase
from agents.claims.words import listed, words


def read_control(tokens: Sequence[Token], rules: RuleSet) -> Iterator[Match]:
    """Every frame of control that finds its place in the sentence, in order of its trigger."""
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        for rule, tags in rules.verbs.get(token.low, ()):
            if rule.kind == "location_fall" and (found := _verb(tokens, i, rule, tags)):
                yield found
        for rule in rules.nouns.get(token.low, ()):
            if rule.kind == "location_fall" and (found := _noun(tokens, i, rule)):
                yield found


def after_verb(tokens: Sequence[Token], i: int, rule: Rule) -> int:
    """The position after the words that the rule wants behind its verb at i, or -1."""
    if not rule.after:
        return i + 1
    best = -1
    for wanted in rule.after:
        k = i + 1
        for word in wanted:
            if (
                k >= len(tokens)
                or (word != "~" and tokens[k].low != word)
                or (word == "~" and tokens[k].kind == "punct")
            ):
                break
            k += 1
        else:
            best = max(best, k)
    return best


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
        and (not subject(tokens, group.start) or _ruled_noun(tokens, group.start))
    ):
        return None
    if rule.subject == "place":
        return _place_subject(tokens, rule, group, k)
    if group.passive:
        return _passive(tokens, rule, group, k)
    found = _active(tokens, rule, group, k)
    if found is None and rule.object == "place":
        found = _relative_object(tokens, rule, group, k)
    if found is None and group.bare_participle:
        found = _passive(tokens, rule, group, k, reduced=True) or _inverted(tokens, rule, group, k)
    return found


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
    _assign(found, "taken_from" if rule.subject == "taken_from" else "taken_by", actor_subject(tokens, group))
    _obliques(tokens, found, places.end + 1, clause_end(tokens, places.end + 1))
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
        places = place_phrase(tokens, k, stop=stop)
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
    who = actor_subject(tokens, group)
    found = Match(rule, group.head, group.start, places.end, "active", group, places)
    _assign(found, agent_role, who)
    if patient is not None:
        found.patient = patient
    _obliques(tokens, found, places.end, stop)
    return found


def _figurative(tokens: Sequence[Token], end: int) -> bool:
    """Whether "by surprise", "by storm" follows: the place is only a manner of speaking."""
    return end + 1 < len(tokens) and tokens[end].low == "by" and tokens[end + 1].low in listed("figures_after_by")


def _near_oblique(tokens: Sequence[Token], head: int, places: PlacePhrase) -> bool:
    """Whether nothing but adverbs stands between an intransitive verb and its "from"."""
    return places.start - head <= 6


def _assign(found: Match, role: str, span: Span | None) -> None:
    if span is None:
        return
    if role == "taken_by":
        found.agent = span
    else:
        found.patient = span


def _obliques(tokens: Sequence[Token], found: Match, start: int, stop: int) -> None:
    """from / to / by phrases after the place: the other side."""
    w = words()
    for preposition, role in (*found.rule.oblique.items(), ("by", "taken_by")):
        if role == "place" or (role == "taken_by" and found.agent) or (role == "taken_from" and found.patient):
            continue
        for at in phrases(tokens, start, stop, preposition):
            end = phrase_end(tokens, at)
            if (
                end > at
                and tokens[at].low not in w.auxiliaries
                and any(
                    tokens[n].kind == "actor" or tokens[n].low in w.combatant or _state(tokens, n)
                    for n in range(at, end)
                )
            ):
                _assign(found, role, Span(at, end))
                found.end = max(found.end, end)
                break


def _state(tokens: Sequence[Token], n: int) -> bool:
    place = tokens[n].place
    return place is not None and place.feature == "country"


def _passive(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int, *, reduced: bool = False) -> Match | None:
    """ "X was seized by rebels", "X, seized last week by rebels", "the army was driven out of X"."""
    stop = clause_end(tokens, k)
    if rule.object == "place":
        span = _left_of_participle(tokens, group) if reduced else subject(tokens, group.start)
        places = _subject_place(tokens, span, 0 if reduced else group.start)
        if places is None or (reduced and not _participle_goes_on(tokens, k)):
            return None
        found = Match(
            rule, group.head, min(places.start, group.start), k, "reduced" if reduced else "passive", group, places
        )
        _obliques(tokens, found, k, stop)
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
                    _obliques(tokens, found, places.end, stop)
                    return found
    return None


def _left_of_participle(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    j = group.start - 1
    if j >= 0 and tokens[j].text == ",":
        j -= 1
    if j < 0 or tokens[j].kind not in ("place", "word") or tokens[j].low in words().verbs:
        return None
    start, _ = phrase_start(tokens, j)
    return Span(start, j + 1)


def _participle_goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether what follows a bare participle is not its object: by …, in …, last week, a stop."""
    w = words()
    if k >= len(tokens):
        return True
    token = tokens[k]
    return (
        token.kind == "punct"
        or token.low in w.prepositions
        or token.low in w.adverbs
        or token.kind == "year"
        or token.low in listed("after_reduced")
    )


def _subject_place(tokens: Sequence[Token], span: Span | None, stop: int = 0) -> PlacePhrase | None:
    """The place that a subject names as its head; null where its head is something else.

    stop: where its verb begins, so that "two villages in X" is read whole.
    """
    if span is None:
        return None
    found = place_phrase(tokens, span.start, stop=max(span.end, stop))
    if found is not None and found.places:
        found = replace(found, places=(*_earlier_conjuncts(tokens, span.start), *found.places))
    if found is not None and found.places:
        last = tokens[span.end - 1]
        if last.kind == "actor" or (last.kind == "word" and last.low in words().civilian | words().combatant):
            return None
        return found
    if found is None and span.end - span.start == 1 and tokens[span.start].low == "it":
        return PlacePhrase((), span.end, anaphora="it", start=span.start)
    return found


def _earlier_conjuncts(tokens: Sequence[Token], start: int) -> tuple[Found, ...]:
    """The X of "X, a town in the west, and Y were …": the place before a parenthesis that "and" goes on from."""
    if start < 3 or tokens[start - 1].low != "and" or tokens[start - 2].text != ",":
        return ()
    for n in range(start - 3, max(-1, start - 16), -1):
        if tokens[n].text == "," and n > 0 and tokens[n - 1].kind == "place":
            return name_alone(tokens, n - 1).places
        if tokens[n].low in words().auxiliaries or tokens[n].text in ";.":
            return ()
    return ()


def _relative_object(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "X, which rebels seized last week": the place stands before the relative pronoun."""
    who = subject(tokens, group.start)
    if who is None or who.start < 2 or (k < len(tokens) and tokens[k].kind in ("place", "num")):
        return None
    j = who.start - 1
    if tokens[j].low not in ("which", "that") or not _participle_goes_on(tokens, k):
        return None
    j -= 1
    if tokens[j].text == ",":
        j -= 1
    if j < 0:
        return None
    start, _ = phrase_start(tokens, j)
    places = _subject_place(tokens, Span(start, j + 1)) or _apposition(tokens, start, j)
    if places is None:
        return None
    found = Match(rule, group.head, places.start, k, "relative", group, places)
    _assign(found, rule.subject, who)
    _obliques(tokens, found, k, clause_end(tokens, k))
    return found


def _apposition(tokens: Sequence[Token], start: int, j: int) -> PlacePhrase | None:
    """ "Mosul, the north's main city, which …": the name before a describing phrase."""
    if start >= 2 and tokens[start - 1].text == "," and tokens[start - 2].kind == "place":
        a, _ = phrase_start(tokens, start - 2)
        return place_phrase(tokens, a, stop=start - 1)
    return None


def _place_subject(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "X fell to rebels", "X has fallen", "the latest town to fall", "X came under the control of rebels"."""
    following = tokens[k].low if k < len(tokens) else "."
    if not rule.after and following not in listed("after_fall"):
        return None
    span = _ranked_subject(tokens, group) if group.form == "infinitive" else subject(tokens, group.start)
    if span is None and group.form == "gerund":
        span = _left_of_participle(tokens, group)
    places = _subject_place(tokens, span, group.start)
    if places is None:
        return None
    found = Match(rule, group.head, min(places.start, group.start), k, "active", group, places)
    stop = clause_end(tokens, k)
    if rule.after:
        end = phrase_end(tokens, k)
        inside = next((n for n in range(group.head, k) if tokens[n].kind == "actor"), -1)
        if inside >= 0:
            found.agent = Span(inside, inside + 1)
        elif end > k:
            found.agent, found.end = Span(k, end), end
        return found
    _obliques(tokens, found, k, min(stop, k + 14))
    if following in ("to", "into", "under", "in") and found.agent is None and not _day_follows(tokens, k):
        return None
    return found


def _day_follows(tokens: Sequence[Token], k: int) -> bool:
    return (
        tokens[k].low == "in"
        and k + 1 < len(tokens)
        and (tokens[k + 1].kind == "year" or tokens[k + 1].low in listed("day_openers") or tokens[k + 1].capital)
    )


def _ranked_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject of "to fall" in "X became the latest town to fall": that of the verb before the ranked noun."""
    start = group.start
    for j in range(start - 1, max(-1, start - 8), -1):
        if tokens[j].low in listed("ranks"):
            at = j - 1
            while at >= 0 and tokens[at].low in ("the", "its", "'s"):
                at -= 1
            if at < 0:
                return None
            if tokens[at].text == ",":
                a, _ = phrase_start(tokens, at - 1)
                return Span(a, at)
            if tokens[at].low in listed("becoming"):
                tags = frozenset({"ing"}) if tokens[at].low == "becoming" else frozenset({"past", "pp"})
                verb = verb_group(tokens, at, tags)
                return subject(tokens, verb.start) or _left_of_participle(tokens, verb)
            return None
    return None if group.governor < 0 else subject(tokens, _governor_start(tokens, group.governor))


def _governor_start(tokens: Sequence[Token], governor: int) -> int:
    return verb_group(tokens, governor, frozenset({"past", "pp"})).start


def _noun(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the fall of X to Y", "Y's capture of X", "X's fall", "their withdrawal from X", "previous Y captures X and
    Z".
    """
    k = i + 1
    places: PlacePhrase | None = None
    stop = clause_end(tokens, k)
    if rule.name == "control.hands":
        return _hands(tokens, i, rule)
    if rule.listing == "place":
        if k < len(tokens) and tokens[k].low in ("of", "such", "like", "including", ","):
            k += 2 if tokens[k].low == "such" else 1
        if i and tokens[i - 1].kind in ("actor", "place"):
            places = place_phrase(tokens, k, stop=stop)
    elif (rule.of == "place" and k < len(tokens) and tokens[k].low == "of") or (
        rule.source == "place" and k < len(tokens) and tokens[k].low == "from"
    ):
        places = place_phrase(tokens, k + 1, stop=stop)
    elif (
        (rule.possessor == "place" or rule.of == "place")
        and i >= 2
        and tokens[i - 1].low == "'s"
        and tokens[i - 2].kind == "place"
    ):
        places = name_alone(tokens, i - 2)
    if places is None or not (places.places or places.anaphora):
        return None
    found = Match(rule, i, i, max(places.end, i + 1), "nominal", None, places)
    for preposition, role in (("by", rule.by), ("to", rule.to)):
        if role != "none":
            for at in phrases(tokens, places.end, min(stop, places.end + 8), preposition):
                end = phrase_end(tokens, at)
                if end > at:
                    _assign(found, role, Span(at, end))
                    found.end = end
                break
    _possessor(tokens, i, rule, found)
    return found


def _hands(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Into rebel hands went X", "Also in rebel hands: X, Y and Z"."""
    start = next((n for n in range(i - 1, max(-1, i - 4), -1) if tokens[n].low in ("in", "into")), -1)
    if start < 0 or start > 2 or i - start < 2:
        return None
    for n in range(i + 1, min(len(tokens) - 1, i + 5)):
        if tokens[n].text == ":" or tokens[n].low in ("went", "fell", "passed", "is", "are", "was", "were"):
            places = place_phrase(tokens, n + 1)
            if places is None or not places.places:
                return None
            return Match(rule, i, start, places.end, "active", None, places, agent=Span(start + 1, i))
    return None


def _possessor(tokens: Sequence[Token], i: int, rule: Rule, found: Match) -> None:
    """ "Y's capture of", "previous Y captures": who stands before the noun."""
    if rule.possessor not in ("taken_by", "taken_from"):
        return
    j = i - 1
    while (
        j >= 0
        and i - j < 6
        and tokens[j].kind == "word"
        and tokens[j].low != "'s"
        and tokens[j].low.isalpha()
        and tokens[j].low not in words().prepositions | words().verbs
    ):
        j -= 1
    if j >= 0 and tokens[j].low in ("'s", "'"):
        j -= 1
    if (
        j >= 0
        and (tokens[j].kind == "actor" or _state(tokens, j))
        and (
            (rule.possessor == "taken_by" and found.agent is None)
            or (rule.possessor == "taken_from" and found.patient is None)
        )
    ):
        _assign(found, rule.possessor, Span(j, j + 1))
        found.start = j
