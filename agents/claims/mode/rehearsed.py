"""What the next sentence calls a drill, a parade or a scene: "Troops took X at dawn. The exercise, held every …"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from agents.claims.language.bare_words import bare_words, words_told
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

BEHIND = 2
"""Sentences behind one in which it may be told that it was only played."""
NAME = 5
"""Words from "the" to the noun in "the annual Wan An drill", at most."""
_FILMED = re.compile(
    r"\b(?:director|cameraman|crew|producer) (?:[a-z]+ ){0,2}(?:wanted|called|shouted|asked for)\b[^.]{0,20}"
    r"\b(?:take|cut|action)\b"
)
_PARADE = re.compile(r"\bThe (?:[\w’'-]+ ){0,4}parade\b|\bmarked (?:with|by) a parade\b")


def rehearsed(context: Context, reading: Reading) -> str:
    """Why a match was only played, as a sentence right behind says of it; or "". Nobody is quoted as telling of it."""
    if context.vocabulary.isdisjoint(listed("drills", "staged_by")) or reading.attribution.said_by is not None:
        return ""  # most pages, and this is all that they cost
    sentences, at = context.page.sentences, reading.sentence.index
    for other in sentences[at + 1 : at + 1 + BEHIND]:
        if _FILMED.search(other.text) is not None:
            return "a scene"
        if _PARADE.search(other.text) is not None and reading.match.rule.kind == "location_fall":
            return "" if _by_a_side(reading) else "a parade"
        if _the_drill(bare_words(other.text)):
            trained = not words_told(sentences[: at + 1]).isdisjoint(listed("drills") | {"training"})
            return "" if trained else "an exercise"  # "An exercise went wrong. Three soldiers were killed"
    return ""


def _the_drill(lows: Sequence[str]) -> bool:
    """Whether "the exercise", "the volcano drill" is told of as what was just told; no "exercise of power"."""
    for n, (low, following) in enumerate(pairwise((*lows, ""))):
        before, behind = set(lows[max(0, n - NAME) : n]), set(lows[n + 1 : n + 4])
        told = low in listed("drills") and following != "of" and following not in listed("exercised")
        apart = before & {"military", "joint", "naval"} or behind & listed("cut_short")
        if told and before & {"the", "this", "that"} and not apart:
            return True
    return False


def _by_a_side(reading: Reading) -> bool:
    """Whether those who came are a group, and not just "tanks" or a battalion."""
    agent = reading.match.agent
    inside = reading.sentence.tokens[agent.start : agent.end] if agent is not None else ()
    return any(token.actor is not None and token.actor.actor.type == "non-state" for token in inside)
