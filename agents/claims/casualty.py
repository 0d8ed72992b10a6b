"""Harm to people in a sentence: the frames of rules/casualty.yaml laid over its tokens."""

from collections.abc import Iterator, Sequence

from agents.claims.control import after_verb
from agents.claims.grammar import (
    Span,
    VerbGroup,
    clause_end,
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
            found = _word(tokens, i, rule) if token.low in rule.words else _noun(tokens, i, rule)
            if found:
                yield found


def _verb(tokens: Sequence[Token], i: int, rule: Rule, tags: frozenset[str]) -> Match | None:
    k = after_verb(tokens, i, rule)
    split = -1
    if k < 0 and rule.object == "victims":
        k, split = _split_after(tokens, i, rule)
    if k < 0:
        return None
    group = verb_group(tokens, i, tags)
    if "base" in tags and group.form == "finite" and group.start == i and not _bare_present(tokens, i):
        return None
    if rule.needs == "lives":
        return _lives(tokens, rule, group, k)
    if rule.subject == "victims":
        return _intransitive(tokens, rule, group, k)
    if group.passive:
        return _passive(tokens, rule, group, k)
    if i and group.start == i and tokens[i - 1].low in listed("singular_det") and not group.negated:
        return None  # "a kidnapped nurse": only describes her
    people, either = _object(tokens, i + 1 if split >= 0 else k)
    if (
        group.start >= 2
        and tokens[group.start - 1].low in ("or", "and")
        and tokens[group.start - 2].low in listed("harm")
    ):
        either = True
    if people is not None and rule.needs == "count" and not people.counted:
        return None  # "the ruling hurt farmers": a manner of speaking
    if people is not None and rule.needs == "hostages" and not _hostages(tokens, people):
        return None
    if people is not None:
        found = Match(rule, i, group.start, max(people.end, k), "active", group, people=people, either=either)
        found.agent = told_subject(tokens, group)
        return found
    return _passive(tokens, rule, group, k, reduced=True) if group.bare_participle else None


def _hostages(tokens: Sequence[Token], people: People) -> bool:
    return any(token.low in ("hostages", "captives") for token in tokens[people.start : people.end])


def _bare_present(tokens: Sequence[Token], i: int) -> bool:
    """Whether a base form is a present tense: "Rebels kill 12", or goes on from "and": "storm … and kill"."""
    if i == 0:
        return False
    before = tokens[i - 1]
    return (
        before.kind in ("actor", "place")
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
    return people_phrase(tokens, k), False


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
    if reduced and not either and not _participle_goes_on(tokens, k):
        return None
    span = _left_noun(tokens, start) if reduced and not either else subject(tokens, start)
    people = _people_in(tokens, span, whole=not reduced)
    if people is None or (rule.needs == "hostages" and not _hostages(tokens, people)):
        return None
    if rule.needs == "count" and not people.counted:
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


def _counted_again(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].kind == "num"


def _participle_goes_on(tokens: Sequence[Token], k: int) -> bool:
    if k >= len(tokens):
        return True
    token = tokens[k]
    w = words()
    return (
        token.kind in ("punct", "year")
        or token.low in w.prepositions | w.conjunctions | w.adverbs
        or token.low in listed("after_participle")
    )


def _left_noun(tokens: Sequence[Token], start: int) -> Span | None:
    """The noun phrase right before a bare participle ("12 soldiers killed in …")."""
    j = start - 1
    if j >= 0 and tokens[j].text == ",":
        j -= 1
    if j < 0 or not inside_np(tokens, j):
        return None
    a, _ = phrase_start(tokens, j)
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
        if any(token.kind == "num" for token in rest):
            continue
        if (
            not rest
            or all(token.low in words().adverbs or token.text == "," for token in rest)
            or (rest[0].low in words().prepositions)
        ):
            return people
    return None


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
    span = subject(tokens, group.start)
    people = _people_in(tokens, span, whole=True)
    if people is None:
        return None
    if rule.value == "displaced" and people.status == "combatant":
        return None
    found = Match(rule, group.head, min(people.start, group.start), k, "active", group, people=people)
    by = _by(tokens, k)
    if by is not None and any(token.kind == "actor" for token in tokens[by.start : by.end]):
        found.agent = by
    return found


def _flees_from_home(tokens: Sequence[Token], k: int) -> bool:
    """Whether "flee" tells of displacement: homes, fighting or a place follow, or nothing at all."""
    stop = clause_end(tokens, k, 12)
    following = tokens[k:stop]
    if not following or following[0].kind == "punct":
        return True
    return any(token.kind == "place" or token.low in listed("homes") or token.kind == "actor" for token in following)


def _word(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "12 dead", "left dozens dead", "the death toll rose to 40", "the bodies of 12 men were found"."""
    low = tokens[i].low
    if low == "toll":
        return _toll(tokens, i, rule)
    if low in ("bodies", "corpses"):
        return _bodies(tokens, i, rule)
    return _predicate(tokens, i, rule)


def _toll(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    if i and tokens[i - 1].low not in listed("before_toll") and tokens[i - 1].kind != "num":
        return None
    if "road" in {tokens[n].low for n in range(max(0, i - 2), i)}:
        return None
    for n in range(i + 1, min(len(tokens), i + 18)):
        token = tokens[n]
        if token.kind == "punct" and token.text in ".;":
            return None
        if token.kind == "num" and token.number is not None and tokens[n - 1].low not in ("from", "by"):
            people = people_phrase(tokens, n)
            if people is None:
                return None
            return Match(rule, i, i, people.end, "word", people=people)
    return None


def _bodies(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    people: People | None = None
    end = i + 1
    if i + 1 < len(tokens) and tokens[i + 1].low == "of":
        people = people_phrase(tokens, i + 2)
        end = people.end if people else end
    elif (i and tokens[i - 1].kind == "num") or (i > 1 and tokens[i - 2].kind == "num"):
        at = i - 1 if tokens[i - 1].kind == "num" else i - 2
        people = People(
            tokens[at].number or Quantity(None, None, None),
            f"{tokens[at].text} {tokens[i].text}",
            "unknown",
            at,
            i + 1,
            tokens[at].text,
            True,
        )
    if people is None or not people.counted:
        return None
    around = {token.low for token in tokens[max(0, i - 12) : end + 12]}
    if not around & listed("body_verbs"):
        return None
    return Match(rule, i, min(i, people.start), end, "word", people=people)


def _predicate(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "12 dead", "12 people were dead", "leaving 12 people dead", "two others are missing"."""
    if i + 1 < len(tokens) and (tokens[i + 1].kind in ("word",) and tokens[i + 1].low in listed("dead_compounds")):
        return None
    if rule.value == "missing" and i + 1 < len(tokens) and tokens[i + 1].low not in listed("after_missing"):
        return None
    j = i - 1
    while j >= 0 and (tokens[j].low in listed("copula") or tokens[j].low in words().adverbs) and i - j < 5:
        j -= 1
    if j < 0 or not inside_np(tokens, j):
        return None
    a, _ = phrase_start(tokens, j)
    for start in (a, *(n for n in range(a + 1, j + 1) if tokens[n].kind == "num")):
        people = people_phrase(tokens, start, stop=j + 1)
        if people is not None and people.end == j + 1 and (people.counted or j < i - 1):
            group = _copula_group(tokens, j + 1, i)
            either = i + 2 < len(tokens) and tokens[i + 1].low == "or" and tokens[i + 2].low in listed("harm")
            return Match(rule, i, people.start, i + 1, "word", group, people=people, either=either)
    return None


def _copula_group(tokens: Sequence[Token], start: int, i: int) -> VerbGroup | None:
    """The verb group of "were dead": its modals and negation count for the word."""
    if start >= i:
        return None
    return verb_group(tokens, i, frozenset({"pp"}))


def _noun(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the killing of 12 soldiers by …", "the mass execution of hundreds of men"; "12 deaths"."""
    people: People | None = None
    k = i + 1
    if k < len(tokens) and tokens[k].low in "\"”’'":
        k += 1
    if k < len(tokens) and tokens[k].low == "of":
        people = people_phrase(tokens, k + 1)
    elif tokens[i].low == "deaths" and i and tokens[i - 1].kind == "num":
        people = People(
            tokens[i - 1].number or Quantity(None, None, None),
            f"{tokens[i - 1].text} deaths",
            "unknown",
            i - 1,
            i + 1,
            tokens[i - 1].text,
            True,
        )
    if people is None:
        return None
    found = Match(rule, i, min(i, people.start), max(people.end, k), "nominal", people=people)
    found.agent = _by(tokens, people.end)
    return found
