"""Whether a match of control is a change of hands between armed sides, and its slots."""

import re

from agents.claims.judging.at_peace import in_a_land_at_peace
from agents.claims.judging.briefs import needs_no_side
from agents.claims.judging.conceded import conceded_behind
from agents.claims.judging.elections import electoral, in_peace
from agents.claims.judging.entered import held_once_in
from agents.claims.judging.fled import some_fled, struck_as_they_left
from agents.claims.judging.gainsaid import gainsay
from agents.claims.judging.meant import at_home, meant, town_of_before
from agents.claims.judging.no_change import a_team, errand, fell_at, flag_before, guarded
from agents.claims.judging.no_control import (
    brought_to_safety,
    fought_over,
    freed_in_war,
    instructed,
    not_one_place,
    other_half,
    owned_up,
    people,
    posts,
    raid,
    ruler_who_fell,
    to_folk,
)
from agents.claims.judging.standing import newly_held, only_goes_on
from agents.claims.mode.figures import manner_of_speaking
from agents.claims.mode.ordinary import nobody_armed
from agents.claims.mode.past_marks import dated_now
from agents.claims.reader.context import EVENT_REACH, Context, Told
from agents.claims.reader.reading import Reading
from agents.claims.sides.change import from_occupation
from agents.claims.sides.control_sides import tell_sides
from agents.claims.sides.other_side import same_side, tell_other_side
from agents.claims.words import listed, words

_HELD = frozenset({"settlement", "base", "camp", "district", "neighbourhood", "island"})
"""Places of which a denial that anybody has entered is one that they have fallen."""
_TOWNS = _HELD | {"airport", "facility", "other", "crossing"}


_AMONG_ARMS = frozenset(
    {"control.go", "control.change-sides", "control.new-master", "control.give-up", "control.return-to"}
)
"""Rules in words of every day: a side at war must be told of in the sentence or right beside it."""


_THING = re.compile(r"[A-Z]{2,}s?[-\d]*$")
"""A name in capitals that no gazetteer knows: rather a tank or a missile than a town ("captured BMPs")."""


def tell_control(context: Context, reading: Reading) -> None:
    """The sides and places of a change of control, its stance where a belligerent tells it, and what blocks it."""
    match = reading.match
    assert match.places is not None
    gainsay(context, reading)
    tell_sides(context, reading)
    reading.places = match.places.places or meant(context, reading, match.places)
    if not reading.places:
        reading.blocked = "no place by name"
        return
    reading.places = tuple(at_home(context, found) for found in town_of_before(context, reading))
    reading.blocked = _not_control(context, reading)
    if (
        match.rule.name == "control.is-ours"
        and reading.stance == "asserted"
        and reading.attribution.said_by is not None
    ):
        reading.stance = "claimed"  # "X is now ours, said the commander": a side of its own success
    if not reading.blocked:
        tell_other_side(context, reading)
        _lost_again(context, reading)
        conceded_behind(context, reading)
        if reading.mode == "actual" and reading.stance != "denied":
            context.fall = reading
    if not reading.blocked and reading.mode == "actual" and len(reading.places) == 1:
        index = reading.sentence.index
        context.told = Told(index + EVENT_REACH, reading.places[0], sentence=index)


def _lost_again(context: Context, reading: Reading) -> None:
    """ "Took X from Y only to lose it": Y has it back."""
    last = context.fall
    if last is None or last.sentence is not reading.sentence or reading.match.rule.name != "control.lose":
        return
    same = last.places[0].place.name == reading.places[0].place.name and last.match.head < reading.match.head
    same = same and not (reading.match.construction == "reduced" and reading.match.agent is not None)  # "lost to Y"
    if same and same_side(reading.patient, last.agent) and last.patient.actor is not None:
        reading.regained = reading.agent.actor is None or same_side(reading.agent, last.patient)
        reading.agent = last.patient if reading.regained else reading.agent


def _not_control(context: Context, reading: Reading) -> str:
    """Why this is no change of control between armed sides, or ""."""
    match, agent, patient = reading.match, reading.agent, reading.patient
    armed = agent.armed or patient.armed
    if context.invented and not (armed and dated_now(reading.sentence)):
        return "a page about a work of fiction"
    if electoral(reading) or in_peace(context, agent):
        return "an election"
    if unmeant := nobody_armed(context, reading) or manner_of_speaking(reading):
        return unmeant
    after = match.rule.needs == "before" or match.rule.name == "control.same-fate"
    if after and not _goes_on(context, reading):
        return "nothing that it could follow"
    phrase, last = match.places, context.fall
    flag = match.rule.name in ("control.flag", "control.struck-flag")
    if (
        flag
        and last is not None
        and last.sentence is reading.sentence
        and last.places[0].place == reading.places[0].place
    ):
        if last.match.rule.value == "withdrawn" and last.agent.actor is None and not same_side(agent, last.patient):
            last.agent = agent
        return "told already"  # "X was abandoned, and the flag was back over the town hall"
    if flag_before(reading, last):
        return ""  # "the flag flies over X as rebels abandon the town": told of who left
    it = match.rule.name == "control.take-back" and phrase is not None and phrase.anaphora == "it"
    if it and (last is None or reading.sentence.index - last.sentence.index > 2):
        return "nothing that it could go back to"
    if match.rule.name in _AMONG_ARMS and not _among_arms(context, reading):
        return "nobody under arms near by"
    if only_goes_on(context, reading) or _falls_under(reading):
        return "standing control"
    if (needed := _wanting(context, reading)) or (needed := errand(reading)):
        return needed
    if guarded(reading):
        return "made safe for an occasion"
    plain = needs_no_side(context, reading) or from_occupation(reading)
    if not context.conflict and not armed and not plain and not owned_up(reading):
        return "nobody under arms in the article"
    named = bool(context.tagged.actors)
    with_it = match.start > 0 and reading.sentence.tokens[match.start - 1].low == "with"
    taken = (match.construction == "passive" or with_it) and match.agent is None and named
    quiet = match.construction == "nominal" or (match.construction == "passive" and match.agent is None)
    told = quiet and context.conflict and _armed_words(reading)
    if match.rule.weak and not (
        armed or taken or told or from_occupation(reading)
    ):  # "the town was taken" leaves out who was named before
        return "no armed actor named"
    if in_a_land_at_peace(context, reading):
        return "rebels of a land at peace"
    if match.rule.name == "control.fall" and fell_at(reading):
        return "one who fell at a place"
    if match.rule.name == "control.take" and match.places is not None and _takes_up(reading, match.places.start):
        return "fighters who take up positions"
    if (
        match.agent is not None
        and not armed
        and agent.actor is None
        and match.rule.value != "surrendered"
        and not plain
    ):
        tokens = reading.sentence.tokens[match.agent.start : match.agent.end]
        if len(context.tagged.actors) < 2 or any(token.low in words().civilian for token in tokens):
            return "its subject is nobody under arms"
    if other_half(context, reading):
        return "the same change of hands, told of who left"
    return _not_held(context, reading)


def _among_arms(context: Context, reading: Reading) -> bool:
    """Whether a town's loss is told among sides at war: an armed side within a sentence's reach, and a town."""
    index, sentences = reading.sentence.index, context.page.sentences
    near = sentences[max(0, index - 1) : index + 2]
    armed = any(context.page.actors_in(sentence.start, sentence.end) for sentence in near)
    whole = reading.match.rule.name == "control.give-up" or all(found.place.precision != 2 for found in reading.places)
    return armed and whole and all(found.feature in _TOWNS for found in reading.places)


def _not_held(context: Context, reading: Reading) -> str:
    """Why this place or these people make no change of control, or ""."""
    match, agent, patient = reading.match, reading.agent, reading.patient
    armed = agent.armed or patient.armed
    if all(found.feature == "water" for found in reading.places):
        return "a water, which nobody holds"
    if all(found.place.lat is None and _THING.match(found.place.text) for found in reading.places):
        return "no place by name"
    if match.rule.needs == "now" and any(f.feature in ("province", "region", "country") for f in reading.places):
        return "standing control"
    if unnamed := not_one_place(reading):
        return unnamed
    if all(found.feature in ("province", "region", "country") for found in reading.places) and posts(reading):
        return "posts somewhere in a province"
    if a_team(context, reading):
        return "a team that lost"
    if brought_to_safety(reading):
        return "others who were brought out"
    if match.rule.value == "withdrawn" and some_fled(reading):
        return "some of them fled"
    if struck_as_they_left(reading):
        return "who was struck on the way out"
    if match.rule.name == "control.hand-over" and to_folk(reading):
        return "given to people under no arms"
    if match.construction == "reduced" and match.rule.name == "control.lose" and reading.places[0].feature == "country":
        return "a team that lost"
    unarmed = match.rule.name == "control.noun-evacuation" and not patient.armed
    if unarmed or (match.rule.value == "withdrawn" and match.patient is not None and people(reading, match.patient)):
        return "who left is nobody under arms"
    if any(found.feature == "country" and found.place.precision != 2 for found in reading.places) and not armed:
        return "a country, and no armed actor named"
    swept = match.rule.name == "control.drive-out" and match.patient is not None and not patient.armed
    after = reading.sentence.tokens[match.head : match.head + 2]
    if swept and (after[0].low == "cleared" or after[-1].low in ("out", "off")):
        return "what was cleared away is nobody under arms"
    if match.rule.object == "taken_from" and (not patient.armed or _herders(reading)) and _civilians(reading):
        return "who was moved is nobody under arms"
    if match.rule.name == "control.sweep" and all(
        found.place.precision == 3 or found.feature == "country" for found in reading.places
    ):
        return "a sweep through a region leaves open who holds what"
    if reading.sentence.tokens[match.head].low.startswith("secur") and all(
        found.feature in ("country", "province", "region") for found in reading.places
    ):
        return "a land made safe"
    if match.rule.name in ("control.clear", "control.clear-out") and all(
        f.feature == "country" for f in reading.places
    ):
        return "a whole land that somebody cleanses"
    if ruler_who_fell(reading):
        return "a ruler who fell"
    if match.rule.name == "control.is-free-of" and not patient.armed:
        return "what it is free of is nobody under arms"
    if raid(reading):
        return "a raid"
    if instructed(reading):
        return "an instruction"
    soldiers = agent.armed and agent.actor is not None and "police" not in agent.actor.text.lower()
    told = (
        match.construction == "passive" and match.agent is None and reading.attribution.military
    )  # "X has been freed"
    freed = told or freed_in_war(context, reading)
    if match.rule.needs == "taken_from" and not patient.armed and not soldiers and not freed:
        return "no armed actor driven out"
    return ""


def _falls_under(reading: Reading) -> bool:
    """Whether a relative in the present says whose a place is: "X, which falls under control of the government"."""
    verb = reading.match.verb
    if reading.match.rule.name != "control.change-hands" or verb is None or verb.tense != "present":
        return False
    return verb.start > 0 and reading.sentence.tokens[verb.start - 1].low in ("which", "that")


def _wanting(context: Context, reading: Reading) -> str:
    """What a rule needs that the sentence, its speaker or the next sentence does not tell, or ""."""
    rule, speaker, tokens = reading.match.rule, reading.attribution.said_by, reading.sentence.tokens
    unheld = rule.needs == "denied" and reading.stance != "denied"
    if unheld and not held_once_in(context, reading):
        return "who enters does not hold it yet"
    if rule.needs == "insisted":
        for_good = reading.mode == "future" and reading.match.verb is not None and reading.match.verb.modal == "future"
        if speaker is None or not (for_good or reading.mode == "actual"):
            return "standing control"
        reading.mode, reading.reason = "actual", ""  # "X is ours and will remain ours"
        own = rule.object == "taken_from" and "ours" in [token.low for token in tokens[reading.match.head :][:2]]
        if not own and not any(token.low in listed("insisting") for token in tokens):
            return "standing control"
        reading.stance = "denied"
    state = reading.agent.actor is not None and reading.agent.actor.type == "state"
    if rule.name == "control.extend-control" and state and not context.conflict:
        return "a rule that grows in peace"
    if rule.needs == "told" and not newly_held(context, reading):
        return "standing control"
    named = reading.match.places is not None and bool(reading.match.places.places)  # "X: rebels take control"
    if rule.needs == "no place" and not (named and reading.agent.armed) and not fought_over(context, reading):
        return "no place by name"
    if rule.needs == "denied" and reading.stance == "denied" and any(f.feature not in _HELD for f in reading.places):
        return "who enters does not hold it yet"
    pushed = reading.match.places is not None and reading.match.places.anaphora == "there"
    if pushed and not (reading.agent.armed and (reading.patient.armed or _pronoun(reading))):
        return "nobody under arms driven out"
    span = reading.match.agent
    own = span is not None and tokens[span.start].low in ("we", "our")
    if rule.needs == "denied" and not reading.agent.armed and not (own and context.conflict):
        return "nobody under arms who entered"
    ours = rule.name == "control.is-ours" and reading.agent.actor is None
    if ours and (speaker is None or speaker.type not in ("belligerent", "official")):
        return "whose it is nobody under arms says"
    return ""


def _pronoun(reading: Reading) -> bool:
    """Whether those driven out are told by a pronoun: "chased them off"."""
    span = reading.match.patient
    return span is not None and reading.sentence.tokens[span.start].low in ("them", "it")


def _takes_up(reading: Reading, first: int) -> bool:
    """Whether what is taken is "position" or "positions" by nobody: "took positions around the town"."""
    return reading.sentence.tokens[first].low in ("position", "positions")


def _goes_on(context: Context, reading: Reading) -> bool:
    """Whether a place that "followed" does so after one that changed hands right before; its sides are the same."""
    before = context.fall
    if before is None or not 0 <= reading.sentence.index - before.sentence.index <= 2:
        return False
    if before.sentence is reading.sentence and before.match.head > reading.match.head:
        return False
    if before.places[-1].place.country != reading.places[0].place.country or _by_the_way(before):
        return False
    reading.agent, reading.patient = before.agent, before.patient
    return True


def _by_the_way(reading: Reading) -> bool:
    """Whether a change is told behind "after" or "since" only: the sentence is about something else."""
    tokens, n = reading.sentence.tokens, reading.match.start
    return any(token.low in listed("clause_prepositions") for token in tokens[max(0, n - 6) : n])


def _armed_words(reading: Reading) -> bool:
    """Whether the sentence speaks of people under arms ("our forces made an orderly withdrawal from X")."""
    return any(token.low in listed("armed") for token in reading.sentence.tokens)


def _herders(reading: Reading) -> bool:
    """Whether those moved are called by a civilian's word, though it names a side elsewhere ("30 herders")."""
    span = reading.match.patient
    inside = reading.sentence.tokens[span.start : span.end] if span is not None else []
    if inside and inside[-1].low == "men" and any(token.low in ("'s", "'", "its", "his") for token in inside):
        return False  # "drove the warlord's last men out of X"
    return bool(inside) and any(token.low in words().civilian for token in inside[-2:])


def _civilians(reading: Reading) -> bool:
    """Whether those driven or pulled out are named, and are no fighters ("the wounded", "28 bodies")."""
    match = reading.match
    if match.rule.name == "control.withdraw-troops":
        return True
    if match.patient is None:
        return False
    inside = reading.sentence.tokens[match.patient.start : match.patient.end]
    return any(token.low in words().civilian | words().unknown_people for token in inside)
