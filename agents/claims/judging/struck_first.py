"""One person told of as the aim of an attack, or as who made it, and then as its victim: "the judge was killed"."""

from agents.claims.entities.people_group import People
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

BEFORE = 2
"""Sentences back in which he has been told of, at most."""


def struck_first(context: Context, reading: Reading, people: People) -> bool:
    """Whether "the judge" was named before without being harmed, and nobody else was: he is who was killed or hurt."""
    match, tokens = reading.match, reading.sentence.tokens
    value, index = match.rule.value, reading.sentence.index
    if people.quantity.best != 1 or value not in ("killed", "injured") or value in context.effects:
        return False
    told = match.verb is not None and match.construction in ("passive", "active") and not match.verb.negated
    if not told or tokens[people.start].low != "the":
        return False
    if people.end < len(tokens) and tokens[people.end].low in ("who", "whose", "that", "of"):
        return False  # "the man who was killed": known
    around = context.page.sentences[max(0, index - BEFORE) : index]
    earlier = {word.strip(".,;:'\"’") for sentence in around for word in sentence.text.lower().split()}
    earlier |= {token.low for token in tokens[: people.start]}
    lows = earlier | {token.low for token in tokens[people.end :]}
    attacked = not lows.isdisjoint(
        listed("attack_nouns", "blasts", "killing_words", "going_off") - {tokens[match.head].low}
    )
    if not attacked and not (context.conflict and not lows.isdisjoint(listed("deeds"))):
        return False
    noun = tokens[people.end - 1].low
    aboard = noun in ("driver", "pilot", "passenger") and not earlier.isdisjoint(listed("buses"))
    return aboard or any(token.low.rstrip("s") in earlier for token in tokens[people.start + 1 : people.end])
