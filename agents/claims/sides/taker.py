"""Who took a place, where the words beside him mislead: "by rebels from the army", "units have freed X"."""

from agents.claims.entities.who import Who, resolve
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.speaker_side import speaker_side
from agents.claims.words import listed
from schemas.actor import Actor


def took_from_them(context: Context, reading: Reading) -> Who | None:
    """Who took it of "captured by rebel fighters from government forces": those behind "from" lost it."""
    taker, loser, tokens = reading.match.agent, reading.match.patient, reading.sentence.tokens
    if taker is None or loser is None or not 0 < loser.start - taker.end < 3 or tokens[taker.end].low != "from":
        return None
    who = resolve(tokens[: taker.end], taker, context.focus)
    return who if who.actor is not None else None


def of_the_speakers(context: Context, reading: Reading) -> Who:
    """The side of "Units of the X grouping have freed Y", the ministry said; of "they" who lost it; else the taker."""
    taker = reading.agent
    if taker.actor is None and (they := _they_had(context, reading)) is not None:
        return they
    if taker.actor is None:
        return taker
    abroad = _troops_alone(reading, taker.actor)
    if not (abroad or _bare(reading, taker.actor) or _of_a_grouping(reading)):
        return taker
    own = speaker_side(context, reading)
    if abroad and (own.actor is None or own.actor.type != "state" or not own.actor.name[:1].isupper()):
        return taker
    return own if own.actor is not None else taker


def _troops_alone(reading: Reading, taker: Actor) -> bool:
    """Whether those who took it are "troops" without more, of whom an army tells: "the French military said troops"."""
    span = reading.match.agent
    alone = span is not None and span.end == span.start + 1 and taker.text.lower() in ("troops", "soldiers", "forces")
    return alone and taker.type == "state" and reading.attribution.military


def _of_a_grouping(reading: Reading) -> bool:
    """Whether the taker is "units of the Southern grouping of troops": of an army whose nation is not told."""
    span = reading.match.agent
    inside = reading.sentence.tokens[span.start : span.end] if span is not None else ()
    if not inside or inside[0].low not in listed("bare_units"):
        return False
    named = any(token.actor is not None and not token.actor.generic for token in inside)
    numbered = any(token.low in listed("formations") for token in inside) and any(
        token.kind == "num" or token.text[:1].isdigit() for token in inside
    )  # "elements of the 34th Motorized Rifle Brigade"
    return not named and (numbered or any(token.low in listed("groupings") for token in inside))


def _bare(reading: Reading, taker: Actor) -> bool:
    """Whether the taker is only "units", "assault units", also right behind who was told: "told the king units"."""
    names, tokens, span = taker.name.split(" "), reading.sentence.tokens, reading.match.agent
    if taker.type is not None or names[-1].lower() not in listed("bare_units"):
        return False
    told = span is not None and span.start > 0 and tokens[span.start - 1].low in ("told", "tells", "informed")
    kinds = [name for name in names[:-1] if name.islower() or not told]
    return all(name.lower() in listed("unit_kinds") for name in kinds)


def _they_had(context: Context, reading: Reading) -> Who | None:
    """Who lost X, for "Y lost X six days after they had seized it", where no list names them."""
    before, span = context.fall, reading.match.agent
    if before is None or before.sentence is not reading.sentence or span is None or before.match.patient is None:
        return None
    they = reading.sentence.tokens[span.start].low == "they" and span.end == span.start + 1
    return before.patient if they and before.match.patient.end <= span.start else None
