"""What stands between a subject and its verb: relative clauses, what men are at ("rebels holding X"), whom they fight.

Also which "that" opens no such clause but what is said.
"""

from collections.abc import Sequence

from agents.claims.language.clauses import third_person
from agents.claims.language.noun_phrases import inside_np, is_adverb, is_time
from agents.claims.model import Token
from agents.claims.words import listed, mode_words, words

DOING = 6
"""Letters of a participle, at least: no "king", no "being"."""


def relative_verb(tokens: Sequence[Token], a: int) -> bool:
    """Whether the word at a is a relative clause's verb, though it may be a noun: "which relies on", "that hit men"."""
    low, verb = tokens[a - 1].low, tokens[a].low in listed("deeds", "holding_now", "hits")
    if low == "that":
        return verb and not reporting_that(tokens, a - 1)
    return low in ("which", "who") and (verb or third_person(tokens[a]))


def relative_before(tokens: Sequence[Token], a: int, floor: int) -> int:
    """The relative pronoun of the clause whose complement begins at ``a``; -1 where it is no relative clause."""
    w = words()
    before = tokens[a - 1] if a > 0 else None
    if a > 2 and tokens[a - 1].low in listed("holding_now") and tokens[a - 2].low in ("who", "which", "that"):
        return a - 2  # "rebels that control the province"
    if (
        before is None
        or before.kind != "word"
        or before.low in listed("reporting")
        or not (before.low in w.auxiliaries or before.low in w.verbs or before.low.endswith("ed") or _to(tokens, a - 2))
    ):
        return -1
    for n in range(a - 2, max(floor, a - 14), -1):
        if n > 0 and (tokens[n].low in ("who", "which") or (tokens[n].low == "that" and _joins(tokens, n))):
            return n
        if n > 0 and tokens[n].low == "what" and tokens[n - 1].low.endswith("ing"):
            return n  # "a jet chasing what X called a convoy hit": no convoy did
        if tokens[n].kind == "punct" or tokens[n].low in w.conjunctions:
            return -1
    return -1


def _to(tokens: Sequence[Token], n: int) -> bool:
    """Whether an infinitive's "to" stands at n behind its verb: "a man who tried to rob a pupil was killed"."""
    return n > 1 and tokens[n].low == "to" and not inside_np(tokens, n - 1)


def is_site(tokens: Sequence[Token], a: int, j: int, *, passed: bool = False) -> bool:
    """Whether the phrase from a to j is only where something was: the X of "a strike in X that killed five".

    passed: whether another such phrase stands between it and the relative clause.
    """
    if _is_aim(tokens, a, j, men_too=passed):
        return True
    near = a > 1 and tokens[a - 1].low in ("in", "near", "outside", "at")
    if near and tokens[j].kind == "place":
        return inside_np(tokens, a - 2) or is_time(tokens, a - 2)
    return near and not _may_kill(tokens[j]) and _attack_before(tokens, a - 2)


def _is_aim(tokens: Sequence[Token], a: int, j: int, *, men_too: bool) -> bool:
    """Whether the phrase from a to j is the thing attacked: the post of "a raid on an army post that killed five"."""
    if a < 2 or tokens[a - 1].low not in ("on", "against", "at"):
        return False
    attack = tokens[a - 2].kind == "word" and tokens[a - 2].low in listed("attack_nouns")
    return attack and (men_too or not _may_kill(tokens[j]))


def _may_kill(token: Token) -> bool:
    return token.low in words().people or token.kind == "actor" or token.low in listed("armed", "attack_nouns")


CHAIN = 8
"""Tokens between an attack and the last of the phrases that say at what and where it was, at most."""


def _attack_before(tokens: Sequence[Token], n: int) -> bool:
    """Whether an attack stands before the phrases that end at n: "a raid on army posts | in the east that killed"."""
    for k in range(n, max(-1, n - CHAIN), -1):
        if tokens[k].kind == "word" and tokens[k].low in listed("attack_nouns"):
            return True
        if tokens[k].kind == "punct" or tokens[k].low in words().verbs or tokens[k].low in words().auxiliaries:
            return False
    return False


def foes_of(tokens: Sequence[Token], a: int) -> int:
    """Where the men stand of "rebels fighting X", "a group bent on toppling X", "militants seeking to oust X", before
    the X at ``a``; -1 where no men stand there.
    """
    n = a - 1
    wanting = n > 1 and tokens[n - 1].low == "to" and tokens[n - 2].low in listed("seeks_to")
    if wanting or (n > 2 and tokens[n].low.endswith("ing") and tokens[n - 2].low in listed("bent_on")):
        n -= 2
    elif n < 1 or not (tokens[n].low in listed("at_war_with") or busy(tokens, n)):
        return -1
    men = tokens[n - 1]
    return n - 1 if men.kind == "actor" or men.low in words().people or men.low in listed("bodies_at_war") else -1


def busy(tokens: Sequence[Token], n: int) -> bool:
    """Whether the participle at n tells what men are at: "soldiers guarding a mine", "rebels holding X"."""
    low, men = tokens[n].low, tokens[n - 1]
    doing = tokens[n].kind == "word" and low.endswith("ing") and len(low) > DOING and low not in listed("no_doing")
    if men.low in words().foreigner and (n < 2 or tokens[n - 2].low not in ("a", "an", "one", "another")):
        return False  # "Libyan invading troops"
    return doing and (men.kind == "actor" or men.low in words().people)


def before_what_they_do(tokens: Sequence[Token], a: int, end: int) -> int:
    """Where the men of a phrase [a, end) end: before the "fleeing X" of "villagers fleeing X said"."""
    for k in range(a + 1, end - 1):
        if tokens[k + 1].kind in ("actor", "place") and busy(tokens, k):
            return k
    return end


def _joins(tokens: Sequence[Token], n: int) -> bool:
    """Whether "that" at n goes back to the noun before it: "the storm that hit X", no "said that X"."""
    before, after = tokens[n - 1], tokens[n + 1]
    verb = after.low in words().verbs or after.low in words().auxiliaries or after.low in listed("hits")
    return before.kind == "word" and verb and not reporting_that(tokens, n) and inside_np(tokens, n - 1)


def reporting_that(tokens: Sequence[Token], i: int) -> bool:
    """Whether "that" at i opens what is said ("denied on Monday that", "told reporters that", "the claim that")."""
    n = i - 1
    while n > 0 and i - n < 8 and (is_time(tokens, n) or tokens[n].low in ("on", "in", "at") or is_adverb(tokens[n])):
        n -= 1
    if n < 0 or tokens[n].kind != "word":
        return False
    said = listed("reporting", "said_so") | mode_words().denials
    if tokens[n].low in said | listed("hearsay", "spoken_nouns", "proofs"):
        return True
    return tokens[n - 1].low in ("told", "tells", "assured", "informed", "reminded") if n else False
