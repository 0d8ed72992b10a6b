"""Whose fire it was by where it came from, and whose prison it was in which people died."""

from collections.abc import Sequence

from agents.claims.entities.unnamed import peoples
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span, is_people, phrase_start
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.scene.story import nationwide
from agents.claims.sides.attack_owner import owner
from agents.claims.sides.by_whom import named_by
from agents.claims.words import listed
from schemas.actor import Actor, ActorType

WHENCE = 9
"""Tokens behind "from" in which it is told who holds the ground from which they fired."""
REACH = 8
"""Tokens among which mines, and who laid them, stand before what they did."""
FIRED = 5
"""Tokens before "from" among which the fire, the shells or "fired" stand."""


def fired_from(context: Context, reading: Reading) -> Who:
    """The X of "rockets fired from X-held territory", "shelling from positions controlled by X", "from X's side"."""
    tokens, match = reading.sentence.tokens, reading.match
    for n in range(2, len(tokens) - 2):
        if tokens[n].low != "from" or not _fire(tokens, n):
            continue
        if n > match.end and any(token.text == ";" for token in tokens[match.end : n]):
            continue
        return _on_whose_ground(context, tokens, n)
    return NO_ONE


def _fire(tokens: Sequence[Token], n: int) -> bool:
    """Whether what comes "from" at n is fire: "sniper fire from", "a shell fired across the river from"."""
    before = tokens[max(0, n - FIRED) : n]
    arms = listed("from_guns") | {"fire", "gunfire", "shots", "snipers"}
    shot = any(t.low in ("fired", "launched", "lobbed") or t.low.rpartition(" ")[2] in arms for t in before)
    return shot and not any(t.low in listed("harmed") or t.text in ",;" for t in before[-2:])


def _on_whose_ground(context: Context, tokens: Sequence[Token], n: int) -> Who:
    stop = min(len(tokens), n + WHENCE)
    for k in range(n + 1, stop):
        if tokens[k].text in ".;:,":
            return NO_ONE
        if (holder := holder_of(context, tokens[k])) is not None:
            return holder
        if tokens[k].low == "by" and tokens[k - 1].low in listed("held", "manned"):
            return named_by(tokens, k + 1, context.focus)
        if tokens[k].low in ("side", "positions", "lines", "territory", "territories", "soil") and (
            is_people(tokens[k - 1]) or f"{tokens[k - 1].low}s" in peoples()
        ):
            people = tokens[k - 1]
            if people.low in peoples():
                kind: ActorType = "state" if people.low in listed("nations") else "non-state"
                return Who(Actor(text=people.text, name=peoples()[people.low], type=kind), True)
            return Who(Actor(text=people.text, name=f"{people.text} forces", type="state"), True)
        if tokens[k].low == "under" and k + 2 < len(tokens):
            end = next((e for e in range(k + 1, min(len(tokens), k + 6)) if tokens[e].low == "control"), -1)
            return owner(tokens, k + 1, end, context.focus) if end > 0 else NO_ONE
    return NO_ONE


def laid_by(context: Context, reading: Reading) -> Who:
    """The X of "mines left by X have killed 12", "a mine X had planted killed five": who laid what lay there."""
    tokens, head = reading.sentence.tokens, reading.match.head
    laid = range(max(1, head - REACH), head)
    at = next((n for n in laid if tokens[n].low in ("left", "laid", "planted", "placed", "buried", "hidden")), -1)
    if at < 0 or not any(t.low in listed("laid_for_all", "left_there") for t in tokens[max(0, at - REACH) : at]):
        return NO_ONE
    by = at + 1 + (tokens[at + 1].low == "behind")
    if tokens[by].low == "by":
        return named_by(tokens, by + 1, context.focus)
    had = at - (tokens[at - 1].low in ("had", "has", "have"))
    side = tokens[had - 1]
    return Who(side.actor.actor, True) if side.actor is not None and tokens[had].low != "left" else NO_ONE


def holder_of(context: Context, token: Token) -> Who | None:
    """Whom "rebel-held", "Houthi-controlled", "regime-run" names; null for any other word."""
    holder, hyphen, held = token.low.rpartition("-")
    if not hyphen or held not in listed("held"):
        return None
    if holder in weapon_owners():
        return Who(weapon_owners()[holder], True)
    if (people := f"{holder}s") in peoples():
        kind: ActorType = "state" if people in listed("nations") else "non-state"
        return Who(Actor(text=token.text.rpartition("-")[0], name=peoples()[people], type=kind), True)
    named = next((m.actor for m in context.page.actors_in(token.start, token.end) if not m.generic), None)
    named = named or next((m.actor for m in context.page.actors if m.actor.text.lower().split(" ")[0] == holder), None)
    return Who(named, True) if named is not None else None


def _jail(tokens: Sequence[Token], n: int) -> bool:
    """Whether people are held in what the token at n names: a prison, "a security branch"."""
    branch = tokens[n].low in ("branch", "branches") and tokens[n - 1].low in ("security", "intelligence", "detention")
    return branch or tokens[n].low in listed("prisons")


def in_custody(context: Context, reading: Reading) -> Who:
    """The X of "died in the custody of X", "under torture in X's prisons", where nothing else killed them there."""
    tokens, match = reading.sentence.tokens, reading.match
    if match.rule.value != "killed" or match.agent is not None or nationwide(match):
        return NO_ONE
    at = next((n for n in range(match.head + 1, len(tokens)) if _jail(tokens, n)), -1)
    if at < 0 or any(token.low in listed("no_jailers_deed", "mishaps", "fights") for token in tokens):
        return NO_ONE
    if any(token.low.rpartition(" ")[2] in listed("attack_nouns") for token in tokens[match.head : at + 1]):
        return NO_ONE  # "killed in an air strike on a prison"
    start, _ = phrase_start(tokens, at)
    if tokens[start - 1].low not in ("in", "inside", "at") or start - 1 < match.head:
        return NO_ONE
    if at + 2 < len(tokens) and (tokens[at + 1].low == "of" or tokens[at + 2].low == "by"):
        return named_by(tokens, at + 2 + (tokens[at + 2].low == "by"), context.focus)  # "a jail run by X"
    for token in tokens[start:at]:
        if (holder := holder_of(context, token)) is not None:
            return holder
    found = owner(tokens, start, at + 1, context.focus)
    if found.actor is None and tokens[at - 1].low in ("'s", "'"):
        return resolve(tokens, Span(start, at - 1), context.focus)
    people = next((token for token in tokens[start:at] if is_people(token)), None)
    if found.actor is None and people is not None:
        return Who(Actor(text=people.text, name=f"{people.text} forces", type="state"), True)
    return found
