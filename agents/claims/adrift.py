"""Places that no gazetteer has, settled by the toll: where the article tells the same harm of a place that is known.

"Sixteen died in Hasakah" and, further down, "the blast in Salihiya killed 16": Salihiya is a part of Hasakah.
"""

import re

import msgspec

from agents.claims.repeats import compatible, same_victims
from agents.claims.words import listed
from schemas.claim import Casualty, Claim, ClaimTime, Number
from schemas.place import Place

_OF_ANOTHER = re.compile(r"\b(?:in|by) (?:another|a second|a different|a similar)\b", re.IGNORECASE)
TELLING = 10
"""From this number on a figure is known by itself; of fewer people two harms must have the same figures."""


def settled(claims: list[Claim]) -> list[Claim]:
    """The claims, with the known place for each name adrift that the same toll shows to lie in it, or beside it."""
    harm = [claim for claim in claims if isinstance(claim, Casualty) and claim.mode == "actual"]
    names = dict.fromkeys(claim.place.name for claim in harm if adrift(claim.place))  # type: ignore[union-attr]
    found = {name: place for name in names if (place := _where(name, harm)) is not None}
    if not found:
        return claims
    return [_moved(claim, found) for claim in claims]


def adrift(place: Place | None) -> bool:
    """Whether nobody knows where it lies."""
    return place is not None and place.geonames_id is None and place.lat is None and place.precision != 3


def _where(name: str, harm: list[Casualty]) -> Place | None:
    """The one known place of which the same harm is told as of this name."""
    here = [claim for claim in harm if claim.place is not None and claim.place.name == name]
    there: dict[str, list[Casualty]] = {}
    for claim in harm:
        if claim.place is not None and claim.place.lat is not None and claim.place.precision != 3:
            there.setdefault(claim.place.name, []).append(claim)
    same = [known[0].place for known in there.values() if _one_event(here, known)]
    return same[0] if len(same) == 1 else None


def _one_event(here: list[Casualty], there: list[Casualty]) -> bool:
    """Whether a telling figure of both is the same, or the figures of two harms are."""
    pairs = [(a, b) for a in here for b in there if _retold(a, b)]
    return any((a.number.best or 0) >= TELLING for a, _ in pairs) or len({a.effect for a, _ in pairs}) > 1


def _retold(a: Casualty, b: Casualty) -> bool:
    """Whether they tell the same number of one harm, and nothing of either speaks against one event."""
    if a.effect != b.effect or a.cumulative != b.cumulative or a.evidence == b.evidence:
        return False
    if not _same_number(a.number, b.number) or not _same_days(a.time, b.time):
        return False
    if a.place is None or b.place is None or (a.place.country or b.place.country) != b.place.country:
        return False
    later = max(a, b, key=lambda claim: claim.evidence.start)
    if _OF_ANOTHER.search(later.evidence.text) or set(later.evidence.text.casefold().split()) & listed("other_event"):
        return False
    return compatible(a.perpetrator, b.perpetrator) and same_victims(a, b)


def _same_number(a: Number, b: Number) -> bool:
    return a.best is not None and a.best == b.best


def _same_days(a: ClaimTime, b: ClaimTime) -> bool:
    """Whether they can be of one day; what is told without a time can be of any."""
    if a.text is None or b.text is None or None in (a.start, a.end, b.start, b.end):
        return True
    assert a.start is not None
    assert a.end is not None
    assert b.start is not None
    assert b.end is not None
    return a.start <= b.end and b.start <= a.end


def _moved(claim: Claim, found: dict[str, Place]) -> Claim:
    if claim.place is None or not adrift(claim.place) or claim.place.name not in found:
        return claim
    place = msgspec.structs.replace(found[claim.place.name], text=claim.place.text, precision=2)
    return msgspec.structs.replace(claim, place=place)
