"""Places that the gazetteer lacks: names that the text itself calls a place, and like-sounding spellings. Pure."""

import re
from bisect import insort

from agents.tag.evidence import Evidence, EvidenceReader
from agents.tag.lexicon import Lexicon
from agents.tag.mentions import mention_of
from agents.tag.names import Name, Names, bare_fold
from agents.tag.reading import Reading, Unknown
from agents.tag.resolve import Context, choose, unlisted
from agents.tag.support import SupportReader
from agents.tag.text import fold
from agents.tag.words import Words
from schemas.place import Place, PlaceMention

MAX_WORDS = 5
_PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "el", "da", "das", "do", "dos", "du", "des", "bin", "al", "wa"}
)
_TITLED = re.compile(
    r"(?:Lieutenant|Lt|Colonel|Col|General|Gen|Major|Maj|Captain|Capt|Brigadier|Brig|Sergeant|Sgt)\b[.-]? ?[A-Z]"
)
"""A rank before a name: that of whoever speaks behind "a town, "."""
_EVENTS = frozenset(
    {"airstrike", "airstrikes", "strikes", "raids", "attack", "attacks", "shelling", "bombing", "bombings", "blast"}
    | {"blasts", "explosion", "clashes", "offensive", "ambush", "fighting", "bombardment"}
)
"""What a name never ends in: "killed in Regime Airstrikes", as some headlines write."""
_LINKS = frozenset(
    "in on at of and or to from with by for as was were is are has had have after before when where while during which "  # noqa: SIM905
    "who that near since until over under into through this last late early but also said says".split()
)
"""Words behind a name that it does not describe."""
_SPEAKS = re.compile(r", (?:said|says|told|tells|reported|announced|confirmed|wrote|added)\b")
_SEAT = re.compile(r"-(?:Cent(?:re|er)|Ville|Cité|Town)\Z", re.I)
ALIKE_SHARE = 0.5
"""A like-sounding spelling counts only for a place in a country that the text points to at least so much."""


class UnknownPlaces:
    """Finds them; holds only what never changes after loading."""

    def __init__(self, names: Names, lexicon_: Lexicon, support: SupportReader) -> None:
        self._names = names
        self._lexicon = lexicon_
        self._evidence = EvidenceReader(names, lexicon_, support)

    def find(self, words: Words, reading: Reading, context: Context, ends: list[int]) -> list[PlaceMention]:
        """All of them in a text; ``ends``: where the mentions found before end, sorted."""
        found: list[PlaceMention] = []
        ends = sorted(ends)
        for unknown in sorted(reading.unknown, key=lambda entry: entry.start):
            written = words.text[unknown.start : unknown.end]
            if bare_fold(written) in reading.organisations or unknown.line != "text" or written.isupper():
                continue
            if self._names_no_place(words, unknown) or _names_people(words.text, unknown):
                continue
            if _TITLED.match(written) and words.text[: unknown.start].endswith(", "):
                continue  # "tried to occupy a town, Colonel X, a commander, said"
            if _SPEAKS.match(words.text, unknown.end) and words.text[: unknown.start].endswith(", "):
                continue  # "a surgeon in the village, Hassan Omar, said"
            seen = self._evidence.read(words, unknown, reading, ends)
            place = _is_place(unknown, seen, reading) and not self._is_plain_word(words, unknown, seen)
            place = place and not self._is_called_like_a_man(seen)
            mention = self._mention(words.text, unknown, seen, context) if place else None
            if mention is not None:
                found.append(mention)
                insort(ends, mention.end)  # "the hamlets of X and Y": what is listed beside it is one, too
        return found

    def _is_plain_word(self, words: Words, unknown: Unknown, seen: Evidence) -> bool:
        """Whether a single English word only describes the noun behind it: "regime bombing Civil defence"."""
        if " " in seen.written or seen.feature is not None or seen.support.noun_of is not None:
            return False
        after = unknown.last + 1
        if after >= len(words) or words.gap(unknown.last) != " " or seen.written.lower() not in self._lexicon.common:
            return False
        noun = words.keys[after]
        described = words.text[words.starts[after]].islower() and noun not in _LINKS | self._lexicon.words.areas
        return described and seen.previous[-1:] != ["in"]

    def _is_called_like_a_man(self, seen: Evidence) -> bool:
        """Whether a name of several words ends in a surname, and nothing before or in it makes it a place's."""
        parts = seen.written.split(" ")
        if len(parts) < 2 or seen.opener or seen.feature is not None or seen.support.noun_of is not None:
            return False
        if len(parts) == 2 and not self._names.is_persons(fold(parts[0])):
            return False  # "Dawlat Abad"
        lists, last, two = self._lexicon.words, seen.previous[-1:], " ".join(seen.previous[-2:])
        ruled = bool(last) and (last[0] in lists.strict_locatives or two in lists.strict_locatives)
        return not ruled and self._names.is_persons(fold(parts[-1]))

    def _names_no_place(self, words: Words, unknown: Unknown) -> bool:
        """Whether its words name an event, a day or a storm: "the Tet Offensive", "Typhoon Haiyan", "Bloody Sunday"."""
        lists, keys = self._lexicon.words, words.keys
        first, last = unknown.first, unknown.last
        if last > first:
            return keys[last] in lists.no_places_last or keys[first] in lists.no_places_first
        follows = last + 1 < len(words) and words.gap(last) == " " and not words.text[words.starts[last + 1]].islower()
        plain = keys[first] in self._lexicon.common or keys[first] in lists.no_places_first
        return plain and follows and keys[last + 1] not in lists.heads

    def _mention(self, text: str, unknown: Unknown, seen: Evidence, context: Context) -> PlaceMention | None:
        support, feature = seen.support, seen.feature
        alike = self._alike(seen.written, context) if feature is None else None
        if alike is not None:
            choice = choose(alike, context, None, support.noun_of)
            return mention_of(unknown.start, unknown.end, seen.written, choice)
        if feature is None and seen.previous[-1:] == ["of"]:
            feature = support.noun_of
        placed = support.locative or seen.listed or support.taken or support.noun_of
        if feature is None and placed and _plain(unknown, seen):
            feature = "other"
        if feature is None:
            return None
        name = text[unknown.start : seen.end]
        place = Place(text=name, name=name, country=context.dominant(), precision=unlisted(feature))
        return PlaceMention(start=unknown.start, end=seen.end, feature=feature, place=place)

    def _alike(self, written: str, context: Context) -> Name | None:
        """A name of like sound, also where the article is glued to it ("Alwaer"), in a country of the text."""
        if len(written) <= 3:
            return None
        glued = written[:2] in ("Al", "El") and written[2].islower() and len(written) > 5
        seat = _SEAT.sub("", written)  # "Walikale-Centre"
        name = self._names.get(seat) if seat != written else None
        name = name or self._names.alike(written) or (self._names.alike(f"Al-{written[2:]}") if glued else None)
        if name is None or not any(context.share(country) >= ALIKE_SHARE for country in name.countries):
            return None
        return name


def _names_people(text: str, unknown: Unknown) -> bool:
    """Whether one plural behind "town of the" names those whose town it is: "the last town of the Tigers"."""
    written = text[unknown.start : unknown.end]
    return written.endswith("s") and " " not in written and text[: unknown.start].endswith(" of the ")


def _is_place(unknown: Unknown, seen: Evidence, reading: Reading) -> bool:
    """Whether the evidence makes a name a place."""
    support = seen.support
    if not unknown.whole and bare_fold(seen.written) in reading.persons and not seen.opener:
        return False
    if unknown.possessive and not (seen.listed or support.noun_of or seen.owns):
        return False  # "in Karim's house"
    if unknown.whole and not _is_one_name(unknown, seen):
        return False
    if seen.somebody and not (support.strict or support.noun_of or seen.feature):
        return False
    return bool(seen.listed or support.locative or support.noun_of or seen.feature or support.taken)


def _is_one_name(unknown: Unknown, seen: Evidence) -> bool:
    """Whether the text makes a run that holds other names one name of a place: "the village of X Y", "near X Y"."""
    if seen.support.noun_of or seen.feature is not None:
        return True
    if unknown.possessive or (unknown.given and not seen.opener and not (seen.support.strict and seen.located)):
        return False
    return seen.support.strict or seen.support.taken


def _plain(unknown: Unknown, seen: Evidence) -> bool:
    """Whether a name is written as places are: capitals, five words at most; one only where people are taken, too."""
    parts = seen.written.split(" ")
    if parts[-1].lower() in _EVENTS:
        return False
    sure = seen.opener or unknown.whole or seen.support.strict
    people_too = seen.previous[-1:] in (["captured"], ["seized"]) and not sure
    capitals = all(part[:1].isupper() or "-" in part or part in _PARTICLES for part in parts)
    return len(seen.written) > 2 and len(parts) <= (1 if people_too else MAX_WORDS) and capitals
