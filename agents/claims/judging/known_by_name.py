"""Speakers by the name that the article gives them elsewhere: a minister, a capital, the outlet itself."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from agents.claims.reader.context import Context
from agents.claims.speech.speaker import Attribution
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, words
from schemas.actor import Speaker

BARE = 3
"""Words of an office without a name ("the defence minister"), at most."""
_OUTLETS_OWN = re.compile(
    r"\b(?:this|our|the) (?:organi[sz]ation|movement|charity|agency|committee|federation|mission)\Z"
)


def by_name(context: Context, found: Attribution) -> Attribution:
    """The attribution with its speaker's name where the article or its outlet gives one."""
    speaker = found.said_by
    if speaker is None:
        return found
    named = (
        _outlet(context, speaker)
        or _office(context, speaker)
        or _rulers(context, speaker)
        or _state_agency(context, speaker)
    )
    return replace(found, said_by=named) if named is not None else found


_AGENCY = re.compile(
    r"\b(?P<before>[A-Z][A-Za-z]+) (?:state |official )?news agency\b|"
    r"\b(?:[Ss]tate|[Oo]fficial) (?:news )?agency,? (?P<behind>[A-Z][A-Za-z]+)"
)


def _state_agency(context: Context, speaker: Speaker) -> Speaker | None:
    """ "State media": the state's news agency, where the article quotes one and no other."""
    lows = speaker.text.lower().split()
    if lows[-1] not in ("media", "agency") or lows[0] not in listed("state_media") or speaker.name != speaker.text:
        return None
    found = {match["before"] or match["behind"] for match in _AGENCY.finditer(context.tagged.article.text)}
    found = {name for name in found if name.lower() in listed("state_agencies")}
    return Speaker(text=speaker.text, name=found.pop(), type="media") if len(found) == 1 else None


def _outlet(context: Context, speaker: Speaker) -> Speaker | None:
    """An organisation's own text calls it "the organisation": the outlet, where no other one is named."""
    outlet = context.focus.outlet
    if not outlet or not _OUTLETS_OWN.search(f"the {speaker.text.lower()}"):
        return None
    kinds = dict(speech_words().types)
    if not set(outlet.lower().split()) & (kinds["organisation"] | {"international", "without", "mission"}):
        return None
    return Speaker(text=speaker.text, name=outlet, type="organisation")


def _office(context: Context, speaker: Speaker) -> Speaker | None:
    """ "The minister", "the spokesman": the last person quoted whose office is called so."""
    lows = speaker.text.lower().split()
    if speaker.name != speaker.text or len(lows) > BARE or speaker.text != speaker.text.lower():
        return None
    office = lows[-1]
    if office not in listed("roles", "spokespersons") | words().titles:
        return None
    for known, *_ in reversed(list(context.focus.voices.values())):
        if known.name[:1].isupper() and set(lows) <= set(_words_of(known.text)):
            return Speaker(text=speaker.text, name=known.name, type=known.type)
    return None


def _words_of(text: str) -> Iterator[str]:
    for word in text.lower().replace("-", " ").split():
        yield word.strip(".,'’").removesuffix("'s").removesuffix("’s")


def _rulers(context: Context, speaker: Speaker) -> Speaker | None:
    """A capital for its rulers: "Asmara said" is the Eritrean government."""
    if speaker.type != "official" or speaker.name != speaker.text:
        return None
    page = context.page
    place = next((m.place for m in page.places if m.place.text == speaker.text and m.feature == "settlement"), None)
    if place is None or place.country is None:
        return None
    state = next((m.actor for m in page.actors if m.actor.type == "state" and m.country == place.country), None)
    if state is not None and state.name.split()[0][:1].isupper() and " " in state.name:
        return Speaker(text=speaker.text, name=f"{state.name.split()[0]} government", type="official")
    country = next(
        (m.place.name for m in page.places if m.feature == "country" and m.place.country == place.country), ""
    )
    return Speaker(text=speaker.text, name=f"Government of {country}", type="official") if country else None
