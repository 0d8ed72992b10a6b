"""Whether harm was done in another province than other harm, or than those in which a named group acts."""

from agents.claims.reader.context import Context
from agents.claims.reader.reading import Reading


def acts_elsewhere(context: Context, reading: Reading, group: str) -> bool:
    """Whether the sentences that name a group lie all in other provinces: "terrorists" here are not those of there."""
    mine = {found.place.admin1 for found in reading.places}
    if not mine or None in mine:
        return False
    regions: set[str | None] = set()
    for sentence in context.page.sentences:
        mentions = context.page.actors_in(sentence.start, sentence.end)
        if any(mention.actor.name == group for mention in mentions):
            told = context.page.places_in(sentence.start, sentence.end)
            here = {m.place.admin1 for m in told if m.feature != "country" and m.place.admin1 is not None}
            if not here:
                return False  # told of without a place
            regions |= here
    return bool(regions) and mine.isdisjoint(regions)


def other_province(one: Reading, other: Reading) -> bool:
    """Whether two counts are of two provinces of which both are known."""
    here, there = ({found.place.admin1 for found in reading.places} for reading in (one, other))
    return bool(here) and bool(there) and None not in here | there and here.isdisjoint(there)
