"""Where a verb has its victims: behind it ("killed or wounded 175"), before it ("12 soldiers killed"), in "them"."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import ONE, People, day_of_month
from agents.claims.entities.person_meant import one_meant
from agents.claims.entities.rolls import roll_before
from agents.claims.frames.casualty_chains import chain_end, of_each
from agents.claims.frames.casualty_named import apposed, one_more
from agents.claims.language.clauses import clause_end, phrases
from agents.claims.language.noun_phrases import Span, inside_np, is_adverb, phrase_end, phrase_start
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.words import listed, words


def victims_behind(tokens: Sequence[Token], k: int) -> tuple[People | None, bool]:
    """The victims behind an active verb; "killed or wounded 175" counts for each, as an upper bound."""
    if k + 2 < len(tokens) and tokens[k].low == "and" and tokens[k + 1].low in listed("slain_so"):
        return people_phrase(tokens, k + 2), False  # "murdered and beheaded five": the same five
    if k + 1 < len(tokens) and tokens[k].low in ("or", "and") and tokens[k + 1].low in listed("harm"):
        return people_phrase(tokens, k + 2), not one_after_other(tokens, k)
    if (rest := chain_end(tokens, k)) > k:
        return people_phrase(tokens, rest), of_each(tokens, k - 1)
    figure = tokens[k].number if k + 3 < len(tokens) and tokens[k + 1].low == "of" else None
    if figure is not None and tokens[k + 3].low in ("wounded", "injured"):
        text = text_of(tokens, k, k + 4)  # "is treating 26 of the wounded"
        return People(figure, text, "unknown", k, k + 4, tokens[k].text, True), False
    if k + 2 < len(tokens) and tokens[k].low in ("himself", "herself", "themselves") and tokens[k + 1].low == "and":
        return people_phrase(tokens, k + 2), False  # "killed himself and five others": the bomber is not counted
    if k + 2 < len(tokens) and tokens[k].low in ("him", "her") and tokens[k + 1].low == "and":
        return _him_and(tokens, k), False
    if k < len(tokens) and tokens[k].low == "them":
        return _them(tokens, k), False
    if k < len(tokens) and tokens[k].low in ("him", "her") and (k + 1 >= len(tokens) or not inside_np(tokens, k + 1)):
        return one_meant(tokens, k), False
    return people_phrase(tokens, k), False


def one_after_other(tokens: Sequence[Token], conjunction: int) -> bool:
    """Whether both of two deeds befell all of them: "abducted and killed 12", no "killed and wounded 175"."""
    beside = {tokens[conjunction - 1].low, tokens[conjunction + 1].low}
    return tokens[conjunction].low == "and" and not beside.isdisjoint(listed("taken_first"))


def _him_and(tokens: Sequence[Token], k: int) -> People | None:
    """The three of "killing him and two of his guards": one told before, and those counted with him."""
    rest = people_phrase(tokens, k + 2)
    if rest is None or not rest.counted or tokens[k].low != "him":
        return rest
    return one_more(tokens, rest, k)


def _them(tokens: Sequence[Token], k: int) -> People | None:
    """The "them" of "pulled 13 passengers off two vans and shot them": the people counted before, in the sentence."""
    nearest: People | None = None
    for n in range(k - 2, max(-1, k - 18), -1):
        if tokens[n].text in ";.?!:":
            break
        if tokens[n].kind != "num" or (people := people_phrase(tokens, n, stop=k)) is None:
            continue
        if tokens[people.end - 1].kind == "actor" or tokens[people.end - 1].low in words().people:
            return people
        nearest = nearest or people
    return nearest


def left_noun(tokens: Sequence[Token], start: int) -> Span | None:
    """The noun phrase right before a bare participle ("12 soldiers killed in …")."""
    j = start - 1
    if j >= 1 and tokens[j].low in ("reported", "confirmed"):
        j -= 1  # "six rebels reported killed"
    if j >= 1 and tokens[j].low == "as":
        j -= 1  # "listed 92 of its citizens as killed"
    if j >= 2 and (tokens[j].low == "aboard" or (tokens[j - 1].low, tokens[j].low) == ("on", "board")):
        j -= 1 + (tokens[j].low == "board")  # "with all nine aboard killed"
    if j >= 0 and tokens[j].text == ",":
        j -= 1
    j -= j > 0 and tokens[j].kind == "year" and tokens[j].low == "aged"  # "children aged 12 to 14 killed"
    if start - j == 2 and tokens[start - 1].text == "," and (those := _those_who_were(tokens, j)) is not None:
        return those
    if start - j == 2 and (said := _says_between(tokens, j)) > 0:
        j = said - 1  # "forty-five villagers, he said, executed at close range"
    if j >= 2 and tokens[j].kind == "punct" and tokens[j].text in "\"”’'":
        j -= 1  # 59 “terrorists” killed
    if j >= 2 and j < start - 1 and tokens[j].kind == "num" and tokens[j - 1].text == "," and tokens[j - 2].capital:
        j -= 2  # "medic Hala Qassem, 26, shot dead": an age
    if j >= 0 and tokens[start - 1].text == "," and (opener := _of_them(tokens, j)) > 0:
        j = opener - 1  # "sixty-nine peasants, eighteen of them under ten, butchered by …"
    if j > 1 and tokens[j].low == "them" and tokens[j - 1].low == "of" and tokens[j - 2].kind == "num":
        return Span(j - 2, j + 1)  # "were caught and twelve of them killed"
    if j < 0 or not inside_np(tokens, j) or (tokens[start - 1].text == "," and _of_a_name(tokens, j)):
        return None
    a, _ = phrase_start(tokens, j)
    if (whole := _among_them(tokens, a, j)) is not None:
        return whole
    if a >= 3 and tokens[a - 1].low == "them" and tokens[a - 2].low == "of":
        n = a - 4  # "two people, one of them a child, killed": the two
        while n > 0 and tokens[n].kind in ("num", "punct"):
            n -= 1
        if inside_np(tokens, n):
            return Span(phrase_start(tokens, n)[0], n + 1)
    if a >= 3 and tokens[a - 1].low == "from" and tokens[start - 1].text != ",":
        first, _ = phrase_start(tokens, a - 2)
        if tokens[first].kind == "num" and tokens[a - 2].low in words().people:
            return Span(first, a - 1)  # "two recruits from the National Guard injured"
    return Span(a, j + 1)


def _of_a_name(tokens: Sequence[Token], j: int) -> bool:
    """Whether a name ends at j, of whom the rest is told: "thousands of supporters of Ana Ruiz, hanged in May"."""
    n = j
    while n > 0 and tokens[n].kind == "word" and tokens[n].capital:
        n -= 1
    return j - n >= 2 and tokens[n].low == "of"


def _those_who_were(tokens: Sequence[Token], j: int) -> Span | None:
    """The thirteen of "the thirteen were marines, killed on Friday": their kind, told without a count, ends at j."""
    n = j
    while n > 0 and n > j - 3 and inside_np(tokens, n) and tokens[n].kind in ("word", "actor"):
        n -= 1
    if n < 1 or tokens[n].low not in ("were", "are") or tokens[n - 1].kind != "num":
        return None
    return Span(phrase_start(tokens, n - 1)[0], n)


def _says_between(tokens: Sequence[Token], j: int) -> int:
    """The comma before ", he said," or ", doctors say," that ends at j; -1 where no such words stand there."""
    if tokens[j].low not in listed("said_so", "present_speech"):
        return -1
    return next((n for n in range(j - 1, max(0, j - 4), -1) if tokens[n].text == ","), -1)


def _of_them(tokens: Sequence[Token], j: int) -> int:
    """The comma that opens a parenthesis of "of them" or "including" which ends at j; -1 where none does."""
    for n in range(j, max(0, j - 9), -1):
        if tokens[n].text == ",":
            some = tokens[n + 1].low == "including" and n and inside_np(tokens, n - 1)
            return n if some or any(a.low == "of" and b.low == "them" for a, b in pairwise(tokens[n:j])) else -1
    return -1


def _heads_of_many(tokens: Sequence[Token], end: int) -> bool:
    """Whether "of" and a count stand behind one person, whose people they are: no "body of three", "pair of"."""
    one = tokens[end - 1].low
    person = one in words().people and one not in listed("corpses") and one not in ("victim", "more", "other")
    return person and tokens[end].low == "of" and tokens[end + 1].kind == "num"


def people_in(tokens: Sequence[Token], span: Span | None) -> People | None:
    """The people whom a phrase left of the verb names as its head; the last conjunct where the phrase has several
    verbs.
    """
    if span is not None and span.end == span.start + 1 and _age(tokens, span.start):
        span = left_noun(tokens, span.start - 1)  # "Elena Ruiz, 71, a judge, was …"
    if span is None:
        return None
    if span.start > 1 and tokens[span.start - 1].text == ",":
        named = roll_before(tokens, span.start, span.end)
        if named is not None:
            return _counted_before(tokens, named) or named
    if span.end - span.start > 1 and day_of_month(tokens, span.start):
        span = replace(span, start=span.start + 1)  # "on April 25 X was killed"
    span = _whole_of(tokens, span) or past_who(tokens, span) or _more_behind(tokens, span) or span
    for start in (
        span.start,
        *(n for n in range(span.start + 1, span.end) if tokens[n].kind == "num" or tokens[n].low in listed("openers")),
    ):
        if _age(tokens, start):
            continue
        people = people_phrase(tokens, start, stop=span.end)
        if people is None:
            continue
        rest = tokens[people.end : span.end]
        if not rest and (told := _told_again(tokens, people, span)) is not None:
            return told
        if len(rest) > 2 and rest[0].text == "," and _age(tokens, people.end + 1):
            return people  # "Bernard Petit, 71, an engineer …"
        if people.counted and rest and rest[0].low == "of":
            return people  # "ten members of one family"
        if start == span.start and people.quantity == ONE and len(rest) > 1 and _heads_of_many(tokens, people.end):
            return people  # "the leader of 300 rebels", "the mother of two soldiers"
        if rest and rest[0].text == "," and people.counted and (told := _told_again(tokens, people, span)) is not None:
            return told
        if any(token.kind == "num" for token in rest):
            continue
        if people.counted and rest and rest[0].text == "," and _told_as(rest[1:]):
            return people  # "over 100 people, civilians and soldiers, were …"
        if (
            not rest
            or all(token.low in words().adverbs or token.text == "," for token in rest)
            or (rest[0].low in words().prepositions)
            or (rest[0].low.endswith(("ing", "ed")) and people.counted)
        ):
            return people
    return apposed(tokens, span)


def _counted_before(tokens: Sequence[Token], named: People) -> People | None:
    """The three of "three men, A, B and C, were killed", whom the roll only tells by name; null where none are."""
    if named.start < 2 or tokens[named.start - 1].text != ",":
        return None
    start = phrase_start(tokens, named.start - 2)[0]
    people = people_phrase(tokens, start, stop=named.start - 1)
    same = people is not None and people.counted and people.quantity.best == named.quantity.best
    return people if same else None


def _among_them(tokens: Sequence[Token], a: int, j: int) -> Span | None:
    """The hundred of "100 people including 35 children injured"; null where no such part stands at [a, j]."""
    if a < 3 or tokens[a - 1].low != "including" or tokens[j].low == "more":
        return None
    if any(token.low in ("and", ",") for token in tokens[a : j + 1]):
        return None
    start = phrase_start(tokens, a - 2)[0]
    people = people_phrase(tokens, start, stop=a - 1)
    return Span(start, a - 1) if people is not None and people.counted and people.end == a - 1 else None


MOSTLY = 4
"""Tokens from "mostly" to the last of those who are named by kind behind it, at most: "mostly women and | children"."""


def _whole_of(tokens: Sequence[Token], span: Span) -> Span | None:
    """The three of "three people two of them children died", "three people mostly women died", which have lost their
    commas; null for any other phrase.
    """
    for n in range(span.start - 1, max(1, span.start - MOSTLY), -1):
        if tokens[n].low in ("mostly", "mainly", "largely"):
            start = phrase_start(tokens, n - 1)[0]
            people = people_phrase(tokens, start, stop=n)
            return Span(start, n) if people is not None and people.counted and people.end == n else None
    n = span.start - 3
    share = n >= 1 and (tokens[n].kind == "num" or tokens[n].low in listed("shares", "shares_of_them"))
    if not share or (tokens[n + 1].low, tokens[n + 2].low) != ("of", "them"):
        return None
    while n > 1 and tokens[n - 1].low in listed("roughly", "singular_det") | {"less", "fewer", "well"}:
        n -= 1  # "more than half of them", "a third of them"
    n -= tokens[n - 1].text == ","
    start = phrase_start(tokens, n - 1)[0]
    whole = people_phrase(tokens, start, stop=n)
    return Span(start, n) if whole is not None and whole.counted and whole.end == n else None


def _more_behind(tokens: Sequence[Token], span: Span) -> Span | None:
    """The dozens of "56 dead including 11 children and dozens more wounded", "among them two women and nine others
    hurt", who are none of the dead; else null.
    """
    first = span.start - (tokens[span.start].low != "them")
    parts = tokens[first].low == "including" or (tokens[first].low == "them" and tokens[first - 1].low == "among")
    if span.end - span.start < 4 or not parts or tokens[span.end - 1].low not in ("more", "others"):
        return None
    counted = span.end - 2
    return Span(counted, span.end) if tokens[counted].kind == "num" and tokens[counted - 1].low == "and" else None


def others_behind(tokens: Sequence[Token], start: int) -> Span | None:
    """The twenty of "9 people were killed, including two nurses and 20 others were hurt", whose verb begins at
    ``start``: a comma before "and" is lost, and they are none of the dead.
    """
    first = start - 1 - (tokens[start - 1].low in ("others", "more"))
    if first < 4 or tokens[first].kind != "num" or tokens[first - 1].low != "and":
        return None
    for n in range(first - 3, max(1, first - OF_THE_DEAD), -1):
        if tokens[n].low == "of" and tokens[n - 1].low in ("death", "deaths", "killing", "abduction"):
            return Span(first, start)  # "led to the deaths of 41 people and 33 others were hurt"
        if tokens[n].low in ("including", "among"):
            before = {token.low for token in tokens[max(0, n - 4) : n]}
            return Span(first, start) if before & listed("harm_predicates") else None
        if tokens[n].kind == "punct" or tokens[n].low in words().be:
            return None
    return None


OF_THE_DEAD = 9
"""Tokens that tell who some of the dead were, at most, before others are counted."""


def told_in_turn(tokens: Sequence[Token], verb: int, people: People) -> bool:
    """Whether those behind the verb are the next verb's, a comma being lost: "24 killed | 91 others injured in X"."""
    k = people.end
    if not people.counted or k >= len(tokens) or tokens[k].low not in listed("harm_predicates"):
        return False
    if k + 1 < len(tokens) and (tokens[k + 1].low in words().people or tokens[k + 1].kind == "num"):
        return False  # "a soldier killed two injured men", "killed 30 people injured 90": what he did next
    before = people_in(tokens, left_noun(tokens, verb))
    if before is None or before.end != verb:
        return False
    alone = before.end - before.start == 1 and tokens[verb - 1].low in words().people
    opens = all(token.kind != "word" for token in tokens[: verb - 1])  # a date may stand before
    return before.counted or (
        alone and opens and not tokens[verb - 1].low.endswith("s")
    )  # "Child killed | two others injured in X"


def past_who(tokens: Sequence[Token], span: Span) -> Span | None:
    """The dozens of "dozens of men who set out with their families were missing"; null where no such clause stands."""
    if span.relative or any(token.kind == "num" for token in tokens[span.start : span.end]):
        return None
    for n in range(span.start - 2, max(0, span.start - 14), -1):
        if tokens[n].kind == "punct" or tokens[n].low in listed("said_so") or tokens[n].low in words().conjunctions:
            return None
        if tokens[n].low == "who":
            start = phrase_start(tokens, n - 1)[0]
            told = any(token.kind == "num" for token in tokens[start:n])
            return Span(start, n) if told else None
    return None


def _told_as(rest: Sequence[Token]) -> bool:
    """Whether nothing but kinds of people stand there: "civilians and soldiers", "mostly women"."""
    folk = words().people | words().adverbs | words().conjunctions | {",", "mostly", "mainly"}
    last = next((token for token in reversed(rest) if token.text != ","), None)
    ends = last is not None and (last.kind == "actor" or last.low in words().people)
    return ends and all(token.kind == "actor" or token.low in folk for token in rest)


def _age(tokens: Sequence[Token], n: int) -> bool:
    """Whether a number between commas behind a name is an age: "Hala Qassem, 26, …"."""
    if n < 2 or n + 1 >= len(tokens) or tokens[n].kind != "num":
        return False
    return tokens[n - 1].text == "," == tokens[n + 1].text and tokens[n - 2].capital and tokens[n - 2].kind == "word"


def _told_again(tokens: Sequence[Token], people: People, span: Span) -> People | None:
    """The people of "900 families, some 5,000 people, …": persons are counted, not households."""
    if not any(token.low in listed("households") for token in tokens[people.start : people.end]):
        return None
    if people.end + 1 >= len(tokens) or tokens[people.end].text != ",":
        return None
    again = people_phrase(tokens, people.end + 1, stop=max(span.end, people.end + 7))
    return again if again is not None and again.counted else None


def left_with_some(tokens: Sequence[Token], i: int) -> People | None:
    """The thousands of "left thousands of people, particularly infants, dead", the 13 of "left 12 soldiers of the
    brigade and a policeman dead": all, where the words right before tell of some.
    """
    left = next((n for n in range(i - 3, max(-1, i - 14), -1) if tokens[n].low in ("left", "leaving", "leaves")), -1)
    people = people_phrase(tokens, left + 1, stop=i) if left >= 0 else None
    if (
        people is not None
        and people.quantity == ONE
        and people.end == i
        and all(t.capital for t in tokens[left + 1 : i])
    ):
        return replace(people, counted=True)  # "left Mullah Mansour dead"
    if people is None or not people.counted:
        return None
    if people.end >= i:
        return people if people.end == i and len(people.parts) > 1 else None
    k = people.end + (tokens[people.end].text == ",")
    if tokens[k].low == "of" and all(inside_np(tokens, n) for n in range(k + 1, i)):
        return people  # "left three members of one family dead"
    rest = tokens[people.end : i]
    folk = words().people | words().combatant
    if all(token.low in folk or token.low in (",", "and") for token in rest) and rest[-1].low in folk:
        text = text_of(tokens, people.start, i)  # "left 40 soldiers, policemen and civilians dead"
        civil = any(token.low in words().civilian for token in rest)
        return replace(
            people, text=text, end=i, status="mixed" if civil != (people.status == "civilian") else people.status
        )
    return people if tokens[k].low in listed("some_of_them") else None


def past_its_place(tokens: Sequence[Token], span: Span | None) -> Span | None:
    """The attack of "an attack on a bus in X that killed 12", where the place is taken for what "that" means."""
    while span is not None and span.relative and tokens[span.end - 1].kind == "place":
        before = span.start - 1
        if before < 1 or tokens[before].low not in listed("in") or not inside_np(tokens, before - 1):
            return span
        span = Span(phrase_start(tokens, before - 1)[0], before, True)
    return span


def of_the(tokens: Sequence[Token], people: People) -> People:
    """The 19 of "three of (the) 19 people": those whom a participle or a clause behind them tells of."""
    k = people.start
    if k + 3 >= people.end or tokens[k + 1].low != "of":
        return people
    at = k + 2 if tokens[k + 2].kind == "num" else k + 3
    if tokens[at].kind != "num":
        return people
    return people_phrase(tokens, at, stop=people.end) or people


def whom(tokens: Sequence[Token], verb: int) -> tuple[People, Span] | None:
    """(victims, who did it) of "the 12 villagers whom the rebels killed"; null where no such clause stands."""
    if verb >= 2 and tokens[verb - 1].low in ("it", "they", "he") and tokens[verb - 2].low in words().people:
        people = people_in(tokens, left_noun(tokens, verb - 1))  # "the 17 missionaries it kidnapped"
        return (of_the(tokens, people), Span(verb - 1, verb)) if people is not None and people.counted else None
    for n in range(verb - 1, max(0, verb - 8), -1):
        if tokens[n].low == "whom" and n + 1 < verb and tokens[n - 1].low != "of":
            people = people_in(tokens, left_noun(tokens, n))
            return (of_the(tokens, people), Span(n + 1, verb)) if people is not None else None
        if not inside_np(tokens, n) and tokens[n].low not in words().auxiliaries:
            return None
    return None


def hostages(tokens: Sequence[Token], people: People) -> bool:
    """Whether the phrase calls them "hostages", "captives"."""
    return any(token.low in ("hostages", "captives") for token in tokens[people.start : people.end])


def by_phrase(tokens: Sequence[Token], k: int) -> Span | None:
    """Who did it, in the by-phrase of a passive; no "in a town held by X"."""
    for at in phrases(tokens, k, clause_end(tokens, k, 16), "by"):
        led = at + 1 < len(tokens) and is_adverb(tokens[at]) and tokens[at + 1].low.endswith("ed")
        at += led  # "by heavily armed X militants"
        named = at + 1 < len(tokens) and tokens[at + 1].actor is not None
        at += named and tokens[at].low in listed("suspecting")  # "by suspected X fighters"
        end = phrase_end(tokens, at)
        end = next((n for n in range(at + 1, end) if tokens[n].low in ("that", "which", "who")), end)
        standing = at - 1 > k and tokens[at - 2].low in listed("standing_by")
        counted = any(token.low in listed("reckonings") for token in tokens[at:end])  # "by the army's count"
        spite = any(token.low in ("despite", "defying") for token in tokens[k:at])  # "despite offensives by X"
        if end > at and not (standing or counted or spite or _fought_besides(tokens[k:at])):
            return Span(at, end)
    return None


def _fought_besides(between: Sequence[Token]) -> bool:
    """Whether some of them fell in a fight: "killed in the battle for X and in strikes by Y"."""
    fight = next((n for n, t in enumerate(between) if t.low in listed("fights") or t.low == "fight"), len(between))
    return any(token.low in ("and", "well") for token in between[fight:])
