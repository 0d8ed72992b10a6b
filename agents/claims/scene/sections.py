"""Bulletins of several countries: under each country's heading another story begins."""

import re

from agents.claims.entities.place_names import Found
from agents.claims.model import Sentence
from agents.claims.reader.context import Context, Told, once

_APART = re.compile(
    r"\b[Ss]eparately, |"
    r"^(?:[\"“])?(?:In other (?:violence|incidents|attacks|fighting|unrest)\b|Elsewhere,|In a related development,)|"
    r"\b[Ii]n (?:(?:a |another )?separate|an unrelated) "
    r"(?:\w+ )?(?:attack|assault|raid|ambush|incident|encounter|clash|operation|strike|blast|bombing|shooting)\b"
)
WORDS = 4
"""Words of such a heading, at most."""


def section_of(context: Context, sentence: Sentence) -> int | None:
    """The number of the country's heading under which a sentence stands; null before the first and without any."""
    heads = once(context.page.sentences[0], "sections", lambda: _headings(context))
    return next((head for head in reversed(heads) if head <= sentence.index), None)


def section_place(context: Context, sentence: Sentence) -> Found | None:
    """The one country of the heading under which a sentence stands; null where it names two, or there is none."""
    head = section_of(context, sentence)
    if head is None:
        return None
    heading = context.page.sentences[head]
    named = [m for m in context.page.places_in(heading.start, heading.end) if m.feature == "country"]
    first = named[:1] if _led(heading.text) else named
    return Found.of(first[0]) if len(first) == 1 else None


def _led(text: str) -> bool:
    """Whether a line has its story behind a colon: "Niger: 12 drowned in floods"."""
    return ":" in text[:30] and text.rstrip()[-1:] not in (".", "!", "?")


def told_here(context: Context, sentence: Sentence) -> Told | None:
    """The last event that had a place, but one that another section of a bulletin told."""
    told = context.told
    if told is None:
        return None
    section = section_of(context, sentence)
    return told if section is None or told.sentence >= section else None


def apart_from_it(sentence: Sentence) -> bool:
    """Whether a sentence says that what it tells was another event: "In a separate attack, three were shot"."""
    return once(sentence, "apart", lambda: _APART.search(sentence.text) is not None)


_CAME_AFTER = re.compile(
    r"\b(?:came|comes|coming|occurred|happened)\b(?: [\w-]+){0,4} (?:hours?|days?|weeks?|months?) after\b"
)


def dated_by_another(sentence: Sentence) -> bool:
    """Whether a sentence dates the news by another event: "It comes three days after two men were killed in X"."""
    return once(
        sentence,
        "dated by another",
        lambda: " after" in sentence.text and _CAME_AFTER.search(sentence.text) is not None,
    )


def _headings(context: Context) -> list[int]:
    """The sentences that name one or two countries, and no more: "NIGERIA", "CHAD/SUDAN"."""
    found = []
    for sentence in context.page.sentences[1:]:
        text = sentence.text.strip(" .:-–—")
        if _led(sentence.text):
            first = next(iter(context.page.places_in(sentence.start, sentence.end)), None)
            led = first is not None and first.feature == "country" and first.start == sentence.start
            if led and first is not None and sentence.text[first.end - sentence.start :].startswith(":"):
                found.append(sentence.index)
            continue
        if len(text.split()) > WORDS or not (sentence.block == "subhead" or text.isupper()):
            continue
        named = context.page.places_in(sentence.start, sentence.end)
        whole = sum(mention.end - mention.start for mention in named) * 2 >= len(text)
        if named and whole and all(mention.feature == "country" for mention in named):
            found.append(sentence.index)
    return found
