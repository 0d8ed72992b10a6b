"""Falls told without anybody under arms: a ticker's "Kunduz has fallen", a brief of a town captured on Friday."""

from agents.claims.judging.no_control import sold
from agents.claims.mode.past_marks import dated_now
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

BRIEF = 3
"""Sentences of a text that need not name a side: more of them would."""


def needs_no_side(context: Context, reading: Reading) -> bool:
    """Whether a change of control is told so plainly that no side, and no word of war, need stand in the article."""
    return _fallen(context, reading) or _in_brief(context, reading)


def _fallen(context: Context, reading: Reading) -> bool:
    """Whether a town "has fallen" or, in a headline, "falls": of towns this is said in war alone."""
    match = reading.match
    if match.verb is None or "sport" in context.tagged.topics:
        return False
    if match.rule.name == "control.trade-hands" and match.verb.tense in ("past", "perfect"):
        return all(found.feature == "settlement" for found in reading.places) and not sold(reading)
    return (
        match.rule.name == "control.fall"
        and match.verb.tense in ("perfect", "pluperfect", "present")
        and all(found.feature != "country" for found in reading.places)
    )


def _in_brief(context: Context, reading: Reading) -> bool:
    """Whether a short text tells of now that a town of a land with a war was captured, or fell."""
    match = reading.match
    named = match.agent is not None and match.construction != "nominal"
    if match.rule.weak or named or len(context.page.sentences) > BRIEF:
        return False
    behind = reading.sentence.tokens[match.end :]
    if match.construction == "nominal":
        told = not behind or behind[0].low != "'s"  # "the loss of X's licence"
    else:  # "captured on canvas by a painter", "fell to a side from Y"
        told = match.rule.name in _PLAIN and not any(token.low in ("by", "to") for token in behind)
    towns = all(
        found.feature in ("settlement", "base") and (found.place.country or "").lower() in listed("lands_with_wars")
        for found in reading.places
    )
    fresh = (
        dated_now(reading.sentence)
        or _headline(reading)
        or any(t.low in listed("officially_told") for t in reading.sentence.tokens)
    )
    return told and towns and fresh and "sport" not in context.tagged.topics


def _headline(reading: Reading) -> bool:
    """Whether that is all that a headline says: "Marawi liberated", "City of X captured"."""
    tokens, end = reading.sentence.tokens, reading.match.end
    if reading.match.construction == "nominal":
        after = tokens[end].low if end + 1 < len(tokens) else ""
        told = after.endswith("s") or after in ("a", "hailed", "claimed", "condemned", "reported")
        return reading.match.head <= 1 and reading.sentence.index == 0 and told and tokens[-1].text not in ".!?"
    short = len(tokens) <= reading.match.end - reading.match.start + 3 and tokens[-1].text not in ".!?"
    return reading.sentence.index == 0 and short


_PLAIN = ("control.fall", "control.capture", "control.recapture", "control.overwhelm", "control.liberate")
