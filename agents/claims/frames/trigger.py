"""The words that a rule wants behind its trigger: "took over", "fell into the hands of"."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import is_adverb, is_time
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def behind_verb(tokens: Sequence[Token], i: int) -> int:
    """Where the words that belong to the verb at i can begin, past those that may stand between."""
    first = i + 1
    while first < len(tokens) and first - i < 4 and _between(tokens, first):
        first += 1
    if first + 2 < len(tokens) and tokens[first].low == "without" and tokens[first + 2].low in listed("no_fight"):
        first += 3  # "passed without a shot to"
    return first


def after_verb(tokens: Sequence[Token], i: int, rule: Rule, first: int) -> int:
    """The position after the words that the rule wants behind its verb at i, or -1; first: ``behind_verb`` of i."""
    if not rule.after:
        return i + 1
    right_on, openings = tokens[i + 1].low if i + 1 < len(tokens) else "", rule.openings
    if "" not in openings and right_on not in openings and (first >= len(tokens) or tokens[first].low not in openings):
        return -1
    best = -1
    for k, phrases in ((i + 1, _beginning(rule, right_on)), (first, phrases_at(tokens, first, rule, but=right_on))):
        for wanted in phrases:
            if stands_at(tokens, k, wanted):
                best = max(best, k + len(wanted))
            elif (late := _timed_within(tokens, k, wanted)) > 0:
                best = max(best, late)
    return best


def _timed_within(tokens: Sequence[Token], k: int, wanted: Sequence[str]) -> int:
    """The position after the words wanted at k where a day stands before their last: "control | Monday | of"; or 0."""
    if len(wanted) < 2 or wanted[-1] not in ("of", "over") or not stands_at(tokens, k, wanted[:-1]):
        return 0
    n = k + len(wanted) - 1
    last = min(len(tokens) - 1, n + 4)
    while n < last and (is_time(tokens, n) or (tokens[n].low in ("on", "late", "early") and is_time(tokens, n + 1))):
        n += 1
    return n + 1 if n < len(tokens) and tokens[n].low == wanted[-1] and n >= k + len(wanted) else 0


def phrases_at(tokens: Sequence[Token], k: int, rule: Rule, *, but: str = "") -> tuple[tuple[str, ...], ...]:
    """The phrases of a rule that may stand at k, by the word there, and not those that begin with ``but``."""
    if k >= len(tokens):
        return ()
    low = tokens[k].low
    return (*(_beginning(rule, low) if low != but else ()), *rule.openings.get("", ()))


def _beginning(rule: Rule, word: str) -> tuple[tuple[str, ...], ...]:
    return rule.openings.get(word, ()) if word else ()


def stands_at(tokens: Sequence[Token], k: int, wanted: Sequence[str]) -> bool:
    """Whether the words that a rule wants stand at k, one after the other."""
    if k + len(wanted) > len(tokens) or (wanted and not _stands(tokens[k], wanted[0])):
        return False  # most, and this is all that they cost
    return all(_stands(tokens[k + n], word) for n, word in enumerate(wanted))


def _between(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word may stand between a verb and the words that belong to it: "drove unopposed into"."""
    if tokens[n].low in ("on", "at", "by") and n + 1 < len(tokens) and is_time(tokens, n + 1):
        return True  # "passed on Sunday to"
    if tokens[n].low == "once" and n + 1 < len(tokens) and tokens[n + 1].low in ("more", "again"):
        return True  # "is once more under"
    if tokens[n].low == "more" and tokens[n - 1].low == "once":
        return True
    if tokens[n].text in '"“‘':
        return True  # the town was "completely out of our control"
    return is_adverb(tokens[n]) or is_time(tokens, n) or tokens[n].low in listed("between_verb")


def _stands(token: Token, wanted: str) -> bool:
    """Whether a token is the word a rule wants; ~ any word, @ whose hands or control it is ("Russian hands")."""
    if wanted == "~":
        return token.kind != "punct" and token.low not in words().prepositions
    if wanted == "@":
        return token.kind == "actor" and token.low.endswith((" hands", " control"))
    return token.low == wanted
