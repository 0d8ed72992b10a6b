"""Why words of a change of hands tell none: an errand, an occasion guarded, a team that lost, who fell at a place."""

from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.sides.other_side import same_side
from agents.claims.words import listed


def fell_at(reading: Reading) -> bool:
    """Whether it is a person who "fell at Khartoum": no town falls at another."""
    behind = reading.sentence.tokens[reading.match.head + 1 : reading.match.head + 3]
    return len(behind) == 2 and behind[0].low == "at" and behind[1].kind == "place"


def flag_before(reading: Reading, last: Reading | None) -> bool:
    """Whether a flag told right before flies over a place because others left it: one change of hands, and theirs."""
    if last is None or last.sentence is not reading.sentence or last.match.rule.name != "control.flag":
        return False
    same = last.places[0].place.name == reading.places[0].place.name
    if not same or reading.match.rule.value != "withdrawn" or same_side(reading.patient, last.agent):
        return False
    last.blocked = "told of who left"
    if reading.agent.actor is None:
        reading.agent = last.agent
    return True


def a_team(context: Context, reading: Reading) -> bool:
    """Whether one land fell to another and nobody is under arms in the text: "South Africa fell to Uruguay"."""
    span, tokens = reading.match.agent, reading.sentence.tokens
    if reading.match.rule.name != "control.fall" or span is None or context.tagged.actors:
        return False
    lands = all(found.feature == "country" for found in reading.places) and tokens[span.end - 1].kind == "place"
    return lands and "conflict" not in context.tagged.topics


def errand(reading: Reading) -> str:
    """Why who left or marched in did so, where it was no change of hands: "for training", "on leave"; else ""."""
    match, tokens = reading.match, reading.sentence.tokens
    moved = match.rule.value == "withdrawn" or match.rule.name in ("control.sweep", "control.walk-in")
    for n in range(match.end, min(len(tokens) - 1, match.end + 4)):
        if moved and tokens[n].low in ("for", "on", "after") and tokens[n].kind == "word":
            ends = (k for k in range(n + 1, n + 6) if k >= len(tokens) or tokens[k].low in ("for", "on", "after", ","))
            near = {token.low for token in tokens[n + 1 : next(ends, n + 6)]}
            spoken = {"talks", "negotiations", "consultations", "elections"} if tokens[n].low == "after" else set()
            if near & (listed("errands") - spoken):
                return "on an errand"
    return ""


def guarded(reading: Reading) -> bool:
    """Whether a town was only made safe: "secured X ahead of the president's visit"."""
    tokens, match = reading.sentence.tokens, reading.match
    if not tokens[match.head].low.startswith("secur"):
        return False
    near = [token.low for token in tokens[match.end : match.end + 8]]
    return near[:2] == ["ahead", "of"] and not listed("occasions_guarded").isdisjoint(near)
