"""Who tells of a match: "X said that …", "…, said X", "according to X", "by X's count", "the claim by X that …"."""

from collections.abc import Sequence
from functools import cache

from agents.claims.entities.focus import Focus
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, is_people, is_time, phrase_end
from agents.claims.model import Sentence, Token
from agents.claims.speech.inverted import name_end
from agents.claims.speech.opening import opening_body, opening_person
from agents.claims.speech.reckoning import carer, headline, reckoned
from agents.claims.speech.reporting import reporting
from agents.claims.speech.speaker import NOBODY, Attribution, speaker_of
from agents.claims.speech.speech_words import is_role, speech_words
from agents.claims.words import listed, mode_words

UNHEARD = 100
"""Tokens by which a word of distance without a speaker ("reports of") counts as farther than any speaker."""

PASSED_ON = 20
"""Tokens by which an outlet that passes on behind what was said counts as farther than who said it."""


@cache
def _cues() -> frozenset[str]:
    """The words by which a sentence may say whose words they are; all others are passed by."""
    nouns = listed("spoken_nouns", "reckonings", "wordings", "publishing")
    told = {"according", "per", "reporting", "confirming", "quoting", "citing", "cited", "cites", "quotes"}
    return speech_words().verbs | nouns | told


def attribute(sentence: Sentence, match: Match | None, focus: Focus) -> Attribution:
    """The speaker of a match in its own sentence (match null: of the whole sentence, for a quotation that goes on)."""
    tokens = sentence.tokens
    best: tuple[int, Attribution] | None = None
    for i, token in enumerate(tokens):
        if token.kind != "word" or not (token.low in _cues() or (match is not None and i == match.head)):
            continue
        told = token.low == "according" or (token.low == "per" and i > 0 and tokens[i - 1].low == "as")
        found = _according(tokens, i, focus) if told else reporting(tokens, i, match, focus)
        passed_on = found is not None and not told and found.said_by is not None and found.said_by.type == "media"
        if found is None:
            found = _noun_claim(tokens, i, match, focus) or reckoned(tokens, i, match, focus)
        if found is None:
            continue
        distance = abs(i - match.head) if match is not None else i
        distance += UNHEARD if found.said_by is None else 0
        if passed_on and match is not None and i > match.head:
            distance += PASSED_ON  # "Kyiv said 12 had died, the agency X reports": Kyiv
        if token.low == "citing":  # "Lusa, citing the province, gives nine": the province, if it is on the record
            nameless = best is not None and not best[1].named  # "local media reported, citing a military source"
            if found.said_by is None or found.said_by.type != "official" or not (found.named or nameless):
                continue
            distance -= UNHEARD
        if best is not None and _is_pronoun(tokens, i) and best[1].said_by is not None:
            continue  # "X says it has confirmed …": X
        if best is None or distance < best[0]:
            best = (distance, found)
    if best is not None:
        return best[1]
    return before_colon(tokens, match, focus) or headline(sentence, focus) or carer(tokens, match, focus) or NOBODY


def before_colon(tokens: Sequence[Token], match: Match | None, focus: Focus) -> Attribution | None:
    """Who opens the sentence before a colon and a quotation, or "our": "The army rejects that: “We have killed …”"."""
    n = next((k for k, token in enumerate(tokens[: match.head if match else len(tokens)]) if token.text == ":"), -1)
    if n < 1 or n + 1 >= len(tokens):
        return None
    quoted = tokens[n + 1].text in '“"‘'
    if not quoted and not any(token.low in ("our", "we") for token in tokens[n + 1 :]):
        return None
    if tokens[0].low in listed("texts"):  # "Communiqué No. 10 of the army's command: Our troops …"
        by = next((k for k in range(1, n) if tokens[k].low in ("of", "by", "from")), n - 1)
        return speaker_of(tokens, Span(by + 1, n), focus) if by < n - 1 else None
    lone = tokens[0].capital and tokens[0].kind == "word" and tokens[1].text == "," and not is_time(tokens, 0)
    who = Span(0, 1) if lone else opening_person(tokens) or opening_body(tokens)
    return speaker_of(tokens, who, focus) if who is not None and who.end <= n else None


def _is_pronoun(tokens: Sequence[Token], i: int) -> bool:
    """Whether the subject of the verb at i is a pronoun."""
    return any(token.low in ("it", "they", "he", "she") for token in tokens[max(0, i - 2) : i])


def _according(tokens: Sequence[Token], i: int, focus: Focus) -> Attribution | None:
    """ "according to X", "as per X"; "according to medics | 12 people", where the comma is lost."""
    i -= tokens[i].low == "per"
    if i + 2 >= len(tokens) or (tokens[i].low, tokens[i + 1].low) not in (("according", "to"), ("as", "per")):
        return None
    first = next((n for n in range(i + 2, min(len(tokens), i + 5)) if tokens[n].low in listed("no_speakers")), -1)
    if first > 0 and (first == i + 2 or tokens[first - 1].low in listed("first_told")):
        return None  # "according to details two gunmen …", "according to initial information eight people …"
    if tokens[i + 2].low in listed("reports_bare"):
        return speaker_of(tokens, Span(i + 2, i + 3), focus)  # "according to report X has …": not the report of X
    if (by := _counted_by(tokens, i + 2)) > 0:
        return speaker_of(tokens, Span(by, phrase_end(tokens, by, 8)), focus)
    end = phrase_end(tokens, i + 2, 18)
    end = next((n for n in range(i + 3, end) if tokens[n].kind == "num" and is_role(tokens[n - 1])), end)
    end = next((n for n in range(i + 3, end - 3) if tokens[n].text == "(" and _owns(tokens, n)), end)
    if end + 1 < len(tokens) and tokens[end].low == "and" and tokens[end - 1].low in listed("kinds_of_sources"):
        end = phrase_end(tokens, end + 1, 18)  # "according to local and security sources"
    if end > i + 2 and tokens[end - 1].low in listed("no_speakers"):
        return None  # "as per the agreement"
    if end - i > 3 and tokens[end - 1].low in ("figures", "data", "statistics") and tokens[i + 2].low != "the":
        end -= 1  # "according to Red Cross figures"
    if end < len(tokens) and (tokens[end - 1].low, tokens[end].low) == ("close", "to"):
        end -= 1  # "according to a resident close to the rebels": the resident
    if end < len(tokens) and tokens[end].text == ",":
        end = _named_after(tokens, i + 2, end)
    elif end < len(tokens) and tokens[end].low in ("of", "in", "at", "for", "from"):
        end = _named_after(tokens, i + 2, name_end(tokens, i + 2))
    return speaker_of(tokens, Span(i + 2, end), focus) if end > i + 2 else None


def _owns(tokens: Sequence[Token], n: int) -> bool:
    """Whether the bracket at n has the short name of whose report it is: "the Centre for Rights (CR)'s report"."""
    return (tokens[n + 2].text, tokens[n + 3].low) == (")", "'s")


def _named_after(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where "a spokesman for their employer, Jane Holland" ends: behind the name that its comma sets off."""
    k = end + 1
    while k < len(tokens) and tokens[k].kind == "word" and tokens[k].capital:
        k += 1
    closed = k >= len(tokens) or tokens[k].kind == "punct"
    office = any(token.low in listed("spokespersons", "heads_an_office") for token in tokens[start:end])
    return k if office and closed and 2 <= k - end - 1 <= 4 and tokens[end].text == "," else end


def _counted_by(tokens: Sequence[Token], start: int) -> int:
    """Where who counts begins in "a tally compiled by X", "a new toll from X"; 0 where no such words stand at start."""
    for n in range(start, min(len(tokens) - 2, start + 6)):
        if tokens[n].low in listed("reckonings"):
            near = range(n + 1, min(len(tokens) - 1, n + 4))
            by = next((k for k in near if tokens[k].low == "by" or (k == n + 1 and tokens[k].low == "from")), -1)
            return by + 1
        if tokens[n].kind == "punct":
            return 0
    return 0


def _noun_claim(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """ "X's claim to have killed …", "the claim by X that …", "a statement from X says …"."""
    if match is None or i >= match.head or tokens[i].low not in listed("spoken_nouns"):
        return None
    if any(token.low == "contrary" for token in tokens[max(0, i - 5) : i]):
        return None  # "contrary to the rebels' claims": not they
    if any(token.low in mode_words().denials for token in tokens[max(0, i - 5) : i - 2]):
        return None  # "the army denied the rebels' claim that …": the army
    if i and is_people(tokens[i - 1]) and i + 1 < len(tokens) and tokens[i + 1].low in ("that", "to", "of"):
        return speaker_of(tokens, Span(i - 1, i), focus, claiming=True)  # "a Russian claim that it killed 12"
    if i >= 2 and tokens[i - 1].low == "'s" and tokens[i - 2].kind == "actor":
        return speaker_of(tokens, Span(i - 2, i - 1), focus, claiming=True)
    if i + 2 < len(tokens) and tokens[i + 1].low in ("by", "from"):
        end = phrase_end(tokens, i + 2)
        if end > i + 2 and any(token.kind == "actor" for token in tokens[i + 2 : end]):
            return speaker_of(tokens, Span(i + 2, end), focus, claiming=True)
    return None
