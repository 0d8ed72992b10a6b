"""Perpetrators labelled again by somebody who saw neither the rules nor the first labels: how far two people agree.

A reader can hardly agree with one labeller more than another labeller does. Where the two differ, a third, who saw
neither the rules, nor what they read, nor whose answer was whose, has settled it. Rows: article or sentence, position
among its labels, the perpetrator as the text names it or null, and a second answer where both may be defended.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from compare import Row, rows
from labelled import LABELS, Unit
from measures import Counts, Figure, scores, share
from sides import side_agrees


@dataclass(frozen=True)
class Case:
    """A claim that was found, with what each of the two labellers and the reader name; null for nobody. settled: what
    the third said where the two differ, and else what the first did.
    """

    first: str | None
    again: tuple[str | None, ...]
    settled: str | None
    read: Any


def cases(found: Iterable[Unit]) -> list[list[Case]]:
    """By unit, its claims that were labelled twice."""
    known, settled = _by_label("perpetrators_again"), _by_label("perpetrators_settled")
    made = []
    for unit in found:
        place = {id(label): n for n, label in enumerate(unit.labels)}
        pairs = [((unit.id, place[id(label)]), label, claim) for label, claim in unit.pairs]
        made.append(
            [
                Case(
                    label["perpetrator"],
                    (known[at]["perpetrator"], *_second(known[at])),
                    settled.get(at, label)["perpetrator"],
                    claim.get("perpetrator"),
                )
                for at, label, claim in pairs
                if at in known
            ]
        )
    return made


def _by_label(name: str) -> dict[tuple[str, int], Row]:
    return {(row["article"], row["label"]): row for row in rows(LABELS / f"{name}.jsonl")}


def _second(row: Row) -> tuple[str | None, ...]:
    return (row["alternative"],) if "alternative" in row else ()


def figures(found: Sequence[Unit]) -> list[Figure]:
    """How the reader agrees with the second labeller, by the first answer and by either, with what was settled, and the
    labellers with each other; nothing for units that were labelled once.
    """
    told = cases(found)
    if not any(told):
        return []
    asked: list[tuple[str, Callable[[Case], tuple[tuple[str | None, ...], Any]]]] = [
        ("perpetrator, again", lambda case: (case.again[:1], case.read)),
        ("perpetrator, again or else", lambda case: (case.again, case.read)),
        ("perpetrator, settled", lambda case: ((case.settled,), case.read)),
        ("perpetrator, two people", lambda case: ((case.first,), _as_read(case.again[0]))),
    ]
    made = []
    for name, of in asked:
        answers = [[of(case) for case in unit] for unit in told]
        agreed = [_agrees(*answer) for unit in answers for answer in unit]
        made.append(share(f"{name} right", sum(agreed), len(agreed)))
        made += scores(name, [_counts(unit) for unit in answers])[2:]
    return made


def _agrees(wanted: Iterable[str | None], read: Any) -> bool:
    return any(side_agrees(one, read) if one and read else not one and not read for one in wanted)


def _as_read(name: str | None) -> Row | None:
    return {"text": name, "name": name, "type": None} if name else None


def _counts(answers: Iterable[tuple[tuple[str | None, ...], Any]]) -> Counts:
    right = missed = wrong = 0
    for wanted, read in answers:
        agrees = _agrees(wanted, read)
        right += agrees and bool(read)
        missed += not agrees and bool(wanted[0])
        wrong += not agrees and bool(read)
    return right, missed, wrong
