"""The mode that a ruling word gives: "vowed to seize", "prevented the fall of", "until X is freed"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import is_time
from agents.claims.mode.verdict import Verdict, left_of
from agents.claims.model import Token
from agents.claims.words import Governed, listed, mode_words, words

FORESEEN = 1000
"""So many deaths are foreseen in round numbers: "the killing of 10,000 would be a crime"."""
FALLS = 9
"""Tokens from "the fall of the last town" to the modal of what it would mean, at most."""
GOVERNOR_REACH = 14
"""Tokens between an infinitive and the word that rules it, at most."""


def until(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "would fight on until the town was liberated": what bounds an intention has not happened."""
    left = min(match.start, left_of(match))
    for n in range(left - 1, max(-1, left - 12), -1):
        if tokens[n].text in ";.?!":
            return None
        if tokens[n].low in ("until", "till"):
            return inherit(tokens, n - 1) or _planned(tokens, n)
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
    if at > 0 and (tokens[at].low == "underway" or (tokens[at - 1].low, tokens[at].low) == ("under", "way")):
        return "attempted", at
    for n in range(at, max(-1, at - GOVERNOR_REACH), -1):
        token = tokens[n]
        if token.text in ";:.?!" or token.low in ("which", "who", "because", "while", "but"):
            break
        mode = governors.get(token.low)
        if token.low in ("last", "first", "next") and n + 1 < len(tokens) and is_time(tokens, n + 1):
            continue  # "staged an attack last week to seize X"
        if (
            mode is not None
            and token.kind == "word"
            and not (mode == "actual" and token.low in listed("ranking") and at - n > 3 and not _became(tokens, n))
        ):
            return mode, n
    return None, -1


def _became(tokens: Sequence[Token], n: int) -> bool:
    """Whether the rank at n is one that a place has come to: "has become the first headquarters of all to fall"."""
    if n < 3 or tokens[n - 1].low != "the":
        return False
    has = tokens[n - 2].low == "become" and tokens[n - 3].low in words().have
    return has or tokens[n - 2].low in ("became", "becomes")


def ruled(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """Infinitives and participles: the mode that the word ruling them gives."""
    verb = match.verb
    if verb is None:
        return None
    if verb.form == "infinitive":
        at = verb.governor
        if at > 0 and tokens[at].low == "used" and tokens[at - 1].low not in words().be | words().get:
            return Verdict("habitual", "used to", at=at)
        if match.rule.value in listed("leaves") and at >= 0 and tokens[at].low == "had":
            return inherit(tokens, at)  # "had to withdraw": and did
        if at >= 0 and tokens[at].low in ("have", "has") and not verb.passive:
            return Verdict("future", "have to")
        if (
            at > 1
            and tokens[at].low in listed("spans_of_time")
            and any(t.low == "took" for t in tokens[max(0, at - 5) : at])
        ):
            return inherit(tokens, at)  # "it took the rebels two days to capture X", and they did
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
            held = match.rule.kind == "location_fall" and tokens[match.head].low == "be"  # "claims to be in control"
            state = held or (match.rule.kind == "casualty" and verb.passive)  # "are said to be injured"
            return (
                Verdict("actual", tokens[at].text, hedged=True, at=at)
                if verb.perfect or state or match.construction == "word"  # "are believed to be missing"
                else Verdict("future", tokens[at].text)
            )
        if mode == "actual":
            return inherit(tokens, at) or _bare_above(tokens, at)
        return Verdict(mode or "attempted", tokens[at].text if at >= 0 else "to, without a word that says it was done")
    if verb.form == "gerund" and tokens[verb.governor].low == "before" and _repulsed(tokens, verb.governor):
        return Verdict("negated", "before")  # "were driven back before taking X"
    if verb.form == "gerund" and verb.governor >= 0 and tokens[verb.governor].low not in listed("participle_openers"):
        if tokens[verb.governor].low in ("towards", "toward"):
            return Verdict("future", tokens[verb.governor].text)  # "a step towards retaking X"
        mode, at = _govern(tokens, verb.governor)
        if mode is None or mode == "claimed":
            return Verdict("actual", tokens[at].text if at >= 0 else "", hedged=mode == "claimed", at=at)
        if mode != "actual":
            return Verdict(mode, tokens[at].text)
        return _bare_above(tokens, at)
    if verb.form == "gerund" and verb.governor >= 0 and tokens[verb.governor].low in ("by", "through"):
        return _means(tokens, verb.governor - 1) or _would_bring(tokens, match)
    if verb.form == "gerund" and verb.governor < 0:
        return _as_subject(tokens, match) or _participle(tokens, match)
    if verb.form == "finite" and verb.start == verb.head and verb.tense == "present":
        return _proposed(tokens, verb.start) or _coordinated(tokens, match)
    return None


def _repulsed(tokens: Sequence[Token], at: int) -> bool:
    """Whether those told of were "driven back", "stopped" before what follows ``at``."""
    near = [token.low for token in tokens[max(0, at - 5) : at]]
    done = set(near) & listed("repulsed")
    return bool(done) and (not done <= {"driven", "beaten", "pushed", "forced"} or bool({"back", "off"} & set(near)))


def _proposed(tokens: Sequence[Token], start: int) -> Verdict | None:
    """ "Proposed that the army withdraw", "on condition that they leave": the clause of a verb in its bare form."""
    if tokens[start].low in ("is", "are", "has", "have"):
        return None  # "insists that the town is in its hands"
    for n in range(start - 1, max(0, start - 8), -1):
        if tokens[n].kind == "punct":
            return None
        if tokens[n].low == "that" and tokens[n - 1].low in listed("proposing"):
            return Verdict("future", tokens[n - 1].text)
    return None


def _means(tokens: Sequence[Token], at: int) -> Verdict | None:
    """ "Could end the siege by taking X", "vowed to cut the road by seizing X": the means of what is not done yet."""
    for n in range(at, max(-1, at - GOVERNOR_REACH), -1):
        low = tokens[n].low
        if tokens[n].kind == "punct" or low in listed("clause_borders"):
            return None
        if low in words().modal_future:
            return Verdict("future", tokens[n].text)
        if low in words().modal_hypothetical and tokens[n].text != "May":
            return Verdict("hypothetical", tokens[n].text)
        if low == "to" and n > 0:
            mode, where = _govern(tokens, n - 1)
            if mode in ("future", "hypothetical", "negated", "attempted"):
                return Verdict(mode, tokens[where].text)
            return None
    return None


def _would_bring(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "By taking X, the army can cut the road": the modal of the clause behind the comma."""
    comma = next((n for n in range(match.end, min(len(tokens), match.end + 3)) if tokens[n].text == ","), -1)
    if comma < 0:
        return None
    for token in tokens[comma + 1 : comma + 8]:
        if token.low in words().modal_hypothetical | words().modal_future | {"hopes", "hope", "hoped", "aims", "aim"}:
            return Verdict("hypothetical", token.text)
        if token.kind == "punct":
            return None
    return None


def _as_subject(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Seizing X would open the road to Y": what it would bring is only thought of."""
    assert match.verb is not None
    before = tokens[match.verb.start - 1] if match.verb.start > 0 else None
    if before is not None and before.text not in '"“' and before.low not in listed("said_so") | {"that"}:
        return None
    for token in tokens[match.end : match.end + 8]:
        if token.text in ",;:":
            return None
        if token.low in listed("hard_to_do"):
            return Verdict("hypothetical", token.text)  # "seizing X has turned out to be harder than expected"
        if token.low in ("would", "could", "might", "may"):
            return Verdict("hypothetical", token.text)
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
    if tokens[before].low in ("and", "or") and (same := _of_the_first(tokens, before)) is not None:
        return same
    if (
        tokens[before].low in ("of", "for", "people", "are", "militants", "men")
        and match.people is not None
        and not match.people.counted
    ):
        return Verdict("habitual", "a participle without a count")
    if match.people is not None and not match.people.counted and match.people.quantity.best is None:
        for n in range(before, max(0, before - GOVERNOR_REACH), -1):
            if tokens[n].low == "of" and tokens[n - 1].low in listed("cases_of"):
                return Verdict("habitual", f"{tokens[n - 1].text} of")  # "cases of gangs raiding X and abducting Y"
    return inherit(tokens, before)


def _of_the_first(tokens: Sequence[Token], at: int) -> Verdict | None:
    """What rules the participle from which one behind the "and" at ``at`` goes on: "aimed at crushing the rebels and
    retaking X", "accused of plotting to bomb X and killing its mayor".
    """
    for n in range(at - 1, max(0, at - 12), -1):
        low = tokens[n].low
        if tokens[n].text in ',;:.?!"“”' or low in listed("clause_borders") | words().auxiliaries:
            return None
        if low.endswith("ing") and tokens[n - 1].low in ("at", "on", "towards", "toward", "for"):
            mode, where = _govern(tokens, n - 1)
            if mode in ("future", "attempted", "hypothetical", "negated"):
                return Verdict(mode, tokens[where].text)
            return None
    return None


def inherit(tokens: Sequence[Token], at: int) -> Verdict | None:
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
    if at > 0 and tokens[at].low in ("help", "let"):
        return inherit(tokens, at) or _bare_above(tokens, at)  # "wants to help retake X"
    while at > 0 and tokens[at].low in words().adverbs and tokens[at].low != "then":
        at -= 1  # "plans to storm X and also seize Y"
    if at < 0 or tokens[at].low not in ("and", "or", ",", "then"):
        return None
    return inherit(tokens, at) or _of_infinitive(tokens, at)


def _of_infinitive(tokens: Sequence[Token], at: int) -> Verdict | None:
    """What rules the infinitive from which a bare verb behind ``at`` goes on: "vowed to attack X and seize it"."""
    for n in range(at, max(-1, at - 20), -1):
        if tokens[n].low == "to" and n > 0:
            mode, where = _govern(tokens, n - 1)
            if mode != "actual":
                return Verdict(
                    "attempted" if mode is None or mode == "claimed" else mode,
                    tokens[where].text if where >= 0 else "to",
                )
    return None


def _bare_above(tokens: Sequence[Token], at: int) -> Verdict | None:
    """What rules a helping verb in its bare form: "plans to go on to seize X", "hopes to be able to retake it"."""
    at -= tokens[at].low == "able"
    if at < 2 or tokens[at].low not in listed("bare_helpers"):
        return None
    k = at - 1
    while k > 0 and tokens[k].low in words().adverbs:
        k -= 1
    if tokens[k].low in ("and", "or", ","):
        return _of_infinitive(tokens, k)
    if tokens[k].low != "to":
        return None
    mode, where = _govern(tokens, k - 1)
    if mode in ("future", "hypothetical", "negated", "attempted"):
        return Verdict(mode, tokens[where].text)
    return None


def _rounded_off(tokens: Sequence[Token], n: int, start: int) -> bool:
    """Whether what was attempted at n ended, or began, with it: "completed their offensive with the capture of X"."""
    if any(token.low == "with" for token in tokens[max(n + 1, start - 2) : start]) and any(
        token.low in listed("setting_off") for token in tokens[max(0, n - 6) : n]
    ):
        return True
    if any(t.low == "with" for t in tokens[start - 2 : start]) and any(
        t.low in listed("setting_off") for t in tokens[n + 1 : start]
    ):
        return True  # "the operation began with the capture of X"
    done = any(token.low in listed("rounding_off") for token in tokens[max(0, n - 6) : start])
    return done and any(token.low in ("with", "in", "by") for token in tokens[n + 1 : start])


def known_killing(tokens: Sequence[Token], match: Match) -> bool:
    """Whether "the killing of 12 teachers" is told of by its count: no foreseen killing has one."""
    people = match.people
    if people is None or match.rule.value != "killed" or match.construction != "nominal" or match.head == 0:
        return False
    exact = people.counted and people.quantity.best is not None and people.quantity.best == people.quantity.low
    return exact and tokens[match.head - 1].low == "the" and (people.quantity.best or 0) < FORESEEN


def _left(tokens: Sequence[Token], n: int, match: Match) -> bool:
    """Whether an attempt at n itself "left", "cost" or "claimed" the people of a match: "the bid left 60 dead"."""
    first = match.people.start if match.people is not None else match.head
    return any(token.low in listed("leaving_dead") for token in tokens[max(n + 1, first - 3) : first])


def _still_leaving(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Continue their withdrawal from X", "the ongoing pullout": under way; "is to be completed by May": to come."""
    for token in tokens[max(0, match.head - 4) : match.head]:
        if token.low in listed("under_way"):
            return Verdict("attempted", token.text)
    behind = [token.low for token in tokens[match.end : match.end + 3]]
    if len(behind) == 3 and behind[0] in words().be and behind[1:] == ["to", "be"]:
        return Verdict("future", "is to be")
    return None


def nominal(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "prevent the fall of X", "plans for the recapture of X", "after the fall of X"."""
    if match.construction not in ("nominal", "word"):
        return None
    if match.rule.value == "withdrawn" and (going := _still_leaving(tokens, match)) is not None:
        return going
    governors = mode_words().noun_governors
    for n in range(match.start - 1, max(-1, match.start - 9), -1):
        token = tokens[n]
        if token.text in ".;:?!" or token.low in listed("noun_borders"):
            break
        if token.kind != "word" or (n > 0 and token.capital and tokens[n - 1].capital):
            continue  # "Doctors Without Borders reported 15 dead"
        if token.low == "for" and n > 0 and tokens[n - 1].low in listed("blame"):
            break
        mode = governors.get(token.low)
        if mode in ("future", "hypothetical") and match.rule.kind == "casualty" and _left(tokens, n, match):
            continue  # "the order to fire left 14 dead"
        if token.low == "planned" and any(t.low in listed("light_verbs") for t in tokens[max(0, n - 4) : n]):
            continue  # "carried out a planned withdrawal from X"
        if token.low in listed("warning_of") and known_killing(tokens, match):
            break  # "warned that the killing of 12 teachers would not go unanswered"
        if mode == "attempted" and tokens[match.start - 2].low in words().be:
            break  # "the highlight of the campaign was the capture of X"
        if mode == "attempted" and (match.rule.kind == "casualty" or _rounded_off(tokens, n, match.start)):
            if match.rule.kind == "casualty" and (token.low not in listed("left_untold") or _left(tokens, n, match)):
                continue  # "the bid left 60 dead", "a fight that left five dead", "the operation left 20 wounded"
            if _rounded_off(tokens, n, match.start):
                break
        if mode is not None and mode != "claimed":
            return Verdict(mode, token.text)
    if match.people is not None and match.construction == "word":
        for n in range(match.head + 1, match.people.start):  # "the toll could rise to 100"
            if tokens[n].low in words().modal_hypothetical and tokens[n].text != "May":
                return Verdict("hypothetical", tokens[n].text)
            if tokens[n].low in words().modal_future:
                return Verdict("future", tokens[n].text)
    for n in range(match.start, match.head):
        mode = governors.get(tokens[n].low)
        if tokens[n].kind == "word" and mode is not None and mode != "claimed" and tokens[n].low not in ("for", "no"):
            return Verdict(mode, tokens[n].text)
        if tokens[n].low == "feared" or (tokens[n].low == "presumed" and match.construction == "word"):
            return Verdict("hypothetical", tokens[n].text)
    if known_killing(tokens, match):
        return None
    fall = match.construction == "nominal" and match.rule.kind == "location_fall"
    aside = [token.low for token in tokens[match.end : match.end + 3]]
    if fall and aside[:2] == [",", "if"] and aside[2:] in (["confirmed"], ["true"], ["verified"]):
        return Verdict("hypothetical", "if")  # "the capture of X, if confirmed, would …"
    for n in range(match.end, min(len(tokens), match.end + (FALLS if fall else 3))):
        if n > match.end + 2 and (tokens[n].kind == "punct" or tokens[n].low in listed("clause_borders")):
            break
        if tokens[n].low in words().modal_hypothetical and tokens[n].text != "May" and match.construction == "nominal":
            return Verdict("hypothetical", tokens[n].text)
        if tokens[n].low in words().modal_future and match.construction == "nominal":
            return Verdict("future", tokens[n].text)
        if n > match.end + 2 and tokens[n].low in words().auxiliaries | words().verbs:
            break
    return None
