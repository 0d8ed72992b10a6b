"""One people phrase without coordination: "at least seven soldiers", "a woman", "many residents"."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from agents.claims.language.noun_phrases import bracketed, ends_in_people, inside_np, is_people
from agents.claims.language.tokens import text_of
from agents.claims.model import Quantity, Token
from agents.claims.words import listed, words
from schemas.claim import VictimStatus

ONE = Quantity(1, 1, 1)
MANY = Quantity(None, None, None, vague=True)


REACH = 14
_STILL_PEOPLE = frozenset({"members", "member", "alike", "aged", "dead", "alive", "total"})
"""Words behind people that leave them people: "party members", "women aged", "165 people total"."""
_POSTED_AT = frozenset({"in", "at", "on", "near", "along", "aboard", "outside", "inside"})


class People(Struct, frozen=True):
    """Tokens [start, end); quantity as told; text of the whole phrase; number_text the words of the count, or null."""

    quantity: Quantity
    text: str
    status: VictimStatus
    start: int
    end: int
    number_text: str | None = None
    counted: bool = False
    parts: tuple["People", ...] = ()
    """The conjuncts that were added up: "three women and three children"."""


class _Draft(Struct):
    """A phrase being read: body, where determiners and count end; head, the last token of its noun so far."""

    first: int
    body: int
    quantity: Quantity | None = None
    number_text: str | None = None
    determiner: str = ""
    head: int = -1
    person: bool = False
    status: VictimStatus = "unknown"
    capitals: int = 0


def group(tokens: Sequence[Token], k: int, stop: int) -> People | None:
    """The people phrase at k, up to the first "and"; null where it names no people."""
    limit = min(stop, len(tokens), k + REACH)
    draft = _opening(tokens, k, limit)
    if draft is None:
        return None
    n = draft.body
    shared = draft.quantity is not None and tokens[n].low in listed("shares_of_them") if n < limit else False
    if shared and [token.low for token in tokens[n + 1 : n + 3]] == ["of", "them"]:
        assert draft.quantity is not None  # "wounded 15 all of them women"
        return People(draft.quantity, draft.number_text or "", "unknown", draft.first, n, draft.number_text, True)
    while n < limit:
        if (aside := bracketed(tokens, n)) and inside_np(tokens, n + aside):
            n += aside
        if not _takes(tokens, draft, n, limit):
            break
        n += 1
    if (inner := _sons_of(tokens, n, limit)) is not None:
        if draft.quantity is None:
            return replace(inner, start=draft.first)
        return replace(inner, start=draft.first, quantity=draft.quantity, number_text=draft.number_text)
    if (kin := _of_their_number(tokens, draft)) is not None:
        return kin
    if draft.head >= 0:
        return _told(tokens, draft)
    quantity, body = draft.quantity, draft.body
    if body < len(tokens) and tokens[body].low in listed("units_of_time"):
        return None  # "two weeks": nobody, though a phrase of time ends where its number does
    if an_attack_again(tokens, draft.first):
        return None
    if quantity is not None and not quantity.zero and (body >= stop or _bare(tokens, body)):
        return People(quantity, draft.number_text or "", "unknown", draft.first, body, draft.number_text, True)
    return None


def an_attack_again(tokens: Sequence[Token], n: int) -> bool:
    """Whether the "one" at n is an attack: "several raids, including one on farmers that killed nine"."""
    after = tokens[n + 1].low if n + 1 < len(tokens) and tokens[n].low == "one" else ""
    if after in ("on", "against"):
        return any(token.low in ("that", "which", "in") for token in tokens[n + 2 : n + 12])
    return (
        after in ("at", "in", "near", "outside")
        and any(token.low in listed("attack_nouns", "blasts") for token in tokens[:n])
        and any(t.low in ("that", "which") for t in tokens[n + 2 : n + 9])
    )


def _sons_of(tokens: Sequence[Token], n: int, limit: int) -> People | None:
    """The two boys of "my sister's two boys": counted behind whose they are."""
    if n < 1 or n >= limit or tokens[n - 1].low != "'s" or tokens[n].kind != "num":
        return None
    return group(tokens, n, limit)


def _of_their_number(tokens: Sequence[Token], draft: _Draft) -> People | None:
    """ "eleven of their number", "sixty of the enemy", "26 of the wounded"."""
    k = draft.body
    if draft.quantity is None or k < 2 or k >= len(tokens) or tokens[k].low not in listed("of_whom"):
        return None
    if k + 1 < len(tokens) and inside_np(tokens, k + 1):
        return None  # "two of the wounded children"
    if not any(token.low == "of" for token in tokens[draft.first : k]):
        return None
    text = text_of(tokens, draft.first, k + 1)
    status: VictimStatus = "combatant" if tokens[k].low in ("enemy", "own") else "unknown"
    return People(draft.quantity, text, status, draft.first, k + 1, draft.number_text, True)


def _opening(tokens: Sequence[Token], k: int, limit: int) -> _Draft | None:
    """The determiners and the count that a phrase begins with: "only 12", "no", "the 12 of them"."""
    w = words()
    k += k + 1 < limit and tokens[k].low == "that" and tokens[k + 1].kind == "num"  # "said on Friday, that 5 soldiers"
    draft = _Draft(k, k)
    if k + 1 < limit and tokens[k].low in ("only", "just") and tokens[k + 1].kind == "num":
        k += 1
    while k < limit and (
        tokens[k].low in w.determiners or tokens[k].text in "\"“”'’‘" or tokens[k].low in ("what", "of")
    ):
        if tokens[k].low == "no":
            draft.quantity, draft.number_text = Quantity(0, 0, 0, zero=True), "no"
        if tokens[k].low == "of" and k == draft.first:
            return None
        draft.determiner = draft.determiner if draft.determiner not in ("", "both") else tokens[k].low
        k += 1
    k += k + 1 < limit and tokens[k].low in ("additional", "further", "extra") and tokens[k + 1].kind == "num"
    if k + 2 < limit and (tokens[k].low, tokens[k + 1].low) == ("total", "of") and tokens[k + 2].kind == "num":
        k += 2  # "killed a total of 11 people"
    if k < limit and tokens[k].kind == "num":
        if day_of_month(tokens, k) or _years_old(tokens, k):
            return None
        if draft.quantity is None:
            draft.quantity, draft.number_text = tokens[k].number, tokens[k].text
        k += 1
        k += k + 1 < limit and tokens[k].text in "\"“‘'" and tokens[k].kind == "punct"  # 59 “terrorists”
        if k < limit and tokens[k].low == "of":
            k += 1
            while k < limit and (tokens[k].low in w.determiners or tokens[k].low == "them"):
                k += 1
            if k + 2 < limit and tokens[k + 1].low == "'s" and tokens[k + 2].kind == "num":
                k += 2  # "2,000 of the town's 14,000 people"
            k += k < limit and tokens[k].kind == "num"  # "three of the 19 people"
    if k + 1 < limit and draft.determiner and tokens[k].low.endswith("ly") and tokens[k + 1].low.endswith(("ed", "en")):
        k += 1  # "the newly elected mayor"
    draft.body = k
    return draft


def day_of_month(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number is a day: "on April 25 rebels came"; but "in April 25 rebels died"."""
    if k < 2 or tokens[k - 1].low not in listed("months") or not tokens[k - 1].capital:
        return False
    return tokens[k - 2].low in ("on", "of", "since", "until", "by") and tokens[k].text.isdigit()


def _years_old(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number is the age of the person named before it: "Hala Qassem, 26, of X, was"."""
    if k < 3 or k + 1 >= len(tokens) or not (tokens[k - 1].text == "," == tokens[k + 1].text):
        return False
    named = all(token.kind == "word" and token.capital for token in tokens[k - 3 : k - 1])
    return named and tokens[k].text.isdigit() and int(tokens[k].text) < 116


def _takes(tokens: Sequence[Token], draft: _Draft, n: int, limit: int) -> bool:
    """Whether the token at n belongs to the phrase; if so, what it tells is in the draft."""
    w, token = words(), tokens[n]
    low, headed = token.low, draft.head >= 0
    if headed and draft.person and _told_by(tokens, draft, n):
        return False
    if token.kind == "actor" and arms_of(token):
        draft.head, draft.person = n, False
        return True  # "shot down 12 Russian drones": arms, by whose they are
    if token.kind == "actor" or (token.kind == "word" and low in w.people):
        draft.head, draft.person, draft.status = n, True, _status(token)
        return True
    if low == "displaced" and not headed and (n + 1 >= len(tokens) or not inside_np(tokens, n + 1)):
        return False  # "injured two displaced in X camp"
    burned = n > 0 and tokens[n - 1].low.endswith("ed")  # "300 houses burned and other people wounded"
    if low in ("and", "or") and draft.quantity is not None and headed and not draft.person and not burned:
        return True  # "70 regime and rebel fighters"
    if token.kind == "num" or (headed and draft.person and low in listed("harm_predicates")):
        return False
    if headed and low in w.determiners and low != "'s":
        return False
    if headed and low in ("away", "also", "then"):
        return False  # "drove 30 herders away in lorries", "seven militants also killed"
    if headed and low in listed("loyalties", "tied_to") and n + 1 < len(tokens) and tokens[n + 1].low in ("to", "with"):
        return False  # "killed 13 fighters loyal to X"
    if headed and low in w.direction and n + 1 < len(tokens) and tokens[n + 1].low == "of":
        return False  # "kidnapped a farmer north of the camp"
    if headed and draft.person and n == draft.head + 1 and low.endswith("ing") and token.kind == "word":
        return False  # "48 people seeking shelter"
    if headed and draft.person and low.endswith("ed") and tokens[n + 1 : n + 2] and tokens[n + 1].low in _POSTED_AT:
        return False  # "nine soldiers based at X were killed"
    if headed and draft.person and n == draft.head + 1 and _acts_on(tokens, n, limit):
        return False  # "an attack that killed nine people shook X"
    if token.kind == "place":
        if draft.quantity is not None and not draft.person and _list_of_peoples(tokens, n, limit):
            _noun(tokens, draft, n)
            return True
        return n + 1 < limit and (tokens[n + 1].kind == "actor" or inside_np(tokens, n + 1))
    if _joins(tokens, draft, n, limit) or (draft.quantity is not None and _within_name(tokens, n, limit)):
        return True
    if not inside_np(tokens, n) or (low == "'s" and n + 1 >= limit):
        return False
    _noun(tokens, draft, n)
    return True


def _acts_on(tokens: Sequence[Token], n: int, limit: int) -> bool:
    """Whether a word that no list has is the verb of a clause, by the name or the determiner right behind it."""
    token = tokens[n]
    if token.kind != "word" or token.capital or n + 1 >= limit or "-" in token.low:
        return False
    return tokens[n + 1].kind == "place" or tokens[n + 1].low in ("the", "a", "an")


def arms_of(token: Token) -> bool:
    """Whether a token names arms or machines, with whose they are or without: "Russian drones", "jet"."""
    last = token.low.rpartition(" ")[2]
    return last in words().not_people or last in words().weapons or last in listed("war_machines")


def _told_by(tokens: Sequence[Token], draft: _Draft, n: int) -> bool:
    """Whether a speaker begins where a comma was lost: "killing 14 soldiers military sources said"."""
    before = tokens[draft.first - 1].low if draft.first else ""
    if not (before.endswith(("ing", "ed")) and ends_in_people(tokens[draft.head].low)):
        return False
    for k in range(n, min(len(tokens), n + 8)):
        if k > n and tokens[k].low in listed("said_so"):
            return True
        if not inside_np(tokens, k) and tokens[k].low not in ("of", "for", "in"):
            return False
    return False


def _joins(tokens: Sequence[Token], draft: _Draft, n: int, limit: int) -> bool:
    """Whether a comma or a dash at n stands inside the phrase: "12 young, unarmed men", "pro-government fighters"."""
    if n == draft.body or n + 1 >= limit:
        return False
    if tokens[n].text in '"“‘' and tokens[n - 1].low in ("alleged", "suspected", "accused", "so-called"):
        return draft.quantity is not None and tokens[n + 1].kind == "word"  # three alleged "spies"
    if tokens[n].text == "-" and tokens[n - 1].low in listed("for_or_against"):
        return tokens[n + 1].kind in ("word", "actor", "place")  # "25 pro-regime fighters"
    if tokens[n + 1].kind != "word":
        return tokens[n].text == "," and draft.quantity is not None and _list_of_peoples(tokens, n - 1, limit)
    if tokens[n].text == ",":
        before = tokens[n - 1].low
        if draft.quantity is not None and not draft.person and _list_of_peoples(tokens, n - 1, limit):
            return True
        return not draft.person and before.islower() and not before.endswith("s")
    return tokens[n].text in "-–"


def _within_name(tokens: Sequence[Token], n: int, limit: int) -> bool:
    """Whether the "of" at n stands in whose they are: "12 Ministry of Interior officers", "nine Lions of X gunmen"."""
    if tokens[n].low != "of" or not tokens[n - 1].capital or n + 1 >= limit or not tokens[n + 1].capital:
        return False
    own, after = tokens[n + 1], tokens[n + 2] if n + 2 < limit else None
    if own.kind == "actor":
        return " " in own.text and own.low.rpartition(" ")[2] in words().people
    return after is not None and (after.kind == "actor" or after.low in words().people) and not after.capital


def _list_of_peoples(tokens: Sequence[Token], n: int, limit: int) -> bool:
    """Whether names of peoples are listed from n on before a noun for people: "Rakhine, Mro and Hindu residents"."""
    if not tokens[n].capital or n + 1 >= limit or tokens[n + 1].low not in (",", "and"):
        return False
    for k in range(n + 1, min(limit, n + 8)):
        if tokens[k].kind == "word" and tokens[k].low in words().people:
            return True
        if not (tokens[k].capital or tokens[k].low in (",", "and", "ethnic")):
            return False
    return False


def _noun(tokens: Sequence[Token], draft: _Draft, n: int) -> None:
    """A noun of no class becomes the head: it may end a person's phrase ("soldiers' graves") or name people itself."""
    w, token = words(), tokens[n]
    low = token.low
    names_people = ends_in_people(low)
    if low in w.not_people:
        draft.person = False
    elif draft.head >= 0 and draft.person and not token.capital:
        draft.person = low in _STILL_PEOPLE or names_people or low in w.adverbs
    draft.head = n
    if not draft.person:
        draft.person = (
            low in w.people
            or ("-" in low and low.rpartition("-")[2] in w.people)
            or (low == "head" and n > 0 and (tokens[n - 1].low in listed("heads_of") or _of_a_body(tokens, n)))
        )
    draft.capitals += token.capital or (draft.capitals > 0 and low in listed("particles_of_names"))
    if draft.quantity is not None and not draft.person and names_people and low not in w.not_people:
        draft.person = True


def _of_a_body(tokens: Sequence[Token], n: int) -> bool:
    """Whether the head at n is that of an office: "the deputy head of the council"; no "head of a boy"."""
    behind = tokens[n + 2 : n + 6] if n + 1 < len(tokens) and tokens[n + 1].low == "of" else ()
    office = bool(behind) and (behind[0].low in ("the", "its", "their") or behind[0].capital)
    return office and not any(token.low in words().people for token in behind)


def _told(tokens: Sequence[Token], draft: _Draft) -> People | None:
    """The people of a phrase that has a head: counted, not counted, or one person by name."""
    head, end = tokens[draft.head], draft.head + 1
    text = text_of(tokens, draft.first + (draft.determiner in ("the", "a", "an")), end)
    status = draft.status if draft.status != "unknown" else _status(head)
    if head.low in ("member", "members") and _kin(tokens[end : end + 5]):
        status = "civilian"  # "five members of one family"
    if head.low == "personnel" and draft.head and tokens[draft.head - 1].low in listed("civil_services"):
        status = "civilian"  # "three medical personnel"
    if head.low == "men" and tokens[draft.head - 1].low in ("our", "its", "their", "his") and draft.head:
        status = "combatant"  # "two of our men": those who fight for whoever speaks
    if head.low in listed("households") and draft.quantity is None and end + 1 < len(tokens):
        members = tokens[end + 1]
        if tokens[end].low == "of" and members.kind == "num" and members.number is not None:
            text = text_of(tokens, draft.first, end + 2)
            # "a family of four"
            return People(members.number, text, "civilian", draft.first, end + 2, members.text, True)
    if draft.quantity is not None:
        capital_group = head.capital and head.kind == "word" and head.low not in words().not_people
        if not draft.person and not capital_group:
            return None
        return People(draft.quantity, text, status, draft.first, end, draft.number_text, True)
    one = People(ONE, text, status, draft.first, end, None, draft.determiner in ("a", "an", "one", "another"))
    if draft.person:
        return _uncounted(draft, head, one)
    if draft.capitals >= 2 and draft.capitals >= (end - draft.body) - 1 and head.capital and not draft.determiner:
        thing = head.low in words().not_people  # "Army Helicopter Shot Down"
        return None if thing else replace(one, status="unknown")  # a named person
    if one.counted and draft.head == draft.body and head.kind == "word" and is_people(head):
        return replace(one, status="unknown")  # "a Palestinian"
    return None


def _kin(after: Sequence[Token]) -> bool:
    """Whether "of one family", "of the same household" follows."""
    return bool(after) and after[0].low == "of" and any(token.low in listed("kin") for token in after[1:])


def _uncounted(draft: _Draft, head: Token, one: People) -> People | None:
    """Of a phrase without a count: one ("a soldier"), many ("residents"), or null ("killed Islamic State")."""
    w = words()
    named = draft.capitals >= 2 and head.capital and head.low not in w.people
    if head.low == "aged" and one.text.lower().split()[-2:-1] and one.text.split()[-2] in listed("plural_people"):
        return replace(one, quantity=MANY, counted=False)  # "innocent people aged from ten to sixty"
    plural = (
        not named
        and (head.low.endswith("s") or head.low in listed("plural_people") or head.low.endswith("men"))
        and head.low != "boss"
    )
    if head.kind == "actor":
        if not plural and (one.counted or head.low.rpartition(" ")[2] in listed("single_fighters")):
            return one  # "a Jordanian soldier", "Soldier killed in X"
        if head.actor is not None and not head.actor.generic and not plural:
            return None
        plural = True
    if plural and one.counted and head.low in listed("plural_people"):
        return one  # "a security personnel"
    if plural and "twin" in one.text.lower().split():
        return replace(one, quantity=Quantity(2, 2, 2))  # "her twin daughters"
    if plural or head.low in listed("groups") or head.low == "more":
        return replace(one, quantity=MANY, counted=False)
    single = draft.determiner in listed("singular_det") or draft.capitals or draft.first == draft.body
    return one if single else None


def _bare(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number stands alone at k-1: what follows is no noun that it could count."""
    if k >= len(tokens):
        return True
    token = tokens[k]
    if token.low in listed("spans_of_time"):
        return False  # "some 40 wounded over three days"
    return (
        token.low in words().adverbs
        or (token.kind in ("punct", "year") and token.text not in "-–%/$")
        or (token.kind == "word" and not inside_np(tokens, k))
        or token.kind == "place"
        or (token.low == "displaced" and (k + 1 >= len(tokens) or not inside_np(tokens, k + 1)))
    )


def _status(token: Token) -> VictimStatus:
    """Who the noun says they are to a casualty recorder."""
    w = words()
    if token.low in w.civilian:
        return "civilian"  # "herders" too, who are a side where they do harm, and none where it is done to them
    if token.kind == "actor":
        return "combatant"
    return "combatant" if token.low in w.combatant else "unknown"
