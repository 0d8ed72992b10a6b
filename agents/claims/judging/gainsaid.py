"""Changes of control that somebody gainsays, and those that are only thought of: what the general mode leaves open."""

from collections.abc import Sequence

from agents.claims.language.bare_words import bare_words
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

REACH = 14
"""Tokens before a change among which the word that unmakes it is looked for."""
NOBODY = frozenset({"neither", "nobody", "none", "no", "not"})


def gainsay(context: Context, reading: Reading) -> None:
    """A denial by whoever speaks ("nobody has taken X"), a scenario, a play: the mode and the stance of a change."""
    tokens, match = reading.sentence.tokens, reading.match
    first = reading.reason.split(" ")[0].lower()
    unmade = reading.mode == "negated" and first in NOBODY and (match.verb is None or not match.verb.modal)
    said = unmade and (reading.attribution.said_by is not None or _in_quotes(reading))
    if said or _no_truth(tokens, match.start) or _flatly(tokens, match.start):
        _deny(reading)
    if (how := _withheld(tokens, match.start)) == "refused":
        _deny(reading)
    elif how:
        reading.mode, reading.reason = "negated", how
    if reading.mode == "actual" and (word := _imagined(context, reading)):
        reading.mode, reading.reason = "future", word
    if reading.mode == "actual" and (word := _work(tokens, match.start)):
        reading.mode, reading.reason = "historical", word


def _deny(reading: Reading) -> None:
    reading.mode, reading.reason, reading.stance = "actual", "", "denied"


def _in_quotes(reading: Reading) -> bool:
    """Whether a match stands inside a quotation: whoever it is says so."""
    at = reading.sentence.tokens[reading.match.head].start - reading.sentence.start
    before = reading.sentence.text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _no_truth(tokens: Sequence[Token], start: int) -> bool:
    """ "No truth in talk that X has dropped to the rebels"."""
    for n in range(max(0, start - REACH), start - 2):
        if tokens[n].low in ("no", "little") and tokens[n + 1].low in ("truth", "substance"):
            return tokens[n + 2].low in ("in", "to")
    return False


def _flatly(tokens: Sequence[Token], start: int) -> bool:
    """ "State television denies the city has fallen", "denied the fall of X": the denial right before its object."""
    n = start - 1
    if n > 0 and tokens[n].low in words().determiners:
        n -= 1
    return n > 0 and tokens[n].low in ("denies", "denied", "deny", "denying")


def _withheld(tokens: Sequence[Token], start: int) -> str:
    """ "refuses to say that X has been lost": a denial; "did not concede that": not told; else ""."""
    for n in range(start - 1, max(0, start - REACH), -1):
        if tokens[n].text in ".;:?!":
            return ""
        if tokens[n].low not in listed("conceding") | {"say", "confirm", "recognise", "recognize"}:
            continue
        before = [token.low for token in tokens[max(0, n - 3) : n]]
        if before[-1:] == ["to"] and set(before) & {"refuses", "refused", "refuse", "refusing"}:
            return "refused"
        if {"not", "n't", "yet"} & set(before) and tokens[n].low not in ("say", "confirmed"):
            return f"not {tokens[n].text}"
    return ""


def _imagined(context: Context, reading: Reading) -> str:
    """The word that makes a numbered item in the present tense one of several things that may come, or ""."""
    verb, tokens, index = reading.match.verb, reading.sentence.tokens, reading.sentence.index
    before = context.page.sentences[index - 1].text.rstrip() if index else ""
    counted = before[-1:] in (".", ")") and before.split()[-1].strip("().").isdigit()  # "1." ends a sentence
    if verb is None or verb.tense != "present" or not (counted or _numbered(tokens)):
        return ""
    for other in context.page.sentences[max(0, index - 4) : index + 1]:
        for word in bare_words(other.text):
            if word in listed("what_may_come"):
                return word
    return ""


def _numbered(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins as an item of a list: "(1)", "2.", "b)", "Scenario C:", a dash."""
    head = tokens[:4]
    first = head[0] if head else None
    if first is None:
        return False
    letter = len(first.text.strip("().")) == 1 and first.low not in ("a", "i")
    numbered = (first.kind == "num" or letter) and any(t.text in ").:" or t.text.endswith(")") for t in head[:3])
    return numbered or first.text in "-–•*(" or first.low in ("scenario", "option", "first", "second", "third")


def _work(tokens: Sequence[Token], start: int) -> str:
    """The work of "a play about the fall of X", or ""."""
    for n in range(start - 1, max(0, start - 6), -1):
        if tokens[n].low in ("about", "on", "of", "depicting") and tokens[n - 1].low in listed("works"):
            return tokens[n - 1].text
        if tokens[n].kind == "punct":
            return ""
    return ""
