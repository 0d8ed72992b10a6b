"""The dead as a figure that rises: "the flood toll reached 94", "the body count exceeds 300", "put deaths at 40"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import inside_np, is_time
from agents.claims.language.tokens import text_of
from agents.claims.model import Quantity, Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

REACH = 18
"""Tokens behind "the toll" in which its figure is looked for."""
LONG_REACH = 30
"""Tokens behind it in which one is looked for to which it "has risen", past long names of those who fought."""
BACK = 8
"""Tokens before "deaths in X" in which the verb is looked for that puts or raises them."""


def toll(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the death toll rose to 40", "the flood toll reached 94"; no road toll."""
    before = tokens[i - 1].low if i else "the"
    known = before in listed("before_toll") or before in listed("attack_nouns") or before in listed("mishaps")
    if not known and tokens[i - 1].kind != "num":
        return None
    risen = False
    if "road" in {tokens[n].low for n in range(max(0, i - 2), i)}:
        return None
    for n in range(i + 1, min(len(tokens), i + LONG_REACH)):
        token = tokens[n]
        if token.kind == "punct" and token.text in ".;":
            return None
        if n >= i + REACH and not risen and tokens[n].low not in words().have | listed("rising", "moves_a_toll"):
            continue
        if token.text[:1].isdigit() and token.low.endswith(("st", "nd", "rd", "th")):
            continue  # "between X and the 33rd Front"
        if token.low in ("includes", "included", "comprises") and not risen:
            return None  # "The death toll includes four guards": some of those counted before
        if token.low == "but" and not risen:
            return None  # "would give no death toll, but residents said seven were killed"
        if token.low == "because" or (risen and token.low in ("as", "after", "with") and not _as_of(tokens, n)):
            return None  # "is expected to rise because many are hurt", "rises as 12 more die"
        risen = risen or token.low in listed("rising", "moves_a_toll")
        dated = n > 0 and tokens[n - 1].capital and is_time(tokens, n - 1)  # "which was launched May 23"
        dated = dated or any(month.low in listed("months") and month.capital for month in tokens[n + 1 : n + 2])
        if token.kind == "num" and token.number is not None and tokens[n - 1].low not in ("from", "by") and not dated:
            people = people_phrase(tokens, n)
            if (
                people is None
                and n + 1 < len(tokens)
                and (tokens[n + 1].low in ("a", "a few") or is_time(tokens, n + 1))
            ):
                people = People(token.number, token.text, "unknown", n, n + 1, token.text, True)  # "to 41 a day later"
            if people is None and (token.number.best is None or not (risen or n == i + 1)):
                continue  # "from the quake and multiple aftershocks", "from landslides that hit three towns"
            if people is None or _come_to_other_harm(tokens, people.end):
                return None
            people = replace(people, quantity=_or_more(tokens, n)) if people.quantity == token.number else people
            return Match(rule, i, i, people.end, "word", people=people)
    return None


def _come_to_other_harm(tokens: Sequence[Token], k: int) -> bool:
    """Whether those counted before k are none of the dead: "is likely to rise, with 1,200 people missing"."""
    while k < len(tokens) and (tokens[k].low in words().adverbs or tokens[k].low in listed("copula")):
        k += 1
    return k < len(tokens) and tokens[k].low in listed("harmed_else")


def _as_of(tokens: Sequence[Token], n: int) -> bool:
    """Whether "as of Monday", "as high as" begins at n."""
    return n + 2 < len(tokens) and (tokens[n + 1].low == "of" or tokens[n + 2].low == "as")


def body_count(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "raised the quake's body count to 334", "the body count after the landslides exceeds 500"."""
    of_bodies = i + 2 < len(tokens) and tokens[i + 1].low == "of" and _corpses(tokens, i + 2)
    told = of_bodies or (i > 0 and tokens[i - 1].low in listed("counted_bodies"))
    return figure_of(tokens, i, rule) if told else None


def _corpses(tokens: Sequence[Token], k: int) -> bool:
    """Whether "bodies", "the dead" stand at k."""
    return any(token.low in listed("counted_dead") for token in tokens[k : k + 2])


def figure_of(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """The count behind "deaths": "put deaths in X at 16", "fatalities mounted to 46", "taking to two the number of
    deaths"; null where none is told, or one of each year.
    """
    if rule.value != "killed":
        return None
    if (ahead := _number_ahead(tokens, i, rule)) is not None:
        return ahead
    if (
        [token.low for token in tokens[i + 1 : i + 3]] == ["coded", "as"]
        and i + 3 < len(tokens)
        and tokens[i + 3].number
    ):
        return _told(tokens, rule, i, i + 3)  # a coder's "unclear fatalities coded as 10"
    moved = any(token.low in listed("moves_a_toll", "put_at") for token in tokens[max(0, i - BACK) : i])
    for n in range(i + 1, min(len(tokens) - 1, i + REACH)):
        token, figure = tokens[n], tokens[n + 1].number
        if token.text in ".;?!:":
            return None
        moved = moved or token.low in listed("moves_a_toll") or token.low in listed("rising")
        if figure is not None and token.low in listed("exceeding"):
            return _told(tokens, rule, i, n + 1)
        if figure is not None and token.low in ("at", "to") and moved:
            return _told(tokens, rule, i, n + 1)
        if figure is not None and token.low in listed("ranging") and figure.low != figure.high:
            return _told(tokens, rule, i, n + 1)  # "reports of fatalities vary from 53 to 100"
        if token.kind == "num" and tokens[n - 1].low not in ("of", "since", "on", "from", "by"):
            return None  # another count stands between
    return None


def _number_ahead(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "taking to two the number of deaths", "bringing to 29 the total of fatalities"."""
    n = i - 4
    if n < 1 or tokens[i - 1].low != "of" or tokens[i - 2].low not in listed("countings") | {"total"}:
        return None
    fits = tokens[i - 3].low == "the" and tokens[n].kind == "num" and tokens[n - 1].low in ("to", "at")
    return _told(tokens, rule, i, n) if fits else None


def _told(tokens: Sequence[Token], rule: Rule, i: int, n: int) -> Match | None:
    """The match of a figure at n ("exceeds 500": 500 or more), unless it counts something else or so many a year."""
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    ends = after is None or after.kind == "punct" or not inside_np(tokens, n + 1) or after.low == "the"
    of_each = after is not None and (after.low in ("a", "each", "every", "per", "%") or after.text in "%-$")
    if of_each or (not ends and after is not None and after.low not in listed("counted_folk", "parts_of_now")):
        return None
    figure = _or_more(tokens, n)
    text = text_of(tokens, min(i, n), max(i, n) + 1)
    people = People(figure, text, "unknown", n, n + 1, tokens[n].text, True)
    return Match(rule, i, min(i, n), max(i, n) + 1, "word", people=people)


def _or_more(tokens: Sequence[Token], n: int) -> Quantity:
    """The count at n, without an upper bound behind "exceeds", "has passed", without a lower one behind "nears"."""
    figure, verb = tokens[n].number or Quantity(None, None, None), tokens[n - 1].low
    if figure.best is None or figure.best != figure.high:
        return figure
    if verb in listed("over_it"):
        return replace(figure, low=figure.best, high=None)
    return replace(figure, low=None) if verb in listed("just_below_it") else figure
