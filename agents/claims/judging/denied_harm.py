"""Denials of harm to civilians: "have harmed no civilian", "not one civilian was touched", "no civilians had died"."""

from msgspec.structs import replace

from agents.claims.entities.people_group import MANY, People
from agents.claims.language.bare_words import words_told
from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, mode_words

SPEAKING = frozenset({"official", "belligerent"})
"""Who denies by saying that nobody was harmed; what a witness says of nobody is no denial."""


def deny_harm(context: Context, reading: Reading) -> bool:
    """Make "no civilian was killed", said by a side or an official, a denial: a claim without a number.

    Not where the article tells of no conflict, nor of fighters ("without loss"). Returns whether it was one.
    """
    match, people = reading.match, reading.match.people
    if people is None or match.rule.value not in ("killed", "injured") or not context.conflict:
        return False
    negated = reading.mode == "negated" or (
        reading.stance == "denied" and match.verb is not None and match.verb.negated
    )
    if not negated or not _civilians(people) or not _spoken(context, reading):
        return False
    reading.mode, reading.reason, reading.stance = "actual", "", "denied"
    match.people = replace(people, quantity=MANY, number_text=None, counted=False)
    return True


def _spoken(context: Context, reading: Reading) -> bool:
    """Whether a side or an official says it, or somebody calls what was told a lie."""
    speaker = reading.attribution.said_by
    if speaker is not None and speaker.type in SPEAKING:
        return True
    beside = [*context.page.quotation(reading.sentence), reading.sentence]
    return not mode_words().denials.isdisjoint(words_told(beside))


def _civilians(people: People) -> bool:
    """Whether nobody of those who count as harmless is told of: "no civilian", "not one villager"."""
    few = people.quantity.zero or people.quantity.best == 1 or not people.counted
    return few and (people.status == "civilian" or bool(set(people.text.lower().split()) & listed("harmless")))
