"""Clean articles for tests and benchmarks, as the clean step would give them."""

from collections.abc import Sequence
from datetime import datetime

from schemas.clean_article import Block, CleanArticle


def clean_article(
    article_id: str,
    title: str | None,
    paragraphs: Sequence[str],
    *,
    published_at: datetime,
    outlet: str = "Courier",
    url: str | None = None,
    source: str = "test",
) -> CleanArticle:
    """The title, where there is one, and the paragraphs, each on a line; received when it was published."""
    blocks: list[Block] = []
    start = 0
    for line in (lines := [*([title] if title else []), *paragraphs]):
        kind = "paragraph" if blocks or not title else "title"
        blocks.append(Block(kind=kind, start=start, end=start + len(line)))  # type: ignore[arg-type]
        start += len(line) + 1
    return CleanArticle(
        article_id=article_id,
        source=source,
        received_at=published_at,
        published_at=published_at,
        text="\n".join(lines),
        blocks=tuple(blocks),
        title=title or None,
        outlet=outlet,
        url=url,
    )
