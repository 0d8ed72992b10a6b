"""Mentions of actors: named groups, forces of a country, and generic ones ("rebels", "government forces"). Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from agents.tag import groups, lexicon
from agents.tag.forces_of import forces_of, forces_of_seats, is_number, unit_end
from agents.tag.generic_actors import GenericActors, generic_name, is_first_half, proper_words
from agents.tag.groups import ActorPatterns, Group
from agents.tag.lexicon import Lexicon
from agents.tag.text import fold
from agents.tag.words import PhraseBook, Words, phrase
from schemas.actor import Actor, ActorMention

_WRITTEN = {"us": "US", "uk": "British", "american": "US", "americans": "US"}
"""Demonyms that go by another name: one name for one force."""
_SPACES = frozenset((" ", "\u00a0", "-", ". "))
_UNMISTAKABLE = frozenset(["PKK", "YPG", "YPJ", "IDF", "TTP", "ELN", "PLO"])
_GOVERNING = ("government", "govt", "regime", "pro-government", "pro-regime", "loyalist")
"""Words that no foreign army bears in a country's own news."""
_OPENERS = frozenset(
    {"The", "Government", "A", "An", "In", "On", "But", "And", "As", "When", "While", "After", "Their", "Its"}
)
_LOOSE = frozenset({"linked", "affiliated", "aligned", "inspired"})
"""Second halves of compounds that lose their hyphen, and are rarely a verb of their own."""
_TO_WHOM = frozenset({"to", "with", "up", "by", "itself", "themselves", "the", "a", "an", "in", "and"})
_MEMBERS = frozenset({"member", "members"})
_HALVES_OF_LANDS = frozenset({"north", "south", "east", "west"})
MAX_STATE_MODIFIERS = 2


@dataclass(frozen=True, slots=True)
class GroupHit:
    """A named group at [start, end), with the people noun after it. cautious: the name means other things, too."""

    start: int
    end: int
    groups: tuple[Group, ...]
    cautious: bool


class ActorTagger:
    """Finds actors. Holds only what never changes after loading."""

    def __init__(self, groups_: Iterable[Group], patterns: ActorPatterns, lexicon_: Lexicon) -> None:
        sure: dict[str, tuple[Group, ...]] = {}
        cautious: dict[str, tuple[Group, ...]] = {}
        for group in groups_:
            for alias in dict.fromkeys((group.name, *group.aliases, *group.cautious)):
                owners = cautious if alias in group.cautious or _ambiguous(alias, lexicon_) else sure
                owners[alias] = (*owners.get(alias, ()), group)
        self._sure = sure
        self._aliases = PhraseBook(
            [phrase(alias, (owners, True)) for alias, owners in cautious.items()]
            + [phrase(alias, (owners, False)) for alias, owners in sure.items() if alias not in cautious]
        )
        self._group_heads = frozenset(patterns.group_heads)
        self._nations = _NationalForces(patterns, lexicon_)
        self._generic = GenericActors(patterns, lexicon_)
        self._halves, self._not_before = patterns.adjectival, frozenset(patterns.not_before)
        self._countries = frozenset(name.casefold() for name in lexicon_.country_names)
        self._endings = frozenset(patterns.modifier_endings) - {"led"}

    def named(self, words: Words) -> tuple[GroupHit, ...]:
        """Named groups of a text, sorted, without overlap; cautious ones are still to be judged (``judge``)."""
        hits: list[GroupHit] = []
        end = 0
        firsts = self._aliases.firsts
        for at in [i for i, key in enumerate(words.keys) if key in firsts or words.bare[i] in firsts]:
            if at >= end:
                hit = self._group_at(words, at)
                if hit is not None:
                    found, end = hit
                    hits.append(found)
        return tuple(hits)

    def _group_at(self, words: Words, at: int) -> tuple[GroupHit, int] | None:
        before = words.text[words.starts[at] - 1] if words.starts[at] else " "
        if before in "-‑&_":
            return None
        for (owners, cautious), end in self._aliases.all_at(words, at):
            headed = end < len(words) and words.keys[end] in self._group_heads  # "Libyan National Army forces"
            theirs = end < len(words) and words.keys[end] in _MEMBERS  # "New People's Army members"
            if not (headed or theirs) and is_first_half(words, end, self._halves, self._not_before):
                continue
            if cautious and _shouted(words, at, end):
                continue
            if end < len(words) and words.keys[end] in self._endings and words.gap(end - 1) == "-":
                continue  # "al-Qaeda-linked militants" are not al-Qaeda
            if self._lost_hyphen(words, end):
                continue
            if any(")" in words.gap(n) for n in range(at, end - 1)):
                continue  # the bracket of "the Rapid Support Forces (RSF) fighters" closes behind the initials
            joined = end < len(words) and words.spaced(end - 1) and ")" not in words.gap(end - 1)
            if joined and words.keys[end] in self._group_heads:
                end += 1
            return GroupHit(words.starts[at], _end(words, end - 1), owners, cautious), end
        return None

    def _lost_hyphen(self, words: Words, end: int) -> bool:
        """Whether the hyphen of "al-Qaeda linked militants" is lost; not so in "al-Qaeda linked up with"."""
        if end + 1 >= len(words) or words.keys[end] not in _LOOSE or words.gap(end - 1) != " ":
            return False
        return words.gap(end) == " " and words.keys[end + 1] not in _TO_WHOM

    def judge(self, hits: Iterable[GroupHit], countries: Mapping[str, float]) -> list[tuple[GroupHit, Group]]:
        """Which group each hit means; a cautious name needs its group's full name, its country or another group of the
        country in the text.
        """
        hits = list(hits)
        named = {group.name for hit in hits if not hit.cautious for group in hit.groups}
        lands = {group.countries[0] for hit in hits if not hit.cautious for group in hit.groups[:1] if group.countries}
        judged: list[tuple[GroupHit, Group]] = []
        for hit in hits:
            if not hit.cautious:
                judged.append((hit, hit.groups[0]))
                continue
            ranked = [
                (group.name in named, _support(group, countries), not lands.isdisjoint(group.countries), group)
                for group in sorted(hit.groups, key=lambda group: group.name)
            ]
            best = max(ranked, key=lambda rank: rank[:3])
            if any(best[:3]):
                judged.append((hit, best[3]))
        return judged

    def tag(
        self,
        words: Words,
        hits: Iterable[GroupHit],
        countries: Mapping[str, float],
        places: Iterable[tuple[int, int]] = (),
    ) -> tuple[ActorMention, ...]:
        """All actors of a text, sorted, without overlap: groups, then forces of countries, then generic ones.

        countries: weight of each country in the text, which decides about names that several groups or things bear.
        places: [start, end) of names that are places and not a part of an actor's.
        """
        text = words.text
        found = [_group_mention(text, hit, group) for hit, group in self.judge(hits, countries)]
        found += [self._known(mention) for mention in self._nations.find(words)]
        found += self._generic.find(words, frozenset(_word_starts(text, places, self._countries)))
        return tuple(_without_overlap(found))

    def at_home(self, text: str, mentions: tuple[ActorMention, ...], theatre: str | None) -> tuple[ActorMention, ...]:
        """The same mentions, "the army" and "regime forces" under the name of the country that the article is about.

        A word that any army bears ("troops") stays as it is where the force of another country is named, too.
        """
        if theatre is None:
            return mentions
        foreign = any(m.country not in (None, theatre) and m.actor.type == "state" for m in mentions)
        return tuple(
            mention if _named_before(text, mention.start) else self._at_home(mention, theatre, foreign)
            for mention in mentions
        )

    def _at_home(self, mention: ActorMention, theatre: str, foreign: bool) -> ActorMention:
        if not mention.generic or mention.actor.type != "state" or mention.country is not None:
            return mention
        if mention.actor.text.lower().startswith("enemy "):
            return mention  # "60 enemy soldiers" are another country's
        name = self._nations.at_home(mention.actor.name, theatre, foreign)
        if name is None:
            return mention
        actor = Actor(text=mention.actor.text, name=name, type="state")
        named = ActorMention(start=mention.start, end=mention.end, actor=actor, generic=True, country=theatre)
        owners = self._sure.get(name)
        if not owners:
            return named
        return ActorMention(
            start=mention.start,
            end=mention.end,
            actor=Actor(text=mention.actor.text, name=owners[0].name, type=owners[0].type),
            generic=True,
            country=theatre,
        )

    def _known(self, mention: ActorMention) -> ActorMention:
        """A country's force under the name that actors.yaml gives it ("Syrian troops": Syrian government forces)."""
        owners = self._sure.get(mention.actor.name)
        if not owners or mention.generic:
            return mention
        actor = Actor(text=mention.actor.text, name=owners[0].name, type=owners[0].type)
        return ActorMention(start=mention.start, end=mention.end, actor=actor, country=mention.country)


class _NationalForces:
    """ "Iraqi elite troops", "Libya's army": a demonym or a country's possessive, adjectives, and a head."""

    def __init__(self, patterns: ActorPatterns, lexicon_: Lexicon) -> None:
        people = [phrase(_capitalised(word), (iso, _capitalised(word))) for word, iso in lexicon_.demonyms.items()]
        people += [phrase(word, ("US", "US")) for word in ("US",)] + [phrase("UK", ("GB", "British"))]
        adjectives: dict[str, str] = {}
        for word, iso in lexicon_.demonyms.items():
            adjectives.setdefault(iso, _capitalised(word))
        for name, iso in lexicon_.country_names.items():
            people.append(phrase(f"{_capitalised(name)}s", (iso, adjectives.get(iso, _capitalised(name)))))
        self._people = PhraseBook(people)
        self._adjectives, self._patterns = adjectives, patterns
        self._lands = lexicon_.country_names
        self._suffixes = patterns.home_heads
        self._modifiers = frozenset(patterns.state_modifiers)
        self._heads = PhraseBook(
            [phrase(head, (suffix, head)) for head, suffix in patterns.state_heads.items()]
            + [phrase(head, ("", head)) for head in patterns.non_state_heads]
        )
        self._halves = patterns.adjectival | {"government", "air force", "navy", "national guard", "fire"}
        self._not_before = frozenset(patterns.not_before)
        self._proper = proper_words(patterns, lexicon_)

    def at_home(self, generic: str, theatre: str, foreign: bool) -> str | None:
        """The name of a generic force in its own country; null where the words may be anybody's."""
        adjective = self._adjectives.get(theatre)
        low = generic.casefold()
        head = next((head for head in self._suffixes if low == head or low.endswith(f" {head}")), None)
        if adjective is None or head is None or (foreign and not low.startswith(_GOVERNING)):
            return None
        if low.startswith("foreign "):
            return None  # "foreign troops" are no country's own
        return f"{_WRITTEN.get(fold(adjective), adjective)} {self._suffixes[head]}"

    def find(self, words: Words) -> Iterator[ActorMention]:
        """All such forces of a text, in order; they may overlap."""
        firsts = self._people.firsts
        for at in [i for i, key in enumerate(words.keys) if key in firsts or key == "u"]:
            mention = self._at(words, at)
            if mention is not None:
                yield mention
        told = (forces_of(words.text, self._lands), forces_of_seats(words.text, self._lands))
        for start, end, iso, army in chain.from_iterable(told):
            adjective = self._adjectives.get(iso)
            if adjective is not None:
                name = f"{_WRITTEN.get(fold(adjective), adjective)} {'army' if army else 'forces'}"
                actor = Actor(text=words.text[start:end], name=name, type="state")
                yield ActorMention(start=start, end=end, actor=actor, country=iso)

    def _at(self, words: Words, at: int) -> ActorMention | None:
        found = self._people.at(words, at)
        if found is None and words.text.startswith(("U.S.", "U.K."), words.starts[at]) and at + 1 < len(words):
            american = words.keys[at + 1] == "s"
            found = (("US", "US") if american else ("GB", "British")), at + 2
        if found is None:
            return None
        (iso, adjective), end = found
        owned = end
        head = self._head(words, end)
        half = at > 0 and words.keys[at - 1] in _HALVES_OF_LANDS
        unit = None if head is not None or half else unit_end(words, end, self._patterns)
        if unit is not None and words.gap(end - 1) == " ":
            head = (("forces", words.keys[unit - 1]), unit)  # "Russia's 58th Army"
        if head is None and (shared := self._shared_head(words, end)) is not None:
            head = (shared[0], end) if shared[0][0] else None  # "Rwandan and Mozambican troops": two forces
        if head is None:
            return None
        (suffix, _), end = head
        start, stop = words.starts[at], words.ends[end - 1]
        written = words.text[start:stop]
        if not suffix:
            whole = written
            if owned < len(words) and words.text[words.starts[at] : words.starts[owned]].endswith(("'s ", "’s ")):
                whole = f"{_WRITTEN.get(fold(adjective), adjective)} {words.text[words.starts[owned] : stop]}"
            # "Yemen's rebels" are the Yemeni rebels
            actor = Actor(text=written, name=generic_name(whole, self._proper), type="non-state")
            return ActorMention(start=start, end=stop, actor=actor, generic=True, country=iso)
        adjective = _WRITTEN.get(fold(adjective), adjective)
        actor = Actor(text=written, name=f"{adjective} {suffix}", type="state")
        return ActorMention(start=start, end=stop, actor=actor, country=iso)

    def _shared_head(self, words: Words, at: int) -> tuple[tuple[str, str], int] | None:
        """The head that a second people behind an "and" at ``at`` lends to the first."""
        if at + 1 >= len(words) or words.keys[at] != "and" or words.gap(at) != " ":
            return None
        second = self._people.at(words, at + 1)
        return self._head(words, second[1]) if second is not None else None

    def _head(self, words: Words, at: int) -> tuple[tuple[str, str], int] | None:
        for skipped in range(MAX_STATE_MODIFIERS + 1):
            here = at + skipped
            gap = words.gap(here - 1)
            if gap not in _SPACES:
                return None
            found = self._heads.at(words, here)
            if found is not None and not is_first_half(words, found[1], self._halves, self._not_before):
                return found
            if words.keys[here] not in self._modifiers:
                return None
        return None


def _named_before(text: str, start: int) -> bool:
    """Whether a word with a capital stands right before: "Zapatista army" is not the army of the country."""
    before = re.search(r"(\S+) $", text[max(0, start - 30) : start])
    if before is None or before[1] in _OPENERS:
        return False
    return (before[1][:1].isupper() and before[1].isalpha()) or is_number(before[1])


def home(group: Group) -> str | None:
    """The country a group points to: its only one, or the one whose force it is; null where it acts in several."""
    return group.countries[0] if len(group.countries) == 1 or (group.type == "state" and group.countries) else None


def _capitalised(words: str) -> str:
    return " ".join(word.capitalize() for word in words.split(" "))


def _ambiguous(alias: str, lexicon_: Lexicon) -> bool:
    """Acronyms that other things bear, too: up to three letters, or spelled like a word (FACT, MEND)."""
    if not (alias.isupper() and alias.isalpha()) or alias in _UNMISTAKABLE:
        return False
    return len(alias) <= 3 or alias.casefold() in lexicon_.common


def _end(words: Words, last: int) -> int:
    """Where a group's name ends, with the last full stop of "the I.R.A. bomb"."""
    end = words.stop(last)
    initials = end - words.starts[last] == 1 and last > 0 and words.gap(last - 1) == "."
    return end + (initials and words.text[end : end + 1] == "." and words.text[end + 1 : end + 2] in (" ", "'", "’"))


def _shouted(words: Words, at: int, end: int) -> bool:
    """Whether the words around are in capitals, too, so that capitals say nothing ("THIS IS SYRIA")."""
    around = [i for i in (at - 1, end) if 0 <= i < len(words)]
    near = [words.word(i) for i in around if words.spaced(min(i, end - 1))]
    return bool(near) and all(word.isupper() and len(word) > 1 for word in near) and words.word(at).isupper()


def _support(group: Group, countries: Mapping[str, float]) -> float:
    return max((countries.get(country, 0.0) / (i + 1) for i, country in enumerate(group.countries)), default=0.0)


def _group_mention(text: str, hit: GroupHit, group: Group) -> ActorMention:
    actor = Actor(text=text[hit.start : hit.end], name=group.name, type=group.type)
    return ActorMention(start=hit.start, end=hit.end, actor=actor, country=home(group))


def _word_starts(text: str, places: Iterable[tuple[int, int]], countries: frozenset[str]) -> Iterator[int]:
    """Where the names of places begin, of countries each of their words: both of "Burkina Faso"."""
    for start, end in places:
        yield start
        if text[start:end].casefold() in countries:
            yield from (start + n + 1 for n, sign in enumerate(text[start:end]) if sign in " -")


def _without_overlap(found: list[ActorMention]) -> list[ActorMention]:
    """Earlier entries of the list win over later ones; the result is sorted."""
    order = sorted(range(len(found)), key=lambda i: (found[i].start, i))
    kept: list[int] = []
    for i in order:
        while kept and found[i].start < found[kept[-1]].end and i < kept[-1]:
            kept.pop()
        if not kept or found[i].start >= found[kept[-1]].end:
            kept.append(i)
    return [found[i] for i in kept]


@lru_cache(maxsize=1)
def tagger() -> ActorTagger:
    """The project's actor tagger, made once in a process."""
    return ActorTagger(groups.load_groups(), groups.load_patterns(), lexicon.load())
