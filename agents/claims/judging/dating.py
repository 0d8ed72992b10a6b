"""When it is said to have happened: the expression that dates a trigger, and the class of its age.

Timing: breaking within 48 hours before publication, recent within 14 days, background older; over a
year: history.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from agents.claims.judging.context import Context, once
from agents.claims.judging.history import before_that, commemorated, cumulative, presupposed, told_as_history, told_year
from agents.claims.judging.reading import Reading
from agents.claims.language.when import When, expressions
from schemas.claim import ClaimTime, Timing


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
    return ClaimTime(text=when.text, start=start, end=end, timing=timing_of(when.oldest)), history


_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|statement|tweet|tweeted|posted|claimed|confirmed|spoke|speaking|according)\b"
)
_BARRIER = re.compile(r"[,;:—]|\b(?:who|which|after|before|when|while|said|told|claimed|reported)\b")
_SAID_THEN = re.compile(
    r"\b(?:said|told \w+|announced|reported|confirmed|admitted|acknowledged|denied|claimed|stated|declared)"
    r"(?: in \w+| late| early)?(?: on)?\s+\Z"
)
"""A verb of saying right before a day: "said on Thursday that …" dates the saying."""
_TIMES = re.compile(r"\b(?:time|times)\s+\Z")
_RELATIVE = re.compile(r"\b(?:which|who|that|where)\b")


def nearest(found: list[When], start: int, end: int, text: str) -> When | None:
    """The expression that dates the trigger at [start, end) of the sentence: the nearest, one behind before one ahead.

    One that stands with a verb of saying dates the saying.
    """
    best: tuple[float, When] | None = None
    for when in found:
        ahead = when.start >= end
        if when.since and ahead and _RELATIVE.search(text[end : when.start]):
            continue  # "the town from which the war had been run since April"
        if _TIMES.search(text, 0, when.start):
            continue  # "for the fourth time this year"
        between = text[end : when.start] if ahead else text[when.end : start]
        cost = len(between) + 40 * len(_BARRIER.findall(between)) + (0 if ahead else 5)
        if best is None or cost < best[0]:
            said = _SAID.search(between) is not None or (
                not ahead and _SAID_THEN.search(text, 0, when.start) is not None
            )
            best = (cost, replace(when, said=said))
    return best[1] if best is not None and best[0] < 260 else None


def tell_time(context: Context, reading: Reading) -> None:
    """When it was, whether that makes it history, and whether its count is a running toll."""
    sentence, match = reading.sentence, reading.match
    tokens = sentence.tokens
    head = tokens[match.head]
    counts = [(t.start - sentence.start, t.end - sentence.start) for t in tokens if t.kind == "num"]
    found = [
        w
        for w in once(sentence, "times", lambda: expressions(sentence.text, context.published))
        if not any(w.start < end and start < w.end for start, end in counts) or not w.text.isdigit()
    ]
    when = nearest(found, head.start - sentence.start, head.end - sentence.start, sentence.text)
    earlier = presupposed(tokens, match, sentence)
    if before_that(tokens, match):
        when = None  # the day in the sentence is that of what came later
    reading.time, history = claim_time(when, context.published, earlier=earlier)
    if history and match.rule.kind == "casualty" and match.verb is not None and match.verb.tense == "perfect":
        history, reading.cumulative = False, True  # "have been killed in a war that began in 2011": a toll up to now
    phrase = once(sentence, "history", lambda: told_as_history(sentence.text))
    if reading.mode == "actual" and once(sentence, "commemorated", lambda: commemorated(sentence.text)):
        reading.mode, reading.reason = "historical", "a commemoration"
    if when is None and reading.mode == "actual" and (year := told_year(context, sentence)):
        reading.mode, reading.reason = "historical", year
    if history and reading.mode == "actual":
        reading.mode, reading.reason = "historical", reading.time.text or "long ago"
    elif phrase and reading.mode == "actual" and (when is None or reading.time.timing == "background"):
        reading.mode, reading.reason = "historical", phrase
    reading.cumulative = reading.cumulative or cumulative(tokens, match, when)
