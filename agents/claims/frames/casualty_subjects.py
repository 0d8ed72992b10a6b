"""Victims as subjects: "12 people were killed by …", "12 killed in …", "12 people died", "500,000 have fled"."""

from collections.abc import Sequence

from agents.claims.entities.people import people_phrase
from agents.claims.entities.people_group import ONE, People
from agents.claims.entities.shares import is_share
from agents.claims.frames.casualty_chains import chain_end, chain_start, of_each
from agents.claims.frames.casualty_found import is_found
from agents.claims.frames.casualty_moves import (
    driven_away,
    dwellers,
    flees_from_home,
    in_or_out,
    in_refuge,
    many_civilians,
)
from agents.claims.frames.casualty_named import with_the_named
from agents.claims.frames.casualty_taken import (
    along_with,
    behind_its_object,
    with_the_list,
    with_the_one_before,
    with_those_before,
)
from agents.claims.frames.casualty_victims import (
    by_phrase,
    hostages,
    left_noun,
    left_with_some,
    of_the,
    one_after_other,
    others_behind,
    people_in,
)
from agents.claims.frames.match import Match
from agents.claims.language.clauses import goes_on
from agents.claims.language.noun_phrases import Span, inside_np, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import VerbGroup, verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def _counted_among(tokens: Sequence[Token], rule: Rule, start: int) -> bool:
    """Whether they are some of a count that came to the same harm: "hurting six, including a boy who was wounded"."""
    n = start - 1 - (start > 0 and tokens[start - 1].low in ("a", "an", "one"))
    told = rule.value in ("killed", "injured") and n >= 3 and tokens[n].low == "including"
    if not told or tokens[n - 1].text != ",":
        return False
    stems = tuple(listed("stems_killed") if rule.value == "killed" else listed("stems_injured"))
    before = tokens[max(0, n - 9) : n - 1]
    return any(t.kind == "num" for t in before) and any(t.low.startswith(stems) for t in before)


def harmed(
    tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int, *, reduced: bool = False, on: bool = False
) -> Match | None:
    """ "12 people were killed by …", "12 killed in …", "the 12 soldiers executed by …"; on: no object is behind it."""
    if reduced and group.start > 2 and tokens[group.start - 1].low == "those" and tokens[group.start - 3].kind == "num":
        return None  # "two of those wounded have died": not two who were wounded
    either, start = _either(tokens, group, k)
    if either and rule.value == "injured" and tokens[group.start - 2].low in ("wounded", "injured", "hurt"):
        either = False  # "four were wounded and taken to hospital": all four
    bare = group.start > 0 and tokens[group.start - 1].kind == "num"
    on = on or goes_on(tokens, k) or tokens[k].low in words().relatives  # "among 140 injured whom they had treated"
    saved = bare and any(token.low in listed("rescuing") for token in tokens[max(0, group.start - 4) : group.start])
    if reduced and not either and not on and not saved and not (bare and tokens[k].low in words().auxiliaries):
        return None
    if reduced and (passive := _goes_on_from(tokens, start)) >= 0:
        span = subject(tokens, passive)
    elif bare and start == group.head and tokens[start - 1].kind == "num":
        span = left_noun(tokens, start)  # "killed 24, with 16 hurt"
    elif reduced and (not either or not _finite_before(tokens, group, start)):
        span = left_noun(tokens, start)
    else:
        raised = group.form == "infinitive"
        span = told_subject(tokens, group) if raised else others_behind(tokens, start) or subject(tokens, start)
    people = people_in(tokens, span)
    things = span is not None and span.start > 1 and tokens[span.start - 1].low == "which"
    if things and people is not None and people.end - people.start == 1:
        return None  # "four lorries of which one was blown up"
    if people is None or (rule.needs == "hostages" and not hostages(tokens, people)):
        return None
    if reduced and is_share(tokens, people):
        return None
    people = (reduced and left_with_some(tokens, group.head)) or people
    by = people.start > 0 and tokens[people.start - 1].low == "by"
    people = with_the_list(tokens, people) if reduced and not by else behind_its_object(tokens, people)
    if reduced and k + 1 < len(tokens) and tokens[k].low == "and" and tokens[k + 1].low in listed("the_weak"):
        return None  # "150 wounded and elderly people were driven out"
    if span is not None and span.relative and people.start + 2 < people.end and tokens[people.start + 1].low == "of":
        whole = of_the(tokens, people)  # "two of the 19 soldiers who were wounded": the 19
        if whole is people:
            return None
        people = whole
    if (rule.needs == "count" and not people.counted) or not is_found(tokens, rule, people, k):
        return None
    if _counted_among(tokens, rule, people.start):
        return None
    if rule.needs == "away" and not (people.counted and driven_away(tokens, k)):
        return None
    one_of_them = people.start > 0 and tokens[people.start].low == "one" and tokens[people.start - 1].low in words().be
    if reduced and (one_of_them or (tokens[group.start - 1].low in words().people and _goes_on_finite(tokens, k))):
        people = of_the(tokens, people)  # "she was one of the 12 people killed": the 12
    people = with_the_one_before(tokens, with_those_before(tokens, with_the_named(tokens, people)))
    people = along_with(tokens, people, k)
    chained = chain_end(tokens, k) > k or chain_start(tokens, group.head) < group.head
    either = either and (
        chained or not any(one_after_other(tokens, n) for n in (group.start - 1, k) if 0 < n < len(tokens) - 1)
    )
    how, first = "reduced" if reduced else "passive", min(people.start, group.start)
    found = Match(rule, group.head, first, k, how, group, people=people, either=either)
    found.agent = by_phrase(tokens, k)
    return found


def _either(tokens: Sequence[Token], group: VerbGroup, k: int) -> tuple[bool, int]:
    """(whether one count is of both of "killed or wounded", where the first of the two verbs begins)."""
    before = group.start - 1
    if (first := chain_start(tokens, group.head)) < group.head and not _counted_again(tokens, k):
        return of_each(tokens, first), verb_group(tokens, first, frozenset({"pp"})).start
    if not _counted_again(tokens, chain_end(tokens, k)) and chain_end(tokens, k) > k:
        return of_each(tokens, group.head), group.start
    if before >= 1 and tokens[before].low in ("or", "and") and tokens[before - 1].low in listed("harm"):
        share = k < len(tokens) and tokens[k].low in listed("shares_of_them") | {"almost", "nearly"}
        dead = tokens[before - 1].low == "dead"  # "left 3,000 dead and forced 700,000 people to flee"
        if _counted_again(tokens, k) or share or dead:
            return False, group.start  # "left 40 dead and displaced half of the town"
        return True, verb_group(tokens, before - 1, frozenset({"pp"})).start
    goes_with = k + 1 < len(tokens) and tokens[k].low in ("or", "and") and tokens[k + 1].low in listed("harm")
    return goes_with and not _counted_again(tokens, k + 2), group.start


def _goes_on_finite(tokens: Sequence[Token], k: int) -> bool:
    """Whether the sentence has its own verb behind a participle: "three of the 19 people wounded … have died"."""
    return any(token.low in words().have | words().be for token in tokens[k : k + 20])


def _goes_on_from(tokens: Sequence[Token], start: int) -> int:
    """Where the passive begins whose auxiliary a participle shares: "were ambushed in the lane and shot dead", "have
    been reported as wounded"; -1 where there is none.
    """
    if start < 2 or tokens[start - 1].low not in ("and", "as"):
        return -1
    for n in range(start - 2, max(-1, start - 10), -1):
        if tokens[n].kind == "punct" or tokens[n].kind == "num" or tokens[n].low in words().relatives:
            return -1
        if tokens[n].low in words().be and n + 1 < start and _participle(tokens[n + 1]):
            return verb_group(tokens, n + 1, frozenset({"pp"})).start
    return -1


def _participle(token: Token) -> bool:
    """Whether a word behind "were" is a participle: "ambushed", "beaten", "shot"."""
    return token.low.endswith(("ed", "en", "wn", "ght")) or token.low in ("shot", "hit", "struck", "burnt", "cut")


def _finite_before(tokens: Sequence[Token], group: VerbGroup, start: int) -> bool:
    """Whether the participle goes on from an auxiliary: "were killed or wounded"."""
    return start < group.start and tokens[start].low in words().auxiliaries


def _counted_again(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].kind == "num"


INVERTED = 12
"""Tokens from a participle that opens a sentence to the "were" behind which the victims stand, at most."""


def inverted(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "Also killed in the raid were three nurses": the victims behind the verb, counted."""
    opens = all(
        token.low in ("also", "dead", "among", "shot") or token.kind == "punct" for token in tokens[: group.start]
    )
    if group.start > 2 or not opens or not group.bare_participle or rule.object != "victims":
        return None
    for n in range(k, min(len(tokens) - 1, k + INVERTED)):
        if tokens[n].kind == "punct" or tokens[n].low in listed("said_so"):
            return None
        if tokens[n].low in ("was", "were", "are", "is"):
            people = people_phrase(tokens, n + 1)
            if people is None or not people.counted or any(t.kind == "num" or t.low == "people" for t in tokens[:n]):
                return None  # "Killed people were …"
            return Match(rule, group.head, group.start, people.end, "passive", group, people=people)
    return None


def intransitive(tokens: Sequence[Token], rule: Rule, group: VerbGroup, k: int) -> Match | None:
    """ "12 people died", "500,000 residents have fled their homes"."""
    told_where = rule.needs in ("refuge", "escape", "town", "arrival", "trek", "unable")
    sheltered = rule.name == "casualty.refuge" and in_refuge(tokens, k)  # "took refuge in schools"
    if rule.value == "displaced" and not (told_where or sheltered or flees_from_home(tokens, k)):
        return None
    span = told_subject(tokens, group) if group.form == "infinitive" else subject(tokens, group.start)
    head = group.head
    if (moved := _moved(tokens, rule, group)) is not None:
        span, group = moved
    if group.form == "gerund" and _describes(tokens, group.head):
        return None
    if group.form == "gerund" and (others := _with_others(tokens, group.start)) is not None:
        span = others
    people = people_in(tokens, span) or _he(tokens, span, rule)
    people = behind_its_object(tokens, people) if people is not None else None
    if people is None or (rule.needs == "men" and people.status != "combatant"):
        return None
    if not is_found(tokens, rule, people, k):
        return None
    if span is not None and span.relative and not people.counted and group.tense == "present":
        return None  # "the people who die are we"
    if rule.needs == "count" and not (people.counted and rule.name.startswith("casualty.disappear")):
        return None
    if rule.needs == "fallen" and not _fallen(tokens, people, group, k):
        return None
    if (told_where or rule.needs == "thousands") and not (many_civilians(people) and dwellers(tokens, people)):
        return None
    if rule.needs == "unable" and not (group.negated or group.modal):
        return None
    if told_where and (group.passive or not in_or_out(tokens, rule, k)):
        return None
    if rule.needs == "care" and (not people.counted or group.negated or group.modal or (span and span.relative)):
        return None
    if rule.needs == "limb" and (span is None or not maimed(tokens, span, people, group, k)):
        return None
    few = not people.counted or (people.quantity.best or people.quantity.low or 100) < 100
    if span is not None and span.relative and few and rule.value == "displaced":
        return None  # "people who had fled X": told of, not reported
    if rule.value == "displaced" and people.status == "combatant":
        return None
    people = with_the_one_before(tokens, with_those_before(tokens, with_the_named(tokens, people)))
    people = along_with(tokens, people, k)
    found = Match(rule, head, min(people.start, group.start), k, "active", group, people=people)
    by = by_phrase(tokens, k)
    if by is not None and any(token.kind == "actor" for token in tokens[by.start : by.end]):
        found.agent = by
    return found


def _with_others(tokens: Sequence[Token], start: int) -> Span | None:
    """The two of "four died, with two others sustaining injuries": those whom "with" sets beside the subject."""
    if start < 2 or not inside_np(tokens, start - 1):
        return None
    first, _ = phrase_start(tokens, start - 1)
    counted = first > 0 and tokens[first].kind == "num" and tokens[first - 1].low == "with"
    return Span(first, start) if counted else None


def _he(tokens: Sequence[Token], span: Span | None, rule: Rule) -> People | None:
    """The "he" of "he died in hospital", "he succumbed to his wounds"; who that is, the sentences before tell."""
    if span is None or span.end != span.start + 1 or rule.name not in ("casualty.die", "casualty.succumb"):
        return None
    if tokens[span.start].low not in ("he", "she"):
        return None
    return People(ONE, tokens[span.start].text, "unknown", span.start, span.end)


def _moved(tokens: Sequence[Token], rule: Rule, group: VerbGroup) -> tuple[Span, VerbGroup] | None:
    """(who fled, the verb that tells whether they did) of "caused 60,000 to flee", "forced 4,000 to seek refuge"."""
    if rule.value != "displaced" or group.form != "infinitive" or group.governor < 1:
        return None
    if not inside_np(tokens, group.governor):
        return None
    start, _ = phrase_start(tokens, group.governor)
    maker = start - 1
    if maker < 0 or tokens[maker].low not in listed("makes_them_go"):
        return None
    if rule.name == "casualty.flee" and tokens[maker].low.startswith("forc"):
        return None  # read by a rule of its own
    low = tokens[maker].low
    tags = {"ing"} if low.endswith("ing") else {"third"} if low.endswith("s") else {"past", "pp", "base"}
    return Span(start, group.governor + 1), verb_group(tokens, maker, frozenset(tags))


def _describes(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle stands before its noun, behind a count: "two fleeing boats"."""
    if not i or i + 1 >= len(tokens) or tokens[i - 1].kind != "num":
        return False
    return tokens[i + 1].kind == "word" and inside_np(tokens, i + 1) and tokens[i + 1].low not in words().determiners


def maimed(tokens: Sequence[Token], span: Span, people: People, group: VerbGroup, k: int) -> bool:
    """Whether "lost a leg", "needed hospital care" is told as news of those hurt, and not of the sick or of old."""
    cared = tokens[group.head].low != "lost"
    ill = cared and k < len(tokens) and tokens[k].low == "for"  # "needed treatment for cholera"
    ill = ill and not any(token.low in listed("wounds") for token in tokens[k : k + 5])
    told = group.tense in ("past", "perfect", "pluperfect") and not group.negated
    return told and not span.relative and not ill and (people.counted or not cared)


def _fallen(tokens: Sequence[Token], people: People, group: VerbGroup, k: int) -> bool:
    """Whether fighters "had fallen" in battle: counted, in the perfect, and nothing they fell to, back or ill."""
    following = tokens[k].low if k < len(tokens) else "."
    goes = following in listed("after_fallen") or (following == "to" and _in_battle(tokens, k))
    named = people.quantity.best == 1 and _in_battle(tokens, k)  # "Sergeant Ivan Petrov fell in battle"
    return (
        (people.counted or named)
        and people.status == "combatant"
        and (
            group.tense in ("perfect", "pluperfect")
            or _in_battle(tokens, k)
            or (following == "." and group.tense == "past")
        )
        and goes
    )


def _in_battle(tokens: Sequence[Token], k: int) -> bool:
    """Whether "in an ambush", "in the fighting" follows: eleven soldiers "fell" there."""
    return any(token.low in listed("fights", "attack_nouns") for token in tokens[k : k + 6])
