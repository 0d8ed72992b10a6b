"""An incident taken apart, for a person and as a record."""

from typing import Any

from agents import wording
from agents.ledger.account import Account, Bound
from agents.ledger.incidents import view
from schemas.codec import plain
from schemas.kept import Case, Report


def as_record(case: Case, account: Account) -> dict[str, Any]:
    """{incident, account, reports, history}: claims whole, each with its role and origin."""
    return {
        "incident": plain(view(case)),
        "account": plain(account),
        "reports": [
            {"origin": report.origin, "role": report.role, "claim": plain(report.claim)} for report in case.reports
        ],
        "history": plain(case.history),
        "merged_into": case.merged_into,
        "apart": list(case.apart),
    }


def as_text(case: Case, account: Account) -> str:
    """The same in lines: grade, tolls, origins, then every claim under its number, then the history."""
    numbers = {report.claim.claim_id: i for i, report in enumerate(case.reports, 1)}
    shown = view(case)
    lines = [f"{case.id}  {wording.headline(shown)}", f"when     {wording.days(shown.time)}"]
    if case.merged_into:
        lines.append(f"merged   into {case.merged_into}, which is the one to look at")
    lines += [f"grade    {ground.why}{_rests(ground.claims, numbers)}" for ground in account.grounds]
    for effect, toll in account.tolls.items():
        lines += [f"{effect:<8} {_bound(bound)}{_rests(bound.claims, numbers)}" for bound in toll]
    lines += [f"origin   {origin.name}{_rests(origin.claims, numbers)}" for origin in account.origins]
    lines += [f"denied   {_rests(account.denials, numbers).strip()}"] if account.denials else []
    lines += ["", "claims"]
    lines += [line for i, report in enumerate(case.reports, 1) for line in _claim(i, report)]
    lines += ["", "history"]
    lines += [_turn(entry) for entry in case.history]
    return wording.printable("\n".join(lines))


def _rests(claims: tuple[str, ...], numbers: dict[str, int]) -> str:
    named = [f"[{numbers[claim]}]" for claim in claims if claim in numbers]
    return f"  {' '.join(named)}" if named else ""


def _bound(bound: Bound) -> str:
    return f"{bound.name} {bound.value:,}" if bound.value is not None else f"{bound.name} unknown"


def _claim(number: int, report: Report) -> list[str]:
    claim = report.claim
    at = f"{report.published_at:%d %B %Y %H:%M} UTC"
    role = "" if report.role == "report" else f", {'a part of the total' if report.role == 'part' else 'a denial'}"
    return [
        f"[{number}] {claim.outlet or 'unknown outlet'}, {at}: {claim.stance} by "
        f"{wording.speaker(claim.said_by, claim.outlet)}{role}; goes back to {report.origin}",
        f"    “{' '.join(claim.evidence.text.split())}”",
        f"    claim {claim.claim_id} · article {claim.article_id}" + (f" · {claim.url}" if claim.url else ""),
    ]


def _turn(entry: Any) -> str:
    about = f"incident {entry.article_id}" if entry.reason in ("merged", "split") else f"article {entry.article_id}"
    parts = [f"{entry.decided_at:%d %B %Y %H:%M} UTC", entry.reason.replace("_", " "), about]
    parts += [f"alert {entry.alert_id}"] if entry.alert_id else []
    parts += [f"by {entry.by}"] if entry.by else []
    return " · ".join([*parts, *([entry.note] if entry.note else [])])
