"""What the next sentence calls a drill, a parade or a scene: "Troops took X at dawn. The exercise, held every …"."""

import re

from agents.claims.reader.context import Context, once
from agents.claims.reader.reading import Reading

BEHIND = 2
"""Sentences behind one in which it may be told that it was only played."""
_PLAYED = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|an annual)(?: (?!military|joint|naval)[\w’'-]+){0,4}? "
    r"(?:drill|exercise|simulation|war ?game|re-?enactment|rehearsal|mock [a-z]+)\b"
    r"(?! of| in futility| control| was (?:halted|suspended|cancelled|called off|stopped|cut short))"
)
_TRAINING = re.compile(r"\b(?:exercises?|drills?|training)\b")
_FILMED = re.compile(
    r"\b(?:director|cameraman|crew|producer) (?:[a-z]+ ){0,2}(?:wanted|called|shouted|asked for)\b[^.]{0,20}"
    r"\b(?:take|cut|action)\b"
)
_PARADE = re.compile(r"\bThe (?:[\w’'-]+ ){0,4}parade\b|\bmarked (?:with|by) a parade\b")


def rehearsed(context: Context, reading: Reading) -> str:
    """Why a match was only played, as a sentence right behind says of it; or "". Nobody is quoted as telling of it."""
    at = reading.sentence.index
    told_before = any(_TRAINING.search(other.text) for other in context.page.sentences[: at + 1])
    if reading.attribution.said_by is not None or told_before:
        return ""  # "An exercise went wrong. Three soldiers were killed"
    for other in context.page.sentences[at + 1 : at + 1 + BEHIND]:
        played, paraded = once(other, "played", lambda other=other: _told(other.text))  # type: ignore[misc]
        if played:
            return "an exercise"
        if paraded and reading.match.rule.kind == "location_fall" and not _by_a_side(reading):
            return "a parade"
    return ""


def _by_a_side(reading: Reading) -> bool:
    """Whether those who came are a group, and not just "tanks" or a battalion."""
    agent = reading.match.agent
    inside = reading.sentence.tokens[agent.start : agent.end] if agent is not None else ()
    return any(token.actor is not None and token.actor.actor.type == "non-state" for token in inside)


def _told(text: str) -> tuple[bool, bool]:
    """(whether it says that something was only played, whether it tells of the parade that it was)."""
    return _PLAYED.search(text) is not None or _FILMED.search(text) is not None, _PARADE.search(text) is not None
