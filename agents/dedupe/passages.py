"""Passages that a report shares with earlier ones, and who had them first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from agents.dedupe.compare import Comparison, furniture
from agents.dedupe.report import Report
from agents.dedupe.signature import PASSAGE_TOKENS
from schemas.base import Instant
from schemas.unique_article import CopiedPassage

NEAR_COPY = 0.85  # share of a sentence's words that make it the same sentence, lightly edited
ENOUGH_TOKENS = 18  # of passages in all, or
ONE_SENTENCE = 13  # of one sentence: less may be said alike by chance


class Owner(msgspec.Struct, frozen=True, array_like=True):
    """Who had a sentence first, as it is stored under the sentence's anchor. exact: hash of the sentence."""

    article_id: str
    outlet: str | None
    published_at: Instant
    exact: str


def encode_owners(owners: Sequence[Owner]) -> bytes:
    """The owners of the sentences of one anchor, for the store."""
    return msgspec.json.encode(owners)


def decode_owners(data: bytes | None) -> list[Owner]:
    """The owners that were stored, the first one first; none where nothing was."""
    return [] if data is None else msgspec.json.decode(data, type=list[Owner])


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence comes from."""

    article_id: str
    outlet: str | None


def sources(
    report: Report, compared: Sequence[tuple[Comparison, Report]], owners: Mapping[int, Owner]
) -> dict[int, Source]:
    """The first owner of each sentence that was copied: by its hash, or by the candidate it was found in."""
    found: dict[int, Source] = {}
    for i, sentence in enumerate(report.sentences):
        if len(sentence.tokens) < PASSAGE_TOKENS or sentence.quotation or furniture(sentence.tokens):
            continue
        owner = owners.get(i)
        if owner is not None:
            found[i] = Source(owner.article_id, owner.outlet)
            continue
        for comparison, old in compared:
            match = comparison.matches.get(i)
            if match is not None and match.share >= NEAR_COPY:
                found[i] = Source(*old.passages.get(match.old, (old.article_id, old.outlet)))
                break
    return {i: source for i, source in found.items() if source.article_id != report.article_id}


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
    lengths = [len(report.sentences[i].tokens) for i in found]
    return sum(lengths) >= ENOUGH_TOKENS or any(length >= ONE_SENTENCE for length in lengths)
