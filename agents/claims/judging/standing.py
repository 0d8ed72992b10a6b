"""Whether it is news that a side holds a place: "X is under rebel control, its mayor said after the battle"."""

from agents.claims.mode.past_marks import dated_now
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

_SITES = frozenset({"settlement", "base", "airport", "facility"})
_STAYS = frozenset(
    {"still", "since", "remain", "remains", "remained", "long", "nominally", "largely", "mostly", "which"}
)


def newly_held(context: Context, reading: Reading) -> bool:
    """Whether who "is in control" of a town took it just now: somebody says so, and a fight is told beside."""
    if any(found.feature not in _SITES for found in reading.places) or not reading.agent.armed:
        return False
    sentence = reading.sentence
    if any(token.low in _STAYS for token in sentence.tokens):
        return False
    said = reading.attribution.said_by is not None or dated_now(sentence)
    near = context.page.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    lows = {word.strip(".,:;()\"'“”").lower() for other in near for word in other.text.split()}
    return said and not lows.isdisjoint(listed("fights", "giving_way", "storming") | {"assault", "offensive"})
