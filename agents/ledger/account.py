"""A grade and a toll taken apart: every word in them, with the claims that it rests on.

The grade's words are Airwars', as grades.py has them; low, best and high are UCDP's, over the latest figure of each
independent origin, as figures.py has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.ledger.grades import CONFIRMED_ORIGINS, FAIR_ORIGINS, admits, grade
from agents.ledger.incidents import effects, latest_figures, told_by
from agents.ledger.state import Case, Report
from schemas.alert import Grade
from schemas.claim import Effect, Number


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a grade, in words, and the claims (ids) that it rests on."""

    why: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of a toll: low, best or high, its value, and the claims that set it."""

    name: str
    value: int | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin, and its claims, the oldest first."""

    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An incident's grade with its grounds, its tolls with what sets each bound, and its origins with their claims."""

    grade: Grade
    grounds: tuple[Ground, ...]
    tolls: dict[Effect, tuple[Bound, ...]]
    origins: tuple[Origin, ...]
    denials: tuple[str, ...]


def account(case: Case) -> Account:
    """Take the incident's grade and tolls apart."""
    return Account(
        grade=grade(case.reports, len(case.origins)),
        grounds=tuple(_grounds(case)),
        tolls={effect: _bounds(case, effect, toll) for effect, toll in effects(case.reports).items()},
        origins=tuple(Origin(name, _ids([r for r in _telling(case) if r.origin == name])) for name in case.origins),
        denials=_ids([report for report in case.reports if report.role == "denial"]),
    )


def _telling(case: Case) -> list[Report]:
    return [report for report in case.reports if report.role != "denial"]


def _ids(reports: Sequence[Report]) -> tuple[str, ...]:
    return tuple(report.claim.claim_id for report in reports)


def _grounds(case: Case) -> list[Ground]:
    denials = [report for report in case.reports if report.role == "denial"]
    if denials:
        deniers = ", ".join(dict.fromkeys(report.origin for report in denials))
        return [Ground(f"contested: {deniers} denies it", _ids(denials))]
    found = []
    admitted = [report for report in case.reports if admits(report.claim)]
    if admitted:
        who = ", ".join(dict.fromkeys(report.origin for report in admitted))
        found.append(Ground(f"confirmed: {who} says so, on the side that has nothing to win by it", _ids(admitted)))
    count, asserted = len(case.origins), [r for r in _telling(case) if r.claim.stance == "asserted"]
    firsts = [next(r for r in _telling(case) if r.origin == name) for name in case.origins if _has(case, name)]
    if count >= CONFIRMED_ORIGINS and asserted:
        found.append(Ground(f"confirmed: {count} independent origins, one of which at least asserts it", _ids(firsts)))
    elif not found and count >= FAIR_ORIGINS:
        found.append(Ground(f"fair: {count} independent origins", _ids(firsts)))
    elif not found:
        found.append(
            Ground(f"weak: all reports go back to {', '.join(case.origins) or 'nobody'}", _ids(_telling(case)))
        )
    return found


def _has(case: Case, origin: str) -> bool:
    return any(report.origin == origin for report in _telling(case))


def _bounds(case: Case, effect: Effect, toll: Number) -> tuple[Bound, ...]:
    latest = latest_figures(case.reports)[effect]
    return tuple(
        Bound(name, value, _ids([r for r in latest if value is not None and getattr(told_by(r), name) == value]))
        for name, value in (("low", toll.low), ("best", toll.best), ("high", toll.high))
    )
