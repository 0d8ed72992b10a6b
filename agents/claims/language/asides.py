"""What is set off inside a clause: parentheses between commas, dashes or brackets, and "12 of whom"."""

from collections.abc import Sequence

from agents.claims.language.noun_phrases import Span, is_adverb
from agents.claims.model import Token
from agents.claims.words import listed, words

OPENS = {",": ",", "—": "—", "–": "–", "-": "-", ")": "("}
"""A closing mark, and the one that opens what it closes."""


def opener(tokens: Sequence[Token], j: int, floor: int) -> int:
    """The mark that opens the parenthesis closed at j, or -1 where what lies between is no parenthesis."""
    w = words()
    want = OPENS[tokens[j].text]
    if want == "-" == tokens[j - 1].text:  # "X -- listed as a party of terror -- killed"
        pairs = (k for k in range(j - 3, max(floor + 1, j - 25), -1) if tokens[k].text == tokens[k - 1].text == "-")
        return next(pairs, 0) - 1
    if want == "," and (listed_ := _including(tokens, j, floor)) >= 0:
        return listed_
    for k in range(j - 1, max(floor, j - 25), -1):
        if tokens[k].text == want:
            first = tokens[k + 1]
            closed = (
                first.low in w.relatives
                or first.low in w.prepositions
                or first.low in w.determiners
                or first.kind in ("place", "num", "year", "actor")
                or first.text[:1].isdigit()
                or first.low.endswith(("ed", "ing"))
                or first.low in listed("hurt_participles")
                or first.low in w.direction  # "X, north of Y, fell"
                or first.low in listed("parenthesis_openers")
                or want != ","
                or (tokens[j - 2].low, tokens[j - 1].low) in (("among", "them"), ("above", "all"), ("in", "particular"))
                or _name_of(tokens, k, j)
                or _half_clause(tokens, k + 1)
                or any(token.low in listed("asides_told") for token in tokens[k + 1 : j])  # "X, he says, was taken"
            )
            return k if closed else -1
        if tokens[k].text in ";.?!:":
            return -1
    return -1


def _including(tokens: Sequence[Token], j: int, floor: int) -> int:
    """The comma that opens the list of "30 people, including seven soldiers, two nuns, and a cook," closed at j."""
    if j + 1 >= len(tokens) or tokens[j + 1].low not in words().be | words().have:
        return -1
    for k in range(j - 1, max(floor, j - 25), -1):
        if tokens[k].text == "," and tokens[k + 1].low in ("including", "among"):
            return k
        if tokens[k].text in ";.?!:" or tokens[k].low in words().be | words().have | words().relatives:
            return -1
    return -1


def _half_clause(tokens: Sequence[Token], n: int) -> bool:
    """Whether a clause without a verb of its own begins at n: "X, while on leave, said", "X, visibly shaken, said"."""
    low = tokens[n + 1].low
    if tokens[n].low in ("while", "when", "though", "although", "if", "once", "as"):
        return low.endswith(("ing", "ed")) or low in ("asked", "in", "at", "on")
    told_of = low in words().determiners | {"all", "both", "most", "some"}  # "reportedly all of them civilians"
    return is_adverb(tokens[n]) and (told_of or low.endswith(("ed", "en", "ing")))


def _name_of(tokens: Sequence[Token], k: int, j: int) -> bool:
    """Whether between the commas at k and j only stands the name of whoever was told of: "a driver, Syed Shah, was"."""
    named = all(token.kind == "word" and token.capital for token in tokens[k + 1 : j])
    return named and j - k > 2 and k > 0 and tokens[k - 1].low in words().people


def of_whom(tokens: Sequence[Token], start: int) -> Span | None:
    """The twelve of "40 people, 12 of whom were killed"; null where no such count stands right before the verb."""
    n = start - 1
    while n > 2 and (tokens[n].low in words().adverbs or is_adverb(tokens[n])):
        n -= 1
    if n < 2 or (tokens[n - 1].low, tokens[n].low) != ("of", "whom") or tokens[n - 2].kind != "num":
        return None
    return Span(n - 2, n - 1)


def names_before(tokens: Sequence[Token], a: int) -> bool:
    """Whether the phrase at a explains the place right before it, whose comma was lost: "X a town on the border"."""
    if a < 1 or tokens[a - 1].kind != "place" or tokens[a].low not in ("a", "an", "the", "one", "its"):
        return False
    if tokens[a].capital:
        return False  # "NIAMEY The army has …": a dateline that lost its dash
    return a == 1 or tokens[a - 2].kind == "punct" or tokens[a - 2].low in listed("clause_openers_before_names")
