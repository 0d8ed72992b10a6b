"""Places that the gazetteer lacks: names that the text itself calls a place, and like-sounding spellings. Pure."""

from bisect import bisect_right, insort

from agents.tag.lexicon import Lexicon
from agents.tag.mentions import mention_of
from agents.tag.names import Name, Names, bare_fold
from agents.tag.resolve import Context, choose, precision
from agents.tag.runs import Reading, Unknown
from agents.tag.support import Support, SupportReader, is_list, is_taken, words_before
from agents.tag.text import fold
from agents.tag.words import Words
from schemas.place import Feature, Place, PlaceMention

_PLACE_OPENERS = frozenset(
    {"Umm", "Wad", "Jebel", "Jabal", "Bir", "Ain", "Tell", "Tel", "Kafr", "Deir", "Beit", "Khan", "Ras", "Wadi", "Nahr"}
    | {"Port", "Fort", "Mount", "Nova", "Novo", "Stara", "Velika", "Mala", "Puerto", "Santa", "San", "Camp"}
)
"""First words of names that places bear and persons seldom."""
ALIKE_SHARE = 0.5
"""A like-sounding spelling counts only for a place in a country that the text points to at least so much."""


class UnknownPlaces:
    """Finds them; holds only what never changes after loading."""

    def __init__(self, names: Names, lexicon_: Lexicon, support: SupportReader) -> None:
        self._names = names
        self._words = lexicon_.words
        self._head_after = lexicon_.head_after
        self._support = support

    def find(self, words: Words, reading: Reading, context: Context, ends: list[int]) -> list[PlaceMention]:
        """All of them in a text; ``ends``: where the mentions found before end, sorted."""
        found: list[PlaceMention] = []
        ends = sorted(ends)
        for unknown in sorted(reading.unknown, key=lambda entry: entry.start):
            mention = self._one(words, unknown, reading, context, ends)
            if mention is not None:
                found.append(mention)
                insort(ends, mention.end)  # "the hamlets of X and Y": what is listed beside it is one, too
        return found

    def _one(
        self, words: Words, unknown: Unknown, reading: Reading, context: Context, ends: list[int]
    ) -> PlaceMention | None:
        text, support = words.text, Support()
        written = text[unknown.start : unknown.end]
        bare = bare_fold(written)
        if bare in reading.organisations or unknown.line != "text" or written.isupper():
            return None
        previous = words_before(words, unknown.first)
        opener = written.split(" ")[0] in _PLACE_OPENERS
        if bare in reading.persons and previous[-1:] not in (["in"], ["near"]) and not opener:
            return None  # in and near nobody: "in Wad Banda" is a place though Banda is a surname
        if previous:
            self._support.take_before(previous, support)
        taken = is_taken(text, unknown.start, unknown.end, previous)
        before = bisect_right(ends, unknown.start)
        listed = before > 0 and is_list(text[ends[before - 1] : unknown.start])
        feature, end = self._head(text, unknown)
        if not (listed or support.locative or support.noun_of or feature or taken):
            return None
        alike = self._alike(written, context)
        if alike is not None:
            return mention_of(unknown.start, unknown.end, written, choose(alike, context, None, support.noun_of))
        if feature is None and previous[-1:] == ["of"]:
            feature = support.noun_of
        if feature is None and (support.locative or listed or taken) and _plain(written, previous):
            feature = "other"
        if feature is None:
            return None
        name = text[unknown.start : end]
        place = Place(text=name, name=name, country=context.dominant(), precision=precision(feature))
        return PlaceMention(start=unknown.start, end=end, feature=feature, place=place)

    def _head(self, text: str, unknown: Unknown) -> tuple[Feature | None, int]:
        """What the noun after it calls it, where that noun makes even an unknown name a place, and where it ends."""
        head = self._head_after.match(text, unknown.end)
        noun = fold(head.group(1)) if head else ""
        if head is None or noun not in self._words.naming_heads:
            return None, unknown.end
        return self._words.heads.get(noun), head.end()

    def _alike(self, written: str, context: Context) -> Name | None:
        """A name of like sound, also where the article is glued to it ("Alwaer"), in a country of the text."""
        if len(written) <= 3:
            return None
        glued = written[:2] in ("Al", "El") and written[2].islower() and len(written) > 5
        name = self._names.alike(written) or (self._names.alike(f"Al-{written[2:]}") if glued else None)
        if name is None or not any(context.share(country) >= ALIKE_SHARE for country in name.countries):
            return None
        return name


def _plain(written: str, previous: list[str]) -> bool:
    """Whether a name is written as places are: capitals, three words at most; one only where people are taken, too."""
    parts = written.split(" ")
    named_so = parts[0] in _PLACE_OPENERS
    most = 1 if previous[-1:] and previous[-1] in ("captured", "seized") and not named_so else 3
    return len(written) > 2 and len(parts) <= most and all(part[:1].isupper() for part in parts)
