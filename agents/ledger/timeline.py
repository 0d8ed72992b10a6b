"""Who held a place, by whose word, from when: all that was said, in the order of events, contested where it is.

A timeline is made of the place's changes of hands; none overwrites another. A stretch is contested while somebody says
that it never happened, or while two sides are said to have taken the place in the same days.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from agents.ledger.actors import compatible
from agents.ledger.falls import only_denied
from agents.ledger.grades import grade
from agents.ledger.origins import origin_of
from agents.ledger.state import Case, Report
from agents.ledger.text import alike, fold
from schemas.actor import Actor
from schemas.alert import Grade
from schemas.claim import LocationFall
from schemas.place import Place

Why = Literal["denied", "two_sides"]
"""denied: somebody says that it did not happen; two_sides: another is said to have taken the place in these days."""


@dataclass(frozen=True, slots=True)
class Word:
    """One report of it: who says so, in which article, of which outlet, asserted, claimed or denied."""

    speaker: str
    stance: str
    article_id: str
    outlet: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One stretch of control. from_first, from_last: the days in which it can have begun; until: the first day of the
    next one, null while it lasts. holder: null where only the loser was told. contested: why, empty where it is not."""

    incident: str
    holder: Actor | None
    lost_by: Actor | None
    change: str
    from_first: date
    from_last: date
    until: date | None
    grade: Grade
    origins: tuple[str, ...]
    contested: tuple[Why, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A place and its holdings, in the order of events."""

    place: Place
    holdings: tuple[Holding, ...]


def timelines(cases: Iterable[Case], name: str) -> list[Timeline]:
    """The timelines of the places of this name: several where several countries, or parts of a place, have it."""
    by_place: dict[tuple[str, str, int, str], list[Case]] = {}
    for case in cases:
        place = case.place
        if case.kind == "location_fall" and case.merged_into is None and place is not None and _named(place, name):
            part = fold(place.text) if place.precision == 2 else ""
            by_place.setdefault((place.country or "", fold(place.name), place.precision, part), []).append(case)
    found = []
    for _, held in sorted(by_place.items()):
        ordered = sorted(held, key=lambda case: (case.lo, case.first_published_at, case.id))
        assert ordered[0].place is not None
        found.append(Timeline(ordered[0].place, _holdings(ordered)))
    return found


def _named(place: Place, name: str) -> bool:
    return alike(place.name, name) or alike(place.text, name)


def _holdings(ordered: Sequence[Case]) -> tuple[Holding, ...]:
    """What the place's changes of hands, in order, come to; in time that grows with their number, not its square."""
    happened = [not only_denied(case) for case in ordered]
    rivals = _Rivals([case for case, real in zip(ordered, happened, strict=True) if real])
    until: date | None = None
    found = []
    for case, real in zip(reversed(ordered), reversed(happened), strict=True):
        found.append(_holding(case, until, rivals))
        until = case.lo if real else until
    return tuple(reversed(found))


def _holding(case: Case, until: date | None, rivals: "_Rivals") -> Holding:
    falls = [report for report in case.reports if isinstance(report.claim, LocationFall)]
    why = list[Why]()
    if any(report.role == "denial" for report in case.reports):
        why.append("denied")
    if rivals.of(case):
        why.append("two_sides")
    return Holding(
        incident=case.id,
        holder=case.taken_by,
        lost_by=case.taken_from,
        change=_change(falls),
        from_first=case.lo,
        from_last=case.hi,
        until=until,
        grade=grade(case.reports, len(case.origins)),
        origins=case.origins,
        contested=tuple(why),
        words=tuple(_word(report) for report in falls),
    )


class _Rivals:
    """Who is said to have taken the place, and when: by holder, the first days in order and the last day so far."""

    def __init__(self, ordered: Iterable[Case]) -> None:
        self._days: dict[tuple[str, str | None], tuple[Actor, list[date], list[date]]] = {}
        for case in ordered:
            if case.taken_by is None:
                continue
            name = case.taken_by.name, case.taken_by.type
            _, firsts, lasts = self._days.setdefault(name, (case.taken_by, [], []))
            firsts.append(case.lo)
            lasts.append(max(case.hi, lasts[-1]) if lasts else case.hi)

    def of(self, case: Case) -> bool:
        """Whether another than this incident's holder is said to have taken the place in its days."""
        for holder, firsts, lasts in self._days.values():
            before = bisect_right(firsts, case.hi)
            if before and lasts[before - 1] >= case.lo and not compatible(case.taken_by, holder):
                return True
        return False


def _change(falls: Sequence[Report]) -> str:
    """What most reports call it, the first where they are as many."""
    told = [report.claim.change for report in falls if isinstance(report.claim, LocationFall)]
    return max(told, key=told.count) if told else "captured"


def _word(report: Report) -> Word:
    claim = report.claim
    speaker = claim.said_by.name if claim.said_by is not None else origin_of(claim)
    return Word(speaker, claim.stance, claim.article_id, claim.outlet, claim.evidence.text)
