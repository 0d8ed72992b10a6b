"""Whose "we", "our" and "ours" is: the armed side of whoever speaks, by name, by description or by office."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed
from schemas.actor import Actor, ActorMention, Speaker

OWN = frozenset({"we", "us", "our", "ours"})
NEAR = 60
"""Characters between a person's name and the side that he is told to lead or speak for."""


LONGEST = 400
"""Mentions of an article among which a speaker's side is looked for, at most."""


def speaks_of_own(tokens: Sequence[Token]) -> bool:
    """Whether a phrase is about the speaker's own side: "our forces", "we"."""
    return any(token.low in OWN for token in tokens)


def speaker_side(context: Context, reading: Reading) -> Who:
    """The side of whoever tells of a match; nobody where he is under no arms."""
    attribution = reading.attribution
    if attribution.said_by is None:
        return NO_ONE
    return side_of(context, attribution.said_by, military=attribution.military)


def side_of(context: Context, speaker: Speaker, *, military: bool = False) -> Who:
    """The side of a speaker: a group's spokesman is the group's, a person his whom the article calls their leader."""
    told = f" {speaker.text} ".replace("’s ", " ").replace("'s ", " ")  # "LURD's secretary-general"
    mentions = context.page.actors[:LONGEST]
    for mention in mentions:
        if mention.actor.name == speaker.name or f" {mention.actor.text} " in told:
            beside = next((m for m in mentions if m.start == mention.end + 1 and not m.generic), mention)
            found = (beside if beside.actor.name == speaker.name else mention).actor  # "the Islamist group X"
            return Who(weapon_owners().get(found.name, found), True)
    full = speaker.name if speaker.text.lower() in listed("bare_ministries") else speaker.text
    described = set(full.replace(",", " ").split())
    for mention in context.page.actors[:LONGEST]:
        if mention.actor.type == "state" and mention.actor.name.split()[0] in described and mention.country:
            return Who(mention.actor, True)  # "the Russian ministry": of the state of the Russian forces
    if (folk := _of_a_people(full)) is not None:
        return Who(folk, True)
    for place in context.page.places[:LONGEST]:
        if place.feature == "country" and place.place.text in full:
            return Who(Actor(text=speaker.text, name=place.place.name, type="state"), True)
    if (led := next(_described(context, speaker.name), None)) is not None:
        return Who(led.actor, True)
    lows = set(speaker.text.lower().replace(",", " ").split())
    if (word := next((word for word in sorted(weapon_owners()) if word in lows), None)) is not None:
        return Who(weapon_owners()[word], True)  # "a rebel spokesman"
    if "warlord" in lows or "field commander" in speaker.text.lower():
        return Who(None, True)  # "the Chechen field commander X": of no state's army
    bodies = {"command", "staff", "ministry"} & lows or speaker.text.lower().startswith("state ")
    if military or bodies or (speaker.type == "official" and lows & (listed("ruling") | {"governor", "mayor"})):
        return Who(Actor(text=speaker.text, name=weapon_owners()["government"].name, type="state"), True)
    return NO_ONE


def _of_a_people(text: str) -> Actor | None:
    """The forces of "an Indian Army spokesman", where the article names them nowhere else."""
    for one, other in pairwise(text.split()):
        people = one[:1].isupper() and one.lower().endswith(tuple(listed("people_endings")))
        if people and other.lower() in listed("army_words"):
            return Actor(text=f"{one} {other}", name=f"{one} forces", type="state")
    return None


def followed(context: Context, who: Who) -> Who:
    """The group of "X's men", where the article calls X its leader, or speaks of "the rebels of President X"."""
    actor = who.actor
    told = actor.name.replace("’", "'") if actor is not None else ""
    if actor is None or actor.type == "state" or not ("'s " in told or " loyal to " in told):
        return who
    loyal = " loyal to " in told
    leader = told.split(" loyal to ")[1] if loyal else told.split("'s ")[0]
    led = (mention for mention in _described(context, leader) if not (loyal and mention.generic))
    if (lord := next(led, None)) is not None and lord.actor.type != "state":
        return Who(msgspec.structs.replace(lord.actor, text=actor.text), who.armed)
    if loyal:
        return who
    text, surname = context.tagged.article.text, leader.split()[-1]
    for mention in context.page.actors[:LONGEST]:
        behind = text[mention.end : mention.end + NEAR].replace("\n", " ").split()
        of_him = behind[:1] in (["of"], ["under"], ["loyal"], ["led"]) and mention.actor.type == "non-state"
        named = [word.strip(",.;:'’") for word in behind[:6]]
        until = named.index(surname) if surname in named else 0
        if of_him and until and not any(word.endswith((",", ".", ";", ":")) for word in behind[:until]):
            return Who(msgspec.structs.replace(mention.actor, text=actor.text), who.armed)
    return who


def _described(context: Context, name: str) -> Iterator[ActorMention]:
    """The actors named right beside a person's name: "X, the founder of Y", "Y's commander X"."""
    text, surname = context.tagged.article.text, name.split()[-1] if name.split() else ""
    at = text.find(surname) if len(surname) > 3 else -1
    while at >= 0:
        for mention in context.page.actors_in(max(0, at - NEAR), at + len(surname) + NEAR):
            behind = mention.start > at
            between = text[at + len(surname) : mention.start] if behind else text[mention.end : at]
            roles = {_plain(word) for word in between.split()} & listed("leads")
            apposed = between.strip(" ") in (", a", ", an", ", the", ",", ", chief", ", a senior")
            roles = roles or (_their(text[mention.end : mention.end + NEAR], apposed) if behind else set())
            rank = text[max(0, mention.start - 24) : mention.start].lower().split()[-3:]
            # "a captain of the X, Y, said"
            of_them = not behind and rank[1:2] == ["of"] and rank[0] in listed("army_ranks")
            if (roles or of_them) and not set(between) & set(';:.!?"”“\n'):
                yield mention
        at = text.find(surname, at + 1)


def _plain(word: str) -> str:
    """A word without its marks and its "'s"."""
    return word.strip(".,;'’").lower().removesuffix("'s").removesuffix("’s")


def _their(after: str, apposed: bool) -> set[str]:
    """The office of "X, the rebels' military spokesman", "X, a Taliban spokesman", behind those whose it is."""
    if apposed and after.startswith(" "):
        return {word.strip('.,;"”') for word in after.lower().split()[:1]} & listed("leads")
    if not after.startswith(("'s ", "’s ", "' ", "’ ")):
        return set()
    return {word.strip(".,;") for word in after.split(",")[0].lower().split()[1:5]} & listed("leads")


def of_the_people(context: Context, reading: Reading) -> Who:
    """The forces of those whom a place is called after: the "Ukrainian" of "X is Ukrainian again"."""
    span, said_by = reading.match.agent, reading.attribution.said_by
    if span is None:
        return NO_ONE
    people = reading.sentence.tokens[span.start].text
    official = said_by is not None and said_by.type in ("official", "belligerent")
    at_war = context.conflict or bool(context.tagged.actors) or official
    return Who(Actor(text=people, name=f"{people} forces", type="state"), at_war)
