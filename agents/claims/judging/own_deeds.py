"""A belligerent of its own deeds is claimed; of its own losses, and of what the other side did, it is on the record."""

import re
from collections.abc import Sequence

from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, words
from schemas.actor import Actor, Speaker

OWNED_UP = 16
"""Tokens between a word that owns up and the change that it rules, at most."""


def weigh_own_word(context: Context, reading: Reading) -> None:
    """Set the stance of what a side at war tells of itself: its success is claimed, its own dead are asserted."""
    speaker, people, tokens = reading.attribution.said_by, reading.match.people, reading.sentence.tokens
    if speaker is None or reading.stance == "denied" or reading.mode != "actual":
        return
    if people is None:
        lost = _own_loss(reading, speaker) or _concedes(tokens, reading.match.start)
        if reading.stance == "asserted" and not lost and _own_fall(context, reading, speaker):
            reading.stance = "claimed"
        admits = lost or _admits(tokens, reading.match.start)
        if reading.stance == "claimed" and admits and (speaker.type == "belligerent" or reading.attribution.military):
            reading.stance = "asserted"
        return
    first = people.start - 3 if tokens[people.start - 1].low in ("'s", "’s", "'", "’") else people.start
    inside = tokens[max(0, first) : people.end + 2]
    fights = speaker.type == "belligerent" or reading.attribution.military
    # "3,000 of its soldiers": in our statement, the enemy's
    enemys = context.own_word is not None and reading.agent.armed
    fights = fights or (speaker.type == "official" and speaker.name == speaker.text)
    men = people.status == "combatant" or tokens[people.end - 1].low in ("men", "boys", "sons", "comrades")
    if fights and men and _own_men(tokens[people.start : people.end]) and not enemys:
        if not any(token.low in speech_words().claiming for token in reading.sentence.tokens):
            reading.stance = "asserted"
        return
    if _of_the_other(reading, speaker):
        reading.stance = "asserted"
        return
    if reading.stance != "asserted" or reading.match.rule.value not in ("killed", "injured", "abducted"):
        return
    foes = (
        people.status in ("combatant", "unknown")
        and _of_a_side(context, reading, speaker)
        and _enemies(context, inside, speaker)
    )
    if foes or _own_hand(reading, speaker):
        reading.stance = "claimed"


def _admits(tokens: Sequence[Token], start: int) -> bool:
    """Whether a side owns up to what it has lost: "UNITA admits Andulo lost"."""
    near = [token.low for token in tokens[max(0, start - 4) : start]]
    return not listed("conceding").isdisjoint(near) and not {"not", "n't", "never"} & set(near)


def _concedes(tokens: Sequence[Token], start: int) -> bool:
    """Whether the clause of the change is ruled by a word that owns up to it: "conceded on Saturday that it had"."""
    for n in range(start - 1, max(-1, start - OWNED_UP), -1):
        if tokens[n].text in ';:“”"':
            return False
        if tokens[n].low in listed("conceding") - {"confirms", "confirmed", "accept", "accepts", "accepted"}:
            before = [token.low for token in tokens[max(0, n - 3) : n]]
            return not {"not", "n't", "never", "yet"} & set(before)
    return False


def _own_loss(reading: Reading, speaker: Speaker) -> bool:
    """Whether who speaks is who lost the place: "X is lost, the army says"."""
    loser = reading.patient.actor
    return loser is not None and reading.match.rule.value == "captured" and loser.name in (speaker.name, speaker.text)


def _own_men(inside: Sequence[Token]) -> bool:
    """Whether the dead are "its fighters", "two of its fighters", "241 of our heroes"."""
    for token in inside:
        if token.low in ("its", "their", "our", "his"):
            return True
        if token.text == "," or token.low == "including":
            return False  # "13 Taliban, including their governor"
    return False


def _of_the_other(reading: Reading, speaker: Speaker) -> bool:
    """Whether a side by its name tells on the record whom the other side killed, without a word of distance."""
    agent, people = reading.agent.actor, reading.match.people
    if speaker.type != "belligerent" or not speaker.name[:1].isupper():
        return False
    if agent is not None and (agent.name == speaker.name or agent.type != "state"):
        return False
    told = reading.sentence.tokens
    bare = agent is None and people is not None and people.status == "unknown"
    if bare and people is not None and any(token.low in words().combatant for token in told[: people.start]):
        return False  # "3,000 soldiers were killed and over 4,000 wounded": they are soldiers too
    lows = {token.low for token in told}
    distant = lows & (speech_words().claiming | listed("accusing")) or reading.sentence.memo.get("hedged")
    return people is not None and people.status != "combatant" and not distant


def _own_hand(reading: Reading, speaker: Speaker) -> bool:
    """Whether the speaker's own side did it: "X said its troops had killed", "the coalition said it had killed"."""
    agent, phrase = reading.agent.actor, reading.match.agent
    if phrase is not None and agent is not None and agent.name in (speaker.name, speaker.text):
        return True
    if phrase is None or speaker.type not in ("official", "media"):
        return False
    if any(low in f" {speaker.text.lower()} " for low in listed("houses_of_care")):
        return False  # "its drones killed ten, as doctors of the hospital attest"
    first = reading.sentence.tokens[phrase.start].low
    if first in ("it", "we"):
        return agent is not None and agent.type == "state"
    return first in ("its", "our", "his") and reading.agent.armed and (agent is None or agent.type != "non-state")


def _own_fall(context: Context, reading: Reading, speaker: Speaker) -> bool:
    """Whether a state tells what its own forces took or left: "Addis Ababa said", "the navy's spokesman said"."""
    if speaker.type not in ("official", "media"):
        return False
    homes = {m.place.country for m in context.page.places if m.place.text in speaker.text and m.place.country}
    homes |= {m.country for m in context.page.actors if m.actor.text in speaker.text and m.country}
    described = f"{speaker.text} {_office(context, speaker)}"
    lows = {word.strip(".,").lower() for word in described.replace("’s", "").replace("'s", "").split()}
    rules = bool(lows & (listed("ruling", "war_offices") | {"navy", "coalition", "spokesman"}))
    if not (rules or any(m.place.text == speaker.text for m in context.page.places)):
        return False
    own = reading.agent.actor
    if own is None or own.type != "state":
        foe, won = reading.patient.actor, reading.match.rule.value in ("captured", "recaptured")
        return (
            won and foe is not None and foe.type == "non-state" and homes <= {p.place.country for p in reading.places}
        )
    theirs = {m.country for m in context.page.actors if m.actor.name == own.name and m.country}
    return not homes or not theirs or bool(homes & theirs)


def _office(context: Context, speaker: Speaker) -> str:
    """The office set off behind a speaker's name, at its first mention: "X, interior minister of Y, says"; or ""."""
    if speaker.name != speaker.text or " " not in speaker.name:
        return ""
    found = re.search(re.escape(speaker.name) + r", ([^,.;“”\"]{3,60}),", context.tagged.article.text)
    return found[1] if found else ""


def _of_a_side(context: Context, reading: Reading, speaker: Speaker) -> bool:
    """Whether a state at war speaks, or the radio of one: an army, a ministry, a capital, "Tehran Radio"."""
    if reading.attribution.military:
        return True
    bare = (word.strip(".,").lower() for word in speaker.text.replace("’", "'").split())
    lows = {word.removesuffix("'s") for word in bare}
    if speaker.type != "organisation" and lows & listed("ruling") and not lows & {"health", "hospital", "police"}:
        return True
    if lows & {"radio", "television", "tv"} or (lows & listed("state_media") and lows & {"agency", "media", "news"}):
        return True
    return any(mention.place.text == speaker.text for mention in context.page.places)


def _enemies(context: Context, inside: Sequence[Token], speaker: Speaker) -> bool:
    """Whether the dead are the other side's fighters: "62 enemy dead", "40 rebels", soldiers of another country."""
    radio = bool({word.lower() for word in speaker.text.split()} & {"radio", "television", "tv"})
    known = radio or any(mention.place.text in speaker.text for mention in context.page.places)
    return any(
        not listed("rebel_nouns", "enemies").isdisjoint(token.low.split())
        or (token.actor is not None and _other(token.actor.actor, speaker, known=known))
        for token in inside
    )


def _other(actor: Actor, speaker: Speaker, *, known: bool) -> bool:
    """Whether an actor named as dead is not the side that speaks; known: whether it says of which country that is."""
    if actor.type == "non-state":
        return True
    first = speaker.name.split(" ")[0]
    offices = listed("ruling", "state_media", "state_offices")
    return known and first[:1].isupper() and first.lower() not in offices and actor.name[:4] != first[:4]
