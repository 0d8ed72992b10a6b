"""Whose hand it was where a side counts the other's dead: "the army put the rebel dead at 31", and goes on counting."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.frames.victims_sides import side_of
from agents.claims.language.noun_phrases import Span, is_people
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_before import fought, nobody_knows
from agents.claims.sides.speaker_side import side_of as side_of_speaker
from agents.claims.words import listed
from agents.countries import countries_in
from schemas.actor import Actor

LOSSES = 4
"""Tokens before a figure among which "X's losses" stand."""


def foes_counted(context: Context, reading: Reading) -> Who:
    """The side that tells how many of the other side died: "Eritrea put Ethiopian losses at 380 dead"."""
    tokens, people, speech = reading.sentence.tokens, reading.match.people, reading.attribution
    if people is None or reading.match.agent is not None or not _open(reading):
        return NO_ONE
    reckons = any(token.low in listed("reckoning_foes") for token in tokens)
    speaker = speech.said_by
    if speaker is None:
        they = reckons and tokens[0].low in ("they", "it")
        who = resolve(tokens, Span(0, 1), context.focus) if they else NO_ONE
        opposed = who.actor is not None and _opposed(tokens, people, _counted(tokens, people), who.actor, reckons=True)
        return who if opposed else NO_ONE
    if people.quantity.best == 1:
        return NO_ONE
    lows = set(speaker.text.lower().split())
    if not reckons or _of_both(tokens):
        return NO_ONE
    body = speech.military or speaker.type == "belligerent" or bool(lows & listed("war_offices", "army_words"))
    group = any(m.actor.type == "non-state" and m.actor.name == speaker.name for m in context.page.actors)
    if not (body or group or speaker.type == "official"):
        return NO_ONE
    mine = _side_of_who_counts(context, reading)
    if mine is None:
        return NO_ONE
    inside = _counted(tokens, people)
    return Who(mine, True) if _opposed(tokens, people, inside, mine, reckons=reckons) else NO_ONE


def _open(reading: Reading) -> bool:
    """Whether it is told of people killed or hurt by arms of which the sentence says no more."""
    if reading.stance == "denied" or reading.match.rule.value not in ("killed", "injured"):
        return False
    if fought(reading.sentence) or nobody_knows(reading.sentence):
        return False
    return not any(
        token.low in listed("mishaps", "blasts", "planted_bombs", "feuds") for token in reading.sentence.tokens
    )


def _of_both(tokens: Sequence[Token]) -> bool:
    """Whether several counts are told: those of a battle, of which no side did it all."""
    counts = [n for n, token in enumerate(tokens) if token.kind == "num"]
    of_them = [n for n in counts if n + 1 < len(tokens) and tokens[n + 1].low == "of"]
    lost = [n for n in counts if any(t.low in ("loss", "losing") for t in tokens[max(0, n - 3) : n])]
    return len(counts) - len(of_them) - len(lost) > 1


def _side_of_who_counts(context: Context, reading: Reading) -> Actor | None:
    speaker = reading.attribution.said_by
    assert speaker is not None
    found = side_of_speaker(context, speaker, military=reading.attribution.military).actor
    if found is None and any(place.place.text == speaker.text for place in context.page.places):
        return Actor(text=speaker.text, name=speaker.name, type="state")  # "Addis Ababa says"
    return found


def _counted(tokens: Sequence[Token], people: People) -> Sequence[Token]:
    """The phrase of those counted, with whose "losses" a bare figure is of."""
    before = tokens[max(0, people.start - LOSSES) : people.start]
    lost = any(token.low in ("losses", "casualties", "dead") for token in before)
    return tokens[max(0, people.start - LOSSES) if lost else people.start : people.end]


def _opposed(tokens: Sequence[Token], people: People, inside: Sequence[Token], mine: Actor, *, reckons: bool) -> bool:
    """Whether those counted are of a side against the one that counts them."""
    if any(token.low in ("our", "own", "its", "their", "his", "civilian", "civilians") for token in inside):
        return False
    named = next((t.actor.actor for t in inside if t.actor is not None and not t.actor.generic), None)
    folk = next((token.text for token in inside if token.capital and is_people(token)), None)
    if named is not None:
        if named.name == mine.name or _of_one_land(named.name, mine.name):
            return False
        return named.type != mine.type or reckons
    if folk is not None:
        soldiers = mine.type == "non-state" and side_of(tokens, people) == "state"
        return (reckons or soldiers) and not _of_one_land(folk, mine.name)
    return mine.type == "state" and (
        side_of(tokens, people) == "non-state"
        or not listed("enemies", "foes_by_name").isdisjoint([*(t.low for t in inside), *people.text.lower().split()])
    )


def _of_one_land(one: str, other: str) -> bool:
    """Whether a people and a side are of one country: "Ethiopian" and "Ethiopian National Defence Force"."""
    return not countries_in(one).isdisjoint(countries_in(other))


def share_foes(harm: Sequence[Reading]) -> None:
    """The dead of one side, of whom a sentence says no more: of whoever the article says killed others of them."""
    foes = [r for r in harm if r.match.people is not None and r.match.people.status == "combatant"]
    rebels = [r for r in foes if r.match.people and side_of(r.sentence.tokens, r.match.people) == "non-state"]
    told = {r.agent.actor.name: r.agent for r in rebels if r.agent.actor is not None}
    if len(told) != 1:
        return
    (who,) = told.values()
    assert who.actor is not None
    if who.actor.name.lower().startswith(("our ", "its ", "their ", "his ")):
        return
    for reading in rebels:
        tokens = reading.sentence.tokens
        arms = any(t.low.rpartition(" ")[2] in listed("attack_nouns") for t in tokens)
        if reading.agent.actor is None and _several(reading) and _open(reading) and not arms and not reading.cumulative:
            inside = {t.actor.actor.name for t in tokens if t.actor is not None}
            reading.agent = who if who.actor.name not in inside or who.actor.type == "state" else reading.agent


def _several(reading: Reading) -> bool:
    """Whether a sentence counts more than one dead, and of one side alone."""
    people = reading.match.people
    return people is not None and people.counted and people.quantity.best != 1 and not _of_both(reading.sentence.tokens)
