"""Noun phrases that name people: "at least seven soldiers and 33 civilians", "a woman and her two children", "many
residents".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.claims.grammar import inside_np
from agents.claims.model import Quantity, Token
from agents.claims.words import listed, words
from schemas.claim import VictimStatus

_ONE = Quantity(1, 1, 1)
_MANY = Quantity(None, None, None, vague=True)
_PLURAL_ENDINGS = (
    "ers",
    "ors",
    "men",
    "ists",
    "ians",
    "ees",
    "ans",
    "women",
    "ants",
    "ents",
    "eers",
    "ives",
    "als",
    "people",
    "folk",
    "kids",
    "ites",
    "ates",
    "ics",
    "boys",
    "girls",
    "is",
)
REACH = 14


@dataclass(frozen=True, slots=True)
class People:
    """Tokens [start, end); quantity as told; text of the whole phrase; number_text the words of the count, or null."""

    quantity: Quantity
    text: str
    status: VictimStatus
    start: int
    end: int
    number_text: str | None = None
    counted: bool = False


def people_phrase(tokens: Sequence[Token], k: int, stop: int | None = None) -> People | None:
    """Read a people phrase that begins at k, with what is coordinated to it; null where it names no people."""
    stop = len(tokens) if stop is None else stop
    first = _single(tokens, k, stop)
    if first is None:
        return _ordinal(tokens, k, stop)
    parts, end = [first], first.end
    while (n := _conjunct(tokens, end, stop)) is not None:
        following = _single(tokens, n, stop)
        if following is None or following.quantity.zero or _is_subject_again(tokens, following.end, stop):
            break
        if not (following.counted or tokens[n].low in listed("singular_det")) and not (
            first.counted and following.quantity.vague is False
        ):
            if parts[-1].counted and following.quantity == _MANY:
                end = following.end  # "40 soldiers and policemen": one count for both
                parts[-1] = _merged_text(tokens, parts[-1], following)
                continue
            break
        parts.append(following)
        end = following.end
    return _sum(tokens, parts) if len(parts) > 1 else parts[0]


def _ordinal(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """ "a third was wounded", "another died": one more of those named before."""
    if k >= len(tokens):
        return None
    n = (
        k + 1
        if tokens[k].low == "a" and k + 1 < len(tokens) and tokens[k + 1].low in ("second", "third", "fourth", "fifth")
        else k
    )
    alone = n + 1 >= stop or tokens[n + 1].low in words().auxiliaries
    if (n > k or tokens[k].low == "another") and alone:
        return People(_ONE, _text(tokens, k, n + 1), "unknown", k, n + 1, _text(tokens, k, n + 1), True)
    return None


def _is_subject_again(tokens: Sequence[Token], end: int, stop: int) -> bool:
    """Whether the conjunct is the subject of a verb of its own: "seven killed and 33 wounded"."""
    w = words()
    return (
        end < min(len(tokens), stop)
        and tokens[end].kind == "word"
        and (tokens[end].low in w.auxiliaries or tokens[end].low in listed("harm_predicates"))
    )


def _merged_text(tokens: Sequence[Token], a: People, b: People) -> People:
    status: VictimStatus = a.status if a.status == b.status else "mixed"
    return People(a.quantity, _text(tokens, a.start, b.end), status, a.start, b.end, a.number_text, a.counted)


def _conjunct(tokens: Sequence[Token], end: int, stop: int) -> int | None:
    """Where the next conjunct begins, or null: ", X", "and X", "as well as X"."""
    k = end
    if k < stop and tokens[k].text == ",":
        k += 1
    if k + 2 < stop and tokens[k].low == "as" and tokens[k + 1].low == "well" and tokens[k + 2].low == "as":
        return k + 3
    if k < stop and tokens[k].low in ("and", "plus"):
        return k + 1 if k + 1 < stop else None
    if (
        k > end
        and k < stop
        and (tokens[k].kind == "num" or tokens[k].low in ("his", "her", "a", "an", "their"))
        and _and_later(tokens, k, stop)
    ):
        return k
    return None


def _and_later(tokens: Sequence[Token], k: int, stop: int) -> bool:
    for n in range(k, min(stop, k + 10)):
        if tokens[n].low == "and":
            return n + 1 < stop and (tokens[n + 1].kind == "num" or tokens[n + 1].low in listed("singular_det"))
        if tokens[n].low in words().auxiliaries or tokens[n].low in ("including", "wounded", "injured"):
            return False
    return False


def _sum(tokens: Sequence[Token], parts: list[People]) -> People:
    exact = all(p.quantity.low is not None and p.quantity.low == p.quantity.best == p.quantity.high for p in parts)
    start, end = parts[0].start, parts[-1].end
    statuses = {p.status for p in parts} - {"unknown"}
    status: VictimStatus = statuses.pop() if len(statuses) == 1 else "mixed" if statuses else "unknown"
    if exact:
        total = sum(p.quantity.low or 0 for p in parts)
        quantity = Quantity(total, total, total)
    else:
        lows = [p.quantity.low for p in parts]
        low = sum(x for x in lows if x is not None) if any(x is not None for x in lows) else None
        bests = [p.quantity.best for p in parts]
        best = sum(x or 0 for x in bests) if all(x is not None for x in bests) else None
        quantity = Quantity(low, best if low is not None else None, None, vague=True)
    return People(quantity, _text(tokens, start, end), status, start, end, _text(tokens, start, end), True)


def _single(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """One people phrase without coordination."""
    w, first, limit = words(), k, min(stop, len(tokens), k + REACH)
    quantity: Quantity | None = None
    number_text: str | None = None
    determiner = ""
    if k + 1 < limit and tokens[k].low in ("only", "just") and tokens[k + 1].kind == "num":
        k += 1
    while k < limit and (
        tokens[k].low in w.determiners or tokens[k].text in "\"“”'’‘" or tokens[k].low in ("what", "of")
    ):
        if tokens[k].low == "no":
            quantity, number_text = Quantity(0, 0, 0, zero=True), "no"
        if tokens[k].low == "of" and k == first:
            return None
        determiner = determiner or tokens[k].low
        k += 1
    if k < limit and tokens[k].kind == "num":
        if quantity is None:
            quantity, number_text = tokens[k].number, tokens[k].text
        k += 1
        if k < limit and tokens[k].low == "of":
            k += 1
            while k < limit and tokens[k].low in w.determiners | {"them"}:
                k += 1
    head, person, status, capitals = -1, False, "unknown", 0
    n = k
    while n < limit:
        token = tokens[n]
        low = token.low
        if token.kind == "actor" or (token.kind == "word" and low in w.civilian | w.combatant | w.unknown_people):
            head, person, status = n, True, _status(token)
        elif low in ("and", "or") and quantity is not None and head >= 0 and not person:
            pass  # "70 regime and rebel fighters"
        elif (
            (head >= 0 and person and low in listed("harm_predicates"))
            or token.kind == "num"
            or (head >= 0 and low in w.determiners and low != "'s")
        ):
            break
        elif token.kind == "place":
            if n + 1 < limit and (tokens[n + 1].kind == "actor" or inside_np(tokens, n + 1)):
                n += 1
                continue
            break
        elif (
            token.text == ","
            and n + 1 < limit
            and tokens[n + 1].kind == "word"
            and person is False
            and tokens[n - 1].low.islower()
            and not tokens[n - 1].low.endswith("s")
            and n > k
        ) or (token.text in "-–" and n > k and n + 1 < limit and tokens[n + 1].kind == "word"):
            n += 1
            continue
        elif not inside_np(tokens, n) or (token.low == "'s" and (n + 1 >= limit)):
            break
        else:
            if low in w.not_people:
                head, person = n, False
            elif head >= 0 and person and not token.capital:
                if low in ("members", "member") or low.endswith(_PLURAL_ENDINGS):
                    pass
                elif low not in w.adverbs and low not in ("alike", "aged", "dead"):
                    person = False
            head = n
            if not person:
                person = low in w.civilian | w.combatant | w.unknown_people
            capitals += token.capital
            if quantity is not None and not person and low.endswith(_PLURAL_ENDINGS) and low not in w.not_people:
                person = True
        n += 1
    end = head + 1
    if head < 0:
        if quantity is not None and not quantity.zero and (k >= stop or _bare(tokens, k)):
            return People(quantity, number_text or "", "unknown", first, k, number_text, True)
        return None
    return _read(tokens, first, k, end, quantity, number_text, determiner, person, status, capitals)  # type: ignore[arg-type]


def _read(
    tokens: Sequence[Token],
    first: int,
    k: int,
    end: int,
    quantity: Quantity | None,
    number_text: str | None,
    determiner: str,
    person: bool,
    status: VictimStatus,
    capitals: int,
) -> People | None:
    w = words()
    head = tokens[end - 1]
    text = _text(tokens, first if determiner not in ("the", "a", "an") else first + 1, end)
    if status == "unknown":
        status = _status(head)
    if quantity is not None:
        capital_group = head.capital and head.kind == "word" and head.low not in w.not_people
        if not person and not capital_group:
            return None
        return People(quantity, text, status, first, end, number_text, True)
    if person:
        named = capitals >= 2 and head.capital and head.low not in w.civilian | w.combatant | w.unknown_people
        plural = (
            not named
            and (head.low.endswith("s") or head.low in listed("plural_people") or head.low.endswith("men"))
            and head.low not in ("boss",)
        )
        if head.kind == "actor":
            single = determiner in ("a", "an", "one") and not plural
            if single:
                return People(_ONE, text, status, first, end, None, True)  # "a Jordanian soldier"
            if head.actor is not None and not head.actor.generic and not plural:
                return None  # "killed Islamic State" names no people
            plural = True
        if plural or head.low in listed("groups"):
            return People(_MANY, text, status, first, end, None, False)
        if determiner in listed("singular_det") or capitals or first == k:
            return People(_ONE, text, status, first, end, None, determiner in ("a", "an", "one"))
        return None
    if capitals >= 2 and capitals >= (end - k) - 1 and head.capital and not determiner:
        return People(_ONE, text, "unknown", first, end, None, False)  # a named person
    return None


def _bare(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number stands alone at k-1: what follows is no noun that it could count."""
    if k >= len(tokens):
        return True
    token = tokens[k]
    return (
        (token.kind in ("punct", "year") and token.text not in "-–%/$")
        or (token.kind == "word" and not inside_np(tokens, k))
        or token.kind == "place"
    )


def _status(token: Token) -> VictimStatus:
    w = words()
    if token.kind == "actor":
        return "combatant"
    if token.low in w.civilian:
        return "civilian"
    return "combatant" if token.low in w.combatant else "unknown"


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of [start, end) as written, white space folded."""
    out = ""
    for n in range(start, end):
        gap = " " if out and tokens[n].start > tokens[n - 1].end else ""
        out += gap + tokens[n].text
    return out
