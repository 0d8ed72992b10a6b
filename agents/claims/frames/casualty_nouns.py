"""Harm told by the noun of a deed: "the killing of 12 soldiers by …", "12 deaths"."""

from collections.abc import Sequence

from agents.claims.entities.people import people_phrase, summed
from agents.claims.entities.people_group import People
from agents.claims.frames.casualty_moves import dwellers
from agents.claims.frames.casualty_tolls import figure_of
from agents.claims.frames.casualty_victims import by_phrase
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words
from schemas.claim import VictimStatus

MOST = 20_000
"""A larger figure than this is no loss of men in a battle, but one of money."""


def harm_noun(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the killing of 12 soldiers by …", "the mass execution of hundreds of men"; "12 deaths"."""
    if tokens[i].low in ("loss", "losses") and rule.needs == "men":
        put = lost_at(tokens, i, rule)
        if put is not None or tokens[i].low == "losses":
            return put
    people: People | None = None
    k = i + 1
    if k < len(tokens) and tokens[k].low in "\"”’'":
        k += 1
    by = _by_before_of(tokens, k)
    if by is not None:
        k = by.end  # "the beheading by rebels of 12 men"
    if k < len(tokens) and tokens[k].low == "of":
        people = people_phrase(tokens, k + 1)
    elif rule.name == "casualty.injuries" and k < len(tokens) and tokens[k].low == "to":
        people = people_phrase(tokens, k + 1)  # "deaths of 60 soldiers and injuries to 40 others"; not "to its captain"
        people = people if people is not None and people.number_text is not None else None
    elif tokens[i].low in listed("counted_nouns"):
        people = _counted_noun(tokens, i)
        if people is None and (told := figure_of(tokens, i, rule)) is not None:
            return told
    if people is not None and rule.needs == "men" and not (people.counted and people.status == "combatant"):
        return None
    if people is None or (rule.value == "displaced" and not (people.counted and dwellers(tokens, people))):
        return None
    found = Match(rule, i, min(i, people.start), max(people.end, k), "nominal", people=people)
    found.agent = by or by_phrase(tokens, people.end)
    return found


def lost_at(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "put its losses at nine", "bringing the losses since May to 710": the dead, where the wounded are not said to be
    among them.
    """
    before = {token.low for token in tokens[max(0, i - 5) : i]}
    summed = bool(before & listed("summing")) and any(t.low in listed("killing_words") | {"fallen"} for t in tokens[:i])
    if not summed and not before & listed("put_at"):
        return None
    for n in range(i + 1, min(len(tokens) - 1, i + (9 if summed else 6))):
        figure, after = tokens[n + 1].number, tokens[n + 2].low if n + 2 < len(tokens) else "."
        if tokens[n].low in ("at", "as", "to") and figure is not None:
            if (figure.best or figure.low or 0) > MOST:
                return None  # a bank's losses
            counted = after in ("and", ".", ",", ";", "in", "men", "soldiers", "dead")
            text = f"{tokens[i].text} at {tokens[n + 1].text}"
            people = People(figure, text, "combatant", n + 1, n + 2, tokens[n + 1].text, True)
            return Match(rule, i, i, n + 2, "word", people=people) if counted else None
    return None


def _by_before_of(tokens: Sequence[Token], k: int) -> Span | None:
    """The agent of "the beheading by rebels of 12 men"."""
    if k >= len(tokens) or tokens[k].low != "by":
        return None
    of = next((n for n in range(k + 2, min(len(tokens), k + 8)) if tokens[n].low == "of"), -1)
    return Span(k + 1, of) if of > 0 else None


def _counted_noun(tokens: Sequence[Token], i: int) -> People | None:
    """ "2,093 deaths", "378 reported fatalities", "12,000 injuries", "seven army and three rebel fatalities": the
    number stands before the noun.
    """
    last = _counted_before(tokens, i - 1, i + 1)
    if last is None or last.start < 3 or tokens[last.start - 1].low != "and":
        return last
    first = _counted_before(tokens, last.start - 2, last.start - 1)
    return summed(tokens, (first, last)) if first is not None and first.end - first.start > 1 else last


def _counted_before(tokens: Sequence[Token], last: int, end: int) -> People | None:
    """Those whose count stands before the adjectives or the side that end at ``last``; null where none does."""
    at = last
    while at > 0 and last - at < 4 and (tokens[at].low in listed("counted_adjectives") or _of_a_side(tokens[at])):
        at -= 1
    figure = tokens[at].number if at >= 0 else None
    if figure is None:
        return None
    side = any(_of_a_side(token) for token in tokens[at + 1 : last + 1])
    text = text_of(tokens, at, end)
    status: VictimStatus = "combatant" if side else "unknown"
    return People(figure, text, status, at, end, tokens[at].text, True)


def _of_a_side(token: Token) -> bool:
    """Whether a word says whose dead they are: "army", "Houthi", "soldier"."""
    return token.kind == "actor" or token.low in words().combatant or token.low in listed("state_nouns", "rebel_sides")
