"""The other side of a change of control, where the sentence names it elsewhere: "after the army fled"."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.joint import joined, parts
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who, peoples, resolve
from agents.claims.frames.sides import state
from agents.claims.language.clauses import WINDOW
from agents.claims.language.noun_phrases import (
    Span,
    inside_np,
    is_adverb,
    is_people,
    is_time,
    phrase_end,
    phrase_start,
)
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.speaker_side import speaker_side
from agents.claims.words import listed, words
from schemas.actor import Actor

LOST = frozenset(
    {"control.fall", "control.noun-fall", "control.noun-loss", "control.trade-hands", "control.lose", "control.slip"}
)
"""Rules that tell of a loss: the attacker took it, whoever speaks."""
REACH = 18
"""Tokens behind the place in which its former holder is looked for."""


def tell_other_side(context: Context, reading: Reading) -> None:
    """Fill in who lost the place, or who took it, from the rest of the sentence; what the verb itself names stands."""
    match = reading.match
    gained = match.rule.value in ("captured", "recaptured")
    if gained and reading.stance == "denied" and reading.patient.actor is None:
        denier = speaker_side(context, reading)  # who denies that it fell holds it
        reading.patient = NO_ONE if same_side(denier, reading.agent) else denier
    told_loss = match.rule.name in ("control.lose", "control.noun-loss") and reading.attribution.military
    if told_loss and reading.patient.actor is None and reading.stance != "denied":
        reading.patient = speaker_side(context, reading)  # "X was lost, the army admitted"
    if match.rule.name == "control.trade-hands" and match.places is not None and match.agent is None:
        reading.agent = _first(context, reading, _held_by(reading.sentence.tokens, match.places.end), NO_ONE)
        return
    if match.rule.value == "surrendered" and match.agent is None and reading.agent.actor is None:
        reading.agent = _first(context, reading, _given_to(reading), reading.patient)
        if reading.agent.actor is None and match.rule.name == "control.hand-over":
            reading.agent = next(filter(None, (_in_so_many_words(reading, s) for s in _given_to(reading))), NO_ONE)
    if match.rule.name in ("control.leave", "control.abandon") and match.agent is None:
        reading.agent = _first(context, reading, _left_to(reading), reading.patient)
    if reading.patient.actor is None and gained:
        reading.patient = _first(context, reading, _losers(reading), reading.agent)
    if reading.agent.actor is None and match.agent is None:
        reading.agent = _first(context, reading, _takers(reading), reading.patient)


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
        return set(parts(who.actor.name)).isdisjoint(parts(other.actor.name))
    firsts = who.actor.name.split()[0], other.actor.name.split()[0]
    return firsts[0] != firsts[1] and all(first[:1].isupper() for first in firsts)


def _holding(context: Context, tokens: Sequence[Token], span: Span) -> Who | None:
    """Whose place "rebel-held", "the Libyan air base" says it was; null for any other word."""
    if span.end == span.start + 1 and is_people(tokens[span.start]):
        people = tokens[span.start].text
        return Who(Actor(text=people, name=f"{people} forces", type="state"), True)
    if span.end != span.start + 1 or "-" not in tokens[span.start].low:
        return None
    holder, _, held = tokens[span.start].low.rpartition("-")
    if held not in listed("held"):
        return None
    if holder in weapon_owners():
        return Who(weapon_owners()[holder], True)
    named = next((m.actor for m in context.page.actors if m.actor.text.lower().split(" ")[0] == holder), None)
    return Who(named, True) if named is not None else None


def _losers(reading: Reading) -> Iterator[Span]:
    """Phrases that name who held the place before, the surest first."""
    tokens, places = reading.sentence.tokens, reading.match.places
    assert places is not None
    end = max(places.end, places.start)
    for n in range(places.start, min(end, len(tokens))):
        if _owner(tokens, n):
            yield _with_article(tokens, n)
        behind = [token.low for token in tokens[n + 1 : n + 4]]
        border = behind[:1] == ["border"]  # "the Tunisian border post": where it lies
        if is_people(tokens[n]) and not border and not listed("army_sites").isdisjoint(behind):
            yield Span(n, n + 1)
    yield from _of_a_state(tokens, end)
    yield from _held_by(tokens, end)
    yield from _blow_to(reading, end)
    near = _around(reading)
    yield from _gone(tokens, near)
    yield from _beaten(tokens, near)


def _blow_to(reading: Reading, end: int) -> Iterator[Span]:
    """ "The fall of X is a heavy blow to Y": Y lost it."""
    tokens = reading.sentence.tokens
    if reading.match.construction != "nominal":
        return
    for n in range(end, min(len(tokens) - 2, end + 12)):
        if tokens[n].text in ".;:?!":
            return
        if tokens[n].low in listed("blows") and tokens[n + 1].low in ("to", "for"):
            yield Span(n + 2, phrase_end(tokens, n + 2))


def _of_a_state(tokens: Sequence[Token], end: int) -> Iterator[Span]:
    """ "Massawa, Ethiopia's main port", told of the place taken: the state it belonged to."""
    n = end + 1 if end < len(tokens) and tokens[end].text == "," else end
    n -= n < len(tokens) and tokens[n].low in ("'s", "'")  # "X, Ethiopia" was read as a place in its country
    if n + 2 >= len(tokens) or n < 2 or tokens[n - 1].text != ",":
        return
    if state(tokens, n) and tokens[n + 1].low in ("'s", "'"):
        whole = words().place_whole | listed("strongholds", "towns_described")
        if any(token.low in whole for token in tokens[n + 2 : n + 7]):
            yield Span(n, n + 1)


def _around(reading: Reading) -> range:
    """The positions around a match in which the other side is looked for."""
    match = reading.match
    return range(max(0, match.start - WINDOW), min(len(reading.sentence.tokens) - 2, match.end + WINDOW))


def _in_so_many_words(reading: Reading, span: Span) -> Who | None:
    """Those whom a place was handed to, under the words of the text, where these hold a name ("UN observers")."""
    inside = [t for t in reading.sentence.tokens[span.start : span.end] if t.low not in words().determiners]
    if not any(token.capital for token in inside) or any(token.place is not None for token in inside):
        return None
    text = " ".join(token.text for token in inside)
    return Who(Actor(text=text, name=text, type=None), False)


def _given_to(reading: Reading) -> Iterator[Span]:
    """ "handed X over to Y", "gave up, turning the keys over to Y": those behind the "to" after the match."""
    tokens = reading.sentence.tokens
    for n in range(reading.match.head, min(len(tokens) - 2, reading.match.head + 24)):
        if tokens[n].low == "to" and tokens[n].kind == "word" and tokens[n].text == "to":
            yield Span(n + 1, phrase_end(tokens, n + 1))


def _left_to(reading: Reading) -> Iterator[Span]:
    """ "X has been left to Y": those right behind the verb."""
    tokens, n = reading.sentence.tokens, reading.match.head + 1
    verb = reading.match.verb
    if verb is not None and verb.passive and n + 1 < len(tokens) and tokens[n].low == "to":
        yield Span(n + 1, phrase_end(tokens, n + 1))


def _owner(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word inside a phrase about a place says whose it was: "the army's base", "the rebel stronghold"."""
    token = tokens[n]
    if token.actor is not None:
        return True
    if token.kind != "word" or (n and tokens[n - 1].low in ("former", "ex")):
        return False
    return token.low in weapon_owners() or token.low.rpartition("-")[2] in listed("held")


def _with_article(tokens: Sequence[Token], n: int) -> Span:
    """The side named at n, with its "the": "the rebels" go back to those named before."""
    return Span(n - 1 if n and tokens[n].actor is not None and tokens[n - 1].low == "the" else n, n + 1)


def _held_by(tokens: Sequence[Token], end: int) -> Iterator[Span]:
    """ "…, held by Y since May", "…, which Y had ruled", "…, a stronghold of Y", "…, Y's last bastion"."""
    last = min(len(tokens) - 1, end + REACH)
    for n in range(end, last):
        token = tokens[n]
        if token.text in ".;:?!" or token.low in ("said", "says", "after"):
            return
        if token.low in listed("holding") and tokens[n + 1].low == "by":
            yield Span(n + 2, phrase_end(tokens, n + 2))
        if token.low in ("which", "that", "where", "whom") and inside_np(tokens, n + 1):
            stop = phrase_end(tokens, n + 1)
            if any(t.low in listed("holding") for t in tokens[stop : stop + 4]):
                yield Span(n + 1, stop)
        if token.low in listed("strongholds"):
            doing = n + 2 < len(tokens) and tokens[n + 2].low.split(" ")[0].endswith("ing")  # "a base for attacking X"
            if tokens[n + 1].low in ("of", "for") and n + 2 < len(tokens) and not doing:
                yield Span(n + 2, phrase_end(tokens, n + 2))
            start, _ = phrase_start(tokens, n)
            for k in range(max(start, end), n):
                if _owner(tokens, k) or (state(tokens, k) and tokens[k + 1].low in ("'s", "'")):
                    yield _with_article(tokens, k)


def _gone(tokens: Sequence[Token], near: range) -> Iterator[Span]:
    """ "after Y fled", "as Y and W withdrew", "following the withdrawal of Y"."""
    for n in near:
        low = tokens[n].low
        if low in listed("when_gone"):
            end = _leaving(tokens, n + 1)
            if end > n + 1:
                yield Span(n + 1, end)
        elif low in listed("departures") and tokens[n + 1].low in ("of", "by") and tokens[n].kind == "word":
            yield Span(n + 2, phrase_end(tokens, n + 2))


def _leaving(tokens: Sequence[Token], start: int) -> int:
    """Where the subject of a clause ends whose verb tells of leaving or giving up; ``start`` where there is none."""
    end = start
    for k in range(start, min(len(tokens), start + 9)):
        token = tokens[k]
        if token.low in listed("giving_way") and token.kind == "word":
            return end
        if inside_np(tokens, k):
            end = k + 1
        elif not (_between(tokens, k) or token.low in ("and", "of")):
            break
    return start


def _between(tokens: Sequence[Token], k: int) -> bool:
    """Whether a token may stand between a subject and its verb."""
    w, token = words(), tokens[k]
    return token.low in w.auxiliaries or token.low in w.adverbs or is_adverb(token) or is_time(tokens, k)


def _beaten(tokens: Sequence[Token], near: range) -> Iterator[Span]:
    """ "after clashes with Y", "ousting Y", "from which Y had shelled …" are told of the side that lost."""
    for n in near:
        low = tokens[n].low
        fought = low in ("with", "against") and n and tokens[n - 1].low in listed("fights")
        if fought or (low in listed("ousting") and inside_np(tokens, n + 1)):
            yield Span(n + 1, phrase_end(tokens, n + 1))


def _elsewhere(tokens: Sequence[Token], k: int, reading: Reading) -> bool:
    """Whether those who come in do so at another place than the one that was lost: "drove into Y", "seized Y"."""
    here = {found.place.name for found in reading.places}
    for n in range(k + 1, min(len(tokens), k + 5)):
        mention = tokens[n].place
        if mention is not None and mention.feature not in ("country", "province", "region"):
            straight = all(inside_np(tokens, j) for j in range(k + 1, n))
            if straight or tokens[n - 1].low in ("into", "in", "to"):
                return bool(here) and mention.place.name not in here
    return False


def _there(tokens: Sequence[Token], k: int, reading: Reading) -> bool:
    """Whether who is named before k is seen where others left: "celebrated in X as soldiers left", "now guard it"."""
    if reading.match.rule.value == "withdrawn" and tokens[k].low in listed("seen_there"):
        return not _elsewhere(tokens, k, reading) and any(t.low == "in" for t in tokens[k + 1 : k + 5])
    gone = reading.match.rule.value == "withdrawn" or reading.match.rule.object == "taken_from"
    return gone and tokens[k - 1].low == "now" and tokens[k].low in listed("now_there")


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
    for n in _around(reading):
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
            yield Span(
                n - (n > 0 and tokens[n - 1].capital and tokens[n - 1].low in peoples()), n + 1
            )  # "Abkhaz fighters"
