"""What says of a sentence that it tells of the past or of now: a year, "fifty years after", "yesterday"."""

import re
from functools import cache

from agents.claims.language.dates import BEGAN, OF_THE_CLOCK
from agents.claims.language.other_clauses import without_between
from agents.claims.mode.as_history import beside_the_deed, told_as_history, without_long_ago
from agents.claims.model import Sentence
from agents.claims.reader.context import once
from agents.claims.words import listed

_COUNTED = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty(?:-\w+)?|thirty(?:-\w+)?|"
    r"forty(?:-\w+)?|fifty|sixty|seventy|eighty|ninety|a hundred|several|many|some|a few|a|half a)"
)
_LONG_AFTER = re.compile(
    rf"\b{_COUNTED} (?:years?|decades?|generations?|centur(?:y|ies))(?: to the day)?,? "
    r"(?:on\b(?! an? | the )|after|since|later|ago|earlier|back(?= ?[,.;:)]| when| where))"
    r"|\bin the (?:years|decades) that followed\b"
    r"|\b(?:decades|years|generations) (?:on|after|later|ago|earlier)\b|\b(?:half[- ]a|quarter)[- ]century\b",
    re.I,
)
_YEAR = re.compile(
    r"(?P<since>\b[Ss]ince (?:\w+ ){0,2})?\b(?P<year>1[5-9]\d\d|20\d\d)(?P<decade>['’]?s)?\b"
    rf"(?![,.]\d|{OF_THE_CLOCK}| (?:people|men|women|soldiers|dead))"
)
_OF_A_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]f|[Ff]rom|[Bb]etween|[Uu]ntil|[Bb]y|[Dd]uring) (?:the )?(?:early |late |mid-)?(?:\d{1,2} )?"
    r"(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?|[–-]|\bto |\band |[A-Z][a-z]+ (?:\d{1,2}, )?)\Z"
)
"""What stands before a year that says when something was."""
_DURING_ITS = re.compile(r"\b(?:[Dd]uring|[Ii]n|[Aa]fter) (?:an?|the|their|its|his) \Z")
FRESH = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Oo]vernight|(?<! a )(?<! one )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"this (?:morning|afternoon|evening|week|weekend|month|year|summer|winter|spring|autumn)|"
    r"last (?:night|week|weekend|month)|[Nn]ow|so far|hours (?:ago|earlier)|(?:recent|past) (?:days|weeks|hours))\b"
)
_EARLIER_WAR = re.compile(
    r"\b(?:[Ff]irst|[Ss]econd|[Ll]ast|[Pp]revious|[Ee]arlier|former) (?:[A-Z]\w+ |civil |\w+-year )?"
    r"(?:war|intifada|uprising|insurgency|rebellion|invasion|occupation)\b(?! zone)"
)
_WARS = ("war", "intifada", "uprising", "insurgency", "rebellion", "invasion", "occupation")
_TIME_WORDS = ("year", "decade", "generation", "centur")
"""One of these stands in whatever says that it is long after."""
_EARLY_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|\d{1,2} [A-Z][a-z]{2,8}) (?:[1-9]\d\d|1[0-4]\d\d)|\b[Ii]n [A-Z][a-z]{2,8},? 1[0-4]\d\d)"
    r"(?= BC| AD|[,.;:]| it | the | they | when | and | by | after )"
)


def fresh(sentence: Sentence, year: int) -> bool:
    """Whether a sentence has a date of now and none of the past."""
    return dated_now(sentence) and not once(sentence, "past years", lambda: past_years(sentence.text, year))


def dated_now(sentence: Sentence) -> bool:
    """Whether a sentence has a date of now."""
    return once(sentence, "dated now", lambda: FRESH.search(sentence.text) is not None)


def mark_of(sentence: Sentence, year: int) -> str:
    """What says that a sentence tells of the past, or ""."""
    return once(sentence, "past mark", lambda: past_mark(sentence.text, year))


def past_years(text: str, year: int) -> list[str]:
    """The years in a text that lie two or more before ``year``, told as when something was; "since 2011" is none."""
    found = []
    for match in _YEAR.finditer(text):
        if match["since"] is None and int(match["year"]) < year - 1:
            before = text[: match.start("year")]
            if _DURING_ITS.search(before):
                found.append(match["year"])  # "during a 2012 insurrection"
            if (before.endswith("the ") and not match["decade"]) or BEGAN.search(before):
                continue  # "the 1986 disaster" names a thing, "founded in 1986" tells the age of one
            if match["decade"] or match.start("year") == 0 or _OF_A_YEAR.search(before):
                found.append(match["year"])
    return found + [match.group().split()[-1].zfill(4) for match in _EARLY_YEAR.finditer(text)]


def past_mark(text: str, year: int) -> str:
    """What in a text says that it tells of the past: a year, "fifty years after", an earlier war; or ""."""
    text = without_between(without_long_ago(text))
    if years := past_years(text, year):
        return max(years)
    after = long_after(text)
    if after is not None and after.group().endswith("since") and text[: after.start()].endswith(" the "):
        after = _LONG_AFTER.search(text, after.end())  # "the first town seized in the two years since the coup"
    after = after or (_EARLIER_WAR.search(text) if any(word in text for word in _WARS) else None)
    return after.group() if after else told_as_history(text)


def long_after(text: str) -> re.Match[str] | None:
    """The "fifty years after" of a text; null where it has none."""
    low = text.lower()
    return _LONG_AFTER.search(text) if any(word in low for word in _TIME_WORDS) else None


@cache
def _remembering() -> re.Pattern[str]:
    words = "|".join(sorted(listed("remembering")))
    return re.compile(rf"\b(?:{words})\b", re.I)


def remembered(text: str) -> str:
    """The word of remembrance in a sentence: "the 50th anniversary", "30 years on: …"; or ""."""
    found = _remembering().search(beside_the_deed(text.lower()))
    return found.group() if found else ""
