"""Whose men those were who did it, as it is said: whose work it was, to whom they belonged, whose flag they had."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.who import NO_ONE, resolve
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.language.subjects import subject
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.words import listed, words
from schemas.actor import Actor

_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_TIED = frozenset({"belonged", "belong", "were", "was", "are"})
_ASKED = frozenset({"whether", "if", "who", "wondered", "asked", "few", "early", "would"})
_NOT_SO = frozenset({"not", "n't", "nobody", "none", "refused", "dismissed", "wrongly", "neither", "praised"})


def work_of(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "the killings are believed to be the work of X", "in what police called the work of X"."""
    for n in range(2, len(tokens) - 2):
        if (tokens[n - 1].low, tokens[n].low, tokens[n + 1].low) != ("the", "work", "of"):
            continue
        near = [token.low for token in tokens[max(0, n - 6) : n - 1]]
        if listed("held_to_be", "taken_for", "calling").isdisjoint(near) or not _SELVES.isdisjoint(near):
            continue
        if any(token.low in _NOT_SO for token in tokens[:n]):
            continue
        who = resolve(tokens, Span(n + 2, phrase_end(tokens, n + 2)), context.focus)
        if who.actor is not None and who.armed:
            yield who.actor


def of_them(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "the attackers belonged to X", "the gunmen were members of X", "the attack was carried out by X"."""
    for n in range(1, len(tokens) - 3):
        if tokens[n - 1].low != "the":
            continue
        span, sort = _whose(context, tokens, n), "non-state"
        if span is None and _aircraft(context, tokens, n):  # "the plane belonged to X's air force"
            span, sort = Span(n + 3, phrase_end(tokens, n + 3)), "state"
        who = resolve(tokens, span, context.focus) if span is not None else NO_ONE
        if who.actor is not None and who.actor.type == sort:
            yield who.actor


def _whose(context: Context, tokens: Sequence[Token], n: int) -> Span | None:
    """Where the X stands to whom the men at n belong, or by whom the event at n was done; null for none."""
    if tokens[n].low.rpartition(" ")[2] in listed("attackers", "unknown_hands", "perpetrators"):
        flag = _flag_of(tokens, n)
        return Span(flag, phrase_end(tokens, flag)) if flag else _to_whom(tokens, n)
    if (
        tokens[n].low in listed("the_event")
        and tokens[n + 1].low in _TIED
        and tokens[n + 2].low in listed("wrought_by")
    ):
        by = n + 3 + (tokens[n + 3].low == "out")
        return _alone(tokens, by + 1) if by + 1 < len(tokens) and tokens[by].low == "by" else None
    return None


def _to_whom(tokens: Sequence[Token], n: int) -> Span | None:
    """The X of "the attackers belonged to X", "the bomber who killed four was a member of X"; null for none."""
    verb = n + 1
    if tokens[verb].low == "who":
        told = (k for k in range(n + 3, min(len(tokens) - 3, n + 16)) if tokens[k].low in ("belonged", "was"))
        verb = next(told, verb)
    else:  # "the attackers came on motorcycles and belonged to X"
        verb = next((k for k in range(n + 2, min(len(tokens) - 3, n + 16)) if _belongs(tokens, k)), verb)
    if tokens[verb].low not in _TIED:
        return None
    at = next((k for k in range(verb + 1, min(len(tokens), verb + 8)) if tokens[k].actor is not None), -1)
    of = at > 0 and all(token.low in listed("being_of", "taken_for") for token in tokens[verb + 1 : at])
    return _alone(tokens, at) if of else None


def _alone(tokens: Sequence[Token], at: int) -> Span | None:
    """The phrase at a side, where no other is joined to it; "was from X and that four …" tells of X alone."""
    end = max(at + 1, phrase_end(tokens, at))
    joined = end + 1 < len(tokens) and tokens[end].low == "and" and tokens[end + 1].low != "that"
    return None if joined else Span(at, end)


def _aircraft(context: Context, tokens: Sequence[Token], n: int) -> bool:
    """Whether it is told whose the aircraft at n was, on a page of an air strike."""
    belonged = (tokens[n + 1].low, tokens[n + 2].low) == ("belonged", "to")
    return belonged and tokens[n].low in listed("from_the_air") | {"plane"} and _struck_from_the_air(context)


def _struck_from_the_air(context: Context) -> bool:
    """Whether an article tells of an air strike, and of no aircraft that was hit or crashed."""
    text = context.tagged.article.text.lower()
    struck = any(word in text for word in ("air strike", "airstrike", "air raid"))
    return struck and not any(word in text for word in ("shot down", "crash", "collided", "downed", "missile at"))


def _flag_of(tokens: Sequence[Token], n: int) -> int:
    """Where the X begins of "the attackers carried the flag of X"; 0 for none."""
    for k in range(n + 1, min(len(tokens) - 2, n + 6)):
        carried = any(
            token.low in ("carried", "raised", "hoisted", "waved", "flew", "under") for token in tokens[n + 1 : k]
        )
        if carried and tokens[k].low in ("flag", "flags", "banner", "banners") and tokens[k + 1].low == "of":
            return k + 2
    return 0


def _belongs(tokens: Sequence[Token], k: int) -> bool:
    tied = tokens[k].low in ("belong", "belonged") and tokens[k + 1].low == "to"
    return tied and (tokens[k - 1].low == "and" or (tokens[k - 1].low == "they" and tokens[k - 2].low in ("and", ",")))


def had_done_it(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "he said X had done it", "the army said X were to blame": of an attack, and no one asks or doubts it."""
    if any(token.low in _ASKED | _NOT_SO or token.kind == "year" for token in tokens):
        return
    attacked = not context.vocabulary.isdisjoint(listed("attack_nouns", "deeds") | {"shot", "bodies", "gunmen"})
    if not attacked or not context.vocabulary.isdisjoint(listed("mishaps", "epidemics", "wants")):
        return
    for n in range(3, len(tokens) - 1):
        lows = [token.low for token in tokens[n : n + 3]]
        did = lows[:2] == ["done", "it"] and tokens[n - 1].low in words().have and "before" not in lows
        blame = lows[:2] == ["to", "blame"] and lows[2:] in ([], ["."], [";"]) and tokens[n - 1].low in words().be
        span = subject(tokens, n - 1) if did or blame else None
        if span is None or span.end > n:
            continue
        said = any(token.low in listed("said_so") for token in tokens[max(0, span.start - 2) : span.start])
        who = resolve(tokens, span, context.focus) if said else NO_ONE
        if who.actor is not None and who.actor.type == "non-state":
            yield who.actor
