"""The other side of a change of control, where the sentence names it elsewhere: "after the army fled"."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.joint import LIKE, joined, parts
from agents.claims.entities.unnamed import peoples
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import (
    Span,
    inside_np,
    is_people,
    is_time,
    phrase_end,
)
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.losers import _between, _elsewhere, _given_to, _held_by, _left_to, _there, around, losers
from agents.claims.sides.speaker_side import speaker_side
from agents.claims.sides.whence import holder_of
from agents.claims.words import listed, words
from schemas.actor import Actor

LOST = frozenset(
    {"control.fall", "control.noun-fall", "control.noun-loss", "control.trade-hands", "control.lose", "control.slip"}
)
"""Rules that tell of a loss: the attacker took it, whoever speaks."""


def tell_other_side(context: Context, reading: Reading) -> None:
    """Fill in who lost the place, or who took it, from the rest of the sentence; what the verb itself names stands."""
    match = reading.match
    gained = match.rule.value in ("captured", "recaptured")
    if gained and reading.stance == "denied" and reading.patient.actor is None:
        denier = speaker_side(context, reading)  # who denies that it fell holds it
        reading.patient = NO_ONE if same_side(denier, reading.agent) else denier
    told_loss = match.rule.name in ("control.lose", "control.noun-loss") and (
        reading.attribution.military or _a_state_speaks(context, reading)
    )
    if told_loss and reading.patient.actor is None and reading.stance != "denied":
        reading.patient = speaker_side(context, reading)  # "X was lost, the army admitted"
    if match.rule.name == "control.trade-hands" and match.places is not None and match.agent is None:
        if (took := _when_driven(reading)) is not None:
            reading.agent = _first(context, reading, iter(took[:1]), NO_ONE)
            reading.patient = _first(context, reading, iter(took[1:]), reading.agent)
            return
        reading.agent = _first(context, reading, _held_by(reading.sentence.tokens, match.places.end), NO_ONE)
        return
    if match.rule.value == "surrendered" and match.agent is None and reading.agent.actor is None:
        reading.agent = _first(context, reading, _given_to(reading), reading.patient)
        if reading.agent.actor is None and match.rule.name == "control.hand-over":
            reading.agent = next(filter(None, (_in_so_many_words(reading, s) for s in _given_to(reading))), NO_ONE)
    if match.rule.name in ("control.leave", "control.abandon") and match.agent is None and reading.agent.actor is None:
        reading.agent = _first(context, reading, _left_to(reading), reading.patient)
    if reading.patient.actor is None and match.rule.value == "withdrawn" and match.patient is None:
        assert match.places is not None
        named = _held_by(reading.sentence.tokens, match.places.end)
        reading.patient = _first(context, reading, named, reading.agent)  # "X, the rebels' last bastion, was abandoned"
    if reading.patient.actor is None and gained and match.rule.needs != "under control":
        reading.patient = _first(context, reading, losers(reading), reading.agent)
    if reading.agent.actor is None and match.agent is None:
        reading.agent = _first(context, reading, _takers(reading), reading.patient)


def _a_state_speaks(context: Context, reading: Reading) -> bool:
    """Whether who tells of the loss is the state itself: "Azerbaijan confirmed the loss of X"."""
    speaker = reading.attribution.said_by
    lands = (m for m in context.page.places if m.feature == "country")
    return speaker is not None and any(mention.place.text == speaker.text for mention in lands)


def _when_driven(reading: Reading) -> tuple[Span, ...] | None:
    """The Y and the Z of "X changed hands on Friday when Y drove out Z", "as Y captured it from Z"."""
    tokens = reading.sentence.tokens
    for n in range(reading.match.head + 2, len(tokens) - 2):
        if tokens[n].low not in ("when", "as", "after", "with") or not inside_np(tokens, n + 1):
            continue
        end = phrase_end(tokens, n + 1)
        if end >= len(tokens) or not any(token.actor is not None for token in tokens[n + 1 : end]):
            continue
        near = [k for k in range(end, min(len(tokens), end + 5)) if tokens[k].low in listed("driving_or_taking")]
        if not near:
            continue
        foe = next((k for k in range(near[0] + 1, len(tokens)) if tokens[k].actor is not None), -1)
        return (Span(n + 1, end), Span(foe, foe + 1)) if foe > 0 else (Span(n + 1, end),)
    return None


def _first(context: Context, reading: Reading, spans: Iterator[Span], against: Who) -> Who:
    """The first of the phrases that names somebody under arms who is not on the side already known."""
    tokens = reading.sentence.tokens
    for span in spans:
        who = _holding(context, tokens, span) or resolve(tokens, span, context.focus)
        if who.armed and who.actor is not None and not same_side(who, against):
            return who
    return NO_ONE


def same_side(who: Who, other: Who) -> bool:
    """Whether both name one side: the same name, or both a state's."""
    if who.actor is None or other.actor is None:
        return False
    if _nameless(who.actor) and _nameless(other.actor):
        return True  # "masked fighters", "the rebels": not told apart
    states = who.actor.type == other.actor.type == "state"
    return who.actor.name == other.actor.name or (states and not _two(who, other))


def _nameless(actor: Actor) -> bool:
    """Whether an actor stands without a name: "rebels", "masked fighters"."""
    nouns = {noun.rstrip("s") for noun in listed("rebel_nouns")}
    bare = actor.name[:1].islower() and actor.name.split(" ")[-1].rstrip("s") in nouns
    return actor.type == "non-state" and bare


def _two(who: Who, other: Who) -> bool:
    """Whether two states are told apart by the first word of their forces' names ("Georgian", "Russian")."""
    assert who.actor is not None
    assert other.actor is not None
    if joined(who.actor.name) or joined(other.actor.name):
        return {part[:LIKE] for part in parts(who.actor.name)}.isdisjoint(
            part[:LIKE] for part in parts(other.actor.name)
        )
    firsts = who.actor.name.split()[0], other.actor.name.split()[0]
    return firsts[0] != firsts[1] and all(first[:1].isupper() for first in firsts)


def _holding(context: Context, tokens: Sequence[Token], span: Span) -> Who | None:
    """Whose place "rebel-held", "the Libyan air base" says it was; null for any other word."""
    if span.end == span.start + 1 and is_people(tokens[span.start]):
        people = tokens[span.start].text
        return Who(Actor(text=people, name=f"{people} forces", type="state"), True)
    return holder_of(context, tokens[span.start]) if span.end == span.start + 1 else None


def _in_so_many_words(reading: Reading, span: Span) -> Who | None:
    """Those whom a place was handed to, under the words of the text, where these hold a name ("UN observers")."""
    inside = [t for t in reading.sentence.tokens[span.start : span.end] if t.low not in words().determiners]
    if not any(token.capital for token in inside) or any(token.place is not None for token in inside):
        return None
    text = " ".join(token.text for token in inside)
    return Who(Actor(text=text, name=text, type=None), False)


def gone_before(tokens: Sequence[Token], k: int, fall: int) -> bool:
    """Whether the verb at k only tells who moved "before the town fell": it was there when others came."""
    return tokens[k].low in listed("moving_off") and any(token.low == "before" for token in tokens[k:fall])


def _by_noon(tokens: Sequence[Token], n: int) -> bool:
    """Whether an actor opens the clause of "…; by noon Kenyan soldiers were on the quay": they are there now."""
    for k in range(n - 1, max(0, n - 5), -1):
        if tokens[k].low == "by" and is_time(tokens, k + 1):
            return tokens[k - 1].text in ";," or tokens[k - 1].low == "and"
    return False


def _sets_out(tokens: Sequence[Token], n: int, k: int) -> bool:
    """Whether the side at n is who attacked when the place fell: "was taken when the army launched an assault"."""
    opens = next((j for j in range(n - 1, max(-1, n - 5), -1) if not inside_np(tokens, j)), -1)
    if opens < 0 or tokens[opens].low not in ("when", "after", "as") or tokens[k].low not in listed("setting_out"):
        return False
    attack = listed("attack_nouns") | {"offensive", "onslaught", "operation", "counterattack", "counteroffensive"}
    return any(token.low in attack for token in tokens[k + 1 : k + 5])


def _takers(reading: Reading) -> Iterator[Span]:
    """Phrases that name who came in: "as Y entered", "after an assault by Y", "in a Y offensive"."""
    tokens, match = reading.sentence.tokens, reading.match
    for n in range(match.end, min(len(tokens) - 2, match.end + 4)):
        if tokens[n].low in ("handing", "giving") and tokens[n - 1].text == ",":
            end = phrase_end(tokens, n + 1)
            owner = end < len(tokens) and tokens[end].low in ("a", "an", "its", "their", "the", "'s")
            won = any(token.low in listed("prizes") for token in tokens[n + 2 : n + 10])
            if won and (owner or any(token.kind in ("place", "actor") for token in tokens[n + 1 : n + 3])):
                yield Span(n + 1, n + 2 + (tokens[n + 1].low == "the"))  # "X has fallen, handing Y its biggest victory"
    for n in around(reading):
        token = tokens[n]
        owner = token.actor is not None or (token.kind == "word" and token.low in weapon_owners())
        if token.low == "military" and tokens[n + 1].low in listed("attack_nouns", "pushes"):
            continue  # "a military strike by X": of that sort, and not the army's
        if not owner or (match.patient is not None and match.patient.start <= n < match.patient.end):
            continue
        if n > 2 and "belonging" in (tokens[n - 2].low, tokens[n - 3].low):
            continue  # "rebels belonging to the UFDD"
        k = n + 1
        while k < len(tokens) - 1 and k - n < 6 and _between(tokens, k):
            k += 1
        negated = any(t.low in ("not", "n't", "never", "no") for t in tokens[n:k])
        attack = listed("attack_nouns") | {"offensive", "onslaught", "advance"}
        if k == n + 1 and tokens[k].low in listed("war_machines") | {"cars", "patrols", "units", "infantry"}:
            k += 1  # "police cars raced in behind them"
        comes = token.actor is not None and tokens[k].low in listed("coming_in") and not negated
        comes = comes and (tokens[k].low != "broke" or tokens[k + 1].low in ("into", "through"))
        comes = comes and not _elsewhere(tokens, k, reading) and not gone_before(tokens, k, match.start)
        comes = comes and not any(t.text == ";" for t in tokens[min(n, match.head) : max(n, match.head)])
        comes = comes or (match.rule.value == "withdrawn" and not negated and _by_noon(tokens, n))
        comes = comes or (token.actor is not None and not negated and _there(tokens, k, reading))
        comes = comes or (token.actor is not None and not negated and _sets_out(tokens, n, k))
        by = n > 1 and tokens[n - 1].low == "by" and tokens[n - 2].low in attack
        if comes or by or tokens[n + 1].low in attack:
            both = n > 1 and tokens[n - 1].low == "and" and tokens[n - 2].capital  # "Rwandan and Mozambican forces"
            people = n > 0 and tokens[n - 1].capital and tokens[n - 1].low in peoples()  # "Abkhaz fighters"
            yield Span(n - 2 if both else n - people, n + 1)
