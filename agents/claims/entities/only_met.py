"""Those named before a pronoun: who speaks of his own, and who is only met ("no resistance from Y as they took X")."""

from collections.abc import Sequence

from agents.claims.language.subjects import subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import ActorMention

NEAR = 4
"""Tokens between a verb of saying and "its forces", "they", at most."""


def only_met(tokens: Sequence[Token], n: int) -> bool:
    """Whether the side named at n is only the one that others met with: "no resistance from Y", "clashes with Y"."""
    k = n - 1
    while k > 0 and (tokens[k].low in words().determiners or (tokens[k].capital and tokens[k].kind == "place")):
        k -= 1
    if k < 1:
        return False
    met = tokens[k].low in ("from", "by") and tokens[k - 1].low in listed("resistances")
    return met or (tokens[k].low in ("with", "against") and tokens[k - 1].low in listed("bouts"))


def teller(tokens: Sequence[Token], at: int) -> ActorMention | None:
    """The X of "X, which accuses the army of abuses, said its forces …", "a spokesman for X said they had …"."""
    verb = next((n for n in range(at - 1, max(0, at - NEAR), -1) if tokens[n].low in listed("said_so")), -1)
    if verb < 1 or any(token.actor is not None or token.text in ".;:" for token in tokens[verb:at]):
        return None
    span = subject(tokens, verb_group(tokens, verb, frozenset({"past", "pp"})).start)
    if span is None:
        return None
    for n in range(span.start, verb):
        mention = tokens[n].actor
        if mention is not None:
            return None if mention.generic else mention
        if tokens[n].kind == "punct" or tokens[n].low in words().relatives:
            return None
    return None
