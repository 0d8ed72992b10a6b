"""What the next sentence gainsays without telling it again: "The army denied losing it", "The ministry denied this"."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from agents.claims.entities.who import NO_ONE
from agents.claims.frames.motives import motive
from agents.claims.language.bare_words import word_set
from agents.claims.language.noun_phrases import inside_np, is_time
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.other_side import same_side
from agents.claims.sides.speaker_side import side_of
from agents.claims.speech.attribution import attribute
from agents.claims.speech.opening import opening_body, opening_person
from agents.claims.speech.speaker import Attribution, speaker_of
from agents.claims.words import listed, mode_words, words


class Denial(Struct, frozen=True):
    """A sentence that gainsays the change or the harm told right before it, and who does so."""

    sentence: Sentence
    speaker: Attribution
    told: Reading


def contradiction(context: Context, sentence: Sentence, readings: Sequence[Reading]) -> Denial | None:
    """The denial that a sentence is of the change, or else the harm, told in the one before; null where it is none."""
    told = context.fall
    if told is None or sentence.index - told.sentence.index != 1:
        told = _harm(context, sentence, readings)
    if told is None or not _may_deny(sentence.text):
        return None
    fill(context.page, sentence)
    if not gainsays(sentence.tokens):
        return None
    speaker = attribute(sentence, None, context.focus)
    if speaker.said_by is None:
        who = opening_person(sentence.tokens) or opening_body(sentence.tokens)
        speaker = speaker_of(sentence.tokens, who, context.focus) if who is not None else speaker
    before = told.attribution.said_by
    if speaker.said_by is None or (before is not None and before.name == speaker.said_by.name):
        return None
    return Denial(sentence, speaker, told)


def _harm(context: Context, sentence: Sentence, readings: Sequence[Reading]) -> Reading | None:
    """The first harm that a sentence about a war told right before this one; null where it told none."""
    if not readings or not context.conflict or readings[-1].sentence.index != sentence.index - 1:
        return None
    same = [r for r in readings[-MOST:] if r.sentence is readings[-1].sentence]
    told = (r for r in same if r.match.rule.kind == "casualty" and r.match.rule.value != "displaced")
    told = (r for r in told if not motive(r.sentence.tokens, r.match))  # "in revenge for the killing of 89 soldiers"
    return next((r for r in told if not r.blocked and r.mode == "actual" and r.stance != "denied"), None)


MOST = 6
"""Readings of one sentence among which the harm is sought that the next one denies, at most."""


def with_denials(context: Context, readings: list[Reading], denials: Sequence[Denial]) -> list[Reading]:
    """The readings with a denied one for each denial whose own sentence tells no change, and whose change stands alone.

    Where the sentence before tells of harm as well, "denied it" may mean the harm. Who denies that a place was taken
    is whom it was taken from, where the article has named nobody else.
    """
    for denial in denials:
        if denial.told.match.rule.kind == "casualty":
            spoken = denial.speaker.said_by is not None and denial.speaker.said_by.type in ("official", "belligerent")
            if spoken and not any(r.sentence is denial.sentence and not r.blocked for r in readings):
                told = replace(denial.told, sentence=denial.sentence, stance="denied", verification=None)
                readings.append(replace(told, attribution=denial.speaker))
            continue
        told = _main(denial.told, readings)
        beside = [r for r in readings if not r.blocked and r is not told]
        harm = any(r.sentence is told.sentence and r.match.rule.kind == "casualty" for r in beside)
        again = any(r.sentence is denial.sentence and r.match.rule.kind == "location_fall" for r in beside)
        if harm or again or told.blocked or told.mode != "actual":
            continue
        if told.patient.actor is None and (speaker := denial.speaker.said_by) is not None:
            holder = side_of(context, speaker) if speaker.type == "belligerent" else NO_ONE
            told.patient = NO_ONE if same_side(holder, told.agent) else holder
        denied = replace(told, sentence=denial.sentence, stance="denied", attribution=denial.speaker, verification=None)
        readings.append(denied)
    return sorted(readings, key=lambda reading: reading.sentence.start)


def _main(told: Reading, readings: Sequence[Reading]) -> Reading:
    """The change that the sentence before tells in its main clause: not the one of "X, occupied since June"."""
    same = [r for r in readings if r.sentence is told.sentence and r.match.rule.kind == "location_fall"]
    plain = [
        r
        for r in same
        if not r.blocked and r.mode == "actual" and r.match.construction not in ("reduced", "relative", "listed")
    ]
    first = plain[0] if plain else told
    return next((r for r in plain if r.match.verb is None or r.match.verb.tense != "pluperfect"), first)


def _may_deny(text: str) -> bool:
    """Whether a word of denial stands in a sentence: most have none."""
    lows = word_set(text)
    return not lows.isdisjoint(mode_words().denials) or not lows.isdisjoint(listed("nothing_such"))


def gainsays(tokens: Sequence[Token]) -> bool:
    """Whether a sentence as a whole denies what was told: "denied it", "called the claim a lie", "no such thing"."""
    for n, token in enumerate(tokens[:-1]):
        following = tokens[n + 1].low
        if token.low == "no" and following == "such" and _thing(tokens, n + 2):
            return True
        if token.low == "nothing" and following == "of" and {"kind", "sort"} & {t.low for t in tokens[n + 2 : n + 5]}:
            return True
        negated = any(before.low in listed("undenied") for before in tokens[max(0, n - 4) : n])
        if (
            token.low in mode_words().denials
            and not negated
            and (_object(tokens, n + 1) or _nothing_more(tokens, n + 1))
        ):
            return True
        if token.low in mode_words().denials and _denied_by(tokens, n):
            return True
        if token.low in listed("branding") and _branded(tokens, n + 1):
            return True
    return False


def _denied_by(tokens: Sequence[Token], n: int) -> bool:
    """Whether "the claim was denied by X" stands around n: nothing but what was told is denied."""
    if n < 2 or tokens[n - 1].low not in words().be or tokens[n + 1].low != "by":
        return False
    return tokens[n - 2].low in listed("hearsay", "assertions") | {"this", "that"}


def _nothing_more(tokens: Sequence[Token], k: int) -> bool:
    """Whether a note ends at k with its "denies": "The army denies."."""
    return k < SHORT and k + 1 == len(tokens) and tokens[k].text == "."


SHORT = 6
"""Tokens of a sentence that is only "The army denies.", at most."""


def _thing(tokens: Sequence[Token], k: int) -> bool:
    """Whether "thing had happened", "event took place" stands at k."""
    thing = k + 1 < len(tokens) and tokens[k].low in ("thing", "event", "incident", "capture", "attack")
    return thing and any(token.low in listed("taking_place") for token in tokens[k + 1 : k + 4])


def _object(tokens: Sequence[Token], k: int) -> bool:
    """Whether what is denied at k is only "it", "the claim", "losing the town": nothing of its own."""
    if tokens[k].low in ("it", "this", "that"):
        return _ends(tokens, k + 1)
    if tokens[k].low == "losing" or [token.low for token in tokens[k : k + 2]] == ["having", "lost"]:
        k += 1 + (tokens[k].low == "having")
        end = next((n for n in range(k, min(len(tokens), k + 4)) if _ends(tokens, n)), -1)
        meant = {token.low for token in tokens[k:end]} if end > k else set()
        return bool(meant & {"it", "the"}) and all(token.kind == "word" for token in tokens[k:end])
    for n in range(k, min(len(tokens), k + 6)):
        if tokens[n].low in listed("hearsay", "assertions") or tokens[n].low == "news":
            return _ends(tokens, n + 1)
        if tokens[n].low in ("attack", "incident", "raid") and tokens[n + 1].low in listed("taking_place"):
            return True  # "denies the attack took place"
        if not inside_np(tokens, n):
            return False
    return False


def _branded(tokens: Sequence[Token], k: int) -> bool:
    """Whether "it a lie", "the claim propaganda", "the report was false" stands at k."""
    told = tokens[k].low in ("it", "this", "that") or any(
        token.low in listed("hearsay", "assertions") for token in tokens[k : k + 4]
    )
    return told and any(token.low in listed("untrue", "lies") for token in tokens[k + 1 : k + 7])


def _ends(tokens: Sequence[Token], k: int) -> bool:
    """Whether a clause ends at k, or goes on with a time, a place or a reason."""
    return k >= len(tokens) or tokens[k].kind == "punct" or is_time(tokens, k) or tokens[k].low in listed("denial_ends")
