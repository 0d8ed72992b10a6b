"""Which of the incidents that are known an article's event can be, the likeliest first. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from agents.ledger.casualties import WAYS, conflicts, match_casualty, told_beside
from agents.ledger.events import Event
from agents.ledger.falls import span
from agents.ledger.figures import agree
from agents.ledger.places import relation
from agents.ledger.sides import HARM, NARROW_DAYS, of_one_blow, recounts, told
from agents.ledger.state import Case, Policy
from agents.ledger.times import Interval, gap, interval
from schemas.claim import Casualty

OTHER_EFFECT = WAYS.index("other_effect")


class Match(NamedTuple):
    """An incident that an event can be, the likeliest first: by the way, the days between, and its age."""

    rank: int
    days: int
    first_published_at: datetime
    case_id: str


def ranked(cases: Sequence[Case], event: Event, at: datetime, policy: Policy, beside: frozenset[str]) -> list[Match]:
    """The incidents among these that the event, published at this instant, can be.

    beside: ids of all the article's claims.
    """
    days = {claim.claim_id: interval(claim.time, at) for claim in event.claims}
    telling = [told.claim for told in event.told if told.role != "part"]
    standing = [case for case in cases if case.kind == "casualty"]
    near = [_near(standing, claim, days[claim.claim_id]) for claim in telling]
    inside = [_inside(standing, claim, days[claim.claim_id], policy) for claim in telling]
    found = []
    for case in standing:
        if any(conflicts(claim, days[claim.claim_id], case, policy) for claim in telling):
            continue
        ways = [
            match_casualty(
                claim,
                days[claim.claim_id],
                case,
                policy,
                sole=there == [case.id],
                alone=within == [case.id],
                beside=beside,
            )
            for claim, there, within in zip(telling, near, inside, strict=True)
        ]
        ranks = [WAYS.index(way) for way in ways if way is not None]
        if ranks and min(ranks) == OTHER_EFFECT and _others_there(case, telling, days, beside):
            continue
        if ranks:
            apart = gap(days[event.claims[0].claim_id], span(case))
            found.append(Match(min(ranks), apart, case.first_published_at, case.id))
    return sorted(found)


def _others_there(
    case: Case, telling: Sequence[Casualty], days: Mapping[str, Interval], beside: frozenset[str]
) -> bool:
    """Whether the article has told of other dead in it: "18 killed and 40 hurt" are not the one who died there too."""
    return any(told_beside(claim, days[claim.claim_id], case, beside) for claim in telling)


def _near(standing: Sequence[Case], claim: Casualty, when: Interval) -> list[str]:
    """The incidents that are known at that place in those days; who flees or is taken there is no harm of a blow."""
    return [
        other.id
        for other in standing
        if gap(span(other), when) == 0
        and span(other).days <= NARROW_DAYS
        and relation(other.place, claim.place) in ("same", "part")
        and of_one_blow(other)
    ]


def _inside(standing: Sequence[Case], claim: Casualty, when: Interval, policy: Policy) -> list[str]:
    """The incidents in those days in the province or country that the claim names which its figure can be told of."""
    if claim.place is None or claim.place.precision != 3:
        return []
    return [
        other.id
        for other in standing
        if relation(other.place, claim.place) == "within"
        and other.place is not None
        and other.place.precision != 3
        and not conflicts(claim, when, other, policy)
        and gap(span(other), when) == 0
        and any(one.effect == claim.effect and agree(one.number, claim.number) for one in told(other.reports))
    ]


def rules_out(case: Case, claim: Casualty, at: datetime, policy: Policy) -> bool:
    """Whether the claim cannot tell of this incident, whatever the sentence is that it stands in."""
    return conflicts(claim, interval(claim.time, at), case, policy)


def nowhere(event: Event) -> bool:
    """Whether none of its claims has a place."""
    return all(claim.place is None for claim in event.claims)


def home(touched: Sequence[Case], event: Event, at: datetime, policy: Policy) -> str | None:
    """The incident that an event without a place belongs to: the only one that its article tells of besides.

    No figure of it may be another than those that are known there, unless its sentence counts the dead anew. Null where
    the article tells of none, or of several.
    """
    harmed = [case for case in touched if case.kind == "casualty"]
    if len(harmed) != 1:
        return None
    (case,) = harmed
    known = told(case.reports)
    for claim in event.claims:
        if conflicts(claim, interval(claim.time, at), case, policy) or gap(interval(claim.time, at), span(case)):
            return None
        same = [other for other in known if other.effect == claim.effect]
        if not same and not (claim.effect in HARM and of_one_blow(case)):
            return None
        if same and not recounts(claim) and not any(agree(other.number, claim.number) for other in same):
            return None
    return case.id
