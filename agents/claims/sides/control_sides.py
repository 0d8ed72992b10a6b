"""Who took and who lost, as the words of a change of control name them: "our forces", "they", "their hands"."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.pronouns import teller
from agents.claims.entities.unnamed import people_in_arms, peoples
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span
from agents.claims.language.told_subjects import actor_subject
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.hand_beside import folk_of
from agents.claims.sides.leaders import leaders, officers_say, rulers_say
from agents.claims.sides.other_side import LOST, same_side
from agents.claims.sides.speaker_side import of_the_people, side_of, speaker_side, speaks_of_own
from agents.claims.sides.taker import of_the_speakers, took_from_them
from agents.claims.sides.they import not_the_beaten
from agents.claims.words import listed, words
from agents.countries import ruled_from
from schemas.actor import Actor, Speaker


def tell_sides(context: Context, reading: Reading) -> None:
    """The taker and the loser of a match, and its stance where one of them tells it."""
    match = reading.match
    reading.agent = took_from_them(context, reading) or _side(context, reading, match.agent)
    reading.patient = _side(context, reading, match.patient)
    if match.rule.name == "control.again-people":
        reading.agent = of_the_people(context, reading)
    if match.construction == "nominal" and match.agent is not None and not reading.agent.armed:
        inside = reading.sentence.tokens[match.agent.start : match.agent.end]
        if any(token.low in listed("heads_of_state") for token in inside):
            reading.agent, match.agent = (
                speaker_side(context, reading),
                None,
            )  # "President X announced the liberation of Y"
    enemy = match.agent is not None and reading.sentence.tokens[match.agent.end - 1].low == "enemy"
    if enemy:
        reading.agent, match.agent = Who(None, True), None  # whoever the speaker fights
        reading.patient = reading.patient if reading.patient.armed else speaker_side(context, reading)
    if _machines(reading) or (match.agent is not None and _alone(reading, match.agent) == "i"):
        reading.agent, match.agent = Who(None, True), None  # "tanks overran X", "I declare X freed": whose it is told
    if reading.agent.actor is None and (same := _also_took(context, reading)).actor is not None:
        reading.agent = same
    moved = match.rule.subject == match.rule.object == "taken_from" and match.verb is not None
    if moved and match.verb is not None and not match.verb.passive and not _told_before(reading):
        mover = _side(context, reading, actor_subject(reading.sentence.tokens, match.verb))
        if mover.actor is not None:
            reading.patient = mover  # "it had moved every soldier out of X": whose they were
    reading.agent = of_the_speakers(context, reading)
    if same_side(reading.agent, reading.patient):
        reading.patient = _other(reading)
    open_ = reading.patient.actor is None or reading.patient.actor.type is None
    friends = match.patient is not None and reading.sentence.tokens[match.patient.start].low in ("allied", "friendly")
    unnamed = match.rule.value == "withdrawn" and (open_ or friends) and match.patient is not None
    if unnamed and match.patient is not None and _bare_troops(reading, match.patient):
        told = speaker_side(context, reading)
        reading.patient = (
            told if told.actor is not None or not friends else reading.patient
        )  # "Units in X have been redeployed", the command said
    if reading.patient.actor is None and match.patient is not None and match.rule.object == "taken_from":
        reading.patient = _as_written(reading, match.patient)
    if not enemy:
        _announced(context, reading)
    told_of_us = match.agent is not None and _of_his_own(reading.sentence.tokens, match.agent, reading.agent)
    if reading.stance == "asserted" and (
        told_of_us or _own_success(reading) or _announces_itself(reading) or _only_reports(reading)
    ):
        reading.stance = "claimed"  # an army's word of its own success; of its loss it is on the record


def _told_before(reading: Reading) -> bool:
    """Whether who left stands right before its participle: "within hours of the last convoy pulling out of X"."""
    verb, who = reading.match.verb, reading.match.patient
    return verb is not None and who is not None and verb.form == "gerund" and who.end == verb.start


def _side(context: Context, reading: Reading, span: Span | None) -> Who:
    """The side that a phrase names: "our forces" are the speaker's, "their" goes back to the side named before."""
    tokens = reading.sentence.tokens
    inside = () if span is None else tokens[span.start : span.end]
    if span is None or not inside:
        return NO_ONE
    if len(inside) == 1 and (ruled := _ruled_from(context, inside[0])) is not None:
        return ruled
    if speaks_of_own(inside) and (own := _own_side(context, reading)).actor is not None:
        return own
    if inside[0].low == "our" and context.own_word is not None:
        return Who(None, True)  # of a statement whose side nobody has listed: not the army of the land
    if (same := _going_on(context, reading, span)).actor is not None:
        return same
    if (theirs := _of_that_claim(tokens, span.start)) is not None:
        return theirs
    if len(inside) == 1 and inside[0].low == "they" and (forces := _own_forces(tokens, span.start)) is not None:
        return _side(context, reading, forces)
    if len(inside) == 1 and inside[0].low in ("their", "its", "his"):
        came = _came_in(context, reading, span.start)
        came = came if came.armed else _last_named(context, reading, span.start)
        return came if came.armed else speaker_side(context, reading)  # "Russia said X was now under its control"
    if (
        len(inside) == 1
        and inside[0].low in ("he", "she")
        and (his := speaker_side(context, reading)).actor is not None
    ):
        before = context.fall  # "the general said he had withdrawn from X"
        vague = his.actor is not None and his.actor.name == weapon_owners()["government"].name
        near = before is not None and reading.sentence.index - before.sentence.index <= 1
        return before.patient if vague and near and before is not None and before.patient.actor is not None else his
    if inside[0].low in ("his", "her", "its") and (his := speaker_side(context, reading)).actor is not None:
        return _same_state(context, reading) or his
    if len(inside) == 1 and inside[0].low in ("it", "they") and rulers_say(tokens, span.start):
        return Who(Actor(text=inside[0].text, name=weapon_owners()["government"].name, type="state"), True)
    flag = reading.match.rule.name == "control.flag"
    if flag and len(inside) == 1 and inside[0].kind == "word" and not context.conflict:
        return NO_ONE  # "the French flag was raised over X": nobody is at war
    if inside[-1].capital and inside[-1].kind == "word" and (led := leaders(context, inside)) is not None:
        return led
    if inside[-1].low in listed("campaigns") and all(token.actor is None for token in inside):
        return NO_ONE  # "a wider offensive that drove the army out"
    who = resolve(tokens, span, context.focus)
    occupied = span.end < len(tokens) and tokens[span.end].low == "occupation"  # "now under Russian occupation"
    national = flag or occupied or reading.match.rule.name == "control.is-whose"
    if who.actor is None and national and len(inside) == 1:
        told = context.conflict or ((said_by := reading.attribution.said_by) is not None and said_by.type == "official")
        nation = f"{inside[0].text} forces"  # "X is Ukrainian again"
        return Who(Actor(text=inside[0].text, name=nation, type="state"), told) if inside[0].capital else NO_ONE
    if who.actor is None and inside[0].low in ("they", "their") and len(inside) > 2 and inside[-1].low == "allies":
        return _side(context, reading, Span(span.start, span.start + 1))  # "they and their tribal allies"
    if who.actor is None and not who.armed and inside[-1].low in ("president", "premier", "government"):
        return Who(Actor(text=inside[-1].text, name=weapon_owners()["government"].name, type="state"), True)
    if who.actor is None and len(inside) == 1 and inside[0].low == "they" and officers_say(tokens, span.start):
        return speaker_side(context, reading)
    if len(inside) == 1 and inside[0].low == "they":
        who = not_the_beaten(context, reading, who)
    return who if who.actor is not None or who.armed else _by_initials(inside)


def _ruled_from(context: Context, token: Token) -> Who | None:
    """The state that goes by its capital, where armed sides are told of: "Kyiv wins back X", "slipped from Baghdad"."""
    if token.place is None or token.place.feature != "settlement" or not context.tagged.actors:
        return None
    country = ruled_from().get(token.low)
    return Who(Actor(text=token.text, name=country, type="state"), True) if country is not None else None


def _same_state(context: Context, reading: Reading) -> Who | None:
    """The state of "Russia said its forces had taken X. The defence ministry said its troops …": the one told last."""
    said, last = reading.attribution.said_by, context.fall
    bare = said is not None and said.text.lower().removeprefix("the ") in listed("ministries_of_war")
    if not bare or last is None or not 0 < reading.sentence.index - last.sentence.index <= 2:
        return None
    state = last.agent.actor is not None and last.agent.actor.type == "state" and last.stance == "claimed"
    return last.agent if state else None


def _of_his_own(tokens: Sequence[Token], span: Span, who: Who) -> bool:
    """Whether who tells of a deed is who did it: "we took X", "a spokesman for Y said its forces had taken X"."""
    if who.actor is None:
        return False
    if speaks_of_own(tokens[span.start : span.end]):
        return True
    speaks = teller(tokens, span.start) if tokens[span.start].low in ("its", "their", "they", "it") else None
    return speaks is not None and speaks.actor.name == who.actor.name


def _own_side(context: Context, reading: Reading) -> Who:
    """The side of whoever speaks; of a statement by nobody listed, the people it is called after ("Tigray command")."""
    side = speaker_side(context, reading)
    own = context.own_word.said_by if context.own_word is not None else None
    return side if side.actor is not None or own is None else folk_of(own)


def _alone(reading: Reading, span: Span) -> str:
    """The one word of a phrase; "" where it has more."""
    return reading.sentence.tokens[span.start].low if span.end == span.start + 1 else ""


def _machines(reading: Reading) -> bool:
    """Whether what took a place is told by its machines alone: "tanks overran the town"."""
    span, tokens = reading.match.agent, reading.sentence.tokens
    if span is None or reading.match.rule.value not in ("captured", "recaptured"):
        return False
    inside = [token for token in tokens[span.start : span.end] if token.low not in words().determiners]
    return len(inside) == 1 and inside[0].kind == "word" and inside[0].low in listed("war_machines")


def _own_forces(tokens: Sequence[Token], start: int) -> Span | None:
    """The "they" of "he said that his forces had left X, which they had stormed": the forces told of right before."""
    for n in range(start - 1, max(0, start - 24), -1):
        mention = tokens[n].actor
        if mention is not None and not mention.generic:
            return None
        if tokens[n].low in ("forces", "troops", "soldiers", "men") and tokens[n - 1].low in listed("possessives"):
            return Span(n - 1, n + 1)
    return None


def _bare_troops(reading: Reading, span: Span) -> bool:
    inside = reading.sentence.tokens[span.start : span.end]
    bare = inside[1:] if len(inside) > 1 and inside[0].low in ("allied", "friendly") else inside
    return bare[0].low in ("units", "troops", "soldiers", "forces")


def _of_that_claim(tokens: Sequence[Token], start: int) -> Who | None:
    """The side of "its men" right behind its own word: "dismissed an M23 statement that its men held X"."""
    if start < 3 or tokens[start].low not in ("its", "their") or tokens[start - 1].low != "that":
        return None
    teller = tokens[start - 3]
    if tokens[start - 2].low not in listed("assertions") or teller.actor is None:
        return None
    return Who(teller.actor.actor, True)


def _by_initials(inside: Sequence[Token]) -> Who:
    """A side that no list knows, by its initials alone: "APC retook X from the MDJT"."""
    last = inside[-1]
    alone = len(inside) == 1 or inside[-2].low in ("'s", "'") or (len(inside) == 2 and inside[0].low == "the")
    initials = last.kind == "word" and len(last.text) >= 3 and last.text.isupper() and last.text.isalpha()
    return Who(Actor(text=last.text, name=last.text, type=None), False) if alone and initials else NO_ONE


def _going_on(context: Context, reading: Reading, span: Span) -> Who:
    """The side of "They seized the hospital": who took what the sentence before tells of, where it does so first."""
    before, opener = context.fall, reading.sentence.tokens[span.start]
    if before is None or opener.low != "they" or span.start > 0:
        return NO_ONE
    if before.match.rule.subject == "taken_from" and before.match.rule.value in ("withdrawn", "surrendered"):
        return NO_ONE  # "the rebels yielded X to the army. They had …": the rebels
    close = before.sentence.index == reading.sentence.index - 1 and before.match.construction == "active"
    return before.agent if close and before.agent.armed else NO_ONE


def _also_took(context: Context, reading: Reading) -> Who:
    """The taker of the next verb of "They recaptured X from the army, captured Y after shelling, and took Z"."""
    before, match = context.fall, reading.match
    if before is None or before.sentence is not reading.sentence or match.verb is None:
        return NO_ONE
    goes_on = match.verb.start > 0 and reading.sentence.tokens[match.verb.start - 1].low in (",", "and")
    alike = match.construction == before.match.construction == "active" and match.rule.subject == "taken_by"
    return before.agent if goes_on and alike and match.verb.tense == "past" else NO_ONE


def _came_in(context: Context, reading: Reading, before: int) -> Who:
    """The side of "Y entered X after Z had fled, and it is in their hands": who came, and not who was named last."""
    fall = context.fall
    if fall is None or not fall.agent.armed or fall.agent.actor is None:
        return NO_ONE
    named = any(token.actor is not None for token in reading.sentence.tokens[:before])
    here = fall.sentence is reading.sentence and fall.match.head < before
    return fall.agent if here or (fall.sentence.index == reading.sentence.index - 1 and not named) else NO_ONE


def _last_named(context: Context, reading: Reading, before: int) -> Who:
    """The side named last before a token, in its sentence or in those before it."""
    earlier = [
        token.actor.actor if token.actor is not None else people_in_arms(token)
        for token in reading.sentence.tokens[:before]
        if token.actor is not None or (token.kind == "word" and token.capital and token.low in peoples())
    ]
    actor = earlier[-1] if earlier else context.focus.armed
    return Who(actor, actor is not None)


def _they(context: Context, reading: Reading) -> Who:
    """Whose "theirs" is: the side named last in the sentence, else the first with a name in the sentence before."""
    tokens, index = reading.sentence.tokens[: reading.match.head], reading.sentence.index
    if index and not any(token.actor is not None for token in tokens):
        before = context.page.sentences[index - 1]
        named = (m for m in context.page.actors_in(before.start, before.end) if not m.generic)
        if (mention := next(named, None)) is not None:
            return Who(mention.actor, True)
    return _last_named(context, reading, reading.match.head)


def _as_written(reading: Reading, span: Span) -> Who:
    """Those driven out in the words of the text, where these name them: "the Tigers", "foreign-backed intruders"."""
    inside = [t for t in reading.sentence.tokens[span.start : span.end] if t.low not in words().determiners]
    told = bool(inside) and inside[-1].kind == "word" and inside[-1].low.endswith(("s", "men"))
    if not told or inside[-1].low in words().civilian | words().unknown_people:
        return NO_ONE
    text = " ".join(token.text for token in inside)
    return Who(Actor(text=text, name=text, type=None), False)


def _other(reading: Reading) -> Who:
    """Whom a pronoun stands for where it cannot be the taker: "the MNLA held it; on Friday MUJAO ousted them"."""
    tokens, span = reading.sentence.tokens, reading.match.patient
    if span is None or tokens[span.start].low not in words().pronouns:
        return NO_ONE
    taker = reading.match.agent.start if reading.match.agent is not None else span.start
    earlier = [Who(token.actor.actor, True) for token in tokens[: min(taker, span.start)] if token.actor is not None]
    return next((who for who in reversed(earlier) if not same_side(who, reading.agent)), NO_ONE)


def _announced(context: Context, reading: Reading) -> None:
    """Who took it where only the winner's army or rulers tell: "X has been freed, the army announced"."""
    speaker, match = reading.attribution.said_by, reading.match
    inside = {token.low for token in reading.sentence.tokens[match.head : match.end]}
    ours = "ours" in inside
    if match.rule.needs == "insisted":
        reading.patient = speaker_side(context, reading) if ours or "our" in inside else reading.patient
        return
    if "theirs" in inside:
        reading.agent = _they(context, reading)
    open_ = match.agent is None and reading.stance != "denied"
    person = context.focus.person
    if speaker is None and open_ and person is not None and reading.sentence.tokens[0].low in ("he", "she"):
        speaker = person if match.rule.name == "control.is-free" else None  # "He had said that X and Y were free"
        reading.agent = side_of(context, speaker) if speaker is not None else reading.agent
        return
    if speaker is None or not open_:
        return
    won = match.rule.value in ("captured", "recaptured") and match.rule.subject in ("taken_by", "place")
    own_deed = speaker.type == "belligerent" and match.rule.value in ("captured", "recaptured")
    behind = [token.low for token in reading.sentence.tokens[match.end :]]
    theirs = own_deed or any(pair in (("still", "theirs"), ("now", "theirs")) for pair in pairwise(behind))
    if ours or (theirs and match.rule.name not in LOST):
        reading.agent = _by_whose_effort(reading.sentence.tokens) or _own_side(context, reading)
        return
    if match.rule.value == "captured" and won and match.rule.name not in LOST and _from_abroad(context, reading):
        reading.agent = speaker_side(context, reading)  # "X was captured, the Israeli command said"
        return
    lows = set(speaker.text.lower().split())
    rules = reading.attribution.military or (speaker.type == "official" and bool(lows & listed("ruling")))
    enemy = match.rule.object == "taken_from" or (
        reading.patient.actor is not None and reading.patient.actor.type == "non-state"
    )
    if won and rules and (enemy or match.rule.value == "recaptured"):
        reading.agent = speaker_side(context, reading)


def _by_whose_effort(tokens: Sequence[Token]) -> Who | None:
    """ "Due to the actions of the X brigade, Y has been freed": X's, and not the whole of the speaker's side."""
    for n in range(len(tokens) - 2):
        if tokens[n].low in listed("efforts") and tokens[n + 1].low in ("of", "by"):
            return next((Who(t.actor.actor, True) for t in tokens[n + 2 : n + 4] if t.actor is not None), None)
    return None


def _only_reports(reading: Reading) -> bool:
    """Whether it is told as others' hearsay: "asked about reports that fighters took over X"."""
    match, tokens = reading.match, reading.sentence.tokens
    first = min(match.start, match.agent.start if match.agent is not None else match.start)
    lows = [token.low for token in tokens[max(0, first - 4) : first]]
    return any(a in listed("hearsay") and b == "that" for a, b in pairwise(lows))


def _announces_itself(reading: Reading) -> bool:
    """Whether who took a place is who tells of it: "the SDF announced full control of X", "X is now ours", says one."""
    match, told = reading.match, listed("announcing") | {"declared", "declares"}
    speaker, taker = reading.attribution.said_by, reading.agent.actor
    if match.rule.name == "control.is-whose" and speaker is not None:
        ruler = speaker.type in ("official", "belligerent") or " " not in speaker.text  # known by his surname alone
        return ruler and taker is not None and taker.type == "state"
    before = reading.sentence.tokens[match.start : match.head]
    return match.rule.name == "control.noun-control" and any(token.low in told for token in before)


def _from_abroad(context: Context, reading: Reading) -> bool:
    """Whether an army that speaks, and admits nothing, is that of another state than the one where the place lies."""
    tokens, phrase = reading.sentence.tokens, reading.match.places
    speaker = reading.attribution.said_by
    commands = speaker is not None and bool(
        {"command", "army", "military", "forces", "defence", "defense"} & set(speaker.text.lower().split())
    )
    side = speaker_side(context, reading).actor if reading.attribution.military or commands else None
    if side is None or phrase is None or not phrase.places or side.type != "state":
        return False
    lands = {m.country for m in context.page.actors if m.actor.name == side.name}
    admits = any(token.low in listed("conceding") for token in tokens)
    return bool(lands) and None not in lands and phrase.places[0].place.country not in lands and not admits


def _of_rank(speaker: Speaker) -> bool:
    """Whether an officer speaks by his rank, or a unit: "Lt Gen X", "a Ukrainian brigade"; no peacekeeper fights."""
    lows = {word.strip(".,").lower() for word in speaker.text.replace("-", " ").split()}
    fights = not lows.isdisjoint(listed("ranks_in_short", "fighting_units"))
    return fights and lows.isdisjoint(listed("ranks_of_peace"))


def _own_success(reading: Reading) -> bool:
    """Whether a state's army or rulers tell of what their own side took: a belligerent of its own deeds."""
    speaker, taker = reading.attribution.said_by, reading.agent.actor
    if speaker is None or (taker is not None and taker.type == "non-state"):
        return False
    if reading.match.rule.name == "control.redeploy":
        return False
    if reading.attribution.military or (speaker.type in ("official", "media") and _of_rank(speaker)):
        return True
    described = {word.strip(".,'’s").lower() for word in speaker.text.split()} | set(speaker.text.lower().split())
    return (
        speaker.type == "official"
        and taker is not None
        and bool(described & listed("ruling") or speaker.text == taker.text)
    )
