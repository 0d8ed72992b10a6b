"""Whether a casualty claim tells of an incident that is known, and by what that shows.

First what rules it out: places apart, times apart, another perpetrator, another weapon, a running toll against one
event's. Then the ways to be one, strongest first; a claim joins the incident it matches by the strongest way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from agents.ledger.actors import compatible, same
from agents.ledger.figures import agree, bounds, same_told, unnumbered
from agents.ledger.marks import alike_victims, same_weapon, victim_words, weapons_differ
from agents.ledger.origins import origin_of, same_origin
from agents.ledger.places import Relation, relation
from agents.ledger.state import Case, Policy, Report
from agents.ledger.text import fold, tokens
from agents.ledger.times import Interval, gap
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
ELSEWHERE: tuple[Way, ...] = ("same_sentence", "told_figure")  # show one event although a place was inferred otherwise
PROVING = WAYS.index(
    "same_range"
)  # up to here a way tells of one event, and not merely of none that is known otherwise
HARM = frozenset({"killed", "injured", "missing"})  # effects of one blow; who flees or is taken is another event
NARROW_DAYS = 3  # a time so wide still tells one day's event from the next week's
CLOSE_DAYS = 2
RETOLD_DAYS = 7  # weekend reviews, explainers and follow-ups retell without a date
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
    when: Interval,
    case: Case,
    policy: Policy,
    *,
    sole: bool = False,
    beside: frozenset[str] = frozenset(),
) -> Way | None:
    """By which way the claim, of these days, tells of this incident; null where it does not.

    sole: no other blow is known at that place and time, so that a harm without any mark of its own belongs here.
    beside: ids of the claims that the article tells with it; two figures in one telling are two events.
    """
    if conflicts(claim, when, case, policy):
        return None
    sides = _sides(claim, when, case, beside)
    if sides.place == "apart":
        return next((way for way in ELSEWHERE if _RULES[way](sides, policy, sole)), None)
    return next((way for way in WAYS if _RULES[way](sides, policy, sole)), None)


def conflicts(claim: Casualty, when: Interval, case: Case, policy: Policy) -> bool:
    """Whether place, time, perpetrator, weapon or kind of toll rule out that the claim tells of this incident."""
    if claim.cumulative != case.cumulative:
        return True
    if not claim.cumulative and gap(when, Interval(case.lo, case.hi)) > policy.told_days:
        return True
    if weapons_differ(claim.weapon, case.weapon):
        return True
    if relation(claim.place, case.place) == "apart" and not place_inferred(claim):
        return True
    return not compatible(claim.perpetrator, case.perpetrator)


def place_inferred(claim: Casualty) -> bool:
    """Whether the sentence does not name the claim's place, and a speaker's large figure says more about it.

    Such a place was read from the sentences before; "its claim to have killed 1,700" is the same claim in any article.
    """
    if claim.place is None or claim.said_by is None or _told_number(claim) < LARGE:
        return False
    return fold(claim.place.text) not in fold(claim.evidence.text)


def _sides(claim: Casualty, when: Interval, case: Case, beside: frozenset[str]) -> Sides:
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


def of_one_blow(case: Case) -> bool:
    """Whether somebody was killed or hurt in it, or is missing: who flees or is taken is told of another event."""
    return any(claim.effect in HARM for claim in told(case.reports))


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
    """The same number: at one place a day may lie between, elsewhere the victims or the perpetrator must agree too.

    Who retells a toll without saying when is read as telling news of the day; at its place a telling number is known.
    """
    if not any(same_told(other.number, sides.claim.number) for other in sides.same_effect):
        return False
    if sides.here and not sides.when.told and sides.days_apart <= RETOLD_DAYS and _telling(sides.claim):
        return True
    if sides.days_apart > 1:
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
    if not agreeing or any(_counted_beside(sides, other) for other in sides.same_effect):
        return False
    if sides.here:
        return True
    if sides.place == "within":
        return _marked(sides)
    return same(sides.claim.perpetrator, sides.case.perpetrator) and _alike(sides)


def _counted_beside(sides: Sides, other: Casualty) -> bool:
    """Whether the same article counts other people in this incident already: six dead beside five are other dead."""
    if other.claim_id not in sides.beside or _versions(sides.claim, other):
        return False
    new, old = bounds(sides.claim.number), bounds(other.number)
    return new is not None and old is not None and None not in (new.told, old.told) and new.told != old.told


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
    """Another figure of one place and day is a change only with a mark of the same event, in another telling.

    A mark is the weapon, the perpetrator, victims of one kind, or the same speaker. One article may give two versions.
    """
    if not (sides.here and sides.same_days and sides.same_effect) or sides.claim.cumulative:
        return False
    if any(other.claim_id in sides.beside and not _versions(sides.claim, other) for other in sides.same_effect):
        return False
    return (
        _shared(sides) or _same_people(sides) or any(_same_speaker(sides.claim, other) for other in sides.same_effect)
    )


def _unnumbered(sides: Sides, policy: Policy, sole: bool) -> bool:
    """ "Many" means the known figure, and the first figure fills in "many"; a second one must agree with the first.

    Who denies that anybody was hurt there names no figure, and often not the very spot either.
    """
    if sides.days_apart > 0 or not sides.same_effect:
        return False
    if not (sides.place == "same" or (sides.here and sides.claim.stance == "denied")):
        return False
    if unnumbered(sides.claim.number):
        return True
    figures = [other.number for other in sides.same_effect if not unnumbered(other.number)]
    return len(figures) < len(sides.same_effect) and all(agree(figure, sides.claim.number) for figure in figures)


def _other_effect(sides: Sides, policy: Policy, sole: bool) -> bool:
    if sides.same_effect or not sides.here or not sides.same_days or sides.claim.cumulative:
        return False
    return sides.claim.effect in HARM and of_one_blow(sides.case) and (sole or _shared(sides))


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


def _versions(one: Casualty, other: Casualty) -> bool:
    """Whether two figures of one article are what two speakers say of one event: the army counts 22, the rebels 180."""
    if one.said_by is None or other.said_by is None:
        return False
    return not same_origin(one.said_by.name, other.said_by.name)


def _same_people(sides: Sides) -> bool:
    """Whether the victims are told to be of one kind that not everybody in a town is: soldiers, children, refugees."""
    kinds = victim_words(sides.claim) - {"civilian"}
    return any(kinds & victim_words(other) and alike_victims(sides.claim, other) for other in sides.same_effect)


def _same_speaker(one: Casualty, other: Casualty) -> bool:
    """Whether both go back to one origin, or to somebody described in the same words ("the port captain")."""
    if same_origin(origin_of(one), origin_of(other)):
        return True
    if one.said_by is None or other.said_by is None:
        return False
    first, second = (_described(speaker.name) for speaker in (one.said_by, other.said_by))
    telling = set(first) - words().unnamed_speakers - words().phrase_breaks
    return len(telling) > 1 and first == second


def _described(name: str) -> list[str]:
    return [word for word in tokens(name) if word not in words().name_articles]


def _marked(sides: Sides) -> bool:
    return _shared(sides) or _alike(sides)


def _alike(sides: Sides) -> bool:
    return any(alike_victims(sides.claim, other) for other in told(sides.case.reports))
