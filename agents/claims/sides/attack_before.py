"""Who attacked, as the sentences before the harm tell it: "Gunmen stormed the village. Twelve people were killed."."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.frames.victims_sides import side_of
from agents.claims.language.noun_phrases import Span
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill, once
from agents.claims.reader.reading import Reading
from agents.claims.scene.sections import apart_from_it
from agents.claims.scene.story import names_a_place, nationwide
from agents.claims.sides.attack_owner import deed_in
from agents.claims.sides.left_open import doubts
from agents.claims.sides.other_deed import other_deed
from agents.claims.sides.owns_up import claims_it
from agents.claims.words import listed, words

LEAD = 3
"""Sentences of a lead, which go on telling one event from paragraph to paragraph."""


def told_before(context: Context, reading: Reading) -> Who:
    """Who attacked, in the sentence before: "Gunmen stormed the village. Twelve people were killed."."""
    sentence, match = reading.sentence, reading.match
    if sentence.index == 0 or match.people is None or fought(sentence) or _of_the_war(reading):
        return NO_ONE
    if match.agent is not None and not the_attack(sentence.tokens, match.agent):
        return NO_ONE
    if sentence.index in doubts(context):
        return NO_ONE  # "an aid group, which could not say who had opened fire"
    if names_a_place(sentence) or apart_from_it(sentence) or other_deed(sentence, match):
        return NO_ONE  # another place, another event
    if any(token.low in listed("wants", "epidemics") for token in sentence.tokens[match.start : match.end + 4]):
        return NO_ONE  # "two infants died of malnutrition"
    before = context.page.sentences[sentence.index - 1]
    lead = sentence.index <= LEAD  # whose sentences are paragraphs
    apart = context.paragraph(before) != context.paragraph(sentence) and not lead
    if match.agent is not None and before.unit != sentence.unit:
        before = _attack_before(context, sentence)
    elif apart or before.unit == sentence.unit:
        return NO_ONE
    fill(context.page, before)
    if nobody_knows(before):
        return NO_ONE
    shot = _fired_at_a_bomb(sentence.tokens, match.agent, before.tokens)
    found = NO_ONE if fought(before) or shot else deed_in(before.tokens, context.focus)
    if found.actor is None and match.agent is not None and (owner := claims_it(context, before.tokens)) is not None:
        found = Who(owner, True)  # "X claimed an attack in Y in May. The attack killed two."
    if match.rule.value == "abducted" and (found.actor is None or found.actor.type != "non-state"):
        return NO_ONE
    return found if _their_victims(reading, before, match.people, found) else NO_ONE


def _of_the_war(reading: Reading) -> bool:
    """Whether it is a toll of a whole war or country, which one side's attack of the sentence before did not bring."""
    return reading.cumulative or (nationwide(reading.match) and reading.match.agent is None)


def nobody_knows(sentence: Sentence) -> bool:
    """Whether a sentence says that it is open who did it: "it was not clear whether jets of X or of Y had struck"."""
    return once(sentence, "nobody knows", lambda: _nobody_knows([token.low for token in sentence.tokens]))


def _nobody_knows(lows: Sequence[str]) -> bool:
    if not listed("nobody_knows").isdisjoint(part for low in lows for part in low.split()):
        return True
    known = next((n for n, low in enumerate(lows) if low in ("clear", "known")), 0)
    asked = not {"who", "whose", "which", "whether", "if"}.isdisjoint(lows[known + 1 : known + 3])
    return bool(known) and asked and "not" in lows[max(0, known - 3) : known]


def _attack_before(context: Context, sentence: Sentence) -> Sentence:
    """The sentence to which "the assault" goes back: the nearest of the few before it that tells of one by its doer."""
    near = context.page.sentences[max(0, sentence.index - LEAD) : sentence.index]
    for before in reversed(near):
        fill(context.page, before)
        if fought(before) or deed_in(before.tokens, context.focus).actor is not None:
            return before
    return near[-1]


def _fired_at_a_bomb(tokens: Sequence[Token], agent: Span | None, before: Sequence[Token]) -> bool:
    """Whether a blast did it, and the deed told before is only that somebody fired, as guards do at a lorry."""
    who = tokens[agent.start : agent.end] if agent is not None else tokens[:4]
    blast = any(t.low in listed("blasts") for t in who)
    return (
        blast and any(t.low in ("fired", "fire") for t in before) and not any(t.low in listed("blasts") for t in before)
    )


def the_attack(tokens: Sequence[Token], agent: Span) -> bool:
    """Whether an attack told before did it, or its bomb: "the blast killed nine people"."""
    short = agent.end - agent.start == 2 or (agent.end - agent.start == 3 and tokens[agent.end - 1].kind == "word")
    noun = tokens[agent.start + 1].low if short else ""
    return short and tokens[agent.start].low == "the" and (noun in listed("the_event") or noun in words().weapons)


def an_attack(tokens: Sequence[Token], agent: Span) -> bool:
    """Whether the subject is an attack whose doer stands with it: "raids by bandits have displaced 900 people"."""
    return any(token.low in listed("attack_nouns") for token in tokens[agent.start : agent.end])


def _their_victims(reading: Reading, before: Sentence, people: People, who: Who) -> bool:
    """Whether those told of can be victims of the attack: no fighters, or fighters of the side that was attacked, one
    attack's; men of the attackers' own side, and who fell for a place, fell in a battle.
    """
    if people.status != "combatant":
        return True
    lows = {token.low for token in before.tokens}
    one_sided = not lows.isdisjoint(("ambushed", "ambush", "ambushes")) or (
        who.actor is not None and not who.actor.name.islower()
    )
    if reading.cumulative or not one_sided or not lows.isdisjoint(listed("battles_for_places")):
        return False
    side = side_of(reading.sentence.tokens, people)
    return who.actor is not None and side != "" and who.actor.type not in (None, side)


def fought(sentence: Sentence) -> bool:
    """Whether a sentence tells of a fight of two sides: who was killed in it was killed by neither alone."""
    return once(sentence, "fought", lambda: _fought(sentence.tokens))


def _fought(tokens: Sequence[Token]) -> bool:
    told, may_tell = listed("fights"), listed("fights", "trading") | {"violence"}
    fights = (n for n, t in enumerate(tokens) if t.low in may_tell and (t.low in told or _of_both(tokens, n)))
    return any(not _escaped(tokens, n) for n in fights)


def _of_both(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word at n tells what two sides do to each other."""
    return _between(tokens, n) or trades_fire(tokens, n)


def trades_fire(tokens: Sequence[Token], n: int) -> bool:
    """Whether both sides fire, as the verb at n tells: "X and Y traded artillery fire"."""
    return tokens[n].low in listed("trading") and any(t.low in ("fire", "shots") for t in tokens[n + 1 : n + 4])


def _between(tokens: Sequence[Token], n: int) -> bool:
    """Whether it is "violence between rival unions": of two sides."""
    return tokens[n].low == "violence" and n + 1 < len(tokens) and tokens[n + 1].low in ("between", "among")


def _escaped(tokens: Sequence[Token], n: int) -> bool:
    """Whether a fight is only what people had fled: "where they were sheltering from fighting between X and Y"."""
    before = [token.low for token in tokens[max(0, n - 4) : n]]
    return not listed("took_refuge").isdisjoint(before) and (
        "from" in before or "by" in before or before[-1:] == ["fleeing"]
    )
