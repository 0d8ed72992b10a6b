"""Harm told by what was found and what was not: graves, burials, "no trace of eleven men", "30 nobody can find"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.frames.casualty_victims import by_phrase, left_noun, people_in
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.language.subjects import subject
from agents.claims.language.tokens import text_of
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

REACH = 14
"""Tokens between "of eleven people" and its "there is no trace"."""


def nobody_finds(tokens: Sequence[Token], rule: Rule, group: VerbGroup) -> Match | None:
    """ "340 men whom nobody can find", "63 names of people no one has traced": they are missing."""
    n = group.start - 1
    if n >= 1 and (tokens[n - 1].low, tokens[n].low) == ("no", "one"):
        n -= 1
    elif n < 1 or tokens[n].low != "nobody":
        return None
    n -= tokens[n - 1].low in ("whom", "that", "who")
    span = left_noun(tokens, n)
    if span is None:
        return None
    people = people_in(tokens, span)
    if people is None or not people.counted:
        people = _names(tokens, span.start, n)
    return Match(rule, group.head, people.start, group.end, "word", people=people) if people is not None else None


def still_sought(tokens: Sequence[Token], rule: Rule, group: VerbGroup) -> Match | None:
    """ "eight people yet to be traced", "about 40 are still being sought": counted people, where others were found
    dead or a disaster is told.
    """
    n = group.governor if group.form == "infinitive" else group.start
    waited = n >= 0 and tokens[n].low == "yet" and group.passive
    sought = tokens[group.head].low == "sought" and group.passive and "being" in {t.low for t in tokens[n : group.head]}
    if n < 1 or not (waited or sought):
        return None
    while n > 1 and (tokens[n - 1].low in words().be | words().have or tokens[n - 1].low in listed("lies_in_care")):
        n -= 1
    people = people_in(tokens, left_noun(tokens, n))
    lows = {token.low for token in tokens}
    lost = lows & (listed("killing_words", "mishaps", "corpses") | {"died", "toll", "sank", "capsized"})
    if people is None or not people.counted or not lost or _wanted(tokens, people):
        return None
    return Match(rule, group.head, people.start, group.end, "word", people=people)


def one_body(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the body of a trader was found", "police recovered the dead body of a militant": one who was killed."""
    if i + 3 >= len(tokens) or tokens[i + 1].low != "of":
        return None
    named = tokens[i + 2].low in words().people and tokens[i + 3].capital  # "the body of journalist X"
    if not named and tokens[i + 2].low not in ("a", "an", "another", "one"):
        return None
    people = people_phrase(tokens, i + 2)
    if people is None or people.quantity.best != 1 or len(people.parts) > 1:
        return None
    found = {token.low for token in (*tokens[max(0, i - 5) : i], *tokens[people.end : people.end + 16])}
    if not found & _RECOVERED or not found.isdisjoint(listed("living_bodies", "reburials")):
        return None
    counted = replace(people, counted=True)
    return Match(rule, i, i, people.end, "word", people=counted)


_RECOVERED = frozenset({"found", "recovered", "discovered", "retrieved", "dumped", "find", "finds", "recover"})


def throats_cut(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "thirteen people had their throats cut", "the throats of six were slit": killed by the knife."""
    k = i + 1
    if k < len(tokens) and tokens[k].low == "of":
        end = next((n for n in range(k + 1, min(len(tokens), k + REACH)) if tokens[n].low in ("were", "was")), -1)
        people = people_phrase(tokens, k + 1, stop=end) if end > 0 else None
        group = verb_group(tokens, end + 1, frozenset({"pp"})) if 0 < end < len(tokens) - 1 else None
        k = end + 1
    else:
        had = i - 2 if i > 2 and tokens[i - 1].low in ("their", "his", "her") else -1
        group = verb_group(tokens, had, frozenset({"past", "base"})) if had > 0 and _has(tokens[had]) else None
        people = people_in(tokens, subject(tokens, group.start)) if group is not None else None
    told = people is not None and tokens[people.end - 1].low != "victims"  # counted before
    if (
        people is None
        or not told
        or group is None
        or k >= len(tokens)
        or tokens[k].low not in ("cut", "slit", "slashed")
    ):
        return None
    found = Match(rule, k, min(people.start, i), k + 1, "passive", group, people=people)
    found.agent = by_phrase(tokens, k + 1)
    return found


def _has(token: Token) -> bool:
    return token.low in words().have or token.low == "having"


def _names(tokens: Sequence[Token], start: int, stop: int) -> People | None:
    """The 63 of "63 names of people"."""
    if start + 3 > stop or tokens[start + 1].low not in ("names", "cases") or tokens[start + 2].low != "of":
        return None
    figure, who = tokens[start].number, people_phrase(tokens, start + 3, stop=stop)
    if figure is None or who is None:
        return None
    text = text_of(tokens, start, who.end)
    return People(figure, text, who.status, start, who.end, tokens[start].text, True)


def no_trace(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "no trace of eleven men", "of eleven men there is no trace": counted people alone."""
    if i < 1 or tokens[i - 1].low not in ("no", "without"):
        return None
    places = [i + 1] if i + 2 < len(tokens) and tokens[i + 1].low == "of" else []
    places += [n for n in range(i - 2, max(-1, i - REACH), -1) if tokens[n].low == "of"]
    for n in places:
        people = people_phrase(tokens, n + 1)
        bare = people is not None and people.end == people.start + 1 and people.quantity.best == 1
        if people is not None and people.counted and not bare and not _wanted(tokens, people):
            return Match(rule, i, min(n, i - 1), max(people.end, i + 1), "word", people=people)
    return None


def in_hands(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Five priests are in the hands of gunmen": people whom somebody under arms has."""
    before = [token.low for token in tokens[max(0, i - 3) : i]]
    if before[1:] != ["in", "the"] or before[0] not in listed("being_held") or i + 2 >= len(tokens):
        return None
    span = subject(tokens, i - 3) if tokens[i + 1].low == "of" else None
    people = people_phrase(tokens, span.start, stop=span.end) if span is not None else None
    if people is None or not people.counted:
        return None
    found = Match(rule, i, people.start, i + 1, "word", people=people)
    found.agent = Span(i + 2, phrase_end(tokens, i + 2))
    return found


def is_found(tokens: Sequence[Token], rule: Rule, people: People, k: int) -> bool:
    """Whether people who were not found are missing, and those who lie or were buried are dead: counted people."""
    following = {token.low for token in tokens[k : k + 9]}
    if rule.value == "missing" and rule.needs == "not":
        return people.counted
    match rule.needs:
        case "unfound":
            return people.counted and not _wanted(tokens, people)
        case "grave":
            return people.counted and bool(following & listed("graves"))
        case "buried":
            dug_out = people.start > 0 and tokens[people.start - 1].low in listed("dug_out")
            return people.counted and not dug_out and not following & listed("buried_alive")
    return True


def is_buried(group: VerbGroup, tokens: Sequence[Token]) -> bool:
    """Whether a burial is told as news: no "are buried there", and no killing told beside it of which it is a part."""
    begins = next((n for n in range(group.start - 1, -1, -1) if tokens[n].text in ";:"), 0)
    ends = next((n for n in range(group.end, len(tokens)) if tokens[n].text in ";:"), len(tokens))
    told = any(token.low in listed("killing_words") | {"died", "toll"} for token in tokens[begins:ends])
    return not told and not (group.passive and group.tense == "present" and group.form != "gerund")


def _wanted(tokens: Sequence[Token], people: People) -> bool:
    """Whether it is the police or a trainer who looks for them: "three suspects", "two players have not been found"."""
    inside = tokens[people.start : people.end]
    return any(t.low in listed("wanted") or t.low in words().not_people for t in inside)
