"""How sure an incident is, in Airwars' words.

Airwars grades civilian harm as confirmed (the responsible side accepts it), fair (two or more credible, independent
sources), weak (a single source) and contested (sources that contradict each other). Here, besides: three independent
origins, one of which asserts it, confirm too.
"""

from collections.abc import Iterable

from agents.ledger.actors import actor_type, same_name
from agents.ledger.state import Report
from schemas.actor import Actor
from schemas.alert import Grade
from schemas.claim import Casualty, Claim

CONFIRMED_ORIGINS = 3
FAIR_ORIGINS = 2


def grade(reports: Iterable[Report], origins: int) -> Grade:
    """The grade of an incident with these reports and so many independent origins."""
    listed = list(reports)
    if any(report.role == "denial" for report in listed):
        return "contested"
    telling = [report.claim for report in listed]
    if any(admits(claim) for claim in telling):
        return "confirmed"
    if origins >= CONFIRMED_ORIGINS and any(claim.stance == "asserted" for claim in telling):
        return "confirmed"
    return "fair" if origins >= FAIR_ORIGINS else "weak"


def admits(claim: Claim) -> bool:
    """Whether the side speaks that has nothing to win by it: the loser of the place, or who did the harm."""
    if claim.said_by is None or claim.stance != "asserted":
        return False
    if isinstance(claim, Casualty):
        return _speaks_for(claim, claim.perpetrator)
    if claim.taken_from is not None and _speaks_for(claim, claim.taken_from):
        return True
    return claim.said_by.type == "official" and actor_type(claim.taken_by) == "non-state"


def official(claim: Claim) -> bool:
    """Whether an official asserts it, or the side that lost by it."""
    return claim.stance == "asserted" and (
        (claim.said_by is not None and claim.said_by.type == "official") or admits(claim)
    )


def _speaks_for(claim: Claim, side: Actor | None) -> bool:
    speaker = claim.said_by
    if side is None or speaker is None:
        return False
    if same_name(Actor(text=speaker.text, name=speaker.name), side):
        return True
    return speaker.type == "official" and actor_type(side) == "state"
