"""The door of the step: one raw article in, one clean article out, or a clear word why not.

``clean_text`` and ``clean_html`` are the same without a record around them, and without the need for a date.
"""

from datetime import UTC, datetime, timedelta

from agents.clean.characters import binary_reason
from agents.clean.html import clean_html
from agents.clean.language import identify
from agents.clean.model import Cleaned
from agents.clean.text import clean_text
from schemas.clean_article import CleanArticle
from schemas.codec import BadRecordError
from schemas.raw_article import RawArticle

__all__ = ["Cleaned", "clean_article", "clean_html", "clean_text", "warm_up"]

AHEAD = timedelta(hours=24)  # clocks and time zones: a date further ahead is wrong


def clean_article(
    raw: RawArticle, *, max_chars: int, now: datetime, learned: frozenset[str] = frozenset()
) -> CleanArticle:
    """The article without its page furniture. max_chars: longest text or HTML taken; now: for dates in the future.

    learned: keys of lines that the outlet repeats in report after report (learn.py).

    Raises BadRecordError, which no retry helps: no content or two, empty, binary, too long, no date anywhere, a date
    more than 24 h ahead.
    """
    content = _content(raw, max_chars)
    if raw.html is not None:
        cleaned = clean_html(content, raw.url, title=raw.title, outlet=raw.outlet, learned=learned)
    else:
        cleaned = clean_text(content, title=raw.title, outlet=raw.outlet, learned=learned)
    if not cleaned.text.strip():
        raise BadRecordError("empty: no text is left")
    published_at, found_by = raw.published_at, None
    if published_at is None:
        published_at, found_by = cleaned.published_at, "date_from_page"
    if published_at is None:
        raise BadRecordError("no date: neither the record nor its metadata nor a date line says when it was published")
    if published_at > now + AHEAD:
        raise BadRecordError(f"date in the future: published_at {published_at.isoformat()}")
    return CleanArticle(
        article_id=raw.article_id,
        source=raw.source,
        received_at=raw.received_at,
        published_at=published_at.astimezone(UTC),
        text=cleaned.text,
        blocks=cleaned.blocks,
        cuts=cleaned.cuts,
        title=raw.title or cleaned.title,
        outlet=raw.outlet or cleaned.outlet,
        url=raw.url or cleaned.url,
        language=cleaned.language,
        notes=cleaned.notes + ((found_by,) if found_by else ()),
    )


def warm_up() -> None:
    """Load what cleaning needs (phrase families, extractor, language model: about a second) before the first report."""
    clean_html("<p>The town was calm on Monday.</p>" * 8)
    identify("The town was calm on Monday.")


def _content(raw: RawArticle, max_chars: int) -> str:
    """The one content of the record, checked before anything costly is done to it."""
    if (raw.text is None) == (raw.html is None):
        raise BadRecordError(
            "exactly one of text and html is needed, " + ("both are given" if raw.text else "neither is")
        )
    name, content = ("text", raw.text) if raw.text is not None else ("html", raw.html)
    assert content is not None
    if not content.strip():
        raise BadRecordError(f"empty: {name} holds nothing but white space")
    if len(content) > max_chars:
        raise BadRecordError(f"too long: {name} has {len(content)} characters, more than {max_chars}")
    reason = binary_reason(content)
    if reason is not None:
        raise BadRecordError(reason)
    return content
