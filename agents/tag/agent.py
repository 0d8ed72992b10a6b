"""The tag step: unique articles in, the same with places, actors and topics out."""

from collections.abc import Sequence

from agents import topics
from agents.guard import Context, Out, Step, step
from agents.tag.article import load, tag_article
from schemas.unique_article import UniqueArticle


def build(context: Context) -> Step[UniqueArticle]:
    """The step; the gazetteer is loaded before the first article."""

    @step("tag", source=topics.UNIQUE, takes=UniqueArticle, startup=(load,))
    async def tag(unique: UniqueArticle) -> Sequence[Out]:
        return [Out(topics.TAGGED, unique.article.article_id, tag_article(unique))]

    return tag
