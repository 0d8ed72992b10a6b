"""Whether a match is what a verb of saying tells: set off from it, not part of it, and nothing else told instead."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, is_time, phrase_end
from agents.claims.model import Token
from agents.claims.speech.inverted import inverted
from agents.claims.speech.speech_like import closed, is_noun, next_low
from agents.claims.speech.speech_words import is_role, speech_words
from agents.claims.speech.teller import FAR
from agents.claims.words import listed, mode_words, words


def is_told(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether the match can be what is said by the reporting verb at i: set off behind it, or not far before."""
    apart = any(token.text == ";" for token in tokens[min(i, match.head) : max(i, match.head)])
    if apart and not (i > match.head and (inverted(tokens, i) is not None or _trails(tokens, i))):
        return False  # "A; X said B": but "A; B, said X" is all told by X
    if i > match.head and _in_where(tokens, i, match):
        return False
    if i > match.head:
        return _set_off(tokens, match, i) and not (_has_its_object(tokens, i) or _says_something_else(tokens, i))
    if _another_clause(tokens, i, match):
        return False
    opened = [n for n in range(i, match.start) if tokens[n].text in '“"']
    closed = any(tokens[n].text in '”"' for n in range(i, match.start))
    resumed = any(a.low in ("and", ",") and b.low == "that" for a, b in pairwise(tokens[i : match.start + 1]))
    if (
        closed
        and not resumed
        and not (opened and (opened[0] < i + 6 or tokens[opened[0] - 1].text == ":" or len(opened) % 2))
    ):
        return False
    return match.head - i <= (2 * FAR if tokens[i + 1].low == "that" else FAR)


def _in_where(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether a clause by the way says something else: "killed in X, where the army said fighting went on"."""
    where = next((n for n in range(i - 1, max(match.head, i - 6), -1) if tokens[n].low == "where"), -1)
    return where > 0 and i + 1 < len(tokens) and tokens[i + 1].kind != "punct"


def _another_clause(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether the match stands in another clause than what is said at i: behind ", while" where the verb has its
    object ("reported two deaths, while rebels struck"), behind the comma that closes "after X claimed to have …".
    """
    noun = i + 1 < len(tokens) and tokens[i + 1].low in words().determiners | {"two", "three"}
    for n in range(i + 2, min(match.head, len(tokens) - 1)):
        if tokens[n].text == "," and tokens[n + 1].low in ("while", "whereas") and noun:
            return True
    before = [token.low for token in tokens[:i]]
    opened = bool(before) and (before[0] in listed("when_clauses") or set(before[:3]) & {"after", "before"})
    commas = [n for n in range(i, match.head) if tokens[n].text == ","]
    if not opened or "," in before or not commas:
        return False
    own = tokens[i + 1].low == "to" and tokens[i + 2].low in words().have if i + 2 < len(tokens) else False
    return own and match.head > commas[-1]


def not_its_teller(tokens: Sequence[Token], who: Span, i: int, match: Match) -> bool:
    """Whether a speaker is none of the match: part of it, or of a clause by the way that says something else."""
    if is_part(match, who, i, inverted=False):
        return True
    before = tokens[who.start - 1] if who.start > 0 else None
    if i > match.head:
        by_the_way = before is not None and before.low in listed("when_clauses")
        return by_the_way and not any(token.text == "," for token in tokens[i + 1 : i + 2])
    if before is not None and before.low in ("which", "that") and next_low(tokens, i) in words().auxiliaries:
        return True  # "the shelling, which the army said was a mistake, killed …"
    if who.relative or (who.end < len(tokens) and tokens[who.end - 1].low == "who"):
        return _past_the_clause(tokens, i, match)
    return False


def past_who_was_hurt(tokens: Sequence[Token], match: Match, who: Span, i: int) -> Span | None:
    """The subject of a verb of saying behind a match, without the victims it runs on from, their comma being lost:
    "wounding dozens | local activists said"; none where all of it is victims.
    """
    people = match.people
    if people is None or i <= match.head:
        return who
    last = tokens[who.end - 1]
    speaks = who.end - who.start > 1 and is_role(last) and not last.capital
    if speaks and tokens[who.start].kind == "num" and who.start and tokens[who.start - 1].low in listed("has_harmed"):
        return Span(who.start + 1, who.end)
    if who.end <= people.start or people.end <= who.start:
        return who
    first = max(who.start - 1, people.start)
    count = next((k for k in range(who.end - 2, first - 1, -1) if tokens[k].kind == "num"), -1)
    if count >= 0 and speaks:
        return Span(count + 1, who.end)
    return None if people.start <= who.start and who.end <= people.end else who


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


def is_part(match: Match, who: Span, i: int, *, inverted: bool) -> bool:
    """Whether a speaker is none because the match itself has the phrase: as its trigger, or as its own subject."""
    if not inverted and who.start <= match.head < who.end:
        return True
    own = match.agent is not None and match.agent.start == who.start
    return own and match.verb is not None and match.verb.head == i


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
        if tokens[n].low == "that" and tokens[n - 1].low.endswith("ing") and n > i + 1:
            break  # "…, he added, indicating that …"
        if tokens[n].low == "that":
            return not _relative_that(tokens, n)
    if inverted(tokens, i) is not None or _glued(tokens, i + 1):
        return False
    n = i + 1
    while n < len(tokens) and (is_time(tokens, n) or tokens[n].low in ("on", "late", "early", "this", "last")):
        n += 1
    if tokens[i].low in ("told", "tells"):
        n = n + 1 if n < len(tokens) and tokens[n].low in words().pronouns else phrase_end(tokens, n)
    if n < len(tokens) and tokens[n].low in words().pronouns:
        return True
    end = max(phrase_end(tokens, n), n + 1 if n < len(tokens) and tokens[n].low.endswith("s") else n)
    goes_on = end > n and end < len(tokens) and tokens[end].low in words().auxiliaries
    return goes_on and tokens[end].low not in ("being", "having")


def _glued(tokens: Sequence[Token], n: int) -> bool:
    """Whether the next sentence begins at n, its full stop lost: "…, the agency said | The hospital is near X"."""
    return n + 1 < len(tokens) and tokens[n].text in listed("sentence_openers") and tokens[n + 1].text[:1].islower()


def added(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether the match is what the article adds to what is said: "said they held X, which they had stormed on Friday".

    Of a denial also behind "where": "denied killing prisoners at X, where 44 bodies were found".
    """
    adds = {"which", "whom"} | ({"where"} if tokens[i].low in mode_words().denials else set())
    for n in range(match.head - 1, i + 1, -1):
        if tokens[n].text in ',;:“”"':
            return False
        if tokens[n].low == "which" and tokens[n - 1].low == "in" and tokens[n - 2].text == ",":
            return tokens[n - 3].low in listed("wars")  # "wrote in a report on the war, in which 60,000 …"
        if tokens[n].low in adds:
            return tokens[n - 1].text == "," and not any(token.text in '“"' for token in tokens[i:n])
    return False


def _has_its_object(tokens: Sequence[Token], i: int) -> bool:
    """Whether what the verb tells stands behind it: "X, and a spokesman put the wounded at 230"."""
    counts = listed("put_at", "counting", "speaking_of")
    return tokens[i].low in counts and not closed(tokens, i)


def _relative_that(tokens: Sequence[Token], n: int) -> bool:
    """Whether "that" at n goes back to the noun before it: "said in a finding that names no officer"."""
    if n + 1 >= len(tokens) or (tokens[n - 1].low in speech_words().verbs and not is_noun(tokens, n - 1)):
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
    """Whether a reporting verb ends its sentence, but for a day, a place or a clause by the way: "… a monitor said on
    Friday.", "… a monitor said as the siege went on.".
    """
    w = words()
    if tokens[i].low not in listed("trailing_speech"):
        return False
    if next_low(tokens, i) in ("in", "through") and any(t.low in listed("documents") for t in tokens[i + 2 : i + 6]):
        return not any(token.low == "that" or token.text in ":“" for token in tokens[i + 2 : i + 8])
    near = range(i + 1, min(len(tokens), i + 5))
    by_the_way = (n for n in near if tokens[n].low in listed("trailing_clauses") or _glued(tokens, n))
    rest = tokens[i + 1 : next(by_the_way, len(tokens))]
    if len(rest) > 9:
        return False
    return not any(token.kind in ("num",) or token.low in w.verbs or token.low in w.auxiliaries for token in rest)
