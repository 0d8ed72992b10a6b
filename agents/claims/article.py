"""The claims of one tagged article: readings made into records, repeats within the article merged."""

from collections.abc import Iterable

import msgspec

from agents.claims.organisations import full_name
from agents.claims.read import Reading, read
from agents.claims.rules import rule_set
from agents.claims.speech import speech_words
from agents.claims.when import expressions
from agents.claims.who import peoples
from agents.claims.words import listed, mode_words, words
from schemas.actor import Actor
from schemas.claim import Casualty, Change, Claim, Evidence, LocationFall, Number, Sequence, SubEventType, Victims
from schemas.clean_article import UNDATED
from schemas.ids import stable_id
from schemas.place import Place
from schemas.tagged_article import TaggedArticle

NO_THEATRE = "ZZ"
"""The theatre of a claim whose country nobody can tell."""


def load() -> str:
    """Load and check every rule, so that the first article is as fast as the next; returns the rules' version."""
    words()
    listed("time")
    mode_words()
    speech_words()
    peoples()
    expressions("yesterday", None)
    full_name("a monitor", ())
    return rule_set().version


def read_claims(tagged: TaggedArticle) -> list[Claim]:
    """Every claim of the article in text order, all modes; within one theatre numbered for the ledger."""
    return number(merge(make(tagged, reading) for reading in read(tagged) if not reading.blocked))


def make(tagged: TaggedArticle, reading: Reading) -> list[Claim]:
    """The claims of one reading: one a place for a change of control, one for harm."""
    if reading.match.rule.kind == "location_fall":
        return [_fall(tagged, reading, found.place) for found in reading.places]
    return [_casualty(tagged, reading)]


def _common(tagged: TaggedArticle, reading: Reading, place: Place | None) -> dict[str, object]:
    article, sentence = tagged.article, reading.sentence
    copied = next((p for p in tagged.verdict.passages if p.start < sentence.end and p.end > sentence.start), None)
    return {
        "article_id": article.article_id,
        "mode": reading.mode,
        "stance": reading.stance,
        "evidence": Evidence(text=sentence.text, start=sentence.start, end=sentence.end),
        "time": reading.time,
        "rule": reading.match.rule.name,
        "rules_version": rule_set().version,
        "place": place,
        "said_by": reading.attribution.said_by,
        "verification": reading.verification,
        "outlet": article.outlet,
        "url": article.url,
        "published_at": None if article.published_at == UNDATED else article.published_at,
        "copied_from": copied.owner_outlet if copied else None,
        "theatre": (place.country if place else None) or tagged.theatre or NO_THEATRE,
    }


def _fall(tagged: TaggedArticle, reading: Reading, place: Place) -> LocationFall:
    change: Change = reading.match.rule.value  # type: ignore[assignment]
    taker, loser = reading.agent.actor, reading.patient.actor
    if reading.match.rule.name == "control.liberate" and taker is not None and taker.type == "non-state":
        change = "captured"
    slots = (
        "location_fall",
        reading.mode,
        reading.stance == "denied",
        change,
        _place_key(place),
        taker.name if taker else None,
    )
    return LocationFall(
        claim_id=stable_id(tagged.article.article_id, *slots),
        change=change,
        sub_event_type=_sub_event(change, taker, loser),
        taken_by=taker,
        taken_from=loser,
        **_common(tagged, reading, place),  # type: ignore[arg-type]
    )


def _sub_event(change: Change, taker: Actor | None, loser: Actor | None) -> SubEventType | None:
    if change in ("withdrawn", "surrendered"):
        return "Non-violent transfer of territory"
    if taker is not None and taker.type == "non-state":
        return "Non-state actor overtakes territory"
    if taker is not None and taker.type == "state" and (loser is None or loser.type == "non-state"):
        return "Government regains territory"
    return None


def _casualty(tagged: TaggedArticle, reading: Reading) -> Casualty:
    match = reading.match
    people = match.people
    assert people is not None
    q = people.quantity
    number_ = Number(text=people.number_text, low=q.low, best=q.best, high=q.high)
    if match.either:
        number_ = Number(text=people.number_text, low=None, best=None, high=q.high)
    place = reading.places[0].place if reading.places else None
    perpetrator = reading.agent.actor
    slots = (
        "casualty",
        reading.mode,
        reading.stance == "denied",
        match.rule.value,
        _place_key(place),
        number_.low,
        number_.best,
        number_.high,
        people.text if number_.text is None else number_.text,
    )
    return Casualty(
        claim_id=stable_id(tagged.article.article_id, *slots),
        effect=match.rule.value,  # type: ignore[arg-type]
        number=number_,
        cumulative=reading.cumulative,
        victims=Victims(text=people.text, status=people.status),
        perpetrator=perpetrator,
        weapon=reading.weapon,
        **_common(tagged, reading, place),  # type: ignore[arg-type]
    )


def _place_key(place: Place | None) -> object:
    if place is None:
        return None
    return (place.geonames_id or place.name.casefold(), place.text.casefold() if place.precision == 2 else "")


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


def _likeness(claim: Claim) -> object:
    """What two mentions of one claim have in common whatever else they tell; keeps merging linear."""
    if isinstance(claim, LocationFall):
        return ("fall", claim.mode, claim.change, _place_key(claim.place))
    figure = claim.number.best if claim.number.best is not None else (claim.number.low, claim.number.high)
    return ("casualty", claim.mode, claim.effect, figure)


def _same(a: Claim, b: Claim) -> bool:
    if type(a) is not type(b) or a.mode != b.mode or (a.stance == "denied") != (b.stance == "denied"):
        return False
    if isinstance(a, LocationFall) and isinstance(b, LocationFall):
        return (
            a.change == b.change and _place_key(a.place) == _place_key(b.place) and _compatible(a.taken_by, b.taken_by)
        )
    assert isinstance(a, Casualty)
    assert isinstance(b, Casualty)
    same_place = a.place is None or b.place is None or _place_key(a.place) == _place_key(b.place)
    told = _same_figure(a, b)
    vague = a.number.low is None and a.number.high is None
    same_people = not vague or _victims(a) == _victims(b)
    return (
        a.effect == b.effect
        and told
        and same_place
        and same_people
        and a.cumulative == b.cumulative
        and _compatible(a.perpetrator, b.perpetrator)
    )


def _same_figure(a: Casualty, b: Casualty) -> bool:
    """Whether both tell one count: equal, or the same best figure with another bound ("12 killed", "at least 12").

    With another bound the victims must not be told apart: "1,700 Shiites" and "1,700 recruits" stay two.
    """
    x, y = a.number, b.number
    if (x.low, x.best, x.high) == (y.low, y.best, y.high):
        return True
    if x.best is None or x.best != y.best:
        return False
    mine, theirs = _victims(a), _victims(b)
    return (
        mine == theirs or not mine or not theirs or bool({mine, theirs} & {"people", "persons", "civilians", "others"})
    )


def _victims(claim: Casualty) -> str:
    """The words that say who the victims are, without their number."""
    if claim.victims is None:
        return ""
    text = claim.victims.text.casefold()
    return text.replace((claim.number.text or "").casefold(), "").strip()


def _compatible(a: Actor | None, b: Actor | None) -> bool:
    return a is None or b is None or a.name == b.name or a.type == b.type or a.type is None or b.type is None


def _joined(first: Claim, other: Claim) -> Claim:
    best, rest = (other, first) if _told(other) > _told(first) else (first, other)
    gaps = {
        name: getattr(rest, name)
        for name in (
            "place",
            "said_by",
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
    agreed = best.time.timing == rest.time.timing or best.time.start is None
    if best.time.text is None and rest.time.text is not None and agreed:
        gaps["time"] = rest.time  # "before the fall of X" gives no day, "X was taken before dawn" does
    if isinstance(best, Casualty) and isinstance(rest, Casualty) and _opener(rest.number, best.number):
        gaps["number"] = rest.number
    return msgspec.structs.replace(best, **gaps)


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


def number(claims: list[Claim]) -> list[Claim]:
    """Give each claim its place among its article's claims of the same theatre."""
    totals: dict[str | None, int] = {}
    for claim in claims:
        totals[claim.theatre] = totals.get(claim.theatre, 0) + 1
    counts: dict[str | None, int] = {}
    out: list[Claim] = []
    for claim in claims:
        index = counts.get(claim.theatre, 0)
        counts[claim.theatre] = index + 1
        out.append(msgspec.structs.replace(claim, sequence=Sequence(index=index, of=totals[claim.theatre])))
    return out
