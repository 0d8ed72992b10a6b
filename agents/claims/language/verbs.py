"""Verb groups: "had been seized", "could not take", "vowed to recapture", their form, voice, tense and negation."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from agents.claims.model import Token
from agents.claims.words import listed, mode_words, words

Form = Literal["finite", "passive", "infinitive", "gerund", "participle"]


class VerbGroup(Struct, frozen=True):
    """A verb with its auxiliaries: tokens [start, end), head the verb itself.

    tense: "past", "present", "perfect", "pluperfect" or "" (non-finite). governor: position of the word that rules an
    infinitive or gerund, or -1. passive_inf: "to be seized", "to have been seized".
    """

    start: int
    head: int
    end: int
    form: Form
    passive: bool
    tense: str = ""
    negated: bool = False
    modal: str = ""
    hedge: str = ""
    governor: int = -1
    perfect: bool = False
    bare_participle: bool = False


def verb_group(tokens: Sequence[Token], i: int, tags: frozenset[str]) -> VerbGroup:
    """The verb group whose head is at i; tags are the forms its word can be (base, third, past, pp, ing)."""
    w, hedges = words(), mode_words().hedges
    aux: list[str] = []
    negated, modal, hedge, governor, infinitive = False, "", "", -1, False
    j = i - 1
    while j >= 0 and i - j < 12:
        low, kind = tokens[j].low, tokens[j].kind
        if low == "not" and tokens[j + 1].low in ("only", "just", "merely", "simply"):
            pass  # "not only captured X but also Y"
        elif low in ("not", "n't", "never", "cannot"):
            negated = True
            modal = modal or ("hypothetical" if low == "cannot" else "")
        elif (low == "so" and tokens[j + 1].low == "far") or (low == "in" and tokens[j + 1].low in ("effect", "fact")):
            pass  # "has so far captured", "has in effect been surrendered"
        elif low in ("effect", "fact") and j and tokens[j - 1].low == "in":
            pass
        elif low in ("themselves", "itself", "himself") and j and tokens[j - 1].low in w.have | w.be:
            pass  # "had themselves been driven out"
        elif low in ("each", "both", "all") and j and _auxiliary(tokens[j - 1]):
            pass  # "have all been killed", "could each have killed"
        elif low == "longer" and j > 0 and tokens[j - 1].low == "no":
            negated = True
            j -= 1
        elif low == "to" and ("base" in tags or aux):
            infinitive, governor = True, j - 1
            break
        elif (low in w.modal_hypothetical and tokens[j].text != "May") or low in w.modal_future:
            modal = modal or ("future" if low in w.modal_future else "hypothetical")
        elif low in w.get and j + 1 < i and tokens[j + 1].low in ("away", "back", "out", "home", "up"):
            break  # "drivers who got away | told us"
        elif low in w.be or low in w.have or low in w.do or low in w.get:
            aux.insert(0, low)
        elif low in hedges and kind == "word":
            hedge = hedge or tokens[j].text
        elif "pp" in tags and low in listed("reported_as") and _is_so(tokens, j - 1):
            hedge = hedge or ("" if low == "confirmed" else tokens[j].text)
            modal = "hypothetical" if low in ("feared", "presumed") else modal
        elif aux_before := _behind_a_time(tokens, j) or _behind_an_aside(tokens, j, i):
            j = aux_before
            continue
        elif kind == "punct" and tokens[j].text in '“‘"' and i - j <= 2:
            pass  # had "left" the town, was "fully liberated"
        elif not (low in w.adverbs or (low.endswith("ly") and kind == "word" and len(low) > 4)):
            break
        j -= 1
    start = j if infinitive else j + 1
    while start < i and tokens[start].low in w.adverbs and tokens[start].low != "to":
        start += 1
    form = _form(tokens, start, tags, aux, governor if infinitive else -1, told=not (aux or modal))
    perfect = any(a in w.have for a in aux)
    return VerbGroup(
        start, i, i + 1, form.form, form.passive, form.tense, negated, modal, hedge, form.governor, perfect, form.bare
    )


def _auxiliary(token: Token) -> bool:
    """Whether a word can only go before a verb: "have", "were", "could"."""
    w = words()
    return token.low in w.have or token.low in w.be or token.low in w.modal_hypothetical or token.low in w.modal_future


def _is_so(tokens: Sequence[Token], n: int) -> bool:
    """Whether a form of "be" ends at n, an adverb behind it or none: the "was also" of "was also reported wounded"."""
    n -= n > 0 and tokens[n].low in words().adverbs
    return n >= 0 and tokens[n].low in words().be


def _behind_a_time(tokens: Sequence[Token], j: int) -> int:
    """The position of the auxiliary that a time parts from its verb ("had by this morning taken"); 0 for none."""
    if tokens[j].kind == "num" and j and tokens[j - 1].capital and tokens[j - 1].low in listed("time"):
        j -= 1  # "has since May 12 retaken"
    if tokens[j].low not in listed("time") and tokens[j].kind != "year":
        return 0
    for n in range(j - 1, max(0, j - 4), -1):
        if tokens[n].low in words().have | words().be:
            opened = tokens[n + 1].low in ("by", "since", "in", "on", "at", "this", "last")
            return n if opened else 0
        if tokens[n].kind not in ("word", "num") or tokens[n].low in words().verbs:
            return 0
    return 0


def _behind_an_aside(tokens: Sequence[Token], j: int, verb: int) -> int:
    """The position of the auxiliary that an aside parts from its verb ("has, the army said, taken"); 0 for none."""
    if tokens[j].text != "," or j != verb - 1:
        return 0
    opens = next((n for n in range(j - 1, max(0, j - 9), -1) if tokens[n].text == ","), 0)
    aside = any(t.low in listed("attributing") or t.low in listed("said_so") for t in tokens[opens:j])
    timed = tokens[opens + 1].low in ("as", "by", "since", "in", "on") and tokens[j - 1].low in listed("time")
    aside = aside or timed  # "has, as of last night, taken"
    return opens - 1 if opens and aside and tokens[opens - 1].low in words().have | words().be else 0


class _Form(NamedTuple):
    """What auxiliaries and the verb's own form make of a group."""

    form: Form = "finite"
    passive: bool = False
    tense: str = ""
    governor: int = -1
    bare: bool = False


def _form(
    tokens: Sequence[Token], start: int, tags: frozenset[str], aux: list[str], governor: int, *, told: bool
) -> _Form:
    """Form, voice and tense of the group that begins at start; told: it has neither auxiliary nor modal."""
    w = words()
    has_be = bool(aux) and (aux[-1] in w.be or (aux[-1] in w.get and aux[-1] != "getting"))
    passive = has_be and "pp" in tags
    if governor >= 0:
        return _Form("infinitive", passive, governor=governor)
    if passive:
        return _Form("gerund" if aux[0] == "being" else "passive", True, _tense(aux))
    if "ing" in tags and has_be:
        return _Form(tense="progressive")
    if "ing" in tags:
        before = start - 1
        before -= before > 0 and tokens[before].low in w.adverbs  # "after briefly seizing X"
        return _Form("gerund", governor=before if before >= 0 and tokens[before].low in w.prepositions else -1)
    if aux[:1] == ["having"] and start and tokens[start - 1].low in ("of", "for"):
        return _Form("gerund", tense="perfect", governor=start - 1)  # "accused X of having killed"
    if not told:
        return _Form(tense=_tense(aux))
    if "past" in tags:
        return _Form(tense="past", bare="pp" in tags)
    if "pp" in tags:
        return _Form("participle", True, "past", bare=True)
    return _Form(tense="present")


def _tense(aux: list[str]) -> str:
    """The tense that the auxiliaries make: "had", "has", "is", "was"."""
    if "had" in aux:
        return "pluperfect"
    if any(a in words().have for a in aux):
        return "perfect"
    return "present" if any(a in ("is", "are", "'s", "does", "do") for a in aux) else "past"
