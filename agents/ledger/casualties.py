"""Whether a casualty claim tells of an incident that is known, and by what that shows.

First what rules it out: places apart, times apart, another perpetrator, another weapon, a running toll against one
event's. Then the ways to be one, strongest first; a claim joins the incident it matches by the strongest way.
"""

from typing import Literal, get_args

from agents.ledger.actors import compatible, same
from agents.ledger.figures import agree, bounds, same_told, unnumbered
from agents.ledger.marks import same_weapon, weapons_differ
from agents.ledger.origins import origin_of, same_origin
from agents.ledger.places import relation, spot, whole_country
from agents.ledger.sides import (
    CLOSE_DAYS,
    HARM,
    LARGE,
    RETOLD_DAYS,
    SMALL,
    Sides,
    counted_beside,
    of_one_blow,
    running,
    same_speaker,
    sides_of,
    telling,
    told,
    told_number,
    versions,
)
from agents.ledger.state import Case, Policy
from agents.ledger.text import fold
from agents.ledger.times import Interval, gap
from schemas.claim import Casualty

Way = Literal[
    "same_sentence",
    "told_figure",
    "same_figure",
    "same_range",
    "running_toll",
    "toll_change",
    "unnumbered",
    "other_effect",
]
"""same_sentence: a copy of the passage. told_figure: the same figure from the same mouth. same_figure: the same
number of the same place and time, or of like victims. same_range: figures that overlap. running_toll: a cumulative
toll of one place. toll_change: another figure of the same event. unnumbered: "many". other_effect: another harm of
the same event."""

WAYS: tuple[Way, ...] = get_args(Way)
PERIOD_DAYS = 92  # between "since 2011" and "since March 2011"
ELSEWHERE: tuple[Way, ...] = ("same_sentence", "told_figure")  # show one event although a place was inferred otherwise
PROVING = WAYS.index(
    "same_range"
)  # up to here a way tells of one event, and not merely of none that is known otherwise


def match_casualty(
    claim: Casualty,
    when: Interval,
    case: Case,
    policy: Policy,
    *,
    sole: bool = False,
    alone: bool = False,
    beside: frozenset[str] = frozenset(),
) -> Way | None:
    """By which way the claim, of these days, tells of this incident; null where it does not.

    sole: no other blow is known at that place and time, so that a harm without any mark of its own belongs here.
    alone: it is the only incident in the wide place that the claim names which its figure and days allow.
    beside: ids of the claims that the article tells with it; two figures in one telling are two events.
    """
    if conflicts(claim, when, case, policy):
        return None
    sides = sides_of(claim, when, case, beside, alone=alone)
    if sides.place == "apart":
        return next((way for way in ELSEWHERE if _RULES[way](sides, policy, sole)), None)
    return next((way for way in WAYS if _RULES[way](sides, policy, sole)), None)


def told_beside(claim: Casualty, when: Interval, case: Case, beside: frozenset[str]) -> bool:
    """Whether the article has told of other people in this incident by a figure that the claim's cannot be."""
    sides = sides_of(claim, when, case, beside)
    return bool(sides.same_effect) and all(counted_beside(sides, other) for other in sides.same_effect)


def conflicts(claim: Casualty, when: Interval, case: Case, policy: Policy) -> bool:
    """Whether place, time, perpetrator, weapon or kind of toll rule out that the claim tells of this incident."""
    if running(claim) != case.cumulative and not _one_count(claim, when, case):
        return True
    if not case.cumulative and gap(when, Interval(case.lo, case.hi)) > policy.told_days:
        return True
    if weapons_differ(claim.weapon, case.weapon):
        return True
    if relation(claim.place, case.place) == "apart" and not place_inferred(claim):
        return True
    return not compatible(claim.perpetrator, case.perpetrator)


def _one_count(claim: Casualty, when: Interval, case: Case) -> bool:
    """Whether a count "since Sunday" and one "between Sunday and Thursday" are the same large figure of one place."""
    days = max(when.days, (case.hi - case.lo).days + 1)
    same_place = relation(claim.place, case.place) == "same" and days <= RETOLD_DAYS and told_number(claim) >= LARGE
    return same_place and any(
        other.effect == claim.effect and same_told(other.number, claim.number) for other in told(case.reports)
    )


def place_inferred(claim: Casualty) -> bool:
    """Whether the sentence does not name the claim's place, and a speaker's large figure says more about it.

    Such a place was read from the sentences before; "its claim to have killed 1,700" is the same claim in any article.
    """
    if claim.place is None or claim.said_by is None or told_number(claim) < LARGE:
        return False
    return fold(claim.place.text) not in fold(claim.evidence.text)


def _same_sentence(sides: Sides, policy: Policy, sole: bool) -> bool:
    text = fold(sides.claim.evidence.text)
    return any(
        fold(other.evidence.text) == text and agree(other.number, sides.claim.number) for other in sides.same_effect
    )


def _told_figure(sides: Sides, policy: Policy, sole: bool) -> bool:
    """One speaker's number. Days later only a large one is known by itself: a dozen dead are counted often."""
    if sides.claim.said_by is None or told_number(sides.claim) < (SMALL if sides.days_apart <= CLOSE_DAYS else LARGE):
        return False
    origin = origin_of(sides.claim)
    return any(
        same_told(other.number, sides.claim.number)
        and other.said_by is not None
        and same_origin(origin, origin_of(other))
        for other in sides.same_effect
    )


def _same_figure(sides: Sides, policy: Policy, sole: bool) -> bool:
    """The same number: at one place a day may lie between, elsewhere the victims or the perpetrator must agree too.

    Who retells a toll without saying when is read as telling news of the day; at its place a telling number is known,
    and any number of people of one kind. Where no place is told, a telling number of the same days is.
    """
    if not any(same_told(other.number, sides.claim.number) for other in sides.same_effect):
        return False
    retold = sides.here and not sides.when.told and sides.days_apart <= RETOLD_DAYS
    if retold and (telling(sides.claim) or (sides.rare_people and sides.closely)):
        return True
    if sides.place == "unknown" and sides.shared and told_number(sides.claim) >= LARGE:
        return sides.days_apart <= CLOSE_DAYS
    if sides.days_apart > 1:
        return False
    if sides.here:
        return not sides.others_of_few
    if sides.place == "within" and sides.days_apart == 0:
        return telling(sides.claim) or sides.marked
    if telling(sides.claim):
        return sides.marked or (sides.same_days and not sides.other_people)
    if sides.same_days and sides.when.told and sides.same_people:
        return True
    return same(sides.claim.perpetrator, sides.case.perpetrator) and sides.alike


def _same_range(sides: Sides, policy: Policy, sole: bool) -> bool:
    """Figures that overlap. People who flee are counted for days, on the way and where they come to."""
    days = CLOSE_DAYS if sides.claim.effect == "displaced" and sides.here else 0
    if unnumbered(sides.claim.number) or sides.days_apart > days:
        return False
    agreeing = [
        other for other in sides.same_effect if not unnumbered(other.number) and agree(other.number, sides.claim.number)
    ]
    if not agreeing or any(counted_beside(sides, other) for other in sides.same_effect):
        return False
    if sides.here:
        return not sides.others_of_few
    if sides.place == "within":
        return sides.marked or sides.day_of_many
    return same(sides.claim.perpetrator, sides.case.perpetrator) and sides.alike


def _running_toll(sides: Sides, policy: Policy, sole: bool) -> bool:
    """Running tolls of one place and effect are one while the figures are of one size."""
    if not running(sides.claim) or sides.place not in ("same", "unknown") or not _one_period(sides):
        return False
    new = bounds(sides.claim.number)
    return any(
        new is not None and old is not None and new.lo <= 2 * old.hi and old.lo <= 2 * new.hi
        for old in (bounds(other.number) for other in sides.same_effect)
    )


def _one_period(sides: Sides) -> bool:
    """Whether both are counted from about one day on, as far as that is told: since Thursday, since March 2011."""
    starts = [other.time.start for other in sides.same_effect if other.time.text is not None]
    known = [abs((start - sides.when.lo).days) for start in starts if start is not None]
    return not sides.when.told or not known or min(known) <= PERIOD_DAYS


def _toll_change(sides: Sides, policy: Policy, sole: bool) -> bool:
    """Another figure of one place and day is a change only with a mark of the same event, in another telling.

    A mark is the weapon, the perpetrator, victims of one kind, or the same speaker. One article may give two versions.
    Who says that the dead were counted anew tells of the nearest event there, whenever that was.
    """
    if not (sides.here and sides.same_effect) or running(sides.claim):
        return False
    beside = [other for other in sides.same_effect if other.claim_id in sides.beside]
    if not sides.recounted and not all(versions(sides.claim, other) for other in beside):
        return False
    if sides.recounted:
        return True
    if sides.others_of_few:
        return False
    others = sides.same_effect
    if whole_country(sides.claim.place):  # a group kills soldiers in many places of a land, a quake shakes it once
        marked = same_weapon(sides.claim.weapon, sides.case.weapon)
        others = tuple(other for other in others if other.said_by is not None and sides.claim.said_by is not None)
    else:
        marked = sides.shared or sides.same_people or _in_a_hamlet(sides)
    return sides.same_days and (marked or any(same_speaker(sides.claim, other) for other in others))


def _unnumbered(sides: Sides, policy: Policy, sole: bool) -> bool:
    """ "Many" means the known figure, and the first figure fills in "many"; a second one must agree with the first.

    Who denies that anybody was hurt there names no figure, and often not the very spot either.
    """
    if sides.days_apart > 0 or not sides.same_effect:
        return False
    if whole_country(sides.claim.place) and not same_weapon(sides.claim.weapon, sides.case.weapon):
        return False  # on one day many are killed in many places of a land
    whole = sole and sides.place == "part" and 1 in _precisions(sides)  # "in X", and then "at a mosque in X"
    if not (sides.place == "same" or whole or (sides.here and sides.claim.stance == "denied")):
        return False
    if unnumbered(sides.claim.number):
        return True
    figures = [other.number for other in sides.same_effect if not unnumbered(other.number)]
    return len(figures) < len(sides.same_effect) and all(agree(figure, sides.claim.number) for figure in figures)


def _in_a_hamlet(sides: Sides) -> bool:
    """Whether both tell of one day in a village that is too small for gazetteers: two raids on it are seldom."""
    places = (sides.claim.place, sides.case.place)
    unlisted = all(place is not None and place.geonames_id is None and not spot(place) for place in places)
    return unlisted and sides.when.told and sides.when.days == 1 and sides.case.lo == sides.case.hi


def _precisions(sides: Sides) -> set[int]:
    return {place.precision for place in (sides.claim.place, sides.case.place) if place is not None}


def _other_effect(sides: Sides, policy: Policy, sole: bool) -> bool:
    if sides.same_effect or not sides.here or not sides.same_days or running(sides.claim):
        return False
    return sides.claim.effect in HARM and of_one_blow(sides.case) and (sole or sides.shared)


_RULES = {
    "same_sentence": _same_sentence,
    "told_figure": _told_figure,
    "same_figure": _same_figure,
    "same_range": _same_range,
    "running_toll": _running_toll,
    "toll_change": _toll_change,
    "unnumbered": _unnumbered,
    "other_effect": _other_effect,
}
