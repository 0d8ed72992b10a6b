"""A town that a report tells of before it names it: "CITY (Agency) - Rebels seized a town in the north"."""

import re

from agents.claims.entities.place_names import Found, sites_in
from agents.claims.model import Page, Sentence
from agents.claims.scene.datelines import in_dateline
from agents.claims.scene.only_near import only_a_distance

_A_TOWN = re.compile(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|small|key|strategic)(?: [a-z][\w'’-]+| [A-Z]\w+(?:an|ese|ian|i|ish)){0,3}"
    r" (?:town|city|village|hamlet|settlement|outpost|base|camp|garrison|stronghold)\b"
    r"(?!(?:,)? (?:of|called|named) ?[A-Z]?)"
)
_NAMED = re.compile(
    r"^(?:[\"“])?The (?:[a-z-]+ ){0,2}(?:town|city|village|settlement|outpost|base|camp|garrison)(?: of|,) $"
)
_GOES_ON = re.compile(
    r"(?:, (?:an?|on|in|near|some|about|home|just) | (?:lies|sits|stands) "
    r"| (?:is|was) (?:an?|the|one|home|located|held|taken|captured|on|about|near) "
    r"| ha[ds] been (?:held|home|in|under|the|an?) )"
)
"""What stands behind the name that opens such a sentence: "X, on the river, …", "X had been held by …"."""
_AWAY = re.compile(r"\b(?:km|kilomet(?:re|er)s?|miles?) (?:\w+ )?(?:away|from)\b|\baway\b")
_TAKING = re.compile(
    r"\b(?:the (?:[\w’'-]+ ){0,3}(?:town|city|village|settlement|district) of|(?:took|taken|taking|retook|retaken|"
    r"re-?entered|entered|entering|captured|recaptured|recapture|seized|overran|control of|capture of|fall of|loss of|"
    r"liberated|reached|(?:streamed|rolled|marched|moved|swept|charged|rode|drove) (?:in)?to|through)(?: the)?) $"
)
"""What stands before the name of the town that was taken, where a later sentence tells of it again."""
_OFFICES_IN = re.compile(
    r"\b(?:authorities|officials?|police|prosecutors?|residents?|governor|mayor|council|administration|spokes\w+|"
    r"sources?|doctors|medics|hospitals?|correspondent|reporters?) (?:based )?(?:in|of|from|at) the (?:[\w’'-]+ ){0,3}"
    r"(?:town|city|village|settlement|district) of $",
    re.I,
)
"""Who only speaks there: "authorities in the city of X said"."""
_STRUCK = re.compile(
    r"\b(?:(?:attack|raid|assault|ambush|massacre|killings?|bloodshed|violence|bombing|explosion|blast|strike|airstrike|"
    r"shooting|incident) (?:on|in|at)|(?:attack|raid|storm|invad|ambush|shell|bomb)(?:ed|ing)|"
    r"(?:took place|occurred|happened|(?:was|were) carried out)(?: [\w’'-]+){0,5}? (?:in|at))"
    r"(?: the)?(?: [a-z-]+)?(?: (?:town|village|hamlet|settlement|community) of)? $"
)
"""What stands before the name of the town that was struck, where the next sentence tells of the deed again."""
_SITE = (
    "(?:building|block|market|mosque|church|hospital|clinic|school|hotel|camp|checkpoint|station|base|restaurant|"
    "prison)"
)
_A_SITE = re.compile(rf"\b[Aa]n? (?:[\w’'-]+ ){{0,3}}?({_SITE})\b")
_THE_SITE = re.compile(
    rf"\b[Tt]he (?:[\w’'-]+ ){{0,2}}?({_SITE}) (?:in|at|of)(?: the)?(?: (?:city|town|village) of)? $"
)
"""A site that a report tells of without its town, and the same behind its article, with the town: "the market in X"."""
_ANOTHER_DAY = re.compile(
    r"\b(?:last (?:week|month|year)|weeks?|months?|years?|earlier|previous(?:ly)?|another|other|also|since|nearby|"
    r"neighbou?ring|if|will|would|could|may|might|vow(?:s|ed)?|plan(?:s|ned)?|threaten(?:s|ed)?|near|road to|way to)\b"
)
"""What in a sentence says that its town need not be the one told of before."""
BEFORE, BEHIND = 3, 2
"""Sentences in which such a town is looked for before what goes back to it, and in which its name may follow."""
TOLD_AGAIN = 4
"""Sentences behind "a town" in which its taking is told again, with its name."""


def only_dateline(page: Page, found: Found, position: int) -> bool:
    """Whether all that is said of a place before a position is the dateline: the report was written there."""
    named = [m for m in page.places_in(0, position) if m.place.name == found.place.name]
    return bool(named) and all(in_dateline(page, m.start) for m in named)


def told_without_name(page: Page, sentence: Sentence, position: int) -> bool:
    """Whether "a town" is told of before a position, and no place that is one between them."""
    for other in reversed(page.sentences[max(0, sentence.index - BEFORE) : sentence.index + 1]):
        text = other.text[: max(0, position - other.start)]
        last = max((m.end() for m in _A_TOWN.finditer(text)), default=-1)
        sites = sites_in(page, other.start, max(other.start, min(position, other.end)))
        inside = [m for m in sites if not in_dateline(page, m.start)]
        if last >= 0:
            return all(m.start < other.start + last for m in inside)
        if inside:
            return False
    return False


def named_next(page: Page, sentence: Sentence) -> Found | None:
    """The X of "The town of X lies …", "X, on the river, was …", where it follows on a sentence about "a town"; null
    where none does.
    """
    if (again := _taken_again(page, sentence)) is not None:
        return again
    for other in page.sentences[sentence.index + 1 : sentence.index + 1 + BEHIND]:
        first = next(iter(page.places_in(other.start, other.end)), None)
        if first is None:
            continue
        before, behind = other.text[: first.start - other.start], other.text[first.end - other.start :]
        opens = not before.strip('"“') and first.feature in ("settlement", "base", "other")
        if _NAMED.match(before) or (opens and _GOES_ON.match(behind) and not _AWAY.search(behind)):
            return Found.of(first)
    return None


def struck_next(page: Page, sentence: Sentence, around: Found) -> Found | None:
    """The town that the next sentences name as struck, where one tells of "a village in the north" alone: "20 killed in
    a village in northern Mali. … Sunday's attack on X"; or whose market it was, told of as "a market". around: the
    region or country that the sentence names.
    """
    sites = {match[1] for match in _A_SITE.finditer(sentence.text)}
    unnamed = told_without_name(page, sentence, sentence.end)
    if not (sites or unnamed):
        return None
    for other in page.sentences[sentence.index + 1 : sentence.index + 1 + BEHIND]:
        towns = [m for m in page.places_in(other.start, other.end) if m.feature == "settlement"]
        if not towns:
            continue
        first, land = towns[0], around.place
        before = other.text[: first.start - other.start]
        again = _THE_SITE.search(before)
        told = (unnamed and _STRUCK.search(before) is not None) or (again is not None and again[1] in sites)
        lies = first.place.country == land.country and (
            around.feature == "country" or first.place.admin1 == land.admin1
        )
        told = told and lies and _ANOTHER_DAY.search(before) is None and not only_a_distance(first, page)
        return Found.of(first) if told else None
    return None


_HIT_THERE = re.compile(
    r"\b(?:struck|hit|attacked|targeted|stormed|raided|ambushed|bombed|shelled|overran|blew up)\b[^,.;:]{0,60}? "
    r"(?:in|at|near|on|outside) (?:the )?(?:[a-z-]+ ){0,3}(?:(?:town|city|village|settlement|hamlet|port) of )?$"
)
"""What stands before the town in which a later sentence says that they struck."""


def hit_next(page: Page, sentence: Sentence, written_from: Found) -> Found | None:
    """The town of the same land in which the next sentences say that they struck, where a report has named only the
    one that it was written from: "CITY — Rebels killed 13 soldiers. … They struck a post in the small town of X".
    """
    for other in page.sentences[sentence.index + 1 : sentence.index + 1 + BEHIND]:
        for mention in page.places_in(other.start, other.end):
            before = other.text[: mention.start - other.start]
            if mention.feature != "settlement" or mention.place.country != written_from.place.country:
                continue
            other_town = mention.place.name != written_from.place.name and _HIT_THERE.search(before) is not None
            return Found.of(mention) if other_town and _ANOTHER_DAY.search(other.text) is None else None
    return None


def _taken_again(page: Page, sentence: Sentence) -> Found | None:
    """The one town of which the next sentences tell as of what was taken: "… The SNA took control of X at dawn"."""
    found: list[Found] = []
    for other in page.sentences[sentence.index + 1 : sentence.index + 1 + TOLD_AGAIN]:
        for mention in page.places_in(other.start, other.end):
            before = other.text[: mention.start - other.start]
            wide = mention.feature not in ("settlement", "other", "district")
            if wide or _TAKING.search(before) is None or _OFFICES_IN.search(before):
                continue
            if _ANOTHER_DAY.search(before) is None and not only_a_distance(mention, page):
                found.append(Found.of(mention))
    return found[0] if len({one.place.name for one in found}) == 1 else None
