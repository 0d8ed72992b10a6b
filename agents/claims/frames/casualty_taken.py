"""Harm told in two steps, "dragged from bed and shot", and in a headline's list: "six labourers, doctor shot"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.language.asides import opener
from agents.claims.language.noun_phrases import is_time, phrase_start
from agents.claims.language.tokens import text_of
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.words import listed, words

REACH = 14
"""Tokens before "and shot" in which people are taken."""
DESCRIBED = 18
"""Tokens from a count to the "and" behind what is told of those counted, at most."""
ASIDE = 24
"""Tokens between the commas of an aside, at most."""


def taken_before(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether "were pulled from their car and shot", "lined up six men and shot them" is told: they were executed."""
    n = group.start - 1
    if n < 2 or tokens[n].low not in ("and", "then") or not _done_for(tokens, group.head + 1):
        return False
    for k in range(n - 1, max(-1, n - REACH), -1):
        if tokens[k].text in ".;:?!" or tokens[k].low in words().relatives:
            return False
        if tokens[k].low in listed("before_a_shot"):
            return True
    return False


def _done_for(tokens: Sequence[Token], k: int) -> bool:
    """Whether what follows tells no wound, film or aim: no "shot in the leg", "shot at", "shot a video"."""
    after = tokens[k].low if k < len(tokens) else "."
    if after == "at":
        return k + 1 < len(tokens) and (tokens[k + 1].kind == "place" or tokens[k + 1].low in ("the", "a", "dawn"))
    limbs = {token.low for token in tokens[k : k + 4]} & {"leg", "legs", "arm", "foot", "knee", "shoulder", "wounded"}
    return not limbs and (
        after in ("them", "all", "in", "near", "by", "on", "outside", "before", "one") or after in ".,;"
    )


def with_another(tokens: Sequence[Token], group: VerbGroup, k: int) -> bool:
    """Whether two ways of killing are told in one, "shot or burned 22", "burned or shot", and neither was survived."""
    ways = listed("ways_to_kill")
    if k + 1 >= len(tokens) or tokens[k].low not in ("or", "and") or tokens[k + 1].low not in ways:
        return False
    dead = {token.low for token in tokens[k + 2 : k + 4]} & {"dead", "death"}
    return bool(dead) or {tokens[group.head].low, tokens[k + 1].low} != {"shot", "stabbed"}


def with_the_list(tokens: Sequence[Token], people: People) -> People:
    """The seven of a headline's "six labourers, doctor shot dead": its comma stands for an "and"."""
    k = people.start - 1
    lone = people.end == people.start + 1 and not people.counted and people.quantity.best == 1
    if k < 2 or not lone or tokens[k].text != "," or tokens[people.start].capital:
        return people
    start = phrase_start(tokens, k - 1)[0]
    first = people_phrase(tokens, start, stop=k)
    if first is None or not first.counted or first.end != k or first.quantity.zero:
        return people
    q = first.quantity
    low, best, high = (None if bound is None else bound + 1 for bound in (q.low, q.best, q.high))
    text = text_of(tokens, start, people.end)
    status = first.status if first.status == people.status else "mixed"
    return replace(
        people,
        quantity=replace(q, low=low, best=best, high=high),
        text=text,
        start=start,
        number_text=text,
        counted=True,
        status=status,
    )


def behind_its_object(tokens: Sequence[Token], people: People) -> People:
    """The 25 of "killed 12 people and more than 25 were injured": the 12 are the first verb's object; the nine of
    "killed by gunmen and nine others hurt".
    """
    before = tokens[people.start - 1].low if people.start else ""
    if len(people.parts) > 1 and before in listed("harm", "killing_words") | {"lost", "by"}:
        return people.parts[-1]
    return people


def along_with(tokens: Sequence[Token], people: People, k: int) -> People:
    """The nine of "a commander was killed along with eight other people": those told behind the verb die with him."""
    if k + 2 >= len(tokens) or tokens[k].low not in ("along", "together", "alongside"):
        return people
    first = k + 1 + (tokens[k + 1].low == "with")
    others = people_phrase(tokens, first) if people.quantity.low is not None else None
    if others is None or others.quantity.low is None or others.quantity.zero:
        return people
    return _added(people, others, f"{people.text} along with {others.text}")


def with_those_before(tokens: Sequence[Token], people: People) -> People:
    """The twelve of "eleven soldiers, including a captain, and a civilian were killed": those before the aside, too."""
    k = people.start - 1
    if k < 4 or not people.counted or tokens[k].low != "and":
        return people
    if tokens[k - 1].text != ",":
        return _with_those_described(tokens, people, k)
    comma = opener(tokens, k - 1, max(0, k - ASIDE))
    if comma < 1 or tokens[comma + 1].low not in ("including", "among"):
        return people
    first = people_phrase(tokens, phrase_start(tokens, comma - 1)[0], stop=comma)
    if first is None or not first.counted or first.end != comma or first.quantity.low is None:
        return people
    if people.quantity.low is None or people.quantity.zero or not _begins_clause(tokens, first.start):
        return people
    both = _added(first, people, f"{first.text} and {people.text}")
    return replace(both, start=first.start, end=people.end)


def _with_those_described(tokens: Sequence[Token], people: People, k: int) -> People:
    """The fourteen of "twelve men from X and two guards", "twelve rebels belonging to X and two soldiers", "twelve
    people (two of them children) and two soldiers": those before the "and" at k, of whom more is told.
    """
    if people.quantity.low is None or people.quantity.zero:
        return people
    for n in range(k - 2, max(-1, k - DESCRIBED), -1):
        token = tokens[n]
        if token.text in ",.;:?!" or token.low in words().auxiliaries or token.low in listed("harm", "said_so"):
            return people
        if token.kind != "num" or (tokens[k - 1].text == ")") != any(t.text == "(" for t in tokens[n:k]):
            continue
        first = people_phrase(tokens, n, stop=k)
        if first is None or not first.counted or first.end >= k or first.quantity.low is None:
            continue
        acts = any(_acts(token) for token in tokens[first.end + 1 : k])
        if acts or not (_described(tokens[first.end]) and _begins_clause(tokens, first.start)):
            return people
        if (
            people.end < len(tokens)
            and tokens[people.end].low in ("in", "at", "near")
            and tokens[first.end].low == "in"
        ):
            return people  # "two in X and three in Y were killed": each has its place
        both = _added(first, people, f"{first.text} and {people.text}")
        return replace(both, start=first.start, end=people.end)
    return people


def _acts(token: Token) -> bool:
    """Whether a word behind people may be a verb of theirs, so that a clause ends before the "and"."""
    return token.kind == "word" and (token.low.endswith("ed") or token.low in words().verbs)


def _described(token: Token) -> bool:
    """Whether what begins behind people only tells which people they are."""
    tied = token.low.endswith("ing") or token.low in listed("loyalties")
    return (
        token.text == "(" or token.low in ("from", "in", "at", "on", "aboard", "inside", "near", "with", "of") or tied
    )


def with_the_one_before(tokens: Sequence[Token], people: People) -> People:
    """The four of "a priest, two nuns and a driver were killed", "two nuns, a priest and a driver were killed", whose
    subject seems to begin behind the comma.
    """
    k = people.start - 1
    single = tokens[people.start].low in ("a", "an")
    if k < 2 or tokens[k].text != "," or not (single or tokens[people.start].kind == "num") or len(people.parts) < 2:
        return people
    start = phrase_start(tokens, k - 1)[0]
    if not _begins_clause(tokens, start):
        return people
    whole = people_phrase(tokens, start, stop=people.end)
    one = people_phrase(tokens, start, stop=k) if tokens[start].low in ("a", "an") else None
    if one is not None and one.quantity.best == 1 and one.end == k and (whole is None or whole.end < people.end):
        return replace(_added(one, people, text_of(tokens, start, people.end)), start=start, end=people.end)
    more = whole is not None and whole.end == people.end and len(whole.parts) == len(people.parts) + 1
    return whole if more and whole is not None and whole.parts[0].end == k else people


def _begins_clause(tokens: Sequence[Token], n: int) -> bool:
    """Whether a phrase at n is a subject: no "killed 21, including a guard, and 68 were hurt", no "rose to 21, …"."""
    w, before = words(), tokens[n - 1] if n else None
    if before is None or before.kind in ("punct", "place", "year") or is_time(tokens, n - 1):
        return True
    opening = before.low in w.subordinators or before.low in w.conjunctions
    return opening or before.low in listed("said_so", "present_speech") or before.low in ("that", "when", "as", "where")


def _added(people: People, others: People, text: str) -> People:
    """Those of both phrases as one count."""
    a, b = people.quantity, others.quantity
    best = None if a.best is None or b.best is None else a.best + b.best
    high = None if a.high is None or b.high is None else a.high + b.high
    status = people.status if people.status == others.status else "mixed"
    told = replace(a, low=(a.low or 0) + (b.low or 0), best=best, high=high)
    parts = (*(people.parts or (people,)), *(others.parts or (others,)))  # the dead of two sides are told apart
    return replace(people, quantity=told, text=text, number_text=text, counted=True, status=status, parts=parts)
