"""Harm to people in a sentence: the frames of rules/casualty.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence

from agents.claims.entities.people_group import People
from agents.claims.frames.casualty_nouns import harm_noun
from agents.claims.frames.casualty_verbs import harm_verb
from agents.claims.frames.casualty_words import harm_word
from agents.claims.frames.match import Match
from agents.claims.model import Quantity, Token
from agents.claims.rules import RuleSet
from agents.claims.words import listed, words


def read_casualties(tokens: Sequence[Token], rules: RuleSet) -> Iterator[Match]:
    """Every frame of harm that finds its people in the sentence, in order of its trigger."""
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        for rule, tags in rules.verbs.get(token.low, ()):
            if rule.kind == "casualty" and (found := harm_verb(tokens, i, rule, tags)):
                yield found
                if (other := _and_elsewhere(tokens, found)) is not None:
                    yield other
        for rule in rules.nouns.get(token.low, ()):
            if rule.kind != "casualty":
                continue
            found = harm_word(tokens, i, rule) if token.low in rule.words else harm_noun(tokens, i, rule)
            if found:
                yield found


def _and_elsewhere(tokens: Sequence[Token], found: Match) -> Match | None:
    """The nine of "killed 14 people in X and nine in Y": the same harm at another place, without its verb."""
    if found.people is None:
        return None
    for n in range(max(found.end, found.head) + 1, min(len(tokens) - 2, found.end + 14)):
        if tokens[n].text in ".;:?!" or (tokens[n].kind == "word" and tokens[n].low in words().auxiliaries):
            return None
        number = tokens[n].kind == "num" and tokens[n - 1].low == "and"
        if number and tokens[n + 1].low in ("in", "at", "near", "outside") and tokens[n + 2].low not in listed("time"):
            quantity = tokens[n].number or Quantity(None, None, None)
            people = People(quantity, tokens[n].text, found.people.status, n, n + 1, tokens[n].text, True)
            return Match(found.rule, n, n, n + 1, "word", people=people, agent=found.agent)
    return None
