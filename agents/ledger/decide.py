"""The decision: what one article's claims change in what is known, and which of it is news. Pure, and the same always.

An article's reports join incidents, or open them, in its order, and each incident gets one decision for what the
article told of it; then its denials do, so that a denial meets the report that it denies, in the same article too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from agents.ledger.casualties import NARROW_DAYS, WAYS, Way, conflicts, match_casualty
from agents.ledger.events import Event, events
from agents.ledger.falls import match_fall, span
from agents.ledger.incidents import another_id, case_id, changed, join, open_case, view
from agents.ledger.places import relation
from agents.ledger.reasons import denied_reason, first_reason, next_reason
from agents.ledger.state import DEFAULT_POLICY, Case, Decided, Decision, Entry, Policy, Role, State
from agents.ledger.times import gap, interval, published
from schemas.alert import SCHEMA, Alert, Reason
from schemas.claim import Casualty, Claim, LocationFall
from schemas.ids import stable_id


@dataclass(slots=True)
class _Side:
    """An article's reports, or its denials, on their way into the incidents.

    before: the incidents without them; beside: ids of all the article's claims.
    """

    theatre: str
    at: datetime
    now: datetime
    policy: Policy
    before: Mapping[str, Case]
    cases: dict[str, Case]
    beside: frozenset[str] = frozenset()
    joined: dict[str, list[Claim]] = field(default_factory=dict)
    reversals: set[str] = field(default_factory=set)
    alerts: list[Alert] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)


def decide(state: State, claims: Sequence[Claim], now: datetime, policy: Policy = DEFAULT_POLICY) -> Decision:
    """Decide about one article's claims in one theatre, together.

    Only claims of mode actual count, and of a change of hands only those with a place. now: the time of the alerts, and
    of publication where that is unknown; nothing else depends on it.
    """
    counted = list({claim.claim_id: claim for claim in claims if _counts(claim)}.values())
    if not counted:
        return Decision()
    at = published(counted[0].published_at, now)
    cases, touched = dict(state.cases), dict[str, None]()
    beside = frozenset(claim.claim_id for claim in counted)
    alerts: list[Alert] = []
    decided: list[Decided] = []
    for denied in (False, True):
        side = _Side(state.theatre, at, now, policy, before=dict(cases), cases=cases, beside=beside)
        _take(side, [claim for claim in counted if (claim.stance == "denied") is denied])
        for joined in side.joined:
            _settle(side, joined, denied=denied)
        alerts += side.alerts
        decided += side.decided
        touched |= dict.fromkeys(side.joined)
    return Decision(cases=tuple(cases[one] for one in touched), alerts=tuple(alerts), decided=tuple(decided))


def _counts(claim: Claim) -> bool:
    return claim.mode == "actual" and (isinstance(claim, Casualty) or claim.place is not None)


def _take(side: _Side, claims: Sequence[Claim]) -> None:
    """Join every claim to its incident, the claims of one event together, in the article's order."""
    grouped = {
        event.claims[0].claim_id: event for event in events([c for c in claims if isinstance(c, Casualty)], side.at)
    }
    for claim in claims:
        if isinstance(claim, LocationFall):
            _place_fall(side, claim)
        elif claim.claim_id in grouped:
            _place_event(side, grouped.pop(claim.claim_id))


def _place_fall(side: _Side, claim: LocationFall) -> None:
    match = match_fall(claim, list(side.cases.values()), side.at, side.policy)
    if match.how == "same_holder" and match.case is not None:
        _add(side, match.case.id, claim, _role(claim))
        return
    opened = _open(side, claim, _role(claim))
    if match.how == "reversal":
        side.reversals.add(opened)
    elif match.how == "earlier":
        side.cases[opened] = msgspec.structs.replace(side.cases[opened], late=True)


def _role(claim: Claim) -> Role:
    return "denial" if claim.stance == "denied" else "report"


def _place_event(side: _Side, event: Event) -> None:
    """Join the event to the incident that one of its claims matches by the strongest way, or open one."""
    found = _best(side, event)
    for i, told in enumerate(event.told):
        if found is None and i == 0:
            found = _open(side, told.claim, told.role)
        elif found is not None:
            _add(side, found, told.claim, told.role)


def _best(side: _Side, event: Event) -> str | None:
    ranked = []
    for case in side.cases.values():
        if case.kind != "casualty" or any(conflicts(claim, case, side.at, side.policy) for claim in event.claims):
            continue
        ways = [_way(side, told.claim, case) for told in event.told if told.role != "part"]
        ranks = [WAYS.index(way) for way in ways if way is not None]
        if ranks:
            when = interval(event.claims[0].time, side.at)
            ranked.append((min(ranks), gap(when, span(case)), case.first_published_at, case.id))
    return min(ranked)[3] if ranked else None


def _way(side: _Side, claim: Casualty, case: Case) -> Way | None:
    sole = _sole(side, claim, case)
    return match_casualty(claim, case, side.at, side.policy, sole=sole, beside=side.beside)


def _sole(side: _Side, claim: Casualty, case: Case) -> bool:
    """Whether no other incident is known at that place in those days."""
    when = interval(claim.time, side.at)
    near = [
        other.id
        for other in side.cases.values()
        if other.kind == "casualty"
        and relation(other.place, claim.place) in ("same", "part")
        and gap(span(other), when) == 0
        and span(other).days <= NARROW_DAYS
    ]
    return near == [case.id]


def _open(side: _Side, claim: Claim, role: Role) -> str:
    new = case_id(side.theatre, claim)
    if new in side.cases:
        new = another_id(side.theatre, claim)
    side.cases[new] = open_case(new, side.theatre, claim, role, side.at, side.policy)
    side.joined.setdefault(new, []).append(claim)
    return new


def _add(side: _Side, found: str, claim: Claim, role: Role) -> None:
    side.cases[found] = join(side.cases[found], claim, role, side.at, side.policy)
    side.joined.setdefault(found, []).append(claim)


def _settle(side: _Side, found: str, *, denied: bool) -> None:
    """Decide what the article's claims are to this incident, write it into its history, and make the alert if any."""
    case, claims = side.cases[found], side.joined[found]
    reason = _reason(side, found, denied=denied)
    alert = None if reason in ("known", "background") else _alert(side, case, reason, claims)
    entry = Entry(
        reason=reason,
        article_id=claims[0].article_id,
        published_at=side.at,
        decided_at=side.now.astimezone(UTC),
        alert_id=alert.id if alert else None,
    )
    side.cases[found] = msgspec.structs.replace(
        case,
        announced=case.announced or reason in ("first_report", "reversal"),
        alerts=case.alerts + (alert is not None),
        last=alert.incident if alert else case.last,
        history=(*case.history, entry)[-side.policy.history :],
    )
    side.decided.append(Decided(found, case.kind, reason))
    if alert is not None:
        side.alerts.append(alert)


def _reason(side: _Side, found: str, *, denied: bool) -> Reason:
    before, after, claims = side.before.get(found), side.cases[found], side.joined[found]
    if denied:
        return denied_reason(before, claims)
    if before is None or not before.announced:
        return first_reason(claims, reversal=found in side.reversals, late=after.late)
    return next_reason(before, after, claims, side.policy)


def _alert(side: _Side, case: Case, reason: Reason, claims: Sequence[Claim]) -> Alert:
    incident = view(case)
    before = side.before.get(case.id)
    late = before is not None and (before.last_published_at - side.at).days >= side.policy.late_days
    return Alert(
        id=stable_id("alert", case.id, reason, case.alerts),
        schema=SCHEMA,
        reason=reason,
        rings=reason in side.policy.rings and not late,
        rung_by=claims[0].article_id,
        published_at=side.at,
        rung_at=side.now.astimezone(UTC),
        incident=incident,
        claims=_resting_on(case, claims, side.policy.alert_claims),
        changed=changed(case.last, incident),
    )


def _resting_on(case: Case, claims: Sequence[Claim], most: int) -> tuple[Claim, ...]:
    """The claims that were decided about, then the newest of every other origin and side, newest first."""
    chosen = {claim.claim_id: claim for claim in claims}
    told = {(report.origin, report.role) for report in case.reports if report.claim.claim_id in chosen}
    for report in sorted(case.reports, key=lambda report: report.published_at, reverse=True):
        if (report.origin, report.role) not in told:
            told.add((report.origin, report.role))
            chosen.setdefault(report.claim.claim_id, report.claim)
    return tuple(chosen.values())[:most]
