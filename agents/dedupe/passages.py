"""Passages that a report shares with earlier ones, and who had them first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.dedupe.compare import Comparison, furniture
from agents.dedupe.report import Report, Sentence
from schemas.unique_article import CopiedPassage

PASSAGE_TOKENS = 9  # shorter sentences are anybody's
NEAR_COPY = 0.85  # share of a sentence's words that make it the same sentence, lightly edited
ENOUGH_TOKENS = 18  # of passages in all, or
ONE_SENTENCE = 13  # of one sentence: less may be said alike by chance


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence comes from."""

    article_id: str
    outlet: str | None


def sources(report: Report, compared: Sequence[tuple[Comparison, Report]]) -> dict[int, Source]:
    """The first owner of each sentence that was copied, as far as the earliest candidate that has it knows."""
    found: dict[int, Source] = {}
    compared = sorted(compared, key=lambda pair: (pair[1].published_at, pair[1].article_id))
    for i, sentence in enumerate(report.sentences):
        for comparison, old in compared:
            match = comparison.matches.get(i)
            if match is not None and match.share >= NEAR_COPY and _worth(sentence):
                found[i] = Source(*old.passages.get(match.old, (old.article_id, old.outlet)))
                break
    return {i: source for i, source in found.items() if source.article_id != report.article_id}


def _worth(sentence: Sentence) -> bool:
    """Long enough to be somebody's own; a speech is the speaker's, and what the page says is nobody's."""
    return len(sentence.key) >= PASSAGE_TOKENS and not sentence.quotation and not furniture(sentence.key)


def spans(report: Report, found: Mapping[int, Source]) -> tuple[CopiedPassage, ...]:
    """Neighbouring sentences of one owner as one passage, with offsets in the clean text."""
    passages: list[CopiedPassage] = []
    previous = -2
    for i in sorted(found):
        source, sentence = found[i], report.sentences[i]
        start = sentence.start
        if passages and previous == i - 1 and passages[-1].owner_id == source.article_id:
            start = passages.pop().start
        passages.append(
            CopiedPassage(start=start, end=sentence.end, owner_id=source.article_id, owner_outlet=source.outlet)
        )
        previous = i
    return tuple(passages)


def enough(report: Report, found: Mapping[int, Source]) -> bool:
    """Whether so much was copied that it is no chance."""
    lengths = [len(report.sentences[i].key) for i in found]
    return sum(lengths) >= ENOUGH_TOKENS or any(length >= ONE_SENTENCE for length in lengths)
