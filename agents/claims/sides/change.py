"""The change told from its sides: a state that takes a place of its own from others had held it before."""

from agents.claims.frames.control_places import WALKING_IN, left_before
from agents.claims.reader.reading import Reading
from agents.claims.sides.sides_told import Sides
from agents.claims.words import listed

_AGAIN = frozenset(
    {
        "control.change-hands",
        "control.pass-to",
        "control.now-under",
        "control.is-free",
        "control.under-by",
        "control.we-hold",
        "control.is-whose",
        "control.flag",
    }
)
"""Rules in which "back", "again", "once more" tells that the taker had held the place before."""


def gained(reading: Reading) -> bool:
    """Whether somebody took a place, or took it back."""
    return reading.match.rule.value in ("captured", "recaptured")


def change_of(reading: Reading, sides: Sides) -> str:
    """The change, told from the sides: a state that takes a place of its own from others had held it before."""
    value, taker, loser = reading.match.rule.value, reading.agent.actor, reading.patient.actor
    if _thrown_out(reading):
        return "recaptured"
    if reading.regained:
        return "recaptured"
    if _left_to_them(reading):
        return "withdrawn"
    if reading.match.rule.name == "control.hand-over" and _up(reading):
        return "withdrawn"
    if taker is None and from_occupation(reading):
        return "recaptured"
    if taker is None or not gained(reading):
        return value
    home = reading.places[0].place.country
    land = sides.country_of(taker, home)
    abroad = taker.type == "state" and (land or home) != home
    if _back_again(reading):
        return "recaptured"
    if (taker.type == "non-state" or abroad) and _freed(reading):
        return "captured"  # it frees nothing that it held before
    rebels = taker.text.split(" ")[-1].lower() in listed("rebel_nouns")  # "SPLA rebels" were no state's yet
    country = land or (home if taker.name.islower() else None)  # "special forces": of here
    own = taker.type == "state" and not rebels and home is not None and country == home
    if own and from_occupation(reading):
        return "recaptured"
    beaten = loser is not None and loser.type == "state" and home is not None and sides.country_of(loser, home) == home
    if beaten and not own and _freed(reading):
        return "captured"  # "freed" from its own state, by whomever
    if own and loser is not None and (reading.match.rule.name != "control.capture" or _seat_of(reading)):
        return "recaptured"  # "captured X from the rebels" leaves open whether it had held X before
    return value


def _thrown_out(reading: Reading) -> bool:
    """Whether those who had taken a place right before are driven off again: "took X, but soldiers drove them out"."""
    phrase, verb = reading.match.places, reading.match.verb
    return phrase is not None and phrase.anaphora == "there" and verb is not None and verb.tense == "past"


def _left_to_them(reading: Reading) -> bool:
    """Whether who came in found a place that others had left: "marched into X after the rebels melted away"."""
    match = reading.match
    if match.rule.name not in WALKING_IN or match.places is None or match.patient is None:
        return False
    return match.patient.start > match.places.end and left_before(reading.sentence.tokens, match.places.end) is not None


def from_occupation(reading: Reading) -> bool:
    """Whether a place was freed or cleared "from occupation", "of the occupiers": who held it is told by that word."""
    match, tokens = reading.match, reading.sentence.tokens
    if match.rule.needs != "taken_from":
        return False
    return any(token.low in ("occupation", "occupiers") for token in tokens[match.head : match.head + 5])


def _seat_of(reading: Reading) -> bool:
    """Whether a place is told to be where others rule: "captured X, the rebels' capital"."""
    end = reading.match.end
    return any(token.low in listed("seats_of_rule") for token in reading.sentence.tokens[end : end + 7])


def _up(reading: Reading) -> bool:
    """Whether a place is "given up", and to nobody by name: its holders left it."""
    tokens, match = reading.sentence.tokens, reading.match
    up = any(token.low == "up" for token in tokens[match.head + 1 : match.end + 1])
    to = any(token.low == "to" for token in tokens[match.head : match.end + 4])
    return up and match.agent is None and not to


def _freed(reading: Reading) -> bool:
    """Whether a place is told to be free or liberated: whoever takes it says so."""
    match = reading.match
    head = reading.sentence.tokens[match.head].low
    return match.rule.name in ("control.is-free", "control.liberate") or head == "liberation"


def _back_again(reading: Reading) -> bool:
    """Whether "back into their hands", "once more in rebel hands" says that the taker had held it before."""
    match = reading.match
    if match.rule.name == "control.noun-control":
        return reading.sentence.tokens[match.start].low in ("back", "again")  # "was back in control of X"
    if match.rule.name not in _AGAIN:
        return False
    if reading.sentence.tokens[match.head].low.startswith(("return", "revert")):
        return True  # "X returned to government control"
    behind = 2 if match.rule.needs in ("by then", "we") else 1  # "under rebel control once more", "in our hands again"
    inside = reading.sentence.tokens[match.head + 1 : match.end + behind]
    return any(token.low in ("back", "again", "more") for token in inside)
