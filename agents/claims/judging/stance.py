"""Who says so and how sure: speaker, stance and what the article itself says of verification."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from agents.claims.frames.match import Match
from agents.claims.judging.heard_before import gone_on, hear, note, quoted
from agents.claims.judging.known_by_name import by_name
from agents.claims.mode.verdict import Verdict
from agents.claims.model import Sentence
from agents.claims.reader.context import Context, once
from agents.claims.reader.reading import Reading
from agents.claims.speech.attribution import attribute
from agents.claims.speech.speaker import NOBODY, Attribution
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed
from schemas.actor import Speaker
from schemas.claim import Stance, Verification


def tell_speech(context: Context, reading: Reading, verdict: Verdict) -> None:
    """Who says so, how sure, and what the article says of verification."""
    sentence, match = reading.sentence, reading.match
    hear(context, sentence)
    found = attribute(sentence, match, context.focus)
    if found.said_by is None and not found.claiming:
        found = quoted(context, sentence)
    found = _of_the_outlet(context, found)
    ours = found.said_by is not None and found.said_by.text.lower().startswith("our ")
    if (found.said_by is None or ours) and context.own_word is not None and "“" not in sentence.text:
        found = context.own_word
    denied = verdict.denied
    negated_by_speaker = (
        reading.mode == "negated"
        and match.rule.kind == "location_fall"
        and match.verb is not None
        and match.verb.negated
        and not match.verb.modal  # "would not give up X" denies nothing
        and (found.said_by is not None or match.rule.name == "control.fall")
    )
    if negated_by_speaker:
        reading.mode, reading.reason, denied = "actual", "", True
    accuser = found.said_by is not None and found.named and found.said_by.type in ("official", "organisation")
    charged = accuser and verdict.reason.lower() in listed("accusing")  # on the record, whoever it is that accuses
    hedged = (verdict.hedged and not charged) or (
        once(sentence, "hedged", lambda: hedged_by_text(sentence.text)) and not _clause_before(sentence, match)
    )
    hedged = hedged or _only_charged(sentence, match)
    if found.said_by is not None and once(sentence, "nameless", lambda: nameless(sentence.text)):
        found = replace(found, named=False)
    found = by_name(context, found)
    if found.said_by is None and not found.claiming:
        found = gone_on(context, sentence, match)
    reading.attribution = found
    if found.said_by is not None and not found.aside:
        context.spoken = (sentence.index, found)
        if found.said_by.type == "organisation" and found.named and match.people is not None:
            context.counted = context.spoken
    note(context, found)
    reading.stance = stance_of(NOBODY if found.aside else found, hedged=hedged, denied=denied)
    reading.verification = _verification(context, sentence, around=reading.stance == "claimed")


def _of_the_outlet(context: Context, found: Attribution) -> Attribution:
    """The outlet itself where "our delegates" speak; nobody where its own reporters do."""
    speaker, outlet = found.said_by, context.focus.outlet
    if speaker is None or not speaker.text.lower().startswith("our ") or context.own_word is not None or not outlet:
        return found
    if not listed("reporters").isdisjoint(speaker.text.lower().split()):
        return found if speaker.name != speaker.text else NOBODY  # "our reporter Ana Ruiz" speaks by name
    return Attribution(Speaker(text=outlet, name=outlet, type="organisation"), True)


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
    told = [_checked(text) for text in texts]
    doubted, held = any(doubt for doubt, _ in told), any(holds for _, holds in told)
    if doubted and held:
        return "contested"
    return "unverified" if doubted else "verified" if held else None


@lru_cache(maxsize=256)
def _checked(text: str) -> tuple[bool, bool]:
    """Whether a sentence says that something could not be verified, and that it was: asked for each claim near it."""
    low = text.lower()
    if not any(stem in low for stem in VERIFYING):
        return False, False
    lists = speech_words()
    return lists.unverified.search(text) is not None, lists.verified.search(text) is not None


VERIFYING = ("verif", "confirm", "authentic")
"""One of these stands in whatever a sentence says of verification."""


_ALLEGED = re.compile(
    r"\b(?:alleged|suspected) (?=(?:\w+ )?(?:rebels?|militants?|fighters?|insurgents?|gunmen|terrorists?|"
    r"members?|bandits|separatists|jihadists|guerrillas|extremists|gang|criminals|collaborators)\b)"
    r"|\bfor (?:allegedly|reportedly|supposedly) (?=\w+ing\b)"
    r"|, (?:apparently|reportedly|allegedly|supposedly|seemingly) (?:an?|the|his|her|all|both|some|most|one|mostly) "
    r"[^,.;:“”\"]{2,60}(?=,)"
)
"""Doubt about who the dead or the attackers were, or why they were killed, and none about what happened."""


_CLAUSE = re.compile(r"(?:, (?:and|but|while|though)|;) ")


def hedged_by_text(text: str) -> bool:
    """Whether the sentence keeps distance in a set phrase ("is said to", "appeared to show")."""
    hedges = speech_words().hedges
    if hedges.find(text.lower()) is None:
        return False
    return hedges.find(_ALLEGED.sub("", text.lower())) is not None


def _clause_before(sentence: Sentence, match: Match) -> bool:
    """Whether the match stands in a clause before the one that keeps distance: "took X, and is said to hold Y"."""
    text = _ALLEGED.sub(lambda found: " " * len(found.group()), sentence.text.lower())
    first = speech_words().hedges.find(text)
    if first is None:
        return False
    at = sentence.tokens[match.head].end - sentence.start
    if ";" in text[at : first.start()]:
        return True  # "raided X, killing six; the army reportedly lost two men in Y"
    return " said " in f" {first.group()} " and _CLAUSE.search(text, at, first.start()) is not None


_CHARGES = re.compile(
    r"\b(?:accusations?|allegations?|suspicions?|rumou?rs?)(?: [\w’'-]+){0,2} that "
    r"(?:(?!, (?:and|but)\b)[^;:“”\"])*\Z",
    re.I,
)
"""What stands before a deed with which somebody is only charged: "amid allegations by X that"."""


def _only_charged(sentence: Sentence, match: Match) -> bool:
    """Whether what is told is an accusation's: "there were allegations that soldiers had killed 12"."""
    at = sentence.tokens[match.head].start - sentence.start
    return " that " in sentence.text[:at] and _CHARGES.search(sentence.text[:at]) is not None


_NAMELESS = re.compile(
    r"\b(?:asked|asking|requested|requesting|declined|refused|wished|insisted|spoke|speaking) (?:\w+ ){0,3}?"
    r"(?:not to be (?:identified|named|quoted)|anonym\w+|to (?:give|be) (?:his|her|their|named|identified)\w*|"
    r"on condition of anonymity)|\b(?:on|under) (?:the )?condition of anonymity\b"
)
_UNNAMED = ("not to be", "anonym", "to give", "to be")
"""One of these stands wherever that is said."""


def nameless(text: str) -> bool:
    """Whether the sentence says that who speaks did not want to be named."""
    return any(word in text for word in _UNNAMED) and _NAMELESS.search(text) is not None
