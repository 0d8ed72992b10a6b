"""Places that a sentence names and where its event was not: a speaker's, another clause's, the hospital's."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.frames.match import Match
from agents.claims.model import Token
from agents.claims.scene.only_near import NEAR_BY
from agents.claims.words import listed, mode_words, words


def treated_at(tokens: Sequence[Token], match: Match, n: int) -> bool:
    """Whether the place phrase at n is only where the victims were brought or counted: "a morgue in X", "a hospital".

    A hospital that was struck is the place itself.
    """
    if not any(token.low in listed("wards") for token in tokens[max(0, n - 2) : n + 7]):
        return False
    if any(
        tokens[k].low == "in" and tokens[k + 1].low == "hospital"
        for k in range(max(0, n - 2), min(n + 1, len(tokens) - 1))
    ):
        return True  # "died in hospital in X"
    at = n + (tokens[n].low in ("in", "at"))
    lay = match.rule.name == "casualty.die" and tokens[at - 1].low in ("in", "at")
    if lay and any(token.low in ("hospitals", "clinics") for token in tokens[at + 1 : at + 2]):
        return True  # "died in X hospitals"
    if any(token.low == "condition" for token in tokens[max(0, n - 3) : n]):
        return True  # "is in a critical condition in X Hospital"
    struck = n and (tokens[n - 1].low in listed("events", "attack_nouns", "strikes_at"))
    if struck or tokens[n].low in listed("strikes_at"):
        return False
    return match.rule.value == "injured" or any(token.low in listed("treating") for token in tokens)


def brought_in(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is only that of the ward to which the wounded were brought: "flown to X hospital"."""
    for k in range(n - 1, max(-1, n - 9), -1):
        if tokens[k].low == "to":
            moved = any(t.low in listed("brought_away", "taken_in") for t in tokens[max(0, k - 4) : k])
            return moved and any(t.low in listed("wards") for t in tokens[k + 1 : n + 3])
        # "who are treated at X", "in critical condition at X"
        treated = tokens[k].low in ("at", "in") and tokens[k - 1].low in listed("treated") | {"condition"}
        if treated or tokens[k].text in ",;:" or tokens[k].low in words().auxiliaries:
            return treated
    return False


def officials(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is only that of an office: "the X county commissioner", "mayor of X"."""
    before, after = tokens[max(0, n - 3) : n], tokens[n + 1 : n + 3]
    held = any(t.low == "of" for t in before[1:]) and any(t.low in listed("local_offices") for t in before)
    return held or any(t.low in listed("local_offices") - {"hospital", "clinic"} for t in after)


def his_ward(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is only the hospital of whoever speaks: "a doctor at X hospital confirmed"."""
    k = n - 1
    while k > 0 and tokens[k].kind == "word" and (tokens[k].capital or tokens[k].low in words().determiners):
        k -= 1
    ruled = k > 0 and tokens[k].low in ("at", "of", "from", "in", "for")
    staff = ruled and any(token.low in listed("of_a_ward") for token in tokens[max(0, k - 2) : k])
    return staff and any(token.low.rpartition(" ")[2] in listed("wards") for token in tokens[n : n + 2])


def talks_there(tokens: Sequence[Token], n: int) -> bool:
    """Whether only talks are held at the place at n: "a bloody week, amid peace talks in X"."""
    return n > 1 and tokens[n].low in ("in", "at") and tokens[n - 1].low in listed("talks_held")


def still_to_come(tokens: Sequence[Token], end: int, n: int) -> bool:
    """Whether the place at n is only where somebody means to go behind the harm: "and vowed to march on X"."""
    if n <= end:
        return False
    future = mode_words().governors
    for k in range(n - 1, max(end, n - 6), -1):
        if tokens[k].kind == "punct":
            return False
        if tokens[k].low == "to" and future.get(tokens[k - 1].low) == "future":
            return tokens[k + 1].low in listed("marching")
    return False


def whence_they_came(tokens: Sequence[Token], end: int, n: int) -> bool:
    """Whether the place at n is only where those harmed had come from: "people who had returned from a camp in X"."""
    for k in range(n - 1, max(end, n - 12), -1):
        if tokens[k].kind == "punct":
            return False
        if tokens[k].low == "from":
            before = [token.low for token in tokens[max(end, k - 5) : k]]
            return "who" in before and before[-1] in listed("came_from")
    return False


def laid_out(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is only that of a morgue: "66 bodies were counted at the X morgue"."""
    return n >= 0 and any(t.low in listed("morgues") for t in tokens[max(0, n - 4) : n + 3])


def clause_before(tokens: Sequence[Token], n: int, start: int) -> bool:
    """Whether the place at n stands in another clause: "families were stuck at X, and 80,000 people have fled"."""
    parted = any(tokens[k].text in ",;" and tokens[k + 1].low in ("and", "but") for k in range(n, start - 1))
    parted = parted or any(tokens[k].low in ("while", "whilst", "whereas") for k in range(n, start))
    if parted and any(token.low in words().auxiliaries for token in tokens[max(0, n - 8) : n]):
        return True
    mark = next((k for k in range(start - 1, n, -1) if tokens[k].text == ";"), -1)  # "…; a third attack, in X, left"
    return mark > 0 and any(t.place is not None and t.place.feature != "country" for t in tokens[mark:start])


def other_clause(tokens: Sequence[Token], start: int, n: int) -> bool:
    """Whether a clause with a subject of its own begins between: ", and supporters in X warn …"."""
    if any(tokens[k].text == ";" for k in range(start, n)):
        return True
    for k in range(start, n - 1):
        if tokens[k].low == "and" and tokens[k + 1].text == "," and tokens[k + 2].low in listed("in"):
            return True  # "… and, in a separate assault on X, 15 soldiers"
        if tokens[k].low == "and" and tokens[k + 1].low in listed("sent_away") and tokens[n].low not in ("in", "at"):
            return True  # "left 60 dead and sent 20,000 fleeing over X"
        if tokens[k].text in (",", ";") and tokens[k + 1].low in ("and", "but", "while"):
            after = tokens[k + 2].low if k + 2 < len(tokens) else ""
            if _more_harmed(tokens, k + 2, n):
                continue
            if not after.endswith(("ing", "ed")) and after not in ("in", "at", "near"):
                return True
        if tokens[k].low == "and" and any(token.low == "left" for token in tokens[n + 1 : n + 5]):
            return True  # "killing two in X and an operation in Y on Friday left two dead"
        if tokens[k].low == "and" and tokens[k + 1].low in listed("said_so"):
            return True  # "and said that they would be buried in X"
    return False


def _more_harmed(tokens: Sequence[Token], start: int, n: int) -> bool:
    """Whether the clause up to n only counts more of the same harm: ", and up to 30 others were injured in X"."""
    some = ("several", "many", "dozens", "scores", "others")
    counted = any(t.kind == "num" or t.low in some for t in tokens[start : start + 4])
    told = ("was", "were", "others", "several", "many")
    harmed = any((a.low in told or a.kind == "num") and b.low in listed("harmed") for a, b in pairwise(tokens[start:n]))
    return counted and harmed and not any(t.text in ",;" for t in tokens[start:n])


def told_besides(tokens: Sequence[Token], start: int, n: int) -> bool:
    """Whether what somebody says besides holds the place at n: ", and survivors spoke of killings near X"."""
    for k in range(start, n - 1):
        if tokens[k].low == "and" and tokens[k + 1].low in listed("said_so"):
            return True  # "and said that they would be buried in X"
        if tokens[k].low == "of" and tokens[k - 1].low in listed("speaks_of"):
            return True
    return False


def speaker_region(tokens: Sequence[Token], match: Match) -> range:
    """Tokens of an attribution (", officials in X told Y", "the command in X said"): no place of the event."""
    for n in range(match.start - 1, max(-1, match.start - 30), -1):
        if tokens[n].kind == "word" and tokens[n].low in listed("said_so") | {"put", "puts", "say"}:
            start = n - 1 - (tokens[n - 1].text == ",")  # "Ana Ruiz, a doctor at X hospital, confirmed"
            while start >= 0 and tokens[start].text not in ".;,:" and n - start < 12:
                start -= 1
            speaking = tokens[start + 1 : n]
            if any(t.low in ("in", "at", "from") for t in speaking) and not any(
                t.low in words().auxiliaries for t in speaking
            ):
                return range(start + 1, n)
            break
    for n in range(match.end, len(tokens)):
        if tokens[n].text == "," and any(t.low in listed("attributing") for t in tokens[n + 1 : n + 14]):
            between = list(tokens[n + 1 : n + 14])
            verb = next(i for i, t in enumerate(between) if t.low in listed("attributing"))
            if not any(t.low in words().auxiliaries or t.text == "," for t in between[:verb]):
                return range(n, len(tokens))
    return range(0)


def speaks_there(tokens: Sequence[Token], n: int, *, seats: bool = True) -> bool:
    """Whether the preposition at n only says where a speaker is: "said in X", "who lives in X".

    seats: also behind a noun of those who speak ("the radio at X").
    """
    if n < 1 or tokens[n].kind != "word":
        return False
    before, further = tokens[n - 1].low, tokens[n - 2].low if n > 1 else ""
    if before == "," and _apposed_seat(tokens, n):
        return True
    if accuses_there(tokens, n):
        return True
    if tokens[n].low in ("of", "from", "in") and before in listed("natives"):
        return True  # "Ali Khan, a resident of X, was killed"
    if before in listed("seats_of_power"):
        return seats and not _attacked(tokens, n)  # "the government in X has kept silent"
    if before == "command" and further in ("high", "supreme", "general"):
        return True
    if before in listed("said_so"):
        told = listed("counted_nouns", "harm_predicates") | words().auxiliaries
        return further not in told  # but "were reported in X", "12 deaths reported in X"
    if tokens[n].low in ("in", "at") and any(t.low in ("told", "telling") for t in tokens[max(0, n - 4) : n - 1]):
        return True  # "told AFP in X", "told a news conference in X"
    return before in listed("resides")  # "who lives in X"


def _attacked(tokens: Sequence[Token], n: int) -> bool:
    """Whether the seat before n is what was struck: "in attacks on the force (SF) headquarters in X"."""
    return any(
        tokens[k].low in listed("attack_nouns") and tokens[k + 1].low in ("on", "at", "against")
        for k in range(max(0, n - 10), n - 1)
    )


def _apposed_seat(tokens: Sequence[Token], n: int) -> bool:
    """Whether commas set off where a speaker sits: "Fretilin, in X, speaks of over a hundred"."""
    comma = next((k for k in range(n + 2, min(len(tokens) - 1, n + 5)) if tokens[k].text == ","), -1)
    return comma > 0 and tokens[comma + 1].low in listed("said_so", "speaks_of", "rulers_say")


def accuses_there(tokens: Sequence[Token], n: int) -> bool:
    """Whether the preposition at n says where those sit who speak for a state: "the general staff in X accuses"."""
    if n < 1 or tokens[n].low not in ("in", "at") or tokens[n - 1].low not in listed("state_seats"):
        return False
    after = next((k for k in range(n + 1, min(len(tokens), n + 4)) if tokens[k].kind != "place"), len(tokens))
    if after < len(tokens) and tokens[after].low in words().auxiliaries | words().adverbs:
        after += 1
    silent = any(t.low in ("silent", "mum") for t in tokens[after : after + 3])  # "has kept silent"
    return silent or (after < len(tokens) and tokens[after].low in listed("said_so", "rulers_say"))


def fires_from(tokens: Sequence[Token], match: Match | None, n: int) -> bool:
    """Whether the preposition at n says where the doers are: "by a shell fired by rebels positioned in X"."""
    if (
        n > 1
        and tokens[n].low in ("from", "on")
        and tokens[n - 1].low in listed("not_hit")
        and tokens[n].kind == "word"
    ):
        return True  # "missiles fired from X", "an attack that it blamed on X"
    if n < 2 or tokens[n - 1].low not in listed("stationed"):
        return False
    if match is not None and match.people is not None and match.people.start <= n <= match.people.end + 3:
        return False
    doers = tokens[max(0, n - 5) : n - 1]
    return any(t.kind == "actor" or t.low in listed("armed") for t in doers)


def aside(tokens: Sequence[Token], head: int, n: int) -> bool:
    """Whether the place at n stands in an aside about something else: "the group (outlawed in X) killed 35"."""
    if _lies_from(tokens, n):
        return True
    opened = next((k for k in range(n, max(-1, n - 10), -1) if tokens[k].text in "()"), -1)
    if opened < 0 or tokens[opened].text != "(":
        return False
    closed = next((k for k in range(n, min(len(tokens), n + 10)) if tokens[k].text == ")"), -1)
    barred = tokens[opened + 1].low in listed("outlawed") if opened + 1 < len(tokens) else False
    return barred and not opened < head < closed


FROM = 14
"""Tokens of "a village about 90 kilometres (55 miles) west of the city of Y", at most."""


def _lies_from(tokens: Sequence[Token], n: int) -> bool:
    """Whether commas set off from where the place before them lies: the Y of "in X, just north of the city of Y, "."""
    opened = next((k for k in range(n, max(0, n - FROM), -1) if tokens[k].text == ","), 0)
    if opened < 1 or not any(t.place is not None for t in tokens[max(0, opened - 2) : opened]):
        return False
    if not any(t.low in words().direction or t.low in listed("distances") for t in tokens[opened + 1 : n]):
        return False
    closed = next((k for k in range(n + 1, min(len(tokens), n + 10)) if tokens[k].text in ",.;"), -1)
    return closed > 0 and tokens[closed].text == ","


def of_another_attack(tokens: Sequence[Token], n: int) -> bool:
    """Whether the preposition at n says where an attack was that only led to this one: "in response to a raid in X",
    "suspected of the bombing in X".
    """
    for k in range(n - 1, max(0, n - 10), -1):
        if tokens[k].text in ",;." or tokens[k].low in words().be:
            return False
        answered = tokens[k].low in listed("answers_to") and tokens[k - 1].low == "in"
        if answered or (tokens[k].low in listed("suspected_of") and tokens[k + 1].low in ("of", "for", "in")):
            return True
    return False


def in_relative(tokens: Sequence[Token], head: int, n: int) -> bool:
    """Whether the place at n stands in a clause about another place: "in X, where they drove the police from Y, 60"."""
    begin = next((k for k in range(n, max(0, n - 14), -1) if tokens[k].low in ("where", "which", "whose")), 0)
    if begin < 2 or tokens[begin - 1].text != ",":
        return False
    here = tokens[begin - 2].place is not None
    return here and any(tokens[k].text == "," for k in range(n, head))


def far_off(tokens: Sequence[Token], n: int) -> bool:
    """Whether something only lies a long way from the place at n: "125 miles northeast of X"."""
    while n > 4 and tokens[n - 1].low in ("the", "capital", "city", "town"):
        n -= 1
    if n < 4 or tokens[n - 1].low not in ("of", "from"):
        return False
    k = n - 2 - (tokens[n - 2].low in words().direction)
    if tokens[k].text == ")":  # "600 kilometers (370 miles) north of X"
        opened = next((m for m in range(k - 1, max(1, k - 6), -1) if tokens[m].text == "("), k)
        k = opened - 1
    figure = tokens[k - 1].text.replace(",", "")
    return tokens[k].low in listed("units_of_way") and figure.isdigit() and int(figure) > NEAR_BY


_SOME = frozenset(
    {"particularly", "especially", "most", "mostly", "mainly", "largely", "them", "whom", "including", "among"}
)
"""One of these stands where only some are told to be at a place."""


def of_some(tokens: Sequence[Token], end: int, n: int) -> bool:
    """Whether the place at n is only that of some of those counted: "killed 33, including 12 in X"."""
    if n < end or _SOME.isdisjoint(token.low for token in tokens[end : n + 1]):
        return False
    if n > end and any(token.low in ("particularly", "especially") for token in tokens[max(end, n - 2) : n]):
        return True  # "192 have died in X, particularly in Y"
    most = tokens[n - 1].low in ("most", "mostly", "mainly", "largely") or [t.low for t in tokens[n - 3 : n]] == [
        "most",
        "of",
        "them",
    ]
    them = [t.low for t in tokens[n - 2 : n]] == ["of", "them"] and tokens[n - 3].kind == "num"
    if n > end + 1 and (most or them):
        return True  # "killed 400 in raids this year, most in X"
    if any(tokens[k].low == "of" and tokens[k + 1].low == "whom" for k in range(end, n)):
        return True  # "killed 190 men, 66 of whom died along X"
    begin = next((k for k in range(n, max(end - 1, n - 7), -1) if tokens[k].low in ("including", "among")), -1)
    if begin < 0:
        return False
    counted = begin + 1 < n and tokens[begin + 1].kind == "num"  # "including 12 dead (and 30 wounded) in X"
    harmed = any(t.low in ("dead", "killed", "wounded", "injured") for t in tokens[begin + 1 : n])
    return tokens[n - 1].kind == "num" or (counted and harmed and all(t.text != "," for t in tokens[begin:n]))


def so_far_from(tokens: Sequence[Token], n: int) -> bool:
    """Whether "of" at n only says how far a place told before it lies: "in X, about 30 miles (50 km) north of Y"."""
    if n < 3 or tokens[n].low != "of" or tokens[n - 1].low not in words().direction:
        return False
    units = listed("distances") - {"outside"}
    at = next((k for k in range(max(1, n - 9), n - 1) if tokens[k].low in units), 0)
    return at > 0 and any(tokens[k].place is not None for k in range(max(0, at - 10), at))
