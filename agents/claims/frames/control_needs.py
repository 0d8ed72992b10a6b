"""What a rule needs around the place that its verb takes: "unopposed", "under its control", "of the rebels"."""

from collections.abc import Sequence
from functools import cache

from agents.claims.entities.place_names import PlacePhrase
from agents.claims.entities.weapons import weapon_owners
from agents.claims.language.noun_phrases import Span, is_time, phrase_end
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, mode_words, words

_POWER = frozenset({"control", "rule", "administration", "authority"})
_ONWARD = frozenset({"down", "up", "forward", "forwards", "on", "onward", "ahead", "in", "into"})
_ALONG = frozenset(
    {"along", "across", "over", "through", "to", "into", "towards", "toward", "on", "via", "from", "and"}
)
_AFTER = frozenset({"after", "following", "upon"})
_BACK_TO = frozenset({"return", "returned", "returns", "returning", "restored", "restore", "restores"})
"""Verbs of what is brought "to the control" of somebody, and not "under" it."""


def needed(tokens: Sequence[Token], rule: Rule, group: VerbGroup, places: PlacePhrase) -> bool:
    """Whether what a rule needs stands around its place: "unopposed", "under its control", those it was cleared of."""
    after = tokens[group.head + 1].low if group.head + 1 < len(tokens) else ""
    if rule.needs == "now":  # "now hold only X": what is left to them
        return after not in ("only", "just", "merely", "little")
    if rule.name == "control.withdraw-troops" and tokens[group.head].low.startswith("mov") and after in _ONWARD:
        return False  # "moved down from their lines in X": an advance
    if rule.name == "control.abandon" and after in words().direction:
        following = tokens[group.head + 2].low if group.head + 2 < len(tokens) else ""
        return following not in _ALONG  # "fled east along the road to X"
    if rule.name in ("control.withdraw", "control.withdraw-troops") and _of_things(tokens, group, places):
        return False  # "withdrew cash from a bank in X"
    if rule.name == "control.withdraw" and _under_way(tokens, group.head, places):
        return False  # "drove from X to take Y": they may hold X still
    if rule.name == "control.withdraw" and after in ("down", "up", "in", "over"):
        return tokens[group.head].low not in listed("on_the_march")  # "marched down from X" to another town
    if rule.needs == "unopposed":
        return _unopposed(tokens, group.head, places.end)
    if rule.needs == "we":
        ours = group.start > 0 and tokens[group.start - 1].low in ("we", "forces", "fighters", "troops", "men")
        told = ours or _masters(tokens, group, places) or _by_storm(tokens, places.end) or by_then(tokens, places.end)
        told = told or any(token.low in mode_words().denials for token in tokens[max(0, group.start - 8) : group.start])
        return told or _unopposed(tokens, group.head, places.end)  # "were in control of X after the army left"
    if rule.needs == "claimed now":
        return _claimed_now(tokens, group, places)
    if rule.needs == "to its gains":
        return _to_gains(tokens, places.end)
    if rule.needs == "under control":
        return under_control(tokens, places.end, group.head)
    if rule.needs == "left to":
        return _left_to(tokens, places.end)
    if rule.needs == "taken_from" and places.end < len(tokens) and tokens[places.end].low == "of":
        end = phrase_end(tokens, places.end + 1)  # not "cleared X of snow"
        return any(t.kind == "actor" or t.low in words().combatant for t in tokens[places.end : end])
    return True


def _left_to(tokens: Sequence[Token], end: int) -> bool:
    """Whether "to the rebels" follows, and no "to fight the rebels"."""
    if end + 1 >= len(tokens) or tokens[end].low != "to":
        return False
    to = tokens[end + 1 : phrase_end(tokens, end + 1)]
    return bool(to) and (to[0].kind == "actor" or to[0].low in words().determiners or to[0].capital)


def by_then(tokens: Sequence[Token], end: int) -> bool:
    """Whether a moment follows by which it was so: "masters of the port by Saturday night", "as of noon"."""
    return any(_moment(tokens, n) or _lately(tokens, n) for n in range(end, min(len(tokens) - 1, end + 3)))


def by_then_before(tokens: Sequence[Token], start: int) -> bool:
    """Whether the clause of the verb at ``start`` opens with such a moment: "and by noon were masters of"."""
    return any(_moment(tokens, n) for n in range(max(0, start - 12), start))


def anew(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether "again", "once more" stands in [start, end): what is so again came about."""
    more = any(tokens[n].low == "more" and tokens[n - 1].low == "once" for n in range(start + 1, min(len(tokens), end)))
    return more or any(token.low == "again" for token in tokens[start:end])


def _lately(tokens: Sequence[Token], n: int) -> bool:
    """Whether "since Friday", "since late Wednesday", "since yesterday" begins at n: a state so young is news."""
    if tokens[n].low != "since":
        return False
    days = listed("weekdays", "times_of_day") | {"yesterday", "today", "overnight"}
    return any(token.low in days for token in tokens[n + 1 : n + 4])


def _moment(tokens: Sequence[Token], n: int) -> bool:
    """Whether "by noon", "as of Friday" begins at n."""
    k = n + 1
    if tokens[n].low == "as" and tokens[min(k, len(tokens) - 1)].low == "of":
        k += 1
    elif tokens[n].low != "by":
        return False
    return k < len(tokens) and (is_time(tokens, k) or tokens[k].kind == "num")


def _claimed_now(tokens: Sequence[Token], group: VerbGroup, places: PlacePhrase) -> bool:
    """Whether a town is said to be taken, "Boko Haram claimed Bama", "Russia claimed Soledar on Friday", and no land is
    laid claim to: "China claims Taiwan", "both claim Abyei as theirs".
    """
    towns = [found.feature for found in places.places]
    if not towns or any(feature in ("country", "province", "region", "island", "water", "hill") for feature in towns):
        return False
    if places.end < len(tokens) and tokens[places.end].low == "as":
        return False
    armed = any(t.actor is not None and t.actor.actor.type == "non-state" for t in tokens[: group.start])
    near = range(places.end, min(len(tokens), places.end + 2))
    return armed or any(is_time(tokens, n) for n in near if n == places.end or tokens[n - 1].low in ("on", "in"))


def _masters(tokens: Sequence[Token], group: VerbGroup, places: PlacePhrase) -> bool:
    """Whether "masters of X" is told as new: "by noon they were masters of X", "are now the masters", "once more"."""
    between = [token.low for token in tokens[group.head + 1 : places.start]]
    if not {"masters", "master", "lords"} & set(between):
        return False
    told = "now" in between or anew(tokens, group.start, places.end + 2)
    return told or by_then(tokens, places.end) or by_then_before(tokens, group.start)


def _under_way(tokens: Sequence[Token], head: int, places: PlacePhrase) -> bool:
    """Whether those who "drove from X to take Y" only went somewhere: no retreat is told, and none out of X."""
    if not tokens[head].low.startswith(tuple(listed("going_by"))) or places.end >= len(tokens):
        return False
    out = any(token.low == "out" for token in tokens[head : places.start + 1])
    return not out and tokens[places.end].low in ("to", "towards", "toward", "into")


def _of_things(tokens: Sequence[Token], group: VerbGroup, places: PlacePhrase) -> bool:
    """Whether what stands right behind "withdrew" is a thing, and neither troops nor how or when they left."""
    k = group.head + 1
    if not tokens[group.head].low.startswith("withdr") or group.passive or k >= places.start:
        return False
    end = phrase_end(tokens, k)
    inside = tokens[k:end]
    if end == k or end >= len(tokens) or tokens[end].low != "from" or is_time(tokens, k) or tokens[k].kind == "place":
        return False
    men = words().combatant | words().people | listed("armed", "war_machines", "formations", "garrisons")
    return not any(t.kind == "actor" or t.low in men or t.low in words().adverbs | words().pronouns for t in inside)


def _to_gains(tokens: Sequence[Token], end: int) -> bool:
    """Whether "to their gains", "to the territory it holds" follows, as in "added X to their conquests"."""
    at = next((n for n in range(end, min(len(tokens) - 1, end + 5)) if tokens[n].low == "to"), -1)
    return at > 0 and any(token.low in listed("winnings") for token in tokens[at + 1 : at + 8])


def _unopposed(tokens: Sequence[Token], head: int, end: int) -> bool:
    """Whether "unopposed", "without a fight", "after the garrison fled" is told: who walked in holds the place."""
    if any(token.low in ("unopposed", "peacefully") for token in tokens[head:end]) or _after_flight(tokens, head):
        return True
    for n in range(end, min(len(tokens), end + 30)):
        empty = tokens[n].low in ("empty", "deserted") and "it" in (tokens[n - 1].low, tokens[n - 2].low)
        if tokens[n].low == "unopposed" or empty:  # "walked into X to find it empty"
            return True
        if tokens[n].low == "ending" and any(t.low in _POWER | {"occupation"} for t in tokens[n + 1 : n + 9]):
            return True  # "entered X, ending a year of rebel rule"
        if tokens[n].low in listed("giving_way") and _opens_leaving(tokens, end, n):
            return True  # "entered the town after the garrison had fled"
        if (
            tokens[n].low in ("held", "kept", "controlled")
            and tokens[n - 1].low == "and"
            and _most_of_it(tokens, n + 1)
        ):
            return True  # "stormed the post and held it for six hours"
        gone = tokens[n].low in listed("departures") and _AFTER & {token.low for token in tokens[n - 3 : n]}
        if gone and any(token.kind == "actor" or token.low in _holders() for token in tokens[n + 1 : n + 6]):
            return True  # "entered X following the withdrawal of the rebels"
        near = n < end + 12 or tokens[n - 1].low in ("no", "little")
        if n >= end + 22 or not (near or all(token.low not in ("and", "but") for token in tokens[end:n])):
            continue
        before = {token.low for token in tokens[max(0, n - 4) : n]}
        if tokens[n].low in listed("unopposed") and before & {"without", "no", "little", "unhindered"}:
            return True
    return False


def _by_storm(tokens: Sequence[Token], end: int) -> bool:
    """Whether "after storming the city", "having overrun it" follows: being in control is news then."""
    for n in range(end, min(len(tokens) - 1, end + 6)):
        if tokens[n].low in ("after", "having"):
            return any(token.low in listed("storming") for token in tokens[n + 1 : n + 4])
        if tokens[n].kind == "punct" and tokens[n].text != ",":
            return False
    return False


def _after_flight(tokens: Sequence[Token], head: int) -> bool:
    """Whether the sentence opens with the flight of others: "After the garrison's retreat, rebels walked into X"."""
    if tokens[0].low not in ("after", "following", "since", "upon"):
        return False
    for n in range(2, min(head, 9)):
        if tokens[n].low in listed("departures"):
            return any(token.kind == "actor" or token.low in _holders() for token in tokens[1 : n + 5])
    return False


def _most_of_it(tokens: Sequence[Token], k: int) -> bool:
    """Whether "it", "most of it", "half the town" stands at k."""
    if k < len(tokens) and tokens[k].low in ("most", "much", "half", "all", "parts", "part"):
        k += 1 + (k + 1 < len(tokens) and tokens[k + 1].low == "of")
        return k < len(tokens) and tokens[k].low in ("it", "the", "them")
    return k < len(tokens) and tokens[k].low == "it"


def under_control(tokens: Sequence[Token], end: int, head: int) -> bool:
    """Whether "under its full control" follows, as in "brought X under its control", "returned X to Y's control"."""
    inside = [token.low.rsplit(" ", 1)[-1] for token in tokens[end : end + 7]]  # "Croatian control" is one token
    if tokens[head].low in _BACK_TO:
        return inside[:1] == ["to"] and bool((_POWER | {"hands"}) & set(inside[1:5]))
    if end + 1 >= len(tokens) or tokens[end].low not in ("under", "back", "firmly"):
        return False
    return "under" in inside and bool(_POWER & set(inside))


def _power(low: str) -> bool:
    """Whether a word is "control" or "hands", also with whose it is: "Croatian control"."""
    return low.rsplit(" ", 1)[-1] in _POWER | {"hands"}


def whose_control(tokens: Sequence[Token], end: int) -> Span | None:
    """Whose it is: "under rebel control", "under the control of the rebels"."""
    under = next((n for n in range(end, min(len(tokens), end + 4)) if tokens[n].low in ("under", "to")), -1)
    power = next((n for n in range(under + 1, min(len(tokens), under + 6)) if _power(tokens[n].low)), -1)
    if under < 0 or power < 0:
        return None
    if power + 2 < len(tokens) and tokens[power + 1].low == "of":
        span = Span(power + 2, phrase_end(tokens, power + 2))
    else:
        span = Span(under + 1, power + (tokens[power].kind == "actor"))
    inside = tokens[span.start : span.end]
    held = any(t.kind == "actor" or t.low in words().combatant or t.low in weapon_owners() for t in inside)
    return span if held else None


@cache
def _holders() -> frozenset[str]:
    """The words for those whose flight leaves a place to who comes."""
    return listed("armed", "garrisons", "ruling_there") | words().combatant


def _opens_leaving(tokens: Sequence[Token], end: int, n: int) -> bool:
    """Whether the verb of leaving at n has those who held the place as its subject, in a clause behind ``end``."""
    for k in range(n - 1, max(end - 1, n - 9), -1):
        low = tokens[k].low
        if low in ("after", "once", "when", "as") or tokens[k].text == ";" or (tokens[k].text == "," and n - k <= 4):
            inside = tokens[k + 1 : n]
            return any(token.kind == "actor" or token.low in _holders() for token in inside)
        if tokens[k].text in ".;:?!":
            return False
    return False
