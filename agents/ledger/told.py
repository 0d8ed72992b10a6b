"""A claim as one article tells it: what it is to the event that it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.ledger.marks import victim_words
from agents.ledger.state import Role
from schemas.claim import Casualty


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what it is to its event: a report, a part of a total, or a denial."""

    claim: Casualty
    role: Role


def attackers(group: Sequence[Told]) -> bool:
    """Whether it tells of nobody's harm but the attackers' own."""
    return all("attacker" in victim_words(one.claim) for one in group)
