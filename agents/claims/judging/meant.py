"""The place that a change of control means where its words name none: "the town", "those villages", "its airport"."""

from dataclasses import replace

import msgspec

from agents.claims.entities.place_names import Found, PlacePhrase, as_part
from agents.claims.reader.context import EVENT_REACH, Context
from agents.claims.reader.reading import Reading
from agents.claims.scene.antecedent import antecedent, those
from agents.claims.words import listed


def at_home(context: Context, found: Found) -> Found:
    """A place that no gazetteer has, in the country of the article."""
    place = found.place
    if place.country is not None or place.lat is not None or context.tagged.theatre is None:
        return found
    return replace(found, place=msgspec.structs.replace(place, country=context.tagged.theatre))


def meant(context: Context, reading: Reading, phrase: PlacePhrase) -> tuple[Found, ...]:
    """The place that "the town", "it" or "two villages" stands for: the nearest fit named before it, not far back."""
    last = context.fall
    if reading.match.construction == "nominal" and phrase.anaphora in ("town", "city", "village") and last is not None:
        here = reading.sentence.index - last.sentence.index
        if 0 < here <= EVENT_REACH and len(last.places) == 1 and last.places[0].feature == "settlement":
            return last.places  # "the fall of the town": of the one that was told to have fallen
    if phrase.anaphora == "there":
        return last.places[:1] if last is not None and reading.sentence.index - last.sentence.index <= 1 else ()
    opener = reading.sentence.tokens[phrase.start].low
    if opener in ("those", "these", "both") and phrase.anaphora == "part":
        return those(context.page, reading.sentence)
    found = antecedent(context.page, reading.sentence, phrase)
    if (
        found is not None
        and opener == "its"
        and found.feature == "settlement"
        and phrase.anaphora in listed("own_nouns")
    ):
        return (as_part(found, f"{found.place.text} {phrase.anaphora}"),)  # "Its airport": that of the town
    return (found,) if found is not None else ()
