"""The tag step: unique articles in, the same with places, actors and topics out."""

from collections.abc import Sequence

from agents import topics
from agents.guard import Context, Out, Step, step
from agents.outlets.store import RedisStore
from agents.tag.article import load, tag_from_home
from schemas.unique_article import UniqueArticle


def build(context: Context) -> Step[UniqueArticle]:
    """The step, with what it has learned of outlets in Redis; the gazetteer is loaded before the first article."""
    settings = context.settings
    store = RedisStore(context.redis, "tag", days=settings.dedupe_horizon_days + settings.retention_days)

    @step("tag", source=topics.UNIQUE, takes=UniqueArticle, startup=(load,))
    async def tag(unique: UniqueArticle) -> Sequence[Out]:
        return [Out(topics.TAGGED, unique.article.article_id, await tag_from_home(store, unique))]

    return tag
