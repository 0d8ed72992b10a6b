"""Which sentences leave it open who did it: "it is not known which aircraft struck", and what was told right before."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.model import Token
from agents.claims.reader.context import Context, fill, once
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

BACK = 2
"""Sentences before a doubt of which it may speak: "A strike killed ten. They were women. Whose it was is not clear"."""
NEAR = 4
"""Tokens between "not" and what it denies to be known, and from there to "who", at most."""
_ASKS = frozenset({"who", "whose", "which", "whether", "if"})


def doubted(context: Context) -> frozenset[int]:
    """The sentences, by index, of which an article says that it is open whose deed they tell."""
    return once(context.page.sentences[0], "doubted", lambda: _doubted(context))


def doubts(context: Context) -> frozenset[int]:
    """The sentences, by index, that say so themselves."""
    return once(context.page.sentences[0], "doubts", lambda: _doubts(context))


def _doubted(context: Context) -> frozenset[int]:
    return frozenset(k for n in doubts(context) for k in range(max(0, n - BACK), n + 1))


def _doubts(context: Context) -> frozenset[int]:
    found = []
    for sentence in context.page.sentences:
        low = sentence.text.lower()
        asks = "not " in low or "n't " in low or "n’t " in low or "unclear" in low or "unknown" in low
        blames = ("blam" in low or "accus" in low) and ("while " in low or "but " in low or "whereas " in low)
        if not (asks or blames):
            continue
        fill(context.page, sentence)
        if (asks and asks_whose(sentence.tokens)) or (blames and each_blames(sentence.tokens)):
            found.append(sentence.index)
    return frozenset(found)


def nobodys(reading: Reading) -> bool:
    """Whether harm is nobody's, whoever is named: "a stray bullet", "the fighting has killed", "its own losses"."""
    tokens, match = reading.sentence.tokens, reading.match
    if match.agent is not None and tokens[match.agent.end - 1].low in listed("fights"):
        return True
    if any(token.low in ("stray", "crossfire") for token in tokens[match.head : match.end + 9]):
        return True
    before = tokens[max(0, match.start - OWN) : match.start]
    return any(a.low == "own" and b.low in ("losses", "casualties", "dead", "deaths") for a, b in pairwise(before))


OWN = 10
"""Tokens from "its own losses" to those counted, at most."""


def asks_whose(tokens: Sequence[Token]) -> bool:
    """Whether it is said that nobody knows, or nobody told, whose deed it was; not "if rebels were among the dead"."""
    for n, token in enumerate(tokens):
        denied = any(t.low in ("not", "n't", "n’t") for t in tokens[max(0, n - NEAR) : n])
        open_ = token.low in ("unclear", "unknown") or (denied and token.low in listed("known_or_told"))
        if not open_:
            continue
        at = next((k for k in range(n + 1, min(len(tokens), n + NEAR)) if tokens[k].low in _ASKS), -1)
        if at < 0:
            continue
        deeds = range(at + 1, len(tokens))
        if tokens[at].low == "whose" or any(_of_the_hand(tokens, k) for k in deeds):
            return True
    return False


def each_blames(tokens: Sequence[Token]) -> bool:
    """Whether two sides blame each other: "rebels blamed the army, while Kyiv said the rebels had shelled it"."""
    blames = next((n for n, token in enumerate(tokens) if token.low.startswith(("blam", "accus"))), len(tokens))
    turns = ("while", "but", "whereas")
    turn = next((n for n in range(blames + 1, len(tokens) - 4) if tokens[n].low in turns), len(tokens))
    said = listed("said_so", "present_speech") | listed("blaming") | {"accused", "accuses", "blames"}
    says = next((n for n in range(turn + 2, min(len(tokens), turn + 6)) if tokens[n].low in said), 0)
    blamed = {t.actor.actor.type for t in tokens[blames + 1 : turn] if t.actor is not None}
    other = [n for n in range(says + 1, len(tokens) - 2) if tokens[n].actor is not None] if says else []
    return any(_did(tokens, n) for n in other if tokens[n].actor.actor.type not in blamed)  # type: ignore[union-attr]


def _did(tokens: Sequence[Token], n: int) -> bool:
    """Whether a deed is told of the side at n: "the rebels had fired"."""
    verb = n + 1 + (tokens[n + 1].low in words().have)
    return verb < len(tokens) and tokens[verb].low in listed("of_the_hand", "wrought_by", "deeds")


def _of_the_hand(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word at n asks after the hand: "who fired", "who was behind it"; not "who had been hit"."""
    suffered = tokens[n].low in listed("done_to_them") and tokens[n - 1].low in words().be
    return tokens[n].low in listed("wrought_by", "of_the_hand") and not suffered
