"""claims: one claim read in an article. Other programs read it; field names follow ACLED, UCDP, PLOVER."""

import re
from datetime import date
from typing import Annotated, Literal

import msgspec

from schemas.actor import Actor, Speaker
from schemas.base import Instant, Offset, Record
from schemas.place import Place

_PART = re.compile(
    r"(?:,| [–—-])\s(?:all|among them|\S+ of them)\b|"
    r"(?:,| [–—-])?\s(?:including|particularly|mainly|mostly|especially|chiefly)\b"
)
"""What opens a part of those counted, behind them."""

Mode = Literal["actual", "negated", "hypothetical", "future", "attempted", "habitual", "historical"]
Stance = Literal["asserted", "claimed", "denied"]
Verification = Literal["verified", "unverified", "contested"]
Timing = Literal["breaking", "recent", "background"]
Change = Literal["captured", "recaptured", "withdrawn", "surrendered"]
Effect = Literal["killed", "injured", "missing", "abducted", "displaced"]
SubEventType = Literal[
    "Non-state actor overtakes territory", "Government regains territory", "Non-violent transfer of territory"
]
VictimStatus = Literal["civilian", "combatant", "mixed", "unknown"]
Count = Annotated[int, msgspec.Meta(ge=0)]


class ClaimTime(Record, frozen=True, kw_only=True):
    """When it is said to have happened: text as written, first and last day (UTC), timing against published_at."""

    text: str | None = None
    start: date | None = None
    end: date | None = None
    timing: Timing = "breaking"


class Evidence(Record, frozen=True, kw_only=True):
    """The sentence, and its offsets in the article's clean text."""

    text: str
    start: Offset
    end: Offset


class Number(Record, frozen=True, kw_only=True):
    """People: bounds and best figure, null where the text gives none (exact: all equal; "at least 7": 7, 7, null)."""

    text: str | None = None
    low: Count | None = None
    best: Count | None = None
    high: Count | None = None


class Victims(Record, frozen=True, kw_only=True):
    """Who was hurt, in the text's words; a part that is told of those counted stands in the text."""

    text: str
    status: VictimStatus

    @property
    def whole(self) -> str:
        """All those counted, without the part: the "12 people" of "12 people, including three children"."""
        return _PART.split(self.text, maxsplit=1)[0]


class Sequence(Record, frozen=True, kw_only=True):
    """Which of its article's claims in its theatre this is: the ledger decides when all ``of`` are there."""

    index: Count
    of: Count


class ClaimBase(Record, frozen=True, kw_only=True):
    """What both kinds share. The last six fields are the envelope: where the claim stands and how it travels.

    copied_from: outlet that first owned the passage, where the passage is a copy. theatre: the key on the topic.
    """

    claim_id: str
    article_id: str
    mode: Mode
    stance: Stance
    evidence: Evidence
    time: ClaimTime
    rule: str
    rules_version: str
    place: Place | None = None
    said_by: Speaker | None = None
    verification: Verification | None = None
    outlet: str | None = None
    url: str | None = None
    published_at: Instant | None = None
    copied_from: str | None = None
    theatre: str | None = None
    sequence: Sequence | None = None


class LocationFall(ClaimBase, frozen=True, kw_only=True, tag_field="kind", tag="location_fall"):
    """A place changed hands."""

    change: Change
    sub_event_type: SubEventType | None = None
    taken_by: Actor | None = None
    taken_from: Actor | None = None


class Casualty(ClaimBase, frozen=True, kw_only=True, tag_field="kind", tag="casualty"):
    """People were killed, injured, went missing, were abducted or displaced."""

    effect: Effect
    number: Number
    cumulative: bool = False
    victims: Victims | None = None
    perpetrator: Actor | None = None
    weapon: str | None = None


Claim = LocationFall | Casualty
