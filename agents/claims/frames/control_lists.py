"""Places that go on behind a day or a parenthesis: "took X on Friday and Y a day later"."""

from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.entities.place_names import Found, PlacePhrase, name_alone, one_by_one
from agents.claims.entities.places import place_phrase
from agents.claims.entities.untagged import named_plainly, named_site
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, inside_np, is_time, phrase_end
from agents.claims.model import Token
from agents.claims.words import listed, words

_CLOSED_BY = {"-": "-", "–": "–", "—": "—", "(": ")"}
_TH = frozenset({"st", "nd", "rd", "th"})
LONGEST = 14
"""Tokens of a time or a parenthesis between two places of one list, at most."""


def gapped(tokens: Sequence[Token], found: Match) -> Match:
    """The match with the places that its verb takes further on, each behind the time or the description of the last."""
    places = found.places
    if places is None or not places.places or found.construction in ("relative", "listed"):
        return found
    before = places.end <= found.head and found.rule.subject == "place"
    at = found.end if before else places.end
    more = places.places
    if before:
        more = (*_names_before(tokens, places), *more)
    if not before and (listing := _of_a_plural(tokens, places, at)):
        alone = tuple(_by_name(tokens, one) for one in more)  # "the villages of A, B and C": A, and no part of it
        more, at = (*alone, *listing[0]), listing[1]
    if not before and (untagged := _untagged(tokens, at)) is not None:
        more, at = (*more, untagged[0]), untagged[1]
    while (k := _next(tokens, at, found)) > 0:
        rest = place_phrase(tokens, k)
        if rest is None or not rest.places or not _ends(tokens, rest.end):
            break
        if before and _skip_time(tokens, rest.end) == rest.end:
            break  # "X fell on Saturday, Y on Sunday", not "X fell on Saturday, and Y"
        more, at = (*more, *rest.places), rest.end
    if len(more) == len(places.places):
        return found
    if not before and tokens[places.start].low in words().place_plural | words().determiners:
        more = (_by_name(tokens, more[0]), *more[1:])  # "the towns of X (20 May), Y and Z"
    return replace(found, places=replace(places, places=more))


def _by_name(tokens: Sequence[Token], found: Found) -> Found:
    """The place by its bare name, where its words are "the villages of X"."""
    of = found.position > 1 and tokens[found.position - 1].low == "of"
    named = 0 <= found.position < len(tokens) and tokens[found.position].kind == "place"
    return name_alone(tokens, found.position).places[0] if of and named else found


def _names_before(tokens: Sequence[Token], places: PlacePhrase) -> tuple[Found, ...]:
    """The A and B of "A, B and C districts fell to …", which no gazetteer need have: the noun is that of all three."""
    k = places.places[0].position - 1
    last = places.places[-1].place.text.split(" ")[-1]
    if k < 2 or len(places.places) > 1 or tokens[k].low != "and" or last not in words().place_plural:
        return ()
    names: list[Found] = []
    while k > 0 and (tokens[k].low == "and" or tokens[k].text == ","):
        k -= tokens[k].low == "and" and tokens[k - 1].text == ","
        first = k
        while first and tokens[first - 1].kind == "word" and tokens[first - 1].capital and k - first < 3:
            first -= 1
        if tokens[k - 1].kind == "place":
            names = [*name_alone(tokens, k - 1).places, *names]
            first = k - 1
        elif first < k and (named := named_plainly(tokens, first, goes_on=True)) is not None and named[1] == k:
            names = [Found(named[0], "other", first), *names]
        else:
            return ()
        k = first - 1
    return tuple(names) if k < 0 or tokens[k].kind == "punct" or tokens[k].low in ("the", "of", "that") else ()


def _of_a_plural(tokens: Sequence[Token], places: PlacePhrase, at: int) -> tuple[tuple[Found, ...], int] | None:
    """The B and C of "the neighbourhoods of A, B, C and D", which no gazetteer need have, up to the last "and"."""
    plural = any(token.low in words().place_plural for token in tokens[places.start : places.end])
    names: list[Found] = []
    k = at
    while plural and k + 1 < len(tokens) and tokens[k].text == ",":
        after = tokens[k + 1]
        if after.kind == "place":
            names.extend(name_alone(tokens, k + 1).places)
            k += 2
        elif (named := named_plainly(tokens, k + 1, goes_on=True)) is not None:
            names.append(Found(named[0], "other", k + 1))
            k = named[1]
        else:
            break
    if not names or k + 1 >= len(tokens) or tokens[k].low != "and":
        return None
    if tokens[k + 1].kind == "place" and _ends(tokens, k + 2):
        return (*names, *name_alone(tokens, k + 1).places), k + 2
    return tuple(names), k


def _untagged(tokens: Sequence[Token], at: int) -> tuple[Found, int] | None:
    """The place behind the "and" at ``at`` that no gazetteer has: "X hospital and Dansalan College", "X and Y"."""
    at += at + 2 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low == "and"
    if at + 1 >= len(tokens) or tokens[at].low not in ("and", "plus"):
        return None
    k = at + 1
    while k + 1 < len(tokens) and tokens[k].low in listed("list_adverbs"):
        k += 1
    named = named_site(tokens, k, len(tokens)) or named_plainly(tokens, k)
    return (Found(named[0], "facility", k), named[1]) if named is not None else None


def counted(tokens: Sequence[Token], found: Match) -> Match:
    """The match with the names of the places that it only counts: "three towns fell to the rebels: X, Y and Z"."""
    places = found.places
    if places is not None and not places.places and (named := _with_it(tokens, max(places.end, found.end))):
        return replace(found, places=replace(places, places=named, anaphora=""))
    if places is None or places.places or places.anaphora != "part":
        return found
    if len(named := _in_marks(tokens, places.end)) > 1:
        return replace(found, places=replace(places, places=named, anaphora=""))
    last = max(places.end, found.end, found.head + 1)
    for n in range(last, min(len(tokens) - 1, last + LONGEST)):
        if tokens[n].text in ".;?!" or tokens[n].low in ("and", "but", "while", "where", "which"):
            return found
        among = n + 1 < len(tokens) and tokens[n].low in ("was", "were", "is", "are") and tokens[0].low == "among"
        examples = among or tokens[n].low in listed("examples_told") or _among_them(tokens, n)
        if examples and (these := place_phrase(tokens, n + 1)) is not None and these.places and not these.part:
            return replace(found, places=replace(places, places=these.places, anaphora=""))
        listing = (
            tokens[n].text in ":–—" or (tokens[n].text in "-," and n == places.end) or tokens[n].low == "including"
        )
        first = n + 1 + (tokens[n + 1].low in ("first", "in"))
        following = tokens[n].text == ":" and any(t.low == "following" for t in tokens[places.start : places.end])
        if listing and first < len(tokens) and (tokens[first].kind == "place" or following):
            named = one_by_one(tokens, first, unlisted=following).places
            return replace(found, places=replace(places, places=named, anaphora="")) if len(named) > 1 else found
    return found


def _among_them(tokens: Sequence[Token], n: int) -> bool:
    """Whether "among them" ends at n: "three towns this week, among them X"."""
    return tokens[n].low == "them" and tokens[n - 1].low == "among"


def _in_marks(tokens: Sequence[Token], k: int) -> tuple[Found, ...]:
    """The names between the marks behind a count: "four ports - X, Y, Z and W - were lost", "(X and Y)"."""
    if k + 2 >= len(tokens) or tokens[k].text not in _CLOSED_BY:
        return ()
    closes = _CLOSED_BY[tokens[k].text]
    close = next((n for n in range(k + 1, min(len(tokens), k + LONGEST + 8)) if tokens[n].text == closes), -1)
    names = one_by_one(tokens, k + 1, unlisted=True).places
    known = any(found.place.lat is not None for found in names)
    return names if known and close > 0 and names[-1].position < close else ()


def _with_it(tokens: Sequence[Token], k: int) -> tuple[Found, ...]:
    """The town of "took the division's headquarters and, with it, X"."""
    for n in range(k, min(len(tokens) - 3, k + LONGEST)):
        if tokens[n].text in ".;:?!":
            return ()
        if (tokens[n].low, tokens[n + 1].low) == ("with", "it"):
            at = n + 2 + (tokens[n + 2].text == ",")
            return name_alone(tokens, at).places if tokens[at].kind == "place" else ()
    return ()


def _as_well_as(tokens: Sequence[Token], k: int) -> int:
    """Where the Y of "X, the capital of the province, as well as the city of Y" begins; 0 where none follows."""
    k += k < len(tokens) and tokens[k].text == ","
    if [token.low for token in tokens[k : k + 3]] != ["as", "well", "as"] or k + 3 >= len(tokens):
        return 0
    first = tokens[k + 3]
    return k + 3 if first.kind == "place" or first.low in words().determiners else 0


def each_taker(tokens: Sequence[Token], found: Match) -> list[Match]:
    """The matches of "rebels have captured X (by the Y, in June), Z and W": X has a taker of its own."""
    places = found.places
    if places is None or not places.places or found.construction != "active" or found.agent is None:
        return [found]
    k = places.end
    if k + 2 >= len(tokens) or tokens[k].text != "(" or tokens[k + 1].low != "by":
        return [found]
    close = next((n for n in range(k, min(len(tokens), k + LONGEST)) if tokens[n].text == ")"), -1)
    if close < 0:
        return [found]
    own = replace(found, head=k + 1, agent=Span(k + 2, phrase_end(tokens, k + 2)))
    rest = place_phrase(tokens, close + 2) if tokens[close + 1].low in (",", "and") else None
    if rest is None or not rest.places or tokens[close + 2].kind != "place":
        return [own]
    return [own, replace(found, places=rest, end=rest.end)]


def _past_its_land(tokens: Sequence[Token], at: int) -> int:
    """The end of ", in the northern province of Y", which tells where the place before it lies; else ``at``."""
    k = at
    while k + 2 < len(tokens) and tokens[k + (tokens[k].text == ",")].low == "in" and (k > at or tokens[k].text == ","):
        n = k + 1 + (tokens[k].text == ",")
        stop = min(len(tokens) - 1, k + 7)
        while n < stop and tokens[n].place is None and (tokens[n].low == "of" or inside_np(tokens, n)):
            n += 1
        land = tokens[n].place
        if land is None or land.feature not in listed("wide"):
            break
        k = n + 1
    goes_on = k < len(tokens) and (tokens[k].low == "and" or tokens[k].text == ",")
    return k if goes_on else at


def _next(tokens: Sequence[Token], at: int, found: Match) -> int:
    """Where the next place begins, behind a time or a parenthesis and an "and"; -1 where the list does not go on."""
    if at + 1 < len(tokens) and tokens[at].low == "and" and tokens[at + 1].text == ",":
        return _behind_aside(tokens, at + 1)
    if at + 2 < len(tokens) and tokens[at].low == "and" and tokens[at + 1].low in listed("above") | {"from"}:
        return at + 2 if tokens[at + 2].kind == "place" else -1  # "raised their flag at X and at Y"
    if at < len(tokens) and tokens[at].text == "(" and (dated := _dated_aside(tokens, at)) > 0:
        return dated
    k = _skip_time(tokens, _past_its_land(tokens, at))
    if k == at and at < len(tokens) and tokens[at].text == "," and (behind := _skip_time(tokens, at + 1)) > at + 1:
        k = behind  # "the provincial capital, X, on Friday and Y yesterday"
    if k == at and k < len(tokens) and tokens[k].text == ",":
        k = _skip_parenthesis(tokens, k)
    if (more := _as_well_as(tokens, k)) > 0:
        return more
    if k <= at or k + 1 >= len(tokens):
        return -1
    if tokens[k].text == ",":
        k += 1
        if tokens[k].kind == "place" and _skip_time(tokens, k + 1) > k + 1:
            return k  # "Gao went on Saturday, Timbuktu on Sunday"
    if k + 1 >= len(tokens) or tokens[k].low not in ("and", "then"):
        return -1
    k += 1
    k = _behind_aside(tokens, k)
    while k < len(tokens) and tokens[k].low in ("then", "later", "also", "finally", "of", "from", "in", "at", "over"):
        k += 1
    first = tokens[k] if k < len(tokens) else None
    if first is None or not (first.kind == "place" or first.low in words().determiners | words().direction):
        return -1
    return k


def _dated_aside(tokens: Sequence[Token], at: int) -> int:
    """Where the next place stands behind the "(20 May)" of one in a list: "X (20 May), Y and Z (25 May)"; else -1."""
    close = next((n for n in range(at, min(len(tokens) - 2, at + LONGEST)) if tokens[n].text == ")"), -1)
    if close < 0 or not any(is_time(tokens, n) or tokens[n].kind in ("num", "year") for n in range(at + 1, close)):
        return -1
    k = close + 1
    if tokens[k].text == ",":
        k += 1
    k += tokens[k].low == "and"
    return k if close + 1 < k < len(tokens) and tokens[k].kind == "place" else -1


def _behind_aside(tokens: Sequence[Token], k: int) -> int:
    """The position behind ", four days after it," or ", with it," at k; k where no such aside stands there."""
    if k >= len(tokens) or tokens[k].text != ",":
        return k
    close = next((n for n in range(k + 1, min(len(tokens) - 1, k + 8)) if tokens[n].text == ","), -1)
    with_it = [token.low for token in tokens[k + 1 : k + 3]] in (["with", "it"], ["with", "them"])
    timed = any(is_time(tokens, n) for n in range(k + 1, close)) if close > 0 else False
    return close + 1 if close > 0 and (with_it or timed) and tokens[close + 1].kind == "place" else k


def _skip_time(tokens: Sequence[Token], at: int) -> int:
    """The position behind a time at ``at`` ("on 12 November", "the same evening", "a day later"); ``at`` for none."""
    k, told = at, False
    while k < min(len(tokens), at + LONGEST):
        token = tokens[k]
        time = is_time(tokens, k) or token.kind in ("num", "year") or token.low in ("later", "earlier", "following")
        ordinal = token.text.isdigit() and k + 1 < len(tokens) and tokens[k + 1].low in _TH  # "on the 18th"
        time = time or ordinal or (token.low in _TH and tokens[k - 1].text.isdigit())
        joins = token.low in listed("time_joins")
        if not time and not joins:
            break
        told = told or time
        k += 1
    return k if told else at


def _skip_parenthesis(tokens: Sequence[Token], at: int) -> int:
    """The position of the comma that closes a description of the place ("X, the rebels' capital, and …")."""
    if at + 1 >= len(tokens):
        return at
    first = tokens[at + 1]
    off = at + 2 < len(tokens) and tokens[at + 2].low == "of"
    lies = off and first.low in words().direction  # "X, south of the rebels' capital, and Y"
    if first.low not in words().determiners and first.kind not in ("num", "actor") and not lies:
        return at
    end = phrase_end(tokens, at + 3 if lies else at + 1)
    while end + 1 < len(tokens) and tokens[end].low in words().prepositions and inside_np(tokens, end + 1):
        end = phrase_end(tokens, end + 1)  # "the main border post with Uganda"
    return end if at < end < len(tokens) and tokens[end].text == "," and end - at <= LONGEST else at


def within_clause(tokens: Sequence[Token], places: PlacePhrase) -> PlacePhrase:
    """The places behind a verb without one that begins a clause: the X of "rebels took X, and Y was calm"."""
    last = places.places[-1] if len(places.places) > 1 else None
    n = last.position - 1 if last is not None and last.position > 1 else -1
    if n < 0 or tokens[n].low != "and" or places.end >= len(tokens):
        return places
    acts = _finite(tokens, places.end) or (tokens[places.end].text == "," and _acts_behind(tokens, places.end))
    return replace(places, places=places.places[:-1], end=n) if acts else places


def _acts_behind(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a verb follows on the aside that the comma opens: "and X, the capital, was calm"."""
    closed = next((n for n in range(comma + 1, min(len(tokens) - 1, comma + 10)) if tokens[n].text == ","), -1)
    return closed > 0 and _finite(tokens, closed + 1)


def _finite(tokens: Sequence[Token], n: int) -> bool:
    """Whether a finite verb can stand at n: no participle with who did it ("X and Y held by rebels"), no "-ing"."""
    token = tokens[n]
    if token.kind != "word" or token.low.endswith("ing"):
        return False
    by = n + 1 < len(tokens) and tokens[n + 1].low == "by"
    return token.low in words().auxiliaries or (token.low in words().verbs and not by)


def _ends(tokens: Sequence[Token], end: int) -> bool:
    """Whether a place that goes on a list is not the subject of a clause of its own ("and Goma fell")."""
    if end >= len(tokens):
        return True
    token = tokens[end]
    if token.text == "," and _acts_behind(tokens, end):
        return False
    stops = token.kind == "punct" or is_time(tokens, end) or token.kind in ("num", "year")
    return (
        stops
        or token.text == "("
        or token.low in listed("time_joins")
        or token.low in ("and", "to", "after", "before", "as", "from")
    )
