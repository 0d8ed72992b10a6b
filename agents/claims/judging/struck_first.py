"""One person told of as the aim of an attack, or as who made it, and then as its victim: "the judge was killed"."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.language.bare_words import bare_words, words_told
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

BEFORE = 2
"""Sentences back in which he has been told of, at most."""


def struck_first(context: Context, reading: Reading, people: People) -> bool:
    """Whether "the judge" was named before without being harmed, and nobody else was: he is who was killed or hurt."""
    match, tokens = reading.match, reading.sentence.tokens
    value, index = match.rule.value, reading.sentence.index
    if people.quantity.best != 1 or value not in ("killed", "injured") or value in context.effects:
        return False
    told = match.verb is not None and match.construction in ("passive", "active") and not match.verb.negated
    if told and (tokens[people.start].low in ("he", "she") or _wounded(reading, people)):
        return _hurt_before(context, reading, people)
    if not told or tokens[people.start].low != "the":
        return False
    if people.end < len(tokens) and tokens[people.end].low in ("who", "whose", "that", "of"):
        return False  # "the man who was killed": known
    around = context.page.sentences[max(0, index - BEFORE) : index]
    earlier = words_told(around) | {token.low for token in tokens[: people.start]}
    lows = earlier | {token.low for token in tokens[people.end :]}
    attacked = not lows.isdisjoint(
        listed("attack_nouns", "blasts", "killing_words", "going_off") - {tokens[match.head].low}
    )
    if not attacked and not (context.conflict and not lows.isdisjoint(listed("deeds"))):
        return False
    noun = tokens[people.end - 1].low
    aboard = noun in ("driver", "pilot", "passenger") and not earlier.isdisjoint(listed("buses"))
    return aboard or any(token.low.rstrip("s") in earlier for token in tokens[people.start + 1 : people.end])


def _wounded(reading: Reading, people: People) -> bool:
    """Whether "the victim", "the wounded man" is who died: nothing else says who it is."""
    inside = [token.low for token in reading.sentence.tokens[people.start : people.end]]
    return inside[:1] == ["the"] and not listed("hurt_ones").isdisjoint(inside)


def _hurt_before(context: Context, reading: Reading, people: People) -> bool:
    """Whether one person, and no more, was told of just before as shot, stabbed or wounded: he died of it.

    Where the article has killed somebody already, he may be that one.
    """
    sentence = reading.sentence
    around = context.page.sentences[max(0, sentence.index - BEFORE) : sentence.index]
    near = [one for one in around if one.block != "title"]
    told = " ".join(
        [*(one.text for one in near), sentence.text[: sentence.tokens[people.start].start - sentence.start]]
    )
    lows = bare_words(told)
    if listed("hurting").isdisjoint(lows):
        return False
    one = any(low in words().people and not low.endswith("s") for low in _behind_one(lows))
    return one and not any(low in listed("several_told") for low in lows)


def _behind_one(lows: Sequence[str]) -> list[str]:
    """The words within four behind "a", "an", "the" or "one"."""
    return [
        lows[k]
        for n, low in enumerate(lows)
        if low in listed("one_person")
        for k in range(n + 1, min(len(lows), n + 5))
    ]
