"""Who took a place that is only told to be taken: by another change, an advance or an attack told close before."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.other_side import LOST, gone_before, same_side
from agents.claims.sides.sides_told import Sides
from agents.claims.words import listed, words
from schemas.actor import Actor

OPEN = frozenset({"control.is-free", "control.is-ours"})
"""Rules whose taker is whoever speaks, and nobody else."""
CHANGED = frozenset({"control.new-master", "control.go", "control.change-sides", "control.lay-down"})
"""Rules in whose words nobody takes: "X has a new master", "X went on Saturday"."""
TAKEN = ("captured", "recaptured", "surrendered")
REACH = 2
"""Sentences before a change in which whoever came is looked for."""


def left_open(reading: Reading) -> bool:
    """Whether a place is told to have been taken and by nobody: "X was overrun", "with X captured"."""
    match = reading.match
    passive = match.construction in ("passive", "reduced", "nominal") or match.rule.name in LOST | CHANGED
    passive = passive or (match.construction == "active" and match.rule.subject == "taken_by")  # "tanks overran X"
    open_ = reading.agent.actor is None and match.agent is None and reading.stance != "denied"
    return open_ and passive and match.rule.value in TAKEN and reading.mode == "actual"


def taker_before(context: Context, reading: Reading, falls: Sequence[Reading]) -> Who:
    """The taker of the change told right before, in the same direction, else whoever came or attacked close before."""
    if not left_open(reading):
        return NO_ONE
    before = [r for r in falls if r is not reading and r.mode == "actual" and 0 <= _apart(r, reading) <= REACH]
    before = [r for r in before if (r.sentence.index, r.match.head) < (reading.sentence.index, reading.match.head)]
    told = [r for r in before if r.agent.actor is not None and r.stance != "denied" and _near_in_time(r, reading)]
    if not told and reading.match.rule.name == "control.go":
        told = [r for r in falls if r.agent.actor is not None and -2 <= _apart(r, reading) < 0][::-1]
    if told:
        last = told[-1]
        along = _direction(last) == _direction(reading) and last.match.rule.value in TAKEN
        clear = along and not same_side(last.agent, reading.patient) and not _others(context, reading, last.agent)
        return last.agent if clear else NO_ONE
    return NO_ONE if reading.match.rule.name in LOST else _came(context, reading)


def attacker(context: Context, reading: Reading, sides: Sides, falls: list[Reading]) -> Actor | None:
    """Who took a place that is only told to be lost, or retaken, by the sides that are spoken of close before."""
    rule = reading.match.rule
    if (alone := _named_alone(reading)) is not None:
        return alone
    takers = {r.agent.actor.name for r in falls if r.agent.actor is not None and r.agent.actor.type == "non-state"}
    if rule.name not in LOST and (rule.value != "recaptured" or rule.name in OPEN or len(takers) > 1):
        return None
    taker = sides.taker(rule.value, reading.places[0].place.country or context.tagged.theatre)
    if taker is None or not _spoken_of(context, reading, taker) or _was_there(reading, taker):
        return None
    return None if reading.stance == "denied" and taker.type == "state" else taker


def _named_alone(reading: Reading) -> Actor | None:
    """The group of "X taken: the Seleka's pick-ups circled the palace": the one side that the sentence names."""
    match = reading.match
    passive = match.construction in ("passive", "reduced") and match.agent is None and match.patient is None
    if not passive or match.rule.value != "captured" or reading.stance == "denied":
        return None
    told = [token.actor for token in reading.sentence.tokens if token.actor is not None]
    if match.rule.subject != "taken_by" or reading.attribution.said_by is not None or len(told) != 1:
        return None
    before = reading.sentence.tokens[: match.head]
    group = told[0].actor.type == "non-state" and not told[0].generic
    return told[0].actor if group and all(token.actor is None for token in before) else None


def _spoken_of(context: Context, reading: Reading, actor: Actor) -> bool:
    """Whether an article speaks of a side close before a change, or in its first lines."""
    at, page = reading.sentence.index, context.page
    near = [*page.sentences[:2], *page.sentences[max(0, at - 3) : at + 2]]
    told = [m.actor.name for s in near for m in page.actors_in(s.start, s.end)]
    return actor.name in told


def allies(reading: Reading) -> set[str]:
    """The names of those who took a place together: "captured by X and Y"."""
    tokens, span = reading.sentence.tokens, reading.match.agent
    if span is None:
        return set()
    end = span.end
    while end + 1 < len(tokens) and (tokens[end].low in ("and", ",") or tokens[end].actor is not None):
        end += 1
    found = (tokens[n].actor for n in range(span.start, min(len(tokens), end + 1)))
    return {mention.actor.name for mention in found if mention is not None}


def _apart(before: Reading, reading: Reading) -> int:
    return reading.sentence.index - before.sentence.index


def _near_in_time(before: Reading, reading: Reading) -> bool:
    """Whether what is long past follows on what is news: then other hands may have done it."""
    return not (reading.time.timing == "background" and before.time.timing == "breaking")


def _direction(reading: Reading) -> str:
    """Whether a place was taken or taken back: what was given up was taken, too."""
    return "recaptured" if (reading.change or reading.match.rule.value) == "recaptured" else "captured"


def denied_taker(reading: Reading, falls: Sequence[Reading]) -> Who:
    """Who is denied to have taken a place: the one side that the article tells to have taken any from the denier's."""
    if reading.stance != "denied" or reading.agent.actor is not None or reading.match.agent is not None:
        return NO_ONE
    takers = [
        r.agent for r in falls if r.agent.actor is not None and r.mode == "actual" and r.match.rule.value in TAKEN
    ]
    alike = all(same_side(who, takers[0]) for who in takers)
    return takers[0] if takers and alike and not same_side(takers[0], reading.patient) else NO_ONE


def told_of_others(reading: Reading, who: Who) -> bool:
    """Whether a bare participle describes what its phrase calls another nation's: "the Russian hold on X, seized …"."""
    match, tokens = reading.match, reading.sentence.tokens
    if match.construction != "reduced" or match.agent is not None or who.actor is None or who.actor.type != "state":
        return False
    own = who.actor.name.split(" ")[0]
    before = tokens[max(0, match.start - 6) : match.head]
    return any(
        token.capital and token.text.endswith(("an", "ian", "ish", "ese")) and token.text != own for token in before
    )


def _others(context: Context, reading: Reading, who: Who) -> bool:
    """Whether the sentence itself names another side than that one, or its people ("the Russian hold on X")."""
    nations = {m.actor.name.split(" ")[0] for m in context.page.actors if m.actor.type == "state"}
    own = who.actor.name.split(" ")[0] if who.actor is not None else ""
    if any(token.capital and token.text in nations - {own} for token in reading.sentence.tokens):
        return True
    named = (t.actor for t in reading.sentence.tokens if t.actor is not None)
    return any(not same_side(Who(mention.actor, True), who) for mention in named if mention is not None)


def _came(context: Context, reading: Reading) -> Who:
    """The one side that the sentence, or those right before it, tell to have come or attacked, if only one did."""
    at = reading.sentence.index
    for sentence in reversed(context.page.sentences[max(0, at - REACH) : at + 1]):
        if not context.page.actors_in(sentence.start, sentence.end):
            continue
        fill(context.page, sentence)
        last = reading.match.start if sentence is reading.sentence else len(sentence.tokens)
        sides = list(_comers(context, sentence, last))
        if not sides:
            continue
        if any(not same_side(side, sides[0]) for side in sides[1:]) or same_side(sides[0], reading.patient):
            return NO_ONE
        home = sides[0].actor is not None and sides[0].actor.type == "state"
        return NO_ONE if home and _direction(reading) == "captured" and reading.patient.actor is None else sides[0]
    return NO_ONE


def _comers(context: Context, sentence: Sentence, last: int) -> Iterator[Who]:
    """The sides of which a sentence tells before ``last`` that they came, advanced or attacked."""
    tokens = sentence.tokens
    for n in range(min(last, len(tokens) - 2)):
        columns = tokens[n].low in weapon_owners() and tokens[n + 1].low in listed("war_machines")
        if not ((tokens[n].actor is not None or columns) and _comes(tokens, n + 1 + columns)):
            continue
        start = n - 1 if n and tokens[n - 1].low == "the" else n
        who = resolve(tokens, Span(start, n + 1), context.focus)
        if who.actor is not None and who.armed:
            yield who


def _was_there(reading: Reading, actor: Actor) -> bool:
    """Whether a side is told to have moved before a place fell: it was the side that lost it."""
    tokens, last, side = reading.sentence.tokens, reading.match.start, Who(actor, True)
    named = (n for n in range(last) if (m := tokens[n].actor) is not None and same_side(Who(m.actor, True), side))
    first = next(named, last)
    return any(gone_before(tokens, k, last) for k in range(first, min(last, first + 5)))


def _comes(tokens: Sequence[Token], k: int) -> bool:
    """Whether a verb of coming, advancing or attacking stands at k, but for auxiliaries and adverbs."""
    w = words()
    while k < len(tokens) and (tokens[k].low in w.auxiliaries or tokens[k].low in w.adverbs):
        k += 1
    comes = k < len(tokens) and tokens[k].low in listed("coming_in", "pressing_on")
    return comes and not gone_before(tokens, k, min(len(tokens), k + 20))
