"""What tests ask of a text's claims: what it tells as having happened, whose deed it was, and what changed hands."""

from collections.abc import Iterable
from datetime import datetime

from tests_support import tagged

from agents.claims.article import read_claims
from schemas.actor import Actor
from schemas.claim import Casualty, Claim, LocationFall

Fall = tuple[str, str | None, str | None]
"""Place as written ("" where there is none), taker and loser."""


def told(text: str, at: datetime) -> list[Claim]:
    """What a text of this time tells as having happened, denials apart."""
    return [claim for claim in read_claims(tagged(text, at)) if claim.mode == "actual" and claim.stance != "denied"]


def rings(text: str, at: datetime) -> bool:
    """Whether it tells anything as having happened."""
    return bool(told(text, at))


def harm(text: str, at: datetime) -> list[Casualty]:
    """The harm to people that it tells."""
    return [claim for claim in told(text, at) if isinstance(claim, Casualty)]


def changes(text: str, at: datetime) -> list[LocationFall]:
    """The changes of hands that it tells."""
    return [claim for claim in told(text, at) if isinstance(claim, LocationFall)]


def falls(text: str, at: datetime) -> set[Fall]:
    """Place, taker and loser of each change of hands that it tells."""
    return {
        (claim.place.text if claim.place else "", name(claim.taken_by), name(claim.taken_from))
        for claim in changes(text, at)
    }


def hands(claims: Iterable[Casualty]) -> set[str | None]:
    """Who is said to have done the harm; None for nobody."""
    return {name(claim.perpetrator) for claim in claims}


def name(actor: Actor | None) -> str | None:
    """An actor's name; None for nobody."""
    return actor and actor.name
