"""Words of harm said of other things: "was killed by the critics", "the closures displaced 3,000", "stage eleven"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.people_group import People
from agents.claims.model import Token
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

_SCORE = re.compile(r" \d{1,2}[-–]\d{1,2}\b(?![-–,.]?\d| [a-z]+ old| or )(?! (?:people|men|women|\w+s)\b)")
"""A score behind a verb of harm: "were butchered 5-0"; no "killed 10-12 people"."""
_WICKETS = re.compile(r" for (?:\d{1,3}|[a-z-]+)(?: runs?\b|[.,;]|\Z)")
"""Behind the men of a side at bat: "lost six men for 33 runs"."""
_DEAD_TIRED = re.compile(
    r" (?:on (?:their|his|her|its|your|my|our) feet|to the world|in the water|tired|set|certain|wrong|right)\b"
)
"""What makes no one dead: "his men were dead on their feet"."""
OLD = range(50, 116)
"""Ages at which "died at 86" is the end of a life and no event."""


def no_harm(reading: Reading, people: People) -> str:
    """Why the words of a match of harm mean none; "" where they do."""
    match, tokens = reading.match, reading.sentence.tokens
    lows = [token.low for token in tokens]
    bare = people.end == people.start + 1 and tokens[people.start].kind == "num"
    head = lows[match.agent.end - 1] if match.agent is not None else ""
    if bare and _in_a_name(tokens, people.start):
        return "a number in a name"
    if match.rule.name == "casualty.deaths" and people.start and lows[people.start - 1] in listed("dying_of"):
        return "a manner of speaking"  # "died a thousand deaths"
    behind = reading.sentence.text[tokens[match.head].end - reading.sentence.start :]
    if match.rule.value == "killed" and _SCORE.match(behind):
        return "beaten by a score"
    if not listed("acting").isdisjoint(lows[max(0, people.start - 4) : people.start]):
        return "a part that is played"
    if match.rule.value in ("killed", "missing") and _alive(lows, match.head):
        return "alive after all"
    if head == "attack" and match.agent is not None and lows[match.agent.end - 2] == "heart":
        return "an illness"
    treated = lows[people.end - 1] in ("patients", "participants") and not listed("treatments").isdisjoint(lows)
    if treated or not listed("studies").isdisjoint(lows):
        return "a study"
    if _studied(lows, people.start):
        return "those whom a study looked at"
    if match.construction == "nominal" and lows[people.start : people.end] in (["a", "person"], ["another", "person"]):
        return "whoever it may be"  # "the unlawful killing of a person"
    if match.rule.name == "casualty.lose-men" and (bare or _WICKETS.match(behind_them(reading, people))):
        return "a bare number was lost"
    if "your" in lows[people.start : people.end + 3] and not any(token.text in '"“”' for token in tokens):
        return "said to a player or a reader"  # "before they have killed 60 of your men"
    if lows[people.end : people.end + 1] == ["of"] and not listed("made_of").isdisjoint(
        lows[people.end + 1 : people.end + 2]
    ):
        return "toys"  # "has killed 80,000 soldiers of plastic"
    if lows[max(0, people.start - 2) : people.start] == ["score", ":"]:
        return "a score"
    if bare and people.start and _of_beasts(tokens, people.start):
        return "animals"
    if lows[people.end - 1] in ("others", "more") and not listed("animals").isdisjoint(
        lows[max(0, people.start - 5) : people.start]
    ):
        return "animals"  # "shot a dog dead and wounded two others"
    if lows[max(0, people.start - 2) : people.start - 1] in (["can"], ["could"]) and lows[people.start - 1] in listed(
        "houses"
    ):
        return "room for so many, if they come"
    if people.quantity.best == 1 and not people.counted and head in listed("political_blows"):
        return "a manner of speaking"  # "the vote wounded the prime minister"
    if match.rule.name == "casualty.leave" and match.verb is not None and match.verb.passive:
        return "left where they were"  # "thousands were left stranded"
    if lows[people.start] == "more" and lows[people.end : people.end + 1] == ["than"]:
        return "a comparison"  # "killed more soldiers than the guns did"
    if match.rule.name == "casualty.dead" and (_DEAD_TIRED.match(behind) or lows[match.head - 1] == "for"):
        return "a manner of speaking"  # "were left for dead"
    if (
        lows[people.start - 1] == "for"
        and lows[people.start] != "the"
        and not listed("room_for").isdisjoint(lows[max(0, people.start - 4) : people.start])
    ):
        return "room for so many, if they come"
    if head in listed("figurative_killers") or "twice" in lows[match.head + 1 : match.head + 2]:
        return "a manner of speaking"
    hurt = match.rule.value in ("injured", "missing") and lows[people.end - 1] in listed("sportsmen")
    if hurt and not any(token.kind == "actor" for token in tokens) and listed("attack_nouns").isdisjoint(lows):
        return "players who are hurt, or miss a match"
    in_sport = len(listed("in_sport") & set(lows)) > 1 or not listed("at_play").isdisjoint(lows)
    if match.rule.value == "injured" and people.quantity.best == 1 and in_sport:
        return "players who are hurt, or miss a match"  # "won gold; an Italian was injured in the final"
    if match.rule.name == "casualty.displace" and _dead(lows, people.end):
        return "displaced people who came to other harm"
    if match.rule.value == "missing" and not listed("ailments").isdisjoint(lows):
        return "players who are hurt, or miss a match"  # "is still missing after a knee operation"
    if match.rule.value == "abducted" and (head in listed("figurative_captors") or _held_by_what(lows, match.head)):
        return "a manner of speaking"  # "held hostage by their own promises"
    if match.rule.needs == "hostages" and lows[match.head + 1 : match.head + 2] == ["for"]:
        return "taken for something else"
    if match.rule.name == "casualty.herd" and any(low in listed("dying") for low in lows[people.end :]):
        return "herded together to be killed"
    if match.rule.name == "casualty.flee" and lows[people.start : people.end] in (["others"], ["some"]):
        return "who ran from an attack"  # "shot three loggers, while others fled"
    if match.rule.value == "displaced" and (why := _in_peace(reading, people, lows)):
        return why
    timeless = match.verb is not None and match.verb.tense == "present" and people.quantity.best in (None, 1)
    if (timeless or (not people.counted and people.quantity.best is None)) and head in listed("killers_at_large"):
        return "what kills the year round"
    return ""


def behind_them(reading: Reading, people: People) -> str:
    """The sentence behind the people of a match."""
    return reading.sentence.text[reading.sentence.tokens[people.end - 1].end - reading.sentence.start :]


def _held_by_what(lows: list[str], head: int) -> bool:
    """Whether no people hold them: "were taken hostage by their own promises"."""
    at = next((n for n in range(head + 1, min(len(lows), head + 4)) if lows[n] in ("by", "to")), len(lows))
    return not listed("figurative_captors").isdisjoint(lows[at + 1 : at + 5])


def _studied(lows: list[str], start: int) -> bool:
    """Whether people are those of "a study of 9,361 people"."""
    before = lows[max(0, start - 3) : start]
    return before[-1:] in (["of"], ["among"], ["involving"], ["with"], ["in"]) and bool(
        listed("studies_of").intersection(before)
    )


def _alive(lows: list[str], head: int) -> bool:
    """Whether who was thought dead is not: "three reported dead were found alive", "miners thought dead rescued"."""
    at = head - 1 - (lows[head - 1] in ("be", "for", "up"))
    thought = head > 1 and lows[at] in listed("thought_to_be")
    return thought and not listed("alive_after_all").isdisjoint(lows[head + 1 : head + 9])


def _dead(lows: list[str], end: int) -> bool:
    """Whether it is told of the displaced that they were killed or hurt: "25 displaced people dead"."""
    behind = [low for low in lows[end : end + 3] if low not in words().auxiliaries]
    return bool(behind) and behind[0] in listed("dying", "harmed") | {"dead"}


def _in_peace(reading: Reading, people: People, lows: list[str]) -> str:
    """Why people lost their work or homes, or left, without war or disaster; or ""."""
    tokens = reading.sentence.tokens
    if not listed("money_places").isdisjoint(lows[reading.match.head + 1 :]) and listed("bond_words") & set(lows):
        return "money that flees"  # "foreigners fled the bond market"
    if lows[people.end - 1] in listed("money_people") and not any(token.kind == "place" for token in tokens):
        return "money that flees"
    work = lows[people.end - 1] in listed("jobholders") and not listed("redundancies").isdisjoint(lows)
    bailiffs = any(a == "eviction" and b in ("notice", "notices") for a, b in pairwise(lows))
    peaceful = work or bailiffs or not listed("homes_lost").isdisjoint(lows)
    return "work or homes lost in peace" if peaceful and not any(token.kind == "actor" for token in tokens) else ""


def _in_a_name(tokens: Sequence[Token], start: int) -> bool:
    """Whether a number goes with the bare noun before it: "Stage eleven", no "on the first stage eleven"."""
    if not start or tokens[start - 1].low not in listed("numbered"):
        return False
    return start == 1 or tokens[start - 2].low in words().prepositions or tokens[start - 2].kind == "punct"


def _of_beasts(tokens: Sequence[Token], start: int) -> bool:
    """Whether a bare count goes on from animals: "a dog was wounded and two are missing"."""
    raids = listed("about_cattle")  # "the toll of a cattle raid rose to 30"
    before = {a.low for a, b in pairwise(tokens[: start + 1]) if b.low not in raids}
    return not listed("animals").isdisjoint(before) and words().people.isdisjoint(before - {"pilot"})  # "pilot whales"


def of_age(after: Sequence[Token]) -> bool:
    """Whether an old age follows "died": "died on Tuesday at 86", "dies at 91"."""
    for n, (at, age) in enumerate(pairwise(after)):
        aged = at.low == "aged" or (at.low == "of" and n > 0 and after[n - 1].low == "age")
        if aged and age.text.isdigit() and int(age.text) in OLD:
            return True  # "at the age of 101"
        ends = n + 2 >= len(after) or after[n + 2].kind == "punct" or after[n + 2].low in ("in", "after")
        if at.low == "at" and age.text.isdigit() and int(age.text) in OLD and ends:
            return True
    return False
