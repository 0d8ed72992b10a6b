"""Who says so and how sure: speaker, stance and what the article itself says of verification."""

from collections.abc import Sequence
from functools import partial

from agents.claims.judging.attribution import attribute
from agents.claims.judging.context import Context, fill, once
from agents.claims.judging.reading import Reading
from agents.claims.judging.speaker import Attribution
from agents.claims.judging.speech_words import speech_words
from agents.claims.judging.verdict import Verdict
from agents.claims.model import Sentence
from schemas.claim import Stance, Verification


def tell_speech(context: Context, reading: Reading, verdict: Verdict) -> None:
    """Who says so, how sure, and what the article says of verification."""
    sentence, match = reading.sentence, reading.match
    found = attribute(sentence, match, context.focus)
    if found.said_by is None and not found.claiming:
        for other in context.page.quotation(sentence):
            fill(context.page, other)
            found = once(other, "speaker", partial(attribute, other, None, context.focus))
            if found.said_by is not None:
                break
    if found.said_by is None and context.own_word is not None and "“" not in sentence.text:
        found = context.own_word
    denied = verdict.denied
    negated_by_speaker = (
        reading.mode == "negated"
        and match.rule.kind == "location_fall"
        and match.verb is not None
        and match.verb.negated
        and (found.said_by is not None or match.rule.name == "control.fall")
    )
    if negated_by_speaker:
        reading.mode, reading.reason, denied = "actual", "", True
    hedged = verdict.hedged or once(sentence, "hedged", lambda: hedged_by_text(sentence.text))
    reading.attribution = found
    context.focus.spoke = found.said_by or context.focus.spoke
    if found.said_by is not None and found.said_by.type != "organisation":
        context.focus.person, context.focus.person_named = found.said_by, found.named
    reading.stance = stance_of(found, hedged=hedged, denied=denied)
    reading.verification = _verification(context, sentence, around=reading.stance == "claimed")


def _verification(context: Context, sentence: Sentence, *, around: bool) -> Verification | None:
    """What the sentence says of verification; where it says nothing and ``around``, what its neighbours say."""
    own = once(sentence, "verification", lambda: verification_of([sentence.text]))
    if own is not None or not around:
        return own
    beside = context.page.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    texts = [other.text for other in beside if other.block == sentence.block]
    return once(sentence, "verification around", lambda: verification_of(texts))


def stance_of(attribution: Attribution, *, hedged: bool, denied: bool) -> Stance:
    """Asserted in the article's own voice or on the record; claimed with distance or by a belligerent of its own
    deeds.
    """
    if denied:
        return "denied"
    if hedged or attribution.claiming:
        return "claimed"
    speaker = attribution.said_by
    if speaker is None:
        return "asserted"
    if speaker.type in ("belligerent", "social") or not attribution.named:
        return "claimed"
    return "asserted"


def verification_of(texts: Sequence[str]) -> Verification | None:
    """What the sentence and its neighbours say of verification."""
    lists = speech_words()
    doubted = any(lists.unverified.search(text) for text in texts)
    held = any(lists.verified.search(text) for text in texts)
    if doubted and held:
        return "contested"
    return "unverified" if doubted else "verified" if held else None


def hedged_by_text(text: str) -> bool:
    """Whether the sentence keeps distance in a set phrase ("is said to", "appeared to show")."""
    return speech_words().hedges.search(text.lower()) is not None
