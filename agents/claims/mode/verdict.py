"""What is said of whether a match happened."""

from msgspec import Struct

from agents.claims.frames.match import Match
from schemas.claim import Mode


class Verdict(Struct, frozen=True):
    """The mode, what decided it, whether it is told with distance (hedged) or denied, and the word that said so."""

    mode: Mode
    reason: str = ""
    hedged: bool = False
    denied: bool = False
    at: int = -1


def left_of(match: Match) -> int:
    """Where the words that may rule the match end: before its verb, or its noun."""
    return match.verb.start if match.verb is not None else match.head
