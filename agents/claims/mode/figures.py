"""Words of war said of other things: a town fallen on hard times, a market captured, a school handed to its owners."""

import re
from itertools import pairwise

from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

REACH = 10
"""Tokens behind a handing-over within which its receiver stands, at most."""


def manner_of_speaking(reading: Reading) -> str:
    """Why the words of a match of control mean no change of hands; "" where they do."""
    match, tokens = reading.match, reading.sentence.tokens
    lows = [token.low for token in tokens]
    after = lows[match.head + 1 : match.head + 6]
    fallen = match.rule.name == "control.fall" and after[:1] in (["on"], ["upon"], ["into"])
    if fallen and set(after[1:4]) & listed("hard_times"):
        return "hard times"
    for_years = any(a.low == "since" and b.kind == "year" for a, b in pairwise(tokens))
    if (for_years and match.rule.name == "control.now-under") or _held_since(reading):
        return "standing control"
    if _in_a_union(reading):
        return "members of a union or a party"
    first = reading.places[0].place.text.split()
    if first[-1].lower() in listed("hearts_won") and len(first) > 1 and first[-2].endswith(("'s", "’s", "s'", "s’")):
        return "hearts and minds"
    if first[0].lower() == "control" and "of" not in first[:4]:
        return "control of a car, a ball or a temper"
    sides = any(token.kind == "actor" for token in tokens)
    if not sides and first[-1].lower() in listed("wares"):
        return "a market, a share or a vote"
    if not sides and any(a in listed("of_prices") and b != "of" for a, b in pairwise([*lows, ""])):
        return "prices"
    agent = match.agent
    if agent is not None and lows[agent.end - 1] in listed("no_holders"):
        return "aircraft hold no ground"
    loser = match.patient
    office = loser is not None and lows[loser.end - 1] in listed("offices_held")
    received = any(token.kind == "actor" for token in tokens[match.head :])
    if office and match.rule.value == "surrendered" and not received:
        return "an office is handed over"
    if agent is not None and match.rule.value == "surrendered":
        inside = tokens[agent.start : agent.end]
        side = reading.agent.actor is not None and reading.agent.actor.type is not None
        successor = not side and any(token.low == "new" for token in inside)  # "to a new operator"
        if successor or lows[agent.end - 1] in listed("offices_held"):
            return "given to whoever holds an office"
    if match.rule.name == "control.take" and lows[match.head + 1 : match.head + 3] == ["control", "of"]:
        return "control of a fire, a plane or an outbreak"
    if _by_points(reading, lows) or _to_a_team(reading, lows):
        return "a match, by its margin or its team"
    if _A_SCORE.search(reading.sentence.text):
        return "a match, by its score"
    if match.rule.name == "control.take-over" and _from_a_company(reading, lows):
        return "taken over from a company"
    if not listed("mock").isdisjoint(lows[: match.end]):
        return "a drill"
    if loser is not None and match.rule.value == "surrendered" and lows[loser.end - 1] in listed("companies"):
        return "a company hands over what it built or ran"
    if first[0].lower() in ("streets", "roads") and match.rule.value == "captured":
        return "streets that nobody names"
    if _one_person(reading, lows):
        return "one person"
    return "given to its owners" if _to_its_owners(reading, lows, first[0].lower()) else ""


_A_SCORE = re.compile(
    r"\b(?:won|wins?|winning|beat|beats|beating|lost|losing|loses?|victory|defeat|triumph\w*|lead|led|scored?)\b"
    r"(?: [a-z]+){0,3} \d{1,3}[-–]\d{1,3}\b(?![-–,.]?\d| ?(?:people|men|percent|per|%|km|miles|days))"
    r"|\b[A-Z][a-z]+ \d{1,2}[-–]\d{1,2}(?= (?:in|at|on|away)\b|[,.;]|\Z)"
)
"""A score: "overran the visitors in Brisbane, winning 40-12"."""


def _from_a_company(reading: Reading, lows: list[str]) -> bool:
    """Whether a state takes over from who ran it: "the government took over the port from a private operator"."""
    agent, head = reading.agent.actor, reading.match.head
    if agent is not None and agent.type == "non-state":
        return False
    behind = lows[head : head + 2 * REACH]
    return "from" in behind and not listed("companies").isdisjoint(behind[behind.index("from") :])


def _by_points(reading: Reading, lows: list[str]) -> bool:
    """Whether it was won or lost "by 171 runs", "by an innings", "by two votes"."""
    head, tokens = reading.match.head, reading.sentence.tokens
    for n in range(head + 1, min(len(tokens) - 2, head + REACH)):
        if lows[n] == "by" and (tokens[n + 1].kind == "num" or lows[n + 1] in ("a", "an")):
            return not listed("margins").isdisjoint(lows[n + 1 : n + 4])
    return False


def _to_a_team(reading: Reading, lows: list[str]) -> bool:
    """Whether who won it is a team: "fell to a Leinster side that …", "captured by a visiting XV"."""
    head = reading.match.head
    for n in range(head + 1, min(len(lows) - 2, head + REACH)):
        if lows[n] in ("to", "by") and lows[n + 1] in ("a", "an", "the"):
            return not listed("teams").isdisjoint(lows[n + 2 : n + 6])
    return False


def _in_a_union(reading: Reading) -> bool:
    """Whether who took a site are members of what bears no arms: "militants in the union have taken over the plant"."""
    agent, tokens = reading.match.agent, reading.sentence.tokens
    if agent is None or reading.match.verb is None:
        return False
    behind = tokens[agent.end : min(len(tokens), agent.end + 5)]
    ruled = bool(behind) and behind[0].low in ("in", "of", "from", "inside")
    return ruled and any(token.low in listed("unarmed_bodies") for token in behind[1:4])


def _held_since(reading: Reading) -> bool:
    """Whether a place "has been occupied since 1998": a perfect of holding that goes on, and names its year behind."""
    match, tokens = reading.match, reading.sentence.tokens
    verb = match.verb
    if verb is None or verb.tense != "perfect" or tokens[match.head].low not in ("occupied", "annexed"):
        return False
    near = tokens[match.head : match.head + REACH + 2]
    return any(token.low == "since" for token in near) and any(token.kind == "year" for token in near)


def _one_person(reading: Reading, lows: list[str]) -> bool:
    """Whether "he" or "she" left or took it: of one person the words mostly mean something else."""
    match = reading.match
    before = match.verb.start - 1 if match.verb is not None else -1
    alone = before >= 0 and lows[before] in ("he", "she", "i")
    if match.rule.name == "control.abandon" and (alone or _head_of_state(reading)):
        return lows[match.head].startswith("fle")  # "its leader had fled the city"
    return alone and match.rule.weak and not any(token.kind == "actor" for token in reading.sentence.tokens)


def _head_of_state(reading: Reading) -> bool:
    """Whether one man of rank is told of: "President X", "its leader, X"."""
    span, tokens = reading.match.patient or reading.match.agent, reading.sentence.tokens
    if span is None:
        return False
    inside = [token.low for token in tokens[max(0, span.start - 3) : span.end]]
    return not listed("roles").isdisjoint(inside) and not {"and", "men", "troops", "forces"} & set(inside)


def _to_its_owners(reading: Reading, lows: list[str], what: str) -> bool:
    """Whether an army gives a building or land to those who own or use it: "handed over a school to the ministry"."""
    match, tokens = reading.match, reading.sentence.tokens
    if match.rule.value != "surrendered":
        return False
    if what in listed("civil_sites") and sum(token.kind == "actor" for token in tokens) < 2:
        return True
    for n in range(match.head + 1, min(len(lows) - 1, match.end + REACH)):
        if lows[n] in ("to", "for") and (n == 0 or lows[n - 1] not in ("due", "according")):
            near = tokens[n + 1 : n + 6]
            heirs = {t.low for t in near} & listed("civil_heirs")
            return bool(heirs) and not any(t.kind == "actor" or t.low in words().combatant for t in near)
    return False
