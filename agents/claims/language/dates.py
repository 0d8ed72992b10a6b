"""The forms in which English tells a date, and how many days before publication each lies.

A past-tense weekday is the latest such day up to and including the dateline's own.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from agents.claims.language.bare_words import letter_runs
from agents.claims.language.spelled import UNITS
from agents.claims.words import RuleError, listed, read_yaml

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
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
BEGAN = re.compile(r"\b(?:founded|built|constructed|erected|established|formed|born) (?:back )?in (?:the )?\Z")
"""What stands before a year that says how old a place or a group is, and not when anything was done."""
_OF_A_PAPER = re.compile(
    r" (?:[a-z][\w-]+ ){0,2}(?:accords?|agreement|deal|pact|treaty|ceasefire|truce|constitution|law|census|resolution|"
    r"protocol|memorandum|charter)\b"
)
"""Behind the year that a paper bears: "despite the 2012 peace accord"."""
_ROUND = (15, 20, 30, 40, 50, 60, 70)
_SMALL = {word: n for word, n in UNITS.items() if n <= 12 or n in _ROUND} | {
    "a hundred": 100,
    "a": 1,
    "an": 1,
    "several": 3,
    "a few": 3,
    "a couple of": 2,
    "many": 10,
}
"""Counts of days, weeks and years as words; what is vague stands for the usual number."""
_COUNT = r"(?P<n>\d{1,3}|" + "|".join(sorted(_SMALL, key=len, reverse=True)) + ")"
_TH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
)
_TH += "sixteenth seventeenth eighteenth nineteenth twentieth"
_ORDINALS = {word: n for n, word in enumerate(_TH.split(), 1)}
_ORDINALS |= {f"twenty-{word}": 20 + n for word, n in _ORDINALS.items() if n < 10} | {
    "thirtieth": 30,
    "thirty-first": 31,
}
"""Days of a month in words: "on the first of March"."""
_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
_UNIT_DAYS |= dict.fromkeys(("summer", "winter", "spring", "autumn"), 365)
_AGO = "ago|earlier|back(?= ?[,.;:)—–]| when| where| that| who| which|$)"
"""Counted back from now; "two weeks back in the village" is spent there."""
Span = tuple[int | None, int | None]
"""Days before publication: (first, last); an open end is null."""


@cache
def _phrases() -> dict[str, Span]:
    """rules/times.yaml: phrase -> (first, last) day before publication."""
    table = read_yaml("times.yaml")
    for phrase, span in table.items():
        if not (isinstance(span, list) and len(span) == 2 and all(isinstance(day, int) for day in span)):
            raise RuleError(f"times.yaml: {phrase}: [first day, last day] is wanted")
    return {phrase: (span[0], span[1]) for phrase, span in table.items()}


def _relative(match: re.Match[str], published: date | None) -> Span | None:
    phrase = re.sub(r"\s+", " ", match.group().lower())
    if phrase in listed("weekends") and published is not None:
        age = (published.weekday() - _DAYS.index("saturday")) % 7
        return age, max(0, age - 1)
    if phrase == "last year" and published is not None:
        first, last = date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
        return (published - first).days, (published - last).days
    span = _phrases().get(phrase)
    if span is not None and span[0] is not None and published is not None and phrase.endswith("this month"):
        return min(span[0], published.day - 1), min(span[1] or 0, published.day - 1)
    return span


def _ago(match: re.Match[str], published: date | None) -> Span | None:
    """ "three weeks ago": the longer the unit, the wider the span."""
    count = match["n"].lower()
    number = int(count) if count.isdigit() else _SMALL[count]
    unit = match["unit"].lower().rstrip("s")
    days = round(number * _UNIT_DAYS[unit])
    slack = {"hour": 0, "day": 0, "week": 3, "month": 15}.get(unit, 180)
    return days + slack if unit != "hour" else max(days, 1), max(0, days - slack)


def _weekday(match: re.Match[str], published: date | None) -> Span | None:
    """ "on Sunday", "last Friday"."""
    index = _DAYS.index(match["day"].lower())
    if published is None:
        return 1, 0
    age = (published.weekday() - index) % 7
    if match["which"] and match["which"].lower() in ("last", "previous") and age == 0:
        age = 7
    if match["which"] and match["which"].lower() == "next":
        return None
    return age, age


def _night(match: re.Match[str], published: date | None) -> Span | None:
    """ "the night of Saturday to Sunday"."""
    if published is None:
        return 2, 0
    age = (published.weekday() - _DAYS.index(match["day"].lower())) % 7
    return age, max(0, age - 1)


def _calendar(match: re.Match[str], published: date | None) -> Span | None:
    """ "16 June 2014", "mid-June", "in June"."""
    groups = match.groupdict()
    month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(groups["month"].lower().rstrip(".")[:3]))
    if published is None:
        return (400, 400) if groups.get("year") else (30, 0)
    year = int(groups["year"]) if groups.get("year") else published.year
    first, last = _days_of(groups, year, month)
    if first is None or last is None:
        return None
    if not groups.get("year") and first > published:
        first, last = _days_of(groups, year - 1, month)
        if first is None or last is None:
            return None
    return (published - first).days, max((published - last).days, 0)


def _days_running(match: re.Match[str], published: date | None) -> Span | None:
    """ "between 20 and 22 June", "1-3 May 2019": from the first day to the last."""
    last = _calendar(match, published)
    days = int(match["mday"]) - int(match["from"])
    return None if last is None or not 0 < days < 31 else ((last[0] or 0) + days, last[1])


_PARTS_OF_MONTH = {
    **dict.fromkeys(("early", "start", "beginning"), (1, 10)),
    **dict.fromkeys(("mid", "mid-", "middle"), (11, 20)),
    **dict.fromkeys(("late", "end", "close"), (21, 31)),
}
"""First and last day of a month's part, at most."""


def _days_of(groups: dict[str, str | None], year: int, month: int) -> tuple[date | None, date | None]:
    """The first and last day of a month, of its early, middle or late part, or the one day named; nulls for no day."""
    try:
        if day := groups.get("mday"):
            exact = date(year, month, _ORDINALS.get(day.lower()) or int(day))
            return exact, exact
        last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
        part = (groups.get("part") or "").lower()
        low, high = _PARTS_OF_MONTH.get(part.strip(), (1, last.day))
        high = min(high, last.day)
        return date(year, month, low), date(year, month, high)
    except ValueError:
        return None, None


def _day_of_month(match: re.Match[str], published: date | None) -> Span | None:
    """ "on the 29th": the latest such day."""
    day = int(match["mday"])
    if published is None or not 1 <= day <= 31:
        return None
    months = ((published.year - (n >= published.month), (published.month - n - 1) % 12 + 1) for n in range(3))
    known = (_date(year, month, day) for year, month in months)
    past = [(published - one).days for one in known if one is not None and one <= published]
    return (past[0], past[0]) if past else None


def _numeric(match: re.Match[str], published: date | None) -> Span | None:
    """ "2015-08-10", "10-08-2015", "21.08.2013", "08/21/2013", "on 21/08": with strokes in either order, the one nearer
    before publication.
    """
    a, b = int(match["a"]), int(match["b"])
    if (told := match.groupdict().get("year")) is None and published is None:
        return None
    years = [int(told)] if told else [published.year, published.year - 1] if published is not None else []
    both = [(_date(year, a, b), _date(year, b, a)) for year in years]
    read = {"-": both[0][:1], ".": both[0][1:], "/": [day for pair in both for day in pair]}[match["mark"]]
    days = [day for day in read if day is not None]
    if published is None:
        return (400, 400) if days else None
    past = [(published - day).days for day in days if day <= published]
    return (min(past), min(past)) if past else None


def _date(year: int, month: int, day: int) -> date | None:
    """A day, or null where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(match: re.Match[str], published: date | None) -> Span | None:
    """ "in 2014", "2011-2013"; not "a town founded in 1910", which says when the town began, nor "the 2016 accord"."""
    if BEGAN.search(match.string[: match.start()]) or _OF_A_PAPER.match(match.string, match.end()):
        return None
    year = int(match["year"])
    if published is None:
        return (800, 400) if year < 2015 else (300, 0)
    if year > published.year:
        return None
    first, last = date(year, 1, 1), min(date(year, 12, 31), published)
    return (published - first).days, (published - last).days


def _decade(match: re.Match[str], published: date | None) -> Span | None:
    """ "the 1990s"."""
    first = int(match["decade"])
    base = published.year if published else 2025
    return (base - first) * 365, max(0, (base - first - 10) * 365)


def within(match: re.Match[str], published: date | None) -> Span | None:
    """ "in the past three days", "in eight days": up to now."""
    span = _ago(match, published)
    return None if span is None else (span[0], 0)


OF_THE_CLOCK = r" ?(?:hours(?! of)|hrs|h|GMT|UTC|local time)\b"
"""What stands behind figures that are no year: "at 1615 hours", "around 1930 local time"."""
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
    phrases = lows & _last_words()
    return (*days, _of_phrases(phrases), *years) if phrases else (*days, *years)


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
    return frozenset(phrase.rpartition(" ")[2] for phrase in _phrases())


@lru_cache(maxsize=256)
def _of_phrases(ends: frozenset[str]) -> Form:
    """The phrases of rules/times.yaml that end with one of these words."""
    phrases = (phrase for phrase in _phrases() if phrase.rpartition(" ")[2] in ends)
    told = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))
    return Form((ends,), re.compile(rf"\b(?:{told})\b", re.I), _relative)


def _form(needs: str, pattern: str, resolve: Resolver, flags: int = 0) -> Form:
    """A form; needs: the words one of which it asks for, those of each need parted by a stroke."""
    return Form(
        tuple(_NEEDS.get(need) or frozenset(need.split()) for need in needs.split(" | ")),
        re.compile(pattern, flags),
        resolve,
    )


_NEEDS = {
    "month": frozenset({*MONTHS, *(month[:3] for month in MONTHS), "sept"}),
    "weekday": frozenset(_DAYS),
    "unit": frozenset(word for unit in _UNIT_DAYS for word in (unit, unit + "s")),
}
"""Needs with a name of their own."""


@cache
def _days() -> tuple[Form, ...]:
    """The forms that tell a day or a stretch of days."""
    year = r"(?P<year>(?:19|20)\d\d)"
    ordinals = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    woes = "air ?strikes|air raids|bombing|shelling|bombardment|clashes|fighting|violence|attacks|protests|riots"
    deeds = "(?:attack|raid|massacre|bombing|ambush|strike|blast|shooting|assault|explosion)"
    not_lasting = "ago|later|earlier|before|after|from|time|old|of (?:each|one|the|his|her|their|its|being|a)"
    return (
        _form("0-0", rf"\b{year}(?P<mark>-)(?P<a>\d\d)-(?P<b>\d\d)\b", _numeric),
        _form("0-0", rf"\b(?P<a>\d{{1,2}})(?P<mark>[./])(?P<b>\d{{1,2}})(?P=mark){year}\b", _numeric),
        _form("0-0", rf"\b(?P<b>\d{{1,2}})(?P<mark>-)(?P<a>\d{{1,2}})-{year}\b", _numeric),
        _form("0-0", r"(?<=\b[Oo]n )(?P<a>\d{1,2})(?P<mark>/)(?P<b>\d{1,2})(?![\d/])", _numeric),
        _form("0-0", r"(?<![\d/.])(?P<a>[0-3]\d)(?P<mark>/)(?P<b>[0-3]\d)(?![\d/])", _numeric),
        _form("0 | month", rf"\b(?P<mday>\d{{1,2}})-{_MONTH}-{year}\b", _calendar),
        _form(
            "0 | month",
            rf"\b(?P<from>\d{{1,2}})(?: ?[-–] ?| and | to )(?P<mday>\d{{1,2}}) {_MONTH},?(?: {year})?",
            _days_running,
        ),
        _form(
            "0 | month", rf"{_PART}(?P<mday>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: {year})?", _calendar, re.I
        ),
        _form("of | month", rf"\bthe (?P<mday>{ordinals}) of {_MONTH}(?:,? {year})?", _calendar, re.I),
        _form("0 | month", rf"{_MONTH} (?P<mday>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,? {year})?", _calendar),
        _form(
            "of | month",
            rf"\bthe (?P<part>end|close|start|beginning|middle) of {_MONTH}(?:,? {year})?(?! \d)",
            _calendar,
        ),
        _form("0 | month", rf"{_PART}{_MONTH},? (?P<year>(?:1[5-9]|20)\d\d)", _calendar),
        _form("0th", rf"(?<=\b[Oo]n the )(?P<mday>\d{{1,2}})(?:st|nd|rd|th)(?={_DAY_ENDS})", _day_of_month),
        _form("in | month", rf"(?<=\b[Ii]n ){_PART}{_MONTH}(?! \d)", _calendar),
        _form("early mid late | month", rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)-{_MONTH}(?! \d)", _calendar),
        _form("of | month", rf"(?<=\bthe month of ){_MONTH}(?:,? {year})?(?! \d)", _calendar),
        _form("this | month", rf"(?<=\b[Tt]his ){_PART}{_MONTH}(?! \d)", _calendar),
        _form("since | month", rf"(?<=\b[Ss]ince ){_PART}{_MONTH}(?! \d)", _calendar),
        _form("the | month", rf"(?<=\b[Tt]he ){_MONTH} (?={deeds}\b)", _calendar),
        _form("last | month", rf"(?<=\b[Ll]ast ){_PART}{_MONTH}(?! \d)", _calendar),
        _form("night | weekday", rf"\b[Nn]ight of (?:on )?{_DAY} to \w+day\b", _night),
        _form(
            "weekday",
            rf"\b(?:(?P<which>last|this|on|previous|next|since|late|early) )?{_DAY}\b(?!['’]s)",
            _weekday,
            re.I,
        ),
        _form("s | weekday", rf"\b(?P<which>){_DAY}(?=['’]s)", _weekday),
        _form(
            "ago earlier back | unit",
            rf"\b{_COUNT} {_UNIT} (?:{_AGO})(?: today| this (?:week|month|year))?\b",
            _ago,
            re.I,
        ),
        _form("ago earlier back | unit", rf"\b{_COUNT} {_SEASONS} (?:ago|back|earlier)\b", _ago, re.I),
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
        _form("0000", r"\b(?P<decade>1[5-9]\d0|20[0-4]0)['’]?s\b", _decade),
        _form(
            "0000",
            r"\b(?P<year>1[5-9]\d\d|20[0-4]\d)(?:[-–](?:\d\d\d\d|\d\d))?"
            rf"(?![\d,]*\d|\.\d| (?:{people})|{OF_THE_CLOCK})",
            _year,
        ),
    )
