"""Under which keys an article is looked up and remembered. Pure: names and bytes, no store."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from agents.dedupe.passages import Owner, decode_owners, encode_owners
from agents.dedupe.report import Report, remember, report_of, short_hash
from agents.dedupe.signature import Passage, signature_of
from schemas import codec
from schemas.clean_article import CleanArticle
from schemas.unique_article import Verdict

MAX_CANDIDATES = 6
BAND_OWNERS = 4  # a band remembers the first report that had it, and the latest three
ANCHOR_OWNERS = 4  # sentences that share their rarest words: the first ones and the latest
Seen = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one article. passages: its sentences, by position."""

    report: Report
    verdict: str
    memory: str
    words: str
    url: str | None
    bands: tuple[str, ...]
    passages: dict[int, Passage]

    def names(self) -> list[str]:
        """Every key that is looked up."""
        url = [self.url] if self.url else []
        anchors = [_anchor_key(passage) for passage in self.passages.values()]
        return list(dict.fromkeys([self.verdict, self.memory, self.words, *url, *self.bands, *anchors]))

    def owners(self, seen: Seen, horizon: timedelta) -> dict[int, Owner]:
        """First owners of this article's sentences, by position."""
        found: dict[int, Owner] = {}
        for i, passage in self.passages.items():
            for owner in decode_owners(seen[_anchor_key(passage)]):
                if owner.exact == passage.exact and self._near(owner, horizon):
                    found.setdefault(i, owner)
        return found

    def same_address(self, seen: Seen) -> set[str]:
        """Ids of the articles that came from this article's URL, and its own, where an earlier version had it."""
        return {self.report.article_id, *_ids(seen[self.url] if self.url else None)}

    def candidates(self, seen: Seen) -> list[str]:
        """Ids of the articles that share most keys with this one, most likely first."""
        votes: Counter[str] = Counter()
        for key, worth in ((self.words, 100), (self.url, 50), *((band, 1) for band in self.bands)):
            votes.update(dict.fromkeys(_ids(seen[key] if key else None), worth))
        for key in {_anchor_key(passage) for passage in self.passages.values()}:
            votes.update({owner.article_id: 2 for owner in decode_owners(seen[key])})
        if seen[self.memory] is not None:
            votes[self.report.article_id] += 100
        return [name for name, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:MAX_CANDIDATES]]

    def writes(self, seen: Seen, verdict: Verdict, horizon: timedelta) -> dict[str, bytes]:
        """What to remember. A duplicate leaves its verdict alone: whoever copies it copies its original."""
        stored = {self.verdict: codec.encode(verdict)}
        if verdict.relation == "duplicate":
            return stored
        own = self.report.article_id.encode()
        stored[self.memory] = remember(self.report, verdict.passages)
        stored[self.words] = own
        if self.url:
            stored[self.url] = own
        for key in self.bands:
            others = [name for name in _ids(seen[key]) if name != self.report.article_id]
            latest = [*others[:1], *others[1:][2 - BAND_OWNERS :], self.report.article_id]
            stored[key] = " ".join(latest).encode()
        stored.update(self._anchors(seen, horizon))
        return stored

    def _anchors(self, seen: Seen, horizon: timedelta) -> dict[str, bytes]:
        """Under each anchor the first owner of each sentence that has it; owners beyond the horizon make room."""
        stored: dict[str, bytes] = {}
        for passage in self.passages.values():
            key = _anchor_key(passage)
            owners = [o for o in decode_owners(stored.get(key, seen[key])) if self._near(o, horizon)]
            if all(owner.exact != passage.exact for owner in owners):
                report = self.report
                own = Owner(report.article_id, report.outlet, report.published_at, passage.exact)
                stored[key] = encode_owners([*owners[: ANCHOR_OWNERS - 1], own])
        return stored

    def _near(self, owner: Owner, horizon: timedelta) -> bool:
        return abs(owner.published_at - self.report.published_at) <= horizon


def _anchor_key(passage: Passage) -> str:
    return f"p:{passage.anchor}"


def keys_of(article: CleanArticle) -> Keys:
    """The keys of this article. The same id with another text is another version: its verdict has another key."""
    report = report_of(article)
    signature = signature_of(report)
    return Keys(
        report=report,
        verdict=f"v:{article.article_id}:{short_hash('text', article.text)}",
        memory=f"m:{article.article_id}",
        words=f"w:{signature.words}",
        url=f"u:{short_hash('url', article.url)}" if article.url else None,
        bands=tuple(f"b:{band}" for band in signature.bands),
        passages=signature.passages,
    )


def _ids(value: bytes | None) -> list[str]:
    return value.decode().split() if value else []
