"""Pages and paragraphs that tell of what is long past: an anniversary, a trial, an obituary, a book, an earlier war.

A sentence that dates itself is judged by its own date. One that does not belongs to the time of its paragraph, and on a
page about the past to the past; on a page of news to the news again as soon as the next paragraph begins.
"""

import re
from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.language.other_clauses import told_of_once
from agents.claims.mode.past_kinds import DIARY, of_an_old_diary
from agents.claims.mode.past_marks import dated_now, fresh, mark_of, past_years
from agents.claims.mode.past_pages import heard_in_court, of_a_trial, page_past
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, once
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY_WITHOUT_YEAR = re.compile(
    rf"\A(?:on )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?|"
    rf"(?:early |mid-?|late )?{_MONTHS})\Z"
)
_THAT_YEAR = re.compile(r"\bthat (?:year|month|summer|winter|spring|autumn)\b")
_OBITUARY = re.compile(
    r"\b(?:has died|who died|died)\b[^.;]{0,60}\baged (?:about )?\d\d"
    r"|\bdied (?:peacefully|in (?:exile|bed|(?:his|her) sleep)|of (?:cancer|old age|natural causes|a stroke|"
    r"a heart attack|heart failure|pneumonia)|at the age of \d\d)\b"
)
GREAT_WAR = 500_000
"""Dead from which no single event of now can have killed them."""
BESIDE = 12
"""Characters between "the court heard" and its day, at most: "was told in a hearing on Friday" is farther."""
VERDICT_REACH = 14
"""Tokens between a verdict and what it is for, at most."""


def told_past(context: Context, reading: Reading) -> str:
    """Why a match is told of the past that has no date of its own, or one that is another's; "" where it is not."""
    sentence, published = reading.sentence, context.published
    if published is None:
        return ""
    if of_an_old_diary(context):
        return DIARY
    dated, year = reading.time.text is not None, published.year
    if reading.time.timing != "background" and (verdict := sentenced_for(sentence.tokens, reading.match)):
        return verdict
    heard = once(sentence, "inquest", lambda: heard_in_court(sentence.text))
    if heard is not None and not (dated and _day_of_the_deed(reading, heard)):
        return "heard in court"
    if _charged(sentence.tokens, reading.match) and (past_years(sentence.text, year) or _charged_with_what(reading)):
        return "a trial"
    if not dated and _of_a_great_war(reading):
        return "the dead of a great war"
    obituary = once(
        sentence, "obituary", lambda: "died" in sentence.text and _OBITUARY.search(sentence.text) is not None
    )
    if obituary and reading.match.rule.name != "casualty.die":
        return "an obituary"
    bare = dated and _bare(reading.time.text or "")
    if bare and _THAT_YEAR.search(sentence.text):
        dated = bare = False
    if reading.stance == "denied" and reading.match.rule.kind == "casualty" and of_a_trial(context):
        return "a trial"
    if dated and not bare:
        return ""
    running = once(sentence, "running", lambda: _running(sentence))
    own = mark_of(sentence, year)
    if own and reading.match.rule.kind == "location_fall":
        head = sentence.tokens[reading.match.head].start - sentence.start
        own = "" if told_of_once(sentence.text, own, head) else own
    headline = sentence.index == 0 and reading.match.verb is not None and reading.match.verb.tense == "present"
    if not dated and own and not running and not headline and not dated_now(sentence):
        return own
    about = page_past(context)
    if about and not fresh(sentence, year) and not (reading.cumulative and running):
        return about
    said = reading.attribution.said_by
    if running or (said is not None and not about and said.text.lower().split()[-1] not in listed("old_papers")):
        return ""
    return _of_its_paragraph(context, sentence, year) if not dated or reading.time.timing == "breaking" else ""


def _day_of_the_deed(reading: Reading, heard: re.Match[str]) -> bool:
    """Whether a date is the deed's, and not that of the court: no "a jury heard on Monday how he killed"."""
    sentence = reading.sentence
    at = sentence.text.find(reading.time.text or "")
    head = sentence.tokens[reading.match.head].start - sentence.start
    courts = heard.end() <= at <= heard.end() + BESIDE or (at < heard.start() and head > heard.end())
    return not courts


def _of_a_great_war(reading: Reading) -> bool:
    """Whether so many "were killed" that it was a war of years, and over: no "have been killed"."""
    match = reading.match
    count = match.people.quantity if match.people is not None else None
    figure = max((count.low or 0, count.best or 0, count.high or 0)) if count is not None else 0
    past = match.verb is not None and match.verb.tense == "past"
    return past and match.rule.value in ("killed", "injured") and figure >= GREAT_WAR and not reading.cumulative


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
            for_it = {"of", "for", "over", "in"} | ({"to"} if tokens[n].low == "guilty" else set())
            ruled = any(token.low in for_it for token in tokens[n + 1 : match.head])
            return tokens[n].text if ruled else ""
    return _judged(tokens, match)


def _judged(tokens: Sequence[Token], match: Match) -> str:
    """The verdict of "a man who killed nine worshippers was sentenced to death", or ""."""
    if match.head == 0 or tokens[match.head - 1].low not in ("who", "that"):
        return ""
    for n in range(match.end, min(len(tokens), match.end + VERDICT_REACH)):
        if tokens[n].low in listed("verdicts") and tokens[n - 1].low in words().be | words().get:
            return tokens[n].text
    return ""


def _charged(tokens: Sequence[Token], match: Match) -> bool:
    """Whether somebody stands trial for it: "went on trial on Monday for the killing of 25 people in 1991"."""
    before = [token.low for token in tokens[max(0, match.head - VERDICT_REACH) : match.head]]
    return not listed("charges").isdisjoint(before) and bool({"for", "of", "with", "over"} & set(before))


def _charged_with_what(reading: Reading) -> bool:
    """Whether what somebody is charged over is told by the way, and no day of its own: "charged over the bombing of X,
    which left 32 dead".
    """
    tokens, head = reading.sentence.tokens, reading.match.head
    tried = any(token.low == "trial" for token in tokens)
    law = listed("charges") if tried else listed("charges") - {"accused"}  # "the army accused rebels of a raid that"
    charge = max((n for n in range(max(0, head - VERDICT_REACH), head) if tokens[n].low in law), default=head)
    told = any(token.low in ("which", "that", "who") for token in tokens[charge + 1 : head])
    when, at = reading.time.text, tokens[head].start - reading.sentence.start
    return told and (tried or when is None or when not in reading.sentence.text[at:])


def _of_its_paragraph(context: Context, sentence: Sentence, year: int) -> str:
    """The past that the sentences before it in the same paragraph tell of, unless one has come back to the news."""
    if fresh(sentence, year):
        return ""
    for other in reversed(context.page.sentences[max(0, sentence.index - 4) : sentence.index]):
        if context.paragraph(other) != context.paragraph(sentence) or fresh(other, year):
            return ""
        if mark := mark_of(other, year):
            return mark
    return ""


def _running(sentence: Sentence) -> bool:
    """Whether a sentence is told in the present or the present perfect: of what goes on."""
    return any(token.low in ("has", "have", "is", "are") for token in sentence.tokens)
