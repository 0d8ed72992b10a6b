"""Which sentences of one report stand in another, word for word or nearly, and what differs inside them."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from agents.dedupe.report import Report, Sentence, Token
from agents.dedupe.words import load

NEAR = 0.6  # share of a sentence's words found in order: it is the same sentence
DOUBTFUL = 0.3  # between this and NEAR, the letters decide: noise and spelling break words, not letters
LETTERS = 0.6  # share of its runs of four letters found there; of a strange sentence about a third are
MOVED, MOVED_WORDS = 0.8, 5  # share of pairs of words that stand somewhere in the old report, of five words or more
SAME_WORD = 0.7  # likeness of letters of two words: spellings of one


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stand in the new sentence where the old one has others (or none)."""

    new: tuple[Token, ...]
    old: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the new report and the one it is in the old. share: of its words found there, 0..1."""

    new: int
    old: int
    share: float
    words: int
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """matches by position of the new sentence; shares in words: of the new report found in the old, and the reverse."""

    matches: dict[int, Match]
    of_new: float
    of_old: float

    @property
    def similarity(self) -> float:
        """Harmonic mean of both shares, 0..1."""
        total = self.of_new + self.of_old
        return 2 * self.of_new * self.of_old / total if total else 0.0


def align(new: Report, old: Report) -> Alignment:
    """Align each sentence of the new report with the sentence of the old one that is most like it."""
    index = _Index(old.sentences)
    matches: dict[int, Match] = {}
    for i, sentence in enumerate(new.sentences):
        match = index.find(i, sentence)
        if match is not None:
            matches[i] = match
    found = sum(match.words for match in matches.values())
    covered = Counter(dict.fromkeys(range(len(old.sentences)), 0))
    for match in matches.values():
        covered[match.old] = min(covered[match.old] + match.words, len(old.sentences[match.old].tokens))
    return Alignment(matches, found / max(1, new.length), sum(covered.values()) / max(1, old.length))


class _Index:
    """Sentences of the old report by their exact words and by their pairs of words."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.exact = {sentence.key: i for i, sentence in reversed(list(enumerate(sentences)))}
        self.pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.words: dict[str, list[int]] = defaultdict(list)
        common = load().function_words
        for i, sentence in enumerate(sentences):
            for pair in set(zip(sentence.key, sentence.key[1:], strict=False)):
                self.pairs[pair].append(i)
            for word in set(sentence.key) - common:
                self.words[word].append(i)

    def find(self, position: int, sentence: Sentence) -> Match | None:
        key = sentence.key
        if key in self.exact:
            return Match(position, self.exact[key], 1.0, len(key))
        candidates = [_match(position, sentence, old, self.sentences[old]) for old in self._likely(key)]
        found = [match for match in candidates if match is not None]
        best = max(found, key=lambda match: (match.share, -match.old)) if found else None
        if best is None:
            return self._scattered(position, sentence.tokens)
        return replace(best, differences=tuple(d for d in best.differences if not self._moved(d)))

    def _moved(self, difference: Difference) -> bool:
        """Words that stand elsewhere in the old report: sentences were cut or joined at other places."""
        if difference.old or len(difference.new) < MOVED_WORDS:
            return False
        return self._scattered(0, difference.new) is not None and not self._strange(difference.new)

    def _strange(self, tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
        """Runs of words that stand in no pair of the old report."""
        runs: list[tuple[Token, ...]] = []
        run: list[Token] = []
        for i, token in enumerate(tokens):
            before = i > 0 and (tokens[i - 1].text, token.text) in self.pairs
            after = i + 1 < len(tokens) and (token.text, tokens[i + 1].text) in self.pairs
            if not before and not after:
                run.append(token)
            elif run:
                runs.append(tuple(run))
                run = []
        return [*runs, tuple(run)] if run else runs

    def _scattered(self, position: int, tokens: Sequence[Token]) -> Match | None:
        """A sentence whose pairs of words nearly all stand in the old report, though in no one sentence."""
        pairs = [(a.text, b.text) for a, b in itertools.pairwise(tokens)]
        known = [pair for pair in pairs if pair in self.pairs]
        if len(tokens) < MOVED_WORDS or len(known) < MOVED * len(pairs):
            return None
        old, _ = Counter(self.pairs[pair][0] for pair in known).most_common(1)[0]
        strange = tuple(Difference(run, ()) for run in self._strange(tokens))
        return Match(position, old, len(known) / len(pairs), len(known), strange)

    def _likely(self, key: tuple[str, ...]) -> list[int]:
        votes: Counter[int] = Counter()
        for pair in set(itertools.pairwise(key)):
            for old in self.pairs.get(pair, ())[:20]:
                votes[old] += 2
        for word in set(key):
            for old in self.words.get(word, ())[:20]:
                votes[old] += 1
        return [old for old, count in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:3] if count > 1]


def _match(position: int, new: Sentence, old_position: int, old: Sentence) -> Match | None:
    matcher = SequenceMatcher(None, new.key, old.key, autojunk=False)
    blocks = matcher.get_matching_blocks()
    words = sum(block.size for block in blocks)
    share = words / len(new.tokens)
    if share < DOUBTFUL:
        return None
    if share < NEAR:
        if _same_letters(new, old) < LETTERS:
            return None
        share, words = NEAR, len(new.tokens)
    return Match(position, old_position, share, words, _differences(matcher, new, old))


def _same_letters(new: Sentence, old: Sentence) -> float:
    mine, theirs = (Counter(" ".join(s.key)[i : i + 4] for i in range(len(" ".join(s.key)) - 3)) for s in (new, old))
    return (mine & theirs).total() / max(1, mine.total())


def _differences(matcher: "SequenceMatcher[str]", new: Sentence, old: Sentence) -> tuple[Difference, ...]:
    """What differs, without spellings of one word and words run together or torn apart."""
    found = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        difference = Difference(new.tokens[a1:a2], old.tokens[b1:b2])
        if not _spelling(difference):
            found.append(difference)
    return tuple(found)


def _spelling(difference: Difference) -> bool:
    if not difference.new or not difference.old:
        return False
    if any(token.figure for token in (*difference.new, *difference.old)):
        return False
    known = load().denials | load().events
    if any(token.text in known for token in (*difference.new, *difference.old)):
        return False
    one, two = ("".join(token.text for token in tokens) for tokens in (difference.new, difference.old))
    return alike(one, two)


def alike(one: str, two: str) -> bool:
    """Two spellings of one word: the first letter the same or the rest, and most letters."""
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= SAME_WORD
