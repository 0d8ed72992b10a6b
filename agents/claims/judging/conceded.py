"""Who owns up to a loss in the sentence behind it: "Rebels walked into X. The minister conceded the loss"."""

import re
from functools import partial

from agents.claims.reader.context import Context, fill, once
from agents.claims.reader.reading import Reading
from agents.claims.speech.attribution import attribute

_CONCEDED = re.compile(
    r"\b(?:conceded|admitted|acknowledged|confirmed) (?:the|its|their|his|that) (?:town's |city's )?"
    r"(?:loss|fall|capture|withdrawal|retreat|takeover|seizure)\b"
)


def conceded_behind(context: Context, reading: Reading) -> None:
    """Give a change that nobody is named for the word of whoever confirms it right behind, in the same paragraph."""
    index = reading.sentence.index
    behind = context.page.sentences[index + 1 : index + 2]
    if not behind or reading.attribution.said_by is not None or reading.mode != "actual":
        return
    other = behind[0]
    if _CONCEDED.search(other.text) is None or context.paragraph(other) != context.paragraph(reading.sentence):
        return
    fill(context.page, other)
    found = once(other, "speaker", partial(attribute, other, None, context.focus))
    if found.said_by is not None and found.said_by.type in ("official", "belligerent"):
        reading.attribution = found
