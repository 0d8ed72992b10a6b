"""Why what a match of harm tells of is no casualty: beasts, shares, days, a war's name, people who only move."""

from collections.abc import Sequence
from functools import cache

from agents.claims.entities.people_group import People
from agents.claims.entities.shares import HURT, some_of_the_hurt
from agents.claims.frames.casualty_moves import rest_of_fighters
from agents.claims.frames.motives import motive
from agents.claims.judging.carried_off import carried_off
from agents.claims.judging.referred_to import refers_back
from agents.claims.judging.struck_first import struck_first
from agents.claims.judging.superseded import superseded
from agents.claims.language.bare_words import words_told
from agents.claims.mode.no_harm import no_harm, of_age
from agents.claims.mode.ordinary import harmless_page
from agents.claims.mode.past_pages import OBITUARY, page_past
from agents.claims.model import Token
from agents.claims.reader.context import Context, once
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

ON_THE_ROAD = frozenset({"refuge", "escape", "town", "arrival", "trek", "unable", "comers"})
"""What rules need of people who only go somewhere: that war or disaster is told beside them."""
_FIGURES = frozenset({"casualty.wipe-out", "casualty.pick-off"})
"""Rules of verbs that sport and trade use more often: "wiped out five rivals"."""
_RIVALS = frozenset({"opponents", "rivals", "competitors"})
_OWNERS = frozenset({"shareholders", "creditors", "lenders", "speculators", "markets"})
HERD = 3
"""Sentences before a bare number in which beasts are told of, at most."""
CARE = frozenset(
    f"casualty.{name}"
    for name in ("in-hospital", "with-wounds", "send-to-hospital", "in-bad-condition", "under-treatment")
)
"""Rules that tell where the hurt are cared for, as the sick are too."""


def no_casualty(context: Context, reading: Reading, people: People) -> str:
    """Why this is no casualty of a conflict, or ""."""
    tokens, match = reading.sentence.tokens, reading.match
    if unmeant := harmless_page(context, reading) or no_harm(reading, people):
        return unmeant
    if match.rule.needs == "figure" and context.killed < reading.sentence.index - 1:
        return "a figure, and nobody killed just before"
    if superseded(context, reading, people):
        return "a count of before, which a newer one takes the place of"
    if _of_whom_some(tokens, people):
        return "those of whom it is told how some died"
    coded = match.head + 1 < len(tokens) and tokens[match.head + 1].low == "coded"
    if coded and context.killed >= reading.sentence.index - 3:
        return "a coder's figure for those told of"
    of_them = some_of_the_hurt(tokens, people)
    told_of = not people.counted and any(token.low in HURT for token in tokens[: people.start])
    if match.rule.name in CARE and (of_them or told_of):
        return "some of the wounded, counted before"
    if of_them and match.rule.value == "killed" and "toll" in context.vocabulary:
        return "some of the wounded, whom the toll counts"
    if any(token.low == "how" for token in tokens[people.start : people.start + 4]) and not people.counted:
        return "a question"  # "it did not say how many people died"
    if refers_back(tokens, people) and not struck_first(context, reading, people):
        return "people told of before, without a count"
    if match.construction == "nominal" and not people.counted and people.quantity.best is None:
        return "an event as a noun, without a count"
    if not people.counted and people.text[:1].islower() and motive(tokens, match):
        return "what was avenged, without a count"
    one_body = tokens[match.head].low in ("body", "corpse")
    fought = people.status == "combatant" or _by_violence(tokens) or _violence_before(context, reading)
    fought = fought or tokens[match.head - 1].low in listed("slain_so", "of_corpses")
    if one_body and not fought:
        return "a body, and no word of violence"
    if match.rule.value == "killed" and _of_the_dead(tokens, people):
        return "some of the dead told right before"
    if tokens[match.head].low == "death" and not context.conflict and people.quantity.best == 1:
        return "a death, and no conflict"
    if match.rule.value == "killed" and people.counted and _families(tokens, people):
        return "families, of whom nobody says how many they were"
    if _beasts(tokens, people) or _of_the_herd(context, reading, people):
        return "animals"
    cared = match.rule.needs in ("wounds", "limb") or match.rule.name in CARE
    if cared and not context.conflict and not _by_violence(tokens) and context.killed < reading.sentence.index - 1:
        return "patients, and no word of wounds"
    if match.rule.needs == "limb" and people.quantity.best == 1 and not _by_violence(tokens):
        return "one maimed, and no word of what did it"
    if figure := _manner_of_speaking(context, reading, people):
        return figure
    if match.rule.value == "abducted" and tokens[people.end - 1].low in listed("corpses"):
        return "the dead, who are taken away"
    if match.rule.needs in ("armed", "civilians") and not carried_off(context, reading, people):
        return "nobody under arms who is no soldier took them"
    if match.construction == "nominal" and any(token.low in listed("epidemics") for token in tokens):
        return "deaths from a disease"
    in_peace = "peacefully" in {token.low for token in tokens[match.head + 1 : match.head + 3]}
    if in_peace and match.rule.name == "casualty.die":
        return "a natural death"
    if (
        match.rule.name == "casualty.die"
        and people.quantity.best == 1
        and (_natural(tokens, match.head) or _no_word_of_how(context))
    ):
        return "a natural death"
    if match.agent is not None and people.quantity.best == 1 and _illness(tokens[match.agent.end - 1]):
        return "a natural death"
    if _a_share(tokens, people.start):
        return "a share of them, not their number"
    out_of = [token.low for token in tokens[match.head + 1 : match.head + 5]]
    if match.rule.value == "displaced" and out_of[:2] == ["out", "of"] and set(out_of[2:]) & listed("out_of_use"):
        return "what no longer works"
    if match.rule.value == "displaced" and people.quantity.best == 1:
        return "one person on the move"
    if match.rule.value == "displaced" and not context.conflict and _by_nation(tokens, people):
        return "a people on the move, and no conflict"
    fled = match.rule.value == "displaced" and any(token.low in listed("in_flight") for token in tokens)
    if match.rule.needs in ON_THE_ROAD and not (context.conflict or fled or _violence_before(context, reading)):
        return "people in tents or on the road, and no conflict"
    if match.rule.name == "casualty.go-to-kin" and not (fled or _by_violence(tokens) or context.conflict):
        return "a visit to relatives"
    few = (people.quantity.best or people.quantity.low or 0) < 1000
    if match.rule.value == "displaced" and few and not context.conflict and not _by_violence(tokens):
        return "a few people on the move, and no conflict or disaster"
    if match.rule.value == "displaced" and (people.status == "combatant" or rest_of_fighters(tokens, people)):
        return "fighters who flee are not displaced"
    return ""


def _manner_of_speaking(context: Context, reading: Reading, people: People) -> str:
    """Why it is only so called: "taken hostage by the shareholders", "wiped out five rivals"; or ""."""
    tokens, match = reading.sentence.tokens, reading.match
    agent = tokens[match.agent.start : match.agent.end] if match.agent is not None else ()
    if match.rule.name == "casualty.take-hostage" and agent and agent[-1].low in _OWNERS:
        return "a manner of speaking"
    if match.rule.name not in _FIGURES:
        return ""
    if any(token.low in _RIVALS for token in tokens[people.start : people.end]):
        of_whom = people.end < len(tokens) and tokens[people.end].low == "of"  # "opponents of the regime"
        named = any(token.actor is not None and not token.actor.generic for token in agent)
        told = named or (of_whom and bool(context.tagged.actors))
    else:
        told = context.conflict or _by_violence(tokens)
    return "" if told else "a manner of speaking, and no conflict"


def _of_whom_some(tokens: Sequence[Token], people: People) -> bool:
    """Whether they are the whole of "Of the seven soldiers reported dead, two were killed in X": told before."""
    opens = tokens[0].low == "of" and tokens[1].low in ("the", "those") and people.start <= 2
    comma = next((n for n in range(people.end, min(len(tokens) - 1, people.end + 8)) if tokens[n].text == ","), -1)
    return opens and comma > 0 and tokens[comma + 1].kind == "num"


def _of_the_dead(tokens: Sequence[Token], people: People) -> bool:
    """Whether they are the six of "killing seven, six of whom died on the spot"; no "hurting seven, six of whom"."""
    if [token.low for token in tokens[people.end : people.end + 2]] != ["of", "whom"]:
        return False
    before = {token.low for token in tokens[max(0, people.start - 10) : people.start]}
    return bool(before & listed("killing_words")) and before.isdisjoint(listed("wounds", "harmed"))


def _families(tokens: Sequence[Token], people: People) -> bool:
    """Whether nothing but households is counted: "killed six families", no "three members of two families"."""
    last = tokens[people.end - 1].low
    behind = tokens[people.end].low if people.end < len(tokens) else ""
    if people.quantity.best == 1 and behind in listed("households") and last in words().civilian:
        return True  # "an entire civilian family was killed"
    return last in listed("households") and "of" not in {t.low for t in tokens[people.start : people.end]}


def _by_violence(tokens: Sequence[Token]) -> bool:
    """Whether wounds, an attack or a disaster stand beside those "taken to hospital", and no illness."""
    lows = {token.low for token in tokens}
    return not lows.isdisjoint(_violence()) and lows.isdisjoint(listed("natural_deaths"))


@cache
def _violence() -> frozenset[str]:
    violence = listed("wounds", "events", "attack_nouns", "killing_words", "mishaps")
    return violence | words().weapons | {"died"}


def _violence_before(context: Context, reading: Reading) -> bool:
    """Whether this sentence or one of the two before tells of an attack, a fight or a disaster."""
    index = reading.sentence.index
    lows = words_told(context.page.sentences[max(0, index - 2) : index + 1])
    told = listed("in_flight", "attack_nouns", "fights", "strikes_at", "mishaps")
    return not lows.isdisjoint(told | listed("killing_words"))


FLIGHT = 20_000
"""So many of one people who cross a border together are no fans and no tourists."""


def _by_nation(tokens: Sequence[Token], people: People) -> bool:
    """Whether they are only told by their people, as fans and tourists are: "2,000 Belgians crossed into France"."""
    last = tokens[people.end - 1]
    if (people.quantity.best or people.quantity.low or 0) >= FLIGHT:
        return False
    return last.kind == "word" and last.capital and last.low not in words().people and not _by_violence(tokens)


def _a_share(tokens: Sequence[Token], start: int) -> bool:
    """Whether the people are those of whom a share is told: "a third of the 40 soldiers"."""
    shares = [n for n in range(max(0, start - 4), start) if tokens[n].low in listed("shares")]
    behind = [{t.low for t in tokens[n + 1 : start + 1]} for n in shares]
    return any("of" in lows and not lows & listed("units_of_time") for lows in behind)  # "half of the year 80 died"


def _beasts(tokens: Sequence[Token], people: People) -> bool:
    """Whether "two of them" goes back to what is no person: "the camels were worn out, and two of them died"."""
    if not any(token.low == "them" for token in tokens[people.start : people.end + 2]):
        return False
    return any(token.low in listed("animals") for token in tokens[: people.start])


def _mourned(context: Context, tokens: Sequence[Token]) -> bool:
    """Whether an obituary tells of a death, and the sentence of no violence."""
    lows = {token.low for token in tokens}
    return page_past(context) == OBITUARY and lows.isdisjoint(listed("attack_nouns", "killing_words"))


def _no_word_of_how(context: Context) -> bool:
    """Whether nothing on the page tells of violence, war or an accident of which one who died might have died."""
    first = context.page.sentences[0]
    return not context.conflict and once(first, "no word of how", lambda: _nothing_kills(context.vocabulary))


def _nothing_kills(vocabulary: frozenset[str]) -> bool:
    """Whether no word of a text tells of what kills."""
    killers = listed("killers_off_the_field", "mishaps", "attack_nouns", "killing_words", "wounds", "custody_deaths")
    return vocabulary.isdisjoint(killers | words().weapons)


def _of_the_herd(context: Context, reading: Reading, people: People) -> bool:
    """Whether a bare number goes on from beasts: "Vets killed 40 pigs. Belgium found two dead in a wood"."""
    tokens, sentence = reading.sentence.tokens, reading.sentence
    if context.conflict or people.end != people.start + 1 or tokens[people.start].kind != "num":
        return False
    if any(token.low in words().people for token in tokens):
        return False
    before = context.page.sentences[max(0, sentence.index - HERD) : sentence.index]
    lows = words_told(before)
    return not lows.isdisjoint(listed("animals")) and lows.isdisjoint(words().people)


def _illness(token: Token) -> bool:
    """Whether it is an illness that took somebody's life, and no deed: "a stroke killed the singer"."""
    return token.low in listed("natural_deaths", "killers_at_large") - {"drugs", "fentanyl", "poisoning", "pollution"}


def _natural(tokens: Sequence[Token], head: int) -> bool:
    """Whether one who died is said to have died of age or illness: an obituary."""
    after = tokens[head + 1 : head + 9]
    if any(token.low in listed("attack_nouns", "fights") for token in after):
        return False  # "died in an ambush on Friday, aged 61"
    return any(token.low in listed("natural_deaths") for token in after) or of_age(after)
