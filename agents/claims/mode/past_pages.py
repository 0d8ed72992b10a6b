"""What of the past a page is about: a jubilee, a trial, a life that has ended, a dig, a work of fiction."""

import re
from itertools import takewhile

from agents.claims.language.bare_words import bare_words, letter_runs, word_set, words_told
from agents.claims.mode.past_kinds import kind_of_past
from agents.claims.mode.past_marks import FRESH, dated_now, long_after, mark_of, past_years, remembered
from agents.claims.reader.context import Context
from agents.claims.words import listed

LEAD = 4
"""Sentences that say what a page is about: its headline and its first lines."""
OBITUARY = "an obituary"
"""What a page is about that tells of one who died of age."""
TRIAL = "a trial"
"""What a page is about that tells what was heard of a killing in court."""
COURT = 4
"""Different words of a court in its first lines that make a page one of a trial."""
WHOLE = 40
"""Sentences of a page that are searched for a date of today, at most."""
LONG_PAST = 30
"""Years back from which a year in a page's first lines is what the page is about, where nothing in it is of now."""
_OF_AGE = re.compile(
    r"\b(?:has died|who died|died|dies)\b[^.;]{0,60}\b(?:aged|at|at the age of) (?:about )?"
    r"(?:[6-9]\d|1[01]\d)(?![\d,.]\d| ?[a-z%])"
)
_LONG = re.compile(
    r"\d\d|decade|generation|centur|hundred|ten |fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety", re.I
)
"""Ten years or more."""
_AGES_AGO = re.compile(r"(?<![\d,.$£€])\b1[5-8]\d\d\b(?=[)–-]|, | [-–])")
"""A year of centuries back, by itself: "(1756)", "1778 - 1779", "1530, …"."""
_OLD_WAR_PAGE = re.compile(r"\b19(?:[0-3]\d|4[0-5])-\d\d-\d\d\b|\b[Oo]ther [Rr]anks\b")
"""What only a page of an old war has: "This Day In History: 1917-02-24", "two officers and 69 other ranks"."""
_OLD_WARS = 1945
"""The last year that makes a page without a date of now a page of history, wherever the year stands."""
_SPEAKS = re.compile(r"\b(?:said|says|told|according to)\b")
_IN_COURT = re.compile(
    r"\b[Ii]nquests? (?:\w+ )?(?:heard|into|told|been told|ruled|found|concluded|opened|recorded)\b"
    r"|\b(?:[Cc]ourt|[Jj]ury|[Jj]urors|[Tt]ribunal)(?: (?:in|at|of) [A-Z][\w’'-]+){0,2} "
    r"(?:(?:has|have|had|was|were|will|is to|to) )?(?:been )?(?:heard?|told|hears|hearing)\b"
    r"|\b(?:told|tells) (?:the |a )?(?:court|jury|jurors|judges?|tribunal)\b|\b[Tt]he defendants?\b"
    r"|\b[Tt]he accused (?:had|has|was|were|is|are|and|man|killed|shot|stabbed)\b"
)
"""What is told of a killing where it is tried."""
_LONG_NOW = frozenset(f"this {span}" for span in ("month", "year", "summer", "winter", "spring", "autumn"))
"""Times of now that are no day of the news: "denies killing two pensioners in April this year"."""
_HEADED = re.compile(r"\AObituar(?:y|ies)\b", re.I)


def heard_in_court(text: str) -> re.Match[str] | None:
    """What says that a sentence tells what a court was told; null where nothing does."""
    return None if letter_runs(text).isdisjoint(listed("of_the_court")) else _IN_COURT.search(text)


def page_past(context: Context) -> str:
    """What of the past a page is about, by its headline and first lines, or by its having no date of now; or ""."""
    if context.past is None:
        context.past = _about(context)
    return context.past


def of_a_trial(context: Context) -> bool:
    """Whether a page tells what was heard of a killing in court."""
    about = page_past(context)
    return about in (TRIAL, "trial") or about in listed("verdicts")


def _about(context: Context) -> str:
    if context.published is None:
        return ""
    sentences, year = context.page.sentences, context.published.year
    lead = sentences[:LEAD]
    lows = words_told(lead)
    if any(tells_news(sentence.text) for sentence in lead):
        return ""
    if _HEADED.search(sentences[0].text) or any(_OF_AGE.search(sentence.text) for sentence in lead):
        return OBITUARY
    tried = sorted(lows & (listed("verdicts") | {"trial"}))
    if tried and len(lows & listed("past_trials")) >= 2:
        return tried[0]
    if "court" in lows and len(lows & listed("court_room")) >= 3:
        return TRIAL
    courts = len(lows & listed("at_trial", "court_room", "of_a_trial", "tried_for")) >= COURT
    if (
        courts
        and lows & listed("tried_for")
        and (lows & listed("at_trial") or any(heard_in_court(sentence.text) for sentence in lead))
    ):
        return TRIAL
    if context.invented:
        return "a film, a book or a play"
    mark = next((mark for s in lead if (mark := remembered(s.text))), "")
    if mark:
        return mark
    if kind := kind_of_past(context):
        return kind
    dug = lows & listed("digs")
    if dug and len(lows & listed("digs", "finds")) >= 2:
        return min(dug)
    peace = not any(_tells_war(s.text) for s in lead)
    if peace and (jubilee := next((found for s in lead if (found := _long_after_today(s.text))), "")):
        return jubilee
    if (age := _bygone(context)) and not any(dated_now(sentence) for sentence in sentences[:WHOLE]):
        return age
    mark = next((mark for s in lead if (mark := mark_of(s, year))), "")
    headed = long_after(sentences[0].text)
    if mark and headed and peace and (lows & listed("ceremonies") or _LONG.search(headed.group())):
        return mark
    for words in (listed("past_lives"), listed("past_works")):
        if mark and len(lows & words) >= 2:
            return min(lows & words)
    if not mark or any(dated_now(sentence) for sentence in sentences[:WHOLE]):
        return ""
    ages_ago = any(int(told) <= year - LONG_PAST for s in lead[:2] for told in past_years(s.text, year))
    if long_after(sentences[0].text) or ages_ago:
        return mark
    marks = sum(bool(mark_of(s, year)) for s in sentences[:WHOLE])
    return mark if marks >= 2 and 4 * marks >= len(sentences[:WHOLE]) else ""


def _bygone(context: Context) -> str:
    """A word of an age that is gone, where the page has two, or its year, and nobody speaks: "janissaries", "the
    emperor", "in April 1917"; or "".
    """
    if _SPEAKS.search(context.tagged.article.text) is not None:
        return ""
    found = sorted(context.vocabulary & listed("bygone"))
    if len(found) > 1:
        return found[0]
    age = _AGES_AGO.search(context.tagged.article.text) or _OLD_WAR_PAGE.search(context.tagged.article.text)
    years = (year for s in context.page.sentences[:WHOLE] for year in past_years(s.text, _OLD_WARS + LONG_PAST))
    return age.group() if age is not None else next((year for year in years if int(year) <= _OLD_WARS), "")


def _tells_war(text: str) -> bool:
    """Whether a line tells of people under arms now: "Troops advanced on Sunday"."""
    after = long_after(text)
    told = text[: after.start()] if after is not None else text
    lows = word_set(told)
    return bool(FRESH.search(told) and lows & listed("war_words") and not lows & listed("ceremonies"))


def _long_after_today(text: str) -> str:
    """The "fifty years after" of a sentence about a day of now on which nobody is harmed before it: "Old men in medals
    climbed the hill on Friday, fifty years after the camp fell"; or "".
    """
    found = long_after(text)
    if found is None or not FRESH.search(text[: found.start()]) or not _LONG.search(found.group()):
        return ""
    deeds = listed("killing_words", "attack_nouns", "deeds", "war_words")
    return found.group() if deeds.isdisjoint(word_set(text[: found.start()])) else ""


def tells_news(text: str) -> bool:
    """Whether a line dates an attack or a killing of now: the deed before any verdict on it, and no remembrance."""
    day = next((found for found in FRESH.finditer(text) if found.group() not in _LONG_NOW), None)
    if day is None or remembered(text) or long_after(text):
        return False
    if not listed("at_trial").isdisjoint(word_set(text[: day.start()])):
        return False  # "the wife who was found slain, a jury heard on Thursday": the day of the court
    lows = bare_words(text)
    if not listed("ceremonies").isdisjoint(lows):
        return False
    deeds = listed("killing_words", "attack_nouns", "deeds") - {"opened", "carried", "launched"}
    courts = listed("verdicts", "past_trials")
    return any(low in deeds for low in takewhile(lambda low: low not in courts or low in deeds, lows))
