"""A match with its slots: what one claim, or none, is made of."""

from msgspec import Struct, field

from agents.claims.entities.place_names import Found
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.frames.match import Match
from agents.claims.model import Sentence
from agents.claims.speech.speaker import NOBODY, Attribution
from schemas.claim import ClaimTime, Mode, Stance, Verification


class Reading(Struct):
    """A match with its slots. blocked: why it makes no claim at all, or ""; reason: why its mode is not actual, or
    "".
    """

    match: Match
    sentence: Sentence
    mode: Mode = "actual"
    reason: str = ""
    blocked: str = ""
    stance: Stance = "asserted"
    places: tuple[Found, ...] = ()
    agent: Who = NO_ONE
    patient: Who = NO_ONE
    weapon: str | None = None
    attribution: Attribution = NOBODY
    verification: Verification | None = None
    time: ClaimTime = field(default_factory=ClaimTime)
    cumulative: bool = False
    regained: bool = False
    """Whether a loss is told of those who had taken the place: for the other side it is a recapture."""
    change: str | None = None
    """What the sides make of the rule's change ("took" its own town back: recaptured); null: the rule's."""
