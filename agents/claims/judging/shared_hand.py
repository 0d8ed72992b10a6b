"""Perpetrators that one sentence names and others of the same event leave out."""

from itertools import pairwise

from agents.claims.entities.who import Who
from agents.claims.judging.reading import Reading
from agents.claims.words import listed


def share_perpetrators(readings: list[Reading]) -> None:
    """Who struck a place is told once: other counts of that place and time are of the same hand, unless of a fight."""
    told: dict[tuple[str, object], set[str]] = {}
    hands: dict[tuple[str, object], Who] = {}
    harm = [r for r in readings if r.match.people is not None and not r.blocked and r.mode == "actual" and r.places]
    for reading in harm:
        if reading.agent.actor is not None:
            told.setdefault(_event(reading), set()).add(reading.agent.actor.name)
            hands.setdefault(_event(reading), reading.agent)
    for reading in harm:
        fight = any(token.low in listed("fights") for token in reading.sentence.tokens)
        if (
            reading.agent.actor is None
            and not fight
            and not reading.cumulative
            and len(told.get(_event(reading), ())) == 1
        ):
            reading.agent = hands[_event(reading)]
    _one_hand(harm)


def _one_hand(harm: list[Reading]) -> None:
    """ "The strikes", "the attack": of the one side that the article's news has named as having struck."""
    news = [r for r in harm if r.agent.actor is not None and r.time.timing == "breaking"]
    if len({r.agent.actor.name for r in news if r.agent.actor is not None}) != 1:
        return
    for reading in harm:
        lows = [token.low for token in reading.sentence.tokens]
        again = any(a == "the" and b in listed("the_event") - listed("fights") for a, b in pairwise(lows))
        if reading.agent.actor is None and again and not reading.cumulative and reading.time.timing == "breaking":
            reading.agent = news[0].agent


def _event(reading: Reading) -> tuple[str, object]:
    return reading.places[0].place.name, reading.time.timing
