"""Whether a match of control is a change of hands between armed sides, and its slots."""

from agents.claims.entities.place_names import Found, PlacePhrase
from agents.claims.entities.who import Who, resolve
from agents.claims.judging.antecedent import antecedent
from agents.claims.judging.context import Context, Told
from agents.claims.judging.reading import Reading
from agents.claims.words import listed, words
from schemas.actor import Actor


def tell_control(context: Context, reading: Reading) -> None:
    """The sides and places of a change of control, its stance where a belligerent tells it, and what blocks it."""
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
        index = reading.sentence.index
        context.told = Told(index + 2, reading.places[0], sentence=index)


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
