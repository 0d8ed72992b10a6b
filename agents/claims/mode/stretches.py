"""Counts of more than one event: over the months or years of a war, in many attacks, of a whole year."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import is_time
from agents.claims.language.when import When
from agents.claims.model import Token
from agents.claims.words import listed, words


def of_what_has_been(tokens: Sequence[Token], end: int) -> int:
    """Where a clause begins behind the harm that tells what a place has long been through: "in X, which has seen many
    raids in recent months"; else the end of the sentence.
    """
    for n in range(end, len(tokens) - 2):
        if tokens[n].low in ("which", "that", "where", "who") and tokens[n - 1].kind != "num":
            near = tokens[n + 1 : n + 7] if tokens[n].low == "where" else tokens[n + 1 : n + 2]
            has = next((k for k, token in enumerate(near) if token.low in words().have), -1)
            harm = listed("stems_killed") | listed("stems_injured") | {"left", "claimed", "caused", "displaced"}
            done = tokens[n + 2 + has : n + 5 + has]
            if has >= 0 and not any(token.low.startswith(tuple(harm)) for token in done):
                return n
    return len(tokens)


def since_it_began(tokens: Sequence[Token], match: Match) -> bool:
    """Whether a perfect counts up to now from the beginning of a war told far behind: "have been killed in the three
    provinces of X, Y and Z since a separatist insurgency flared in 2004".
    """
    if match.construction != "word" and (match.verb is None or match.verb.tense != "perfect"):
        return False
    first = match.end if match.construction != "word" else match.start
    since = next((n for n in range(first, len(tokens) - 2) if tokens[n].low == "since"), -1)
    if since < 0 and tokens[0].low == "since":
        since = 0  # "Since the crisis began, more than 200 have been killed"
    elif since < 0 or any(token.text in ";:" for token in tokens[first:since]):
        return False
    near = {part for token in tokens[since + 1 : since + 9] for part in token.low.split()}
    return bool(near & listed("beginnings")) and bool(
        near & (listed("wars") | listed("strife") | {"crisis", "campaign"})
    )


def goes_on_of_a_war(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it is told on of what a war has done: "the war has left 3,000 dead and forced 70,000 people to flee"."""
    for n in range(match.start - 1, 0, -1):
        if tokens[n].text in ";:":
            return False
        if tokens[n].low in ("has", "have") and tokens[n].kind == "word":
            before = {token.low for token in tokens[max(0, n - 4) : n]}
            return bool(before & listed("wars")) or (bool(before & listed("strife")) and more_than_one_event(match))
    return False


def of_years_of_war(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it is counted over the years of a war: "killed in the six years of fighting", "over a decade of war"."""
    for n in range(match.head + 1, min(len(tokens) - 2, match.head + OF_YEARS)):
        if tokens[n].text in ";:":
            return False
        if tokens[n].low in listed("long_units") and tokens[n + 1].low == "of":
            strife = any(token.low in listed("strife") for token in tokens[n + 2 : n + 5])
            if strife and any(token.low in ("in", "over", "during") for token in tokens[n - 4 : n]):
                return True
    return False


OF_YEARS = 14
"""Tokens behind harm within which the years of the war are told that brought it, at most."""


def up_to_months(match: Match, when: When | None) -> bool:
    """Whether a perfect counts over months up to now: "120 have been killed in the past six months"."""
    if when is None or when.newest or when.oldest is None or when.oldest < A_MONTH or match.verb is None:
        return False
    return match.verb.tense == "perfect" and any(word in when.text for word in ("past", "last"))


A_MONTH = 28
"""Days from which on a stretch up to now is no single event's."""


def in_a_year(match: Match, when: When | None) -> bool:
    """Whether so many are told of a whole year that no single event can have done it: "1,200 were killed last year"."""
    quantity = match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or 0) if quantity is not None else 0
    year = when is not None and (when.text.isdigit() or when.text.lower() in ("last year", "this year"))
    return year and match.rule.value in ("killed", "injured", "abducted") and figure >= OVER_A_YEAR


OVER_A_YEAR = 1_000
"""So many of a whole year are the dead of many events."""


def in_the_war(tokens: Sequence[Token], match: Match) -> bool:
    """Whether so many are told to have been harmed in the war as such: "10,000 people have been killed in the war",
    "1.9 million have been displaced by the conflict", "400 have died in Syria's civil war".
    """
    verb, quantity = match.verb, match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or 0) if quantity is not None else 0
    by_somebody = match.agent is not None and tokens[match.agent.end - 1].low not in listed("strife")
    if verb is None or by_somebody or figure < OF_A_WAR:
        return False
    perfect, many = verb.tense == "perfect", more_than_one_event(match)
    wars = listed("wars") - {"siege", "offensive"} if perfect else frozenset()
    wars |= listed("strife", "wars") if many else frozenset()
    for n in range(match.head + 1, min(len(tokens) - 2, match.head + 4)):
        if tokens[n].kind == "punct":
            return False
        if tokens[n].low in ("in", "by", "during") and not is_time(tokens, n + 1):
            noun = next((k for k in range(n + 1, min(len(tokens), n + 7)) if tokens[k].low in wars), -1)
            between = tokens[n + 1 : noun]
            return noun > 0 and all(token.kind != "punct" and token.low not in _BETWEEN for token in between)
    return False


_BETWEEN = frozenset({"in", "of", "at", "on", "near", "during", "and", "a", "an", "after", "since"})
OF_A_WAR = 100
"""So many whom "the conflict" is told to have killed or displaced, nothing dating it, are seldom one event's."""


def of_an_old_war(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the war's age stands behind the dead: "10,000 have died in the three-year-old war"."""
    near = tokens[match.end : match.end + OF_YEARS]
    return any(a.low.endswith("-year-old") and b.low in listed("wars") for a, b in pairwise(near))


def left_by_war(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it is what a war of long did that is told by the way: "a lengthy campaign that left thousands dead"."""
    people, verb = match.people, match.verb
    if people is None:
        return False
    if match.construction == "word" and people.start > 2 and tokens[people.start - 1].low == "left":
        which = people.start - 2
    elif verb is not None and match.construction == "active" and verb.tense == "past":
        which = verb.start - 1
    else:
        return False
    if which < 2 or tokens[which].low not in ("that", "which"):
        return False
    noun = which - 1 - (tokens[which - 1].text == ",")
    if tokens[noun].low not in listed("wars", "strife") | {"campaign", "crackdown"}:
        return False
    before = tokens[max(0, noun - 5) : noun]
    lasting = any(token.low.endswith(("-long", "-year", "-month")) or token.low in LASTING for token in before)
    return lasting or (people.quantity.best or people.quantity.low or 0) >= OVER_A_YEAR


LASTING = frozenset({"long", "lengthy", "protracted", "civil", "years", "decades"})
"""What says of a war that it went on for years."""


def of_many_attacks(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it is counted over many attacks: "192 people were killed in 219 terrorist incidents"."""
    for n in range(match.end, min(len(tokens) - 2, match.end + 5)):
        number = tokens[n + 1].number if tokens[n].low in ("in", "by", "during") else None
        if number is not None and (number.best or number.low or 0) >= MANY_ATTACKS:
            near = tokens[n + 2 : n + 5]
            return any(token.low in listed("the_event", "crimes_told", "attack_nouns", "incidents") for token in near)
    return False


def of_all_the_fighting(tokens: Sequence[Token], match: Match) -> bool:
    """Whether so many "have been killed as a result of the fighting" that all of it is counted, and no one battle."""
    verb, people = match.verb, match.people
    if verb is None or verb.tense != "perfect" or people is None or match.rule.value not in ("killed", "injured"):
        return False
    if (people.quantity.best or people.quantity.low or 0) < OVER_A_YEAR:
        return False
    for n in range(match.end, min(len(tokens) - 2, match.end + OF_YEARS)):
        if tokens[n].text == ";":
            return False
        if tokens[n].low in listed("brought_by") and tokens[n + 1].low in ("the", "its", "their", "this"):
            return any(token.low in listed("strife") for token in tokens[n + 2 : n + 5])
    return False


def in_thousands(match: Match) -> bool:
    """Whether "thousands have been killed", which is told of a war up to now and of none of its battles."""
    verb, people = match.verb, match.people
    if verb is None or people is None or (verb.tense != "perfect" and match.rule.value != "displaced"):
        return False
    vague = people.quantity.best is None and people.quantity.high is None
    return vague and (people.quantity.low or 0) >= IN_THOUSANDS.get(match.rule.value, 10**12)


IN_THOUSANDS = {"killed": 1_000, "displaced": 1_000_000}
"""The round count of each harm that is a war's: "thousands" of dead, "millions" who fled."""


def in_attack_after_attack(tokens: Sequence[Token], match: Match) -> bool:
    """Whether they "have been killed in repeated attacks": a count that goes on, and no one of the attacks."""
    if match.verb is None or match.verb.tense != "perfect":
        return False
    for n in range(match.end, min(len(tokens) - 2, match.end + 5)):
        if tokens[n].low in ("in", "by", "during") and tokens[n + 1].low in listed("time_and_again"):
            return any(token.low in listed("attack_nouns", "incidents") for token in tokens[n + 2 : n + 5])
    return False


MANY_ATTACKS = 10
"""Attacks of which so many are no one event."""


_UNTIL = {"between": ("and",), "from": ("to", "until", "till", "through")}


def _month_to_month(tokens: Sequence[Token], n: int) -> bool:
    """Whether "between January and June", "from January to the end of June" begins at n."""
    if tokens[n].low not in _UNTIL:
        return False
    until = _UNTIL[tokens[n].low]
    if not any(token.low in listed("months") for token in tokens[n + 1 : n + 3]):
        return False
    at = next((k for k in range(n + 2, min(len(tokens) - 1, n + 7)) if tokens[k].low in until), -1)
    return at > 0 and any(token.low in listed("months") for token in tokens[at + 1 : at + 6])


def over_months(tokens: Sequence[Token]) -> bool:
    """Whether a sentence counts over a stretch of months: "since the end of May", "between January and June"."""
    months, opens = listed("months"), listed("superlatives") | {"first", "since", "which", "that", *_UNTIL}
    for n, token in enumerate(tokens[:-2]):
        if (low := token.low) not in opens:
            continue
        after = tokens[n + 1 : n + 6]
        if low == "first" and any(t.low in ("months", "half", "quarter") for t in after[:2]) and _of_a_year(after):
            return True  # "in the first eight months of the year"
        if low == "since" and (after[0].text in ".," or any(token.low in months for token in after)):
            return True
        if _month_to_month(tokens, n):
            return True
        if low in ("which", "that") and after[0].low in listed("beginnings") and "has" in {t.low for t in tokens[n:]}:
            return True  # "the battle for X, which began in April, has now left …"
        if low in listed("superlatives") and (after[0].low in months or after[0].low in ("month", "year")):
            return True  # "its deadliest October on file", "June was the deadliest month"
    return False


def _of_a_year(after: Sequence[Token]) -> bool:
    """Whether "of the year", "of this year", "of 2010" stands among the tokens."""
    lows = [token.low for token in after]
    return "of" in lows and ("year" in lows or any(token.kind == "year" for token in after))


def more_than_one_event(match: Match) -> bool:
    """Whether as many are counted as violence, unrest or clashes "have killed" or driven out over months."""
    quantity = match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or 0) if quantity is not None else 0
    return figure >= OVER_MONTHS.get(match.rule.value, figure + 1)


OVER_MONTHS = {"killed": 1_000, "displaced": 100_000}
