"""Whose the strikes are of which an article tells all through: the one side that it names as having struck so."""

from collections.abc import Iterator, Sequence
from functools import cache

from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.frames.victims_sides import side_of
from agents.claims.language.noun_phrases import phrase_start
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill, once
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_before import nobody_knows
from agents.claims.sides.attack_owner import owner, subject_of
from agents.claims.sides.left_open import doubted, doubts
from agents.claims.sides.own_losses import tells_of_itself
from agents.claims.sides.sides_told import Sides, sides_of
from agents.claims.words import listed, words
from schemas.actor import Actor

AIR, GUNS = "air", "guns"
"""Two sorts of arms: who has the one may not have the other."""
FOUGHT = 8
"""Tokens behind the harm in which a fight is told: "killed since Saturday in fighting with X"."""
_BROUGHT_DOWN = frozenset({"shot", "downed", "crashed", "crashes"})
LED = 4
"""Tokens before a strike in which it is told that something else led to it."""
GROUND = 12
"""Tokens around the harm in which it is told on whose ground it was done."""
RAID = "raid"
"""A raid of which it is not said that it came from the air: a state's, where there are strikes from the air as well."""


def share_strikes(context: Context, harm: Sequence[Reading], sides: Sides) -> None:
    """Harm by air strikes, or by shells, of which nobody is named as the author: of the article's one striker."""
    named: dict[str, tuple[Who, int]] = {}
    unsure = doubted(context)
    for reading in harm:
        arms = _arms_of(context, reading)
        if not arms or not _open(reading) or reading.sentence.index in unsure:
            continue
        if arms not in named:
            named[arms] = _striker(context, arms, sides)
        (who, told_at), people = named[arms], reading.match.people
        assert people is not None
        if told_at > reading.sentence.index:
            who = NO_ONE  # whose strikes the war has seen is told below, and not whose these were
        if who.actor is None and arms == GUNS:
            who = _across_the_line(context, reading, sides)
        side = side_of(reading.sentence.tokens, people)
        if on_own_soil(context, reading, who, harm) or _struck_the_other_side(reading, who, harm):
            continue
        if beyond_them(reading, who) or tells_of_itself(context, reading, who, sides):
            continue  # rebels fly no jets
        foe = side != "" and who.actor is not None and who.actor.type not in (None, side)
        if people.status != "combatant" or foe:
            reading.agent = who


def _open(reading: Reading) -> bool:
    """Whether it is news of which the author is left out, and not said to be unknown."""
    if reading.agent.actor is not None or reading.match.rule.value not in ("killed", "injured"):
        return False
    unsure = nobody_knows(reading.sentence) or _in_a_fight(reading)
    if any(
        token.low in listed("mishaps", "epidemics", "wants") | {"crash", "accident", "collided", "collision"}
        for token in reading.sentence.tokens
    ):
        return False  # "a jet collided with an army helicopter"
    told = reading.stance != "denied" and not reading.cumulative and reading.time.timing != "background"
    return told and not unsure


def _in_a_fight(reading: Reading) -> bool:
    """Whether those harmed died in a fight as well: "killed in clashes and air strikes"."""
    tokens, match = reading.sentence.tokens, reading.match
    near = range(match.end, min(len(tokens), match.end + FOUGHT))
    fights = (n for n in near if tokens[n].low in listed("fights"))
    return match.agent is None and any(t.low in ("in", "during") for n in fights for t in tokens[max(0, n - 3) : n])


def _arms_of(context: Context, reading: Reading) -> str:
    """The sort of arms by which a reading's people came to harm, by its own sentence or the one it goes on from."""
    sentence = reading.sentence
    arms = arms_in(sentence)
    if arms or sentence.index == 0 or any(_causes(token) for token in sentence.tokens):
        return arms
    before = context.page.sentences[sentence.index - 1]
    if context.paragraph(before) != context.paragraph(sentence):
        return ""
    fill(context.page, before)
    return arms_in(before)


def _causes(token: Token) -> bool:
    """Whether a word tells another cause of harm than the arms told before."""
    tail = token.low.rpartition(" ")[2]
    return tail in listed("attack_nouns") or tail in listed("the_event") or token.low in listed("deeds", "laid_for_all")


def arms_in(sentence: Sentence) -> str:
    """The sort of arms of which a sentence speaks, where it is one: "air strikes", "rocket shells"; else ""."""
    return once(sentence, "arms", lambda: _arms_in(sentence.tokens))


def _arms_in(tokens: Sequence[Token]) -> str:
    if any(token.low in listed("planted_bombs") for token in tokens):
        return ""
    arms = _sorted_arms()
    told = (n for n, token in enumerate(tokens) if token.low in arms or " " in token.low)
    found = {sort for n in told if (sort := _sort(tokens, n))}
    return found.pop() if len(found) == 1 else ""


@cache
def _sorted_arms() -> frozenset[str]:
    return listed("from_the_air", "from_guns") | {"raid", "raids", "strike", "strikes", "attack", "attacks"}


def _sort(tokens: Sequence[Token], n: int) -> str:
    """The sort of the arms at n, or ""; a strike or a raid is from the air where that is said."""
    tail = tokens[n].low.rpartition(" ")[2]
    if tail not in _sorted_arms():
        return ""
    if tail in listed("war_machines") and any(t.low in _BROUGHT_DOWN for t in tokens[n + 1 : n + 3]):
        return ""  # "a helicopter was shot down, killing five": it struck nobody
    before = tokens[n - 1].low if n else ""
    if tail in ("raid", "raids", "strike", "strikes"):
        if any(token.low in listed("led_to") for token in tokens[max(0, n - LED) : n]):
            return ""  # "an attack that killed 40 and sparked a strike by X"
        aerial = before in listed("by_air") or any(part in listed("by_air") for part in tokens[n].low.split())
        if aerial or tail.startswith("strike"):
            return AIR if before != "hunger" else ""
        return RAID if before not in ("police", "cattle") else ""
    if tail in ("attack", "attacks") and before in listed("by_air"):
        return AIR
    return AIR if tail in listed("from_the_air") else GUNS if tail in listed("from_guns") else ""


def beyond_them(reading: Reading, who: Who) -> bool:
    """Whether it was done from the air, and by no side that has aircraft: rebels have their drones and no more; or
    whether it befell the side's own ground, "the rebel enclave", "a government-held district".
    """
    rebels = who.actor is not None and (
        who.actor.type == "non-state" or who.actor.name.split(" ")[0].lower() in listed("without_an_air_force")
    )
    sentence = reading.sentence
    if who.actor is not None and _on_their_ground(reading, who.actor):
        return True
    return rebels and arms_in(sentence) == AIR and not any(t.low in ("drone", "drones") for t in sentence.tokens)


def on_own_soil(context: Context, reading: Reading, who: Who, harm: Sequence[Reading]) -> bool:
    """Whether it befell the country of a state that strikes another: "… Meanwhile three were hurt in X, in Russia"."""
    if who.actor is None or who.actor.type != "state" or not reading.places:
        return False
    home = context.tagged.theatre
    land = sides_of(context).country_of(who.actor, home)
    if land is None or reading.places[0].place.country != land:
        return False
    theirs = (r.places[0].place.country for r in harm if r.agent.actor == who.actor and r.places)
    return home not in (land, None) or any(country not in (land, None) for country in theirs)


def _struck_the_other_side(reading: Reading, who: Who, harm: Sequence[Reading]) -> bool:
    """Whether those told to have killed a state's soldiers would have struck its enemies' ground here."""
    match = reading.match
    ground = set(_grounds(reading.sentence.tokens[max(0, match.start - GROUND) : match.end + GROUND]))
    foes = (r for r in harm if r.agent.actor is not None and r.agent.actor == who.actor and r.match.people is not None)
    struck = {side_of(r.sentence.tokens, r.match.people) for r in foes if r.match.people is not None}
    return ground == {"non-state"} and "state" in struck and "non-state" not in struck


def _across_the_line(context: Context, reading: Reading, sides: Sides) -> Who:
    """Who shelled "the rebel-held town", "a government-held district": the one side of those on the other ground."""
    match, home = reading.match, context.tagged.theatre
    grounds = set(_grounds(reading.sentence.tokens[max(0, match.start - GROUND) : match.end + GROUND]))
    if grounds == {"non-state"} and len(sides.states) == 1:
        state = sides.states.get(home or "")
        return Who(state, True) if state is not None else NO_ONE
    if grounds == {"state"}:
        only = next(iter(sides.groups.values())) if len(sides.groups) == 1 else None
        rebels = sides.unnamed or only
        return Who(rebels, True) if rebels is not None else NO_ONE
    return NO_ONE


def _on_their_ground(reading: Reading, actor: Actor) -> bool:
    """Whether a sentence tells of harm on the ground that a nameless side, or the state at home, holds."""
    abroad = actor.name.split(" ")[0].lower() in listed("strike_abroad") or "coalition" in actor.name.lower()
    if actor.type is None or abroad or (actor.type == "non-state" and not actor.name.islower()):
        return False
    match = reading.match
    return set(_grounds(reading.sentence.tokens[max(0, match.start - GROUND) : match.end + GROUND])) == {actor.type}


def _grounds(tokens: Sequence[Token]) -> Iterator[str]:
    """Whose ground it is, by sort: "rebel-held", "the regime stronghold"; none behind "from"."""
    for n, token in enumerate(tokens):
        holder, hyphen, held = token.low.rpartition("-")
        if hyphen and held in listed("held") and holder in weapon_owners():
            yield weapon_owners()[holder].type or ""
        after = tokens[n + 1].low if n + 1 < len(tokens) else ""
        if token.low in weapon_owners() and after in listed("strongholds", "enclaves"):
            yield weapon_owners()[token.low].type or ""


def _striker(context: Context, arms: str, sides: Sides) -> tuple[Who, int]:
    """The one side that the article names as the owner of such arms, and the sentence where it first does; nobody where
    it names none, or several.
    """
    if any(_asked(context, sentence, arms) for sentence in context.page.sentences):
        return NO_ONE, -1
    found: dict[str, tuple[Who, int]] = {}
    for sentence in context.page.sentences:
        low = sentence.text.lower()
        if not any(stem in low for stem in listed("stems_of_arms")):
            continue
        fill(context.page, sentence)
        for n in range(len(sentence.tokens)):
            sort = _sort(sentence.tokens, n)
            if n > 1 and (sentence.tokens[n - 2].low, sentence.tokens[n - 1].low) == ("backed", "by"):
                continue  # "the army, backed by X's jets, began an offensive"
            if sort != arms and {sort, arms} != {RAID, AIR}:
                continue
            who = sides.named(_owner_at(context, sentence.tokens, n), context.tagged.theatre)
            actor = who.actor
            if actor is None or actor.type is None:
                continue
            nameless = actor.name.islower()  # "terrorists" are "terrorist groups"
            if nameless and actor.name.rpartition(" ")[2] in listed("war_machines"):
                continue
            if arms == AIR and actor.type == "non-state" and "drone" not in low:
                continue  # "Islamic State airstrikes" are those on it
            if sort == arms or actor.type == "state":
                land = (
                    sides.countries.get(actor.name) if actor.type == "state" else None
                )  # "the army", "the government"
                found.setdefault(actor.type if nameless else land or actor.name, (who, sentence.index))
    return next(iter(found.values())) if len(found) == 1 else (NO_ONE, -1)


def _asked(context: Context, sentence: Sentence, arms: str) -> bool:
    """Whether a sentence leaves it open whose such arms were: "it is not known whose jets carried out the strike"."""
    return sentence.index in doubts(context) and arms_in(sentence) in (arms, "", RAID if arms == AIR else arms)


def _owner_at(context: Context, tokens: Sequence[Token], n: int) -> Who:
    """Whose the arms at n are: "X's jets", "strikes by X", "X fired rockets", "X launched air strikes"."""
    start, _ = phrase_start(tokens, n)
    if "or" in {token.low for token in tokens[max(0, n - 1) : n + 2]}:
        return NO_ONE  # "by Emirati drones or Russian jets"
    who = owner(tokens, start, n + 1, context.focus)
    if who.actor is None and start == n and n > 1 and tokens[n - 1].text in (",", "and") and tokens[n - 2].actor:
        who = owner(tokens, n - 2, n - 1, context.focus) if _sort(tokens, n - 2) else NO_ONE  # "X airstrikes, shelling"
    if who.actor is not None:
        return who
    if n > 1 and tokens[n].low in listed("deeds_going_on"):  # "rebels began shelling the town", "are shelling it"
        begins = tokens[n - 1].low in ("began", "started", "resumed", "continued")
        going_on = begins or tokens[n - 1].low in words().be
        return subject_of(tokens, n - begins, context.focus) if going_on else NO_ONE
    for k in range(start - 1, max(-1, start - 4), -1):
        if tokens[k].low in listed("lets_fly"):
            return subject_of(tokens, k, context.focus)
    return NO_ONE
