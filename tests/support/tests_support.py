"""What several tests share: an article made from a text, cleaned and tagged as in the stream."""

from datetime import datetime

from agents.clean.article import clean_article
from agents.tag.article import tag_article
from schemas.raw_article import RawArticle
from schemas.tagged_article import TaggedArticle
from schemas.unique_article import UniqueArticle, Verdict


def tagged(text: str, published_at: datetime, *, outlet: str = "Test Wire", article_id: str = "a1") -> TaggedArticle:
    """The text as a tagged article; no title, relation new."""
    raw = RawArticle(
        article_id=article_id,
        source="test",
        received_at=published_at,
        published_at=published_at,
        text=text,
        outlet=outlet,
    )
    article = clean_article(raw, max_chars=1_000_000, now=published_at)
    verdict = Verdict(article_id=article_id, relation="new", reason="first")
    return tag_article(UniqueArticle(article=article, verdict=verdict))
