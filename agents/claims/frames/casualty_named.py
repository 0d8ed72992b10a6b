"""Those told by name: "Salinas, a community leader, was killed", "Khalil and his driver", "Father Ruiz and ten"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import ONE, People
from agents.claims.language.noun_phrases import Span, phrase_start
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.words import listed, words

REACH = 20
"""Tokens between the commas of what stands beside a name, at most."""
_BEFORE_ONE = frozenset({"that", "and", "when", "as", "says", "say"})
NAME = 3
"""Words of such a name, at most: a longer one is read by itself."""


def apposed(tokens: Sequence[Token], span: Span) -> People | None:
    """The one of a name and its apposition, of which the name alone tells no person; null for any other phrase."""
    name = tokens[span.start : span.end]
    k = span.end
    if not 0 < len(name) <= NAME or k + 3 >= len(tokens) or tokens[k].text != ",":
        return None
    if not all(token.capital and token.kind == "word" for token in name) or span.relative:
        return None
    close = next((n for n in range(k + 2, min(len(tokens), k + REACH)) if tokens[n].text == ","), -1)
    if close < 0 or tokens[k + 1].low not in ("a", "an", "the"):
        return None
    person = people_phrase(tokens, k + 1, stop=close)
    if person is not None and person.quantity == ONE:
        return replace(person, text=text_of(tokens, span.start, span.end), start=span.start, counted=True)
    office = next((n for n in range(k + 2, close) if tokens[n].low in listed("heads_and_holders")), -1)
    if office < 0:
        return None
    return People(ONE, text_of(tokens, span.start, span.end), "civilian", span.start, office + 1, None, True)


def with_the_named(tokens: Sequence[Token], people: People) -> People:
    """The eleven of "its president, Ana Ruiz, and ten judges": one person with her name, and those counted behind."""
    k = people.start - 2
    if k >= 0 and tokens[k + 1].low == "and" and tokens[people.start].low in ("his", "her"):
        first = _who_has(tokens, k - (tokens[k].text == ","))
        return one_more(tokens, people, first) if first >= 0 else people
    if k < 1 or not people.counted or tokens[k + 1].low != "and" or people.quantity.zero:
        return people
    if tokens[k].text != ",":
        first = next((n for n in range(k, max(-1, k - 6), -1) if not tokens[n].capital), -1)
        return one_more(tokens, people, first + 1) if k - first >= 2 and _titled(tokens, first + 1, k) else people
    comma = next((n for n in range(k - 1, max(-1, k - 7), -1) if tokens[n].text == ","), -1)
    named = comma > 0 and k - comma > 2 and all(t.capital and t.kind == "word" for t in tokens[comma + 1 : k])
    if not named:
        return people
    start = phrase_start(tokens, comma - 1)[0]
    held = any(t.low in words().people | listed("roles") | words().titles for t in tokens[start:comma])
    return one_more(tokens, people, start) if held else people


def with_those_behind(tokens: Sequence[Token], people: People) -> People:
    """The seven of "killed the mayor, Ali Hassan, and six others": one with his name, and those counted with him."""
    k = n = people.end
    if people.quantity != ONE or k + 4 >= len(tokens) or tokens[k].text != ",":
        return people
    n += 1
    while n < len(tokens) and n - k <= NAME and tokens[n].capital and tokens[n].kind == "word":
        n += 1
    n += n - k > 2 and n < len(tokens) and tokens[n].text == ","
    if n - k < 3 or n >= len(tokens) or tokens[n].low != "and":
        return people
    rest = people_phrase(tokens, n + 1)
    return one_more(tokens, rest, people.start) if rest is not None and rest.counted else people


def _who_has(tokens: Sequence[Token], k: int) -> int:
    """Where the one begins whose people follow "and": "Khalil and his driver", "he and his wife"; -1 for
    nobody.
    """
    if tokens[k].low in ("he", "she"):
        return k
    if k > 2 and tokens[k].kind == "num" and tokens[k].text.isdigit() and tokens[k - 1].text == ",":
        k -= 2  # "a farmer, 60, and his wife": how old he was
        start = phrase_start(tokens, k)[0]
        one = people_phrase(tokens, start, stop=k + 1)
        begins = (
            start == 0 or tokens[start - 1].kind == "punct" or tokens[start - 1].low in _BEFORE_ONE | listed("said_so")
        )
        if begins and one is not None and one.quantity == ONE and one.end == k + 1:
            return start
    first = next((n + 1 for n in range(k, max(-1, k - 5), -1) if not tokens[n].capital), 0)
    name = tokens[first : k + 1]
    folk = words().people | words().determiners | words().pronouns
    named = bool(name) and all(t.kind == "word" and t.low not in folk for t in name) and name[-1].low[-1:] != "s"
    clauses = listed("clause_openers", "meanwhile_clauses")
    opens = first == 0 or tokens[first - 1].kind == "punct" or tokens[first - 1].low in clauses
    return first if named and opens else -1


def _titled(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a name opens with a title or an office: "Father Ignacio Ruiz and a dozen churchgoers"."""
    return tokens[start].low in words().titles | listed("roles", "forms_of_address")


def one_more(tokens: Sequence[Token], people: People, start: int) -> People:
    """The same people and one more, told from ``start`` on."""
    q = people.quantity
    low, best, high = (None if bound is None else bound + 1 for bound in (q.low, q.best, q.high))
    text = text_of(tokens, start, people.end)
    return replace(people, quantity=replace(q, low=low, best=best, high=high), text=text, start=start, number_text=text)
