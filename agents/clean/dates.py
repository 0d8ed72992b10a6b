"""The date a text gives itself: a date line ("Published: 16 June 2014 10:32 GMT"), or the year in its dateline.

Only dates with a year count: without one, a replayed report would be dated by the day it is read.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

HEAD_LINES = 12  # lines at the top of a text among which a date line without a label is looked for
DATELINE = 160  # characters: a dateline with its date is shorter
DAY_HOUR = 12  # a day without a time is taken as noon UTC: at most half a day wrong

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_LABEL = (
    r"(?:(?:first |originally )?(?:published|posted|created)(?: on| at)?|date of publication|publication date"
    r"|last (?:updated|modified)|updated(?: on| at)?|date)\s*[:|-]?\s*"
)
_TIME = (
    r"(?:(?:,|\s+at|\s*[-–|])?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>GMT|UTC|Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m1>{_MONTH})[ -]?,?\s*(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)[-/](?P<m3>\d{1,2})[-/](?P<d3>\d{1,2})"
    r"|(?P<a4>\d{1,2})[-/.](?P<b4>\d{1,2})[-/.](?P<y4>(?:19|20)\d\d))"
)
_DATE = rf"{_WEEKDAY}{_DAY}(?:T(?=\d))?{_TIME}"
_TEST = re.compile(r"\b(?:19|20)\d\d\b")
DATE_ONLY = re.compile(rf"\W*(?:{_LABEL})?{_DATE}\W*(?:(?:local time|[A-Z]{{2,4}})\W*)?", re.I)
_LABELLED = re.compile(rf"\W*{_LABEL}{_DATE}", re.I)
_LEADING = re.compile(
    rf"\W*(?=\d|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s){_DATE}\W*\s+(?-i:(?=[A-Z\"“])|(?=\d+ [a-z]))", re.I
)
_DATELINE = re.compile(rf"(?-i:[A-Z])[\w .,'’/-]{{1,60}}?[,\s]\s*{_DATE}\s*(?:\([\w /.]{{2,30}}\))?\s*[-–—:]", re.I)


def find_date(lines: Sequence[str]) -> datetime | None:
    """When the text says it was published (UTC), or None."""
    head = [line for line in lines[:HEAD_LINES] if _has_year(line[:300])]
    short = [line for line in lines if len(line) < 200 and _has_year(line)]
    for pattern, candidates in (
        (_LABELLED, short),
        (DATE_ONLY, [line for line in head if len(line) < 80]),
        (_LABELLED, head),
        (_DATELINE, [line for line in head if _has_year(line[:DATELINE])]),
        (_LEADING, [line for line in lines[:1] if _TEST.search(line[:60])]),
    ):
        for line in candidates:
            match = pattern.fullmatch(line) if pattern is DATE_ONLY else pattern.match(line[:300])
            found = _read(match) if match else None
            if found is not None:
                return found
    return None


def _has_year(text: str) -> bool:
    return ("20" in text or "19" in text) and _TEST.search(text) is not None


def parse_instant(text: str | None) -> datetime | None:
    """An ISO 8601 date or date and time, or a date as people write it, as UTC; None where it is neither."""
    if not text:
        return None
    text = text.strip()
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        match = DATE_ONLY.fullmatch(text)
        return _read(match) if match else None
    if len(text) <= 10:
        parsed = parsed.replace(hour=DAY_HOUR)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)


def _read(match: re.Match[str]) -> datetime | None:
    found = match.groupdict()
    day = _day(found)
    if day is None:
        return None
    hour, minute = DAY_HOUR, 0
    if found["hour"] is not None:
        hour, minute = int(found["hour"]), int(found["minute"])
        half = (found["half"] or "").lower()
        hour = hour % 12 + 12 if half.startswith("p") else (hour % 12 if half.startswith("a") else hour)
    try:
        return datetime(*day, hour, minute, tzinfo=_zone(found["zone"])).astimezone(UTC)
    except ValueError:
        return None


def _day(found: dict[str, str | None]) -> tuple[int, int, int] | None:
    for number in "12":
        if found[f"y{number}"]:
            month = _MONTHS.index(str(found[f"m{number}"]).lower()[:3]) + 1
            return int(str(found[f"y{number}"])), month, int(str(found[f"d{number}"]))
    if found["y3"]:
        return int(found["y3"]), int(str(found["m3"])), int(str(found["d3"]))
    first, second = int(str(found["a4"])), int(str(found["b4"]))
    if first > 12 >= second or first == second:
        return int(str(found["y4"])), second, first
    if second > 12 >= first:
        return int(str(found["y4"])), first, second
    return None  # 03/04/2014: nobody can know


def _zone(zone: str | None) -> timezone:
    if not zone or zone[0] not in "+-":
        return UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timezone(timedelta(minutes=minutes if zone[0] == "+" else -minutes))
