"""Phrases that name people, with what is coordinated to them: "at least seven soldiers and 33 civilians"."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from agents.claims.entities.collectives import collective
from agents.claims.entities.people_group import MANY, ONE, People, group
from agents.claims.entities.rolls import roll
from agents.claims.entities.shares import everyone, of_the_hurt, share
from agents.claims.language.noun_phrases import ends_in_people, inside_np, runs_on
from agents.claims.language.tokens import text_of
from agents.claims.model import Quantity, Token
from agents.claims.words import listed, mode_words, words
from schemas.claim import VictimStatus


def people_phrase(tokens: Sequence[Token], k: int, stop: int | None = None) -> People | None:
    """Read a people phrase that begins at k, with what is coordinated to it; null where it names no people."""
    stop = len(tokens) if stop is None else stop
    if k < len(tokens) and tokens[k].kind in ("num", "word") and (rest := _all_but(tokens, k, stop)) is not None:
        return rest
    if k < stop and tokens[k].kind == "word" and tokens[k].capital and (named := roll(tokens, k, stop)) is not None:
        return named
    if k + 1 < stop and (tokens[k].low, tokens[k + 1].low) == ("the", "other"):
        return _ordinal(tokens, k, stop) or group(tokens, k, stop)  # "and wounded the other"
    first = _fellow(tokens, k, stop) or collective(tokens, k, stop) or share(tokens, k, stop)
    first = first or everyone(tokens, k, stop) or of_the_hurt(tokens, k, stop) or group(tokens, k, stop)
    if first is None:
        return _ordinal(tokens, k, stop) or _anybody(tokens, k)
    first = _and_children(tokens, first, stop)
    parts, end = [first], _past_of(tokens, first, stop)
    while (n := _conjunct(tokens, end, stop)) is not None and tokens[n].low not in listed("further_harm"):
        if tokens[end - 1].low in listed("counted_nouns"):
            break  # "three rebel fatalities, one soldier wounded"
        following = (
            collective(tokens, n, stop)
            or group(tokens, n, stop)
            or _countryman(tokens, parts[-1], n)
            or _companions(tokens, parts[-1], n, stop)
        )
        if following is None or following.quantity.zero or _is_subject_again(tokens, following.end, stop):
            break
        if not (
            following.counted
            or tokens[n].low in listed("singular_det")
            or _relation(tokens, parts[-1], n)
            or _bare_pair(parts, following)
            or _two_named(tokens, parts[-1], following)
        ) and not (first.counted and following.quantity.vague is False):
            if parts[-1].counted and following.quantity == MANY:
                end = following.end  # "40 soldiers and policemen": one count for both
                parts[-1] = _merged_text(tokens, parts[-1], following)
                continue
            break
        if _same_one(tokens, parts, following, n):
            parts[-1] = replace(parts[-1], end=following.end, text=text_of(tokens, parts[-1].start, following.end))
            return parts[-1]
        parts.append(following)
        end = following.end
    if len(parts) > 1 and _broken_down(tokens, parts):
        return first
    return summed(tokens, parts) if len(parts) > 1 else _or_more(tokens, parts[0])


def _bare_pair(parts: list[People], following: People) -> bool:
    """Whether a headline opens with two people, each without an article: "Nun and driver killed near X"."""
    first = parts[-1]
    one_each = first.quantity == following.quantity == ONE and not (first.counted or following.counted)
    return one_each and first.start == 0 and first.end == 1 and following.text.islower()


def _two_named(tokens: Sequence[Token], before: People, following: People) -> bool:
    """Whether two are told by their names: "shot dead Ana Ruiz and Juan Diaz"; no "…, and Human Rights Watch said"."""
    ends = following.end
    plain = all(_plain_name(tokens, people) for people in (before, following))
    speaks = ends < len(tokens) and tokens[ends].low in listed("said_so", "present_speech")
    return plain and not speaks and tokens[before.end].low == "and" and following.start == before.end + 1


def _plain_name(tokens: Sequence[Token], people: People) -> bool:
    """Whether a phrase is nothing but one person's name, of two words at least, his trade before it or not."""
    inside = list(tokens[people.start : people.end])
    trade = next((n for n, token in enumerate(inside) if token.low in words().people), -1)
    if 0 <= trade < 3 and all(token.kind == "word" and not token.capital for token in inside[1 : trade + 1]):
        inside = inside[trade + 1 :]  # "cameraman Omar Najjar", "broadcast engineer Ali Reda"
    named = len(inside) > 1 and all(token.kind == "word" and token.capital for token in inside)
    known = listed("group_names", "armed") | {"watch", "council", "agency", "ministry", "party"}
    return named and people.quantity == ONE and not people.counted and inside[-1].low not in known


def _same_one(tokens: Sequence[Token], parts: list[People], following: People, n: int) -> bool:
    """Whether one person is told of twice: "a student and member of the club was"; no "a student and a member were"."""
    single = (
        len(parts) == 1 and parts[0].quantity == following.quantity == ONE and tokens[parts[0].start].low in ("a", "an")
    )
    if not single or following.counted or tokens[n].low in listed("singular_det"):
        return False
    behind = (t.low for t in tokens[following.end : following.end + 10] if t.low in words().auxiliaries)
    return next(behind, "") in ("was", "has", "is")


def _or_more(tokens: Sequence[Token], people: People) -> People:
    """The same people with an open end: "60 protesters or more"."""
    q, end = people.quantity, people.end
    if q.best is None or not people.counted or [token.low for token in tokens[end : end + 2]] != ["or", "more"]:
        return people
    return replace(
        people, quantity=replace(q, low=q.low or q.best, high=None), text=text_of(tokens, people.start, end + 2)
    )


def _all_but(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The sixteen of "all but two of the 18 passengers", read from "all" or from "two" on."""
    n = k + 2 if tokens[k].low == "all" else k
    if n < 2 or n + 3 >= stop or (tokens[n - 2].low, tokens[n - 1].low) != ("all", "but"):
        return None
    spared, of = tokens[n].number, n + 2 + (tokens[n + 2].low in words().determiners)
    whole = group(tokens, of, stop) if tokens[n + 1].low == "of" and of < stop else None
    if whole is None or not whole.counted or whole.quantity.best is None or spared is None or spared.best is None:
        return None
    left = whole.quantity.best - spared.best
    text = text_of(tokens, n - 2, whole.end)
    return replace(whole, quantity=Quantity(left, left, left), start=n - 2, text=text) if left > 0 else None


def _companions(tokens: Sequence[Token], before: People, n: int, stop: int) -> People | None:
    """The visitors of "260 patients and visitors", a noun of which it is not known that it names people."""
    token = tokens[n]
    plural = token.kind == "word" and not token.capital and ends_in_people(token.low)
    ends = n + 1 >= stop or n + 1 >= len(tokens)
    if not (plural and before.counted and ends) or token.low in words().not_people:
        return None
    return People(MANY, token.text, "civilian", n, n + 1)


def _fellow(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The first of "a Ghanaian and a Nepalese peacekeeper": by people alone, what they are is told of the second."""
    if k + 4 >= min(stop, len(tokens)) or tokens[k].low not in listed("ones") or tokens[k + 2].low != "and":
        return None
    here, there = tokens[k + 1], tokens[k + 4]
    if tokens[k + 3].low not in listed("ones") or not (here.capital and there.capital):
        return None
    second = group(tokens, k + 3, stop) if here.kind == there.kind == "word" else None
    if second is None or second.end < k + 6 or not second.counted:
        return None
    return People(ONE, text_of(tokens, k, k + 2), second.status, k, k + 2, None, True)


def _anybody(tokens: Sequence[Token], k: int) -> People | None:
    """The "any villager" of "denied that any villager had been killed": nobody, says who denies it."""
    if k < 1 or k + 1 >= len(tokens) or tokens[k].low != "any":
        return None
    if not any(token.low in mode_words().denials for token in tokens[max(0, k - 20) : k]):
        return None
    who = tokens[k + 1]
    folk = who.low in words().people or (who.capital and f"{who.low}s" in words().people)
    status: VictimStatus = "civilian" if who.low in words().civilian else "unknown"
    return People(MANY, text_of(tokens, k, k + 2), status, k, k + 2) if folk else None


def _countryman(tokens: Sequence[Token], before: People, n: int) -> People | None:
    """The one more of "two Indians and a Pakistani"."""
    peoples = before.counted and (tokens[before.end - 1].capital or before.status == "combatant")
    if not peoples or n + 1 >= len(tokens) or tokens[n].low not in ("a", "an"):
        return None
    one = tokens[n + 1]
    alone = n + 2 >= len(tokens) or not inside_np(tokens, n + 2)
    if not (one.capital and one.kind == "word" and alone):
        return None
    return People(ONE, one.text, "unknown", n, n + 2, None, True)


def _and_children(tokens: Sequence[Token], first: People, stop: int) -> People:
    """The whole of "several Nuer men, women and children", "40 men, women and children": one count for all."""
    k = first.end
    counted = first.counted or first.quantity == MANY
    if not counted or k + 3 >= stop or tokens[k].text != "," or _who_says_so(tokens, k + 1):
        return first
    n = _past_folk(tokens, k + 1, stop)
    if n == k + 1 or n >= stop or tokens[n].low != "and" or _who_says_so(tokens, k + 1):
        return first
    end = _past_folk(tokens, n + 1, stop)
    return first if end == n + 1 else replace(first, end=end, text=text_of(tokens, first.start, end))


def _past_folk(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The position after "women", "non-commissioned officers": people in the plural without a count; else k."""
    for n in range(k, min(stop, k + 4)):
        token = tokens[n]
        if token.low in words().people and (token.low.endswith("s") or token.low in listed("plural_people")):
            return n + 1
        if token.kind != "word" and token.text != "-":
            return k
        if not (token.text == "-" or inside_np(tokens, n)) or token.low in words().determiners:
            return k
    return k


def _broken_down(tokens: Sequence[Token], parts: list[People]) -> bool:
    """Whether the parts behind the first only tell who they were: "181 villagers, 130 men and 51 women"; no "two
    reporters, a driver and a guard", of whom no comma says so.
    """
    head, end = tokens[parts[0].end - 1], parts[-1].end
    closed = end >= len(tokens) or tokens[end].kind == "punct"
    if not (closed or head.capital or head.low.rpartition(" ")[2] in listed("whole_groups", "broken_down")):
        return False
    bests = [part.quantity.best for part in parts]
    if parts[0].status == "combatant" and any(part.status == "civilian" for part in parts[1:]):
        return False  # "two policemen, a clerk and a farmer" are four
    return len(parts) > 2 and None not in bests and bests[0] == sum(best or 0 for best in bests[1:])


def _past_of(tokens: Sequence[Token], first: People, stop: int) -> int:
    """The position after one person's "of X", where "and his driver" goes on; else after the phrase itself."""
    end = first.end
    one = first.quantity.best == 1
    if not (one or first.counted) or end >= stop or tokens[end].low not in ("of", "for"):
        return end
    n = end + 1
    while n < stop and n - end < 7 and (inside_np(tokens, n) or tokens[n].low == "of"):
        n += 1
    if n + 1 >= stop or tokens[n].low != "and":
        return end
    after = tokens[n + 1]
    elsewhere = n + 2 < stop and tokens[n + 2].low in ("of", "in", "at", "near")  # "two residents of X and one of Y"
    goes_on = (after.kind == "num" and not elsewhere) or after.low in (
        {"his", "her", "their", "a", "an"} if one else {"a", "an"}
    )
    return n if goes_on else end


def _ordinal(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """ "a third was wounded", "another died": one more of those named before."""
    if k >= len(tokens):
        return None
    n = (
        k + 1
        if tokens[k].low in ("a", "the")
        and k + 1 < len(tokens)
        and tokens[k + 1].low in ("second", "third", "fourth", "fifth", "other")
        else k
    )
    if n == k and tokens[k].low != "another":
        return None
    another = n == k or tokens[n].low == "other"  # "injured another in X"; but "a fifth of the crop" is a share
    after = _behind_another() if another else words().auxiliaries
    if n + 1 >= stop or tokens[n + 1].low in after or tokens[n + 1].kind == "punct":
        return People(ONE, text_of(tokens, k, n + 1), "unknown", k, n + 1, text_of(tokens, k, n + 1), True)
    return None


@cache
def _behind_another() -> frozenset[str]:
    told = words().auxiliaries | (words().prepositions - {"of"})
    return told | listed("harm_predicates", "clause_prepositions")


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
    return People(a.quantity, text_of(tokens, a.start, b.end), status, a.start, b.end, a.number_text, a.counted)


def _conjunct(tokens: Sequence[Token], end: int, stop: int) -> int | None:
    """Where the next conjunct begins, or null: ", X", "and X", "as well as X"."""
    end = _past_ages(tokens, end, stop)
    k = end
    if k < stop and tokens[k].text == ",":
        k += 1
    if k + 2 < stop and tokens[k].low == "as" and tokens[k + 1].low == "well" and tokens[k + 2].low == "as":
        return k + 3
    if k + 2 < stop and tokens[k].low in ("along", "together") and tokens[k + 1].low == "with":
        return k + 2
    if k < stop and tokens[k].low in ("and", "plus"):
        return k + 1 if k + 1 < stop and tokens[k + 1].low not in ("burnt", "burned", "torched") else None
    if k == end and runs_on(tokens, k, stop):
        return k
    if (
        k > end
        and k < stop
        and (tokens[k].kind == "num" or tokens[k].low in listed("relations") | {"his", "her", "a", "an", "their"})
        and (_and_later(tokens, k, stop) or _last_of_list(tokens, k, end, stop))
        and not _who_says_so(tokens, k)
    ):
        return k
    return None


def _relation(tokens: Sequence[Token], before: People, n: int) -> bool:
    """Whether a relation is told behind another, whose "his" holds for both: "his wife, son and daughter"."""
    kin = listed("relations")
    return tokens[n].low in kin and tokens[before.end - 1].low in kin


def _past_ages(tokens: Sequence[Token], end: int, stop: int) -> int:
    """The position after how old they were: "a man, aged 63, and a girl", "his wife, 60, and", "a man (63) and"."""
    k = end + (end < stop and tokens[end].text in (",", "("))
    if k < stop and tokens[k].kind == "year" and tokens[k].low == "aged":
        return k + 1
    if k == end or k + 1 >= stop or tokens[end - 1].kind == "num" or not tokens[k].text.isdigit():
        return end
    after, bracket = tokens[k + 1], tokens[end].text == "("
    told = after.text == ")" if bracket else after.text == "," or after.low == "and"
    return k + 1 + bracket if told and int(tokens[k].text) <= OLDEST else end


OLDEST = 110
"""Years; a greater number behind a person is no age."""


def _who_says_so(tokens: Sequence[Token], k: int) -> bool:
    """Whether those at k tell of it: "killing 18 soldiers, a deputy from the area and a doctor said"."""
    for n in range(k, min(len(tokens), k + 16)):
        if tokens[n].kind == "punct" and tokens[n].text in ",.;:":
            return False
        if tokens[n].low in listed("said_so") or tokens[n].low in listed("present_speech"):
            return True
    return False


def _last_of_list(tokens: Sequence[Token], k: int, end: int, stop: int) -> bool:
    """Whether the count at k ends a list without an "and" right before what befell them: "six rebels, one officer
    killed"; no "twelve people, three children", who are of the twelve.
    """
    before, told = tokens[end - 1], tokens[stop].low if stop < len(tokens) else ""
    if tokens[k].kind != "num" or told not in listed("harm_predicates") or before.low in listed("whole_groups"):
        return False
    last = group(tokens, k, stop)
    return last is not None and last.end == stop


def _and_later(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """Whether the list that goes on at k has its "and" with another count behind it."""
    for n in range(k, min(stop, k + 10)):
        if tokens[n].low == "and":
            return n + 1 < stop and (
                tokens[n + 1].kind == "num" or tokens[n + 1].low in listed("singular_det", "relations")
            )
        if tokens[n].low in words().auxiliaries or tokens[n].low in ("including", "wounded", "injured"):
            return False
    return False


def summed(tokens: Sequence[Token], parts: Sequence[People]) -> People:
    """All of them as one: "three women and three children" are six; open counts stay open."""
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
    text = text_of(tokens, start, end)
    return People(quantity, text, status, start, end, text, True, tuple(parts))
