"""A total and what it is made of: "ten killed in the city", eight in one quarter and, further down, two in another.

Bulletins open with the day's sum and then tell each attack. Figures that add up to it exactly, of the same place and
day and by the same hand, are its parts, and ring with it.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from agents.ledger.actors import compatible
from agents.ledger.places import relation
from agents.ledger.times import gap, interval
from agents.ledger.told import Told, attackers
from schemas.claim import Effect

TOLD_IN_PARTS = 4  # of fewer, figures add up by chance
MOST_PARTS = 8  # among which sums are sought


def add_up(groups: Sequence[list[Told]], at: datetime) -> list[list[Told]]:
    """The groups, those whose figures make up an earlier one's as its parts: "ten killed in the city", eight in one
    quarter and two in another. The last total first, for one attack of a bulletin may be broken down itself.
    """
    left = list(groups)
    for whole in reversed(groups):
        for effect in ("killed", "injured"):
            total = _figure(whole, effect)
            if total is None or total < TOLD_IN_PARTS or not any(whole is group for group in left):
                continue
            inside = [group for group in left if group is not whole and _lies_in(group, whole, effect, total, at)]
            parts = summands([_figure(group, effect) or total for group in inside], total)
            for n in parts:
                whole.extend(Told(one.claim, "part") for one in inside[n])
                left = [group for group in left if group is not inside[n]]
            if parts:
                break
    return left


def summands(figures: Sequence[int], total: int) -> tuple[int, ...]:
    """The positions of the figures that add up to the total, two or more; none where no or several choices of them do.

    All of them where they do, for a text that breaks its total down tells of nothing else.
    """
    if len(figures) > 1 and sum(figures) == total:
        return tuple(range(len(figures)))
    near = range(min(len(figures), MOST_PARTS))
    found = [
        chosen
        for size in range(2, len(near) + 1)
        for chosen in combinations(near, size)
        if sum(figures[n] for n in chosen) == total
    ]
    return found[0] if len(found) == 1 else ()


def _figure(group: Sequence[Told], effect: Effect) -> int | None:
    """How many came to this harm, in one exact number; null where several figures tell it, or a running one."""
    told = [one for one in group if one.claim.effect == effect and one.role == "report"]
    if len(told) != 1 or told[0].claim.number.best is None or told[0].claim.cumulative:
        return None
    return told[0].claim.number.best


def _lies_in(group: Sequence[Told], whole: Sequence[Told], effect: Effect, total: int, at: datetime) -> bool:
    """Whether a group further down can be a part of the whole: there, then, by the same hand, and smaller."""
    figure = _figure(group, effect)
    if figure is None or figure >= total:
        return False
    first, lead = group[0].claim, whole[0].claim
    if first.evidence.start <= lead.evidence.start or attackers(group) != attackers(whole):
        return False
    if any(one.role == "denial" for one in group):
        return False
    return all(
        relation(one.claim.place, lead.place) in ("same", "part", "within", "unknown")
        and compatible(one.claim.perpetrator, lead.perpetrator)
        and gap(interval(one.claim.time, at), interval(lead.time, at)) == 0
        for one in group
        if one.role == "report"
    )
