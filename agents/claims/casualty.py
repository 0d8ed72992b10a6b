"""Harm to people in a sentence: the frames of rules/casualty.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence

from agents.claims.casualty_words import counted_apart, harm_word
from agents.claims.control import after_verb
from agents.claims.grammar import (
    Span,
    VerbGroup,
    clause_end,
    goes_on,
    inside_np,
    phrase_end,
    phrase_start,
    phrases,
    subject,
    told_subject,
    verb_group,
)
from agents.claims.match import Match
from agents.claims.model import Quantity, Token
from agents.claims.people import People, people_phrase
from agents.claims.rules import Rule, RuleSet
from agents.claims.words import listed, words


def read_casualties(tokens: Sequence[Token], rules: RuleSet) -> Iterator[Match]:
    """Every frame of harm that finds its people in the sentence, in order of its trigger."""
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        for rule, tags in rules.verbs.get(token.low, ()):
            if rule.kind == "casualty" and (found := _verb(tokens, i, rule, tags)):
                yield found
        for rule in rules.nouns.get(token.low, ()):
            if rule.kind != "casualty":
                continue
            found = harm_word(tokens, i, rule) if token.low in rule.words else _noun(tokens, i, rule)
            if found:
                yield found


def _verb(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str]) -> Match | None:
    k = after_verb(tokens, i, rule)
    split = -1
    if k < 0 and rule.object == "victims":
        k, split = _split_after(tokens, i, rule)
    if k < 0:
        return None
    if "base" in tags and "pp" in tags and i and tokens[i - 1].kind == "num":
        tags = tags - {"base", "past"}  # "33 hurt as car bomb …"
    group = verb_group(tokens, i, tags)
    if group.start == i and _adjective(tokens, i, tags):
        return None
    if (apart := counted_apart(tokens, i, rule)) is not None:
        return apart
    if "base" in tags and group.form == "finite" and group.start == i and not _bare_present(tokens, i):
        return None
    if rule.needs == "wounds" and not _of_wounds(tokens, k):
        return None
    if rule.needs == "not" and not group.negated:
        return None
    if rule.verbs == ("lose",) and k < len(tokens) and any(t.low in ("personnel", "troops") for t in tokens[k : k + 4]):
        return None  # "has lost 47,000 troops": wounded and captured, too
    if rule.needs == "lives":
        return _lives(tokens, rule, group, k)
    if rule.subject == "victims":
        return _intransitive(tokens, rule, group, k)
    if group.passive:
        return _passive(tokens, rule, group, k)
    if i and group.start == i and tokens[i - 1].low in listed("singular_det") and not group.negated:
        return None  # "a kidnapped nurse": only describes her
    people, either = _object(tokens, i + 1 if split >= 0 else k)
    if people is not None and rule.needs == "thousands" and not _many(people):
        return None
    if (
        group.start >= 2
        and tokens[group.start - 1].low in ("or", "and")
        and tokens[group.start - 2].low in listed("harm")
    ):
        either = True
    if people is not None and tokens[people.end - 1].low in ("bodies", "corpses") and rule.value == "killed":
        return None
    if people is not None and people.end - people.start == 1 and split < 0 and _harmed_again(tokens, people.end):
        return None  # "Five killed four injured", without its comma
    if people is not None and rule.needs == "count" and not people.counted:
        return None  # "the ruling hurt farmers": a manner of speaking
    if people is not None and rule.needs == "hostages" and not _hostages(tokens, people):
        return None
    if people is not None and rule.needs == "away" and not (people.counted and _away(tokens, people.end)):
        return None
    if (
        people is not None
        and rule.needs == "men"
        and people.status != "combatant"
        and tokens[people.end - 1].low != "men"
    ):
        return None
    if people is not None:
        found = Match(rule, i, group.start, max(people.end, k), "active", group, people=people, either=either)
        found.agent = _accused(tokens, group) or told_subject(tokens, group)
        return found
    if rule.needs == "men" and rule.verbs == ("lose",):
        return None
    return _passive(tokens, rule, group, k, reduced=True) if group.bare_participle else None


def _harmed_again(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].low in listed("harm_predicates") and tokens[k - 1].kind == "num"


def _accused(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The X of "accused X of killing 12": who is said to have done it is no subject."""
    if group.form != "gerund" or group.governor < 0 or tokens[group.governor].low not in ("of", "for"):
        return None
    for n in range(group.governor - 1, max(-1, group.governor - 9), -1):
        if tokens[n].low in listed("accusing"):
            return Span(n + 1, group.governor) if n + 1 < group.governor else None
        if tokens[n].kind == "punct":
            return None
    return None


def _adjective(tokens: Sequence[Token], i: int, tags: frozenset[str]) -> bool:
    """Whether a participle only describes the noun behind it: "a camp for displaced families"."""
    if "pp" not in tags or not i or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    w = words()
    if before.kind == "num" and (after.kind == "actor" or after.low in w.civilian | w.combatant | w.unknown_people):
        return True  # "41 displaced people", "12 wounded soldiers"
    if before.low in ("where", "many", "more", "newly") and after.kind == "word" and after.low in words().civilian:
        return True
    ruled = before.low in words().prepositions - listed("clause_prepositions") and before.low not in (
        "up",
        "out",
        "down",
    )
    return ruled and after.kind in ("word", "actor") and inside_np(tokens, i + 1)


def _of_wounds(tokens: Sequence[Token], k: int) -> bool:
    return any(token.low in listed("wounds") for token in tokens[k : k + 14])


def _away(tokens: Sequence[Token], k: int) -> bool:
    """Whether "into X", "across the border", "from the town" follows: driven somewhere, not mad."""
    if k >= len(tokens) or tokens[k].low not in listed("whither"):
        return False
    for token in tokens[k + 1 : k + 8]:
        if token.kind == "place" or token.low in listed("homes") | listed("borders"):
            return True
        if token.kind == "punct" or token.low in ("in", "on", "at", "for", "and", "with"):
            return False
    return False


def _hostages(tokens: Sequence[Token], people: People) -> bool:
    return any(token.low in ("hostages", "captives") for token in tokens[people.start : people.end])


def _bare_present(tokens: Sequence[Token], i: int) -> bool:
    """Whether a base form is a present tense: "Rebels kill 12", or goes on from "and": "storm … and kill"."""
    if i == 0:
        return False
    before = tokens[i - 1]
    return (
        before.kind in ("actor", "place", "num")
        or before.low in words().conjunctions
        or before.low in words().weapons
        or (before.low.endswith("s") and before.kind == "word")
        or before.low in ("who", "men", "police")
    )


def _split_after(tokens: Sequence[Token], i: int, rule: Rule) -> tuple[int, int]:
    """ "shot 12 men dead": the words that the rule wants stand behind the object. (position after them, their
    position).
    """
    for k in range(i + 2, min(len(tokens), i + 9)):
        for wanted in rule.after:
            if [token.low for token in tokens[k : k + len(wanted)]] == list(wanted):
                return k + len(wanted), k
    return -1, -1


def _object(tokens: Sequence[Token], k: int) -> tuple[People | None, bool]:
    """The victims behind an active verb; "killed or wounded 175" counts for each, as an upper bound."""
    if k + 1 < len(tokens) and tokens[k].low in ("or", "and") and tokens[k + 1].low in listed("harm"):
        return people_phrase(tokens, k + 2), True
    if k < len(tokens) and tokens[k].low == "them":
        return _them(tokens, k), False
    return people_phrase(tokens, k), False


def _them(tokens: Sequence[Token], k: int) -> People | None:
    """The "them" of "pulled 13 passengers off a bus and shot them": the people counted before, in the same sentence."""
    for n in range(k - 2, max(-1, k - 18), -1):
        if tokens[n].text in ";.?!:":
            return None
        if tokens[n].kind == "num":
            return people_phrase(tokens, n, stop=k)
    return None


def _passive(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int, *, reduced: bool = False) -> Match | None:
    """ "12 people were killed by …", "12 killed in …", "the 12 soldiers executed by …"."""
    either, start = False, group.start
    before = start - 1
    if before >= 1 and tokens[before].low in ("or", "and") and tokens[before - 1].low in listed("harm"):
        either = True
        start = verb_group(tokens, before - 1, frozenset({"pp"})).start
    elif (
        k + 1 < len(tokens)
        and tokens[k].low in ("or", "and")
        and tokens[k + 1].low in listed("harm")
        and not _counted_again(tokens, k + 2)
    ):
        either = True
    bare = group.start > 0 and tokens[group.start - 1].kind == "num"
    if reduced and not either and not goes_on(tokens, k) and not (bare and tokens[k].low in words().auxiliaries):
        return None
    if reduced and (not either or not _finite_before(tokens, group, start)):
        span = _left_noun(tokens, start)
    else:
        span = told_subject(tokens, group) if group.form == "infinitive" else subject(tokens, start)
    people = _people_in(tokens, span, whole=not reduced)
    if people is None or (rule.needs == "hostages" and not _hostages(tokens, people)):
        return None
    if rule.needs == "count" and not people.counted:
        return None
    if rule.needs == "away" and not (people.counted and _away(tokens, k)):
        return None
    found = Match(
        rule,
        group.head,
        min(people.start, group.start),
        k,
        "reduced" if reduced else "passive",
        group,
        people=people,
        either=either,
    )
    found.agent = _by(tokens, k)
    return found


def _finite_before(tokens: Sequence[Token], group: VerbGroup, start: int) -> bool:
    """Whether the participle goes on from an auxiliary: "were killed or wounded"."""
    return start < group.start and tokens[start].low in words().auxiliaries


def _counted_again(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].kind == "num"


def _left_noun(tokens: Sequence[Token], start: int) -> Span | None:
    """The noun phrase right before a bare participle ("12 soldiers killed in …")."""
    j = start - 1
    if j >= 0 and tokens[j].text == ",":
        j -= 1
    if j >= 2 and tokens[j].kind == "num" and tokens[j - 1].text == "," and tokens[j - 2].capital:
        j -= 2  # "medic Hala Qassem, 26, shot dead": an age
    if j < 0 or not inside_np(tokens, j):
        return None
    a, _ = phrase_start(tokens, j)
    if a >= 3 and tokens[a - 1].low == "them" and tokens[a - 2].low == "of":
        n = a - 4  # "two people, one of them a child, killed": the two
        while n > 0 and tokens[n].kind in ("num", "punct"):
            n -= 1
        if inside_np(tokens, n):
            return Span(phrase_start(tokens, n)[0], n + 1)
    return Span(a, j + 1)


def _people_in(tokens: Sequence[Token], span: Span | None, *, whole: bool) -> People | None:
    """The people whom a phrase left of the verb names as its head; the last conjunct where the phrase has several
    verbs.
    """
    if span is None:
        return None
    for start in (
        span.start,
        *(n for n in range(span.start + 1, span.end) if tokens[n].kind == "num" or tokens[n].low in listed("openers")),
    ):
        people = people_phrase(tokens, start, stop=span.end)
        if people is None:
            continue
        rest = tokens[people.end : span.end]
        if people.counted and rest and rest[0].low == "of":
            return people  # "ten members of one family"
        if rest and rest[0].text == "," and people.counted and (told := _told_again(tokens, people, span)) is not None:
            return told
        if any(token.kind == "num" for token in rest):
            continue
        if (
            not rest
            or all(token.low in words().adverbs or token.text == "," for token in rest)
            or (rest[0].low in words().prepositions)
        ):
            return people
    return None


def _told_again(tokens: Sequence[Token], people: People, span: Span) -> People | None:
    """The people of "900 families, some 5,000 people, …": persons are counted, not households."""
    if not any(token.low in listed("households") for token in tokens[people.start : people.end]):
        return None
    again = people_phrase(tokens, people.end + 1, stop=span.end)
    return again if again is not None and again.counted else None


def _by(tokens: Sequence[Token], k: int) -> Span | None:
    """Who did it, in the by-phrase of a passive."""
    for at in phrases(tokens, k, clause_end(tokens, k, 16), "by"):
        end = phrase_end(tokens, at)
        if end > at:
            return Span(at, end)
    return None


def _lives(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "claimed 12 lives", "cost the lives of 12 people"."""
    n = k
    if n < len(tokens) and tokens[n].kind == "num" and n + 1 < len(tokens) and tokens[n + 1].low == "lives":
        quantity = tokens[n].number or Quantity(None, None, None)
        people = People(quantity, tokens[n].text + " lives", "unknown", n, n + 2, tokens[n].text, True)
    elif n + 2 < len(tokens) and tokens[n].low == "the" and tokens[n + 1].low == "lives" and tokens[n + 2].low == "of":
        read = people_phrase(tokens, n + 3)
        if read is None:
            return None
        people = read
    else:
        return None
    found = Match(rule, group.head, group.start, people.end, "active", group, people=people)
    found.agent = subject(tokens, group.start)
    return found


def _intransitive(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "12 people died", "500,000 residents have fled their homes"."""
    if rule.value == "displaced" and not _flees_from_home(tokens, k):
        return None
    span = told_subject(tokens, group) if group.form == "infinitive" else subject(tokens, group.start)
    people = _people_in(tokens, span, whole=True)
    if people is None or (rule.needs == "men" and people.status != "combatant"):
        return None
    if rule.needs == "fallen" and not _fallen(tokens, people, group, k):
        return None
    if rule.needs == "thousands" and not (_many(people) and _dwellers(tokens, people)):
        return None
    if span is not None and span.relative and not people.counted and rule.value == "displaced":
        return None  # "people who had fled X": told of, not reported
    if rule.value == "displaced" and people.status == "combatant":
        return None
    found = Match(rule, group.head, min(people.start, group.start), k, "active", group, people=people)
    by = _by(tokens, k)
    if by is not None and any(token.kind == "actor" for token in tokens[by.start : by.end]):
        found.agent = by
    return found


def _fallen(tokens: Sequence[Token], people: People, group: VerbGroup, k: int) -> bool:
    """Whether fighters "had fallen" in battle: counted, in the perfect, and nothing they fell to, back or ill."""
    following = tokens[k].low if k < len(tokens) else "."
    goes = following in ("in", "on", "at", ".", ",", "during", "while", "fighting", "near", "since")
    return people.counted and people.status == "combatant" and group.tense in ("perfect", "pluperfect") and goes


def _dwellers(tokens: Sequence[Token], people: People) -> bool:
    """Whether they are people of a place, and no travellers, fans or recruits."""
    inside = tokens[people.start : people.end]
    return all(t.kind == "num" for t in inside) or any(t.low in listed("dwellers") for t in inside)


def _many(people: People) -> bool:
    """Whether so many civilians are told of that their leaving is no journey."""
    quantity = people.quantity
    least = max(quantity.low or 0, quantity.best or 0, quantity.high or 0)
    return people.counted and people.status != "combatant" and least >= 1000


def _flees_from_home(tokens: Sequence[Token], k: int) -> bool:
    """Whether "flee" tells of displacement: homes, fighting or a place follow, or nothing at all."""
    stop = clause_end(tokens, k, 12)
    following = tokens[k:stop]
    if (
        not following
        or following[0].kind == "punct"
        or following[0].capital
        or following[0].low in listed("after_flight")
    ):
        return True
    return any(token.kind == "place" or token.low in listed("homes") or token.kind == "actor" for token in following)


def _noun(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the killing of 12 soldiers by …", "the mass execution of hundreds of men"; "12 deaths"."""
    people: People | None = None
    k = i + 1
    if k < len(tokens) and tokens[k].low in "\"”’'":
        k += 1
    by = _by_before_of(tokens, k)
    if by is not None:
        k = by.end  # "the beheading by rebels of 12 men"
    if k < len(tokens) and tokens[k].low == "of":
        people = people_phrase(tokens, k + 1)
    elif tokens[i].low in listed("counted_nouns"):
        people = _counted_noun(tokens, i)
    if people is not None and rule.needs == "men" and not (people.counted and people.status == "combatant"):
        return None
    if people is None:
        return None
    found = Match(rule, i, min(i, people.start), max(people.end, k), "nominal", people=people)
    found.agent = by or _by(tokens, people.end)
    return found


def _by_before_of(tokens: Sequence[Token], k: int) -> Span | None:
    if k >= len(tokens) or tokens[k].low != "by":
        return None
    of = next((n for n in range(k + 2, min(len(tokens), k + 8)) if tokens[n].low == "of"), -1)
    return Span(k + 1, of) if of > 0 else None


def _counted_noun(tokens: Sequence[Token], i: int) -> People | None:
    """ "2,093 deaths", "378 reported fatalities", "12,000 injuries": the number stands before the noun."""
    at = i - 1
    while at > 0 and i - at < 4 and tokens[at].low in listed("counted_adjectives"):
        at -= 1
    if at < 0 or tokens[at].kind != "num":
        return None
    text = " ".join(token.text for token in tokens[at : i + 1])
    return People(tokens[at].number or Quantity(None, None, None), text, "unknown", at, i + 1, tokens[at].text, True)
