"""The forms in which a text can tell a date: what each needs the text to hold, its pattern, and what resolves it."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from agents.claims.language.bare_words import letter_runs
from agents.claims.language.dates import (
    DAYS,
    MONTHS,
    OF_THE_CLOCK,
    ORDINALS,
    SMALL,
    UNIT_DAYS,
    Span,
    ago,
    calendar,
    day_of_month,
    days_running,
    decade,
    night,
    numeric,
    phrases,
    relative,
    weekday,
    within,
    year_alone,
)

_NAMED = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?"
)
_LOWER = "january|february|april|june|july|august|september|october|november|december"
"""Months that some write small: not may and march, which are words ("12 may have died")."""
_MONTH = rf"(?P<month>(?-i:(?:{_NAMED}|{_NAMED.upper()}|{_LOWER})\b\.?))"
_PART = r"(?:(?P<part>early|mid-|mid|late)[ -])?"
_DAY = r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?P<unit>hours?|days?|weeks?|months?|years?|decades?)"
_SEASONS = r"(?P<unit>summers?|winters?|springs?|autumns?)"
_COUNT = r"(?P<n>\d{1,3}|" + "|".join(sorted(SMALL, key=len, reverse=True)) + ")"
_AGO = "ago|earlier|back(?= ?[,.;:)—–]| when| where| that| who| which|$)"
"""Counted back from now; "two weeks back in the village" is spent there."""
_DAY_ENDS = r"[,.;:!?)]|$| (?:and|but|when|after|before|by|in|at|as|near|during|with)\b"
"""What follows a day of the month told alone: "on the 29th floor" is none."""
_DIGIT = re.compile(r"\d")
_MARKED = re.compile(r"\d[-./]\d")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)")
_FOUR = re.compile(r"\d\d\d\d")
Resolver = Callable[[re.Match[str], date | None], Span | None]


_FIGURES = (("0", _DIGIT), ("0-0", _MARKED), ("0th", _ORDINAL), ("0000", _FOUR))
"""Sorts of figures, as words that stand for them: any digit, with a mark between, with an ending, a year."""


class Form(NamedTuple):
    """A form of a date and what resolves it; the text must hold one word of each of its needs, and most hold none."""

    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    resolve: Resolver


def forms_in(text: str) -> tuple[Form, ...]:
    """The forms of dates that a text can hold; earlier ones win where two overlap."""
    lows = letter_runs(text)
    if _DIGIT.search(text) is not None:
        lows = lows.union(name for name, figures in _FIGURES if figures.search(text) is not None)
    days, years = _with(tuple(not need.isdisjoint(lows) for need in _needs()))
    ends = lows & _last_words()
    return (*days, _of_phrases(ends), *years) if ends else (*days, *years)


@cache
def _needs() -> tuple[frozenset[str], ...]:
    """What the forms need, each once."""
    return tuple(dict.fromkeys(need for form in (*_days(), *_years()) for need in form.needs))


@lru_cache(maxsize=1024)
def _with(held: tuple[bool, ...]) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """The forms whose needs a text holds: those of days, and those of years."""
    met = {need for need, found in zip(_needs(), held, strict=True) if found}
    days, years = (tuple(form for form in forms if met.issuperset(form.needs)) for forms in (_days(), _years()))
    return days, years


@cache
def _last_words() -> frozenset[str]:
    """The words with which the phrases of rules/times.yaml end."""
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases())


@lru_cache(maxsize=256)
def _of_phrases(ends: frozenset[str]) -> Form:
    """The phrases of rules/times.yaml that end with one of these words."""
    ending = (phrase for phrase in phrases() if phrase.rpartition(" ")[2] in ends)
    told = "|".join(re.escape(phrase) for phrase in sorted(ending, key=lambda p: (-len(p), p)))
    return Form((ends,), re.compile(rf"\b(?:{told})\b", re.I), relative)


def _form(needs: str, pattern: str, resolve: Resolver, flags: int = 0) -> Form:
    """A form; needs: the words one of which it asks for, those of each need parted by a stroke."""
    return Form(
        tuple(_NEEDS.get(need) or frozenset(need.split()) for need in needs.split(" | ")),
        re.compile(pattern, flags),
        resolve,
    )


_NEEDS = {
    "month": frozenset({*MONTHS, *(month[:3] for month in MONTHS), "sept"}),
    "weekday": frozenset(DAYS),
    "unit": frozenset(word for unit in UNIT_DAYS for word in (unit, unit + "s")),
}
"""Needs with a name of their own."""


@cache
def _days() -> tuple[Form, ...]:
    """The forms that tell a day or a stretch of days."""
    year = r"(?P<year>(?:19|20)\d\d)"
    ordinals = "|".join(sorted(ORDINALS, key=len, reverse=True))
    woes = "air ?strikes|air raids|bombing|shelling|bombardment|clashes|fighting|violence|attacks|protests|riots"
    deeds = "(?:attack|raid|massacre|bombing|ambush|strike|blast|shooting|assault|explosion)"
    not_lasting = "ago|later|earlier|before|after|from|time|old|of (?:each|one|the|his|her|their|its|being|a)"
    return (
        _form("0-0", rf"\b{year}(?P<mark>-)(?P<a>\d\d)-(?P<b>\d\d)\b", numeric),
        _form("0-0", rf"\b(?P<a>\d{{1,2}})(?P<mark>[./])(?P<b>\d{{1,2}})(?P=mark){year}\b", numeric),
        _form("0-0", rf"\b(?P<b>\d{{1,2}})(?P<mark>-)(?P<a>\d{{1,2}})-{year}\b", numeric),
        _form("0-0", r"(?<=\b[Oo]n )(?P<a>\d{1,2})(?P<mark>/)(?P<b>\d{1,2})(?![\d/])", numeric),
        _form("0-0", r"(?<![\d/.])(?P<a>[0-3]\d)(?P<mark>/)(?P<b>[0-3]\d)(?![\d/])", numeric),
        _form("0 | month", rf"\b(?P<mday>\d{{1,2}})-{_MONTH}-{year}\b", calendar),
        _form(
            "0 | month",
            rf"\b(?P<from>\d{{1,2}})(?: ?[-–] ?| and | to )(?P<mday>\d{{1,2}}) {_MONTH},?(?: {year})?",
            days_running,
        ),
        _form(
            "0 | month",
            rf"{_PART}(?P<mday>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: {year})?",
            calendar,
            re.I,
        ),
        _form("of | month", rf"\bthe (?P<mday>{ordinals}) of {_MONTH}(?:,? {year})?", calendar, re.I),
        _form("0 | month", rf"{_MONTH} (?P<mday>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,? {year})?", calendar),
        _form(
            "of | month",
            rf"\bthe (?P<part>end|close|start|beginning|middle) of {_MONTH}(?:,? {year})?(?! \d)",
            calendar,
        ),
        _form("0 | month", rf"{_PART}{_MONTH},? (?P<year>(?:1[5-9]|20)\d\d)", calendar),
        _form("0th", rf"(?<=\b[Oo]n the )(?P<mday>\d{{1,2}})(?:st|nd|rd|th)(?={_DAY_ENDS})", day_of_month),
        _form("in | month", rf"(?<=\b[Ii]n ){_PART}{_MONTH}(?! \d)", calendar),
        _form("early mid late | month", rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)-{_MONTH}(?! \d)", calendar),
        _form("of | month", rf"(?<=\bthe month of ){_MONTH}(?:,? {year})?(?! \d)", calendar),
        _form("this | month", rf"(?<=\b[Tt]his ){_PART}{_MONTH}(?! \d)", calendar),
        _form("since | month", rf"(?<=\b[Ss]ince ){_PART}{_MONTH}(?! \d)", calendar),
        _form("the | month", rf"(?<=\b[Tt]he ){_MONTH} (?={deeds}\b)", calendar),
        _form("last | month", rf"(?<=\b[Ll]ast ){_PART}{_MONTH}(?! \d)", calendar),
        _form("night | weekday", rf"\b[Nn]ight of (?:on )?{_DAY} to \w+day\b", night),
        _form(
            "weekday",
            rf"\b(?:(?P<which>last|this|on|previous|next|since|late|early) )?{_DAY}\b(?!['’]s)",
            weekday,
            re.I,
        ),
        _form("s | weekday", rf"\b(?P<which>){_DAY}(?=['’]s)", weekday),
        _form(
            "ago earlier back | unit",
            rf"\b{_COUNT} {_UNIT} (?:{_AGO})(?: today| this (?:week|month|year))?\b",
            ago,
            re.I,
        ),
        _form("ago earlier back | unit", rf"\b{_COUNT} {_SEASONS} (?:ago|back|earlier)\b", ago, re.I),
        _form("past last | unit", rf"\b(?:in|over|during|within) the (?:past|last) {_COUNT} {_UNIT}\b", within, re.I),
        _form(
            "in within over | unit",
            rf"\b(?:in|within|over) {_COUNT} {_UNIT}\b(?!['’]| (?:{not_lasting}))",
            within,
            re.I,
        ),
        _form("of | unit", rf"(?<!after )(?<!following )\b{_COUNT} (?P<unit>days|weeks) of (?:{woes})\b", within, re.I),
    )


@cache
def _years() -> tuple[Form, ...]:
    """The forms of a year or a decade alone."""
    people = "people|soldiers|civilians|troops|men|women|fighters|members|prisoners"
    return (
        _form("0000", r"\b(?P<decade>1[5-9]\d0|20[0-4]0)['’]?s\b", decade),
        _form(
            "0000",
            r"\b(?P<year>1[5-9]\d\d|20[0-4]\d)(?:[-–](?:\d\d\d\d|\d\d))?"
            rf"(?![\d,]*\d|\.\d| (?:{people})|{OF_THE_CLOCK})",
            year_alone,
        ),
    )
