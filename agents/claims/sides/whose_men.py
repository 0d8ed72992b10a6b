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
        m = n
        men = tokens[n].low.rpartition(" ")[2] in listed("attackers", "unknown_hands", "perpetrators")
        if men and tokens[n + 1].low == "who":  # "the bomber who killed four was a member of X"
            m = next((k for k in range(n + 3, min(len(tokens) - 3, n + 16)) if tokens[k].low in ("belonged", "was")), n)
            m -= m > n
        if men and (flag := _flag_of(tokens, n)) > 0:
            who = resolve(tokens, Span(flag, phrase_end(tokens, flag)), context.focus)
            if who.actor is not None and who.actor.type == "non-state":
                yield who.actor  # "the attackers carried the flag of X"
            continue
        plane = (
            tokens[n].low in listed("from_the_air") | {"plane"}
            and _struck_from_the_air(context)
            and tokens[n + 1].low == "belonged"
        )
        if plane and tokens[n + 2].low == "to":  # "the plane belonged to X's air force"
            who = resolve(tokens, Span(n + 3, phrase_end(tokens, n + 3)), context.focus)
            if who.actor is not None and who.actor.type == "state":
                yield who.actor
            continue
        if men and m == n:  # "the attackers came on motorcycles and belonged to X"
            m = next((k for k in range(n + 2, min(len(tokens) - 3, n + 16)) if _belongs(tokens, k)), n + 1) - 1
        if tokens[m + 1].low not in ("belonged", "belong", "were", "was", "are"):
            continue
        if men:
            at = next((k for k in range(m + 2, min(len(tokens), m + 9)) if tokens[k].actor is not None), -1)
            of = at > 0 and all(token.low in listed("being_of", "taken_for") for token in tokens[m + 2 : at])
        elif tokens[n].low in listed("the_event") and tokens[n + 2].low in listed("wrought_by"):
            by = n + 3 + (tokens[n + 3].low == "out")
            at, of = by + 1, by + 1 < len(tokens) and tokens[by].low == "by"
        else:
            continue
        end = max(at + 1, phrase_end(tokens, at))
        joined = end + 1 < len(tokens) and tokens[end].low == "and" and tokens[end + 1].low != "that"
        alone = of and not joined  # "the bomber was from X and that four …" tells of X alone
        who = resolve(tokens, Span(at, end), context.focus) if alone else NO_ONE
        if who.actor is not None and who.actor.type == "non-state":
            yield who.actor


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


_ASKED = frozenset({"whether", "if", "who", "wondered", "asked", "few", "early", "would"})
