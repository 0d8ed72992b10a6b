"""Why a decision about an incident is news, or why it is not: one reason for what one article adds to one incident."""

from collections.abc import Sequence
from typing import Literal

from agents.ledger.figures import headline, risen, unnumbered
from agents.ledger.grades import official
from agents.ledger.incidents import effects, latest_figures, told_by
from agents.ledger.origins import known_origin, origin_of
from agents.ledger.sides import running
from agents.ledger.state import Case, Policy
from agents.ledger.times import RECENT_DAYS
from schemas.alert import Reason
from schemas.claim import Casualty, Claim, Effect, Number


def first_reason(claims: Sequence[Claim], *, reversal: bool, late: bool, beside: int = 0) -> Reason:
    """The reason for an incident that has not been reported yet.

    late: its place has changed hands since. beside: how many other claims the article has. A running toll ("more than
    160,000 since 2011") is background from its first report, save where it has run for days only. That people died,
    neither how many nor where, is no event of its own beside what else the article tells.
    """
    if late or all(claim.time.timing == "background" or _long_running(claim) for claim in claims):
        return "background"
    if beside and all(_vague(claim) for claim in claims):
        return "known"
    return "reversal" if reversal else "first_report"


def _long_running(claim: Claim) -> bool:
    """Whether it is a running toll that is not told to have begun within the last two weeks."""
    if not isinstance(claim, Casualty) or not running(claim):
        return False
    begun, told_at = claim.time.start, claim.published_at
    if begun is None or told_at is None or claim.time.text is None:
        return True
    return (told_at.date() - begun).days > RECENT_DAYS


def _vague(claim: Claim) -> bool:
    return isinstance(claim, Casualty) and claim.place is None and unnumbered(claim.number)


def denied_reason(before: Case | None, claims: Sequence[Claim], after: Case | None = None) -> Reason:
    """The reason for a denial: news once. Of what nobody reports and nobody dates lately it is background.

    after: the incident with the whole article. Where the article that tells of it has a lower figure, the count alone
    is denied.
    """
    if after is not None and all(_of_the_count(claim, after) for claim in claims):
        return "known"
    if before is None:
        return "background" if all(claim.time.timing == "background" for claim in claims) else "denied"
    return "known" if any(report.role == "denial" for report in before.reports) else "denied"


def _of_the_count(claim: Claim, case: Case) -> bool:
    if not isinstance(claim, Casualty) or unnumbered(claim.number):
        return False
    return any(
        report.role == "report"
        and isinstance(report.claim, Casualty)
        and report.claim.article_id == claim.article_id
        and report.claim.effect == claim.effect
        and 0 < (headline(report.claim.number) or 0) < (headline(claim.number) or 0)
        for report in case.reports
    )


def next_reason(before: Case, after: Case, claims: Sequence[Claim], policy: Policy) -> Reason:
    """The reason for what an article adds to a reported incident."""
    change = toll_change(before, after, policy)
    if change == "toll_raised":
        return change
    if any(official(claim) for claim in claims) and not _conceded(before):
        return "confirmed"
    if change is not None:
        return change
    return "corroborated" if _corroborates(before, claims) else "known"


def _corroborates(before: Case, claims: Sequence[Claim]) -> bool:
    """Whether a first independent origin stands behind what was only claimed until now.

    A claim (a belligerent's word, or one told with distance, or of sources that nobody can name) has no independent
    origin. The first one is whoever asserts it: an outlet in its own voice, a witness or a body on the record, that is
    not among those who claimed it. What was asserted from the start, by whomever, has had its first, and a further
    origin is counted and graded, and is known.
    """
    if any(report.role != "denial" and report.claim.stance == "asserted" for report in before.reports):
        return False
    return any(
        claim.stance == "asserted"
        and (claim.said_by is None or claim.said_by.type != "belligerent")
        and known_origin(origin_of(claim), before.origins) is None
        for claim in claims
    )


def toll_change(before: Case, after: Case, policy: Policy) -> Literal["toll_raised", "toll_revised"] | None:
    """Whether a toll rose by as much as counts, or fell; null where it did neither. A rise outweighs a fall.

    It rose where the most that anybody counts did, or the low went beyond that: that one origin now counts what another
    has counted before lifts the low, too, and is no news.
    """
    old, new = effects(before.reports), effects(after.reports)
    most, people = _most(before), None if after.cumulative else policy.raise_people
    for effect, count in _most(after).items():
        low, known = new[effect].low, most.get(effect)
        if risen(known, count, policy.raise_share, people):
            return "toll_raised"
        sure = _known_low(old.get(effect), known)
        if low is not None and low > (known or 0) and risen(sure, low, policy.raise_share, people):
            return "toll_raised"
    pairs = [pair for effect in new for pair in _figures(old.get(effect), new[effect])]
    fallen = any(None not in pair and risen(pair[1], pair[0], policy.raise_share, people) for pair in pairs)
    return "toll_revised" if fallen else None


def _most(case: Case) -> dict[Effect, int | None]:
    """By effect, the most that the latest word of any origin counts; null where nobody has a figure."""
    return {
        effect: max((count for report in latest if (count := headline(told_by(report))) is not None), default=None)
        for effect, latest in latest_figures(case.reports).items()
    }


def _known_low(old: Number | None, most: int | None) -> int | None:
    """The low that was known; the most that anybody counts where only "about" or "up to" was told."""
    return old.low if old is not None and old.low is not None else most


def _figures(old: Number | None, new: Number) -> tuple[tuple[int | None, int | None], tuple[int | None, int | None]]:
    """Old and new of the figure a reader would quote, and of the low."""
    return (headline(old), headline(new)), (old.low if old else None, new.low)


def _conceded(case: Case) -> bool:
    """Whether it was asserted before, so that a further assertion confirms nothing; a denial since opens it again."""
    asserted = [report for report in case.reports if report.role != "denial" and report.claim.stance == "asserted"]
    if any(report.role == "denial" for report in case.reports):
        return any(official(report.claim) for report in asserted)
    return bool(asserted)
