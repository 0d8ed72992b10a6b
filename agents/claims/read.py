"""One article read sentence by sentence: matches, what each says, and why some say nothing. Pure and deterministic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar, cast

from agents.claims.casualty import read_casualties
from agents.claims.control import read_control
from agents.claims.event import antecedent, cumulative, event_place, named_later, presupposed
from agents.claims.grammar import Span
from agents.claims.match import Match
from agents.claims.mode import Verdict, judge, told_as_history
from agents.claims.model import Page, Sentence, Token
from agents.claims.organisations import named_in
from agents.claims.rules import RuleSet, rule_set
from agents.claims.speech import (
    NOBODY,
    Attribution,
    attribute,
    hedged_by_text,
    own_voice,
    stance_of,
    verification_of,
)
from agents.claims.tokens import split, tokenise
from agents.claims.when import claim_time, expressions, nearest
from agents.claims.where import Found, PlacePhrase
from agents.claims.who import NO_ONE, Focus, Who, owner_of_weapon, resolve, weapon_of
from agents.claims.words import listed, words
from schemas.claim import ClaimTime, Mode, Stance, Verification
from schemas.clean_article import UNDATED
from schemas.tagged_article import TaggedArticle

T = TypeVar("T")


@dataclass(slots=True)
class Reading:
    """A match with its slots. blocked: why it makes no claim at all, or ""; reason: why its mode is not actual, or
    "".
    """

    match: Match
    sentence: Sentence
    mode: Mode = "actual"
    reason: str = ""
    blocked: str = ""
    stance: Stance = "asserted"
    places: tuple[Found, ...] = ()
    agent: Who = NO_ONE
    patient: Who = NO_ONE
    weapon: str | None = None
    attribution: Attribution = NOBODY
    verification: Verification | None = None
    time: ClaimTime = field(default_factory=ClaimTime)
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the next sentences may go on telling of: up to sentence ``until``; who did it, with what."""

    until: int
    place: Found
    agent: Who = NO_ONE
    weapon: str | None = None


EVENT_REACH = 3
"""Sentences over which an event goes on without its place being named again."""


@dataclass(slots=True)
class Context:
    """What the article has told so far, for pronouns and "the town"."""

    tagged: TaggedArticle
    page: Page
    published: date | None
    focus: Focus = field(default_factory=Focus)
    told: Told | None = None
    """The last event that had a place."""

    @property
    def conflict(self) -> bool:
        """Whether the article names anybody under arms, or is tagged as about a conflict."""
        return bool(self.tagged.actors) or "conflict" in self.tagged.topics

    def led_by(self, reading: Reading) -> Found | None:
        """The place of the article's first lines, for "the attack", "the blast": the event that it is all about."""
        lows = [token.low for token in reading.sentence.tokens]
        if not any(
            low == "the" and n + 1 < len(lows) and lows[n + 1] in listed("the_event") for n, low in enumerate(lows)
        ):
            return None
        if any(token.place is not None for token in reading.sentence.tokens):
            return None
        for sentence in self.page.sentences[:2]:
            for mention in self.page.places_in(sentence.start, sentence.end):
                if mention.feature in listed("sites"):
                    return Found(mention.place, mention.feature, -1)
        return None

    def goes_on(self, reading: Reading) -> Found | None:
        """The place of the event that a sentence without any place goes on telling of, at most three sentences back."""
        if self.told is None or reading.sentence.index > self.told.until:
            return None
        if any(
            token.kind == "place" and token.place and token.place.feature != "country"
            for token in reading.sentence.tokens
        ):
            return None
        return self.told.place


def read(tagged: TaggedArticle, rules: RuleSet | None = None) -> list[Reading]:
    """Every match of every sentence that holds a trigger, judged, in text order."""
    rules = rules or rule_set()
    article = tagged.article
    if article.language != "en" or not rules.may_fire(article.text):
        return []  # the rules know English alone: another language would fire by accident
    sentences = split(article.text, article.blocks)
    page = Page(sentences, tagged.places, tagged.actors, tagged.theatre)
    context = Context(tagged, page, None if article.published_at == UNDATED else article.published_at.date())
    context.focus.organisations = named_in(article.text)
    readings: list[Reading] = []
    for sentence in sentences:
        triggered = rules.may_fire(sentence.text)
        if not triggered and not page.actors_in(sentence.start, sentence.end):
            continue
        _fill(page, sentence)
        if triggered:
            matches = [*read_control(sentence.tokens, rules), *read_casualties(sentence.tokens, rules)]
            readings.extend(_judge(context, sentence, match) for match in _one_each(matches))
        context.focus.note(sentence.tokens)
    _share_perpetrators(readings)
    return readings


def _share_perpetrators(readings: list[Reading]) -> None:
    """Who struck a place is told once: other counts of that place and time are of the same hand, unless of a fight."""
    told: dict[tuple[str, object], set[str]] = {}
    hands: dict[tuple[str, object], Who] = {}
    harm = [r for r in readings if r.match.people is not None and not r.blocked and r.mode == "actual" and r.places]
    for reading in harm:
        if reading.agent.actor is not None:
            told.setdefault(_event(reading), set()).add(reading.agent.actor.name)
            hands.setdefault(_event(reading), reading.agent)
    for reading in harm:
        fight = any(token.low in listed("fights") for token in reading.sentence.tokens)
        if (
            reading.agent.actor is None
            and not fight
            and not reading.cumulative
            and len(told.get(_event(reading), ())) == 1
        ):
            reading.agent = hands[_event(reading)]


def _event(reading: Reading) -> tuple[str, object]:
    return reading.places[0].place.name, reading.time.timing


def _one_each(matches: list[Match]) -> list[Match]:
    """The strongest match of each trigger and kind: a frame with more words ("took control of") beats a bare one
    ("took").
    """
    best: dict[tuple[str, int], Match] = {}
    for match in matches:
        key = (match.rule.kind, match.head)
        other = best.get(key)
        if other is None or _strength(match) > _strength(other):
            best[key] = match
    return sorted(best.values(), key=lambda match: (match.head, match.rule.name))


def _strength(match: Match) -> tuple[int, int, int]:
    return (
        len(match.rule.after) > 0,
        not match.rule.weak,
        bool(match.places and match.places.places) + (match.agent is not None) + (match.patient is not None),
    )


def _judge(context: Context, sentence: Sentence, match: Match) -> Reading:
    reading = Reading(match, sentence)
    verdict = judge(sentence.tokens, match)
    reading.mode, reading.reason = verdict.mode, verdict.reason
    _speech(context, reading, verdict)
    _time(context, reading)
    if match.rule.kind == "location_fall":
        _control(context, reading)
    else:
        _harm(context, reading)
    return reading


def _speech(context: Context, reading: Reading, verdict: Verdict) -> None:
    sentence, match = reading.sentence, reading.match
    found = attribute(sentence, match, context.focus)
    if found.said_by is None and not found.claiming:
        for other in context.page.quotation(sentence):
            _fill(context.page, other)
            found = _once(other, "speaker", partial(attribute, other, None, context.focus))
            if found.said_by is not None:
                break
    denied = verdict.denied
    negated_by_speaker = (
        reading.mode == "negated"
        and found.said_by is not None
        and match.rule.kind == "location_fall"
        and match.verb is not None
        and match.verb.negated
    )
    if negated_by_speaker:
        reading.mode, reading.reason, denied = "actual", "", True
    hedged = verdict.hedged or _once(sentence, "hedged", lambda: hedged_by_text(sentence.text))
    reading.attribution = found
    context.focus.spoke = found.said_by or context.focus.spoke
    reading.stance = stance_of(found, hedged=hedged, denied=denied)
    reading.verification = _verification(context, sentence, around=reading.stance == "claimed")


def _verification(context: Context, sentence: Sentence, *, around: bool) -> Verification | None:
    """What the sentence says of verification; where it says nothing and ``around``, what its neighbours say."""
    own = _once(sentence, "verification", lambda: verification_of([sentence.text]))
    if own is not None or not around:
        return own
    beside = context.page.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    texts = [other.text for other in beside if other.block == sentence.block]
    return _once(sentence, "verification around", lambda: verification_of(texts))


def _once(sentence: Sentence, name: str, find: Callable[[], T]) -> T:
    """What ``find`` gives for this sentence, found once."""
    if name not in sentence.memo:
        sentence.memo[name] = find()
    return cast(T, sentence.memo[name])


def _fill(page: Page, sentence: Sentence) -> None:
    """Give a sentence its tokens, once."""
    if not sentence.tokens:
        start, end = sentence.start, sentence.end
        sentence.tokens = tokenise(sentence, page.places_in(start, end), page.actors_in(start, end))


def _time(context: Context, reading: Reading) -> None:
    sentence, match = reading.sentence, reading.match
    tokens = sentence.tokens
    head = tokens[match.head]
    counts = [(t.start - sentence.start, t.end - sentence.start) for t in tokens if t.kind == "num"]
    found = [
        w
        for w in _once(sentence, "times", lambda: expressions(sentence.text, context.published))
        if not any(w.start < end and start < w.end for start, end in counts) or not w.text.isdigit()
    ]
    when = nearest(found, head.start - sentence.start, head.end - sentence.start, sentence.text)
    earlier = presupposed(tokens, match, sentence)
    reading.time, history = claim_time(when, context.published, earlier=earlier)
    if history and match.rule.kind == "casualty" and match.verb is not None and match.verb.tense == "perfect":
        history, reading.cumulative = False, True  # "have been killed in a war that began in 2011": a toll up to now
    phrase = _once(sentence, "history", lambda: told_as_history(sentence.text))
    if history and reading.mode == "actual":
        reading.mode, reading.reason = "historical", reading.time.text or "long ago"
    elif phrase and reading.mode == "actual" and (when is None or reading.time.timing == "background"):
        reading.mode, reading.reason = "historical", phrase
    reading.cumulative = reading.cumulative or cumulative(tokens, match, when)


def _control(context: Context, reading: Reading) -> None:
    tokens, match = reading.sentence.tokens, reading.match
    assert match.places is not None
    reading.agent = resolve(tokens, match.agent, context.focus)
    reading.patient = resolve(tokens, match.patient, context.focus)
    loss = reading.agent.actor is not None and reading.agent.actor.type == "non-state"
    if reading.attribution.military and reading.stance == "asserted" and not loss:
        reading.stance = "claimed"  # an army's word of its own success; of its loss it is on the record
    reading.places = match.places.places or _meant(context, reading, match.places)
    if not reading.places:
        reading.blocked = "no place by name"
        return
    reading.blocked = _not_control(context, reading)
    if not reading.blocked and reading.mode == "actual" and len(reading.places) == 1:
        context.told = Told(reading.sentence.index + 2, reading.places[0])


def _not_control(context: Context, reading: Reading) -> str:
    """Why this is no change of control between armed sides, or ""."""
    match, agent, patient = reading.match, reading.agent, reading.patient
    armed = agent.armed or patient.armed
    if not context.conflict and not armed:
        return "nobody under arms in the article"
    taken = match.construction == "passive" and match.agent is None and context.focus.armed is not None
    if match.rule.weak and not armed and not taken:  # "the town was taken" leaves out who was named before
        return "no armed actor named"
    if match.agent is not None and not armed and agent.actor is None:
        tokens = reading.sentence.tokens[match.agent.start : match.agent.end]
        if len(context.tagged.actors) < 2 or any(token.low in words().civilian for token in tokens):
            return "its subject is nobody under arms"
    if any(found.feature == "country" and found.place.precision != 2 for found in reading.places) and not armed:
        return "a country, and no armed actor named"
    if match.rule.name == "control.sweep" and all(
        found.place.precision == 3 or found.feature == "country" for found in reading.places
    ):
        return "a sweep through a region leaves open who holds what"
    if match.rule.needs == "taken_from" and not patient.armed:
        return "no armed actor driven out"
    return ""


def _meant(context: Context, reading: Reading, phrase: PlacePhrase) -> tuple[Found, ...]:
    """The place that "the town", "it" or "two villages" stands for: the nearest fit named before it, not far back."""
    found = antecedent(context.page, reading.sentence, phrase)
    return (found,) if found is not None else ()


def _harm(context: Context, reading: Reading) -> None:
    tokens, match = reading.sentence.tokens, reading.match
    if match.people is None:
        reading.blocked = "no people named"
        return
    if match.rule.value != "displaced" and match.agent is not None:
        reading.agent = resolve(tokens, match.agent, context.focus)
        reading.weapon = weapon_of(tokens, match.agent)
        if (
            reading.weapon
            and match.rule.value != "abducted"
            and not any(t.actor for t in tokens[match.agent.start : match.agent.end])
        ):
            reading.agent = Who(None, False)
    if reading.weapon is None:
        reading.weapon = _weapon_after(reading)
    if reading.weapon is not None and reading.agent.actor is None and match.rule.value in ("killed", "injured"):
        reading.agent = Who(owner_of_weapon(tokens, reading.weapon), False)
    reading.attribution = own_voice(reading.attribution, reading.agent.actor, reading.sentence.text)
    place = event_place(context.page, reading.sentence, match)
    if place is None and not reading.cumulative:
        place = context.goes_on(reading)
        if place is not None and context.told is not None and reading.agent.actor is None and match.agent is None:
            reading.agent, reading.weapon = context.told.agent, reading.weapon or context.told.weapon
        place = place or named_later(context.page, reading.sentence, match) or context.led_by(reading)
    reading.places = (place,) if place is not None else ()
    if "sport" in context.tagged.topics and not context.conflict:
        reading.blocked = "a sports page"
    elif _refers_back(tokens, match):
        reading.blocked = "people told of before, without a count"
    elif match.construction == "nominal" and not match.people.counted and match.people.quantity.best is None:
        reading.blocked = "an event as a noun, without a count"
    elif match.rule.value == "displaced" and match.people.status == "combatant":
        reading.blocked = "fighters who flee are not displaced"
    if not reading.blocked and reading.mode == "actual" and place is not None and place.feature != "country":
        context.told = Told(reading.sentence.index + EVENT_REACH, place, reading.agent, reading.weapon)


def _refers_back(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the victims are only referred to ("the men", "those killed"), not told: no count, no name, no office."""
    people = match.people
    if people is None or people.counted or people.quantity.best not in (None, 1):
        return False
    first = tokens[people.start].low
    inside = tokens[people.start : people.end]
    if first not in ("the", "those", "these", "that", "this"):
        return False
    return not any(
        token.low in listed("roles") or (token.capital and token.kind == "word" and n) for n, token in enumerate(inside)
    )


def _weapon_after(reading: Reading) -> str | None:
    """ "killed in an air strike", "by mortar rounds", "in regime shelling": the weapon behind the verb."""
    tokens, match = reading.sentence.tokens, reading.match
    for n in range(match.head + 1, min(len(tokens), match.head + 14)):
        if tokens[n].low in ("in", "by", "from", "when", "as", "after") and tokens[n].kind == "word":
            end = min(len(tokens), n + 8)
            found = weapon_of(tokens, Span(n + 1, end))
            if found:
                return found
    return None
