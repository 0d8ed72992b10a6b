"""What is denied: "denied that X had fallen", "rejects fall of X", "reports of the fall of X were false"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.mode.verdict import Verdict, left_of
from agents.claims.model import Token
from agents.claims.words import listed, mode_words, words

_CIRCUMSTANCES = frozenset({"after", "when"})
"""What a denial comes upon, and does not deny."""
DENIAL_REACH = 18
"""Tokens between what is denied and the word that denies it, at most."""


def denied(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "denied that X had fallen", "rejected reports of the capture of X", "said reports of the fall of X were
    false".
    """
    denials = mode_words().denials
    left = min(match.start, left_of(match))
    before = {token.low for token in tokens[max(0, left - DENIAL_REACH) : left]}
    denies = not denials.isdisjoint(before) or not before.isdisjoint(("down", "off"))
    for n in range(left - 1, max(-1, left - DENIAL_REACH), -1) if denies else ():
        token = tokens[n]
        if token.text in ";.?!" or (token.low in ("where", "which") and tokens[n - 1].text == ","):
            break  # "denied killing prisoners at X, where 44 bodies were found"
        if token.low in listed("nonetheless") and tokens[n - 1].text == ",":
            break  # "denied the group's claims, but shelling killed nine"
        if token.low in _CIRCUMSTANCES and n + 1 < left and tokens[n - 1].text != ",":
            break  # "dismissed talk of a coup after soldiers killed nine"
        if token.low in denials and tokens[n - 1].low == "nor":
            return Verdict("hypothetical", "neither confirmed nor denied")
        played_down = token.low == "down" and tokens[n - 1].low in ("play", "plays", "played", "playing")
        played_down |= token.low == "off" and tokens[n - 1].low in listed("waving_off")
        if (
            (token.low in denials or played_down)
            and token.kind == "word"
            and not (n > 0 and tokens[n - 1].low in ("not", "n't", "neither"))
        ):
            if _says_next(tokens, n, left) or _quarrel(tokens, n) or _by_the_way(tokens, n, left):
                continue
            between = {t.low for t in tokens[n + 1 : left + 1]}
            direct = n + 1 < len(tokens) and tokens[n + 1].low in listed("denied_deeds")
            direct = direct or _deeds_joined(tokens, n, match) or _noun_next(tokens, n, match) or _as_untrue(tokens, n)
            if direct or between & listed("denied_things") or _clause_next(tokens, n, left):
                return Verdict("actual", token.text, denied=True, at=n)
    behind = {token.low for token in tokens[match.head + 1 : match.end + 12]}
    if behind.isdisjoint(denials) and behind.isdisjoint(listed("untrue", "found_wrong")) and "correspond" not in behind:
        return None
    for n in range(match.head + 1, min(len(tokens), match.end + 12)):
        if tokens[n].text == ";":
            break  # "Y claims X; the army says it is all lies": another's word
        if tokens[n].low == "correspond" and tokens[n - 1].low in ("not", "n't"):
            return Verdict("actual", "does not correspond", denied=True, at=n)
        by_denial = tokens[n].low in denials and tokens[n - 1].low in words().be
        untrue = tokens[n].low in listed("untrue") or (
            tokens[n].low in listed("found_wrong")
            and not listed("turning_out").isdisjoint(t.low for t in tokens[n - 4 : n])
        )
        if (untrue or by_denial) and any(
            t.low in listed("hearsay") for t in tokens[max(0, match.start - 6) : match.start + 1]
        ):
            return Verdict("actual", tokens[n].text, denied=True, at=n)
    return None


def _deeds_joined(tokens: Sequence[Token], n: int, match: Match) -> bool:
    """Whether the deed is one of those denied at n: "denied bombing a wedding and killing more than 130"."""
    verb = match.verb
    if verb is None or verb.form != "gerund" or not tokens[n + 1].low.endswith("ing"):
        return False
    joined = verb.start == n + 1 or tokens[verb.start - 1].low in ("and", "or")
    return joined and not any(token.text in ",;:" for token in tokens[n : verb.start])


_REFUSALS = ("deni", "deny", "reject", "dismiss", "refut", "disput", "rebut")


def _noun_next(tokens: Sequence[Token], n: int, match: Match) -> bool:
    """Whether the event denied at n follows as a noun: "rejects fall of X", "denied the supposed capture of X"."""
    if match.construction != "nominal" or match.rule.kind != "location_fall" or not 0 < match.head - n <= 4:
        return False
    between = tokens[n + 1 : match.head]
    plain = all(t.kind == "word" and t.low not in ("for", "in", "to", "of") for t in between)
    return plain and tokens[n].low.startswith(_REFUSALS)


def _as_untrue(tokens: Sequence[Token], n: int) -> bool:
    """Whether what is refused at n is so "as lies", "as completely false": all that follows is."""
    near = tokens[n + 1 : n + 5]
    return bool(near) and near[0].low == "as" and any(token.low in listed("untrue") for token in near)


def _clause_next(tokens: Sequence[Token], n: int, left: int) -> bool:
    """Whether what is denied follows without a "that": "denied the group had been pushed out of X"."""
    if tokens[n].low not in ("denied", "denies", "deny") or _comma(tokens, n, left):
        return False
    if tokens[n + 1].low in ("they", "it", "he", "she", "its", "their") and tokens[n + 2].kind != "punct":
        return True  # "deny they killed nine villagers"
    return any(token.low in words().have | words().be for token in tokens[n + 2 : n + 6])


def _comma(tokens: Sequence[Token], n: int, left: int) -> bool:
    """Whether a comma stands between a denial and a match that sets off no mere names: not in "denied that their
    leaders, Ali Saleh and Omar Jaber, had died".
    """
    commas = [k for k in range(n, left) if tokens[k].text == ","]
    if len(commas) == 1 and commas[0] == left - 1:
        return not (tokens[left].capital and tokens[left].kind == "word")
    if len(commas) != 2:
        return bool(commas)
    return not all(token.capital or token.low == "and" for token in tokens[commas[0] + 1 : commas[1]])


def _says_next(tokens: Sequence[Token], n: int, left: int) -> bool:
    """Whether the denial at n is over and another verb of saying begins: "denied it and said only eight had died"."""
    return any(
        tokens[k].low == "saying"
        or (
            tokens[k].low in ("and", "but")
            and tokens[k + 1].low in (listed("said_so", "claims_so") | {"say", "claim"}) - mode_words().denials
        )
        for k in range(n + 1, left - 1)
    )


def _quarrel(tokens: Sequence[Token], n: int) -> bool:
    """Whether a dispute at n is a quarrel: "a dispute over a land claim left nine dead"."""
    quarrel = tokens[n].low in ("dispute", "disputes", "disputed")
    return quarrel and n + 1 < len(tokens) and tokens[n + 1].low in words().prepositions


def _by_the_way(tokens: Sequence[Token], n: int, left: int) -> bool:
    """Whether the denial at n is told of in an aside that is over: "the rebels, who deny any link to X, seized Y"."""
    pronoun = n > 1 and tokens[n - 1].low in ("who", "which")
    return pronoun and tokens[n - 2].text == "," and any(token.text == "," for token in tokens[n + 1 : left])
