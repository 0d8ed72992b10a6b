"""Where a verb has its victims: behind it ("killed or wounded 175"), before it ("12 soldiers killed"), in "them"."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.language.clauses import clause_end, phrases
from agents.claims.language.noun_phrases import Span, inside_np, phrase_end, phrase_start
from agents.claims.model import Token
from agents.claims.words import listed, words


def victims_behind(tokens: Sequence[Token], k: int) -> tuple[People | None, bool]:
    """The victims behind an active verb; "killed or wounded 175" counts for each, as an upper bound."""
    if k + 1 < len(tokens) and tokens[k].low in ("or", "and") and tokens[k + 1].low in listed("harm"):
        return people_phrase(tokens, k + 2), True
    figure = tokens[k].number if k + 3 < len(tokens) and tokens[k + 1].low == "of" else None
    if figure is not None and tokens[k + 3].low in ("wounded", "injured"):
        text = " ".join(token.text for token in tokens[k : k + 4])  # "is treating 26 of the wounded"
        return People(figure, text, "unknown", k, k + 4, tokens[k].text, True), False
    if k < len(tokens) and tokens[k].low == "them":
        return _them(tokens, k), False
    return people_phrase(tokens, k), False


def _them(tokens: Sequence[Token], k: int) -> People | None:
    """The "them" of "pulled 13 passengers off two vans and shot them": the people counted before, in the sentence."""
    nearest: People | None = None
    for n in range(k - 2, max(-1, k - 18), -1):
        if tokens[n].text in ";.?!:":
            break
        if tokens[n].kind != "num" or (people := people_phrase(tokens, n, stop=k)) is None:
            continue
        if tokens[people.end - 1].kind == "actor" or tokens[people.end - 1].low in words().people:
            return people
        nearest = nearest or people
    return nearest


def left_noun(tokens: Sequence[Token], start: int) -> Span | None:
    """The noun phrase right before a bare participle ("12 soldiers killed in …")."""
    j = start - 1
    if j >= 1 and tokens[j].low == "as":
        j -= 1  # "listed 92 of its citizens as killed"
    if j >= 0 and tokens[j].text == ",":
        j -= 1
    if j >= 2 and tokens[j].kind == "num" and tokens[j - 1].text == "," and tokens[j - 2].capital:
        j -= 2  # "medic Hala Qassem, 26, shot dead": an age
    if j >= 0 and tokens[start - 1].text == "," and (opener := _of_them(tokens, j)) > 0:
        j = opener - 1  # "sixty-nine peasants, eighteen of them under ten, butchered by …"
    if j < 0 or not inside_np(tokens, j):
        return None
    a, _ = phrase_start(tokens, j)
    if a >= 3 and tokens[a - 1].low == "them" and tokens[a - 2].low == "of":
        n = a - 4  # "two people, one of them a child, killed": the two
        while n > 0 and tokens[n].kind in ("num", "punct"):
            n -= 1
        if inside_np(tokens, n):
            return Span(phrase_start(tokens, n)[0], n + 1)
    return Span(a, j + 1)


def _of_them(tokens: Sequence[Token], j: int) -> int:
    """The comma that opens a parenthesis of "of them" which ends at j; -1 where none does."""
    for n in range(j, max(0, j - 9), -1):
        if tokens[n].text == ",":
            return n if any(a.low == "of" and b.low == "them" for a, b in pairwise(tokens[n:j])) else -1
    return -1


def people_in(tokens: Sequence[Token], span: Span | None) -> People | None:
    """The people whom a phrase left of the verb names as its head; the last conjunct where the phrase has several
    verbs.
    """
    if span is not None and span.end == span.start + 1 and _age(tokens, span.start):
        span = left_noun(tokens, span.start - 1)  # "Elena Ruiz, 71, a judge, was …"
    if span is None:
        return None
    for start in (
        span.start,
        *(n for n in range(span.start + 1, span.end) if tokens[n].kind == "num" or tokens[n].low in listed("openers")),
    ):
        if _age(tokens, start):
            continue
        people = people_phrase(tokens, start, stop=span.end)
        if people is None:
            continue
        rest = tokens[people.end : span.end]
        if not rest and (told := _told_again(tokens, people, span)) is not None:
            return told
        if len(rest) > 2 and rest[0].text == "," and _age(tokens, people.end + 1):
            return people  # "Bernard Petit, 71, an engineer …"
        if people.counted and rest and rest[0].low == "of":
            return people  # "ten members of one family"
        if rest and rest[0].text == "," and people.counted and (told := _told_again(tokens, people, span)) is not None:
            return told
        if any(token.kind == "num" for token in rest):
            continue
        if (
            not rest
            or all(token.low in words().adverbs or token.text == "," for token in rest)
            or (rest[0].low in words().prepositions)
            or (rest[0].low.endswith("ing") and people.counted)
        ):
            return people
    return None


def _age(tokens: Sequence[Token], n: int) -> bool:
    """Whether a number between commas behind a name is an age: "Hala Qassem, 26, …"."""
    if n < 2 or n + 1 >= len(tokens) or tokens[n].kind != "num":
        return False
    return tokens[n - 1].text == "," == tokens[n + 1].text and tokens[n - 2].capital and tokens[n - 2].kind == "word"


def _told_again(tokens: Sequence[Token], people: People, span: Span) -> People | None:
    """The people of "900 families, some 5,000 people, …": persons are counted, not households."""
    if not any(token.low in listed("households") for token in tokens[people.start : people.end]):
        return None
    if people.end + 1 >= len(tokens) or tokens[people.end].text != ",":
        return None
    again = people_phrase(tokens, people.end + 1, stop=max(span.end, people.end + 7))
    return again if again is not None and again.counted else None


def of_the(tokens: Sequence[Token], people: People) -> People:
    """The 19 of "three of the 19 people": those whom a participle or a clause behind them tells of."""
    k = people.start
    if k + 3 >= people.end or tokens[k + 1].low != "of" or tokens[k + 3].kind != "num":
        return people
    return people_phrase(tokens, k + 3, stop=people.end) or people


def whom(tokens: Sequence[Token], verb: int) -> tuple[People, Span] | None:
    """(victims, who did it) of "the 12 villagers whom the rebels killed"; null where no such clause stands."""
    if verb >= 2 and tokens[verb - 1].low in ("it", "they", "he") and tokens[verb - 2].low in words().people:
        people = people_in(tokens, left_noun(tokens, verb - 1))  # "the 17 missionaries it kidnapped"
        return (of_the(tokens, people), Span(verb - 1, verb)) if people is not None and people.counted else None
    for n in range(verb - 1, max(0, verb - 8), -1):
        if tokens[n].low == "whom" and n + 1 < verb and tokens[n - 1].low != "of":
            people = people_in(tokens, left_noun(tokens, n))
            return (of_the(tokens, people), Span(n + 1, verb)) if people is not None else None
        if not inside_np(tokens, n) and tokens[n].low not in words().auxiliaries:
            return None
    return None


def hostages(tokens: Sequence[Token], people: People) -> bool:
    """Whether the phrase calls them "hostages", "captives"."""
    return any(token.low in ("hostages", "captives") for token in tokens[people.start : people.end])


def by_phrase(tokens: Sequence[Token], k: int) -> Span | None:
    """Who did it, in the by-phrase of a passive."""
    for at in phrases(tokens, k, clause_end(tokens, k, 16), "by"):
        end = phrase_end(tokens, at)
        if end > at:
            return Span(at, end)
    return None
