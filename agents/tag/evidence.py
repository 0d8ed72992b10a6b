"""What the text says for an unknown name's being a place, and against it: all that unknown.py decides upon. Pure."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from agents.tag.lexicon import Lexicon
from agents.tag.names import Names, bare_fold
from agents.tag.reading import Reading, Unknown
from agents.tag.support import Support, SupportReader, community, is_list, named_behind, words_before
from agents.tag.taken import OWNS, is_taken, lies_by, lies_in
from agents.tag.text import fold
from agents.tag.words import Words
from schemas.place import Feature

_LISTED = re.compile(
    r"[.,;:)\"”’'/–-]|$|\n| (?:and|or|in|on|at|as|to|of|from|with|near|where|which|after|before|during|over|who|fell|"
    r"were|was|are|is|have|had|has|by|for|last|this|early|late|while|when|but|\(|[a-z-]+ed\b|quarters?|districts?|"
    r"neighbou?rhoods?|areas?|provinces?|regions?|villages?|towns?|townships?|counties|camps?|bases?|governorates?|"
    r"oblasts?|front)\b"
)
"""What follows the last name of a list of places, and no noun that the name describes ("X and the Catholic bishop")."""
_APPOSED = re.compile(r", (?:\d\d\b|who\b|whose\b|(?:his|her|their|its|an?|the|one of)((?: (?!of\b)[\w’'-]+){1,5}))")
"""What follows a name and may call it somebody: an age, "who", or nouns (group 1)."""
_BARE: frozenset[Feature] = frozenset({"base", "camp", "hill", "water", "island"})
"""What a noun makes of a word that is nobody's name wherever it stands ("Kanyaruchinya camp is empty")."""
_OF_A_PLACE = ("'s ", "’s ")
_IN_A_TOWN = re.compile(r"\b(?:[Ii]n|[Aa]t|near|outside|on|hit|struck|entered) ((?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+)$")
_QUARTER_STOPS = re.compile(
    r"[.,;:]|$| (?:on|from|after|before|and|last|early|late|yesterday|today|overnight|when|where|while|as|under|"
    r"during|by|at|in|with|were|was|have|has|had|who|that|which)\b"
)
"""What follows a quarter's name, and no noun that it describes ("in Cairo's Ahram newspaper")."""


@dataclass(slots=True)
class Evidence:
    """What the text says of one unknown name.

    support: the words around it; placed: it stands where places stand, if loosely; listed: in a list with a place
    before it; feature, end: what the noun after it or its own first word calls it, and where it ends; opener: its
    first word opens names of places; located: what follows says where it lies; owns: it has what towns have; somebody:
    what follows says that it is a person.
    """

    support: Support
    written: str
    previous: list[str]
    placed: bool = False
    listed: bool = False
    feature: Feature | None = None
    end: int = 0
    opener: bool = False
    located: bool = False
    owns: bool = False
    somebody: bool = False


class EvidenceReader:
    """Reads it; holds only what never changes after loading."""

    def __init__(self, names: Names, lexicon_: Lexicon, support: SupportReader) -> None:
        self._names = names
        self._words = lexicon_.words
        self._common = lexicon_.common
        self._head_after = lexicon_.head_after
        self._late_head = re.compile(rf" ({'|'.join(sorted(lexicon_.words.late_heads))})(?![\w-])")
        self._support = support

    def read(self, words: Words, unknown: Unknown, reading: Reading, ends: list[int]) -> Evidence:
        """The evidence for a name; ``ends``: where the mentions found so far end, sorted."""
        text = words.text
        written = text[unknown.start : unknown.end]
        first = unknown.first - (unknown.first > 0 and words.text[unknown.start - 3 : unknown.start] in ("al ", "el "))
        seen = Evidence(Support(), written, words_before(words, first), end=unknown.end)  # "the town of al Qadima"
        seen.opener = fold(written.split(" ")[0]) in self._words.openers
        seen.somebody = self._somebody(text, unknown)
        of_control = seen.previous[-1:] == ["of"] and " ".join(seen.previous[-2:]) in self._words.locatives
        seen.located = lies_in(text, unknown.end) or (of_control and text.startswith(" in ", unknown.end))
        seen.owns = OWNS.match(text, unknown.end) is not None
        self._around(words, unknown, seen)
        seen.support.strict |= of_control and seen.located
        before = bisect_right(ends, unknown.start)
        gap = text[ends[before - 1] : unknown.start] if before > 0 else "\n"
        in_list = not unknown.whole and gap != ", the " and is_list(gap)
        seen.listed = in_list and _LISTED.match(text, unknown.end) is not None
        support = seen.support
        seen.placed = support.locative or support.weak_locative or support.taken or gap in _OF_A_PLACE
        self._head(text, unknown, reading, seen)
        if seen.feature is None and gap in _OF_A_PLACE and not seen.somebody:
            town = _IN_A_TOWN.search(text[max(0, ends[before - 1] - 50) : ends[before - 1]])
            if town is not None and self._is_town(town.group(1)) and _QUARTER_STOPS.match(text, unknown.end):
                seen.feature = "neighbourhood"  # "in Derry's Bogside"
        return seen

    def _is_town(self, written: str) -> bool:
        """Whether a name is that of a well-known town."""
        name = self._names.get(written)
        return name is not None and name.kind == "sure" and name.best.feature == "settlement"

    def _around(self, words: Words, unknown: Unknown, seen: Evidence) -> None:
        text, support, previous = words.text, seen.support, seen.previous
        if previous:
            self._support.take_before(previous, support, text[words.starts[unknown.first - 1]].isupper())
        support.placed_in(text, unknown.start)
        after = unknown.last + 1
        following = words.keys[after] if after < len(words) and words.gap(unknown.last) == " " else ""
        support.strict |= previous[-1:] == ["the"] and following in self._words.areas
        object_of = support.locative or support.weak_locative
        support.strict |= lies_by(text, unknown.start, unknown.end, previous, object_of)
        port = " " in seen.written and fold(seen.written.split(" ")[0]) in self._words.ports
        support.strict |= port and support.weak_locative
        support.locative = (support.locative or support.strict) and not self._of_a_title(words, unknown)
        support.taken = is_taken(text, unknown.start, unknown.end, previous) and not seen.somebody

    def _of_a_title(self, words: Words, unknown: Unknown) -> bool:
        """Whether a common word ends the name of a body: "Aid to the Church in Need", "Artists for Action"."""
        at = unknown.first - 2
        if at < 0 or unknown.first != unknown.last or words.keys[unknown.first] not in self._common:
            return False
        joined = words.gap(at) == words.gap(at + 1) == " " and words.text[words.starts[at + 1]].islower()
        return joined and words.text[words.starts[at]].isupper()

    def _head(self, text: str, unknown: Unknown, reading: Reading, seen: Evidence) -> None:
        """Take the noun after it, where that noun makes even an unknown name a place; or the first word of its own."""
        several = " " in seen.written and seen.previous[-1:] == ["the"]
        new = self._plainly_new(bare_fold(seen.written), reading)
        any_noun = seen.placed or several
        late = self._late_head.match(text, unknown.end)
        head = self._head_after.match(text, unknown.end)
        head = None if head is not None and named_behind(text, head) else head
        noun = fold(head.group(1)) if head else ""
        if unknown.possessive:
            pass
        elif late is not None and any_noun:
            seen.feature, seen.end = self._words.late_heads[late.group(1)], late.end()
        elif head is not None and noun in self._words.heads:
            feature = self._words.heads[noun]
            office = feature == "province" and head.group(1)[0].isupper()  # "the Agriculture Department"
            if noun in self._words.naming_heads or ((any_noun or (new and feature in _BARE)) and not office):
                seen.feature, seen.end = feature, head.end()
        if seen.feature is None and seen.placed and (village := community(text, unknown, seen.previous)) is not None:
            seen.feature, seen.end = "settlement", village
        if seen.feature is None:
            first, _, rest = seen.written.partition(" ")
            seen.feature = self._words.before.get(fold(first)) if rest else None  # "Camp Abubakar", "Mount Cudi"

    def _plainly_new(self, bare: str, reading: Reading) -> bool:
        """Whether nothing makes a word anybody's name, so that even "the X camp" is no party's."""
        return not (self._names.is_persons(bare) or bare in reading.persons or bare in reading.perhaps_persons)

    def _somebody(self, text: str, unknown: Unknown) -> bool:
        """Whether what follows says that it is a person: ", his driver", ", 34", ", who"."""
        match = _APPOSED.match(text, unknown.end)
        if match is None:
            return False
        told = match.group(1)
        somebody = self._words.titles | self._words.people
        return told is None or any(word in somebody for word in told.lower().split())
