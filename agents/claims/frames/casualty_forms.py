"""Harm in the stock forms of event records: "Fatalities: 7", "6 KIA, 12 WIA", "7 martyrs", "X: 4 by IED"."""

from collections.abc import Sequence

from agents.claims.entities.people import people_phrase, summed
from agents.claims.entities.people_group import People
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import inside_np
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def stock_form(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """The match of a recorder's stock form at i; null where there is none."""
    if tokens[i].low in listed("code_words"):
        return _coded(tokens, i, rule)
    return _listed(tokens, i, rule) if rule.needs == "form" else _headed(tokens, i, rule)


def _headed(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Fatalities: 7", "Total civilian deaths: 12", "Killed: 4, injured: 12", "Wounded (civilian): 3"."""
    if tokens[i].low not in listed("tally_heads") or rule.after:
        return None
    n = i + 1
    if n + 2 < len(tokens) and tokens[n].text == "(":
        n = next((k + 1 for k in range(n + 1, min(len(tokens), n + 5)) if tokens[k].text == ")"), n)
    if n + 1 >= len(tokens) or tokens[n].text not in ":=" or tokens[n + 1].kind != "num":
        return None
    first = i
    while first > 0 and i - first < 4 and tokens[first - 1].low in listed("tally_adjectives"):
        first -= 1
    if first > 0 and not (tokens[first - 1].kind == "punct" and tokens[first - 1].text in ".;,|•:-–—/()"):
        return None
    figure = tokens[n + 1].number
    if figure is None or figure.zero:
        return None
    told = _both_sides(tokens, n + 1) or people_phrase(tokens, n + 1)
    text = f"{tokens[i].text}: {tokens[n + 1].text}"
    people = told or People(figure, text, "unknown", n + 1, n + 2, tokens[n + 1].text, True)
    return Match(rule, i, first, people.end, "word", people=people)


def _both_sides(tokens: Sequence[Token], k: int) -> People | None:
    """The five and the two of "Fatalities: 5 rebels, 2 soldiers.", all of whom are counted."""
    parts = list[People]()
    while k < len(tokens) and tokens[k].kind == "num" and (part := people_phrase(tokens, k)) is not None:
        if part.end == part.start + 1:
            return None  # "Killed: 4, 3 hurt"
        parts.append(part)
        k = part.end + (part.end < len(tokens) and tokens[part.end].low in (",", "and", "/"))
    ends = k >= len(tokens) or tokens[k].text in ".;"
    return summed(tokens, parts) if len(parts) > 1 and ends else None


def _listed(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """The dead of a place's line in a list: "Baquba: 4 by IED, policeman by gunfire."."""
    by = i - 1 - (i > 1 and tokens[i - 1].low in ("car", "roadside", "suicide", "us", "a"))
    if by < 2 or tokens[by].low != "by":
        return None
    first = by - 1
    while first > 0 and tokens[first - 1].kind != "punct" and by - first < 6:
        first -= 1
    colon = next((n for n in range(1, min(first, 8)) if tokens[n].text == ":" and tokens[n - 1].kind == "place"), 0)
    if not colon or any(token.low in words().verbs | words().auxiliaries for token in tokens[colon:i]):
        return None
    people = people_phrase(tokens, first, stop=by)
    if people is None or people.end != by or not (people.counted or people.quantity.best == 1):
        return None
    return Match(rule, i, first, i + 1, "word", people=people)


def _coded(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "6 KIA", "2 x ISAF KIA", "3 x WIA", "7 martyrs due to shelling": the code stands behind the count."""
    n = i - 1
    while n >= 0 and i - n < 5 and tokens[n].kind in ("word", "actor") and inside_np(tokens, n):
        n -= 1
    if n < 0 or tokens[n].kind != "num" or (i + 1 < len(tokens) and tokens[i + 1].low in ("'s", "'")):
        return None
    figure = tokens[n].number
    if figure is None or figure.zero:
        return None
    whose = n + 1 + (tokens[n + 1].low == "x")
    told = tokens[whose:i]
    side = any(token.kind == "actor" for token in told) or tokens[i].low in listed("soldiers_codes")
    text = text_of(tokens, n, i + 1)
    people = People(figure, text, "combatant" if side else "unknown", n, i + 1, tokens[n].text, True)
    return Match(rule, i, n, i + 1, "word", people=people)
