"""Places named, with what belongs to the name: "X and Y", "X's airport", "X, Province", "cities including X"."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from agents.claims.entities.described import noun_behind, noun_head, place_noun
from agents.claims.entities.untagged import named_plainly, own_name
from agents.claims.language.noun_phrases import inside_np
from agents.claims.language.tokens import text_of
from agents.claims.model import Page, Token
from agents.claims.words import listed, words
from schemas.place import Place, PlaceMention


class Found(Struct, frozen=True):
    """A place as a claim has it: the mention (null for one that only an earlier sentence names) and the place with its
    text.
    """

    place: Place
    feature: str
    position: int

    @classmethod
    def of(cls, mention: PlaceMention, position: int = -1) -> "Found":
        """The place of a mention; position -1 for one of another sentence."""
        return cls(mention.place, mention.feature, position)


_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LISTING_MARKS = frozenset(":–—-(")
"""What stands before the names of the places that a phrase counts: "three villages in X: A, B and C"."""


def sites_in(page: Page, start: int, end: int) -> list[PlaceMention]:
    """The places of [start, end) that are no country, province or region: where something can happen."""
    return [mention for mention in page.places_in(start, end) if mention.feature in listed("sites")]


class PlacePhrase(Struct, frozen=True):
    """The places of one phrase and the token after it. anaphora: the noun that stands for a place named before."""

    places: tuple[Found, ...]
    end: int
    anaphora: str = ""
    start: int = 0
    part: bool = False


def name_alone(tokens: Sequence[Token], k: int) -> PlacePhrase:
    """The place named at k, whatever stands around it."""
    mention = tokens[k].place
    assert mention is not None
    return PlacePhrase((Found.of(mention, k),), k + 1, start=k)


def named(
    tokens: Sequence[Token], first: int, k: int, part: bool, noun: str, limit: int | None = None
) -> PlacePhrase | None:
    """The places from the named token at k on, with what is coordinated to them; no noun of theirs stands at limit."""
    limit = len(tokens) if limit is None else limit
    plural = part and any(token.low in words().place_plural for token in tokens[first:k])
    count = next((_COUNTS[token.low] for token in tokens[first:k] if token.low in _COUNTS), 0) if plural else 0
    if plural and (examples := _examples(tokens, k + 1, count)) is not None:
        return examples  # "several towns north of X, including Y"
    places: list[Found] = []
    end = k
    begin = first
    if (
        part
        and noun in words().place_plural
        and not counted_before(tokens, first, k)
        and tokens[k - 1].low == "of"
        and _next_conjunct(tokens, k + 1)
    ):
        part = False  # "the strongholds of X and Y" are X and Y; "two villages of X" are not X
    if part and k > first and tokens[k - 1].low in ("towns", "cities", "villages", "settlements"):
        part = False  # "the eastern towns X and Y"
    if _country(tokens, k) and k + 1 < len(tokens) and tokens[k + 1].kind == "place":
        k += 1  # "in Syrias Idlib province", without its apostrophe
    while k < len(tokens) and tokens[k].kind == "place":
        found, end = _one(tokens, begin, k, part, limit)
        if found is None:
            return PlacePhrase(tuple(places), end, start=first) if places else None
        places.append(found)
        following = _next_conjunct(tokens, end)
        if following is None or (part and tokens[k - 1].low in listed("linking")):
            break  # "a town on the road linking X and Y" is in neither
        if part and tokens[k - 1].low in ("near", "outside") and following[0] == following[1]:
            break  # "a base near X and Y" is one
        begin, k, part = following
    return PlacePhrase(tuple(places), end, start=first) if places else None


def lists_examples(tokens: Sequence[Token], k: int) -> bool:
    """Whether a list of examples begins at k: "including", "such as", "among them"."""
    following = tokens[k + 1].low if k + 1 < len(tokens) else ""
    return tokens[k].low in listed("listing") or (tokens[k].low, following) in (("such", "as"), ("among", "them"))


def counted_before(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Whether a count stands between first and k: "two villages in"."""
    return any(tokens[n].kind == "num" for n in range(first, k))


def _country(tokens: Sequence[Token], k: int) -> bool:
    mention = tokens[k].place
    return mention is not None and mention.feature == "country"


def _examples(tokens: Sequence[Token], k: int, count: int = 0) -> PlacePhrase | None:
    """A list of examples behind a plural ("cities in the valley, including X and Y", "towns in Z: X and Y"): the places
    are the examples. count: how many the phrase counts, so that names are believed that no gazetteer has.
    """
    for n in range(k, min(len(tokens) - 1, k + 8)):
        if tokens[n].text in ";.?!" or tokens[n].low in words().auxiliaries:
            return None
        if tokens[n].text in _LISTING_MARKS:
            these = one_by_one(tokens, n + 1, unlisted=True)
            closed = these.end >= len(tokens) or tokens[these.end].kind == "punct"
            known = any(found.place.lat is not None for found in these.places) or len(these.places) == count
            return these if closed and known and len(these.places) > 1 else None
        if lists_examples(tokens, n):
            n += 2 if tokens[n].low in ("such", "among") else 1
            at = next((m for m in range(n, min(len(tokens), n + 5)) if tokens[m].kind == "place"), None)
            return named(tokens, n, at, False, "") if at is not None else None
    return None


def one_by_one(tokens: Sequence[Token], k: int, *, unlisted: bool = False) -> PlacePhrase:
    """The places of "X, Y and Z", "X first, then Y, then Z", from k on; unlisted: those too that no gazetteer has."""
    start = k
    names: list[Found] = []
    while k < len(tokens):
        if tokens[k].kind == "place":
            names.extend(name_alone(tokens, k).places)
            k += 1
        elif unlisted and (named := named_plainly(tokens, k, goes_on=True)) is not None:
            names.append(Found(named[0], "other", k))
            k = named[1]
        else:
            break
        k = _where_it_lies(tokens, k)
        while k < len(tokens) and (
            tokens[k].text in ",;" or tokens[k].low in ("and", "then", "first", "later", "finally")
        ):
            k += 1
    return PlacePhrase(tuple(names), k, start=start)


def _where_it_lies(tokens: Sequence[Token], k: int) -> int:
    """The position behind "in Jowzjan province", "on the border" of a name in a list; k where none stands there."""
    if k >= len(tokens) or tokens[k].low not in listed("locative"):
        return k
    for n in range(k + 1, min(len(tokens), k + 7)):
        if tokens[n].kind == "punct" or tokens[n].low == "and":
            return n
        if tokens[n].kind != "place" and not inside_np(tokens, n) and tokens[n].low not in ("of", "with"):
            return k
    return k


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
        while k + 1 < len(tokens) and tokens[k].low in listed("list_adverbs"):
            k += 1
    elif [token.low for token in tokens[k : k + 3]] == ["as", "well", "as"]:
        conj, k = True, k + 3
    elif [token.low for token in tokens[k : k + 2]] in (["along", "with"], ["together", "with"]):
        conj, k = True, k + 2
    if k == end and k < len(tokens) and tokens[k].kind == "place" and _list_goes_on(tokens, k):
        return k, k, False  # "Goma Bukavu and Uvira"
    if k == end or k >= len(tokens):
        return None
    directed = tokens[k].low in w.direction and k + 1 < len(tokens) and tokens[k + 1].kind == "place"
    name = k + directed
    if tokens[name].kind == "place":
        if not conj and not _list_goes_on(tokens, name):
            return None
        return k, name, directed
    return _next_noun(tokens, k) if conj else None


def _next_noun(tokens: Sequence[Token], begin: int) -> tuple[int, int, bool] | None:
    """As _next_conjunct, of a place behind its noun: the "the town of Y", "a base near Y" of "X and …"."""
    w = words()
    part = noun = False
    first = tokens[begin]
    if first.low.endswith("ed") and not first.capital and "-" not in first.low:
        return None  # "occupied the dam and plunged X into darkness"
    for k in range(begin, min(len(tokens), begin + 7)):
        token, low = tokens[k], tokens[k].low
        if token.kind == "place":
            return begin, k, part
        if place_noun(token):
            noun = True
            part = low in w.place_part or low in w.place_plural
        elif low in w.direction:
            part = True
        elif low in ("of", "in", "near"):
            if not noun:
                return None
            part = part or low != "of"
        elif (
            token.kind != "word"
            or not (low in w.determiners or low.isalpha())
            or low in w.verbs
            or low in w.auxiliaries
            or low in w.pronouns
            or low in w.prepositions
        ):
            return None
    return None


def _list_goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether ", Y" continues a list and is no "City, Country": an "and Y" must follow within the list."""
    n = k + 1
    while n + 1 < len(tokens) and tokens[n].text == "," and tokens[n + 1].kind == "place":
        n += 2
    first = k
    while first > 1 and tokens[first - 1].text == "," and tokens[first - 2].kind == "place":
        first -= 2
    names = [tokens[m].place for m in range(first, n, 2)]
    if len(names) > 3 and all(name is not None and name.feature in listed("sites") for name in names):
        return True  # "A, B, C, D": no town in its province
    if n < len(tokens) and tokens[n].text == ",":
        n += 1
    if n + 1 >= len(tokens) or tokens[n].low not in ("and", "or"):
        return False
    more = words().place_plural | listed("surroundings")
    return any(t.kind == "place" or t.low in more for t in tokens[n + 1 : n + 6])


def _one(tokens: Sequence[Token], begin: int, k: int, part: bool, limit: int = 1_000_000) -> tuple[Found | None, int]:
    """The place named at k: with what follows it ("'s airport", " district", ", Province"), but no noun at limit."""
    mention = tokens[k].place
    assert mention is not None
    n = end = k + 1
    if n < len(tokens) and n != limit:
        if tokens[n].low in ("'s", "'", "’") and not _closes_quote(tokens, n):
            return _owned(tokens, begin, k, part)
        if noun_behind(tokens, n):
            head = noun_head(tokens, n)
            if head is None or not place_noun(tokens[head]):
                return None, n  # "Mosul residents": the name only describes another noun
            wide = mention.feature == "country"
            if (wide or mention.feature == "province") and _of_place(tokens, head, wide=wide):
                return _one(tokens, head + 2, head + 2, False)  # "the US state of Pennsylvania"
            if (
                mention.feature == "settlement"
                and tokens[head].low in listed("indefinite_places")
                and _of_place(tokens, head)
            ):
                return _one(tokens, head + 2, head + 2, False)  # "the Cairo suburb of Helwan"
            place = _with_part(mention, True, tokens, begin, tokens[head].end)
            return Found(place, mention.feature, k), head + 1
        if tokens[n].kind == "actor":
            return None, n
        province = tokens[end].text == "," and end + 1 < len(tokens) and tokens[end + 1].kind == "place"
        if province and _contains(tokens[end + 1].place, mention):
            end += 2
            end += end < len(tokens) and tokens[end].text == ","
        elif tokens[end].kind == "place" and not _list_goes_on(tokens, end):
            end += 1  # "Saraqeb Idlib": in the province, whose comma was lost
    return Found(_with_part(mention, part, tokens, begin, tokens[k].end), mention.feature, k), end


def _closes_quote(tokens: Sequence[Token], n: int) -> bool:
    """Whether the mark at n ends what a headline quotes, and is nobody's: "Rebels 'capture X'"."""
    if tokens[n].low == "'s":
        return False
    opened = any(token.text == "‘" for token in tokens[max(0, n - 8) : n])
    return opened and (n + 1 >= len(tokens) or not inside_np(tokens, n + 1))


def _of_place(tokens: Sequence[Token], head: int, *, wide: bool = False) -> bool:
    """Whether a noun for a place is followed by the name of a smaller one: "suburb of X"; wide: of a province, too."""
    mention = tokens[head + 2].place if head + 2 < len(tokens) and tokens[head + 1].low == "of" else None
    larger = ("country",) if wide else ("country", "province", "region")
    return mention is not None and mention.feature not in larger


def _owned(tokens: Sequence[Token], begin: int, k: int, part: bool) -> tuple[Found | None, int]:
    """ "X's airport" is a part of X, "Iraq's second city, Mosul" and "Iraq's Mosul" are Mosul; "X's mayor" no place."""
    mention = tokens[k].place
    assert mention is not None
    if k + 2 < len(tokens) and tokens[k + 2].kind == "place":
        return _one(tokens, begin, k + 2, part)
    head = noun_head(tokens, k + 2)
    if head is not None and head + 1 < len(tokens) and tokens[head + 1].kind == "place":
        return _one(tokens, begin, head + 1, part)  # "Syria's rebel-held Idlib province"
    if head is None or not place_noun(tokens[head]):
        return None, head + 1 if head is not None else k + 2
    if head + 2 < len(tokens) and tokens[head + 2].kind == "place":
        if tokens[head + 1].text == ",":
            return _one(tokens, begin, head + 2, False)
        if tokens[head + 1].low == "of":
            return _one(tokens, begin, head + 2, tokens[head].low in words().place_part - words().place_whole)
    return Found(_with_part(mention, True, tokens, begin, tokens[head].end), mention.feature, k), head + 1


def _contains(outer: PlaceMention | None, inner: PlaceMention) -> bool:
    """Whether "X, Y" is a place in its province or country."""
    return (
        outer is not None and outer.feature in ("country", "province", "region") and inner.feature not in ("country",)
    )


def _with_part(mention: PlaceMention, part: bool, tokens: Sequence[Token], begin: int, text_end: int) -> Place:
    """The place, or a part of it under the words as written: "two villages in X"."""
    place = mention.place
    if not part:
        return place
    at = next((n for n in range(begin, len(tokens)) if tokens[n].place is mention), begin)
    if (own := own_name(tokens, begin, at, mention)) is not None:
        return own
    start = tokens[begin].start
    skip = begin
    while (
        skip < len(tokens)
        and tokens[skip].low in ("the", "a", "an", "'s", "no", "not", "single")
        and tokens[skip].start < mention.start
    ):
        skip += 1
        start = tokens[skip].start
    told = [n for n, token in enumerate(tokens) if start <= token.start and token.end <= text_end]
    text = text_of(tokens, told[0], told[-1] + 1) if told else ""
    precision = 3 if place.precision == 3 and not any(t.low in words().place_plural for t in tokens[begin:]) else 2
    return replace_place(place, text=text or place.text, precision=precision)


def replace_place(place: Place, *, text: str, precision: int) -> Place:
    """The same place under the text of one of its parts."""
    return msgspec.structs.replace(place, text=text, precision=precision)


def as_part(found: Found, text: str) -> Found:
    """A place as a nameless part of it ("two villages" where the place was named before)."""
    return replace(found, place=replace_place(found.place, text=text, precision=2))
