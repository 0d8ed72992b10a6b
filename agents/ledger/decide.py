"""The decision: what one article's claims change in what is known, and which of it is news. Pure, and the same always.

An article's reports join incidents, or open them, in its order, and each incident gets one decision for what the
article told of it; then its denials do, so that a denial meets the report that it denies, in the same article too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from agents.ledger.casualties import PROVING, WAYS
from agents.ledger.events import Event, events
from agents.ledger.falls import match_fall, once_told
from agents.ledger.incidents import another_id, case_id, changed, join, open_case, view
from agents.ledger.merge import merge, turn
from agents.ledger.proof import one_event, one_fall
from agents.ledger.ranking import Match, home, nowhere, ranked, rules_out
from agents.ledger.reasons import denied_reason, first_reason, next_reason
from agents.ledger.state import DEFAULT_POLICY, Case, Decided, Decision, Entry, Policy, Role, State
from agents.ledger.times import published
from agents.ledger.told import Told
from schemas.alert import SCHEMA, Alert, Reason
from schemas.claim import Casualty, Claim, LocationFall
from schemas.ids import stable_id


@dataclass(slots=True)
class _Side:
    """An article's reports, or its denials, on their way into the incidents.

    before: the incidents without them; beside: ids of all the article's claims; late: the theatre has been told of
    later days before, so that the article fills the history.
    """

    theatre: str
    at: datetime
    now: datetime
    policy: Policy
    before: dict[str, Case]
    cases: dict[str, Case]
    late: bool = False
    beside: frozenset[str] = frozenset()
    joined: dict[str, list[Claim]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    reversals: set[str] = field(default_factory=set)
    alerts: list[Alert] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)

    def standing(self) -> list[Case]:
        """The incidents that did not go into others."""
        return [case for case in self.cases.values() if case.merged_into is None]


def decide(state: State, claims: Sequence[Claim], now: datetime, policy: Policy = DEFAULT_POLICY) -> Decision:
    """Decide about one article's claims in one theatre, together.

    Only claims of mode actual count, and of a change of hands only those with a place. now: the time of the alerts, and
    of publication where that is unknown; nothing else depends on it.
    """
    listed = list({claim.claim_id: claim for claim in claims if _counts(claim)}.values())
    if not listed:
        return Decision()
    at = published(listed[0].published_at, now)
    counted = once_told(listed, at)
    cases, touched = dict(state.cases), dict[str, None]()
    beside = frozenset(claim.claim_id for claim in counted)
    late = state.latest is not None and (state.latest - at).days >= policy.stale_days
    alerts: list[Alert] = []
    decided: list[Decided] = []
    for denied in (False, True):
        side = _Side(state.theatre, at, now, policy, dict(cases), cases, late, beside)
        _take(side, [claim for claim in counted if (claim.stance == "denied") is denied])
        for joined in side.joined:
            _settle(side, joined, denied=denied)
        alerts += side.alerts
        decided += side.decided
        touched |= dict.fromkeys([*side.joined, *side.merged])
    return Decision(cases=tuple(cases[one] for one in touched), alerts=tuple(alerts), decided=tuple(decided))


def _counts(claim: Claim) -> bool:
    return claim.mode == "actual" and (isinstance(claim, Casualty) or claim.place is not None)


def _take(side: _Side, claims: Sequence[Claim]) -> None:
    """Join every claim to its incident, those of one event together; the decisions come in the article's order."""
    grouped = {
        event.claims[0].claim_id: event for event in events([c for c in claims if isinstance(c, Casualty)], side.at)
    }
    falls = [claim for claim in claims if isinstance(claim, LocationFall)]
    for claim in sorted(falls, key=lambda fall: fall.place is not None and fall.place.precision == 2):
        _place_fall(side, claim)  # a place before its parts, which fall with it
    for event, matches in _surest_first(side, list(grouped.values())):
        _place_event(side, event, matches)
    order = {claim.claim_id: i for i, claim in enumerate(claims)}
    side.joined = dict(sorted(side.joined.items(), key=lambda item: min(order[claim.claim_id] for claim in item[1])))


def _surest_first(side: _Side, found: list[Event]) -> list[tuple[Event, list[Match] | None]]:
    """An article's events, those first that match a known incident by the strongest way; with the first one's matches.

    So "six were killed there at night" does not take the place of "at least five were killed in the shelling", which
    the same article tells further down, and which is known.
    """
    if len(found) < 2:
        return [(event, None) for event in found]
    matches = [ranked(side.standing(), event, side.at, side.policy, side.beside) for event in found]
    order = sorted(
        range(len(found)),
        key=lambda i: (matches[i][0].rank if matches[i] else len(WAYS), nowhere(found[i]), i),
    )
    return [(found[i], matches[i] if n == 0 else None) for n, i in enumerate(order)]


def _place_fall(side: _Side, claim: LocationFall) -> None:
    match = match_fall(claim, side.standing(), side.at, side.policy)
    if match.how == "same_holder" and match.case is not None:
        found = match.case.id
        for other in match.beside:
            if one_fall(side.cases[found], other, side.standing(), claim.article_id, side.policy):
                found = _unite(side, found, other.id)
        _add(side, found, claim, _role(claim))
        return
    opened = _open(side, claim, _role(claim))
    if match.how == "reversal":
        side.reversals.add(opened)
    elif match.how == "earlier":
        side.cases[opened] = msgspec.structs.replace(side.cases[opened], late=True)


def _role(claim: Claim) -> Role:
    return "denial" if claim.stance == "denied" else "report"


def _place_event(side: _Side, event: Event, matches: list[Match] | None) -> None:
    """Join the event to the incident that one of its claims matches by the strongest way, or open one.

    Another incident that it matches too, by what cannot be told of two events, proves to be the same one. What is told
    without a place, and matches none, belongs to the one incident that the rest of the article tells of.
    """
    found = None
    for other in ranked(side.standing(), event, side.at, side.policy, side.beside) if matches is None else matches:
        if found is None:
            found = other.case_id
        elif other.rank <= PROVING and one_event(
            side.cases[found], side.cases[other.case_id], event.claims[0].article_id, side.policy
        ):
            found = _unite(side, found, other.case_id)
    if found is None and nowhere(event):
        found = home([case for case in side.standing() if case.id in side.joined], event, side.at, side.policy)
    if found is None:
        found = _open(side, event.told[0].claim, event.told[0].role)
        left = event.told[1:]
    else:
        left = event.told
    for told in left:
        elsewhere = _known_elsewhere(side, told, found)
        _add(side, elsewhere or found, told.claim, "report" if elsewhere else told.role)


def _known_elsewhere(side: _Side, told: Told, found: str) -> str | None:
    """The other incident that a part of a total is about: "nine died in the shelling, and a drone killed four"."""
    if told.role != "part" or not rules_out(side.cases[found], told.claim, side.at, side.policy):
        return None
    event = Event((Told(told.claim, "report"),))
    return next((match.case_id for match in ranked(side.standing(), event, side.at, side.policy, side.beside)), None)


def _unite(side: _Side, one: str, other: str) -> str:
    """Merge two incidents before the claims that prove them to be one are added; the id of the one that goes on."""
    entry = turn("merged", side.now.astimezone(UTC), side.at)
    whole, part = merge(side.cases[one], side.cases[other], entry, side.policy)
    side.cases |= {whole.id: whole, part.id: part}
    if side.before.pop(part.id, None) is not None or whole.id in side.before:
        side.before[whole.id] = whole
    if part.id in side.joined:
        side.joined.setdefault(whole.id, []).extend(side.joined.pop(part.id))
    side.merged += [part.id, whole.id]
    return whole.id


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
    told = reason not in ("known", "background") or reason in side.policy.rings
    alert = _alert(side, case, reason, claims) if told else None
    entry = Entry(
        reason=reason,
        article_id=claims[0].article_id,
        published_at=side.at,
        decided_at=side.now.astimezone(UTC),
        alert_id=alert.id if alert else None,
    )
    side.cases[found] = msgspec.structs.replace(
        case,
        announced=case.announced or case.cumulative or reason in ("first_report", "reversal"),
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
        return denied_reason(before, claims, after)
    if before is None or not before.announced:
        others = len(side.beside) - len(claims)
        return first_reason(claims, reversal=found in side.reversals, late=after.late or side.late, beside=others)
    return next_reason(before, after, claims, side.policy)


def _alert(side: _Side, case: Case, reason: Reason, claims: Sequence[Claim]) -> Alert:
    incident = view(case)
    before = side.before.get(case.id)
    late = side.late or (before is not None and (before.last_published_at - side.at).days >= side.policy.late_days)
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
