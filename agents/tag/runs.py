"""Capitalised words of a text, joined into runs, and the names in them that may be places.

A run is what stands between two lower-case words or punctuation marks: "Iraqi Gen. Mohammed al-Quraishi", "Mosul Dam".
A name inside a run counts only where the rest of the run is explained: by demonyms, directions, heads ("Dam"), other
places. A title, a first name, an organisation's word or an unknown word beside it make it a person or an organisation.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from agents.tag.layout import ALIAS
from agents.tag.lexicon import Lexicon
from agents.tag.names import Name, Names, bare_fold
from agents.tag.reading import Found, Label, Reading, Unknown, beside, borders, contains, well_known, word
from agents.tag.taken import is_taken
from agents.tag.text import ARTICLES, fold
from agents.tag.tokens import (
    OPENING,
    TAKING,
    TIGHT,
    LineKind,
    Lines,
    Token,
    begins_sentence,
    is_dateline,
    joins,
    tight,
    tokens,
)
from agents.tag.wholes import span
from agents.tag.words import Words

MAX_WORDS = 6
_DESCRIBES = re.compile(
    r"-(?:[a-z]+ed|led|built|made|born|bound|run|held|style|era|friendly|wide|speaking|loyal|grown|majority|minority)(?![\w-])"
)
"""Second parts of compounds that describe what is not in the place: "a Paris-based group"."""
_TOWN_OF = re.compile(r"\b(?:city|town|village|hamlet|settlement) of \Z")
"""Words behind which even somebody's first name is a town."""
_OF_A_PROVINCE = re.compile(r" (?:[Ss]tate|[Pp]rovince|[Gg]overnorate|[Oo]blast|[Pp]refecture|Region)(?![\w-]| [A-Z])")
"""What makes a province's name of a word that names much else: not "the Central State Bank"."""
_OWNER = re.compile(r"\b((?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+)['’]s \Z")
_CALENDAR = frozenset({"april", "june", "july", "sunday"})
"""Months and a day that people are called by, too: "in Baidoa Sunday" is no person."""

_OF_HIS_LINE = re.compile(r" (?:ole|arap|ould|ag|bin|ibn|binti|bint|van|von) ([A-Z][\w’'-]{1,30})")
"""The small word of a person's name, and what stands behind it: "Alex | ole Nkoyo", "Iyad | ag Ghali"."""
_GIVEN = re.compile(r"(?:\A|[^\w’'-])[A-Z][\w’'-]{1,19}\Z")
"""The name before such a word."""


def _of_his_line(text: str) -> Iterator[str]:
    """The last names, folded, of persons with such a word in their names."""
    for found in _OF_HIS_LINE.finditer(text):
        if _GIVEN.search(text[max(0, found.start() - 22) : found.start()]) is not None:
            yield bare_fold(found[1])


class RunReader:
    """Reads the runs of texts; holds only what never changes."""

    def __init__(self, names: Names, lexicon: Lexicon) -> None:
        self._names = names
        self._lexicon = lexicon
        words = lexicon.words
        self._labels: dict[str, Label] = {}
        groups: list[tuple[Label, frozenset[str]]] = [
            ("common", lexicon.common),
            ("first", lexicon.first_names),
            ("function", words.never),
            ("organisation", words.organisations),
            ("modifier", words.modifiers),
            ("title", words.titles),
            ("demonym", frozenset(lexicon.demonyms)),
        ]
        for label, members in groups:
            self._labels.update(dict.fromkeys(members, label))
        given_names = words.never & lexicon.first_names - lexicon.common - _CALENDAR
        self._labels.update(dict.fromkeys(given_names, "first"))
        heads = [head.split(" ") for head in words.heads if " " in head]
        self._long_heads = {
            first: sorted((head for head in heads if head[0] == first), key=len, reverse=True)
            for first in {head[0] for head in heads}
        }

    def read(self, words: Words, blocked: list[tuple[int, int]]) -> Reading:
        """Read a text; ``blocked`` spans (named groups) are neither places nor parts of them."""
        reading, lines = Reading(), Lines(words.text)
        reading.persons.update(_of_his_line(words.text))
        chain: list[Token] = []
        for token in tokens(words, blocked):
            if token.word in OPENING and (begins_sentence(words.text, token.start) or lines.at(token.start) == "title"):
                continue
            if chain and not joins(words.text, chain[-1], token, self._lexicon.words.abbreviations):
                self._chain(words, chain, lines, reading)
                chain = []
            chain.append(token)
        if chain:
            self._chain(words, chain, lines, reading)
        return reading

    def _chain(self, words: Words, chain: list[Token], lines: Lines, reading: Reading) -> None:
        """Names in a chain, longest first, then the runs between its connectors."""
        text = words.text
        line = lines.at(chain[0].start)
        run: list[Token | Found] = []
        at, count = 0, len(chain)
        while at < count:
            if run and not tight(text, run[-1].end, chain[at].start):
                self._run(words, run, line, reading)
                run = []
            if run and (head := self._long_head(text, chain, at)) is not None:
                run.append(head)
                at += head.last - head.first + 1
                continue
            found, width = self._longest(text, chain, at, line)
            if found is None and width == 1 and (people := self._two_words(text, chain, at)) is not None:
                run.append(people)
                at += 2
                continue
            if found is not None and at > 0 and self._organisation_of(text, chain[at - 1], chain[at]):
                found = None  # "the University of Baghdad", "Bank of China"
            if found is not None and _DESCRIBES.match(text, found.end):
                found = None  # "U.S.-led"
            run.append(found or chain[at])
            at += width
            if chain[at - 1].possessive or (found is not None and found.possessive):
                self._run(words, run, line, reading)
                run = []
        if run:
            self._run(words, run, line, reading)

    def _longest(self, text: str, chain: list[Token], at: int, line: LineKind) -> tuple[Found | None, int]:
        limit = min(len(chain), at + MAX_WORDS)
        for first_possessive in range(at, limit):
            if chain[first_possessive].possessive:
                limit = first_possessive + 1
                break
        for end in range(limit, at, -1):
            last = chain[end - 1]
            start = chain[at].start
            dateline = text[start : last.end].isupper() and is_dateline(text, start, last.end)
            name = self._names.get(text[start : last.end], line == "capitals" or dateline)
            if name is not None and (end > at + 1 or dateline or self._may_stand(text, name, last, line)):
                return Found(
                    chain[at].start, last.end, name, line, chain[at].first, last.last, last.possessive
                ), end - at
        return self._compound(chain[at], line) or self._bare_possessive(chain[at], line), 1

    def _two_words(self, text: str, chain: list[Token], at: int) -> Token | None:
        """A demonym of two words as one token: "Sri Lankan"."""
        if at + 1 >= len(chain) or not tight(text, chain[at].end, chain[at + 1].start):
            return None
        first, last = chain[at], chain[at + 1]
        folded = f"{first.folded} {last.folded}"
        if folded not in self._lexicon.demonyms:
            return None
        return Token(first.start, last.end, text[first.start : last.end], folded, first.first, last.last)

    def _long_head(self, text: str, chain: list[Token], at: int) -> Token | None:
        """A noun of several words, written as part of the name, as one token: "Wase Local Government Area"."""
        for head in self._long_heads.get(chain[at].folded, ()):
            parts = chain[at : at + len(head)]
            if [part.folded for part in parts] != head:
                continue
            if all(text[a.end : b.start] == " " for a, b in pairwise(parts)):
                first, last = parts[0], parts[-1]
                word = text[first.start : last.end]
                return Token(first.start, last.end, word, " ".join(head), first.first, last.last, last.possessive)
        return None

    def _organisation_of(self, text: str, before: Token, token: Token) -> bool:
        if not text[before.end : token.start].startswith((" of ", " du ", " de ", " des ", " del ", " do ", " da ")):
            return False
        return self._labels.get(before.folded) == "organisation" and before.folded not in self._lexicon.words.heads

    def _may_stand(self, text: str, name: Name, token: Token, line: LineKind) -> bool:
        """Whether a single word is worth taking for a name: "General" and "Dam" are towns, too."""
        if name.kind == "sure":
            return True
        if _OF_A_PROVINCE.match(text, token.end) and name.best_province is not None:
            return line == "text"  # "Plateau State", "Unity state"
        if token.folded in ARTICLES or name.kind == "never":
            return False
        if name.kind == "word" and (line != "text" or begins_sentence(text, token.start)):
            return name.best.curated and line == "text" and is_taken(text, token.start, token.end, [])
        if token.folded in self._lexicon.words.heads:
            return line == "text" and self._owned_province(text, name, token.start)
        return self._labels.get(token.folded) in (None, "common", "first")

    def _owned_province(self, text: str, name: Name, start: int) -> bool:
        """Whether a word is the province of the country named before it: "in Nigeria's Plateau"."""
        owner = _OWNER.search(text, max(0, start - 40), start)
        country = self._names.get(owner.group(1)) if owner else None
        if country is None or country.best.feature != "country":
            return False
        return any(c.feature == "province" and c.country == country.best.country for c in name.candidates)

    def _compound(self, token: Token, line: LineKind) -> Found | None:
        """The place at the head of a compound: "Rutshuru-centre", but not "Paris-based", "Kabul-Kandahar"."""
        word = token.word
        cut = word.find("-")
        if cut < 3 or not word[:cut].isalpha():
            return None
        name = self._names.get(word[:cut])
        if name is None or name.kind != "sure" or word[cut + 1 : cut + 2].isupper() or _DESCRIBES.search(word):
            return None
        return Found(token.start, token.start + cut, name, line, token.first, token.first)

    def _bare_possessive(self, token: Token, line: LineKind) -> Found | None:
        """A well-known place whose apostrophe the web has lost: "Syrias Idlib province"."""
        if not token.word.endswith("s") or len(token.word) < 6 or token.folded in self._labels:
            return None
        name = self._names.get(token.word[:-1])
        if name is None or name.kind != "sure" or name.best.quality > ALIAS:
            return None
        return Found(token.start, token.end - 1, name, line, token.first, token.last, possessive=True)

    def label(self, token: Token, first: bool, line: LineKind) -> Label:
        """What a word of a run is, where no place is; ``first``: it begins a sentence, or may."""
        if len(token.folded) == 1:
            return "first"
        if "-" in token.word and _DESCRIBES.search(token.word) is not None:
            return "modifier"
        if " " in token.folded and token.folded in self._lexicon.words.heads:
            return "head"
        label = self._labels.get(token.folded, "unknown")
        if label == "unknown" and line != "text" and token.folded in TAKING:
            return "common"  # "Tigrayan Forces Retake Mekelle"
        if label == "unknown" and token.folded.replace(" ", "") in self._lexicon.words.heads:
            return "head"
        if label in ("common", "organisation") and token.folded in self._lexicon.words.heads:
            return "head"
        if label == "unknown" and self._lexicon.words.before.get(token.folded) == "settlement":
            return "head"  # "Barangay Buenavista"
        if label == "common" and not first and line == "text":
            return "unknown"
        return label

    def _run(self, words: Words, run: list["Token | Found"], line: LineKind, reading: Reading) -> None:
        text = words.text
        labels: list[Label] = []
        for i, part in enumerate(run):
            if isinstance(part, Found):
                labels.append("place")
            else:
                labels.append(self.label(part, i == 0 and begins_sentence(text, part.start), line))
        self._keep_whole(text, run, labels, line, reading)
        start = 0
        for i in range(len(run) + 1):
            if i == len(run) or labels[i] in ("function", "common"):
                if i > start:
                    self._stretch(words, run[start:i], labels[start:i], line, reading)
                start = i + 1

    def _keep_whole(
        self, text: str, run: list["Token | Found"], labels: list[Label], line: LineKind, reading: Reading
    ) -> None:
        if line != "text" or len(run) < 2:
            return
        written = [word(text, part) for part in run]
        known = [isinstance(part, Found) and well_known(part) for part in run]
        found = span(written, labels, known, not begins_sentence(text, run[0].start))
        if found is None:
            return
        if labels[found[0]] == "function":
            labels[found[0]] = "unknown"  # "In Khalil": Khalil alone is another place
        first, last = run[found[0]], run[found[1]]
        given = labels[found[0]] in ("first", "title") or any(known[found[0] : found[1]])
        reading.unknown.append(
            Unknown(first.start, last.end, line, first.first, last.last, True, given, last.possessive)
        )

    def _stretch(
        self, words: Words, parts: list["Token | Found"], labels: list[Label], line: LineKind, reading: Reading
    ) -> None:
        """Judge one stretch of a run: whose words are all of one name, as far as capitals can tell."""
        text = words.text
        if labels == ["first"] and _TOWN_OF.search(text, max(0, parts[0].start - 16), parts[0].start):
            labels = ["unknown"]  # "the village of Omar"
        for part, label in zip(parts, labels, strict=True):
            if label == "demonym" and isinstance(part, Token) and not borders(words, part):
                reading.demonyms[self._lexicon.demonyms[part.folded]] += 1
        people = self._names_person(parts, labels) or self._title_before(words, parts, labels)
        if people:
            reading.persons.add(bare_fold(word(text, parts[-1])))
        elif self._names_body(parts, labels):
            reading.organisations.update(fold(word(text, part)) for part in parts)
        elif labels.count("unknown") + labels.count("place") >= 2 and "unknown" in labels:
            reading.perhaps_persons.add(bare_fold(word(text, parts[-1])))
        for i, part in enumerate(parts):
            if not isinstance(part, Found):
                continue
            if self._explained(parts, labels, i) and not (people and i > 0):
                reading.found.append(part)
            elif part.name.best.feature == "country" and part.name.kind == "sure" and not people:
                reading.demonyms[part.name.best.country or ""] += 1
        if not people and "place" not in labels:
            self._keep_unknown(parts, labels, line, reading)

    def _names_body(self, parts: list["Token | Found"], labels: list[Label]) -> bool:
        """Whether a stretch names an organisation, and not only a town's police or court."""
        local = self._lexicon.words.local_bodies
        bodies = [part for part, label in zip(parts, labels, strict=True) if label == "organisation"]
        return any(isinstance(part, Found) or part.folded not in local for part in bodies)

    def _explained(self, parts: list["Token | Found"], labels: list[Label], at: int) -> bool:
        """Whether what stands directly before and after the name leaves it a place."""
        if at > 0 and labels[at - 1] not in ("demonym", "modifier", "place", "head"):
            return False
        if at + 1 < len(parts):
            after = labels[at + 1]
            if after == "place":
                return contains(parts[at + 1], parts[at]) or beside(parts[at], parts[at + 1])
            office = after in ("unknown", "common") and labels[at + 2 : at + 3] == ["title"]  # "X Prime Minister Y"
            return after == "head" or (at == 0 and (after == "title" or office))
        if at > 0 and labels[at - 1] == "place":
            return contains(parts[at], parts[at - 1]) or beside(parts[at - 1], parts[at])
        return True

    def _title_before(self, words: Words, parts: list["Token | Found"], labels: list[Label]) -> bool:
        """A lower-case title directly before: "spokesman Karim", but not "spokesman for Karim"."""
        if labels[0] not in ("place", "unknown", "first"):
            return False
        part = parts[0]
        if isinstance(part, Found) and part.name.kind == "sure" and len(parts) == 1:
            return False
        at = part.first
        return at > 0 and words.gap(at - 1) in TIGHT and words.keys[at - 1] in self._lexicon.words.titles

    def _names_person(self, parts: list["Token | Found"], labels: list[Label]) -> bool:
        """A title with somebody after it, or a first name followed by another name."""
        for i, label in enumerate(labels[:-1]):
            after, part = labels[i + 1], parts[i]
            if after not in ("unknown", "first", "place", "title"):
                continue
            if label == "title" and not (i > 0 and labels[0] == "place"):
                return True
            if label == "first" and after != "title":
                return True
            if isinstance(part, Found) and i == 0 and after != "title":
                if part.name.kind in ("person", "weak") and after != "place":
                    return True
                if part.name.folded in self._lexicon.first_names and not contains(parts[i + 1], part):
                    return True
        return False

    def _keep_unknown(
        self, parts: list["Token | Found"], labels: list[Label], line: LineKind, reading: Reading
    ) -> None:
        words = [part for part, label in zip(parts, labels, strict=True) if label == "unknown"]
        tail = labels[len(labels) - len(words) :] if words else []
        known_tail = all(label in ("unknown", "head") for label in labels if label not in ("demonym", "modifier"))
        if words and len(words) <= 3 and known_tail and tail is not None:
            last = words[-1]
            reading.unknown.append(
                Unknown(words[0].start, last.end, line, words[0].first, last.last, possessive=last.possessive)
            )
