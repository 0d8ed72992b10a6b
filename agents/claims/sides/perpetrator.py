"""Who did harm and with what: by the verb's own agent, the attack told with it, or the side that speaks of its deed."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.weapons import weapon_of
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, is_time, phrase_end
from agents.claims.language.tokens import text_of
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_before import an_attack, fought, the_attack, told_before
from agents.claims.sides.attack_owner import does_harm, owner
from agents.claims.sides.by_whom import wrought_by
from agents.claims.sides.foes_counted import foes_counted
from agents.claims.sides.hand import blamed_behind, hand, runs_into
from agents.claims.sides.hand_beside import (
    boasted,
    enemy_told,
    killed_by_them,
    our_men,
    part_by,
    sank_them,
    victims_of,
    without_its_aim,
)
from agents.claims.sides.hand_blamed import answerable_for, driven_by, whom_they_accuse
from agents.claims.sides.hand_told import (
    assault_after,
    believed_of,
    carried_out_after,
    in_uniform,
    they_before,
    under_fire,
    who_admits,
    who_denies,
)
from agents.claims.sides.machines import befallen, same_machines, thought_of_a_people
from agents.claims.sides.of_two import by_both, either_of, one_of_two
from agents.claims.sides.operations import in_an_operation
from agents.claims.sides.owns_up import claimed_by
from agents.claims.sides.speaker_side import speaker_side
from agents.claims.sides.vague_hands import not_vague
from agents.claims.sides.whence import fired_from, in_custody, laid_by
from agents.claims.sides.whose_weapon import whose_weapon
from agents.claims.words import listed, words
from schemas.actor import Actor

BY_NOBODY = frozenset({"casualty.lose-men", "casualty.treat", "casualty.operate-on", "casualty.suffer"})
"""Rules whose subject did no harm: who "lost eleven men", the hospital that "received 20 wounded"."""


def tell_hand(context: Context, reading: Reading) -> None:
    """Perpetrator and weapon, as far as the sentence and the one before it tell them."""
    tokens, match = reading.sentence.tokens, reading.match
    agent = _doer(tokens, match)
    between = agent is not None and (
        one_of_two(tokens, agent) or either_of(tokens, agent) or by_both(tokens, agent, context.focus)
    )
    agent = None if between else agent
    if agent is not None and runs_into(tokens, agent.end):
        reading.weapon = _weapon_after(reading)
        return  # "the army's truck hit a mine, killing two aboard"
    befell = befallen(tokens, agent, match.start) if agent is not None and match.construction == "active" else -1
    if befell >= 0:
        reading.weapon = _weapon_after(reading)
        who = resolve(tokens, Span(befell + 1, phrase_end(tokens, befell + 1)), context.focus) if befell else NO_ONE
        reading.agent = who if who.armed else NO_ONE
        return  # "the army's helicopter was shot down by X, killing two": X
    if agent is not None and _does(reading):
        _by_agent(context, reading, agent)
    if reading.weapon is None:
        reading.weapon = _weapon_after(reading)
    if match.rule.value == "missing" and reading.agent.actor is None:
        reading.agent = hand(tokens, replace(match, agent=agent), context.focus)
    if match.rule.value == "displaced":
        _who_drove(context, reading, agent)
    if match.rule.value in ("killed", "injured", "abducted"):
        _by_what_is_told(context, reading, agent)
    reading.agent = NO_ONE if between or _of_both(tokens, match) else not_vague(context, reading)


def _of_both(tokens: Sequence[Token], match: Match) -> bool:
    """Whether they fell on both sides: "fighting that left dozens dead on both sides"."""
    near = tokens[match.start : match.end + 5]
    return any(a.low in ("both", "either") and b.low in ("sides", "side") for a, b in pairwise(near))


def _doer(tokens: Sequence[Token], match: Match) -> Span | None:
    """The verb's agent, where it can be who did it."""
    agent = None if match.rule.name in BY_NOBODY or match.agent is None else without_its_aim(tokens, match.agent)
    if agent is not None and (accused := whom_they_accuse(tokens, match)) is not None:
        return accused
    if agent is None:
        return None
    boasts = match.verb is not None and match.verb.form == "infinitive"  # "X claimed to have killed 12": X did it
    gerund = match.verb is not None and match.verb.form == "gerund" and match.verb.start == agent.end + 1
    boasts = boasts or gerund  # "X reported killing 12"
    if not boasts and _only_says(tokens, agent, named=match.construction == "active"):
        return None  # "the blast, a police captain said, wounded 200"
    if agent.start and tokens[agent.start - 1].low in listed("has_harmed") and not agent.relative:
        return None  # a comma was lost: "has killed two patients injured eight"
    if tokens[agent.start - 1].low == "by" and any(part_by(tokens, n) for n in range(match.head + 1, agent.start)):
        return None  # "19 were killed, of them 12 by X's bombs and seven by Y's": the 19 by neither alone
    if tokens[agent.start - 1].low == "by" and tokens[agent.start - 2].low in (",", "and", "or"):
        before = tokens[match.head + 1 : agent.start]
        several = sum(token.low == "by" for token in tokens[match.head : agent.end + 4]) > 1
        if several and any(token.low in listed("fights") for token in before):
            return None  # "killed in clashes, by mines and by snipers": by more than one
    if [token.low for token in tokens[agent.end : agent.end + 2]] == ["left", "behind"]:
        return None  # "rebels left behind scores of dead and wounded": their own
    if match.rule.name == "casualty.claim-lives" and tokens[agent.start].low == "it":
        return None  # "it has cost the lives of 200,000": the war
    if agent.relative and _a_border(tokens, agent):
        return None  # "a blast near the border with X, which killed ten"
    if agent.relative and tokens[agent.end - 1].low in listed("bare_sites", "sites_attacked"):
        return None  # "an attack on a military base that killed ten": not the base
    return agent


def _by_agent(context: Context, reading: Reading, agent: Span) -> None:
    """Set who did it, and with what, by the agent of the verb."""
    tokens, match = reading.sentence.tokens, reading.match
    told = _who_says_so(context, tokens, agent) or _his_forces(context, reading, agent)
    told = told or _who_launched_it(context, tokens, agent)
    reading.agent = told or resolve(tokens, agent, context.focus)
    if reading.agent.actor is None:
        reading.agent = they_before(context, reading.sentence, agent)
    reading.weapon = weapon_of(tokens, agent)
    named = any(t.actor for t in tokens[agent.start : agent.end])
    if reading.weapon and match.rule.value != "abducted" and not named:
        again = tokens[agent.end - 1].low if agent.end - agent.start == 2 else ""
        reading.agent = _first(
            lambda: wrought_by(tokens, agent, context.focus), lambda: same_machines(context, reading, again)
        )
    if reading.agent.actor is None and not reading.weapon and _may_be_anybody(reading):
        reading.agent = _persons(tokens, agent)
    if reading.agent.actor is None or reading.agent.actor.type is None:
        reading.agent = _first(lambda: in_uniform(tokens, agent, context), lambda: reading.agent)
    if reading.agent.actor is None or reading.agent.actor.name.islower():
        reading.agent = _first(lambda: believed_of(tokens, match, agent, context), lambda: reading.agent)
    reading.agent = _first(lambda: thought_of_a_people(tokens, agent), lambda: reading.agent)
    if reading.agent.actor is not None and reading.agent.actor.name.split(" ")[-1].lower() in listed("unknown_hands"):
        side = claimed_by(context, tokens[match.end :])
        blamed = blamed_behind(tokens, match, context.focus)  # "in an attack blamed on X"
        reading.agent = Who(side, True) if side is not None else blamed if blamed.armed else reading.agent
    reading.agent = _first(lambda: our_men(context, reading), lambda: reading.agent)


def _a_border(tokens: Sequence[Token], agent: Span) -> bool:
    """Whether a phrase is a land that only a border names: the X of "the border with X"."""
    ruled = agent.start > 1 and tokens[agent.start - 1].low in ("with", "of", "to", "from")
    return ruled and tokens[agent.end - 1].kind == "place" and tokens[agent.start - 2].low in ("border", "frontier")


def _who_drove(context: Context, reading: Reading, agent: Span | None) -> None:
    """Set who drove people out, where the verb's agent is nobody yet or an attack."""
    tokens, match = reading.sentence.tokens, reading.match
    if agent is None:
        reading.agent = _first(lambda: reading.agent, lambda: driven_by(tokens, match, context.focus))
    elif the_attack(tokens, agent):
        reading.agent = told_before(context, reading)
    elif reading.agent.actor is None and match.construction == "active" and an_attack(tokens, agent):
        reading.agent = owner(tokens, agent.start, agent.end, context.focus)


def _by_what_is_told(context: Context, reading: Reading, agent: Span | None) -> None:
    """Set who did it by the attack, the fire, the responsibility or the boast of which the sentences tell."""
    tokens, match = reading.sentence.tokens, reading.match
    asked = replace(match, agent=agent)
    if agent is None and match.construction == "active":
        reading.agent = believed_of(tokens, match, None, context)
    reading.agent = _first(
        lambda: reading.agent,
        lambda: under_fire(tokens, match, context),
        lambda: killed_by_them(tokens, match, context),
        lambda: victims_of(tokens, match, context),
        lambda: sank_them(context, reading),
        lambda: answerable_for(tokens, asked, context.focus),
        lambda: laid_by(context, reading),
        lambda: in_custody(context, reading),
        lambda: fired_from(context, reading),
        lambda: hand(tokens, asked, context.focus),
        lambda: told_before(context, reading),
        lambda: _own_deed(context, reading),
        lambda: in_an_operation(context, reading),
        lambda: enemy_told(context, reading),
        lambda: foes_counted(context, reading),
    )
    if reading.agent.actor is None or reading.agent.actor.name.lower().startswith(_OF_THEM):
        reading.agent = _first(lambda: who_denies(context, reading), lambda: reading.agent)
    reading.agent = _first(lambda: reading.agent, lambda: who_admits(reading), lambda: boasted(context, reading))
    before = context.told
    if before is not None and reading.agent.actor is None and _in_similar_ones(tokens):
        reading.agent = before.agent if reading.sentence.index <= before.until else NO_ONE
    if reading.agent.actor is None and match.agent is None and not fought(reading.sentence):
        foes = match.people is not None and match.people.status == "combatant"
        taken = match.rule.value == "abducted"
        reading.agent = assault_after(context, reading.sentence, taken=taken, foes=foes)
    if reading.agent.actor is None and match.agent is not None and an_attack(tokens, match.agent):
        reading.agent = carried_out_after(context, reading.sentence)
    if reading.agent.actor is None and not fought(reading.sentence):
        reading.agent = whose_weapon(context, reading)


def _in_similar_ones(tokens: Sequence[Token]) -> bool:
    """Whether it was "in similar attacks": by the hand of those just told of."""
    pairs = pairwise(token.low for token in tokens)
    return any(a == "similar" and b in listed("the_event", "attack_nouns") for a, b in pairs)


_OF_THEM = ("his ", "its ", "their ", "our ")


def _first(*found: Callable[[], Who]) -> Who:
    """The first of several answers that names somebody; the later ones are not even asked for."""
    return next((who for ask in found if (who := ask()).actor is not None), NO_ONE)


def _only_says(tokens: Sequence[Token], agent: Span, *, named: bool) -> bool:
    """Whether the subject is who tells of the harm: a verb of saying follows, with no more than a name between."""
    n = agent.end
    while named and n < min(len(tokens) - 1, agent.end + 6) and (tokens[n].text == "," or tokens[n].capital):
        n += 1
    apposed = n == agent.end or tokens[agent.end].text == "," == tokens[n - 1].text
    if n >= len(tokens) or not apposed or tokens[n].low not in listed("said_so"):
        return False
    n += 1
    while n < len(tokens) and (tokens[n].low in ("on", "that", "late", "early") or is_time(tokens, n)):
        n += 1
    return n >= len(tokens) or tokens[n].low not in ("it", "they")  # "the navy said it sank two boats, killing ten"


def _who_says_so(context: Context, tokens: Sequence[Token], agent: Span) -> Who | None:
    """The X of "X said it had killed", "X said troops had": who speaks; null where another phrase stands there."""
    n = _behind_the_verb(tokens, agent.start - 1 - (tokens[agent.start - 1].low == "that"))
    alone = agent.end == agent.start + 1 and tokens[agent.start].low in ("it", "they")
    theirs = tokens[agent.start].low in ("its", "their")
    troops = theirs and agent.end == agent.start + 2 and tokens[agent.end - 1].low in listed("armed", "own_troops")
    deeds = theirs and tokens[agent.start + 1].low in listed("own_troops") and an_attack(tokens, agent)
    troops = troops or deeds  # "its fighters' attacks have killed 12"
    bare = agent.end == agent.start + 1 and tokens[agent.start].low in listed("own_troops")  # "X said troops killed"
    bare = bare or _nobodys_machines(tokens[agent.start : agent.end])  # "X's army said six bombers had killed"
    if not (alone or troops or bare) or n < 1 or tokens[n].low not in listed("said_so", "present_speech"):
        return None
    span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
    if span is None or span.end > n:
        return None
    who = resolve(tokens, span, context.focus)
    if bare and (who.actor is None or who.actor.type is None):
        return None  # "residents said soldiers killed"
    if who.actor is not None:
        return who
    inside = tokens[span.start : span.end]
    peaceful = any(token.low in listed("peaceful_groups") for token in inside)
    if alone and not peaceful and inside[-1].low in listed("nameless_bands"):
        text = text_of(tokens, span.start + (inside[0].low in words().determiners), span.end)
        return Who(Actor(text=text, name=text.lower(), type="non-state"), True)  # "resistance groups said they killed"
    named = [token for token in inside if token.capital or token.low == "of"]
    if theirs and inside[-1].low in listed("headquarters") and any(token.capital for token in inside[1:]):
        text = text_of(tokens, span.start + (inside[0].low in words().determiners), span.end)
        return Who(Actor(text=text, name=text, type=None), True)  # "the X military command said its men"
    if len(named) > 1 and inside[-1].low in listed("armed_bodies"):
        text = " ".join(token.text for token in named)
        return Who(Actor(text=text, name=text, type="non-state"), True)  # a front that no list knows
    return None


def _who_launched_it(context: Context, tokens: Sequence[Token], agent: Span) -> Who | None:
    """The X of "it had been launched by X against Y, and it killed nine"; null where the "it" is no weapon of his."""
    if agent.end != agent.start + 1 or tokens[agent.start].low != "it":
        return None
    for n in range(agent.start - 1, 1, -1):
        if tokens[n].low in listed("laid_or_fired") and tokens[n - 1].low in words().be:
            by = next((k for k in range(n + 1, agent.start - 1) if tokens[k].low == "by"), 0)
            who = resolve(tokens, Span(by + 1, phrase_end(tokens, by + 1)), context.focus) if by else NO_ONE
            return who if who.armed else None
    return None


def _nobodys_machines(phrase: Sequence[Token]) -> bool:
    """Whether machines of war are told of without their owner: "six long-range bombers"."""
    machines = phrase[-1].low in listed("war_machines") | {"bombers", "drones", "warships"}
    return machines and not any(token.capital or (token.actor and not token.actor.generic) for token in phrase)


def _behind_the_verb(tokens: Sequence[Token], n: int) -> int:
    """Where the verb of saying stands before "in a statement on Thursday", which ends at n; n where none does."""
    for k in range(n, max(0, n - SAID), -1):
        if tokens[k].low in listed("said_so", "present_speech"):
            return k
        if tokens[k].low not in listed("documents") | {"in", "on", "a", "the", "its"} and not is_time(tokens, k):
            return n
    return n


SAID = 7
"""Tokens between "said" and what is said, at most, with where and when it was."""


def _his_forces(context: Context, reading: Reading, agent: Span) -> Who | None:
    """The state's forces of "he said his forces had killed", where an army's man speaks; else null."""
    tokens, speech = reading.sentence.tokens, reading.attribution
    state = context.focus.sides.get("state")
    if state is None or speech.said_by is None or tokens[agent.start].low not in ("his", "its", "their"):
        return None
    if any(t.actor is not None and t.actor.actor.type == "non-state" for t in tokens[: agent.start]):
        return None  # "the rebels' spokesman said his forces …"
    soldier = speech.military or bool(set(speech.said_by.text.lower().split()) & listed("military_speakers"))
    text = text_of(tokens, agent.start, agent.end)
    return Who(Actor(text=text, name=state.name, type="state"), True) if soldier else None


def _does(reading: Reading) -> bool:
    """Whether the verb's agent is who did it: people flee of their own, and a party's offensive is its deed."""
    match = reading.match
    return match.rule.value != "displaced" or (match.rule.subject == "perpetrator" and match.verb is not None)


def _may_be_anybody(reading: Reading) -> bool:
    """Whether the verb's agent did harm, whoever it is: behind "by", or as "hunters killed", "protesters took …"."""
    match = reading.match
    if match.construction != "active":
        return True
    by_hand = match.rule.name in listed("by_anybody") and match.rule.subject == "perpetrator"
    if not by_hand or match.verb is None or match.verb.passive or match.agent is None:
        return False
    if match.verb.form == "gerund":  # "a band of thieves launched an attack on the village, killing five"
        tokens = reading.sentence.tokens
        return any(does_harm(tokens, n) for n in range(match.agent.end, min(match.start, match.agent.end + 4)))
    return match.verb.form == "finite"


def _persons(tokens: Sequence[Token], span: Span) -> Who:
    """Persons under no flag behind "by": "two men on a motorcycle", "hunters"."""
    people = people_phrase(tokens, span.start)
    if any(token.low == "lives" for token in tokens[span.start : span.end]):
        return NO_ONE  # "claimed the lives of 40 people injured 60"
    if people is None or people.end > span.end + 1 or people.end == people.start + people.counted:
        return NO_ONE
    if tokens[people.end - 1].low in listed("mere_people") and people.end - people.start < 3:
        return NO_ONE  # a comma was lost: "killed 30 people injured 90"
    if any(token.low in listed("mishaps", "harmed_by_it") for token in tokens[people.start : people.end]):
        return NO_ONE  # "Hurricane Maria", "tests on victims of an attack that killed dozens"
    start = people.start
    while start < people.end - 1 and tokens[start].low in ("the", "a", "an", "some"):
        start += 1
    text = text_of(tokens, start, people.end)
    return Who(Actor(text=text, name=text, type=None), True)


def _own_deed(context: Context, reading: Reading) -> Who:
    """The side of an army that tells whom it "neutralised", or killed in its operation; who admits its own strike."""
    tokens, match, speech = reading.sentence.tokens, reading.match, reading.attribution
    here = (
        token.actor.actor
        for n, token in enumerate(tokens)
        if token.actor is not None and token.actor.actor.type == "state" and not (n and tokens[n - 1].kind == "num")
    )
    state = next(here, context.focus.sides.get("state"))
    if reading.stance == "denied" or match.agent is not None or match.people is None or fought(reading.sentence):
        return NO_ONE
    inside = tokens[match.people.start : match.people.end]
    rebels = any(t.actor is not None and t.actor.actor.type == "non-state" for t in inside)
    enemy = match.people.status == "combatant" and (rebels or any(t.low in listed("enemies") for t in inside))
    operation = any(token.low in listed("operations") for token in tokens)
    deed = match.rule.name == "casualty.eliminate" or operation
    counts = sum(token.kind == "num" for token in tokens)
    told = match.construction == "passive" or (match.construction == "word" and counts == 1)
    slain = speech.military and told  # "the army claims that 93 rebels were slain", no list of both sides' dead
    if enemy and (deed or slain) and (speech.military or match.rule.name == "casualty.eliminate"):
        spoke = speaker_side(context, reading) if speech.military else NO_ONE
        if spoke.actor is not None and spoke.actor.type == "state" and spoke.actor.name[:1].isupper():
            return spoke  # a state's that fights abroad
        return Who(state, True) if state is not None else _of_the_state(context, reading)
    return NO_ONE


def _of_the_state(context: Context, reading: Reading) -> Who:
    """The state whose army or ministry speaks, though nothing else of it is told: "the Defence Ministry says"."""
    who = speaker_side(context, reading) if reading.attribution.military else NO_ONE
    return who if who.actor is not None and who.actor.type == "state" else NO_ONE


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
