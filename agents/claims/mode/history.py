"""What is told as known, past or adding up: "in 2003", "had earlier fallen", "since 2011"."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from agents.claims.frames.match import Match
from agents.claims.frames.motives import motive
from agents.claims.language.spelled import UNITS
from agents.claims.language.when import When
from agents.claims.mode.past_marks import long_after
from agents.claims.mode.stretches import (
    goes_on_of_a_war,
    in_a_year,
    in_attack_after_attack,
    in_the_war,
    left_by_war,
    more_than_one_event,
    of_all_the_fighting,
    of_an_old_war,
    of_many_attacks,
    of_what_has_been,
    of_years_of_war,
    over_months,
    since_it_began,
    up_to_months,
)
from agents.claims.model import Sentence, Token
from agents.claims.words import listed, words


def presupposed(tokens: Sequence[Token], match: Match, sentence: Sentence) -> bool:
    """Whether it is told as what came before: pluperfect, "previous", "earlier", or a noun ("after the fall of X")."""
    verb = match.verb
    pluperfect = verb is not None and verb.tense == "pluperfect" and not _backshifted(tokens, verb.start)
    if pluperfect and not _by_then(tokens):
        return True
    if before_that(tokens, match) is not None or motive(tokens, match):
        return True
    if verb is not None and verb.form == "gerund" and verb.passive and match.rule.kind == "location_fall":
        return True  # "despite being ousted from X, the group goes on attacking"
    around = {token.low for token in tokens[max(0, match.start - 4) : match.head]}
    if around & listed("before_now"):
        return True
    announced = any(token.low in listed("announcing") for token in tokens[max(0, match.start - 5) : match.start])
    nominal = match.construction == "listed" or (match.construction == "nominal" and not announced)
    return nominal and match.rule.kind == "location_fall" and sentence.block != "title"


def _by_then(tokens: Sequence[Token]) -> bool:
    """Whether it had come about by an hour of the day told: "by nightfall, rebels had taken X"."""
    return any(a.low == "by" and b.low in listed("times_of_day") for a, b in pairwise(tokens))


def known_by_it(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it only says who somebody is: "the general who took X", "relatives of 12 miners killed in X"."""
    people, verb = match.people, match.verb
    if people is not None:
        of = next((n for n in range(people.start - 1, max(0, people.start - 3), -1) if tokens[n].low == "of"), 0)
        bereaved = of > 0 and tokens[of - 1].low in listed("the_bereaved") and people.end <= match.head
        return bereaved or _where(tokens, match)
    if verb is None or verb.start < 3 or tokens[verb.start - 1].low not in ("who", "that", "which"):
        return False
    head = verb.start - 2
    told = any(token.low in words().determiners for token in tokens[max(0, head - 2) : head])
    return told and tokens[head].low in listed("men_and_units")


def _where(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it only says what a place is known for: "the market, where 68 people died in one minute, sells plums"."""
    start = min(match.start, match.people.start) if match.people is not None else match.start
    if start < 3 or tokens[start - 1].low != "where" or tokens[start - 2].text != ",":
        return False
    close = next((n for n in range(match.end, len(tokens) - 1) if tokens[n].text == ","), -1)
    after = tokens[close + 1].low if close > 0 else ""
    return after in ("is", "are") or (after.endswith("s") and after not in words().be | words().pronouns)


def over_and_over(tokens: Sequence[Token], match: Match) -> str:
    """The "twice" of "took X twice and lost it twice": no one day's news; or ""."""
    if match.rule.kind != "location_fall" or match.verb is None or match.verb.tense != "past":
        return ""
    if match.rule.name == "control.trade-hands":
        return ""  # "changed hands twice and is now held by X" tells whose it is now
    after = tokens[match.end : match.end + 2]
    times = len(after) == 2 and after[0].kind == "num" and after[1].low == "times"
    return after[0].text if after and (times or after[0].low in ("twice", "thrice")) else ""


def since_long(sentence: Sentence, match: Match) -> bool:
    """Whether so many "have died" in the years since: "fifty years after the first climb, 175 have died"."""
    if match.verb is None or match.verb.tense != "perfect" or match.rule.value not in ("killed", "injured"):
        return False
    return long_after(sentence.text) is not None


def let_go(tokens: Sequence[Token], match: Match) -> bool:
    """Whether those who were taken are told of as free again: "freed 20 girls abducted from X", "two men kidnapped in X
    have been released". When they were taken is another day.
    """
    people = match.people
    if match.rule.value != "abducted" or people is None or match.construction == "active":
        return False
    before = {token.low for token in tokens[max(0, people.start - 3) : people.start]}
    if before & listed("freeing"):
        return True
    be = words().be | words().have
    return any(
        tokens[n].low == "escaped" or (tokens[n].low in listed("freeing") and tokens[n - 1].low in be)
        for n in range(match.head + 1, min(len(tokens), match.head + 16))
    )


_UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "hour": 0}
FEW = 3
"""How many "days after" and "several weeks after" stand for."""


def before_that(tokens: Sequence[Token], match: Match) -> int | None:
    """How many days before what the sentence tells first it was: "two weeks after the army had taken it", "a day after
    losing X"; null where it is not told so.
    """
    left = min(match.start, match.head) if match.verb is None else match.verb.start
    if match.people is not None and match.people.end <= left:
        left = match.people.start  # "days after 18 officers, eight of them policemen, were killed"
    reach = 9
    if match.verb is not None and match.verb.form == "gerund" and left > 1 and tokens[left - 1].text == ",":
        left, reach = left - 2, 16  # "a week after a bomber struck a crossing in X, killing 29"
    n, last = left + 1, max(0, left - reach)
    while (n := n - 1) > last:
        if tokens[n].text == "," and (opens := _aside_before(tokens, n)) > 0:
            n, last = opens, max(0, last - n + opens)  # "a month after the capital, also called X, fell"
        if tokens[n].text in ",;.":
            return None
        if tokens[n].low in ("after", "since") and tokens[n - 1].low in listed("units_of_time"):
            return _UNIT_DAYS.get(tokens[n - 1].low.removesuffix("s"), 1) * _how_many(tokens, n - 2)
    return None


def _aside_before(tokens: Sequence[Token], close: int) -> int:
    """The position before the aside that the comma at ``close`` ends right before a verb; 0 for none."""
    if tokens[close + 1].low not in words().verbs | words().auxiliaries:
        return 0
    for n in range(close - 1, max(0, close - 8), -1):
        if tokens[n].text == ",":
            return n - 1
        if tokens[n].low in words().verbs - {"called"} or tokens[n].kind == "punct":
            return 0
    return 0


def _how_many(tokens: Sequence[Token], n: int) -> int:
    """The count before a unit of time."""
    if n < 0:
        return FEW
    if tokens[n].low in ("a", "an", "one", "the"):
        return 1
    number = tokens[n].number
    if number is not None and number.best is not None:
        return number.best
    return UNITS.get(tokens[n].low, FEW)


def _backshifted(tokens: Sequence[Token], start: int) -> bool:
    """Whether a pluperfect is only reported speech ("said it had taken X"): said of now, not of before."""
    for n in range(start - 1, max(-1, start - 24), -1):
        if tokens[n].text in ";?!:":
            return False
        if tokens[n].low in listed("said_so"):
            return True
    return False


def cumulative(tokens: Sequence[Token], match: Match, when: When | None) -> bool:
    """Whether the count is a running toll: "since 2011", "so far", "in the six-year war", "in the past month"."""
    if match.rule.kind != "casualty":
        return False
    apart = of_what_has_been(tokens, match.end)
    lows = [token.low for token in tokens[max(0, match.start - 14) : min(apart, match.end + 16)]]
    text = " ".join(lows)
    since = any(token.low == "since" for token in tokens)
    if since and (_since_another(tokens, match) or _since_the_raid(tokens)):
        return False  # "the worst attack since that in X, when 16 died": the sixteen of one attack
    fled = match.rule.value == "displaced" and when is not None and when.since
    days = fled and when is not None and when.oldest is not None and when.oldest <= A_FEW
    days = days or (when is not None and when.oldest is not None and when.oldest <= 1)  # "since last night"
    if (when is not None and when.since and not days) or over_months(tokens):
        return True
    if (
        of_many_attacks(tokens, match)
        or in_attack_after_attack(tokens, match)
        or of_all_the_fighting(tokens, match)
        or up_to_months(match, when)
        or in_a_year(match, when)
        or _of_many_events(match)
        or of_years_of_war(tokens, match)
        or left_by_war(tokens, match)
        or up_to_now(tokens, match)
        or (when is None and in_the_war(tokens, match))
    ):
        return True
    years = ("-year" in text or "-month" in text) and any(low.endswith(("-year", "-month")) for low in lows)
    years = years or of_an_old_war(tokens, match)
    war = not listed("wars").isdisjoint(lows) and (years or "since" in lows)
    began = "since" in lows and not listed("beginnings").isdisjoint(lows[lows.index("since") :])
    began = began or since_it_began(tokens, match)
    perfect = match.construction == "word" or (match.verb is not None and match.verb.tense == "perfect")
    perfect = perfect or _goes_on_of_perfect(tokens, match)
    said = set(lows)
    far = [phrase for first, phrase in _phrases(listed("this_far")) if first in said and phrase in text]
    if perfect and far and not of_the_year(tokens) and not (far == ["so far"] and _still_counting(lows)):
        return True  # "3,600 people have been killed this year"
    days = when is not None and not when.since and when.oldest is not None and when.oldest <= A_FEW
    lately = "over the past" if days else ""  # "over the past two days": one event's
    so_far = any(first in said and phrase in text and phrase != lately for first, phrase in _phrases(listed("so_far")))
    return war or began or so_far or by_war(tokens, match) or goes_on_of_a_war(tokens, match)


@cache
def _phrases(told: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The phrases of a list, each behind its first word."""
    return tuple((phrase.split(" ")[0], phrase) for phrase in sorted(told))


def _still_counting(lows: Sequence[str]) -> bool:
    """Whether "so far" is said of the dead of one event, who are still being found: "so far 25 bodies were found"."""
    if not listed("wars", "fights").isdisjoint(lows):
        return False
    one = any(a == "the" and b in listed("one_disaster") for a, b in pairwise(lows))
    return one or not listed("still_found").isdisjoint(lows)


def _goes_on_of_perfect(tokens: Sequence[Token], match: Match) -> bool:
    """Whether a participle goes on from a perfect: "750 people have so far been killed and | thousands injured"."""
    people = match.people
    if match.verb is None or not match.verb.bare_participle or people is None or people.start < 3:
        return False
    if tokens[people.start - 1].low != "and" or people.start > match.head:
        return False
    before = [token.low for token in tokens[max(0, people.start - 8) : people.start - 1]]
    return "been" in before and not words().have.isdisjoint(before)


A_FEW = 6
"""Days since which those who fled are still those of one event: "16,000 have driven east since Thursday"."""
MANY = 15_000
"""So many killed are seldom the dead of one event."""


def of_the_year(tokens: Sequence[Token]) -> bool:
    """Whether "this year" only says among what an event is the worst: "the deadliest storm to hit X this year"."""
    year = next((n for n, t in enumerate(tokens[:-1]) if t.low == "this" and tokens[n + 1].low == "year"), -1)
    return year > 0 and any(token.low in listed("superlatives") for token in tokens[max(0, year - 8) : year])


def up_to_now(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the deaths are all that a war or a group has caused: "the conflict has resulted in 900 deaths", "the LTTE
    has been responsible for the deaths of 1,200 soldiers".
    """
    if match.construction != "nominal" or match.people is None or not match.people.counted:
        return False
    first = min(match.start, match.people.start)
    before = [token.low for token in tokens[max(0, first - 7) : first]]
    has = next((n for n in range(len(before) - 1, -1, -1) if before[n] in words().have), -1)
    if has < 0 or not listed("has_caused") & set(before[has:]):
        return False
    at = first - len(before) + has
    answers = "responsible" in before[has:]
    return answers or any(token.low in listed("wars") | {"violence"} for token in tokens[max(0, at - 6) : at])


def _of_many_events(match: Match) -> bool:
    """Whether more are counted as killed than one event kills: a war's toll."""
    quantity = match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or 0) if quantity is not None else 0
    up_to_now = match.construction == "word" or (match.verb is not None and match.verb.tense == "perfect")
    return match.rule.value == "killed" and figure >= MANY and up_to_now


def _since_the_raid(tokens: Sequence[Token]) -> bool:
    """Whether "since" only names the attack itself: "eleven soldiers have been killed since Tuesday's raid"."""
    since = next((n for n, token in enumerate(tokens) if token.low == "since"), -1)
    return since >= 0 and any(token.low in listed("one_attack") for token in tokens[since + 1 : since + 4])


def _since_another(tokens: Sequence[Token], match: Match) -> bool:
    """Whether "since" only dates another event: its own clause begins with "when", or "the deadliest night since …"."""
    at = next((n for n in range(match.start - 1, max(-1, match.start - 16), -1) if tokens[n].low == "since"), -1)
    when = next((n for n in range(at + 1, match.start) if tokens[n].low in ("when", ":")), -1) if at >= 0 else -1
    if when >= 0 and not any(token.text == "," for token in tokens[when : match.start]):
        return True
    behind = next((n for n in range(match.end, min(len(tokens), match.end + 16)) if tokens[n].low == "since"), -1)
    return behind >= 0 and any(token.low in listed("superlatives") for token in tokens[match.end : behind])


def by_war(tokens: Sequence[Token], match: Match) -> bool:
    """Whether it is the war itself that "has killed" so many."""
    verb, agent = match.verb, match.agent
    if match.construction == "word" and match.people is not None and match.people.start > 3:
        left = match.people.start - 1
        has = any(token.low in ("has", "have") for token in tokens[max(0, left - 3) : left])
        wars = any(token.low in listed("wars") for token in tokens[max(0, left - 6) : left])
        return tokens[left].low == "left" and has and wars  # "the conflict has left 20,000 people dead"
    if verb is None or agent is None or verb.tense not in ("perfect", "pluperfect") or match.construction != "active":
        return False
    head = tokens[agent.end - 1].low
    wars = any(token.low in listed("wars") for token in tokens[agent.start : agent.end])
    wars = wars or (head in listed("strife") and more_than_one_event(match))
    return wars or (head in ("which", "that", "violence", "fighting") and wars_before(tokens, agent.start))


def wars_before(tokens: Sequence[Token], start: int) -> bool:
    """Whether a war, an uprising or an offensive is named shortly before ``start``: "a war that has killed …"."""
    return any(token.low in listed("wars") | {"offensive"} for token in tokens[max(0, start - 12) : start + 1])
