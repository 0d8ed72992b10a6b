"""The figures of a set of labelled units: precision, recall and F1 by kind, false fires, fields, and what was made up.

Intervals are 95 %: of F1 by drawing units with replacement (fixed seed), of shares by Wilson's formula.
"""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from compare import Row, shares_a_word
from labelled import Unit, place_agrees
from sides import side_agrees

ALWAYS = ("change", "best", "cumulative", "stance", "timing")
"""Fields that every claim of their kind has: the share that is right."""
NAMED = ("said_by", "taken_by", "taken_from", "perpetrator")
"""Fields that name somebody or nobody (right: nobody where nobody is told): the share that is right, and F1."""
FIELDS = ALWAYS + NAMED
MARGIN = 0.02
DRAWS = 400
_Z = 1.96
Counts = tuple[int, int, int]
"""Right, missed, wrong."""
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure, 0 to 1 (or a number of cases). limit: whether it may not go below its pin, or not above.

    case: how much one case more or less changes it. pinned: whether it has a floor (most precision and recall: by F1).
    """

    name: str
    value: float
    told: str
    case: float
    limit: Literal["floor", "ceiling"] = "floor"
    interval: Interval | None = None
    pinned: bool = True

    @property
    def margin(self) -> float:
        """How far from the figure its pin is set: two hundredths, and not less than one case."""
        return max(MARGIN, self.case) if self.case < 1 else 1.0

    def __str__(self) -> str:
        value = f"{self.value:.3f}" if self.case < 1 else f"{self.value:.0f}"
        between = "[{:.2f}, {:.2f}]".format(*self.interval) if self.interval else ""
        return f"{self.name:<31} {value:>6} {between:<13} {self.told}".rstrip()


def share(name: str, right: int, asked: int, limit: Literal["floor", "ceiling"] = "floor") -> Figure:
    """So many of so many; 1 where nothing was asked (0 for what should be few)."""
    value = right / asked if asked else float(limit == "floor")
    return Figure(name, value, f"{right} of {asked}", 1 / max(2, asked), limit, wilson(right, asked))


def number(name: str, count: int, told: str) -> Figure:
    """A number of cases that should be few."""
    return Figure(name, count, told, 1, "ceiling")


def wilson(right: int, asked: int) -> Interval:
    """Wilson's score interval of a share."""
    if not asked:
        return 0.0, 1.0
    p, z2 = right / asked, _Z * _Z / asked
    middle, half = p + z2 / 2, _Z * math.sqrt(p * (1 - p) / asked + z2 / asked / 4)
    return (middle - half) / (1 + z2), (middle + half) / (1 + z2)


def counts(unit: Unit, kind: str | None, *, placed: bool) -> Counts:
    """Right, missed and wrong of one unit; with ``placed`` a claim at another place is missed and wrong at once."""

    def of_kind(found: Iterable[Row]) -> int:
        return sum(kind is None or row["kind"] == kind for row in found)

    off = of_kind(label for label, claim in unit.pairs if not place_agrees(label, claim)) if placed else 0
    right = of_kind(label for label, _ in unit.pairs) - off
    return right, of_kind(unit.missed) + off, of_kind(unit.wrong) + off


def f1(table: Iterable[Counts]) -> tuple[float, float, float]:
    """Precision, recall and F1 of all counts together."""
    right, missed, wrong = (sum(column) for column in zip(*table, strict=True))
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * right / max(1, 2 * right + missed + wrong)


def drawn(table: Sequence[Counts]) -> Interval:
    """95 % interval of an F1."""
    dice = random.Random(7)
    values = sorted(f1(dice.choices(table, k=len(table)))[2] for _ in range(DRAWS))
    return values[int(DRAWS * 0.025)], values[int(DRAWS * 0.975)]


def scores(name: str, table: Sequence[Counts]) -> list[Figure]:
    """Precision, recall and F1 of these counts."""
    right, missed, wrong = (sum(column) for column in zip(*table, strict=True))
    precision, recall, whole = f1(table)
    told, known, found = f"{right} right, {missed} missed, {wrong} wrong", right + missed, right + wrong
    truth = name in ("claims", "control")  # truth first: here a better recall may not be bought with false claims
    return [
        replace(share(f"{name} precision", right, found), value=precision, told="", pinned=truth),
        replace(share(f"{name} recall", right, known), value=recall, told="", pinned=False),
        Figure(f"{name} F1", whole, told, 1 / max(2, known), interval=drawn(table)),
    ]


def claim_figures(sample: Sequence[Unit]) -> list[Figure]:
    """Both kinds together and each, without and with the place asked for; control always asks for it."""
    found = []
    for kind, title, asks in (
        (None, "claims", (False, True)),
        ("location_fall", "control", (True,)),
        ("casualty", "casualties", (False, True)),
    ):
        for placed in asks:
            name = f"{title} with place" if len(asks) > 1 and placed else title
            found += scores(name, [counts(unit, kind, placed=placed) for unit in sample])
    return found


def fire_figures(sample: Iterable[Unit]) -> list[Figure]:
    """How many sentences that tell nothing actual would ring, and how many that do tell something."""
    sentences = [unit for unit in sample if unit.sentence]
    silent = [unit for unit in sentences if unit.nonactual]
    telling = [unit for unit in sentences if not unit.nonactual and unit.labels]
    if not sentences:
        return []
    return [
        share("false fires", sum(unit.fired for unit in silent), len(silent), "ceiling"),
        share("actual sentences heard", sum(bool(unit.claims) for unit in telling), len(telling)),
    ]


def told_in(name: str, label: Row) -> bool:
    """Whether a label tells this field; "no best figure" and "not cumulative" are told too."""
    return bool(label.get(name)) or (name in ("best", "cumulative") and name in label)


def value_of(name: str, claim: Row) -> Any:
    """A field of a claim, by the name that labels give it."""
    if name == "timing":
        return claim["time"]["timing"]
    return claim["number"]["best"] if name == "best" else claim.get(name)


def right_field(name: str, label: Row, claim: Row) -> bool:
    """Whether one field of a claim is what its label tells."""
    value = value_of(name, claim)
    if name in NAMED and name != "said_by":
        return side_agrees(label[name], value)
    return shares_a_word(label[name], value) if name == "said_by" else bool(label[name] == value)


def field_figures(sample: Sequence[Unit]) -> list[Figure]:
    """Who took it among all changes; the fields of the claims found, asked for where the label tells them."""
    pairs = list(chain.from_iterable(unit.pairs for unit in sample))
    falls = [(label, claim) for label, claim in pairs if label["kind"] == "location_fall"]
    found = [share("direction", sum(right_direction(*pair) for pair in falls), len(falls))]
    for name in ALWAYS:
        asked = [pair for pair in pairs if told_in(name, pair[0])]
        found.append(share(name, sum(right_field(name, *pair) for pair in asked), len(asked)))
    for name in NAMED:
        asked = [pair for pair in pairs if name in pair[0]]
        found.append(share(f"{name} right", sum(right_or_nobody(name, *pair) for pair in asked), len(asked)))
        found += scores(name, [field_counts(unit, name) for unit in sample])
    return found


def right_or_nobody(name: str, label: Row, claim: Row) -> bool:
    """Whether a field that may be null is what its label tells: nobody where it names nobody."""
    return right_field(name, label, claim) if label[name] else not claim.get(name)


def field_counts(unit: Unit, name: str) -> Counts:
    """Right, missed and wrong of a field that may be null; one named otherwise than in the label is both."""
    pairs = [(label, claim) for label, claim in unit.pairs if name in label]
    right = sum(bool(label[name]) and right_field(name, label, claim) for label, claim in pairs)
    asked, given = (sum(bool(pair[side].get(name)) for pair in pairs) for side in (0, 1))
    return right, asked - right, given - right


def right_direction(label: Row, claim: Row) -> bool:
    """Whether a change of control has the taker of its label, or none where the label names none."""
    return right_or_nobody("taken_by", {"taken_by": None, **label}, claim)


def measure(sample: Sequence[Unit]) -> list[Figure]:
    """Every figure of these units."""
    return [*claim_figures(sample), *fire_figures(sample), *field_figures(sample)]
