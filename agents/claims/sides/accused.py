"""Who is held to have done it, where the doer is the subject: "X was behind it", "X is accused of the raid".

Beside ``answerable``, which asks what claims and what blame an article tells.
"""

from collections.abc import Iterator, Sequence

from agents.claims.entities.focus import Focus
from agents.claims.entities.ruled_from import ruled_from_there
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span, phrase_start
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import Actor

OF_WHAT = 7
"""Tokens behind "accused of", "behind", "blamed for" in which the deed stands."""
_UNSURE = frozenset({"whether", "if", "who", "which", "that"})


def whom_blamed(tokens: Sequence[Token], span: Span, focus: Focus) -> Who:
    """Whom blame is laid on by a phrase: a side, or the state that is ruled from a capital ("accused Kyiv of it")."""
    who = resolve(tokens, span, focus)
    return who if who.actor is not None else ruled_from_there(tokens, span)


def held_behind(tokens: Sequence[Token], focus: Focus) -> Iterator[Actor]:
    """The X of "officials said X was behind the attack", "X is accused of the massacre", "X, whom Y accuses of it"."""
    for n in range(1, len(tokens) - 1):
        low = tokens[n].low
        who = NO_ONE
        if low == "behind" and tokens[n - 1].low in words().be and _a_deed(tokens, n + 1):
            who = _subject(tokens, n - 1, focus)
        elif low in ("accused", "accuses", "accuse", "blamed", "blames", "blame"):
            who = _charged(tokens, n, focus)
        if who.actor is not None and who.armed:
            yield who.actor


def _charged(tokens: Sequence[Token], n: int, focus: Focus) -> Who:
    """Whom a verb of blame at n is told of, where that is no object behind it."""
    prepositions = ("of",) if tokens[n].low.startswith("accus") else ("for",)
    of = n + 1
    if tokens[of].low == "by":  # "accused by residents of the killings"
        of = next((k for k in range(n + 2, min(len(tokens) - 1, n + 2 + OF_WHAT)) if tokens[k].low in prepositions), 0)
    if not of or tokens[of].low not in prepositions or not _a_deed(tokens, of + 1):
        return NO_ONE
    which = next((k for k in range(n - 1, max(0, n - OF_WHAT), -1) if tokens[k].low in ("which", "whom")), 0)
    if which and tokens[n - 1].low not in words().be:
        last = which - 1 - (tokens[which - 1].text == ",")
        return whom_blamed(tokens, Span(phrase_start(tokens, last)[0], last + 1), focus) if last >= 0 else NO_ONE
    group = verb_group(tokens, n, frozenset({"past", "pp"}))
    if group.passive and not group.negated:
        return _subject(tokens, group.start, focus)
    comma = tokens[n - 1].text == ","
    if comma and n > 1 and tokens[n - 2].actor is not None and tokens[n].low in ("accused", "blamed"):
        return whom_blamed(tokens, Span(phrase_start(tokens, n - 2)[0], n - 1), focus)  # "X, accused of the raid, …"
    return NO_ONE


def _subject(tokens: Sequence[Token], n: int, focus: Focus) -> Who:
    """Who the verb at n is told of; nobody where it is asked whether it was they, or where "it" was."""
    group = verb_group(tokens, n, frozenset({"past", "pp"}))
    span = None if group.negated or group.modal else told_subject(tokens, group)
    if span is None or span.end > group.start or tokens[span.end - 1].low in words().pronouns:
        return NO_ONE
    if span.start and tokens[span.start - 1].low in _UNSURE - {"that"}:
        return NO_ONE
    return whom_blamed(tokens, span, focus)


def _a_deed(tokens: Sequence[Token], k: int) -> bool:
    """Whether what stands at k is the attack told, or doing it: "the killings", "it", "carrying out Sunday's raid"."""
    doing = k < len(tokens) and tokens[k].low in listed("blamed_for_doing", "accused_of_doing")
    k += doing + (doing and k + 1 < len(tokens) and tokens[k + 1].low == "out")
    after = [token.low for token in tokens[k : k + OF_WHAT]]
    if len(after) < 2 or not listed("one_more").isdisjoint(after):
        return False
    if after[0] in ("it", "them"):
        return True
    told = not listed("the_event", "crimes_told", "attack_nouns").isdisjoint(after)
    return told and (after[0] in _THIS or "'s" in after[:2])


_THIS = frozenset({"the", "this", "these", "those", "both"})
