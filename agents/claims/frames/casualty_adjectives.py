"""Participles that only describe ("the wounded soldiers"), and harm in the present of notes ("rebels kill ten")."""

from collections.abc import Sequence

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import People
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import inside_np
from agents.claims.language.present import told_now
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words

FEW = 20
"""Displaced people of whom so few are told are no flight."""


def only_describes(tokens: Sequence[Token], i: int, tags: frozenset[str]) -> bool:
    """Whether a participle only describes the noun behind it: "a camp for displaced families"."""
    w = words()
    if "pp" in tags and not i and i + 1 < len(tokens) and tokens[i + 1].low in w.people:
        return True  # "Displaced families had put up tents"
    if "pp" not in tags or not i or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if before.low == "as" and after.low in w.people:
        return True  # "came as displaced people"
    noun = tokens[i + 2] if i + 2 < len(tokens) and after.kind == "word" and inside_np(tokens, i + 1) else after
    if before.kind == "num" and any(token.kind == "actor" or token.low in w.people for token in (after, noun)):
        return True  # "41 displaced people", "12 wounded soldiers", "15 kidnapped illegal migrants"
    if before.low in listed("fetching") and (after.kind == "actor" or after.low in w.people):
        return True  # "came to evacuate wounded fighters"
    freed = before.kind == "num" and i > 1 and tokens[i - 2].low in listed("let_go") | {"rescued"}
    if freed and inside_np(tokens, i + 1):
        return True  # "released five abducted aid workers"
    if (
        before.low in ("where", "many", "more", "newly", "mostly", "mainly", "largely")
        and after.kind == "word"
        and after.low in words().civilian
    ):
        return True
    ruled = before.low in words().prepositions - listed("clause_prepositions") - {"up", "out", "down"}
    return ruled and after.kind in ("word", "actor") and inside_np(tokens, i + 1)


def counted_adjective(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "received 20 injured people", "counted 4,200 displaced families": told by the way; not of those killed."""
    if not i or tokens[i - 1].kind != "num" or rule.value not in ("injured", "displaced", "missing") or rule.needs:
        return None
    before = {token.low for token in tokens[max(0, i - 8) : i - 1]}
    beside = rule.value == "injured" and i > 2 and tokens[i - 2].low == "and" and bool(before & listed("corpses"))
    if i > 4 and tokens[i - 2].low == "and" and tokens[i - 4].kind == "num":
        beside = beside or tokens[i - 3].low in ("killed", "dead")  # "eight killed and four wounded people"
    if before & listed("corpses") and not beside:
        return None  # "the remains of 30 displaced people", no "20 bodies and six injured people"
    if before & listed("killing_words", "only_expected", "put_to_death") and not beside:
        return None  # "we expect tens of thousands of displaced people"
    who, count = people_phrase(tokens, i + 1), tokens[i - 1]
    if who is None or who.counted or count.number is None:
        return None
    few = (count.number.best or FEW) < FEW
    if rule.value == "displaced" and (
        few or any(t.low in listed("deeds", "mistreating") for t in tokens[max(0, i - 4) : i])
    ):
        return None  # "gunmen fired at two displaced women": what else befell them is told
    dead = any(token.low in listed("killing_words") for token in tokens[who.end : who.end + 4])
    if rule.value == "displaced" and dead:
        return None  # "58 displaced people lay dead"
    if any(token.low in listed("let_go", "gone_home") for token in tokens[who.end : who.end + 6]):
        return None  # "more than 470 wounded soldiers and relatives surrendered"
    text = f"{count.text} {tokens[i].text} {who.text}"
    people = People(count.number, text, who.status, i - 1, who.end, count.text, True)
    return Match(rule, i, i - 1, people.end, "word", people=people)


def bare_present(tokens: Sequence[Token], i: int) -> bool:
    """Whether a base form is a present tense: "Rebels kill 12", or goes on from "and": "storm … and kill"."""
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.text == "," and i + 1 < len(tokens) and (tokens[i + 1].kind == "num" or tokens[i + 1].low == "at"):
        return any(told_now(tokens, n) for n in range(1, min(i - 1, 8)))  # "Police raid a house in X, kill three"
    return (
        before.kind in ("actor", "place", "num")
        or (before.low in ("more", "others") and i > 1 and tokens[i - 2].kind == "num")
        or before.low in words().conjunctions
        or before.low in words().weapons
        or (before.low.endswith("s") and before.kind == "word")
        or before.low in listed("plural_people") | {"who", "group", "gang", "band", "mob", "militia"}
    )
