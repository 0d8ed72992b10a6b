"""When it happened, as an interval of days (UTC), and how far two of them are apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from schemas.claim import ClaimTime

BREAKING_DAYS = 1  # an event told as news, without a time: the day of publication or the day before (claim contract)
RECENT_DAYS = 14
BACKGROUND_DAYS = 365  # "within a year" is background, before that it is history


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last possible day. told: in words of its own ("on Sunday"); loose: as what came before, at no time.

    Neither: told as news without a time, which is a guess at the day before publication.
    """

    lo: date
    hi: date
    loose: bool = False
    told: bool = False

    @property
    def days(self) -> int:
        """How many days it covers, from 1."""
        return (self.hi - self.lo).days + 1


def published(at: datetime | None, now: datetime) -> datetime:
    """The instant of publication in UTC, or now where it is unknown."""
    return (at or now).astimezone(UTC)


def interval(time: ClaimTime, at: datetime) -> Interval:
    """The days in which an event so told, in a report published at this instant, can have happened."""
    day = at.astimezone(UTC).date()
    if time.start is not None:
        end = time.end if time.end is not None else time.start
        return Interval(min(time.start, end), max(time.start, end), told=time.text is not None)
    if time.timing == "breaking":
        return Interval(_back(time.end or day, BREAKING_DAYS), time.end or day)
    if time.timing == "recent":
        return Interval(_back(time.end or day, RECENT_DAYS), time.end or day, loose=time.end is None)
    last = time.end or _back(day, RECENT_DAYS)
    return Interval(_back(last, BACKGROUND_DAYS), last, loose=True)


def gap(one: Interval, other: Interval) -> int:
    """Days between two intervals, 0 where they overlap."""
    return max(0, (max(one.lo, other.lo) - min(one.hi, other.hi)).days)


def narrowest(intervals: Iterable[Interval]) -> Interval:
    """What all of them allow. Where they contradict, told times outweigh guesses, and those what was left open.

    Of two told times that contradict, the narrower holds, then the earlier. At least one interval is given.
    """
    listed = list(intervals)
    ranks = [[one for one in listed if _rank(one) == rank] for rank in range(3)]
    found: Interval | None = None
    for rank in ranks:
        if not rank:
            continue
        within = _common(rank) or min(rank, key=lambda one: (one.days, one.lo))
        found = within if found is None else _common([found, within]) or found
    assert found is not None
    return found


def _rank(one: Interval) -> int:
    return 0 if one.told else 2 if one.loose else 1


def _common(intervals: Sequence[Interval]) -> Interval | None:
    lo, hi = max(one.lo for one in intervals), min(one.hi for one in intervals)
    return Interval(lo, hi) if lo <= hi else None


def _back(day: date, days: int) -> date:
    return day - timedelta(days=min(days, day.toordinal() - 1))
