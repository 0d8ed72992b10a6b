"""Texts that are a side's or an organisation's own word: a post of the group, a communiqué, a press release."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.speech.speaker import Attribution
from agents.claims.words import listed
from schemas.actor import Actor, ActorMention, Speaker, SpeakerType

_OWN = re.compile(r"\b(?:purport\w*|claimed to be|affiliated|linked|loyal|official|own|group['’]s|run by|belong\w*)\b")


def own_voice(attribution: Attribution, actor: Actor | None, text: str) -> Attribution:
    """A post or statement from "an account that purports to be the group's own" is the group's word of its own deed."""
    speaker = attribution.said_by
    if (
        speaker is None
        or speaker.type != "social"
        or actor is None
        or actor.type != "non-state"
        or not _OWN.search(text)
    ):
        return attribution
    return replace(attribution, said_by=Speaker(text=speaker.text, name=actor.name, type="belligerent"))


_OURS = re.compile(
    r"\b[Oo]ur (?:\w+ )?(?P<armed>forces|troops|units|fighters|heroes|comrades|soldiers|commanders|army|brigades?|men|"
    r"martyrs|positions)\b|\b[Oo]ur (?:\w+ )?(?:movement|people|teams?|staff|nurses|doctors|colleagues|surgeons|"
    r"hospitals?|clinics?)\b|\b(?P<enemy>the enemy[’'s]*)\b"
)
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.M)
"""What is quoted, to the end of its paragraph where the quotation goes on in the next one."""
_ISSUED = re.compile(
    r"\b(?:statement|communiqu[eé]|press release|press office|media office|situation report|briefing note|flash update|"
    r"sitrep)\b|\(bulletin\)",
    re.I,
)
"""What is written beside an outlet whose texts are its own word."""


SHORT = 600
"""Characters of a text in which one "our staff" is enough."""


def statement_of(outlet: str | None, text: str, actors: Sequence[ActorMention]) -> Attribution | None:
    """The outlet as the speaker of a text that is its own statement ("our forces", "communiqué"); null of any other.

    A belligerent's statement is its claim; that of an aid organisation is on the record.
    """
    if not outlet:
        return None
    told_so = "our " in text or "Our " in text or "the enemy" in text
    ours = list(_OURS.finditer(_QUOTED.sub("", text))) if told_so else []
    armed = any(match["armed"] for match in ours)
    told = sum(match["enemy"] is None for match in ours) + (armed and any(match["enemy"] for match in ours))
    if told < (2 if len(text) > SHORT else 1) and not _ISSUED.search(outlet):
        return None
    lows = set(outlet.lower().split())
    low = outlet.lower()
    side = next((m.actor for m in actors if m.actor.name.lower() in low or m.actor.text.lower() in low), None)
    fights = side is not None or armed or bool(lows & listed("armed", "ruling"))
    if fights and side is None and not lows & listed("outlets_of_states"):
        first = text.find("\n\n", 200)
        side = next(
            (m.actor for m in actors if m.start < first and not m.generic and m.actor.type == "non-state"), None
        )
    kind: SpeakerType = "belligerent" if fights else "organisation"
    written = side.text if side is not None else outlet
    return Attribution(Speaker(text=written, name=side.name if side else outlet, type=kind), not fights, fights)
