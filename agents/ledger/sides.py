"""What a casualty claim and an incident have in common: marks by which one event is told from the next."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from agents.ledger.actors import same
from agents.ledger.figures import bounds
from agents.ledger.marks import alike_victims, same_weapon, victim_words, victims_differ
from agents.ledger.origins import origin_of, same_origin
from agents.ledger.places import Relation, relation
from agents.ledger.state import Case, Report
from agents.ledger.text import fold, tokens
from agents.ledger.times import Interval, gap
from agents.ledger.words import words
from schemas.claim import Casualty

HARM = frozenset({"killed", "injured", "missing"})  # effects of one blow; who flees or is taken is another event
NARROW_DAYS = 3  # a time so wide still tells one day's event from the next week's
CLOSE_DAYS = 2
RETOLD_DAYS = 7  # weekend reviews, explainers and follow-ups retell without a date
SMALL = 10  # a number below it is so common that alone it shows nothing
LARGE = 100  # a number from here on is known by itself
_INSTEAD = re.compile(r"\b(?:not|from|than|instead of)\s+(?:the\s+|more than\s+|at least\s+)?(\d+)\b")


@dataclass(frozen=True, slots=True)
class Sides:
    """What a claim and an incident have in common, worked out once.

    beside: ids of the claims it was told with; alone: of all incidents whose figures and days allow it, this is the
    only one in the wide place that the claim names.
    """

    claim: Casualty
    case: Case
    when: Interval
    days_apart: int
    place: Relation
    same_effect: tuple[Casualty, ...]
    beside: frozenset[str]
    alone: bool = False

    @property
    def same_days(self) -> bool:
        """Whether both are dated closely, and overlap."""
        return self.days_apart == 0 and self.closely

    @property
    def closely(self) -> bool:
        """Whether both are dated closely."""
        return max(Interval(self.case.lo, self.case.hi).days, self.when.days) <= NARROW_DAYS

    @property
    def day_of_many(self) -> bool:
        """Whether both tell of no few on one told day, and in the wide place that is named this is the only one."""
        one_day = self.same_days and self.when.told and self.when.days == 1 and self.case.lo == self.case.hi
        return self.alone and one_day and large(self.claim) and any(large(other) for other in self.same_effect)

    @property
    def here(self) -> bool:
        """Whether both are at one known place, or in a part of it."""
        return self.place in ("same", "part")

    @property
    def shared(self) -> bool:
        """Whether perpetrator or weapon are the same, a mark of the event beyond place and day."""
        return same(self.claim.perpetrator, self.case.perpetrator) or same_weapon(self.claim.weapon, self.case.weapon)

    @property
    def alike(self) -> bool:
        """Whether the victims can be the same people."""
        return any(alike_victims(self.claim, other) for other in told(self.case.reports))

    @property
    def rare_people(self) -> bool:
        """Whether the victims are of one kind that is seldom harmed: nurses, reporters, prisoners."""
        kinds = (victim_words(self.claim) & frozenset(words().victims.values())) - words().common_victims
        return any(kinds & victim_words(other) for other in self.same_effect)

    @property
    def other_people(self) -> bool:
        """Whether the victims are told to be of another kind."""
        return all(victims_differ(self.claim, other) for other in self.same_effect)

    @property
    def others_of_few(self) -> bool:
        """Whether so few of another kind say nothing: four soldiers and four men at prayer die on many a day."""
        return self.other_people and not self.shared and not telling(self.claim) and not large(self.claim)

    @property
    def marked(self) -> bool:
        """Whether perpetrator, weapon or victims show one event."""
        return self.shared or self.alike

    @property
    def same_people(self) -> bool:
        """Whether the victims are of one kind that not everybody in a town is: soldiers, children, refugees."""
        kinds = victim_words(self.claim) - {"civilian"}
        return any(kinds & victim_words(other) and alike_victims(self.claim, other) for other in self.same_effect)

    @property
    def recounted(self) -> bool:
        """Whether the claim's sentence says that these dead were counted anew, and its figure and days allow it.

        A correction may come within a week, a rise above some count within days, a mere "toll" on the day.
        """
        apart = RETOLD_DAYS + 1 if self.when.told and self.days_apart else self.days_apart
        said = recounts(self.claim)
        known = {told_number(other) for other in self.same_effect}
        if "corrected" in said or corrected_figures(self.claim) & known:
            return apart <= RETOLD_DAYS
        if "raised" in said:
            return apart <= CLOSE_DAYS and told_number(self.claim) > min(known, default=0)
        return "counted" in said and apart == 0


def sides_of(claim: Casualty, when: Interval, case: Case, beside: frozenset[str], *, alone: bool = False) -> Sides:
    """Put the two side by side; when: the claim's days."""
    return Sides(
        claim=claim,
        case=case,
        when=when,
        days_apart=gap(when, Interval(case.lo, case.hi)),
        place=relation(claim.place, case.place),
        same_effect=tuple(other for other in told(case.reports) if other.effect == claim.effect),
        beside=beside,
        alone=alone,
    )


def told(reports: Iterable[Report]) -> list[Casualty]:
    """The casualty claims of these reports that tell of the whole event, denials too: no parts of a total."""
    return [report.claim for report in reports if report.role != "part" and isinstance(report.claim, Casualty)]


def of_one_blow(case: Case) -> bool:
    """Whether somebody was killed or hurt in it, or is missing: who flees or is taken is told of another event."""
    return any(claim.effect in HARM for claim in told(case.reports))


def running(claim: Casualty) -> bool:
    """Whether it is a running toll, which no single event can be. People who fled are counted for days in any case."""
    return claim.cumulative and claim.effect in HARM


def told_number(claim: Casualty) -> int:
    """The number that is named, 0 where none is."""
    span = bounds(claim.number)
    return span.told if span is not None and span.told is not None else 0


def telling(claim: Casualty) -> bool:
    """Whether the number is large enough to know an event by."""
    return told_number(claim) >= SMALL


def large(claim: Casualty) -> bool:
    """Whether it can have been no few: "scores", "at least 26", but not "up to 40"."""
    span = bounds(claim.number)
    return span is not None and span.lo >= SMALL


def recounts(claim: Casualty) -> frozenset[str]:
    """How the claim's sentence says that it counts the dead of a known event anew: raised, corrected, counted."""
    return _recounts(claim.evidence.text)


@lru_cache(maxsize=8192)
def _recounts(sentence: str) -> frozenset[str]:
    text = f" {fold(sentence)} "
    return frozenset(how for phrase, how in words().recounts.items() if f" {phrase} " in text)


def corrected_figures(claim: Casualty) -> frozenset[int]:
    """Figures that the claim's sentence says to hold no longer: 19 in "17 people had been killed, not 19"."""
    return frozenset(int(found) for found in _INSTEAD.findall(fold(claim.evidence.text))) - {told_number(claim)}


def versions(one: Casualty, other: Casualty) -> bool:
    """Whether two figures of one article are what two speakers say of one event: the army counts 22, the rebels 180.

    Somebody who is described and not counted ("a reporter was killed") is no other figure for a count of many.
    """
    if one.said_by is None or other.said_by is None:
        return False
    if (one.number.text is None) != (other.number.text is None):
        return False
    return not same_origin(one.said_by.name, other.said_by.name)


def counted_beside(sides: Sides, other: Casualty) -> bool:
    """Whether the same article counts other people in this incident already: six dead beside five are other dead."""
    if other.claim_id not in sides.beside or versions(sides.claim, other) or sides.recounted:
        return False
    if _counted_out(sides.claim, other) or _counted_out(other, sides.claim):
        return False
    new, old = bounds(sides.claim.number), bounds(other.number)
    return new is not None and old is not None and None not in (new.told, old.told) and new.told != old.told


def _counted_out(one: Casualty, other: Casualty) -> bool:
    """Whether a speaker counts exactly whom the article bounds: "at least 20", and "three guards and 18 civilians"."""
    exact, bound = one.number, other.number
    if one.said_by is None or bound.low is None or bound.high is not None or exact.low != exact.high:
        return False
    few = exact.low is not None and SMALL <= bound.low <= exact.low <= bound.low + bound.low // 10
    return few and same_weapon(one.weapon, other.weapon)


def same_speaker(one: Casualty, other: Casualty) -> bool:
    """Whether both go back to one origin, or to somebody described in the same words ("the port captain")."""
    if same_origin(origin_of(one), origin_of(other)):
        return True
    if one.said_by is None or other.said_by is None:
        return False
    first, second = (_described(speaker.name) for speaker in (one.said_by, other.said_by))
    said = set(first) - words().unnamed_speakers - words().phrase_breaks
    return len(said) > 1 and first == second


def _described(name: str) -> list[str]:
    return [word for word in tokens(name) if word not in words().name_articles]
