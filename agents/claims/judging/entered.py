"""Whether those who entered a town are told to hold it: to cheers, after its holders had gone, ending their rule."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.language.bare_words import bare_words
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

_WIDE = frozenset({"country", "province", "region", "water", "road"})
"""What troops may enter at a border without holding any of it."""


def held_once_in(context: Context, reading: Reading) -> bool:
    """Whether the sentence of an entry, or the one behind it, tells that nobody fought for the place any more."""
    if not reading.agent.armed or reading.mode != "actual" or any(f.feature in _WIDE for f in reading.places):
        return False
    verb = reading.match.verb
    if verb is not None and verb.start and reading.sentence.tokens[verb.start - 1].low in ("started", "began", "begun"):
        return False  # "our forces started entering X": they are at it
    index = reading.sentence.index
    behind = context.page.sentences[index + 1 : index + 2]
    tokens = [token.low for token in reading.sentence.tokens]
    after = bare_words(behind[0].text) if behind else ()
    here = tokens[reading.match.head :]
    if _contested(here) or _contested(after) or _keepers(reading) or not _force(reading) or "search" in here:
        return False
    if _sealed(here) or _left_behind(here) or _once_theirs(here) or (context.conflict and _walked_in(reading)):
        return True
    sides = bool(behind) and bool(context.page.actors_in(behind[0].start, behind[0].end))
    told = sides or not listed("conceding", "spokespersons").isdisjoint(after)
    return _sealed(after) or _quiet(after) or (told and _had_left(after)) or _vacated(after)


def _contested(lows: Sequence[str]) -> bool:
    """Whether a place is still fought for: "but were beaten back", "fighting went on"."""
    return not listed("still_contested").isdisjoint(lows) and not _quiet(lows)


def _sealed(lows: Sequence[str]) -> bool:
    """Whether what follows an entry tells its end: cheers, prisoners freed, statues pulled down, "ending" a rule."""
    words = set(lows)
    if words & listed("welcomes"):
        return True
    if words & {"ending", "ended", "end"} and words & listed("reigns"):
        return True
    if words & {"freed", "freeing", "opened", "opening"} and words & {"prison", "jail", "prisoners", "inmates"}:
        return True
    if "down" in words and words & {"pulled", "tore", "hauled", "pulling", "tearing"} and words & listed("idols"):
        return True
    themselves = "themselves" in words and bool(words & {"gave", "giving"})
    return themselves or bool(words & {"surrendered", "capitulated"}) or _no_trace(lows)


def _keepers(reading: Reading) -> bool:
    """Whether peacekeepers came, who take no side."""
    actor = reading.agent.actor
    return actor is not None and ("peacekeep" in actor.text.lower() or actor.text.startswith(("UN ", "U.N.")))


def _force(reading: Reading) -> bool:
    """Whether it is a force that came, and no president, leader or team of it."""
    span, tokens = reading.match.agent, reading.sentence.tokens
    inside = tokens[span.start : span.end] if span is not None else []
    if any(token.low.rsplit(" ", 1)[-1] in listed("visitors") for token in inside):
        return False
    told = any(t.actor is not None or t.low in listed("armed") or t.low in ("we", "it", "they") for t in inside)
    return span is None or told


def _walked_in(reading: Reading) -> bool:
    """Whether a force "walked into" a town, as one says where nobody stopped it; not two men, or on an errand."""
    tokens, match = reading.sentence.tokens, reading.match
    if tokens[match.head].low not in ("walked", "strolled") or match.agent is None or reading.agent.actor is None:
        return False
    if reading.agent.actor.text.lower() in ("soldiers", "troops", "men"):
        return False  # whose, nobody says
    counted = any(t.kind == "num" or t.low in ("a", "an") for t in tokens[match.agent.start : match.agent.end])
    after = tokens[match.end] if match.end < len(tokens) else None
    closed = after is None or after.kind == "punct" or after.low in ("on", "at", "around", "in", "before", "by")
    return closed and not counted and all(found.feature == "settlement" for found in reading.places)


def _once_theirs(lows: Sequence[str]) -> bool:
    """Whether "where the insurgents had long had their headquarters", "which X had held" follows the place."""
    for n in range(len(lows) - 3):
        if lows[n] in ("where", "which") and lows[n + 1] not in ("they", "it") and "had" in lows[n + 1 : n + 6]:
            told = set(lows[n + 1 : n + 11])
            return bool(told & {"held", "ruled", "headquarters", "based", "controlled", "stronghold", "governed"})
    return False


def _no_trace(lows: Sequence[str]) -> bool:
    return any(a == "no" and b in ("trace", "sign") for a, b in pairwise(lows)) or "nowhere" in lows


def _left_behind(lows: Sequence[str]) -> bool:
    """Whether who ruled or commanded there is told to be off: "and the army commander got away by boat"."""
    for n in range(2, len(lows)):
        gone = lows[n] in ("fled", "escaped") or (lows[n] == "got" and lows[n + 1 : n + 2] == ["away"])
        if gone and any(low in listed("rulers_there") for low in lows[max(0, n - 7) : n]):
            return True
    return False


def _quiet(lows: Sequence[str]) -> bool:
    return any(a in ("no", "without") and b in listed("no_fight") for a, b in pairwise(lows))


def _had_left(lows: Sequence[str]) -> bool:
    """Whether somebody "had left", "had run away"."""
    gone = listed("leaving_quietly") | {"fled", "abandoned", "run", "deserted", "vanished"}
    return any(a in ("had", "have", "has") and b in gone for a, b in pairwise(lows))


def _vacated(lows: Sequence[str]) -> bool:
    """Whether the place "had been vacated", "was abandoned"."""
    gone = ("vacated", "evacuated", "abandoned", "deserted", "surrendered")
    return any(a in ("been", "was") and b in gone for a, b in pairwise(lows))
