"""Whether people who were taken away were abducted: by an armed group, or by nobody who may arrest or rescue them."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words


def carried_off(context: Context, reading: Reading, people: People) -> bool:
    """Whether an armed group (no state: that is an arrest) took people who are no fighters.

    Where no taker is named, only in an article about a conflict, and not of people who were hurt, saved or held by law.
    """
    agent, tokens = reading.agent, reading.sentence.tokens
    who = reading.match.agent
    if who is not None and any("suicide" in t.low or "bomber" in t.low for t in tokens[who.start : who.end]):
        return False  # "the bombers took 50 people with them": they died
    if _in_company(reading, people):
        return False
    if agent.actor is None and any(t.low in listed("kidnapping") for t in tokens):
        return people.status != "combatant"
    peace = any(t.low.rpartition(" ")[2] in listed("keepers_of_peace") for t in tokens[people.start : people.end])
    if people.status == "combatant" and not peace:
        return False
    if agent.actor is None and reading.match.agent is None:
        return _by_nobody_named(context, reading, people)
    taker = agent.actor.name.lower().split()[-1:] if agent.actor is not None and agent.actor.type is None else []
    if taker and taker[0] in words().civilian - {"men", "man", "people", "youths", "youth"}:
        return False  # "in the hands of doctors"
    if reading.match.agent is not None and tokens[reading.match.agent.end - 1].low in listed("keepers_of_order"):
        return False  # "the guards led away two fans"
    taken = agent.armed and (agent.actor is None or agent.actor.type != "state")
    return taken and (reading.match.rule.needs == "armed" or people.status == "civilian" or peace)


def _in_company(reading: Reading, people: People) -> bool:
    """Whether people may go along of their own: "took 300 relatives with them", "led 12 reporters to the forest"."""
    tokens, match = reading.sentence.tokens, reading.match
    along = {token.low for token in tokens[match.head : match.end + 3]}
    if not {"with", "them"} <= along and along.isdisjoint(("forest", "jungle", "undisclosed", "unknown")):
        return False  # "carried off", "marched at gunpoint": by force
    if not {token.low for token in tokens[people.start : people.end]}.isdisjoint(listed("going_along")):
        return True
    behind = " ".join(token.low for token in tokens[match.head : match.end + BEHIND])
    return any(f" {aim} " in f" {behind} " for aim in listed("for_their_good"))


BEHIND = 9
"""Tokens behind people who were taken along in which it is told what for, at most."""


def _by_nobody_named(context: Context, reading: Reading, people: People) -> bool:
    """Whether "a dozen people were dragged away" tells of an abduction, with no word of law or help beside it."""
    match, tokens = reading.match, reading.sentence.tokens
    forced = match.verb is not None and match.verb.passive and tokens[match.head].low in listed("forcible")
    return forced and context.conflict and people.counted and not _law_or_help(tokens)


def _law_or_help(tokens: Sequence[Token]) -> bool:
    """Whether police, doctors or rescuers may have taken them, or they were taken to be killed."""
    return any(token.low in listed("law_and_help", "killing_words", "wounds") for token in tokens)
