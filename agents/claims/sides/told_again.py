"""Whose hand it was where a toll is told twice, once with who did it; where "five more" goes on counting the dead."""

from collections.abc import Sequence

from agents.claims.entities.who import Who
from agents.claims.frames.victims_sides import side_of
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.own_losses import stopped_him
from agents.claims.words import listed

LEAD = 2
"""Sentences of a lead, the headline among them."""
FEW = 5
"""A toll smaller than this is told of many events, and is no sign that two sentences mean the same."""


def tell_again(context: Context, harm: Sequence[Reading]) -> None:
    """Give harm without an author the one of the same toll told elsewhere, or of the count that it goes on with."""
    tolls: dict[tuple[object, ...], list[Reading]] = {}
    for reading in harm:
        if reading.agent.actor is not None and _of_an_event(reading):
            tolls.setdefault(_toll(reading), []).append(reading)
    for n, reading in enumerate(harm):
        if reading.agent.actor is not None or not _of_an_event(reading):
            continue
        told = tolls.get(_toll(reading), ())
        other_cause = any(t.low in listed("another_cause") for t in reading.sentence.tokens)
        hands = {r.agent.actor.name: r.agent for r in told if r.agent.actor is not None and _one_place(r, reading)}
        led = any(r.sentence.index == 0 and r.sentence.block == "title" for r in told) and reading.sentence.index == 1
        if len(hands) == 1 and (_size(reading) >= FEW or led) and not other_cause:
            reading.agent = next(iter(hands.values()))
            _and_those_hurt(harm, n)
        elif (before := _counted_before(context, harm, n)) is not None:
            reading.agent = before
            _and_those_beside(harm, n)


def _and_those_hurt(harm: Sequence[Reading], n: int) -> None:
    """Give the same hand to the injured of the sentence in which it was found for the dead, or the other way round."""
    for other in harm:
        same = other.sentence is harm[n].sentence and other is not harm[n] and other.agent.actor is None
        hurt = {other.match.rule.value, harm[n].match.rule.value} == {"killed", "injured"}
        if same and hurt and _of_an_event(other) and not _combatants(other):
            other.agent = harm[n].agent


def _and_those_beside(harm: Sequence[Reading], n: int) -> None:
    """Give the same hand to the "one in X" of "five more were killed in W and one in X", which tells nothing else."""
    if n + 1 == len(harm):
        return
    after, reading = harm[n + 1], harm[n]
    same = after.sentence is reading.sentence and after.match.rule.value == reading.match.rule.value
    people = after.match.people
    joined = people is not None and people.start and after.sentence.tokens[people.start - 1].low == "and"
    if same and joined and after.agent.actor is None and _of_an_event(after) and not _combatants(after):
        after.agent = reading.agent


def _one_place(one: Reading, other: Reading) -> bool:
    """Whether two counts may be of one place: a country, or no place, is as wide as any."""
    told = [p.place for r in (one, other) for p in r.places[:1] if p.feature not in ("country", "province")]
    regions = {(place.country, place.admin1) for place in told}
    quarter = len(regions) == 1 and None not in next(iter(regions)) and _size(one) > FEW  # a city, and its quarter
    unknown = any(place.lat is None for place in told) and _size(one) > FEW  # a village that no gazetteer has
    return len({place.name for place in told}) < 2 or quarter or unknown


def _of_an_event(reading: Reading) -> bool:
    harmed = reading.match.rule.value in ("killed", "injured", "abducted")
    return harmed and not reading.cumulative and reading.stance != "denied"


def _toll(reading: Reading) -> tuple[object, ...]:
    people = reading.match.people
    assert people is not None
    figure = people.quantity.best if people.quantity.best is not None else people.quantity.low
    return reading.match.rule.value, figure


def _size(reading: Reading) -> int:
    figure = _toll(reading)[1]
    return figure if isinstance(figure, int) else 0


def _counted_before(context: Context, harm: Sequence[Reading], n: int) -> Who | None:
    """The author of the harm told right before, where this one adds to it: "five more civilians", "another man"."""
    reading = harm[n]
    people, tokens = reading.match.people, reading.sentence.tokens
    assert people is not None
    near = tokens[max(0, people.start - 1) : people.end + 1]
    lows = {part for token in near for part in token.low.replace("more than ", "").split()}  # "another 65": one token
    alone = any(token.low == "alone" for token in tokens[people.end :])
    if alone and n and harm[n - 1].agent.actor is not None and not listed("attack_nouns") & {t.low for t in tokens}:
        close = reading.sentence.index - harm[n - 1].sentence.index <= 1
        return harm[n - 1].agent if close and not _combatants(reading) else None  # "15 in X alone"
    other_cause = any(t.low in listed("another_cause") for t in tokens)
    if not _of_those(tokens, people.end) and (other_cause or not lows & listed("going_on_counting")):
        return None
    more = people.counted and any(low == "more" for low in lows)  # "five more civilians", past a witness's words
    back = MORE if more and not any(t.low in listed("attack_nouns", "deeds") for t in tokens) else 1
    earlier = [r for r in harm[:n] if 0 <= reading.sentence.index - r.sentence.index <= back]
    if not earlier or context.paragraph(earlier[-1].sentence) != context.paragraph(reading.sentence):
        return None
    last = earlier[-1]
    side = side_of(tokens, people)
    ours = last.agent.actor is not None and last.agent.actor.type == side
    harmed = {last.match.rule.value, reading.match.rule.value} <= {"killed", "injured"}
    return last.agent if harmed and not ours else None


def _of_those(tokens: Sequence[Token], end: int) -> bool:
    """Whether a count that ends about there is a part of the one told before: "35 of the slain", "ten of the dead"."""
    near = [token.low for token in tokens[max(0, end - 3) : end + 3]]
    return any(near[n : n + 2] == ["of", "the"] and near[n + 2] in listed("those_told") for n in range(len(near) - 2))


MORE = 3
"""Sentences from a count to the one that it is more than, at most."""
SOON = 6
"""Sentences of an article in which the lead's toll is still told on."""


def raise_toll(harm: Sequence[Reading]) -> None:
    """The hurt whom the lead left out, and a higher toll: of the lead's hand, where the sentence tells of nothing else.

    "Gunmen killed 47 at a university. At least 79 people were wounded, a minister said."
    """
    lead = [r for r in harm if r.sentence.index <= LEAD and r.agent.actor is not None]
    soldiers = any(_combatants(r) and _side(r) == "state" for r in lead)
    soldiers = soldiers and not any(r.match.people and r.match.people.status == "civilian" for r in lead)
    lead = [r for r in lead if (soldiers or not _combatants(r)) and not stopped_him(r)]
    hands = {r.agent.actor.name: r.agent for r in lead if r.agent.actor is not None}
    if len(hands) != 1:
        return
    (who,) = hands.values()
    towns = {place.place.name for r in lead for place in r.places}
    told = {r.match.rule.value for r in lead}
    dead = max((_size(r) for r in lead if r.match.rule.value == "killed"), default=0)
    last = min(r.sentence.index for r in lead)
    for reading in harm:
        soon = last < reading.sentence.index <= SOON and reading.agent.actor is None and _of_an_event(reading)
        apart = _combatants(reading) and not (soldiers and _side(reading) == "state")
        apart = apart or any(_combatants(r) for r in harm if r.sentence is reading.sentence)  # "two of its men and 21"
        if not soon or apart or not {p.place.name for p in reading.places} <= towns:
            continue
        hurt = reading.match.rule.value == "injured" and "injured" not in told and "killed" in told
        lows = {token.low for token in reading.sentence.tokens}
        if reading.match.rule.value == "killed" and "succumbed" in lows and not _tells_more(reading):
            reading.agent = who
        more = (
            reading.match.rule.value == "killed"
            and _size(reading) >= dead > 0
            and bool(lows & (listed("revising") | {"toll"}))
        )
        if (hurt or more) and not _tells_more(reading):
            reading.agent = who


def _side(reading: Reading) -> str:
    people = reading.match.people
    return side_of(reading.sentence.tokens, people) if people is not None else ""


def _combatants(reading: Reading) -> bool:
    return reading.match.people is not None and reading.match.people.status == "combatant"


def _tells_more(reading: Reading) -> bool:
    """Whether a sentence tells of an attack, a day or an event of its own."""
    words = listed("attack_nouns", "deeds", "fights", "mishaps", "other_event", "another_cause", "weekdays", "blasts")
    own = any(t.low.rpartition(" ")[2] in words or t.low in listed("one_more", "care") for t in reading.sentence.tokens)
    people = reading.match.people
    return own or people is None or not people.counted or reading.match.agent is not None
