"""The claims of one tagged article: readings made into records."""

import msgspec

from agents.claims.adrift import settled
from agents.claims.entities.organisations import full_name
from agents.claims.entities.parts_told import with_parts
from agents.claims.entities.unnamed import peoples
from agents.claims.language.when import expressions
from agents.claims.read import read
from agents.claims.reader.reading import Reading
from agents.claims.repeats import fold_headline, fold_lead, merge, place_key
from agents.claims.rules import rule_set
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, mode_words, words
from agents.countries import countries_in
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
    title_end = max((block.end for block in tagged.article.blocks if block.kind == "title"), default=0)
    claims = merge(make(tagged, reading) for reading in read(tagged) if not reading.blocked)
    return number(settled(fold_lead(fold_headline(claims, title_end))))


def make(tagged: TaggedArticle, reading: Reading) -> list[Claim]:
    """The claims of one reading: one a place for a change of control, one for harm."""
    if reading.match.rule.kind == "location_fall":
        return [_fall(tagged, reading, found.place) for found in reading.places]
    return [_casualty(tagged, reading)]


def _common(tagged: TaggedArticle, reading: Reading, place: Place | None) -> dict[str, object]:
    """What claims of both kinds have in common."""
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
        "said_by": None if reading.attribution.aside else reading.attribution.said_by,
        "verification": reading.verification,
        "outlet": article.outlet,
        "url": article.url,
        "published_at": None if article.published_at == UNDATED else article.published_at,
        "copied_from": copied.owner_outlet if copied else None,
        "theatre": (place.country if place else None) or tagged.theatre or NO_THEATRE,
    }


def _fall(tagged: TaggedArticle, reading: Reading, place: Place) -> LocationFall:
    """A change of control at one place; a non-state side liberates nothing that it held before, so it captures."""
    change: Change = reading.change or reading.match.rule.value  # type: ignore[assignment]
    taker, loser = reading.agent.actor, reading.patient.actor
    if reading.match.rule.name == "control.liberate" and taker is not None and taker.type == "non-state":
        change = "captured"
    driven = reading.match.rule.name in ("control.clear", "control.clear-out", "control.drive-out", "control.wrest")
    sides = (taker.type if taker else None, loser.type if loser else None)
    lands = countries_in(taker.name) if taker else frozenset()
    if driven and change == "captured" and sides == ("state", "non-state") and (not lands or place.country in lands):
        change = "recaptured"  # whom a state drives out held what it had held before
    slots = (
        "location_fall",
        reading.mode,
        reading.stance == "denied",
        change,
        place_key(place),
        taker.name if taker else None,
    )
    return LocationFall(
        claim_id=stable_id(tagged.article.article_id, *slots),
        change=change,
        sub_event_type=_sub_event(change, taker, loser, place.country if place else None),
        taken_by=taker,
        taken_from=loser,
        **_common(tagged, reading, place),  # type: ignore[arg-type]
    )


def _sub_event(change: Change, taker: Actor | None, loser: Actor | None, country: str | None) -> SubEventType | None:
    """ACLED's name for it; null where the sides do not tell.

    Its codebook has a foreign state's forces overtake territory as a non-state actor does. Whether they fight against
    that country's government or beside it shows only by who lost the place.
    """
    if change in ("withdrawn", "surrendered"):
        return "Non-violent transfer of territory"
    if taker is not None and taker.type == "non-state":
        return "Non-state actor overtakes territory"
    lands = countries_in(taker.name) if taker is not None and country is not None else frozenset()
    if lands and country not in lands:
        against = loser is not None and loser.type == "state" and country in countries_in(loser.name)
        return "Non-state actor overtakes territory" if against else None
    if taker is not None and taker.type == "state" and (lands or loser is None or loser.type == "non-state"):
        return "Government regains territory"
    return None


def _casualty(tagged: TaggedArticle, reading: Reading) -> Casualty:
    """Harm of one effect; of "killed or injured 175" the figure bounds each effect."""
    match = reading.match
    people = match.people
    assert people is not None
    q = people.quantity
    number_ = Number(text=people.number_text, low=q.low, best=q.best, high=q.high)
    if match.either:
        number_ = Number(text=people.number_text, low=None, best=None, high=q.high)
    text, status = with_parts(reading.sentence.tokens, people)
    place = reading.places[0].place if reading.places else None
    perpetrator = reading.agent.actor
    slots = (
        "casualty",
        reading.mode,
        reading.stance == "denied",
        match.rule.value,
        place_key(place),
        number_.low,
        number_.best,
        number_.high,
        people.text if number_.text is None else number_.text,
        perpetrator.name if perpetrator else None,
    )
    return Casualty(
        claim_id=stable_id(tagged.article.article_id, *slots),
        effect=match.rule.value,  # type: ignore[arg-type]
        number=number_,
        cumulative=reading.cumulative,
        victims=Victims(text=text, status=status),
        perpetrator=perpetrator,
        weapon=reading.weapon,
        **_common(tagged, reading, place),  # type: ignore[arg-type]
    )


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
