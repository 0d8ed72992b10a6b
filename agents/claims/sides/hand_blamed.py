"""Whose hand it was, by who is held answerable beside the harm, and by the attack before which people fled."""

from collections.abc import Sequence

from agents.claims.entities.focus import Focus
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.frames.match import Match
from agents.claims.frames.victims_sides import side_of
from agents.claims.language.noun_phrases import Span, phrase_end, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.sides.attack_owner import does_harm, owner, subject_of
from agents.claims.sides.by_whom import named_by
from agents.claims.sides.hand import REACH
from agents.claims.words import listed, words

CASES = 8
"""Tokens from "responsibility" to what it is for, at most: "in some cases, including for"."""
ACCUSED = 14
"""Tokens from "accused" to what they are accused of, at most."""


def answerable_for(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "X is believed responsible for a bomb that killed two", "the blast, for which X took responsibility"."""
    agent = match.agent
    if (at := _at_their_hands(tokens, match)) > 0 and (hands := named_by(tokens, at, focus)).actor is not None:
        return hands
    if (accused := _accused(tokens, match, focus)).actor is not None:
        return accused
    if agent is None:
        answers = _answers_for(tokens, match, focus)
        answers = answers if answers.actor is not None else _held_to_it(tokens, match, focus)
        return answers if answers.actor is not None else _claims_it(tokens, match, focus)
    for n in range(agent.end, min(match.head, agent.end + 12)):
        if tokens[n].low in listed("blaming") and tokens[n + 1].low == "on":
            return named_by(tokens, n + 2, focus)  # "the shelling, which X blamed on Y, killed 13"
        if tokens[n].low == "responsibility" and tokens[n - 1].low in ("took", "claimed", "accepted"):
            which = next((k for k in range(n - 2, agent.end - 1, -1) if tokens[k].low == "which"), -1)
            return resolve(tokens, Span(which + 1, n - 1), focus) if which >= 0 else NO_ONE
    k = agent.start - 1 - (tokens[agent.start - 1].low in words().determiners)
    if (claimed := _claimed_before(tokens, k)) > 0:
        span = told_subject(tokens, verb_group(tokens, claimed, frozenset({"past", "pp"})))
        it = span is not None and tokens[span.start].low in ("it", "they")  # whoever was named last
        who = resolve(tokens, span, focus) if span is not None and span.end <= claimed and not it else NO_ONE
        return who if who.armed else NO_ONE
    if k < 2 or tokens[k].low != "for" or tokens[k - 1].low not in ("responsible", "blamed"):
        return NO_ONE
    j = k - 2
    if tokens[k - 1].low == "blamed" and tokens[j].low not in words().be:
        return NO_ONE  # but "X was blamed for a bomb that killed two"
    while j > 0 and (tokens[j].low in listed("held_to_be") or tokens[j].low in words().auxiliaries):
        j -= 1
    return resolve(tokens, Span(phrase_start(tokens, j)[0], j + 1), focus)


def _claimed_before(tokens: Sequence[Token], k: int) -> int:
    """The verb of "claimed (responsibility for) the attack that …", which ends at k; -1 where none does."""
    if tokens[k].low == "for":  # "acknowledged responsibility in some cases, including for a strike that …"
        near = range(k - 1, max(0, k - CASES), -1)
        k = next((n for n in near if tokens[n].low in ("responsibility", "credit")), 0) - 1
    return k if k > 0 and tokens[k].low in ("claimed", "claims", "took", "acknowledged", "admitted", "accepted") else -1


def _at_their_hands(tokens: Sequence[Token], match: Match) -> int:
    """Where X begins in "40 died in the village of Y at the hands of X"; 0 where no such words stand behind."""
    for n in range(match.head + 1, min(len(tokens) - 2, match.head + 2 * REACH)):
        if tokens[n].text in ";:.?!":
            return 0
        if tokens[n].low == "of" and tokens[n + 1].low == "them" and tokens[n - 1].kind == "num":
            return 0  # "19 died, 11 of them at the hands of X"
        held = tokens[n].low in ("hand", "hands") and tokens[n + 1].low == "of"
        lost = match.rule.name in ("casualty.lose-life", "casualty.die") and tokens[n - 2].low == "in"
        if held and (lost or tokens[n - 2].low == "at"):
            return n + 2
    return 0


def _answers_for(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "X, which was founded in 1984, has been responsible for the deaths of 40"."""
    n = next((k for k in range(match.head - 1, max(1, match.head - 5), -1) if tokens[k].low == "for"), -1)
    if match.construction != "nominal" or n < 3 or tokens[n - 1].low != "responsible":
        return NO_ONE
    j = _past_those_who_think(tokens, n - 2)
    span = subject(tokens, j + 1) if j + 1 < n - 1 else None
    who = resolve(tokens, span, focus) if span is not None and span.end <= n else NO_ONE
    return who if who.armed else NO_ONE


_HELD_TO = frozenset(
    {("linked", "to"), ("tied", "to"), ("connected", "to"), ("accused", "of"), ("suspected", "of"), ("blamed", "for")}
)


def _held_to_it(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "X, who were linked to the killing of 42 civilians", "X are suspected of the murder of nine"."""
    k = match.head - 1 - (tokens[match.head - 1].low in words().determiners)
    if match.construction != "nominal" or k < 2 or (tokens[k - 1].low, tokens[k].low) not in _HELD_TO:
        return NO_ONE
    group = verb_group(tokens, k - 1, frozenset({"past", "pp"}))
    span = told_subject(tokens, group) if group.passive and not group.negated else None
    who = resolve(tokens, span, focus) if span is not None and span.end < k else NO_ONE
    return who if who.armed else NO_ONE


def _past_those_who_think(tokens: Sequence[Token], j: int) -> int:
    """The position before "are believed (by residents) to be", whose last word is at j."""
    while j > 0 and (tokens[j].low in listed("held_to_be") or tokens[j].low in words().auxiliaries | {"to"}):
        j -= 1
    by = next((k for k in range(j, max(1, j - 4), -1) if tokens[k].low == "by"), -1)
    if by > 0 and tokens[by - 1].low in listed("held_to_be") and tokens[j + 1].low == "to":
        return _past_those_who_think(tokens, by - 1)
    return j


def _accused(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "X were accused by Y of massacring hundreds": not Y, who says so."""
    if match.verb is None or match.verb.form != "gerund" or match.head < 4 or tokens[match.head - 1].low != "of":
        return NO_ONE
    for n in range(match.head - 3, max(0, match.head - 12), -1):
        if tokens[n].low in ("accused", "suspected") and tokens[n + 1].low == "by":
            span = told_subject(tokens, verb_group(tokens, n, frozenset({"pp"})))
            return resolve(tokens, span, focus) if span is not None and span.end <= n else NO_ONE
        if tokens[n].kind == "punct":
            return NO_ONE
    return NO_ONE


def whom_they_accuse(tokens: Sequence[Token], match: Match) -> Span | None:
    """The X of "the army accused X (Y) of killing 25", "blamed X for killing six"; null where nobody accuses so."""
    head = match.head - 1
    if match.verb is None or match.verb.form != "gerund" or head < 2 or tokens[head].low not in ("of", "for"):
        return None
    for n in range(head - 1, max(0, head - ACCUSED), -1):
        if tokens[n].low in ("accused", "accuses", "accuse", "accusing", "blamed", "blames", "blame", "blaming"):
            bracket = next((k for k in range(n + 1, head) if tokens[k].text == "("), head)
            active = n + 1 < bracket and tokens[n + 1].low != "by" and tokens[n - 1].low not in words().be
            return Span(n + 1, bracket) if active else None
        if tokens[n].text in ".;:":
            return None
    return None


def _claims_it(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "X has claimed the abduction of 300 pupils", "claimed responsibility for the killing of five"."""
    n = match.head - 1
    while n > 1 and tokens[n].low in listed("of_a_claim"):
        n -= 1
    told = tokens[n].low in listed("claims_deeds") or (tokens[n].low.startswith("announc") and _of_foes(tokens, match))
    if match.construction != "nominal" or n < 1 or not told:
        return NO_ONE
    span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
    who = resolve(tokens, span, focus) if span is not None and span.end <= n else NO_ONE
    own = who.actor is not None and match.people is not None and side_of(tokens, match.people) == who.actor.type
    return who if who.armed and not own else NO_ONE


def _of_foes(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it is the killing of fighters, who are not the teller's own: an army that announces it did it."""
    people = match.people
    if people is None or people.status != "combatant" or not tokens[match.head].low.startswith(("kill", "elimin")):
        return False
    return not any(token.low in ("its", "their", "our", "his") for token in tokens[match.head : people.end])


def driven_by(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "9,000 have fled since X raided the town", "after X attacked it": whose attack drove them out."""
    for n in range(match.head, min(len(tokens) - 2, match.head + REACH)):
        if tokens[n].text in ".;:" or tokens[n].low in listed("said_so"):
            return NO_ONE
        if tokens[n].low in listed("fleeing_it"):
            end = phrase_end(tokens, n + 1)
            struck = {token.low.rpartition(" ")[2] for token in tokens[n + 1 : end]}
            if not struck.isdisjoint(listed("attack_nouns", "pushes") | {"advance", "offensive"}):
                who = owner(tokens, n + 1, end, focus)
                return who if who.actor is not None else NO_ONE  # "to escape X's shelling", "have fled X's advance"
        if tokens[n].low in ("since", "after", "when", "as") and tokens[n].kind == "word":
            verb = next((k for k in range(n + 2, min(len(tokens), n + 9)) if does_harm(tokens, k)), -1)
            return subject_of(tokens, verb, focus) if verb > 0 else NO_ONE
    return NO_ONE
