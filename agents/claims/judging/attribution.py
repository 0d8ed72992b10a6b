"""Who tells of a match: "X said that …", "…, said X", "according to X", "the claim by X that …"."""

from collections.abc import Sequence

from agents.claims.entities.focus import Focus
from agents.claims.frames.match import Match
from agents.claims.judging.speaker import NOBODY, Attribution, speaker_of
from agents.claims.judging.speech_words import speech_words
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.language.subjects import subject, told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Sentence, Token
from agents.claims.words import listed, words

FAR = 32
"""Tokens behind which a reporting verb no longer says who tells of an event."""


def attribute(sentence: Sentence, match: Match | None, focus: Focus) -> Attribution:
    """The speaker of a match in its own sentence (match null: of the whole sentence, for a quotation that goes on)."""
    tokens = sentence.tokens
    best: tuple[int, Attribution] | None = None
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        found = _according(tokens, i, focus) if token.low == "according" else _reporting(tokens, i, match, focus)
        if found is None:
            found = _noun_claim(tokens, i, match, focus)
        if found is None:
            continue
        distance = abs(i - match.head) if match is not None else i
        if best is not None and _is_pronoun(tokens, i) and best[1].said_by is not None:
            continue  # "X says it has confirmed …": X
        if best is None or distance < best[0]:
            best = (distance, found)
    return best[1] if best is not None else NOBODY


def _is_pronoun(tokens: Sequence[Token], i: int) -> bool:
    """Whether the subject of the verb at i is a pronoun."""
    return any(token.low in ("it", "they", "he", "she") for token in tokens[max(0, i - 2) : i])


def _according(tokens: Sequence[Token], i: int, focus: Focus) -> Attribution | None:
    """ "according to X"."""
    if i + 2 >= len(tokens) or tokens[i + 1].low != "to":
        return None
    end = phrase_end(tokens, i + 2, 18)
    return speaker_of(tokens, Span(i + 2, end), focus) if end > i + 2 else None


def _reporting(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """ "X said (that) …", "…, X said", "…, said X", "X told Y …"."""
    lists = speech_words()
    low = tokens[i].low
    if (low not in lists.verbs and low != "quoting") or (match is not None and i == match.head):
        return None
    if low in listed("sometimes_speech") and not _speech_like(tokens, i):
        return None
    if low in ("quoted", "quoting") and i + 1 < len(tokens):
        end = phrase_end(tokens, i + 1, 14)
        return speaker_of(tokens, Span(i + 1, end), focus) if end > i + 1 else None
    group = verb_group(tokens, i, frozenset({"past", "pp"} if low.endswith(("d", "t")) else {"third"}))
    if group.passive and not group.negated and (by := _said_by(tokens, i)) is not None:
        return speaker_of(tokens, by, focus, claiming=low in lists.claiming)
    if group.form == "gerund" and low == "saying" and (main := told_subject(tokens, group)) is not None:
        return speaker_of(tokens, main, focus)  # "activists put the toll higher, saying that …"
    if group.negated or group.passive or group.form in ("infinitive", "gerund"):
        return None
    if match is not None and not _about(tokens, i, match):
        return None
    after = _inverted(tokens, i)
    who = after or subject(tokens, group.start)
    if who is None or (match is not None and _within(match, who, i, inverted=after is not None)):
        return None
    if match is not None and match.people is not None and who.start < match.people.end < who.end:
        who = Span(match.people.end, who.end)  # "killed 13 people X said"
    if after is None and not any(token.text == "," for token in tokens[who.end : group.start]):
        who = Span(who.start, group.start)  # with its "from …", "in …", "on …"
    return speaker_of(tokens, who, focus, claiming=low in lists.claiming)


def _said_by(tokens: Sequence[Token], i: int) -> Span | None:
    """The X of "confirmed by X", "were counted by X" """
    if i + 2 >= len(tokens) or tokens[i + 1].low != "by":
        return None
    end = _name_end(tokens, i + 2)
    return Span(i + 2, end) if end > i + 2 else None


def _about(tokens: Sequence[Token], i: int, match: Match) -> bool:
    """Whether the match can be what is said by the reporting verb at i: set off behind it, or not far before."""
    if i > match.head:
        return _set_off(tokens, match, i) and not _says_something_else(tokens, i)
    closed = any(token.text in '”"' for token in tokens[i : match.start])
    if closed and not any(token.text in '“"' for token in tokens[i : match.start][:4]):
        return False
    return match.head - i <= FAR


def _within(match: Match, who: Span, i: int, *, inverted: bool) -> bool:
    """Whether a speaker is none because the match itself has the phrase: as its trigger, or as its own subject."""
    if not inverted and who.start <= match.head < who.end:
        return True
    own = match.agent is not None and match.agent.start == who.start
    return own and match.verb is not None and match.verb.head == i


def _speech_like(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb that is only sometimes one of saying is so here: "spoke of", "counted 12", "warned that"."""
    if tokens[i].low in ("spoke", "put", "puts", "placed"):
        return any(token.low in ("of", "at") for token in tokens[i + 1 : i + 12])
    if tokens[i].low in listed("counting"):
        return any(token.kind == "num" for token in tokens[i + 1 : i + 4])
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return following in ("that", "the", "a", "at") or (following == "on" and i + 2 < len(tokens))


def _set_off(tokens: Sequence[Token], match: Match, i: int) -> bool:
    """Whether a reporting verb behind the match is set off from it by a comma or a closing quotation mark."""
    start = i
    while start > match.head and tokens[start].text not in ',”"':
        start -= 1
    if tokens[i].low == "said" and _inverted(tokens, i) is not None:
        return True  # "… were also killed said the monitor's head", without its comma
    return start > match.head or tokens[i].low == "according" or _trails(tokens, i)


def _says_something_else(tokens: Sequence[Token], i: int) -> bool:
    """Whether what is said stands behind the verb ("told recruits that …"), so that the match before it is not it."""
    for token in tokens[i + 1 : i + 9]:
        if token.kind == "punct":
            return token.text in ":“"
        if token.low == "that":
            return True
    return False


def _trails(tokens: Sequence[Token], i: int) -> bool:
    """Whether a reporting verb ends its sentence, but for a day or a place: "… a monitor said on Friday."."""
    w = words()
    rest = tokens[i + 1 :]
    if len(rest) > 9 or tokens[i].low not in listed("trailing_speech"):
        return False
    return not any(token.kind in ("num",) or token.low in w.verbs or token.low in w.auxiliaries for token in rest)


def _inverted(tokens: Sequence[Token], i: int) -> Span | None:
    """The speaker behind the verb: '," said a city official'."""
    if i == 0 or i + 1 >= len(tokens):
        return None
    opened = tokens[i - 1].text in ",”\"’'" and not (tokens[i].low in ("told", "tells") and tokens[i - 1].text == ",")
    if not opened and tokens[i].low == "said" and (tokens[i + 1].low in ("the", "a", "an") or tokens[i + 1].capital):
        end = _name_end(tokens, i + 1)
        # the speaker ends the sentence, or a clause about the speaker does
        opened = end >= len(tokens) - 1 or tokens[end].kind == "punct" or tokens[end].low in ("who", "which")
    if not opened:
        return None
    if tokens[i + 1].low in words().pronouns or tokens[i + 1].low in ("that", "on", "in", "to"):
        return None
    end = _name_end(tokens, i + 1)
    if end < len(tokens) and tokens[end].low in words().auxiliaries:
        return None  # ", the mayor, said 500 bodies had been …": it is the clause that is said
    return Span(i + 1, end) if end > i + 1 else None


def _name_end(tokens: Sequence[Token], start: int) -> int:
    """Where a speaker's description ends, with its "for Human Rights", "of the northern region"."""
    end = phrase_end(tokens, start, 18)
    while end + 1 < len(tokens) and tokens[end].low in ("for", "of", "in", "at") and end > start:
        following = phrase_end(tokens, end + 1, 8)
        if following == end + 1:
            break
        end = following
    return end


def _noun_claim(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """ "X's claim to have killed …", "the claim by X that …", "a statement from X says …"."""
    if match is None or i >= match.head or tokens[i].low not in listed("spoken_nouns"):
        return None
    if i >= 2 and tokens[i - 1].low == "'s" and tokens[i - 2].kind == "actor":
        return speaker_of(tokens, Span(i - 2, i - 1), focus, claiming=True)
    if i + 2 < len(tokens) and tokens[i + 1].low in ("by", "from"):
        end = phrase_end(tokens, i + 2)
        if end > i + 2 and any(token.kind == "actor" for token in tokens[i + 2 : end]):
            return speaker_of(tokens, Span(i + 2, end), focus, claiming=True)
    return None
