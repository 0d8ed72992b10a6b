"""The subject of a verb of saying, whole: with its name and office, past a relative clause, without its comma."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import (
    Span,
    after_determiner,
    inside_np,
    is_adverb,
    is_time,
    phrase_end,
    phrase_start,
)
from agents.claims.language.relatives import busy
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import with_subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.speech.inverted import inverted
from agents.claims.speech.speech_like import is_noun
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, mode_words, words

FAR = 32
"""Tokens behind which a reporting verb no longer says who tells of an event."""
ASIDE = 8
"""Tokens of a name or an office between commas behind the subject, at most."""


WENT = 9
"""Tokens between "went on television" and its "to say", at most."""


def teller(tokens: Sequence[Token], group: VerbGroup, match: Match | None) -> Span | None:
    """Who says it, before the verb; null where nobody can be made out."""
    start = group.start
    if match is not None and (tail := _tail(tokens, match, start)) is not None:
        return tail
    if (alone := _capital(tokens, start) or _in_passing(tokens, start)) is not None:
        return alone
    if (voice := _voice(tokens, start)) is not None:
        return voice
    who = _told_before(tokens, start) or _head_of(tokens, subject(tokens, start))
    return _opening(tokens, who, start) or who


def written_to_say(tokens: Sequence[Token], i: int) -> Span | None:
    """The subject of "emails us to say", "rang to say"; null where the "say" at i is none."""
    if i < 2 or tokens[i].low not in listed("going_to_say") or tokens[i - 1].low != "to":
        return None
    for n in range(i - 2, max(-1, i - WENT), -1):
        if tokens[n].text in ";:,":
            return None
        on_air = tokens[n].low in listed("going_on_air") and any(t.low in listed("on_air") for t in tokens[n + 1 : i])
        if on_air or (tokens[n].low in listed("writing_in") and i - n < 5):
            return subject(tokens, verb_group(tokens, n, frozenset({"past", "third"})).start)
    return None


def _tail(tokens: Sequence[Token], match: Match, start: int) -> Span | None:
    """The speaker that runs on from those told of, without its comma: "killed 13 people MSF said", "dozens activists
    said".
    """
    people = match.people
    if people is None or people.end != start or match.head >= start:
        return None
    n = start
    while n > people.start and (tokens[n - 1].capital or tokens[n - 1].kind == "actor"):
        n -= 1
    if people.start + 1 < n < start and tokens[n - 1].low in words().people:
        return Span(n, start)
    lone = people.quantity.best is None and tokens[people.start].kind == "num" and people.start + 1 < start
    voices = listed("persons", "voices")
    first = people.start + 1 + (tokens[people.start + 1].low in listed("rests"))
    return Span(first, start) if lone and n == start and tokens[start - 1].low in voices else None


def _voice(tokens: Sequence[Token], start: int) -> Span | None:
    """ "… in the city and its suburbs state media said", "wounded 50 state media said": the two last words, where
    they run on from a place or from a count.
    """
    if start < 4 or tokens[start - 1].low not in listed("voices"):
        return None
    if tokens[start - 2].low in listed("rests"):
        return Span(start - 1, start)  # "wounded several others activists said"
    if tokens[start - 2].low not in listed("body_kinds"):
        return None
    before = tokens[start - 3]
    areas = words().place_plural | words().place_whole
    runs_on = (
        before.kind == "place" or _counted(tokens, start - 3) or before.low in areas or before.low == "surroundings"
    )
    return Span(start - 2, start) if runs_on else None


def _counted(tokens: Sequence[Token], n: int) -> bool:
    """Whether a number at n counts those harmed before it and not who speaks behind it."""
    return n > 0 and tokens[n].kind == "num" and tokens[n - 1].low in listed("harm_predicates") | {"and"}


def _capital(tokens: Sequence[Token], start: int) -> Span | None:
    """A capital for its rulers, set off behind another place: "sank off X, Colombo said"."""
    n = start - 1
    if n < 2 or start >= len(tokens) or tokens[n].kind != "place" or tokens[n - 1].text != ",":
        return None
    after = tokens[start + 1] if start + 1 < len(tokens) else None
    closed = (
        after is None or after.kind == "punct" or after.low in ("on", "late", "early") or is_time(tokens, start + 1)
    )
    return Span(n, start) if tokens[n - 2].kind == "place" and closed else None


def _in_passing(tokens: Sequence[Token], start: int) -> Span | None:
    """The "officials here" of "a blast which officials here say left 276 dead": between the pronoun and the verb."""
    n = next((n for n in range(start - 2, max(0, start - 6), -1) if tokens[n].low in ("which", "that")), -1)
    if n < 1 or start + 1 >= len(tokens) or tokens[start + 1].low in words().determiners | {"that"}:
        return None
    end = start
    while end > n + 1 and (tokens[end - 1].low in words().adverbs or tokens[end - 1].low == "here"):
        end -= 1
    last = tokens[end - 1]
    spoken = speech_words().unnamed.union(*(roles for _, roles in speech_words().types))
    plain = all(token.kind in ("word", "actor", "place") for token in tokens[n + 1 : end])
    return Span(n + 1, end) if end > n + 1 and plain and (last.low in spoken or last.kind == "actor") else None


def _opening(tokens: Sequence[Token], who: Span | None, start: int) -> Span | None:
    """The name with which the sentence opens, where what was taken for the subject only tells more of it.

    "The Local Committees another activist group said", "Opposition activist X who is from the province where … said".
    """
    if who is None or who.start == 0 or who.shared or any(token.kind == "punct" for token in tokens[:start]):
        return None
    if who.start > 2 and tokens[who.start - 1].low == "as" and tokens[who.start - 2].low in listed("calling_people"):
        return Span(phrase_start(tokens, who.start - 3)[0], who.end)  # "an activist identified as X said"
    end = phrase_end(tokens, 0)
    named = end and tokens[end - 1].capital and tokens[end - 1].kind == "word" and not is_time(tokens, end - 1)
    if named and end < who.start and tokens[end].low == "who":
        return Span(0, end)
    if end and end < who.start and tokens[end].low == "who" and tokens[who.start - 1].low == "as":
        return Span(0, who.end)  # "a resident who gave his name as X said": the resident X
    first = who.start
    while first > 1 and tokens[first].low not in ("a", "an", "the", "another"):
        first -= 1
    plain = all(token.capital or token.low == "the" for token in tokens[:first])
    named = tokens[first - 1].kind in ("word", "actor") and not is_time(tokens, first - 1)
    return Span(0, first) if first > 1 and plain and named and first <= who.start + 1 else None


def _head_of(tokens: Sequence[Token], who: Span | None) -> Span | None:
    """The noun to which a relative clause goes back, past its "in X": "officials in X, who put the toll at"."""
    if who is None or not who.relative or who.start < 2 or tokens[who.start - 1].low not in ("in", "at", "from", "of"):
        return who
    start, ruled = phrase_start(tokens, who.start - 2)
    return who if ruled or tokens[who.start - 2].kind != "word" else Span(start, who.start - 1, relative=True)


def _told_before(tokens: Sequence[Token], start: int) -> Span | None:
    """The subject of the verb of saying with which one is coordinated: "X denied the figure and said …"."""
    if start < 2 or tokens[start - 1].low not in ("and", "but"):
        return None
    lists = speech_words()
    for n in range(start - 2, max(-1, start - FAR), -1):
        if tokens[n].text in ";?!":
            return None
        if tokens[n].low in lists.verbs - listed("sometimes_speech") and not is_noun(tokens, n):
            found = subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})).start)
            if found is not None and found.end <= n:
                return Span(found.start, found.end, found.relative, True)
    return _opening_voice(tokens, start)


def _opening_voice(tokens: Sequence[Token], start: int) -> Span | None:
    """The voice with which the sentence opens and does something else first: "State radio disputes this and says"."""
    voices = frozenset().union(*(roles for _, roles in speech_words().types))
    for k in range(min(start - 2, ASIDE)):
        token, behind = tokens[k], tokens[k + 1]
        if token.kind not in ("word", "actor") or token.low in words().prepositions:
            return None
        acts = behind.low in mode_words().denials or behind.low.endswith("ed") or behind.low in words().verbs
        if (token.low in voices or token.kind == "actor") and behind.kind == "word" and acts:
            own = any(t.text in ",;" or t.low in ("that", "who", "which") for t in tokens[k + 1 : start])
            return None if own else Span(0, k + 1, False, True)
    return None


def main_sayer(tokens: Sequence[Token], i: int) -> Span | None:
    """The subject of the verb of saying before "saying": "activists put the toll higher, saying that …"."""
    for n in range(i - 1, max(-1, i - FAR), -1):
        if tokens[n].text in ";?!":
            return None
        told = n > 0 and tokens[n].low in listed("speech_or_noun") and tokens[n - 1].low in speech_words().verbs
        if tokens[n].low in speech_words().verbs and not (told or after_determiner(tokens, n)):
            if tokens[n - 1].text == "," and (behind := inverted(tokens, n)) is not None:
                return behind  # "killing four, said the mayor, adding that …"
            return subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})).start)
    return None


def sayer_beside(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject that "saying" has of its own: "with officials saying 12 died", "…, residents saying"; else null."""
    n = group.start
    if (led := with_subject(tokens, group) or _with_office(tokens, n)) is not None:
        return led
    first, _ = phrase_start(tokens, n - 1) if n > 1 else (0, False)
    apart = 0 < first < n and tokens[first - 1].text == "," and tokens[n - 1].low in listed("persons", "voices")
    return Span(first, n) if apart else None


def _with_office(tokens: Sequence[Token], n: int) -> Span | None:
    """The speaker of "with a spokeswoman for the agency saying", where "with" leads all that stands before n."""
    first = n
    while first > max(0, n - ASIDE) and (
        inside_np(tokens, first - 1) or tokens[first - 1].low in ("for", "of", "from")
    ):
        first -= 1
    led = 1 < first < n - 1 and tokens[first - 1].low == "with"
    return Span(first, n) if led and any(t.low in listed("persons", "voices") for t in tokens[first:n]) else None


def whole_phrase(tokens: Sequence[Token], who: Span, start: int, match: Match | None) -> Span:
    """The speaker with its "from …", "in …" and the name set off behind an office ("the mayor, X, said")."""
    if match is not None and match.people is not None and who.start < match.people.end < who.end:
        return Span(match.people.end, who.end)  # "killed 13 people X said"
    if who.shared or start <= who.end:
        return who
    end = who.end
    while end < start and tokens[end].capital and tokens[end].kind == "word":
        end += 1  # "Doctors Without Borders"
    who = Span(who.start, end, who.relative)
    if start <= end:
        return who
    between = tokens[end:start]
    if between[0].text == "," and (known := _name_before(tokens, who)) is not None:
        return known  # "X, secretary of the council, said"
    if (known := _name_of_office(tokens, who, start)) is not None:
        return known
    if all(token.low in words().adverbs or is_adverb(token) for token in between):
        return who
    if all(token.text != "," for token in between):
        if between[0].low in ("who", "which", "that", "and", "but"):
            return who
        if between[0].low in listed("at_war_with") | listed("bent_on") | listed("seeks_to"):
            return who  # "the group fighting the army claimed"
        if busy(tokens, end) and any(token.actor is not None for token in between):
            return who  # "villagers fleeing X said"
        timed = next((n for n in range(who.end, start) if is_time(tokens, n)), start)
        return Span(who.start, timed - 1 if timed < start and tokens[timed - 1].low in words().prepositions else timed)
    if (whole := _in_a_place(tokens, who, end, start)) is not None:
        return whole
    named = 3 <= len(between) <= ASIDE and between[0].text == between[-1].text == ","
    if not named or not between[1].capital:
        return who
    office = any(
        t.kind == "word" and t.low not in words().determiners and (not t.capital or t.low in words().titles)
        for t in tokens[who.start : who.end]
    )
    return Span(who.start, start - 1) if office else who


def _name_of_office(tokens: Sequence[Token], who: Span, start: int) -> Span | None:
    """The whole of "X Y, spokesman for the army in the north, told": a name before an office that a place follows."""
    n = who.start - 1
    office = tokens[who.start].low in listed("roles", "spokespersons")
    if n < 2 or not office or tokens[n].text != "," or tokens[start - 1].text != ",":
        return None
    first = n
    while first > 0 and n - first < 4 and _in_a_name(tokens[first - 1]):
        first -= 1
    opens = first == 0 or tokens[first - 1].kind == "punct"
    return Span(first, start - 1) if n - first > 1 and opens else None


def _in_a_name(token: Token) -> bool:
    """Whether a word can be part of a person's name: "Ana", "al-Qudra"."""
    return token.kind == "word" and (token.capital or token.low.startswith(("al-", "el-")))


def _in_a_place(tokens: Sequence[Token], who: Span, end: int, start: int) -> Span | None:
    """The whole of "a surgeon in the village, Hassan Omar, said": the name behind the place where an office is held."""
    comma = next((n for n in range(start - 2, end, -1) if tokens[n].text == ","), -1)
    if comma < 0 or tokens[start - 1].text != "," or tokens[end].low not in ("in", "at", "of", "for", "from", "with"):
        return None
    name = tokens[comma + 1 : start - 1]
    named = 1 < sum(len(token.text.split()) for token in name) < 5 and all(token.capital for token in name)
    return Span(who.start, start - 1) if named and not any(t.text == "," for t in tokens[end:comma]) else None


def _name_before(tokens: Sequence[Token], second: Span) -> Span | None:
    """Name and office as one, where the phrase between commas is taken for the subject: "X, secretary of the council,
    said" is X; "the chairman of the council, X, said" both.
    """
    n = second.start - 2
    if n < 0 or tokens[n + 1].text != "," or tokens[n].kind not in ("word", "place"):
        return None
    start, ruled = phrase_start(tokens, n)
    if ruled and start > 1 and tokens[start - 1].low in ("for", "of"):
        start, ruled = phrase_start(tokens, start - 2)  # "a spokesman for the group, X, told"
    first = [token for token in tokens[start : n + 1] if token.low not in words().determiners]
    if ruled or not first:
        return None
    named = all(token.capital for token in tokens[second.start : second.end])
    office = any(not token.capital or token.low in words().titles for token in first)
    if named and office:
        return Span(start, second.end)
    return Span(start, n + 1) if all(token.capital for token in first) and not named else None
