"""Handles: under what an incident is kept, and what a claim must look up to see every incident that it can be about.

Each handle is a list of incidents by a day of the event, so a look-up loads one place and kind of harm, or one figure,
or one kind of victims of one perpetrator, in a few days, and not the theatre. Which handles there are follows from the
ways to match (casualties.py): at one place a few days decide; where a place is unknown or wide only figures, sentences
and marks do; two places that are known and apart never meet, so a claim that names its town looks up by figure or mark
only what stands at no town. The days of a look-up are those ways' days. A list of incidents that are dated loosely
stands apart from the list of those that are dated closely, which is the one that gets long, and goes by their last
days: what was told without a date can have begun a year before, and ends a known time before its report.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from agents.ledger import places
from agents.ledger.actors import generic, proper
from agents.ledger.casualties import place_inferred
from agents.ledger.figures import bounds, unnumbered
from agents.ledger.incidents import case_id
from agents.ledger.marks import victim_words, weapon_words
from agents.ledger.sides import (
    CLOSE_DAYS,
    HARM,
    LARGE,
    NARROW_DAYS,
    RETOLD_DAYS,
    SMALL,
    corrected_figures,
    recounts,
    told,
)
from agents.ledger.state import Case
from agents.ledger.text import fold, skeleton
from agents.ledger.times import Interval, interval
from schemas.actor import Actor
from schemas.claim import Casualty, Claim, Effect, LocationFall
from schemas.ids import stable_id
from schemas.place import Place

TOLD_DAYS = 14  # as Policy.told_days: how far apart one speaker's large figure, or one sentence, is still the same
LATER_DAYS = 30  # from here on what is known of later stands in a look-up of its own, and crowds out nothing near
LIMIT = 40
LOOSE = "~"  # ends the handle of what is dated loosely
ANY = "any"  # stands for every mark: of a wide place that a report names alone, all that lies in it
FOREVER = (date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True, slots=True, order=True)
class Lookup:
    """Incidents that stand under a handle on these days (ordinals, see ``day``); the latest ``limit`` of them."""

    handle: str
    first: int
    last: int
    limit: int = LIMIT


def handles(case: Case) -> frozenset[str]:
    """Under what this incident is kept. What went into another one is found under nothing."""
    if case.merged_into is not None:
        return frozenset()
    if case.kind == "location_fall":
        return frozenset(f"fall:{key}" for key in places.keys(case.place)) if case.place else frozenset()
    found: set[str] = set()
    dated = "" if (case.hi - case.lo).days < NARROW_DAYS else LOOSE
    claims = told(case.reports)
    victims = frozenset[str]().union(*(victim_words(claim) for claim in claims))
    for family in sorted({_family(claim.effect) for claim in claims}):
        found |= {f"{handle}:{family}{dated}" for handle in _stands_at(case.place)}
    for claim in claims:
        if case.cumulative:
            found.add(f"toll:{claim.effect}")
        found |= {f"{mark}{dated}" for mark in _marks(claim, case, victims)}
    return frozenset(found | {f"{mark}{dated}" for mark in _wide_marks(case, claims, victims)})


def day(handle: str, case: Case) -> int:
    """The day (ordinal) on which an incident stands under a handle of its: its first, or dated loosely its last."""
    return (case.hi if handle.endswith(LOOSE) else case.lo).toordinal()


def lookups(claim: Claim, theatre: str, at: datetime) -> set[Lookup]:
    """What to look up for a claim published at this instant."""
    when = interval(claim.time, at)
    if isinstance(claim, LocationFall):
        keys = places.keys(claim.place) if claim.place else ()
        return {found for key in keys for found in _from(f"fall:{key}", FOREVER[0], when)}
    family, found = _family(claim.effect), set[Lookup]()
    anew = bool(recounts(claim) or corrected_figures(claim))
    for handle, days in _around(claim.place, RETOLD_DAYS if anew else CLOSE_DAYS):
        found |= _in_days(f"{handle}:{family}", when, days)
    towns = "" if _fixed(claim.place) else "p"
    for known_at in ("u", towns) if towns else ("u",):
        for mark, days in _sought(claim, known_at):
            found |= _in_days(mark, when, days)
    for area in _areas(claim.place):
        tells = _tells(claim.perpetrator, claim.weapon, victim_words(claim)) | {ANY}
        for mark in _marks_in(area, claim, tells):
            found |= _in_days(mark, when, 0)
    if place_inferred(claim):
        for mark, days in _figures(claim, "p"):
            found |= _in_days(mark, when, days)
    found |= _in_days(_sentence(claim), when, TOLD_DAYS)
    if claim.cumulative:
        found.add(Lookup(f"toll:{claim.effect}", *FOREVER))
    return found


def identities(claims: Iterable[Claim], theatre: str) -> set[str]:
    """Ids that these claims' incidents would have, to see whether they are taken."""
    return {case_id(theatre, claim) for claim in claims}


def _family(effect: Effect) -> str:
    """Killed, injured and missing are effects of one blow and meet in one list; the others meet only themselves."""
    return "harm" if effect in HARM else effect


def _exact(place: Place | None) -> bool:
    return place is not None and place.precision != 3


def _fixed(place: Place | None) -> bool:
    """Whether it is known where it lies, so that it never meets what is known to lie elsewhere."""
    return _exact(place) and not places.adrift(place)


def _in_days(handle: str, when: Interval, days: int) -> set[Lookup]:
    """Both lists of a handle: incidents dated closely, which begin near, and those dated loosely, which end near or
    later: what ends later can have begun before."""
    closely = Lookup(handle, _ordinal(when.lo, -days - NARROW_DAYS), _ordinal(when.hi, days))
    return {closely, *_from(f"{handle}{LOOSE}", _ordinal(when.lo, -days), when)}


def _from(handle: str, first: int, when: Interval) -> set[Lookup]:
    """What stands under a handle from this day on, near the claim's days and later."""
    near = _ordinal(when.hi, LATER_DAYS)
    return {Lookup(handle, first, near), Lookup(handle, near + 1, FOREVER[1])}


def _ordinal(start: date, days: int) -> int:
    return min(FOREVER[1], max(FOREVER[0], start.toordinal() + days))


def _stands_at(place: Place | None) -> set[str]:
    if place is None:
        return set()
    found = {f"at:{key}" for key in places.keys(place)}
    region, cell = places.region(place), places.cell(place)
    if region is not None and _exact(place):
        found.add(f"in:{region}")
    if cell is not None:
        found.add(f"{'spot' if places.spot(place) else 'town'}:{cell}")
    return found


def _around(place: Place | None, days: int) -> set[tuple[str, int]]:
    """Handles of the places that a claim's place is, holds or lies in; and how many days may lie between, these at
    the place itself."""
    if place is None:
        return set()
    found = {(f"at:{key}", days) for key in places.keys(place)}
    kinds = ("spot", "town") if places.spot(place) else ("spot",)
    found |= {(f"{kind}:{cell}", days) for cell in places.cells_near(place) for kind in kinds}
    region = places.region(place)
    if region is not None and not _exact(place) and place.admin1:
        found.add((f"in:{region}", 0))
    return found


def _country(place: Place) -> bool:
    """Whether it is a whole country."""
    return not _exact(place) and not place.admin1


def _areas(place: Place | None) -> set[str]:
    """The wide places that it may lie in, its province and its country; of a country also what lies in it."""
    region = places.region(place) if place is not None else None
    if place is None or region is None:
        return set()
    return {f"wide:{region}", f"wide:{place.country}:"} | ({f"inside:{place.country}"} if _country(place) else set())


def _wide_marks(case: Case, claims: Sequence[Casualty], victims: frozenset[str]) -> set[str]:
    """Of an incident in a province or wider, of which there are many in any days, its marks there; and the marks in its
    country of what lies in one, which a report may name alone."""
    region = places.region(case.place) if case.place is not None else None
    if case.place is None or region is None:
        return set()
    areas = set() if _exact(case.place) else {f"wide:{region}"}
    areas |= set() if _country(case.place) else {f"inside:{case.place.country}"}
    tells = _tells(case.perpetrator, case.weapon, victims) | ({ANY} if _fixed(case.place) else set())
    return {mark for area in areas for claim in claims for mark in _marks_in(area, claim, tells)}


def _marks_in(area: str, claim: Casualty, tells: Iterable[str]) -> set[str]:
    """A claim's marks in a wide place, where only figures that agree can be one event's, each with its size."""
    return {
        f"{area}:{claim.effect}:{size}:{mark}"
        for size in _sizes(claim)
        for mark in tells
        if mark != ANY or (area.startswith("inside:") and size >= _size(SMALL))
    }


def _sizes(claim: Casualty) -> range:
    """How large the figure can be, in powers of four (1, 2 to 7, 8 to 31); figures that agree have one in common."""
    span = bounds(claim.number)
    return range(_size(span.lo), _size(span.hi) + 1) if span is not None else range(0)


def _size(people: int) -> int:
    return people.bit_length() // 2


def _tells(perpetrator: Actor | None, weapon: str | None, victims: Iterable[str]) -> set[str]:
    """By what one event is told from the next where no town is named: who did it, with what, to whom."""
    found = {f"w:{word}" for word in weapon_words(weapon)} | {f"v:{word}" for word in victims}
    if perpetrator is not None and not generic(perpetrator):
        found.add(f"b:{_by(perpetrator)}")
    return found


def _by(perpetrator: Actor) -> str:
    """What all spellings of a name begin with, and a country and its people: Syria sr, Syrian srn."""
    return skeleton(" ".join(proper(perpetrator.name)))[:2]


def _marks(claim: Casualty, case: Case, victims: frozenset[str]) -> set[str]:
    """By what an event is known besides its place: p where it is a town, u where the place is unknown or wide.

    victims: the words for all of the incident's, of whichever harm: "killed seven civilians, wounded nine".
    """
    where = "p" if _fixed(case.place) else "u"
    found = {mark for mark, _ in _figures(claim, where)} | {_sentence(claim)}
    found |= {f"who:{where}:{mark}" for mark in _deeds(claim, case.perpetrator, victims)}
    number = _number(claim)
    if number and case.place is not None:
        found |= {f"far:{key}:{claim.effect}:{number}" for key in places.keys(case.place)}
    return found | {f"kind:{where}:{mark}" for mark in _kinds(claim)}


def _sought(claim: Casualty, where: str) -> set[tuple[str, int]]:
    found = _figures(claim, where)
    found |= {(f"who:{where}:{mark}", 1) for mark in _deeds(claim, claim.perpetrator, victim_words(claim))}
    number = _number(claim)
    if number and claim.place is not None:
        days = TOLD_DAYS if number >= LARGE else RETOLD_DAYS
        found |= {(f"far:{key}:{claim.effect}:{number}", days) for key in places.keys(claim.place)}
    return found | {(f"kind:{where}:{mark}", 0) for mark in _kinds(claim)}


def _kinds(claim: Casualty) -> set[str]:
    """A small figure of people of one kind, by which it is known where no place is told: six aid workers."""
    number = _number(claim)
    if not 0 < number < SMALL:
        return set()
    return {f"{claim.effect}:{number}:{word}" for word in victim_words(claim) - {"civilian"}}


def _figures(claim: Casualty, where: str) -> set[tuple[str, int]]:
    number = _number(claim)
    if number < SMALL:
        return set()
    days = TOLD_DAYS if claim.said_by is not None and number >= LARGE else CLOSE_DAYS
    return {(f"figure:{where}:{claim.effect}:{number}", days)}


def _deeds(claim: Casualty, perpetrator: Actor | None, victims: frozenset[str]) -> set[str]:
    if perpetrator is None or generic(perpetrator) or unnumbered(claim.number):
        return set()
    return {f"{claim.effect}:{_by(perpetrator)}:{word}" for word in victims}


def _sentence(claim: Casualty) -> str:
    return _said(claim.evidence.text)


@lru_cache(maxsize=8192)
def _said(text: str) -> str:
    return f"said:{stable_id(fold(text))}"


def _number(claim: Casualty) -> int:
    span = bounds(claim.number)
    return span.told if span is not None and span.told is not None else 0
