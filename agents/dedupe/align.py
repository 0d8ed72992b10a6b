"""Which sentences of one report stand in another, word for word or nearly, and what differs inside them."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import Indel, Opcode

from agents.dedupe.report import Report, Sentence, Token
from agents.dedupe.words import load

NEAR = 0.6  # share of a sentence's words found in order: it is the same sentence
DOUBTFUL = 0.3  # between this and NEAR, the letters decide: noise and spelling break words, not letters
LETTERS = 0.6  # share of its runs of four letters found there; of a strange sentence about a third are
MOVED, MOVED_WORDS = 0.8, 5  # share of pairs of words that stand somewhere in the old report, of five words or more
PAIRS, PAIRS_SHARE = 6, 0.2  # pairs of words in common, of the shorter report's: fewer are no passage
SAME_WORD = 0.7  # likeness of letters of two words: spellings of one


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stand in the new sentence where the old one has others (or none)."""

    new: tuple[Token, ...]
    old: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the new report and the one it is in the old.

    words, share: how many of its words stand there, and of all, 0..1; misspelt: those of them in another spelling.
    """

    new: int
    old: int
    share: float
    words: int
    differences: tuple[Difference, ...] = ()
    misspelt: int = 0


@dataclass(frozen=True, slots=True)
class Alignment:
    """matches by position of the new sentence; shares in words: of the new report found in the old, and the reverse."""

    matches: dict[int, Match]
    of_new: float
    of_old: float

    @property
    def noise(self) -> float:
        """Share of the matched words that are spelled otherwise: about 5 in 100 where 1 in 100 characters is wrong."""
        matches = self.matches.values()
        return sum(match.misspelt for match in matches) / max(1, sum(match.words for match in matches))

    @property
    def similarity(self) -> float:
        """Harmonic mean of both shares, 0..1."""
        total = self.of_new + self.of_old
        return 2 * self.of_new * self.of_old / total if total else 0.0


def align(new: Report, old: Report) -> Alignment:
    """Align each sentence of the new report with the sentence of the old one that is most like it."""
    index = _Index(old.sentences)
    if not _passage(new, old, index.exact):
        return Alignment({}, 0.0, 0.0)
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


def _passage(new: Report, old: Report, exact: Collection[tuple[str, ...]]) -> bool:
    """Whether so many pairs of words are in common that there may be a passage; a long sentence alone has as many."""
    shared = (sentence.key for sentence in new.sentences if sentence.key in exact)
    if any(len(key) > PAIRS and len(set(itertools.pairwise(key))) >= PAIRS for key in shared):
        return True
    return len(new.pairs & old.pairs) >= min(PAIRS, PAIRS_SHARE * min(len(new.pairs), len(old.pairs)))


def kinship(new: Report, old: Report) -> float:
    """Share of one report's words, and of its pairs of words, that stand anywhere in the other, added up, 0..2.

    Of the report that has more of them there. It sees what a rewriting leaves.
    """
    pairs, words = len(new.pairs & old.pairs), len(new.content & old.content)
    return max(words / max(1, len(r.content)) + pairs / max(1, len(r.pairs)) for r in (new, old))


class _Index:
    """Sentences of the old report by their exact words and by their pairs of words."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.exact = {sentence.key: i for i, sentence in reversed(list(enumerate(sentences)))}

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[int]]:
        """Sentences by pair of words; made when the first sentence is not found by all its words."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, sentence in enumerate(self.sentences):
            for pair in set(itertools.pairwise(sentence.key)):
                found[pair].append(i)
        return found

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Sentences by word."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, sentence in enumerate(self.sentences):
            for word in set(sentence.key) - load().function_words:
                found[word].append(i)
        return found

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
    changes = [change for change in Indel.opcodes(new.key, old.key) if change.tag != "equal"]
    length = len(new.key)
    words = length - sum(change.src_end - change.src_start for change in changes)
    if words < DOUBTFUL * length:
        return None
    differences, misspelt = _differences(changes, new, old)
    words += misspelt
    if words < NEAR * length:
        if same_letters(new.key, (old.key,)) < LETTERS:
            return None
        words, misspelt = length, misspelt + length - words
    return Match(position, old_position, words / length, words, differences, misspelt)


def same_letters(new: Iterable[str], old: Iterable[Iterable[str]]) -> float:
    """Share of the new words' runs of four letters, across words, that stand in the old sentences, 0..1.

    Noise in 5 of 100 characters leaves 8 of 10 runs whole; a strange sentence has 2 to 4 of 10 in common with a report.
    """
    mine = _runs(new)
    theirs: Counter[str] = Counter()
    for words in old:
        theirs.update(_runs(words))
    return (mine & theirs).total() / max(1, mine.total())


def _runs(words: Iterable[str]) -> Counter[str]:
    text = "".join(words)
    return Counter([text[i : i + 4] for i in range(len(text) - 3)])


def _differences(changes: Sequence[Opcode], new: Sentence, old: Sentence) -> tuple[tuple[Difference, ...], int]:
    """What differs; apart from it, how many words are but spelled otherwise, run together or torn apart."""
    found, misspelt = [], 0
    for a1, a2, b1, b2 in _joined(changes):
        difference = Difference(new.tokens[a1:a2], old.tokens[b1:b2])
        if _spelling(difference):
            misspelt += a2 - a1
        else:
            found.append(difference)
    return tuple(found), misspelt


def _joined(changes: Sequence[Opcode]) -> list[tuple[int, int, int, int]]:
    """Neighbouring insertions and deletions as one replacement: spans in the new and in the old sentence."""
    spans: list[tuple[int, int, int, int]] = []
    for change in changes:
        start, old_start = change.src_start, change.dest_start
        if spans and spans[-1][1] == start and spans[-1][3] == old_start:
            start, _, old_start, _ = spans.pop()
        spans.append((start, change.src_end, old_start, change.dest_end))
    return spans


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


def alike(one: str, two: str, least: float = SAME_WORD) -> bool:
    """Two spellings of one word: this share of their letters in the same order."""
    return Indel.normalized_similarity(one, two, score_cutoff=least) > 0
