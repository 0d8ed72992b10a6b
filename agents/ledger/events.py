"""The events that one article tells of: its casualty claims put together, so that "killed 7 and wounded 33" is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.ledger.actors import compatible, same
from agents.ledger.casualties import HARM
from agents.ledger.figures import agree, headline
from agents.ledger.marks import weapons_differ
from agents.ledger.places import part, relation
from agents.ledger.state import Role
from agents.ledger.times import gap, interval
from schemas.claim import Casualty

ADJACENT_CHARS = 3  # between the end of a sentence and the start of the next: blanks and line ends


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what it is to its event: a report, a part of a total, or a denial."""

    claim: Casualty
    role: Role


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of one article about one event, in the article's order."""

    told: tuple[Told, ...]

    @property
    def claims(self) -> tuple[Casualty, ...]:
        """The claims alone."""
        return tuple(one.claim for one in self.told)


def events(claims: Sequence[Casualty], at: datetime) -> list[Event]:
    """Group the casualty claims of one article, published at this instant; in the order of each event's first claim."""
    groups: list[list[Told]] = []
    for claim in claims:
        for group in groups:
            role = _joins(claim, group, at)
            if role is not None:
                group.append(Told(claim, role))
                _demote(group, claim)
                break
        else:
            groups.append([Told(claim, "denial" if claim.stance == "denied" else "report")])
    return [Event(tuple(group)) for group in _gathered(groups, at)]


def _gathered(groups: Sequence[list[Told]], at: datetime) -> list[list[Told]]:
    """Harms of one place and day that stand sentences apart are one event's, where the article tells of one there."""
    kept: list[list[Told]] = []
    for group in groups:
        homes = [other for other in groups if other is not group and _one_blow(group, other, at)]
        if len(homes) == 1 and any(homes[0] is other for other in kept):
            homes[0].extend(group)
        else:
            kept.append(group)
    return kept


def _one_blow(group: Sequence[Told], other: Sequence[Told], at: datetime) -> bool:
    effects, others = ({one.claim.effect for one in told} for told in (group, other))
    if effects & others or not effects | others <= HARM:
        return False
    return all(
        one.role == known.role
        and relation(one.claim.place, known.claim.place) == "same"
        and _compatible(one.claim, known.claim, at)
        for one in group
        for known in other
    )


def _joins(claim: Casualty, group: Sequence[Told], at: datetime) -> Role | None:
    """As what the claim belongs to the event, null where it does not."""
    others = [one.claim for one in group]
    denials = {other.stance == "denied" for other in others}
    if denials != {claim.stance == "denied"} or not all(_compatible(claim, other, at) for other in others):
        return None
    near = [other for other in others if same_sentence(claim, other) or _next_sentence(claim, other)]
    if not near:
        return None
    role: Role = "denial" if claim.stance == "denied" else "report"
    beside = [other for other in others if other.effect == claim.effect]
    if not beside:
        together = any(same_sentence(claim, other) or same(claim.perpetrator, other.perpetrator) for other in near)
        return role if together or {claim.effect, *(other.effect for other in others)} <= HARM else None
    if any(agree(claim.number, other.number) for other in beside):
        return role
    if all(same_sentence(claim, other) and not _other_parts(claim, other) for other in beside):
        return "part" if role == "report" and _smaller(claim, beside) else role
    return None


def _other_parts(one: Casualty, other: Casualty) -> bool:
    """Whether they are told of two parts of a place, the market and the mosque: neither is a part of the other's."""
    if one.place is None or other.place is None:
        return False
    return bool(part(one.place)) and bool(part(other.place)) and part(one.place) != part(other.place)


def _demote(group: list[Told], claim: Casualty) -> None:
    """Where the total comes behind its parts ("five soldiers and seven civilians, 12 in all"), they become parts."""
    total = headline(claim.number)
    for i, one in enumerate(group[:-1]):
        figure = headline(one.claim.number)
        if (
            one.role == "report"
            and group[-1].role == "report"
            and one.claim.effect == claim.effect
            and not agree(one.claim.number, claim.number)
            and figure is not None
            and total is not None
            and figure < total
        ):
            group[i] = Told(one.claim, "part")


def _smaller(claim: Casualty, others: Sequence[Casualty]) -> bool:
    figure = headline(claim.number)
    return figure is not None and any(figure < (headline(other.number) or 0) for other in others)


def _compatible(one: Casualty, other: Casualty, at: datetime) -> bool:
    return (
        one.cumulative == other.cumulative
        and relation(one.place, other.place) in ("same", "part", "unknown")
        and compatible(one.perpetrator, other.perpetrator)
        and not weapons_differ(one.weapon, other.weapon)
        and gap(interval(one.time, at), interval(other.time, at)) == 0
    )


def same_sentence(one: Casualty, other: Casualty) -> bool:
    """Whether both stand in one sentence."""
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _next_sentence(one: Casualty, other: Casualty) -> bool:
    first, second = sorted((one.evidence, other.evidence), key=lambda evidence: evidence.start)
    return 0 <= second.start - first.end <= ADJACENT_CHARS
