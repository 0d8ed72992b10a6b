"""Whose operation it was in which rebels were killed: the state's, of whose forces the text tells, or tells nothing."""

from collections.abc import Sequence

from agents.claims.entities.who import NO_ONE, Who
from agents.claims.frames.victims_sides import side_of
from agents.claims.model import Token
from agents.claims.reader.context import Context, fill
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_before import fought

REACH = 9
"""Tokens behind the harm in which the operation stands."""
BACK = 2
"""Sentences before in which its forces are told, at most."""


def in_an_operation(context: Context, reading: Reading) -> Who:
    """The forces of "twelve militants were killed in a search operation"; nobody where it was a fight, or no rebels."""
    people, match, tokens = reading.match.people, reading.match, reading.sentence.tokens
    if people is None or people.status != "combatant" or match.agent is not None or match.rule.value != "killed":
        return NO_ONE
    if match.construction == "active" or reading.stance == "denied" or fought(reading.sentence):
        return NO_ONE
    if not _operation(tokens, match.end) or side_of(tokens, people) != "non-state":
        return NO_ONE
    speaker, index = reading.attribution.said_by, reading.sentence.index
    if speaker is not None and speaker.type == "belligerent" and not reading.attribution.military:
        return NO_ONE
    for sentence in reversed(context.page.sentences[max(0, index - BACK) : index + 1]):
        fill(context.page, sentence)
        told = {
            t.actor.actor.name: t.actor.actor
            for n, t in enumerate(sentence.tokens)
            if t.actor is not None and not (n and sentence.tokens[n - 1].kind == "num")  # no "three soldiers were hurt"
        }
        states = [actor for actor in told.values() if actor.type == "state"]
        if states:
            return Who(states[0], True) if len(states) == 1 else NO_ONE
    state = context.focus.sides.get("state")
    return Who(state, True) if state is not None else NO_ONE


def _operation(tokens: Sequence[Token], start: int) -> bool:
    """Whether "in an intelligence-based operation", "during the sweep" stands behind the harm, up to ``start``."""
    for n in range(start, min(len(tokens), start + REACH)):
        if tokens[n].kind == "punct" and tokens[n].text in ",;.:":
            return False
        if tokens[n].low.rpartition(" ")[2] in ("operation", "operations", "crackdown", "sweep"):
            return any(token.low in ("in", "during") for token in tokens[max(start, n - 5) : n])
    return False
