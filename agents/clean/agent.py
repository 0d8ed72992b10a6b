"""The clean step: raw articles in, the article itself out."""

from collections.abc import Sequence

from agents import topics
from agents.clean.article import clean_article
from agents.guard import Context, Out, Step, step
from schemas.raw_article import RawArticle


def build(context: Context) -> Step[RawArticle]:
    """The step; what cannot be read as a report is a bad record."""

    @step("clean", source=topics.RAW, takes=RawArticle)
    async def clean(raw: RawArticle) -> Sequence[Out]:
        article = clean_article(raw, max_chars=context.settings.max_article_chars, now=context.now())
        return [Out(topics.CLEAN, article.article_id, article)]

    return clean
