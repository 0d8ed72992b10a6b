"""Clauses beside a change of hands that have a deed, and a date, of their own: "troops from X, seized in May"."""

import re

_TOOK = (
    r"(?:seized|captured|took(?! place| part)|taken|overran|overrun|retook|retaken|recaptured|occupied|lost|liberated|"
    r"conquered)"
)
_TAKEN_ITSELF = re.compile(
    rf", (?:which|where) (?:(?:was|were|had been|has been|they|it|\w+ had) )?(?:also |only |briefly )?{_TOOK}\b[^,;]*\Z"
)
"""A place told of beside that was taken itself: "fell to troops advancing from X, which was seized on Friday"."""
_AFTER_IT_WAS = re.compile(
    r"\b(?:after|since) (?:it|they|he|the [\w-]+|[A-Z][\w-]+) (?:had |was |were |had been )?(?:first )?"
    rf"{_TOOK}\b[^,;]*\Z"
)
"""What had come before: "recaptured X after it was seized by the rebels last week"."""
_WHO_TOOK = re.compile(rf"\b(?:who|which|that) (?:had |have )?{_TOOK}\b[^,;.]*\Z")
"""What somebody had taken before: "rebels who seized X in March captured Y"."""
_AFTER_TAKING = re.compile(rf"\A\W*(?:After|Once|Since) [^,;]*\b{_TOOK}\b[^,;]*\Z")
"""What came first: "After rebels captured X early this month, the army retook it"."""
_WHO_ONCE = re.compile(
    r"\b(?:who|which|that|since (?:the|a|an|its|his)) [^,;:.]*\b(?:power|office|overthrew|toppled|ousted|founded|"
    r"formed|began|broke out|started|erupted|split|invaded|invasion|coup|rose up|independence|annexed)\b[^,;:.]*\Z"
)
"""What somebody did once: "a setback for the junta that seized power in 2021", "the first since the war began in"."""
_NTH_TIME = re.compile(r"\b(?:second|third|fourth|fifth|\w+th|first|last) time [^,;]*\Z")
"""What has come about before: "it is the third time X has fallen since the war broke out two months ago"."""
LONG = 365
"""Days after which a date is no news."""


def dates_another(text: str, start: int, end: int, head: tuple[int, int], oldest: int | None) -> bool:
    """Whether the time at [start, end) of a sentence dates another deed than the change of hands at ``head``."""
    if start >= head[1]:
        between = text[head[1] : start]
        if " since " in between and _NTH_TIME.search(text[: head[0]]):
            return True
        once = (oldest or 0) > LONG and _WHO_ONCE.search(between) is not None
        return once or (_TAKEN_ITSELF.search(between) or _AFTER_IT_WAS.search(between)) is not None
    close = text[end : head[0]]
    if "," in close and _AFTER_TAKING.search(text[:start]):
        return True
    return len(close.split()) < FEW and "," not in close and _WHO_TOOK.search(text, 0, start) is not None


FEW = 3
"""Words between the date of one deed and the verb of the next."""
_LOST_AFTER = re.compile(
    r"\b(?:years?|decades?) (?:after|since) (?:(?:it|they|he|the [\w-]+|[A-Z][\w-]+) )?(?:had |was |were )?"
    r"(?:first |been |itself |themselves )?"
    rf"(?:{_TOOK}|losing|seizing|taking|capturing|overrunning|fell|falling|driven|its (?:fall|capture|loss))\b"
)
_FORMER_AGE = re.compile(
    r"(?<!in the )(?<!of the )(?<!late )(?<!early )\b\d{1,2}(?:st|nd|rd|th)[- ]century (?=[a-z])", re.I
)
"""The age of a building: "flew over the 13th-century citadel"."""


def without_ages(text: str) -> str:
    """A sentence without the ages of the buildings that it tells of."""
    return _FORMER_AGE.sub("", text) if "century" in text else text


def without_between(text: str) -> str:
    """A sentence without the years that lie between two changes of hands: "regained it five years after losing it"."""
    return _LOST_AFTER.sub("", text) if " after " in text or " since " in text else text


def told_of_once(text: str, year: str, head: int) -> bool:
    """Whether a year stands in a clause behind ``head`` that tells what somebody did once."""
    at = text.find(year, head)
    return at > head and text.find(year) == at and _WHO_ONCE.search(text[head:at]) is not None
