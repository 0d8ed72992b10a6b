"""Actors that actors.yaml does not name: "rebels", "government forces", "Sunni militants", "Murle raiders". Pure."""

import calendar
from collections.abc import Iterator

from agents.tag.forces_of import is_number
from agents.tag.groups import ActorPatterns
from agents.tag.lexicon import Lexicon
from agents.tag.text import fold
from agents.tag.words import PhraseBook, Words, phrase
from schemas.actor import Actor, ActorMention, ActorType

_SPELLINGS = (("Shi'ite", "Shia"), ("Shi’ite", "Shia"), ("Shiite", "Shia"), ("Shi'a", "Shia"), ("Shi’a", "Shia"))
MAX_MODIFIERS = 5
MAX_NAME = 3
"""Words of a name that stands before a noun of people under arms: "Bakata Katanga fighters"."""
_CALENDAR = frozenset(word.lower() for word in (*calendar.day_name, *calendar.month_name) if word)
_ARTICLES = frozenset({"al", "el"})
_FOR_OR_AGAINST = frozenset({"anti", "pro", "ex"})
_NO_NAME_AFTER = frozenset(
    {"in", "at", "near", "from", "towards", "toward", "outside", "around", "inside", "mr", "mrs", "gen", "col"}
)
"""What stands before a place or a person, and not before the name of a group's people."""


_NO_NAMES = frozenset({"another", "other", "each", "every", "several", "both", "most", "many", "these", "those"})
"""What opens a sentence before such a noun and is no name: "Another rebel unit"."""


_REBELS = frozenset(
    ("rebel", "insurgent", "guerrilla", "separatist", "opposition", "jihadist", "militant", "former", "renegade")
) | {"mutinous", "dissident", "breakaway"}
"""What makes soldiers and troops none of the state's."""


class GenericActors:
    """ "Sunni militants", "government forces", "unidentified gunmen": a noun with the modifiers before it."""

    def __init__(self, patterns: ActorPatterns, lexicon_: Lexicon) -> None:
        nouns: dict[str, ActorType] = dict.fromkeys(patterns.generic_non_state, "non-state")
        nouns.update(dict.fromkeys(patterns.generic_state, "state"))
        self._nouns = PhraseBook([phrase(noun, kind) for noun, kind in nouns.items()])
        self._modifiers = {
            fold(word).replace(" ", ""): word[:1].isupper() for word in patterns.modifiers if " " not in word
        }
        self._endings = frozenset(patterns.modifier_endings)
        self._halves, self._not_before = patterns.adjectival, frozenset(patterns.not_before)
        self._proper = proper_words(patterns, lexicon_)
        self._common, self._first_names = lexicon_.common, lexicon_.first_names

    def find(self, words: Words, places: frozenset[int] = frozenset()) -> Iterator[ActorMention]:
        """All generic actors of a text, in order, without overlap among them. places: where their words begin."""
        end = 0
        firsts = self._nouns.firsts
        for at in [i for i, key in enumerate(words.keys) if key in firsts]:
            if at < end:
                continue
            found = next(
                ((kind, stop) for kind, stop in self._nouns.all_at(words, at)
                 if not is_first_half(words, stop, self._halves, self._not_before)
                 and not any(")" in words.gap(n) for n in range(at, stop - 1))), None,
            )  # fmt: skip
            if found is None or words.text[words.starts[at] - 1 : words.starts[at]] == "-":
                continue
            kind, end = found
            first = self._first(words, at)
            if kind == "state" and not _REBELS.isdisjoint(words.keys[first:at]):
                kind = "non-state"  # "rebel soldiers"
            name = self._name(words, first, places) if kind == "non-state" and words.word(at).islower() else first
            start, stop = words.starts[name], words.ends[end - 1]
            stop -= 2 * words.text[start:stop].endswith(("'s", "’s"))  # "the militia's shelling": the militia
            if at > 0 and kind == "state" and words.word(at) == "Army" and is_number(words.word(at - 1)):
                start = words.starts[at - 1]  # "the 58th Army": whose, only its nation tells
                written = words.text[start:stop]
                yield ActorMention(start=start, end=stop, actor=Actor(text=written, name=written, type=kind))
                continue
            written = words.text[start:stop]
            called = written if name < first else generic_name(written, self._proper)
            generic = name == first or words.keys[name] in _FOR_OR_AGAINST
            yield ActorMention(
                start=start, end=stop, actor=Actor(text=written, name=called, type=kind), generic=generic
            )

    def _first(self, words: Words, noun: int) -> int:
        """The first word of the modifiers before a noun."""
        at = noun
        while at > 0 and noun - at < MAX_MODIFIERS:
            gap, key = words.gap(at - 1), words.keys[at - 1]
            if gap not in (" ", "-", ", "):
                break
            if key in self._endings and at > 1 and words.gap(at - 2) == "-":
                at -= 2
                while at > 0 and words.gap(at - 1) == "-":
                    at -= 1
                if at > 0 and words.gap(at - 1) == " " and words.keys[at - 1] in _ARTICLES:
                    at -= 1  # "al Qaeda-linked fighters"
                continue
            proper = self._modifiers.get(key)
            if proper is None or (proper and not words.text[words.starts[at - 1]].isupper()):
                break
            at -= 1
        if 0 < at < noun and words.gap(at - 1) == "-" and words.keys[at - 1] in _FOR_OR_AGAINST:
            at -= 1  # "anti-government rebels" are not the government's
        return at

    def _name(self, words: Words, first: int, places: frozenset[int]) -> int:
        """Where a name begins that stands right before an actor's words; ``first`` where none does."""
        at = first
        while (
            at > 0
            and first - at < MAX_NAME
            and words.gap(at - 1) in (" ", "-")
            and self._may_name(words, at - 1, places)
        ):
            at -= 1
        if 0 < at < first and words.gap(at - 1) == "-" and words.keys[at - 1] in _FOR_OR_AGAINST:
            at -= 1  # "anti-Gbagbo rebels" are not Gbagbo's
        before = words.keys[at - 1] if at > 0 and words.gap(at - 1) == " " else ""
        return first if before in _NO_NAME_AFTER else at

    def _may_name(self, words: Words, at: int, places: frozenset[int]) -> bool:
        """Whether a word is a name that no list knows: capitals, and neither a word, a person's, a day nor a place."""
        word, key = words.word(at), words.keys[at]
        if not word[:1].isupper() or len(word) < 3 or words.bare[at] != key or words.starts[at] in places:
            return False
        if key in _NO_NAMES:
            return False
        return not (key in self._common or key in _CALENDAR or key in self._first_names or key in self._modifiers)


def is_first_half(words: Words, end: int, halves: frozenset[str], not_before: frozenset[str]) -> bool:
    """Whether words ending before ``end`` are but the first half of another noun: "Iraqi military officials"."""
    if end >= len(words) or words.keys[end] not in not_before or words.gap(end - 1) != " ":
        return False
    last = words.keys[end - 1]
    return last in halves or f"{words.keys[end - 2]} {last}" in halves


def generic_name(written: str, proper: frozenset[str]) -> str:
    """The text of a generic actor with one spelling: "Shi'ite Militiamen" -> "Shia militiamen".

    proper: words (case folded) that keep their capital.
    """
    name = " ".join(written.split())
    if name.isupper():
        name = " ".join(w.capitalize() if w.casefold() in proper else w.lower() for w in name.split(" "))
    for variant, standard in _SPELLINGS:
        name = name.replace(variant, standard)
    return " ".join(
        word if word.casefold() in proper or "-" in word or not word[:1].isupper() else word[0].lower() + word[1:]
        for word in name.split(" ")
    )


def proper_words(patterns: ActorPatterns, lexicon_: Lexicon) -> frozenset[str]:
    """Words (case folded) that keep their capital in a name: peoples, faiths and demonyms."""
    demonyms = {part for word in lexicon_.demonyms for part in word.split(" ")}
    return frozenset({word.casefold() for word in patterns.modifiers if word[:1].isupper()} | demonyms | {"islamists"})
