"""The dedupe step: clean articles in, what is new in them out; a duplicate ends here."""

from collections.abc import Sequence

from agents import metrics, topics
from agents.dedupe.relate import relate
from agents.dedupe.store import RedisStore
from agents.guard import Context, Out, Step, step
from schemas.clean_article import CleanArticle
from schemas.unique_article import UniqueArticle


def build(context: Context) -> Step[CleanArticle]:
    """The step, with its memory of earlier articles in Redis."""
    store = RedisStore(context.redis, horizon_days=context.settings.dedupe_horizon_days)

    @step("dedupe", source=topics.CLEAN, takes=CleanArticle)
    async def dedupe(article: CleanArticle) -> Sequence[Out]:
        verdict = await relate(store, article)
        metrics.relations_total.labels(verdict.relation).inc()
        if verdict.relation == "duplicate":
            return []
        return [Out(topics.UNIQUE, article.article_id, UniqueArticle(article=article, verdict=verdict))]

    return dedupe
