"""Whose word it is that an article tells again: its headline and its own sentences retell the speaker whom it names.

"27 killed in tribal fighting" over "At least 27 were killed, the district officer said" is one origin and not two.
A belligerent's boast is the exception: an outlet that asserts the thing itself stands behind it with its own name.
"""

import msgspec

from agents.ledger.figures import bounds, same_told
from agents.ledger.origins import named
from agents.ledger.state import Case, Report
from schemas.claim import Casualty, Claim, Number


def origin_told_before(case: Case, claim: Claim) -> str | None:
    """The known speaker's name whose word a claim without a named speaker only tells again, or null.

    It does where the same article names who says it, or where an article keeps its distance to a speaker's figure.
    """
    if _has_speaker(claim):
        return None
    return next(
        (
            report.origin
            for report in case.reports
            if report.role != "denial" and (_of_one_article(report.claim, claim) or _hearsay(report.claim, claim))
        ),
        None,
    )


def ascribe(case: Case, claim: Claim, origin: str) -> Case:
    """The incident with what this claim's article told before it named the speaker put down to the speaker."""
    if not _has_speaker(claim):
        return case
    reports = tuple(
        msgspec.structs.replace(report, origin=origin) if _only_retells(report, claim) else report
        for report in case.reports
    )
    if reports == case.reports:
        return case
    left = {report.origin for report in reports if report.role != "denial"}
    moved = {report.origin for report in case.reports} - left
    return msgspec.structs.replace(
        case, reports=reports, origins=tuple(name for name in case.origins if name not in moved)
    )


def _only_retells(report: Report, claim: Claim) -> bool:
    return report.role != "denial" and not _has_speaker(report.claim) and _of_one_article(claim, report.claim)


def _has_speaker(claim: Claim) -> bool:
    return claim.said_by is not None and named(claim.said_by)


def _of_one_article(spoken: Claim, retold: Claim) -> bool:
    """Whether both stand in one article and tell the same, and nobody with an interest in it is the speaker."""
    if spoken.article_id != retold.article_id or spoken.said_by is None or not named(spoken.said_by):
        return False
    if spoken.said_by.type == "belligerent":
        return False
    if isinstance(spoken, Casualty) and isinstance(retold, Casualty):
        return spoken.effect == retold.effect and _same_count(spoken.number, retold.number)
    return type(spoken) is type(retold)


def _same_count(one: Number, other: Number) -> bool:
    """Whether both begin with one number: "26", and "at least 26 fighters and an unknown number of others"."""
    first, second = bounds(one), bounds(other)
    if first is None or second is None:
        return False
    return (first.lo if first.told is None else first.told) == (second.lo if second.told is None else second.told)


def _hearsay(spoken: Claim, retold: Claim) -> bool:
    """Whether an article that names nobody keeps its distance to a figure which a known speaker told."""
    return (
        isinstance(spoken, Casualty)
        and isinstance(retold, Casualty)
        and spoken.said_by is not None
        and retold.said_by is None
        and retold.stance == "claimed"
        and spoken.effect == retold.effect
        and same_told(spoken.number, retold.number)
    )
