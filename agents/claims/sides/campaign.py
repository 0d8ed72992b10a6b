"""Whose hand a running toll tells of: "killed in the ongoing onslaught" goes back to the one that the article names."""

from collections.abc import Sequence

from agents.claims.entities.who import NO_ONE, Who
from agents.claims.language.noun_phrases import phrase_start
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_before import an_attack
from agents.claims.sides.attack_owner import owner
from agents.claims.sides.striker import beyond_them
from agents.claims.words import listed

NEAR = 12
"""Tokens behind the harm in which the campaign stands that did it."""


def share_campaign(context: Context, harm: Sequence[Reading]) -> None:
    """Civilians of a running toll, killed "in the bombing campaign": by whoever wages the one told of before."""
    for reading in harm:
        people, tokens = reading.match.people, reading.sentence.tokens
        if reading.agent.actor is not None or people is None or people.status == "combatant":
            continue
        if not reading.cumulative or reading.stance == "denied":
            continue
        agent = reading.match.agent
        if agent is not None and an_attack(tokens, agent) and reading.places:
            found = _waged_by(context, reading.sentence, reading.places[0].place.name)
            reading.agent = NO_ONE if beyond_them(reading, found) else found
        elif agent is None and any(tokens[n].low == "the" and _campaign(tokens, n) for n in _behind(reading)):
            reading.agent = _waged_by(context, reading.sentence)


def _behind(reading: Reading) -> range:
    tokens, end = reading.sentence.tokens, reading.match.end
    first = next(
        (n for n in range(end, min(len(tokens), end + NEAR)) if tokens[n].low in ("in", "during")), len(tokens)
    )
    return range(first + 1, min(len(tokens), first + 2))


def _campaign(tokens: Sequence[Token], the: int) -> bool:
    """Whether an attack that lasts follows the article at ``the``: "the ongoing ferocious assault"."""
    for n in range(the + 1, min(len(tokens), the + 5)):
        if tokens[n].low in listed("onslaughts_told"):
            return True
        if tokens[n].kind != "word":
            return False
    return False


def _waged_by(context: Context, sentence: Sentence, place: str = "") -> Who:
    """The side whose campaign a sentence before tells of, the nearest first; nobody where none is told.

    place: what it must tell of, too, where no "the" goes back to it.
    """
    for before in reversed(context.page.sentences[: sentence.index]):
        if not any(noun in before.text for noun in listed("onslaughts_told")):
            continue
        if place and all(found.place.name != place for found in context.page.places_in(before.start, before.end)):
            continue
        fill(context.page, before)
        for n, token in enumerate(before.tokens):
            if token.low in listed("onslaughts_told"):
                who = owner(before.tokens, phrase_start(before.tokens, n)[0], n + 1, context.focus)
                if who.actor is not None:
                    return who
    return NO_ONE
