"""What the next sentence calls a drill, a parade or a scene: "Troops took X at dawn. The exercise, held every …"."""

import re

from agents.claims.language.bare_words import words_told
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

BEHIND = 2
"""Sentences behind one in which it may be told that it was only played."""
_PLAYED = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|an annual)"
    r"(?: (?!military|joint|naval|during|to|must|should|they|we|had|held|came|told|after|before)[\w’'-]+){0,4}? "
    r"(?:drill|exercise|simulation|war ?game|war-game|re-?enactment|rehearsal|"
    r"mock (?:attack|assault|raid|battle|invasion|ambush|evacuation|landing|siege))\b"
    r"(?! of| in (?:futility|parliament)| control| restraint| caution| authority| power| rights?\b"
    r"| (?:sergeant|instructor|hall|rig|ground)s?\b| was (?:halted|suspended|cancelled|called off|stopped|cut short))"
)
"""What was just told, told of as played: "the volcano drill"; no "exercise of power", no "joint exercise" of others."""
_FILMED = re.compile(
    r"\b(?:director|cameraman|crew|producer) (?:[a-z]+ ){0,2}(?:wanted|called|shouted|asked for)\b[^.]{0,20}"
    r"\b(?:take|cut|action)\b"
)
_PARADE = re.compile(r"\bThe (?:[\w’'-]+ ){0,4}parade\b|\bmarked (?:with|by) a parade\b")


def rehearsed(context: Context, reading: Reading) -> str:
    """Why a match was only played, as a sentence right behind says of it; or "". Nobody is quoted as telling of it."""
    if (
        context.vocabulary.isdisjoint(listed("drills", "staged_by") | {"game"})
        or reading.attribution.said_by is not None
    ):
        return ""  # most pages, and this is all that they cost
    sentences, at = context.page.sentences, reading.sentence.index
    for other in sentences[at + 1 : at + 1 + BEHIND]:
        if _FILMED.search(other.text) is not None:
            return "a scene"
        if _PARADE.search(other.text) is not None and reading.match.rule.kind == "location_fall":
            return "" if _by_a_side(reading) else "a parade"
        if _PLAYED.search(other.text) is not None:
            trained = not words_told(sentences[: at + 1]).isdisjoint(listed("drills") | {"training"})
            return "" if trained else "an exercise"  # "An exercise went wrong. Three soldiers were killed"
    return ""


def _by_a_side(reading: Reading) -> bool:
    """Whether those who came are a group, and not just "tanks" or a battalion."""
    agent = reading.match.agent
    inside = reading.sentence.tokens[agent.start : agent.end] if agent is not None else ()
    return any(token.actor is not None and token.actor.actor.type == "non-state" for token in inside)
