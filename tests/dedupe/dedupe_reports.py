"""Reports of our own, for the tests of this step."""

from datetime import UTC, datetime, timedelta

from articles import clean_article

from schemas.clean_article import CleanArticle

DAY = datetime(2014, 6, 16, 8, 0, tzinfo=UTC)
TITLE = "Rebels enter border town after week of shelling"
BODY = (
    "Rebel fighters entered the border town of Karsala on Tuesday after a week of shelling, witnesses told reporters.",
    "At least 23 people were killed when a rocket struck the covered market, the head of the town's hospital said.",
    "The army said that its soldiers had withdrawn to the hills to spare the people who live in the old quarter.",
    "Aid workers in the province say some 4,000 families have fled across the river since the fighting began.",
    "The road to the capital was open to lorries with a military escort until late on Monday evening.",
)
OTHER = (
    "Parliament in the coastal capital passed a budget on Thursday that cuts subsidies for bread and fuel by a third.",
    "The finance minister, Tomas Aldin, said lenders had demanded the step before they would release another loan.",
    "Trade unions called for a strike of dockers and railwaymen on Monday and asked shops to stay closed.",
    "Opposition deputies left the chamber before the vote and accused the speaker of breaking his own rules.",
)


def article(
    article_id: str,
    body: tuple[str, ...] | list[str] = BODY,
    *,
    title: str | None = TITLE,
    outlet: str = "Courier",
    hours: float = 0,
    url: str | None = None,
) -> CleanArticle:
    """A clean article with these paragraphs, published so many hours after DAY."""
    published_at = DAY + timedelta(hours=hours)
    return clean_article(article_id, title, body, published_at=published_at, outlet=outlet, url=url)
