"""Where a verb has its victims: behind it ("killed or wounded 175"), before it ("12 soldiers killed"), in "them"."""

from collections.abc import Sequence

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
    if k < len(tokens) and tokens[k].low == "them":
        return _them(tokens, k), False
    return people_phrase(tokens, k), False


def _them(tokens: Sequence[Token], k: int) -> People | None:
    """The "them" of "pulled 13 passengers off a bus and shot them": the people counted before, in the same sentence."""
    for n in range(k - 2, max(-1, k - 18), -1):
        if tokens[n].text in ";.?!:":
            return None
        if tokens[n].kind == "num":
            return people_phrase(tokens, n, stop=k)
    return None


def left_noun(tokens: Sequence[Token], start: int) -> Span | None:
    """The noun phrase right before a bare participle ("12 soldiers killed in …")."""
    j = start - 1
    if j >= 0 and tokens[j].text == ",":
        j -= 1
    if j >= 2 and tokens[j].kind == "num" and tokens[j - 1].text == "," and tokens[j - 2].capital:
        j -= 2  # "medic Hala Qassem, 26, shot dead": an age
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


def people_in(tokens: Sequence[Token], span: Span | None) -> People | None:
    """The people whom a phrase left of the verb names as its head; the last conjunct where the phrase has several
    verbs.
    """
    if span is None:
        return None
    for start in (
        span.start,
        *(n for n in range(span.start + 1, span.end) if tokens[n].kind == "num" or tokens[n].low in listed("openers")),
    ):
        people = people_phrase(tokens, start, stop=span.end)
        if people is None:
            continue
        rest = tokens[people.end : span.end]
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
        ):
            return people
    return None


def _told_again(tokens: Sequence[Token], people: People, span: Span) -> People | None:
    """The people of "900 families, some 5,000 people, …": persons are counted, not households."""
    if not any(token.low in listed("households") for token in tokens[people.start : people.end]):
        return None
    again = people_phrase(tokens, people.end + 1, stop=span.end)
    return again if again is not None and again.counted else None


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
