"""articles.raw: a report as it came in, before anything was done to it."""

from schemas.base import Instant, Record


class RawArticle(Record, frozen=True, kw_only=True):
    """One report. Exactly one of text (raw page text) and html is given; the clean step checks it."""

    article_id: str
    source: str
    received_at: Instant
    source_id: str | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    outlet: str | None = None
    published_at: Instant | None = None
    url: str | None = None
