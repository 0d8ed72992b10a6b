"""An incident's record: opened by a claim, joined by others, shown as the wire has it, and what changed since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from agents.ledger import actors, places
from agents.ledger.figures import bounds, combine
from agents.ledger.grades import grade
from agents.ledger.origins import known_origin, origin_of, outlet_of
from agents.ledger.retold import ascribe, origin_told_before
from agents.ledger.sides import running
from agents.ledger.state import Case, Policy, Report, Role
from agents.ledger.times import interval, narrowest
from schemas.alert import Incident, Span
from schemas.claim import Casualty, Claim, Effect, LocationFall, Number
from schemas.codec import plain
from schemas.ids import stable_id

_DERIVED = ("place", "time", "taken_by", "taken_from", "effects", "articles", "outlets", "origins", "grade")


def slots(claim: Claim) -> list[Any]:
    """What a claim says, apart from where it stands: two articles that say exactly this tell of one incident."""
    place = [claim.place.name, claim.place.country, list(places.part(claim.place))] if claim.place else None
    days = [claim.time.start, claim.time.end]
    if isinstance(claim, LocationFall):
        sides = [actor and actor.name for actor in (claim.taken_by, claim.taken_from)]
        return [place, days, claim.change, claim.stance == "denied", *sides]
    number, victims = claim.number, claim.victims and claim.victims.whole
    who = [claim.perpetrator and claim.perpetrator.name, claim.weapon, victims]
    return [place, days, claim.effect, number.low, number.best, number.high, claim.cumulative, *who]


def case_id(theatre: str, claim: Claim) -> str:
    """Id of the incident that this claim opens."""
    return stable_id("incident", theatre, kind_of(claim), slots(claim))


def another_id(theatre: str, claim: Claim) -> str:
    """Id for an incident whose first claim says exactly what the first claim of another one said."""
    return stable_id("incident", theatre, kind_of(claim), slots(claim), claim.claim_id)


def kind_of(claim: Claim) -> Any:
    """The kind as the wire names it."""
    return "location_fall" if isinstance(claim, LocationFall) else "casualty"


def open_case(case_id: str, theatre: str, claim: Claim, role: Role, at: datetime, policy: Policy) -> Case:
    """A new incident with this claim, published at this instant."""
    when = interval(claim.time, at)
    empty = Case(
        id=case_id,
        theatre=theatre,
        kind=kind_of(claim),
        lo=when.lo,
        hi=when.hi,
        first_published_at=at,
        last_published_at=at,
        reports=(),
        cumulative=isinstance(claim, Casualty) and running(claim),
    )
    return join(empty, claim, role, at, policy)


def join(case: Case, claim: Claim, role: Role, at: datetime, policy: Policy) -> Case:
    """The incident with one more claim. What it was told of in more detail, more exactly or by name, it keeps."""
    origin = origin_of(claim)
    if role != "denial":
        origin = origin_told_before(case, claim) or known_origin(origin, case.origins) or origin
        case = ascribe(case, claim, origin)
    reports = _bounded((*case.reports, Report(claim=claim, role=role, origin=origin, published_at=at)), policy.reports)
    when = narrowest(interval(report.claim.time, report.published_at) for report in reports)
    joined = msgspec.structs.replace(
        case,
        lo=when.lo,
        hi=when.hi,
        first_published_at=min(case.first_published_at, at),
        last_published_at=max(case.last_published_at, at),
        reports=reports,
        place=places.better(case.place, claim.place),
        articles=_with(case.articles, claim.article_id),
        outlets=_with(case.outlets, outlet_of(claim)),
        origins=case.origins if role == "denial" else _with(case.origins, origin),
    )
    if isinstance(claim, Casualty):
        return msgspec.structs.replace(
            joined, perpetrator=actors.better(case.perpetrator, claim.perpetrator), weapon=case.weapon or claim.weapon
        )
    return msgspec.structs.replace(
        joined,
        taken_by=actors.better(case.taken_by, claim.taken_by)
        if role != "denial" or not case.reports
        else case.taken_by,
        taken_from=actors.better(case.taken_from, claim.taken_from),
    )


def effects(reports: Sequence[Report]) -> dict[Effect, Number]:
    """Range by effect, over the latest figure of each independent origin."""
    return {
        effect: combine([told_by(report) for report in latest]) for effect, latest in latest_figures(reports).items()
    }


def latest_figures(reports: Sequence[Report]) -> dict[Effect, list[Report]]:
    """By effect, each independent origin's latest report of it, the oldest first: what the ranges are made of."""
    latest: dict[Effect, dict[str, Report]] = {}
    for report in reports:
        if report.role != "report" or not isinstance(report.claim, Casualty):
            continue
        known = latest.setdefault(report.claim.effect, {})
        before = known.get(report.origin)
        if before is None or _supersedes(before, report):
            known[report.origin] = report
    ordered = ("killed", "injured", "missing", "abducted", "displaced")
    return {
        effect: sorted(latest[effect].values(), key=lambda report: report.published_at)
        for effect in ordered
        if effect in latest
    }


def told_by(report: Report) -> Number:
    """The figure of a casualty report."""
    assert isinstance(report.claim, Casualty)
    return report.claim.number


def _supersedes(before: Report, report: Report) -> bool:
    """A later figure replaces an earlier one of the same origin, but "many" never replaces a number."""
    if bounds(told_by(report)) is None and bounds(told_by(before)) is not None:
        return False
    return report.published_at >= before.published_at or bounds(told_by(before)) is None


def view(case: Case) -> Incident:
    """The incident as alerts and the page show it. Its days are those that were told, null where none was."""
    told = [report.claim.time for report in case.reports if report.claim.time.start is not None]
    return Incident(
        id=case.id,
        kind=case.kind,
        place=case.place,
        time=Span(start=case.lo, end=case.hi) if told else Span(),
        taken_by=case.taken_by,
        taken_from=case.taken_from,
        effects=dict[str, Number](effects(case.reports).items()),
        articles=case.articles,
        outlets=case.outlets,
        origins=case.origins,
        grade=grade(case.reports, len(case.origins)),
    )


def changed(old: Incident | None, new: Incident) -> dict[str, Any] | None:
    """What differs, field by field, old and new; null where there was no alert before, or nothing differs."""
    if old is None:
        return None
    before, after = plain(old), plain(new)
    return {name: {"old": before[name], "new": after[name]} for name in _DERIVED if before[name] != after[name]} or None


def _with(known: tuple[str, ...], one: str) -> tuple[str, ...]:
    return known if one in known else (*known, one)


def _bounded(reports: tuple[Report, ...], most: int) -> tuple[Report, ...]:
    """Without the oldest report that says nothing more: one that its origin has since told again."""
    if len(reports) <= most:
        return reports
    seen: set[tuple[str, str, str | None]] = set()
    superseded: int | None = None
    for i in range(len(reports) - 1, 0, -1):
        report = reports[i]
        key = report.origin, report.role, report.claim.effect if isinstance(report.claim, Casualty) else None
        if key in seen:
            superseded = i
        seen.add(key)
    drop = superseded if superseded is not None else len(reports) // 2
    return reports[:drop] + reports[drop + 1 :]
