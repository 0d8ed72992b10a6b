"""The events that one article tells of: its casualty claims put together, so that "killed 7 and wounded 33" is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.ledger.actors import compatible, same
from agents.ledger.breakdown import add_up
from agents.ledger.figures import agree, headline
from agents.ledger.marks import same_weapon, victims_differ, weapons_differ
from agents.ledger.places import part, relation
from agents.ledger.sides import HARM, versions
from agents.ledger.state import Role
from agents.ledger.text import fold, tokens
from agents.ledger.times import gap, interval
from agents.ledger.told import Told, attackers
from agents.ledger.words import words
from schemas.claim import Casualty

_PARTITIVE = re.compile(r"\bof (?:the|them|these|those)\b", re.IGNORECASE)
ADJACENT_CHARS = 3  # between the end of a sentence and the start of the next: blanks and line ends


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
    groups = _gathered(_with_the_others(groups, at), at)
    if len(groups) > 1 and all(one.claim.place is None for group in groups for one in group):
        groups = _one_story(groups, at)
    return [Event(tuple(group)) for group in groups]


def _one_story(groups: Sequence[list[Told]], at: datetime) -> list[list[Told]]:
    """Where an article names no place at all, what it tells of one day tells of one attack.

    Of several figures of one harm the largest is the attack's, and the others are parts of it.
    """
    kept: list[list[Told]] = []
    for group in groups:
        home = next((other for other in kept if _of_one_story(group, other, at)), None)
        if home is None:
            kept.append(group)
            continue
        for one in group:
            beside = [known.claim for known in home if known.claim.effect == one.claim.effect]
            smaller = one.role == "report" and not any(agree(one.claim.number, other.number) for other in beside)
            home.append(Told(one.claim, "part") if smaller and _smaller(one.claim, beside) else one)
            _demote(home, one.claim)
    return kept


def _of_one_story(group: Sequence[Told], other: Sequence[Told], at: datetime) -> bool:
    """Whether nothing speaks for two events: no denial, no other speaker's figure, no word of another attack."""
    others = words().attacks_apart
    return all(
        "denial" not in (one.role, known.role)
        and not one.claim.cumulative
        and _compatible(one.claim, known.claim, at)
        and not versions(one.claim, known.claim)
        and not (one.claim.effect == known.claim.effect and victims_differ(one.claim, known.claim))
        and not others & set(tokens(one.claim.evidence.text))
        for one in group
        for known in other
    )


def _gathered(groups: Sequence[list[Told]], at: datetime) -> list[list[Told]]:
    """Harms of one place and day that stand sentences apart are one event's, where the article tells of one there.

    So are, as parts, some of its dead told in more detail, and those who fell on the attackers' side.
    """
    kept: list[list[Told]] = []
    for group in add_up(groups, at):
        homes = [other for other in groups if other is not group and _one_blow(group, other, at)]
        wholes = [other for other in kept if _part_of(group, other, at)]
        if len(homes) == 1 and any(homes[0] is other for other in kept):
            homes[0].extend(group)
        elif len(wholes) == 1:
            known = {one.claim.effect for one in wholes[0]}
            wholes[0].extend(Told(one.claim, "part") if one.claim.effect in known else one for one in group)
        else:
            kept.append(group)
    return kept


def _with_the_others(groups: Sequence[list[Told]], at: datetime) -> list[list[Told]]:
    """Further harm of "others" goes with the harm told before it, where the narrower place came in between.

    "An ambush killed seven soldiers in the south on Friday. They were fired on in Maifaa. Three others were wounded."
    """
    kept: list[list[Told]] = []
    for group in groups:
        before = kept[-1] if kept else []
        if before and all(_of_others(one, before) for one in group) and _fits(group, before, at):
            before.extend(group)
        else:
            kept.append(group)
    return kept


def _of_others(one: Told, before: Sequence[Told]) -> bool:
    """Whether it tells of "three others", harmed otherwise than those before it, shortly behind them."""
    claim = one.claim
    others = claim.victims is not None and not words().others.isdisjoint(tokens(claim.victims.text)[:3])
    near = 0 <= claim.evidence.start - max(known.claim.evidence.end for known in before) <= SHORTLY_CHARS
    return others and near and claim.effect not in {known.claim.effect for known in before}


def _fits(group: Sequence[Told], before: Sequence[Told], at: datetime) -> bool:
    return all(
        one.role == known.role == "report"
        and {one.claim.effect, known.claim.effect} <= HARM
        and relation(one.claim.place, known.claim.place) == "within"
        and _compatible(one.claim, known.claim, at, within=True)
        for one in group
        for known in before
    )


SHORTLY_CHARS = 400  # two or three sentences


def _one_blow(group: Sequence[Told], other: Sequence[Told], at: datetime) -> bool:
    effects, others = ({one.claim.effect for one in told} for told in (group, other))
    if effects & others or not effects | others <= HARM or attackers(group) != attackers(other):
        return False
    return _at_once(group, other, at)


def _at_once(group: Sequence[Told], other: Sequence[Told], at: datetime) -> bool:
    """Whether place, days and actors of all of one are those of all of the other."""
    return all(
        (one.role == "denial") == (known.role == "denial")
        and relation(one.claim.place, known.claim.place) == "same"
        and _compatible(one.claim, known.claim, at)
        for one in group
        for known in other
    )


def _part_of(group: Sequence[Told], whole: Sequence[Told], at: datetime) -> bool:
    """Whether the group's people are among the whole's, or fell in the same fight on the other side."""
    if not (_at_once(group, whole, at) or _in_hospital(group, whole, at)):
        return False
    if any(one.role != "report" or one.claim.effect not in HARM for one in group):
        return False
    pairs = [
        (one.claim, known.claim)
        for one in group
        for known in whole
        if known.role == "report" and known.claim.effect == one.claim.effect
    ]
    if not pairs:
        return False
    return (attackers(group) and not attackers(whole)) or all(_detail(*pair) for pair in pairs)


def _in_hospital(group: Sequence[Told], whole: Sequence[Told], at: datetime) -> bool:
    """Whether it is of some of the known and where they lie now: "at the hospital, where two of them are critical"."""
    return all(
        _some_of(one.claim)
        and not words().wards.isdisjoint(tokens(one.claim.evidence.text))
        and all(gap(interval(one.claim.time, at), interval(known.claim.time, at)) == 0 for known in whole)
        for one in group
    )


def _detail(claim: Casualty, total: Casualty) -> bool:
    """Whether a smaller figure further down is of people in the total, and no word tells of another event.

    They are some "of the dead", or died by the same weapon at no other time, or their sentence names neither
    place, time, weapon nor anybody who says so.
    """
    undated = claim.time.text is None and (same_weapon(claim.weapon, total.weapon) or _bare(claim, total))
    if not undated and not _some_of(claim):
        return False
    if _other_parts(claim, total) or set(tokens(claim.evidence.text)) & words().others_told or versions(claim, total):
        return False
    return claim.evidence.start > total.evidence.start and _smaller(claim, [total])


def _some_of(claim: Casualty) -> bool:
    """Whether the victims are told as some of people who are known: "two of the injured", "four of them"."""
    if claim.victims is not None and _PARTITIVE.search(claim.victims.whole):
        return True
    text = claim.number.text
    return text is not None and re.search(rf"\b{re.escape(text)} of them\b", claim.evidence.text, re.I) is not None


def _bare(claim: Casualty, total: Casualty) -> bool:
    """Whether the claim's sentence has nothing of its own but the figure, no kind of spot ("a checkpoint") either."""
    if (claim.weapon, claim.perpetrator, claim.said_by) != (None, None, None):
        return False
    sentence = fold(claim.evidence.text)
    if claim.place is not None and fold(claim.place.text) in sentence:
        return False
    return not (set(tokens(sentence)) - set(tokens(total.evidence.text))) & set(words().spots)


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
    if attackers([Told(claim, role)]) and not any(same_sentence(claim, other) for other in near):
        return None
    beside = [other for other in others if other.effect == claim.effect]
    if not beside:
        together = any(same_sentence(claim, other) or same(claim.perpetrator, other.perpetrator) for other in near)
        return role if together or {claim.effect, *(other.effect for other in others)} <= HARM else None
    if any(agree(claim.number, other.number) for other in beside):
        return role
    if all(same_sentence(claim, other) and not _other_parts(claim, other) for other in beside):
        whole = any(versions(claim, other) for other in beside) or not _smaller(claim, beside)
        return role if whole or role == "denial" else "part"
    return role if all(_other_version(claim, other) for other in beside) else None


def _other_version(claim: Casualty, other: Casualty) -> bool:
    """Whether the sentence after a figure has another speaker's for the same event: "they put the figure at eight"."""
    told = set(tokens(claim.evidence.text)) & words().versions_told
    return bool(told) and versions(claim, other) and _next_sentence(claim, other)


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
            and not versions(one.claim, claim)
            and not agree(one.claim.number, claim.number)
            and figure is not None
            and total is not None
            and figure < total
        ):
            group[i] = Told(one.claim, "part")


def _smaller(claim: Casualty, others: Sequence[Casualty]) -> bool:
    figure = headline(claim.number)
    return figure is not None and any(figure < (headline(other.number) or 0) for other in others)


def _compatible(one: Casualty, other: Casualty, at: datetime, *, within: bool = False) -> bool:
    """Whether nothing speaks against one event. Some of the known, another's version, and further harm in the sentence
    that dates the first, have the known one's day.

    within: a wide place and one that lies in it count as one, too.
    """
    near = ("same", "part", "unknown", "within") if within else ("same", "part", "unknown")
    beside = _other_version(one, other) or (same_sentence(one, other) and {one.effect, other.effect} <= HARM)
    undated = any(_undated(claim) and (beside or _some_of(claim)) for claim in (one, other))
    return (
        one.cumulative == other.cumulative
        and relation(one.place, other.place) in near
        and compatible(one.perpetrator, other.perpetrator)
        and not weapons_differ(one.weapon, other.weapon)
        and (undated or gap(interval(one.time, at), interval(other.time, at)) == 0)
    )


def _undated(claim: Casualty) -> bool:
    """Whether no time is told, or only that of what was said of it."""
    return claim.time.text is None or claim.time.start is None


def same_sentence(one: Casualty, other: Casualty) -> bool:
    """Whether both stand in one sentence."""
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _next_sentence(one: Casualty, other: Casualty) -> bool:
    first, second = sorted((one.evidence, other.evidence), key=lambda evidence: evidence.start)
    return 0 <= second.start - first.end <= ADJACENT_CHARS
