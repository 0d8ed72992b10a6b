"""Whose hand it was, by the words around the harm: "our fighters", "bodies of men shot by X", "it sank two boats"."""

from collections.abc import Sequence

from agents.claims.entities.unnamed import peoples
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.frames.match import Match
from agents.claims.frames.victims_sides import side_of
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.language.tokens import text_of
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.speaker_side import OWN, speaker_side
from agents.claims.sides.speaker_side import side_of as side_of_speaker
from agents.claims.words import listed, words
from schemas.actor import Actor, Speaker

STEM = 5
"""Letters by which the name of a people and that of its land are alike: Tigrayan, Tigray."""
BEHIND = 16
"""Tokens behind bodies in which it is looked for who killed them."""


def killed_by_them(tokens: Sequence[Token], match: Match, context: Context) -> Who:
    """The X of "the bodies of 12 villagers, women and children, shot by X": who made corpses of them."""
    if match.rule.name != "casualty.bodies" or match.people is None:
        return NO_ONE
    for n in range(match.people.end, min(len(tokens) - 2, match.people.end + BEHIND)):
        if tokens[n].text in ".;:?!" or tokens[n].low in listed("said_so"):
            return NO_ONE
        if tokens[n].low == "by" and tokens[n - 1].low in listed("killing_words"):
            return resolve(tokens, Span(n + 1, max(n + 2, phrase_end(tokens, n + 1))), context.focus)
    return NO_ONE


def our_men(context: Context, reading: Reading) -> Who:
    """The speaker's own side, where "our fighters" are said to have done it: in its statement, or when it denies it."""
    agent, tokens = reading.match.agent, reading.sentence.tokens
    if agent is None or not any(token.low in OWN for token in tokens[agent.start : agent.end]):
        return NO_ONE
    own = context.own_word.said_by if context.own_word is not None else None
    speaker = reading.attribution.said_by or own
    who = folk_of(speaker)
    if who.actor is None and speaker is not None:
        who = side_of_speaker(context, speaker, military=reading.attribution.military or speaker is own)
    if who.actor is None:
        return NO_ONE
    text = text_of(tokens, agent.start, agent.end)
    return Who(Actor(text=text, name=who.actor.name, type=who.actor.type), True)


def folk_of(speaker: Speaker | None) -> Who:
    """The side of a people or its land by which a speaker is called: "the Tigray command" is the Tigrayan forces'."""
    for word in speaker.text.replace(",", " ").split() if speaker is not None else ():
        alike = [folk for folk in sorted(peoples()) if len(word) >= STEM and folk.startswith(word[:STEM].lower())]
        if word[:1].isupper() and alike and not any(folk in listed("nations") for folk in alike):
            return Who(Actor(text=word, name=peoples()[alike[0]], type="non-state"), True)
    return NO_ONE


def boasted(context: Context, reading: Reading) -> Who:
    """The side whose statement counts the other's dead: "3,000 of its men were killed, and their guns fell to us"."""
    own, people, tokens = context.own_word, reading.match.people, reading.sentence.tokens
    speaker = own.said_by if own is not None else None
    if speaker is None or speaker.type != "belligerent" or people is None or people.status != "combatant":
        return NO_ONE
    mine = next((m.actor for m in context.page.actors if m.actor.name == speaker.name), None) or folk_of(speaker).actor
    inside = {token.low for token in tokens[people.start : people.end]}
    lows = {token.low for token in tokens} | {"enemy"} & set(_before(context, reading))
    ours = inside & {"our", "ours"} or (inside & {"its", "their"} and not lows & {*OWN, "enemy"})
    foes = side_of(tokens, people)
    against = mine is not None and foes not in ("", mine.type)
    return Who(mine, True) if against and not ours and reading.stance != "denied" else NO_ONE


def enemy_told(context: Context, reading: Reading) -> Who:
    """The side that tells of "sixty of the enemy", "the enemy's losses": the enemy is whom it fights."""
    people, tokens, speech = reading.match.people, reading.sentence.tokens, reading.attribution
    if people is None or reading.stance == "denied" or any(token.low in listed("fights") for token in tokens):
        return NO_ONE
    lost = reading.match.rule.name == "casualty.lose-men"
    near = tokens[max(0, reading.match.start - 2) : reading.match.head] if lost else tokens[people.start : people.end]
    if not any("enemy" in token.low.split() for token in near):
        return NO_ONE
    own = context.own_word.said_by if context.own_word is not None else None
    speaker = speech.said_by or own
    if speaker is None or not (speaker.type == "belligerent" or speech.military or speaker is own):
        return NO_ONE
    who = folk_of(speaker)
    return who if who.actor is not None else side_of_speaker(context, speaker, military=speech.military)


def _before(context: Context, reading: Reading) -> list[str]:
    """The words of the sentence before, where it is of the same paragraph."""
    at = reading.sentence.index - 1
    before = context.page.sentences[at] if at >= 0 else reading.sentence
    same = context.paragraph(before) == context.paragraph(reading.sentence)
    return before.text.lower().replace("’", "'").replace("'s", "").split() if same else []


def _fleet(tokens: Sequence[Token], span: Span | None) -> Who | None:
    """ "The navy": a state's, whichever it is; null for anybody else."""
    if span is None or tokens[span.end - 1].low not in listed("fleets"):
        return None
    text = " ".join(t.text for t in tokens[span.start : span.end] if t.low not in words().determiners)
    return Who(Actor(text=text, name=text, type="state"), True)


def sank_them(context: Context, reading: Reading) -> Who:
    """The side that tells of its strike and of whom it killed: "the navy says it sank a boat and 12 cadres died"."""
    match, tokens = reading.match, reading.sentence.tokens
    if match.people is None or match.people.status != "combatant" or reading.stance == "denied":
        return NO_ONE
    if any(token.low in ("its", "their", "our") for token in tokens[match.people.start : match.people.end]):
        return NO_ONE
    for n in range(2, match.people.start):
        if tokens[n].low not in listed("own_strikes") or tokens[n - 1].low not in ("it", "they", "had", "have", "has"):
            continue
        mine = n - 1 - (tokens[n - 1].low in ("had", "have", "has"))
        says = mine - 1 - (tokens[mine - 1].low == "that")
        if tokens[mine].low not in ("it", "they") or says < 1:
            continue
        if tokens[says].low in listed("said_so", "present_speech"):
            span = told_subject(tokens, verb_group(tokens, says, frozenset({"past", "pp"})))
            who = resolve(tokens, span, context.focus) if span is not None and span.end <= says else NO_ONE
            who = who if who.actor is not None else _fleet(tokens, span) or speaker_side(context, reading)
            foes = side_of(tokens, match.people)
            return who if who.actor is not None and foes != who.actor.type else NO_ONE
    return NO_ONE


def without_its_aim(tokens: Sequence[Token], agent: Span) -> Span:
    """The "bomb" of "a car bomb targeting an army patrol", the "bus" of "a bus carrying 45 recruits": no more of it."""
    for n in range(agent.start + 1, agent.end - 1):
        token, after = tokens[n], tokens[n + 1]
        aims = token.kind == "word" and token.low in listed("aiming_at")
        if (token.low, after.low) == ("used", "by"):
            return Span(agent.start, n, agent.relative, agent.shared)  # "pagers used by X's members exploded"
        if aims_of(tokens, n) and not any(one.low == "by" for one in tokens[n : agent.end]):
            return Span(agent.start, n, agent.relative, agent.shared)  # "the shelling of rebel positions"
        if aims and (after.kind in ("num", "actor") or after.low in listed("openers") or after.kind == "word"):
            return Span(agent.start, n, agent.relative, agent.shared)
    return agent


def aims_of(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word at n is the "of" of "the shelling of": behind it stands what was attacked."""
    attack = tokens[n - 1].low
    struck = attack.endswith(("ing", "bardment")) and (attack in listed("attack_nouns") or attack in words().weapons)
    if tokens[n].low != "of" or not struck:
        return False
    end = max(n + 2, phrase_end(tokens, n + 1))
    return end >= len(tokens) or tokens[end].low not in ("on", "against")  # but "the bombardment of X on Y" is X's


def other_dead(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Where a clause about others begins, who died of something else: "five died in the raid while 12 rebels were
    killed in fire by X"; else ``stop``.
    """
    struck = False
    for n in range(start, stop - 2):
        struck = struck or tokens[n].low in listed("attack_nouns")
        if tokens[n].text == "," and part_by(tokens, n + 1):
            return n  # "19 were killed, of them 12 by X's bombs and seven by Y's": the 19 by neither alone
        if tokens[n].low in listed("led_to"):
            return n  # "an attack that killed 40 and sparked a strike by X"
        apart = tokens[n].low in ("while", "whereas") or (struck and tokens[n].low == "and")
        counted = next((k for k in range(n + 1, min(stop, n + 7)) if tokens[k].kind == "num"), -1) if apart else -1
        if counted > 0 and (tokens[n].low != "and" or counted == n + 1):
            harmed = {token.low for token in tokens[counted : counted + 7]}
            if harmed & (listed("killing_words", "harmed") | {"died"}):
                return n
    return stop


def part_by(tokens: Sequence[Token], k: int) -> bool:
    """Whether it is told from k on by what some of those counted died: "of them 12 by", "12 of them in"."""
    lows = [token.low for token in tokens[k : k + 3]]
    part = lows[:2] in (["of", "them"], ["of", "whom"]) or lows[1:] in (["of", "them"], ["of", "whom"])
    counted = any(token.kind == "num" for token in tokens[k : k + 3])
    return part and counted and any(token.low == "by" for token in tokens[k + 2 : k + 5])


def victims_of(tokens: Sequence[Token], match: Match, context: Context) -> Who:
    """The X of "found nine bodies, apparent victims of X"; nobody in "the victims of the raid"."""
    for n in range(match.end, min(len(tokens) - 2, match.end + VICTIMS)):
        if tokens[n].text in ".;":
            return NO_ONE
        told = tokens[n - 1].text == "," or (tokens[n - 1].low in listed("presumed") and tokens[n - 2].text == ",")
        told = told or tokens[n - 1].low in ("latest", "many", "newest")
        if tokens[n].low == "victims" and tokens[n + 1].low == "of" and told:
            who = resolve(tokens, Span(n + 2, phrase_end(tokens, n + 2)), context.focus)
            return who if who.armed else NO_ONE
    return NO_ONE


VICTIMS = 12
"""Tokens from the bodies to "victims of X", at most."""
