"""Words that are only sometimes verbs of saying: "spoke of", "counted 12", "put the dead at", "an estimate"."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import phrase_start
from agents.claims.model import Token
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, mode_words, words

SUBJECT = 14
"""Tokens before a verb of showing among which its document stands, at most."""


def next_low(tokens: Sequence[Token], i: int) -> str:
    """The word behind the one at i, in lower case; "" at the end."""
    return tokens[i + 1].low if i + 1 < len(tokens) else ""


def closed(tokens: Sequence[Token], i: int) -> bool:
    """Whether the verb at i has no object behind it: "(whom X puts) at 31", "(the UN recorded) over nine days"."""
    if i + 1 >= len(tokens) or tokens[i + 1].kind == "punct":
        return True
    timed = tokens[i + 1].kind == "num" and i + 2 < len(tokens) and tokens[i + 2].low in listed("time")
    return timed or tokens[i + 1].low in words().prepositions | {"as", "this", "so", "last"}


def is_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that can be a verb of saying is a noun: "a conservative estimate", "initial reports of"."""
    if tokens[i].low not in listed("speech_or_noun"):
        return False
    if tokens[i].low == "states":
        return next_low(tokens, i) not in ("that", ":", "“", "the")  # "nationals of CIS states"
    before = tokens[i - 1].low if i else ""
    if any(token.low == "contrary" for token in tokens[max(0, i - 4) : i]):
        return True  # "contrary to rebel claims"
    if before == "'s" and _gainsaid(tokens, i):
        return True  # "denied the rebels' report that": who denies says so
    if tokens[i].low.endswith("s") and (_gainsaid(tokens, i) or before in words().determiners):
        return True  # "has dismissed rebel reports that", "described the reports as"
    ruled = i > 1 and tokens[i - 2].low in words().modal_future | words().modal_hypothetical | {"to"}
    if ruled and tokens[i].low.endswith("s") and tokens[i - 1].low not in words().determiners:
        return True  # "would probe reports that"
    if tokens[i].low.endswith("s") or next_low(tokens, i) in ("of", "from"):
        return next_low(tokens, i) in ("of", "from")
    if next_low(tokens, i) == "to" and tokens[i - 1].kind == "actor":
        return False  # "the Taliban claim to have taken X"
    start, _ = phrase_start(tokens, i)
    opened = tokens[start].low in ("a", "an", "the", "its", "their") or tokens[start].low.endswith("'s")
    return start < i and opened and not tokens[i - 1].low.endswith("s")


def _gainsaid(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun at i is the object of a denial: "dismissed reports", "rejected the rebels' claims"."""
    for n in range(i - 1, max(-1, i - 5), -1):
        if tokens[n].low in mode_words().denials:
            return True
        if tokens[n].kind == "punct" and tokens[n].text not in "’'":
            return False
    return False


def speech_like(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb that is only sometimes one of saying is so here: "spoke of", "counted 12", "warned that"."""
    low, following = tokens[i].low, next_low(tokens, i)
    if low in listed("showing"):  # "a report shows that"; of people it is advice ("suggested that they leave")
        told = listed("documents") | speech_words().reports | listed("reckonings") | {"data", "records", "figures"}
        return following == "that" and any(token.low in told for token in tokens[max(0, i - SUBJECT) : i])
    if low in ("proclaimed", "proclaims"):
        return following in ("that", "the")
    if low in ("accused", "accuses") and following not in ("of", "by", ""):
        return _of_a_deed(tokens, i + 1)
    if low in ("owned", "owns"):
        return following == "up" or following.startswith("up to ")
    if low in listed("speaking_of"):
        return following == "of"
    if low in listed("giving") and i + 1 < len(tokens) and tokens[i + 1].kind == "num":
        funeral = i + 3 < len(tokens) and tokens[i + 3].low in words().people  # "gave 12 dead soldiers a burial"
        return not funeral and any(token.low in listed("tolls") for token in tokens[i + 2 : i + 4])
    if low in listed("put_at"):
        if [token.low for token in tokens[i + 1 : i + 3]] == ["to", "death"]:
            return False  # "put to death"
        return any(token.low in ("at", "to", "as", "of") for token in tokens[i + 1 : i + 14]) and any(
            token.low in listed("tolls") for token in tokens[max(0, i - 8) : i + 8]
        )
    if low in listed("counting"):
        set_off = any(token.text == "," for token in tokens[max(0, i - 6) : i])
        if set_off and closed(tokens, i) and tokens[i - 1].low not in words().be:
            return True  # "12 were killed, the UN documented in the city"
        return any(token.kind == "num" or token.low in listed("tolls") for token in tokens[i + 1 : i + 7])
    if low in listed("finding"):
        return following == "that" or (following in ("", ".", ";") and i > 0 and tokens[i - 1].low in words().have)
    if low in listed("reading_out", "broadcasting"):
        return following in ("a", "the") and any(token.low in listed("texts") for token in tokens[i + 2 : i + 4])
    if low in ("added", "posted") and following in (",", ".", ""):
        return True
    return following in ("that", "the", "a", "at") or (following == "on" and i + 2 < len(tokens))


def _of_a_deed(tokens: Sequence[Token], k: int) -> bool:
    """Whether the one accused and the deed stand from k on: "accused Houthi rebels on Monday of killing 12"."""
    for n in range(k, min(len(tokens) - 1, k + SUBJECT)):
        if tokens[n].kind == "punct":
            return False
        if tokens[n].low == "of" and tokens[n + 1].low.endswith("ing"):
            return True
    return False
