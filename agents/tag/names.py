"""What a capitalised name can mean, and how far it may be trusted to be a place at all."""

import math
from dataclasses import dataclass
from typing import Literal

from agents.tag import layout
from agents.tag.gazetteer import Candidate, Gazetteer
from agents.tag.lexicon import Lexicon
from agents.tag.text import ARTICLES, fold

Kind = Literal["sure", "weak", "person", "word", "never"]
"""sure: a place unless something speaks against it; weak: needs the text's support; person: also a person's name;
word: also an ordinary word; never: only after "the town of" or before ", Country"."""

MAX_CANDIDATES = 40
SURE_POPULATION = 100_000
SURE_ALTERNATE_POPULATION = 300_000
KNOWN_POPULATION = 300_000
"""A city this big stays a place although its name is also borne by people (but not when it is an ordinary word)."""
KNOWN_PROVINCE_POPULATION = 2_000_000
_LETTERS_CAPS, _SHORTEST_CAPITALS = 5, 4
"""Words in capitals of up to 5 letters are acronyms, unless a sure name ("GAZA"); of up to 3 letters always."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written (by its folded form) with what it can mean, most likely meaning first."""

    folded: str
    kind: Kind
    candidates: tuple[Candidate, ...]
    countries: frozenset[str]
    famous: bool = False

    @property
    def best(self) -> Candidate:
        """The most likely meaning before the text has been asked."""
        return self.candidates[0]

    @property
    def best_province(self) -> Candidate | None:
        """The most likely province that it can mean."""
        return next((candidate for candidate in self.candidates if candidate.feature == "province"), None)


class Names:
    """Cached look-up of names; one for each process, as it only depends on gazetteer and lexicon."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, cache_size: int = 1 << 16) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._cache: dict[tuple[str, bool], Name | None] = {}
        self._cache_size = cache_size

    def get(self, written: str, capitals: bool = False) -> Name | None:
        """The name, null where the gazetteer lacks it; ``capitals``: the whole line is in capitals."""
        at = written, capitals
        try:
            return self._cache[at]
        except KeyError:
            if len(self._cache) >= self._cache_size:
                self._cache.clear()
            found = self._cache[at] = self._find(written, capitals)
            return found

    def is_persons(self, word: str) -> bool:
        """Whether people bear it as a first name or a surname that is also a place's."""
        return word in self._lexicon.first_names or word in self._lexicon.surnames

    def alike(self, written: str) -> Name | None:
        """The name by like-sounding spellings; always weak."""
        found = self._gazetteer.alike(written)
        return self._name(fold(written), found, "weak") if found else None

    def _find(self, written: str, capitals: bool) -> Name | None:
        folded = fold(written)
        if len(folded) < 2:
            return None
        if written.isupper() and folded in self._lexicon.words.not_in_capitals:
            return None
        if written.isupper() and len(folded) <= _LETTERS_CAPS:
            acronym = self._gazetteer.acronym(written)
            if acronym:
                return self._name(folded, acronym, "sure")
            if not capitals and len(folded) < _SHORTEST_CAPITALS:
                return None
            capitals_only = not capitals
        else:
            capitals_only = False
        found = self._gazetteer.lookup(written)
        name = self._name(folded, found, None) if found else None
        if name is not None and capitals_only and not (name.kind == "sure" and name.best.quality <= layout.ALIAS):
            return None
        return name

    def _name(self, folded: str, found: tuple[Candidate, ...], kind: Kind | None) -> Name:
        ranked = tuple(sorted(found, key=lambda c: (-prior(c), c.row)))[:MAX_CANDIDATES]
        countries = frozenset(c.country for c in ranked if c.country)
        famous = folded in self._lexicon.words.famous and kind is None
        if famous and not _well_known(ranked[0]):  # Bor: not Russia's
            ranked = tuple(sorted(ranked, key=lambda c: not (c.curated and c.feature == ranked[0].feature)))
        return Name(folded, kind or self._kind(folded, ranked), ranked, countries, famous)

    def _kind(self, folded: str, ranked: tuple[Candidate, ...]) -> Kind:
        lexicon, best = self._lexicon, ranked[0]
        words = folded.split(" ")
        if words[0] in ARTICLES and len(words) > 1:
            words = words[1:]
        bare = " ".join(words)
        if folded in lexicon.words.never or bare in lexicon.words.never:
            return "never"
        if folded in lexicon.words.famous or bare in lexicon.words.famous:
            return "sure"
        if best.feature == "country" and best.quality <= layout.ALIAS and bare not in lexicon.common:
            return "sure"
        if len(words) == 1:
            return self._single(bare, best)
        return self._several(words, best)

    def _single(self, word: str, best: Candidate) -> Kind:
        lexicon = self._lexicon
        if word in lexicon.common or len(word) < 3:
            return "word"
        if word in lexicon.first_names or word in lexicon.surnames:
            primary = best.quality <= layout.ALIAS and best.population >= KNOWN_POPULATION
            return "sure" if primary and word not in lexicon.first_names else "person"
        if best.feature != "settlement":
            return "sure" if best.curated and best.quality <= layout.ALIAS else "weak"
        shortest = 4 if best.quality <= layout.ALIAS else 5
        return "sure" if _well_known(best) and len(word) >= shortest else "weak"

    def _several(self, words: list[str], best: Candidate) -> Kind:
        lexicon = self._lexicon
        big = best.population >= SURE_POPULATION and best.quality <= layout.ALIAS
        known_province = best.feature == "province" and best.population >= KNOWN_PROVINCE_POPULATION
        ours = best.curated and (best.feature != "province" or known_province)
        if all(word in lexicon.common for word in words) and not big and not ours:
            return "word"
        if (
            (words[0] in lexicon.first_names or words[0] in lexicon.words.name_openings)
            and not big
            and not best.curated
        ):
            return "person"
        return "sure" if best.curated or _well_known(best) or best.quality == layout.PRIMARY else "weak"


def _well_known(best: Candidate) -> bool:
    if best.quality <= layout.ALIAS:
        return best.curated or best.population >= SURE_POPULATION or best.capital
    return best.quality == layout.ALTERNATE and best.population >= SURE_ALTERNATE_POPULATION


CAPITAL_PRIOR = 1.8
LEAST_PROVINCE = 4.0
_FEATURE_PRIOR = {"country": 9.0, "settlement": 0.0, "neighbourhood": 3.0, "district": 4.0, "region": 5.5, "water": 5.5}
_QUALITY_PRIOR = {layout.PRIMARY: 0.3, layout.ALIAS: 0.0, layout.ALTERNATE: -1.5, layout.SKELETON: -2.0}


def prior(candidate: Candidate) -> float:
    """How likely this meaning is before the text is asked, in decades of population: 6 is a city of a million."""
    score = _FEATURE_PRIOR.get(candidate.feature, 4.5)
    if candidate.feature == "province":
        score = max(LEAST_PROVINCE, math.log10(candidate.population + 1) - 1.0)
    if candidate.feature == "settlement":
        score = max(math.log10(candidate.population + 1), 4.3 if candidate.curated else 0.0)
    return (
        score
        + _QUALITY_PRIOR[candidate.quality]
        + (CAPITAL_PRIOR if candidate.capital and candidate.quality <= layout.ALIAS else 0.0)
    )


def bare_fold(word: str) -> str:
    """A word folded, without the Arabic article: how a person's last name is compared."""
    folded = fold(word)
    head, _, tail = folded.partition(" ")
    return tail if tail and head in ARTICLES else folded
