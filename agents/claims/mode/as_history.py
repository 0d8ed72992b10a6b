"""Phrases that tell of the past ("the anniversary of", "World War"), and where they only stand beside news."""

import re
from functools import cache, lru_cache

from agents.claims.language.other_clauses import without_ages
from agents.claims.language.phrases import Phrases
from agents.claims.words import listed, mode_words


@cache
def _historical() -> Phrases:
    """The phrases of history."""
    return Phrases(mode_words().historical)


_SINCE = re.compile(r"\bpost-\w+")
"""What is after an age is not of it: "the deadliest attack in post-Soviet history"."""


_DIGIT = re.compile(r"\d")
LONG_AGO = re.compile(
    r", (?:\w+ (?:by|to|from) |(?:among them|including|some of them|many of them|most of them) (?=[^,;.]*ed ))[^,;.]* "
    r"(?:(?:years?|decades?) ago|in (?:[A-Z]\w+ )?\d{4}),"
)
"""An aside that tells of another deed, long ago: "X, seized by rebels three years ago, has been retaken"."""


def without_long_ago(text: str) -> str:
    """A sentence without such asides."""
    return LONG_AGO.sub(",", text) if " ago," in text or _DIGIT.search(text) else text


_SITE = re.compile(
    r"\b(?:at|near|outside|inside|attacked|struck|hit|targeted|stormed|shelled|bombed|raided|of|to) (?:the )?"
    r"(?:[A-Z][\w’'.-]+ )*(?:Memorial(?: [A-Z]\w+)+|Veterans [A-Z]\w+|(?<=[a-z] )Museum\b)"
)
"""A site whose name is of the past, and not what happens there: "shelled the Lumumba Memorial Hospital"."""
_CEREMONY = re.compile(
    r"(?:\b(?:during|at|on|amid|near|outside|into|among|before|after|targeted|targeting|hit|struck|attacked|disrupted) "
    r"(?:(?:a|an|the|his|her|its) )?(?:[\w'’-]+ ){0,4}|, )"
    r"(?:marking|to mark|commemorating|celebrating|to commemorate|for|of) [^,.;:]*?"
    r"\b(?:anniversary|centenary|remembrance)\b"
)


_BY_ITS_DAY = re.compile(
    r"\b(?:days?|hours?|weeks?|nights?|months?|eve) (?:before|ahead of|after|of) the [^,.;]{0,60}?\banniversary\b"
    r"(?: of [^,.;]*)?"
    r"|\b(?:came|comes|coming|fell|falls|coincid\w+|timed|launched|staged|struck|carried out)(?: \w+){0,3}? "
    r"(?:on|with|for|to mark) the [^,.;]{0,60}?\banniversary\b(?: of [^,.;]*)?"
    r"|\bmark(?:ed|ing|s)? the [^,.;]{0,60}?\banniversary [^,.;]{0,60}?with (?:an? |\w+ ){1,3}"
    r"(?:attacks?|raids?|strikes?|bombs?|bombings?|assaults?|ambush|ambushes|rockets?|missiles?)\b"
)
"""An anniversary that only dates an attack: "a day before the anniversary of X", "came on the anniversary"."""
_OLD_THINGS = re.compile(
    r"\b(?:colonial|medieval|ottoman|roman|byzantine|victorian)(?:[- ]era\b|[- ]built\b| (?:\w+ )?(?:town|city|quarter|"
    r"church|mosque|bridge|fort|fortress|castle|citadel|market|bazaar|building|house|mansion|cathedral|monastery|"
    r"palace|walls?|villa|barracks|prison|monument|tower|gate|temple|centre|center|site)\b)"
    r"|(?<=st in )(?:\w+ ){0,3}centur(?:y|ies)(?: of \w+)?"
    r"|(?<=st attack in )(?:\w+ ){0,3}centur(?:y|ies)(?: of \w+)?"
    r"|\b(?:storming|attack\w*|siege|raid\w*|blasts?|bomb\w*|explosions?|shootings?|shell\w*|struck|hit|hits|targeted)"
    r"(?: \w+){0,6} (?:museum|memorial)\b"
    r"|\bmuseum(?= (?:guards?|staff|director|curator|attack|siege|visitors?|workers?)\b)"
    r"|\bmemorial (?:service|ceremony|mass|prayers?|hall|park|stadium|hospital|school|event|parade)"
    r"(?= (?:was|were|is|being|had been|has been)?(?: \w+)? ?(?:bomb|attack|hit|struck|shell|storm|target|raid))"
)
"""What is old, or named for the dead, and where it happens now: "a medieval town", "a memorial service was bombed"."""
_OF_OLD = ("colonial", "medieval", "ottoman", "roman", "byzantine", "victorian", "centur", "museum", "memorial")
"""One of these stands in whatever names it."""


_IN_CHILDHOOD = re.compile(
    r"\bwhen (?:he|she|i) was (?:just |only |about )?(?:an? (?:child|boy|girl|baby|toddler|teenager|infant|schoolboy|"
    r"schoolgirl)|young|little|born|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|\d{1,2})(?: years? old| months? old)?(?=[.,;]| and | by |$))"
)
"""What somebody lived through long ago: "his father was killed when he was six"."""


_TOLD_THERE = re.compile(
    r"\b(?:told|addressed|addressing) (?:an?|the) (?:[\w'’-]+ ){1,3}(?:marking|to mark|commemorating|celebrating) "
    r"[^,.;:]*?\b(?:anniversary|centenary|remembrance)\b"
)
"""Somebody spoke at it: "…, the president told a rally marking the anniversary of Y"."""


def beside_the_deed(text: str) -> str:
    """A sentence (lower case) without the ceremony that an attack befell: "a blast during a march marking the
    anniversary of X killed nine" tells of now.
    """
    if "anniversary" not in text and "centenary" not in text and "remembrance" not in text:
        return text
    text = _TOLD_THERE.sub(" ", _BY_ITS_DAY.sub(" ", text))
    found = _CEREMONY.search(text)
    if found is None:
        return text
    before = {word.strip(".,;:'’\"”“()") for word in text[: found.start()].split()}
    told = before & listed("attack_nouns", "deeds", "killing_words") and not before & listed("at_ceremonies")
    return text[: found.start()] + text[found.end() :] if told else text


@lru_cache(maxsize=256)
def told_as_history(text: str) -> str:
    """The phrase that makes a sentence history ("anniversary", "World War"), or "": asked for each claim near it."""
    whole, text = text, without_ages(text)
    text = _SITE.sub(" ", text) if "Memorial" in text or "Veterans" in text or "Museum" in text else text
    low = text.lower()
    low = _SINCE.sub("", low) if "post-" in low else low
    low = beside_the_deed(without_long_ago(low))
    low = _OLD_THINGS.sub(" ", low) if any(word in low for word in _OF_OLD) else low
    if " when " in low and (young := _IN_CHILDHOOD.search(low)) is not None:
        return young.group()
    found = _historical().find(low, whole)
    return found.group() if found is not None else ""


def commemorated(text: str) -> int:
    """Where a sentence speaks of a commemoration, which a fresh date may date alone; -1 where it does not."""
    low = beside_the_deed(text.lower())
    return min((at for phrase in listed("commemorations") if (at := low.find(phrase)) >= 0), default=-1)
