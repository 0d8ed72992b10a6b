"""A person's correction, decided: which incidents change, and how. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime

from agents.ledger.merge import CannotError, merge, take_out, turn, unmerge
from agents.ledger.state import Case, Policy
from schemas.correction import Correction


def corrected(correction: Correction, cases: Mapping[str, Case], now: datetime, policy: Policy) -> tuple[Case, ...]:
    """The incidents as the correction leaves them. cases: those that it names. Raises CannotError."""
    case, at = _known(correction.incident, cases), correction.at.astimezone(UTC)
    if correction.action == "merge":
        entry = turn("merged", now.astimezone(UTC), at, correction.by, correction.note)
        return merge(case, _known(correction.other, cases), entry, policy)
    entry = turn("split", now.astimezone(UTC), at, correction.by, correction.note)
    if correction.claims:
        return take_out(case, correction.claims, entry, policy)
    return unmerge(case, _known(correction.other, cases), entry, policy)


def _known(case_id: str | None, cases: Mapping[str, Case]) -> Case:
    if case_id is None:
        raise CannotError("the other incident is missing, or the claims")
    if case_id not in cases:
        raise CannotError(f"there is no incident {case_id}: it is not known, or over and archived")
    return cases[case_id]
