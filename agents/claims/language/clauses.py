"""Where a clause ends, and what stands in it behind its verb: "by …", "from …", a stop."""

from collections.abc import Iterator, Sequence

from agents.claims.language.noun_phrases import Span
from agents.claims.model import Token
from agents.claims.words import listed, words

WINDOW = 45
"""Tokens: how far a subject or a governor may stand from its verb."""


def clause_end(tokens: Sequence[Token], start: int, limit: int = WINDOW) -> int:
    """Where the clause that begins at ``start`` ends: a stop, a subordinator or another verb with its own subject."""
    w = words()
    for k in range(start, min(len(tokens), start + limit)):
        token = tokens[k]
        if token.text in (";", "?", "!", ":") or (token.text == "." and k + 1 == len(tokens)):
            return k
        if token.kind == "word" and (token.low in listed("clause_openers")):
            if token.low == "but" and k and tokens[k - 1].low in ("all", "anything", "nothing", "everything"):
                continue  # "all but two blocks"
            return k
        if token.low == "that" and k > start and tokens[k - 1].low in ("and", "but"):
            return k - 1  # "said that X had been pushed back and that Y …"
        if token.kind == "word" and token.low in ("said", "says", "told", "according", "reported"):
            return k
        if token.kind == "word" and token.low in w.auxiliaries and token.low not in ("'s", "'d") and k > start + 1:
            return k
    return min(len(tokens), start + limit)


def phrases(tokens: Sequence[Token], start: int, stop: int, preposition: str) -> Iterator[int]:
    """Positions right after each occurrence of the (possibly several-word) preposition in [start, stop)."""
    parts = preposition.split()
    for k in range(start, stop - len(parts) + 1):
        if all(tokens[k + n].low == part for n, part in enumerate(parts)):
            yield k + len(parts)


_FOR_THE_MOST_PART = frozenset({"mostly", "mainly", "largely", "also"})


def is_struck(tokens: Sequence[Token], start: int) -> bool:
    """Whether the phrase at ``start`` is what was attacked, or who holds it: "struck X killing 12", "held by X"."""
    at = start - 1
    while at > 0 and (tokens[at].low in listed("weekdays") or tokens[at].low in _FOR_THE_MOST_PART):
        at -= 1  # "ambushed Friday a group of rebels killing 15", "hit mostly towns in X killing 15"
    return at >= 0 and (tokens[at].low in listed("deeds") or tokens[start - 1].low == "by")


def goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether what follows a bare participle is not its object: by …, in …, and …, last week, a stop."""
    w = words()
    if k >= len(tokens):
        return True
    token = tokens[k]
    return (
        token.kind in ("punct", "year")
        or token.low in w.prepositions | w.conjunctions | w.adverbs
        or token.low in listed("after_participle")
        or so_long_after(tokens, k)
        or (k + 1 < len(tokens) and tokens[k + 1].low in listed("reporting"))
    )


def so_long_after(tokens: Sequence[Token], k: int) -> bool:
    """Whether "a day later", "two weeks ago" stands at k: "X fell a day later", "which they took two weeks ago"."""
    counted = tokens[k].low in ("a", "an") or tokens[k].kind == "num"
    return counted and k + 1 < len(tokens) and tokens[k + 1].low in listed("units_of_time", "spans_of_time")


def contact_clause(tokens: Sequence[Token], who: Span) -> bool:
    """Whether a pronoun opens a relative clause without "that": "the towns they held"."""
    alone = who.end == who.start + 1 and tokens[who.start].low in ("they", "it", "he", "we")
    return alone and who.start > 1 and tokens[who.start - 1].low in words().place_plural | words().place_whole


def third_person(token: Token) -> bool:
    """Whether a word right behind "which" or "who" is its verb: "relies", "documents"."""
    return token.kind == "word" and token.low.endswith(("s", "ed")) and not token.capital


def the_fallen(tokens: Sequence[Token], governor: int) -> Span | None:
    """Whose operation it was of "ten soldiers died in Y's operation to take X"; empty where it is left untold, null
    where nobody died in it.
    """
    noun = tokens[governor].low
    if noun not in listed("attack_nouns") and noun not in ("operation", "battle", "fight", "offensive", "bid"):
        return None
    ruled = next((n for n in range(governor - 1, max(0, governor - 6), -1) if tokens[n].low in ("in", "during")), 0)
    died = (token.low for token in tokens[max(0, ruled - 3) : ruled])
    if not ruled or not any(low in ("killed", "died", "wounded", "injured", "dead") for low in died):
        return None
    if tokens[ruled - 1].low in ("killed", "wounded", "injured") and tokens[ruled - 2].low not in words().be:
        return None
    owner = next((n for n in range(ruled + 1, governor) if tokens[n].kind == "actor"), governor)
    return Span(owner, owner + (owner < governor))
