"""Noun phrases that name places: "the strategic northern town of X", "two villages in X", "X's airport", "X and Y",
"the city".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from agents.claims.grammar import inside_np
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.place import Place, PlaceMention

REACH = 16
"""Tokens between the verb and the name of the place, at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place as a claim has it: the mention (null for one that only an earlier sentence names) and the place with its
    text.
    """

    place: Place
    feature: str
    position: int


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """The places of one phrase and the token after it. anaphora: the noun that stands for a place named before."""

    places: tuple[Found, ...]
    end: int
    anaphora: str = ""
    start: int = 0
    part: bool = False


def place_phrase(tokens: Sequence[Token], k: int, *, stop: int | None = None) -> PlacePhrase | None:
    """Read a place phrase that begins at k; null where the phrase there is about something else."""
    w = words()
    limit = stop if stop is not None else len(tokens)
    stop = min(len(tokens), k + REACH, limit)
    noun, part, listing, noun_at, first = "", False, False, -1, k
    if (share := _share(tokens, k, stop)) > 0:
        noun, part, noun_at, k = "part", True, share - 1, share
    while k < stop:
        token = tokens[k]
        low = token.low
        if token.kind == "place":
            return _named(tokens, first, k, part, noun, limit)
        if low in w.place_part or low in w.place_whole or low in w.place_plural:
            noun, noun_at = low, k
            part = part or low in w.place_part or low in w.place_plural
        elif _lists(tokens, k):
            if not noun:
                return None
            listing, part = True, False
            k += tokens[k].low in ("such", "among")
        elif low in listed("locative"):
            if not noun or (tokens[k - 1].text == "," and not listing):
                return _anaphora(tokens, first, noun_at, noun)
            if (
                low == "of"
                and noun_at == k - 1
                and noun in w.place_whole
                and noun not in ("villages",)
                and not _counted(tokens, first, k)
            ):
                part = part and any(tokens[n].low in listed("part_entry") for n in range(first, k))
            elif low != "of" and not (low == "in" and listing):
                part = True
        elif token.text == ",":
            if not noun or k + 1 >= stop:
                return _anaphora(tokens, first, noun_at, noun)
            if noun_at == k - 1 and (tokens[k + 1].low in w.determiners or tokens[k + 1].kind == "num"):
                return _anaphora(tokens, first, noun_at, noun)  # "the city, the largest in X": X is not it
            if tokens[k + 1].kind == "place" and noun_at == k - 1:
                part = False
        elif low in ("whole", "entirety", "all", "both") and k + 1 < stop and tokens[k + 1].low in ("of", "the"):
            k += 1
        elif low in ("and", "or") and k > first and not listing:
            rest = place_phrase(tokens, k + 1, stop=limit) if noun in w.place_plural and noun_at == k - 1 else None
            if rest is not None and rest.places:
                return rest  # "100 outposts and the towns of X and Y"
            if not (tokens[k - 1].low in w.direction or tokens[k - 1].low.endswith(("ic", "al"))):
                return _anaphora(tokens, first, noun_at, noun)
        elif low in ("a", "an", "the") and noun_at == k - 1 and k > first:
            return _anaphora(tokens, first, noun_at, noun)  # "an area the size of France"
        elif low.endswith("ing") and k + 1 < stop and tokens[k + 1].low in listed("locative") and not token.capital:
            return _anaphora(tokens, first, noun_at, noun)  # "control of a firm operating in X"
        elif (low == "as" and listing) or (low == "but" and tokens[k - 1].low == "all"):
            pass
        elif low in w.direction:
            part = part or not noun
        elif token.kind == "punct" and token.text in "\"“”'’‘":
            pass
        elif (
            not inside_np(tokens, k)
            and not (low.endswith("ly") or low in w.adverbs or (low.endswith("ed") and low not in w.auxiliaries))
        ) or (token.kind == "actor" and noun_at == k - 1):
            return _anaphora(tokens, first, noun_at, noun)
        k += 1
    return _anaphora(tokens, first, noun_at, noun)


def _share(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The position of the "of" of "three-quarters of", "65 percent of"; 0 where there is none."""
    while k < stop and tokens[k].low in listed("roughly"):
        k += 1
    n = k
    while n < stop and n - k < 4 and (tokens[n].text[:1].isdigit() or tokens[n].low in listed("fractions")):
        n += 1
    if n == k:
        return 0
    while n < stop and tokens[n].low in ("percent", "per", "cent", "%"):
        n += 1
    counted = n == k + 1 and tokens[k].low not in listed("fractions")
    return n if n < stop and tokens[n].low == "of" and not counted else 0


def _lists(tokens: Sequence[Token], k: int) -> bool:
    """Whether a list of examples begins at k: "including", "such as", "among them"."""
    following = tokens[k + 1].low if k + 1 < len(tokens) else ""
    return tokens[k].low in listed("listing") or (tokens[k].low, following) in (("such", "as"), ("among", "them"))


def name_alone(tokens: Sequence[Token], k: int) -> PlacePhrase:
    """The place named at k, whatever stands around it."""
    mention = tokens[k].place
    assert mention is not None
    return PlacePhrase((Found(mention.place, mention.feature, k),), k + 1, start=k)


def _counted(tokens: Sequence[Token], first: int, k: int) -> bool:
    return any(tokens[n].kind == "num" for n in range(first, k))


def _anaphora(tokens: Sequence[Token], first: int, noun_at: int, noun: str) -> PlacePhrase | None:
    """ "the city", "his town", "two villages": a place noun without a name of its own."""
    w = words()
    if not noun or noun in ("control", "position", "positions"):
        return None
    head = tokens[first].low
    counted = any(tokens[n].kind == "num" for n in range(first, noun_at))
    if any(tokens[n].low in w.place_part and tokens[n + 1].low == "of" for n in range(first, noun_at - 1)):
        return PlacePhrase((), noun_at + 1, anaphora=noun, start=first, part=True)
    if head in listed("anaphora_openers") or counted or noun in w.place_plural:
        text = (
            "part"
            if counted or noun in w.place_plural or (noun in w.place_part and noun not in w.place_whole)
            else noun
        )
        return PlacePhrase((), noun_at + 1, anaphora=text, start=first)
    return None


def _named(
    tokens: Sequence[Token], first: int, k: int, part: bool, noun: str, limit: int | None = None
) -> PlacePhrase | None:
    """The places from the named token at k on, with what is coordinated to them; no noun of theirs stands at limit."""
    limit = len(tokens) if limit is None else limit
    if part and noun in words().place_plural and (examples := _examples(tokens, k + 1)) is not None:
        return examples
    places: list[Found] = []
    end = k
    begin = first
    if (
        part
        and noun in words().place_plural
        and not _counted(tokens, first, k)
        and tokens[k - 1].low == "of"
        and _next_conjunct(tokens, k + 1)
    ):
        part = False  # "the strongholds of X and Y" are X and Y; "two villages of X" are not X
    if _country(tokens, k) and k + 1 < len(tokens) and tokens[k + 1].kind == "place":
        k += 1  # "in Syrias Idlib province", without its apostrophe
    while k < len(tokens) and tokens[k].kind == "place":
        found, end = _one(tokens, begin, k, part, limit)
        if found is None:
            return PlacePhrase(tuple(places), end, start=first) if places else None
        places.append(found)
        following = _next_conjunct(tokens, end)
        if following is None:
            break
        begin, k, part = following
    return PlacePhrase(tuple(places), end, start=first) if places else None


def _country(tokens: Sequence[Token], k: int) -> bool:
    mention = tokens[k].place
    return mention is not None and mention.feature == "country"


def _examples(tokens: Sequence[Token], k: int) -> PlacePhrase | None:
    """A list of examples behind a plural ("cities in the valley, including X and Y"): the places are the examples."""
    for n in range(k, min(len(tokens) - 1, k + 8)):
        if tokens[n].text in ";.?!" or tokens[n].low in words().auxiliaries:
            return None
        if _lists(tokens, n):
            n += 2 if tokens[n].low in ("such", "among") else 1
            at = next((m for m in range(n, min(len(tokens), n + 5)) if tokens[m].kind == "place"), None)
            return _named(tokens, n, at, False, "") if at is not None else None
    return None


def _next_conjunct(tokens: Sequence[Token], end: int) -> tuple[int, int, bool] | None:
    """(start, position of the name, part) of the next place of a list: ", Y", "and Y", "and the town of Y"."""
    w = words()
    k = end
    if k + 1 < len(tokens) and tokens[k].low in ("in", "near") and tokens[k + 1].kind == "place":
        k += 2  # "X in the province and Y"
    if k < len(tokens) and tokens[k].text == ",":
        k += 1
    conj = k < len(tokens) and tokens[k].low in ("and", "or", "plus")
    if conj:
        k += 1
    if k == end or k >= len(tokens):
        return None
    directed = tokens[k].low in w.direction and k + 1 < len(tokens) and tokens[k + 1].kind == "place"
    name = k + directed
    if tokens[name].kind == "place":
        if not conj and not _list_goes_on(tokens, name):
            return None
        return k, name, directed
    if not conj:
        return None
    begin, part, noun = k, False, False
    while k < len(tokens) and k - begin < 7:
        low = tokens[k].low
        if tokens[k].kind == "place":
            return begin, k, part
        if low in w.place_part or low in w.place_whole or low in w.place_plural:
            noun = True
            part = low in w.place_part or low in w.place_plural
        elif low in w.direction:
            part = True
        elif low in ("of", "in", "near"):
            if not noun:
                return None
            part = part or low != "of"
        elif (
            tokens[k].kind != "word"
            or (low not in w.determiners | w.direction and not tokens[k].low.isalpha())
            or low in w.verbs
            or low in w.auxiliaries
            or low in w.pronouns
            or low in w.prepositions
        ):
            return None
        k += 1
    return None


def _list_goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether ", Y" continues a list and is no "City, Country": an "and Y" must follow within the list."""
    n = k + 1
    while n + 1 < len(tokens) and tokens[n].text == "," and tokens[n + 1].kind == "place":
        n += 2
    if n < len(tokens) and tokens[n].text == ",":
        n += 1
    if n + 1 >= len(tokens) or tokens[n].low not in ("and", "or"):
        return False
    return any(t.kind == "place" or t.low in words().place_plural for t in tokens[n + 1 : n + 6])


def _one(tokens: Sequence[Token], begin: int, k: int, part: bool, limit: int = 1_000_000) -> tuple[Found | None, int]:
    """The place named at k: with what follows it ("'s airport", " district", ", Province")."""
    w = words()
    mention = tokens[k].place
    assert mention is not None
    end, text_end = k + 1, tokens[k].end
    n = k + 1
    if n == limit:
        return Found(_with_part(mention, part, tokens, begin, text_end), mention.feature, k), end
    if n < len(tokens) and tokens[n].low in ("'s", "'", "’"):
        head = _head(tokens, n + 1)
        if head is None or not (
            tokens[head].low in w.place_part or tokens[head].low in w.place_whole or tokens[head].low in w.place_plural
        ):
            return None, head + 1 if head is not None else n + 1
        if (
            head + 1 < len(tokens)
            and tokens[head + 1].text == ","
            and head + 2 < len(tokens)
            and tokens[head + 2].kind == "place"
        ):
            return _one(tokens, begin, head + 2, False)  # "Iraq's second city, Mosul"
        if head + 2 < len(tokens) and tokens[head + 1].low == "of" and tokens[head + 2].kind == "place":
            return _one(tokens, begin, head + 2, tokens[head].low in w.place_part - w.place_whole)
        part, end = True, head + 1
    elif (
        n < len(tokens)
        and tokens[n].kind == "word"
        and inside_np(tokens, n)
        and not tokens[n].low.endswith("ing")
        and not tokens[n].capital
        and tokens[n].low not in w.determiners | w.adverbs | listed("beyond")
    ):
        head = _head(tokens, n)
        if head is None or not (
            tokens[head].low in w.place_part or tokens[head].low in w.place_whole or tokens[head].low in w.place_plural
        ):
            return None, n  # "Mosul residents": the name only describes another noun
        part, end = True, head + 1
    elif n < len(tokens) and tokens[n].kind == "actor":
        return None, n
    if end > k + 1:
        text_end = tokens[end - 1].end
    elif (
        end + 1 < len(tokens)
        and tokens[end].text == ","
        and tokens[end + 1].kind == "place"
        and _contains(tokens[end + 1].place, mention)
    ):
        end += 2
        if end < len(tokens) and tokens[end].text == ",":
            end += 1
    return Found(_with_part(mention, part, tokens, begin, text_end), mention.feature, k), end


def _contains(outer: PlaceMention | None, inner: PlaceMention) -> bool:
    return (
        outer is not None and outer.feature in ("country", "province", "region") and inner.feature not in ("country",)
    )


def _head(tokens: Sequence[Token], k: int) -> int | None:
    """The last word of the noun phrase at k."""
    head = None
    while k < len(tokens) and tokens[k].kind == "word" and inside_np(tokens, k) and tokens[k].low not in ("'s",):
        head = k
        k += 1
    return head


def _with_part(mention: PlaceMention, part: bool, tokens: Sequence[Token], begin: int, text_end: int) -> Place:
    place = mention.place
    if not part:
        return place
    start = tokens[begin].start
    skip = begin
    while skip < len(tokens) and tokens[skip].low in ("the", "a", "an", "'s") and tokens[skip].start < mention.start:
        skip += 1
        start = tokens[skip].start
    text = (
        " ".join(token.text for token in tokens if start <= token.start and token.end <= text_end)
        .replace(" 's", "'s")
        .replace(" ,", ",")
    )
    precision = 3 if place.precision == 3 and not any(t.low in words().place_plural for t in tokens[begin:]) else 2
    return replace_place(place, text=text or place.text, precision=precision)


def replace_place(place: Place, *, text: str, precision: int) -> Place:
    """The same place under the text of one of its parts."""
    return msgspec.structs.replace(place, text=text, precision=precision)


def as_part(found: Found, text: str) -> Found:
    """A place as a nameless part of it ("two villages" where the place was named before)."""
    return replace(found, place=replace_place(found.place, text=text, precision=2))
