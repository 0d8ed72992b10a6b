"""When two incidents that are known prove to be one: a report tells of both, and nothing that is known of either
speaks against it. In doubt they stay two: two entries for one event are a nuisance, one entry for two is an error."""

from collections.abc import Iterable

from agents.ledger.actors import compatible
from agents.ledger.casualties import conflicts
from agents.ledger.falls import fits, only_denied, span
from agents.ledger.figures import agree
from agents.ledger.places import same_place
from agents.ledger.sides import HARM, told
from agents.ledger.state import Case, Policy
from agents.ledger.times import gap, interval
from schemas.claim import Casualty, LocationFall


def one_event(one: Case, other: Case, article_id: str, policy: Policy) -> bool:
    """Whether two incidents of harm are one. article_id: the report that tells of both, which speaks for neither."""
    if _apart(one, other, article_id) or one.cumulative != other.cumulative:
        return False
    for first, second in ((one, other), (other, one)):
        for report in first.reports:
            claim = report.claim
            if isinstance(claim, Casualty) and conflicts(
                claim, interval(claim.time, report.published_at), second, policy
            ):
                return False
    return _figures_agree(one, other)


def _figures_agree(one: Case, other: Case) -> bool:
    """Whether no figure of one contradicts the other's; of different harms both must be such as one blow does."""
    first, second = told(one.reports), told(other.reports)
    pairs = [(a, b) for a in first for b in second if a.effect == b.effect]
    if not pairs:
        return {claim.effect for claim in (*first, *second)} <= HARM
    return all(agree(a.number, b.number) for a, b in pairs)


def one_fall(one: Case, other: Case, known: Iterable[Case], article_id: str, policy: Policy) -> bool:
    """Whether two changes of hands of one place are one: the same holder, within days, and no other between."""
    if _apart(one, other, article_id) or gap(span(one), span(other)) > policy.same_holder_days:
        return False
    if not compatible(one.taken_by, other.taken_by) or not compatible(one.taken_from, other.taken_from):
        return False
    for first, second in ((one, other), (other, one)):
        if not all(fits(r.claim, second) for r in first.reports if isinstance(r.claim, LocationFall)):
            return False
    lo, hi = min(one.hi, other.hi), max(one.lo, other.lo)
    return not any(
        case.kind == "location_fall"
        and not only_denied(case)
        and same_place(case.place, one.place)
        and not compatible(case.taken_by, one.taken_by)
        and lo <= case.lo <= hi
        for case in known
    )


def _apart(one: Case, other: Case, article_id: str) -> bool:
    """Whether a person has split them, or an article tells of both as two."""
    if other.id in one.apart or one.id in other.apart:
        return True
    return bool((set(one.articles) & set(other.articles)) - {article_id})
