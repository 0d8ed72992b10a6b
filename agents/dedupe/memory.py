"""What is remembered of an article, as bytes: its verdicts, and the words of its report. About two bytes a word."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import msgspec

from agents.dedupe import coding
from agents.dedupe.report import Report, Sentence
from schemas.unique_article import CopiedPassage, Relation, Verdict

FORMAT = 1  # what has another number was written by another release, and is as if it were not there
KEPT, KEPT_BYTES = 128, 8_192  # records that are kept decoded, in about 20 MB at most; of this length at most
MAX_VERSIONS = 50  # texts under one id whose verdicts are remembered
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_StoredVerdict = tuple[Relation, str, str | None, float, list[tuple[int, int, str, str | None]]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered under one id.

    verdicts: by the text's hash, the earliest first. report: the latest text that was no duplicate, or null.
    passages: first owner (id, outlet) of the sentences it copied, by position of the sentence.
    """

    article_id: str
    verdicts: dict[bytes, Verdict] = field(default_factory=dict)
    report: Report | None = None
    passages: dict[int, tuple[str, str | None]] = field(default_factory=dict)

    def add(self, text_hash: bytes, verdict: Verdict, report: Report) -> "Memory":
        """With one more verdict; a duplicate's words are its original's, and not kept."""
        verdicts = dict(list({**self.verdicts, text_hash: verdict}.items())[-MAX_VERSIONS:])
        if verdict.relation == "duplicate":
            return replace(self, verdicts=verdicts)
        return Memory(self.article_id, verdicts, report, owners(report, verdict.passages))


class _StoredReport(msgspec.Struct, frozen=True, array_like=True):
    """published: microseconds since 1970. title, words: sentences, coded."""

    published: int
    outlet: str | None
    title: bytes
    words: bytes
    rest: str | None = None
    passages: dict[int, tuple[str, str | None]] = {}


class _Stored(msgspec.Struct, frozen=True, array_like=True):
    format: int
    article_id: str
    verdicts: dict[bytes, _StoredVerdict]
    report: _StoredReport | None


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Stored).decode


def remember(memory: Memory) -> bytes:
    """The memory as bytes to be stored, the same for equal memories."""
    report = memory.report
    verdicts = {key: _pack(verdict) for key, verdict in memory.verdicts.items()}
    return _encode(
        _Stored(FORMAT, memory.article_id, verdicts, None if report is None else _pack_report(memory, report))
    )


def recall(data: bytes) -> Memory | None:
    """The memory as it was; null where another release wrote it in another form.

    What was read last is kept at hand: the copies and revisions of a report come one after another.
    """
    return _recalled(data) if len(data) <= KEPT_BYTES else _recall(data)


def _recall(data: bytes) -> Memory | None:
    try:
        stored = _decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if stored.format != FORMAT:
        return None
    verdicts = {key: _unpack(stored.article_id, value) for key, value in stored.verdicts.items()}
    report = None if stored.report is None else _unpack_report(stored.article_id, stored.report)
    return Memory(stored.article_id, verdicts, report, report.passages if report else {})


_recalled = functools.lru_cache(KEPT)(_recall)


def owners(report: Report, passages: Iterable[CopiedPassage]) -> dict[int, tuple[str, str | None]]:
    """First owner (id, outlet) of the sentences in these passages, by position of the sentence."""
    return {
        i: (p.owner_id, p.owner_outlet)
        for p in passages
        for i, sentence in enumerate(report.sentences)
        if p.start <= sentence.start and sentence.end <= p.end
    }


def _pack(verdict: Verdict) -> _StoredVerdict:
    spans = [(p.start, p.end, p.owner_id, p.owner_outlet) for p in verdict.passages]
    return verdict.relation, verdict.reason, verdict.original_id, verdict.similarity, spans


def _unpack(article_id: str, stored: _StoredVerdict) -> Verdict:
    relation, reason, original_id, similarity, spans = stored
    passages = (CopiedPassage(start=a, end=b, owner_id=owner, owner_outlet=outlet) for a, b, owner, outlet in spans)
    return Verdict(
        article_id=article_id,
        relation=relation,
        reason=reason,
        original_id=original_id,
        similarity=similarity,
        passages=tuple(passages),
    )


def _pack_report(memory: Memory, report: Report) -> _StoredReport:
    code = coding.load()
    return _StoredReport(
        published=(report.published_at - _EPOCH) // _MICROSECOND,
        outlet=report.outlet,
        title=code.encode([report.title]),
        words=report.coded,
        rest=report.rest,
        passages=memory.passages,
    )


def _unpack_report(article_id: str, stored: _StoredReport) -> Report:
    code = coding.load()
    title = code.decode(stored.title)
    return Report(
        article_id=article_id,
        published_at=_EPOCH + timedelta(microseconds=stored.published),
        outlet=stored.outlet,
        title=title[0] if title else (),
        sentences=tuple(Sentence(0, 0, "", key) for key in code.decode(stored.words)),
        rest=stored.rest,
        passages=stored.passages,
    )
