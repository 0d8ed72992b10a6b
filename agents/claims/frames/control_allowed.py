"""What must stand around the words of a rule whose subject is the place: a stop, a "by noon", the word of a siege."""

from collections.abc import Sequence

from agents.claims.frames.control_needs import anew, by_then, by_then_before
from agents.claims.language.noun_phrases import is_time
from agents.claims.language.verbs import VerbGroup
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def allowed(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> bool:
    """Whether what a rule needs around its words is there: a stop behind them, or a "by noon" before them."""
    closed = k >= len(tokens) or tokens[k].kind == "punct" or is_time(tokens, k) or tokens[k].low in ("on", "and", "at")
    closed = closed or (tokens[k].low == "over" and any(is_time(tokens, n) for n in range(k, min(len(tokens), k + 3))))
    match rule.needs:
        case "stop":  # not "is free to", "is free of mines", "gave up arms"
            yields = tokens[k - 1].low == "in" and any(token.low == "to" for token in tokens[k : k + 6])
            if yields and not group.passive and _to_arms(tokens, k):
                return True  # "X gave in to the rebels"
            fought = rule.name == "control.give-up" and not group.passive
            fought = fought and _unfought([token.low for token in tokens[k : k + 4]])
            if not (closed or fought) and tokens[k - 1].low not in ("ours", "theirs"):
                return False
            return not yields or tokens[k - 1].low in ("ours", "theirs")  # no "gave in to demands"
        case "before":  # "X followed on Friday", not "followed him"
            month = k + 1 < len(tokens) and tokens[k].low == "in" and is_time(tokens, k + 1)
            return (closed or month) and group.form == "finite"
        case "town":  # "the town changed sides", not a footballer's or a senator's
            return closed or tokens[k].low in ("without", "almost", "after", "when")
        case "went":
            return _went(tokens, group, k)
        case "by then":
            by = any(by_then(tokens, n) for n in range(k, min(len(tokens) - 1, k + 4))) or (
                by_then_before(tokens, group.start)
            )
            again = anew(tokens, group.head, k + 3) and rule.name == "control.under-by"
            again = again or (rule.name == "control.belong" and tokens[group.head - 1].low == "now")
            return by or again or (not rule.weak and _none_of_it(tokens, group.start))
        case "unfought":  # "went over to the rebels without a shot", "its elders having agreed"
            return _unfought([token.low for token in tokens[k : k + 24]])
        case "captor":
            near = [token.kind for token in tokens[k : k + 3] if token.low not in words().determiners]
            armed = "actor" in near[:2] and not any(token.low == "of" for token in tokens[k : k + 2])
            named = rule.name != "control.collapse-to" or armed  # no "collapsed to cheers of fighters"
            return named and not any(token.low in listed("sieges") for token in tokens[k : k + 6])
        case "siege":  # "succumbed on Monday to a long siege", not "to his injuries"
            return any(token.low in listed("sieges") for token in tokens[k : k + 9])
        case "conceded":  # "X is gone, an officer admitted"; not what a flood or a fire has taken
            return closed and any(token.low in listed("conceding") for token in tokens)
        case _:
            return True


def _to_arms(tokens: Sequence[Token], k: int) -> bool:
    """Whether a side stands right behind the "to" at k: "gave in to the rebels", no "to their demands"."""
    n = k + 1 + (tokens[k].low == "to" and k + 1 < len(tokens) and tokens[k + 1].low in words().determiners)
    ends = n + 1 >= len(tokens) or tokens[n + 1].low not in ("'s", "'")
    return tokens[k].low == "to" and n < len(tokens) and tokens[n].kind == "actor" and ends


def _none_of_it(tokens: Sequence[Token], start: int) -> bool:
    """Whether the subject before ``start`` is "no part of X", "not an inch of X": it denies that X is held."""
    none = range(max(0, start - 9), start - 1)
    return any(
        tokens[n].low == "no" or (tokens[n].low == "not" and tokens[n + 1].low in ("an", "a", "one", "single"))
        for n in none
    )


def _went(tokens: Sequence[Token], group: VerbGroup, k: int) -> bool:
    """Whether a place is told to be lost by "X went on Saturday", "X is the latest to go", "X went next"."""
    if group.form == "infinitive":
        rank = [token.low for token in tokens[max(0, group.start - 3) : group.start]]
        return bool(listed("ranks") & set(rank)) and _ends(tokens, k)
    timed = k + 1 < len(tokens) and tokens[k].low in ("on", "in", "at") and is_time(tokens, k + 1)
    timed = timed or ([token.low for token in tokens[k : k + 2]] == ["on", "the"] and _dated(tokens, k + 2))
    ordered = k < len(tokens) and tokens[k].low in ("first", "next", "too")
    return group.form == "finite" and group.tense in ("past", "perfect", "pluperfect") and (timed or ordered)


def _dated(tokens: Sequence[Token], k: int) -> bool:
    """Whether a day of the month stands at k: "the 20th"."""
    return k + 1 < len(tokens) and tokens[k].text.isdigit() and tokens[k + 1].low in ("st", "nd", "rd", "th")


def _ends(tokens: Sequence[Token], k: int) -> bool:
    """Whether the sentence, or a clause of it, ends at k."""
    return k >= len(tokens) or tokens[k].kind == "punct"


def _unfought(lows: Sequence[str]) -> bool:
    """Whether "without a shot", "having agreed" is told: a town that went over was given, not taken."""
    quiet = {"no", "not", "without"}
    spared = any(low in listed("no_fight") and quiet & {*lows[max(0, n - 3) : n]} for n, low in enumerate(lows))
    return spared or bool({"agreed", "negotiated", "negotiations", "deal"} & {*lows})
