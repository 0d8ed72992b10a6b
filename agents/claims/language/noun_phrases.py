"""Where a noun phrase begins and ends: "at least seven soldiers of the 12th Division".

No parser: closed word classes and folded mentions mark the borders, within a bounded window of tokens.
"""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from agents.claims.model import Token
from agents.claims.words import listed, words


class Span(Struct, frozen=True):
    """Tokens [start, end). relative: reached through which/that/who; shared: the subject of a coordinated verb."""

    start: int
    end: int
    relative: bool = False
    shared: bool = False


def is_adverb(token: Token) -> bool:
    """Whether a word is an adverb by its ending."""
    return (
        token.low.endswith("ly")
        and token.kind == "word"
        and not token.capital
        and token.low not in listed("not_adverbs")
    )


def is_people(token: Token) -> bool:
    """Whether a word is the adjective of a people or a country, by its ending: "Libyan", "Azerbaijani"."""
    long = token.kind == "word" and len(token.text) > 4 and token.text[1:].islower()
    return token.capital and long and token.low.endswith(tuple(listed("people_endings")))


@cache
def _plural_endings() -> tuple[str, ...]:
    return tuple(sorted(listed("plural_endings")))


def ends_in_people(low: str) -> bool:
    """Whether a plural ends as nouns for people of a kind do: "footballers", "residents"; but "agreements" never."""
    return low.endswith(_plural_endings()) and not low.endswith("ments")


@cache
def _of_time() -> frozenset[str]:
    return listed("time") | {"day", "night", "late", "early", "last"}


_PART_OF_DAY = frozenset({"midnight", "morning", "evening", "night", "afternoon", "dawn", "sunday", "friday"})
_HELD_THEN = frozenset({"service", "services", "prayer", "prayers", "mass", "vigil", "shift", "bus", "train", "class"})


def is_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token is a word of time that can stand between a subject and its verb."""
    token = tokens[i]
    if token.kind == "year":
        return True
    if token.low not in _of_time():
        return False
    if token.low in ("day", "night") and i + 1 < len(tokens) and tokens[i + 1].low in words().people:
        return False  # "day labourers", "night guards"
    held = i + 1 < len(tokens) and tokens[i + 1].low in _HELD_THEN and token.low in _PART_OF_DAY
    if held and i and tokens[i - 1].low in ("a", "an"):
        return False  # "a midnight service"
    if token.low in ("late", "early") and i + 2 < len(tokens) and tokens[i + 1].low in ("on", "in"):
        return tokens[i + 2 + (tokens[i + 2].low == "the" and i + 3 < len(tokens))].low in listed("time")
    if token.low in ("last", "late", "early") and i + 1 < len(tokens) and tokens[i + 1].low not in listed("time"):
        return tokens[i + 1].kind == "year"  # "their last stronghold": no time
    if token.low in listed("time"):
        return not (i + 1 < len(tokens) and tokens[i + 1].low == "'s") and not (
            token.low in {"march", "may"} and not token.capital
        )
    return False


@cache
def _never_inside() -> frozenset[str]:
    """Words that end any noun phrase."""
    w = words()
    return w.prepositions | w.conjunctions | w.relatives | w.pronouns | w.auxiliaries | w.subordinators


def inside_np(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token can stand inside a noun phrase."""
    token, w = tokens[i], words()
    if token.kind in ("place", "actor", "num"):
        return True
    if token.kind in ("punct", "year"):
        return token.text in "’'" and token.kind == "punct"
    low = token.low
    if low in w.determiners:
        return True
    if low in _never_inside() or is_time(tokens, i):
        return False
    if low == "dead":
        return i > 0 and tokens[i - 1].low in w.determiners
    if low in w.verbs:
        # "captured militants", "wounded soldiers": a participle before a noun belongs to the phrase after a determiner
        if i + 1 >= len(tokens) or i == 0:
            return False
        if tokens[i - 1].kind == "num" and low in listed("describing"):
            return tokens[i + 1].kind in ("word", "actor", "place")  # "three suspected rebels"
        told = i - 2 if i > 1 and is_adverb(tokens[i - 1]) else i - 1  # "the partially occupied region"
        return tokens[told].low in w.determiners and tokens[i + 1].kind != "punct"
    if (
        low.endswith("ed")
        and i + 1 < len(tokens)
        and (tokens[i + 1].kind == "num" or tokens[i + 1].low in listed("openers"))
    ):
        return False  # "feared 40 people", "abandoned the town": a verb with its object
    return not is_adverb(token)


def after_determiner(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle at i is an adjective: "the besieged town"."""
    return i > 0 and tokens[i - 1].low in words().determiners


def phrase_start(tokens: Sequence[Token], j: int) -> tuple[int, bool]:
    """(first token of the noun phrase that ends at j, whether a preposition other than "of" rules it)."""
    w = words()
    a = j
    while a > 0:
        if a >= 2 and tokens[a - 1].low == "them" and tokens[a - 2].low == "among":
            return a - 1, True
        if tokens[a].kind == "actor" and tokens[a - 1].low in listed("reports_bare"):
            return a, False  # "According to report ISIS has …"
        two = tokens[a].kind == "actor" and tokens[a - 1].kind == "place"
        if two and a >= 2 and tokens[a - 2].low in w.prepositions and not _counted_name(tokens, a - 2):
            return a, False  # "In Mosul militants …": two phrases
        step = _leftwards(tokens, a, j)
        if step == 0:
            break
        a -= step
    before = tokens[a - 1] if a > 0 else None
    # "after rebels seized", "as the Kurds take": a clause begins here, and its subject is ruled by nothing
    ruled = before is not None and before.kind == "word" and before.low in w.prepositions
    if a > 1:
        two_before = (tokens[a - 2].low, tokens[a - 1].low)
        ruled = (ruled and two_before != ("the", "following")) or two_before == ("on", "board")
    return a, ruled and before is not None and before.low not in listed("clause_prepositions")


LONG = 12
"""Tokens of an opening "Of the 20 passengers aboard the bus", at most."""


def _counted_name(tokens: Sequence[Token], of: int) -> bool:
    """Whether a count of people goes before a name with "of" in it: "30 Banner of Aleppo fighters"."""
    if of < 2 or tokens[of].low != "of" or not tokens[of - 1].capital or tokens[of - 1].kind == "num":
        return False
    return any(token.kind == "num" for token in tokens[max(0, of - 3) : of - 1])


def _leftwards(tokens: Sequence[Token], a: int, j: int) -> int:
    """How many tokens before a belong to the phrase that ends at j, as far as the next step goes; 0 where it begins."""
    previous, inside = tokens[a - 1], inside_np(tokens, a - 1)
    if previous.low == "that" and a >= 2 and tokens[a - 2].kind in ("word", "num", "year"):
        return 0  # "the claim that X", "said on 20 May that X": what is claimed begins here
    if inside and tokens[a].low in listed("openers") and previous.low not in listed("before_openers"):
        if runs_on(tokens, a, j + 1) and _opens_clause(tokens, a):
            return 1
        return 0  # a determiner begins a phrase of its own: "told reporters | his town"
    if previous.low in listed("saying") and not after_determiner(tokens, a - 1):
        return 0  # "with officials saying 12 people were killed": what they say begins here
    if tokens[a].kind == "num" and previous.low in ("meanwhile", "separately", "elsewhere", "also"):
        return 0  # its commas are lost: "in X meanwhile | eight people"
    if tokens[a].kind == "num" and (previous.kind == "place" or _another_phrase(tokens, a - 1)):
        return 0  # "in X two women …", "in this battle 241 of our heroes …"
    if inside:
        return 1
    if a < 2 or (previous.text == "," and tokens[a].kind == "num" and tokens[0].low == "of" and a < LONG):
        return 0  # "Of the 20 passengers, | 12 died"
    if (aside := bracket_before(tokens, a)) and inside_np(tokens, a - aside - 1):
        return aside + 1
    if previous.kind == "punct" and previous.text in "“\"‘'" and tokens[a - 2].kind == "num":
        return 2  # 59 “terrorists”
    if previous.kind == "punct" and previous.text in "”'’\"" and a > 3 and tokens[a - 3].text in "“‘'\"":
        return 3 if tokens[a - 2].capital and tokens[a - 3].kind == "punct" else 0  # "units of the 'West' grouping"
    if previous.text == "-" and (tokens[a - 2].low in listed("for_or_against") or _numbered(tokens, a - 1)):
        return 2  # "pro-regime fighters", "pro-Iran militiamen", "a 40-member patrol"
    if previous.low == "of":
        goes = inside_np(tokens, a - 2)
    elif previous.low == "and" and tokens[a - 2].text == ",":
        return 3 if a < j and _last_counted(tokens, a) else 0
    elif previous.low in ("and", "or", "plus"):
        goes = _coordinated(tokens, a, j)
    else:
        goes = previous.text == "," and _enumerated(tokens, a, j)
    return 2 if goes else 0


def runs_on(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """Whether the next of a list whose commas are lost begins at k: "a nurse a driver and two guards"."""
    if not 0 < k < stop or not (tokens[k].kind == "num" or tokens[k].low in ("a", "an", "her", "his", "their")):
        return False
    before = tokens[k - 1]
    if not (before.kind == "actor" or before.low in words().people) or before.low in listed("whole_groups"):
        return False
    for n in range(k + 1, min(stop, k + 10)):
        if tokens[n].low == "and":
            more = n + 1 < stop and (tokens[n + 1].kind == "num" or tokens[n + 1].low in listed("singular_det"))
            return more and all(inside_np(tokens, m) for m in range(k, n))
    return False


def _opens_clause(tokens: Sequence[Token], a: int) -> bool:
    """Whether the phrase before a begins its clause, so that it is nobody's object: no "told a nurse a driver and"."""
    n = a - 1
    while n > 0 and inside_np(tokens, n - 1) and tokens[n].low not in listed("openers"):
        n -= 1
    return n == 0 or tokens[n - 1].kind == "punct" or tokens[n - 1].low in listed("clause_openers") | {"that", "and"}


def _numbered(tokens: Sequence[Token], n: int) -> bool:
    """Whether the hyphen at n joins a number to its noun: "a 40-member patrol", no "Nov 20 - The"."""
    if not 0 < n < len(tokens) - 1 or not tokens[n - 1].text.isdigit():
        return False
    return tokens[n - 1].end == tokens[n].start and tokens[n].end == tokens[n + 1].start


def bracketed(tokens: Sequence[Token], n: int) -> int:
    """How many tokens a bracket at n has that stands before its noun: "the Rapid Support Forces (RSF) fighters", "SPF
    (Special Police Force) soldiers", "two (government) soldiers"; 0 for none.
    """
    if n < 1 or n + 3 >= len(tokens) or tokens[n].text != "(":
        return 0
    close = next((k for k in range(n + 2, min(len(tokens) - 1, n + 9)) if tokens[k].text == ")"), -1)
    if close < 0 or tokens[close + 1].kind not in ("word", "actor"):
        return 0
    inside = tokens[n + 1 : close]
    short = len(inside) == 1 and (inside[0].kind == "actor" or inside[0].text.isupper())
    whole = tokens[n - 1].text.isupper() and all(token.capital for token in inside)
    named = [tokens[n - 1], *inside]  # "soldiers of the Roca Firme (Solid Rock) operations room"
    whole = whole or (
        all(token.capital and token.kind == "word" for token in named) and tokens[close + 1].kind == "word"
    )
    also = len(inside) > 3 and inside[0].kind == "actor" and inside[-1].kind == "actor" and inside[1].text == ","
    short = short or (also and any(token.low == "as" for token in inside))  # "(ISIL, also known as ISIS) group"
    added = tokens[n - 1].kind == "num" and len(inside) == 1 and inside[0].kind in ("word", "place")
    return close + 1 - n if short or whole or added else 0


def bracket_before(tokens: Sequence[Token], end: int) -> int:
    """How many tokens such a bracket has that ends right before ``end``; 0 for none."""
    if end < 4 or tokens[end - 1].text != ")":
        return 0
    opened = next((k for k in range(end - 2, max(0, end - 10), -1) if tokens[k].text == "("), 0)
    return bracketed(tokens, opened) if opened else 0


def _another_phrase(tokens: Sequence[Token], n: int) -> bool:
    """Whether the noun at n ends a phrase of its own before a count: "in this battle | 241 heroes"."""
    token, w = tokens[n], words()
    if token.kind == "word" and token.capital and _source(tokens, n):
        return True  # "According to the Firat News Agency | 10 militants", without its comma
    if n > 1 and (tokens[n - 2].low, tokens[n - 1].low) == ("according", "to"):
        return True  # "according to police | eight"
    if token.kind != "word" or token.capital or token.low in w.determiners or token.low in w.adverbs:
        return False
    if token.low in listed("before_count"):
        return False
    if token.low.endswith(("est", "al", "ous")) and token.low not in w.place_part | w.place_whole:
        return False
    k = n
    while k > 0 and inside_np(tokens, k - 1) and tokens[k - 1].kind == "word":
        k -= 1
    told = k > 1 and (tokens[k - 2].low, tokens[k - 1].low) == ("according", "to")  # "to medics | eight"
    return told or (k > 0 and tokens[k - 1].low in ("in", "on", "at", "after", "during") and n > k)


def _source(tokens: Sequence[Token], n: int) -> bool:
    """Whether the capitalised words that end at n are whom a text goes by: "According to the Firat News Agency"."""
    k = n
    while k > 0 and (tokens[k].capital or tokens[k].low in ("the", "of", "for")) and tokens[k].kind == "word":
        k -= 1
    return k > 0 and (tokens[k - 1].low, tokens[k].low) == ("according", "to")


def _coordinated(tokens: Sequence[Token], a: int, j: int) -> bool:
    """Whether the "and" before a joins two halves of one phrase: "soldiers and police", no "X and eleven pupils"."""
    other, w = tokens[a - 2], words()
    if other.kind == "num" == tokens[a].kind and any(t.low in listed("harm_predicates") for t in tokens[j + 1 : j + 4]):
        return False  # "the toll rose to 13 and 106 injured": two counts, of two things
    counted = a >= 3 and tokens[a - 3].kind == "num"  # "three Tutsis and two Hutus"
    folk = counted or other.low in w.civilian | w.combatant
    if tokens[a].kind == "num" and other.kind == "word" and not folk and not _names_people(other):
        return False  # "a bomb hit Let Yet Kone and eleven pupils were dead", "ran out of food and five people died"
    if tokens[a].low in listed("openers") and other.low in listed("attack_nouns", "fights") and _is_person(tokens[j]):
        return False  # "two were hurt in the blast and a soldier was killed"
    if tokens[a].low in ("a", "an", "another") and other.kind == "word" and _is_person(tokens[j]):
        thing = (
            not other.capital
            and other.low not in listed("groups", "relations", "roles")
            and not other.low.endswith("s")
        )
        if thing and not _is_person(other) and not _names_people(other):
            return False  # "two men on patrol and a guard were killed", "hit a car and a guard was killed"
    alike = (other.kind == "place") == (tokens[j].kind == "place")
    alike = alike or {other.low, tokens[a].low} <= w.direction  # "the eastern and southern regions of X"
    alike = alike or (other.kind == "place" == tokens[a].kind and tokens[j].low in w.place_plural)  # "X and Y villages"
    around = other.kind == "place" and tokens[a].low in ("the", "its", "their", "all", "several")
    alike = alike or (
        around and tokens[j].low in w.place_plural | listed("surroundings")
    )  # "X and the nearby villages"
    return alike and inside_np(tokens, a - 2) and not tokens[a].low.endswith("'s")


def _last_counted(tokens: Sequence[Token], a: int) -> bool:
    """Whether the count at a is the last of a list of people: "22 civilians, two policemen, and five attackers"."""
    if a < 5 or tokens[a].kind != "num" or not (_names_people(tokens[a - 3]) or tokens[a - 3].kind == "actor"):
        return False
    counts = [n for n in range(max(0, a - 7), a - 3) if tokens[n].kind == "num"]
    return bool(counts) and counts[-1] > 1 and tokens[counts[-1] - 1].text == ","


def _is_person(token: Token) -> bool:
    """Whether a noun is one for a person or a side."""
    return token.kind == "actor" or token.low in words().people


def _names_people(token: Token) -> bool:
    """Whether a noun is one for people of a kind: "footballers", "members"."""
    return token.low in words().people or (not token.capital and ends_in_people(token.low))


FRONT = 12
"""Tokens with which a sentence opens before its subject, at most."""


def _enumerated(tokens: Sequence[Token], a: int, j: int) -> bool:
    """Whether the comma before a goes on a list: "a teacher, her two daughters and …", "three women, five children"."""
    token, other, w = tokens[a], tokens[a - 2], words()
    if token.kind == "place" and a + 1 < len(tokens) and tokens[a + 1].low == "'s":
        return False  # "… from X, Iraq's minister said"
    who = tokens[a + 1].low if a < j and tokens[a + 1].kind == "word" and not tokens[a + 1].capital else ""
    if token.kind == "place" and who in listed("armed", "roles", "voices", "spokespersons") | w.titles | w.combatant:
        return False  # "the crisis in X, US officials said", "in X, Y troops"
    if token.kind == "place" and not more_places(tokens, a, j) and _fronted(tokens, a - 2) and not wider(token):
        return False  # "In Takhar, Eshkamesh was captured"
    if token.low in listed("insiders", "voices") and j + 1 < len(tokens) and tokens[j + 1].low in listed("said_so"):
        return False  # "killed 10 people, officials and witnesses said"
    more = any(between.low == "and" for between in tokens[a:j])
    kin = listed("relations")
    if more and (token.low in kin or tokens[a + 1].low in kin) and (other.low in kin or other.capital):
        return True  # "Colonel Nur, his wife, son and a niece"
    if token.low in ("her", "his", "their", "a", "an") and other.low in w.civilian | w.combatant and more:
        fronted = tokens[0].low in ("in", "during", "after", "amid", "following") and a < FRONT
        return not fronted or any(between.text == "," for between in tokens[: a - 1])  # "In clashes with police, a …"
    counted = any(before.kind == "num" for before in tokens[max(0, a - 5) : a - 1])
    folk = any(one.low in w.people for one in tokens[a : a + 2])
    if folk and other.low in w.people and counted and more:
        return True  # "several men, women and children", "92 soldiers, sailors and airmen"
    folk = other.kind in ("actor", "num") or _names_people(other)
    if token.kind == "num" and counted and folk and inside_np(tokens, a - 2):
        return True
    if token.kind == other.kind == "word" and token.capital and other.capital and more:
        return _named_places(tokens, a - 2)
    return token.kind == other.kind and (token.kind == "place" or (token.kind == "actor" and more))


def _named_places(tokens: Sequence[Token], n: int) -> bool:
    """Whether the list of names that goes on behind n is one of places: "families from A, B and C fled"."""
    k = n
    while k > 0 and n - k < 12 and (tokens[k].capital or tokens[k].text == ","):
        k -= 1
    return tokens[k].low in ("from", "in", "at", "near", "around", "outside")


def more_places(tokens: Sequence[Token], a: int, j: int) -> bool:
    """Whether an "and" stands between a and j: a list goes on."""
    return any(between.low in ("and", "or") for between in tokens[a:j])


def wider(token: Token) -> bool:
    """Whether a place is a country or a province, which may be told behind a town: "in X, Iraq"."""
    return token.place is not None and token.place.feature in ("country", "province", "region")


def _fronted(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n opens its clause behind a preposition: "in neighbouring X, Y fell"."""
    k = n
    while k > 0 and inside_np(tokens, k - 1) and n - k < 4:
        k -= 1
    opens = k < 2 or tokens[k - 2].kind == "punct" or tokens[k - 2].low in ("and", "but", "while")
    return k > 0 and tokens[k - 1].low in ("in", "across") and opens


def phrase_end(tokens: Sequence[Token], start: int, limit: int = 14) -> int:
    """The position after the noun phrase that begins at ``start`` ("of" keeps it going)."""
    k = start
    while k < len(tokens) and k - start < limit:
        joined = tokens[k].text == "-" and k > start
        joined = joined and (tokens[k - 1].low in listed("for_or_against") or _numbered(tokens, k))
        if k > start and (aside := bracketed(tokens, k)) and inside_np(tokens, k + aside):
            k += aside
        elif joined or inside_np(tokens, k) or (tokens[k].low == "of" and k > start):
            k += 1
        else:
            break
    return k


def timed_opening(tokens: Sequence[Token], start: int) -> bool:
    """Whether a sentence opens with nothing but a time up to its first verb: "Within a day of", "Hours after"."""
    before = tokens[:start]
    timed = 1 < start < 7 and before[-1].low in ("of", "after", "since")
    return timed and any(is_time(tokens, n) for n in range(start)) and all(t.kind in ("word", "num") for t in before)


def made_to(tokens: Sequence[Token], governor: int) -> Span | None:
    """The Y of "X forced Y to retreat", "X helped Y to take the town": those under arms who do it."""
    if not inside_np(tokens, governor) or tokens[governor].low in listed("onslaughts", "campaigns"):
        return None  # "as they pressed their offensive to retake X"
    start, _ = phrase_start(tokens, governor)
    start += start < governor and tokens[start].low in listed("making_do")  # "…, forcing soldiers to withdraw"
    made = start > 0 and tokens[start - 1].low in listed("making_do")
    return Span(start, governor + 1) if made else None


def before_whose(tokens: Sequence[Token], start: int) -> Span | None:
    """The subject parted from its verb by "whose": "nine men whose hands had been tied were …"."""
    for n in range(start - 1, max(0, start - 10), -1):
        if tokens[n].kind == "punct":
            return None
        if n > start - 3:
            continue
        if tokens[n].low == "whose":
            told = any(t.low in words().auxiliaries or t.low in words().pronouns for t in tokens[n + 1 : start])
            return (
                Span(phrase_start(tokens, n - 1)[0], n) if told and tokens[start].low in words().auxiliaries else None
            )
    return None
