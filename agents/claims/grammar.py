"""Shallow English grammar around a trigger word: its verb group, its subject to the left, its by-phrase to the right.

No parser: closed word classes and folded mentions mark where phrases begin and end. Every function looks at a bounded
window of tokens, so that a sentence is read in linear time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agents.claims.model import Token
from agents.claims.words import listed, mode_words, words

WINDOW = 45
"""Tokens: how far a subject or a governor may stand from its verb."""
_OPEN = {",": ",", "—": "—", "–": "–", "-": "-", ")": "("}
Form = Literal["finite", "passive", "infinitive", "gerund", "participle"]


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens [start, end). relative: reached through which/that/who; shared: the subject of a coordinated verb."""

    start: int
    end: int
    relative: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class VerbGroup:
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


def is_adverb(token: Token) -> bool:
    """Whether a word is an adverb by its ending."""
    return (
        token.kind == "word"
        and token.low.endswith("ly")
        and not token.capital
        and token.low not in listed("not_adverbs")
    )


def is_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token is a word of time that can stand between a subject and its verb."""
    token = tokens[i]
    if token.kind == "year":
        return True
    if token.low in ("last", "late", "early") and i + 1 < len(tokens) and tokens[i + 1].low not in listed("time"):
        return tokens[i + 1].kind == "year"  # "their last stronghold": no time
    if token.low in listed("time"):
        return not (i + 1 < len(tokens) and tokens[i + 1].low == "'s") and not (
            token.low in {"march", "may"} and not token.capital
        )
    return False


def verb_group(tokens: Sequence[Token], i: int, tags: frozenset[str]) -> VerbGroup:
    """The verb group whose head is at i; tags are the forms its word can be (base, third, past, pp, ing)."""
    w, hedges = words(), mode_words().hedges
    aux: list[str] = []
    negated, modal, hedge, governor, infinitive = False, "", "", -1, False
    j = i - 1
    while j >= 0 and i - j < 12:
        low, kind = tokens[j].low, tokens[j].kind
        if low in ("not", "n't", "never"):
            negated = True
        elif low == "longer" and j > 0 and tokens[j - 1].low == "no":
            negated = True
            j -= 1
        elif low == "to" and ("base" in tags or aux):
            infinitive, governor = True, j - 1
            break
        elif (low in w.modal_hypothetical and tokens[j].text != "May") or low in w.modal_future:
            modal = modal or ("future" if low in w.modal_future else "hypothetical")
        elif low in w.be or low in w.have or low in w.do or low in w.get:
            aux.insert(0, low)
        elif low in hedges and kind == "word":
            hedge = hedge or tokens[j].text
        elif "pp" in tags and j > 0 and tokens[j - 1].low in w.be and low in listed("reported_as"):
            hedge = hedge or ("" if low == "confirmed" else tokens[j].text)
            modal = "hypothetical" if low in ("feared", "presumed") else modal
        elif not (low in w.adverbs or (low.endswith("ly") and kind == "word" and len(low) > 4)):
            break
        j -= 1
    start = j if infinitive else j + 1
    while start < i and tokens[start].low in w.adverbs and tokens[start].low != "to":
        start += 1
    base = VerbGroup(
        start,
        i,
        i + 1,
        "finite",
        False,
        negated=negated,
        modal=modal,
        hedge=hedge,
        perfect=any(a in w.have for a in aux),
    )
    return _classify(tokens, base, tags, aux, governor if infinitive else -1)


def _classify(
    tokens: Sequence[Token], base: VerbGroup, tags: frozenset[str], aux: list[str], governor: int
) -> VerbGroup:
    """The form, voice and tense that the auxiliaries and the verb's own form make."""
    w = words()
    has_be = bool(aux) and (aux[-1] in w.be or (aux[-1] in w.get and aux[-1] != "getting"))
    passive = has_be and "pp" in tags
    if governor >= 0:
        return replace(base, form="infinitive", passive=passive, governor=governor)
    if passive:
        return replace(base, form="gerund" if aux[0] == "being" else "passive", passive=True, tense=_tense(aux))
    if "ing" in tags and has_be:
        return replace(base, tense="progressive")
    if "ing" in tags:
        before = base.start - 1
        ruled = before if before >= 0 and tokens[before].low in w.prepositions else -1
        return replace(base, form="gerund", governor=ruled)
    if aux or base.modal:
        return replace(base, tense=_tense(aux))
    if "past" in tags:
        return replace(base, tense="past", bare_participle="pp" in tags)
    if "pp" in tags:
        return replace(base, form="participle", passive=True, tense="past", bare_participle=True)
    return replace(base, tense="present")


def _tense(aux: list[str]) -> str:
    if "had" in aux:
        return "pluperfect"
    if any(a in words().have for a in aux):
        return "perfect"
    return "present" if any(a in ("is", "are", "'s", "does", "do") for a in aux) else "past"


def inside_np(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token can stand inside a noun phrase."""
    token, w = tokens[i], words()
    if token.kind in ("place", "actor", "num"):
        return True
    if token.kind in ("punct", "year"):
        return token.text in "’'" and token.kind == "punct"
    low = token.low
    if low in w.determiners:
        return True
    if (
        low in w.prepositions
        or low in w.conjunctions
        or low in w.relatives
        or low in w.pronouns
        or low in w.auxiliaries
    ):
        return False
    if low in w.subordinators or is_time(tokens, i):
        return False
    if low == "dead":
        return i > 0 and tokens[i - 1].low in w.determiners
    if low in w.verbs:
        # "captured militants", "wounded soldiers": a participle before a noun belongs to the phrase after a determiner
        return i > 0 and tokens[i - 1].low in w.determiners and i + 1 < len(tokens) and tokens[i + 1].kind != "punct"
    if (
        low.endswith("ed")
        and i + 1 < len(tokens)
        and (tokens[i + 1].kind == "num" or tokens[i + 1].low in listed("openers"))
    ):
        return False  # "feared 40 people", "abandoned the town": a verb with its object
    return not is_adverb(token)


def subject(tokens: Sequence[Token], start: int, depth: int = 0) -> Span | None:
    """The noun phrase that is the subject of the verb group beginning at ``start``; null where none can be made out."""
    w = words()
    j, relative, floor = start - 1, False, max(-1, start - WINDOW)
    passed = False  # a phrase ruled by a preposition was passed: what stands before it may be "N accused of …"
    while j > floor:
        token = tokens[j]
        low = token.low
        if token.kind == "punct":
            if token.text in _OPEN:
                opener = _opener(tokens, j, floor)
                j = opener - 1 if opener >= 0 else j - 1
                continue
            if token.text in ";.?!:":
                return None
            j -= 1
            continue
        if low in ("which", "that", "who") and not (low == "that" and _reporting(tokens, j)):
            relative = True
            j -= 1
            if j >= 0 and tokens[j].text == ",":
                j -= 1
            continue
        if low in ("and", "or") and j + 1 < start and tokens[j + 1].low in w.prepositions:
            j -= 1  # "officials there and in X": the skipped phrase was one of two
            continue
        if low in w.conjunctions and j + 1 == start:
            return _shared(tokens, j, floor, depth)
        if low in ("itself", "themselves") and j > 0 and inside_np(tokens, j - 1):
            j -= 1
            continue
        if low in w.pronouns:
            if j > 0 and tokens[j - 1].low in w.prepositions:
                j -= 2  # "every inch of it", "some of them": the head stands before
                continue
            return Span(j, j + 1, relative)
        if low in w.adverbs or is_time(tokens, j) or is_adverb(token):
            j -= 1
            continue
        if low in w.prepositions and j + 1 < start and is_time(tokens, j + 1):
            j -= 1  # "troops on Friday captured"
            continue
        if not inside_np(tokens, j):
            if (
                passed
                and low.endswith(("ed", "en"))
                and j > 0
                and inside_np(tokens, j - 1)
                and low not in w.auxiliaries
            ):
                j -= 1
                passed = False
                continue
            return _shared(tokens, j, floor, depth) if low in w.conjunctions else None
        a, prep = phrase_start(tokens, j)
        if prep and not relative:
            j = a - 2  # the phrase is ruled by a preposition: not the subject
            passed = True
            if (
                j > floor
                and tokens[j + 1].low == "of"
                and j >= 0
                and tokens[j].low in ("out", "because", "instead", "ahead")
            ):
                j -= 1
            continue
        border = _relative_before(tokens, a, floor)
        if border >= 0:
            j = border - 1  # "members of X who were working there were killed"
            if j >= 0 and tokens[j].text == ",":
                j -= 1
            continue
        return Span(a, j + 1, relative)
    return None


def _relative_before(tokens: Sequence[Token], a: int, floor: int) -> int:
    """The relative pronoun of the clause whose complement begins at ``a``; -1 where it is no relative clause."""
    w = words()
    before = tokens[a - 1] if a > 0 else None
    if (
        before is None
        or before.kind != "word"
        or before.low in listed("reporting")
        or not (before.low in w.auxiliaries or before.low in w.verbs or before.low.endswith("ed"))
    ):
        return -1
    for n in range(a - 2, max(floor, a - 14), -1):
        if tokens[n].low in ("who", "which") and n > 0:
            return n
        if tokens[n].kind == "punct" or tokens[n].low in w.conjunctions:
            return -1
    return -1


def actor_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject of a verb group, also where it is told elsewhere: that of the governor of an infinitive ("is said to
    have seized"), or that of the main verb before a participle (", capturing …").
    """
    if group.form == "infinitive" and group.governor >= 0:
        found = _governor_subject(tokens, group.governor)
    elif group.form == "gerund" and not group.passive:
        found = _main_subject(tokens, group.start)
    else:
        return subject(tokens, group.start)
    if found is not None and tokens[found.end - 1].capital and tokens[found.end - 1].low.endswith("s"):
        return found  # a people by name: "the Kurds"
    if found is None or not any(token.kind == "actor" for token in tokens[found.start : found.end]):
        return _nearest_actor(tokens, group.start) or found
    return found


def told_subject(tokens: Sequence[Token], group: VerbGroup) -> Span | None:
    """The subject of a verb group as the sentence tells it, a participle's being its main verb's; never a guess."""
    if group.form == "infinitive" and group.governor >= 0:
        return _governor_subject(tokens, group.governor)
    if group.form == "gerund" and not group.passive:
        if group.start and tokens[group.start - 1].text == ",":  # "hit the town, killing 12": not the town
            return _main_subject(tokens, group.start) or subject(tokens, group.start)
        return subject(tokens, group.start) or _main_subject(tokens, group.start)
    return subject(tokens, group.start)


def _governor_subject(tokens: Sequence[Token], governor: int) -> Span | None:
    w = words()
    for n in range(governor, max(-1, governor - 16), -1):
        low = tokens[n].low
        if tokens[n].kind == "word" and (low in w.verbs or low in mode_words().governors) and low not in w.prepositions:
            start = verb_group(tokens, n, frozenset({"past", "pp", "base"})).start
            if start > 0 and tokens[start - 1].low in w.verbs:
                start -= 1  # "take advantage of … to": the governor is the verb's object
            return subject(tokens, start)
    return None


def _main_subject(tokens: Sequence[Token], start: int) -> Span | None:
    w = words()
    for n in range(start - 1, max(-1, start - 30), -1):
        token = tokens[n]
        if token.text in ";:.?!":
            return None
        if token.kind == "word" and (
            token.low in w.verbs - w.auxiliaries
            or (token.low.endswith("ed") and not inside_np_after_determiner(tokens, n))
        ):
            return subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})).start)
    return None


def _nearest_actor(tokens: Sequence[Token], start: int) -> Span | None:
    """The nearest actor to the left that is not told of as the other side ("against X", "from X")."""
    for n in range(start - 1, max(-1, start - WINDOW), -1):
        if tokens[n].text in ";?!":
            return None
        if tokens[n].kind == "actor":
            a = n - 1
            while a >= 0 and tokens[a].kind == "word" and tokens[a].low in words().determiners:
                a -= 1
            if a >= 0 and tokens[a].low in ("against", "from", "with", "battling", "fighting", "between"):
                continue
            return Span(n, n + 1)
    return None


def _reporting(tokens: Sequence[Token], i: int) -> bool:
    """Whether "that" at i opens reported speech ("said that …") and is no relative pronoun."""
    return i > 0 and tokens[i - 1].kind == "word" and tokens[i - 1].low in listed("reporting")


def _opener(tokens: Sequence[Token], j: int, floor: int) -> int:
    """The mark that opens the parenthesis closed at j, or -1 where what lies between is no parenthesis."""
    w = words()
    want = _OPEN[tokens[j].text]
    for k in range(j - 1, max(floor, j - 25), -1):
        if tokens[k].text == want:
            first = tokens[k + 1]
            closed = (
                first.low in w.relatives
                or first.low in w.prepositions
                or first.low in w.determiners
                or first.kind in ("place", "num", "year", "actor")
                or first.text[:1].isdigit()
                or first.low.endswith(("ed", "ing"))
                or first.low
                in (
                    "most",
                    "many",
                    "some",
                    "half",
                    "including",
                    "among",
                    "mostly",
                    "mainly",
                    "according",
                    "home",
                    "long",
                    "capital",
                    "once",
                )
                or want != ","
            )
            return k if closed else -1
        if tokens[k].text in ";.?!:":
            return -1
    return -1


def _shared(tokens: Sequence[Token], j: int, floor: int, depth: int) -> Span | None:
    """The subject of the verb with which this one is coordinated ("stormed the town and seized …")."""
    w = words()
    if depth >= 3:
        return None
    for k in range(j - 1, floor, -1):
        low = tokens[k].low
        if tokens[k].text in ";.?!":
            return None
        if tokens[k].kind == "word" and (
            low in w.verbs or (low.endswith("ed") and not inside_np_after_determiner(tokens, k))
        ):
            group = verb_group(tokens, k, frozenset({"past", "pp"}))
            found = subject(tokens, group.start, depth + 1)
            return Span(found.start, found.end, found.relative, True) if found else None
    return None


def inside_np_after_determiner(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle at i is an adjective: "the besieged town"."""
    return i > 0 and tokens[i - 1].low in words().determiners


def phrase_start(tokens: Sequence[Token], j: int) -> tuple[int, bool]:
    """(first token of the noun phrase that ends at j, whether a preposition other than "of" rules it)."""
    w = words()
    a = j
    while a > 0:
        previous = tokens[a - 1]
        if (
            tokens[a].low in listed("openers")
            and previous.low not in listed("before_openers")
            and inside_np(tokens, a - 1)
        ):
            break  # a determiner begins a phrase of its own: "told reporters | his town"
        if tokens[a].kind == "actor" and previous.kind == "place" and a >= 2 and tokens[a - 2].low in w.prepositions:
            return a, False  # "In Mosul militants …": two phrases
        if tokens[a].kind == "num" and previous.kind == "place":
            break  # "in X two women …"
        if inside_np(tokens, a - 1):
            a -= 1
            continue
        if previous.low == "of" and a >= 2 and (inside_np(tokens, a - 2)):
            a -= 2
            continue
        if (
            previous.low in ("and", "or")
            and a >= 2
            and tokens[a].kind == "num"
            and tokens[a - 2].kind == "word"
            and tokens[a - 2].capital
            and tokens[a - 2].low not in w.civilian | w.combatant
        ):
            break  # "a bomb hit Let Yet Kone and eleven pupils were dead"
        if (
            previous.low in ("and", "or")
            and a >= 2
            and inside_np(tokens, a - 2)
            and (tokens[a - 2].kind == "place") == (tokens[j].kind == "place")
            and not tokens[a].low.endswith("'s")
        ):
            a -= 2
            continue
        if (
            previous.text == ","
            and a >= 2
            and tokens[a].low in ("her", "his", "their", "a", "an")
            and tokens[a - 2].low in w.civilian | w.combatant
            and any(token.low == "and" for token in tokens[a:j])
        ):
            a -= 2  # "a teacher, her two daughters and a lodger"
            continue
        if previous.low == "them" and a >= 2 and tokens[a - 2].low == "among":
            return a - 1, True
        counted = any(token.kind == "num" for token in tokens[max(0, a - 5) : a - 1])
        if previous.text == "," and tokens[a].kind == "num" and a >= 2 and inside_np(tokens, a - 2) and counted:
            a -= 2  # "three women, five children and …"
            continue
        if (
            previous.text == ","
            and a >= 2
            and tokens[a - 2].kind in ("place", "actor")
            and tokens[a].kind in ("place", "actor")
            and tokens[a - 2].kind == tokens[a].kind
            and (tokens[a].kind == "place" or any(token.low == "and" for token in tokens[a:j]))
        ):
            a -= 2
            continue
        break
    before = tokens[a - 1] if a > 0 else None
    # "after rebels seized", "as the Kurds take": a clause begins here, and its subject is ruled by nothing
    ruled = (
        before is not None and before.kind == "word" and before.low in w.prepositions - listed("clause_prepositions")
    )
    return a, ruled


def clause_end(tokens: Sequence[Token], start: int, limit: int = WINDOW) -> int:
    """Where the clause that begins at ``start`` ends: a stop, a subordinator or another verb with its own subject."""
    w = words()
    for k in range(start, min(len(tokens), start + limit)):
        token = tokens[k]
        if token.text in (";", "?", "!", ":") or (token.text == "." and k + 1 == len(tokens)):
            return k
        if token.kind == "word" and (token.low in listed("clause_openers")):
            if token.low == "but" and k and tokens[k - 1].low in ("all", "anything", "nothing", "everything"):
                continue  # "all but two blocks"
            return k
        if token.kind == "word" and token.low in ("said", "says", "told", "according", "reported"):
            return k
        if token.low in w.auxiliaries and token.low not in ("'s", "'d") and k > start + 1:
            return k
    return min(len(tokens), start + limit)


def phrases(tokens: Sequence[Token], start: int, stop: int, preposition: str) -> Iterator[int]:
    """Positions right after each occurrence of the (possibly several-word) preposition in [start, stop)."""
    parts = preposition.split()
    for k in range(start, stop - len(parts) + 1):
        if all(tokens[k + n].low == part for n, part in enumerate(parts)):
            yield k + len(parts)


def phrase_end(tokens: Sequence[Token], start: int, limit: int = 14) -> int:
    """The position after the noun phrase that begins at ``start`` ("of" keeps it going)."""
    k = start
    while k < len(tokens) and k - start < limit:
        if inside_np(tokens, k) or (tokens[k].low == "of" and k > start):
            k += 1
        else:
            break
    return k


def goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether what follows a bare participle is not its object: by …, in …, and …, last week, a stop."""
    w = words()
    if k >= len(tokens):
        return True
    token = tokens[k]
    return (
        token.kind in ("punct", "year")
        or token.low in w.prepositions | w.conjunctions | w.adverbs
        or token.low in listed("after_participle")
        or (k + 1 < len(tokens) and tokens[k + 1].low in listed("reporting"))
    )
