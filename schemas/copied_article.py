"""articles.copies: a report that was there already, kept as a copy of its original; it goes no further."""

from schemas.base import Instant, Record


class CopiedArticle(Record, frozen=True, kw_only=True):
    """Who carried it, and when. ``similarity`` is 0..1; ``reason`` says in a word why it is a copy."""

    article_id: str
    original_id: str
    published_at: Instant
    received_at: Instant
    reason: str
    similarity: float
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
