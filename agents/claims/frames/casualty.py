"""Harm to people in a sentence: the frames of rules/casualty.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from agents.claims.entities.people import summed
from agents.claims.entities.people_group import People
from agents.claims.frames.casualty_care import in_hospital
from agents.claims.frames.casualty_each import times
from agents.claims.frames.casualty_elsewhere import elsewhere
from agents.claims.frames.casualty_forms import stock_form
from agents.claims.frames.casualty_nouns import harm_noun
from agents.claims.frames.casualty_verbs import harm_verb
from agents.claims.frames.casualty_words import harm_word
from agents.claims.frames.match import Match
from agents.claims.frames.victims_sides import opponents, side_of
from agents.claims.model import Token
from agents.claims.rules import RuleSet

WITHIN = 12
"""Tokens behind a verb in which the words that belong to it stand: "shot 12 young men of the village dead"."""


def read_casualties(tokens: Sequence[Token], rules: RuleSet) -> list[Match]:
    """Every frame of harm that finds its people in the sentence, in order of its trigger."""
    found = list(_frames(tokens, rules))
    if found and any(token.low == "each" for token in tokens):
        found = [times(tokens, one) for one in found]
    return found


def _frames(tokens: Sequence[Token], rules: RuleSet) -> Iterator[Match]:
    """Those frames, with their counts as they stand in the text."""
    heads = rules.harm.heads
    for i, token in enumerate(tokens):
        if token.kind == "place" and token.low.endswith(" hospital"):  # "forty are in Goma hospital"
            kept = (in_hospital(tokens, i, rule) for rule in rules.harm.nouns.get("hospital", ()))
            yield from (found for found in kept if found)
        if token.low not in heads or token.kind != "word":
            continue
        verbs, nouns = rules.harm.verbs.get(token.low, ()), rules.harm.nouns.get(token.low, ())
        noted = (stock_form(tokens, i, rule) for rule in (*(rule for rule, _ in verbs), *nouns))
        if (form := next((form for form in noted if form), None)) is not None:
            yield from _by_side(tokens, form)
            continue
        near = {"", *(after.low for after in tokens[i + 1 : i + WITHIN])} if verbs else set()
        for rule, tags in verbs:
            if rule.after and near.isdisjoint(rule.openings):
                continue  # few verbs have the words of their rule behind them, and this is all that the others cost
            if found := harm_verb(tokens, i, rule, tags):
                yield from _by_side(tokens, found)
                yield from elsewhere(tokens, found)
        for rule in nouns:
            if rule.needs == "form":
                continue
            found = harm_word(tokens, i, rule) if token.low in rule.words else harm_noun(tokens, i, rule)
            if found:
                yield from _by_side(tokens, found)
                if token.low == "dead" or found.construction == "nominal":
                    yield from elsewhere(tokens, found)


def _by_side(tokens: Sequence[Token], found: Match) -> Iterator[Match]:
    """The match, or one for each side where it counts the dead of both: "300 insurgents and five soldiers"."""
    people = found.people
    if people is None or not opponents(tokens, people):
        yield found
        return
    sides: dict[str, list[People]] = {}
    for part in people.parts:
        sides.setdefault(side_of(tokens, part), []).append(part)
    for n, parts in enumerate(sides.values()):
        whole = summed(tokens, parts) if len(parts) > 1 else parts[0]
        yield replace(found, people=whole, head=whole.start if n else found.head)
