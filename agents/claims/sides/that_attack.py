"""Who answers for "that attack": the one told right before, behind the lead, and not the news of the article."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from agents.claims.entities.who import Who
from agents.claims.model import Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.answerable import answers_in
from agents.claims.sides.attack_before import LEAD, fought
from agents.claims.words import listed

BACK = 3
"""Sentences from "that attack" back to the one that tells of it, at most."""


def share_that_attack(context: Context, harm: Sequence[Reading]) -> set[int]:
    """Give harm told behind the lead whoever answers for "that attack"; returns the sentences that tell of such."""
    found: set[int] = set()
    told: dict[int, list[Reading]] = {}
    for reading in harm:
        told.setdefault(reading.sentence.index, []).append(reading)
    here = {place.place.name for r in harm if r.sentence.index <= LEAD for place in r.places}
    first = {place.place.name for r in harm if r.sentence.index <= 1 for place in r.places}
    for sentence in context.page.sentences[LEAD:]:
        meant = _told_right_before(told, sentence.index)
        elsewhere = meant and meant[0].sentence.index == sentence.index - 1 and _elsewhere(meant, here)
        if meant and meant[0].sentence.index <= LEAD and not _elsewhere(meant, first):
            continue
        if not meant or not ("that " in sentence.text or "those " in sentence.text or elsewhere):
            continue
        fill(context.page, sentence)
        that = _goes_back(sentence.tokens, ("that", "those"))
        if not that and not (elsewhere and _goes_back(sentence.tokens, ("the",))):
            continue
        found.add(sentence.index)
        claimed, blamed = answers_in(context, sentence)
        owners = {actor.name: actor for actor in claimed or blamed}
        for reading in meant if that and len(owners) == 1 else ():
            open_ = reading.agent.actor is None or reading.agent.actor.name.islower()
            if open_ and not reading.cumulative and not fought(reading.sentence):
                reading.agent = Who(next(iter(owners.values())), True)
    return found


def _told_right_before(told: Mapping[int, list[Reading]], at: int) -> list[Reading]:
    """The harm of the sentence that last told any before ``at``, where that is near and not the headline's."""
    return next((told[n] for n in range(at - 1, max(1, at - BACK - 1), -1) if n in told), [])


def _elsewhere(harm: Sequence[Reading], here: set[str]) -> bool:
    """Whether harm is told to be at another place than the news is of: its "the attack" is not the news."""
    there = {place.place.name for r in harm for place in r.places}
    return bool(here) and bool(there) and not here & there


def _goes_back(tokens: Sequence[Token], openers: tuple[str, ...]) -> bool:
    """Whether a sentence goes back to "that attack", "those killings"."""
    deeds = listed("the_event", "attack_nouns", "crimes_told")
    return any(a.low in openers and b.low in deeds for a, b in pairwise(tokens))
