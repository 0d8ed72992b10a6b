"""Agents that name nobody by themselves: "unidentified warplanes", "the attackers", "a MiG fighter"."""

from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_owner import owner
from agents.claims.sides.machines import owned_machines, same_machines
from agents.claims.words import listed, words
from schemas.actor import Actor


def not_vague(context: Context, reading: Reading) -> Who:
    """The agent, but nobody for "unidentified warplanes"; "the attackers" are who attacked before."""
    actor = reading.agent.actor
    if actor is None:
        return reading.agent
    first, last = actor.name.split(" ", 1)[0].lower(), actor.name.rsplit(" ", 1)[-1].lower()
    if first == last and (owners := same_machines(context, reading, last)).actor is not None:
        return owners
    if last in listed("war_machines") and first in weapon_owners() and actor.name.islower():
        return Who(weapon_owners()[first], False)  # "government helicopters"
    if last in listed("war_machines", "buses", "held_by_others") and actor.name.islower():
        return owned_machines(reading)  # nobody for "unidentified warplanes"
    if actor.type is None and last in ("fighter", "fighters", "bomber", "bombers") and _of_a_make(actor.name):
        return NO_ONE  # "a MiG fighter", "an Su-24 bomber"
    span = reading.match.agent
    if actor.type is None and last in listed("onslaughts"):  # "an offensive by X"
        return owner(reading.sentence.tokens, span.start, span.end, context.focus) if span is not None else NO_ONE
    if actor.name.lower() in listed("wars"):
        return NO_ONE  # "the insurgency has driven out thousands"
    if actor.name.lower() in listed("vague_attackers"):
        before = context.told.agent if context.told is not None and _again(reading) else NO_ONE
        rebels = context.focus.sides.get("non-state")
        return before if before.actor is not None else Who(rebels, True) if _definite(reading, rebels) else NO_ONE
    if actor.type is not None:
        return reading.agent
    machine = last in listed("war_machines") and actor.name.islower()
    return NO_ONE if last in words().weapons or machine else reading.agent


def _again(reading: Reading) -> bool:
    """Whether "attackers" of a sentence can be those told of before: "the attackers", and no "assailants hurled …"."""
    tokens = reading.sentence.tokens
    spots = [n for n, token in enumerate(tokens) if token.low in listed("vague_attackers")]
    known = ("the", "these", "those", "same", "of", "'s", "fleeing", "its", "their")
    return any(n and (tokens[n - 1].low in known or tokens[n - 1].kind == "num") for n in spots)


def _of_a_make(name: str) -> bool:
    """Whether a fighter or a bomber is a plane, told by its maker or its number."""
    told = name.lower().replace("-", " ").split()[:-1]
    return any(part in listed("aircraft_makes") or any(mark.isdigit() for mark in part) for part in told)


def _definite(reading: Reading, meant: Actor | None) -> bool:
    """Whether it is "the attackers", and a group has been named that may be meant."""
    span = reading.match.agent
    return meant is not None and span is not None and reading.sentence.tokens[span.start].low == "the"
