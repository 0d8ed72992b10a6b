"""Perpetrators that one sentence names and others of the same event leave out; who says that it was they."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.language.subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.scene.story import nationwide
from agents.claims.sides.perpetrator import LEAD, fought
from agents.claims.sides.sides_told import Sides
from agents.claims.sides.striker import share_strikes
from agents.claims.sides.told_again import tell_again
from agents.claims.words import listed, words
from schemas.actor import Actor


def share_perpetrators(context: Context, readings: list[Reading]) -> None:
    """Who struck a place is told once: other counts of that place and time are of the same hand, unless of a fight.

    Then every hand gets its side's name, and nobody is left as the perpetrator against his own side.
    """
    harm = [r for r in readings if r.match.people is not None and not r.blocked and r.mode == "actual"]
    if not harm:
        return
    _owned_up(context, harm)
    placed = [r for r in harm if r.places]
    told: dict[tuple[str, object], dict[str, Who]] = {}
    for reading in placed:
        people = reading.match.people
        foes = people is not None and people.status == "combatant"
        if _named(reading.agent) and reading.stance != "denied" and not foes:
            assert reading.agent.actor is not None
            told.setdefault(_event(reading), {}).setdefault(reading.agent.actor.name, reading.agent)
    soldiers = {r.sentence.index for r in harm if r.match.people is not None and r.match.people.status == "combatant"}
    for reading in placed:
        hands = told.get(_event(reading), {}) or _beside(reading, placed)
        if len(hands) == 1 and _left_open(reading) and reading.sentence.index not in soldiers:
            reading.agent = next(iter(hands.values()))
    _one_hand(placed)
    sides = Sides.of(context.page, context.tagged.article.text)
    share_strikes(context, harm, sides)
    tell_again(context, harm)
    _as_sides(context, harm, sides)


def _beside(reading: Reading, placed: list[Reading]) -> dict[str, Who]:
    """Who is named for other harm of the same sentence and place: "seven people died and 18 were hurt"."""
    same = [
        r
        for r in placed
        if r.sentence is reading.sentence
        and r.places[0].place.name == reading.places[0].place.name
        and (r.match.people is None or r.match.people.status != "combatant")  # a side's foes are no bystanders
    ]
    return {r.agent.actor.name: r.agent for r in same if r.agent.actor is not None and r.stance != "denied"}


def _named(who: Who) -> bool:
    """Whether it is a side, and not somebody unknown: "armed men" of one sentence are not those of another."""
    if who.actor is None or who.actor.type is None:
        return False
    return who.actor.name.rsplit(" ", 1)[-1].lower() not in listed("unknown_hands")


def _left_open(reading: Reading) -> bool:
    """Whether who did it is left out where it may be told elsewhere: no fight, no running toll, no soldiers."""
    people = reading.match.people
    assert people is not None
    open_ = reading.agent.actor is None and reading.match.rule.value in ("killed", "injured")
    if not open_ or reading.stance == "denied":
        return False
    other = reading.cumulative or nationwide(reading.match) or _another(reading.sentence.tokens)
    return not other and people.status != "combatant" and not fought(reading.sentence)


def _another(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is about another attack than the news: "the last attack on X", "since that speech"."""
    lows = [token.low for token in tokens]
    pairs = pairwise(lows)
    earlier = any(a in listed("one_more") | {"last"} and b in listed("the_event") for a, b in pairs)
    return earlier or "since" in lows


def _one_hand(harm: list[Reading]) -> None:
    """ "The strikes", "the attack": of the one side that the article's news has named as having struck."""
    news = [r for r in harm if _named(r.agent) and r.time.timing == "breaking" and r.stance != "denied"]
    if len({r.agent.actor.name for r in news if r.agent.actor is not None}) != 1:
        return
    for reading in harm:
        lows = [token.low for token in reading.sentence.tokens]
        again = any(a == "the" and b in listed("the_event") - listed("fights") for a, b in pairwise(lows))
        if again and _left_open(reading) and reading.time.timing == "breaking":
            reading.agent = news[0].agent


def _owned_up(context: Context, harm: list[Reading]) -> None:
    """A group that says it carried out the attack is who did what the article's news tells, where nobody is named."""
    owner = _responsible(context)
    if owner is None:
        return
    fresh = {"breaking"} | {r.time.timing for r in harm if r.sentence.index <= LEAD}
    news = [r for r in harm if r.time.timing in fresh and r.match.rule.value in ("killed", "injured", "abducted")]
    where = {place.place.name for r in news if r.sentence.index <= LEAD for place in r.places}
    for reading in news:
        actor, here = reading.agent.actor, {place.place.name for place in reading.places}
        other = reading.cumulative or nationwide(reading.match) or _another(reading.sentence.tokens)
        nameless = actor is not None and actor.type == "non-state" and actor.name.islower()  # "jihadists"
        anyone = actor is None or nameless or not _named(reading.agent)
        if anyone and here <= where and not other and not fought(reading.sentence):
            reading.agent = Who(owner, True)


def _responsible(context: Context) -> Actor | None:
    """The one side that claims the attack of which the article tells, else is blamed; null where several are."""
    claimed: dict[str, Actor] = {}
    blamed: dict[str, Actor] = {}
    for sentence in context.page.sentences:
        if not any(word in sentence.text for word in _ANSWERING):
            continue
        fill(context.page, sentence)
        tokens = _past_nobody(sentence.tokens)
        if any(t.low in ("no", "not", "denied", "previous", "each") for t in tokens):
            continue
        if (actor := _claims_it(context, tokens)) is not None:
            claimed.setdefault(actor.name, actor)
        for actor in (*_blamed(context, tokens), *_suspected(context, tokens)):
            blamed.setdefault(actor.name, actor)
    found = claimed or blamed
    return next(iter(found.values())) if len(found) == 1 else None


_ANSWERING = ("claimed", "carried out", "behind", "blame", "attributed", "suspect")
"""Without one of these words a sentence tells nobody's responsibility."""


def _past_nobody(tokens: Sequence[Token]) -> Sequence[Token]:
    """What follows "No group claimed responsibility; however, …": who is suspected."""
    at = next((n for n, token in enumerate(tokens) if token.text == ";"), -1)
    none = at > 0 and {"no", "claimed"} <= {token.low for token in tokens[:at]}
    return tokens[at + 1 :] if none else tokens


def _suspected(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "police attributed the attack to X", "X was suspected", "the authorities suspect X"."""
    for n in range(1, len(tokens) - 1):
        if tokens[n].low == "suspected" and tokens[n - 1].low in ("was", "were", "is", "are"):
            span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
        elif tokens[n].low in ("suspect", "suspects") and tokens[n - 1].low not in words().determiners:
            span = Span(n + 1, phrase_end(tokens, n + 1)) if tokens[n + 1].actor is not None else None
        elif tokens[n].low == "attributed" and any(t.low in listed("the_event") for t in tokens[n + 1 : n + 4]):
            to = next((k for k in range(n + 1, min(len(tokens) - 1, n + 5)) if tokens[k].low == "to"), -1)
            span = Span(to + 1, max(to + 2, phrase_end(tokens, to + 1))) if to > 0 else None
        else:
            continue
        who = resolve(tokens, span, context.focus) if span is not None else NO_ONE
        if who.actor is not None and who.actor.type == "non-state":
            yield who.actor


def _blamed(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "residents blamed X", "officials blame X for the attack", "police blamed the attack on X"."""
    for n in range(1, len(tokens) - 1):
        if tokens[n].low not in ("blamed", "blames", "blame") or tokens[n - 1].low in words().auxiliaries:
            continue
        end = phrase_end(tokens, n + 1)
        inside = tokens[n + 1 : end]
        if tokens[min(end, len(tokens) - 1)].low == "on" and any(t.low in listed("the_event") for t in inside):
            at, end = end + 1, phrase_end(tokens, end + 1)  # "blamed the attack on X"
        else:
            at = n + 1
        who = resolve(tokens, Span(at, end), context.focus) if end > at else NO_ONE
        if who.actor is not None and who.armed:
            yield who.actor


def _claims_it(context: Context, tokens: Sequence[Token]) -> Actor | None:
    """The X of "X claimed responsibility", "X said it had carried out the attack", "claimed the attack"."""
    for n in range(1, len(tokens) - 2):
        low = tokens[n].low
        after = [token.low for token in tokens[n + 1 : n + 5]]
        claims = low == "claimed" and ("responsibility" in after or bool(set(after[:2]) & listed("the_event")))
        did = low == "carried" and after[:1] == ["out"] and bool(set(after) & listed("the_event"))
        behind = low == "behind" and tokens[n - 1].low in ("was", "were") and bool(set(after) & listed("the_event"))
        if not (claims or did or behind):
            continue
        if did or behind:
            said = next((k for k in range(n - 1, max(-1, n - 8), -1) if tokens[k].low in listed("said_so")), -1)
            if said < 0:
                continue
            n = said
        span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
        who = resolve(tokens, span, context.focus) if span is not None and span.end <= n else NO_ONE
        if who.actor is not None and who.actor.type == "non-state":
            return who.actor
    return None


def _as_sides(context: Context, harm: list[Reading], sides: Sides) -> None:
    """Give each hand the name that the article has for its side; take away a hand raised against its own."""
    for reading in harm:
        if reading.agent.actor is None:
            continue
        home = (reading.places[0].place.country if reading.places else None) or context.tagged.theatre
        if reading.agent.actor.name.rsplit(" ", 1)[-1].lower() not in listed("unknown_hands"):
            reading.agent = sides.named(_flown_by(reading.agent, sides, home), home)
        if own_side(reading):
            reading.agent = NO_ONE


def _flown_by(who: Who, sides: Sides, home: str | None) -> Who:
    """An air force without a country is that of the state at home."""
    actor, state = who.actor, sides.own_state(home)
    if actor is None or state is None or actor.name.lower() != "air force":
        return who
    return Who(msgspec.structs.replace(actor, name=state.name), who.armed)


def own_side(reading: Reading) -> bool:
    """Whether the victims are of the side that is said to have done it: "five Taliban fighters", and the Taliban."""
    people, actor = reading.match.people, reading.agent.actor
    if people is None or actor is None:
        return False
    inside = reading.sentence.tokens[people.start : people.end]
    names = {token.actor.actor.name for token in inside if token.actor is not None}
    folk = {token.low.rstrip("s") for token in inside if token.capital}
    nameless = actor.text.islower() and actor.name.split(" ")[0].lower() in folk  # "its troops", and "400 Ethiopians"
    return actor.name in names or nameless


def _event(reading: Reading) -> tuple[str, object]:
    return reading.places[0].place.name, reading.time.timing
