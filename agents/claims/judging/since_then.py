"""What is counted "since then": from the day that the sentences before it name, up to now."""

import re

from agents.claims.language.when import When, expressions
from agents.claims.model import Sentence
from agents.claims.reader.context import Context

_SINCE_THEN = re.compile(r"\A(?:(?:But|And|Yet),? )?(since then|ever since)\b", re.IGNORECASE)
BACK = 3
"""Sentences back in which the day is looked for."""


def since_then(context: Context, sentence: Sentence) -> When | None:
    """The stretch of time that a sentence begins with "since then" to tell of; of no known beginning where the
    sentences before it name none.
    """
    match = _SINCE_THEN.search(sentence.text)
    if match is None:
        return None
    for other in reversed(context.page.sentences[max(0, sentence.index - BACK) : sentence.index]):
        named = [when for when in expressions(other.text, context.published) if when.oldest is not None]
        if named:
            first = named[-1]
            return When(match[1], match.start(1), match.end(1), first.oldest, first.newest, since=True)
    return When(match[1], match.start(1), match.end(1), None, None, since=True)
