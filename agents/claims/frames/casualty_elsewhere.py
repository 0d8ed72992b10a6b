"""The same harm at other places, told without its verb: the nine of "killed 14 people in X and nine in Y"."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People, group
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import is_time
from agents.claims.model import Token
from agents.claims.words import listed, words

REACH = 16
"""Tokens behind one count in which the next is looked for."""


def elsewhere(tokens: Sequence[Token], found: Match) -> Iterator[Match]:
    """The counts of other places that follow a match, each with its own "in Y"."""
    if found.people is None:
        return
    yield from _tallied(tokens, found)
    if (first := _led_by(tokens, found.people)) is not None and found.construction in ("passive", "reduced"):
        yield replace(found, head=first.start, end=first.end, people=first)
    at = _past_the_record(tokens, max(found.end, found.head, found.people.end))
    if (first := _by_place(tokens, at)) is not None:
        yield replace(found, head=first.start, end=first.end, people=first)
        at = first.end + 1
    while (people := _next(tokens, at, of=found.construction == "nominal")) is not None:
        yield replace(found, head=people.start, end=people.end, people=people)
        at = people.end + 1


def _led_by(tokens: Sequence[Token], last: People) -> People | None:
    """The two of "two soldiers in X and three in Y were killed": counted before, at a place of their own."""
    k = last.start - 1
    if k < 3 or tokens[k].low != "and" or not last.counted or last.end >= len(tokens) or tokens[last.end].low != "in":
        return None
    for n in range(k - 2, max(-1, k - REACH), -1):
        if tokens[n].kind == "punct" or tokens[n].low in words().auxiliaries:
            return None
        if tokens[n].kind == "num":
            first = people_phrase(tokens, n, stop=k)
            placed = first is not None and first.end < k - 1 and tokens[first.end].low == "in"
            opens = n == 0 or tokens[n - 1].kind == "punct" or tokens[n - 1].low in words().subordinators | {"that"}
            place = any(token.place is not None for token in tokens[n:k])
            return first if placed and opens and place and first is not None and first.counted else None
    return None


def _by_place(tokens: Sequence[Token], at: int) -> People | None:
    """The first of the parts behind a total: the 23 of "killed 41: 23 in X, 18 in Y"."""
    while at < len(tokens) and (is_time(tokens, at) or tokens[at].low == "on"):
        at += 1
    if at + 4 >= len(tokens) or tokens[at].text != ":" or tokens[at + 1].kind != "num":
        return None
    people = people_phrase(tokens, at + 1)
    return people if people is not None and people.counted and _placed(tokens, people) else None


_HELD = frozenset({"prisoner", "prisoners", "captive", "captives"})
"""Who is counted beside the dead and lives: "12 dead and four prisoners"."""


def _past_the_record(tokens: Sequence[Token], at: int) -> int:
    """The position behind "have been reported": "40 deaths were recorded in X, 17 in Y"."""
    n = at
    while n < len(tokens) and tokens[n].low in words().auxiliaries:
        n += 1
    return n + 1 if at < n < len(tokens) and tokens[n].low in listed("on_record") else at


def _tallied(tokens: Sequence[Token], found: Match) -> Iterator[Match]:
    """The other sides of a tally that has no verb: the militants of "92 soldiers dead, 392 militants, 45 civilians"."""
    people, n = found.people, found.end
    folk = words().people
    if found.construction not in ("word", "reduced") or people is None:
        return
    last = people.end - 1 - (tokens[people.end - 1].low == "dead")
    told = {tokens[last].low}
    if tokens[last].low not in folk:
        return
    while n + 2 < len(tokens) and tokens[n].low in (",", "and") and found.rule.value == "killed":
        n += 1 + (tokens[n + 1].low == "and")
        other = group(tokens, n, len(tokens)) if tokens[n].kind == "num" else None
        if other is None or tokens[other.end - 1].low not in folk or tokens[other.end - 1].low in told | _HELD:
            return
        if other.end < len(tokens) and tokens[other.end].text not in ",.;" and tokens[other.end].low != "and":
            return  # "41 policemen dead, 210 insurgents wounded"
        told.add(tokens[other.end - 1].low)
        yield replace(found, head=other.start, end=other.end, people=other)
        n = other.end


def _next(tokens: Sequence[Token], start: int, *, of: bool) -> People | None:
    """The next people phrase behind a comma or an "and" that has a place of its own; null where the list ends."""
    for n in range(start, min(len(tokens) - 2, start + REACH)):
        token = tokens[n]
        if token.text in ".;:?!" or token.low in listed("listing") | {"among", "most", "whom"}:
            return None
        if token.kind == "word" and (token.low in words().auxiliaries or token.low in listed("harm_predicates")):
            return None
        if token.low not in ("and", ",") or tokens[n + 1].low == "and":
            continue
        k, placed = _past_circumstance(tokens, n + 1)
        k += of and tokens[k].low == "of"  # "the killing of four drivers in X and of three pupils in Y"
        if k + 2 < len(tokens) and tokens[k + 1].low == "of" and tokens[k + 2].low == "them":
            continue  # "12 dead, four of them policemen in X"
        if k + 1 < len(tokens) and tokens[k].low == "one" and tokens[k + 1].low == "of":
            continue  # "after the seizure of a mast of X, one of four operators in Y": nobody who died
        people = people_phrase(tokens, k)
        one = token.low == "and" and tokens[k].low in ("a", "an", "another")
        told = (
            people is not None
            and (people.counted or one)
            and (people.quantity.best != 1 or one or tokens[k].kind == "num")
        )
        held = people is not None and tokens[people.end - 1].low in _HELD
        if people is not None and told and not held and (placed or _placed(tokens, people)):
            return people
    return None


def _past_circumstance(tokens: Sequence[Token], k: int) -> tuple[int, bool]:
    """(where the phrase goes on, whether a place was named) behind ", in a separate assault on X,"."""
    if tokens[k].text != "," or tokens[k + 1].low not in listed("in"):
        return k, False
    end = next((n for n in range(k + 2, min(len(tokens) - 1, k + 12)) if tokens[n].text == ","), -1)
    if end < 0 or not any(token.place is not None for token in tokens[k + 2 : end]):
        return k, False
    return end + 1, True


def _placed(tokens: Sequence[Token], people: People) -> bool:
    """Whether "in Y" follows, and no verb of its own: "and nine in Y were wounded", "and a nurse in Y said"."""
    end = people.end
    while end + 2 < len(tokens) and (is_time(tokens, end) or (tokens[end].low == "on" and is_time(tokens, end + 1))):
        end += 1  # "and 12 on Monday in X"
    if end + 1 >= len(tokens) or tokens[end].low not in ("in", "at", "near", "outside"):
        return False
    after = tokens[end + 1 : end + 7]
    ward = next((t.low for t in after if not (t.capital or t.low in ("the", "a", "local"))), "")
    if ward in listed("wards") or after[0].low in listed("time") or after[0].kind == "year":
        return False
    if not any(token.capital for token in after[:3]) and after[0].low not in ("the", "a", "an"):
        return False
    stop = next((n for n in range(end + 1, len(tokens)) if tokens[n].kind == "punct"), len(tokens))
    said = listed("said_so") if tokens[people.start].kind != "num" else frozenset[str]()
    return not any(t.low in words().auxiliaries or t.low in said for t in tokens[end + 1 : stop])
