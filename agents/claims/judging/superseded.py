"""Counts that the article tells only as what was said before the newer one: "they had previously said 10 had died"."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.model import Token
from agents.claims.reader.context import EVENT_REACH, Context
from agents.claims.reader.reading import Reading
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed

SAYING = 4
"""Tokens from "earlier", "previously" to the saying or the toll that was earlier, at most."""


def superseded(context: Context, reading: Reading, people: People) -> bool:
    """Whether a smaller count of the harm told right before is only the one that was given earlier, or a larger one
    that "initial reports had given".
    """
    newer = context.counts.get(reading.match.rule.value)
    figure = _figure(people)
    if newer is None or not figure or reading.sentence.index - newer[0] > EVENT_REACH:
        return False
    _, most, fighters = newer
    tokens = reading.sentence.tokens
    first = min(reading.match.start, people.start)
    if (figure >= most and not _corrected(tokens, first)) or fighters != (people.status == "combatant"):
        return False
    earlier = any(_said_earlier(tokens, n) for n in range(min(first, len(tokens))))
    return earlier and not _of_its_own(tokens, first)


def _corrected(tokens: Sequence[Token], first: int) -> bool:
    """Whether what was first said "had" been another count: the newer one stands, though it is lower."""
    lows = [token.low for token in tokens[: first + 2]]
    return "had" in lows and not {"initial", "initially", "first"}.isdisjoint(lows)


def note_count(context: Context, reading: Reading, people: People) -> None:
    """Remember the newest count of each harm."""
    if (figure := _figure(people)) and reading.mode == "actual" and not reading.cumulative:
        context.counts[reading.match.rule.value] = (reading.sentence.index, figure, people.status == "combatant")


def _figure(people: People) -> int:
    return people.quantity.best or people.quantity.low or 0


def _said_earlier(tokens: Sequence[Token], n: int) -> bool:
    """Whether something is told at n to have been said or counted earlier: "earlier reports", "had initially given"."""
    if tokens[n].low not in listed("counted_before"):
        return False
    return any(token.low in speech_words().verbs | listed("tolls_given") for token in tokens[n + 1 : n + SAYING])


def _of_its_own(tokens: Sequence[Token], first: int) -> bool:
    """Whether what was said earlier is told of a place or an attack of its own."""
    return any(token.place is not None or token.low in listed("other_event") - {"earlier"} for token in tokens[first:])
