"""Whether what a match tells did happen. Every verdict has a reason, for `explain`; rules/mode.yaml has the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.claims.match import Match
from agents.claims.model import Token
from agents.claims.words import Governed, listed, mode_words, words
from schemas.claim import Mode

GOVERNOR_REACH = 14
"""Tokens between an infinitive and the word that rules it, at most."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The mode, what decided it, whether it is told with distance (hedged) or denied, and the word that said so."""

    mode: Mode
    reason: str = ""
    hedged: bool = False
    denied: bool = False
    at: int = -1


def judge(tokens: Sequence[Token], match: Match) -> Verdict:
    """The mode of one match within its own sentence; time (historical) is judged elsewhere."""
    if match.construction == "listed":
        return Verdict("actual")  # told by the way, whatever becomes of the clause before it
    if match.people is not None and match.people.quantity.zero:
        return Verdict("negated", "no one")
    for check in (_denied, _own_verb, _until, _conditional, _ruled, _nominal, _feared, _habitual, _fiction, _question):
        verdict = check(tokens, match)
        if verdict is not None:
            return verdict
    return Verdict("actual", hedged=_hedged(tokens, match))


def _left(match: Match) -> int:
    return match.verb.start if match.verb is not None else match.head


def _own_verb(tokens: Sequence[Token], match: Match) -> Verdict | None:
    verb = match.verb
    if verb is None or match.rule.needs in ("no longer", "not"):
        return None
    if verb.negated:
        return Verdict("negated", "not")
    subject_start = match.agent.start if match.agent is not None and match.construction == "active" else match.start
    for n in range(max(0, min(subject_start, verb.start) - 2), verb.start):
        if tokens[n].low == "not" and tokens[n + 1].kind == "num":
            return Verdict("negated", f"not {tokens[n + 1].text}")
        if tokens[n].low in ("nobody", "neither", "none") or (
            tokens[n].low == "no" and n + 1 < len(tokens) and tokens[n + 1].low in ("one", "longer", "side")
        ):
            return Verdict("negated", tokens[n].text)
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
        and (verb.passive or verb.tense == "progressive" or tokens[-1].text == ".")
    ):
        return Verdict("habitual", "present tense without a count")
    return None


def _until(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "would fight on until the town was liberated": what bounds an intention has not happened."""
    left = min(match.start, _left(match))
    for n in range(left - 1, max(-1, left - 12), -1):
        if tokens[n].text in ";.?!":
            return None
        if tokens[n].low in ("until", "till"):
            return _inherit(tokens, match, n - 1) or _planned(tokens, n)
    return None


def _planned(tokens: Sequence[Token], at: int) -> Verdict | None:
    """Whether a plan, a vow or an attempt stands before ``at`` in the sentence."""
    for n in range(at - 1, max(-1, at - 30), -1):
        mode = mode_words().governors.get(tokens[n].low)
        if mode in ("future", "attempted") and tokens[n].kind == "word":
            return Verdict(mode, tokens[n].text)
    return None


def _govern(tokens: Sequence[Token], at: int) -> tuple[Governed | None, int]:
    """(mode, position) of the nearest governing word at or left of ``at`` within its clause."""
    governors = mode_words().governors
    for n in range(at, max(-1, at - GOVERNOR_REACH), -1):
        token = tokens[n]
        if token.text in ";:.?!" or token.low in ("which", "who", "because", "while", "but"):
            break
        mode = governors.get(token.low)
        if (
            mode is not None
            and token.kind == "word"
            and not (mode == "actual" and token.low in ("last", "only", "first", "second", "third") and at - n > 3)
        ):
            return mode, n
    return None, -1


def _ruled(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """Infinitives and participles: the mode that the word ruling them gives."""
    verb = match.verb
    if verb is None:
        return None
    if verb.form == "infinitive":
        at = verb.governor
        if at > 0 and tokens[at].low == "used" and tokens[at - 1].low not in words().be | words().get:
            return Verdict("habitual", "used to", at=at)
        mode, at = _govern(tokens, verb.governor)
        if (
            at > 0
            and any(tokens[n].low in ("not", "n't", "never") for n in range(max(0, at - 3), at))
            and mode in ("actual", "claimed")
        ):
            return Verdict("negated", f"not {tokens[at].text}", at=at)
        if verb.perfect and mode not in ("hypothetical", "negated"):
            return Verdict("actual", tokens[at].text if at >= 0 else "", hedged=True, at=at)
        if mode == "claimed":
            return (
                Verdict("actual", tokens[at].text, hedged=True, at=at)
                if verb.perfect
                else Verdict("future", tokens[at].text)
            )
        if mode == "actual":
            return _inherit(tokens, match, at)
        return Verdict(mode or "attempted", tokens[at].text if at >= 0 else "to, without a word that says it was done")
    if verb.form == "gerund" and verb.governor >= 0 and tokens[verb.governor].low not in listed("participle_openers"):
        mode, at = _govern(tokens, verb.governor)
        if mode is None or mode == "claimed":
            return Verdict("actual", tokens[at].text if at >= 0 else "", hedged=mode == "claimed", at=at)
        if mode != "actual":
            return Verdict(mode, tokens[at].text)
        return None
    if verb.form == "gerund" and verb.governor < 0:
        return _participle(tokens, match)
    if verb.form == "finite" and verb.start == verb.head and verb.tense == "present":
        return _coordinated(tokens, match)
    return None


def _participle(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """A participle without a preposition: ruled by the word before it ("kept killing", "threatened …"), or by its main
    verb.
    """
    assert match.verb is not None
    before = match.verb.start - 1
    if before < 0:
        return None
    mode = mode_words().governors.get(tokens[before].low)
    if mode in ("future", "attempted", "negated", "hypothetical"):
        return Verdict(mode, tokens[before].text)
    if (
        tokens[before].low in ("of", "for", "people", "are", "militants", "men")
        and match.people is not None
        and not match.people.counted
    ):
        return Verdict("habitual", "a participle without a count")
    return _inherit(tokens, match, before)


def _inherit(tokens: Sequence[Token], match: Match, at: int) -> Verdict | None:
    """A modal or a negated or planned main verb to the left rules what depends on it."""
    w = words()
    for n in range(at, max(-1, at - 20), -1):
        low = tokens[n].low
        if tokens[n].text in ';:.?!"“”' or low in listed("clause_borders"):
            return None
        if low in w.modal_future:
            return Verdict("future", tokens[n].text)
        if low in w.modal_hypothetical and low != "'d" and tokens[n].text != "May":
            return Verdict("hypothetical", tokens[n].text)
    return None


def _coordinated(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "would storm the town and kill …", "vowed to attack and seize …": a bare verb goes on from a modal or an
    infinitive.
    """
    assert match.verb is not None
    at = match.verb.start - 1
    if at < 0 or tokens[at].low not in ("and", "or", ",", "then"):
        return None
    found = _inherit(tokens, match, at)
    if found is not None:
        return found
    for n in range(at, max(-1, at - 20), -1):
        if tokens[n].low == "to" and n > 0:
            mode, where = _govern(tokens, n - 1)
            if mode != "actual":
                return Verdict(
                    "attempted" if mode is None or mode == "claimed" else mode,
                    tokens[where].text if where >= 0 else "to",
                )
    return None


def _nominal(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "prevent the fall of X", "plans for the recapture of X", "after the fall of X"."""
    if match.construction not in ("nominal", "word"):
        return None
    governors = mode_words().noun_governors
    for n in range(match.start - 1, max(-1, match.start - 9), -1):
        token = tokens[n]
        if token.text in ".;:?!" or token.low in listed("noun_borders"):
            break
        if token.kind != "word":
            continue
        if token.low == "for" and n > 0 and tokens[n - 1].low in listed("blame"):
            break
        mode = governors.get(token.low)
        if mode is not None and mode != "claimed":
            return Verdict(mode, token.text)
    if match.people is not None and match.construction == "word":
        for n in range(match.head + 1, match.people.start):  # "the toll could rise to 100"
            if tokens[n].low in words().modal_hypothetical:
                return Verdict("hypothetical", tokens[n].text)
            if tokens[n].low in words().modal_future:
                return Verdict("future", tokens[n].text)
    for n in range(match.start, match.head):
        mode = governors.get(tokens[n].low)
        if tokens[n].kind == "word" and mode is not None and mode != "claimed" and tokens[n].low not in ("for", "no"):
            return Verdict(mode, tokens[n].text)
        if tokens[n].low == "feared" or (tokens[n].low == "presumed" and match.construction == "word"):
            return Verdict("hypothetical", tokens[n].text)
    for n in range(match.end, min(len(tokens), match.end + 3)):
        if tokens[n].low in words().modal_hypothetical and match.construction == "nominal":
            return Verdict("hypothetical", tokens[n].text)
        if tokens[n].low in words().modal_future and match.construction == "nominal":
            return Verdict("future", tokens[n].text)
    return None


def _conditional(tokens: Sequence[Token], match: Match) -> Verdict | None:
    conditionals, w = mode_words().conditionals, words()
    left = min(match.start, _left(match))
    for n in range(left - 1, max(-1, left - 40), -1):
        token = tokens[n]
        if token.text in ";?!":
            return None
        if token.low == "should" and n > 0 and tokens[n - 1].text not in ",":
            continue
        if token.low == "case" and n > 0 and tokens[n - 1].low == "in":
            return Verdict("hypothetical", "in case")
        if token.low in conditionals and not (n > 0 and tokens[n - 1].low in ("even", "as")):
            between = tokens[n + 1 : left]
            commas = [k for k, t in enumerate(between) if t.text == ","]
            closed = bool(commas) and any(
                t.low in w.verbs or t.low in w.auxiliaries or t.low.endswith("ed") for t in between[: commas[-1]]
            )
            if not closed:
                return Verdict("hypothetical", token.text)
    return None


def _feared(tokens: Sequence[Token], match: Match) -> Verdict | None:
    fears = mode_words().fears
    left = min(match.start, _left(match))
    for n in range(left - 1, max(-1, left - 14), -1):
        token = tokens[n]
        if token.text in ";.?!,":
            return None
        if (
            token.low in fears
            and n + 1 < len(tokens)
            and (tokens[n + 1].kind == "num" or tokens[n + 1].low in listed("fear_openers"))
        ):
            return Verdict("hypothetical", token.text)
    return None


def _denied(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "denied that X had fallen", "rejected reports of the capture of X", "said reports of the fall of X were
    false".
    """
    denials = mode_words().denials
    left = min(match.start, _left(match))
    for n in range(left - 1, max(-1, left - 14), -1):
        token = tokens[n]
        if token.text in ";.?!":
            break
        if (
            token.low in denials
            and token.kind == "word"
            and not (n > 0 and tokens[n - 1].low in ("not", "n't", "neither"))
        ):
            between = {t.low for t in tokens[n + 1 : left]}
            direct = n + 1 < len(tokens) and tokens[n + 1].low in ("killing", "seizing", "capturing", "that", "having")
            if direct or between & listed("denied_things"):
                return Verdict("actual", token.text, denied=True, at=n)
    for n in range(match.end, min(len(tokens), match.end + 12)):
        if tokens[n].low == "correspond" and tokens[n - 1].low in ("not", "n't"):
            return Verdict("actual", "does not correspond", denied=True, at=n)
        if tokens[n].low in ("false", "untrue", "baseless", "unfounded", "fabricated") and any(
            t.low in ("reports", "claims", "rumours", "rumors", "report", "claim")
            for t in tokens[max(0, match.start - 6) : match.start + 1]
        ):
            return Verdict("actual", tokens[n].text, denied=True, at=n)
    return None


def _habitual(tokens: Sequence[Token], match: Match) -> Verdict | None:
    lows = [token.low for token in tokens]
    for phrase in mode_words().habitual:
        parts = phrase.split()
        for n in range(match.start - 8 if match.start > 8 else 0, min(len(lows) - len(parts) + 1, match.end + 14)):
            if lows[n] == parts[0] and lows[n : n + len(parts)] == parts:
                if parts[0] == "a" and tokens[n - 1].kind != "num" and not (match.people and match.people.counted):
                    continue
                if (
                    parts == ["a", "day"]
                    and n + 2 < len(lows)
                    and lows[n + 2] in ("after", "before", "earlier", "later", "ago")
                ):
                    continue
                if (
                    len(parts) == 2
                    and parts[0] == "a"
                    and n + 2 < len(lows)
                    and (lows[n + 2] in listed("not_rates_after") or lows[n - 1] in listed("not_rates_before"))
                ):
                    continue
                return Verdict("habitual", phrase)
    return None


def _fiction(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "The novel tells how rebels seized …": a work, and behind it a verb of telling."""
    lists = mode_words()
    for n in range(min(match.start, match.head)):
        told = any(token.low in lists.tells for token in tokens[n + 1 : n + 10])
        if told and tokens[n].low in lists.fiction and tokens[n].kind == "word":
            return Verdict("hypothetical", tokens[n].text)
    return None


def _question(tokens: Sequence[Token], match: Match) -> Verdict | None:
    for token in tokens[match.end :]:
        if token.text == "?":
            return Verdict("hypothetical", "a question")
    return None


def _hedged(tokens: Sequence[Token], match: Match) -> bool:
    if match.verb is not None and match.verb.hedge:
        return True
    hedges = mode_words().hedges
    return any(
        tokens[n].low in hedges
        and tokens[n].kind == "word"
        and not (tokens[n].low == "suspected" and tokens[n + 1].kind == "actor")
        for n in range(max(0, match.start - 4), min(len(tokens), match.end))
    )


def told_as_history(text: str) -> str:
    """The phrase that makes a sentence history ("anniversary", "World War"), or ""."""
    low = text.lower()
    for phrase in mode_words().historical:
        pattern = re.escape(phrase.rstrip("*")) + (r"\w*" if phrase.endswith("*") else r"\b")
        if re.search(r"\b" + pattern, low):
            return phrase
    return ""
