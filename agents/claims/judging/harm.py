"""Whether a match of harm is a casualty of the event told, and its slots."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.entities.place_names import Found
from agents.claims.entities.weapons import weapon_of
from agents.claims.entities.who import NO_ONE, resolve
from agents.claims.frames.match import Match
from agents.claims.judging.context import EVENT_REACH, Context, Told
from agents.claims.judging.event_place import event_place, named_later
from agents.claims.judging.hand import hand
from agents.claims.judging.reading import Reading
from agents.claims.judging.speaker import own_voice
from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.claims.words import listed, words


def tell_harm(context: Context, reading: Reading) -> None:
    """Perpetrator, weapon and place of harm, and what blocks it."""
    people = reading.match.people
    if people is None:
        reading.blocked = "no people named"
        return
    _hand_and_weapon(context, reading)
    reading.attribution = own_voice(reading.attribution, reading.agent.actor, reading.sentence.text)
    enemy = people.status == "combatant" and reading.agent.actor is not None
    if enemy and reading.attribution.military and reading.stance == "asserted":
        reading.stance = "claimed"  # an army's count of the enemy it killed
    place = _place(context, reading)
    reading.places = (place,) if place is not None else ()
    reading.blocked = _no_casualty(context, reading, people)
    if not reading.blocked and reading.mode == "actual" and place is not None and place.feature != "country":
        until = reading.sentence.index + EVENT_REACH
        context.told = Told(until, place, reading.agent, reading.weapon, reading.sentence.index)


def _hand_and_weapon(context: Context, reading: Reading) -> None:
    """Who did it and with what: by the agent of the verb, by the words behind it, by the attack told with it."""
    tokens, match = reading.sentence.tokens, reading.match
    if match.rule.value != "displaced" and match.agent is not None:
        reading.agent = resolve(tokens, match.agent, context.focus)
        reading.weapon = weapon_of(tokens, match.agent)
        named = any(t.actor for t in tokens[match.agent.start : match.agent.end])
        if reading.weapon and match.rule.value != "abducted" and not named:
            reading.agent = NO_ONE
    if reading.weapon is None:
        reading.weapon = _weapon_after(reading)
    if reading.agent.actor is None and match.rule.value in ("killed", "injured", "abducted"):
        reading.agent = hand(tokens, match, context.focus)


def _place(context: Context, reading: Reading) -> Found | None:
    """Where it was: as the sentence says, else where the event was of which the sentence goes on telling."""
    match, page = reading.match, context.page
    place = event_place(page, reading.sentence, match)
    if place is not None or reading.cumulative or _of_a_war(match):
        return place
    if context.told is not None and context.told.sentence == reading.sentence.index and not place:
        return context.told.place  # "captured X, killing 12 soldiers"
    place = context.goes_on(reading)
    if place is not None and context.told is not None and reading.agent.actor is None and match.agent is None:
        reading.agent, reading.weapon = context.told.agent, reading.weapon or context.told.weapon
    place = place or named_later(page, reading.sentence, match) or context.led_by(reading)
    return place or context.only_place(reading) or context.lately(reading)


def _no_casualty(context: Context, reading: Reading, people: People) -> str:
    """Why this is no casualty of a conflict, or ""."""
    tokens, match = reading.sentence.tokens, reading.match
    if "sport" in context.tagged.topics and not context.conflict:
        return "a sports page"
    if _refers_back(tokens, people):
        return "people told of before, without a count"
    if match.construction == "nominal" and not people.counted and people.quantity.best is None:
        return "an event as a noun, without a count"
    if tokens[match.head].low == "death" and not context.conflict and people.quantity.best == 1:
        return "a death, and no conflict"
    if _beasts(tokens, people):
        return "animals"
    if match.rule.needs in ("armed", "civilians") and not _carried_off(reading, people):
        return "nobody under arms who is no soldier took them"
    if match.rule.name == "casualty.die" and people.quantity.best == 1 and _natural(tokens, match.head):
        return "a natural death"
    if any(t.low in listed("shares") for t in tokens[max(0, people.start - 4) : people.start]):
        return "a share of them, not their number"
    if match.rule.value == "displaced" and people.quantity.best == 1:
        return "one person on the move"
    if match.rule.value == "displaced" and people.status == "combatant":
        return "fighters who flee are not displaced"
    return ""


def _beasts(tokens: Sequence[Token], people: People) -> bool:
    """Whether "two of them" goes back to what is no person: "the camels were worn out, and two of them died"."""
    if not any(token.low == "them" for token in tokens[people.start : people.end + 2]):
        return False
    return any(token.low in words().not_people for token in tokens[: people.start])


def _natural(tokens: Sequence[Token], head: int) -> bool:
    """Whether one who died is said to have died of age or illness: an obituary."""
    return any(token.low in listed("natural_deaths") for token in tokens[head + 1 : head + 9])


def _carried_off(reading: Reading, people: People) -> bool:
    """Whether an armed group (no state: that is an arrest) took people who are no fighters."""
    agent = reading.agent
    if agent.actor is None and any(t.low in listed("kidnapping") for t in reading.sentence.tokens):
        return people.status != "combatant"
    taken = agent.armed and (agent.actor is None or agent.actor.type != "state")
    if not taken or people.status == "combatant":
        return False
    return reading.match.rule.needs == "armed" or people.status == "civilian"


def _of_a_war(match: Match) -> bool:
    """Whether so many were killed that no single event of the article can have done it."""
    quantity = match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or 0) if quantity is not None else 0
    return match.rule.value == "killed" and figure >= 20_000


def _refers_back(tokens: Sequence[Token], people: People) -> bool:
    """Whether the victims are only referred to ("the men", "those killed"), not told: no count, no name, no office."""
    if people.counted or people.quantity.best not in (None, 1):
        return False
    first = tokens[people.start].low
    inside = tokens[people.start : people.end]
    if first not in ("the", "those", "these", "that", "this"):
        return False
    return not any(
        token.low in listed("roles") or (token.capital and token.kind == "word" and n) for n, token in enumerate(inside)
    )


def _weapon_after(reading: Reading) -> str | None:
    """ "killed in an air strike", "by mortar rounds", "in regime shelling": the weapon behind the verb."""
    tokens, match = reading.sentence.tokens, reading.match
    for n in range(match.head + 1, min(len(tokens), match.head + 14)):
        if tokens[n].low in ("in", "by", "from", "when", "as", "after") and tokens[n].kind == "word":
            end = min(len(tokens), n + 8)
            found = weapon_of(tokens, Span(n + 1, end))
            if found:
                return found
    return None
