"""Whether what a match tells did happen. Every verdict has a reason, for `explain`; rules/mode.yaml has the words."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import is_time
from agents.claims.mode.denials import denied
from agents.claims.mode.foreseen import foreseen
from agents.claims.mode.governed import known_killing, nominal, ruled, until
from agents.claims.mode.habits import habitual
from agents.claims.mode.made_up import made_up
from agents.claims.mode.thought_of import thought_of
from agents.claims.mode.unconfirmed import unconfirmed
from agents.claims.mode.unmade import unmade
from agents.claims.mode.verdict import Verdict, left_of
from agents.claims.model import Token
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, mode_words, words


def judge(tokens: Sequence[Token], match: Match) -> Verdict:
    """The mode of one match within its own sentence; time (historical) is judged elsewhere."""
    if match.construction == "listed":
        return Verdict("actual")  # told by the way, whatever becomes of the clause before it
    if match.people is not None and (match.people.quantity.zero or _no_one(tokens, match.people.start)):
        return Verdict("negated", "no one")
    for check in (
        denied,
        _unfounded,
        _would_have_been,
        _own_verb,
        unmade,
        until,
        _not_yet,
        _conditional,
        thought_of,
        ruled,
        nominal,
        _feared,
        foreseen,
        habitual,
        made_up,
        _question,
        unconfirmed,
    ):
        verdict = check(tokens, match)
        if verdict is not None:
            return verdict
    return Verdict("actual", hedged=_hedged(tokens, match))


def _no_one(tokens: Sequence[Token], start: int) -> bool:
    """Whether the people are "no one", which is two tokens: "left no one dead"."""
    return start > 0 and tokens[start].low == "one" and tokens[start - 1].low == "no"


def _own_verb(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """The verb's own negation, modal or tense: "did not take", "will", "could", "are killed"."""
    verb = match.verb
    if verb is None or match.rule.needs in ("no longer", "not", "unfound", "unable"):
        return None
    if verb.negated:
        return Verdict("negated", "not")
    if tokens[verb.head - 1].low in ("nearly", "almost") and verb.head > 0:
        return Verdict("negated", tokens[verb.head - 1].text)  # "X almost fell", "was nearly captured"
    subject_start = match.agent.start if match.agent is not None and match.construction == "active" else match.start
    if match.rule.subject == "place":
        subject_start = match.start
    for n in range(max(0, min(subject_start, verb.start) - 2), verb.start):
        if tokens[n].low == "not" and tokens[n + 1].kind == "num":
            return Verdict("negated", f"not {tokens[n + 1].text}")
        if match.agent is not None and match.agent.relative and n < match.agent.start:
            continue  # "nobody claimed the bombing, which killed 12"
        if tokens[n].low == "none" and match.construction == "reduced":
            continue  # "none of the 12 killed was armed"
        if tokens[n].low in ("nobody", "neither", "none") or (
            tokens[n].low in ("no", "not") and n + 1 < len(tokens) and _not_one(tokens, n)
        ):
            return Verdict("negated", tokens[n].text)
    if match.agent is not None and match.rule.kind == "location_fall" and tokens[match.agent.start].low == "no":
        return Verdict("negated", "no")  # "no rebel has ever captured X"
    apart = match.agent.start if match.agent is not None and match.agent.relative else 0
    if any(tokens[n].low == "neither" for n in range(max(apart, verb.start - 10), verb.start)):
        return Verdict("negated", "neither")
    if verb.modal == "future":
        return Verdict("future", "a verb of the future")
    if verb.modal:
        return Verdict("hypothetical", "could, would, may or might")
    if (
        verb.form in ("passive", "finite")
        and verb.tense in ("present", "progressive")
        and match.people is not None
        and not match.people.counted
        and match.people.quantity.best is None
        and not _after_a_count(tokens, verb.start)
        and (verb.passive or verb.tense == "progressive" or tokens[-1].text == ".")
    ):
        return Verdict("habitual", "present tense without a count")
    return None


def _after_a_count(tokens: Sequence[Token], start: int) -> bool:
    """Whether the verb goes on from a deed that was counted: "shells kill one in X and wound others"."""
    joined = start > 3 and tokens[start - 1].low == "and"
    return joined and any(
        token.low in listed("deeds_now") and tokens[n + 1].kind == "num" for n, token in enumerate(tokens[: start - 1])
    )


def _not_one(tokens: Sequence[Token], n: int) -> bool:
    """Whether "no one", "no part of", "not an inch of" stands at n."""
    following = tokens[n + 1].low
    if tokens[n].low == "no" and following in ("one", "longer", "side"):
        return True
    k = n + 1 + (tokens[n].low == "not" and following in ("a", "an", "one", "single"))
    if tokens[n].low == "not" and k == n + 1:
        return False
    if tokens[n].low == "not" and [t.low for t in tokens[n + 1 : n + 3]] in (["a", "single"], ["one", "single"]):
        return True
    places = words().place_part | words().place_whole | {"inch", "metre", "kilometre", "square"}
    return any(token.low in places for token in tokens[k : k + 2])


def _not_yet(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Once rebels take X, they will go on", "had X fallen, Y would be lost", "under the deal the army leaves X"."""
    verb, first = match.verb, tokens[0].low
    opens = first in ("had", "under") or first in listed("once_it_is")
    if verb is None or not opens or verb.form == "infinitive" or match.start > FRONTED:
        return None
    comma = next((n for n in range(match.end, min(len(tokens), match.end + FRONTED)) if tokens[n].text == ","), -1)
    behind = tokens[comma + 1 : comma + FRONTED] if comma > 0 else ()
    to_come = words().modal_future | words().modal_hypothetical
    if verb.tense == "present" and tokens[0].low in listed("once_it_is") and any(t.low in to_come for t in behind):
        return Verdict("future", tokens[0].text)
    if tokens[0].low == "had" and any(token.low == "would" for token in behind):
        return Verdict("hypothetical", tokens[0].text)
    opened = tokens[0].low == "under" and any(t.low in listed("terms_of_peace") for t in tokens[1:6])
    if opened and verb.tense == "present" and verb.form == "finite":
        return Verdict("future", tokens[0].text)
    return None


FRONTED = 24
"""Tokens of a clause with which a sentence opens, at most."""


def _conditional(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "if rebels take X", "unless", "in case": before the match, and not closed by a comma."""
    conditionals, w = mode_words().conditionals, words()
    left = min(match.start, left_of(match))
    for n in range(left - 1, max(-1, left - 40), -1):
        token = tokens[n]
        if token.text in ";?!:":
            return None  # "If you are just joining us: rebels have taken X"
        if token.low == "should" and n > 0 and tokens[n - 1].text not in ",":
            continue
        if token.low == "case" and n > 0 and tokens[n - 1].low == "in":
            return Verdict("hypothetical", "in case")
        if token.low in ("how", "extent") and _how_far(tokens, n):
            return Verdict("hypothetical", token.text)
        if token.low in conditionals and not _given(tokens, n):
            between = tokens[n + 1 : left]
            commas = [k for k, t in enumerate(between) if t.text == ","]
            closed = bool(commas) and any(
                t.low in w.verbs
                or t.low in w.auxiliaries
                or t.low.endswith("ed")
                or (t.low == "or" and token.low == "whether")
                for t in between[: commas[-1]]
            )
            if not closed:
                return Verdict("hypothetical", token.text)
    return None


def _how_far(tokens: Sequence[Token], n: int) -> bool:
    """Whether how far it goes is left open: "not clear to what extent", "unclear how far", "the extent to which"."""
    if tokens[n].low == "extent" and tokens[n + 1].low == "to":
        return True
    asked = tokens[n + 1].low in ("far", "much", "many") if tokens[n].low == "how" else tokens[n - 1].low == "what"
    return asked and any(token.low in listed("left_open") for token in tokens[max(0, n - 5) : n])


def _given(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word at n sets no condition: "even should it", "details provided by the police"."""
    before = tokens[n - 1].low if n else ""
    return (before == "even" and tokens[n].low != "if") or (
        tokens[n].low == "provided" and tokens[n + 1].low in ("by", "to", "in")
    )


_MEANWHILE = frozenset({"as", "after", "when", "while"})


def _feared(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "feared 40 dead", "fears that", "fears grew that"."""
    fears = mode_words().fears
    left = min(match.start, left_of(match))
    for n in range(left - 1, max(-1, left - 14), -1):
        token = tokens[n]
        if token.text in ";.?!,":
            return None
        if token.low in _MEANWHILE and tokens[n + 1].low not in ("many", "few", "much") and tokens[n - 1].low != "such":
            return None  # "hopes of a truce faded as rockets killed nine"
        if token.low not in fears or (token.low in listed("warning_of") and known_killing(tokens, match)):
            continue
        at = n + 1
        while at < left and (tokens[at].low in listed("fears_grow") or is_time(tokens, at) or tokens[at].low == "on"):
            at += 1
        if at < len(tokens) and (tokens[at].kind == "num" or tokens[at].low in listed("fear_openers")):
            return Verdict("hypothetical", token.text)
    return None


def _unfounded(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "there is no evidence that X …": not told as done; "it is not true that X …": denied."""
    left = min(match.start, left_of(match))
    for n in range(left - 1, max(-1, left - 16), -1):
        if tokens[n].text in ";?!":
            return None
        if tokens[n].low != "that" or n < 2:
            continue
        before = [token.low for token in tokens[max(0, n - 5) : n]]
        if before[-1] in ("true", "correct") and {"not", "n't", "untrue"} & set(before):
            return Verdict("actual", f"not {before[-1]}", denied=True, at=n)
        if before[-1] in ("rumour", "rumor", "rumours", "rumors") and _gone(tokens, match.end):
            return Verdict("hypothetical", "a rumour")
        if before[-1] in listed("proofs") and {"no", "not", "n't", "without", "little"} & set(before):
            return Verdict("negated", f"no {before[-1]}")
    return None


def _would_have_been(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "The alternative would have been war, with thousands of dead": what did not come about, with its dead."""
    start = match.people.start if match.people is not None else 0
    if match.construction != "word" or start < 4 or tokens[start - 1].low != "with":
        return None
    before = [token.low for token in tokens[max(0, start - 12) : start]]
    would = any(a in ("would", "could", "might") and b == "have" for a, b in pairwise(before))
    return Verdict("hypothetical", "would have been") if would else None


def _gone(tokens: Sequence[Token], k: int) -> bool:
    """Whether it is told from k on that a rumour is over: "… is without foundation", "… ended when he appeared"."""
    return any(token.low in listed("untrue", "of_no_ground") for token in tokens[k:])


def _question(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Have rebels taken X?"; no "Rebels take X: what next?"."""
    for n in range(match.end, len(tokens)):
        if tokens[n].text in ":;–—" and n + 1 < len(tokens) and tokens[n + 1].low in listed("asking"):
            return None
        if tokens[n].text == "?":
            return Verdict("hypothetical", "a question")
    return None


def _a_side(token: Token) -> bool:
    """Whether it is only who they are that is in doubt: "suspected rebels", "48 alleged militants"."""
    return token.kind == "actor" or token.low in listed("rebel_nouns")


def _in_quotes(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the word of a change of hands stands in quotation marks of its own: "the 'liberated' village"."""
    if match.rule.kind != "location_fall" or match.verb is None or match.verb.head < 1:
        return False
    head = match.verb.head
    if tokens[head - 1].kind != "punct" or tokens[head - 1].text not in '"“‘':
        return False
    if any(token.low in speech_words().verbs for token in tokens[: head - 1]):
        return False  # "the mission says rebels have 'left X'": its words
    return any(token.text in '"”’' and token.kind == "punct" for token in tokens[head + 1 : head + 5])


def _hedged(tokens: Sequence[Token], match: Match) -> bool:
    """Whether a word of distance stands in or right before the match: "reportedly", "suspected"."""
    if match.verb is not None and (match.verb.hedge or _in_quotes(tokens, match)):
        return True
    hedges = mode_words().hedges
    return any(
        tokens[n].low in hedges
        and tokens[n].kind == "word"
        and not (tokens[n].low in ("suspected", "alleged") and n + 1 < len(tokens) and _a_side(tokens[n + 1]))
        for n in range(max(0, match.start - 4), min(len(tokens), match.end))
    )
