"""Places that are only where others fled, went, spoke or lie near: never what "the town" goes back to."""

import re

from agents.claims.model import Page
from agents.claims.words import listed, words
from schemas.place import PlaceMention

_SEAT = re.compile(r"(?<=\bin|\bat) the (?:[\w.'’]+ ){0,2}capital(?: city)?(?: of)?$")
_HIS_HOME = re.compile(
    r"\b(?:commander|elder|chief|official|officer|resident|spokesman|leader|source|man|woman) (?:from|in|of) "
    r"(?:[\w'’]+ ){0,3}(?:village|town|city|settlement) of$"
)
"""Words before a place that is only where somebody who speaks is from."""
_FAR = re.compile(
    r"\b(?:on the (?:main )?(?:road|way|highway|route) to|clos(?:e|er|est) to|near(?:er|est)(?: to)?|within reach of|"
    r"towards?)"
    r"(?: the)?(?: (?:regional|provincial|national|[a-z]+ port|port))?(?: capital)?(?: city)?(?: of)?$"
)
"""Words before a place to which others are only near: "the closest town yet to the capital X"."""
_THE_CAPITAL = re.compile(r"(?:(?<= of)|(?<= from)) the (?:[\w.'’]+ ){0,2}(?:capital|city|town)(?: city)?(?:,| of)?$")
"""What may stand between a distance and its place: "40 km north of the regional capital, X"."""


_A_LONG_WAY = re.compile(
    r"\b(\d[\d,.]*) ?(?:km|kilomet(?:er|re)s?|miles?)(?: ?\([^()]{1,20}\))?(?: to the)? [a-z-]+ (?:of|from)"
    r"(?: the(?: [a-z]+){0,2}? (?:city|town|capital)(?: of)?,?)?$"
)


def long_way_off(page: Page, mention: PlaceMention) -> bool:
    """Whether something lies so far from a place that it is not near it: "200 km (124 miles) northwest of the city of
    X".
    """
    sentence = page.sentence_at(mention.start)
    at = mention.start - sentence.start
    told = _A_LONG_WAY.search(sentence.text[max(0, at - 90) : at].rstrip())
    figure = told.group(1).replace(",", "").split(".")[0] if told else ""
    return figure.isdigit() and int(figure) > NEAR_BY


NEAR_BY = 75
"""Kilometres or miles from a place that are still near it, at most."""


def far(page: Page, mention: PlaceMention) -> bool:
    """Whether others are only near a place, or on their way to it: "on the road to the capital X"."""
    sentence = page.sentence_at(mention.start)
    return _FAR.search(sentence.text[: mention.start - sentence.start].rstrip().lower()) is not None


_BESIDE = re.compile(r", (?:just |right )?(?:near|outside|close to|not far from) (?:[\w'’.-]+ ){0,5}$")


def beside_another(page: Page, mention: PlaceMention) -> bool:
    """Whether a place only tells where the one right before it lies: the Y of "X, near the rebels' capital Y, fell"."""
    sentence = page.sentence_at(mention.start)
    told = _BESIDE.search(sentence.text, 0, mention.start - sentence.start)
    at = sentence.start + told.start() if told else -1
    return any(m.end == at for m in page.places_in(sentence.start, mention.start))


def left_over(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is what is left to those who lost another: "…, leaving the capital X as their last city"."""
    sentence = page.sentence_at(mention.start)
    return "leaving" in sentence.text[: mention.start - sentence.start].lower().split()[-6:]


def went_to(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is where somebody went: "reached X", "to X"."""
    sentence = page.sentence_at(mention.start)
    return sentence.text[: mention.start - sentence.start].lower().split()[-1:] in [[way] for way in listed("ways_to")]


def whence(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is only where somebody came from, went or spoke: "a column from X retook the town"."""
    sentence = page.sentence_at(mention.start)
    before = sentence.text[: mention.start - sentence.start].rstrip().lower()
    after = sentence.text[mention.end - sentence.start :].lower().split()[:1]
    fled = before.endswith(" to") and not listed("flights").isdisjoint(before.split()[-6:-1])  # "fled 75 km to X"
    last = before.split()[-2:]
    ruled = last[-1:] and last[-1] in words().prepositions
    speaks = bool(after) and after[0].strip(",.") in listed("said_so") and not ruled  # "Khartoum insisted"
    speaks = speaks or (bool(after) and after[0].strip(",.") in listed("seat_voices"))  # "Hanoi radio"
    told = last[-1:] == ["in"] and last[0] in listed("said_so")  # "the spokesman announced in Juba"
    told = told or _told_there(before, after) or (bool(after) and after[0].strip(",.'’s") in listed("seats_of_power"))
    kept = last == ["men", "in"] or last == ["troops", "in"]
    told = told or (kept and ", which has " in before)  # "the general staff, which has 300 men in X, has not"
    far = _FAR.search(before) is not None or _HIS_HOME.search(before) is not None
    away = before.endswith(
        (" from", "from the", " outside", " outside the", " outside the town of", " outside the city of")
    )
    return away or bool(fled) or speaks or told or far


_SPEAKS_IN_FRONT = re.compile(
    r",? (?:the |an? |its )?(?:[\w’'-]+ ){0,3}(?:ministry|government|presidency|president|spokesman|spokeswoman|"
    r"officials?|command|general staff|authorities|minister|embassy|army) (?:\w+ ){0,3}?"
    r"(?:said|denied|insisted|announced|claimed|confirmed|rejected|dismissed|acknowledged|admitted|maintained)\b"
)


def spoke_in_front(page: Page, mention: PlaceMention, position: int) -> bool:
    """Whether a sentence opens with where a state's voice spoke, before what it spoke of: "In X the ministry denied
    that the town".
    """
    sentence = page.sentence_at(mention.start)
    before = sentence.text[: mention.start - sentence.start].strip().lower()
    found = _SPEAKS_IN_FRONT.match(sentence.text, mention.end - sentence.start)
    return before in ("in", "at", "but in", "and in") and found is not None and position > mention.end


def spoke_there(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is only where somebody spoke: "told a news conference in X"."""
    sentence = page.sentence_at(mention.start)
    at = mention.start - sentence.start
    before, after = sentence.text[:at].rstrip().lower(), sentence.text[at:].lower().split()[1:2]
    return _told_there(before, after)


def _told_there(before: str, after: list[str]) -> bool:
    """Whether a place is where somebody spoke: "told a news conference in X", "diplomats in X said"."""
    before = _SEAT.sub("", before)  # "a news conference in the Congolese capital X"
    nouns = before.replace(",", " ").split()
    if len(nouns) < 2 or nouns[-1] not in ("in", "at"):
        return False
    speaks = bool(after) and after[0].strip(",.") in listed("said_so", "rulers_say")
    if speaks and nouns[-2] in listed("heralds", "seats_of_power"):
        return True
    return nouns[-2] in listed("audiences") and bool({*nouns[-7:-2]} & {*listed("said_so"), "tell", "telling", "at"})


def only_a_distance(mention: PlaceMention, page: Page) -> bool:
    """ "60 miles north of X", "outside X": X is only where something else lies."""
    sentence = page.sentence_at(mention.start)
    at = mention.start - sentence.start
    before = _THE_CAPITAL.sub("", sentence.text[max(0, at - 60) : at].lower().rstrip()).split()
    away = words().direction | {"outside", "miles", "kilometres", "kilometers", "km"}
    return len(before) >= 2 and before[-1] in ("of", "from") and before[-2] in away


def on_the_way(page: Page, mention: PlaceMention) -> bool:
    """Whether a place is only where a road leads: "on the highway linking X with the south"."""
    sentence = page.sentence_at(mention.start)
    before = sentence.text[: mention.start - sentence.start].lower().split()[-3:]
    return any(word in listed("linking") for word in before)
