"""Harm to people in a sentence: the frames of rules/casualty.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agents.claims.frames.casualty_elsewhere import elsewhere
from agents.claims.frames.casualty_forms import stock_form
from agents.claims.frames.casualty_nouns import harm_noun
from agents.claims.frames.casualty_verbs import harm_verb
from agents.claims.frames.casualty_words import harm_word
from agents.claims.frames.match import Match
from agents.claims.frames.victims_sides import opponents
from agents.claims.model import Token
from agents.claims.rules import Rule, RuleSet


def read_casualties(tokens: Sequence[Token], rules: RuleSet) -> Iterator[Match]:
    """Every frame of harm that finds its people in the sentence, in order of its trigger."""
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        noted = [form for rule in _harm_rules(rules, token.low) if (form := stock_form(tokens, i, rule))]
        if noted:
            yield noted[0]
            continue
        for rule, tags in rules.verbs.get(token.low, ()):
            if rule.kind == "casualty" and (found := harm_verb(tokens, i, rule, tags)):
                yield from _by_side(tokens, found)
                yield from elsewhere(tokens, found)
        for rule in rules.nouns.get(token.low, ()):
            if rule.kind != "casualty" or rule.needs == "form":
                continue
            found = harm_word(tokens, i, rule) if token.low in rule.words else harm_noun(tokens, i, rule)
            if found:
                yield from _by_side(tokens, found)
                if token.low == "dead" or found.construction == "nominal":
                    yield from elsewhere(tokens, found)


def _harm_rules(rules: RuleSet, low: str) -> list[Rule]:
    """The rules of harm that a word may fire."""
    found = [*(rule for rule, _ in rules.verbs.get(low, ())), *rules.nouns.get(low, ())]
    return [rule for rule in found if rule.kind == "casualty"]


def _by_side(tokens: Sequence[Token], found: Match) -> Iterator[Match]:
    """The match, or one for each side where it counts the dead of both: "300 insurgents and five soldiers"."""
    people = found.people
    if people is None or not opponents(tokens, people):
        yield found
        return
    yield replace(found, people=people.parts[0])
    for part in people.parts[1:]:
        yield replace(found, people=part, head=part.start)
