"""How sure an incident is, in Airwars' words.

Airwars grades civilian harm as confirmed (the responsible side accepts it), fair (two or more credible, independent
sources), weak (a single source) and contested (sources that contradict each other). Here, besides: three independent
origins, one of which asserts it, confirm too.
"""

from collections.abc import Iterable

from agents.countries import countries_in
from agents.ledger.actors import actor_type, generic, same_name
from agents.ledger.origins import same_origin
from agents.ledger.state import Report
from agents.ledger.text import tokens
from agents.ledger.words import words
from schemas.actor import Actor, Speaker
from schemas.alert import Grade
from schemas.claim import Casualty, Claim
from schemas.place import Place

CONFIRMED_ORIGINS = 3
FAIR_ORIGINS = 2


def grade(reports: Iterable[Report], origins: int) -> Grade:
    """The grade of an incident with these reports and so many independent origins."""
    listed = list(reports)
    if any(report.role == "denial" and not _taken_back(report, listed) for report in listed):
        return "contested"
    telling = [report.claim for report in listed]
    if any(admits(claim) for claim in telling):
        return "confirmed"
    if origins >= CONFIRMED_ORIGINS and any(claim.stance == "asserted" for claim in telling):
        return "confirmed"
    return "fair" if origins >= FAIR_ORIGINS else "weak"


def _taken_back(denial: Report, reports: Iterable[Report]) -> bool:
    """Whether who denied it has asserted it since: the army that said its troops held, and then that they had left."""
    return any(
        report.role == "report"
        and report.claim.stance == "asserted"
        and report.published_at > denial.published_at
        and report.claim.said_by is not None
        and same_origin(report.origin, denial.origin)
        for report in reports
    )


def admits(claim: Claim) -> bool:
    """Whether the side speaks that has nothing to win by it: the loser of the place, or who did the harm."""
    if claim.said_by is None or claim.stance != "asserted":
        return False
    if isinstance(claim, Casualty):
        return _speaks_for(claim, claim.said_by, claim.perpetrator)
    if claim.taken_from is not None and _speaks_for(claim, claim.said_by, claim.taken_from):
        return True
    lost = claim.said_by.type == "official" and actor_type(claim.taken_by) == "non-state"
    return lost and _here(claim.said_by, claim.place)


def official(claim: Claim) -> bool:
    """Whether an official asserts it, or the side that lost by it."""
    return claim.stance == "asserted" and (
        (claim.said_by is not None and claim.said_by.type == "official") or admits(claim)
    )


def _speaks_for(claim: Claim, speaker: Speaker, side: Actor | None) -> bool:
    """Whether the speaker is of that side: no witness and no organisation is, nor another country's official."""
    if side is None or speaker.type not in ("belligerent", "official"):
        return False
    fights = actor_type(side)
    if speaker.type == "belligerent" and generic(side):
        return fights == "non-state"  # "the rebels own up to what rebels did"
    if not generic(side) and same_name(Actor(text=speaker.text, name=speaker.name), side):
        return True
    if speaker.type != "official" or fights != "state" or not words().no_spokesmen.isdisjoint(tokens(speaker.text)):
        return False
    lands = countries_in(side.name)
    if not lands:
        return _here(speaker, claim.place)  # "the army" is that of the country where it happened
    return not lands.isdisjoint(_lands_of(speaker, claim.place))


def _lands_of(speaker: Speaker, place: Place | None) -> frozenset[str]:
    """The countries for which an official can speak: those that are named, else the one where it happened."""
    own = countries_in(speaker.text) or countries_in(speaker.name)
    return own or (frozenset({place.country}) if place is not None and place.country else frozenset())


def _here(speaker: Speaker, place: Place | None) -> bool:
    """Whether an official is of the country where it happened, as far as the report tells."""
    country = place.country if place is not None else None
    return country is None or country in _lands_of(speaker, place)
