"""Whose hand it was where a sentence beside the harm tells of the attack: "20 died. Gunmen had stormed the town."."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.frames.victims_sides import side_of
from agents.claims.language.noun_phrases import Span, phrase_start
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill, once
from agents.claims.reader.reading import Reading
from agents.claims.scene.datelines import in_dateline
from agents.claims.scene.sections import apart_from_it
from agents.claims.scene.story import nationwide
from agents.claims.sides.attack_before import LEAD, fought, nobody_knows
from agents.claims.sides.attack_owner import deed_in, owner
from agents.claims.sides.by_whom import puts_out
from agents.claims.sides.elsewhere import other_province
from agents.claims.sides.hand import of_another_day
from agents.claims.sides.other_deed import by_a_mine, other_deed
from agents.claims.sides.own_losses import only_shot_after_a_bomb, stopped_him
from agents.claims.sides.perpetrator import BY_NOBODY
from agents.claims.sides.striker import AIR, GUNS, arms_in, beyond_them, on_own_soil
from agents.claims.words import listed
from schemas.place import PlaceMention

AROUND = (-1, 1, -2, 2)
"""The sentences beside one that tells of harm, the nearest first, in which whoever did it is looked for."""
MANY = 100
"""So many "have been killed" are the dead of more than one attack."""
SHORT = 6
"""Sentences of a passage so short that all of it tells of one event."""


def share_attack(context: Context, harm: Sequence[Reading]) -> None:
    """Harm whose author its own sentence leaves out: of whoever attacked by the sentences beside it."""
    for n, reading in enumerate(harm):
        if n and reading.agent.actor is None and _goes_on(harm[n - 1], reading):
            reading.agent = harm[n - 1].agent
        if _open(reading):
            reading.agent = _beside(context, reading, harm)


def _goes_on(before: Reading, reading: Reading) -> bool:
    """Whether a bare count follows on another: the "six" of "leaving 25 dead and six critically wounded"."""
    people, first = reading.match.people, before.match.people
    if people is None or first is None or people.end - people.start > 1 or before.sentence is not reading.sentence:
        return False
    harmed = {before.match.rule.value, reading.match.rule.value} == {"killed", "injured"}
    gap = reading.sentence.tokens[max(first.end, before.match.head) : people.start]
    return harmed and 0 < len(gap) <= len(("dead", "and")) and gap[-1].low in ("and", ",")


def _open(reading: Reading) -> bool:
    """Whether it is an event's harm of which nobody is said to be the author, and nobody is said to be unknown."""
    people, tokens = reading.match.people, reading.sentence.tokens
    if reading.agent.actor is not None or people is None or reading.stance == "denied":
        return False
    if reading.match.rule.value not in ("killed", "injured", "abducted") or reading.time.timing == "background":
        return False
    if reading.cumulative or nationwide(reading.match) or fought(reading.sentence):
        return False
    if reading.match.rule.name in BY_NOBODY or of_another_day(reading) or other_deed(reading.sentence, reading.match):
        return False
    lows = {part for token in tokens for part in token.low.split()}
    apart = listed("nobody_knows", "mishaps", "found_apart", "other_event", "wants", "epidemics") | {
        "crash",
        "accident",
        "losses",
        "received",
    }
    return lows.isdisjoint(apart) and (reading.match.rule.name == "casualty.bodies" or not _in_care(tokens))


def _in_care(tokens: Sequence[Token]) -> bool:
    """Whether those harmed are told of where they are treated; no "bombing of a hospital", which is what was hit."""
    hit = listed("attack_nouns", "the_event", "deeds")
    care = listed("care")
    for n, token in enumerate(tokens):
        if token.low not in care and (" " not in token.low or care.isdisjoint(token.low.split())):
            continue
        whose = n + 1 < len(tokens) and tokens[n + 1].low in ("'s", "’s")  # "the hospital's director said"
        if not whose and not any(t.low in hit for t in tokens[max(0, n - 4) : n]):
            return True
    return False


def _beside(context: Context, reading: Reading, harm: Sequence[Reading]) -> Who:
    """The attacker of the nearest sentence that tells of one; nobody where that tells of a fight or another event."""
    page, at = context.page, reading.sentence.index
    if apart_from_it(reading.sentence) or _of_many_attacks(reading):
        return NO_ONE
    for step in AROUND if len(page.sentences) <= SHORT else AROUND[:2]:
        if not 0 <= at + step < len(page.sentences):
            continue
        other = page.sentences[at + step]
        fill(page, other)
        if step > 0 and any(token.low in listed("hitting_back") for token in other.tokens):
            continue  # who struck back did so at others
        if by_a_mine(reading.sentence, other) or (step > 0 and _other_dead(reading, other, harm)):
            continue
        there = [r for r in harm if r.sentence is other]
        if there and all(other_province(reading, r) for r in there):
            continue
        if not _same_story(context, reading.sentence, other) or not _same_scene(context, reading, other):
            continue
        if fought(other) or nobody_knows(other):
            return NO_ONE
        soldiers = reading.match.people is not None and reading.match.people.status == "combatant"
        told = _attackers(context, other, harm, soldiers=soldiers)
        found = {who.actor.name: who for who in told if who.actor is not None and not beyond_them(reading, who)}
        if found:
            who = next(iter(found.values()))
            if reading.match.rule.value == "abducted" and who.actor is not None and who.actor.type == "state":
                return NO_ONE
            may_be = len(found) == 1 and _not_their_own(reading, who)
            may_be = may_be and not on_own_soil(context, reading, who, harm)
            may_be = may_be and not only_shot_after_a_bomb(reading.sentence, who, other)
            return who if may_be else NO_ONE
    return NO_ONE


def _of_many_attacks(reading: Reading) -> bool:
    """Whether it is the toll of more than one attack: "Hundreds have been killed in attacks that …"."""
    verb, people = reading.match.verb, reading.match.people
    assert people is not None
    many = (people.quantity.best or people.quantity.low or 0) >= MANY
    behind = reading.sentence.tokens[reading.match.end : reading.match.end + 2]
    return many and verb is not None and verb.tense == "perfect" and any(token.low == "attacks" for token in behind)


def _other_dead(reading: Reading, other: Sentence, harm: Sequence[Reading]) -> bool:
    """Whether the sentence behind counts soldiers that somebody killed, where this one counts none: another event."""
    people = reading.match.people
    if people is None or people.status == "combatant":
        return False
    theirs = [r.match.people for r in harm if r.sentence is other and r.agent.actor is not None and r.match.people]
    return bool(theirs) and all(one.status == "combatant" and one.counted for one in theirs)


def _same_story(context: Context, sentence: Sentence, other: Sentence) -> bool:
    """Whether two sentences go on telling the same: of one paragraph, or both of the lead, and neither set apart."""
    later = max(sentence, other, key=lambda s: s.index)
    if apart_from_it(later) or any(token.low in listed("other_event") for token in other.tokens):
        return False
    near = later.index <= LEAD or context.paragraph(sentence) == context.paragraph(other)
    return near or _of_the_same(later.tokens)


def _of_the_same(tokens: Sequence[Token]) -> bool:
    """Whether a sentence that opens a paragraph goes on with what was told: "the village", "the Rwandan raid"."""
    met = listed("same_scene", "the_event") - listed("fights")
    for n in range(len(tokens) - 2):
        if tokens[n].low == "the":
            k = n + 1 + (tokens[n + 1].kind == "word" and tokens[n + 1].capital)  # "the Rwandan raid"
            if tokens[k].low.rpartition(" ")[2] in met:
                return True
    return False


def _same_scene(context: Context, reading: Reading, other: Sentence) -> bool:
    """Whether two sentences may be of one place and one day, and the harm of the arms that the other tells."""
    days, other_days = _days(reading.sentence), _days(other)
    if days and other_days and not days & other_days and _alike(days, other_days):
        return False
    here, there = _spots(context, reading.sentence), _spots(context, other)
    if here and there and not any(_may_be_one(a, b) for a in here for b in there):
        return False
    if arms_in(other) == AIR and _by_artillery(reading.sentence) and not _of_the_same(reading.sentence.tokens):
        return False  # "air raids killed nine in X. In Y four died in shelling"
    blasts = {token.low for token in reading.sentence.tokens} & listed("blasts")
    if not blasts or any(token.low in listed("blasts", "bringing_bombs") for token in other.tokens):
        return True
    return blasts <= {"bombing", "bombings"} and arms_in(other) == AIR  # "an air strike … The bombing also killed"


def _by_artillery(sentence: Sentence) -> bool:
    """Whether a sentence tells of guns alone, which no aircraft has, as it may have rockets and missiles."""
    lows = {part for token in sentence.tokens for part in token.low.split()}
    return arms_in(sentence) == GUNS and not lows.isdisjoint(listed("artillery"))


def _alike(days: set[str], other_days: set[str]) -> bool:
    """Whether days are told in one way, and can be told apart: two weekdays, two days of a month."""
    return len({" " in day for day in days | other_days}) == 1


def _spots(context: Context, sentence: Sentence) -> list[PlaceMention]:
    """The places below a country that a sentence names, but for its dateline's."""
    found = context.page.places_in(sentence.start, sentence.end)
    found = [m for m in found if m.feature != "country" and not in_dateline(context.page, m.start)]
    acting = {t.start for t, then in pairwise(sentence.tokens) if t.place is not None and _is_verb(then)}
    return [m for m in found if m.start not in acting]  # "Kyiv had fired rockets" is nowhere


def _is_verb(token: Token) -> bool:
    return token.low in ("had", "has") or token.low in listed("lets_fly", "said_so")


def _may_be_one(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether two places are the same, or one may lie in the other."""
    wide = a.feature in ("province", "region") or b.feature in ("province", "region")
    return a.place.name == b.place.name or (wide and a.place.admin1 == b.place.admin1)


def _days(sentence: Sentence) -> set[str]:
    """The weekdays of what a sentence tells, or else its days of a month: "july 31"."""
    tokens = sentence.tokens
    named = {
        token.low for n, token in enumerate(tokens) if token.low in listed("weekdays") and not _of_speech(tokens, n)
    }
    pairs = (tokens[n : n + 2] for n in range(len(tokens) - 1))
    dated = {f"{a.low} {b.low}" for a, b in pairs if a.low in listed("months") and b.kind == "num"}
    return named or dated


def _of_speech(tokens: Sequence[Token], n: int) -> bool:
    """Whether the weekday at n is only that on which somebody spoke: "police said Tuesday", "said on Tuesday"."""
    verb = n - 1 - (n > 0 and tokens[n - 1].low == "on")
    return verb > 0 and tokens[verb].low in listed("said_so")


def _attackers(context: Context, sentence: Sentence, harm: Sequence[Reading], *, soldiers: bool) -> Iterator[Who]:
    """Who is said in a sentence to have done harm, or to have attacked; soldiers fall in fights, but for a bomb's."""
    hurt = [r for r in harm if r.sentence is sentence and r.agent.actor is not None and r.stance != "denied"]
    hurt = [] if any(_struck_down(r) for r in hurt) else hurt
    for reading in hurt:
        yield reading.agent
    surprised = any(token.low in listed("blasts", "bringing_bombs", "waylaying") for token in sentence.tokens)
    if not soldiers or surprised:
        yield once(sentence, "attacker", lambda: _attacker(context, sentence))


def _struck_down(reading: Reading) -> bool:
    """Whether it tells how a state's men killed those who attacked: "police shot dead one of the bombers"."""
    people, actor = reading.match.people, reading.agent.actor
    foes = people is not None and side_of(reading.sentence.tokens, people) == "non-state"
    return (foes and actor is not None and actor.type == "state") or stopped_him(reading)


def _attacker(context: Context, sentence: Sentence) -> Who:
    tokens = sentence.tokens
    if (who := deed_in(tokens, context.focus)).actor is not None:
        return who
    if (who := _fled(tokens, context)).actor is not None:
        return who
    if (who := _had_come(tokens, context)).actor is not None:
        return who
    for n, token in enumerate(tokens):
        if token.low.rpartition(" ")[2] not in listed("attack_nouns") or puts_out(tokens, n):
            continue
        if n and tokens[n - 1].low in listed("of_many"):
            continue  # "such attacks are often carried out by X"
        if n + 1 < len(tokens) and tokens[n + 1].low in ("him", "her"):
            continue  # "accused X of shooting him"
        start, _ = phrase_start(tokens, n)
        if (who := owner(tokens, start, n + 1, context.focus)).actor is not None:
            return who
    return NO_ONE


def _had_come(tokens: Sequence[Token], context: Context) -> Who:
    """The X of "those who got away said X had come on camels": who came, as those tell who were there."""
    for n in range(2, len(tokens) - 2):
        if tokens[n].actor is None or (tokens[n + 1].low, tokens[n + 2].low) not in _CAME:
            continue
        how = tokens[n + 3].low if n + 3 < len(tokens) else "."
        if how not in _HOW or any(token.kind == "year" or token.low in ("nobody", "denied", "not") for token in tokens):
            return NO_ONE  # "had come to their rescue", "had arrived for talks"
        start = n - (tokens[n - 1].low == "the")
        if any(token.low in listed("said_so") for token in tokens[max(0, start - 2) : start]):
            who = resolve(tokens, Span(start, n + 1), context.focus)
            return who if who.armed and who.actor is not None and who.actor.type == "non-state" else NO_ONE
    return NO_ONE


_HOW = frozenset(
    {"on", "in", "at", "after", "during", "shortly", "before", "from", "with", "by", "overnight", ".", ","}
)
"""How and when those came who did harm."""
_CAME = (("had", "come"), ("had", "arrived"), ("had", "descended"))


def _fled(tokens: Sequence[Token], context: Context) -> Who:
    """The gunmen of whom it is told that they got away: "police said three gunmen had fled on foot"."""
    for n, token in enumerate(tokens):
        if token.low not in listed("getting_away") or token.kind != "word":
            continue
        span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
        last = tokens[span.end - 1] if span is not None and 0 < span.end <= n else token
        if span is not None and last.low.rpartition(" ")[2] in listed("unknown_hands", "rebel_nouns"):
            return resolve(tokens, span, context.focus)
    return NO_ONE


def _not_their_own(reading: Reading, who: Who) -> bool:
    """Whether those harmed can be victims of the attackers: no men under arms but those of the other side."""
    people, actor = reading.match.people, who.actor
    assert people is not None
    assert actor is not None
    if actor.name.rsplit(" ", 1)[-1].lower() in listed("war_machines", "attackers", "onslaughts"):
        return False
    side = side_of(reading.sentence.tokens, people)
    if people.status == "combatant":
        bombed = side == "" and actor.type == "non-state" and not actor.name.islower()
        return bombed or (side != "" and actor.type not in (None, side))
    return side == "" or actor.type != side
