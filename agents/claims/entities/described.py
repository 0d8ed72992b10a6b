"""Nouns behind a name that it only describes: "Mosul residents", "X district"; not the verb of "X marks a turn"."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import inside_np, is_time
from agents.claims.model import Token
from agents.claims.words import listed, words


def place_noun(token: Token) -> bool:
    """Whether a noun is one for a kind of place: "town", "villages", "district"."""
    w = words()
    return token.low in w.place_part or token.low in w.place_whole or token.low in w.place_plural


def noun_behind(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word right behind a name is a noun that the name describes: "Mosul residents", "X district"."""
    token, w = tokens[n], words()
    name = token.capital and token.low not in listed("seat_codes")  # "X HQ"
    if token.kind != "word" or name or token.low.endswith("ing") or not inside_np(tokens, n):
        return False
    if token.low in w.direction and n + 1 < len(tokens) and tokens[n + 1].low == "of":
        return False  # "X north of Y" is X
    if n + 1 < len(tokens) and (_takes_object(tokens, n) or _tells_how(tokens, n)):
        return False  # "the fall of X marks a turn", "took X backed by tanks"
    return token.low not in w.determiners and token.low not in w.adverbs and token.low not in listed("beyond")


def _takes_object(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word behind a name is a verb whose object begins: "X marks a turn", "X follows weeks of"."""
    low, after = tokens[n].low, tokens[n + 1].low
    if place_noun(tokens[n]) or low in words().civilian or low in words().combatant:
        return False  # "in X district the army", "X residents the day before"
    if after == "that" or is_time(tokens, n + 1):
        return low.endswith("s")  # "means that", "follows weeks of"; not "the US invasion that toppled"
    return after in words().determiners


def _tells_how(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word behind a name begins what says how or when: "backed by tanks", "house by house", "minutes
    later".
    """
    low, after = tokens[n].low, tokens[n + 1].low
    if low.endswith("ed") and low not in words().people:
        following = tokens[n + 1]
        told = following.kind in ("place", "actor", "num") or after in ("by", "with")
        return told or following.capital  # "the capture of X stunned Y", "took X backed by tanks"
    if low in listed("spans_of_time") and after in ("later", "earlier", "before", "after", "ago"):
        return True
    return after == "by" and n + 2 < len(tokens) and tokens[n + 2].low == low


def noun_head(tokens: Sequence[Token], k: int) -> int | None:
    """The last word of the noun phrase at k."""
    head = None
    if k + 1 < len(tokens) and tokens[k].low == "most" and tokens[k + 1].low != "of":
        return None  # "Baghdad's most wanted man"
    while k < len(tokens) and tokens[k].kind == "word" and inside_np(tokens, k):
        if tokens[k].low == "'s" and tokens[k - 1].low not in listed("local_offices"):
            break  # but "X governor's compound"
        head = k
        k += 1
    return head
