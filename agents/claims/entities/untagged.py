"""Names that the tag step took for no place and that a phrase makes one: "control of the village of X in Y"."""

from collections.abc import Sequence

from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.place import Place, PlaceMention

LONGEST = 5
"""Words of such a name, at most."""


def own_name(tokens: Sequence[Token], begin: int, k: int, mention: PlaceMention) -> Place | None:
    """The place that a phrase about a part of the one at k names: the X of "control of X in Y", without coordinates.

    The words of the phrase ("control of", "the town of", "the outskirts of") are not of its name.
    """
    for n in range(begin + 1, k - 1):
        start = n + 1 if tokens[n].low == "the" else n
        if tokens[n - 1].low not in ("of", "on", "over") or not _of_a_name(tokens[start]):
            continue
        end = start
        while end < k and (_of_a_name(tokens[end]) or (end > start and tokens[end].low in listed("name_links"))):
            end += 1
        if end - start > LONGEST or end >= k or tokens[end].low not in (*listed("lies_in"), ","):
            continue
        inside = mention.feature in ("province", "country") and tokens[end].low in ("in", ",")
        name = text_of(tokens, start, end)
        part = any(token.low in words().place_part - words().place_whole - {"control"} for token in tokens[begin:start])
        return Place(
            text=name,
            name=name,
            country=mention.place.country,
            admin1=mention.place.admin1 if inside else None,
            precision=2 if part else 1,
        )
    return None


def _of_a_name(token: Token) -> bool:
    """Whether a word is written as names are, and is no noun for a kind of place ("Old City", "North")."""
    w = words()
    noun = token.low in w.place_part or token.low in w.place_whole or token.low in w.place_plural
    return token.kind == "word" and token.capital and not noun and token.low not in w.direction


def named_site(tokens: Sequence[Token], k: int, stop: int) -> tuple[Place, int] | None:
    """The place that no gazetteer has and its noun makes one, and the token after it: "the Azot plant", "Dansalan
    College", "a checkpoint known as Kilo 5"; null where the phrase at k names none.
    """
    n = k + (k < len(tokens) and tokens[k].low in words().determiners)
    first = n
    if (end := _regional_command(tokens, n, stop)) > 0:
        return _site(tokens, first, end), end
    while n < stop and (_unit(tokens[n]) or (_of_a_name(tokens[n]) and not _adjective(tokens[n]))):
        n += 1
    if n >= stop or tokens[n].low not in listed("own_sites"):
        return None
    if n + 2 < len(tokens) and tokens[n + 1].low == "of" and tokens[n + 2].kind == "place":
        return None  # "the Black Sea port of X"
    if 0 < n - first <= LONGEST and first > 0 and not _lies_at(tokens, n):
        return _site(tokens, first, n + 1), n + 1
    called = n + 2 < stop and (tokens[n + 1].low in ("called", "named", "codenamed", "dubbed"))
    at = n + 2 if called else n + 3 if [t.low for t in tokens[n + 1 : n + 3]] == ["known", "as"] else 0
    end = at
    while at and end < stop and (tokens[end].capital or (end > at and tokens[end].kind == "num")):
        end += 1
    return (_site(tokens, at, end), end) if at and 0 < end - at <= LONGEST else None


def two_sites(tokens: Sequence[Token], k: int, stop: int) -> tuple[Place, Place, int] | None:
    """The two places of "the Omar and Tanak oilfields", which no gazetteer has, and the token behind; else null."""
    n = k + (k < len(tokens) and tokens[k].low in words().determiners)
    if n + 3 >= stop or tokens[n + 1].low != "and" or n == k:
        return None
    noun = tokens[n + 3].low
    both = (tokens[n], tokens[n + 2])
    names = all(token.capital and token.kind in ("word", "place") for token in both)
    peoples = any(_adjective(token) or token.low.endswith("an") for token in both)  # "the German and French bases"
    if not names or peoples or not noun.endswith("s") or noun[:-1] not in listed("own_sites"):
        return None
    return _site(tokens, n, n + 1), _site(tokens, n + 2, n + 4), n + 4


def _regional_command(tokens: Sequence[Token], n: int, stop: int) -> int:
    """Where "North-eastern Command", "western military command" ends: the seat of an army in a region; else 0."""
    if n >= stop or tokens[n].low.replace("-", "") not in listed("quarters_of_armies"):
        return 0
    end = n + 1
    while end < stop and tokens[end].low in ("regional", "military", "army"):
        end += 1
    return end + 1 if end < stop and tokens[end].low == "command" else 0


def named_plainly(tokens: Sequence[Token], k: int, *, goes_on: bool = False) -> tuple[Place, int] | None:
    """The name behind the "and" of a list of places, which no gazetteer has: "took X and probably also Myrna Dolyna".

    Only where a time, a preposition or a stop follows: else it is the subject of a clause, or describes a noun.
    goes_on: an "and" may follow, too.
    """
    end = k
    while end < len(tokens) and (_of_a_name(tokens[end]) or _arabic(tokens[end])) and not _adjective(tokens[end]):
        end += 1
    closed = end >= len(tokens) or tokens[end].kind == "punct" or tokens[end].low.split(" ")[0] in listed("after_names")
    closed = closed or (goes_on and tokens[end].low == "and")
    told = (
        0 < end - k <= 3
        and closed
        and tokens[k].low not in listed("time")
        and tokens[k].low.rstrip(".") not in words().titles
    )
    return (_site(tokens, k, end), end) if told and not any(t.text.isupper() for t in tokens[k:end]) else None


def _arabic(token: Token) -> bool:
    """Whether a word is a name behind its Arabic article: "al-Rakaya", "el-Bab"."""
    return token.kind == "word" and token.low.startswith(("al-", "el-")) and token.text[3:4].isupper()


def _unit(token: Token) -> bool:
    """Whether an army's unit is named, whose base goes by its name: "the Khamis Brigade base"."""
    return token.actor is not None and token.low.endswith((" brigade", " division", " regiment", " battalion"))


def _lies_at(tokens: Sequence[Token], n: int) -> bool:
    """Whether the base, the outpost at n is told by where it lies: "a Light Infantry outpost at X" is X's."""
    if n + 2 >= len(tokens) or tokens[n + 1].low not in ("at", "in", "near", "of", "outside"):
        return False
    return tokens[n + 1].low == "at" or tokens[n].low in listed("strongholds") | {"camp", "checkpoint", "barracks"}


def _site(tokens: Sequence[Token], first: int, end: int) -> Place:
    name = text_of(tokens, first, end)
    return Place(text=name, name=name)


def _adjective(token: Token) -> bool:
    """Whether a word in capitals describes and names nothing: "Ukrainian", "National", "UN"."""
    led = "-" in token.text and token.text.split("-")[-1].islower()  # "American-designed"
    return (
        led
        or token.text.isupper()
        or token.low in listed("no_names")
        or token.low.endswith(("ian", "ean", "ese", "ish"))
    )
