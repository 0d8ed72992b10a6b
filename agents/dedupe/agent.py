"""The dedupe step: clean articles in, what is new in them out; a duplicate ends as a note on its original."""

from collections.abc import Sequence

from agents import metrics, topics
from agents.dedupe.relate import relate
from agents.dedupe.store import RedisStore
from agents.guard import Context, Out, Step, step
from schemas.clean_article import CleanArticle
from schemas.copied_article import CopiedArticle
from schemas.unique_article import UniqueArticle, Verdict


def build(context: Context) -> Step[CleanArticle]:
    """The step, with its memory of earlier articles in Redis."""
    store = RedisStore(context.redis, horizon_days=context.settings.dedupe_horizon_days)

    @step("dedupe", source=topics.CLEAN, takes=CleanArticle)
    async def dedupe(article: CleanArticle) -> Sequence[Out]:
        verdict = await relate(store, article)
        metrics.relations_total.labels(verdict.relation).inc()
        if verdict.relation == "duplicate":
            return [Out(topics.COPIES, verdict.original_id or article.article_id, copy_of(article, verdict))]
        return [Out(topics.UNIQUE, article.article_id, UniqueArticle(article=article, verdict=verdict))]

    return dedupe


def copy_of(article: CleanArticle, verdict: Verdict) -> CopiedArticle:
    """The note that a duplicate leaves: who carried its original, and when."""
    return CopiedArticle(
        article_id=article.article_id,
        original_id=verdict.original_id or article.article_id,
        published_at=article.published_at,
        received_at=article.received_at,
        reason=verdict.reason,
        similarity=verdict.similarity,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
    )
