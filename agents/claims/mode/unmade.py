"""What unmakes a deed from further off: "in no case", "nothing suggests that", "kept it from falling", "would see"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.mode.verdict import Verdict, left_of
from agents.claims.model import Token
from agents.claims.words import listed, words

REACH = 12
"""Tokens between a negation and the verb of the deed, at most."""
NEAR = 5
"""Tokens between a noun of the event and what is said of it, at most."""
_NEGATIONS = frozenset({"not", "n't", "never", "no", "nothing", "little", "nor", "hardly"})


def unmade(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """Whether a fronted negation, a lack of proof, what kept it from happening, or its being yet to come unmakes it."""
    if match.verb is not None:
        return (
            _fronted(tokens, match)
            or _nothing_says(tokens, match)
            or _kept_from(tokens, match)
            or _seen(tokens, match)
            or _anybody(tokens, match)
            or _wherever(tokens, match)
            or _when_it_will(tokens, match)
        )
    if match.construction != "nominal":
        return None
    return _nothing_says(tokens, match) or _not_known(tokens, match) or _to_come(tokens, match)


_FRONTED = ("nowhere", "never", "again", "once")


def _fronted(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "At no point did rebels take X", "under no circumstances would they leave", "never again will X fall"."""
    left = left_of(match)
    for n in range(left - 1, max(0, left - REACH), -1):
        token, before = tokens[n], tokens[n - 1].low
        if token.text in ";.?!:":
            return None
        if (before not in _FRONTED and (n < 2 or tokens[n - 2].low != "no")) or not _auxiliary(token):
            continue
        if before == "nowhere" or (before == "never" and _opens(tokens, n - 1)):
            return Verdict("negated", before)
        pair = (tokens[n - 2].low, before) if n > 1 else ("", "")
        if pair in (("never", "again"), ("not", "once")) or (pair[0] == "no" and before in listed("never_so")):
            return Verdict("negated", " ".join(pair))
    return None


def _auxiliary(token: Token) -> bool:
    w = words()
    return token.low in w.be | w.have | w.do | w.modal_future | w.modal_hypothetical


def _opens(tokens: Sequence[Token], n: int) -> bool:
    """Whether a clause begins at n."""
    return n == 0 or tokens[n - 1].kind == "punct" or tokens[n - 1].low in ("and", "but", "that")


def _nothing_says(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Nothing suggests that X has fallen", "no reason to believe that rebels took it"."""
    left = min(match.start, left_of(match))
    for n in range(left - 1, max(0, left - REACH), -1):
        if tokens[n].text in ";.?!:," or tokens[n].low in ("who", "which", "but", "although", "while"):
            return None
        if tokens[n].low in listed("suggesting"):
            before = [token.low for token in tokens[max(0, n - NEAR) : n]]
            found = next((low for low in reversed(before) if low in _NEGATIONS), "")
            return Verdict("negated", f"{found} {tokens[n].text}") if found and "only" not in before else None
    return None


def _kept_from(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Only luck kept the bomb from killing dozens", "the treaty bars armies from killing prisoners"."""
    verb = match.verb
    if verb is None or verb.form != "gerund" or verb.start < 2:
        return None
    at = verb.governor
    if tokens[verb.start - 1].low in ("and", "or"):  # "from killing some and displacing others"
        at = next((n for n in range(verb.start - 2, max(0, verb.start - NEAR), -1) if tokens[n].low == "from"), -1)
    if at < 1 or tokens[at].low != "from":
        return None
    for n in range(at - 1, max(-1, at - REACH), -1):
        if tokens[n].kind == "punct" or tokens[n].low in ("who", "which", "that"):
            return None
        if tokens[n].low in listed("keeping_from"):
            return Verdict("negated", f"{tokens[n].text} from")
    return None


def _seen(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "A truce would see troops withdraw from X", "will see X handed over": what a modal lets come."""
    verb = match.verb
    bare = verb is not None and verb.bare_participle
    if verb is None or (verb.tense not in ("present", "") and not bare) or verb.perfect:
        return None
    left = verb.start if bare else min(match.start, left_of(match))
    for n in range(left - 1, max(0, left - NEAR), -1):
        if tokens[n].kind == "punct" or (bare and tokens[n].low in words().relatives | {"after", "where", "when"}):
            return None
        if tokens[n].low in ("see", "have", "let", "watch"):
            modal = tokens[n - 1]
            if modal.low in words().modal_future:
                return Verdict("future", modal.text)
            return Verdict("hypothetical", modal.text) if modal.low in words().modal_hypothetical else None
    return None


def _not_known(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "No information about the fall of X", "has not led to the fall of X"."""
    for n in range(match.start - 1, max(-1, match.start - NEAR - 1), -1):
        low = tokens[n].low
        if tokens[n].kind == "punct" or low in ("after", "who", "which"):
            return None
        if low == "no" and tokens[n + 1].low in listed("knowing_of"):
            return Verdict("negated", f"no {tokens[n + 1].text}")
        if low in listed("bringing_about") and any(t.low in _NEGATIONS for t in tokens[max(0, n - 3) : n]):
            return Verdict("negated", f"not {tokens[n].text}")
    return None


def _to_come(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "The fall of X is imminent", "capture of X only matter of time": it has not come yet."""
    for n in range(match.end, min(len(tokens), match.end + NEAR)):
        if tokens[n].kind == "punct":
            return None
        after = [token.low for token in tokens[n + 1 : n + 3]]
        soon = tokens[n].low in ("matter", "question") and after == ["of", "time"]
        away = tokens[n].low in listed("units_of_time") and after[:1] == ["away"]
        if soon or away or tokens[n].low in listed("yet_to_come"):
            return Verdict("future", tokens[n].text)
    return None


def _anybody(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "Anyone who kills a guard", "liable where a worker is killed": whoever it may be, and whenever."""
    verb = match.verb
    if verb is None or verb.start < 2:
        return None
    end = match.people.end if match.people is not None else verb.start
    if verb.tense != "present" and not any(token.low in ("is", "are") for token in tokens[end : verb.start]):
        return None
    who, before = tokens[verb.start - 2].low, tokens[verb.start - 1].low
    if before == "whoever" or (before in ("who", "that") and who in listed("anybody")):
        return Verdict("habitual", "anyone")
    first = match.people.start if match.people is not None else 0
    one = first > 0 and (verb.passive or verb.bare_participle) and tokens[first].low in ("a", "an", "any")
    some_time = tokens[first - 1].low in ("where", "when", "whenever", "once")
    return Verdict("habitual", tokens[first - 1].low) if one and some_time else None


def _wherever(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "In places where rebels have abandoned their posts", "wherever troops withdraw": no one place, no one time."""
    if match.people is not None and (match.people.counted or match.people.quantity.best is not None):
        return None
    left = left_of(match)
    for n in range(left - 1, max(-1, left - REACH), -1):
        if tokens[n].kind == "punct":
            return None
        if tokens[n].low == "wherever":
            return Verdict("habitual", "wherever")
        if n > 1 and tokens[n].low == "where" and tokens[n - 1].low in listed("such_places"):
            return (
                Verdict("habitual", f"{tokens[n - 1].text} where") if tokens[n - 2].low in ("in", "of", "and") else None
            )
    return None


def _when_it_will(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "When X falls, we will talk", "once X is taken they will leave": what is reckoned with has not come yet."""
    verb, n = match.verb, min(match.start, left_of(match)) - 1
    if verb is None or verb.tense != "present" or n < 0:
        return None
    n -= n > 0 and tokens[n].low in words().determiners
    if tokens[n].low not in ("when", "once", "before", "as", "after"):
        return None
    for token in tokens[match.end : match.end + REACH]:
        if token.text in ";.:?!":
            return None
        if token.low in words().modal_future:
            return Verdict("future", tokens[n].text)
    return None
