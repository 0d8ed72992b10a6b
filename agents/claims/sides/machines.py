"""Whose the machines are that did harm where the sentence does not tell: "the bombers" are the jets told of before."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.language.noun_phrases import Span, is_people, phrase_start
from agents.claims.model import Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_owner import owner
from agents.claims.words import listed, words
from schemas.actor import Actor

BACK = 3
"""Sentences from "the warplanes" back to the ones told of, at most."""
HELD = 5
"""Tokens behind machines in which it is told whose they are thought to be: "believed to be"."""


def same_machines(context: Context, reading: Reading, noun: str) -> Who:
    """The side whose jets "the jets", "the bombers" are: that of the nearest sentence before that names an owner."""
    if noun not in listed("war_machines") | {"bombers"}:
        return NO_ONE
    if not any(a.low == "the" and b.low == noun for a, b in pairwise(reading.sentence.tokens)):
        return NO_ONE
    if noun == "bombers" and "suicide" in context.vocabulary:
        return NO_ONE  # bombers of another sort
    at, flies = reading.sentence.index, _flies(noun)
    for before in reversed(context.page.sentences[max(0, at - BACK) : at]):
        if not any(stem in before.text for stem in listed("stems_of_machines")):
            continue
        fill(context.page, before)
        owners = [_owner_at(context, before.tokens, n, flies=flies) for n in range(len(before.tokens))]
        found = {who.actor.name: who for who in owners if who.actor is not None}
        if found:
            return next(iter(found.values())) if len(found) == 1 else NO_ONE
    return NO_ONE


def _flies(noun: str) -> bool:
    return noun in listed("from_the_air") or noun in ("bombers", "plane")


def _owner_at(context: Context, tokens: Sequence[Token], n: int, *, flies: bool) -> Who:
    noun = tokens[n].low.rpartition(" ")[2]
    if noun not in listed("war_machines") or _flies(noun) != flies:
        return NO_ONE
    who = owner(tokens, phrase_start(tokens, n)[0], n + 1, context.focus)
    return who if who.armed else NO_ONE


def owned_machines(reading: Reading) -> Who:
    """The side of "the regime's warplanes"; nobody where no word says whose they are."""
    tokens, span = reading.sentence.tokens, reading.match.agent
    if span is None or span.end - span.start < 3 or tokens[span.end - 2].low != "'s":
        return NO_ONE
    side = weapon_owners().get(tokens[span.end - 3].low)
    return Who(side, False) if side is not None else NO_ONE


def befallen(tokens: Sequence[Token], agent: Span, stop: int) -> int:
    """Where the "by" stands of "a convoy was ambushed by X, killing 12", told of a thing that ends before ``stop``; 0
    where none does, as in "a helicopter crashed, killing two", and -1 where nothing befell it.
    """
    n = agent.end
    n -= n - agent.start > 1 and tokens[n - 1].low in listed("goes_down")  # taken for a part of the phrase
    head = tokens[n - 1].low.rpartition(" ")[2]
    if head not in listed("war_machines", "buses", "bare_sites") | {"patrol", "position", "positions"} or n >= min(
        stop, len(tokens)
    ):
        return -1
    passive = tokens[n].low in words().be
    n += passive
    stop = min(stop, len(tokens))
    if n >= stop or tokens[n].low not in (listed("befalls") | {"shot", "struck"} if passive else listed("goes_down")):
        return -1
    return next((k for k in range(n + 1, stop) if tokens[k].low == "by"), 0)


def thought_of_a_people(tokens: Sequence[Token], agent: Span) -> Who:
    """The state of "jets believed to be Russian", "raids thought to be Saudi", told by its people's adjective alone."""
    if tokens[agent.end - 1].low.rpartition(" ")[2] not in listed("war_machines", "attack_nouns"):
        return NO_ONE
    for n in range(agent.end, min(len(tokens) - 1, agent.end + HELD)):
        if n == agent.end and tokens[n].low not in listed("taken_for", "held_to_be"):
            return NO_ONE
        if tokens[n - 1].low == "be" and _abroad(tokens[n]) and tokens[n + 1].low != "or":
            people = tokens[n].text
            return Who(Actor(text=people, name=f"{people} forces", type="state"), True)
    return NO_ONE


def _abroad(token: Token) -> bool:
    return token.capital and (token.low in listed("strike_abroad") or is_people(token))
