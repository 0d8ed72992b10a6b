"""Who answers for an attack: the side that claims it anywhere in an article, else the one that is blamed for it."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from agents.claims.entities.who import NO_ONE, resolve
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill, once
from agents.claims.sides.accused import held_behind, whom_blamed
from agents.claims.sides.by_whom import for_more
from agents.claims.sides.left_open import each_blames
from agents.claims.sides.owns_up import claimed_by, claims_it, group_in_quotes
from agents.claims.sides.whose_men import had_done_it, of_them, work_of
from agents.claims.words import listed, words
from schemas.actor import Actor


def answerable(context: Context, apart: Container[int] = ()) -> Actor | None:
    """The one side that claims the attack of which the article tells, else is blamed; null where several are.

    apart: the sentences, by index, that tell of other attacks.
    """
    claimed: dict[str, Actor] = {}
    blamed: dict[str, Actor] = {}
    for sentence in context.page.sentences:
        if sentence.index not in apart:
            owners, accused = answers_in(context, sentence)
            claimed |= {actor.name: actor for actor in owners if actor.name not in claimed}
            blamed |= {actor.name: actor for actor in accused if actor.name not in blamed}
    found = claimed or blamed
    firsts = {"" if name.islower() else name.split(" ")[0] for name in found}
    one = len(firsts) == 1 and all(actor.type == "state" for actor in found.values())  # "the army", "the military"
    return next(iter(found.values())) if len(found) == 1 or one else None


def answers_in(context: Context, sentence: Sentence) -> tuple[list[Actor], list[Actor]]:
    """Who claims an attack in a sentence, and who is blamed for one."""
    return once(sentence, "answers", lambda: _answers(context, sentence))


def _answers(context: Context, sentence: Sentence) -> tuple[list[Actor], list[Actor]]:
    claimed: list[Actor] = []
    if not any(word in sentence.text for word in _answering(context.tagged.article.text)):
        return claimed, []
    fill(context.page, sentence)
    tokens = _past_nobody(sentence.tokens)
    if (actor := claimed_by(context, tokens)) is not None:
        claimed.append(actor)
    tokens = _before_denial(tokens)
    aside = next((n for n in range(SHORT, len(tokens)) if _aside(tokens, n)), len(tokens))
    if any(t.low in listed("no_blame") for t in tokens[:aside]):
        return claimed, []
    if (actor := claims_it(context, tokens)) is not None and not _of_another_year(context, tokens):
        claimed.append(actor)
    if each_blames(sentence.tokens):
        return claimed, []
    held = (*_blamed(context, tokens), *_suspected(context, tokens), *_held(context, tokens))
    held = (*held, *held_behind(tokens, context.focus), *had_done_it(context, tokens))
    return claimed, [*held, *work_of(context, tokens), *of_them(context, tokens)]


_UNCLAIMED = re.compile(
    r"\b(?:[Nn]o (?:[\w-]+ ){0,3}?(?:group|organi[sz]ation|outfit|faction|one|party)|[Nn]obody|[Nn]one of the \w+)"
    r"(?: [\w-]+){0,5}? (?:claimed|taken|took|admitted) |\bno (?:immediate )?claims? of responsibility"
)


_CLAIMING = ("claimed ", "taken ", "took ", "admitted ", "of responsibility")
"""One of these stands wherever that is said."""


@lru_cache(maxsize=4)
def _answering(text: str) -> tuple[str, ...]:
    """Those words of an article by which a sentence of it may tell who answers for an attack."""
    return tuple(word for word in _ANSWERING if word in text)


def unclaimed(text: str) -> bool:
    """Whether an article says that no group has claimed the attack: then its "gunmen" are nobody's it names."""
    return any(word in text for word in _CLAIMING) and _UNCLAIMED.search(text) is not None


_ANSWERING = (
    *("claimed", "carried out", "behind", "blam", "attribut", "suspect", "responsible", "accus", "bomber", "sought"),
    *("finger at", "carried it", "of its ", " its members ", " its fighters ", " its men ", "claims ", "perpetrat"),
    *("culprit", "admitted ", " it had ", "owned up", "credit"),
    *("done it", "to blame", "killers", "belonged to"),
    *("work of", "attackers", "gunmen", "assailants", "implicat", "responsibility", "suspicion", "to have been"),
)
"""Without one of these words a sentence tells nobody's responsibility."""


def claims_several(context: Context, owner: Actor, at: int) -> bool:
    """Whether a side claims "both attacks", "all three", in one of the few sentences behind ``at``."""
    for sentence in context.page.sentences[at + 1 : at + 1 + SHORT]:
        if "claim" not in sentence.text and "said it" not in sentence.text:
            continue
        named = any(m.actor.name == owner.name for m in context.page.actors_in(sentence.start, sentence.end))
        if named and _SEVERAL.search(sentence.text):
            return True
    return False


_SEVERAL = re.compile(r"\b(?:both|all (?:of|the|two|three|four|five|six)|the (?:two|three|four|twin)|each of)\b", re.I)


def answers_near(context: Context, at: int, owner: Actor) -> bool:
    """Whether a side is held answerable in the sentence ``at`` or right behind it, so that it is meant of this deed."""
    for sentence in context.page.sentences[at : at + 3]:
        named = (m.actor.name for m in context.page.actors_in(sentence.start, sentence.end))
        if any(word in sentence.text for word in _ANSWERING) and (owner.name in named or owner.text in sentence.text):
            return True
    return False


def _aside(tokens: Sequence[Token], n: int) -> bool:
    """Whether more is told from n on of who is blamed: "blamed the strike on X, which bombed Y the previous year"."""
    which = tokens[n].low in ("which", "who") and tokens[n - 1].text == ","
    return which and any(t.low in listed("blaming") or t.low.startswith(_BLAMES) for t in tokens[:n])


def _past_nobody(tokens: Sequence[Token]) -> Sequence[Token]:
    """What follows "No group claimed responsibility; however, …", "…, but …": who is suspected."""
    at = next((n for n, t in enumerate(tokens) if t.text == ";" or (n and t.low in listed("nonetheless"))), -1)
    lows = {token.low for token in tokens[: max(at, 0)]}
    none = "no" in lows and bool(lows & {"claimed", "claim", "said", "says", "admitted"})
    return tokens[at:] if none else tokens


def _before_denial(tokens: Sequence[Token]) -> Sequence[Token]:
    """What "X, whom Y accuses of the killings, has denied it" says before the denial; the whole of what denies none."""
    at = next((n for n, t in enumerate(tokens) if t.low in _DENIES), -1)
    if at < 0:
        return tokens
    return tokens[:at] if any(t.low.startswith(_BLAMES) for t in tokens[:at]) else tokens


_DENIES = frozenset({"denied", "denies", "denying", "rejected", "rejects", "rejecting"})
_BLAMES = ("blam", "accus")


def _of_another_year(context: Context, tokens: Sequence[Token]) -> bool:
    """Whether a year is told that is not the article's own: "in 2012 X claimed responsibility for an attack"."""
    own = str(context.published.year) if context.published is not None else ""
    return any(token.kind == "year" and token.text.isdigit() and token.text != own for token in tokens)


def _suspected(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "police attributed the attack to X", "X was suspected", "the authorities suspect X"."""
    for n in range(1, len(tokens) - 1):
        low = tokens[n].low
        held = low == "suspected" or (low in listed("held_to_be") and _behind_it(tokens, n))
        if held and tokens[n - 1].low in ("was", "were", "is", "are", "been"):
            span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
        elif low == "suspected" and tokens[n - 1].actor is not None and tokens[n + 1].low in ("of", "to"):
            span, held = Span(n - 1, n), True  # "with X suspected of being behind it"
        elif low in listed("held_to_be") and (by := _wrought_by(tokens, n)) > 0:
            if (quoted := _named_in_quotes(tokens, by)) is not None:
                yield quoted
                continue
            span = Span(by, phrase_end(tokens, by))
        elif low in ("suspected", "blamed") and tokens[n + 1].text == "." and tokens[n - 1].actor is not None:
            span = Span(n - 1, n) if n < SHORT else None  # a note's "Baloch rebels suspected."
        elif low in ("suspect", "suspects", "perpetrator", "perpetrators", "culprits") and _presumed(tokens, n):
            found = subject(tokens, n - 3)  # "X are the suspected perpetrators", "X is the prime suspect"
            span = found if found is not None and found.end <= n - 3 else None
        elif low == "suspicion" and tokens[n + 1].low in ("falls", "fell", "has") and tokens[-1].text == ".":
            to = next((k for k in range(n + 2, min(len(tokens) - 1, n + 5)) if tokens[k].low in ("on", "upon")), -1)
            span = Span(to + 1, max(to + 2, phrase_end(tokens, to + 1))) if to > 0 else None
        elif low in ("suspect", "suspects") and tokens[n - 1].low not in words().determiners:
            end = phrase_end(tokens, n + 1)
            span = Span(n + 1, end) if any(token.actor is not None for token in tokens[n + 1 : end]) else None
        elif low == "sought" and tokens[n - 1].low in ("being", "was", "were") and tokens[n - 2].low != "asylum":
            span, held = told_subject(tokens, verb_group(tokens, n, frozenset({"pp"}))), True
        elif tokens[n].low in ("attributed", "attribute", "attributes") and _of_the_deed(tokens, n):
            to = next((k for k in range(n + 1, min(len(tokens) - 1, n + 5)) if tokens[k].low == "to"), -1)
            span = Span(to + 1, max(to + 2, phrase_end(tokens, to + 1))) if to > 0 else None
        else:
            continue
        who = resolve(tokens, span, context.focus) if span is not None else NO_ONE
        if who.actor is not None and (who.actor.type == "non-state" or not held):
            yield who.actor


def _behind_it(tokens: Sequence[Token], n: int) -> bool:
    """Whether an attack is held to be somebody's: "believed to be behind it", "thought to have carried it out"."""
    after = [token.low for token in tokens[n + 1 : n + 6]]
    if "been" in after and _wrought_by(tokens, n):
        return False  # "the attack is believed to have been carried out by X"
    return after[:1] == ["to"] and ("behind" in after or "responsible" in after or {"carried", "out"} <= set(after))


def _wrought_by(tokens: Sequence[Token], n: int) -> int:
    """Where the X begins of "is believed to have been executed by X", held to be so at n; 0 where none is told."""
    if tokens[n - 1].low not in words().be or n + 6 >= len(tokens) or tokens[n + 1].low != "to":
        return 0
    after = [token.low for token in tokens[n + 2 : n + 8]]
    if after[:2] != ["have", "been"] or after[2] not in listed("carried_out") or "by" not in after:
        return 0
    return n + 3 + after.index("by")


def _named_in_quotes(tokens: Sequence[Token], by: int) -> Actor | None:
    """The group called by a name in quotation marks in the phrase at ``by``: "by the militant group 'Sons of X'"."""
    begin = next((k for k in range(by, min(len(tokens) - 2, by + 9)) if tokens[k].text in "'‘\"“"), 0)
    end = next((k for k in range(begin + 2, min(len(tokens), begin + 8)) if tokens[k].text in "'’\"”"), 0)
    return group_in_quotes(tokens, end + 1) if begin and end else None


SHORT = 6
"""Tokens of a note's sentence that says no more than whom they suspect, at most."""


def _presumed(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word at n calls somebody the one who is thought to have done it: "are the suspected perpetrators"."""
    if n < 4 or tokens[n - 3].low not in words().be or tokens[n - 2].low not in words().determiners:
        return False
    return tokens[n - 1].low in listed("presumed")


def _of_the_deed(tokens: Sequence[Token], n: int) -> bool:
    """Whether what is attributed at n is the attack: "the raid", or "killings that rights groups attribute to …"."""
    deeds = listed("the_event", "crimes_told")
    if _of_many(tokens, n):
        return False
    before = any(token.low in deeds for token in tokens[max(0, n - 6) : n]) and tokens[n + 1].low == "to"
    return before or any(token.low in deeds for token in tokens[n + 1 : n + 4])


def _of_many(tokens: Sequence[Token], n: int) -> bool:
    """Whether attacks in general are told before n: "most raids are attributed to", "similar raids were blamed on"."""
    deeds = listed("the_event", "crimes_told", "attack_nouns")
    for k in range(max(0, n - 8), n):
        if tokens[k].low in listed("of_many") and any(token.low in deeds for token in tokens[k + 1 : k + 4]):
            return True
    return False


def _held(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "X were responsible", "held X responsible", "named X as responsible", "accused X of the killings"."""
    for n in range(1, len(tokens) - 1):
        span = None
        if tokens[n].low == "responsible" and (verb := _held_to_be(tokens, n - 1)) > 0:
            found = subject(tokens, verb)
            span = found if found is not None and found.end <= verb else None
        elif tokens[n].low in ("held", "holds", "hold", "named", "naming", "named", "names"):
            end = next((k for k in range(n + 2, min(len(tokens), n + 9)) if tokens[k].low in ("as", "responsible")), n)
            did = {"responsible", "perpetrator", "perpetrators", "culprits", "culprit", "authors", "attackers"}
            span = Span(n + 1, end) if not did.isdisjoint(t.low for t in tokens[end : end + 4]) else None
        elif tokens[n].low in ("described", "identified") and tokens[n + 1].low == "the" and n + 4 < len(tokens):
            men = tokens[n + 2].low.rpartition(" ")[2] in listed("attackers", "unknown_hands", "perpetrators")
            end = phrase_end(tokens, n + 4)
            span = Span(n + 4, max(n + 5, end)) if men and tokens[n + 3].low == "as" else None
        elif tokens[n].low in ("implicates", "implicated", "implicating"):
            end = next((k for k in range(n + 2, min(len(tokens), n + 9)) if tokens[k].low == "in"), n)
            deeds = listed("the_event", "crimes_told", "attack_nouns")
            span = Span(n + 1, end) if any(t.low in deeds for t in tokens[end + 1 : end + 4]) else None
        elif tokens[n].low in ("accused", "accuses", "accuse", "accusing") and tokens[n + 1].low not in ("of", "by"):
            end = next((k for k in range(n + 2, min(len(tokens), n + 12)) if _of_or_stop(tokens, k)), n)
            deeds = listed("the_event", "crimes_told", "attack_nouns")
            deed = tokens[end].kind == "punct" or any(t.low in deeds for t in tokens[end + 1 : end + 7])
            deed = deed or tokens[min(end + 1, len(tokens) - 1)].low in listed("accused_of_doing") | {"it"}
            of_one = any(t.low in ("him", "her") for t in tokens[end + 1 : end + 4])  # "of shooting him": another's end
            span = Span(n + 1, end) if end > n and deed and not of_one else None
        who = whom_blamed(tokens, span, context.focus) if span is not None and span.end > span.start else NO_ONE
        if who.actor is not None and who.armed:
            yield who.actor


def _of_or_stop(tokens: Sequence[Token], k: int) -> bool:
    """Whether whom somebody accuses ends at k: "accused X of", "accused X.", "accused X, which denied it"."""
    which = k + 1 < len(tokens) and tokens[k].text == "," and tokens[k + 1].low in ("which", "who")
    if tokens[k].low == "of" and tokens[k - 1].low.rpartition(" ")[2] in listed("rebel_nouns") | {"members"}:
        return not any(token.actor is not None for token in tokens[k + 1 : k + 3])  # "accused rebels of the LRA."
    return which or tokens[k].low in ("of", ".", ";")


def _held_to_be(tokens: Sequence[Token], n: int) -> int:
    """The auxiliary of "were (believed to be) responsible", whose last word before "responsible" is at n; else -1."""
    while n > 0 and (tokens[n].low in listed("held_to_be") or tokens[n].low in ("to", "be", "been", "have")):
        n -= 1
    return n if tokens[n].low in ("was", "were", "is", "are", "being") else -1


def _blamed(context: Context, tokens: Sequence[Token]) -> Iterator[Actor]:
    """The X of "residents blamed X", "officials blame X for the attack", "police blamed the attack on X"."""
    for n in range(1, len(tokens) - 1):
        if tokens[n].low == "finger" and tokens[n + 1].low == "at":
            n += 1  # "pointed the finger at X"
        elif (tokens[n].low, tokens[n + 1].low) == ("blamed", "on") and _the_deed_was(tokens, n):
            n += 1  # "the attack, which was blamed on X"
        elif tokens[n].low not in ("blamed", "blames", "blame", "blaming") or tokens[n - 1].low in words().auxiliaries:
            continue
        if tokens[n + 1].text in _QUOTES and n + 3 < len(tokens) and tokens[n + 3].text in _QUOTES:
            n += 1  # "blaming 'terrorists' for the attacks"
        end = phrase_end(tokens, n + 1)
        inside = tokens[n + 1 : end]
        if tokens[min(end, len(tokens) - 1)].low == "on" and any(t.low in listed("the_event") for t in inside):
            at, end = end + 1, phrase_end(tokens, end + 1)  # "blamed the attack on X"
        else:
            at = n + 1
        who = whom_blamed(tokens, Span(at, end), context.focus) if end > at else NO_ONE
        if who.actor is not None and who.armed and not for_more(tokens, end):
            yield who.actor


def _the_deed_was(tokens: Sequence[Token], n: int) -> bool:
    """Whether it is the attack that was "blamed on" somebody, at n: "the attack in X which was blamed on Y"."""
    before = tokens[max(0, n - 8) : n]
    fresh = not any(token.low in listed("one_more", "of_many") for token in before)
    return fresh and tokens[n - 1].low in words().be and any(token.low in listed("the_event") for token in before)


_QUOTES = frozenset("\"“”'‘’")
