"""Who took a place that a noun tells of, where he stands apart from it: "Y crowned it with the capture of X"."""

from collections.abc import Sequence

from agents.claims.frames.sides import state
from agents.claims.language.noun_phrases import Span, inside_np, is_time, phrase_end, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.words import listed, words

CLEFT = 24
"""Tokens from who did not take a place to who did, at most."""
FRONTED = 26
"""Tokens from what was taken to who has more by it, at most: "With the capture of X, the seat of Y, …, the rebels"."""


def campaign_of(tokens: Sequence[Token], end: int) -> Span | None:
    """The Y of "The capture of X … is part of Y's campaign to …"."""
    for n in range(end, min(len(tokens) - 3, end + 16)):
        if (tokens[n].low, tokens[n + 1].low) != ("part", "of"):
            continue
        owns = next((k for k in range(n + 2, min(len(tokens) - 1, n + 8)) if tokens[k].low in ("'s", "'")), -1)
        told = owns > 0 and any(token.low in listed("campaigns") for token in tokens[owns : owns + 5])
        sides = listed("state_nouns", "rebel_nouns")
        armed = any(token.kind == "actor" or token.low in sides for token in tokens[n + 2 : owns])
        return Span(n + 2, owns) if told and armed else None
    return None


def crowned(tokens: Sequence[Token], i: int) -> Span | None:
    """The Y of "Y completed their operation with the capture of X", "Y began it with the capture of X"."""
    if i < 4 or tokens[i - 1].low != "the" or tokens[i - 2].low not in ("with", "by"):
        return None
    set_off = listed("rounding_off", "setting_off")
    done = next((n for n in range(i - 3, max(0, i - 12), -1) if tokens[n].low in set_off), -1)
    if done < 1:
        return None
    start = verb_group(tokens, done, frozenset({"past", "pp", "third"})).start
    who = subject(tokens, start - 1 if tokens[start - 1].text in '"“' else start)
    return who if who is not None and any(t.kind == "actor" for t in tokens[who.start : who.end]) else None


def profits(tokens: Sequence[Token], i: int, end: int) -> Span | None:
    """The Y of "With the capture of X on Monday, Y hold the coast": who has more after it than before."""
    if i < 2 or tokens[i - 1].low != "the" or tokens[i - 2].low not in ("with", "by", "after", "since") or i > 3:
        return None
    for n in range(end, min(len(tokens) - 2, end + FRONTED)):
        if tokens[n].kind != "actor":
            if tokens[n].low in words().auxiliaries or tokens[n].text in ".;:?!":
                return None
            continue
        near = n - end < 8 and all(
            t.low in ("on", "in", "the", ",") or is_time(tokens, j) for j, t in enumerate(tokens[end:n], end)
        )
        if not near and "," not in (tokens[n - 1].text, tokens[n - 2].text if tokens[n - 1].low == "the" else ""):
            continue
        k = n + 1
        while k < len(tokens) - 1 and tokens[k].low in words().adverbs | words().have:
            k += 1
        now = any(token.low in words().have for token in tokens[n + 1 : k]) and tokens[k].low in listed("sway")
        holds = tokens[k].low in listed("profiting") or now or (near and tokens[n + 1].low in words().have)
        return Span(n, n + 1) if holds else None
    return None


def past_aside(tokens: Sequence[Token], end: int) -> int:
    """Where the Y of "the loss of X, the largest in the land, to Y" stands; -1 for none."""
    if end + 3 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].low not in ("the", "a", "an"):
        return -1
    close = next((n for n in range(end + 2, min(len(tokens) - 2, end + 12)) if tokens[n].text == ","), -1)
    return close + 2 if close > 0 and tokens[close + 1].low == "to" else -1


def given_control(tokens: Sequence[Token], end: int) -> Span | None:
    """The Y of "The fall of X gives Y full control of the north"."""
    if end + 2 < len(tokens) and tokens[end].text == ",":
        end = next((n + 1 for n in range(end + 1, min(len(tokens) - 3, end + 12)) if tokens[n].text == ","), end)
    if end + 2 >= len(tokens) or tokens[end].low not in listed("giving_control"):
        return None
    stop = phrase_end(tokens, end + 1)
    given = tokens[end].low.startswith("hand") or any(
        token.low in listed("control_given") for token in tokens[end + 1 : stop + 4]
    )
    armed = next((n for n in range(end + 1, stop) if tokens[n].kind == "actor" or state(tokens, n)), -1)
    return Span(end + 1, armed + 1) if given and armed >= 0 else None


def giving_control(tokens: Sequence[Token], end: int) -> Span | None:
    """The Y of "X fell on Sunday, giving Y control of the whole province"."""
    for n in range(end, min(len(tokens) - 2, end + 8)):
        if tokens[n].text == "," and tokens[n + 1].low in ("giving", "handing", "leaving"):
            return given_control(tokens, n + 1)
        if tokens[n].text in ";:.?!" or tokens[n].low in words().auxiliaries:
            return None
    return None


def not_they(tokens: Sequence[Token], who: Span) -> Span | None:
    """The Z of "it was not Y that took X, but Z", "it was Z, not Y, who took X": who did, and not Y."""
    before = who.start - 2
    if tokens[before].text == "," and inside_np(tokens, before - 1):
        start, _ = phrase_start(tokens, before - 1)
        return Span(start, before)
    if tokens[before].low not in words().be or before < 1 or tokens[before - 1].low != "it":
        return None
    but = next((n for n in range(who.end, min(len(tokens) - 1, who.end + CLEFT)) if tokens[n].low == "but"), -1)
    if but < 0 or any(token.text in ";.?!" for token in tokens[who.end : but]):
        return None
    first, end = but + 1, phrase_end(tokens, but + 1)
    if end + 1 < len(tokens) and tokens[end].low == "and":
        end = phrase_end(tokens, end + 1)  # "local hunters and vigilantes"
    return Span(first, end) if end > first else None
