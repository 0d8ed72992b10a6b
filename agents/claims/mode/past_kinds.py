"""Kinds of pages that tell of the past though no line of them says so: an old diary, a chapter, a cold case, a tour."""

import re

from agents.claims.mode.past_marks import dated_now
from agents.claims.reader.context import Context, once
from agents.claims.words import listed

OLD = 5
"""Years back from which a date alone in its line makes what follows a diary of that day."""
DIARY = "a diary of old"
WHOLE = 40
"""Sentences of a page that are searched for a date of today, at most."""
TRAVEL = 3
"""Different words of travellers that make a page without a date of now one of a journey."""
FIRST = 4
"""Sentences of a page among which the date of a diary stands."""
_DAY_ALONE = re.compile(
    r"\A(?:[A-Z][a-z]{2,5}day,? )?(?:(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8},? |"
    r"[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? )(?P<year>1[5-9]\d\d|20\d\d)[.:]?\Z"
)
_CHAPTER = re.compile(r"\A(?:Chapter|CHAPTER) (?:[IVXLC]+|[1-9]\d?|[A-Z][a-z]+)(?:\b(?! bankruptcy)[.:\s–—-]|\Z)")
_COLD_CASE = re.compile(
    r"\b(?:cold[- ]cases?|unsolved|(?:murder|haunting|baffling|infamous|notorious|famous) (?:[\w-]+ ){0,3}"
    r"(?:mysteries|murders|killings|crimes|cases|killers)|true[- ]crime|most (?:infamous|notorious)|serial killers?)\b",
    re.I,
)


def kind_of_past(context: Context) -> str:
    """What sort of page of the past it is, or ""."""
    sentences = context.page.sentences
    if context.published is None:
        return ""
    if of_an_old_diary(context):
        return DIARY
    if _CHAPTER.match(sentences[0].text):
        return "a chapter of a book"
    if any(dated_now(sentence) for sentence in sentences[:WHOLE]):
        return ""
    if _COLD_CASE.search(sentences[0].text):
        return "an old case"
    travels = context.vocabulary & listed("travel_words")
    armed = not context.vocabulary.isdisjoint(listed("at_war_now"))
    return "a journey" if len(travels) >= TRAVEL and not armed else ""


def of_an_old_diary(context: Context) -> bool:
    """Whether the page is a diary of long ago, whose "today" is that day."""
    sentences, published = context.page.sentences, context.published
    if published is None:
        return False
    return once(sentences[0], "old diary", lambda: any(_of_old(s.text, published.year) for s in sentences[:FIRST]))


def _of_old(text: str, year: int) -> bool:
    """Whether a line is nothing but a day of long ago."""
    found = _DAY_ALONE.match(text) if len(text) < 40 else None
    return found is not None and int(found["year"]) <= year - OLD
