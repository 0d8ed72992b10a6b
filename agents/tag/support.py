"""What the words around a name say for its being a place: heads, prepositions, containers, lists, datelines. Pure."""

import re
from dataclasses import dataclass
from itertools import pairwise

from agents.tag.gazetteer import Candidate
from agents.tag.lexicon import Lexicon
from agents.tag.resolve import Choice
from agents.tag.runs import Found
from agents.tag.text import fold
from agents.tag.words import Words
from schemas.place import Feature

MAX_WORDS_BEFORE = 4
_COMMA = re.compile(r",? ?\(?")
_DATELINE = re.compile(r"(?:,? [A-Z][\w.]+){0,3} ?(?:\([\w /.-]{2,20}\)|[—–-]|--|:)")
_IN = re.compile(r" in (?:the )?(?:[a-z-]+ )?")
_PLACE_NOUN = (
    r"(?:town|city|village|capital|port|stronghold|district|province|hub|settlement|hamlet|suburb|island|bastion|seat|"
    r"crossroads|garrison|base|nerve centre|home|headquarters|gateway|centre|center|redoubt|outpost)"
)
_IS_CALLED = re.compile(
    rf",(?: [\w'’-]+){{0,4}}? (?:the|a|an|its|their|our|\w+['’]s)(?: [\w'’-]+){{0,4}} {_PLACE_NOUN}\b"
)
_DONE_TO = (
    r"(?:captured|seized|taken|retaken|recaptured|overrun|abandoned|lost|liberated|occupied|besieged|evacuated|shelled|"
    r"bombed|stormed|surrounded|encircled|freed|under siege|(?:back |now |firmly )*in \w+(?: \w+)? hands|"
    r"(?:back |now )*under \w+(?: \w+)? control)"
)
_FELL = r"f(?:ell|alls)(?= (?:to|into|under|without|on|after|as|last|early|late|at|before|this|yesterday|overnight)\b)"
_IS_TAKEN = re.compile(
    rf"(?:,[^,.;\n]{{3,70}},)? (?:also |now |then |soon |finally )?"
    rf"(?:{_FELL}|did not fall|(?:has|had)(?: not)? fallen|changes hands|"
    r"changed hands|surrendered|surrenders|capitulated|"
    r"(?:was|were|is|are|has been|had been|have been|being) (?:\w+ly |now |also |then |already |again )*"
    rf"{_DONE_TO}|(?:lost|liberated|recaptured|overrun)(?=[,.;]|$))(?!\w)"
    r"(?! (?:in love|on hard|into line|to earth|to pieces))"
)
_LIST_GAP = re.compile(r"(?:, (?:and |or )?| and | or |,? as well as |/|–|-)(?:in |the |nearby |al-)?")


@dataclass(slots=True)
class Support:
    """What the text around a name says for its being a place.

    head: what the noun after it calls it ("Kirkuk province"), up to head_end; noun_of: the noun before it ("the town
    of Hit"); before: the noun that is the first part of the name ("Camp Speicher"), from before_start; locative: after
    "in" and the like; weak_locative: after "from", "left" and the like; container: the country or province it is said
    to lie in; dateline: opens a report; listed: beside a place in a list; speaks: what follows is said of persons.
    """

    head: Feature | None = None
    head_end: int | None = None
    noun_of: Feature | None = None
    before: Feature | None = None
    before_start: int | None = None
    locative: bool = False
    weak_locative: bool = False
    container: Candidate | None = None
    dateline: bool = False
    listed: bool = False
    speaks: bool = False
    taken: bool = False


@dataclass(slots=True)
class Mention:
    """A name on its way to being a mention: its support, whether it was accepted, and what it was taken to mean."""

    start: int
    end: int
    found: Found
    support: Support
    accepted: bool = False
    choice: Choice | None = None


class SupportReader:
    """Reads the words around names; holds only the lexicon."""

    def __init__(self, lexicon_: Lexicon) -> None:
        self._lexicon = lexicon_

    def read(self, words: Words, found: Found) -> Mention:
        """A name with what the words directly around it say."""
        support, text = Support(), words.text
        start, end, after = found.start, found.end, found.last + 1
        known = self._lexicon.words
        following = words.keys[after] if after < len(words) and words.gap(after - 1) == " " else ""
        if not found.possessive and following in self._lexicon.head_firsts:
            head = self._lexicon.head_after.match(text, end)
            if head:
                self._take_head(found, head, support)
                end = support.head_end or end
        previous = words_before(words, found.first)
        if previous:
            self.take_before(previous, support)
            if previous[-1] in known.before:
                support.before = known.before[previous[-1]]
                support.before_start = words.starts[found.first - 1]
        support.speaks = following in known.speech_after
        support.taken = is_taken(text, start, end, previous)
        if (start == 0 or text[start - 1] == "\n") and _DATELINE.match(text, end):
            support.dateline = text[start:end].isupper() or found.name.kind == "sure"
        return Mention(start, end, found, support)

    def _take_head(self, found: Found, head: re.Match[str], support: Support) -> None:
        word = fold(head.group(1))
        words = self._lexicon.words
        if word in words.state_heads:
            provinces = any(candidate.feature == "province" for candidate in found.name.candidates)
            feature: Feature | None = "province" if provinces else None
        else:
            feature = words.heads[word]
        if feature == "settlement" and found.name.best.feature in ("country", "province", "region"):
            settled = any(candidate.feature == "settlement" for candidate in found.name.candidates)
            feature = feature if settled else None
        if feature is not None:
            support.head, support.head_end = feature, head.end()

    def take_before(self, previous: list[str], support: Support) -> None:
        """Add what the words before a name say (keys, the nearest last)."""
        words = self._lexicon.words
        rest = list(previous)
        while rest and rest[-1] in ("the", "nearby", "neighbouring", "northern", "southern", "eastern", "western"):
            support.locative |= rest[-1] in words.locatives
            rest.pop()
        if not rest:
            return
        last, two = rest[-1], " ".join(rest[-2:])
        if last == "of" and len(rest) > 1 and rest[-2] in words.nouns_of:
            support.noun_of = words.nouns_of[rest[-2]]
        elif last in ("city", "town", "village"):
            support.noun_of = "settlement"  # "the port city Latakia"
        money = len(rest) > 1 and rest[-2] in words.not_locative_nouns
        support.locative |= (last in words.locatives or two in words.locatives or last.endswith("-held")) and not money
        support.weak_locative |= last in words.weak_locatives

    def link(self, text: str, mentions: list[Mention]) -> None:
        """Containers ("Hit, Anbar", "Bama in Borno state") and lists ("Baiji, Hit and Rawa")."""
        for first, second in pairwise(mentions):
            gap = text[first.end : second.start]
            if len(gap) > 28:
                continue
            container = next((c for c in second.found.name.candidates if c.feature in ("country", "province")), None)
            within = bool(gap) and (_COMMA.fullmatch(gap) is not None or _IN.fullmatch(gap) is not None)
            if container is not None and within and second.found.name.kind in ("sure", "weak"):
                fits = [
                    c for c in first.found.name.candidates if c.country == container.country and c.row != container.row
                ]
                fits = [c for c in fits if container.feature == "country" or c.admin1 == container.admin1]
                if fits and first.found.name.best.feature != "country":
                    first.support.container = container
            if is_list(gap):
                first.support.listed |= second.found.name.kind == "sure"
                second.support.listed |= first.found.name.kind == "sure" or first.support.listed
                second.support.locative |= first.support.locative


def is_list(gap: str) -> bool:
    """Whether what stands between two names makes a list of them."""
    return len(gap) < 24 and _LIST_GAP.fullmatch(gap) is not None


_TOOK = frozenset({"took", "take", "takes", "taken", "taking", "lost", "reached", "entered", "turned", "handed"})
_STOPS = re.compile(
    r"[.,;]|$| (?:on|from|after|before|and|last|early|without|with|overnight|by|at|in|over|a day|two days)\b| [“\"(]"
)
"""What stands behind an object: nothing more belongs to the name."""
_FROM = re.compile(
    r"\b(?:dislodged?|driven|drove|oust(?:ed)?|expelled|evicted|pushed|cleared|flushed|forced|withdrew|withdrawn|pulled|"
    r"retreated|prised|wrested|chased|ejected|routed)(?: [\w’'-]+){0,5} (?:from|out of)(?: the)? $"
)


def is_taken(text: str, start: int, end: int, previous: list[str]) -> bool:
    """Whether what stands behind a name is said of towns in war: "X was overrun", "X, the last stronghold"."""
    if _IS_TAKEN.match(text, end) is not None or _IS_CALLED.match(text, end) is not None:
        return True
    if previous[-1:] and previous[-1] in _TOOK and _STOPS.match(text, end) is not None:
        return True
    return _FROM.search(text[max(0, start - 80) : start]) is not None


def words_before(words: Words, at: int) -> list[str]:
    """Up to four words directly before a word, as keys; those of one hyphenated compound joined by a hyphen."""
    found: list[str] = []
    while at > 0 and len(found) < MAX_WORDS_BEFORE:
        gap = words.gap(at - 1)
        if gap in ("-", "‑") and found:
            found[0] = f"{words.keys[at - 1]}-{found[0]}"
        elif gap in (" ", "\n", "\u00a0"):
            found.insert(0, words.keys[at - 1])
        else:
            break
        at -= 1
    return found
