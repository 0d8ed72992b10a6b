"""Why a decision about an incident is news, or why it is not: one reason for what one article adds to one incident."""

from collections.abc import Sequence
from typing import Literal

from agents.ledger.figures import headline, risen
from agents.ledger.grades import official
from agents.ledger.incidents import effects
from agents.ledger.state import Case, Policy
from schemas.alert import Reason
from schemas.claim import Claim, Number


def first_reason(claims: Sequence[Claim], *, reversal: bool, late: bool) -> Reason:
    """The reason for an incident that has not been reported yet. late: its place has changed hands since."""
    if late or all(claim.time.timing == "background" for claim in claims):
        return "background"
    return "reversal" if reversal else "first_report"


def denied_reason(before: Case | None, claims: Sequence[Claim]) -> Reason:
    """The reason for a denial: news once. Of what nobody reports and nobody dates lately it is background."""
    if before is None:
        return "background" if all(claim.time.timing == "background" for claim in claims) else "denied"
    return "known" if any(report.role == "denial" for report in before.reports) else "denied"


def next_reason(before: Case, after: Case, claims: Sequence[Claim], policy: Policy) -> Reason:
    """The reason for what an article adds to a reported incident."""
    change = toll_change(before, after, policy)
    if change == "toll_raised":
        return change
    if any(official(claim) for claim in claims) and not _conceded(before):
        return "confirmed"
    if change is not None:
        return change
    return "corroborated" if len(before.origins) < 2 <= len(after.origins) else "known"


def toll_change(before: Case, after: Case, policy: Policy) -> Literal["toll_raised", "toll_revised"] | None:
    """Whether a toll rose by as much as counts, or fell; null where it did neither. A rise outweighs a fall."""
    old, new = effects(before.reports), effects(after.reports)
    people = None if after.cumulative else policy.raise_people
    pairs = [pair for effect in new for pair in _figures(old.get(effect), new[effect])]
    if any(risen(one, other, policy.raise_share, people) for one, other in pairs):
        return "toll_raised"
    fallen = any(None not in pair and risen(pair[1], pair[0], policy.raise_share, people) for pair in pairs)
    return "toll_revised" if fallen else None


def _figures(old: Number | None, new: Number) -> tuple[tuple[int | None, int | None], tuple[int | None, int | None]]:
    """Old and new of the figure a reader would quote, and of the low."""
    return (headline(old), headline(new)), (old.low if old else None, new.low)


def _conceded(case: Case) -> bool:
    """Whether it was asserted before, so that a further assertion confirms nothing; a denial since opens it again."""
    asserted = [report for report in case.reports if report.role != "denial" and report.claim.stance == "asserted"]
    if any(report.role == "denial" for report in case.reports):
        return any(official(report.claim) for report in asserted)
    return bool(asserted)
