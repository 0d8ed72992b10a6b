"""Which change of hands a claim tells of: one that is known, the next one at a known place, or the first there.

A place's incidents, in order of event time, are its timeline of control. A claim belongs to the incident with a holder
that fits, near enough in time, and with no other holder in between.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from agents.ledger.actors import actor_type, compatible, loses, same
from agents.ledger.places import describes, in_town, relation, same_name, same_place
from agents.ledger.state import Case, Policy
from agents.ledger.text import fold
from agents.ledger.times import Interval, gap, interval
from agents.ledger.words import words
from schemas.actor import Actor
from schemas.claim import Claim, LocationFall

_ONE = frozenset({"a", "an", "another", "one"})
_WORDS_BETWEEN = 7  # "a | key border town in the far north of |"
_ATTRIBUTES = 4
PART_DAYS = 1  # how long after a boast of having a town its parts are told to have fallen with it

How = Literal["same_holder", "reversal", "earlier", "first"]
"""same_holder: tells of the incident beside it; reversal: the holder beside it has lost the place; earlier: an event
before one that is known, told late; first: nothing is known that it follows or repeats."""


@dataclass(frozen=True, slots=True)
class FallMatch:
    """case: the incident that the word is about, null for first. beside: others that it can be about as well."""

    how: How
    case: Case | None = None
    beside: tuple[Case, ...] = ()


def span(case: Case) -> Interval:
    """The days in which the incident can have happened."""
    return Interval(case.lo, case.hi)


def once_told(claims: Iterable[Claim], at: datetime) -> list[Claim]:
    """The claims, published at this instant, without those that tell a change of hands of the article over again.

    A place told whole by the very mention that tells of its part ("three villages near X"), or one that a headline or
    a first sentence describes ("Rebels take border post", "captured a town in the province") and the text names.
    """
    listed = list(claims)
    return [
        claim
        for claim in listed
        if not any(_one_mention(claim, other) or _described_for(claim, other, at) for other in listed)
    ]


def _described_for(claim: Claim, other: Claim, at: datetime) -> bool:
    if not (isinstance(claim, LocationFall) and isinstance(other, LocationFall) and claim.place and other.place):
        return False
    if (claim.stance == "denied") != (other.stance == "denied") or claim.evidence.start >= other.evidence.start:
        return False
    if not (describes(claim.place, other.place) or _some_place(claim, other, at)):
        return False
    return compatible(claim.taken_by, other.taken_by)


def _some_place(claim: LocationFall, other: LocationFall, at: datetime) -> bool:
    """Whether one place without a name, in a province or country ("a village in northern Syria"), is the other one."""
    assert claim.place is not None
    if claim.place.precision != 3 or relation(claim.place, other.place) != "within":
        return False
    before, name, _ = fold(claim.evidence.text).partition(fold(claim.place.text))
    if not name or gap(interval(claim.time, at), interval(other.time, at)):
        return False
    near = before.split()[-_WORDS_BETWEEN:]
    described = next((n for n, word in enumerate(near) if word in words().descriptions), None)
    return described is not None and bool(_ONE & set(near[max(0, described - _ATTRIBUTES) : described]))


def _one_mention(claim: Claim, other: Claim) -> bool:
    if not (isinstance(claim, LocationFall) and isinstance(other, LocationFall) and claim.place and other.place):
        return False
    if claim.evidence != other.evidence or (claim.place.precision, other.place.precision) != (1, 2):
        return False
    name = fold(claim.place.text)
    return name in fold(other.place.text) and fold(claim.evidence.text).count(name) == 1


def match_fall(claim: LocationFall, cases: Sequence[Case], at: datetime, policy: Policy) -> FallMatch:
    """Place a claim published at this instant on the timeline of its place."""
    when = interval(claim.time, at)
    claim = _meant(claim)
    timeline = sorted(
        (case for case in cases if case.kind == "location_fall" and same_place(case.place, claim.place)), key=_order
    )
    fitting = [case for case in timeline if fits(claim, case)]
    near = [
        case for case in fitting if _near(claim, case, when, policy) and not _ended(claim, case, timeline, when, at)
    ]
    if near:
        nearest, *others = sorted(near, key=lambda case: (gap(span(case), when), -case.lo.toordinal(), case.id))
        return FallMatch("same_holder", nearest, tuple(others))
    whole = [case for case in cases if case.kind == "location_fall" and _with_the_whole(claim, case, when, policy)]
    if whole and not timeline:
        return FallMatch("same_holder", min(whole, key=_order))
    if claim.stance == "denied":
        return FallMatch("first")
    return _placed(claim, timeline, when, at)


def _meant(claim: LocationFall) -> LocationFall:
    """A denial as it is meant: a side that denies a capture denies its loss, and not its own gain, whoever is named."""
    if claim.stance != "denied" or claim.said_by is None or claim.taken_by is None:
        return claim
    speaker = Actor(text=claim.said_by.text, name=claim.said_by.name, type=actor_type(claim.taken_by))
    if not same(speaker, claim.taken_by):
        return claim
    return msgspec.structs.replace(claim, taken_by=None, taken_from=None)


def _with_the_whole(claim: LocationFall, case: Case, when: Interval, policy: Policy) -> bool:
    """Whether it tells of a part of a place that is known to have fallen whole, in those days and to the same holder.

    Who takes a town takes its high street, but not the villages around it. A part that falls first, or that its holder
    loses again, is its own event. Who denies the loss of "the positions in X" denies that X was lost.
    """
    if claim.place is None or case.place is None or case.place.precision != 1 or not in_town(claim.place):
        return False
    if claim.stance == "denied":
        near = gap(span(case), when) <= policy.same_holder_days
        return near and same_name(claim.place, case.place) and compatible(claim.taken_by, case.taken_by)
    if claim.change == "recaptured" or claim.taken_by is None or not compatible(claim.taken_by, case.taken_by):
        return False
    if not same_name(claim.place, case.place) or any(report.role == "denial" for report in case.reports):
        return False
    sure = any(report.claim.stance == "asserted" for report in case.reports)
    return gap(span(case), when) <= (policy.same_holder_days if sure else PART_DAYS)


def fits(claim: LocationFall, case: Case) -> bool:
    """Whether the incident can be what the claim tells, as far as holders go."""
    if loses(claim.taken_from, claim.taken_by, case.taken_by) or loses(case.taken_from, case.taken_by, claim.taken_by):
        return False
    return compatible(claim.taken_by, case.taken_by)


def _near(claim: LocationFall, case: Case, when: Interval, policy: Policy) -> bool:
    """Within the days of one incident; a claim without a time means the holder's latest capture before it."""
    return gap(span(case), when) <= policy.same_holder_days or (when.loose and case.lo <= when.hi)


def _ended(claim: LocationFall, case: Case, timeline: Sequence[Case], when: Interval, at: datetime) -> bool:
    """Whether another holder had the place between this incident and what the claim tells.

    Days are too coarse for a town that changes hands twice in one: there "recaptured", in a later report, decides.
    """
    if when.loose:
        return False
    if _retakes(claim, case, when):
        return True
    others = [other for other in timeline if not fits(claim, other) and not only_denied(other)]
    if gap(span(case), when) == 0:
        again = claim.change == "recaptured" and not any(_recaptured(report.claim) for report in case.reports)
        return again and any(_order(other) > _order(case) and at > other.first_published_at for other in others)
    earlier, later = min(case.hi, when.hi), max(case.lo, when.lo)
    return any(earlier <= other.lo <= later for other in others)


def _retakes(claim: LocationFall, case: Case, when: Interval) -> bool:
    """Whether on a later day the claim tells of taking back what this holder took: nobody retakes his own."""
    if claim.change != "recaptured" or when.lo <= case.hi or same(claim.taken_by, case.taken_by):
        return False
    return not any(_recaptured(report.claim) for report in case.reports)


def _placed(claim: LocationFall, timeline: Sequence[Case], when: Interval, at: datetime) -> FallMatch:
    """Where a claim stands that tells of no known incident."""
    if later := [case for case in timeline if case.lo > when.hi]:
        return FallMatch("earlier", later[0])
    held = [case for case in timeline if not only_denied(case)]
    if not held or (fits(claim, held[-1]) and not _retakes(claim, held[-1], when)):
        return FallMatch("first")
    latest = held[-1]
    if at < latest.first_published_at and when.lo <= latest.lo:
        return FallMatch("earlier", latest)
    if when.loose and when.lo <= latest.lo and _follows_another(claim, latest):
        return FallMatch("earlier", latest)
    return FallMatch("reversal", latest)


def _follows_another(claim: LocationFall, latest: Case) -> bool:
    """Whether a capture without a time of its own is the one that the latest holder's followed.

    It is where one article tells both ("the army retook the town, which rebels had captured"), or where the latest
    holder is said to have retaken it.
    """
    told = [report.claim for report in latest.reports]
    return any(other.article_id == claim.article_id or _recaptured(other) for other in told)


def _order(case: Case) -> tuple[int, datetime, str]:
    return case.lo.toordinal(), case.first_published_at, case.id


def _recaptured(claim: object) -> bool:
    return isinstance(claim, LocationFall) and claim.change == "recaptured"


def only_denied(case: Case) -> bool:
    """Whether nobody says that it happened."""
    return all(report.role == "denial" for report in case.reports)
