"""The time of a claim from the expressions of time around it, against when the article was published."""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from agents.claims.language.when import When
from schemas.claim import ClaimTime, Timing

_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|statement|tweet|tweeted|posted|claimed|confirmed|spoke|speaking|according)\b"
)
_BARRIER = re.compile(r"[,;:—]|\b(?:who|which|after|before|when|while|said|told|claimed|reported)\b")
SAID_THEN = re.compile(
    r"\b(?:said|told \w+|announced|reported|confirmed|admitted|acknowledged|denied|claimed|stated|declared)"
    r"(?: in \w+| late| early)?(?: on)?\s+\Z"
)
"""A verb of saying right before a day: "said on Thursday that …" dates the saying."""
_OF_A_YEAR = re.compile(r" in (?:[A-Z]\w+ )?(?:19|20)\d\d\b")
"""A year right behind a time of day, which is its own: "overnight in 2009"."""
_TIMES = re.compile(r"\b(?:time|times)\s+\Z")
_RELATIVE = re.compile(r"\b(?:which|who|that|where|whose|whom)\b|\A[^,]*, (?:an? |\w+ed |lost |taken |held |won )")
_WHO_HELD = re.compile(r"\b(?:who|which|that) (?:had|have|has|held|ruled)\b[^,;.]*\Z")
_WHO_DID = re.compile(
    r", (?:who|which|whose|(?:first |last |briefly )?(?:\w+ed|held|taken|lost|overrun|won) (?:by|to|from)) [^,;.]*\Z"
)
"""An aside with a deed of its own before a time: "X, seized by rebels two years ago, is …"."""
_CLOSED = re.compile(r"(?: [\w’'-]+){0,3},")
"""The end of a clause right behind a day; no "whose offensive last week swept through the north, capturing X"."""
_OF_ITS_OWN = re.compile(
    r", (?:from |to |over |in |at )?(?:which|where|whom) (?:(?:the|its|his) )?(?!(?:took|occurred|happened|began|came|"
    r"started|broke|lasted|is|are|was|were|has|had|have)\b)[\w'’-]+ (?!on\b|late\b|early\b)[^,]*\Z"
)
"""A clause with a verb of its own before a time: that clause is dated; no "the raid, which took place on Friday"."""
_FORCE_THAT = re.compile(
    r"\b(?:forces?|troops|soldiers|rebels|fighters|militia|group|army|insurgents|militants|contingent|mission|brigade) "
    r"(?:that|which|who) (?!(?:took|seized|captured|killed|attacked|struck)\b)[\w’'-]+ [^,;.]*\Z"
)
"""A clause about a force before a time, which dates it: "a success for the force that deployed to Y last month"."""
_THEY_DID = re.compile(r"[^,;] (?:which|that) (?:the )?[A-Z][\w’'-]+ \w+ed\b[^,;.]*\Z")
"""What somebody did with the thing before it: "blurs the border of the state that X declared in June"."""
_HAS_LONG_BEEN = re.compile(
    r"\b(?:which|that|who|where (?:[\w'’-]+ ){1,4}?)\s?\b(?:has|have)\b"
    r"(?! (?:left|killed|claimed|wounded|injured)\b)[^;.]*\Z"
)
"""A clause about what a place or a group has long been through, before a time: that clause is dated."""
_GREATEST = re.compile(
    r"\b(?:(?:the|its|their) (?:single )?(?:most \w+|worst|biggest|first|largest|deadliest|bloodiest|heaviest|greatest|"
    r"boldest|latest|gravest)|\w+'s (?:most \w+|worst|biggest|first|deadliest))\b[^.;]{0,60}\bsince\b"
)


_THAT_DID = re.compile(r",? (?:that|which|in which)(?: (?:had|has|also))* ")
"""Between the day of an attack and what it did."""
_WHEN = re.compile(r",? when [^,;]*\Z")
"""Between "since 2014" and what happened then: "at war since 2014, when rebels seized X"."""
_TAKEN_THEN = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bhad )(?<!\bhave )(?<!\bhas )"
    r"\b(?P<taken>abducted|kidnapped|detained|arrested|disappeared|vanished)"
    r"(?: (?:by|in|from|at|near) [^,;.]{1,50}?)? \Z"
)
"""Before a time: what befell those who are found now, "the bodies of 13 men kidnapped in X years ago"."""
_NEXT_CLAUSE = re.compile(r", (?:and|but|while)(?: (?:on|in|at|by|early|late))? ?\Z")
"""Between harm and a date that opens the next clause: "…, and on 24 June a village was attacked"."""
OTHER_CLAUSE = 1000
"""What it costs a time to stand in another clause, behind ";": only where no nearer one is told."""


def timing_of(oldest: int | None) -> Timing:
    """The contract's class of an event whose first day lies this many days before publication."""
    if oldest is None:
        return "recent"
    return "breaking" if oldest <= 2 else "recent" if oldest <= 14 else "background"


def claim_time(when: When | None, published: date | None, *, earlier: bool = False) -> tuple[ClaimTime, bool]:
    """(time of the claim, whether it is history). earlier: told as what came before, without a date of its own."""
    if when is None:
        if earlier:
            return ClaimTime(timing="recent"), False
        start = published - timedelta(days=1) if published else None
        return ClaimTime(start=start, end=published, timing="breaking"), False
    start = published - timedelta(days=when.oldest) if published and when.oldest is not None else None
    end = published - timedelta(days=when.newest) if published and when.newest is not None else None
    if when.since:
        end = published
    if when.said:
        start = None
    history = when.newest is not None and when.newest > 365 and not when.since
    timing = "background" if when.since and when.oldest is None else timing_of(when.oldest)
    return ClaimTime(text=when.text, start=start, end=end, timing=timing), history


_TAKEN = ("abducted", "kidnapped", "detained", "arrested", "disappeared", "vanished")
"""One of these stands wherever such a time does."""


def dates_their_capture(text: str, at: int, start: int = -1, end: int = -1) -> bool:
    """Whether a time at ``at`` is that of a capture beside the trigger at [start, end), and tells when that was."""
    if not any(word in text for word in _TAKEN):
        return False
    then = _TAKEN_THEN.search(text[:at])
    return then is not None and not start <= then.start("taken") < end


def nearest(found: list[When], start: int, end: int, text: str) -> When | None:
    """The expression that dates the trigger at [start, end) of the sentence: the nearest, one behind before one ahead.

    One that stands with a verb of saying dates the saying.
    """
    best: tuple[float, When] | None = None
    for when in found:
        ahead = when.start >= end
        if when.since and ahead and _RELATIVE.search(text[end : when.start]):
            continue  # "the town from which the war had been run since April"
        if ahead and (when.lasting or "recent" in when.text) and _HAS_LONG_BEEN.search(text[end : when.start]):
            continue  # "in X, which has seen many raids in recent months"
        if ahead and (_FORCE_THAT.search(text[end : when.start]) or _THEY_DID.search(text[end : when.start])):
            continue
        if ahead and _OF_ITS_OWN.search(text[end : when.start]):
            continue  # "retook the town, from which they withdrew a month ago"
        if when.since and ";" in (text[end : when.start] if ahead else text[when.end : start]):
            continue  # of another clause
        if dates_their_capture(text, when.start, start, end):
            continue  # "found the bodies of 13 men kidnapped years ago"
        if _OF_A_YEAR.match(text, when.end) and any(0 < other.start - when.end < 9 for other in found):
            continue  # "overnight in 2009"
        if _TIMES.search(text, 0, when.start):
            continue  # "for the fourth time this year"
        if when.since and ahead and _GREATEST.search(text[end : when.start]):
            continue  # "was the most significant advance since the uprising began in May"
        if when.since and not ahead and _THAT_DID.fullmatch(text, when.end, start):
            when = replace(when, since=False)  # "the first since an attack on Tuesday that killed 87"
        if when.since and not ahead and _WHEN.match(text, when.end, start):
            when = replace(when, since=False)
        if when.since and not ahead and _WHO_HELD.search(text, 0, when.start):
            continue  # "the rebels who had held the town since January have left"
        if not ahead and _WHO_DID.search(text, 0, when.start) and _CLOSED.match(text, when.end, start):
            continue  # "the rebels, who rose in 2000, have captured"
        between = text[end : when.start] if ahead else text[when.end : start]
        cost = len(between) + 40 * len(_BARRIER.findall(between)) + (0 if ahead else 5)
        cost += 80 * (ahead and when is not found[0] and _NEXT_CLAUSE.search(between) is not None)
        cost += OTHER_CLAUSE * (";" in between) + 40 * (not ahead and between.startswith(" and "))
        if best is None or cost < best[0]:
            said = _SAID.search(between) is not None or (
                not ahead and SAID_THEN.search(text, 0, when.start) is not None
            )
            best = (cost, replace(when, said=said))
    return best[1] if best is not None and best[0] % OTHER_CLAUSE < 260 else None
