"""Lists of days: a timeline, a chronology, "key dates". What an entry tells happened on the day at its head."""

import re

from msgspec.structs import replace

from agents.claims.language.when import When, expressions
from agents.claims.model import Sentence
from agents.claims.reader.context import Context, once

ENTRY = 6
"""Sentences that a date alone in its line heads, at most."""
HEADS = 2
"""Dated entries that make a text a list of days."""
LEAD = 4
"""Sentences that say that a list of days follows."""
_DATE = re.compile(r"\d.*[A-Za-z]|[A-Z].*\d|\A\d{4}\Z")
"""A day or month of the calendar, or a year: no "Monday", no "yesterday"."""
_BULLET = re.compile(r"[\s•*·>–—-]*")
_CLOSED = re.compile(r"(?: ?[-–] ?\d{1,2})?(?:,? \d{4})?\s*(?:[:–—]|- )")
_ALONE = re.compile(r"(?:(?: ?[-–] ?|, | and )\d{1,2})?(?:,? \d{4})?[\s:.–—-]*\Z")
_YEAR = re.compile(r"\b(?:19|20)\d\d\Z")
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(
    r"[\s•*·>–—-]*(?P<name>January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?= ?[:–—])"
)
"""A month alone at the head of an entry: "May: 5,000 pickets march"."""
_ANNOUNCED = re.compile(
    r"\b(?:timeline|chronology|timetable|recap|milestones|(?:key|important|main|major) (?:dates|events|moments|"
    r"developments)|what has happened so far)\b",
    re.I,
)


def entry_day(context: Context, sentence: Sentence) -> When | None:
    """The day at the head of the entry of a list of days in which a sentence stands; null outside such a list."""
    heads = once(context.page.sentences[0], "heads", lambda: _heads(context))
    if len(heads) < HEADS:
        return None
    head = next((head for head in reversed(heads) if head[0].index <= sentence.index), None)
    if head is None:
        return None
    first, when, alone = head
    near = sentence.index - first.index <= ENTRY if alone else context.paragraph(first) == context.paragraph(sentence)
    return when if near else None


def lists_days(context: Context) -> bool:
    """Whether the text is a list of days, or says in its first lines that one follows."""
    sentences = context.page.sentences
    heads = once(sentences[0], "heads", lambda: _heads(context))
    return len(heads) >= HEADS or once(
        sentences[0], "announced", lambda: any(_ANNOUNCED.search(s.text) is not None for s in sentences[:LEAD])
    )


def _heads(context: Context) -> list[tuple[Sentence, When, bool]]:
    """(sentence, the day at its head, whether the date stands alone) of each dated entry, in order; under the line of
    a year, the year.
    """
    found: list[tuple[Sentence, When, bool]] = []
    year: When | None = None
    for sentence in context.page.sentences:
        start = _BULLET.match(sentence.text).end()  # type: ignore[union-attr]
        if not sentence.text[start : start + 1].isalnum():
            continue
        when = next((w for w in _dates(context, sentence.text[:40]) if w.start <= start), None)
        if when is None or when.since or when.newest is None or not (_DATE.search(when.text) or when.text[-1:] == " "):
            continue
        alone = _ALONE.match(sentence.text, when.end) is not None
        if not alone and _CLOSED.match(sentence.text, when.end) is None:
            continue
        if _YEAR.search(when.text):
            year = when
        elif year is not None and (year.newest or 0) > when.newest:
            when = year  # "2004" or "2 April 1982", and below it "March 3"
        found.append((sentence, replace(when, start=0, end=0), alone))
    return found


def _dates(context: Context, text: str) -> list[When]:
    """The expressions of time of a line's opening, where it may hold a date at all."""
    if (month := _MONTH.match(text)) is not None:
        found = expressions(f"in {month.group('name')}", context.published)
        return [replace(found[0], start=0, end=month.end("name"), text=f"{month.group('name')} ")] if found else []
    return expressions(text, context.published) if _DIGIT.search(text) else []
