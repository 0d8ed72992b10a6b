"""Phrase families: what page furniture says. The families are data (data/*.yaml), loaded strictly.

A family is tried on a line only when one of its trigger words stands there, so that many families cost little.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from agents.clean.characters import ALNUM, plain_words

DATA = Path(__file__).with_name("data")
Scope = Literal["line", "sentence", "only_words"]
Role = Literal[
    "cut",  # furniture wherever it stands
    "menu",  # furniture beside other furniture, and before the title
    "weak",  # furniture only between two pieces of furniture of the same reason
    "inline_link",  # a related link with its marker on the same line; a list may follow
    "list",  # heading of a list of links or teasers
    "tail",  # furniture that often stands at the article's end
    "end",  # after it stands nothing of the article
    "comment_header",  # who wrote the reader's comment that follows, and when
    "thread_close",  # last line of a comment thread
    "caption",  # caption or credit of a picture
    "bio",  # about the author: furniture after the last paragraph
    "byline",  # kept, as a byline
]
_FIELDS = {"id", "reason", "scope", "role", "words", "patterns", "only", "longest"}
_FIRST = re.compile(r"[A-Za-z0-9]+(?![\w'’])")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


class FamilyError(ValueError):
    """A phrase family that cannot be used; the message names file and family."""


@dataclass(frozen=True, slots=True)
class Family:
    """One family. words: lower-case triggers; patterns: searched (sentence) or matched whole (line).

    only: for scope only_words, the words of which alone such a line consists. whole: all patterns as one, for lines.
    longest: characters of the longest line that may be one, where the triggers are words of every text.
    """

    id: str
    reason: str
    scope: Scope
    role: Role
    words: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    only: frozenset[str] = frozenset()
    whole: Callable[[str], object] | None = None
    longest: int | None = None

    @classmethod
    def of_patterns(
        cls, name: str, reason: str, scope: Scope, role: Role, words: Iterable[str], patterns: Iterable[str]
    ) -> "Family":
        """A family from plain texts, patterns compiled without regard to case."""
        compiled = tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        return cls(name, reason, scope, role, frozenset(words), compiled)

    def holds(self, text: str, words: frozenset[str]) -> bool:
        """Whether the text (a line or a sentence, with its words) is of this family."""
        if self.scope == "only_words":
            if text.endswith("."):
                return False
            digits = 0
            for word in words:
                if word not in self.only:
                    if not word.isdigit():
                        return False
                    digits += 1
            return digits <= 1 and len(words) > digits
        if self.longest is not None and len(text) > self.longest:
            return False
        if self.scope == "line":
            return bool(self.whole(text)) if self.whole is not None else any(p.fullmatch(text) for p in self.patterns)
        return any(p.search(text) for p in self.patterns)


Triggers = tuple[frozenset[str], dict[str, tuple[int, ...]]]
"""The trigger words of some families, and for each word the positions of its families."""


@dataclass(frozen=True)
class Families:
    """All families, indexed by trigger word. memory: room for what was found in lines (phrases.py)."""

    all: tuple[Family, ...]
    memory: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    _index: dict[Any, Triggers] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, families: Iterable[Family]) -> "Families":
        """These families; order is kept, and earlier families win."""
        return cls(tuple(families))

    def find(self, text: str, words: frozenset[str], scope: tuple[Scope, ...], role: Collection[Role]) -> Family | None:
        """The first family (in file order) of these scopes and roles that holds for the text."""
        triggers, index = self._triggers(scope, role)
        hits = words & triggers
        if not hits:
            return None
        found = (index[word] for word in hits)
        for position in next(found) if len(hits) == 1 else sorted(set().union(*found)):
            family = self.all[position]
            if family.holds(text, words):
                return family
        return None

    def triggered(self, words: frozenset[str], role: Collection[Role]) -> bool:
        """Whether a trigger word of any sentence family of these roles is among the words."""
        return not words.isdisjoint(self._triggers(("sentence",), role)[0])

    def may_be_menu(self, text: str) -> bool:
        """Whether the text's first word stands in a family of single words, or is hard to tell."""
        first = _FIRST.match(text)
        known = self._triggers(("only_words",), get_args(Role))[0]
        return first is None or first.group().lower() in known or first.group().isdigit()

    def _triggers(self, scope: tuple[Scope, ...], role: Collection[Role]) -> Triggers:
        """Made at the first question for these scopes and roles, and kept."""
        found = self._index.get((scope, role))
        if found is None:
            index: dict[str, list[int]] = defaultdict(list)
            for position, family in enumerate(self.all):
                if family.scope in scope and family.role in role:
                    for word in family.words:
                        index[word].append(position)
            found = frozenset(index), {word: tuple(positions) for word, positions in index.items()}
            self._index[scope, role] = found
        return found


def words_of(text: str) -> frozenset[str]:
    """Lower-case words of a text, apostrophes made straight; "©" counts as a word, being a trigger."""
    plain = text.lower().replace("’", "'")
    found = plain_words(plain, ALNUM)
    if found is None:
        words = frozenset(_WORD.findall(plain))
    elif "'" in plain:
        words = frozenset([piece for word in found for piece in (_WORD.findall(word) if "'" in word else (word,))])
    else:
        words = frozenset(found)
    return words | {"©"} if "©" in text else words


@functools.cache
def load(folder: Path = DATA) -> Families:
    """Read data/*.yaml (not *.cases.yaml), in order of file name. Raises FamilyError, naming file and family."""
    families = [family for path in family_files(folder) for family in read_file(path)]
    seen: set[str] = set()
    for family in families:
        if family.id in seen:
            raise FamilyError(f"{folder}: two families named {family.id!r}")
        seen.add(family.id)
    return Families.of(families)


def family_files(folder: Path = DATA) -> list[Path]:
    """The files with families, without those with their cases."""
    return sorted(p for p in folder.glob("*.yaml") if not p.name.endswith(".cases.yaml"))


def read_file(path: Path) -> Iterator[Family]:
    """The families of one file."""
    entries = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(entries, list):
        raise FamilyError(f"{path.name}: must be a list of families")
    for number, entry in enumerate(entries, 1):
        try:
            yield _family(entry)
        except (FamilyError, re.error) as error:
            name = entry.get("id") if isinstance(entry, dict) else None
            raise FamilyError(f"{path.name}: family {name or number}: {error}") from error


def _family(entry: Any) -> Family:
    if not isinstance(entry, dict) or not set(entry) <= _FIELDS:
        raise FamilyError(f"fields must be among {sorted(_FIELDS)}")
    for name, allowed in (("scope", get_args(Scope)), ("role", get_args(Role))):
        if entry.get(name) not in allowed:
            raise FamilyError(f"{name} must be one of {allowed}, not {entry.get(name)!r}")
    for name in ("id", "reason"):
        if not isinstance(entry.get(name), str) or not entry[name]:
            raise FamilyError(f"{name} must be text")
    only = frozenset(_strings(entry, "only"))
    if bool(only) != (entry["scope"] == "only_words") or bool(only) == ("patterns" in entry):
        raise FamilyError("'only' goes with scope only_words, 'patterns' with the others")
    patterns = tuple(re.compile(p, re.IGNORECASE) for p in _strings(entry, "patterns"))
    words = only or frozenset(_strings(entry, "words"))
    bad = sorted(w for w in words if words_of(w) != {w})
    if bad or not words:
        raise FamilyError(f"words must be single lower-case words, at least one; wrong: {bad}")
    longest = entry.get("longest")
    if longest is not None and (type(longest) is not int or longest < 1):
        raise FamilyError("longest must be a number of characters")
    name, reason, scope, role = entry["id"], entry["reason"], entry["scope"], entry["role"]
    return Family(name, reason, scope, role, words, patterns, only, _joined(patterns), longest)


def _joined(patterns: Sequence[re.Pattern[str]]) -> Callable[[str], object] | None:
    """One look at a line in the place of several."""
    if len(patterns) < 2:
        return patterns[0].fullmatch if patterns else None
    return re.compile("|".join(f"(?:{p.pattern})" for p in patterns), re.IGNORECASE).fullmatch


def _strings(entry: dict[str, Any], name: str) -> list[str]:
    found = entry.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, str) and item for item in found):
        raise FamilyError(f"{name} must be a list of texts")
    return found
