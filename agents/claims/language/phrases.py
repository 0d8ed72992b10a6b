"""Set phrases looked for in a text: a word of each is asked for first, which most texts do not hold."""

import re
from collections.abc import Iterable

from agents.claims.language.bare_words import LETTERS, letter_runs


class Phrases:
    """Phrases in lower case; one in * goes on within its last word ("janissar*")."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Index each phrase by its longest whole word; those that have none are one pattern."""
        self._by_word: dict[str, list[tuple[frozenset[str], re.Pattern[str]]]] = {}
        begun: list[str] = []
        for phrase in sorted(phrases):
            goes_on = phrase.endswith("*")
            runs = LETTERS.findall(phrase)
            whole = runs[:-1] if goes_on and phrase[-2].isalpha() else runs
            if not whole:
                begun.append(re.escape(phrase.rstrip("*")))
                continue
            form = r"\b" + re.escape(phrase.rstrip("*")) + (r"\w*" if goes_on else r"\b")
            self._by_word.setdefault(max(whole, key=len), []).append((frozenset(whole), re.compile(form)))
        self._words = frozenset(self._by_word)
        self._begun = re.compile(rf"\b(?:{'|'.join(begun)})\w*") if begun else None

    def find(self, low: str, text: str | None = None) -> re.Match[str] | None:
        """The first phrase in a text (lower case); text: the sentence of which it is a part, where it is one."""
        runs = letter_runs(low if text is None else text)
        begun = self._begun.search(low) if self._begun is not None else None
        if self._words.isdisjoint(runs):
            return begun  # most texts
        told = (form for word in self._words & runs for whole, form in self._by_word[word] if whole <= runs)
        found = [begun, *(form.search(low) for form in told)]
        return min((match for match in found if match is not None), key=lambda m: (m.start(), m.group()), default=None)
