"""Documents that speak for their author: "a statement released on Friday by X", "a new report by X", "the bulletin"."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import Span, is_adverb, is_time
from agents.claims.model import Token
from agents.claims.speech.inverted import name_end
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, words

BEHIND = 8
"""Tokens between a document and its "by X", at most: "a statement released late on Friday by X"."""


def paper_at(tokens: Sequence[Token], span: Span) -> int:
    """Where the phrase has its document, "a (recent report)", "the daily bulletin of the ministry"; -1: it has none."""
    for n in range(min(span.end, len(tokens)) - 1, span.start - 1, -1):
        if tokens[n].low not in listed("documents"):
            continue
        before = tokens[span.start : n]
        if any(token.kind != "word" or token.low in words().prepositions or token.low == "'s" for token in before):
            return -1  # "at the launch of the report"; "the Syrian Network's report" names its author itself
        ends = n + 1 >= len(tokens) or n + 1 == span.end or tokens[n + 1].low in words().prepositions
        return n if ends or _issued(tokens[n + 1]) else -1
    return -1


def author_of(tokens: Sequence[Token], n: int) -> Span | None:
    """Who issued the document at n: behind "by", past "released on Friday"; behind "from" and "of" a body alone."""
    w = words()
    for k in range(n + 1, min(len(tokens) - 1, n + BEHIND)):
        token = tokens[k]
        if token.low in ("by", "from") or (token.low == "of" and k == n + 1):
            end = name_end(tokens, k + 1)
            author = Span(k + 1, end) if end > k + 1 and not is_time(tokens, k + 1) else None
            return author if author is None or token.low == "by" or _body(tokens[k + 1 : end]) else None
        timed = is_time(tokens, k) or token.low in ("on", "late", "early", "this", "last", "earlier", "in", "its")
        if not (timed or _issued(token) or is_adverb(token) or token.low in w.determiners):
            return None
    return None


def only_named(tokens: Sequence[Token], span: Span, n: int) -> bool:
    """Whether the phrase only goes back to a document: "the report", "this statement", "the daily bulletin"."""
    back = ("the", "this", "that", "same")
    if tokens[span.start].low not in back and (span.start == 0 or tokens[span.start - 1].low not in back):
        return False
    before = tokens[span.start : n]
    return n + 1 >= span.end and all(not token.capital or token.low in words().determiners for token in before)


def _issued(token: Token) -> bool:
    return token.low in listed("issuing")


def _body(inside: Sequence[Token]) -> bool:
    """Whether a phrase names a body that issues documents: a ministry, an army, an organisation."""
    bodies = frozenset().union(*(roles for kind, roles in speech_words().types if kind in ("official", "organisation")))
    lows = {token.low for token in inside}
    return bool(lows & bodies) or any(token.kind == "actor" for token in inside)
