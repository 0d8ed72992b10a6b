"""Pages and paragraphs that tell of what is long past: an anniversary, a trial, an obituary, a book, an earlier war.

A sentence that dates itself is judged by its own date. One that does not belongs to the time of its paragraph, and on a
page about the past to the past; on a page of news to the news again as soon as the next paragraph begins.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from agents.claims.frames.match import Match
from agents.claims.judging.context import Context, once
from agents.claims.judging.history import told_as_history
from agents.claims.judging.reading import Reading
from agents.claims.model import Sentence, Token
from agents.claims.words import listed

LEAD = 4
"""Sentences that say what a page is about: its headline and its first lines."""
WHOLE = 40
"""Sentences of a page that are searched for a date of today, at most."""
_COUNTED = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty(?:-\w+)?|thirty(?:-\w+)?|"
    r"forty(?:-\w+)?|fifty|sixty|seventy|eighty|ninety|a hundred|several|many|some|a few|a|half a)"
)
_LONG_AFTER = re.compile(
    rf"\b{_COUNTED} (?:years?|decades?|generations?|centur(?:y|ies))(?: to the day)?,? "
    r"(?:on\b(?! an? | the )|after|since|later|ago|earlier)"
    r"|\b(?:decades|years|generations) (?:on|after|later|ago|earlier)\b|\b(?:half[- ]a|quarter)[- ]century\b",
    re.I,
)
_YEAR = re.compile(
    r"(?P<since>\b[Ss]ince (?:\w+ ){0,2})?\b(?P<year>1[5-9]\d\d|20\d\d)(?P<decade>['’]?s)?\b"
    r"(?![,.]\d| (?:people|men|women|soldiers|dead))"
)
_OF_A_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]f|[Ff]rom|[Bb]etween|[Uu]ntil|[Bb]y|[Dd]uring) (?:the )?(?:early |late |mid-)?(?:\d{1,2} )?"
    r"(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?|[–-]|\bto |\band |[A-Z][a-z]+ (?:\d{1,2}, )?)\Z"
)
"""What stands before a year that says when something was."""
_FRESH = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Oo]vernight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"this (?:morning|afternoon|evening|week|weekend|month|year|summer|winter|spring|autumn)|"
    r"last (?:night|week|weekend|month)|[Nn]ow|so far|hours (?:ago|earlier)|(?:recent|past) (?:days|weeks|hours))\b"
)
_EARLIER_WAR = re.compile(
    r"\b(?:[Ff]irst|[Ss]econd|[Ll]ast|[Pp]revious|[Ee]arlier|former) (?:[A-Z]\w+ |civil |\w+-year )?"
    r"(?:war|intifada|uprising|insurgency|rebellion|invasion|occupation)\b(?! zone)"
)
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY_WITHOUT_YEAR = re.compile(
    rf"\A(?:on )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?|"
    rf"(?:early |mid-?|late )?{_MONTHS})\Z"
)
_THAT_YEAR = re.compile(r"\bthat (?:year|month|summer|winter|spring|autumn)\b")
_OBITUARY = re.compile(r"\b(?:has died|who died|died)\b[^.;]{0,60}\baged (?:about )?\d\d")
VERDICT_REACH = 14
"""Tokens between a verdict and what it is for, at most."""


def told_past(context: Context, reading: Reading) -> str:
    """Why a match is told of the past that has no date of its own, or one that is another's; "" where it is not."""
    sentence, published = reading.sentence, context.published
    if published is None:
        return ""
    dated, year = reading.time.text is not None, published.year
    if reading.time.timing != "background" and (verdict := sentenced_for(sentence.tokens, reading.match)):
        return verdict
    obituary = once(sentence, "obituary", lambda: _OBITUARY.search(sentence.text) is not None)
    if obituary and reading.match.rule.name != "casualty.die":
        return "an obituary"
    bare = dated and _bare(reading.time.text or "")
    if bare and _THAT_YEAR.search(sentence.text):
        dated = bare = False
    if dated and not bare:
        return ""
    running = once(sentence, "running", lambda: _running(sentence))
    own = _mark(sentence, year)
    headline = sentence.index == 0 and reading.match.verb is not None and reading.match.verb.tense == "present"
    if not dated and own and not running and not headline and not _dated_now(sentence):
        return own
    about = page_past(context)
    if about and not _fresh(sentence, year) and not (reading.cumulative and running):
        return about
    if running or (reading.attribution.said_by is not None and not about):
        return ""
    return _of_its_paragraph(context, sentence, year) if not dated or reading.time.timing == "breaking" else ""


def _bare(text: str) -> bool:
    """Whether a date leaves its year open, or only counts from another: "6 June", "at dawn", "the day before"."""
    return _DAY_WITHOUT_YEAR.match(text) is not None or text.lower() in listed("days_of_a_story")


def sentenced_for(tokens: Sequence[Token], match: Match) -> str:
    """The verdict that a killing is told for ("was convicted on Monday of killing 34"), whose day dates it not; or "".

    A charge is none: it may follow an attack within hours.
    """
    for n in range(match.head - 1, max(-1, match.head - VERDICT_REACH), -1):
        if tokens[n].text in ";?!" or tokens[n].low in ("after", "when", "while", "as"):
            return ""
        if tokens[n].low in listed("verdicts"):
            ruled = any(token.low in ("of", "for", "over", "in") for token in tokens[n + 1 : match.head])
            return tokens[n].text if ruled else ""
    return ""


def _of_its_paragraph(context: Context, sentence: Sentence, year: int) -> str:
    """The past that the sentences before it in the same paragraph tell of, unless one has come back to the news."""
    if _fresh(sentence, year):
        return ""
    for other in reversed(context.page.sentences[max(0, sentence.index - 4) : sentence.index]):
        if context.paragraph(other) != context.paragraph(sentence) or _fresh(other, year):
            return ""
        if mark := _mark(other, year):
            return mark
    return ""


def _fresh(sentence: Sentence, year: int) -> bool:
    """Whether a sentence has a date of now and none of the past."""
    return _dated_now(sentence) and not once(sentence, "past years", lambda: past_years(sentence.text, year))


def _dated_now(sentence: Sentence) -> bool:
    return once(sentence, "dated now", lambda: _FRESH.search(sentence.text) is not None)


def _mark(sentence: Sentence, year: int) -> str:
    return once(sentence, "past mark", lambda: past_mark(sentence.text, year))


def _running(sentence: Sentence) -> bool:
    """Whether a sentence is told in the present or the present perfect: of what goes on."""
    return any(token.low in ("has", "have", "is", "are") for token in sentence.tokens)


def past_years(text: str, year: int) -> list[str]:
    """The years in a text that lie two or more before ``year``, told as when something was; "since 2011" is none."""
    found = []
    for match in _YEAR.finditer(text):
        if match["since"] is None and int(match["year"]) < year - 1:
            before = text[: match.start("year")]
            if before.endswith("the ") and not match["decade"]:
                continue  # "the 1986 disaster" names a thing
            if match["decade"] or match.start("year") == 0 or _OF_A_YEAR.search(before):
                found.append(match["year"])
    return found


def past_mark(text: str, year: int) -> str:
    """What in a text says that it tells of the past: a year, "fifty years after", an earlier war; or ""."""
    if years := past_years(text, year):
        return max(years)
    after = _LONG_AFTER.search(text) or _EARLIER_WAR.search(text)
    return after.group() if after else told_as_history(text)


def page_past(context: Context) -> str:
    """What of the past a page is about, by its headline and first lines, or by its having no date of now; or ""."""
    if context.past is None:
        context.past = _about(context)
    return context.past


def _about(context: Context) -> str:
    if context.published is None:
        return ""
    sentences, year = context.page.sentences, context.published.year
    lead = sentences[:LEAD]
    lows = _words(" ".join(sentence.text for sentence in lead))
    if any(_tells_news(sentence.text) for sentence in lead):
        return ""
    tried = sorted(lows & (listed("verdicts") | {"trial"}))
    if tried and len(lows & listed("past_trials")) >= 2:
        return tried[0]
    if context.invented:
        return "a film, a book or a play"
    mark = next((mark for s in lead if (mark := remembered(s.text))), "")
    if mark:
        return mark
    mark = next((mark for s in lead if (mark := _mark(s, year))), "")
    for words in (listed("past_lives"), listed("past_works")):
        if mark and len(lows & words) >= 2:
            return min(lows & words)
    if not mark or any(_dated_now(sentence) for sentence in sentences[:WHOLE]):
        return ""
    if _LONG_AFTER.search(sentences[0].text):
        return mark
    marks = sum(bool(_mark(s, year)) for s in sentences[:WHOLE])
    return mark if marks >= 2 and 4 * marks >= len(sentences[:WHOLE]) else ""


def _words(text: str) -> set[str]:
    return {word.strip(".,;:'’\"”“()").lower() for word in text.split()}


def _tells_news(text: str) -> bool:
    """Whether a line dates an attack or a killing of now: the deed before any verdict on it, and no remembrance."""
    if not _FRESH.search(text) or remembered(text) or _LONG_AFTER.search(text):
        return False
    lows = [word.strip(".,;:'’\"”“()").lower() for word in text.split()]
    if not listed("ceremonies").isdisjoint(lows):
        return False
    deeds = listed("killing_words") | listed("attack_nouns") | listed("deeds")
    courts = listed("verdicts") | listed("past_trials")
    return any(low in deeds for low in takewhile(lambda low: low not in courts or low in deeds, lows))


@cache
def _remembering() -> re.Pattern[str]:
    words = "|".join(sorted(listed("remembering")))
    return re.compile(rf"\b(?:{words})\b", re.I)


def remembered(text: str) -> str:
    """The word of remembrance in a sentence: "the 50th anniversary", "30 years on: …"; or ""."""
    found = _remembering().search(text)
    return found.group() if found else ""
