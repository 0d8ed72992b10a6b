"""Perpetrators that one sentence names and others of the same event leave out; who says that it was they."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from agents.claims.entities.who import NO_ONE, Who
from agents.claims.frames.motives import motive
from agents.claims.frames.victims_sides import side_of
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.scene.story import nationwide
from agents.claims.sides.answerable import answerable, answers_near, claims_several, unclaimed
from agents.claims.sides.attack_before import LEAD, fought
from agents.claims.sides.campaign import share_campaign
from agents.claims.sides.elsewhere import acts_elsewhere, other_province
from agents.claims.sides.event_hand import share_attack
from agents.claims.sides.foes_counted import share_foes
from agents.claims.sides.hand import of_another_day
from agents.claims.sides.left_open import doubted, nobodys
from agents.claims.sides.other_deed import by_a_mine, other_deed
from agents.claims.sides.own_losses import (
    against_others,
    only_shot_after_a_bomb,
    own_side,
    stopped_him,
    tells_of_itself,
)
from agents.claims.sides.sides_told import Sides, sides_of
from agents.claims.sides.striker import beyond_them, share_strikes
from agents.claims.sides.that_attack import share_that_attack
from agents.claims.sides.told_again import raise_toll, tell_again
from agents.claims.words import listed
from schemas.actor import Actor

APART = 2
"""Sentences from one that leaves the hand open to one that names it, at most, where only their province agrees."""


def share_perpetrators(context: Context, readings: list[Reading]) -> None:
    """Who struck a place is told once: other counts of that place and time are of the same hand, unless of a fight.

    Then every hand gets its side's name, and nobody is left as the perpetrator against his own side.
    """
    told_of = [r for r in readings if r.match.people is not None and not r.blocked and r.mode == "actual"]
    if not told_of:
        return
    harm = [r for r in told_of if not motive(r.sentence.tokens, r.match)]  # what was avenged is another's deed
    sides = sides_of(context)
    for reading in harm:  # "the regime", before what it did is looked for under one name
        actor = reading.agent.actor
        if actor is not None and actor.type == "state" and actor.name.islower():
            home = (reading.places[0].place.country if reading.places else None) or context.tagged.theatre
            reading.agent = sides.named(reading.agent, home)
    _owned_up(context, harm, sides)
    unsure = doubted(context)
    harm = [r for r in harm if r.agent.actor is not None or not (r.sentence.index in unsure or nobodys(r))]
    placed = [r for r in harm if r.places]
    told: dict[tuple[str, object], dict[str, Who]] = {}
    first: dict[tuple[str, object], int] = {}
    for reading in placed:
        people = reading.match.people
        foes = people is not None and people.status == "combatant"
        if _named(reading.agent) and reading.stance != "denied" and not foes and not stopped_him(reading):
            assert reading.agent.actor is not None
            told.setdefault(_event(reading), {}).setdefault(reading.agent.actor.name, reading.agent)
            first.setdefault(_event(reading), reading.sentence.index)
    soldiers = {r.sentence.index for r in harm if r.match.people is not None and r.match.people.status == "combatant"}
    for reading in placed:
        hands = told.get(_event(reading), {}) or _beside(reading, placed)
        far = first.get(_event(reading), 0) - reading.sentence.index > APART
        if far and reading.places[0].feature in listed("wide"):
            continue  # a province sees more than one attack: no hand of a later story
        source = context.page.sentences[first.get(_event(reading), reading.sentence.index)]
        if source is not reading.sentence and by_a_mine(reading.sentence, source):
            continue
        if len(hands) == 1 and _left_open(reading) and reading.sentence.index not in soldiers:
            hand = next(iter(hands.values()))
            other = _of_its_people(reading, hand) or beyond_them(reading, hand)
            other = other or only_shot_after_a_bomb(reading.sentence, hand, source)
            if not other and not tells_of_itself(context, reading, hand, sides):
                reading.agent = hand
    _overrun(placed, readings)
    _one_hand(placed)
    share_strikes(context, harm, sides)
    tell_again(context, harm)
    share_attack(context, harm)
    raise_toll(harm)
    share_foes(harm)
    share_campaign(context, harm)
    _as_sides(context, told_of, sides)


def _beside(reading: Reading, placed: list[Reading]) -> dict[str, Who]:
    """Who is named for other harm of the same sentence and place: "seven people died and 18 were hurt"."""
    same = [
        r
        for r in placed
        if r.sentence is reading.sentence
        and _one_region(r, reading)
        and (r.match.people is None or r.match.people.status != "combatant")  # a side's foes are no bystanders
    ]
    return {r.agent.actor.name: r.agent for r in same if r.agent.actor is not None and r.stance != "denied"}


def _one_region(one: Reading, other: Reading) -> bool:
    """Whether two counts of one sentence are of one place, or of a town and its quarter."""
    a, b = one.places[0].place, other.places[0].place
    return a.name == b.name or (a.admin1 is not None and (a.country, a.admin1) == (b.country, b.admin1))


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
    other = other or of_another_day(reading) or other_deed(reading.sentence, reading.match)
    other = other or any(t.low in listed("found_apart", "wants", "epidemics") for t in reading.sentence.tokens)
    return not other and people.status != "combatant" and not fought(reading.sentence)


def _of_its_people(reading: Reading, who: Who) -> bool:
    """Whether those harmed are of the people of a state's forces: an Israeli woman, and the Israeli military."""
    people, actor = reading.match.people, who.actor
    if people is None or actor is None or actor.type != "state":
        return False
    nation = actor.name.split(" ")[0].lower()
    return any(t.low.rstrip("s") == nation for t in reading.sentence.tokens[people.start : people.end] if t.capital)


def _countrymen(reading: Reading) -> bool:
    """Whether people of a state are its victims by what other sentences tell alone: three Israelis, and Israel's army,
    which the sentence names nowhere. Where states fight their own people, they may be.
    """
    actor, tokens = reading.agent.actor, reading.sentence.tokens
    nation = actor.name.split(" ")[0].lower() if actor is not None else ""
    if nation not in listed("seldom_their_own") or reading.match.agent is not None:
        return False
    folk = [t.capital and t.low == f"{nation}s" for t in tokens]
    named = any(
        t.capital and t.low.split(" ")[0].startswith(nation) and not f for t, f in zip(tokens, folk, strict=True)
    )
    return any(folk) and not named


def _another(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is about another attack than the news: "the last attack on X", "since that speech"."""
    lows = [token.low for token in tokens]
    again, pairs = listed("one_more") | {"last"}, pairwise(lows)
    return "since" in lows or any(a in again and b in listed("the_event") for a, b in pairs)


def _overrun(placed: list[Reading], readings: list[Reading]) -> None:
    """Villagers killed at a place of which the news is that a group overran it: that group's deed."""
    taken: dict[str, dict[str, Who]] = {}
    for reading in readings:
        told = reading.match.rule.kind == "location_fall" and reading.mode == "actual" and not reading.blocked
        taker = reading.agent.actor
        fresh = reading.time.timing == "breaking" and reading.match.rule.value == "captured"
        if told and fresh and taker is not None and taker.type == "non-state" and taker.name[:1].isupper():
            for found in reading.places:
                taken.setdefault(found.place.name, {})[taker.name] = reading.agent
    for reading in placed:
        hands = taken.get(reading.places[0].place.name, {})
        people, deed = reading.match.people, reading.match.rule.subject == "perpetrator"
        civilians = people is not None and people.status == "civilian" and "soldiers" not in reading.sentence.text
        attack = any(token.low in listed("attack_nouns") for token in reading.sentence.tokens)
        fresh = reading.time.timing == "breaking" and _left_open(reading) and not attack
        if len(hands) == 1 and deed and civilians and fresh:
            reading.agent = next(iter(hands.values()))


def _one_hand(harm: list[Reading]) -> None:
    """ "The strikes", "the attack": of the one side that the article's news has named as having struck."""
    harm = [r for r in harm if not stopped_him(r)]
    news = [r for r in harm if _named(r.agent) and r.time.timing == "breaking" and r.stance != "denied"]
    if len({r.agent.actor.name for r in news if r.agent.actor is not None}) != 1:
        return
    others = {r.agent.actor.type for r in harm if r.agent.actor is not None and not _named(r.agent)}
    if others - {None, news[0].agent.actor.type if news[0].agent.actor is not None else None}:
        return  # "bandits killed eight … the attack … troops killed 11 bandits": not the troops' attack
    for reading in harm:
        lows = [token.low for token in reading.sentence.tokens]
        again = any(a == "the" and b in listed("the_event") - listed("fights") for a, b in pairwise(lows))
        open_ = _left_open(reading) and not _of_its_people(reading, news[0].agent)
        before = [r for r in news if r.sentence.index <= reading.sentence.index]  # it goes back to what was told
        elsewhere = all(other_province(reading, other) for other in before)  # its own story's "the attack"
        open_ = open_ and not elsewhere
        if again and open_ and not beyond_them(reading, news[0].agent) and reading.time.timing == "breaking":
            reading.agent = news[0].agent


def _owned_up(context: Context, harm: list[Reading], sides: Sides) -> None:
    """A group that says it carried out the attack is who did what the article's news tells, where nobody is named."""
    owner = answerable(context, apart=_of_other_events(harm) | share_that_attack(context, harm))
    if owner is None:
        return
    fresh = {"breaking"} | {r.time.timing for r in harm if r.sentence.index <= LEAD}
    news = [r for r in harm if r.time.timing in fresh and r.match.rule.value in ("killed", "injured", "abducted")]
    where = {place.place.name for r in news if r.sentence.index <= LEAD for place in r.places}
    at_odds = any(_comrades(r) and r.agent.actor is not None and r.agent.actor.name == owner.name for r in harm)
    for reading in news:
        actor, here = reading.agent.actor, {place.place.name for place in reading.places}
        one = _one_of_them(context, reading, news, owner)
        other = reading.cumulative or nationwide(reading.match) or (_another(reading.sentence.tokens) and not one)
        nameless = actor is not None and actor.type == "non-state" and actor.name.islower()  # "jihadists"
        anyone = actor is None or nameless or not _named(reading.agent)
        battle = fought(reading.sentence) and not _in_its_clash(reading.sentence.tokens)
        other = other or battle or _by_mishap(reading) or (_comrades(reading) and not at_odds)
        other = other or tells_of_itself(context, reading, Who(owner, True), sides)
        if beyond_them(reading, Who(owner, True)) and not answers_near(context, reading.sentence.index, owner):
            continue  # air strikes, and rebels who answer for the shells of another day
        if anyone and not other and (here <= where or one):
            reading.agent = Who(owner, True)


def _one_of_them(context: Context, reading: Reading, news: Sequence[Reading], owner: Actor) -> bool:
    """Whether a bomb went off in a part of the city of whose bombings the lead tells: "three car bombs killed 80"."""
    lead = [r for r in news if r.sentence.index <= LEAD and r.places]
    bombed = any(token.low in listed("blasts", "planted_bombs") for token in reading.sentence.tokens)
    several = any(token.low in listed("several_blasts") for r in lead for token in r.sentence.tokens)
    if bombed and claims_several(context, owner, reading.sentence.index):
        return True
    if not (bombed and several) or reading.time.timing != "breaking":
        return False
    regions = {place.place.admin1 for r in lead for place in r.places}
    return all(place.place.admin1 in regions for place in reading.places)


def _of_other_events(harm: list[Reading]) -> set[int]:
    """Sentences behind the lead that count other dead than the news does: who answers for those did not do it all."""
    lead = {_count(r) for r in harm if r.sentence.index <= LEAD}
    if not lead:
        return set()
    behind = [r for r in harm if r.sentence.index > LEAD and r.time.timing != "breaking"]
    days = {r.time.timing for r in harm if r.sentence.index <= LEAD}
    behind = [r for r in behind if not _by_the_way(r)]
    other = {r.sentence.index for r in behind if _count(r) not in lead or r.time.timing not in days}
    return other | _elsewhere_by_another(harm)


def _elsewhere_by_another(harm: list[Reading]) -> set[int]:
    """Sentences that tell whose deed the harm at another place than the news was: "a rocket hurt two in X, the governor
    said, blaming Y".
    """
    news = next((r.sentence.index for r in harm if r.places and r.sentence.index), 0)
    here = {place.place.name for r in harm if r.sentence.index <= news for place in r.places}
    told: dict[int, set[str]] = {}
    for reading in harm:
        if reading.sentence.index > news and reading.places:
            told.setdefault(reading.sentence.index, set()).update(place.place.name for place in reading.places)
    named = {r.sentence.index for r in harm if r.agent.actor is not None}
    return {index for index, there in told.items() if index in named and not there & here} if here else set()


def _by_the_way(reading: Reading) -> bool:
    """Whether harm is only told of who is blamed for the news: the 140 of "blamed X, which bombed a funeral in May"."""
    before = reading.sentence.tokens[: reading.match.start]
    return any(a.text == "," and b.low in ("which", "who") for a, b in pairwise(before))


def _count(reading: Reading) -> tuple[str, int | None]:
    people = reading.match.people
    assert people is not None
    return reading.match.rule.value, people.quantity.best or people.quantity.low


def _in_its_clash(tokens: Sequence[Token]) -> bool:
    """Whether the fight is only the attack's own: "the clash killed ten soldiers", "in the ensuing firefight"."""
    fights = [n for n, token in enumerate(tokens) if token.low in listed("fights")]
    its_own = {"the", "ensuing", "subsequent", "resulting", "this"}
    told = (tokens[n - 1].low in its_own and tokens[min(n + 1, len(tokens) - 1)].low not in _WITH for n in fights if n)
    return bool(fights) and all(told) and fights[0] > 0


_WITH = frozenset({"with", "between", "against"})
"""Behind a fight: whom it was with."""


def _comrades(reading: Reading) -> bool:
    """Whether those killed are rebels or attackers: never by the group that answers for the attack."""
    people = reading.match.people
    assert people is not None
    return side_of(reading.sentence.tokens, people) == "non-state" and not people.parts


def _by_mishap(reading: Reading) -> bool:
    """Whether a crash or a quake did it, and no attack: what nobody answers for."""
    lows = {token.low for token in reading.sentence.tokens}
    return bool(lows & (listed("mishaps") | {"crash", "accident"})) and not lows & listed("attack_nouns")


def _as_sides(context: Context, harm: list[Reading], sides: Sides) -> None:
    """Give each hand the name that the article has for its side; take away a hand raised against its own."""
    nobodys = unclaimed(context.tagged.article.text)
    feuding = against_others(harm)
    where = harm[0]
    for reading in harm:
        actor = reading.agent.actor
        where = reading if reading.places else where
        if actor is None:
            continue
        bare = nobodys and actor.type == "non-state" and actor.name.islower()
        home = (reading.places[0].place.country if reading.places else None) or context.tagged.theatre
        if not bare and actor.name.rsplit(" ", 1)[-1].lower() not in listed("unknown_hands"):
            named = sides.named(_flown_by(reading.agent, sides, home), home)
            group = named.actor.name if named.actor is not None else ""
            all_foes = actor.name.startswith("terrorist") and group in sides.groups  # a state's word for them
            if not (all_foes and acts_elsewhere(context, where, group)):
                reading.agent = named
        if own_side(reading, at_odds=actor.name in feuding) or _countrymen(reading):
            reading.agent = NO_ONE


def _flown_by(who: Who, sides: Sides, home: str | None) -> Who:
    """An air force without a country is that of the state at home."""
    actor, state = who.actor, sides.states.get(home or "") or sides.only_state() or sides.own_state(home)
    if actor is None or state is None or actor.name.lower() != "air force":
        return who
    return Who(msgspec.structs.replace(actor, name=state.name), who.armed)


def _event(reading: Reading) -> tuple[str, object]:
    return reading.places[0].place.name, reading.time.timing
