"""Two incidents that prove to be one, and one that proves to be two. Pure: records in, records out.

The incident that was published first goes on, under its id; the other stays as it was, marked as merged into it, so
that the merger can be undone whole. What was split is held apart: no rule puts it together again, only a person does.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from agents.ledger.incidents import join, open_case
from agents.ledger.state import Case, Entry, Policy, Report
from schemas.ids import stable_id


class CannotError(ValueError):
    """A correction that does not fit what is known; the message says why."""


def merge(one: Case, other: Case, entry: Entry, policy: Policy) -> tuple[Case, Case]:
    """(the incident that goes on, the one that went into it). Raises CannotError."""
    _mergeable(one, other)
    first, second = sorted((one, other), key=lambda case: (case.first_published_at, case.id))
    reports = sorted((*first.reports, *second.reports), key=lambda report: report.published_at)
    whole = _of_reports(first, reports, policy)
    whole = msgspec.structs.replace(
        whole,
        articles=_union(first.articles, second.articles),
        outlets=_union(first.outlets, second.outlets),
        origins=_union(first.origins, second.origins),
        announced=first.announced or second.announced,
        late=first.late and second.late,
        alerts=first.alerts + second.alerts,
        history=_history(
            (*first.history, *second.history, msgspec.structs.replace(entry, article_id=second.id)), policy
        ),
        apart=tuple(sorted({*first.apart, *second.apart} - {first.id, second.id})),
    )
    return whole, msgspec.structs.replace(second, merged_into=first.id, apart=_without(second.apart, first.id))


def _mergeable(one: Case, other: Case) -> None:
    if one.id == other.id:
        raise CannotError(f"{one.id} is one incident already")
    if (one.kind, one.theatre) != (other.kind, other.theatre):
        raise CannotError(f"{one.id} is a {one.kind} in {one.theatre}, {other.id} a {other.kind} in {other.theatre}")
    for case in (one, other):
        if case.merged_into is not None:
            raise CannotError(f"{case.id} was merged into {case.merged_into}: name that one")


def unmerge(whole: Case, part: Case, entry: Entry, policy: Policy) -> tuple[Case, Case]:
    """(the incident without what went into it, the other on its own again). Raises CannotError."""
    if part.merged_into != whole.id:
        raise CannotError(f"{part.id} was not merged into {whole.id}")
    went = {report.claim.claim_id for report in part.reports}
    left = [report for report in whole.reports if report.claim.claim_id not in went]
    if not left:
        raise CannotError(f"{whole.id} holds nothing but what came from {part.id}")
    rest = _of_reports(whole, left, policy)
    turns = {(turn.decided_at, turn.article_id, turn.reason) for turn in part.history}
    rest = msgspec.structs.replace(
        rest,
        articles=_less(whole.articles, part.articles, rest.articles),
        outlets=_less(whole.outlets, part.outlets, rest.outlets),
        origins=_less(whole.origins, part.origins, rest.origins),
        history=_history(
            (
                *(turn for turn in whole.history if (turn.decided_at, turn.article_id, turn.reason) not in turns),
                msgspec.structs.replace(entry, article_id=part.id),
            ),
            policy,
        ),
        apart=_union(whole.apart, (part.id,)),
    )
    alone = msgspec.structs.replace(
        part,
        merged_into=None,
        history=_history((*part.history, msgspec.structs.replace(entry, article_id=whole.id)), policy),
        apart=_union(part.apart, (whole.id,)),
    )
    return rest, alone


def take_out(whole: Case, claims: Sequence[str], entry: Entry, policy: Policy) -> tuple[Case, Case]:
    """(the incident without these claims, a new one of them). Raises CannotError."""
    known = {report.claim.claim_id for report in whole.reports}
    if unknown := [claim for claim in claims if claim not in known]:
        raise CannotError(f"{whole.id} holds no claim {', '.join(unknown)}")
    out = [report for report in whole.reports if report.claim.claim_id in claims]
    left = [report for report in whole.reports if report.claim.claim_id not in claims]
    if not out or not left:
        raise CannotError(f"{whole.id}: name some of its claims, and not all")
    new = stable_id("incident", whole.theatre, whole.kind, "split", sorted(claims))
    gone = Case(
        id=new,
        theatre=whole.theatre,
        kind=whole.kind,
        lo=whole.lo,
        hi=whole.hi,
        first_published_at=out[0].published_at,
        last_published_at=out[0].published_at,
        reports=(),
        cumulative=whole.cumulative,
    )
    alone = msgspec.structs.replace(
        _of_reports(gone, out, policy),
        announced=whole.announced,
        history=(msgspec.structs.replace(entry, article_id=whole.id),),
        apart=_union(whole.apart, (whole.id,)),
    )
    rest = _of_reports(whole, left, policy)
    rest = msgspec.structs.replace(
        rest,
        articles=_less(whole.articles, alone.articles, rest.articles),
        outlets=_less(whole.outlets, alone.outlets, rest.outlets),
        origins=_less(whole.origins, alone.origins, rest.origins),
        history=_history((*whole.history, msgspec.structs.replace(entry, article_id=new)), policy),
        apart=_union(whole.apart, (new,)),
    )
    return rest, alone


def _of_reports(case: Case, reports: Sequence[Report], policy: Policy) -> Case:
    """The incident as these reports alone make it: place, days, actors, counts. Its id and what was sent stay."""
    first = reports[0]
    made = open_case(case.id, case.theatre, first.claim, first.role, first.published_at, policy)
    for report in reports[1:]:
        made = join(made, report.claim, report.role, report.published_at, policy)
    return msgspec.structs.replace(
        made,
        cumulative=case.cumulative,
        announced=case.announced,
        late=case.late,
        alerts=case.alerts,
        last=case.last,
        history=case.history,
        apart=case.apart,
    )


def turn(reason: str, at: datetime, published_at: datetime, by: str | None = None, note: str | None = None) -> Entry:
    """The entry of a merger or a split, before it is known with what."""
    assert reason in ("merged", "split")
    return Entry(reason=reason, article_id="", published_at=published_at, decided_at=at, by=by, note=note)  # type: ignore[arg-type]


def _history(turns: Sequence[Entry], policy: Policy) -> tuple[Entry, ...]:
    return tuple(sorted(turns, key=lambda one: one.decided_at))[-policy.history :]


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _without(listed: Sequence[str], one: str) -> tuple[str, ...]:
    return tuple(other for other in listed if other != one)


def _less(whole: Sequence[str], gone: Sequence[str], kept: Sequence[str]) -> tuple[str, ...]:
    """The whole's order, without what came from the part alone; with all that the rest's reports still tell."""
    return _union([one for one in whole if one not in gone or one in kept], kept)
