"""Verbs of saying: whether a match is what they say, and who is their subject ("X said that …", "…, said X")."""

from collections.abc import Sequence
from dataclasses import replace

from agents.claims.entities.focus import Focus
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, after_determiner, is_adverb, is_time, phrase_end, phrase_start
from agents.claims.language.subjects import subject, told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.speech.inverted import inverted, name_end, something_before
from agents.claims.speech.speaker import Attribution, speaker_of
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, words

FAR = 32
"""Tokens behind which a reporting verb no longer says who tells of an event."""
ASIDE = 8
"""Tokens of a name or an office between commas behind the subject, at most."""


def reporting(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """ "X said (that) …", "…, X said", "…, said X", "X told Y …", "put at 70 by X"; null where i is no such verb."""
    lists = speech_words()
    low = tokens[i].low
    if (low not in lists.verbs and low != "quoting") or (match is not None and i == match.head):
        return None
    if match is not None and low in lists.reports and _next(tokens, i) == "of" and 0 < match.head - i <= ASIDE:
        return Attribution(None, claiming=True)  # "initial reports of 20 killed"
    if (low in listed("sometimes_speech") and not _speech_like(tokens, i)) or _noun(tokens, i):
        return None
    if low.endswith("ed") and (after_determiner(tokens, i) or _next(tokens, i) in listed("harm_predicates")):
        return None  # "the alleged loss", "four rebels reported dead"
    if low in ("quoted", "quoting") and i + 1 < len(tokens):
        end = phrase_end(tokens, i + 1, 14)
        return speaker_of(tokens, Span(i + 1, end), focus) if end > i + 1 else None
    claiming = low in lists.claiming
    if low == "claimed" and _next(tokens, i) == "by":
        return None  # "an attack claimed by X": X answers for it, and somebody else tells of it
    group = verb_group(tokens, i, frozenset({"past", "pp"} if low.endswith(("d", "t")) else {"third"}))
    if not group.negated and (group.passive or group.bare_participle) and (by := _said_by(tokens, i)) is not None:
        return speaker_of(tokens, by, focus, claiming=claiming)
    if group.form == "gerund" and low == "saying" and (main := _sayer(tokens, i) or told_subject(tokens, group)):
        return speaker_of(tokens, main, focus)  # "activists put the toll higher, saying that …"
    if group.negated or group.passive or group.form in ("infinitive", "gerund"):
        return None
    if match is not None and not _about(tokens, i, match):
        return None
    after = inverted(tokens, i) if something_before(tokens, i, match) else None
    if after is not None:
        inside = match is not None and _within(match, after, i, inverted=True)
        return None if inside else speaker_of(tokens, after, focus, claiming=claiming)
    who = _told_before(tokens, group.start) or _head_of(tokens, subject(tokens, group.start))
    if who is None or (match is not None and _not_its_teller(tokens, who, i, match)):
        return None
    whole = _whole(tokens, who, group.start, match)
    if all(token.kind == "num" for token in tokens[whole.start : whole.end]):
        return None  # "10 reported fatalities"
    found = speaker_of(tokens, whole, focus, claiming=claiming)
    counts = low.startswith("believe") and found.said_by is not None and found.said_by.type == "organisation"
    return replace(found, claiming=False) if counts else found  # an agency believes what it has counted


def _noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that can be a verb of saying is a noun: "a conservative estimate", "initial reports of"."""
    if tokens[i].low not in listed("speech_or_noun"):
        return False
    if tokens[i].low.endswith("s") or _next(tokens, i) in ("of", "from"):
        return _next(tokens, i) in ("of", "from")
    start, _ = phrase_start(tokens, i)
    opened = tokens[start].low in ("a", "an", "the", "its", "their") or tokens[start].low.endswith("'s")
    return start < i and opened and not tokens[i - 1].low.endswith("s")


def _next(tokens: Sequence[Token], i: int) -> str:
    return tokens[i + 1].low if i + 1 < len(tokens) else ""


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
        if tokens[n].low in lists.verbs and tokens[n].low not in listed("sometimes_speech"):
            found = subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})).start)
            if found is not None and found.end <= n:
                return Span(found.start, found.end, found.relative, True)
    return None


def _sayer(tokens: Sequence[Token], i: int) -> Span | None:
    """The subject of the verb of saying before "saying": "activists put the toll higher, saying that …"."""
    for n in range(i - 1, max(-1, i - FAR), -1):
        if tokens[n].text in ";?!":
            return None
        if tokens[n].low in speech_words().verbs and not after_determiner(tokens, n):
            return subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})).start)
    return None


def _whole(tokens: Sequence[Token], who: Span, start: int, match: Match | None) -> Span:
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
    if all(token.low in words().adverbs or is_adverb(token) for token in between):
        return who
    if all(token.text != "," for token in between):
        if between[0].low in ("who", "which", "that", "and", "but"):
            return who
        timed = next((n for n in range(who.end, start) if is_time(tokens, n)), start)
        return Span(who.start, timed - 1 if timed < start and tokens[timed - 1].low in words().prepositions else timed)
    named = 3 <= len(between) <= ASIDE and between[0].text == between[-1].text == ","
    if not named or not between[1].capital:
        return who
    office = any(
        t.kind == "word" and t.low not in words().determiners and (not t.capital or t.low in words().titles)
        for t in tokens[who.start : who.end]
    )
    return Span(who.start, start - 1) if office else who


def _name_before(tokens: Sequence[Token], second: Span) -> Span | None:
    """Name and office as one, where the phrase between commas is taken for the subject: "X, secretary of the council,
    said" is X; "the chairman of the council, X, said" both.
    """
    n = second.start - 2
    if n < 0 or tokens[n + 1].text != "," or tokens[n].kind != "word":
        return None
    start, ruled = phrase_start(tokens, n)
    first = [token for token in tokens[start : n + 1] if token.low not in words().determiners]
    if ruled or not first:
        return None
    named = all(token.capital for token in tokens[second.start : second.end])
    office = any(not token.capital or token.low in words().titles for token in first)
    if named and office:
        return Span(start, second.end)
    return Span(start, n + 1) if all(token.capital for token in first) and not named else None


def _said_by(tokens: Sequence[Token], i: int) -> Span | None:
    """The X of "confirmed by X", "were counted by X", "put at 70 by X"."""
    for n in range(i + 1, min(len(tokens) - 1, i + ASIDE)):
        if tokens[n].kind == "punct":
            return None
        if tokens[n].low == "by" and _next(tokens, n) not in listed("by_means"):
            end = name_end(tokens, n + 1)
            return Span(n + 1, end) if end > n + 1 and (n == i + 1 or tokens[i].low in listed("put_at")) else None
    return None


def _about(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether the match can be what is said by the reporting verb at i: set off behind it, or not far before."""
    apart = any(token.text == ";" for token in tokens[min(i, match.head) : max(i, match.head)])
    if apart and not (i > match.head and (inverted(tokens, i) is not None or _trails(tokens, i))):
        return False  # "A; X said B": but "A; B, said X" is all told by X
    if i > match.head:
        return _set_off(tokens, match, i) and not _says_something_else(tokens, i)
    opened = [n for n in range(i, match.start) if tokens[n].text in '“"']
    closed = any(tokens[n].text in '”"' for n in range(i, match.start))
    if closed and not (opened and (opened[0] < i + 6 or tokens[opened[0] - 1].text == ":" or len(opened) % 2)):
        return False
    return match.head - i <= FAR


def _not_its_teller(tokens: Sequence[Token], who: Span, i: int, match: Match) -> bool:
    """Whether a speaker is none of the match: part of it, or of a clause by the way that says something else."""
    if _within(match, who, i, inverted=False):
        return True
    before = tokens[who.start - 1] if who.start > 0 else None
    if i > match.head:
        by_the_way = before is not None and before.low in listed("when_clauses")
        return by_the_way and not any(token.text == "," for token in tokens[i + 1 : i + 2])
    if before is not None and before.low in ("which", "that") and _next(tokens, i) in words().auxiliaries:
        return True  # "the shelling, which the army said was a mistake, killed …"
    if who.relative or (who.end < len(tokens) and tokens[who.end - 1].low == "who"):
        return _past_the_clause(tokens, i, match)
    return False


def _past_the_clause(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether the match lies behind the relative clause of the verb at i: "gunmen who said … killed 12"."""
    if match.agent is not None and match.agent.start < i:
        return True
    for n in range(i + 1, match.head):
        if tokens[n].text in ";:":
            return True
        if tokens[n].text == "," and n + 1 < match.head:
            following = tokens[n + 1].low
            if following in words().auxiliaries or following in words().verbs or following.endswith("ed"):
                return True
    return False


def _within(match: Match, who: Span, i: int, *, inverted: bool) -> bool:
    """Whether a speaker is none because the match itself has the phrase: as its trigger, or as its own subject."""
    if not inverted and who.start <= match.head < who.end:
        return True
    own = match.agent is not None and match.agent.start == who.start
    return own and match.verb is not None and match.verb.head == i


def _speech_like(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb that is only sometimes one of saying is so here: "spoke of", "counted 12", "warned that"."""
    low, following = tokens[i].low, _next(tokens, i)
    if low == "spoke":
        return following == "of"
    if low in listed("put_at"):
        return any(token.low in ("at", "to", "as", "of") for token in tokens[i + 1 : i + 14]) and any(
            token.low in listed("tolls") for token in tokens[max(0, i - 8) : i + 8]
        )
    if low in listed("counting"):
        return any(token.kind == "num" or token.low in listed("tolls") for token in tokens[i + 1 : i + 7])
    if low in listed("finding"):
        return following == "that" or (following in ("", ".", ";") and i > 0 and tokens[i - 1].low in words().have)
    if low in listed("reading_out") | listed("broadcasting"):
        return following in ("a", "the") and any(token.low in listed("texts") for token in tokens[i + 2 : i + 4])
    if low == "added" and following in (",", ".", ""):
        return True
    return following in ("that", "the", "a", "at") or (following == "on" and i + 2 < len(tokens))


def _set_off(tokens: Sequence[Token], match: Match, i: int) -> bool:
    """Whether a reporting verb behind the match is set off from it by a comma or a closing quotation mark."""
    start = i
    while start > match.head and tokens[start].text not in ',”"':
        start -= 1
    if tokens[i].low == "said" and inverted(tokens, i) is not None:
        return True  # "… were also killed said the monitor's head", without its comma
    return start > match.head or tokens[i].low == "according" or _trails(tokens, i)


def _says_something_else(tokens: Sequence[Token], i: int) -> bool:
    """Whether what is said stands behind the verb ("told recruits that …"), so that the match before it is not it."""
    for n in range(i + 1, min(len(tokens), i + 9)):
        if tokens[n].text in ":“":
            return True
        if tokens[n].kind == "punct":
            break
        if tokens[n].low == "that":
            return not _relative_that(tokens, n)
    if inverted(tokens, i) is not None:
        return False
    n = i + 1
    while n < len(tokens) and (is_time(tokens, n) or tokens[n].low in ("on", "late", "early", "this", "last")):
        n += 1
    if tokens[i].low in ("told", "tells"):
        n = phrase_end(tokens, n)
    if n < len(tokens) and tokens[n].low in words().pronouns:
        return True
    end = max(phrase_end(tokens, n), n + 1 if n < len(tokens) and tokens[n].low.endswith("s") else n)
    goes_on = end > n and end < len(tokens) and tokens[end].low in words().auxiliaries
    return goes_on and tokens[end].low not in ("being", "having")


def _relative_that(tokens: Sequence[Token], n: int) -> bool:
    """Whether "that" at n goes back to the noun before it: "said in a finding that names no officer"."""
    if n + 1 >= len(tokens) or (tokens[n - 1].low in speech_words().verbs and not _noun(tokens, n - 1)):
        return False
    after, w = tokens[n + 1], words()
    if not any(token.low in ("in", "during") for token in tokens[max(0, n - 4) : n]):
        return False
    third = after.low.endswith("s") and not after.capital
    return after.low in w.auxiliaries or after.low in w.verbs or (after.kind == "word" and third and _names(tokens, n))


def _names(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word behind "that" is followed by an object ("names no officer") and so is its verb."""
    return n + 2 < len(tokens) and tokens[n + 2].low in words().determiners | {"no"}


def _trails(tokens: Sequence[Token], i: int) -> bool:
    """Whether a reporting verb ends its sentence, but for a day or a place: "… a monitor said on Friday."."""
    w = words()
    rest = tokens[i + 1 :]
    if len(rest) > 9 or tokens[i].low not in listed("trailing_speech"):
        return False
    return not any(token.kind in ("num",) or token.low in w.verbs or token.low in w.auxiliaries for token in rest)
