"""Harm told as a habit or a rate: "killed every week", "12 a day", "on an ordinary night", "every thirty seconds"."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import inside_np
from agents.claims.mode.verdict import Verdict
from agents.claims.model import Token
from agents.claims.words import listed, mode_words, words

BEFORE = 8
"""Tokens before a match among which what makes it a habit stands, at most."""
BEHIND = 14
"""Tokens behind it, likewise."""
EACH = 4
"""Tokens from "every" to its unit of time, at most: "every other dry season"."""


def habitual(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "killed every week", "12 a day", "used to": told as a habit or a rate."""
    if match.rule.name == "control.trade-hands" and any(
        token.low in ("times", "repeatedly") for token in tokens[match.head + 2 : match.head + 5]
    ):
        return Verdict("habitual", "again and again")  # "has changed hands many times"; not "for the third time"
    first, last = max(0, match.start - BEFORE), match.end + BEHIND
    lows = [token.low for token in tokens[: last + 4]]
    present = set(lows)
    for phrase, parts in _phrases():
        if parts[-1] not in present or not present.issuperset(parts):
            continue
        for n in range(first, min(len(lows) - len(parts) + 1, last)):
            if parts == ["daily"] and n and lows[n - 1] == "the":
                continue  # "the daily quoted an official"
            if lows[n + len(parts) : n + len(parts) + 1] and lows[n + len(parts)] in listed("bulletins"):
                continue  # "said in its daily summary"
            if parts[-1] == "past" and not _closed(tokens, n + 3):
                continue  # "in the past week"
            if len(parts) == 1 and lows[n] == parts[0] and _of_something_else(tokens, match, n):
                continue  # "the weekly market was bombed", "usually quiet, the town was overrun"
            if lows[n + len(parts) : n + len(parts) + 2] == ["in", "which"]:
                continue  # "capped a week in which 150 were killed"
            if lows[n : n + len(parts)] == parts and (parts[0] not in ("a", "an") or _rate(tokens, match, n, parts)):
                return Verdict("habitual", phrase)
    if present & _WHENEVER and _again_and_again(tokens, match):
        return Verdict("habitual", "again and again")
    return _at_any_time(tokens, match) if present & _OPENERS else None


def _of_something_else(tokens: Sequence[Token], match: Match, n: int) -> bool:
    """Whether a word of habit at n only says how often a market is held, a road is used or men are seen."""
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    if after is None or after.kind != "word":
        return False
    if tokens[n].low in ("daily", "weekly", "monthly"):
        return inside_np(tokens, n + 1) and after.low not in listed("attack_nouns", "tolls", "killing_words", "fights")
    verb, told = match.verb, match.people is None or match.people.counted
    if n > match.head or not told or (verb is not None and (verb.tense == "present" or n >= verb.start - 1)):
        return False
    between = tokens[n + 1 : match.head if verb is None else verb.start]
    aside = any(token.text == "," for token in between)
    return aside or after.low in words().verbs or after.low.endswith("ed") or after.low in listed("participles_of_use")


@cache
def _phrases() -> tuple[tuple[str, list[str]], ...]:
    """Phrases that make a habit of what is told ("each month"), and their words."""
    return tuple((phrase, phrase.split()) for phrase in mode_words().habitual)


_WHENEVER = frozenset({"whenever", "time", "season", "rains", "monsoon"})


def _again_and_again(tokens: Sequence[Token], match: Match) -> bool:
    """Whether a present tense is told of "whenever", "every time", "in the dry season", "during the rains"."""
    verb = match.verb
    if verb is None or verb.tense != "present" or verb.form not in ("finite", "passive"):
        return False
    lows = [token.low for token in tokens]
    if "whenever" in lows or any((a, b) in (("every", "time"), ("each", "time")) for a, b in pairwise(lows)):
        return True
    seasons = (n for n, low in enumerate(lows) if low in ("season", "rains", "monsoon") and n > 1)
    return any({"in", "during"} & set(lows[max(0, n - 3) : n]) and lows[n + 1 : n + 2] != ["of"] for n in seasons)


def _closed(tokens: Sequence[Token], n: int) -> bool:
    """Whether a phrase ends before n: "has killed hostages in the past, among them …"."""
    return n >= len(tokens) or tokens[n].kind == "punct" or tokens[n].low in ("and", "but", "or", "by", "when", "for")


_OPENERS = frozenset({"every", "each", "any", "a", "an", "most", "some", "year"})
"""Words with which a time that is no single one begins."""


def _at_any_time(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Every dry season", "every thirty seconds", "on an ordinary night", "most nights": no single time."""
    verb, agent = match.verb, match.agent
    if verb is not None and (verb.tense not in ("present", "past") or verb.modal):
        return None
    now = verb is not None and verb.tense == "present"
    if now and agent is not None and tokens[agent.start].low in ("every", "each") and match.construction == "active":
        return Verdict("habitual", tokens[agent.start].low)
    if now and any(_for_every(tokens, n) for n in range(len(tokens) - 2)):
        return Verdict("habitual", "for every")
    last = min(len(tokens) - 1, match.end + BEHIND)
    apart = next((n for n in range(match.end, last) if tokens[n].text in ",;:"), last)
    for n in range(max(0, match.start - BEFORE), apart):
        if tokens[n].low in _OPENERS and (time := _time_of_many(tokens, n, now=now)):
            return Verdict("habitual", time)
    return None


def _for_every(tokens: Sequence[Token], n: int) -> bool:
    """Whether "for every three", "for each" stands at n: a ratio."""
    every = tokens[n].low == "for" and tokens[n + 1].low in ("every", "each")
    return every and (tokens[n + 2].kind == "num" or tokens[n + 1].low == "every")


def _time_of_many(tokens: Sequence[Token], n: int, *, now: bool) -> str:
    """The time at n that comes again and again, or ""; now: of a verb in the present tense."""
    low, near = tokens[n].low, tokens[n + 1 : n + 1 + EACH]
    at = next((k for k, token in enumerate(near) if token.low in listed("units_of_habit")), -1)
    told = " ".join((low, *(token.low for token in near[: at + 1])))
    if low in ("every", "each"):
        if now and near[0].low in listed("months"):
            return f"{low} {near[0].low}"
        between = near[:at] if at >= 0 else []
        return told if at >= 0 and all(t.kind == "num" or t.low in listed("every_one") for t in between) else ""
    if not now or at < 0:
        return ""
    if low in ("a", "an", "any"):
        return told if any(token.low in listed("ordinary_times") for token in near[:at]) and at <= 2 else ""
    if low == "year":
        return told if near[0].low in ("in", "after") and near[at].low == "year" else ""
    return told if at == 0 and tokens[n - 1].low not in ("the", "than", "at") else ""


def _rate(tokens: Sequence[Token], match: Match, n: int, parts: list[str]) -> bool:
    """Whether "a day", "a year" at n is a rate of the count ("12 a day") and no time ("a day after", "half a year")."""
    if tokens[n - 1].kind != "num" and not (match.people and match.people.counted):
        return False
    after = tokens[n + 2].low if n + 2 < len(tokens) else None
    if parts == ["a", "day"] and after in ("after", "ahead", "before", "earlier", "later", "ago"):
        return False
    if len(parts) != 2 or after is None:
        return True
    return after not in listed("not_rates_after") and tokens[n - 1].low not in listed("not_rates_before")
