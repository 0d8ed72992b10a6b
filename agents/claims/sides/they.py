"""Whom a "they" that takes a place stands for, where those named last were beaten: "soldiers were disarmed. They …"."""

from collections.abc import Sequence

from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span, is_adverb
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.other_side import same_side
from agents.claims.words import listed, words

REACH = 3
"""Sentences before a "they" in which those who came are looked for."""
NEAR = 6
"""Tokens from a side to the verb that tells of its defeat, at most."""


def not_the_beaten(context: Context, reading: Reading, who: Who) -> Who:
    """Those who came or attacked, for a "they" that would else go back to those told as beaten right before."""
    index, sentences = reading.sentence.index, context.page.sentences
    if reading.match.rule.value not in ("captured", "recaptured") or not index or who.actor is None:
        return who
    before = sentences[max(0, index - REACH) : index]
    if not context.page.actors_in(before[0].start, before[-1].end):
        return who
    fill(context.page, before[-1])
    if not _beaten(context, before[-1].tokens, who):
        return who
    for sentence in reversed(before):
        fill(context.page, sentence)
        came = _came(context, sentence, who)
        if came.actor is not None:
            return came
    return who


def _beaten(context: Context, tokens: Sequence[Token], who: Who) -> bool:
    """Whether a side is told to have been disarmed, driven off or to have given up."""
    for n, token in enumerate(tokens):
        if token.actor is None or not same_side(Who(token.actor.actor, True), who):
            continue
        if any(after.low in listed("overpowered") for after in tokens[n + 1 : n + NEAR]):
            return True
    return False


def _came(context: Context, sentence: Sentence, beaten: Who) -> Who:
    """The side that a sentence tells to have come or attacked, and not the beaten one."""
    tokens = sentence.tokens
    for n in range(len(tokens) - 2):
        if tokens[n].actor is None:
            continue
        k = n + 1
        while k < len(tokens) - 1 and (tokens[k].low in words().auxiliaries or is_adverb(tokens[k])):
            k += 1
        if tokens[k].low not in listed("coming_in", "pressing_on", "nearing"):
            continue
        who = resolve(tokens, Span(n - (n > 0 and tokens[n - 1].low == "the"), n + 1), context.focus)
        if who.armed and who.actor is not None and not same_side(who, beaten):
            return who
    return NO_ONE
