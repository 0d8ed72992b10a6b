"""Harm of which a sentence tells as another deed's than the news: "the strikes came as a car bomb wounded 30"."""

from agents.claims.frames.match import Match
from agents.claims.model import Sentence
from agents.claims.words import listed

OPENING = 9
"""Tokens of a sentence's beginning in which an event told before can be what "came as" another one happened."""


def other_deed(sentence: Sentence, match: Match) -> bool:
    """Whether the harm was done at the time of an event, and not by it: "the raid came a day after bombs killed 50"."""
    tokens = sentence.tokens
    for n in range(1, min(len(tokens) - 1, OPENING)):
        if tokens[n].low not in ("came", "comes", "coming") or tokens[n].kind != "word":
            continue
        told = any(token.low in listed("the_event", "attack_nouns", "crimes_told") for token in tokens[:n])
        then = any(token.low in ("as", "after", "while", "amid", "when") for token in tokens[n + 1 : n + 6])
        return told and then and match.start > n
    return False


def by_a_mine(sentence: Sentence, before: Sentence) -> bool:
    """Whether mines did it that lay there, where the sentence before tells of other arms."""
    mined = any(token.low in listed("laid_for_all") for token in sentence.tokens)
    return mined and not any(token.low in listed("planted_bombs", "laid_for_all") for token in before.tokens)
