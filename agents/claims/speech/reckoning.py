"""Who tells of a match without a verb of saying: "by X's count", "X recovered 26 bodies", "X: 12 dead"."""

from collections.abc import Sequence

from agents.claims.entities.focus import Focus
from agents.claims.frames.match import Match
from agents.claims.language.noun_phrases import Span, phrase_end, phrase_start
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Sentence, Token
from agents.claims.speech.speaker import Attribution, speaker_of
from agents.claims.speech.speech_like import next_low
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed

HEADING = 6
"""Tokens of the name before or behind the colon of a headline, at most."""


def reckoned(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """Whose figures they are, by a noun of counting at i ("by X's count", "an estimate from X") or a verb of care."""
    if match is None or match.people is None:
        return None
    if tokens[i].low in listed("reckonings") or tokens[i].low in listed("wordings"):
        return _count_of(tokens, i, match, focus)
    if tokens[i].low in listed("publishing"):
        names = any(token.low in listed("tolls") | {"names", "list"} for token in tokens[i + 1 : i + 5])
        return _subject_of(tokens, i, match, focus) if names and i < match.start else None
    return None


def _count_of(tokens: Sequence[Token], i: int, match: Match, focus: Focus) -> Attribution | None:
    """ "by the Halo Trust's count", "on the UN's reckoning", "by a conservative estimate from X", "by X estimates"."""
    start, _ = phrase_start(tokens, i)
    if start == 0 or tokens[start - 1].low not in ("by", "on", "in"):
        return None
    if any(token.text in ";:" for token in tokens[min(i, match.head) : max(i, match.head)]):
        return None
    if i + 2 < len(tokens) and tokens[i + 1].low in ("from", "of", "by"):
        end = phrase_end(tokens, i + 2, 12)
        return speaker_of(tokens, Span(i + 2, end), focus) if end > i + 2 else None
    if tokens[start].low == "our":
        return speaker_of(tokens, Span(start, i + 1), focus)
    if tokens[i - 1].kind == "actor" and tokens[i - 1].low.endswith(("'s", "’s")):
        return speaker_of(tokens, Span(start, i), focus)  # "by the Sudanese government's account"
    owner = next((n for n in range(i - 1, start, -1) if tokens[n].low in ("'s", "’s", "'", "’")), -1)
    return speaker_of(tokens, Span(start, owner), focus) if owner > start else None


def carer(tokens: Sequence[Token], match: Match | None, focus: Focus) -> Attribution | None:
    """A hospital or a relief organisation that took in, treated or found those told of: it knows their number."""
    if match is None or match.people is None:
        return None
    last = max(match.head, match.people.start)
    found_by = [n for n in range(last, min(len(tokens) - 2, last + 6)) if tokens[n + 1].low == "by"]
    for i in [*found_by, *range(last, -1, -1)]:
        took_in = tokens[i].low in ("took", "taken", "takes") and next_low(tokens, i) == "in"
        if tokens[i].low == "treating" and match.rule.value != "injured":
            continue  # "is treating the deaths as a crime"
        if tokens[i].low in listed("care_verbs") or took_in:
            return _keeper(_subject_of(tokens, i, match, focus))
        if tokens[i].low in listed("finding_bodies") and match.rule.value == "killed":
            return _finder(tokens, i, match, focus)
    return None


def _finder(tokens: Sequence[Token], i: int, match: Match, focus: Focus) -> Attribution | None:
    """The police or the authorities who found bodies, or by whom they were found: they have counted them."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is not None and behind.low == "by":
        return _keeper(speaker_of(tokens, Span(i + 2, phrase_end(tokens, i + 2)), focus))
    found = _subject_of(tokens, i, match, focus)
    lows = set(found.said_by.text.lower().split()) if found is not None and found.said_by is not None else set()
    return found if lows & listed("finders") else None


def _keeper(found: Attribution | None) -> Attribution | None:
    """A subject that keeps such records: a hospital, or a relief organisation by name."""
    if found is None or found.said_by is None:
        return None
    lows = {low.strip(".,'’").lower() for low in found.said_by.text.split()}
    name = found.said_by.name
    known = (found.said_by.type == "organisation" and name[:1].isupper()) or name.isupper()
    return found if known or lows & listed("houses_of_care") else None


def _subject_of(tokens: Sequence[Token], i: int, match: Match, focus: Focus) -> Attribution | None:
    """The subject of the active verb at i as a speaker."""
    group = verb_group(tokens, i, frozenset({"ing"} if tokens[i].low.endswith("ing") else {"past", "pp"}))
    if group.passive or group.negated or group.modal or group.form in ("infinitive", "gerund"):
        return None
    who = subject(tokens, group.start)
    if who is None or who.relative or who.end > i or match.people is None or tokens[who.start].low == "our":
        return None
    if who.start <= match.people.start < who.end:
        return None
    return speaker_of(tokens, Span(who.start, max(who.end, group.start)), focus)


def headline(sentence: Sentence, focus: Focus) -> Attribution | None:
    """The source before or behind a colon: "UN: 2,000 killed", "12 dead in X blast: police", "The army's figures:"."""
    tokens = sentence.tokens
    if len(tokens) < 3:
        return None
    bare = len(tokens) <= 24 and tokens[-1].text not in '.?!”"'
    for n, token in enumerate(tokens):
        if token.text not in ":–—" or not 0 < n < len(tokens) - 1:
            continue
        start = next((k + 1 for k in range(min(n, 4)) if tokens[k].text[:1].isdigit() and ":" in tokens[k].text), 0)
        inner = next((k for k in range(n - 1, start, -1) if tokens[k].text == ":"), -1)
        start = inner + 1 if inner > 0 else start  # "UPDATE 4: UN: 12 dead"
        spans = [Span(start, n)] if token.text == ":" else []
        signed = token.text in "–—" and all(t.capital or t.low in ("of", "for", "and") for t in tokens[n + 1 :])
        if bare:
            spans += [Span(start, n), Span(n + 1, len(tokens))]
        elif signed and len(tokens) - n - 1 > 1:
            spans.append(Span(n + 1, len(tokens)))  # "147 dead, all gunmen killed — National Operation Centre"
        for span in spans:
            if (found := _source(tokens, span, focus)) is not None:
                return found
        if n > 2 * HEADING and not bare and ":" in token.text:
            return None
    return None


def _source(tokens: Sequence[Token], span: Span, focus: Focus) -> Attribution | None:
    """A phrase of a heading as a speaker: with a word for one, or whose figures they are; null of any other."""
    comma = next((k for k in range(span.start, span.end) if tokens[k].text == ","), span.end)
    if tokens[comma - 1].low in listed("reckonings"):
        owner = next((k for k in range(span.start, comma) if tokens[k].low in ("'s", "’s")), -1)
        return speaker_of(tokens, Span(span.start, owner), focus) if owner > span.start else None
    if span.end - span.start > HEADING or phrase_end(tokens, span.start) != span.end:
        return None
    lows = {token.low for token in tokens[span.start : span.end]}
    if not any(lows & roles for _, roles in speech_words().types) or lows & listed("event_types"):
        return None  # "Government regains territory: …" is the sort of event
    return speaker_of(tokens, span, focus)
