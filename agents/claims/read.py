"""One article read sentence by sentence: matches, what each says, and why some say nothing. Pure and deterministic."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TypeVar, cast

from agents.claims.casualty import read_casualties
from agents.claims.control import read_control
from agents.claims.event import antecedent, cumulative, event_place, named_later, presupposed
from agents.claims.grammar import Span
from agents.claims.hand import hand
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
    statement_of,
    verification_of,
)
from agents.claims.tokens import split, tokenise
from agents.claims.when import claim_time, expressions, nearest
from agents.claims.where import Found, PlacePhrase
from agents.claims.who import NO_ONE, Focus, Who, resolve, weapon_of
from agents.claims.words import listed, words
from schemas.actor import Actor
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


EVENT_REACH = 4
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
    invented: bool = False
    """Whether the page is about a film, a novel or a play."""
    own_word: Attribution | None = None
    """The outlet, where the article is its own statement ("our forces …")."""
    at_war: bool = False
    """Whether the article names anybody under arms, speaks of a war's things, or is tagged as about a conflict."""

    @property
    def conflict(self) -> bool:
        """Whether the article is about a conflict at all."""
        return self.at_war

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

    def only_place(self, reading: Reading) -> Found | None:
        """The one place that the article's title and first lines name, for what is told as its news without a place."""
        tokens = reading.sentence.tokens
        if (
            any(t.place is not None and t.place.feature != "country" for t in tokens)
            or reading.time.timing != "breaking"
        ):
            return None
        found: dict[str, Found] = {}
        for sentence in self.page.sentences[:3]:
            for mention in self.page.places_in(sentence.start, sentence.end):
                if mention.feature in listed("sites"):
                    found.setdefault(mention.place.name, Found(mention.place, mention.feature, -1))
        return next(iter(found.values())) if len(found) == 1 else None

    def lately(self, reading: Reading) -> Found | None:
        """The place of the last event told, for breaking news without any place of its own."""
        named = any(t.place is not None and t.place.feature != "country" for t in reading.sentence.tokens)
        if self.told is None or named or reading.time.timing != "breaking":
            return None
        return self.told.place

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
    context.at_war = bool(tagged.actors) or "conflict" in tagged.topics or _speaks_of_war(article.text)
    lows = {low.strip(".,;:'\"”“()") for low in article.text.lower().split()}
    context.invented = len(lows & listed("stage_words")) >= 3
    context.own_word = statement_of(article.outlet, article.text, tagged.actors)
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


def _speaks_of_war(text: str) -> bool:
    """Whether a word of war stands in it ("garrison", "siege")."""
    return not listed("war_words").isdisjoint(low.strip(".,;:'\"”“") for low in text.lower().split())


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
    _one_hand(harm)


def _one_hand(harm: list[Reading]) -> None:
    """ "The strikes", "the attack": of the one side that the article's news has named as having struck."""
    news = [r for r in harm if r.agent.actor is not None and r.time.timing == "breaking"]
    if len({r.agent.actor.name for r in news if r.agent.actor is not None}) != 1:
        return
    for reading in harm:
        lows = [token.low for token in reading.sentence.tokens]
        again = any(a == "the" and b in listed("the_event") - listed("fights") for a, b in pairwise(lows))
        if reading.agent.actor is None and again and not reading.cumulative and reading.time.timing == "breaking":
            reading.agent = news[0].agent


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
    if found.said_by is None and context.own_word is not None and "“" not in sentence.text:
        found = context.own_word
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
    if found.said_by is not None and found.said_by.type != "organisation":
        context.focus.person, context.focus.person_named = found.said_by, found.named
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
    if when is None and reading.mode == "actual" and (year := _told_year(context, sentence)):
        reading.mode, reading.reason = "historical", year
    if history and reading.mode == "actual":
        reading.mode, reading.reason = "historical", reading.time.text or "long ago"
    elif phrase and reading.mode == "actual" and (when is None or reading.time.timing == "background"):
        reading.mode, reading.reason = "historical", phrase
    reading.cumulative = reading.cumulative or cumulative(tokens, match, when)


_IN_YEAR = re.compile(r"\b[Ii]n (?:[A-Z][a-z]+ )?(?P<year>1[5-9]\d\d|20\d\d)\b")
_FRESH = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|overnight|[MTWFS]\w+day|this (?:week|month|year)|last (?:week|month)|now)\b"
)


def _told_year(context: Context, sentence: Sentence) -> str:
    """The year long past that the paragraph is telling of, where nothing since has brought it back to the news."""
    if context.published is None or sentence.index == 0:
        return ""
    for other in reversed(context.page.sentences[max(0, sentence.index - 3) : sentence.index]):
        if _FRESH.search(other.text) or _paragraph(context, other) != _paragraph(context, sentence):
            return ""
        years = [int(match["year"]) for match in _IN_YEAR.finditer(other.text)]
        if years:
            return str(max(years)) if max(years) < context.published.year - 1 else ""
    return ""


def _paragraph(context: Context, sentence: Sentence) -> int:
    """The number of the block in which a sentence stands."""
    blocks = context.tagged.article.blocks
    return next((n for n, block in enumerate(blocks) if block.start <= sentence.start < block.end), -1)


def _control(context: Context, reading: Reading) -> None:
    tokens, match = reading.sentence.tokens, reading.match
    assert match.places is not None
    reading.agent = resolve(tokens, match.agent, context.focus)
    reading.patient = resolve(tokens, match.patient, context.focus)
    _announced(context, reading)
    if reading.stance == "asserted" and _own_success(reading):
        reading.stance = "claimed"  # an army's word of its own success; of its loss it is on the record
    reading.places = match.places.places or _meant(context, reading, match.places)
    if not reading.places:
        reading.blocked = "no place by name"
        return
    reading.blocked = _not_control(context, reading)
    if not reading.blocked and reading.mode == "actual" and len(reading.places) == 1:
        context.told = Told(reading.sentence.index + 2, reading.places[0])


def _announced(context: Context, reading: Reading) -> None:
    """Who took it where only the winner's army or rulers tell: "X has been freed, the army announced"."""
    speaker, match = reading.attribution.said_by, reading.match
    if speaker is None or match.agent is not None or reading.stance == "denied":
        return
    won = match.rule.value in ("captured", "recaptured") and match.rule.subject in ("taken_by", "place")
    lows = set(speaker.text.lower().split())
    rules = reading.attribution.military or (speaker.type == "official" and bool(lows & listed("ruling")))
    enemy = reading.patient.actor is not None and reading.patient.actor.type == "non-state"
    if won and rules and (enemy or match.rule.value == "recaptured"):
        side = context.focus.sides.get("state")
        reading.agent = Who(side or Actor(text=speaker.text, name=speaker.name, type="state"), True)


def _own_success(reading: Reading) -> bool:
    """Whether a state's army or rulers tell of what their own side took: a belligerent of its own deeds."""
    speaker, taker = reading.attribution.said_by, reading.agent.actor
    if speaker is None or (taker is not None and taker.type == "non-state"):
        return False
    if reading.attribution.military:
        return True
    described = {word.strip(".,'’s").lower() for word in speaker.text.split()} | set(speaker.text.lower().split())
    return (
        speaker.type == "official"
        and taker is not None
        and bool(described & listed("ruling") or speaker.text == taker.text)
    )


def _not_control(context: Context, reading: Reading) -> str:
    """Why this is no change of control between armed sides, or ""."""
    match, agent, patient = reading.match, reading.agent, reading.patient
    armed = agent.armed or patient.armed
    if context.invented:
        return "a page about a work of fiction"
    if any(token.low in listed("electoral") for token in reading.sentence.tokens):
        return "an election"
    if not context.conflict and not armed and not _fallen(context, reading):
        return "nobody under arms in the article"
    named = context.focus.armed is not None or any(t.actor is not None for t in reading.sentence.tokens)
    taken = match.construction == "passive" and match.agent is None and named
    quiet = match.construction == "nominal" or (match.construction == "passive" and match.agent is None)
    told = quiet and context.conflict and _armed_words(reading)
    if match.rule.weak and not armed and not taken and not told:  # "the town was taken" leaves out who was named before
        return "no armed actor named"
    if match.agent is not None and not armed and agent.actor is None and match.rule.value != "surrendered":
        tokens = reading.sentence.tokens[match.agent.start : match.agent.end]
        if len(context.tagged.actors) < 2 or any(token.low in words().civilian for token in tokens):
            return "its subject is nobody under arms"
    if any(found.feature == "country" and found.place.precision != 2 for found in reading.places) and not armed:
        return "a country, and no armed actor named"
    if match.rule.object == "taken_from" and not patient.armed and _civilians(reading):
        return "who was moved is nobody under arms"
    if match.rule.name == "control.sweep" and all(
        found.place.precision == 3 or found.feature == "country" for found in reading.places
    ):
        return "a sweep through a region leaves open who holds what"
    soldiers = agent.armed and agent.actor is not None and "police" not in agent.actor.text.lower()
    if match.rule.needs == "taken_from" and not patient.armed and not soldiers:
        return "no armed actor driven out"
    return ""


def _armed_words(reading: Reading) -> bool:
    """Whether the sentence speaks of people under arms ("our forces made an orderly withdrawal from X")."""
    return any(token.low in listed("armed") for token in reading.sentence.tokens)


def _fallen(context: Context, reading: Reading) -> bool:
    """Whether a town "has fallen" or, in a headline, "falls": of towns this is said in war alone."""
    match = reading.match
    if match.rule.name != "control.fall" or match.verb is None or "sport" in context.tagged.topics:
        return False
    return match.verb.tense in ("perfect", "pluperfect", "present") and all(
        found.feature != "country" for found in reading.places
    )


def _civilians(reading: Reading) -> bool:
    """Whether those driven or pulled out are named, and are no fighters ("the wounded", "28 bodies")."""
    match = reading.match
    if match.rule.name == "control.withdraw-troops":
        return True
    if match.patient is None:
        return False
    inside = reading.sentence.tokens[match.patient.start : match.patient.end]
    return any(token.low in words().civilian | words().unknown_people for token in inside)


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
    if reading.agent.actor is None and match.rule.value in ("killed", "injured", "abducted"):
        reading.agent = hand(tokens, match, context.focus)
    reading.attribution = own_voice(reading.attribution, reading.agent.actor, reading.sentence.text)
    enemy = match.people.status == "combatant" and reading.agent.actor is not None
    if enemy and reading.attribution.military and reading.stance == "asserted":
        reading.stance = "claimed"  # an army's count of the enemy it killed
    place = event_place(context.page, reading.sentence, match)
    if place is None and not reading.cumulative and not _of_a_war(match):
        place = context.goes_on(reading)
        if place is not None and context.told is not None and reading.agent.actor is None and match.agent is None:
            reading.agent, reading.weapon = context.told.agent, reading.weapon or context.told.weapon
        place = place or named_later(context.page, reading.sentence, match) or context.led_by(reading)
        place = place or context.only_place(reading) or context.lately(reading)
    reading.places = (place,) if place is not None else ()
    if "sport" in context.tagged.topics and not context.conflict:
        reading.blocked = "a sports page"
    elif _refers_back(tokens, match):
        reading.blocked = "people told of before, without a count"
    elif match.construction == "nominal" and not match.people.counted and match.people.quantity.best is None:
        reading.blocked = "an event as a noun, without a count"
    elif match.rule.needs in ("armed", "civilians") and not _carried_off(reading):
        reading.blocked = "nobody under arms who is no soldier took them"
    elif _natural(tokens, match):
        reading.blocked = "a natural death"
    elif any(t.low in listed("shares") for t in tokens[max(0, match.people.start - 4) : match.people.start]):
        reading.blocked = "a share of them, not their number"
    elif match.rule.value == "displaced" and match.people.quantity.best == 1:
        reading.blocked = "one person on the move"
    elif match.rule.value == "displaced" and match.people.status == "combatant":
        reading.blocked = "fighters who flee are not displaced"
    if not reading.blocked and reading.mode == "actual" and place is not None and place.feature != "country":
        context.told = Told(reading.sentence.index + EVENT_REACH, place, reading.agent, reading.weapon)


def _natural(tokens: Sequence[Token], match: Match) -> bool:
    """Whether one who died is said to have died of age or illness: an obituary."""
    if match.rule.name != "casualty.die" or match.people is None or match.people.quantity.best != 1:
        return False
    return any(token.low in listed("natural_deaths") for token in tokens[match.head + 1 : match.head + 9])


def _carried_off(reading: Reading) -> bool:
    """Whether an armed group (no state: that is an arrest) took people who are no fighters."""
    people, agent = reading.match.people, reading.agent
    if agent.actor is None and any(t.low in listed("kidnapping") for t in reading.sentence.tokens):
        return people is not None and people.status != "combatant"
    taken = agent.armed and (agent.actor is None or agent.actor.type != "state")
    if people is None or not taken or people.status == "combatant":
        return False
    return reading.match.rule.needs == "armed" or people.status == "civilian"


def _of_a_war(match: Match) -> bool:
    """Whether so many were killed that no single event of the article can have done it."""
    quantity = match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or 0) if quantity is not None else 0
    return match.rule.value == "killed" and figure >= 20_000


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
