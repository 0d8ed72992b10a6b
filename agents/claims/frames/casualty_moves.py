"""People on the move: who was driven from where ("forced 5,000 from their homes"), and what is no displacement."""

from collections.abc import Sequence

from agents.claims.entities.people_group import People
from agents.claims.frames.casualty_victims import people_in
from agents.claims.frames.match import Match
from agents.claims.language.clauses import clause_end
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def driven_away(tokens: Sequence[Token], k: int) -> bool:
    """Whether "into X", "across the border", "from the town" follows: driven somewhere, not mad."""
    if k >= len(tokens) or tokens[k].low not in listed("whither"):
        return False
    if any(token.low in listed("under_care") for token in tokens[k + 1 : k + 7]):
        return False  # "sending seven to Queen Mary Hospital"
    for token in tokens[k + 1 : k + 8]:
        if token.kind == "place" or token.low in listed("homes", "borders"):
            return True
        if token.kind == "punct" or token.low in ("in", "on", "at", "for", "and", "with"):
            return False
    return False


def in_or_out(tokens: Sequence[Token], rule: Rule, k: int) -> bool:
    """Whether the place that a rule needs follows: a camp, the town they "got out of", the town where they arrived."""
    if rule.needs == "refuge":
        return in_refuge(tokens, k)
    if rule.needs in ("trek", "unable"):
        return True
    if rule.needs == "town":  # "escaped X", "escaped the besieged town of X"; no "escaped poverty in X"
        the = k < len(tokens) and tokens[k].low in ("the", "their")
        town = the and any(token.low in words().place_whole for token in tokens[k + 1 : k + 4])
        return town or (k < len(tokens) and tokens[k].kind == "place")
    named = [n for n in range(k - 1, min(len(tokens), k + 3)) if tokens[n].kind == "place"]
    if rule.needs == "arrival":  # no guests of a congress: "arrived in X for the fair"
        return bool(named) and "for" not in {token.low for token in tokens[k : k + 6]}
    return bool(named) or any(t.low in words().place_whole | words().place_part for t in tokens[k : k + 3])


def comes_from(tokens: Sequence[Token], k: int) -> bool:
    """Whether "from X" follows, up to a comma: the town "received 8,000 people in a week from X"."""
    for n in range(k, min(len(tokens) - 1, k + 7)):
        if tokens[n].kind == "punct":
            return False
        if tokens[n].low == "from":
            return tokens[n + 1].kind == "place"
    return False


def in_refuge(tokens: Sequence[Token], k: int) -> bool:
    """Whether a camp or the open air follows, where nobody lives who has a home: "remain in the UN base"."""
    for token in tokens[k : k + 9]:
        if token.text in ",;.":
            return False
        if token.low in listed("refuges"):
            return True
    return False


def dwellers(tokens: Sequence[Token], people: People) -> bool:
    """Whether they are people of a place, and no travellers, fans or recruits."""
    inside = tokens[people.start : people.end]
    last = inside[-1]
    if last.kind == "word" and last.capital and last.low not in words().people:
        return True  # "123,600 Rohingya", "215,000 Chechens"
    return all(t.kind == "num" for t in inside) or any(t.low in listed("dwellers") for t in inside)


def many_civilians(people: People) -> bool:
    """Whether so many civilians are told of that their leaving is no journey."""
    quantity = people.quantity
    least = max(quantity.low or 0, quantity.best or 0, quantity.high or 0)
    if any(word in people.text.lower().split() for word in listed("households")):
        least *= 5
    return people.counted and people.status != "combatant" and least >= 1000


def flees_from_home(tokens: Sequence[Token], k: int) -> bool:
    """Whether "flee" tells of displacement: homes, fighting or a place follow, or nothing at all."""
    stop = clause_end(tokens, k, 12)
    following = tokens[k:stop]
    if any(token.low in listed("fled_in_peace") for token in following):
        return False  # "fled the heat of the city"
    if (
        not following
        or following[0].kind == "punct"
        or following[0].capital
        or following[0].low in listed("after_flight")
    ):
        return True
    if (
        following[0].low in ("to", "into", "towards", "toward", "from")
        and len(following) > 1
        and following[1].kind == "word"
    ):
        wilds = listed("wilds", "refuges")
        named = following[1].capital and following[1].low not in listed("weekdays")
        if named or any(token.low in wilds for token in following[1:5]):
            return True  # "fled to Zam Zam", "into the hills"
    crossed = following[0].low in ("across", "over") and any(token.low in listed("borders") for token in following)
    return crossed or any(t.kind in ("place", "actor") or t.low in listed("homes") for t in following)


def on_the_move(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "80,000 inhabitants were on the move", "are on the run": so many dwellers as leave no peaceful place."""
    at = i - 3 if tokens[i - 1].low == "the" else -1
    if at < 1 or tokens[i - 2].low != "on" or tokens[at].low not in words().be:
        return None
    group = verb_group(tokens, at, frozenset({"past", "pp"}))
    people = people_in(tokens, subject(tokens, group.start))
    if people is None or not (many_civilians(people) and dwellers(tokens, people)):
        return None
    return Match(rule, i, people.start, i + 1, "word", people=people)


def rest_of_fighters(tokens: Sequence[Token], people: People) -> bool:
    """Whether "others", "the rest" are those of the fighters told of before: "killed four rebels; others fled"."""
    counted = people.quantity.best or people.quantity.low or people.quantity.high
    if counted or tokens[people.end - 1].low not in ("others", "rest"):
        return False
    for n in range(people.start - 1, -1, -1):
        token = tokens[n]
        if token.low in words().combatant or (token.kind == "actor" and n and tokens[n - 1].kind == "num"):
            return True
        if token.low in words().people:
            return False
    return False
