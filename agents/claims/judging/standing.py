"""Whether it is news that a side holds a place: "X is under rebel control, its mayor said after the battle"."""

from agents.claims.frames.control_needs import by_then
from agents.claims.language.bare_words import words_told
from agents.claims.mode.past_marks import dated_now
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed

_SITES = frozenset({"settlement", "base", "airport", "facility"})
_ANEW = frozenset({"now", "back", "again", "more", "firmly", "finally", "fully", "completely"})
FAR_DOWN = 3
"""Sentences into a text from which how things stand is no news any more."""
_STAYS = frozenset(
    {"still", "since", "remain", "remains", "remained", "long", "nominally", "largely", "mostly", "which"}
)


def only_goes_on(context: Context, reading: Reading) -> bool:
    """Whether "X is in government hands" only tells how things stand: far down a text, said by nobody and of no day,
    or of a town besieged; "was briefly in rebel hands at the start of the war" is long past.
    """
    tokens, match = reading.sentence.tokens, reading.match
    if match.rule.name != "control.now-under" or match.verb is None:
        return False
    after = [token.low for token in tokens[match.head : match.end + 12]]
    once = "once" in after[:3] and "more" not in after[:5] and "again" not in after[:5]
    if once or "briefly" in after[:3] or "besieged" in after or "start" in after[4:10]:
        return True
    since = next((n for n in range(match.head, min(len(tokens), match.end + 3)) if tokens[n].low == "since"), -1)
    if since > 0 and match.verb.tense == "perfect" and not by_then(tokens, since):
        return True  # "has been in their hands since April"
    if _ANEW & {token.low.split(" ")[0] for token in tokens[match.head : match.end]} or dated_now(reading.sentence):
        return False
    return reading.sentence.index >= FAR_DOWN and reading.attribution.said_by is None and not _told_of(context, reading)


def _told_of(context: Context, reading: Reading) -> bool:
    """Whether the text has told of this place that it changed hands, or that it was fought for right before."""
    last, index = context.fall, reading.sentence.index
    if last is not None and last.places[0].place.name == reading.places[0].place.name:
        return True
    near = context.page.sentences[max(0, index - 1) : index + 1]
    lows = words_told(near)
    return not lows.isdisjoint(listed("giving_way", "storming"))


def newly_held(context: Context, reading: Reading) -> bool:
    """Whether who "is in control" of a town took it just now: somebody says so, and a fight is told beside."""
    if any(found.feature not in _SITES for found in reading.places) or not reading.agent.armed:
        return False
    sentence = reading.sentence
    if any(token.low in _STAYS for token in sentence.tokens):
        return False
    said = reading.attribution.said_by is not None or dated_now(sentence)
    near = context.page.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    lows = words_told(near)
    return said and not lows.isdisjoint(listed("fights", "giving_way", "storming") | {"assault", "offensive"})
