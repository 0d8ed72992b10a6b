"""Repeats within one article: several mentions of one claim become one, that which tells most its evidence."""

from collections.abc import Iterable

import msgspec
from typing_extensions import TypeIs

from agents.claims.words import listed
from schemas.actor import Actor
from schemas.claim import Casualty, Claim, LocationFall, Number
from schemas.place import Place

_NOUNS_OF_PLACES = (" village", " town", " city", " hamlet")
_NOUNS = "control.noun"
"""How the rules of control begin that name an event by a noun: "the fall of X"."""


def place_key(place: Place | None) -> object:
    """What makes two places one: the gazetteer's id, and the words of a part."""
    if place is None:
        return None
    name = place.name.casefold()
    for noun in _NOUNS_OF_PLACES if place.geonames_id is None else ():
        name = name.removesuffix(noun)  # "the village of X" and "X village", which no gazetteer has
    return (place.geonames_id or name, place.text.casefold() if place.precision == 2 else "")


def merge(groups: Iterable[list[Claim]]) -> list[Claim]:
    """One claim for what an article tells several times; the mention that tells most is the evidence."""
    merged: list[Claim] = []
    alike: dict[object, list[int]] = {}
    for claims in groups:
        for claim in claims:
            candidates = alike.setdefault(_likeness(claim), [])
            at = next((n for n in candidates if _same(merged[n], claim)), None)
            if at is None:
                candidates.append(len(merged))
                merged.append(claim)
            else:
                merged[at] = _joined(merged[at], claim)
    return merged


def fold_headline(claims: list[Claim], title_end: int) -> list[Claim]:
    """The claims without those of the headline that the article itself tells more fully: a headline is no second event.

    title_end: where the text's title ends; 0 where it has none.
    """
    body = [claim for claim in claims if claim.evidence.start >= title_end]
    kept: list[Claim] = []
    for claim in claims:
        told = next((n for n, other in enumerate(body) if _headline_of(claim, other)), None)
        if claim.evidence.start >= title_end or told is None:
            kept.append(claim)
    return kept


def fold_lead(claims: list[Claim]) -> list[Claim]:
    """The claims without an exact count that the same text bounds: "22 dead in raids", and "at least 22 people".

    Of a lead that is also told as a headline: the first sentence's, and counts of one sentence.
    """
    first = min((claim.evidence.start for claim in claims), default=0)
    kept: list[Claim] = []
    gaps: dict[str, Casualty] = {}
    for claim in claims:
        told = next((other for other in claims if _bounds(other, claim, first)), None)
        if told is None:
            kept.append(claim)
        elif told.perpetrator is None or told.place is None:
            assert isinstance(claim, Casualty)
            gaps[told.claim_id] = claim
    return [_filled(claim, gaps[claim.claim_id]) if claim.claim_id in gaps else claim for claim in kept]


def _bounds(told: Claim, head: Claim, first: int) -> TypeIs[Casualty]:
    """Whether a count tells the headline's exact one with its bound: "about 40", "at least 22"."""
    if not isinstance(head, Casualty) or not isinstance(told, Casualty) or not _headline_of(head, told):
        return False
    x, y = head.number, told.number
    lead = head.evidence.start == first or head.evidence.start == told.evidence.start
    exact = x.low is not None and x.low == x.best == x.high
    return (
        lead and exact and x.low is not None and x.low > 1 and x.best == y.best and (y.low, y.high) != (x.low, x.high)
    )


def _filled(claim: Claim, head: Casualty) -> Claim:
    """A claim with the place and the hand that only its headline tells."""
    assert isinstance(claim, Casualty)
    return msgspec.structs.replace(
        claim, place=claim.place or head.place, perpetrator=claim.perpetrator or head.perpetrator
    )


def _headline_of(head: Claim, told: Claim) -> bool:
    """Whether a headline's claim is the one that the article tells: the same harm or change, and nothing against it."""
    if type(head) is not type(told) or head.mode != told.mode or (head.stance == "denied") != (told.stance == "denied"):
        return False
    if isinstance(head, LocationFall) and isinstance(told, LocationFall):
        left = {"withdrawn", "surrendered"}
        alike = (head.change in left) == (told.change in left)
        return alike and _near(head.place, told.place) and compatible(head.taken_by, told.taken_by)
    if not isinstance(head, Casualty) or not isinstance(told, Casualty) or head.effect != told.effect:
        return False
    vague = head.number.low is None and head.number.high is None and head.number.best is None
    figure = vague or head.number.best == told.number.best or head.number.low == told.number.low
    figure = figure or _some_of(head, told)
    kind = (
        head.cumulative == told.cumulative or (told.number.best or 0) >= TELLING
    )  # "700 since Sunday", "until Friday"
    return figure and kind and compatible(head.perpetrator, told.perpetrator)


TELLING = 20
"""A figure from which on a headline's and its article's are one count, whether "since Sunday" or "until Friday"."""


def _some_of(head: Casualty, told: Casualty) -> bool:
    """Whether a headline counts some of those that the article counts whole: "three sons", and "three sons and at least
    three grandchildren".
    """
    if head.victims is None or told.victims is None or (head.number.best or 0) >= (told.number.best or 0):
        return False
    some = " ".join(head.victims.text.casefold().split()[:2])
    return " " in some and told.victims.text.casefold().startswith(f"{some} and ")


def _near(a: Place | None, b: Place | None) -> bool:
    """Whether two places may be one under two names: the same, one named after the other, or one a whole province."""
    if a is None or b is None or 3 in (a.precision, b.precision):
        return True
    x, y = (a.name.casefold(), a.text.casefold()), (b.name.casefold(), b.text.casefold())
    return any(one in other or other in one for one in x for other in y) or place_key(a) == place_key(b)


def _likeness(claim: Claim) -> object:
    """What two mentions of one claim have in common whatever else they tell; keeps merging linear."""
    if isinstance(claim, LocationFall):
        change = "captured" if claim.change == "recaptured" else claim.change
        return ("fall", claim.mode, change, place_key(claim.place))
    figure = claim.number.best if claim.number.best is not None else (claim.number.low, claim.number.high)
    return ("casualty", claim.mode, claim.effect, figure)


def _same(a: Claim, b: Claim) -> bool:
    """Whether two mentions tell one claim: nothing that either tells contradicts the other."""
    if type(a) is not type(b) or a.mode != b.mode or (a.stance == "denied") != (b.stance == "denied"):
        return False
    if isinstance(a, LocationFall) and isinstance(b, LocationFall):
        same = (a.change == b.change or _named_again(a, b)) and place_key(a.place) == place_key(b.place)
        return (
            same
            and not _apart(a, b)
            and compatible(a.taken_by, b.taken_by)
            and not (_there_and_back(a, b) or _there_and_back(b, a))
        )
    assert isinstance(a, Casualty)
    assert isinstance(b, Casualty)
    exact = (a.number.low, a.number.high) == (b.number.low, b.number.high) and a.number.low is not None
    same_place = a.place is None or b.place is None or place_key(a.place) == place_key(b.place)
    if not same_place and a.place is not None and b.place is not None:
        same_place = exact and 3 not in (a.place.precision, b.place.precision) and _near(a.place, b.place)
        same_place = same_place or (exact and heads(a, b))
    told = _same_figure(a, b)
    vague = a.number.low is None and a.number.high is None
    same_people = not vague or _victims(a) == _victims(b)
    return (
        a.effect == b.effect
        and told
        and same_place
        and same_people
        and a.cumulative == b.cumulative
        and not _foes(a, b)
        and compatible(a.perpetrator, b.perpetrator)
        and not _others(a, b)
    )


HEADED = 200
"""Characters behind a note's heading in which the note tells what it heads, at most."""


def heads(a: Claim, b: Claim) -> bool:
    """Whether the first stands in a note's heading and the other in the note: "3 May, Herat Province: six killed"."""
    head, note = a.evidence, b.evidence
    wide = a.place is not None and b.place is not None and a.place.precision == 3 and a.place.country == b.place.country
    line = ": " in head.text and head.text[-1:] not in ".!?" and ": " not in note.text and note.text[-1:] == "."
    return wide and line and head.end < note.start <= head.end + HEADED


def _foes(a: Casualty, b: Casualty) -> bool:
    """Whether the victims are of two sides that fight each other: two rebels are no two policemen."""
    mine, theirs = _side(a), _side(b)
    return mine != "" and theirs != "" and mine != theirs


def _side(claim: Casualty) -> str:
    """The side that the words for victims name: "state", "non-state", or "" for civilians and anybody else."""
    told = _victims(claim) or (claim.victims.whole.casefold() if claim.victims else "")  # of a sum, its parts
    lows = set(told.replace(",", " ").split())
    if lows & listed("rebel_nouns", "enemies"):
        return "non-state"
    return "state" if lows & listed("state_nouns", "state_men") else ""


FEW = 3
"""So few of one place are often those of several events: a woman, and later an officer."""
ANYBODY = frozenset(
    {"person", "people", "man", "men", "civilian", "civilians", "resident", "victim", "body", "other", ""}
)


def _others(a: Casualty, b: Casualty) -> bool:
    """Whether the few of two mentions are others: a woman and an officer, "three" and "three more"."""
    figure = a.number.best
    if figure is None or figure > FEW or a.evidence.start == b.evidence.start:
        return False
    mine, theirs = _victims(a).split(), _victims(b).split()
    if ({"more", "another"} & set(mine)) != ({"more", "another"} & set(theirs)):
        return True
    if a.victims is None or b.victims is None or not mine or not theirs:
        return False
    if {a.victims.status, b.victims.status} == {"civilian", "combatant"}:
        return True
    told = mine[-1] not in ANYBODY and theirs[-1] not in ANYBODY and not set(mine) & set(theirs)
    return figure == 1 and told and a.victims.status == b.victims.status == "civilian"


def _apart(a: LocationFall, b: LocationFall) -> bool:
    """Whether each tells a time of its own and one of them is long ago: the same town fell twice."""
    old = (a.time.timing == "background") != (b.time.timing == "background")
    return old and a.time.text is not None and b.time.text is not None


def _named_again(a: LocationFall, b: LocationFall) -> bool:
    """Whether one of them only names what the other tells by its verb, by the same hand: "captured X … the fall of X"
    is no recapture besides.
    """
    takes = {a.change, b.change} == {"captured", "recaptured"}
    nominal = a.rule.startswith(_NOUNS) != b.rule.startswith(_NOUNS)
    same_hand = a.taken_by is not None and b.taken_by is not None and a.taken_by.name == b.taken_by.name
    return takes and nominal and same_hand


def _there_and_back(a: LocationFall, b: LocationFall) -> bool:
    """Whether who took a place in one is who lost it in the other: two changes, there and back."""
    return a.taken_by is not None and b.taken_from is not None and a.taken_by.name == b.taken_from.name


def _same_figure(a: Casualty, b: Casualty) -> bool:
    """Whether both tell one count: equal, or the same best figure with another bound ("12 killed", "at least 12").

    With another bound the victims must not be told apart: "1,700 Shiites" and "1,700 recruits" stay two.
    """
    x, y = a.number, b.number
    if (x.low, x.best, x.high) == (y.low, y.best, y.high):
        return True
    if x.best is None or x.best != y.best:
        return False
    return same_victims(a, b)


def same_victims(a: Casualty, b: Casualty) -> bool:
    """Whether the words for the victims can mean the same people; "1,700 Shiites" and "1,700 recruits" cannot."""
    mine, theirs = _victims(a), _victims(b)
    return (
        mine == theirs or not mine or not theirs or bool({mine, theirs} & {"people", "persons", "civilians", "others"})
    )


def _victims(claim: Casualty) -> str:
    """The words that say who the victims are, without their number."""
    if claim.victims is None:
        return ""
    text = claim.victims.whole.casefold()
    return text.replace((claim.number.text or "").casefold(), "").strip()


def compatible(a: Actor | None, b: Actor | None) -> bool:
    """Whether they can be one side: either is not told, or they agree in name or kind."""
    return a is None or b is None or a.name == b.name or a.type == b.type or a.type is None or b.type is None


def _joined(first: Claim, other: Claim) -> Claim:
    """The mention that tells most, its gaps filled from the other; who says so is that of its own sentence."""
    best, rest = (other, first) if _told(other) > _told(first) or heads(first, other) else (first, other)
    if isinstance(best, LocationFall) and isinstance(rest, LocationFall) and best.change != rest.change:
        best, rest = (rest, best) if best.rule.startswith(_NOUNS) else (best, rest)  # the verb says which it was
    gaps = {
        name: getattr(rest, name)
        for name in (
            "place",
            "verification",
            "taken_by",
            "taken_from",
            "sub_event_type",
            "perpetrator",
            "weapon",
            "victims",
        )
        if hasattr(best, name) and getattr(best, name) is None and getattr(rest, name, None) is not None
    }
    for side in ("taken_by", "taken_from", "perpetrator"):
        gaps |= _fuller(side, getattr(best, side, None), getattr(rest, side, None))
    agreed = best.time.timing == rest.time.timing or best.time.start is None
    if best.time.text is None and rest.time.text is not None and agreed:
        gaps["time"] = rest.time  # "before the fall of X" gives no day, "X was taken before dawn" does
    if isinstance(best, Casualty) and isinstance(rest, Casualty) and _opener(rest.number, best.number):
        gaps["number"] = rest.number
    return msgspec.structs.replace(best, **gaps)


def _fuller(side: str, told: Actor | None, other: Actor | None) -> dict[str, Actor]:
    """The fuller name of a side that one mention tells by its noun alone: "Zairian rebels" for "rebels"."""
    if told is None or other is None or " " in told.name or not told.name.islower():
        return {}
    return {side: other} if other.name.lower().endswith((f" {told.name}", f" {told.name}s")) else {}


def _opener(other: Number, number: Number) -> bool:
    """Whether the other count is the same with an open end: of "12 killed" and "at least 12" that is the honest one."""
    return other.best == number.best and other.high is None and number.high is not None


def _told(claim: Claim) -> int:
    """How much a mention tells: filled slots, with a word of time counting and a headline counting less."""
    slots = [
        claim.place,
        claim.said_by,
        claim.time.text,
        getattr(claim, "taken_by", None),
        getattr(claim, "perpetrator", None),
        getattr(claim, "weapon", None),
    ]
    return sum(slot is not None for slot in slots) * 2 - (claim.evidence.start == 0)
