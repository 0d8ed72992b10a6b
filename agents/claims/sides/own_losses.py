"""Who can't have done it: the side whose own men died, and the one whose own officials tell it as an enemy's deed."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.entities.who import Who
from agents.claims.frames.victims_sides import side_of
from agents.claims.model import Sentence
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.sides_told import Sides
from agents.claims.words import listed

NEAR = 5
"""Tokens between "killed" and its own "by", at most."""
OWN_VOICES = (
    *("governor", "mayor", "emergency service", "prosecutor", "state media", "state television", "state tv"),
    *("state news agency", "state radio", "state-run", "sana"),
)
"""In a speaker's name: he tells what befell his own state's people."""


def own_side(reading: Reading, *, at_odds: bool = False) -> bool:
    """Whether the victims are of the side that is said to have done it: "five Taliban fighters", and the Taliban.

    at_odds: whether that side is told to have killed men of another group: "militants" may be those.
    """
    people, actor = reading.match.people, reading.agent.actor
    if people is None or actor is None:
        return False
    inside = reading.sentence.tokens[people.start : people.end]
    lost = reading.match.agent if reading.match.rule.name == "casualty.lose-men" else None
    if lost is not None and actor in (t.actor.actor for t in reading.sentence.tokens[lost.start : lost.end] if t.actor):
        return True  # "X stormed the post, losing eleven men"
    tokens = reading.sentence.tokens
    own = any(token.low == "own" for token in (*tokens[max(0, people.start - 2) : people.start], *inside))
    if reading.match.agent is None and own:
        return True  # "after fighting that left five of their own dead"
    by_rebels = reading.match.agent is None and actor.type == "non-state"
    if by_rebels and reading.attribution.military and _nameless_rebels(people):
        return True  # "the army put the rebel dead at 500", after the rebels' deeds were told
    if at_odds and reading.match.agent is None:
        return actor.name in {token.actor.actor.name for token in inside if token.actor is not None}
    if _threw_back(reading):
        return False
    names = {token.actor.actor.name for token in inside if token.actor is not None}
    folk = {token.low.rstrip("s") for token in inside if token.capital}
    attackers = inside[-1].low in listed("attackers") and actor.type == "non-state"  # "one of the attackers"
    if attackers:
        return True
    bare = actor.type == "non-state" and actor.name.split(" ")[-1] in listed("rebels_alone")
    listed_so = len(names) < 2 and inside[-1].low in listed("called_so")
    bare = bare or (actor.type == "non-state" and listed_so)
    span = reading.match.agent
    apart = span is None or span.start - reading.match.head > NEAR
    if bare and apart and side_of(reading.sentence.tokens, people) == "non-state":
        return True  # rebels died in an attack by "communist guerrillas"
    nameless = actor.text.islower() and actor.name.split(" ")[0].lower() in folk  # "its troops", and "400 Ethiopians"
    return actor.name in names or nameless


def tells_of_itself(context: Context, reading: Reading, who: Who, sides: Sides) -> bool:
    """Whether an official of the striker's own country tells the harm, as of an enemy's: a governor, state media."""
    speaker, actor, home = reading.attribution.said_by, who.actor, context.tagged.theatre
    if speaker is None or actor is None or actor.type != "state" or speaker.type not in ("official", "media"):
        return False
    named = any(t.actor is not None and t.actor.actor.name == actor.name for t in reading.sentence.tokens)
    mine = not named and any(word in speaker.text.lower() for word in OWN_VOICES)
    return mine and home is not None and sides.country_of(actor, home) == home


def stopped_him(reading: Reading) -> bool:
    """Whether a state's men killed the one who had attacked: "police shot the driver dead"; no other harm is theirs."""
    people, actor = reading.match.people, reading.agent.actor
    if (
        people is None
        or actor is None
        or actor.type != "state"
        or reading.match.rule.value not in ("killed", "injured")
    ):
        return False
    last = reading.sentence.tokens[people.end - 1].low
    return last in listed("attackers", "lone_attackers") and people.quantity.best in (None, 1)


def only_shot_after_a_bomb(bombed: Sentence, who: Who, other: Sentence) -> bool:
    """Whether a state's men shot somebody, where a bomb did the harm: "police shot dead two men who had followed"."""
    state = who.actor is not None and who.actor.type == "state"
    shot = state and any(token.low == "shot" for token in other.tokens) and not _with_bombs(other)
    return shot and _with_bombs(bombed)


def _with_bombs(sentence: Sentence) -> bool:
    return any(token.low in listed("blasts", "bringing_bombs") for token in sentence.tokens)


def against_others(harm: Sequence[Reading]) -> set[str]:
    """Groups of which it is told that they killed men of another named group: the SDF's 20 Daesh militants."""
    found: set[str] = set()
    for reading in harm:
        people, actor = reading.match.people, reading.agent.actor
        if people is None or actor is None or actor.type != "non-state" or actor.name.islower():
            continue
        inside = [t.actor for t in reading.sentence.tokens[people.start : people.end] if t.actor is not None]
        if any(m.actor.type == "non-state" and not m.generic and m.actor.name != actor.name for m in inside):
            found.add(actor.name)
    return found


def _threw_back(reading: Reading) -> bool:
    """Whether it is told of who threw others back: "Ethiopian troops repulsed the attack, killing 400 soldiers"."""
    agent, tokens = reading.match.agent, reading.sentence.tokens
    if agent is None or reading.match.construction != "active":
        return False
    return any(token.low in listed("repelling") for token in tokens[agent.end : min(reading.match.head, agent.end + 3)])


def _nameless_rebels(people: People) -> bool:
    """Whether those of a phrase are rebels of no named group: "the rebel dead", "40 militants"."""
    return not listed("enemies").isdisjoint(people.text.split())
