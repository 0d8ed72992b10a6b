"""The side that a change of control leaves out, filled in from the article, and the change told from the sides."""

from itertools import pairwise

from agents.claims.entities.who import NO_ONE, Who
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.beside import no_fall_beside, taken_before, told_already
from agents.claims.sides.came_after import came_after
from agents.claims.sides.change import change_of, gained
from agents.claims.sides.close_by import OPEN, allies, attacker, denied_taker, taker_before, told_of_others
from agents.claims.sides.other_side import LOST, same_side
from agents.claims.sides.sides_told import Sides, sides_of
from agents.claims.sides.speaker_side import followed
from agents.claims.words import listed
from schemas.actor import Actor

_LOYAL = ("pro-government ", "pro-regime ", "loyalist ")
_RECAPTURE = "control.noun-recapture"
CLAIMED_BEFORE = 2
"""Sentences from a claim to have taken a place to the word of him who holds it, at most."""
MENTIONS = 12
"""Sentences about one place that are compared with each other, at most."""


def complete_sides(context: Context, readings: list[Reading]) -> None:
    """Give each change of control the side that its sentence leaves out, where the article leaves no doubt of it."""
    falls = [r for r in readings if r.match.rule.kind == "location_fall" and not r.blocked and r.places]
    for n, reading in enumerate(falls):
        around = falls[max(0, n - MENTIONS) : n + MENTIONS]
        reading.blocked = no_fall_beside(reading, around) or told_already(reading, falls[:MENTIONS])
    falls = [reading for reading in falls if not reading.blocked]
    if not falls:
        return
    sides = sides_of(context)
    for reading in falls:
        home = _home(context, reading)
        agent, patient = followed(context, reading.agent), followed(context, reading.patient)
        agent, patient = sides.named(agent, home), sides.named(patient, home)
        apart = not same_side(agent, patient) and not sides.one_state(agent, patient)
        if apart or same_side(reading.agent, reading.patient):
            reading.agent, reading.patient = agent, patient  # "fighters" who took X from the one named group are others
        _apart(reading, sides)
        reading.change = change_of(reading, sides)
    _share(falls)
    _follow_the_rest(context, falls, sides)
    for n, reading in enumerate(falls):
        near = falls[max(0, n - MENTIONS) : n + MENTIONS]
        _complete(context, reading, sides, falls[:MENTIONS], near)
        _after_it(reading, near, sides, _home(context, reading))
        _apart(reading, sides)
        reading.change = change_of(reading, sides)
        _back_in_all(reading, near)
        _holds_on(reading, near)
        given_up = reading.stance == "denied" and reading.match.rule.value == "surrendered"
        if reading.match.rule.needs == "insisted" or given_up:
            _insisted(reading, falls[:MENTIONS])


def _back_in_all(reading: Reading, near: list[Reading]) -> None:
    """One event is told in one word: a place that its taker "recaptured" in one sentence he did not take anew."""
    if reading.change not in ("captured", None) or reading.match.rule.value != "captured" or reading.mode != "actual":
        return
    name = reading.places[0].place.name
    for other in near:
        back = other.match.rule.value == "recaptured" and other.change != "captured"
        back = back and other.mode == "actual" and other.stance != "denied"
        named = other.match.agent is not None and reading.match.agent is not None
        timings = (other.time.timing, reading.time.timing)
        alike = back and named and len(other.places) > 0 and other.places[0].place.name == name
        if alike and same_side(other.agent, reading.agent) and "background" not in timings:
            reading.change = "recaptured"
            return


def _apart(reading: Reading, sides: Sides) -> None:
    """Nobody takes a place from himself: whom the sentence does not name is open."""
    if not (same_side(reading.agent, reading.patient) or sides.one_state(reading.agent, reading.patient)):
        return
    if reading.match.agent is None and reading.match.patient is not None:
        reading.agent = NO_ONE
    else:
        reading.patient = NO_ONE


def _insisted(reading: Reading, falls: list[Reading]) -> None:
    """What "X remains ours" gainsays: the change of hands that the article tells of the same place."""
    name = reading.places[0].place.name
    for other in falls:
        told = other is not reading and other.match.rule.needs != "insisted" and gained(other)
        told = told and other.mode == "actual" and other.stance != "denied"
        if told and any(found.place.name == name for found in other.places):
            reading.change = other.change
            if reading.agent.actor is None and not same_side(other.agent, reading.patient):
                reading.agent = other.agent
            return


def _holds_on(reading: Reading, near: list[Reading]) -> None:
    """Whose word it is to be "in full control of X", right after others claimed to have taken it: he denies that."""
    if reading.match.rule.name not in ("control.in-control", "control.we-hold") or reading.stance != "claimed":
        return
    name, at = reading.places[0].place.name, reading.sentence.index
    same = [r for r in near if r is not reading and r.mode == "actual" and r.places[0].place.name == name]
    if any(same_side(r.agent, reading.agent) for r in same):
        return  # "retook X, and is now in full control of it"
    for other in same:
        claimed = gained(other) and other.stance == "claimed" and 0 <= at - other.sentence.index <= CLAIMED_BEFORE
        if claimed and not same_side(other.agent, reading.agent) and same_side(other.patient, reading.agent):
            reading.stance, reading.change = "denied", other.change
            reading.agent, reading.patient = other.agent, other.patient
            return


def _follow_the_rest(context: Context, falls: list[Reading], sides: Sides) -> None:
    """Where all changes of a country and a time whose taker or loser is told have the same, others have it too."""
    alike: dict[tuple[str | None, bool], list[Reading]] = {}
    for reading in falls:
        alike.setdefault((_home(context, reading), reading.time.timing == "background"), []).append(reading)
    losers = {r.patient.actor.name for r in falls if r.patient.actor is not None}
    whole = _one_taker(falls)
    for group in alike.values():
        news = [r for r in group if r.match.verb is None or r.match.verb.tense != "pluperfect"]  # "which Y had seized"
        lost, won = _one_loser(group) or _one_loser(news), _one_taker(group) or _one_taker(news)
        if won is not None and won.actor is not None and won.actor.type == "non-state":
            won = None if sides.groups.keys() - {won.actor.name} - losers else won  # more than one group takes part
        for reading in group:
            if gained(reading):
                _like_the_rest(reading, lost, whole if _his_men(reading) else won, falls)


def _home_loss(reading: Reading, won: Who, falls: list[Reading]) -> bool:
    """Whether a place is told to be lost, and the one who wins elsewhere only wins back: not he took this one."""
    gains = [r.change or r.match.rule.value for r in falls if r.agent.actor is not None and same_side(r.agent, won)]
    return reading.match.rule.name in LOST and bool(gains) and all(change == "recaptured" for change in gains)


def _from_another_group(reading: Reading, taker: Actor, falls: list[Reading]) -> bool:
    """Whether a group took a place back where another group has been taking places: not from those who lost them."""
    if (reading.change or reading.match.rule.value) != "recaptured" or taker.type != "non-state":
        return False
    others = (r.agent.actor for r in falls if gained(r) and r.agent.actor is not None)
    return any(other.type == "non-state" and not other.name.islower() and other.name != taker.name for other in others)


def _like_the_rest(reading: Reading, lost: Actor | None, won: Who | None, falls: list[Reading]) -> None:
    """Give a change the one loser and the one taker of those around it."""
    taker = reading.agent.actor
    retaken = taker is not None and _from_another_group(reading, taker, falls)
    if (
        lost is not None
        and reading.patient.actor is None
        and taker is not None
        and taker.type != lost.type
        and not retaken
    ):
        own = taker.name.split(" ")[0] == lost.name.split(" ")[0]  # "the government", and "government forces"
        reading.patient = NO_ONE if own else Who(lost, True)
    rule, open_ = reading.match.rule, (taker is None and reading.match.agent is None) or _his_men(reading)
    held = reading.patient.actor is not None and reading.patient.actor.type == "state"
    if reading.stance == "denied" and not (held and won is not None and won.actor is not None):
        return  # who denies it may be anybody's foe
    loser = reading.patient.actor
    if won is not None and won.actor is not None and loser is not None and won.actor.type == loser.type == "non-state":
        return  # who took it from the one group need not be the other one
    if won is not None and (told_of_others(reading, won) or _home_loss(reading, won, falls[:MENTIONS])):
        return  # "the Russian hold on X, seized in the first week"
    if won is not None and open_ and rule.name not in OPEN and not same_side(won, reading.patient):
        reading.agent = won


def _his_men(reading: Reading) -> bool:
    """Whether the taker is only told as some person's: "General X's troops"."""
    span, actor = reading.match.agent, reading.agent.actor
    if span is None or actor is None or not actor.name.islower():
        return False
    inside = reading.sentence.tokens[span.start : span.end]
    return any(a.capital and b.low == "'s" for a, b in pairwise(inside))


def _home(context: Context, reading: Reading) -> str | None:
    """The country of a change: that of its place; of several places the article's, where one of them lies there."""
    theatre = context.tagged.theatre
    if len(reading.places) > 1 and any(found.place.country == theatre for found in reading.places):
        return theatre
    return reading.places[0].place.country or theatre


def _one_loser(falls: list[Reading]) -> Actor | None:
    """The state that lost wherever the article's sentences name a loser; null where they name several or a group."""
    named = [r.patient for r in falls if r.patient.actor is not None and r.mode == "actual"]
    if not named or any(not same_side(named[0], other) for other in named):
        return None
    return named[0].actor if named[0].actor is not None and named[0].actor.type == "state" else None


def _one_taker(falls: list[Reading]) -> Who | None:
    """The side that took every place of the article whose taker is told; null where there are several, or none."""
    told = [r for r in falls if gained(r) and r.agent.actor is not None and r.mode == "actual"]
    takers = [r.agent for r in told if not _his_men(r)]
    if not takers or any(not same_side(takers[0], other) for other in takers):
        return None
    lost = any(same_side(takers[0], r.patient) for r in falls)
    return None if lost else takers[0]


def _share(falls: list[Reading]) -> None:
    """What one sentence tells of a place's taker and loser holds for others of the same place and the same change."""
    told: dict[str, list[Reading]] = {}
    for reading in falls:
        for found in reading.places[:1]:
            told.setdefault(found.place.name, []).append(reading)
    for same_place in told.values():
        for reading in same_place:
            at = reading.sentence.index
            for other in sorted(same_place[:MENTIONS], key=lambda r: abs(r.sentence.index - at)):
                if other is not reading and _one_event(reading, other):
                    _take_over(reading, other)


def _take_over(reading: Reading, other: Reading) -> None:
    """Give a reading the taker and the loser that another of the same event names."""
    open_ = reading.agent.actor is None and reading.match.agent is None
    if reading.match.rule.value == "withdrawn":  # who came in is told in the same breath, or as news of its own
        same_breath = reading.sentence is other.sentence
        open_ = open_ and same_breath and reading.attribution.said_by == other.attribution.said_by
        open_ = open_ and not _before(other, reading)  # "the rebels who had occupied X have left it"
    elsewhere = reading.sentence is not other.sentence
    if elsewhere and _by_name(reading.agent, other.agent) and reading.change == other.change:
        reading.agent = Who(other.agent.actor, True)  # "the rebels who had occupied X" are those who captured it
    if other.change == "recaptured" and reading.change == "captured":
        if open_ and other.patient.actor is not None and not same_side(other.patient, reading.patient):
            reading.agent = other.patient  # whom it was retaken from had taken it
        return
    if open_ and other.agent.actor is not None and not same_side(other.agent, reading.patient):
        reading.agent = other.agent
    loser = other.patient
    if other.match.rule.value == "withdrawn" and _by_name(loser, reading.agent):
        return  # "rebels leave X": those who had captured it
    if reading.patient.actor is None and loser.actor is not None and not same_side(loser, reading.agent):
        reading.patient = loser


def _by_name(who: Who, other: Who) -> bool:
    """Whether one is a side without a name and the other one with it, both against the state."""
    if who.actor is None or other.actor is None or other.actor.type != "non-state" or who.actor.type == "state":
        return False
    noun = who.actor.name.split(" ")[-1].lower()
    if noun in listed("rebels_alone") and other.actor.name in listed("never_rebels"):
        return False  # "insurgents" are no Kurdish forces
    bare = noun in listed("rebel_nouns") and who.actor.name[:1].islower()
    return bare and other.actor.name[:1].isupper()


def _one_event(a: Reading, b: Reading) -> bool:
    """Whether two readings of one place may tell one change of hands: about the same time, nothing against it."""
    back = b.change == "recaptured" and a.change == "captured" and a.match.agent is None
    if back and not _before(a, b):
        return False
    if a.change == "recaptured" and b.change == "captured" and a.agent.actor is None and _rebels(b.agent):
        return False  # "the recapture of X", which rebels had attacked: not theirs
    apart = a.agent.actor is not None and b.agent.actor is not None and not same_side(a.agent, b.agent)
    if not back and apart and not _by_name(a.agent, b.agent):
        return False
    if _by_name(a.agent, b.agent) and gained(a) and a.change == b.change:
        return "historical" not in (a.mode, b.mode)
    near = gained(a) or abs(a.sentence.index - b.sentence.index) <= 1  # a withdrawal before another's coming
    return back or (_about_one_time(a, b) and near and (gained(a) or gained(b)))


def _rebels(who: Who) -> bool:
    return who.actor is not None and who.actor.type == "non-state"


def _about_one_time(a: Reading, b: Reading) -> bool:
    """Whether two changes may be of one time: one of "the fall of X" without any time is that of the news."""
    if a.time.timing == b.time.timing:
        return True
    open_ = a.agent.actor is None and a.sentence is not b.sentence and a.change == b.change == "captured"
    timeless = next((r for r in (a, b) if r.time.timing == "recent" and r.time.text is None), None)
    return open_ and timeless is not None and {a.time.timing, b.time.timing} == {"recent", "breaking"}


def _before(a: Reading, b: Reading) -> bool:
    """Whether a change is told as older than another: long ago, in the pluperfect, "occupied since June"."""
    if a.time.timing == "background" and b.time.timing != "background":
        return True
    match, tokens = a.match, a.sentence.tokens
    since = "since" in [token.low for token in tokens[match.head + 1 : match.head + 3]]
    return since or (match.verb is not None and match.verb.tense == "pluperfect")


def _complete(context: Context, reading: Reading, sides: Sides, falls: list[Reading], near: list[Reading]) -> None:
    """The side left out, by who fights whom in the article, and by what is told right before and behind."""
    home = _home(context, reading)
    _retaken(reading, falls)
    if (denied := denied_taker(reading, falls)).actor is not None:
        reading.agent = denied
    taken = gained(reading) or reading.match.rule.value == "surrendered"
    if reading.agent.actor is None and taken and reading.match.agent is None:
        taker = _opponent(reading.patient, sides, home)
        if taker is None:
            taker = taker_before(context, reading, near).actor
        if taker is None and reading.patient.actor is None:
            taker = attacker(context, reading, sides, falls)
        if taker is not None and not (_rebels(Who(taker, True)) and reading.match.rule.name == _RECAPTURE):
            reading.agent = Who(taker, True)  # "the recapture of X", told behind the rebels' attack: not theirs
    if reading.agent.actor is None and reading.match.agent is None:
        reading.agent = came_after(context, reading, near)
    bare = reading.patient.actor is not None and reading.patient.actor.name in listed("garrisons")
    if bare and (held := _opponent(reading.agent, sides, home)) is not None and held.name not in allies(reading):
        reading.patient = Who(held, True)  # "the garrison": those of the other side
    if reading.patient.actor is None and (gained(reading) or reading.match.patient is None):
        loser = _opponent(reading.agent, sides, home)
        if loser is not None and loser.name in (friends := allies(reading)):
            loser = next((other for name, other in sides.bare.items() if name not in friends), None)
        if loser is not None and loser.name.rsplit(" ", 1)[-1].lower() not in listed("unknown_hands"):
            reading.patient = NO_ONE if _took_part(loser, reading, falls) else Who(loser, True)


def _took_part(loser: Actor, reading: Reading, falls: list[Reading]) -> bool:
    """Whether a state that would have lost a place is one of those who took it back, or holds it after that."""
    if same_side(Who(loser, True), reading.agent):
        return True
    taker = reading.agent.actor
    states = loser.type == "state" and taker is not None and taker.type == "state"
    name, back = reading.places[0].place.name, reading.change == "recaptured" and states
    takers = (r.agent for r in falls if r.change == "recaptured" and r.places and r.places[0].place.name == name)
    return back and any(same_side(Who(loser, True), taker) for taker in takers)


def _retaken(reading: Reading, falls: list[Reading]) -> None:
    """Who retook a place is whoever had lost it: the loser of its earlier capture, and its taker has lost it now."""
    retold = reading.match.rule.name in ("control.recapture", "control.take-back", "control.regain-control")
    if not retold or reading.match.agent is not None or reading.match.patient is not None:
        return
    name = reading.places[0].place.name
    for other in falls:
        earlier = other.sentence is not reading.sentence and other.change == "captured" and other.stance != "denied"
        if earlier and other.mode == "actual" and any(found.place.name == name for found in other.places):
            if other.agent.actor is not None and other.agent.actor.type is not None:
                taken_back = reading.agent.actor is None or same_side(reading.agent, other.agent)
                reading.patient = other.agent
                reading.agent = other.patient if taken_back else reading.agent
            return


def _after_it(reading: Reading, falls: list[Reading], sides: Sides, home: str | None) -> None:
    """Who took a place back "eight days after Y took it" is Y's foe, and who lost it "six days after they had seized
    it" had to give it back.
    """
    other = taken_before(reading, falls)
    took = reading.match.agent is not None and reading.match.rule.value == "captured"
    if other is None or reading.match.rule.value == "withdrawn" or (took and same_side(reading.agent, other.agent)):
        return  # "took X after they had driven the army out": one event; who left it left it to anybody
    if reading.match.rule.name in LOST and same_side(other.agent, reading.patient):
        reading.regained = True
    elif reading.match.rule.value == "recaptured" and not same_side(reading.patient, other.agent):
        reading.patient = other.agent
    span = reading.match.agent
    told = span is not None and any(
        token.actor is not None and not token.actor.generic for token in reading.sentence.tokens[span.start : span.end]
    )
    if told and reading.agent.actor is not None:
        return  # who took it is told by name
    if reading.agent.actor is None or same_side(reading.agent, other.agent):
        foe = _opponent(other.agent, sides, home)
        if foe is None and reading.regained and other.agent.actor is not None and other.agent.actor.type == "non-state":
            foe = sides.own_state(home)
        reading.agent = Who(foe, True) if foe is not None else NO_ONE


def _opponent(who: Who, sides: Sides, home: str | None) -> Actor | None:
    if who.actor is not None and who.actor.name.lower().startswith(_LOYAL):
        own = sides.own_state(home)  # "pro-government fighters": whom the state fights
        only = next(iter(sides.groups.values())) if len(sides.groups) == 1 else None
        return sides.against(own, home) if own is not None else only
    if who.actor is None or who.actor.type is None:
        return None
    return sides.against(who.actor, home)
