"""The clean step: raw articles in, the article itself out."""

from collections.abc import Sequence

from agents import metrics, topics
from agents.clean.article import clean_article, warm_up
from agents.clean.learn import furniture_of
from agents.guard import Context, Out, Step, step
from agents.outlets.store import RedisStore
from schemas.raw_article import RawArticle


def build(context: Context) -> Step[RawArticle]:
    """The step, with what it has learned of outlets in Redis; what cannot be read as a report is a bad record."""
    settings = context.settings
    store = RedisStore(context.redis, "clean", days=settings.dedupe_horizon_days + settings.retention_days)

    @step("clean", source=topics.RAW, takes=RawArticle)
    async def clean(raw: RawArticle) -> Sequence[Out]:
        now = context.now()
        article = clean_article(raw, max_chars=settings.max_article_chars, now=now)
        learned = await furniture_of(store, article)
        if learned:
            article = clean_article(raw, max_chars=settings.max_article_chars, now=now, learned=learned)
        metrics.note_article(article.outlet, article.language, article.published_at, article.received_at)
        return [Out(topics.CLEAN, article.article_id, article)]

    return clean.on_startup(warm_up)
