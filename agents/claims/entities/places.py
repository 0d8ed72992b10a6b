"""Noun phrases about places: "the strategic northern town of X", "two villages in X", "the city"."""

from collections.abc import Sequence

from msgspec import Struct

from agents.claims.entities.place_names import PlacePhrase, counted_before, lists_examples, name_alone, named
from agents.claims.language.noun_phrases import inside_np, phrase_end
from agents.claims.model import Token
from agents.claims.words import listed, words

REACH = 16
"""Tokens between the verb and the name of the place, at most."""


class _Draft(Struct):
    """A phrase being read from first on: its last place noun, and whether what it tells of is part of a place."""

    first: int
    stop: int
    noun: str = ""
    noun_at: int = -1
    part: bool = False
    inside: bool = False
    """Whether a preposition has told that it is inside a place: "the headquarters in the city of X"."""
    listing: bool = False
    """After "including", "such as": what follows are examples of the noun."""


def place_phrase(tokens: Sequence[Token], k: int, *, stop: int | None = None) -> PlacePhrase | None:
    """Read a place phrase that begins at k; null where the phrase there is about something else."""
    limit = stop if stop is not None else len(tokens)
    draft = _Draft(k, min(len(tokens), k + REACH, limit))
    if (share := _share(tokens, k, draft.stop)) > 0:
        draft.noun, draft.part, draft.noun_at, k = "part", True, share - 1, share
    if (one := _one_of_them(tokens, k, draft.stop)) is not None:
        return one
    while k < draft.stop:
        if tokens[k].kind == "place":
            if draft.noun in ("town", "city", "village") and _on_a_river(tokens, k):
                break
            if _names_its_country(tokens, k):
                k += 1
                continue
            if (described := _only_described(tokens, draft.first, k)) is not None:
                return described
            if _seat_unknown(tokens, draft, k):
                return PlacePhrase((), k + 1, anaphora="town", start=draft.first)
            none = tokens[draft.first].low in ("no", "not") and tokens[k - 1].low == "of"  # "no part of X": X
            return named(tokens, _its_way(tokens, draft.first, k), k, draft.part and not none, draft.noun, limit)
        another = k + 1 < draft.stop and draft.noun and tokens[k + 1].low in ("the", "its", "their")
        if (
            tokens[k].low in ("and", "or")
            and draft.noun_at == k - 1
            and (draft.noun in words().place_plural or (another and not _another_site(tokens, k + 1, draft.stop)))
        ):
            if k + 2 < len(tokens) and tokens[k + 1].low.endswith("ed") and tokens[k + 2].kind == "place":
                break  # "seized 12 villages and attacked X": another deed
            if k + 2 < len(tokens) and tokens[k + 1].low.endswith("ed") and tokens[k + 2].low in words().determiners:
                break  # "… and reached the outskirts of X"
            on = k + 1 < len(tokens) and tokens[k + 1].low in words().adverbs  # "other cities and eventually take X"
            rest = None if draft.listing or on else place_phrase(tokens, k + 1, stop=limit)
            if rest is not None and rest.places and (not another or _by_its_noun(tokens, k + 1, rest)):
                return rest  # "100 outposts and the towns of X and Y"
        step = _step(tokens, draft, k)
        if step == 0:
            break
        k += step
    if share > 0 and draft.noun in words().place_whole and tokens[draft.noun_at - 1].low in listed("anaphora_openers"):
        return PlacePhrase(
            (), draft.noun_at + 1, anaphora=draft.noun, start=draft.first, part=True
        )  # "80% of the city"
    beside = draft.inside and draft.noun in ("town", "city") and tokens[draft.noun_at - 1].low == "the"
    if beside and any(t.low in listed("sites_of_towns") for t in tokens[draft.first : draft.noun_at - 2]):
        return PlacePhrase((), draft.noun_at + 1, anaphora=draft.noun, start=draft.first, part=True)  # "… in the city"
    return _anaphora(tokens, draft.first, draft.noun_at, draft.noun)


def _one_of_them(tokens: Sequence[Token], k: int, stop: int) -> PlacePhrase | None:
    """The X of "took one of the towns, X, on Sunday"."""
    if k + 5 > stop or tokens[k].low != "one" or (tokens[k + 1].low, tokens[k + 2].low) != ("of", "the"):
        return None
    comma = next((n for n in range(k + 4, min(stop - 1, k + 7)) if tokens[n].text == ","), -1)
    plural = comma > 0 and tokens[comma - 1].low in words().place_plural
    return name_alone(tokens, comma + 1) if plural and tokens[comma + 1].kind == "place" else None


def _seat_unknown(tokens: Sequence[Token], draft: _Draft, k: int) -> bool:
    """Whether it is "the capital of X", a province whose seat no list has, or "the second city of X": a town that the
    text names, and not X.
    """
    mention = tokens[k].place
    wide = mention is not None and mention.feature in ("province", "region", "district", "country")
    if not wide or all(token.low != "of" for token in tokens[draft.noun_at + 1 : k]):
        return False
    ranked = {token.low.partition("-")[0] for token in tokens[draft.first : draft.noun_at]} & listed("ranks")
    return draft.noun == "capital" or (draft.noun in ("city", "town", "port") and bool(ranked))


def _by_its_noun(tokens: Sequence[Token], k: int, rest: PlacePhrase) -> bool:
    """Whether what goes on at k is a place by its noun: "the town of X", and no "governor of X"."""
    w, first = words(), rest.places[0].position
    nouns = w.place_whole | w.place_part | w.place_plural
    return first < k or any(token.low in nouns for token in tokens[k:first])


def _its_way(tokens: Sequence[Token], first: int, k: int) -> int:
    """Where the phrase of the place at k begins: at its distance, if one is told: "a bomb blast | 17 km west of X"."""
    for n in range(first + 1, k - 2):
        if tokens[n].text[:1].isdigit() and tokens[n + 1].low in listed("units_of_way"):
            return n
    return first


def _names_its_country(tokens: Sequence[Token], k: int) -> bool:
    """Whether the country or the sea at k only says where a town lies that is named behind: "the south Yemen city of
    X", "the Red Sea port of X".
    """
    mention = tokens[k].place
    if (
        mention is None
        or mention.feature not in ("country", "water", "province", "region")
        or k + 3 >= len(tokens)
        or tokens[k + 2].low != "of"
    ):
        return False
    settled = words().place_whole | {"port", "resort"}
    if mention.feature == "province":
        settled |= words().place_plural  # "the South Kordofan localities of X and Y"
    return tokens[k + 1].low in settled and tokens[k + 3].kind == "place"


def _only_described(tokens: Sequence[Token], first: int, k: int) -> PlacePhrase | None:
    """ "Zaire's third city", without its name: it stands for the town that the text is about, and not for Zaire."""
    mention = tokens[k].place
    if mention is None or mention.feature != "country" or k + 2 >= len(tokens) or tokens[k + 1].low not in ("'s", "'"):
        return None
    n = k + 2
    while n < len(tokens) and tokens[n].kind == "word" and inside_np(tokens, n):
        n += 1
    noun, following = tokens[n - 1].low, tokens[n].low if n < len(tokens) else "."
    place = n + 1 < len(tokens) and tokens[n + 1].kind == "place" and following in (",", "of", "at", "in", "-", "(")
    named = place or (n < len(tokens) and tokens[n].kind == "place")
    if noun not in listed("towns_described") or n == k + 3 or named:
        return None
    return PlacePhrase((), n, anaphora="town" if noun == "port" else noun, start=first)


def _on_a_river(tokens: Sequence[Token], k: int) -> bool:
    """Whether the place at k only says where a town lies: "the town on the river X"."""
    mention = tokens[k].place
    return mention is not None and mention.feature == "water" and any(t.low == "on" for t in tokens[max(0, k - 3) : k])


def _step(tokens: Sequence[Token], draft: _Draft, k: int) -> int:
    """How many tokens from k on belong to the phrase; 0 where it ends. What they tell is in the draft."""
    w, token, low = words(), tokens[k], tokens[k].low
    following = tokens[k + 1].low if k + 1 < draft.stop else ""
    if low == "hall" and draft.noun in ("town", "city") and draft.noun_at == k - 1:
        draft.noun_at = k  # "the flag over the town hall": that of the town
        return 1
    if low in w.place_part or low in w.place_whole or low in w.place_plural:
        wide = low in w.direction or low in listed("lands_described")
        if wide and draft.inside and draft.noun in listed("towns_described"):
            return 1  # "a town in the country's north": the town
        draft.noun, draft.noun_at = low, k
        draft.part = draft.part or low in w.place_part or low in w.place_plural
        return 1
    if lists_examples(tokens, k):
        draft.listing, draft.part = True, False
        return (2 if low in ("such", "among") else 1) if draft.noun else 0
    if (timed := _how_long(tokens, k)) > 0 and draft.noun:
        return timed
    if low in listed("locative"):
        return _preposition(tokens, draft, k)
    if token.text == ",":
        return _comma(tokens, draft, k)
    if token.text == "(" and k > draft.first:  # "an AMISOM (Kenyan) base", "the district centre (DAC) of X"
        closed = next((n for n in range(k + 1, min(draft.stop, k + 5)) if tokens[n].text == ")"), k)
        if closed == k + 2 and tokens[k + 1].kind == "place" and draft.noun_at == k - 1:
            return 1  # "the city (Gao)"
        short = tokens[k - 1].kind == "actor"  # "the Liberation Tigers of Tamil Eelam (LTTE) garrison of X"
        plain = all(tokens[n].kind == "word" or (short and tokens[n].kind == "actor") for n in range(k + 1, closed))
        return closed + 1 - k if closed > k and plain else 0
    if low in ("whole", "entirety", "all", "both") and following in ("of", "the"):
        return 2
    if low in ("and", "or") and k > draft.first and not draft.listing:
        before = tokens[k - 1].low
        if low == "and" and draft.noun_at == k - 1 and _another_site(tokens, k + 1, draft.stop):
            return 1
        described = before in w.direction or before.endswith(("ic", "al")) or _two_uses(tokens, draft, k)
        return int(described)  # "northern and western parts of X"
    if low.endswith("ing") and k and tokens[k - 1].text == ",":
        return 0  # "fled south, leaving X"
    if low in ("a", "an", "the") and draft.noun_at == k - 1 and k > draft.first:
        return 0  # "an area the size of France"
    if low.endswith("ing") and following in listed("locative") and not token.capital:
        return 0  # "control of a firm operating in X"
    if (low == "as" and draft.listing) or (low == "but" and tokens[k - 1].low == "all"):
        return 1
    if low in w.direction:
        draft.part = draft.part or not draft.noun
        return 1
    if low == "following" and k == draft.first + 1 and tokens[k - 1].low == "the":
        return 1  # "the following villages: X, Y and Z"
    if low in ("overlooking", "above") and draft.noun:
        draft.part = draft.inside = True  # "territory overlooking X" is not X
        return 1
    if low in listed("linking") - {"between"} and draft.noun_at == k - 1:
        draft.part = draft.inside = True  # nor is "the road linking the city of X with Y"
        return 1
    if token.kind == "punct" and token.text in "\"“”'’‘":
        return 1
    if low.endswith("ed") and k > draft.first and _under_arms(tokens[k - 1]):
        return 0  # "seized X, and its allied forces occupied Y"
    describes = low.endswith("ly") or low in w.adverbs or (low.endswith("ed") and low not in w.auxiliaries)
    return int((inside_np(tokens, k) or describes) and not (token.kind == "actor" and draft.noun_at == k - 1))


def _two_uses(tokens: Sequence[Token], draft: _Draft, k: int) -> bool:
    """Whether the "and" at k joins what one site is for: "the radio and television building", "police and army
    headquarters".
    """
    sites = words().place_whole | words().place_part
    plain = tokens[k - 1].kind == "word" and not tokens[k - 1].capital and draft.noun_at < k - 1
    if not plain or k + 2 >= draft.stop or tokens[k + 1].low in words().determiners:
        return False
    return tokens[k + 1].kind == "word" and tokens[k + 2].low in sites | words().place_plural


def _under_arms(token: Token) -> bool:
    """Whether a noun is one for those who take places: "forces", "militias"."""
    return token.kind == "actor" or token.low in words().combatant or token.low in listed("armed")


def _another_site(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """Whether a second noun of a site goes on: "the airport and bridge at X", "the port and airport of X"."""
    sites = words().place_whole | words().place_part | listed("towns_described")
    noun = next((n for n in range(k, min(stop, k + 3)) if tokens[n].low in sites), -1)
    alone = k < stop and (tokens[k].low not in words().determiners or tokens[k + 1].low in listed("own_sites"))
    return alone and noun >= 0 and noun + 1 < stop and tokens[noun + 1].low in listed("locative") | {"of"}


def _how_long(tokens: Sequence[Token], k: int) -> int:
    """How many tokens "in the previous 24 hours", "over two days" has at k; 0 where it is no span of time."""
    if tokens[k].low not in ("in", "over", "during", "within"):
        return 0
    for n in range(k + 1, min(len(tokens), k + 6)):
        if tokens[n].low in ("hours", "days", "weeks", "day", "week", "month"):
            fought = n + 2 < len(tokens) and tokens[n + 1].low == "of" and tokens[n + 2].low in listed("fights")
            return n + 1 - k + 2 * fought  # "in two days of fighting"
        if tokens[n].kind not in ("word", "num") or tokens[n].low in words().prepositions:
            return 0
    return 0


def _preposition(tokens: Sequence[Token], draft: _Draft, k: int) -> int:
    """ "the town of X" is X, "half of the town of X", "villages of X", "a base near X" are parts of it."""
    low = tokens[k].low
    lost = tokens[k + 1].place if low == "from" and k + 2 < draft.stop else None
    if lost is not None and lost.feature == "country" and tokens[k + 2].low in listed("locative") | words().direction:
        draft.part = draft.inside = True
        return 2  # "two heights from Iraq north of X": who lost them
    end = phrase_end(tokens, k + 1) if low == "from" and draft.noun_at == k - 1 else draft.stop
    behind = end < draft.stop and tokens[end].low in listed("locative")
    if behind and any(token.actor is not None for token in tokens[k + 1 : end]):
        draft.part = draft.inside = True
        return end - k  # "a town from the rebels in the country's north"
    if not draft.noun or (tokens[k - 1].text == "," and not draft.listing and not _in_the_town(tokens, k)):
        return 0
    whole = draft.noun in words().place_whole and draft.noun != "villages"
    if low == "of" and draft.noun_at == k - 1 and whole and not counted_before(tokens, draft.first, k):
        entered = any(tokens[n].low in listed("part_entry") for n in range(draft.first, k))
        draft.part = draft.noun in listed("sites_of_towns") or (draft.part and (draft.inside or entered))
    elif low != "of" and not (low == "in" and draft.listing):
        draft.part = draft.inside = True
    return 1


def _in_the_town(tokens: Sequence[Token], k: int) -> bool:
    """Whether the comma only sets off the town of a site: "a military camp, in the town of X"."""
    behind = tokens[k + 1 : k + 5]
    named = len(behind) > 3 and behind[0].low == "the" and behind[2].low == "of" and behind[3].kind == "place"
    return tokens[k].low == "in" and named and behind[1].low in words().place_whole


def _comma(tokens: Sequence[Token], draft: _Draft, k: int) -> int:
    """ "the city, Mosul" goes on; "the city, the largest in X" does not: X is not it."""
    if not draft.noun or k + 1 >= draft.stop:
        return 0
    following = tokens[k + 1]
    if following.kind == "place" and k + 2 < len(tokens) and tokens[k + 2].low in ("'s", "'"):
        return 0  # "took over the oilfield, Khartoum's ministry said"
    counted = following.kind == "num" or following.text[:1].isdigit()  # "the town, 70 km north of X"
    if draft.noun_at == k - 1 and following.low == "the" and _named_town(tokens, k + 2, draft.stop):
        draft.part = False
        return 1  # "the government's last stronghold, the town of X"
    if draft.noun_at == k - 1 and (following.low in words().determiners or counted):
        return 0
    if counted and k + 2 < len(tokens) and tokens[k + 2].low in listed("distances"):
        return 0  # "the district capital of X, 280 miles north of Y", where nobody knows X
    beside = any(tokens[n].low in ("near", "outside", "around") for n in range(draft.first, k))
    beside = beside or _site_in(tokens, draft.first, k)
    if draft.noun_at == k - 1 and following.kind == "place" and not beside:  # no "a town near the capital, X"
        draft.part = False
    return 1


def _named_town(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """Whether "town of X", "port of X" stands at k."""
    town = k + 2 < stop and tokens[k].low in words().place_whole | {"port"} and tokens[k + 1].low == "of"
    return town and tokens[k + 2].kind == "place"


def _site_in(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Whether "the palace in the capital" stands before the comma at k: the name behind it is the capital's."""
    at = next((n for n in range(first + 1, k) if tokens[n].low in ("in", "at")), -1)
    return at > 0 and tokens[at - 1].low in words().place_part | listed("own_nouns", "bare_sites")


def _share(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The position of the "of" of "three-quarters of", "65 percent of"; 0 where there is none."""
    while k < stop and tokens[k].low in listed("roughly"):
        k += 1
    n = k
    while (
        n < stop
        and n - k < 4
        and (tokens[n].kind == "num" or tokens[n].text[:1].isdigit() or tokens[n].low in listed("fractions"))
    ):
        n += 1
    if k + 1 < stop and tokens[k].low in ("a", "one") and tokens[k + 1].low in listed("shares_one"):
        n = k + 2  # "a third of X"
    if n == k:
        return 0
    figure = n
    while n < stop and tokens[n].low in ("percent", "per", "cent", "%"):
        n += 1
    counted = n == figure and n == k + 1 and tokens[k].low not in listed("fractions")
    return n if n < stop and tokens[n].low == "of" and not counted else 0


def _of_a_body(token: Token) -> bool:
    """Whether "the state" only describes a body: "the state police", "the district Council"."""
    return token.kind in ("word", "actor") and (token.capital or token.low in listed("bodies"))


def _headed(tokens: Sequence[Token], k: int) -> bool:
    """Whether a headline opens with the name of the place that a bare noun at k means: "X: city falls to rebels"."""
    opens = any(token.text == ":" for token in tokens[1:4])  # "X: …", "X lost: …"
    if k >= 2 and tokens[0].kind == "place" and opens and tokens[-1].text not in ".?!":
        return True
    ends = k + 1 >= len(tokens) or tokens[k + 1].kind == "punct" or tokens[k + 1].low in ("as", "after", "to", "amid")
    told = ends and tokens[k].low in listed("towns_short") and tokens[k - 1].kind == "word" and k >= 4
    town = any(token.place is not None and token.place.feature == "settlement" for token in tokens[: k - 1])
    return (
        told and town and tokens[k - 1].low not in words().prepositions | words().determiners
    )  # "… abandon stronghold"


def _anaphora(tokens: Sequence[Token], first: int, noun_at: int, noun: str) -> PlacePhrase | None:
    """ "the city", "his town", "two villages": a place noun without a name of its own."""
    w = words()
    if not noun or noun in ("control", "position", "positions"):
        return None
    if noun_at + 1 < len(tokens) and tokens[noun_at + 1].low == "between":
        return None  # "the crossing between X and Y": none of those named before
    behind = tokens[noun_at + 1 : noun_at + 3]
    if behind and noun in ("state", "county", "district", "province") and _of_a_body(behind[0]):
        return None  # "in the state House of Assembly"
    if len(behind) == 2 and behind[0].low == "of" and behind[1].kind == "word" and behind[1].capital:
        return None  # "the capital of X", where nobody knows X
    head = tokens[first].low
    counted = any(tokens[n].kind == "num" for n in range(first, noun_at))
    if any(tokens[n].low in w.place_part and tokens[n + 1].low == "of" for n in range(first, noun_at - 1)):
        return PlacePhrase((), noun_at + 1, anaphora=noun, start=first, part=True)
    plain = all(t.kind == "word" and not t.capital and t.low not in w.determiners for t in tokens[first:noun_at])
    if plain and noun in w.place_whole and _headed(tokens, noun_at):
        return PlacePhrase((), noun_at + 1, anaphora=noun, start=first)
    if head in ("a", "an", "another") and not counted:
        settled = range(first + 1, noun_at + 1)
        town = next((n for n in settled if tokens[n].low in ("town", "village", "city")), -1)
        if town == noun_at or (town > 0 and tokens[town + 1].low in ("in", "on", "near")):  # "a town in the south"
            return PlacePhrase((), noun_at + 1, anaphora=f"a {tokens[town].low}", start=first)  # whose name may follow
    if head in listed("anaphora_openers") or counted or noun in w.place_plural:
        text = (
            "part"
            if counted or noun in w.place_plural or (noun in w.place_part and noun not in w.place_whole)
            else noun
        )
        return PlacePhrase((), noun_at + 1, anaphora=text, start=first)
    return None
