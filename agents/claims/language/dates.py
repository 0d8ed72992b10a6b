"""What the forms of a date stand for: how many days before publication each lies.

A past-tense weekday is the latest such day up to and including the dateline's own.
"""

import re
from datetime import date, timedelta
from functools import cache

from agents.claims.language.spelled import UNITS
from agents.claims.words import RuleError, listed, read_yaml

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
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
BEGAN = re.compile(r"\b(?:founded|built|constructed|erected|established|formed|born) (?:back )?in (?:the )?\Z")
"""What stands before a year that says how old a place or a group is, and not when anything was done."""
_OF_A_PAPER = re.compile(
    r" (?:[a-z][\w-]+ ){0,2}(?:accords?|agreement|deal|pact|treaty|ceasefire|truce|constitution|law|census|resolution|"
    r"protocol|memorandum|charter)\b"
)
"""Behind the year that a paper bears: "despite the 2012 peace accord"."""
_ROUND = (15, 20, 30, 40, 50, 60, 70)
SMALL = {word: n for word, n in UNITS.items() if n <= 12 or n in _ROUND} | {
    "a hundred": 100,
    "a": 1,
    "an": 1,
    "several": 3,
    "a few": 3,
    "a couple of": 2,
    "many": 10,
}
"""Counts of days, weeks and years as words; what is vague stands for the usual number."""
_TH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
)
_TH += "sixteenth seventeenth eighteenth nineteenth twentieth"
ORDINALS = {word: n for n, word in enumerate(_TH.split(), 1)}
ORDINALS |= {f"twenty-{word}": 20 + n for word, n in ORDINALS.items() if n < 10} | {
    "thirtieth": 30,
    "thirty-first": 31,
}
"""Days of a month in words: "on the first of March"."""
UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
UNIT_DAYS |= dict.fromkeys(("summer", "winter", "spring", "autumn"), 365)
Span = tuple[int | None, int | None]
"""Days before publication: (first, last); an open end is null."""


@cache
def phrases() -> dict[str, Span]:
    """rules/times.yaml: phrase -> (first, last) day before publication."""
    table = read_yaml("times.yaml")
    for phrase, span in table.items():
        if not (isinstance(span, list) and len(span) == 2 and all(isinstance(day, int) for day in span)):
            raise RuleError(f"times.yaml: {phrase}: [first day, last day] is wanted")
    return {phrase: (span[0], span[1]) for phrase, span in table.items()}


def relative(match: re.Match[str], published: date | None) -> Span | None:
    """ "yesterday", "last year", "over the weekend"."""
    phrase = re.sub(r"\s+", " ", match.group().lower())
    if phrase in listed("weekends") and published is not None:
        age = (published.weekday() - DAYS.index("saturday")) % 7
        return age, max(0, age - 1)
    if phrase == "last year" and published is not None:
        first, last = date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
        return (published - first).days, (published - last).days
    span = phrases().get(phrase)
    if span is not None and span[0] is not None and published is not None and phrase.endswith("this month"):
        return min(span[0], published.day - 1), min(span[1] or 0, published.day - 1)
    return span


def ago(match: re.Match[str], published: date | None) -> Span | None:
    """ "three weeks ago": the longer the unit, the wider the span."""
    count = match["n"].lower()
    number = int(count) if count.isdigit() else SMALL[count]
    unit = match["unit"].lower().rstrip("s")
    days = round(number * UNIT_DAYS[unit])
    slack = {"hour": 0, "day": 0, "week": 3, "month": 15}.get(unit, 180)
    return days + slack if unit != "hour" else max(days, 1), max(0, days - slack)


def weekday(match: re.Match[str], published: date | None) -> Span | None:
    """ "on Sunday", "last Friday"."""
    index = DAYS.index(match["day"].lower())
    if published is None:
        return 1, 0
    age = (published.weekday() - index) % 7
    if match["which"] and match["which"].lower() in ("last", "previous") and age == 0:
        age = 7
    if match["which"] and match["which"].lower() == "next":
        return None
    return age, age


def night(match: re.Match[str], published: date | None) -> Span | None:
    """ "the night of Saturday to Sunday"."""
    if published is None:
        return 2, 0
    age = (published.weekday() - DAYS.index(match["day"].lower())) % 7
    return age, max(0, age - 1)


def calendar(match: re.Match[str], published: date | None) -> Span | None:
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


def days_running(match: re.Match[str], published: date | None) -> Span | None:
    """ "between 20 and 22 June", "1-3 May 2019": from the first day to the last."""
    last = calendar(match, published)
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
            exact = date(year, month, ORDINALS.get(day.lower()) or int(day))
            return exact, exact
        last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
        part = (groups.get("part") or "").lower()
        low, high = _PARTS_OF_MONTH.get(part.strip(), (1, last.day))
        high = min(high, last.day)
        return date(year, month, low), date(year, month, high)
    except ValueError:
        return None, None


def day_of_month(match: re.Match[str], published: date | None) -> Span | None:
    """ "on the 29th": the latest such day."""
    day = int(match["mday"])
    if published is None or not 1 <= day <= 31:
        return None
    months = ((published.year - (n >= published.month), (published.month - n - 1) % 12 + 1) for n in range(3))
    known = (_date(year, month, day) for year, month in months)
    past = [(published - one).days for one in known if one is not None and one <= published]
    return (past[0], past[0]) if past else None


def numeric(match: re.Match[str], published: date | None) -> Span | None:
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


def year_alone(match: re.Match[str], published: date | None) -> Span | None:
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


def decade(match: re.Match[str], published: date | None) -> Span | None:
    """ "the 1990s"."""
    first = int(match["decade"])
    base = published.year if published else 2025
    return (base - first) * 365, max(0, (base - first - 10) * 365)


def within(match: re.Match[str], published: date | None) -> Span | None:
    """ "in the past three days", "in eight days": up to now."""
    span = ago(match, published)
    return None if span is None else (span[0], 0)


OF_THE_CLOCK = r" ?(?:hours(?! of)|hrs|h|GMT|UTC|local time)\b"
"""What stands behind figures that are no year: "at 1615 hours", "around 1930 local time"."""
