"""Whether a match of control is a change of hands between armed sides, and its slots."""

from agents.claims.entities.place_names import Found, PlacePhrase
from agents.claims.judging.antecedent import antecedent
from agents.claims.judging.context import Context, Told
from agents.claims.judging.control_sides import tell_sides
from agents.claims.judging.other_side import tell_other_side
from agents.claims.judging.reading import Reading
from agents.claims.language.noun_phrases import Span
from agents.claims.words import listed, words


def tell_control(context: Context, reading: Reading) -> None:
    """The sides and places of a change of control, its stance where a belligerent tells it, and what blocks it."""
    match = reading.match
    assert match.places is not None
    tell_sides(context, reading)
    reading.places = match.places.places or _meant(context, reading, match.places)
    if not reading.places:
        reading.blocked = "no place by name"
        return
    reading.blocked = _not_control(context, reading)
    if not reading.blocked:
        tell_other_side(context, reading)
        if reading.mode == "actual" and reading.stance != "denied":
            context.fall = reading
    if not reading.blocked and reading.mode == "actual" and len(reading.places) == 1:
        index = reading.sentence.index
        context.told = Told(index + 2, reading.places[0], sentence=index)


def _not_control(context: Context, reading: Reading) -> str:
    """Why this is no change of control between armed sides, or ""."""
    match, agent, patient = reading.match, reading.agent, reading.patient
    armed = agent.armed or patient.armed
    if context.invented:
        return "a page about a work of fiction"
    if _electoral(reading):
        return "an election"
    if match.rule.needs == "before" and not _goes_on(context, reading):
        return "nothing that it could follow"
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
    if all(found.feature == "water" for found in reading.places):
        return "a water, which nobody holds"
    if all(found.feature in ("province", "region", "country") for found in reading.places) and _posts(reading):
        return "posts somewhere in a province"
    if match.rule.value == "withdrawn" and match.patient is not None and _people(reading, match.patient):
        return "who left is nobody under arms"
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


def _goes_on(context: Context, reading: Reading) -> bool:
    """Whether a place that "followed" does so after one that changed hands right before; its sides are the same."""
    before = context.fall
    if before is None or not 0 < reading.sentence.index - before.sentence.index <= 2:
        return False
    if before.places[-1].place.country != reading.places[0].place.country or _by_the_way(before):
        return False
    reading.agent, reading.patient = before.agent, before.patient
    return True


def _electoral(reading: Reading) -> bool:
    """Whether the sentence speaks of votes and seats; "the seat of the Tigers" is none of them."""
    tokens = reading.sentence.tokens
    return any(
        token.low in listed("electoral") and not (token.low == "seat" and after == "of")
        for token, after in zip(tokens, [*(t.low for t in tokens[1:]), ""], strict=True)
    )


def _by_the_way(reading: Reading) -> bool:
    """Whether a change is told behind "after" or "since" only: the sentence is about something else."""
    tokens, n = reading.sentence.tokens, reading.match.start
    return any(token.low in listed("clause_prepositions") for token in tokens[max(0, n - 6) : n])


def _armed_words(reading: Reading) -> bool:
    """Whether the sentence speaks of people under arms ("our forces made an orderly withdrawal from X")."""
    return any(token.low in listed("armed") for token in reading.sentence.tokens)


def _fallen(context: Context, reading: Reading) -> bool:
    """Whether a town "has fallen" or, in a headline, "falls": of towns this is said in war alone."""
    match = reading.match
    if match.verb is None or "sport" in context.tagged.topics:
        return False
    if match.rule.name == "control.trade-hands" and match.verb.tense in ("past", "perfect"):
        return all(found.feature == "settlement" for found in reading.places) and not _sold(reading)
    return (
        match.rule.name == "control.fall"
        and match.verb.tense in ("perfect", "pluperfect", "present")
        and all(found.feature != "country" for found in reading.places)
    )


def _people(reading: Reading, span: Span) -> bool:
    """Whether the head of a phrase is people without arms: "the soldiers' families"."""
    last = reading.sentence.tokens[span.end - 1]
    return last.kind == "word" and last.low in words().civilian


def _posts(reading: Reading) -> bool:
    """Whether what was left are posts or positions without a name: "abandoned their posts in the province"."""
    match = reading.match
    inside = reading.sentence.tokens[match.head : match.end]
    return match.rule.value == "withdrawn" and any(token.low in listed("posts") for token in inside)


def _sold(reading: Reading) -> bool:
    """Whether the sentence speaks of a sale."""
    return any(token.low in listed("sales") or token.text in "$€£" for token in reading.sentence.tokens)


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
