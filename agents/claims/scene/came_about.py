"""Where an attack was of which the next sentence tells: "killed five. The attack took place in the village of X"."""

import re

from agents.claims.entities.place_names import Found, as_part
from agents.claims.model import Page, Sentence
from agents.claims.scene.only_near import only_a_distance
from agents.claims.words import listed
from schemas.place import PlaceMention

_EVENT = (
    r"(?:attack|raid|assault|ambush|massacre|killing|bombing|explosion|blast|strike|airstrike|shooting|incident|clash|"
    r"fighting|fight|battle|gun ?battle|gunfight|firefight|fire ?fight|encounter|shelling|shootout|violence)(?:e?s)?"
)
_CAME = r"(?:took place|taken place|occurred|happened|broke out|broken out|erupted|unfolded|was carried out|began)"
_COMING = ("place", "occurred", "happened", "broke", "erupted", "unfolded", "carried", "began")
"""One of these stands in all that says so."""
_AFTER = re.compile(rf"\b[Tt](?:he|his|hat|hese) (?:[\w’'-]+ )?{_EVENT} (?:which |that )?(?:had |has )?{_CAME}\b")
_BEFORE = re.compile(rf"\b[Tt](?:he|his) (?:[\w’'-]+ )?{_EVENT} (?:in|at|on|near)(?: the)?(?: \w+ of)? $")
_GOES_ON = re.compile(rf"^,?(?: [\w’'-]+){{0,3}}? {_CAME}\b")
_THERE = re.compile(
    r"\b(?:in|at|near|on|outside|of|between)(?: the| a)?(?: [a-z][\w’'-]+){0,2}(?: of)?(?: [A-Z]\w+)? $"
)
"""What stands between the verb and the name of the place."""
_NEAR = re.compile(r"\b(near|outside)(?: the)? $")
BEHIND = 2
"""Sentences behind one in which it may be told where it was."""
_OTHER = re.compile(r"\b(?:another|earlier|previous|last (?:week|month|year)|years? ago|similar|separate)\b")


def came_about(page: Page, sentence: Sentence, around: Found | None) -> Found | None:
    """The place of which the next sentence says that "the attack" was there; null where it names none. around: the
    country or province in which it must lie, if one is told; then the sentence behind the next may say so, too.
    """
    reach = 1 if around is None else BEHIND
    for other in page.sentences[sentence.index + 1 : sentence.index + 1 + reach]:
        if other.block == "title" or sentence.block == "title":
            return None
        told = any(word in other.text for word in _COMING)
        verb = _AFTER.search(other.text) if told else None
        for mention in page.places_in(other.start, other.end) if told else ():
            at, end = mention.start - other.start, mention.end - other.start
            behind = verb is not None and at > verb.end() and _THERE.search(other.text[verb.end() : at]) is not None
            led = verb is None and _BEFORE.search(other.text[:at]) and _GOES_ON.search(other.text[end:])
            if (behind or led) and _fits(page, mention, around) and _OTHER.search(other.text[:at]) is None:
                near = _NEAR.search(other.text[:at])
                return as_part(Found.of(mention), f"{near[1]} {mention.place.text}") if near else Found.of(mention)
        if page.places_in(other.start, other.end):
            return None
    return None


def _fits(page: Page, mention: PlaceMention, around: Found | None) -> bool:
    """Whether a mention is a site, and lies where the sentence before says that it was."""
    if mention.feature not in listed("sites") or only_a_distance(mention, page):
        return False
    if around is None:
        return True
    place, land = mention.place, around.place
    inside = around.feature == "country" or None in (place.admin1, land.admin1) or place.admin1 == land.admin1
    return place.country in (None, land.country) and inside
