"""Whether a casualty claim tells of an incident that is known, and by what that shows.

First what rules it out: places apart, times apart, another perpetrator, another weapon, a running toll against one
event's. Then the ways to be one, strongest first; a claim joins the incident it matches by the strongest way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal, get_args

from agents.ledger.actors import compatible, same
from agents.ledger.figures import agree, bounds, same_told, unnumbered
from agents.ledger.origins import origin_of, same_origin
from agents.ledger.places import Relation, relation
from agents.ledger.state import Case, Policy, Report
from agents.ledger.text import fold, tokens
from agents.ledger.times import Interval, gap, interval
from agents.ledger.words import words
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
HARM = frozenset({"killed", "injured", "missing"})  # effects of one blow; who flees or is taken is another event
NARROW_DAYS = 3  # a time so wide still tells one day's event from the next week's
CLOSE_DAYS = 2
SMALL = 10  # a number below it is so common that alone it shows nothing
LARGE = 100  # a number from here on is known by itself


@dataclass(frozen=True, slots=True)
class Sides:
    """What a claim and an incident have in common, worked out once. beside: ids of the claims it was told with."""

    claim: Casualty
    case: Case
    when: Interval
    days_apart: int
    place: Relation
    same_effect: tuple[Casualty, ...]
    beside: frozenset[str]

    @property
    def same_days(self) -> bool:
        """Whether both are dated closely, and overlap."""
        span = Interval(self.case.lo, self.case.hi)
        return self.days_apart == 0 and max(span.days, self.when.days) <= NARROW_DAYS

    @property
    def here(self) -> bool:
        """Whether both are at one known place, or in a part of it."""
        return self.place in ("same", "part")


def match_casualty(
    claim: Casualty,
    case: Case,
    at: datetime,
    policy: Policy,
    *,
    sole: bool = False,
    beside: frozenset[str] = frozenset(),
) -> Way | None:
    """By which way the claim, published at this instant, tells of this incident; null where it does not.

    sole: no other incident is known at that place and time, so that a harm without any mark of its own belongs here.
    beside: ids of the claims that the article tells with it; two figures in one telling are two events.
    """
    sides = _sides(claim, case, at, beside)
    if _ruled_out(sides, policy):
        return None
    return next((way for way in WAYS if _RULES[way](sides, policy, sole)), None)


def conflicts(claim: Casualty, case: Case, at: datetime, policy: Policy) -> bool:
    """Whether place, time, perpetrator, weapon or kind of toll rule out that the claim tells of this incident."""
    return relation(claim.place, case.place) == "apart" or _ruled_out(_sides(claim, case, at), policy)


def _sides(claim: Casualty, case: Case, at: datetime, beside: frozenset[str] = frozenset()) -> Sides:
    when = interval(claim.time, at)
    return Sides(
        claim=claim,
        case=case,
        when=when,
        days_apart=gap(when, Interval(case.lo, case.hi)),
        place=relation(claim.place, case.place),
        same_effect=tuple(other for other in told(case.reports) if other.effect == claim.effect),
        beside=beside,
    )


def told(reports: Iterable[Report]) -> list[Casualty]:
    """The casualty claims of these reports that tell of the whole event, denials too: no parts of a total."""
    return [report.claim for report in reports if report.role != "part" and isinstance(report.claim, Casualty)]


def _ruled_out(sides: Sides, policy: Policy) -> bool:
    claim, case = sides.claim, sides.case
    if claim.cumulative != case.cumulative or sides.place == "apart":
        return True
    if not compatible(claim.perpetrator, case.perpetrator) or weapons_differ(claim.weapon, case.weapon):
        return True
    return not claim.cumulative and sides.days_apart > policy.told_days


def _same_sentence(sides: Sides, policy: Policy, sole: bool) -> bool:
    text = fold(sides.claim.evidence.text)
    return any(
        fold(other.evidence.text) == text and agree(other.number, sides.claim.number) for other in sides.same_effect
    )


def _told_figure(sides: Sides, policy: Policy, sole: bool) -> bool:
    """One speaker's number. Days later only a large one is known by itself: a dozen dead are counted often."""
    told_number = _told_number(sides.claim)
    if sides.claim.said_by is None or told_number < (SMALL if sides.days_apart <= CLOSE_DAYS else LARGE):
        return False
    origin = origin_of(sides.claim)
    return any(
        same_told(other.number, sides.claim.number)
        and other.said_by is not None
        and same_origin(origin, origin_of(other))
        for other in sides.same_effect
    )


def _same_figure(sides: Sides, policy: Policy, sole: bool) -> bool:
    """The same number: at one place a day may lie between, elsewhere the victims or the perpetrator must agree too."""
    if not any(same_told(other.number, sides.claim.number) for other in sides.same_effect) or sides.days_apart > 1:
        return False
    if sides.here:
        return True
    if sides.place == "within" and sides.days_apart == 0:
        return _telling(sides.claim) or _marked(sides)
    return (
        _marked(sides)
        if _telling(sides.claim)
        else same(sides.claim.perpetrator, sides.case.perpetrator) and _alike(sides)
    )


def _same_range(sides: Sides, policy: Policy, sole: bool) -> bool:
    if unnumbered(sides.claim.number) or sides.days_apart > 0:
        return False
    agreeing = [
        other for other in sides.same_effect if not unnumbered(other.number) and agree(other.number, sides.claim.number)
    ]
    if not agreeing:
        return False
    if sides.here:
        return True
    if sides.place == "within":
        return _marked(sides)
    return same(sides.claim.perpetrator, sides.case.perpetrator) and _alike(sides)


def _running_toll(sides: Sides, policy: Policy, sole: bool) -> bool:
    """Running tolls of one place and effect are one while the figures are of one size."""
    if not sides.claim.cumulative or sides.place not in ("same", "unknown"):
        return False
    new = bounds(sides.claim.number)
    return any(
        new is not None and old is not None and new.lo <= 2 * old.hi and old.lo <= 2 * new.hi
        for old in (bounds(other.number) for other in sides.same_effect)
    )


def _toll_change(sides: Sides, policy: Policy, sole: bool) -> bool:
    """Another figure of one place and day is a change only with a mark of the same event, in another telling."""
    if not (sides.here and sides.same_days and sides.same_effect) or sides.claim.cumulative:
        return False
    if any(other.claim_id in sides.beside for other in sides.same_effect):
        return False
    origin = origin_of(sides.claim)
    return _shared(sides) or any(same_origin(origin, origin_of(other)) for other in sides.same_effect)


def _unnumbered(sides: Sides, policy: Policy, sole: bool) -> bool:
    """ "Many" means the known figure, and the first figure fills in "many"."""
    if sides.place != "same" or sides.days_apart > 0:
        return False
    return any(unnumbered(sides.claim.number) or unnumbered(other.number) for other in sides.same_effect)


def _other_effect(sides: Sides, policy: Policy, sole: bool) -> bool:
    if sides.same_effect or not sides.here or not sides.same_days or sides.claim.cumulative:
        return False
    effects = {other.effect for other in told(sides.case.reports)}
    return sides.claim.effect in HARM and bool(effects & HARM) and (sole or _shared(sides))


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


def _telling(claim: Casualty) -> bool:
    """Whether the number is large enough to know an event by."""
    return _told_number(claim) >= SMALL


def _told_number(claim: Casualty) -> int:
    span = bounds(claim.number)
    return span.told if span is not None and span.told is not None else 0


def _shared(sides: Sides) -> bool:
    """A mark of the same event beyond place and day: the perpetrator or the weapon."""
    return same(sides.claim.perpetrator, sides.case.perpetrator) or same_weapon(sides.claim.weapon, sides.case.weapon)


def _marked(sides: Sides) -> bool:
    return _shared(sides) or _alike(sides)


def _alike(sides: Sides) -> bool:
    return any(alike_victims(sides.claim, other) for other in told(sides.case.reports))


def alike_victims(one: Casualty, other: Casualty) -> bool:
    """Whether the victims are told in words that can mean the same people: soldiers, troops; "people" says nothing.

    Kinds of people decide where both tell one: Iraqi soldiers and Iraqi children share a word and are not the same.
    """
    first, second = victim_words(one), victim_words(other)
    kinds = frozenset(words().victims.values())
    if first & kinds and second & kinds:
        return bool(first & second & kinds)
    return bool(first & second)


def victim_words(claim: Casualty) -> frozenset[str]:
    """Who was hurt, in comparable words."""
    return _classed(claim.victims.text, "victims") if claim.victims is not None else frozenset()


def weapons_differ(one: str | None, other: str | None) -> bool:
    """Whether both are told and have nothing in common."""
    first, second = weapon_words(one), weapon_words(other)
    return bool(first) and bool(second) and not first & second


def same_weapon(one: str | None, other: str | None) -> bool:
    """Whether both are told and have a word or a class in common."""
    return bool(weapon_words(one) & weapon_words(other))


def weapon_words(weapon: str | None) -> frozenset[str]:
    """The weapon in comparable words: mortar rounds and shelling are one."""
    return _classed(weapon, "weapons") if weapon else frozenset()


@lru_cache(maxsize=8192)
def _classed(text: str, section: Literal["victims", "weapons"]) -> frozenset[str]:
    lists = words()
    classes, fillers = (
        (lists.victims, lists.victim_fillers) if section == "victims" else (lists.weapons, lists.weapon_fillers)
    )
    return frozenset(classes.get(word, word) for word in tokens(text) if word not in fillers and not word.isdigit())
