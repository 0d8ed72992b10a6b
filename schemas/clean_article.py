"""articles.clean: the article itself, furniture cut, with a map back to the raw text."""

from datetime import UTC, datetime
from typing import Literal

from schemas.base import Instant, Offset, Record

UNDATED = datetime(1, 1, 1, tzinfo=UTC)
"""published_at of an article read offline that no date came with; such articles never travel through Kafka."""

BlockKind = Literal["title", "standfirst", "byline", "dateline", "paragraph", "subhead", "caption"]


class Block(Record, frozen=True, kw_only=True):
    """One kept line of the article: [start, end) in the clean text, raw_start where it began in the raw text.

    raw_start is null for text that has no single place in the raw input (HTML, a title given beside the text).
    """

    kind: BlockKind
    start: Offset
    end: Offset
    raw_start: int | None = None


class Cut(Record, frozen=True, kw_only=True):
    """A piece of the raw text that was left out, and the reason (the name of the phrase family or feature)."""

    text: str
    reason: str
    raw_start: int | None = None


class CleanArticle(Record, frozen=True, kw_only=True):
    """The article. ``text`` begins with the title's line where there is a title; all offsets count in ``text``."""

    article_id: str
    source: str
    received_at: Instant
    published_at: Instant
    text: str
    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()
